"""Expressions of a template judged against the context's shape: what each names, and whether it is surely there."""

import difflib
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, replace

from jinja2 import nodes

from service.ooxml.shapes import CHOICE, LIST, NUMBER, RECORD, TEXT, TRUTH, UNKNOWN, Shape, joined, unknown

Scope = MutableMapping[str, "Shape | Body"]
Known = frozenset[str]
Say = Callable[[str, str, str], None]
"""Takes a fault: code, sentence, path of the name it is about."""

_KEEPING = {"string", "e", "escape", "forceescape"}  # filters that print every character of a text
_REWRITING = {"upper", "lower", "trim", "capitalize", "title", "center", "indent", "wordwrap"}
_LISTS = {"list", "sort", "unique", "reverse"}
_CHOSEN = {"select", "reject", "selectattr", "rejectattr"}
_NUMBERS = {"length", "count", "int", "float", "round", "abs", "wordcount"}
_LOOP = Shape(
    "loop",
    RECORD,
    members=(
        *(
            (name, Shape(kind=NUMBER))
            for name in ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
        ),
        *((name, Shape(kind=TRUTH)) for name in ("first", "last")),
        *((name, Shape()) for name in ("cycle", "changed")),
    ),
)


@dataclass(frozen=True)
class Body:
    """A macro, a block kept in a name, or what a call hands to it: a stretch of template that is printed elsewhere."""

    node: "nodes.Macro | nodes.CallBlock | nodes.AssignBlock"
    scope: Scope


