"""The workbook of rows to mend, known again when it comes back: it names a part of a list."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog_import.mapping import Proposal
from catalog_import.problems import Problem

#: What is told of a file of such rows
CODE = "mended_rows"


def reasons_header() -> str:
    """The column that says what is to be mended, in the language of the moment."""
    return _("What to mend")


def brings_mended_rows(mapping: Iterable[Proposal]) -> bool:
    """Whether a file has that column, in whichever language it was written."""
    known = _headers()
    return any(column.header in known for column in mapping)


def without_our_column(problems: Iterable[Problem]) -> list[Problem]:
    """That the column is not known is no news to whoever was given it."""
    known = _headers()
    return [
        problem
        for problem in problems
        if problem.code != "column_ignored" or problem.params.get("header") not in known
    ]


def _headers() -> set[str]:
    found = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.add(reasons_header())
    return found
