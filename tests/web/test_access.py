"""ACCESS=local: only this machine, named as such, through nobody else; and what the environment may set."""

import subprocess
import sys
from typing import get_args

import pytest
from flask import Flask

from service.documents.records import Layout
from service.errors import TITLES, Rejected
from service.generate import House, read
from service.settings import LAYOUT_CHOICES, Settings
from tests.web.small import SCHEDULE, SECRET, encoded
from tests.web.wire import BROWSER, JSON, ROOT, Service, refused

PATHS = ["/", "/healthz", "/static/style.css", "/api/v1/kinds", "/api/v1/kinds/schedule/sample.json", "/x"]
STRANGE_HOSTS = [
    "example.org",
    "127.0.0.1.example.org",
    "localhost.example.org",
    "example.org:127.0.0.1",
    "localhost.",
    "127.0.0.2",
    "127.1",
    "0.0.0.0",
    "192.168.1.9",
    "[::2]",
    "[::1",
    "::1",
    "user@localhost",
    "中",
    "",
]
OWN_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
FORWARDING = {
    "Forwarded": "for=127.0.0.1",
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Host": "localhost",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Port": "80",
    "X-Forwarded-Server": "localhost",
    "X-Real-IP": "127.0.0.1",
    "Via": "1.1 a",
    "x-forwarded-for": "",
}
SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}


@pytest.mark.parametrize("host", STRANGE_HOSTS)
@pytest.mark.parametrize("path", PATHS)
def test_another_host_is_refused(service: Service, path: str, host: str) -> None:
    refused(service.ask("GET", path, headers={"Host": host}), 403, "forbidden")


@pytest.mark.parametrize("path", PATHS)
def test_no_host_is_refused(service: Service, path: str) -> None:
    refused(service.send(f"GET {path} HTTP/1.0\r\n\r\n".encode()), 403, "forbidden")


@pytest.mark.parametrize("header", FORWARDING)
@pytest.mark.parametrize("path", PATHS)
def test_what_came_through_a_proxy_is_refused(service: Service, path: str, header: str) -> None:
    refused(service.ask("GET", path, headers={header: FORWARDING[header]}), 403, "forbidden")


@pytest.mark.parametrize("peer", ["192.168.1.9", "8.8.8.8", "::2", "fe80::1%eth0", "0.0.0.0", "", "unix:"])
@pytest.mark.parametrize("path", PATHS)
def test_another_machine_is_refused(app: Flask, path: str, peer: str) -> None:
    answer = app.test_client().get(path, environ_base={"REMOTE_ADDR": peer})
    assert (answer.status_code, answer.json["type"]) == (403, "/problems/forbidden")


def test_a_machine_without_an_address_is_refused(app: Flask) -> None:
    answer = app.test_client().get("/healthz", environ_overrides={"REMOTE_ADDR": None})
    assert answer.status_code == 403


def test_a_stranger_s_payload_is_not_made(service: Service) -> None:
    refused(service.post(encoded(SCHEDULE), JSON | {"Host": "example.org"}), 403, "forbidden")


def test_a_stranger_s_browser_gets_the_page_and_no_document(service: Service) -> None:
    answer = service.ask("GET", "/", headers=BROWSER | {"Host": "example.org"})
    assert (answer.status, answer.media_type) == (403, "text/html")
    assert TITLES["forbidden"] in answer.text


@pytest.mark.parametrize("port", ["", ":80", ":8000"])
@pytest.mark.parametrize("host", OWN_HOSTS)
def test_this_machine_is_served(service: Service, host: str, port: str) -> None:
    assert service.ask("GET", "/healthz", headers={"Host": host.upper() + port}).status == 200


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.9.9.9", "::1"])
def test_each_loopback_address_is_this_machine(app: Flask, peer: str) -> None:
    assert app.test_client().get("/healthz", environ_base={"REMOTE_ADDR": peer}).status_code == 200


@pytest.mark.parametrize("path", [*PATHS, "/api/v1/kinds/x"])
@pytest.mark.parametrize("headers", [{}, BROWSER, {"Host": "example.org"}], ids=["system", "browser", "stranger"])
def test_every_answer_may_not_be_sniffed_framed_or_kept(service: Service, path: str, headers: dict[str, str]) -> None:
    answer = service.ask("GET", path, headers=headers)
    assert {name: answer.headers[name] for name in SECURITY} == SECURITY
    assert answer.headers["cache-control"] in ("no-store", "no-cache")


