"""Hostile parts of a sound zip, by the slug they are refused with; and harmless files that look like them."""

from collections.abc import Callable

from tests.ooxml.hostile import (
    FOOT,
    HEAD,
    MEBI,
    A,
    Entry,
    R,
    S,
    W,
    archive,
    bomb,
    content_types,
    document,
    docx,
    field,
    linked,
    ole2,
    relationships,
    repeated,
    with_members,
    with_types,
    xlsx,
    zipped,
)
from tests.ooxml.hostile_zips import OTHERS, ZIPS, Case

_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
_BILLION = f'<!DOCTYPE x [<!ENTITY e0 "ha">{_ENTITIES}]><x>&e9;</x>'.encode()
_XXE = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}">&x;</w:document>'


def _body(body: str) -> Callable[[], bytes]:
    return lambda: zipped(docx(body))


def _link(kind: str, target: str, mode: str = "External", body: str = "<w:p/>") -> Callable[[], bytes]:
    return lambda: zipped(linked((kind, target, mode), body=body))


def _xml(part: bytes) -> Callable[[], bytes]:
    """A .docx with one more part."""
    return lambda: zipped(docx() | {"customXml/item1.xml": part})


BOMBS: dict[str, Case] = {
    "300 MB of text": (
        bomb(HEAD + b"<w:p><w:r><w:t>", b"x", 300_000_000, b"</w:t></w:r></w:p>" + FOOT),
        "package-too-complex",
    ),
    "19 MiB of text": (bomb(HEAD, b"x", 19 * MEBI, FOOT), "package-too-complex"),
    "19 MiB of line feeds in a field": (
        bomb(HEAD + b"<w:instrText>", b"\n", 19 * MEBI, b"</w:instrText>" + FOOT),
        "package-too-complex",
    ),
    "an attribute of 19 MiB": (bomb(HEAD + b'<w:p a="', b"x", 19 * MEBI, b'"/>' + FOOT), "package-too-complex"),
    "a comment of 19 MiB": (bomb(HEAD + b"<!--", b"x", 19 * MEBI, b"-->" + FOOT), "package-too-complex"),
    "a DOCTYPE of 19 MiB": (bomb(b"<!DOCTYPE ", b"x", 19 * MEBI, b">"), "package-too-complex"),
    "2 M paragraphs": (bomb(HEAD, b"<w:p/>", 2_000_000, FOOT), "package-too-complex"),
    "16 M paragraphs": (bomb(HEAD, b"<w:p/>", 16_000_000, FOOT), "package-too-complex"),
    "1 M comments": (bomb(HEAD, b"<w:p>" + b"<!---->" * 9 + b"</w:p>", 110_000, FOOT), "package-too-complex"),
    "1 M instructions": (bomb(HEAD, b"<w:p>" + b"<?a?>" * 9 + b"</w:p>", 110_000, FOOT), "package-too-complex"),
    "1 M CDATA": (bomb(HEAD, b"<w:p>" + b"<![CDATA[]]>" * 9 + b"</w:p>", 110_000, FOOT), "package-too-complex"),
    "2 M attributes": (
        bomb(HEAD, b'<w:p a="" b="" c="" d="" e="" f="" g="" h=""/>', 250_000, FOOT),
        "package-too-complex",
    ),
    "1 M namespaces": (
        bomb(HEAD, b'<w:p xmlns:a="a" xmlns:b="b" xmlns:c="c" xmlns:d="d"/>', 250_000, FOOT),
        "package-too-complex",
    ),
    "an element of 900,000 attributes": (
        _xml(b"<x " + b" ".join(b'a%d=""' % number for number in range(900_000)) + b"/>"),
        "package-too-complex",
    ),
    "900,000 names": (
        _xml(b"<x>" + b"".join(b'<y a%d="" b%d="" c%d=""/>' % (n, n, n) for n in range(290_000)) + b"</x>"),
        "package-too-complex",
    ),
    "3,000 deep": (_xml(b"<x>" * 3_000 + b"</x>" * 3_000), "package-too-complex"),
    "101 deep": (_xml(b"<x>" * 101 + b"</x>" * 101), "package-too-complex"),
    "100,000 relationships": (
        lambda: zipped(linked(*[("hyperlink", "http://a.example/", "External")] * 100_000)),
        "package-too-complex",
    ),
    "100,000 content types": (
        with_types(more='<Default Extension="a" ContentType="b"/>' * 100_000),
        "package-too-complex",
    ),
    "70 MB over several parts": (
        with_members(*(repeated(f"word/a{n}.bin", b"", b"x", 14_000_000, b"") for n in range(6))),
        "package-too-complex",
    ),
    "22 MB of XML of another name": (
        lambda: zipped(
            docx()
            | {"[Content_Types].xml": content_types(more='<Override PartName="/word/a.bin" ContentType="text/xml"/>')},
            repeated("word/a.bin", b"<x>", b"<y>" + b"x" * 993 + b"</y>", 22_000, b"</x>"),
        ),
        "package-too-complex",
    ),
    "an XML part of another name": (
        lambda: zipped(
            docx()
            | {
                "[Content_Types].xml": content_types(
                    more='<Override PartName="/word/a.bin" ContentType="application/xml"/>'
                )
            },
            repeated("word/a.bin", b"<x>", b"<y/>", 1_000_000, b"</x>"),
        ),
        "package-too-complex",
    ),
}

