"""The clerk's page: one plain form that takes a file and gives back the document or what to mend."""

import base64

from flask import Blueprint, Response, current_app, render_template, request

from service.documents import KINDS
from service.generate import generate, kind_of
from service.intake.files import payload_of
from service.web.downloads import DOCX, document, filename
from service.web.uploads import uploaded_file

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def index() -> str:
    """The empty form."""
    return render_template("index.html", kinds=KINDS.values(), chosen=next(iter(KINDS)))


@blueprint.post("/")
def make() -> Response:
    """The document of an uploaded file; faults come back on the page (see `problems`).

    Where something was guessed on the way, the page shows it first, with the document to take along.
    """
    content = uploaded_file()
    kind = request.form.get("kind", "")
    template = current_app.config["TEMPLATES"].chosen(kind_of(kind))
    given = payload_of(content, request.files["file"].filename or "", kind)
    with given.places():
        made = generate(kind, given.payload, current_app.config["HOUSE"], template=template)
    if not given.remarks:
        return document(made)
    carried = base64.b64encode(made.content).decode()
    remarks = (*given.remarks, *made.warnings)
    page = render_template(
        "made.html", name=filename(made), media_type=DOCX, carried=carried, remarks=remarks, open=made.open
    )
    return Response(page, mimetype="text/html")
