"""Orders that their sellers leave unanswered."""

import datetime

from django.conf import settings
from django_tasks import task

from ocop import clock
from shop.order.enums import OrderStatus
from shop.order.errors import OrderError
from shop.order.models import Order
from shop.order.progress import lapse_order


def lapse_unconfirmed(*, moment: datetime.datetime) -> int:
    """End every order whose seller never answered; returns how many.

    A transaction for each: one that fails stops none of the others, and all failures are raised
    together at the end.
    """
    days = datetime.timedelta(days=settings.SHOP_CONFIRM_WITHIN_DAYS)
    overdue = Order.objects.filter(
        status=OrderStatus.AWAITING_CONFIRMATION, date_placed__lte=moment - days
    )
    lapsed, failures = 0, []
    for order in overdue.order_by("pk"):
        try:
            lapse_order(order=order, moment=moment)
        except OrderError:
            continue  # answered meanwhile
        except Exception as failure:  # noqa: BLE001 -- whatever it is, the others go on
            failure.add_note(f"order {order.number}")
            failures.append(failure)
        else:
            lapsed += 1
    if failures:
        raise ExceptionGroup("orders that could not lapse", failures)
    return lapsed


@task()
def lapse() -> int:
    """Hourly: end orders that their sellers left unanswered."""
    return lapse_unconfirmed(moment=clock.now())
