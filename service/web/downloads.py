"""Answers that carry a document: media type, and a file name every browser understands (RFC 6266, RFC 8187)."""

import re
import unicodedata
from urllib.parse import quote

from flask import Response

from service.generate import Generated

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_DEVICES = re.compile(r"^(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\.|$)", re.IGNORECASE)
_LONGEST_NAME = 120


def document(made: Generated) -> Response:
    """The .docx as a download."""
    response = Response(made.content, mimetype=DOCX)
    response.headers["Content-Disposition"] = disposition(made.kind, made.filename)
    return response


def disposition(plain: str, filename: str) -> str:
    """One header line: an ASCII name for old clients, the Chinese name percent-encoded for all others."""
    extension = filename.rpartition(".")[2]
    return f"attachment; filename=\"{plain}.{extension}\"; filename*=UTF-8''{quote(cleaned(filename), safe='')}"


def cleaned(filename: str) -> str:
    """A file name that no disk refuses and no reader is misled by; the extension is kept."""
    stem, _, extension = filename.rpartition(".")
    visible = "".join(
        character for character in stem if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )
    name = _FORBIDDEN.sub("", visible).strip(" .")[:_LONGEST_NAME].rstrip(" .")
    if not name or _DEVICES.match(name):
        name = f"公文{name}"
    return f"{name}.{extension}"
