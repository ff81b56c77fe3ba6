"""The .docx package: parts out of a zip, and a zip out of parts with the same bytes every time."""

import zlib
from collections.abc import Callable, Iterable, Mapping
from struct import Struct

from isal import isal_zlib

from service.ooxml import gate_zip

_LOCAL = Struct("<4s5H3I2H")
_CENTRAL = Struct("<4s6H3I5H2I")
_END = Struct("<4s4H2IH")
_VERSION = 20
_UTF8_NAME = 0x800
_NO_TIME = (0, 33)  # 1980-01-01 00:00, the first day a zip can name: the same document, the same bytes
_FAST, _BEST = 1, 9

Part = tuple[str, bytes]


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
        self._prefix, self._directory, self._count = _members(shared, 0, _deflate_best)

    def write(self, filled: Iterable[Part]) -> bytes:
        """A whole package: the shared parts, then the filled ones."""
        members, directory, count = _members(filled, len(self._prefix), _deflate_fast)
        directory = self._directory + directory
        start = len(self._prefix) + len(members)
        end = _END.pack(b"PK\5\6", 0, 0, self._count + count, self._count + count, len(directory), start, 0)
        return b"".join((self._prefix, members, directory, end))


def _members(parts: Iterable[Part], offset: int, deflate: Callable[[bytes], bytes]) -> tuple[bytes, bytes, int]:
    """Local members beginning at `offset`, their directory entries, and how many there are."""
    members: list[bytes] = []
    directory: list[bytes] = []
    for name, content in parts:
        packed, raw_name = deflate(content), name.encode()
        facts = (_UTF8_NAME, 8, *_NO_TIME, isal_zlib.crc32(content), len(packed), len(content), len(raw_name), 0)
        members += (_LOCAL.pack(b"PK\3\4", _VERSION, *facts), raw_name, packed)
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *facts, 0, 0, 0, 0, offset), raw_name)
        offset += _LOCAL.size + len(raw_name) + len(packed)
    return b"".join(members), b"".join(directory), len(directory) // 2


def _deflate_best(content: bytes) -> bytes:
    return zlib.compress(content, _BEST, wbits=-15)


def _deflate_fast(content: bytes) -> bytes:
    packed: bytes = isal_zlib.compress(content, _FAST, -15)
    return packed
