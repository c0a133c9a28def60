"""What a file is, told by its content: its name and the browser's word count for nothing."""

import io
import zipfile

from ocop.file_kinds import kind_of
from ocop.models.document import DocumentKind
from ocop.zip_directory import is_modest

_KEPT = {
    "pdf": DocumentKind.PDF,
    "png": DocumentKind.PNG,
    "jpeg": DocumentKind.JPEG,
    "webp": DocumentKind.WEBP,
}
_WORD = "word/document.xml"
_MOST_PARTS = 2_000
_DIRECTORY_BYTES = 1024 * 1024
#: Content type a file is handed out with; never what was said when it came in
CONTENT_TYPES = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.JPEG: "image/jpeg",
    DocumentKind.PNG: "image/png",
    DocumentKind.WEBP: "image/webp",
}


def document_kind_of(content: bytes) -> DocumentKind | None:
    """The kind of a document; None when it is none of those that are kept."""
    kind = kind_of(content)
    if kind == "zip":
        return DocumentKind.DOCX if _is_word(content) else None
    return _KEPT.get(kind)


def _is_word(content: bytes) -> bool:
    """A package with a text in it and no macros. Nothing is unpacked."""
    try:
        if not is_modest(io.BytesIO(content), entries=_MOST_PARTS, size=_DIRECTORY_BYTES):
            return False
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {part.lower() for part in package.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
    return _WORD in parts and "word/vbaproject.bin" not in parts
