"""Producers and their pages."""

import datetime
from collections import defaultdict

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse

from ocop.models import RegisteredProduct, Subject
from ocop.selectors.certificates import stars_on
from search.pages import SubjectRow
from search.tokens import words
from shop.catalogue.places import place_today
from shop.scope.selectors import Scope


def listed_subjects(text: str, *, scope: Scope) -> QuerySet[Subject]:
    """Producers with a public product in the scope, with their number; by name, or of which the
    name holds every word typed."""
    products = RegisteredProduct.objects.filter(subject=OuterRef("pk"), is_public=True)
    shown = scope.filter(products, "province_now").order_by()
    number = shown.values("subject").annotate(number=Count("pk")).values("number")
    found = Subject.objects.filter(Exists(shown)).annotate(product_count=Subquery(number))
    for word in words(text):
        found = found.filter(slug__contains=word.fold)
    return found.select_related("commune_now", "province_now").order_by("slug", "pk")


def subject_shown(slug: str, *, scope: Scope) -> Subject | None:
    """A producer that is at home in the scope or has a public product there."""
    found = (
        Subject.objects.filter(slug=slug)
        .select_related("commune_now", "province_now", "place_as_issued__parent__parent")
        .first()
    )
    if found is None or scope.holds(found.province_now_id):
        return found
    return found if scope.filter(_public_of([found]), "province_now").exists() else None


def best_stars(subjects: list[Subject], *, day: datetime.date, scope: Scope) -> dict[int, int]:
    """By subject, the most stars a public product of it in the scope shows on the day."""
    shown = scope.filter(_public_of(subjects), "province_now")
    products = dict(shown.values_list("pk", "subject_id"))
    best: dict[int, int] = defaultdict(int)
    for product_id, certificate in stars_on(products, day=day).items():
        subject_id = products[product_id]
        best[subject_id] = max(best[subject_id], certificate.stars)
    return dict(best)


def subject_rows(
    subjects: list[Subject], *, day: datetime.date, scope: Scope
) -> dict[int, SubjectRow]:
    """By key, rows of ``listed_subjects`` as lists show them, in their order."""
    stars = best_stars(subjects, day=day, scope=scope)
    return {
        subject.pk: SubjectRow(
            name=subject.name,
            url=reverse("search:subject", kwargs={"slug": subject.slug}),
            kind_label=str(subject.get_kind_display()) if subject.kind else "",
            place=place_today(subject),
            product_count=subject.product_count,  # type: ignore[attr-defined]
            best_stars=stars.get(subject.pk),
        )
        for subject in subjects
    }


def _public_of(subjects: list[Subject]) -> QuerySet[RegisteredProduct]:
    return RegisteredProduct.objects.filter(subject__in=subjects, is_public=True)
