"""The part of the country a request's site shows. Views ask for it and pass it on, like the day."""

from dataclasses import dataclass
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from wagtail.models import Site

from ocop.models import Place
from shop.scope.models import SCOPES, SiteScope

M = TypeVar("M", bound=Model)
#: Other processes learn of a change this late unless they share the cache
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Scope:
    """Provinces of today, in one order for pages and index; none means the whole country."""

    province_ids: tuple[int, ...] = ()
    #: The same as ``Place.key``
    province_keys: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        return not self.province_ids

    def holds(self, province_id: int | None) -> bool:
        """Whether something of this province of today may be shown."""
        return self.is_everything or province_id in self.province_ids

    def filter(self, rows: QuerySet[M], path: str) -> QuerySet[M]:
        """Rows whose ``path`` leads to a province of today inside the scope."""
        return rows if self.is_everything else rows.filter(**{f"{path}__in": self.province_ids})


EVERYTHING = Scope()


def scope_of(request: HttpRequest) -> Scope:
    """What the site of this host shows; read once a request and kept for a minute."""
    if not hasattr(request, "_scope"):
        request._scope = _scope(request)  # type: ignore[attr-defined]
    return request._scope  # type: ignore[attr-defined]


def scope_of_site(site: Site) -> Scope:
    """What a site shows, for those without a request."""
    places = Place.objects.filter(pk__in=_chosen(site)).order_by("code")
    return Scope(
        province_ids=tuple(place.pk for place in places),
        province_keys=tuple(place.key for place in places),
    )


def _scope(request: HttpRequest) -> Scope:
    key = f"shop:scope:{SCOPES.current()}:{request.get_host()}"
    scope = cache.get(key)
    if scope is None:
        site = Site.find_for_request(request)
        scope = scope_of_site(site) if site else EVERYTHING
        cache.set(key, scope, _SECONDS)
    return scope


def _chosen(site: Site) -> QuerySet[SiteScope]:
    return SiteScope.objects.filter(site=site).values("provinces")
