"""What every page knows of the basket: how many packs are in it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from shop.basket.cookie import submitted_basket_id
from shop.basket.selectors import packs_in_basket


def basket_count(request: HttpRequest) -> dict[str, Any]:
    """``basket_count``: asked only where a template shows it, and never for a visitor without one.

    One query for a user and for a guest whose cookie names a basket.
    """
    return {"basket_count": SimpleLazyObject(lambda: _count(request))}


def _count(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return packs_in_basket(owner=user)
    basket_id = submitted_basket_id(request)
    return packs_in_basket(owner=None, basket_id=basket_id) if basket_id else 0
