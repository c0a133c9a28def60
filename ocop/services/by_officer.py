"""What every act of an officer begins with: a reason, and a record that is theirs to change."""

from typing import Any, TypeVar, cast

from ocop import locks
from ocop.errors import MergedAway, NotYourProvince, ReasonMissing
from ocop.models import RegisteredProduct, Subject
from ocop.selectors.centres import answers_for
from ocop.spelling import clean

Record = TypeVar("Record", bound=Subject | RegisteredProduct)


def stated(reason: str) -> str:
    """The reason as it is kept; ``ReasonMissing`` without one."""
    if not (reason := clean(reason)):
        raise ReasonMissing
    return reason


def held(record: Record, by: Any) -> Record:
    """The record as it is now, locked against other writers, if the user's centre answers for it
    and it was not merged away."""
    rows = locks.subjects if isinstance(record, Subject) else locks.products
    current = cast("Record", rows([record.pk]).get())
    if not answers_for(by, current):
        raise NotYourProvince
    if current.merged_into is not None:
        raise MergedAway(current.merged_into)
    return current
