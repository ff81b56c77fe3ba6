"""Checking a .docx against the standard and setting it right: calls for other systems, a page for clerks."""

import base64
import hashlib
from itertools import groupby

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from service.check.annotate import annotate
from service.check.files import check_file
from service.check.finding import Finding
from service.check.fix import fix
from service.check.register import CHAPTERS
from service.errors import Fault, Unusable
from service.web.downloads import DOCX, cleaned, disposition
from service.web.uploads import uploaded_file

blueprint = Blueprint("checking", __name__)

_PROFILES = ("standard", "compensated", "pitch_28")


@blueprint.post("/api/v1/check")
def check() -> Response:
    """The findings of the form's `file`; `profile` and `rendered=1` as in the terminal; a .docx for `annotate=1`."""
    content, findings = _checked()
    if request.values.get("annotate") == "1":
        return _docx(annotate(content, findings), "annotated", "批注")
    return jsonify(findings=[finding.as_dict() for finding in findings])


@blueprint.post("/api/v1/fix")
def fixed() -> Response:
    """The form's `file` set right: the .docx itself, or JSON that carries it with every change, by Accept."""
    accepted = request.accept_mimetypes
    wanted = accepted.best_match([DOCX, "application/json"]) if accepted else DOCX
    if wanted is None:
        raise Unusable("not-acceptable", [Fault("", "not-acceptable", f"可以提供：{DOCX}、application/json")])
    content, changes = fix(uploaded_file(), request.values.get("punctuation") == "1")
    if wanted == DOCX:
        return _docx(content, "fixed", "修订")
    return jsonify(
        filename=_name("修订"),
        media_type=DOCX,
        sha256=hashlib.sha256(content).hexdigest(),
        content_base64=base64.b64encode(content).decode(),
        changes=[change.as_dict() for change in changes],
        left=[finding.as_dict() for finding in check_file(content)],
    )


@blueprint.get("/check")
def empty() -> str:
    """The page: drop a .docx."""
    return render_template("check.html")


@blueprint.post("/check")
def checked() -> str | Response:
    """The page with what was found, by chapter; `download` asks for the file with comments, or set right."""
    download = request.args.get("download")
    if download == "fixed":  # its marks too where the box is ticked
        return _docx(fix(uploaded_file(), request.form.get("punctuation") == "1")[0], "fixed", "修订")
    content, findings = _checked()
    if download == "annotated":
        return _docx(annotate(content, findings), "annotated", "批注")
    name = request.files["file"].filename
    return render_template("check.html", checked=name, findings=findings, chapters=_by_chapter(findings))


def _checked() -> tuple[bytes, list[Finding]]:
    content = uploaded_file()
    profile = request.values.get("profile") or None
    if profile not in (None, *_PROFILES):
        raise Unusable("bad-request", [Fault("", "profile", f"profile 可以是：{'、'.join(_PROFILES)}")])
    rendered = request.values.get("rendered") == "1"
    return content, check_file(content, profile, current_app.config["SETTINGS"].soffice if rendered else None)


def _docx(content: bytes, plain: str, what: str) -> Response:
    response = Response(content, mimetype=DOCX)
    response.headers["Content-Disposition"] = disposition(plain, _name(what))
    return response


def _name(what: str) -> str:
    """The name a file came under, with what was done to it."""
    name = (request.files["file"].filename or "").removesuffix(".docx")
    return f"{cleaned(name)}（{what}）.docx"


def _by_chapter(findings: list[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings in the chapters of the standard; they come in that order."""
    return [(CHAPTERS[letters], [*found]) for letters, found in groupby(findings, lambda finding: finding.rule[:2])]
