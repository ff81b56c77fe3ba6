"""The clerk's page: a plain form that works without a script, gives the document back, or says all that is to be mended."""

import os
import re
import shutil
import subprocess
from html import escape
from html.parser import HTMLParser

import pytest

from service.documents import KINDS
from service.errors import TITLES
from service.generate import generate
from tests.web.small import DRAFT, SCHEDULE, SECRET, encoded, spoilt
from tests.web.wire import BROWSER, DOCX, END, FORM, Answer, Service, part

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """The elements of a page as (name, attributes), their text, and whether they close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.labelled: list[dict[str, str | None]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "input" and "label" in self.open:
            self.labelled.append(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for element, attributes in self.elements if element == name]

    def chosen(self) -> list[str | None]:
        return [field["value"] for field in self.all("input") if "checked" in field]


def _page(answer: Answer) -> Page:
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Page(answer.text)


def _upload(service: Service, kind: str, content: bytes, filename: str = "a.json") -> Answer:
    body = part("kind", kind.encode()) + part("file", content, filename) + END
    return service.ask("POST", "/", body, FORM | BROWSER)


@pytest.fixture(scope="module")
def page(service: Service) -> Page:
    return _page(service.ask("GET", "/", headers=BROWSER))


# ---- the empty form --------------------------------------------------------------------------------------------
def test_the_form_is_plain_multipart(page: Page) -> None:
    (form,) = page.all("form")
    assert form == {"method": "post", "action": "/", "enctype": "multipart/form-data"}


def test_the_form_asks_for_kind_and_file(page: Page) -> None:
    fields = page.all("input")
    assert [field["value"] for field in fields if field["name"] == "kind"] == list(KINDS)
    assert [field["type"] for field in fields if field["name"] == "file"] == ["file"]
    assert page.chosen() == ["work_plan"]
    assert [button["type"] for button in page.all("button")] == ["submit"]


def test_each_field_has_a_label(page: Page) -> None:
    named = {label.get("for") for label in page.all("label")}
    assert [field for field in page.all("input") if field not in page.labelled and field.get("id") not in named] == []


def test_the_page_needs_no_script_and_nothing_from_elsewhere(service: Service, page: Page) -> None:
    assert page.all("script") == page.all("iframe") == page.all("style") == []
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert all(value.startswith("/") for name, value in attributes.items() if name in ("src", "href", "action"))
    style = service.ask("GET", "/static/style.css")
    assert style.media_type == "text/css"
    assert not re.search(r"https?:|//[a-z]|@import|url\(", style.text)


def test_every_link_of_the_page_works(service: Service, page: Page) -> None:
    links = {attributes["href"] for name, attributes in page.elements if name in ("a", "link")}
    assert len(links) >= 2 + len(KINDS)
    assert {link: service.ask("GET", link).status for link in links} == dict.fromkeys(links, 200)


def test_the_page_says_its_language_and_its_headings_in_order(page: Page) -> None:
    assert page.all("html") == [{"lang": "zh-CN"}]
    assert len(page.all("h1")) == 1
    assert len(page.all("title")) == 1


# ---- a good file -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_a_fixture_comes_back_as_its_document(service: Service, kind: str) -> None:
    payload = KINDS[kind].sample.read_bytes()
    answer = _upload(service, kind, payload, "我的数据.json")
    assert (answer.status, answer.media_type) == (200, DOCX)
    assert answer.body == generate(kind, payload).content


def test_a_draft_comes_back_as_a_draft(service: Service) -> None:
    answer = _upload(service, "work_plan", encoded(DRAFT))
    assert answer.headers["content-disposition"].endswith("%EF%BC%88%E7%A8%BF%EF%BC%89.docx")


# ---- a faulty file ---------------------------------------------------------------------------------------------
FAULTY = {"organ": " ", "year": "2026", "rows": [{"id": "R01", "form": "\x00"}], "x": 1}


@pytest.fixture(scope="module")
def faulty(service: Service) -> Answer:
    return _upload(service, "schedule", encoded(FAULTY))


def test_the_page_says_every_fault(service: Service, faulty: Answer) -> None:
    body = part("kind", b"schedule") + part("file", encoded(FAULTY), "a.json") + END
    faults = service.ask("POST", "/", body, FORM).json()["errors"]
    assert (faulty.status, len(faults)) == (422, 6)
    texts = _page(faulty).texts
    assert f"共 {len(faults)} 处，改好后重新上传即可。文件没有生成。" in texts
    assert {fault["message"] for fault in faults} | {fault["pointer"] for fault in faults} <= set(texts)


def test_the_kind_is_still_chosen(faulty: Answer) -> None:
    assert _page(faulty).chosen() == ["schedule"]


def test_the_page_with_faults_keeps_to_the_rules_of_the_page(faulty: Answer, page: Page) -> None:
    again = _page(faulty)
    assert (again.all("form"), again.all("label")) == (page.all("form"), page.all("label"))
    assert again.all("script") == []
    assert faulty.headers["x-content-type-options"] == "nosniff"
    assert faulty.headers["content-security-policy"].startswith("default-src 'none'")


HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=a>', "</code></li></ol>", "&lt;b&gt;", "{{7*7}}", "'><b>"]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_name_is_text(service: Service, page: Page, value: str) -> None:
    answer = _upload(service, "schedule", encoded(SCHEDULE | {value: 1}))
    shown = _page(answer)
    assert any(value in text for text in shown.texts)
    assert {name for name, _ in shown.elements} <= {name for name, _ in page.elements} | {
        "section",
        "ol",
        "li",
        "code",
        "h2",
    }


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_kind_and_file_name_are_not_shown(service: Service, value: str) -> None:
    answer = _upload(service, value, encoded(SCHEDULE), value.replace('"', "%22"))
    assert (answer.status, _page(answer).chosen()) == (404, [])
    assert escape(value) not in answer.text
    assert value not in answer.text


UNUSABLE = {
    "no file chosen": (part("kind", b"schedule") + part("file", b"", "") + END, FORM, 400, "missing-file"),
    "empty file": (part("kind", b"schedule") + part("file", b"", "a") + END, FORM, 400, "empty-file"),
    "cut off": (part("kind", b"schedule") + part("file", b"{", "a"), FORM, 400, "malformed-multipart"),
    "a Word file": (
        part("kind", b"schedule") + part("file", b"PK\x03\x04\xff", "a.docx") + END,
        FORM,
        422,
        "damaged-package",
    ),
    "no kind": (part("file", encoded(SCHEDULE), "a") + END, FORM, 404, "kind-not-found"),
    "a secret": (part("kind", b"work_plan") + part("file", encoded(SECRET), "a") + END, FORM, 422, "secrecy-refused"),
    "too large": (b"", FORM | {"Content-Length": str(13 * 1024 * 1024)}, 413, "body-too-large"),
    "plain form": (
        b"kind=schedule",
        {"Content-Type": "application/x-www-form-urlencoded"},
        415,
        "unsupported-media-type",
    ),
}


@pytest.mark.parametrize(("body", "headers", "status", "slug"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_used_is_said_on_the_page(
    service: Service, body: bytes, headers: dict[str, str], status: int, slug: str
) -> None:
    answer = service.ask("POST", "/", body, headers | BROWSER)
    assert answer.status == status
    assert TITLES[slug] in _page(answer).texts


def test_the_page_of_a_wrong_date_speaks_as_a_clerk_does(service: Service) -> None:
    answer = _upload(service, "schedule", encoded(spoilt(SCHEDULE, "/rows/0/period/to", "2026-02-30")))
    assert any("2026-02-30这一天不存在" in text for text in _page(answer).texts)


# ---- a real browser --------------------------------------------------------------------------------------------
@pytest.mark.skipif(not CHROMIUM and os.environ.get("CI") != "true", reason="chromium is not installed")
def test_a_real_browser_shows_the_page(service: Service, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("c")  # short: the path of a socket in it may have 107 bytes
    off = ("gpu", "quic", "background-networking", "component-update", "sync")
    switches = ["--headless", "--no-sandbox", "--no-first-run", *(f"--disable-{what}" for what in off)]
    command = [
        CHROMIUM or "chromium",
        *switches,
        f"--user-data-dir={folder}",
        "--dump-dom",
        f"http://127.0.0.1:{service.port}/",
    ]
    environment = os.environ | {"HOME": str(folder), "TMPDIR": str(folder)}
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True).stdout
    dom = Page(shown.strip())
    assert [field["value"] for field in dom.all("input") if field["name"] == "kind"] == list(KINDS)
    assert dom.all("form") == [{"method": "post", "action": "/", "enctype": "multipart/form-data"}]
    assert {"写材料", "生成文件"} <= set(dom.texts)
