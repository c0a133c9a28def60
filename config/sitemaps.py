"""What search engines are told of: every public address of a site, in each language.

Hosts and schemes are those of the request, and what a site does not show is not listed.
"""

import datetime
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sites.requests import RequestSite
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, Site

from fairs.models import Booth, Fair
from fairs.selectors.fairs import booths_of, public_fairs
from ocop.models import ProductGroup, Subject
from search.selectors.labels import groups_by_slug
from search.selectors.subjects import listed_subjects
from shop.catalogue.models import Product
from shop.catalogue.selectors import public_listings
from shop.scope.selectors import scope_of


class Section(Sitemap):
    """Addresses of one kind in one language."""

    limit = 5_000

    def __init__(self, request: HttpRequest, language: str) -> None:
        self.request = request
        self.language = language

    def get_urls(self, page: Any = 1, site: Any = None, protocol: Any = None) -> list[Any]:
        return super().get_urls(page, RequestSite(self.request), self.request.scheme)

    def location(self, item: Any) -> str:
        with override(self.language):
            return self.path(item)

    def path(self, item: Any) -> str:
        return str(item.get_absolute_url())

    def get_latest_lastmod(self) -> datetime.datetime | None:
        """When anything of it was last changed; None: nobody knows."""
        return None


class Products(Section):
    def items(self) -> QuerySet[Product]:
        listings = public_listings(scope=scope_of(self.request))
        return listings.only("pk", "slug", "date_updated", "structure").order_by("pk")

    def lastmod(self, item: Product) -> datetime.datetime:
        return item.date_updated

    def get_latest_lastmod(self) -> datetime.datetime | None:
        return self.items().order_by().aggregate(latest=Max("date_updated"))["latest"]


class Subjects(Section):
    def items(self) -> QuerySet[Subject]:
        return listed_subjects("", scope=scope_of(self.request))

    def path(self, item: Subject) -> str:
        return reverse("search:subject", kwargs={"slug": item.slug})


class Groups(Section):
    """The lists of all products and all producers, and of each group."""

    def items(self) -> list[ProductGroup | str]:
        tops = [group for group in groups_by_slug().values() if group.parent_id is None]
        tops.sort(key=lambda group: group.position)
        return ["search:listing", "search:subjects", *tops]

    def path(self, item: ProductGroup | str) -> str:
        if isinstance(item, str):
            return reverse(item)
        return reverse("search:group", kwargs={"slug": item.slug})


class Fairs(Section):
    """The calendar, each fair and its booths; their pages of words have the same addresses."""

    def items(self) -> list[Fair | Booth | str]:
        scope = scope_of(self.request)
        fairs = list(public_fairs(scope).order_by("pk"))
        return ["fairs:index", *fairs, *booths_of(fairs, scope)]

    def path(self, item: Fair | Booth | str) -> str:
        return reverse(item) if isinstance(item, str) else item.get_absolute_url()


class Pages(Section):
    """Wagtail's pages. One that is not for this site says so in its ``get_sitemap_urls``."""

    def items(self) -> QuerySet[Page]:
        site = Site.find_for_request(self.request)
        if site is None:
            return Page.objects.none()
        roots = site.root_page.get_translations(inclusive=True)
        root = roots.filter(locale__language_code=self.language).live().first()
        if root is None:
            return Page.objects.none()
        return root.get_descendants(inclusive=True).live().public().order_by("path")

    def get_latest_lastmod(self) -> datetime.datetime | None:
        return self.items().order_by().aggregate(latest=Max("last_published_at"))["latest"]

    def _urls(self, page: Any, protocol: str, domain: str) -> list[dict[str, Any]]:
        pages: Any = self.paginator.page(page).object_list
        return [
            {**url, "location": f"{protocol}://{domain}{urlsplit(url['location']).path}"}
            for one in pages.specific()
            for url in one.get_sitemap_urls(self.request)
        ]


#: Name in the address → what it lists
SECTIONS: dict[str, type[Section]] = {
    "trang": Pages,
    "nhom": Groups,
    "san-pham": Products,
    "chu-the": Subjects,
    "hoi-cho": Fairs,
}


def sections(request: HttpRequest) -> Iterator[tuple[str, Section]]:
    """Every section with its name in addresses: "vi-san-pham"."""
    for language, _name in settings.LANGUAGES:
        for name, kind in SECTIONS.items():
            yield f"{language}-{name}", kind(request, language)
