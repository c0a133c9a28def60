"""Refusals of the register, with messages for the person who asked. Nothing is written then."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class RegisterError(Exception):
    """The register refused; ``str()`` of it says why, in the reader's language."""

    message: Any = _("The register refused this.")

    def __str__(self) -> str:
        return str(self.message)


class NameMissing(RegisterError):
    message = _("A name is missing.")


class InvalidFields(RegisterError):
    """A value is too long, of the wrong form or not one of the choices; ``str()`` names each."""

    def __init__(self, error: ValidationError) -> None:
        super().__init__(error)
        self.fields = error.message_dict

    def __str__(self) -> str:
        return "; ".join(f"{name}: {' '.join(messages)}" for name, messages in self.fields.items())


class StarsOutOfRange(RegisterError):
    message = _("A certificate has 3, 4 or 5 stars.")


class DayInFuture(RegisterError):
    message = _("The day lies after the day this is recorded.")


class PersonalNumberRefused(RegisterError):
    message = _("This is a personal number, not a tax code. It is not kept here.")


class AlreadyRegistered(RegisterError):
    """Carries what is registered under that name, province and place as ``existing``."""

    message = _("This is registered already.")

    def __init__(self, existing: Any) -> None:
        super().__init__(existing)
        self.existing = existing


class AlreadyMember(RegisterError):
    message = _("You act for this producer already.")


class ClaimDecided(RegisterError):
    message = _("This request was decided already.")


class DecisionNotAllowed(RegisterError):
    message = _("Only the centre of this producer's province may decide.")


class EntryRefused(RegisterError):
    """One entry of a list was refused for ``reason``, and so all were; ``position`` from 0."""

    def __init__(self, position: int, reason: RegisterError) -> None:
        super().__init__(position, reason)
        self.position = position
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


class NotYourProvince(RegisterError):
    message = _("Another centre answers for this province.")


class ReasonMissing(RegisterError):
    message = _("Say why: the reason stays with the record.")


class NothingChanged(RegisterError):
    message = _("Everything is like that already.")


class Changed(RegisterError):
    message = _("It was changed since. Look at it again.")


class MergedAway(RegisterError):
    """Carries the record it was merged into as ``survivor``."""

    message = _("This record was merged into another one.")

    def __init__(self, survivor: Any) -> None:
        super().__init__(survivor)
        self.survivor = survivor


class SameDecision(RegisterError):
    message = _("This decision is on record already for this product.")


class NotAnUpgrade(RegisterError):
    message = _("An upgrade gives more stars than the product has today.")


class DayTooEarly(RegisterError):
    message = _("The programme began on 7 May 2018.")


class NumberMissing(RegisterError):
    message = _("Give the number of the decision.")


class NotByHand(RegisterError):
    message = _("This comes from a file. Take back the import of that file.")


class MovedByMerge(RegisterError):
    message = _("This came with a merge. Split the two records first.")


class DocumentRefused(RegisterError):
    """The file cannot be kept; the message says why."""

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message


class CannotMerge(RegisterError):
    """Why two records cannot become one, or cannot be taken apart: ``reasons``, one or more."""

    def __init__(self, reasons: list[Any]) -> None:
        super().__init__(reasons)
        self.reasons = reasons

    def __str__(self) -> str:
        return " ".join(str(reason) for reason in self.reasons)
