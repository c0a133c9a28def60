"""Bringing registry files into the register: at one go, or step by step in the back office."""

from catalog_import.services.answers import (
    answer_missing,
    answer_the_rest_valid,
    decide_conflict,
    keep_registered,
    take_from_file,
)
from catalog_import.services.importing import import_file
from catalog_import.services.runs import apply_run, check_run, mark_interrupted, open_run
from catalog_import.services.undo import undo_run

__all__ = [
    "answer_missing",
    "answer_the_rest_valid",
    "apply_run",
    "check_run",
    "decide_conflict",
    "import_file",
    "keep_registered",
    "mark_interrupted",
    "open_run",
    "take_from_file",
    "undo_run",
]
