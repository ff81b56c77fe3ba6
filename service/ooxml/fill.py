"""Filling: a template is opened, translated, compiled and proven once, then filled many times."""

from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape as escape_xml

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from service.errors import Fault, TemplateRejected
from service.ooxml import language, package, profile, proof

MAIN_PART = "word/document.xml"
CORE_PART = "docProps/core.xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONGEST_PROPERTY = 255  # Office refuses longer ones

_missing: ContextVar[list[str]] = ContextVar("missing")


class _Missing(jinja2.Undefined):
    """A name the context does not have: remembered wherever it is used, so that one answer lists them all."""

    def _remember(self, *_: Any) -> str:
        _missing.get().append(self._path)
        return ""

    @property
    def _path(self) -> str:
        owner = getattr(self._undefined_obj, "_path", "")
        return f"{owner}.{self._undefined_name}" if owner else str(self._undefined_name)

    def __getattr__(self, name: str) -> "_Missing":
        if name.startswith("__"):
            raise AttributeError(name)
        return _Missing(obj=self, name=name)

    __str__ = __html__ = _remember

    def __bool__(self) -> bool:
        self._remember()
        return False

    def __iter__(self) -> Any:
        self._remember()
        return iter(())

    def __len__(self) -> int:
        self._remember()
        return 0


def _printed(value: object) -> object:
    """A value as it stands inside w:t: markup escaped, a line feed a line break, a TAB a tab."""
    if type(value) is str and ("\n" in value or "\t" in value):
        text = str(escape(value))
        text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        return Markup(text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">'))
    return value


class _Environment(ImmutableSandboxedEnvironment):
    """Names of plain data are looked up as data, first and only: quicker than asking the dict for an attribute."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def _environment() -> _Environment:
    environment = _Environment(autoescape=True, undefined=_Missing, finalize=_printed, keep_trailing_newline=True)
    environment.globals.clear()
    return environment


_ENVIRONMENT = _environment()


class Template:
    """A compiled template; `fields` is the context it is proven against, without it the template is unproven."""

    def __init__(self, path: Path, fields: type | None = None, look: profile.Look = profile.STANDARD) -> None:
        self.proven = fields is not None
        parts = profile.apply(package.read(path.read_bytes()), look)
        self._filled: dict[str, jinja2.Template] = {}
        sources = {name: language.jinja_source(part) for name, part in parts.items() if _is_filled(name, part)}
        if fields is not None:
            proof.prove({name: _ENVIRONMENT.parse(source) for name, source in sources.items()}, sources, fields)
        self._filled = {name: _compiled(name, source) for name, source in sources.items()}
        shared = {name: part for name, part in parts.items() if name not in self._filled and name != CORE_PART}
        self._writer = package.Writer(package.ordered(shared))

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The filled .docx. Raises TemplateRejected that names every value the context lacks."""
        return self._writer.write(self.render_parts(context))

    def render_parts(self, context: Mapping[str, Any]) -> list[package.Part]:
        """Names and contents of the parts that differ from the template."""
        missing: list[str] = []
        token = _missing.set(missing)
        try:
            rendered = {name: template.render(context) for name, template in self._filled.items()}
        finally:
            _missing.reset(token)
        if missing:
            faults = [Fault(name, "missing-name", f"模板用到了“{name}”，内容里没有") for name in dict.fromkeys(missing)]
            raise TemplateRejected("template-rejected", faults)
        rendered[MAIN_PART] = end_with_last_section(rendered[MAIN_PART])
        parts = [(name, (_DECLARATION + xml).encode()) for name, xml in rendered.items()]
        return [(CORE_PART, _core(context.get("properties", {}))), *parts]


def _is_filled(name: str, part: bytes) -> bool:
    return name == MAIN_PART or (name.endswith(".xml") and name != CORE_PART and language.has_tags(part))


def _compiled(name: str, source: str) -> jinja2.Template:
    try:
        return _ENVIRONMENT.from_string(source)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateRejected(
            "template-rejected", [Fault(name, "syntax", f"标签写法不对：{error.message}")]
        ) from error


_BREAK_END = "</w:sectPr></w:pPr></w:p>"


def end_with_last_section(document: str) -> str:
    """A section break with nothing behind it closes the document: its section becomes the last one.

    A template that may end on a landscape page holds such a break before its own, portrait last section; kept as it
    is, an empty page would follow.
    """
    last = document.rindex("<w:sectPr")
    if not document.endswith(_BREAK_END, 0, last):
        return document
    start = document.rindex("<w:sectPr", 0, last)
    end = last - len("</w:pPr></w:p>")
    closing = document.index("</w:sectPr>", last) + len("</w:sectPr>")
    return document[:start] + document[end:last] + document[start:end] + document[closing:]


def _core(properties: Mapping[str, str]) -> bytes:
    """docProps/core.xml with title, author and the day of the document; nothing of the machine that made it."""
    stamp = f"{properties['date']}T00:00:00Z" if properties.get("date") else ""
    values = [
        ("dc:title", properties.get("title", "")[:_LONGEST_PROPERTY], ""),
        ("dc:creator", properties.get("organ", "")[:_LONGEST_PROPERTY], ""),
        ("cp:lastModifiedBy", properties.get("organ", "")[:_LONGEST_PROPERTY], ""),
        ("dcterms:created", stamp, ' xsi:type="dcterms:W3CDTF"'),
        ("dcterms:modified", stamp, ' xsi:type="dcterms:W3CDTF"'),
        ("dc:language", "zh-CN", ""),
    ]
    elements = "".join(f"<{name}{kind}>{escape_xml(value)}</{name}>" for name, value, kind in values if value)
    namespaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return f"{_DECLARATION}<cp:coreProperties {namespaces}>{elements}</cp:coreProperties>".encode()
