"""The sections of a site that need nobody's hand: regions of all provinces, stories, news.

What is there stays as it is, an editor's words above all; only what is missing is added.
"""

import uuid
from collections.abc import Collection
from typing import Any

from django.db import transaction
from wagtail.models import Site

from cms.context_processors import MENUS
from cms.models import (
    HomePage,
    NewsIndexPage,
    RegionIndexPage,
    RegionPage,
    StoryIndexPage,
    WordsPage,
)
from ocop.models import Place
from shop.scope.selectors import scope_of_site

_WORDS: dict[type[WordsPage], dict[str, tuple[str, str]]] = {
    RegionIndexPage: {
        "vi": ("Vùng miền", "34 tỉnh, thành phố: tên mới, tên cũ và sản phẩm OCOP của mỗi nơi."),
        "en": ("Regions", "34 provinces and cities: new names, old names, and their products."),
    },
    StoryIndexPage: {
        "vi": ("Câu chuyện", "Ai làm ra, làm ở đâu và làm như thế nào."),
        "en": ("Stories", "Who makes it, where, and how."),
    },
    NewsIndexPage: {
        "vi": ("Tin tức", "Chương trình OCOP, hội chợ và trang này."),
        "en": ("News", "The OCOP programme, fairs, and this site."),
    },
}
#: Of a site bound to provinces: it has not all of them
_REGIONS_OF_A_BOUND_SITE = {
    "vi": ("Vùng miền", "Tên mới, tên cũ và sản phẩm OCOP của mỗi nơi."),
    "en": ("Regions", "New names, old names, and their products."),
}


@transaction.atomic
def load_sections(*, only: Collection[str] | None = None) -> int:
    """Add the sections below every front page; returns how many pages were added.

    A site bound to provinces gets pages of those alone. ``only``: pages for the provinces of these
    codes alone.
    """
    added = sum(_load_site(site, only) for site in Site.objects.order_by("pk"))
    transaction.on_commit(MENUS.renew)
    return added


def _load_site(site: Site, only: Collection[str] | None) -> int:
    """Below the front pages of one site; the same page in two languages shares its key."""
    keys: dict[Any, uuid.UUID] = {}
    scope = scope_of_site(site)
    all_words = _WORDS
    if not scope.is_everything:
        all_words = _WORDS | {RegionIndexPage: _REGIONS_OF_A_BOUND_SITE}
    provinces = scope.filter(Place.objects.provinces(), "pk").order_by("slug")
    places = [place for place in provinces if only is None or place.code in only]
    roots = site.root_page.get_translations(inclusive=True)
    added = 0
    for home in HomePage.objects.filter(pk__in=roots).select_related("locale").order_by("path"):
        for model, words in all_words.items():
            title, introduction = words.get(home.locale.language_code, words["vi"])
            added += _ensure(
                home, model, keys, {}, title=title, introduction=introduction
            )  # fmt: skip
        index = RegionIndexPage.objects.child_of(home).get()
        for place in places:
            named = {"place": place}
            added += _ensure(index, RegionPage, keys, named, title=place.name, slug=place.slug)
    return added


def _ensure(
    parent: Any,
    model: type[WordsPage],
    keys: dict[Any, uuid.UUID],
    known_by: dict[str, Any],
    **fields: Any,
) -> int:
    """Add the page unless ``parent`` has it; 1 if it did. ``known_by`` tells it from its like."""
    name = (model, *known_by.values())
    page = model.objects.child_of(parent).filter(**known_by).first()
    if page is None:
        key = keys.get(name, uuid.uuid4())
        page = model(locale=parent.locale, translation_key=key, **known_by, **fields)
        parent.add_child(instance=page)
        parent.refresh_from_db()
        keys[name] = key
        return 1
    keys.setdefault(name, page.translation_key)
    return 0
