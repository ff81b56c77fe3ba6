"""The proof of a template: once, when it is loaded, that it can neither lose a text nor make a broken file.

Proven against the shape of a context: every name the template uses exists; every text the context holds is printed on
some path, inside a w:t; an optional part is only used where it was tested; every branch, loop and macro leaves the
XML as nested as it found it, so that every document is well-formed whatever the data.

What is certainly wrong is a fault. What only cannot be proven is a doubt: such a template is not used, unless its
every document is looked through (`check_document`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from service.errors import Fault, TemplateRejected
from service.ooxml import shapes
from service.ooxml.expressions import Body, Judge, Known, Scope, loop_scope
from service.ooxml.fragments import is_sound
from service.ooxml.shapes import FRAGMENT, JOINED, TEXT, UNKNOWN, Shape

_LAST_TAG = re.compile(r"<(/?[\w:]+)[^<>]*>[^<>]*\Z")
_NAMESPACE = re.compile(r"""xmlns:(\w+)=["'][^"']*["']""")
_OUTSIDE = frozenset({"properties"})  # written into the file's own properties, not by tags
_DEEPEST_CALL, _MOST_CALLS = 6, 500


@dataclass(frozen=True)
class Proof:
    """What was found: faults, doubts, and the paths whose words a filter changes before they are printed."""

    faults: tuple[Fault, ...]
    doubts: tuple[Fault, ...]
    rewritten: frozenset[str]


NOTHING = Proof((), (), frozenset())


def prove(
    trees: Mapping[str, nodes.Template],
    sources: Mapping[str, str],
    fields: "type | Shape",
    *,
    omitted: frozenset[str] = frozenset(),
    doubts_allowed: bool = False,
) -> Proof:
    """Raises TemplateRejected with every reason why templates of these Jinja trees may lose a text or break a file."""
    proof = examined(trees, sources, fields, omitted)
    reasons = proof.faults if doubts_allowed else (*proof.faults, *proof.doubts)
    if reasons:
        raise TemplateRejected("template-rejected", reasons)
    return proof


def examined(
    trees: Mapping[str, nodes.Template],
    sources: Mapping[str, str],
    fields: "type | Shape",
    omitted: frozenset[str] = frozenset(),
) -> Proof:
    """The faults and doubts of templates; texts at `omitted` paths are left out on purpose."""
    root = shapes.of(fields)
    provers = [_Prover(name, root, sources[name]) for name in trees]
    for prover, tree in zip(provers, trees.values(), strict=True):
        prover.whole(tree)
    printed = {path for prover in provers for path in prover.printed}
    touched = {path for prover in provers for path in prover.touched}
    faults = [fault for prover in provers for fault in prover.faults]
    doubts = [fault for prover in provers for fault in prover.doubts]
    for text in root.texts():
        if text.path in printed or _is_below(text.path, omitted | _OUTSIDE):
            continue
        if text.path in touched:
            sentence = f"看不出“{text.path}”是否一字不差地印出，请直接写 {{{{ … }}}}，不要经过改动"
            doubts.append(Fault(text.path, "not-proven", sentence))
        else:
            faults.append(Fault(text.path, "not-printed", f"模板没有印出“{text.path}”，文字会丢失"))
    rewritten = frozenset(path for prover in provers for path in prover.rewritten)
    return Proof(tuple(dict.fromkeys(faults)), tuple(dict.fromkeys(doubts)), rewritten)


def _arguments(called: nodes.Node, call: nodes.Call) -> dict[str, nodes.Expr | None]:
    """What each argument of a macro is in a call: given by place, by name, or by default."""
    names = [argument.name for argument in getattr(called, "args", [])]
    defaults = getattr(called, "defaults", [])
    values: dict[str, nodes.Expr | None] = dict.fromkeys(names)
    values |= dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    values |= dict(zip(names, call.args, strict=False))
    return values | {keyword.key: keyword.value for keyword in call.kwargs}


def _is_below(path: str, above: frozenset[str]) -> bool:
    return any(re.fullmatch(re.escape(whole) + r"([.\[].*)?", path) for whole in above)


class _Prover:
    """Walks one part's tree in document order."""

    def __init__(self, part: str, root: Shape, source: str) -> None:
        self.part = part
        self.namespaces = " ".join({found[1]: found[0] for found in _NAMESPACE.finditer(source)}.values())
        self.judge = Judge(root, self._say)
        self.printed: set[str] = set()
        self.touched: set[str] = set()
        self.rewritten: set[str] = set()
        self.faults: list[Fault] = []
        self.doubts: list[Fault] = []
        self._tag = ""  # the last tag passed: where an output stands
        self._in_attribute = False
        self._calls: list[nodes.Node] = []
        self._called = 0

    def whole(self, tree: nodes.Template) -> None:
        text = self._walk(tree.body, {}, frozenset())
        if not is_sound(text, self.namespaces):
            self._doubt_balance(tree.body)

    # ---- statements ------------------------------------------------------------------------------------------------
    def _walk(self, body: Iterable[nodes.Node], scope: Scope, known: Known) -> str:
        """The text of a body: outputs are a letter, inner bodies that only make sense in their place are in it."""
        text = []
        for node in body:
            match node:
                case nodes.Output():
                    text += [self._output(child, scope, known) for child in node.nodes]
                case nodes.If():
                    text.append(self._branches(node, scope, known))
                case nodes.For():
                    text.append(self._loop(node, scope, known))
                case nodes.Macro() | nodes.AssignBlock() | nodes.CallBlock() | nodes.FilterBlock() | nodes.With():
                    self._block(node, scope, known)
                case nodes.Assign():
                    self._assign(node, scope, known)
                case nodes.Scope():
                    text.append(self._walk(node.body, dict(scope), known))
                case _:
                    self._say("forbidden", f"模板不能使用 {type(node).__name__}", "")
        return "".join(text)

    def _body(self, body: list[nodes.Node], scope: Scope, known: Known) -> str:
        """A branch or loop: its text must leave the nesting as it was. What it is outside of its place is returned."""
        text = self._walk(body, scope, known)
        if "<" not in text or is_sound(text, self.namespaces):
            return ""
        if is_sound(text, self.namespaces, closes_first=True):
            return text
        self._doubt_balance(body)
        return ""

    def _branches(self, node: nodes.If, scope: Scope, known: Known) -> str:
        before, text = dict(scope), []
        for branch in (node, *node.elif_):
            holds, fails = self.judge.test(branch.test, scope, known)
            text.append(self._body(branch.body, scope, known | holds))
            known |= fails
        text.append(self._body(node.else_, scope, known))
        for name, held in list(scope.items()):  # set in one branch: what it is depends on the data
            if before.get(name) is not held and isinstance(held, Shape):
                earlier = before.get(name)
                scope[name] = shapes.unknown(held, *([earlier] if isinstance(earlier, Shape) else []))
        return "".join(text)

    def _loop(self, node: nodes.For, scope: Scope, known: Known) -> str:
        entry = self.judge.entry(node.iter, scope, known)
        inner = loop_scope(scope, node.target, entry)
        if node.test is not None:
            known |= self.judge.test(node.test, inner, known)[0]
        return self._body(node.body, inner, known) + self._body(node.else_, dict(scope), known)

    def _assign(self, node: nodes.Assign, scope: Scope, known: Known) -> None:
        value = self.judge.value(node.node, scope, known)
        for name in [node.target] if isinstance(node.target, nodes.Name) else node.target.find_all(nodes.Name):
            scope[name.name] = value if isinstance(node.target, nodes.Name) else shapes.unknown(value)

    def _block(self, node: nodes.Node, scope: Scope, known: Known) -> None:
        match node:
            case nodes.Macro():
                scope[node.name] = Body(node, dict(scope))
                self._apart(node, {**scope, **{argument.name: Shape() for argument in node.args}}, known)
            case nodes.AssignBlock(target=nodes.Name(name=name)):
                scope[name] = Body(node, dict(scope))
                self._apart(node, dict(scope), known)
                if node.filter is not None:
                    self._doubt_filtered(node)
            case nodes.CallBlock():
                self._apart(node, {**scope, **{argument.name: Shape() for argument in node.args}}, known)
                self._call(node.call, {**scope, "caller": Body(node, dict(scope))}, known)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    inner[getattr(target, "name", "")] = self.judge.value(value, scope, known)
                self._whole_body(node, inner, known)
            case nodes.FilterBlock():
                self._whole_body(node, dict(scope), known)
                self._doubt_filtered(node)

    def _whole_body(self, node: "nodes.With | nodes.FilterBlock", scope: Scope, known: Known) -> None:
        if self._body(node.body, scope, known):
            self._doubt_balance(node.body)

    def _apart(self, node: "nodes.Macro | nodes.AssignBlock | nodes.CallBlock", scope: Scope, known: Known) -> None:
        """A body printed elsewhere: it must be whole. What it prints counts where it is called."""
        quiet = _Prover(self.part, self.judge.root, "")
        quiet.namespaces = self.namespaces
        quiet._tag = "w:t"
        quiet._whole_body(node, scope, known)  # type: ignore[arg-type]  # all of them have a body
        self.doubts += [doubt for doubt in quiet.doubts if doubt.code == "unbalanced"]

    # ---- outputs ---------------------------------------------------------------------------------------------------
    def _output(self, node: nodes.Expr, scope: Scope, known: Known) -> str:
        if isinstance(node, nodes.TemplateData):
            self._pass(node.data)
            return node.data
        if isinstance(node, nodes.Call):
            self._call(node, scope, known)
        elif isinstance(node, nodes.Name) and isinstance(held := scope.get(node.name), Body):
            self._printed_elsewhere(held, dict(held.scope), known)
        else:
            shape = self.judge.value(node, scope, known)
            self.judge.printable(shape, known)
            self._print(shape)
        return "x"

    def _call(self, node: nodes.Expr, scope: Scope, known: Known) -> None:
        name = node.node.name if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else ""
        called = scope.get(name)
        if not isinstance(node, nodes.Call) or not isinstance(called, Body):
            self._print(self.judge.value(node, scope, known))
            return
        inner: Scope = dict(called.scope)
        inner[name] = called
        for argument, value in _arguments(called.node, node).items():
            held = scope.get(value.name) if isinstance(value, nodes.Name) else None
            inner[argument] = held if isinstance(held, Body) else self._argument(value, scope, known)
        if isinstance(caller := scope.get("caller"), Body):
            inner["caller"] = caller
        self._printed_elsewhere(called, inner, known)

    def _argument(self, value: nodes.Expr | None, scope: Scope, known: Known) -> Shape:
        if value is not None:
            return self.judge.value(value, scope, known)
        self._say("missing-argument", "调用宏时少给了参数，请补上", "")
        return Shape(kind=TEXT)

    def _printed_elsewhere(self, held: Body, scope: Scope, known: Known) -> None:
        """What a macro or a kept block prints here."""
        self._called += 1
        if held.node in self._calls or len(self._calls) >= _DEEPEST_CALL or self._called > _MOST_CALLS:
            return
        self._calls.append(held.node)
        self._walk(held.node.body, scope, known)
        self._calls.pop()

    def _pass(self, data: str) -> None:
        opened, closed = data.rfind("<"), data.rfind(">")
        if opened >= 0 or closed >= 0:
            self._in_attribute = opened > closed
        if (found := _LAST_TAG.search(data)) is not None:
            self._tag = found[1]

    def _print(self, shape: Shape) -> None:
        in_text = self._tag == "w:t" and not self._in_attribute
        if shape.kind == FRAGMENT:
            if in_text or self._in_attribute:
                self._say("misplaced", f"“{shape.path}”是成段的内容，要写成 {{{{r … }}}} 或 {{{{p … }}}}", shape.path)
            self.printed.add(shape.path)
        elif shape.kind == TEXT and shape.path:
            if not in_text:
                self._say("misplaced", f"“{shape.path}”不在文字里，会印不出来", shape.path)
            self.printed.add(shape.path)
            if shape.rewritten:
                self.rewritten.add(shape.path)
        elif shape.kind in (JOINED, UNKNOWN):
            if shape.touches and not in_text and not self._in_attribute:
                self._say("misplaced", "标签不在文字里，会印不出来", min(shape.touches))
            (self.printed if shape.kind == JOINED else self.touched).update(shape.touches)

    # ---- what was found --------------------------------------------------------------------------------------------
    def _say(self, code: str, sentence: str, path: str) -> None:
        self.faults.append(Fault(f"{self.part}#{path}" if path else self.part, code, sentence))

    def _doubt_balance(self, body: list[nodes.Node]) -> None:
        line = f":{body[0].lineno}" if body else ""
        sentence = "条件或循环没有包住完整的段落、行或单元格，请把开始和结束的标签放在同一层"
        self.doubts.append(Fault(f"{self.part}{line}", "unbalanced", sentence))

    def _doubt_filtered(self, node: nodes.Node) -> None:
        sentence = "过滤器改动了成段的内容，不能保证文件完好，请改写成 {{ 变量|过滤器 }}"
        self.doubts.append(Fault(f"{self.part}:{node.lineno}", "filtered-block", sentence))
