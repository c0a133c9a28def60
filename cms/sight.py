"""What is shown to whom: below a view, this is all that live data knows of the request."""

import datetime
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page, Site

from ocop import clock
from ocop.models import Place
from shop.scope.selectors import EVERYTHING, Scope, scope_of

P = TypeVar("P", bound=Page)


@dataclass(frozen=True, slots=True)
class Sight:
    moment: datetime.datetime
    scope: Scope = EVERYTHING
    language: str = "vi"
    #: The province whose page it is, if it is one
    province: Place | None = None
    #: The front page of the site in this language: pages of other sites are not shown
    home: Page | None = None

    def within(self, pages: QuerySet[P]) -> QuerySet[P]:
        """Those of ``pages`` that stand below the front page."""
        return pages.filter(path__startswith=self.home.path) if self.home else pages

    @property
    def day(self) -> datetime.date:
        """The local day of ``moment`` in Vietnam."""
        return timezone.localdate(self.moment)


def sight_of(request: HttpRequest, home: Page, province: Place | None = None) -> Sight:
    """What the request shows on a page below ``home``."""
    return Sight(clock.now(), scope_of(request), get_language() or "vi", province, home)


def home_of(request: HttpRequest) -> Page | None:
    """The front page of the request's site in its language, or in the one it has."""
    site = Site.find_for_request(request)
    return site.root_page.localized if site else None


def root_path_of(request: HttpRequest) -> str:
    """The ``url_path`` every page of the request's site in its language begins with; empty: the
    site has none in that language. From Wagtail's cache, without a query."""
    site = Site.find_for_request(request)
    paths = Site.get_site_root_paths() if site else []
    mine = (p for p in paths if (p.site_id, p.language_code) == (site.pk, get_language()))
    return next((path.root_path for path in mine), "")
