"""What the front page shows beside its own words: live data, one panel a name.

A panel is asked for a moment and a scope and answers with what the template of the same name needs;
a panel with nothing to say answers with something empty, and its section is left out.
"""

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import Count
from django.utils import timezone

from fairs.pages import FairHead
from fairs.selectors.fairs import next_fair
from ocop.models import Certificate
from ocop.scope import Scope
from shop.catalogue.cards import Card
from shop.catalogue.selectors import cards

Panel = Callable[[datetime.datetime, Scope], Any]
_panels: dict[str, Panel] = {}

#: Cards under "Newly recognised"
NEWEST = 8


def register_panel(name: str) -> Callable[[Panel], Panel]:
    """Give the front page's template a value of this name; a later registration replaces one."""

    def keep(panel: Panel) -> Panel:
        _panels[name] = panel
        return panel

    return keep


def home_panels(*, moment: datetime.datetime, scope: Scope) -> dict[str, Any]:
    return {name: panel(moment, scope) for name, panel in _panels.items()}


@register_panel("newest")
def newest(moment: datetime.datetime, scope: Scope) -> list[Card]:
    """Listings whose certificate in term is the youngest."""
    in_term = Certificate.objects.valid_on(timezone.localtime(moment).date())
    rows = (
        scope.filter(in_term, "product__province_now")
        .filter(product__is_public=True, product__listing__is_public=True)
        .order_by("-issued_on", "-pk")
        .values_list("product__listing__pk", flat=True)[: NEWEST * 2]
    )
    return cards(list(dict.fromkeys(rows))[:NEWEST], moment=moment)


@register_panel("facts")
def facts(moment: datetime.datetime, scope: Scope) -> dict[str, int]:
    """How many products are in term, of how many producers, in how many provinces of today."""
    in_term = Certificate.objects.valid_on(timezone.localtime(moment).date())
    return (
        scope.filter(in_term, "product__province_now")
        .filter(product__is_public=True)
        .aggregate(
            products=Count("product", distinct=True),
            subjects=Count("product__subject", distinct=True),
            provinces=Count("product__province_now", distinct=True),
        )
    )


@register_panel("fair")
def fair(moment: datetime.datetime, scope: Scope) -> FairHead | None:
    """The fair that is open now, else the next one to open."""
    return next_fair(moment=moment, scope=scope)
