"""The proof of a template: once, when it is loaded, that it can neither lose a text nor make a broken file.

Proven against a context's TypedDict: every name it uses exists; every text the context holds is printed on some path,
inside a w:t; an optional part is only used where it was tested; every branch and loop encloses a balanced fragment,
so that every document is well-formed whatever the data.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from jinja2 import nodes
from lxml import etree

from service.errors import Fault, TemplateRejected

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
_LAST_TAG = re.compile(r"<(/?[\w:]+)[^<>]*>[^<>]*\Z")
_NAMESPACE = re.compile(r"""xmlns:\w+=["'][^"']*["']""")
_OUTSIDE = {"properties"}  # written into the file's own properties, not by tags


@dataclass(frozen=True)
class _Field:
    """What a name of the context stands for, and its path for messages."""

    path: str
    shape: Any
    optional: bool = False

    @property
    def is_text(self) -> bool:
        return self.shape is str

    def member(self, name: str) -> "_Field | None":
        if not is_typeddict(self.shape):
            return None
        hint = get_type_hints(self.shape).get(name)
        return None if hint is None else _field(f"{self.path}.{name}" if self.path else name, hint)

    def entry(self) -> "_Field | None":
        return _field(f"{self.path}[]", get_args(self.shape)[0]) if get_origin(self.shape) is list else None


def _field(path: str, hint: Any) -> _Field:
    if get_origin(hint) in (Union, UnionType):
        present = [part for part in get_args(hint) if part is not type(None)]
        return _Field(path, present[0], optional=len(present) < len(get_args(hint)))
    return _Field(path, hint)


def prove(trees: Mapping[str, nodes.Template], sources: Mapping[str, str], fields: type) -> None:
    """Raises TemplateRejected with every reason why templates of these Jinja trees may lose a text or break a file."""
    root = _Field("", fields)
    printed: set[str] = set()
    faults: list[Fault] = []
    for name, tree in trees.items():
        prover = _Prover(name, root, " ".join(sorted(set(_NAMESPACE.findall(sources[name])))))
        prover.body(tree.body, {}, frozenset())
        printed |= prover.printed
        faults += prover.faults
    faults += [
        Fault(path, "not-printed", f"模板没有印出“{path}”，文字会丢失")
        for path in _texts(root)
        if path not in printed and path.split(".")[0] not in _OUTSIDE
    ]
    if faults:
        raise TemplateRejected("template-rejected", faults)


def _texts(field: _Field) -> list[str]:
    """The paths of all texts below a field."""
    if field.is_text:
        return [field.path]
    if (entry := field.entry()) is not None:
        return _texts(entry)
    names = get_type_hints(field.shape) if is_typeddict(field.shape) else {}
    return [path for name in names if (member := field.member(name)) is not None for path in _texts(member)]


class _Prover:
    """Walks one part's tree in document order."""

    def __init__(self, part: str, root: _Field, namespaces: str) -> None:
        self.part = part
        self.root = root
        self.namespaces = namespaces
        self.printed: set[str] = set()
        self.faults: list[Fault] = []
        self._tag = ""  # the last tag passed: where an output stands
        self._in_attribute = False

    def body(self, body: list[nodes.Node], scope: Mapping[str, _Field], known: frozenset[str]) -> None:
        """One branch, loop or the whole part: its own text must be a balanced fragment."""
        for node in body:
            match node:
                case nodes.Output():
                    self._output(node, scope, known)
                case nodes.If():
                    self._branches(node, scope, known)
                case nodes.For():
                    self._loop(node, scope, known)
                case _:
                    self._fault("forbidden", f"模板不能使用 {type(node).__name__}")
        self._balanced(_own_text(body))

    def _output(self, node: nodes.Output, scope: Mapping[str, _Field], known: frozenset[str]) -> None:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self._pass(child.data)
            elif (field := self._value(child, scope, known)) is not None:
                self._print(field)

    def _pass(self, data: str) -> None:
        self._in_attribute = data.endswith('="')
        if (found := _LAST_TAG.search(data)) is not None:
            self._tag = found[1]

    def _print(self, field: _Field) -> None:
        if field.is_text:
            if self._in_attribute or self._tag != "w:t":
                self._fault("misplaced", f"“{field.path}”不在文字里，会印不出来", field.path)
            self.printed.add(field.path)
        elif field.shape is not int and get_origin(field.shape) is not Literal:
            self._fault("not-a-value", f"“{field.path}”不是文字或数，不能印出", field.path)

    def _branches(self, node: nodes.If, scope: Mapping[str, _Field], known: frozenset[str]) -> None:
        for branch in (node, *node.elif_):
            tested = self._test(branch.test, scope, known)
            self.body(branch.body, scope, known | tested)
        self.body(node.else_, scope, known)

    def _loop(self, node: nodes.For, scope: Mapping[str, _Field], known: frozenset[str]) -> None:
        over = self._value(node.iter, scope, known)
        entry = None if over is None else over.entry()
        if not isinstance(node.target, nodes.Name) or node.recursive or node.test or node.else_:
            self._fault("forbidden", "循环只能写成 {% for 名称 in 列表 %}")
        elif entry is None:
            self._fault("not-a-list", f"“{over.path if over else node.iter}”不是列表，不能循环")
        else:
            self.body(node.body, {**scope, node.target.name: entry}, known)

    def _test(self, test: nodes.Node, scope: Mapping[str, _Field], known: frozenset[str]) -> frozenset[str]:
        """Checks the names a condition uses; returns the optional parts it proves present."""
        match test:
            case nodes.And():
                left = self._test(test.left, scope, known)
                return left | self._test(test.right, scope, known | left)
            case nodes.Or():
                return self._test(test.left, scope, known) & self._test(test.right, scope, known)
            case nodes.Not():
                self._test(test.node, scope, known)
                return frozenset()
            case nodes.Compare():
                self._value(test.expr, scope, known)
                if any(not isinstance(operand.expr, nodes.Const) for operand in test.ops):
                    self._fault("forbidden", "条件只能与固定的值比较")
                return frozenset()
        field = self._value(test, scope, known)
        return frozenset() if field is None else frozenset({field.path})

    def _value(self, node: nodes.Node, scope: Mapping[str, _Field], known: frozenset[str]) -> _Field | None:
        """The field an expression names, or None with a fault."""
        match node:
            case nodes.Name():
                field = scope.get(node.name) or self.root.member(node.name)
                if field is None:
                    self._fault("unknown-name", f"内容里没有“{node.name}”", node.name)
                return field
            case nodes.Getattr():
                owner = self._value(node.node, scope, known)
                if owner is None:
                    return None
                if owner.optional and owner.path not in known:
                    self._fault("not-tested", f"“{owner.path}”可能没有，使用前要先判断", owner.path)
                field = owner.member(node.attr)
                if field is None:
                    self._fault("unknown-name", f"内容里没有“{owner.path}.{node.attr}”", f"{owner.path}.{node.attr}")
                return field
        self._fault("forbidden", f"模板不能使用 {type(node).__name__}")
        return None

    def _balanced(self, fragment: str) -> None:
        wrapped = fragment if fragment.lstrip().startswith("<w:document") else f"<x {self.namespaces}>{fragment}</x>"
        try:
            etree.fromstring(wrapped.encode(), _PARSER)
        except etree.XMLSyntaxError as error:
            self._fault("unbalanced", f"条件或循环没有包住完整的段落、行或单元格：{error.msg}")

    def _fault(self, code: str, sentence: str, place: str = "") -> None:
        self.faults.append(Fault(f"{self.part}#{place}" if place else self.part, code, sentence))


def _own_text(body: list[nodes.Node]) -> str:
    """The text of a body with its outputs as a letter and its inner branches, each proven by itself, left out."""
    return "".join(
        child.data if isinstance(child, nodes.TemplateData) else "x"
        for node in body
        if isinstance(node, nodes.Output)
        for child in node.nodes
    )
