"""What the first bytes of a file say it is, whatever its name says."""

#: Kinds that are opened, and the names Pillow has for their readers
PICTURES: dict[str, tuple[str, ...]] = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "webp": ("WEBP",),
    "avif": ("AVIF",),
    "gif": ("GIF",),
    "bmp": ("BMP",),
}
HEIC = "heic"
ARCHIVES = frozenset({"zip", "rar", "7z", "gzip"})
ZIP = b"PK\x03\x04"

_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"8BPS", "psd"),
    (ZIP, "zip"),
    (b"PK\x05\x06", "zip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF", "pdf"),
)
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def kind_of(head: bytes) -> str:
    """A kind of ``PICTURES``, "heic", an archive, another known kind, or ""."""
    if head[4:8] == b"ftyp":
        if b"avif" in head[8:32] or b"avis" in head[8:32]:
            return "avif"
        return HEIC if head[8:12] in _HEIC_BRANDS else ""
    if head[:4] == b"RIFF":
        return "webp" if head[8:12] == b"WEBP" else ""
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
