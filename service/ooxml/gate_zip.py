"""The zip of a file from outside, steps 3 to 6 and 8 of the gate: nothing is believed that a zip says of itself.

The standard library's reader is not used: below CPython 3.11.8 it reads overlapping members (CVE-2024-0450), it reads
200,000 entries before it can be asked how many there are (measured: 5.6 s), and of two members of one name it takes
the last where other readers take the first.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from struct import Struct

from service.errors import Fault, Rejected

_END = Struct("<4s4H2IH")
_CENTRAL = Struct("<4s6H3I5H2I")
_LOCAL = Struct("<4s5H3I2H")
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED = 0x2041  # bits 0, 6 and 13: encrypted, strongly encrypted, directory masked
_UTF8_NAME = 0x800
_STORED, _DEFLATED = 0, 8
_FILE_TYPES = {0, 0o04, 0o10}  # not told, folder, file: neither link nor device
_LONGEST_NAME = 255
_BAD_NAME = re.compile(r"[\x00-\x1f\\]|^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
_CHUNK = 1 << 18
_LONGEST_ECHO = 60
_MOST_FAULTS = 20
_XML_NAME = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file from outside may weigh. No ratio: honest tables compress 66 to 173 times (measured)."""

    file: int = 10 << 20
    members: int = 500
    unpacked: int = 64 << 20
    xml_part: int = 20 << 20
    depth: int = 100
    elements: int = 300_000  # the bound on memory: a tree takes some 0.3 KB an element
    attributes: int = 500_000  # honest files: up to 1.4 an element; expat keeps 60–80 B a new name (measured)
    stretch: int = 4 << 20  # bytes without a tag: libxml2 gives up at 10 MB of text, expat 2.5 rescans long tags
    relationships: int = 2_000
    sheets: int = 20
    rows: int = 20_000
    columns: int = 1_024


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the zip: where its packed bytes lie, and what the directory says of it."""

    name: str
    start: int
    end: int
    method: int
    size: int
    checksum: int

    @property
    def named_xml(self) -> bool:
        """Whether its name says that it is XML."""
        return self.name.lower().endswith(_XML_NAME)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record of the central directory."""

    raw_name: bytes
    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    attributes: int
    offset: int


def refused(slug: str, faults: list[Fault]) -> Rejected:
    """The refusal with the first faults; a hostile file may have thousands."""
    shown = list(dict.fromkeys(faults))
    if len(shown) > _MOST_FAULTS:
        rest = len(shown) - _MOST_FAULTS
        shown = [*shown[:_MOST_FAULTS], Fault("", slug, f"还有 {rest} 处同类问题没有列出")]
    return Rejected(slug, shown)


def clipped(text: str) -> str:
    """A name as it may be shown: on one line, not longer than an answer may echo."""
    shown = "".join(character if character.isprintable() else "\ufffd" for character in text)
    return shown if len(shown) <= _LONGEST_ECHO else shown[: _LONGEST_ECHO - 1] + "…"


def _damaged(sentence: str, place: str = "") -> Rejected:
    return refused("damaged-package", [Fault(place, "damaged-package", sentence)])


def members(content: bytes, limits: Limits = LIMITS) -> list[Member]:
    """The members of a zip in its own order, folders left out, with every promise but their content checked."""
    count, start, end = _end_record(content)
    if count > limits.members:
        raise _too_complex(f"文件有 {count} 个部件，上限 {limits.members} 个。请新建文档，粘贴文字后再上传")
    entries = _directory(content, count, start, end)
    if any(entry.flags & _ENCRYPTED for entry in entries):
        raise refused("encrypted-file", [Fault("", "encrypted-file", "文件加了密码，请取消密码后另存，再上传")])
    if faults := _faults(entries):
        raise refused("damaged-package", faults)
    found = [_located(content, entry, start) for entry in entries]
    _check_spans(entries, found)
    files = [member for member in found if not member.name.endswith("/")]
    _check_sizes(files, limits)
    return files


def _too_complex(sentence: str, place: str = "") -> Rejected:
    return refused("package-too-complex", [Fault(place, "package-too-complex", sentence)])


def _end_record(content: bytes) -> tuple[int, int, int]:
    """How many entries the directory has, where it begins and ends; the record must close the file exactly."""
    earliest, position = max(0, len(content) - _END.size - _LONGEST_COMMENT), len(content)
    while (position := content.rfind(b"PK\5\6", earliest, position)) >= 0:
        if position + _END.size <= len(content):
            _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(content, position)
            if position + _END.size + comment == len(content):
                break
    else:
        raise _damaged("文件不完整，可能没有下载或复制完。请取得完整的文件，用办公软件打开核对后再上传")
    if count == 0xFFFF:  # 65,535 entries or more: the true number stands elsewhere, and does not matter
        return count, 0, 0
    if disk or first_disk or here != count or start + size != position:
        raise _damaged("文件的目录与内容不符。请用办公软件打开核对后另存，再上传")
    return count, start, position


def _directory(content: bytes, count: int, position: int, end: int) -> list[_Entry]:
    """The central directory's entries, exactly as many as promised, exactly filling it."""
    entries = []
    for _ in range(count):
        if position + _CENTRAL.size > end:
            raise _damaged("文件的目录不完整。请用办公软件打开核对后另存，再上传")
        signature, *facts = _CENTRAL.unpack_from(content, position)
        _, _, flags, method, _, _, checksum, packed, size, name, extra, comment, _, _, attributes, offset = facts
        raw_name = content[position + _CENTRAL.size : position + _CENTRAL.size + name]
        position += _CENTRAL.size + name + extra + comment
        if signature != b"PK\1\2" or position > end:
            raise _damaged("文件的目录已损坏。请用办公软件打开核对后另存，再上传")
        entry = _Entry(raw_name, _decoded(raw_name, flags), flags, method, checksum, packed, size, attributes, offset)
        entries.append(entry)
    if position != end:
        raise _damaged("文件的目录与所说的部件数不符。请用办公软件打开核对后另存，再上传")
    return entries