XML: dict[str, Case] = {
    "an entity bomb": (lambda: zipped(docx() | {"docProps/core.xml": _BILLION}), "forbidden-xml"),
    "an external entity": (lambda: zipped(docx() | {"word/document.xml": _XXE.encode()}), "forbidden-xml"),
    "a DOCTYPE in UTF-16": (_xml("<!DOCTYPE x><x/>".encode("utf-16")), "forbidden-xml"),
    "a DOCTYPE in relationships": (
        lambda: zipped(docx() | {"word/_rels/a.xml.rels": b"<!DOCTYPE x><x/>"}),
        "forbidden-xml",
    ),
    "a DOCTYPE in content types": (lambda: zipped(docx() | {"[Content_Types].xml": _BILLION}), "forbidden-xml"),
    "an element not closed": (_xml(b"<x><y></x>"), "damaged-package"),
    "a prefix not declared": (_xml(b"<x><a:y/></x>"), "damaged-package"),
    "an empty part": (_xml(b""), "damaged-package"),
    "GBK": (_xml('<?xml version="1.0" encoding="GBK"?><x>字</x>'.encode("gbk")), "damaged-package"),
    "Latin letters": (_xml(b'<?xml version="1.0" encoding="windows-1252"?><x/>'), "damaged-package"),
    "EBCDIC": (_xml(b'<?xml version="1.0" encoding="cp037"?><x/>'), "damaged-package"),
    "a target that is not there": (_link("image", "media/image1.png", ""), "damaged-package"),
    "two main parts": (
        lambda: zipped(docx() | {"_rels/.rels": relationships(*[("officeDocument", "word/document.xml", "")] * 2)}),
        "damaged-package",
    ),
    "a target outside": (_link("image", "../../../etc/passwd", ""), "damaged-package"),
    "a target outside, disguised": (_link("image", "%2e%2e/%2e%2e/etc/passwd", ""), "damaged-package"),
}

_OLE = '<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link"/></w:object>'
_LINKED = "http://a.example/"

