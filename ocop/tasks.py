"""Background work of the register."""

from django_tasks import task


@task()
def count_likely_twins() -> int:
    """Periodic: what the home page of the back office shows."""
    from ocop import clock  # noqa: PLC0415 -- loaded by the worker alone
    from ocop.services import count_twins  # noqa: PLC0415 -- the same

    return count_twins(moment=clock.now())
