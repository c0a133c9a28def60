"""The sellers' area: few fields, big buttons, one thing a page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop import clock
from ocop.models import Subject
from shop.catalogue.services import PackOffer, pause_listing, set_offer, set_season
from shop.errors import ShopError
from shop.fields import read_whole_number
from shop.order.models import Order
from shop.order.progress import (
    cancel_order,
    confirm_order,
    deliver_order,
    hand_over_order,
    pack_order,
)
from shop.partner.services import adjust_stock, set_price
from shop.seller import selectors
from shop.seller.access import choose_subject, seller_page
from shop.seller.forms import FirstOfferForm, PriceForm, ReasonForm, SeasonForm
from shop.seller.pages import render_page

#: Name of the button → what it does to an order
_STEPS: dict[str, Callable[..., Order]] = {
    "confirm": confirm_order,
    "pack": pack_order,
    "hand_over": hand_over_order,
    "deliver": deliver_order,
}

#: What telephones put in for a minus
_MINUS = ("-", "\u2212", "–")


@require_safe
@seller_page
def overview(request: HttpRequest, subject: Subject) -> HttpResponse:
    """What waits to be done."""
    context = {"overview": selectors.overview(subject)}
    return render_page(request, subject, "seller/overview.html", context)


@require_POST
@seller_page
def choose(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Act for another of one's own subjects."""
    if not choose_subject(request, request.POST.get("subject", "")):
        raise Http404
    return redirect("seller:overview")


@require_safe
@seller_page
def listings(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The subject's products with price and stock."""
    pages = Paginator(selectors.listings_of(subject).filter(is_public=True), 20)
    page = pages.get_page(request.GET.get("trang"))
    rows = selectors.seller_listings(list(page.object_list), moment=clock.now())
    return render_page(
        request, subject, "seller/listings.html", {"rows": rows, "page": page, "form": PriceForm()}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@seller_page
def first_offer(request: HttpRequest, subject: Subject, pk: int) -> HttpResponse:
    """Turn a showcase into an offer: one pack, a price, a stock."""
    listing = selectors.own_listing(subject, pk)
    if selectors.is_offered(listing):  # a second "first offer" would take its other packs off
        messages.error(request, _("“%(name)s” is on sale already.") % {"name": listing.title})
        return redirect("seller:listings")
    form = FirstOfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_offer(
                listing=listing, moment=clock.now(),
                packs=[PackOffer(sku=f"{listing.pk}-1", **form.cleaned_data)],
            )  # fmt: skip
        except ShopError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("“%(name)s” is on sale.") % {"name": listing.title})
            return redirect("seller:listings")
    return render_page(
        request, subject, "seller/first_offer.html", {"form": form, "listing": listing}
    )


@require_POST
@seller_page
def price(request: HttpRequest, subject: Subject, pk: int) -> HttpResponse:
    """Another price for one pack."""
    record = selectors.own_record(subject, pk)
    form = PriceForm(request.POST)
    if form.is_valid():
        try:
            set_price(record=record, price=form.cleaned_data["price"])
        except ShopError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The price is changed."))
    else:
        messages.error(request, str(form.errors["price"][0]))
    return _back_to_listings(request)


@require_POST
@seller_page
def stock(request: HttpRequest, subject: Subject, pk: int) -> HttpResponse:
    """A few units more or fewer; the same form takes it back."""
    record = selectors.own_record(subject, pk)
    text = request.POST.get("change", "").strip()
    is_minus = text[:1] in _MINUS
    number = read_whole_number(text[1:] if is_minus or text[:1] == "+" else text)
    if number is None:
        messages.error(request, _("Enter a whole number, such as 5 or -2."))
        return _back_to_listings(request)
    try:
        left = adjust_stock(record=record, change=-number if is_minus else number)
    except ShopError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Stock set to %(count)d.") % {"count": left})
    return _back_to_listings(request)


@require_POST
@seller_page
def pause(request: HttpRequest, subject: Subject, pk: int) -> HttpResponse:
    """Stop selling for a while, or go on."""
    listing = selectors.own_listing(subject, pk)
    pause_listing(listing=listing, is_paused="resume" not in request.POST)
    return _back_to_listings(request)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_page
def season(request: HttpRequest, subject: Subject, pk: int) -> HttpResponse:
    """The months in which a product is there."""
    listing = selectors.own_listing(subject, pk)
    form = SeasonForm(initial={"months": listing.season_months})
    if request.method == "POST":
        form = SeasonForm(request.POST)
        if form.is_valid():
            set_season(listing=listing, months=form.cleaned_data["months"])
            messages.success(request, _("Saved."))
            return redirect("seller:listings")
    return render_page(request, subject, "seller/season.html", {"form": form, "listing": listing})


@require_safe
@seller_page
def orders(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The subject's orders by what is to be done with them."""
    tab = request.GET.get("tab", "")
    if tab not in selectors.TABS:
        tab = next(iter(selectors.TABS))
    page = Paginator(selectors.orders_in(subject, tab), 20).get_page(request.GET.get("trang"))
    context = {"page": page, "tab": tab, "counts": selectors.tab_counts(subject)}
    return render_page(request, subject, "seller/orders.html", context)


@require_safe
@seller_page
def order(request: HttpRequest, subject: Subject, number: str) -> HttpResponse:
    """One order: what, to whom, and the next step."""
    found = selectors.own_order(subject, number)
    return render_page(
        request, subject, "seller/order.html", {"order": found, "form": ReasonForm()}
    )


@require_POST
@seller_page
def step(request: HttpRequest, subject: Subject, number: str) -> HttpResponse:
    """The next step of an order, or its refusal with a reason."""
    found = selectors.own_order(subject, number)
    seen = request.POST.get("seen_status", "")
    act = request.POST.get("act", "")
    try:
        if act == "refuse":
            cancel_order(
                order=found, seen_status=seen, reason=request.POST.get("reason", ""), by="seller"
            )
        elif act in _STEPS:
            _STEPS[act](order=found, seen_status=seen)
        else:
            raise Http404
    except ShopError as refused:
        messages.error(request, str(refused))
    return redirect("seller:order", number=found.number)


def _back_to_listings(request: HttpRequest) -> HttpResponse:
    """The page of the list that the form stood on."""
    number = request.POST.get("trang", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 7
    return redirect(reverse("seller:listings", query={"trang": number} if is_number else None))
