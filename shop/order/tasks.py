"""Mail of purchases, and forgetting buyers.

Tasks are rows in the database, so queueing one is part of the transaction.
"""

from django_tasks import task


@task()
def send_purchase_mail(purchase_id: int) -> bool:
    """Tell the buyer what was ordered; False without an e-mail address."""
    from shop.order.mail import purchase_mail  # noqa: PLC0415 -- loaded by the worker alone

    message = purchase_mail(purchase_id)
    return bool(message and message.send())


@task()
def send_status_mail(order_id: int) -> bool:
    """Tell the buyer that an order moved on; False without an e-mail address."""
    from shop.order.mail import status_mail  # noqa: PLC0415 -- loaded by the worker alone

    message = status_mail(order_id)
    return bool(message and message.send())


@task()
def forget() -> int:
    """Daily: forget buyers whose account is erased or who had none long ago, and yesterday's
    counts of telephones.
    """
    from ocop import clock  # noqa: PLC0415 -- loaded by the worker alone
    from shop.order.cash import drop_old_quotas  # noqa: PLC0415 -- the same
    from shop.order.personal_data import (  # noqa: PLC0415 -- the same
        forget_buyers,
        let_go_of_old_guests,
    )

    drop_old_quotas(day=clock.today())
    let_go_of_old_guests(moment=clock.now())
    return forget_buyers()
