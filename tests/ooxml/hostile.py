"""Files nobody should open: small zips told what to lie about, and bombs made cheaply of one piece repeated."""

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from struct import pack

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
DOCX_TYPE = _OFFICE_TYPE + "wordprocessingml.document.main+xml"
XLSX_TYPE = _OFFICE_TYPE + "spreadsheetml.sheet.main+xml"

Parts = dict[str, bytes]
Make = Callable[[], bytes]


@dataclass(frozen=True)
class Entry:
    """A member, and what the zip says of it: by default the truth."""

    name: str | bytes
    content: bytes = b""
    packed: bytes | None = None
    method: int = 8
    size: int | None = None
    checksum: int | None = None
    flags: int = 0x800
    attributes: int = 0
    local_name: bytes | None = None
    same_as_first: bool = False  # its bytes are the first member's


def archive(entries: Iterable[Entry], count: int | None = None, comment: bytes = b"") -> bytes:
    """A zip of these members; `count` is how many it says to have."""
    body, directory, made = bytearray(), bytearray(), 0
    for entry in entries:
        made += 1
        raw = entry.name if isinstance(entry.name, bytes) else entry.name.encode()
        data = entry.packed
        if data is None:
            data = zlib.compress(entry.content, 1, wbits=-15) if entry.method == 8 else entry.content
        size = len(entry.content) if entry.size is None else entry.size
        checksum = zlib.crc32(entry.content) if entry.checksum is None else entry.checksum
        local = raw if entry.local_name is None else entry.local_name
        facts = (entry.flags, entry.method, 0, 33, checksum, len(data), size)
        offset = 0 if entry.same_as_first else len(body)
        if not entry.same_as_first:
            body += pack("<4s5H3I2H", b"PK\3\4", 20, *facts, len(local), 0) + local + data
        directory += pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, *facts, len(raw), 0, 0, 0, 0, entry.attributes, offset)
        directory += raw
    count = made if count is None else count
    end = b""
    if count >= 0xFFFF:  # the true number in a record of its own
        end = pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, made, made, len(directory), len(body))
        end += pack("<4sIQI", b"PK\6\7", 0, len(body) + len(directory), 1)
        count = 0xFFFF
    end += pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), len(comment)) + comment
    return bytes(body + directory) + end


def zipped(parts: Mapping[str, bytes], *more: Entry) -> bytes:
    """An honest zip of the parts, and further members."""
    return archive([*(Entry(name, content) for name, content in parts.items()), *more])


def repeated(name: str, before: bytes, piece: bytes, times: int, after: bytes, *, size: int | None = None) -> Entry:
    """A member of one piece many times, deflated once: after a full flush the same bytes unfold the same again."""
    squeeze = zlib.compressobj(9, wbits=-15)
    bulk = max(1, (1 << 16) // len(piece))
    start = squeeze.compress(before) + squeeze.flush(zlib.Z_FULL_FLUSH)
    block = squeeze.compress(piece * bulk) + squeeze.flush(zlib.Z_FULL_FLUSH)
    end = squeeze.compress(piece * (times % bulk) + after) + squeeze.flush()
    length = len(before) + len(piece) * times + len(after)
    packed = start + block * (times // bulk) + end
    return Entry(name, packed=packed, size=length if size is None else size, checksum=0)


def relationships(*found: tuple[str, str, str]) -> bytes:
    """A relationships part of (type, target, mode); the ids are rId1, rId2 …"""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for number, (kind, target, mode) in enumerate(found, 1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_RELATIONSHIPS}">{inner}</Relationships>'.encode()


def content_types(main: str = "word/document.xml", kind: str = DOCX_TYPE, more: str = "") -> bytes:
    """[Content_Types].xml with this main part."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/>{more}</Types>'
    ).encode()


def document(body: str) -> bytes:
    """The main part of a .docx."""
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:a="{A}"><w:body>{body}</w:body></w:document>'.encode()


def docx(body: str = "<w:p/>") -> Parts:
    """A small sound .docx."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml", "")),
        "word/document.xml": document(body),
    }


def linked(*found: tuple[str, str, str], body: str = "<w:p/>") -> Parts:
    """A .docx whose document has these relationships."""
    return docx(body) | {"word/_rels/document.xml.rels": relationships(*found)}


def xlsx(rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>', sheets: int = 1, merges: str = "") -> Parts:
    """A small .xlsx whose first sheet has these rows."""
    named = "".join(f'<sheet name="s{number}" sheetId="{number}" r:id="rId1"/>' for number in range(1, sheets + 1))
    return {
        "[Content_Types].xml": content_types("xl/workbook.xml", XLSX_TYPE),
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml", "")),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{named}</sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": relationships(("worksheet", "worksheets/sheet1.xml", "")),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>{merges}</worksheet>'.encode(),
    }


def field(*runs: str) -> str:
    """A field whose instruction stands in several runs; a run of "{" or "}" begins or ends one within."""
    marks = {"{": "begin", "|": "separate", "}": "end"}
    inner = "".join(
        f'<w:r><w:fldChar w:fldCharType="{marks[run]}"/></w:r>'
        if run in marks
        else f"<w:r><w:instrText>{run}</w:instrText></w:r>"
        for run in ("{", *runs, "|", "}")
    )
    return f"<w:p>{inner}</w:p>"


def ole2(stream: str) -> bytes:
    """A compound file that has a stream of this name, as far as anyone looks before opening it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le").ljust(512, b"\0")


HEAD = f'<w:document xmlns:w="{W}"><w:body>'.encode()
FOOT = b"</w:body></w:document>"
MEBI = 1 << 20


def bomb(before: bytes, piece: bytes, times: int, after: bytes, size: int | None = None) -> Make:
    """A .docx whose document is one piece many times."""
    rest = {name: part for name, part in docx().items() if name != "word/document.xml"}
    return lambda: zipped(rest, repeated("word/document.xml", before, piece, times, after, size=size))


def with_members(*entries: Entry) -> Make:
    """A sound .docx and these members."""
    return lambda: zipped(docx(), *entries)


def with_types(kind: str = DOCX_TYPE, more: str = "") -> Make:
    """A .docx with these content types."""
    return lambda: zipped(docx() | {"[Content_Types].xml": content_types(kind=kind, more=more)})
