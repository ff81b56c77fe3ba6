"""The .docx package: parts out of a zip, and a zip out of parts with the same bytes every time."""

import zlib
from collections.abc import Iterable, Mapping
from struct import Struct
from typing import NamedTuple

from isal import isal_zlib

from service.ooxml import gate_zip

_LOCAL = Struct("<4s5H3I2H")
_CENTRAL = Struct("<4s6H3I5H2I")
_END = Struct("<4s4H2IH")
_VERSION = 20
_UTF8_NAME = 0x800
_NO_TIME = (0, 33)  # 1980-01-01 00:00, the first day a zip can name: the same document, the same bytes
_STORED, _DEFLATED = 0, 8
_FAST, _BEST = 1, 9
CORE_PART = "docProps/core.xml"
_TOO_SMALL = frozenset({CORE_PART})  # to gain by being deflated

Part = tuple[str, bytes]
Block = bytes | memoryview
Blocks = tuple[str, Iterable[Block]]


def read(archive: bytes) -> dict[str, bytes]:
    """All parts of a package of our own by name, in the order of the archive; one from outside is admitted first."""
    return gate_zip.read(archive)


def ordered(parts: Mapping[str, bytes]) -> list[Part]:
    """Parts in the order every package is written: [Content_Types].xml, the root relationships, then by name."""
    first = ("[Content_Types].xml", "_rels/.rels")
    return sorted(parts.items(), key=lambda part: (first.index(part[0]) if part[0] in first else len(first), part[0]))


class Writer:
    """Writes packages that share most of their parts: those are deflated once, the rest for each document."""

    def __init__(self, shared: Iterable[Part]) -> None:
        members = _members(((name, _deflated_best(content)) for name, content in shared), 0)
        self._prefix, self._directory, self._count = b"".join(members.pieces), members.directory, members.number

    def write(self, filled: Iterable[Part]) -> bytes:
        """A whole package: the shared parts, then the filled ones."""
        return self.write_blocks((name, [content]) for name, content in filled)

    def write_blocks(self, filled: Iterable[Blocks]) -> bytes:
        """The same, a part taken block by block: a big one is never whole in memory, and stays in the cache."""
        packed = ((name, (_stored if name in _TOO_SMALL else _deflated)(blocks)) for name, blocks in filled)
        members = _members(packed, len(self._prefix))
        count, directory = self._count + members.number, self._directory + members.directory
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), members.end, 0)
        return b"".join((self._prefix, *members.pieces, directory, end))


class _Packed(NamedTuple):
    """What stands for a part in the zip."""

    method: int
    checksum: int
    size: int
    pieces: list[bytes]


class _Members(NamedTuple):
    """Local members in pieces, their directory entries, how many there are, and where they end."""

    pieces: list[bytes]
    directory: bytes
    number: int
    end: int


def _members(parts: Iterable[tuple[str, _Packed]], offset: int) -> _Members:
    pieces: list[bytes] = []
    directory: list[bytes] = []
    count = 0
    for name, packed in parts:
        raw_name, length = name.encode(), sum(map(len, packed.pieces))
        sizes = (packed.checksum, length, packed.size, len(raw_name), 0)
        facts = (_UTF8_NAME, packed.method, *_NO_TIME, *sizes)
        pieces += (_LOCAL.pack(b"PK\3\4", _VERSION, *facts), raw_name, *packed.pieces)
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *facts, 0, 0, 0, 0, offset), raw_name)
        offset += _LOCAL.size + len(raw_name) + length
        count += 1
    return _Members(pieces, b"".join(directory), count, offset)


def _deflated_best(content: bytes) -> _Packed:
    packed = zlib.compress(content, _BEST, wbits=-15)
    return _Packed(_DEFLATED, isal_zlib.crc32(content), len(content), [packed])


def _deflated(blocks: Iterable[Block]) -> _Packed:
    deflate = isal_zlib.compressobj(_FAST, isal_zlib.DEFLATED, -15)
    packed: list[bytes] = []
    checksum = size = 0
    for block in blocks:
        checksum = isal_zlib.crc32(block, checksum)
        size += len(block)
        packed.append(deflate.compress(block))
    packed.append(deflate.flush())
    return _Packed(_DEFLATED, checksum, size, packed)


def _stored(blocks: Iterable[Block]) -> _Packed:
    content = b"".join(blocks)
    return _Packed(_STORED, isal_zlib.crc32(content), len(content), [content])
