"""Keeps, changes and deletes the addresses of an account. Each holds the account's row."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from shop.addresses.locks import account_for_update
from shop.addresses.models import SavedAddress
from shop.addresses.selectors import values_of
from shop.errors import ShopError
from shop.order.services import Recipient, lies_in

#: More are a list nobody finds anything in
MAX_ADDRESSES = 20


class AddressError(ShopError):
    """An address that cannot be kept; nothing was written."""


@transaction.atomic
def keep_address(*, user: User, recipient: Recipient) -> SavedAddress:
    """Add where somebody has things sent; the first is the default. What is there already is not
    added again.

    Raises ``AddressError`` at the limit, and for a commune that is not in the province.
    """
    _check(recipient)
    account_for_update(user.pk).get()
    own = SavedAddress.objects.filter(user=user)
    if same := own.filter(**values_of(recipient)).first():
        return same
    count = own.count()
    if count >= MAX_ADDRESSES:
        raise AddressError(
            _("At most %(count)d addresses can be saved. Delete one first.")
            % {"count": MAX_ADDRESSES}
        )
    return SavedAddress.objects.create(user=user, is_default=count == 0, **values_of(recipient))


@transaction.atomic
def change_address(*, saved: SavedAddress, recipient: Recipient) -> SavedAddress:
    """Put another in the place of a saved one. Raises ``AddressError``."""
    _check(recipient)
    saved = _locked(saved)
    for name, value in values_of(recipient).items():
        setattr(saved, name, value)
    saved.save(update_fields=list(values_of(recipient)))
    return saved


@transaction.atomic
def make_default(*, saved: SavedAddress) -> None:
    """Let the checkout start with this one. Raises ``AddressError``."""
    saved = _locked(saved)
    SavedAddress.objects.filter(user=saved.user_id, is_default=True).update(is_default=False)
    SavedAddress.objects.filter(pk=saved.pk).update(is_default=True)


@transaction.atomic
def delete_address(*, saved: SavedAddress) -> None:
    """Delete it; if it was the default, the newest of the others becomes so."""
    saved = _locked(saved)
    saved.delete()
    if saved.is_default and (newest := _newest(saved.user_id)):
        SavedAddress.objects.filter(pk=newest.pk).update(is_default=True)


def _check(recipient: Recipient) -> None:
    if not lies_in(recipient.commune, recipient.province):
        raise AddressError(_("Choose a commune, ward or special zone"))


def _locked(saved: SavedAddress) -> SavedAddress:
    account_for_update(saved.user_id).get()
    found = SavedAddress.objects.filter(pk=saved.pk).first()
    if found is None:
        raise AddressError(_("This address is deleted already."))
    return found


def _newest(user_id: int) -> SavedAddress | None:
    return SavedAddress.objects.filter(user=user_id).order_by("-pk").first()
