"""What the worker does for search besides emptying the outbox."""

import logging

from django_tasks import task

from ocop import clock
from search import asked, verification
from search.query import LockHeld
from search.services import rebuild

logger = logging.getLogger(__name__)


@task()
def forget_queries() -> int:
    """Nightly: queries nobody asked for a season go."""
    return asked.forget(moment=clock.now())


@task()
def verify_index() -> dict[str, int]:
    """Nightly: what the index holds is what the database says; what is not is done again."""
    return verification.verify(repair=True).as_dict()


@task()
def rebuild_index() -> int:
    """By the button in the back office. 0: another rebuild is running."""
    try:
        return rebuild(wait=False)
    except LockHeld:
        logger.info("the index is being built already")
        return 0
