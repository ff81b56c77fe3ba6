"""The entrance for browsers and other systems: a Flask application that parses, calls the house and answers."""

import os

from flask import Flask

from service.generate import House
from service.house_templates import HouseTemplates
from service.settings import Settings
from service.web import access, api, checking, pages, problems, templates_api


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application of these settings, by default those of the environment."""
    settings = Settings.from_environment(os.environ) if settings is None else settings
    app = Flask(__name__)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config.update(
        SETTINGS=settings,
        TEMPLATES=HouseTemplates(settings.data_dir / "templates"),
        HOUSE=House(settings.allow_secrecy, settings.layout, settings.soffice),
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
        MAX_FORM_PARTS=settings.max_form_parts,
        MAX_FORM_MEMORY_SIZE=settings.max_form_field_bytes,
    )
    access.guard(app, settings)
    problems.answer_faults(app)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(templates_api.blueprint)
    app.register_blueprint(checking.blueprint)
    app.register_blueprint(pages.blueprint)
    return app