def _decoded(raw_name: bytes, flags: int) -> str:
    try:
        return raw_name.decode("utf-8" if flags & _UTF8_NAME else "cp437")
    except UnicodeDecodeError:
        return "\0"  # a name nobody may have


def _faults(entries: list[_Entry]) -> list[Fault]:
    """Steps 4 and 5: names and flags, every fault of every entry."""
    faults, taken = [], set()
    for entry in entries:
        place, key = clipped(entry.name), entry.name.rstrip("/").casefold()
        sentences = {
            "部件的名称不合规定，可能会写到别处": not key or _BAD_NAME.search(entry.name) is not None,
            "部件的名称过长": len(entry.name) > _LONGEST_NAME,
            "有两个同名的部件": key in taken,
            "部件的压缩方式不能识别": entry.method not in (_STORED, _DEFLATED) or bool(entry.flags & 0x20),
            "部件是链接或设备，不是文件": entry.attributes >> 28 not in _FILE_TYPES,
            "文件夹里写有内容": entry.name.endswith("/") and entry.size > 0,
        }
        taken.add(key)
        faults += [
            Fault(place, "damaged-package", f"{sentence}：{place}。请用办公软件打开核对后另存，再上传")
            for sentence, holds in sentences.items()
            if holds
        ]
    return faults


def _located(content: bytes, entry: _Entry, directory: int) -> Member:
    """The entry's bytes, where its local header says the same of it as the directory."""
    place = clipped(entry.name)
    if entry.offset + _LOCAL.size > directory:
        raise _damaged(f"部件不在文件里：{place}。请取得完整的文件后再上传", place)
    signature, _, flags, method, _, _, _, _, _, name, extra = _LOCAL.unpack_from(content, entry.offset)
    named = entry.offset + _LOCAL.size
    start = named + name + extra
    same = (method, content[named : named + name]) == (entry.method, entry.raw_name) and not flags & _ENCRYPTED
    if signature != b"PK\3\4" or not same or start + entry.packed > directory:
        raise _damaged(f"部件与目录不符：{place}。请用办公软件打开核对后另存，再上传", place)
    return Member(entry.name, start, start + entry.packed, entry.method, entry.size, entry.checksum)


def _check_spans(entries: list[_Entry], found: list[Member]) -> None:
    """No byte belongs to two members."""
    spans = sorted((entry.offset, member.end, member.name) for entry, member in zip(entries, found, strict=True))
    for (_, end, _), (begin, _, name) in pairwise(spans):
        if begin < end:
            raise _damaged(f"部件互相重叠：{clipped(name)}。请用办公软件打开核对后另存，再上传", clipped(name))


def _check_sizes(files: list[Member], limits: Limits) -> None:
    """Step 6: what the members say they unpack to."""
    total = sum(member.size for member in files)
    if total > limits.unpacked:
        raise _too_complex(f"文件展开后有 {total >> 20} MiB，上限 {limits.unpacked >> 20} MiB。请压缩图片后再上传")
    for member in files:
        if member.named_xml:
            check_xml_size(member, limits)


def check_xml_size(member: Member, limits: Limits) -> None:
    """The same for one XML part; of some only the content types tell that they are XML."""
    if member.size > limits.xml_part:
        place, size = clipped(member.name), member.size >> 20
        raise _too_complex(f"{place} 展开后有 {size} MiB，上限 {limits.xml_part >> 20} MiB。请拆分后再上传", place)


def unpacked(content: bytes, member: Member) -> Iterator[bytes]:
    """Step 8: a member's content piece by piece, never more than it declared, its length and checksum proven."""
    length, checksum = 0, 0
    try:
        for piece in _stored(content, member) if member.method == _STORED else _inflated(content, member):
            length, checksum = length + len(piece), zlib.crc32(piece, checksum)
            if length > member.size:
                break
            yield piece
    except zlib.error:
        length = -1
    if length != member.size or checksum != member.checksum:
        place = clipped(member.name)
        raise _damaged(f"部件已损坏，或与所说的大小不符：{place}。请取得完好的文件后再上传", place)


def _stored(content: bytes, member: Member) -> Iterator[bytes]:
    for start in range(member.start, member.end, _CHUNK):
        yield content[start : min(start + _CHUNK, member.end)]


def _inflated(content: bytes, member: Member) -> Iterator[bytes]:
    """Deflated bytes as they unfold; the stream must end where the member ends."""
    stream = zlib.decompressobj(wbits=-15)
    for packed in _stored(content, member):
        if stream.eof:
            raise zlib.error("bytes behind the end of the stream")
        yield stream.decompress(packed, _CHUNK)
        while stream.unconsumed_tail:
            yield stream.decompress(stream.unconsumed_tail, _CHUNK)
    if rest := stream.flush():
        yield rest
    if not stream.eof or stream.unused_data:
        raise zlib.error("the stream does not end with the member")


def read(content: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    """Every member's content by name, in the order of the archive."""
    return {member.name: b"".join(unpacked(content, member)) for member in members(content, limits)}
