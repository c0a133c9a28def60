"""Why an import run was not carried on. ``str()`` of each says it in the reader's language."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _


class ImportRunError(Exception):
    """What was asked of a run was not done, and nothing was changed."""

    message: Any = _("This cannot be done with this import.")

    def __str__(self) -> str:
        return str(self.message)


class RunIsBusy(ImportRunError):
    message = _("This import is being worked on. Wait until that is done.")


class RunIsApplied(ImportRunError):
    message = _("This import was applied already. Undo it first.")


class RunIsNotApplied(ImportRunError):
    message = _("This import is not applied.")


class AlreadyAnswered(ImportRunError):
    message = _("This was answered already.")


class UndoRefused(ImportRunError):
    """Later facts rest on what the run brought; ``reasons`` name them, translated."""

    message = _("This import cannot be undone: later facts rest on it.")

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(*reasons)
        self.reasons = list(reasons)


class NotYours(ImportRunError):
    """Rows of a province that another centre answers for; ``rows`` says which."""

    message = _("The file speaks of another province. Its own centre imports it.")

    def __init__(self, rows: Sequence[tuple[str, int, str]] = ()) -> None:
        super().__init__(*rows)
        #: (sheet, row, province)
        self.rows = list(rows)


class MappingRefused(ImportRunError):
    message = _("Two columns of one sheet cannot hold the same.")
