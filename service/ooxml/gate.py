"""The gate: every file from outside passes here before any other room sees it, and leaves as plain parts.

The order of the checks is that of their price, so that a hostile file is refused before it costs anything: its size,
its first bytes, the zip's directory (gate_zip), then each part once, piece by piece (gate_xml), for what it holds
(gate_content). Nothing is kept before all of it has been seen.
"""

from service.errors import Fault, Rejected, Unusable
from service.ooxml.gate_content import CONTENT_TYPES, Findings, Kind
from service.ooxml.gate_xml import Spent, Stopped, scan
from service.ooxml.gate_zip import LIMITS, Limits, Member, check_xml_size, clipped, members, refused, unpacked

_ZIP, _OLE2 = b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WRONG = {"docx": "not-a-docx", "xlsx": "not-an-xlsx"}
_PROGRAM = {"docx": "Word", "xlsx": "Excel"}
_MAIN_TYPE = {"docx": "wordprocessingml.document.main+xml", "xlsx": "spreadsheetml.sheet.main+xml"}
_MACRO_TYPE = {"docx": "word.document.macroenabled.main+xml", "xlsx": "excel.sheet.macroenabled.main+xml"}
_ADVICE = {
    "damaged-package": "请用办公软件打开核对后另存，再上传",
    "package-too-complex": "请删去多余的内容或拆分后再上传",
    "forbidden-xml": "请用办公软件打开核对后另存，再上传",
}
# One answer has one code: the gravest; the parts are read to the end, so that it lists all of them.
_ORDER = ("damaged-package", "package-too-complex", "forbidden-xml", "active-content")


def admit(content: bytes, kind: Kind, limits: Limits = LIMITS) -> dict[str, bytes]:
    """The parts of a .docx or .xlsx by name, in its own order; raises Unusable or Rejected with what to mend."""
    _check_size(content, limits)
    _check_magic(content, kind)
    found = members(content, limits)
    _look_through(content, found, kind, limits)
    return {member.name: b"".join(unpacked(content, member)) for member in found}


def _check_size(content: bytes, limits: Limits) -> None:
    if not content:
        raise Unusable("empty-file", [Fault("", "empty-file", "文件是空的，请重新选择文件")])
    if len(content) > limits.file:
        sentence = f"文件有 {len(content) / (1 << 20):.1f} MiB，上限 {limits.file >> 20} MiB。请压缩图片或拆分后再上传"
        raise Unusable("body-too-large", [Fault("", "body-too-large", sentence)])


def _check_magic(content: bytes, kind: Kind) -> None:
    """Step 2: what the file is by its first bytes, whatever its name."""
    if content.startswith(_ZIP):
        return
    if content.startswith(_OLE2) and "EncryptedPackage".encode("utf-16-le") in content:
        sentence = f"文件加了密码。请在 {_PROGRAM[kind]} 中取消密码后另存，再上传"
        raise Rejected("encrypted-file", [Fault("", "encrypted-file", sentence)])
    raise _wrong(kind, _described(content))


def _wrong(kind: Kind, description: str) -> Unusable:
    sentence = f"{description}。请用 {_PROGRAM[kind]} 或 WPS 打开，另存为 .{kind} 后再上传"
    return Unusable(_WRONG[kind], [Fault("", _WRONG[kind], sentence)])


def _described(content: bytes) -> str:
    """What a file that is no zip seems to be."""
    if content.startswith(_OLE2):
        for stream, program in (("WordDocument", "Word 文件（.doc）"), ("Workbook", "Excel 文件（.xls）")):
            if stream.encode("utf-16-le") in content:
                return f"这是旧格式的 {program}"
        return "这是旧格式的 Office 文件"
    if content.startswith(b"%PDF-"):
        return "这是 PDF 文件"
    if content.startswith(b"{\\rtf"):
        return "这是 RTF 文件"
    return "这不是 Office 文件，改文件名不会改变格式"


def _look_through(content: bytes, found: list[Member], kind: Kind, limits: Limits) -> None:
    """Steps 7 to 12: every part read once; raises with all faults of the gravest code."""
    findings = Findings({member.name.lower() for member in found}, limits)
    spent = Spent(limits)
    if CONTENT_TYPES not in findings.parts or "_rels/.rels" not in findings.parts:
        raise _wrong(kind, _packed(findings))
    ordered = sorted(found, key=lambda member: _turn(member.name))
    for place, member in enumerate(ordered, 1):
        findings.check_name(member.name, member.name)
        _read_part(content, member, kind, findings, spent)
        if place == 2:  # content types and root relationships: they tell what the file is
            _check_main(findings, kind)
    _refuse(findings, _ORDER)


def _refuse(findings: Findings, slugs: tuple[str, ...]) -> None:
    for slug in slugs:
        if faults := [fault for fault in findings.faults if fault.code == slug]:
            raise refused(slug, faults)


def _turn(name: str) -> int:
    """Content types first, they tell what is XML; then relationships, they tell what leads out; then the rest."""
    lowered = name.lower()
    if lowered in (CONTENT_TYPES, "_rels/.rels"):
        return 0 if lowered == CONTENT_TYPES else 1
    return 2 if lowered.endswith(".rels") else 3


def _read_part(content: bytes, member: Member, kind: Kind, findings: Findings, spent: Spent) -> None:
    pieces = unpacked(content, member)
    try:
        if not member.named_xml and not _is_xml(findings.type_of(member.name)):
            for _ in pieces:
                pass
            return
        check_xml_size(member, spent.limits)
        scan(pieces, spent, findings.wanted(member.name, kind))
    except Rejected as rejected:
        for fault in rejected.faults:
            findings.add(fault.pointer, fault.code, fault.message)
    except Stopped as stopped:
        findings.add(member.name, stopped.slug, f"{clipped(member.name)}：{stopped.sentence}。{_ADVICE[stopped.slug]}")
        if stopped.slug == "package-too-complex":  # a limit of the whole package: nothing more is read
            _refuse(findings, (stopped.slug,))


def _is_xml(content_type: str) -> bool:
    return content_type.endswith(("+xml", "/xml")) or content_type.endswith(".vmldrawing")


def _packed(findings: Findings) -> str:
    """What a zip without the parts of an Office file seems to be."""
    if "mimetype" in findings.parts:
        return "这是 OpenDocument 文件"
    return "这是压缩包，不是 Office 文件"


def _check_main(findings: Findings, kind: Kind) -> None:
    """Step 7: the package has a main part, of this kind."""
    main = findings.type_of(findings.main) if findings.main else ""
    if main.endswith((_MAIN_TYPE[kind], _MACRO_TYPE[kind])):
        return
    _refuse(findings, ("damaged-package", "forbidden-xml"))
    for mark, description in (
        ("template", "这是模板文件"),
        ("binary", "这是二进制的 Excel 文件（.xlsb）"),
        ("wordprocessingml", "这是 Word 文件"),
        ("spreadsheetml", "这是 Excel 表格"),
        ("presentationml", "这是 PowerPoint 演示文稿"),
    ):
        if mark in main:
            raise _wrong(kind, description)
    raise _wrong(kind, "文件里没有正文，或者不是 Office 文件")
