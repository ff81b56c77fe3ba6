"""Checking a .docx against the standard: a call for other systems, a page for clerks."""

from itertools import groupby

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from service.check.files import check_file
from service.check.finding import Finding
from service.check.register import CHAPTERS
from service.errors import Fault, Unusable
from service.web.uploads import uploaded_file

blueprint = Blueprint("checking", __name__)

_PROFILES = ("standard", "compensated", "pitch_28")


@blueprint.post("/api/v1/check")
def check() -> Response:
    """The findings of the form's `file`; `profile` and `rendered=1` as in the terminal."""
    findings = _findings()
    return jsonify(findings=[finding.as_dict() for finding in findings])


@blueprint.get("/check")
def empty() -> str:
    """The page: drop a .docx."""
    return render_template("check.html")


@blueprint.post("/check")
def checked() -> str:
    """The page with what was found, by chapter."""
    findings = _findings()
    name = request.files["file"].filename
    return render_template("check.html", checked=name, findings=findings, chapters=_by_chapter(findings))


def _findings() -> list[Finding]:
    content = uploaded_file()
    profile = request.values.get("profile") or None
    if profile not in (None, *_PROFILES):
        raise Unusable("bad-request", [Fault("", "profile", f"profile 可以是：{'、'.join(_PROFILES)}")])
    rendered = request.values.get("rendered") == "1"
    return check_file(content, profile, current_app.config["SETTINGS"].soffice if rendered else None)


def _by_chapter(findings: list[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings in the chapters of the standard; they come in that order."""
    return [(CHAPTERS[letters], [*found]) for letters, found in groupby(findings, lambda finding: finding.rule[:2])]
