"""A seller's own booths inside the sellers' area: words, products on show, fair prices."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairs.forms import FairPriceForm, IntroductionForm
from fairs.models import BoothProduct
from fairs.selectors import own
from fairs.services import (
    clear_fair_price,
    introduce_booth,
    pin_product,
    set_fair_price,
    unpin_product,
)
from ocop import clock
from ocop.models import Subject
from shop.catalogue.models import Product
from shop.errors import ShopError
from shop.seller.access import seller_page
from shop.seller.pages import render_page


@require_safe
@seller_page
def booths(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The fairs the subject has a booth at."""
    found = own.own_booths(subject, moment=clock.now())
    return render_page(request, subject, "fairs/seller/booths.html", {"booths": found})


@require_safe
@seller_page
def booth(request: HttpRequest, subject: Subject, pk: int) -> HttpResponse:
    """One booth: what visitors read and see there."""
    found = own.own_booth(subject, pk, moment=clock.now())
    pins = own.own_pins(found.booth)
    context = {
        "own": found,
        "introduction": IntroductionForm(initial={"introduction": found.booth.introduction}),
        "rows": [(pin, _price_form(pin)) for pin in pins],
        "listings": own.not_shown_yet(found.booth) if found.may_change else (),
    }
    return render_page(request, subject, "fairs/seller/booth.html", context)


@require_POST
@seller_page
def introduce(request: HttpRequest, subject: Subject, pk: int) -> HttpResponse:
    """Other words for the booth."""
    found = own.own_booth(subject, pk, moment=clock.now()).booth
    form = IntroductionForm(request.POST)
    if form.is_valid():
        try:
            introduce_booth(booth=found, moment=clock.now(), **form.cleaned_data)
        except ShopError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Saved."))
    else:
        messages.error(request, str(form.errors["introduction"][0]))
    return redirect("fairs:own_booth", pk=pk)


@require_POST
@seller_page
def pin(request: HttpRequest, subject: Subject, pk: int) -> HttpResponse:
    """Put one of the subject's products on show."""
    found = own.own_booth(subject, pk, moment=clock.now()).booth
    text = request.POST.get("listing", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
    listing = get_object_or_404(
        Product.objects.select_related("registered_product"),
        pk=number, registered_product__subject=subject,
    )  # fmt: skip
    try:
        pin_product(booth=found, listing=listing, moment=clock.now())
    except ShopError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(name)s” is on show.") % {"name": listing.title})
    return redirect("fairs:own_booth", pk=pk)


@require_POST
@seller_page
def price(request: HttpRequest, subject: Subject, pk: int) -> HttpResponse:
    """Set the fair price of a product, or take it off with ``clear``."""
    found = own.own_pin(subject, pk)
    try:
        if "clear" in request.POST:
            clear_fair_price(pin=found, moment=clock.now())
            messages.success(request, _("The ordinary price holds."))
        else:
            _set_price(request, found)
    except ShopError as refused:
        messages.error(request, str(refused))
    return redirect("fairs:own_booth", pk=found.booth_id)


@require_POST
@seller_page
def unpin(request: HttpRequest, subject: Subject, pk: int) -> HttpResponse:
    """Take a product off the booth."""
    found = own.own_pin(subject, pk)
    try:
        unpin_product(pin=found, moment=clock.now())
    except ShopError as refused:
        messages.error(request, str(refused))
    return redirect("fairs:own_booth", pk=found.booth_id)


def _set_price(request: HttpRequest, found: BoothProduct) -> None:
    records = own.packs_of([found.listing_id]).get(found.listing_id, [])
    form = FairPriceForm(request.POST, records=records)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return
    pack = next(r.product for r in records if r.product_id == form.cleaned_data["pack"])
    set_fair_price(
        pin=found, pack=pack, price=form.cleaned_data["price"],
        quota=form.cleaned_data["quota"], moment=clock.now(),
    )  # fmt: skip
    messages.success(request, _("The fair price is set."))


def _price_form(row: own.OwnPin) -> FairPriceForm | None:
    """The form of one product, its fields told apart from those of the others; None: no price."""
    if not row.records:
        return None
    pin = row.pin
    initial = {"pack": pin.pack_id, "price": pin.fair_price, "quota": pin.quota}
    return FairPriceForm(initial=initial, records=list(row.records), auto_id=f"id_{pin.pk}_%s")
