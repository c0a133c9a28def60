"""Where every fact of the register came from."""

from catalog_import.models.question import FieldConflict, MissingProduct
from catalog_import.models.row import FieldChange, Issue, SourceRow
from catalog_import.models.run import ImportRun, RunHandOver, Source, UndoLog

# Photos in bulk keep their models in a module of their own, which needs those above
from catalog_import.photos.models import Photo, PhotoBatch, PhotoUpload  # isort: skip

__all__ = [
    "FieldChange",
    "FieldConflict",
    "ImportRun",
    "Issue",
    "MissingProduct",
    "Photo",
    "PhotoBatch",
    "PhotoUpload",
    "RunHandOver",
    "Source",
    "SourceRow",
    "UndoLog",
]
