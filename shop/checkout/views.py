"""Four short pages: recipient, delivery, payment, check your answers."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ocop import clock
from ocop.models import Place
from shop.basket.cookie import basket_of, submitted_basket_id
from shop.basket.models import Basket
from shop.basket.selectors import basket_page
from shop.basket.services import accept_prices
from shop.checkout.forms import AddressForm, ConsentForm, OldAddressForm, RecipientForm
from shop.checkout.state import CheckoutState, clear_state, read_state, recipient_of, write_state
from shop.errors import ShopError
from shop.order.drafts import Draft, draft_purchase
from shop.order.enums import PaymentMethod
from shop.order.models import Purchase
from shop.order.services import place_purchase

_PLACED = "dat-hang-xong"

View = Callable[[HttpRequest, Basket, CheckoutState], HttpResponse]


def _step(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """A page of the checkout: needs a basket that can be ordered, is never cached."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        basket = basket_of(request)
        if basket is None and (placed := last_purchase(request)):
            return redirect(purchase_url(placed.number, placed.token))  # sent twice
        if basket is None or not basket_page(basket, moment=clock.now()).can_order:
            return redirect("shop:basket")
        return view(request, basket, read_state(request))

    return page


@_step
def recipient(request: HttpRequest, basket: Basket, state: CheckoutState) -> HttpResponse:
    """Who gets it, and in which province."""
    form = RecipientForm(request.POST or None, initial=_initial(request, state))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if data["province"].pk != state.province:
            state.commune, state.delivery = None, {}
        state.name, state.phone, state.email = data["name"], data["phone"], data["email"]
        state.province = data["province"].pk
        write_state(request, state)
        return redirect("shop:checkout_address")
    return render(request, "shop/checkout/recipient.html", {"form": form, "step": 1})


@_step
def address(request: HttpRequest, basket: Basket, state: CheckoutState) -> HttpResponse:
    """The commune and street; old names are mapped to today's."""
    province = Place.objects.provinces().filter(pk=state.province).first()
    if province is None or not state.has_recipient:
        return redirect("shop:checkout_recipient")
    old = OldAddressForm(request.GET if "old_commune" in request.GET else None)
    found = old.cleaned_data["communes"] if old.is_bound and old.is_valid() else []
    if found and found[0].province_id != province.pk:
        province = found[0].province
        state.province, state.commune, state.delivery = province.pk, None, {}
        write_state(request, state)
    initial = {
        "commune": found[0].pk if len(found) == 1 else state.commune,
        "street": state.street,
        "note": state.note,
    }
    form = AddressForm(request.POST or None, province=province, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        state.commune = data["commune"].pk
        state.street, state.note = data["street"], data["note"]
        write_state(request, state)
        return redirect("shop:checkout_delivery")
    context = {"form": form, "old": old, "found": found, "province": province, "step": 1}
    return render(request, "shop/checkout/address.html", context)


@_step
def delivery(request: HttpRequest, basket: Basket, state: CheckoutState) -> HttpResponse:
    """How each seller's goods travel, with fee and days."""
    draft = _draft(request, basket, state)
    if draft is None:
        return redirect("shop:checkout_address")
    if request.method == "POST":
        state.delivery = {
            str(order.partner.pk): method
            for order in draft.orders
            if (method := request.POST.get(f"delivery-{order.partner.pk}"))
            in {option.method for option in order.options}
        }
        write_state(request, state)
        return redirect("shop:checkout_payment")
    return render(request, "shop/checkout/delivery.html", {"draft": draft, "step": 2})


@_step
def payment(request: HttpRequest, basket: Basket, state: CheckoutState) -> HttpResponse:
    """How to pay: cash on delivery until other methods are there."""
    draft = _draft(request, basket, state)
    if draft is None:
        return redirect("shop:checkout_address")
    error = ""
    if request.method == "POST":
        if request.POST.get("payment") in PaymentMethod.values:
            state.payment = request.POST["payment"]
            write_state(request, state)
            return redirect("shop:checkout_check")
        error = "payment"
    context = {"draft": draft, "methods": PaymentMethod.choices, "chosen": state.payment}
    return render(request, "shop/checkout/payment.html", context | {"error": error, "step": 3})


@_step
def check(request: HttpRequest, basket: Basket, state: CheckoutState) -> HttpResponse:
    """Check your answers; one button with the sum places the purchase."""
    draft = _draft(request, basket, state)
    who = recipient_of(state)
    if draft is None or who is None:
        return redirect("shop:checkout_address")
    if state.payment not in PaymentMethod.values:
        return redirect("shop:checkout_payment")
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            purchase = place_purchase(
                basket=basket, recipient=who, delivery=_methods(state),
                payment_method=state.payment, seen_total=_seen_total(request),
                language=get_language() or settings.LANGUAGE_CODE,
                consent_version=settings.SHOP_CONSENT_VERSION, moment=clock.now(),
                user=request.user if request.user.is_authenticated else None,
            )  # fmt: skip
        except ShopError as refused:
            messages.error(request, str(refused))
            return redirect("shop:checkout_check")
        clear_state(request)
        request.session[_PLACED] = purchase.token
        return redirect(purchase_url(purchase.number, purchase.token))
    accept_prices(
        basket=basket,
        prices={
            line.line.stockrecord_id: line.price.amount
            for order in draft.orders
            for line in order.lines
        },
    )
    context = {"draft": draft, "recipient": who, "form": form, "state": state, "step": 4}
    return render(request, "shop/checkout/check.html", context)


def last_purchase(request: HttpRequest) -> Purchase | None:
    """The purchase this visitor's basket has just become, on a second click of the button."""
    token = request.session.get(_PLACED, "")
    if token and (placed := Purchase.objects.filter(token=token).first()):
        return placed
    basket_id = submitted_basket_id(request)
    return Purchase.objects.filter(basket=basket_id).first() if basket_id else None


def purchase_url(number: str, token: str) -> str:
    """The thank-you page of a purchase; the token opens it without signing in."""
    return f"{reverse('shop:thanks', kwargs={'number': number})}?k={token}"


def _draft(request: HttpRequest, basket: Basket, state: CheckoutState) -> Draft | None:
    """The draft for what has been entered; None while the address is missing."""
    who = recipient_of(state)
    if who is None:
        return None
    try:
        return draft_purchase(
            basket=basket, province=who.province, delivery=_methods(state), moment=clock.now()
        )
    except ShopError as refused:
        messages.error(request, str(refused))
        state.delivery = {}
        write_state(request, state)
        return draft_purchase(basket=basket, province=who.province, delivery={}, moment=clock.now())


def _methods(state: CheckoutState) -> dict[int, str]:
    return {int(partner): method for partner, method in state.delivery.items()}


def _seen_total(request: HttpRequest) -> int:
    text = request.POST.get("total", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else -1


def _initial(request: HttpRequest, state: CheckoutState) -> dict[str, object]:
    user = request.user
    known = (
        {"name": user.get_full_name(), "phone": user.phone or "", "email": user.email or ""}
        if user.is_authenticated
        else {}
    )
    entered = {
        "name": state.name, "phone": state.phone, "email": state.email,
        "province": state.province,
    }  # fmt: skip
    return known | {key: value for key, value in entered.items() if value}
