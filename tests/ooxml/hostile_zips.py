"""Hostile zips, and what is no zip: how each is made, and the slug it is refused with."""

import zlib
from collections.abc import Callable

from tests.ooxml.hostile import (
    DOCX_TYPE,
    FOOT,
    HEAD,
    MEBI,
    Entry,
    archive,
    bomb,
    document,
    docx,
    ole2,
    relationships,
    with_members,
    with_types,
    xlsx,
    zipped,
)

Case = tuple[Callable[[], bytes], str]  # how it is made, its slug


def _without(name: str, parts: dict[str, bytes]) -> bytes:
    return zipped({other: part for other, part in parts.items() if other != name})


def _chain() -> bytes:
    """Parts that lead one to the next."""
    parts = docx()
    for number in range(3_000):
        parts[f"word/_rels/p{number}.xml.rels"] = relationships(("customXml", f"p{number + 1}.xml", ""))
    return zipped(parts)


def _changed(old: bytes, new: bytes) -> bytes:
    whole = zipped(docx())
    assert old in whole
    return whole.replace(old, new)


def _nested_span() -> bytes:
    """A stored member within whose bytes another member lies."""
    inner = archive([Entry("word/inner.xml", b"<x/>", method=0)])
    local = inner[: inner.index(b"PK\1\2")]
    outer = Entry("word/outer.bin", local, method=0)
    hidden = Entry("word/inner.xml", b"<x/>", method=0, same_as_first=True)
    whole = bytearray(archive([outer, *(Entry(name, part) for name, part in docx().items()), hidden]))
    position = whole.rindex(b"word/inner.xml") - 4
    whole[position : position + 4] = whole.index(local).to_bytes(4, "little")
    return bytes(whole)


_END_IN_COMMENT = b"PK\5\6" + bytes(16) + b"\0\0"
_SQUEEZE = zlib.compressobj(wbits=-15)
_ENDLESS = _SQUEEZE.compress(b"<x/>") + _SQUEEZE.flush(zlib.Z_SYNC_FLUSH)
_PACKED = zlib.compress(b"<x/>", wbits=-15)

