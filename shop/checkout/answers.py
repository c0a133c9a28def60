"""What the first pages of the checkout start with: answers given before, else the account's."""

from collections.abc import Sequence

from accounts.models import User
from accounts.phones import shown_phone
from ocop.models import Place
from shop.addresses.models import SavedAddress
from shop.addresses.selectors import addresses_of
from shop.checkout.state import CheckoutState


def first_recipient(
    state: CheckoutState, user: User | None, saved: Sequence[SavedAddress]
) -> dict[str, object]:
    """Name, telephone and province; ``saved`` are the user's, the default first."""
    if state.has_recipient:
        return {
            "name": state.name, "phone": state.phone, "email": state.email,
            "province": state.province,
        }  # fmt: skip
    if user is None:
        return {}
    if saved:
        default = saved[0]
        return {
            "name": default.recipient, "phone": shown_phone(default.phone), "email": user.email,
            "province": default.province_id,
        }  # fmt: skip
    return {"name": user.get_full_name(), "phone": user.phone_as_shown, "email": user.email}


def first_address(state: CheckoutState, user: User | None, province: Place) -> dict[str, object]:
    """Commune, street and note; the default of the account only if it lies in ``province``."""
    if user and not state.commune and not state.street:
        default = addresses_of(user).first()
        if default and default.province_id == province.pk:
            return {
                "commune": default.commune_id, "street": default.street, "note": default.note,
            }  # fmt: skip
    return {"commune": state.commune, "street": state.street, "note": state.note}


def take_over(state: CheckoutState, saved: SavedAddress, user: User) -> None:
    """Answer both pages with an address of the account; the e-mail address stays as given."""
    if saved.province_id != state.province:
        state.delivery = {}
    if not state.has_recipient:
        state.email = user.email or ""
    state.name, state.phone = saved.recipient, saved.phone
    state.province, state.commune = saved.province_id, saved.commune_id
    state.street, state.note = saved.street, saved.note
