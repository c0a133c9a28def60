"""Producers and their pages."""

import datetime
from collections import defaultdict

from django.db.models import Count, Q, QuerySet

from ocop.models import RegisteredProduct, Subject
from ocop.selectors.certificates import stars_on
from search.tokens import words


def listed_subjects(text: str) -> QuerySet[Subject]:
    """Producers with a public product, with their number; by name, or of which the name holds
    every word typed."""
    found = Subject.objects.annotate(
        product_count=Count("products", filter=Q(products__is_public=True))
    ).filter(product_count__gt=0)
    for word in words(text):
        found = found.filter(slug__contains=word.fold)
    return found.select_related("commune_now", "province_now").order_by("slug", "pk")


def best_stars(subjects: list[Subject], *, day: datetime.date) -> dict[int, int]:
    """By subject, the most stars a public product of it shows on the day."""
    products = dict(
        RegisteredProduct.objects.filter(subject__in=subjects, is_public=True).values_list(
            "pk", "subject_id"
        )
    )
    best: dict[int, int] = defaultdict(int)
    for product_id, certificate in stars_on(products, day=day).items():
        subject_id = products[product_id]
        best[subject_id] = max(best[subject_id], certificate.stars)
    return dict(best)
