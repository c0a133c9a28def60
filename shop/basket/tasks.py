"""Background work of the basket."""

from django_tasks import task


@task()
def drop_old_baskets() -> int:
    """Daily: delete baskets that guests never came back for."""
    from ocop import clock  # noqa: PLC0415 -- loaded by the worker alone
    from shop.basket.services import drop_guest_baskets  # noqa: PLC0415 -- the same

    return drop_guest_baskets(moment=clock.now())
