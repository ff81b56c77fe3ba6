"""The calls for house templates, under /api/v1/templates: everybody may look, an administrator changes."""

import hmac

from flask import Blueprint, Response, current_app, jsonify, request

from service.documents.kinds import Kind
from service.errors import Denied, Fault
from service.generate import kind_of
from service.house_templates import HouseTemplates
from service.web.downloads import DOCX, cleaned, disposition
from service.web.uploads import uploaded_file

blueprint = Blueprint("templates_api", __name__, url_prefix="/api/v1/templates")


@blueprint.get("/<kind>")
def versions(kind: str) -> Response:
    """The official template of a kind and every version that was added."""
    return jsonify(templates=[version.as_dict() for version in _registry().versions(kind_of(kind))])


@blueprint.post("/<kind>")
def add(kind: str) -> Response:
    """A new version from the form's `file`: checked, tried, kept; not yet active."""
    known = _administered(kind)
    content = uploaded_file()
    version = _registry().add(known, content, cleaned(request.files["file"].filename or ""))
    response = jsonify(version.as_dict())
    response.status_code = 201
    response.headers["Location"] = f"{blueprint.url_prefix}/{known.name}/versions/{version.id}"
    return response


@blueprint.get("/<kind>/versions/<identifier>")
def one(kind: str, identifier: str) -> Response:
    """One version."""
    return jsonify(_registry().find(kind_of(kind), identifier).as_dict())


@blueprint.get("/<kind>/versions/<identifier>/file")
def file(kind: str, identifier: str) -> Response:
    """The .docx of a version, to start the next one from."""
    known = kind_of(kind)
    response = Response(_registry().path(known, identifier).read_bytes(), mimetype=DOCX)
    response.headers["Content-Disposition"] = disposition(f"{known.name}-template", f"{known.title}模板.docx")
    return response


@blueprint.post("/<kind>/versions/<identifier>/activate")
def activate(kind: str, identifier: str) -> Response:
    """Documents are made with this version from now on."""
    return jsonify(_registry().activate(_administered(kind), identifier).as_dict())


@blueprint.post("/<kind>/rollback")
def roll_back(kind: str) -> Response:
    """Documents are made with the version before from now on."""
    return jsonify(_registry().roll_back(_administered(kind)).as_dict())


def _registry() -> HouseTemplates:
    registry: HouseTemplates = current_app.config["TEMPLATES"]
    return registry


def _administered(kind: str) -> Kind:
    """The kind, for a caller who bears the administrator's token."""
    token: str = current_app.config["SETTINGS"].admin_token
    if not token:
        raise Denied(
            "no-administrator", [Fault("", "no-administrator", "请先设置环境变量 ADMIN_TOKEN，再重新启动服务")]
        )
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise Denied("unauthorized", [Fault("", "unauthorized", "请在请求头 Authorization 中写 Bearer 和管理员口令")])
    return kind_of(kind)
