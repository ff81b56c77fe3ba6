"""The calls of other systems, under /api/v1, and the one that operations ask for health."""

import base64
import hashlib
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from service.documents import KINDS, years
from service.documents.kinds import Kind
from service.errors import Fault, Unusable
from service.generate import Generated, generate, kind_of, read
from service.house_templates import variables_of
from service.intake.files import handed_form
from service.payloads import parse
from service.web.downloads import DOCX, XLSX, disposition, document, filename
from service.web.uploads import handed
from service.year.bundle import make

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/v1/kinds")
def kinds() -> Response:
    """The register."""
    return jsonify(kinds=[_described(kind) for kind in KINDS.values()])


@blueprint.get("/api/v1/kinds/<kind>")
def one_kind(kind: str) -> Response:
    """One kind: JSON Schema of its payload, a sample, and the variables its templates may use."""
    known = kind_of(kind)
    sample = parse(known.sample.read_bytes())
    return jsonify(**_described(known), schema=known.schema(), sample=sample, variables=variables_of(known))


@blueprint.get("/api/v1/kinds/<kind>/sample.json")
def sample(kind: str) -> Response:
    """The sample as a file to start from."""
    known = kind_of(kind)
    response = Response(known.sample.read_bytes(), mimetype="application/json")
    response.headers["Content-Disposition"] = disposition(f"{known.name}-sample", f"{known.title}样例.json")
    return response


@blueprint.get("/api/v1/kinds/<kind>/form.xlsx")
def form(kind: str) -> Response:
    """The blank form of a kind, or of a whole year."""
    title = "全年" if kind == years.NAME else kind_of(kind).title
    response = Response(handed_form(kind), mimetype=XLSX)
    response.headers["Content-Disposition"] = disposition(f"{kind}-form", f"{title}表格.xlsx")
    return response


@blueprint.post("/api/v1/year")
def year() -> Response:
    """All papers of one unit's year in a zip; `allow_findings=1` makes it in spite of errors in consistency."""
    given = handed(years.NAME)
    with given.places():
        made = make(given.payload, current_app.config["HOUSE"], request.args.get("allow_findings") == "1")
    response = Response(made.content, mimetype="application/zip")
    response.headers["Content-Disposition"] = disposition("year", made.filename)
    return response


@blueprint.post("/api/v1/documents/<kind>")
def documents(kind: str) -> Response:
    """A document: the .docx itself, or JSON that carries it, by Accept."""
    accepted = request.accept_mimetypes
    wanted = accepted.best_match([DOCX, "application/json"]) if accepted else DOCX
    if wanted is None:
        raise Unusable("not-acceptable", [Fault("", "not-acceptable", f"可以提供：{DOCX}、application/json")])
    template = current_app.config["TEMPLATES"].chosen(kind_of(kind), request.args.get("template"))
    given = handed(kind)
    with given.places():
        made = generate(kind, given.payload, current_app.config["HOUSE"], template=template)
    made = replace(made, warnings=(*given.remarks, *made.warnings))
    return document(made) if wanted == DOCX else jsonify(_carried(made))


@blueprint.post("/api/v1/documents/<kind>/validate")
def validate(kind: str) -> Response:
    """Checks a payload and makes nothing."""
    kind_of(kind)
    given = handed(kind)
    with given.places():
        read(kind, given.payload, current_app.config["HOUSE"])
    return jsonify(valid=True)


@blueprint.post("/api/v1/read/<kind>")
def read_draft(kind: str) -> Response:
    """The payload of a draft or form, not validated, and what was skipped, guessed or seen."""
    kind_of(kind)
    given = handed(kind)
    payload = parse(given.payload) if isinstance(given.payload, bytes) else given.payload
    return jsonify(payload=payload, remarks=[remark.as_dict() for remark in given.remarks])


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


def _described(kind: Kind) -> dict[str, str]:
    return {"name": kind.name, "title": kind.title, "purpose": kind.purpose}


def _carried(made: Generated) -> dict[str, Any]:
    return {
        "filename": filename(made),
        "media_type": DOCX,
        "sha256": hashlib.sha256(made.content).hexdigest(),
        "content_base64": base64.b64encode(made.content).decode(),
        "warnings": [fault.as_dict() for fault in (*made.open, *made.warnings)],
        "draft": made.draft,
        "reference": made.reference,
    }
