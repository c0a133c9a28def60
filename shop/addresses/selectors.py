"""Reads a buyer's own addresses."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from shop.addresses.models import SavedAddress
from shop.order.services import Recipient


def addresses_of(user: User) -> QuerySet[SavedAddress]:
    """A buyer's own, the default first, then the newest; one query."""
    return SavedAddress.objects.filter(user=user).select_related("province", "commune")


def own_address(user: User, address_id: int) -> SavedAddress:
    """One of a buyer's own; another's is not found (404)."""
    return get_object_or_404(addresses_of(user), pk=address_id)


def is_kept(user: User, recipient: Recipient) -> bool:
    """Whether the account has exactly this already."""
    return SavedAddress.objects.filter(user=user, **values_of(recipient)).exists()


def values_of(recipient: Recipient) -> dict[str, object]:
    """The fields of a saved address, by name."""
    return {
        "recipient": recipient.name,
        "phone": recipient.phone,
        "province": recipient.province,
        "commune": recipient.commune,
        "street": recipient.street,
        "note": recipient.note,
    }
