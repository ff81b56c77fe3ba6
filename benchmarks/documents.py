"""The documents every engine makes: the same data, and a template of the same text in each engine's syntax."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypedDict

from service.documents import KINDS
from service.documents.validation import validate
from service.ooxml import package
from service.ooxml.fill import MAIN_PART
from service.payloads import parse

CELLS = "abcdef"
_STYLES = {"title": "Title", "heading": "Heading1", "text": "GwBody", "cell": "GwCell"}


class Properties(TypedDict):
    title: str
    organ: str
    date: str


class Paragraph(TypedDict):
    text: str


class Section(TypedDict):
    heading: str
    paragraphs: list[Paragraph]


class Row(TypedDict):
    a: str
    b: str
    c: str
    d: str
    e: str
    f: str


class Fields(TypedDict):
    properties: Properties
    title: str
    sections: list[Section]
    rows: list[Row]


# ---- data -----------------------------------------------------------------------------------------------------
def of_kind(name: str) -> dict[str, Any]:
    """The words of a kind's sample: its paragraphs under their headings, and its table."""
    kind = KINDS[name]
    context = kind.context(validate(kind, parse(kind.sample.read_bytes())))
    sections: list[Section] = [{"heading": "", "paragraphs": []}]
    for block in context["body"]:
        if block["style"] == "heading1":
            sections.append({"heading": block["lead"], "paragraphs": []})
        else:
            sections[-1]["paragraphs"].append({"text": " ".join((block["lead"] + block["text"]).split())})
    tables = [attachment["table"] for attachment in context["attachments"] if attachment["table"]]
    return _data(context, [section for section in sections if section["paragraphs"]], tables)


def of_rows(count: int) -> dict[str, Any]:
    """The schedule's table with its rows repeated up to that number."""
    kind = KINDS["schedule"]
    context = kind.context(validate(kind, parse(kind.sample.read_bytes())))
    data = _data(context, [], [context["table"]])
    rows = data["rows"]
    return {**data, "rows": [{**rows[number % len(rows)], "a": str(number + 1)} for number in range(count)]}


def _data(context: Mapping[str, Any], sections: list[Section], tables: list[Any]) -> dict[str, Any]:
    rows = [
        [" ".join(cell["text"].split()) or "—" for cell in row["cells"]] for table in tables for row in table["rows"]
    ]
    return {
        "properties": context["properties"],
        "title": "".join(context["title"].split()),
        "sections": sections,
        "rows": [dict(zip(CELLS, (*row, *["—"] * len(CELLS))[: len(CELLS)], strict=True)) for row in rows],
    }


# ---- templates ------------------------------------------------------------------------------------------------
def _paragraph(style: str, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{_STYLES[style]}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def _row(cells: list[str]) -> str:
    held = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="1474" w:type="dxa"/></w:tcPr>{_paragraph("cell", cell)}</w:tc>' for cell in cells
    )
    return f"<w:tr>{held}</w:tr>"


def _jinja() -> tuple[str, str]:
    body = "".join(
        (
            _paragraph("title", "{{ title }}"),
            _paragraph("text", "{%p for section in sections %}"),
            _paragraph("heading", "{{ section.heading }}"),
            _paragraph("text", "{%p for paragraph in section.paragraphs %}"),
            _paragraph("text", "{{ paragraph.text }}"),
            _paragraph("text", "{%p endfor %}") * 2,
        )
    )
    marks = [_row([mark] + [""] * 5) for mark in ("{%tr for row in rows %}", "{%tr endfor %}")]
    return body, marks[0] + _row([f"{{{{ row.{cell} }}}}" for cell in CELLS]) + marks[1]


def _mustache() -> tuple[str, str]:
    lines = ("{#sections}", "{heading}", "{#paragraphs}", "{text}", "{/paragraphs}", "{/sections}")
    styles = ("text", "heading", "text", "text", "text", "text")
    body = _paragraph("title", "{title}") + "".join(map(_paragraph, styles, lines))
    cells = [f"{{{cell}}}" for cell in CELLS]
    return body, _row(["{#rows}" + cells[0], *cells[1:-1], cells[-1] + "{/rows}"])


def _carbone() -> tuple[str, str]:
    body = "".join(
        (
            _paragraph("title", "{d.title}"),
            _paragraph("heading", "{d.sections[i].heading}"),
            _paragraph("text", "{d.sections[i].paragraphs[i].text}"),
            _paragraph("text", "{d.sections[i].paragraphs[i+1].text}"),
            _paragraph("heading", "{d.sections[i+1].heading}"),
        )
    )
    rows = (_row([f"{{d.rows[{index}].{cell}}}" for cell in CELLS]) for index in ("i", "i+1"))
    return body, "".join(rows)


SYNTAXES: Mapping[str, Callable[[], tuple[str, str]]] = {"jinja": _jinja, "mustache": _mustache, "carbone": _carbone}


def write_template(syntax: str, path: Path) -> None:
    """A template whose styles, footers and page are the official plan's, with a body in that syntax."""
    parts = package.read(KINDS["work_plan"].template.read_bytes())
    official = parts[MAIN_PART].decode()
    opening = official[: official.index("<w:body>") + len("<w:body>")]
    section = official[official.rindex("<w:sectPr") :]
    body, rows = SYNTAXES[syntax]()
    grid = '<w:tblPr><w:tblW w:w="8844" w:type="dxa"/></w:tblPr><w:tblGrid>' + '<w:gridCol w:w="1474"/>' * 6
    table = f"<w:tbl>{grid}</w:tblGrid>{_row(list('一二三四五六'))}{rows}</w:tbl>"
    parts[MAIN_PART] = (opening + body + table + section).encode()
    path.write_bytes(package.Writer(package.ordered(parts)).write(()))


def write_data(data: Mapping[str, Any], path: Path) -> None:
    """The data as JSON, which each engine's process reads."""
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
