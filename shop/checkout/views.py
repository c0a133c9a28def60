"""Four short pages: recipient, delivery, payment, check your answers."""

import datetime
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ocop import clock
from ocop.models import Place
from shop.addresses.forms import AddressForm, ProvinceForm
from shop.addresses.selectors import addresses_of, is_kept
from shop.addresses.services import keep_address
from shop.basket.cookie import basket_of, buyer, submitted_basket_id
from shop.basket.models import Basket
from shop.basket.selectors import basket_page
from shop.basket.services import accept_prices
from shop.checkout.answers import first_address, first_recipient, take_over
from shop.checkout.forms import ConsentForm, OldAddressForm, RecipientForm
from shop.checkout.state import CheckoutState, clear_state, read_state, recipient_of, write_state
from shop.errors import ShopError
from shop.order.drafts import Draft, draft_purchase
from shop.order.enums import PaymentMethod
from shop.order.models import Purchase
from shop.order.services import Recipient, place_purchase

_PLACED = "dat-hang-xong"
#: How long after ordering a page of the checkout leads to the purchase
_SENT_TWICE = datetime.timedelta(hours=1)

View = Callable[[HttpRequest, Basket, CheckoutState], HttpResponse]


class _Detour(Exception):
    """Something an earlier page asks for is missing: the buyer goes there first."""

    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.page = page


