"""The basket page and the forms that change it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ocop import clock
from shop.basket.cookie import basket_of, buyer, name_basket
from shop.basket.selectors import basket_page, estimate_delivery
from shop.basket.services import BasketError, add_to_basket, set_quantity
from shop.scope.selectors import scope_of
from shop.shipping.destination import province_of_visit


@never_cache
@require_safe
def basket(request: HttpRequest) -> HttpResponse:
    """What is in the basket, by seller, and about what sending it costs."""
    province = province_of_visit(request)
    page = estimate_delivery(
        basket_page(basket_of(request), moment=clock.now()),
        province_id=province.pk if province else None,
    )
    return render(request, "shop/basket.html", {"basket": page, "province": province})


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put a pack in, then show the basket; a refusal is told there."""
    response = HttpResponseRedirect(reverse("shop:basket"))
    try:
        line = add_to_basket(
            basket=basket_of(request), pack_id=_number(request, "pack"),
            quantity=_number(request, "quantity", "1"), moment=clock.now(), user=buyer(request),
            scope=scope_of(request),
        )  # fmt: skip
    except BasketError as refused:
        messages.error(request, str(refused))
    else:
        name_basket(request, response, line.basket)
        listing = line.product.parent or line.product
        messages.success(request, _("“%(name)s” is in the basket.") % {"name": listing.title})
    return response


@require_POST
def change(request: HttpRequest, line_id: int) -> HttpResponse:
    """Set a quantity, or take the line out with ``remove``."""
    current = basket_of(request)
    if current is not None:
        try:
            quantity = 0 if "remove" in request.POST else _number(request, "quantity")
            set_quantity(basket=current, line_id=line_id, quantity=quantity)
        except BasketError as refused:
            messages.error(request, str(refused))
    return redirect("shop:basket")


def _number(request: HttpRequest, name: str, default: str = "") -> int:
    """A whole number of the form. What is none must not count as 0: that takes a line out."""
    text = request.POST.get(name, default).strip()
    if not (text.isascii() and text.isdigit()):
        raise BasketError(_("Enter a whole number, such as 2."))
    return int(text) if len(text) < 10 else 10**9  # more than anything here has