ACTIVE: dict[str, Case] = {
    name: (make, "active-content")
    for name, make in {
        "a macro": with_members(Entry("word/vbaProject.bin", b"x")),
        "a macro of another name": _link("../2006/vbaProject", "document.xml", ""),
        "a .docm": with_types("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "a macro's content type": lambda: zipped(
            docx()
            | {
                "[Content_Types].xml": content_types(
                    more='<Default Extension="b" ContentType="application/vnd.ms-office.vbaProject"/>'
                ),
                "word/a.b": b"x",
            }
        ),
        "ActiveX": with_members(Entry("word/activeX/activeX1.xml", b"<x/>")),
        "an ActiveX element": _body('<w:control r:id="rId1"/>'),
        "an embedded file": with_members(Entry("word/embeddings/a.xlsx", b"x")),
        "an OLE object": with_members(Entry("word/oleObject1.bin", b"x")),
        "an OLE link": _body(_OLE),
        "an altChunk": _body('<w:altChunk r:id="rId1"/>'),
        "an altChunk's relationship": _link("aFChunk", "document.xml", ""),
        "an attached template": _link("attachedTemplate", "http://a.example/x.dotm"),
        "an attached template in the settings": lambda: zipped(
            docx() | {"word/settings.xml": f'<w:settings xmlns:w="{W}"><w:attachedTemplate/></w:settings>'.encode()}
        ),
        "a subdocument": _body('<w:subDoc r:id="rId1"/>'),
        "a subdocument's relationship": _link("subDocument", "file:///c:/x.docx"),
        "an external image": _link("image", "http://a.example/x.png"),
        "a linked image": _body('<a:blip r:link="rId1"/>'),
        "an image from its own address": _body(
            '<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://a.example/x.png"/>'
        ),
        "an image through a link": _link("hyperlink", _LINKED, body='<a:blip r:embed="rId1"/>'),
        "a link to a file": _link("hyperlink", "file:///etc/passwd"),
        "a link to a share": _link("hyperlink", "\\\\10.0.0.1\\x"),
        "a link to a script": _link("hyperlink", "javascript:alert(1)"),
        "a frame": _link("frame", _LINKED),
        "a field": _body(field("INCLUDEPICTURE http://a.example/x.png")),
        "a field in small letters": _body(field(" includetext  x")),
        "a field split over runs": _body(field("  ", "IN", "CLUDE", "PICTURE", " x")),
        "a field behind many blanks": _body(field(" " * 300, "DDE", " x")),
        "a field within a field": _body(field("IF 1=1 ", "{", "DDE", "AUTO", " cmd", "}", " x")),
        "a field whose keyword a field makes": _body(field("{", "QUOTE 68 68 69", "|", "}", " cmd")),
        "a field whose keyword a field ends": _body(field("D", "{", "QUOTE 68 69", "|", "}", " cmd")),
        "a field deleted": _body("<w:r><w:delInstrText>DATABASE x</w:delInstrText></w:r>"),
        "a simple field": _body('<w:fldSimple w:instr=" LINK Excel.Sheet.8 x"/>'),
        "a field of the strict standard": lambda: zipped(
            docx()
            | {
                "word/document.xml": document(field("IMPORT x")).replace(
                    W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
                )
            }
        ),
        "a field in a footer": lambda: zipped(
            docx() | {"word/footer1.xml": f'<w:ftr xmlns:w="{W}">{field("DDE x")}</w:ftr>'.encode()}
        ),
    }.items()
}

_FAR = '<row r="1048576"><c r="XFD1048576"/></row>'
_STYLES = f'<styleSheet xmlns="{S}"><cellXfs>'.encode()


def _shared(name: str, before: bytes, piece: bytes, times: int, after: bytes) -> Callable[[], bytes]:
    return lambda: zipped(xlsx(), repeated(f"xl/{name}.xml", before, piece, times, after))


