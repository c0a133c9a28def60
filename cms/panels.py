"""What the front page shows beside its own words: live data, one panel a name.

A panel is asked for a day and the scope of the site and answers with what the template of the same
name needs; a panel with nothing to say answers with something empty, and its section is left out.
"""

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import Count

from ocop.models import Certificate
from shop.catalogue.cards import Card
from shop.catalogue.selectors import cards, newly_recognised
from shop.scope.selectors import Scope

Panel = Callable[[datetime.date, Scope], Any]
_panels: dict[str, Panel] = {}

#: Cards under "Newly recognised"
NEWEST = 8


def register_panel(name: str) -> Callable[[Panel], Panel]:
    """Give the front page's template a value of this name; a later registration replaces one."""

    def keep(panel: Panel) -> Panel:
        _panels[name] = panel
        return panel

    return keep


def home_panels(*, day: datetime.date, scope: Scope) -> dict[str, Any]:
    return {name: panel(day, scope) for name, panel in _panels.items()}


@register_panel("newest")
def newest(day: datetime.date, scope: Scope) -> list[Card]:
    """Listings whose certificate in term is the youngest."""
    found = newly_recognised(day=day, scope=scope, limit=NEWEST)
    return cards([listing_id for listing_id, _issued_on in found], day=day)


@register_panel("facts")
def facts(day: datetime.date, scope: Scope) -> dict[str, int]:
    """How many products are in term, of how many producers, in how many provinces of today."""
    return (
        scope.filter(Certificate.objects.valid_on(day), "product__province_now")
        .filter(product__is_public=True)
        .aggregate(
            products=Count("product", distinct=True),
            subjects=Count("product__subject", distinct=True),
            provinces=Count("product__province_now", distinct=True),
        )
    )
