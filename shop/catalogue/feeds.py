"""The feed of newly recognised products."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop import clock
from shop.catalogue.selectors import cards, newly_recognised
from shop.scope.selectors import scope_of

_LENGTH = 30


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The last recognitions in term, as Atom."""
    moment, here = clock.now(), request.build_absolute_uri
    day = timezone.localdate(moment)
    days = dict(newly_recognised(day=day, scope=scope_of(request), limit=_LENGTH))
    feed = Atom1Feed(
        title=_("Newly recognised"), link=here("/"), description="", language=get_language(),
        feed_url=here(request.path),
    )  # fmt: skip
    for card in cards(list(days), moment=moment):
        feed.add_item(
            title=card.name,
            link=here(card.url),
            description=" · ".join(
                part
                for part in (
                    _("OCOP %(stars)d stars") % {"stars": card.badge.stars or 0},
                    card.subject_name,
                    card.place,
                )
                if part
            ),
            updateddate=timezone.make_aware(
                datetime.datetime.combine(days[card.id], datetime.time.min)
            ),
            unique_id=here(card.url),
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response