class Judge:
    """Judges expressions; what it finds wrong it says."""

    def __init__(self, root: Shape, say: Say) -> None:
        self.root = root
        self.say = say
        self.named: set[str] = set()  # the paths of all names judged so far

    # ---- conditions ------------------------------------------------------------------------------------------------
    def test(self, node: nodes.Node, scope: Scope, known: Known) -> tuple[Known, Known]:
        """The optional parts that a condition proves present where it holds, and where it does not."""
        match node:
            case nodes.And():
                left = self.test(node.left, scope, known)
                right = self.test(node.right, scope, known | left[0])
                return left[0] | right[0], left[1] & right[1]
            case nodes.Or():
                left = self.test(node.left, scope, known)
                right = self.test(node.right, scope, known | left[1])
                return left[0] & right[0], left[1] | right[1]
            case nodes.Not():
                holds, fails = self.test(node.node, scope, known)
                return fails, holds
            case nodes.Test(name="none"):
                tested = self.value(node.node, scope, known)
                return frozenset(), frozenset({tested.path} - {""})
            case nodes.Test(name="defined"):
                self.value(node.node, scope, known, lenient=True)
                return frozenset(), frozenset()
        tested = self.value(node, scope, known)
        return frozenset({tested.path} - {""}), frozenset()

    # ---- values ----------------------------------------------------------------------------------------------------
    def value(self, node: nodes.Node, scope: Scope, known: Known, *, lenient: bool = False) -> Shape:
        """The shape of an expression; `lenient` where a default follows, so that the value may be missing."""
        known_shape = self._path(node, scope, known, lenient)
        if known_shape is not None:
            return known_shape
        match node:
            case nodes.Filter():
                return self._filter(node, scope, known)
            case nodes.CondExpr():
                return self._either(node, scope, known)
            case nodes.Call():
                return self._call(node, scope, known)
            case nodes.And() | nodes.Or() | nodes.Not() | nodes.Test():
                self.test(node, scope, known)
        return Shape(kind=TRUTH) if isinstance(node, nodes.Not | nodes.Test) else self._parts(node, scope, known)

    def _path(self, node: nodes.Node, scope: Scope, known: Known, lenient: bool) -> Shape | None:
        """A fixed value or a place in the context; None for anything put together."""
        match node:
            case nodes.Const(value=value):
                return Shape(kind=TRUTH if isinstance(value, bool) else NUMBER if isinstance(value, int) else TEXT)
            case nodes.TemplateData():
                return Shape(kind=TEXT)
            case nodes.Name():
                return self._name(node.name, scope)
            case nodes.Getattr():
                return self._member(self.value(node.node, scope, known, lenient=lenient), node.attr, known, lenient)
            case nodes.Getitem():
                return self._item(node, scope, known, lenient)
        return None

    def _parts(self, node: nodes.Node, scope: Scope, known: Known) -> Shape:
        """An operation: its operands are judged; a sum of texts prints what they print."""
        if isinstance(node, nodes.And | nodes.Or):  # `a and a.b` has been judged as a condition
            return joined(*self.quietly([node.left, node.right], scope))
        parts = [self.value(child, scope, known) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Compare):
            return Shape(kind=TRUTH)
        if parts and all(part.kind in (NUMBER, TRUTH) for part in parts):
            return Shape(kind=NUMBER)
        return joined(*parts) if isinstance(node, nodes.Concat | nodes.Add) else unknown(*parts)

    def quietly(self, parts: list[nodes.Expr], scope: Scope) -> list[Shape]:
        """Shapes of expressions whose faults have been said before."""
        judge = Judge(self.root, lambda *_: None)
        return [judge.value(part, scope, frozenset()) for part in parts]

    def _name(self, name: str, scope: Scope) -> Shape:
        if name in scope:
            held = scope[name]
            return held if isinstance(held, Shape) else Shape()
        if (found := self.root.member(name)) is not None:
            self.named.add(found.path)
            return found
        if self.root.kind == RECORD:
            names = [*scope, *(member for member, _ in self.root.members)]
            self.say("unknown-name", f"内容里没有“{name}”{_nearest(name, names)}", name)
        return Shape()

    def _member(self, owner: Shape, name: str, known: Known, lenient: bool) -> Shape:
        if owner.kind == UNKNOWN:
            return unknown(owner)
        self._tested(owner, known, lenient)
        found = owner.member(name)
        if found is None:
            path = f"{owner.path}.{name}"
            names = [member for member, _ in owner.members]
            self.say("unknown-name", f"内容里没有“{path}”{_nearest(name, names)}", path)
            return Shape()
        self.named.add(found.path)
        return found

    def _tested(self, shape: Shape, known: Known, lenient: bool = False) -> None:
        if shape.optional and shape.path not in known and not lenient:
            sentence = f"“{shape.path}”可能没有，使用前要先判断，如 {{% if {shape.path.split('.')[-1]} %}}"
            self.say("not-tested", sentence, shape.path)

    def printable(self, shape: Shape, known: Known) -> None:
        """Whether a value may be printed as it is."""
        if shape.kind in (TEXT, NUMBER, CHOICE):
            self._tested(shape, known)
        elif shape.kind in (LIST, RECORD) or (shape.kind == TRUTH and shape.path):
            below = shape.entry.members if shape.entry is not None else shape.members
            names = "、".join(name for name, _ in below[:6])
            hint = f"，可以印出的是其中的 {names}" if names else "，只能用在条件或循环里"
            self.say("not-a-value", f"“{shape.path}”不是文字或数，不能印出{hint}", shape.path)

    def entry(self, node: nodes.Node, scope: Scope, known: Known) -> Shape:
        """What a loop's variable stands for."""
        over = self.value(node, scope, known)
        if over.kind == UNKNOWN:
            return unknown(over)
        if over.entry is None:
            self.say("not-a-list", f"“{over.path}”不是列表，不能循环", over.path)
            return Shape()
        self._tested(over, known)
        return over.entry

    def _item(self, node: nodes.Getitem, scope: Scope, known: Known, lenient: bool) -> Shape:
        owner = self.value(node.node, scope, known, lenient=lenient)
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(key, str):
            return self._member(owner, key, known, lenient)
        if owner.entry is not None and isinstance(key, int):
            return owner.entry.moved(f"{owner.path}[{key}]")
        return unknown(owner, self.value(node.arg, scope, known))

    def _either(self, node: nodes.CondExpr, scope: Scope, known: Known) -> Shape:
        holds, fails = self.test(node.test, scope, known)
        one = self.value(node.expr1, scope, known | holds)
        two = self.value(node.expr2, scope, known | fails) if node.expr2 is not None else Shape(kind=TEXT)
        return one if one == two else joined(one, two)

    def _call(self, node: nodes.Call, scope: Scope, known: Known) -> Shape:
        values = [self.value(argument, scope, known) for argument in [*node.args, *(key.value for key in node.kwargs)]]
        if isinstance(node.node, nodes.Getattr):
            values.append(self.value(node.node.node, scope, known))
        return unknown(*values)

    # ---- filters ---------------------------------------------------------------------------------------------------
    def _filter(self, node: nodes.Filter, scope: Scope, known: Known) -> Shape:
        name = node.name
        arguments = [self.value(argument, scope, known) for argument in node.args]
        if node.node is None:  # inside {% filter %}
            return Shape()
        inner = self.value(node.node, scope, known, lenient=name in ("default", "d"))
        if name in ("default", "d"):
            plain = all(argument.kind == TEXT and not argument.path for argument in arguments)
            return replace(inner, optional=False) if plain else joined(inner, *arguments)
        if name in _NUMBERS:
            return Shape(kind=NUMBER)
        if inner.kind == TEXT and name in _KEEPING | _REWRITING:
            self._tested(inner, known)
            return replace(inner, rewritten=inner.rewritten or name in _REWRITING)
        if inner.kind == LIST and inner.entry is not None:
            return self._list_filter(node, inner, inner.entry)
        return unknown(inner, *arguments)

    def _list_filter(self, node: nodes.Filter, inner: Shape, entry: Shape) -> Shape:
        attribute = next((key.value for key in node.kwargs if key.key == "attribute"), None)
        if attribute is None and node.name == "join" and len(node.args) > 1:
            attribute = node.args[1]
        held = entry
        if isinstance(attribute, nodes.Const) and isinstance(attribute.value, str):
            for name in attribute.value.split("."):
                held = self._member(held, name, frozenset(), False)
        match node.name:
            case "map" if attribute is not None and not node.args:
                return replace(inner, entry=held)
            case "join":
                self.printable(held, frozenset())
                return replace(held, optional=False) if held.kind == TEXT else unknown(held)
            case "first" | "last":
                return held.moved(f"{inner.path}[{node.name}]")
            case "batch" | "slice":
                return Shape(inner.path, LIST, entry=inner)
        return inner if node.name in _LISTS | _CHOSEN else unknown(inner)


def loop_scope(scope: Mapping[str, "Shape | Body"], target: nodes.Node, entry: Shape) -> Scope:
    """The names inside a loop."""
    beside = replace(entry.moved("loop.previtem"), optional=True)
    inner: Scope = {
        **scope,
        "loop": replace(_LOOP, members=(*_LOOP.members, ("previtem", beside), ("nextitem", beside))),
    }
    names = [target.name] if isinstance(target, nodes.Name) else [name.name for name in target.find_all(nodes.Name)]
    for name in names:
        inner[name] = entry if isinstance(target, nodes.Name) else unknown(entry)
    return inner


def _nearest(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    if near:
        return f"，是不是“{near[0]}”？"
    return f"，可以用的有 {'、'.join(names[:12])}{'等' if len(names) > 12 else ''}" if names else ""
