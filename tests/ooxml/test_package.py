"""The package: the same parts make the same bytes, and any zip reader finds them whole."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from service.ooxml.package import Writer, ordered, read

PARTS = st.dictionaries(
    st.lists(st.text("abcdefgh字", min_size=1, max_size=4), min_size=1, max_size=3).map("/".join),
    st.binary(max_size=500),
    min_size=1,
    max_size=6,
)


@given(shared=PARTS, filled=PARTS)
def test_what_is_written_is_read_back(shared: dict[str, bytes], filled: dict[str, bytes]) -> None:
    shared = {"s/" + name: content for name, content in shared.items()}
    archive = Writer(shared.items()).write(filled.items())
    assert read(archive) == shared | filled
    assert zipfile.ZipFile(io.BytesIO(archive)).testzip() is None


def test_a_writer_writes_the_same_bytes_again() -> None:
    writer = Writer([("a", b"1")])
    assert writer.write([("b", b"2")]) == writer.write([("b", b"2")])


def test_no_member_bears_the_time_it_was_made() -> None:
    archive = zipfile.ZipFile(io.BytesIO(Writer([("a", b"1")]).write([("b", b"2")])))
    assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_content_types_come_first() -> None:
    names = [
        name for name, _ in ordered({"word/a": b"", "_rels/.rels": b"", "[Content_Types].xml": b"", "docProps/b": b""})
    ]
    assert names == ["[Content_Types].xml", "_rels/.rels", "docProps/b", "word/a"]