ZIPS: dict[str, Case] = {
    "cut off at the end": (lambda: zipped(docx())[:-30], "damaged-package"),
    "cut off in the middle": (lambda: zipped(docx())[:300], "damaged-package"),
    "bytes behind its end": (lambda: zipped(docx()) + b"\0", "damaged-package"),
    "bytes between directory and end": (lambda: _changed(b"PK\5\6", b"xxPK\5\6"), "damaged-package"),
    "fewer entries than it says": (lambda: archive([Entry("a")], count=2), "damaged-package"),
    "more entries than it says": (
        lambda: archive([Entry(f"a{n}") for n in range(2_000)], count=3),
        "damaged-package",
    ),
    "an end within the comment": (
        lambda: archive([Entry(n, p) for n, p in docx().items()], comment=_END_IN_COMMENT),
        "damaged-package",
    ),
    "a disk of several": (lambda: _changed(b"PK\5\6\0", b"PK\5\6\1"), "damaged-package"),
    "a directory of another signature": (lambda: _changed(b"PK\1\2", b"PK\1\3"), "damaged-package"),
    "50,000 parts": (lambda: zipped(docx(), *(Entry(f"word/p{n}.xml") for n in range(50_000))), "package-too-complex"),
    "200,000 entries": (
        lambda: archive((Entry(f"{n}", same_as_first=n > 0) for n in range(200_000)), 200_000),
        "package-too-complex",
    ),
    "a chain of 3,000 parts": (_chain, "package-too-complex"),
    "a member twice": (with_members(Entry("word/document.xml", document("<w:p/>"))), "damaged-package"),
    "a member twice in other letters": (with_members(Entry("WORD/Document.xml", b"<x/>")), "damaged-package"),
    "a size too small": (with_members(Entry("word/a.bin", b"x" * 5_000, size=1)), "damaged-package"),
    "a size too large": (with_members(Entry("word/a.bin", b"x", size=5_000)), "damaged-package"),
    "300 MB that say 1,000 bytes": (bomb(HEAD, b"x", 300_000_000, FOOT, 1_000), "damaged-package"),
    "members of the same bytes": (
        lambda: archive([*(Entry(n, p) for n, p in docx().items()), Entry("[Content_Types].xml", same_as_first=True)]),
        "damaged-package",
    ),
    "members of the same bytes, other names": (with_members(Entry("a.bin", same_as_first=True)), "damaged-package"),
    "a member within another": (_nested_span, "damaged-package"),
    "another name before its bytes": (
        with_members(Entry("word/a.xml", b"<x/>", local_name=b"word/b.xml")),
        "damaged-package",
    ),
    "a wrong checksum": (with_members(Entry("word/a.bin", b"<x/>", checksum=1)), "damaged-package"),
    "a wrong checksum in the document": (
        lambda: zipped(
            {n: p for n, p in docx().items() if n != "word/document.xml"},
            Entry("word/document.xml", document(""), checksum=1),
        ),
        "damaged-package",
    ),
    "bytes behind the packed ones": (with_members(Entry("a.bin", b"<x/>", packed=_PACKED + b"\0")), "damaged-package"),
    "packed bytes cut off": (with_members(Entry("a.bin", b"<x/>", packed=_PACKED[:-2])), "damaged-package"),
    "packed bytes without an end": (with_members(Entry("a.bin", b"<x/>", packed=_ENDLESS)), "damaged-package"),
    "not packed as it says": (with_members(Entry("a.bin", b"<x/>", packed=b"\xff" * 20)), "damaged-package"),
    "LZMA": (with_members(Entry("a.bin", b"<x/>", method=14)), "damaged-package"),
    "an encrypted member": (with_members(Entry("a.bin", b"<x/>", flags=0x801)), "encrypted-file"),
    "a symbolic link": (with_members(Entry("a.bin", b"/etc/passwd", attributes=0o120777 << 16)), "damaged-package"),
    "a device": (with_members(Entry("a.bin", attributes=0o020666 << 16)), "damaged-package"),
    "a folder with content": (with_members(Entry("a/", b"x")), "damaged-package"),
    **{
        f"a member named {name!r}"[:40]: (with_members(Entry(name, b"x")), "damaged-package")
        for name in (
            "../../x",
            "word/../../x",
            "..",
            "/etc/x",
            "word\\x",
            "a\0b",
            "C:x",
            "a\nb",
            "x" * 256,
            b"\xff\xfe",
            "",
        )
    },
    "no content types": (lambda: _without("[Content_Types].xml", docx()), "not-a-docx"),
    "no relationships": (lambda: _without("_rels/.rels", docx()), "not-a-docx"),
    "no document": (lambda: _without("word/document.xml", docx()), "not-a-docx"),
    "no members": (lambda: archive([]), "not-a-docx"),
    "any zip": (lambda: zipped({"a.txt": b"x"}), "not-a-docx"),
    "OpenDocument": (lambda: zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "not-a-docx"),
    "an .xlsx": (lambda: zipped(xlsx()), "not-a-docx"),
    "a .dotx": (with_types(DOCX_TYPE.replace("document.main", "template.main")), "not-a-docx"),
}

OTHERS: dict[str, Case] = {
    "nothing": (lambda: b"", "empty-file"),
    "11 MiB": (lambda: bytes(11 * MEBI), "body-too-large"),
    "encrypted by Office": (lambda: ole2("EncryptedPackage"), "encrypted-file"),
    "a .doc": (lambda: ole2("WordDocument"), "not-a-docx"),
    "an .xls": (lambda: ole2("Workbook"), "not-a-docx"),
    "a .pdf": (lambda: b"%PDF-1.7\n", "not-a-docx"),
    "an .rtf": (lambda: b"{\\rtf1 x}", "not-a-docx"),
    "text": ("工作计划".encode, "not-a-docx"),
}
