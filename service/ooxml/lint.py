"""The linter: everything that is wrong with a template, at the place and in the words of its author.

What a person sees is judged first, tag by tag: what is typed, what a block is closed with, which names there are. Only
where that is right the template as a whole is proven.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import jinja2
from jinja2 import nodes
from lxml import etree

from service.errors import ChengwenError, Fault, TemplateRejected
from service.ooxml import gate, language, policy, proof, shapes, tags
from service.ooxml.blocks import Blocks
from service.ooxml.policy import Policy
from service.ooxml.reading import ENVIRONMENT, Reader
from service.ooxml.shapes import Shape
from service.ooxml.tags import Tag

_IN_THE_WAY = {
    "wide-marks",
    "unclosed-tag",
    "syntax",
    "unknown-word",
    "unclosed-block",
    "crossed-blocks",
}  # of the proof
_BY_TAG = {"unknown-name", "not-tested", "not-a-list", "not-a-value", "forbidden", "eating-tag"}  # told at their tags


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REVISIONS = tuple(_W + name for name in ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange"))


def lint(template: Path | bytes, fields: "type | Shape", rules: Policy = policy.UPLOADED) -> list[Fault]:
    """All faults of a template for a context of these fields, at once; none where it can be used."""
    try:
        parts = gate.admit(template if isinstance(template, bytes) else template.read_bytes(), "docx")
    except ChengwenError as error:
        return list(error.faults) or [Fault("", error.slug, error.title)]
    return lint_parts(parts, shapes.of(fields), rules)


def lint_parts(parts: Mapping[str, bytes], root: Shape, rules: Policy) -> list[Fault]:
    """All faults of a template's parts."""
    filled = {name: part for name, part in parts.items() if language.is_filled(name, part)}
    if dear := [fault for name, part in filled.items() for fault in language.costs(name, part)]:
        return dear
    faults = [fault for name, tree in tags.roots(parts) for fault in _seen(name, tree)]
    found = tags.tags_of(parts)
    wide = {fault.message.partition("：")[0] for fault in faults if fault.code in ("wide-marks", "smart-quotes")}
    faults += [
        fault
        for fault in Reader(root, rules).read(found)
        if fault.code != "syntax" or fault.message.partition("：")[0] not in wide
    ]
    if not any(fault.code in _IN_THE_WAY for fault in faults):
        faults += _proven(filled, root, rules, found, faults)
    return list(dict.fromkeys(faults))


def _seen(name: str, root: etree._Element) -> Iterable[Fault]:
    """What is wrong to the eye, paragraph by paragraph."""
    if next(root.iter(*_REVISIONS), None) is not None:
        yield Fault("整个模板", "revisions", "模板里有修订，会带进每份文件；请在 Word 的“审阅”中接受全部修订后另存")
    yield from tags.misplaced(name, root)
    for paragraph, place in tags.paragraphs(name, root):
        yield from tags.malformed(name, paragraph, place)
        for fault in language.not_alone(paragraph):
            yield Fault(place, fault.code, fault.message)


# ---- the template as a whole -----------------------------------------------------------------------------------
def _proven(
    filled: Mapping[str, bytes], root: Shape, rules: Policy, found: list[Tag], told: list[Fault]
) -> list[Fault]:
    """What only the whole template shows: texts not printed, tags out of place, blocks that cut elements in two."""
    sources, faults = _sources(filled, found)
    trees: dict[str, nodes.Template] = {}
    for name, source in sources.items():
        try:
            trees[name] = ENVIRONMENT.parse(source)
        except jinja2.TemplateSyntaxError as error:
            faults.append(Fault(_line(source, error.lineno), "syntax", f"标签写法不对：{error.message}"))
    if len(trees) < len(filled):
        return faults
    codes = {fault.code for fault in told}
    refused = [fault for name, tree in trees.items() for fault in policy.check(tree, sources[name], rules)]
    faults += [_placed(fault, found) for fault in refused if fault.code not in codes]
    omitted = frozenset(path for part in filled.values() for path in language.omitted(part))
    proved = proof.examined(trees, sources, root, omitted)
    rest = [fault for fault in (*proved.faults, *proved.doubts) if fault.code not in _BY_TAG | codes]
    levels = Blocks.across(found) if any(fault.code == "unbalanced" for fault in rest) else []
    mended = _mended(told)
    for fault in rest:
        if fault.code == "not-printed":
            if not mended.isdisjoint(re.findall(r"\w+", fault.pointer)):
                continue
            faults.append(Fault("整个模板", fault.code, f"{fault.message}。{_how_to_print(fault.pointer)}"))
        elif fault.code in ("unbalanced", "filtered-block"):
            name, _, line = fault.pointer.partition(":")
            faults += [] if levels else [Fault(_line(sources[name], int(line or 1)), fault.code, fault.message)]
        else:
            faults.append(_placed(fault, found))
    return [*faults, *levels]


def _mended(told: list[Fault]) -> set[str]:
    """The names that will be used once what has been told is mended."""
    wide = [fault.message for fault in told if fault.code == "wide-marks"]
    near = [word for fault in told for word in re.findall(r"是不是“(\w+)”", fault.message)]
    return {*near, *(word for message in wide for word in re.findall(r"\w+", message))}


def _sources(filled: Mapping[str, bytes], found: list[Tag]) -> tuple[dict[str, str], list[Fault]]:
    """Jinja sources with a line for each paragraph, and what stands in their way that has not been told."""
    sources: dict[str, str] = {}
    faults: list[Fault] = []
    for name, part in filled.items():
        try:
            sources[name] = re.sub(r"<w:p([ >])", r"\n<w:p\1", language.jinja_source(part, name))
        except TemplateRejected as error:
            faults += [_placed(fault, found) for fault in error.faults if fault.code == "no-target"]
    return sources, faults


def _how_to_print(path: str) -> str:
    lists = path.split("[]")
    if len(lists) == 1:
        return f"请写上 {{{{ {path} }}}}，或用注释说明不印：{{# 不印 {path} #}}"
    over, last = "[]".join(lists[:-1]), lists[-1]
    owner = over.replace("[]", "")
    return f"请在 {{% for x in {owner} %}} 里写上 {{{{ x{last} }}}}，或用注释说明不印：{{# 不印 {path} #}}"


def _placed(fault: Fault, found: list[Tag]) -> Fault:
    """A fault of the whole at the first tag that holds the word it is about."""
    word = re.split(r"[#.\[\]]", fault.pointer)[-1] or fault.pointer
    for tag in [_innermost_loop(found)] if word == "for" else found:
        if tag.typed == fault.pointer or re.search(rf"(?<!\w){re.escape(word)}(?!\w)", tag.code):
            return tag.fault(fault.code, fault.message)
    return fault


def _innermost_loop(found: list[Tag]) -> Tag:
    """The loop that stands in most others."""
    depth, depths = 0, []
    for tag in found:
        depth += (tag.word == "for") - (tag.word == "endfor")
        depths.append(depth if tag.word == "for" else 0)
    return found[depths.index(max(depths))]


def _line(source: str, number: int) -> str:
    """The words of a paragraph by its line."""
    lines = source.splitlines()
    words = re.sub(r"<[^>]*>", "", lines[min(number, len(lines)) - 1]).strip() if lines else ""
    return f"“{words[:40]}”附近" if words else "正文"