def _step(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """A page of the checkout: needs a basket that can be ordered, is never cached.

    What is refused on the way (a listing paused this moment) is told on the basket page.
    """

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        basket = basket_of(request)
        if basket is None and (placed := last_purchase(request)):
            return redirect(purchase_url(placed.number, placed.token))  # sent twice
        if basket is None or not basket_page(basket, moment=clock.now()).can_order:
            return redirect("shop:basket")
        try:
            return view(request, basket, read_state(request))
        except _Detour as way:
            return redirect(way.page)
        except ShopError as refused:
            messages.error(request, str(refused))
            return redirect("shop:basket")

    return page


@_step
def recipient(request: HttpRequest, basket: Basket, state: CheckoutState) -> HttpResponse:
    """Who gets it, and in which province; or all of it at once from the account."""
    user = buyer(request)
    saved = list(addresses_of(user)) if user else []
    if "saved" in request.POST:
        chosen = next((a for a in saved if str(a.pk) == request.POST["saved"]), None)
        if user is None or chosen is None:
            raise Http404
        take_over(state, chosen, user)
        write_state(request, state)
        return redirect("shop:checkout_delivery")
    form = RecipientForm(request.POST or None, initial=first_recipient(state, user, saved))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if data["province"].pk != state.province:
            state.commune, state.delivery = None, {}
        state.name, state.phone, state.email = data["name"], data["phone"], data["email"]
        state.province = data["province"].pk
        write_state(request, state)
        return redirect("shop:checkout_address")
    context = {"form": form, "saved": saved, "step": 1}
    return render(request, "shop/checkout/recipient.html", context)


@_step
def address(request: HttpRequest, basket: Basket, state: CheckoutState) -> HttpResponse:
    """The commune and street; old names are mapped to today's.

    A commune found by its old name may lie in another province than the one chosen: the form
    names it, and nothing is kept before it is sent.
    """
    province = Place.objects.provinces().filter(pk=state.province or 0).first()
    if province is None or not state.has_recipient:
        return redirect("shop:checkout_recipient")
    old = OldAddressForm(request.GET if "old_commune" in request.GET else None)
    found = old.cleaned_data["communes"] if old.is_bound and old.is_valid() else []
    named = ProvinceForm(request.POST)
    if found:
        province = found[0].province
    elif "province" in request.POST and named.is_valid():
        province = named.cleaned_data["province"]
    initial = first_address(state, buyer(request), province)
    if found:
        initial["commune"] = found[0].pk if len(found) == 1 else None
    form = AddressForm(request.POST or None, province=province, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if state.province != province.pk:
            state.province, state.delivery = province.pk, {}
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
    errors: dict[int, str] = {}
    if request.method == "POST":
        wanted = {o.partner.pk: request.POST.get(f"delivery-{o.partner.pk}") for o in draft.orders}
        errors = {
            order.partner.pk: _("This way of delivery is not possible. Choose another.")
            for order in draft.orders
            if wanted[order.partner.pk] not in {option.method for option in order.options}
        }
        if not errors:
            state.delivery = {str(partner): str(method) for partner, method in wanted.items()}
            write_state(request, state)
            return redirect("shop:checkout_payment")
    context = {"draft": draft, "errors": errors, "step": 2}
    return render(request, "shop/checkout/delivery.html", context)


@_step
def payment(request: HttpRequest, basket: Basket, state: CheckoutState) -> HttpResponse:
    """How to pay: cash on delivery until other methods are there."""
    draft = _draft_with_delivery(request, basket, state)
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
    draft = _draft_with_delivery(request, basket, state)
    who = _recipient(state)
    if state.payment not in PaymentMethod.values:
        raise _Detour("shop:checkout_payment")
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            purchase = place_purchase(
                basket=basket, recipient=who, delivery=_methods(state),
                payment_method=state.payment, seen_total=_seen_total(request),
                language=get_language() or settings.LANGUAGE_CODE,
                consent_version=settings.SHOP_CONSENT_VERSION, moment=clock.now(),
                user=buyer(request),
            )  # fmt: skip
        except ShopError as refused:
            messages.error(request, str(refused))
            return redirect("shop:checkout_check")
        _keep(request, who, form)
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
    user = buyer(request)
    context = {
        "draft": draft, "recipient": who, "form": form, "state": state, "step": 4,
        "can_be_kept": user is not None and not is_kept(user, who),
    }  # fmt: skip
    return render(request, "shop/checkout/check.html", context)


def _keep(request: HttpRequest, who: Recipient, form: ConsentForm) -> None:
    """Save the address in the account if that was asked for; the order stands in any case."""
    if form.cleaned_data["keep"] and (user := buyer(request)):
        try:
            keep_address(user=user, recipient=who)
        except ShopError as refused:
            messages.error(request, str(refused))


def last_purchase(request: HttpRequest) -> Purchase | None:
    """The purchase this visitor's basket has just become, on a second click of the button.

    Only for a while: on a shared computer the next person must not be led to it.
    """
    mine = Q(token=request.session.get(_PLACED) or None)
    if basket_id := submitted_basket_id(request):
        mine |= Q(basket=basket_id)
    if user := buyer(request):
        mine |= Q(user=user)
    recent = Purchase.objects.filter(mine, placed_at__gt=clock.now() - _SENT_TWICE)
    return recent.order_by("-placed_at", "-pk").first()


def purchase_url(number: str, token: str) -> str:
    """The thank-you page of a purchase; the token opens it without signing in."""
    return f"{reverse('shop:thanks', kwargs={'number': number})}?k={token}"


def _recipient(state: CheckoutState) -> Recipient:
    if (who := recipient_of(state)) is None:
        raise _Detour("shop:checkout_address")
    return who


def _draft(request: HttpRequest, basket: Basket, state: CheckoutState) -> Draft:
    """The draft for what has been entered. Delivery that is no longer offered is asked again."""
    province = _recipient(state).province
    try:
        return draft_purchase(
            basket=basket, province=province, delivery=_methods(state), moment=clock.now()
        )
    except ShopError as refused:
        if not state.delivery:
            raise
        state.delivery = {}
        write_state(request, state)
        messages.error(request, str(refused))
        raise _Detour("shop:checkout_delivery") from refused


def _draft_with_delivery(request: HttpRequest, basket: Basket, state: CheckoutState) -> Draft:
    """The draft once the buyer has said how each seller's goods shall travel."""
    draft = _draft(request, basket, state)
    if {order.partner.pk for order in draft.orders} - _methods(state).keys():
        raise _Detour("shop:checkout_delivery")
    return draft


def _methods(state: CheckoutState) -> dict[int, str]:
    return {int(partner): method for partner, method in state.delivery.items()}


def _seen_total(request: HttpRequest) -> int:
    text = request.POST.get("total", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else -1
