"""What orders know of a person: given to them, and forgotten when their account is erased.

Numbers, sums, goods and the commune stay: sellers must account for them. Who it was and where it
went is forgotten at once, or as soon as nothing of the purchase is under way any more; without an
account, when it is long over.
"""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from shop.basket.models import Basket
from shop.order.enums import ENDED
from shop.order.models import Order, OrderStatusChange, Purchase
from shop.order.numbers import random_token
from shop.order.selectors import purchases_of


def export_purchases(user: User) -> list[dict[str, Any]]:
    """A person's purchases, ready for JSON."""
    return [
        {
            "number": purchase.number,
            "placed_at": purchase.placed_at,
            "total": purchase.total,
            "recipient": purchase.recipient,
            "phone": purchase.phone,
            "email": purchase.email,
            "address": ", ".join(
                filter(None, (purchase.street, purchase.commune.full_name, purchase.province.name))
            ),
            "note": purchase.note,
            "consent_version": purchase.consent_version,
            "orders": [
                {
                    "number": order.number,
                    "seller": order.partner.name if order.partner else "",
                    "status": order.status,
                    "total": int(order.total_incl_tax),
                    "lines": [f"{line.quantity} × {line.title}" for line in order.lines.all()],
                }
                for order in purchase.orders.all()
            ],
        }
        for purchase in purchases_of(user)
    ]


@transaction.atomic
def erase_buyer(user: User) -> None:
    """Part purchases from an account that is erased; what is still to be delivered keeps its
    recipient until then, but gets no more mail.
    """
    Basket.objects.filter(owner=user).exclude(status=Basket.SUBMITTED).delete()
    _let_go(Purchase.objects.filter(user=user))
    forget_buyers()


@transaction.atomic
def let_go_of_old_guests(*, moment: datetime.datetime) -> int:
    """Have buyers without an account forgotten once their purchase is long over; returns how many.

    SHOP_KEEP_RECIPIENTS_DAYS count from the last step of its last order.
    """
    since = moment - datetime.timedelta(days=settings.SHOP_KEEP_RECIPIENTS_DAYS)
    moved = OrderStatusChange.objects.filter(order__purchase=OuterRef("pk"), date_created__gt=since)
    old = Purchase.objects.filter(
        ~Exists(_under_way()), ~Exists(moved), user=None, is_to_be_forgotten=False,
        placed_at__lte=since,
    ).exclude(recipient="")  # fmt: skip
    return _let_go(Purchase.objects.filter(pk__in=list(old.values_list("pk", flat=True))))


def _let_go(purchases: QuerySet[Purchase]) -> int:
    Order.objects.filter(purchase__in=purchases).update(user=None, guest_email="")
    return purchases.update(user=None, email="", is_to_be_forgotten=True)


def _under_way() -> QuerySet[Order]:
    return Order.objects.filter(purchase=OuterRef("pk")).exclude(status__in=ENDED)


@transaction.atomic
def forget_buyers() -> int:
    """Forget who bought where that is wanted and nothing is under way; returns how many."""
    done = list(Purchase.objects.filter(~Exists(_under_way()), is_to_be_forgotten=True))
    for purchase in done:
        purchase.recipient = purchase.phone = purchase.street = purchase.note = ""
        purchase.token = random_token()  # the link in an old letter opens nothing
        purchase.is_to_be_forgotten = False
    fields = ["recipient", "phone", "street", "note", "token", "is_to_be_forgotten"]
    Purchase.objects.bulk_update(done, fields)
    Order.objects.filter(purchase__in=done, cancelled_by="buyer").update(cancel_reason="")
    return len(done)
