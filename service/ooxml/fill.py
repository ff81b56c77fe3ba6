"""Filling: a template is opened, translated, compiled and proven once, then filled many times."""

from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from service.errors import Fault, TemplateRejected
from service.ooxml import compiled, grids, language, package, policy, presence, profile, proof
from service.ooxml.package import CORE_PART, Block, Blocks
from service.ooxml.shapes import Shape

MAIN_PART = "word/document.xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_LONGEST_PROPERTY = 255  # Office refuses longer ones

# what a template can come to while Jinja fills it
_FAILURES = (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError)

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
    if type(value) is str or (type(value) is Markup and "<" not in value):  # a text, or a text escaped already
        return Markup(compiled.with_breaks(str(escape(value)))) if "\n" in value or "\t" in value else value
    if callable(value) and not isinstance(value, jinja2.Undefined | Markup):
        raise TypeError("a function is no text")
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

    def __init__(
        self,
        path: Path,
        fields: type | Shape | None = None,
        look: profile.Look = profile.STANDARD,
        *,
        doubts_allowed: bool = False,
    ) -> None:
        parts = profile.apply(package.read(path.read_bytes()), look)
        sources = {
            name: language.jinja_source(part, name) for name, part in parts.items() if language.is_filled(name, part)
        }
        trees = {name: _tree(name, source) for name, source in sources.items()}
        self.omitted = frozenset(path for part in parts.values() for path in language.omitted(part))
        self._proof = _judged(trees, sources, fields, self.omitted, doubts_allowed)
        self._fields, self._mends = fields, grids.can_change(sources[MAIN_PART])
        self.proven = fields is not None and not self._proof.doubts
        self._plain = {name: _ENVIRONMENT.from_string(source) for name, source in sources.items()}
        quick = trees if self.proven and not self._mends else {}
        self._compiled = {name: compiled.compiled(tree, _DECLARATION) for name, tree in quick.items()}
        shared = {name: part for name, part in parts.items() if name not in sources and name != CORE_PART}
        self._writer = package.Writer(package.ordered(shared))

    @property
    def rewritten(self) -> frozenset[str]:
        """The paths of texts whose words a filter changes."""
        return self._proof.rewritten

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The filled .docx. Raises TemplateRejected that names every value the context lacks."""
        try:
            return self._writer.write_blocks(self._blocks(context))
        except compiled.UNSURE:
            return self._writer.write_blocks(self._plain_blocks(context))

    def render_parts(self, context: Mapping[str, Any]) -> list[package.Part]:
        """Names and contents of the parts that differ from the template."""
        try:
            return [(name, b"".join(blocks)) for name, blocks in self._blocks(context)]
        except compiled.UNSURE:
            return [(name, b"".join(blocks)) for name, blocks in self._plain_blocks(context)]

    def _blocks(self, context: Mapping[str, Any]) -> Iterator[Blocks]:
        """The same parts block by block, filled as they are taken; raises one of UNSURE where Jinja must decide."""
        if len(self._compiled) < len(self._plain) or None in self._compiled.values():
            yield from self._plain_blocks(context)
            return
        yield CORE_PART, [_core(context.get("properties", {}))]
        for name, part in self._compiled.items():
            if part is not None:
                blocks = part.blocks(context)
                yield name, _with_last_section(blocks) if name == MAIN_PART else blocks

    def _plain_blocks(self, context: Mapping[str, Any]) -> list[Blocks]:
        """The same parts as Jinja fills them. Raises TemplateRejected that names every value the context lacks."""
        missing: list[str] = []
        token = _missing.set(missing)
        try:
            rendered = {name: template.render(context) for name, template in self._plain.items()}
        except _FAILURES as error:
            fault = Fault("", "failed", f"模板按这份内容算不出结果（{error}），请检查标签")
            raise TemplateRejected("template-rejected", [fault]) from error
        finally:
            _missing.reset(token)
        if missing:
            faults = [Fault(name, "missing-name", f"模板用到了“{name}”，内容里没有") for name in dict.fromkeys(missing)]
            raise TemplateRejected("template-rejected", faults)
        rendered = self._finished(rendered, context)
        parts = {name: (_DECLARATION + xml).encode() for name, xml in rendered.items()}
        parts[MAIN_PART] = b"".join(end_with_last_section(parts[MAIN_PART]))
        return [(name, [part]) for name, part in {CORE_PART: _core(context.get("properties", {})), **parts}.items()]

    def _finished(self, rendered: dict[str, str], context: Mapping[str, Any]) -> dict[str, str]:
        """Parts that leave a doubt looked through; what docxtpl mends afterwards mended, where data can call for it."""
        if self._proof.doubts and self._fields is not None:
            presence.check_document(rendered, context, self._fields, self._proof.rewritten)
        return {**rendered, MAIN_PART: grids.mended(rendered[MAIN_PART])} if self._mends else rendered


def _judged(
    trees: Mapping[str, nodes.Template],
    sources: Mapping[str, str],
    fields: type | Shape | None,
    omitted: frozenset[str],
    doubts_allowed: bool,
) -> proof.Proof:
    """What the proof leaves open; raises TemplateRejected with all that no policy allows, or that is wrong."""
    built_in = policy.BUILT_IN
    refused = [fault for name, tree in trees.items() for fault in policy.check(tree, sources[name], built_in)]
    if refused:
        raise TemplateRejected("template-rejected", refused)
    if fields is None:
        return proof.NOTHING
    return proof.prove(trees, sources, fields, omitted=omitted, doubts_allowed=doubts_allowed)


def _tree(name: str, source: str) -> nodes.Template:
    try:
        return _ENVIRONMENT.parse(source)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateRejected(
            "template-rejected", [Fault(name, "syntax", f"标签写法不对：{error.message}")]
        ) from error


_BREAK_END = b"</w:sectPr></w:pPr></w:p>"
_LONGER_THAN_SECTIONS = 1 << 16


def _with_last_section(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of the main part with end_with_last_section done where it looks: at the end."""
    before = held = b""
    for block in blocks:
        held += block
        if len(held) > _LONGER_THAN_SECTIONS:
            if before:
                yield before
            before, held = held, b""
    yield from end_with_last_section(before + held)


def end_with_last_section(document: bytes) -> list[Block]:
    """The document in blocks. A break with nothing behind it closes it: that section becomes the last one.

    A template that may end on a landscape page holds such a break before its own, portrait last section; kept as it
    is, an empty page would follow.
    """
    last = document.rfind(b"<w:sectPr")
    if last < 0 or not document.endswith(_BREAK_END, 0, last):
        return [document]
    start = document.rindex(b"<w:sectPr", 0, last)
    end = last - len(b"</w:pPr></w:p>")
    tag_end = document.index(b">", last)
    mark = b"/>" if document.endswith(b"/", last, tag_end) else b"</w:sectPr>"
    closing = document.index(mark, last) + len(mark)
    view = memoryview(document)
    return [view[:start], b"".join((view[end:last], view[start:end], view[closing:]))]


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
    elements = "".join(
        [f"<{name}{kind}>{compiled.escape_text(value)}</{name}>" for name, value, kind in values if value]
    )
    namespaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return f"{_DECLARATION}<cp:coreProperties {namespaces}>{elements}</cp:coreProperties>".encode()
