"""Small templates to fill."""

from collections.abc import Callable
from pathlib import Path

import pytest

from service.ooxml.package import Writer

DECLARED = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)

MakeTemplate = Callable[..., Path]


@pytest.fixture
def make_template(tmp_path: Path) -> MakeTemplate:
    """A template of this body, and of other parts by name."""

    def make(body: str, **parts: str) -> Path:
        document = f"<w:document {DECLARED}><w:body>{body}<w:sectPr/></w:body></w:document>"
        named = {f"word/{name}.xml": xml.encode() for name, xml in parts.items()}
        path = tmp_path / "template.docx"
        path.write_bytes(
            Writer({"[Content_Types].xml": TYPES, "word/document.xml": document.encode(), **named}.items()).write(())
        )
        return path

    return make
