"""An account opened from a purchase, which then belongs to it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.selectors import user_called
from accounts.services import sign_up
from shop.order.errors import PurchaseError
from shop.order.locks import purchase_for_update
from shop.order.models import Order, Purchase


@transaction.atomic
def open_account_of_purchase(
    *, purchase: Purchase, password: str, moment: datetime.datetime
) -> User:
    """Sign up whoever placed a purchase as a guest, with what it says, and give it to them.

    Raises ``PurchaseError`` for a purchase of an account, and where the number or the address has
    an account: whoever holds the link need not be its owner.
    """
    purchase = purchase_for_update(purchase.pk).get()
    if purchase.user_id:
        raise PurchaseError(_("This order belongs to an account already."))
    if any(user_called(name) for name in (purchase.phone, purchase.email) if name):
        raise PurchaseError(_("This number or address has an account already. Sign in with it."))
    try:
        user = sign_up(
            name=purchase.recipient, phone=purchase.phone, email=purchase.email,
            password=password, moment=moment,
        )  # fmt: skip
    except ValidationError as taken:  # a moment ago, by another window
        raise PurchaseError(taken.messages[0]) from taken
    purchase.user = user
    purchase.save(update_fields=["user"])
    Order.objects.filter(purchase=purchase).update(user=user, guest_email="")
    return user
