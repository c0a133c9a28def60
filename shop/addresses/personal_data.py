"""Saved addresses are given to the person they belong to, and go with the account."""

from typing import Any

from accounts.models import User
from shop.addresses.models import SavedAddress
from shop.addresses.selectors import addresses_of


def export_addresses(user: User) -> list[dict[str, Any]]:
    """A person's saved addresses, ready for JSON."""
    return [
        {
            "recipient": saved.recipient,
            "phone": saved.phone,
            "address": ", ".join((saved.street, saved.commune.full_name, saved.province.name)),
            "note": saved.note,
            "is_default": saved.is_default,
        }
        for saved in addresses_of(user)
    ]


def erase_addresses(user: User) -> None:
    """Nothing of them must be kept: orders hold their own copies."""
    SavedAddress.objects.filter(user=user).delete()
