"""A cell that tells of a producer more than the name: "HTX A", "Địa chỉ: xã B", "ĐT: 09…"."""

import re
from dataclasses import replace

from catalog_import.entry import Entry
from catalog_import.grammars.names import text_of

_LABEL = re.compile(
    r"(?:^|[\n;,.(–-])\s*(?:(?P<address>địa chỉ|đ/c|đc)|(?P<tax_code>mst|mã số thuế)"
    r"|(?P<phone>điện thoại|đt|sđt|đtdđ|số điện thoại))\s*:\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"^\s*(?:tên(?: chủ thể| cơ sở| đơn vị)?|chủ thể)\s*:\s*", re.IGNORECASE)
_PLACES = ("address", "new_address", "commune", "district")


def subject_apart(entry: Entry) -> Entry:
    """What the cell of the producer labels, given to its own fields where these are empty; the
    name is what stands before the first label.
    """
    cell = entry.cells.get("subject")
    if not isinstance(cell, str) or ":" not in cell:
        return entry
    labels = list(_LABEL.finditer(cell))
    name = text_of(_NAME.sub("", cell[: labels[0].start()] if labels else cell))
    if not name:
        return entry
    told = {"subject": name}
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        text = text_of(cell[label.end() : following.start() if following else None])
        text = text.rstrip(" ;,.")
        if text.count(")") > text.count("("):  # it began before the label
            text = text.removesuffix(")")
        field = str(label.lastgroup)
        own = _PLACES if field == "address" else (field,)
        if text and not any(text_of(entry.cells.get(name)) for name in own):
            told.setdefault(field, text)
    return replace(entry, cells={**entry.cells, **told})
