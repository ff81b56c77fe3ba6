"""Answers that carry a document: media type, and a file name every browser understands (RFC 6266, RFC 8187)."""

import re
import unicodedata
from urllib.parse import quote

from flask import Response

from service.generate import Generated

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_DEVICES = re.compile(r"^(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])\s*(\.|$)", re.IGNORECASE)
_LONGEST_NAME = 180  # bytes: disks allow 255, and browsers make a name longer while they load


def document(made: Generated) -> Response:
    """The .docx as a download."""
    response = Response(made.content, mimetype=DOCX)
    response.headers["Content-Disposition"] = disposition(made.kind, filename(made))
    return response


def filename(made: Generated) -> str:
    """The name under which a document is kept."""
    return cleaned(made.title) + made.ending


def disposition(plain: str, name: str) -> str:
    """One header line: an ASCII name for old clients, the Chinese name percent-encoded for all others."""
    extension = name.rpartition(".")[2]
    return f"attachment; filename=\"{plain}.{extension}\"; filename*=UTF-8''{quote(name, safe='')}"


def cleaned(title: str) -> str:
    """A title as a file name that no disk refuses and no reader is misled by, without its ending."""
    visible = "".join(
        character for character in title if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )
    name = _FORBIDDEN.sub("", visible).strip(" .")
    name = name.encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    return f"公文{name}" if not name or _DEVICES.match(name) else name
