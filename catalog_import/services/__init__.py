"""Bringing registry files into the register: at one go, or step by step in the back office."""

from catalog_import.services.importing import import_file
from catalog_import.services.runs import apply_run, check_run, mark_interrupted, open_run
from catalog_import.services.undo import undo_run

__all__ = [
    "apply_run",
    "check_run",
    "import_file",
    "mark_interrupted",
    "open_run",
    "undo_run",
]
