"""What the front page shows beside its own words: live data, one panel a name.

A panel is asked for a day and answers with what the template of the same name needs; a panel with
nothing to say answers with something empty, and its section is left out.
"""

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import Count

from ocop.models import Certificate
from shop.catalogue.cards import Card
from shop.catalogue.selectors import cards

Panel = Callable[[datetime.date], Any]
_panels: dict[str, Panel] = {}

#: Cards under "Newly recognised"
NEWEST = 8


def register_panel(name: str) -> Callable[[Panel], Panel]:
    """Give the front page's template a value of this name; a later registration replaces one."""

    def keep(panel: Panel) -> Panel:
        _panels[name] = panel
        return panel

    return keep


def home_panels(*, day: datetime.date) -> dict[str, Any]:
    return {name: panel(day) for name, panel in _panels.items()}


@register_panel("newest")
def newest(day: datetime.date) -> list[Card]:
    """Listings whose certificate in term is the youngest."""
    rows = (
        Certificate.objects.valid_on(day)
        .filter(product__is_public=True, product__listing__is_public=True)
        .order_by("-issued_on", "-pk")
        .values_list("product__listing__pk", flat=True)[: NEWEST * 2]
    )
    return cards(list(dict.fromkeys(rows))[:NEWEST], day=day)


@register_panel("facts")
def facts(day: datetime.date) -> dict[str, int]:
    """How many products are in term, of how many producers, in how many provinces of today."""
    return (
        Certificate.objects.valid_on(day)
        .filter(product__is_public=True)
        .aggregate(
            products=Count("product", distinct=True),
            subjects=Count("product__subject", distinct=True),
            provinces=Count("product__province_now", distinct=True),
        )
    )
