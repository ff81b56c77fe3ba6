"""What a request hands in: data from a JSON body, or the file of a form."""

from flask import current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from service.errors import Fault, Unusable
from service.intake.files import Handed, payload_of
from service.settings import Settings


def handed(kind: str) -> Handed:
    """What a request hands in for a kind: JSON, or a form's `file`; raises Unusable for what we do not take."""
    if request.mimetype == "application/json":
        return Handed(_body())
    content = uploaded_file()
    return payload_of(content, request.files["file"].filename or "", kind)


def uploaded_file() -> bytes:
    """The bytes of the form's `file`. Werkzeug itself answers a truncated form with no file and no complaint."""
    if request.mimetype != "multipart/form-data":
        raise Unusable(
            "unsupported-media-type",
            [Fault("", "unsupported-media-type", "请以 application/json 提交数据，或以 multipart/form-data 上传文件")],
        )
    settings: Settings = current_app.config["SETTINGS"]
    boundary = request.mimetype_params.get("boundary", "").encode()
    body = _body()
    if not boundary or not body.rstrip(b"\r\n").endswith(b"--" + boundary + b"--"):
        raise Unusable("malformed-multipart", [Fault("", "malformed-multipart", "上传中断了，请重新选择文件再提交")])
    try:
        file = request.files.get("file")
    except RequestEntityTooLarge:
        crowded = body.count(b"--" + boundary) - 1 > settings.max_form_parts
        raise Unusable("too-many-parts" if crowded else "field-too-large") from None
    if file is None or not file.filename:
        raise Unusable("missing-file", [Fault("", "missing-file", "请先选择要上传的文件")])
    content: bytes = file.read()
    if not content:
        raise Unusable("empty-file", [Fault("", "empty-file", "所选文件没有内容，请检查后重新选择")])
    if len(content) > settings.max_file_bytes:
        raise Unusable("body-too-large", [Fault("", "body-too-large", "文件过大，请拆分后再上传")])
    return content


def _body() -> bytes:
    """The whole body. Werkzeug cuts one that comes in chunks at the limit and says nothing."""
    body = request.get_data()
    if request.content_length is None and len(body) == request.max_content_length:
        raise RequestEntityTooLarge
    return body
