"""Reading a produced .docx back: its words, with line breaks and tabs, as a reader would copy them out."""

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(docx: bytes) -> dict[str, bytes]:
    """All parts of a package."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def text(docx: bytes) -> str:
    """The words of body and footers: one line feed after each paragraph and for each break."""
    return "".join(
        _words(xml) for name, xml in parts(docx).items() if name.startswith(("word/document", "word/footer"))
    )


def _words(xml: bytes) -> str:
    marks = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}p": ""}
    words = []
    for event, element in etree.iterparse(io.BytesIO(xml), events=("start", "end")):
        if event == "end" and element.tag == f"{W}t":
            words.append(element.text or "")
        elif event == "start" and element.tag in marks and element.getparent().tag != f"{W}tabs":
            words.append(marks[element.tag])
        elif event == "end" and element.tag == f"{W}p":
            words.append("\n")
    return "".join(words)
