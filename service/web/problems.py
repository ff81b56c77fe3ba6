"""Every refusal as application/problem+json (RFC 9457) or as a page for a browser; the one table of status codes."""

import base64
import uuid

from flask import Flask, Response, current_app, json, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from service.documents import KINDS
from service.errors import TITLES, ChengwenError, Fault

STATUS = {
    "malformed-json": 400,
    "not-utf8": 400,
    "duplicate-key": 400,
    "malformed-multipart": 400,
    "missing-file": 400,
    "empty-file": 400,
    "bad-request": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "no-administrator": 403,
    "kind-not-found": 404,
    "template-not-found": 404,
    "not-found": 404,
    "method-not-allowed": 405,
    "not-acceptable": 406,
    "body-too-large": 413,
    "field-too-large": 413,
    "too-many-parts": 413,
    "unsupported-media-type": 415,
    "not-a-docx": 415,
    "not-an-xlsx": 415,
    "encrypted-file": 422,
    "damaged-package": 422,
    "package-too-complex": 422,
    "forbidden-xml": 422,
    "active-content": 422,
    "validation": 422,
    "illegal-character": 422,
    "illegal-sequence": 422,
    "too-long": 422,
    "too-many-rows": 422,
    "secrecy-refused": 422,
    "not-final": 422,
    "sheet-layout": 422,
    "template-rejected": 422,
    "template-too-expensive": 422,
    "internal": 500,
    "office-missing": 503,
    "storage-full": 503,
}
_SLUGS = {
    404: "not-found",
    405: "method-not-allowed",
    413: "body-too-large",
    415: "unsupported-media-type",
    500: "internal",
}


def answer_faults(app: Flask) -> None:
    """Turn everything that is raised, ours, Werkzeug's and what nobody foresaw, into the one shape."""
    app.register_error_handler(ChengwenError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _refused(error: ChengwenError) -> Response:
    return problem(error.slug, error.faults, error.detail, form=getattr(error, "form", None))


def _http(error: HTTPException) -> Response:
    slug = (
        "body-too-large" if isinstance(error, RequestEntityTooLarge) else _SLUGS.get(error.code or 500, "bad-request")
    )
    response = problem(slug)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _unforeseen(error: Exception) -> Response:
    instance = _new_instance()
    current_app.logger.exception("unforeseen %s in %s", type(error).__name__, instance)
    return problem("internal", detail="请稍后再试；如果仍然出错，请把请求编号告诉管理员", instance=instance)


def problem(
    slug: str, faults: tuple[Fault, ...] = (), detail: str = "", instance: str = "", form: bytes | None = None
) -> Response:
    """The answer to a refused request: a page for a browser, problem+json for everyone else."""
    status, instance = STATUS[slug], instance or _new_instance()
    if request.accept_mimetypes.best_match(["application/problem+json", "text/html"]) == "text/html":
        page = render_template(
            "check.html" if request.path == "/check" else "index.html",
            kinds=KINDS.values(),
            chosen=_chosen_kind(),
            title=TITLES[slug],
            detail=detail,
            faults=faults,
            instance=instance,
            form=None if form is None else base64.b64encode(form).decode(),
        )
        return Response(_encoded(page), status, mimetype="text/html")
    body = {
        "type": f"/problems/{slug}",
        "title": TITLES[slug],
        "status": status,
        "instance": instance,
        "errors": [fault.as_dict() for fault in faults],
    } | ({"detail": detail} if detail else {})
    response = Response(_encoded(json.dumps(body)), status, mimetype="application/problem+json")
    if slug == "unsupported-media-type":
        response.headers["Accept-Post"] = "application/json, multipart/form-data"
    return response


def _new_instance() -> str:
    return f"urn:uuid:{uuid.uuid4()}"


def _chosen_kind() -> str:
    """What the clerk had chosen on the page, where the form can be read at all."""
    try:
        return request.form.get("kind", "") if request.endpoint == "pages.make" else ""
    except HTTPException:
        return ""


def _encoded(text: str) -> bytes:
    """UTF-8; half a surrogate pair, which a pointer may name, is written as JSON writes it."""
    return text.encode(errors="backslashreplace")
