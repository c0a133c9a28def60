"""Files made to harm whoever reads them, each as small as it can be and still be what it is."""

import io
import struct
import zipfile
import zlib

HEADER = ("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao")
SHEET = "xl/worksheets/sheet1.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
#: Marks of an OLE file and of the stream that holds an encrypted workbook
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

BILLION_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "lol">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
) + b"]>"  # fmt: skip
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def zipped(parts, *, compression=zipfile.ZIP_DEFLATED):
    """A zip of name → content, str or bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def xlsx(body="", *, before="", after="", doctype=b"", strings=None, **more):
    """A workbook of one sheet: a header, a sound row, then ``body`` inside the sheet's data."""
    lines = _row(1, HEADER) + _row(2, ("1", "Trà Ví Dụ", "HTX Mẫu", "4"))
    sheet = (
        f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{lines}{body}</sheetData>{after}'
        "</worksheet>"
    )
    relations = f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    if strings is not None:
        relations += (
            f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        )
        more["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
                           '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}'
                                      "</Relationships>",
        SHEET: b'<?xml version="1.0"?>' + doctype + sheet.encode(),
        **more,
    })  # fmt: skip


def _row(number, values):
    cells = "".join(f"<c t='inlineStr'><is><t>{value}</t></is></c>" for value in values)
    return f'<row r="{number}">{cells}</row>'


def xlsx_cell(reference, value="x"):
    """A row of one cell, wherever it lies."""
    number = "".join(char for char in reference if char.isdigit())
    return f'<row r="{number}"><c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c></row>'


def docx(rows=(), *, doctype=b"", body="", **more):
    """A decision with a table of a header, a sound row and ``rows`` of texts."""
    table = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row)
        + "</w:tr>"
        for row in (HEADER, ("1", "Trà Ví Dụ", "HTX Mẫu", "4"), *rows)
    )  # fmt: skip
    document = (
        f'<w:document xmlns:w="{_WORD}"><w:body>{body}<w:tbl>{table}</w:tbl></w:body></w:document>'
    )
    return zipped({"word/document.xml": doctype + document.encode(), **more})


def ods(body="", *, doctype=b"", **more):
    """A spreadsheet of one table: a header, a sound row, then ``body``."""
    lines = "".join(
        "<t:table-row>" + "".join(ods_cell(text) for text in row) + "</t:table-row>"
        for row in (HEADER, ("1", "Trà Ví Dụ", "HTX Mẫu", "4"))
    )
    content = (
        f'<o:document-content xmlns:o="{_ODF}:office:1.0" xmlns:t="{_ODF}:table:1.0" '
        f'xmlns:x="{_ODF}:text:1.0"><o:body><o:spreadsheet><t:table t:name="S">{lines}{body}'
        "</t:table></o:spreadsheet></o:body></o:document-content>"
    )
    return zipped({"content.xml": doctype + content.encode(), **more})


def ods_cell(text="", **repeated):
    attributes = "".join(
        f' t:number-{name.replace("_", "-")}="{count}"' for name, count in repeated.items()
    )
    inside = f"<x:p>{text}</x:p>" if text else ""
    return f'<t:table-cell o:value-type="string"{attributes}>{inside}</t:table-cell>'


def pdf(stream=b"", *, filters="/FlateDecode", objects=(), trailer=b""):
    """A page whose content is a stream as it lies in the file, and more objects beside it."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream"
        % (len(stream), filters.encode(), stream),
        *objects,
    ]
    return pdf_of(parts, trailer)


def pdf_of(parts, trailer=b""):
    """A PDF of these objects, the first of which is its root."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(parts) + 1, trailer, start,
    )  # fmt: skip
    return bytes(out)


def zeros(count):
    """So many bytes of nothing, deflated without ever lying in memory whole."""
    packer = zlib.compressobj(9)
    block = b"\0" * 1_000_000
    parts = [packer.compress(block) for _ in range(count // len(block))]
    return b"".join(parts) + packer.flush()


def xls(cells, *, sheet_bytes=b"", workbook_bytes=b""):
    """An old workbook of (row, column, text) on one sheet; further records as they are."""
    bof = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    sheet_bof = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    eof = _record(0x000A, b"")
    name = b"\x01\x00" + b"\x00S\x00"[1:]
    rows = b"".join(
        _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1)
                + text.encode("utf-16-le", "surrogatepass"))
        for row, column, text in cells
    )  # fmt: skip
    head_length = len(bof) + len(workbook_bytes) + 4 + 6 + len(name) + len(eof)
    bound = _record(0x0085, struct.pack("<IBB", head_length, 0, 0) + name)
    stream = bof + workbook_bytes + bound + eof + sheet_bof + rows + sheet_bytes + eof
    return ole({"Workbook": stream})


def xls_lines(*lines):
    """The cells of lines of texts, from the top left."""
    return [
        (row, column, text)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        if text
    ]


def _record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def ole(streams):
    """A compound file of named streams, each padded past what would be a small one."""
    padded = [(name, data + b"\0" * max(0, 4096 - len(data))) for name, data in streams.items()]
    chains, at = [], 1
    for _name, data in padded:
        count = -(-len(data) // 512)
        chains.append((at, count))
        at += count
    directory_at = at
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    directory_count = -(-(len(padded) + 1) // 4)
    total = at + directory_count
    tables = 1
    while tables * 128 < total + tables - 1:
        tables += 1
    # the first table stands in sector 0, further ones behind everything else
    table = [free] * (tables * 128)
    table[0] = 0xFFFFFFFD
    for first, count in [*chains, (directory_at, directory_count)]:
        for sector in range(first, first + count):
            table[sector] = sector + 1
        table[first + count - 1] = end
    places = [0, *range(total, total + tables - 1)]
    for place in places:
        table[place] = 0xFFFFFFFD
    entries = [_entry("Root Entry", 5, end, 0, child=1)]
    for number, ((name, data), (first, _)) in enumerate(zip(padded, chains, strict=True), start=1):
        right = number + 1 if number < len(padded) else free
        entries.append(_entry(name, 2, first, len(data), right=right))
    directory = b"".join(entries).ljust(directory_count * 512, b"\0")
    header = OLE + b"\0" * 16 + struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory_at, 0, 4096, end, 0, end,
        0,
    )  # fmt: skip
    header += b"".join(struct.pack("<I", places[n] if n < tables else free) for n in range(109))
    packed = struct.pack(f"<{len(table)}I", *table)
    body = packed[:512]
    body += b"".join(data.ljust(-(-len(data) // 512) * 512, b"\0") for _, data in padded)
    return header + body + directory + packed[512:]


def _entry(name, kind, first, size, *, child=0xFFFFFFFF, right=0xFFFFFFFF):
    raw = name.encode("utf-16-le") + b"\0\0"
    return raw.ljust(64, b"\0") + struct.pack(
        "<HBBIII16xI8x8xIQ", len(raw), kind, 1, 0xFFFFFFFF, right, child, 0, first, size
    )
