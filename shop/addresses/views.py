"""/tai-khoan/dia-chi/: where a buyer has things sent."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.phones import shown_phone
from ocop.models import Place
from shop.addresses.forms import ProvinceForm, SavedAddressForm
from shop.addresses.models import SavedAddress
from shop.addresses.selectors import addresses_of, own_address
from shop.addresses.services import (
    MAX_ADDRESSES,
    change_address,
    delete_address,
    keep_address,
    make_default,
)
from shop.errors import ShopError
from shop.order.services import Recipient


@login_required
@never_cache
@require_safe
def addresses(request: HttpRequest) -> HttpResponse:
    """All of them, the default first."""
    own = list(addresses_of(_user(request)))
    context = {"addresses": own, "is_full": len(own) >= MAX_ADDRESSES, "most": MAX_ADDRESSES}
    return render(request, "shop/addresses/list.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new address: first its province, then the rest."""
    return _edit(request, None)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another address in its place, or another province."""
    return _edit(request, own_address(_user(request), pk))


@require_POST
@login_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete it; the list asked whether that is meant."""
    saved = own_address(_user(request), pk)
    try:
        delete_address(saved=saved)
    except ShopError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The address is deleted."))
    return redirect("shop:addresses")


@require_POST
@login_required
def default(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the checkout start with it."""
    saved = own_address(_user(request), pk)
    try:
        make_default(saved=saved)
    except ShopError as refused:
        messages.error(request, str(refused))
    return redirect("shop:addresses")


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _edit(request: HttpRequest, saved: SavedAddress | None) -> HttpResponse:
    asked = _province_form(request, saved)
    province = _chosen_province(request, asked, saved)
    if province is None:
        context: dict[str, object] = {"form": asked, "saved": saved, "province": None}
        return render(request, "shop/addresses/edit.html", context)
    form = SavedAddressForm(
        request.POST or None, province=province, initial=_initial(saved, province)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, saved, province, form)
        except ShopError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The address is saved."))
            return redirect("shop:addresses")
    context = {"form": form, "saved": saved, "province": province}
    return render(request, "shop/addresses/edit.html", context)


def _province_form(request: HttpRequest, saved: SavedAddress | None) -> ProvinceForm:
    """Filled in when the first step was answered, in the address or by the second step's form."""
    given = request.POST if request.method == "POST" else request.GET
    initial = {"province": saved.province_id} if saved else None
    return ProvinceForm(given if "province" in given else None, initial=initial)


def _chosen_province(
    request: HttpRequest, form: ProvinceForm, saved: SavedAddress | None
) -> Place | None:
    if form.is_bound:
        return form.cleaned_data["province"] if form.is_valid() else None
    return saved.province if saved and "doi-tinh" not in request.GET else None


def _initial(saved: SavedAddress | None, province: Place) -> dict[str, object]:
    if saved is None:
        return {}
    return {
        "name": saved.recipient,
        "phone": shown_phone(saved.phone),
        "commune": saved.commune_id if saved.province_id == province.pk else None,
        "street": saved.street,
        "note": saved.note,
    }


def _write(
    request: HttpRequest, saved: SavedAddress | None, province: Place, form: SavedAddressForm
) -> None:
    data = form.cleaned_data
    recipient = Recipient(
        name=data["name"], phone=data["phone"], province=province,
        commune=data["commune"], street=data["street"], note=data["note"],
    )  # fmt: skip
    if saved is None:
        keep_address(user=_user(request), recipient=recipient)
    else:
        change_address(saved=saved, recipient=recipient)
