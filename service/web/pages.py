"""The clerk's page: one plain form that takes a file and gives back the document or what to mend."""

from flask import Blueprint, Response, current_app, render_template, request

from service.documents import KINDS
from service.generate import generate, kind_of
from service.web.downloads import document
from service.web.uploads import uploaded_file

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def index() -> str:
    """The empty form."""
    return render_template("index.html", kinds=KINDS.values(), chosen=next(iter(KINDS)))


@blueprint.post("/")
def make() -> Response:
    """The document of an uploaded file; faults come back on the page (see `problems`)."""
    content = uploaded_file()
    kind = request.form.get("kind", "")
    template = current_app.config["TEMPLATES"].chosen(kind_of(kind))
    return document(generate(kind, content, current_app.config["HOUSE"], template=template))
