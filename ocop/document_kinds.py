"""What a file is, told by its content: its name and the browser's word count for nothing."""

import io
import zipfile

from ocop.models.document import DocumentKind

_WORD = "word/document.xml"
_MOST_PARTS = 2_000
#: Content type a file is handed out with; never what was said when it came in
CONTENT_TYPES = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.JPEG: "image/jpeg",
    DocumentKind.PNG: "image/png",
    DocumentKind.WEBP: "image/webp",
}


def kind_of(content: bytes) -> DocumentKind | None:
    """The kind of a document; None when it is none of those that are kept."""
    if b"%PDF-" in content[:1024]:
        return DocumentKind.PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return DocumentKind.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return DocumentKind.JPEG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return DocumentKind.WEBP
    return DocumentKind.DOCX if content[:4] == b"PK\x03\x04" and _is_word(content) else None


def _is_word(content: bytes) -> bool:
    """A package with a text in it and no macros. Nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {part.lower() for part in package.namelist()[:_MOST_PARTS]}
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
    return _WORD in parts and "word/vbaproject.bin" not in parts
