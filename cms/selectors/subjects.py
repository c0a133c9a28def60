"""Producers as pages of words show them."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from search.pages import SubjectRow
from search.selectors.subjects import best_stars, listed_subjects
from shop.catalogue.places import place_today
from shop.scope.selectors import Scope


def subject_rows(
    subject_ids: Iterable[int], *, day: datetime.date, scope: Scope
) -> dict[int, SubjectRow]:
    """By id, those of the subjects that list something on the site; two or three queries."""
    subjects = list(listed_subjects("", scope=scope).filter(pk__in=list(subject_ids)))
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