# ---- settings --------------------------------------------------------------------------------------------------
MIB = 1024 * 1024
GOOD_SETTINGS = [
    ({}, Settings()),
    ({"ACCESS": "local"}, Settings(access="local")),
    ({"ALLOW_SECRECY": "0"}, Settings(allow_secrecy=False)),
    ({"ALLOW_SECRECY": "1"}, Settings(allow_secrecy=True)),
    ({"MAX_BODY_MIB": "1"}, Settings(max_body_bytes=MIB)),
    ({"MAX_FILE_MIB": "1024"}, Settings(max_file_bytes=1024 * MIB)),
    ({"LAYOUT_PROFILE": "pitch_28"}, Settings(layout={**Settings().layout, "profile": "pitch_28"})),
    ({"LAYOUT_DUPLEX": "1"}, Settings(layout={**Settings().layout, "duplex": True})),
    ({"LAYOUT_PREPRINTED_MM": "120"}, Settings(layout={**Settings().layout, "preprinted_mm": 120})),
    ({"SOFFICE": "/opt/office"}, Settings(soffice="/opt/office")),
    ({"UNKNOWN": "a"}, Settings()),
]
BAD_SETTINGS = {
    "LAYOUT_PROFILE": ["", "Standard", "28"],
    "LAYOUT_FONTS": ["宋体"],
    "LAYOUT_HEAD": ["none"],
    "LAYOUT_LANDSCAPE_NUMBER": ["turned"],
    "LAYOUT_DUPLEX": ["yes"],
    "LAYOUT_PREPRINTED_MM": ["59", "181", "a", "12.5"],
    "ACCESS": ["", "LOCAL", "open", "token", "proxy", "local "],
    "ALLOW_SECRECY": ["", "true", "yes", "2", "１"],
    "MAX_BODY_MIB": ["", "0", "-1", "1025", "1.5", "1e3", "١", " 1", "9" * 5000],
    "MAX_FILE_MIB": ["0", "a"],
}


@pytest.mark.parametrize(("environment", "settings"), GOOD_SETTINGS, ids=str)
def test_an_environment(environment: dict[str, str], settings: Settings) -> None:
    assert Settings.from_environment(environment) == settings


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in BAD_SETTINGS.items() for value in values],
    ids=lambda text: text[:14],
)
def test_a_setting_that_is_refused_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}=.*不可用|^{name}=.*应是"):
        Settings.from_environment({name: value})


def test_secrecy_can_be_allowed() -> None:
    from service.web import create_app

    post = create_app(Settings(allow_secrecy=True)).test_client().post
    assert post("/api/v1/documents/work_plan", data=encoded(SECRET), headers=JSON).status_code == 200


def test_a_smaller_limit_holds() -> None:
    from service.web import create_app

    post = create_app(Settings(max_body_bytes=MIB)).test_client().post
    assert post("/api/v1/documents/schedule", data=encoded(SCHEDULE).ljust(MIB), headers=JSON).status_code == 200
    assert post("/api/v1/documents/schedule", data=encoded(SCHEDULE).ljust(MIB + 1), headers=JSON).status_code == 413


def test_no_application_without_a_known_access() -> None:
    command = [sys.executable, "-c", "import wsgi"]
    ended = subprocess.run(command, cwd=ROOT, env={"ACCESS": "open"}, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "ValueError: ACCESS=open" in ended.stderr


def test_the_choices_of_layout_are_those_of_its_record() -> None:
    fields = Layout.model_fields
    for name, choices in LAYOUT_CHOICES.items():
        field = fields[name.removeprefix("LAYOUT_").lower()]
        assert (get_args(field.annotation), field.default) == (choices, choices[0])
    assert Layout(**Settings().layout) == Layout()


def test_a_payload_s_layout_wins_over_the_house_s_field_by_field() -> None:
    house = House(layout={"profile": "pitch_28", "fonts": "system"})
    layout = read("schedule", SCHEDULE | {"layout": {"fonts": "gb2312"}}, house).layout
    assert (layout.profile, layout.fonts) == ("pitch_28", "gb2312")


def test_a_house_s_layout_does_not_hide_what_is_wrong_with_a_payload_s() -> None:
    for wrong in ("standard", {"profile": "a3"}):
        with pytest.raises(Rejected) as refused:
            read("schedule", SCHEDULE | {"layout": wrong}, House(layout={"profile": "pitch_28"}))
        assert refused.value.faults[0].pointer.startswith("/layout")