WORKBOOKS: dict[str, Case] = {
    "20,000 sheets": (lambda: zipped(xlsx(sheets=20_000)), "package-too-complex"),
    "21 sheets": (lambda: zipped(xlsx(sheets=21)), "package-too-complex"),
    "a far cell": (lambda: zipped(xlsx(_FAR)), "package-too-complex"),
    "a far row": (lambda: zipped(xlsx('<row r="1048576"/>')), "package-too-complex"),
    "a far column": (lambda: zipped(xlsx('<row r="1"><c r="XFD1"/></row>')), "package-too-complex"),
    "a far merge": (
        lambda: zipped(xlsx(merges='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
        "package-too-complex",
    ),
    "300,000 cells": (lambda: zipped(xlsx('<row r="1">' + '<c r="A1"/>' * 300_000 + "</row>")), "package-too-complex"),
    "1 M styles": (_shared("styles", _STYLES, b"<xf/>", 1_000_000, b"</cellXfs></styleSheet>"), "package-too-complex"),
    "3 M shared strings": (
        _shared("sharedStrings", f'<sst xmlns="{S}">'.encode(), b"<si/>", 3_000_000, b"</sst>"),
        "package-too-complex",
    ),
    "dynamic data exchange": (
        lambda: zipped(
            xlsx()
            | {
                "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{S}"><ddeLink ddeService="cmd"/></externalLink>'.encode()
            }
        ),
        "active-content",
    ),
    "a link to a workbook": (
        lambda: zipped(
            xlsx()
            | {
                "xl/externalLinks/_rels/externalLink1.xml.rels": relationships(
                    ("externalLinkPath", "file:///x.xlsx", "External")
                )
            }
        ),
        "active-content",
    ),
    "a .docx": (lambda: zipped(docx()), "not-an-xlsx"),
    "encrypted by Office": (lambda: ole2("EncryptedPackage"), "encrypted-file"),
    "an .xls": (lambda: ole2("Workbook"), "not-an-xlsx"),
}

DOCUMENTS: dict[str, Case] = {**ZIPS, **OTHERS, **BOMBS, **XML, **ACTIVE}

_DRAWING = f'<a:blip xmlns:a="{A}" xmlns:r="{R}" r:embed="rId1"/>'

HARMLESS: dict[str, Callable[[], bytes]] = {
    "the smallest": lambda: zipped(docx()),
    "a comment of the zip": lambda: archive([Entry(n, p) for n, p in docx().items()], comment=b"of the writer"),
    "folders and stored members": lambda: zipped(
        docx(), Entry("word/", method=0, attributes=0o040755 << 16), Entry("word/a.bin", b"x", method=0)
    ),
    "a link": lambda: zipped(
        linked(("hyperlink", "https://a.example/", "External"), body='<w:hyperlink r:id="rId1"/>')
    ),
    "a link by mail": lambda: zipped(linked(("hyperlink", "MAILTO:a@a.example", "External"))),
    "a link within": lambda: zipped(linked(("hyperlink", "#_Toc1", "External"), ("hyperlink", "#_Toc2", ""))),
    "an absolute target": lambda: zipped(
        linked(("customXml", "/word/document.xml", ""), ("customXml", "../word/Document.xml#x", ""))
    ),
    "an image": lambda: zipped(
        linked(("image", "media/image%201.png", ""), body=_DRAWING), Entry("word/media/image 1.png", b"x")
    ),
    "an image of a written % sign": lambda: zipped(
        linked(("image", "media/image%201.png", "")), Entry("word/media/image%201.png", b"x")
    ),
    "a field in a field's result": _body(field("PAGE", "|", "{", "PAGE", "|", "}")),
    "fields": _body(
        field("PAGE") + field("= ", "{", "PAGE", "|", "}", "-1") + field("TOC \\o", "|", "{", "HYPERLINK", "|", "}")
    ),
    "UTF-16": lambda: zipped(
        docx() | {"customXml/item1.xml": '<?xml version="1.0" encoding="UTF-16"?><x>字</x>'.encode("utf-16")}
    ),
    "content types of parts it does not have": with_types(
        more='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    ),
    "a main part of another name": lambda: zipped(
        {
            "[Content_Types].xml": content_types("word/document2.xml"),
            "_rels/.rels": relationships(("officeDocument", "/word/document2.xml", "")),
            "word/document2.xml": document("<w:p/>"),
        }
    ),
    "a text of 3 MiB": _body(f"<w:p><w:r><w:t>{'x' * 3 * MEBI}</w:t></w:r></w:p>"),
    "100 deep": _xml(b"<x>" * 100 + b"</x>" * 100),
}
