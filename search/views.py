"""Listings, groups, producers, search and suggestions."""

import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.http import require_safe

from ocop import clock
from ocop.models import Subject
from ocop.selectors.merges import survivor_of
from search.addresses import PAGE_SIZE, Asked, address, read
from search.listing import Place, listing_page, pager
from search.pages import SubjectPage, SubjectsPage
from search.query import Facet, SearchQuery, Sort
from search.selectors import find
from search.selectors.labels import groups_by_slug
from search.selectors.subjects import listed_subjects, subject_rows, subject_shown
from search.selectors.suggestions import suggest
from shop.catalogue.places import place_in_full, place_today
from shop.catalogue.selectors import cards
from shop.scope.selectors import Scope, scope_of
from themes.structured import Thing, address_in_vietnam, breadcrumbs, filled


def _listing(request: HttpRequest, place: Place) -> HttpResponse:
    page = listing_page(read(request.GET), place, moment=clock.now(), scope=scope_of(request))
    structured = [breadcrumbs(request, _way(place))]
    return render(request, "search/listing.html", {"page": page, "structured": structured})


def _way(*places: Place) -> list[tuple[str, str]]:
    way = [(gettext("Home"), reverse("wagtail_serve", args=[""]))]
    for place in places:
        if place.kind != "all":
            way.append((gettext("Products"), reverse("search:listing")))
        way.append((place.title, place.path))
    return way


class CatalogueView(View):
    """All products. Oscar asks for this and the next two by name."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        place = Place(kind="all", path=reverse("search:listing"), title=gettext("Products"))
        return _listing(request, place)


class ProductCategoryView(View):
    """Products of one group; the address of a criteria set leads to its group."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        group = groups_by_slug().get(slug)
        if group is None:
            raise Http404
        if group.parent is not None:
            path = reverse("search:group", kwargs={"slug": group.parent.slug})
            return redirect(address(path, Asked(filters={Facet.SET: (slug,)})), permanent=True)
        place = Place(
            kind="group",
            path=reverse("search:group", kwargs={"slug": slug}),
            title=group.local_name,
            fixed={Facet.GROUP: (slug,)},
            group=group,
        )
        return _listing(request, place)


class FacetedSearchView(View):
    """What a text finds."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        text = read(request.GET).text
        title = gettext("Results for “%(query)s”") % {"query": text} if text else gettext("Search")
        place = Place(kind="search", path=reverse("search:search"), title=title)
        return _listing(request, place)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """A fragment under the search box."""
    found = suggest(read(request.GET).text, day=clock.today(), scope=scope_of(request))
    return render(request, "search/suggestions.html", {"suggestions": found})


@require_safe
def subjects(request: HttpRequest) -> HttpResponse:
    """All producers with a listed product."""
    scope = scope_of(request)
    asked = read(request.GET)
    asked = Asked(text=asked.text, page=asked.page)
    paginator = Paginator(listed_subjects(asked.text, scope=scope), PAGE_SIZE)
    shown = paginator.get_page(asked.page)
    asked = Asked(text=asked.text, page=shown.number)
    page = SubjectsPage(
        title=gettext("Producers"),
        total=paginator.count,
        query=asked.text,
        pager=pager(reverse("search:subjects"), asked, paginator.num_pages),
        subjects=tuple(subject_rows(list(shown), day=clock.today(), scope=scope).values()),
    )
    structured = [breadcrumbs(request, _way_to_subjects())]
    return render(request, "search/subjects.html", {"page": page, "structured": structured})


@require_safe
def subject(request: HttpRequest, slug: str) -> HttpResponse:
    """One producer and its products, the most stars first; one that was merged into another leads
    to that."""
    scope = scope_of(request)
    found = subject_shown(slug, scope=scope)
    if found is None:
        raise Http404
    if found.merged_into_id:
        stays = survivor_of(found)
        return redirect("search:subject", slug=stays.slug)  # may be split again
    page = _subject_page(found, read(request.GET).page, moment=clock.now(), scope=scope)
    context = {"subject": page, "structured": _about_subject(request, found, page)}
    return render(request, "search/subject.html", context)


def _about_subject(request: HttpRequest, subject: Subject, page: SubjectPage) -> list[Thing]:
    url = reverse("search:subject", kwargs={"slug": subject.slug})
    return [
        filled(
            type="Organization",
            name=page.name,
            url=request.build_absolute_uri(url),
            telephone=page.phone,
            sameAs=page.website,
            address=address_in_vietnam(page.place_now),
        ),
        breadcrumbs(request, [*_way_to_subjects(), (page.name, url)]),
    ]


def _way_to_subjects() -> list[tuple[str, str]]:
    return [
        (gettext("Home"), reverse("wagtail_serve", args=[""])),
        (gettext("Producers"), reverse("search:subjects")),
    ]


def _subject_page(
    subject: Subject, number: int, *, moment: datetime.datetime, scope: Scope
) -> SubjectPage:
    query = SearchQuery(
        day=timezone.localdate(moment),
        filters={Facet.SUBJECT: (str(subject.pk),)},
        scope=scope.province_keys,
        facets=(Facet.STARS,),
        sort=Sort.STARS,
        offset=(number - 1) * PAGE_SIZE,
        limit=PAGE_SIZE,
    )
    page = find("", query).page
    path = reverse("search:subject", kwargs={"slug": subject.slug})
    return SubjectPage(
        name=subject.name,
        kind_label=_kind(subject),
        place_now=place_today(subject),
        place_as_issued=place_in_full(subject.place_as_issued),
        phone=subject.phone,
        website=subject.website,
        counts=page.counts.get(Facet.STARS, {}),
        cards=tuple(cards(page.ids, moment=moment)),
        pager=pager(path, Asked(page=number), max(1, -(-page.total // PAGE_SIZE))),
    )


def _kind(subject: Subject) -> str:
    return str(subject.get_kind_display()) if subject.kind else ""
