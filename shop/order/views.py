"""What a buyer sees of a purchase: by link, by number and telephone, or signed in."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import throttle
from accounts.addresses import client_address
from accounts.phones import normalise_phone
from accounts.views.sign_in import send_confirmation_link
from ocop import clock
from shop.errors import ShopError
from shop.order.account import open_account_of_purchase
from shop.order.forms import KeepPurchaseForm
from shop.order.models import Order, Purchase
from shop.order.numbers import read_number
from shop.order.progress import cancel_order, deliver_order
from shop.order.selectors import (
    purchase_by_number_and_phone,
    purchase_by_token,
    purchases_of,
)

#: Guessing numbers and telephones from one address
LOOK_UP = throttle.Throttle("order-look-up", 10, 15 * 60)


@never_cache
@require_safe
def thanks(request: HttpRequest, number: str) -> HttpResponse:
    """Right after ordering: what happens next, and an account for those who want one."""
    purchase = _purchase(request, number)
    return _thanks(request, purchase, KeepPurchaseForm(purchase=purchase))


@sensitive_post_parameters("password")
@never_cache
@require_POST
def open_account(request: HttpRequest, number: str) -> HttpResponse:
    """The account of the thank-you page: one password, and the purchase belongs to it."""
    purchase = _purchase(request, number)
    form = KeepPurchaseForm(request.POST, purchase=purchase)
    visitor = client_address(request)
    if not form.is_valid():
        return _thanks(request, purchase, form)
    if throttle.SIGN_UP.is_over(visitor):
        messages.error(request, _("Too many attempts. Try again in 15 minutes."))
        return _thanks(request, purchase, form)
    throttle.SIGN_UP.count(visitor)
    try:
        user = open_account_of_purchase(
            purchase=purchase, password=form.cleaned_data["password"], moment=clock.now()
        )
    except ShopError as refused:
        messages.error(request, str(refused))
        return _thanks(request, purchase, form)
    if user.email:
        send_confirmation_link(request, user)
    login(request, user)
    messages.success(request, _("Your account is open, and this order is in it."))
    return redirect("shop:my_purchases")


def _thanks(request: HttpRequest, purchase: Purchase, form: KeepPurchaseForm) -> HttpResponse:
    return render(request, "shop/order/thanks.html", {"purchase": purchase, "form": form})


@never_cache
@require_safe
def tracking(request: HttpRequest, number: str) -> HttpResponse:
    """How far each order of the purchase is."""
    purchase = _purchase(request, number)
    return render(request, "shop/order/tracking.html", {"purchase": purchase})


@require_POST
def cancel(request: HttpRequest, number: str, order_number: str) -> HttpResponse:
    """The buyer takes back one order of the purchase, before it is packed."""
    purchase = _purchase(request, number)
    try:
        cancel_order(
            order=_order(purchase, order_number), seen_status=request.POST.get("seen_status", ""),
            reason=request.POST.get("reason", ""), by="buyer",
        )  # fmt: skip
    except ShopError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The order is cancelled."))
    return redirect(tracking_url(purchase))


@require_POST
def received(request: HttpRequest, number: str, order_number: str) -> HttpResponse:
    """The buyer has one order of the purchase that was on its way."""
    purchase = _purchase(request, number)
    try:
        deliver_order(
            order=_order(purchase, order_number), seen_status=request.POST.get("seen_status", "")
        )
    except ShopError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Thank you. The order is completed."))
    return redirect(tracking_url(purchase))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Find a purchase by its number and the telephone number given with it."""
    context = {"number": "", "phone": "", "error": ""}
    if request.method == "POST":
        visitor = client_address(request)
        context |= {key: request.POST.get(key, "")[:40] for key in ("number", "phone")}
        if LOOK_UP.is_over(visitor):
            context["error"] = _("Too many attempts. Try again in 15 minutes.")
            return render(request, "shop/order/look_up.html", context, status=429)
        LOOK_UP.count(visitor)
        purchase = purchase_by_number_and_phone(
            number=read_number(context["number"]), phone=normalise_phone(context["phone"]) or ""
        )
        if purchase is not None:
            return redirect(tracking_url(purchase))
        context["error"] = _("No order has this number and this telephone number.")
    return render(request, "shop/order/look_up.html", context)


@login_required
@never_cache
@require_safe
def my_purchases(request: HttpRequest) -> HttpResponse:
    """The purchases of whoever is signed in."""
    pages = Paginator(purchases_of(request.user), 10)  # type: ignore[arg-type]
    return render(
        request, "shop/order/my_purchases.html", {"page": pages.get_page(request.GET.get("trang"))}
    )


def tracking_url(purchase: Purchase) -> str:
    """The link that opens a purchase without signing in."""
    return f"{reverse('shop:order', kwargs={'number': purchase.number})}?k={purchase.token}"


def _purchase(request: HttpRequest, number: str) -> Purchase:
    """The purchase a link or a signed-in buyer may see; anything else is not found."""
    purchase = purchase_by_token(request.GET.get("k", "") or request.POST.get("k", ""))
    if purchase is None and request.user.is_authenticated:
        purchase = purchases_of(request.user).filter(number=number).first()
    if purchase is None or purchase.number != number:
        raise Http404
    return purchase


def _order(purchase: Purchase, number: str) -> Order:
    """One order of the purchase; another's is not found."""
    order = next((o for o in purchase.orders.all() if o.number == number), None)
    if order is None:
        raise Http404
    return order
