"""What the tests of the web share: the real service, once a worker, and an application in this process."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.settings import Settings
from service.web import create_app
from tests.web.wire import Service, running


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    words = ["-m", "service", "serve", "--port", "0", "--workers", "1"]
    with running(words, tmp_path_factory.mktemp("service")) as running_service:
        yield running_service


@pytest.fixture
def app() -> Flask:
    return create_app(Settings())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
