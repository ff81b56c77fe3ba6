"""Policies: which words of the template language a template may use, by allow-list.

BUILT_IN is the whole language, for our own templates. UPLOADED is for templates of people who may not run code here:
whatever can grow without bound, call something, or see more than plain data is not in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from service.errors import Fault


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VALUES: frozenset[type[nodes.Node]] = frozenset(
    {
        *(nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.TemplateData, nodes.List, nodes.Tuple),
        *(nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.Test),
        *(nodes.Concat, nodes.Add, nodes.Sub, nodes.Mul, nodes.FloorDiv, nodes.Mod, nodes.Neg, nodes.Keyword),
    }
)
_STATEMENTS: frozenset[type[nodes.Node]] = frozenset({nodes.Template, nodes.Output, nodes.If, nodes.For, nodes.Assign})
_CODE: frozenset[type[nodes.Node]] = frozenset(
    {
        *(nodes.Macro, nodes.Call, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock, nodes.With, nodes.Scope),
        *(nodes.Dict, nodes.Pair, nodes.Slice, nodes.Div, nodes.Pos),
    }
)
_BOUNDED_FILTERS = _words(
    """
    default d length count join upper lower trim capitalize title first last int round abs map sort
    unique reverse list sum string e escape
    """
)
_ALL_FILTERS = _BOUNDED_FILTERS | _words(
    """
    batch center dictsort filesizeformat float forceescape format groupby indent items max min reject
    rejectattr replace select selectattr slice striptags truncate wordcount wordwrap tojson
    """
)
_BOUNDED_TESTS = _words(
    """
    defined undefined none true false boolean number integer string even odd eq equalto ne lt lessthan le
    gt greaterthan ge in == != < <= > >=
    """
)
_ALL_TESTS = _BOUNDED_TESTS | _words("divisibleby float iterable lower mapping sequence upper")
_METHODS = _words(
    """
    strip lstrip rstrip upper lower startswith endswith split title capitalize cycle
    """
)

# What a node is called by the people who write templates.
_WORDS: Mapping[type[nodes.Node], str] = {
    nodes.Macro: "宏 {% macro %}",
    nodes.Call: "函数调用",
    nodes.CallBlock: "{% call %}",
    nodes.FilterBlock: "{% filter %}",
    nodes.AssignBlock: "{% set %}…{% endset %}",
    nodes.Include: "{% include %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% from %}",
    nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}",
    nodes.With: "{% with %}",
    nodes.Pow: "乘方 **",
    nodes.Div: "除号 /",
    nodes.Slice: "切片 [:]",
    nodes.Dict: "字典 {…}",
    nodes.ScopedEvalContextModifier: "{% autoescape %}",
    nodes.EvalContextModifier: "{% autoescape %}",
}
_EATING = re.compile(r"\{[{%#]-|-[}%#]\}")
_APPLYING = frozenset({"map", "select", "reject", "selectattr", "rejectattr"})  # they apply what a word names
_INDEPENDENT_LOOPS = 2  # rows by columns; more multiply without bound
_LARGEST_FACTOR = 1000
_LONGEST_CONSTANT = 64
_LARGEST_EXPRESSION = 50  # names, texts and signs in one tag
_COUNTS = _words("index index0 revindex revindex0 length depth")
_GROWING_FILTERS = frozenset({"join"})  # longer than what goes in: once in an expression, or it is a bomb
_ARGUMENTS = {"map": {"attribute"}, "sum": {"attribute"}, "unique": {"attribute"}, "sort": {"attribute", "reverse"}}


@dataclass(frozen=True)
class Policy:
    """What a template may use; `bounded` refuses what grows without bound."""

    name: str
    nodes: frozenset[type[nodes.Node]]
    filters: frozenset[str]
    tests: frozenset[str]
    methods: frozenset[str] = frozenset()
    deepest_loop: int = 100
    bounded: bool = False


BUILT_IN = Policy("built_in", _VALUES | _STATEMENTS | _CODE, _ALL_FILTERS, _ALL_TESTS, _METHODS)
UPLOADED = Policy("uploaded", _VALUES | _STATEMENTS, _BOUNDED_FILTERS, _BOUNDED_TESTS, deepest_loop=3, bounded=True)


def check(tree: nodes.Template, source: str, policy: Policy, macros: Iterable[str] = ()) -> list[Fault]:
    """Every use of the language that the policy does not allow; `source` is what the tree was parsed from.

    `macros` are names of macros that stand elsewhere.
    """
    own = {macro.name for macro in tree.find_all(nodes.Macro)}
    found = _Check(policy, {*own, *macros, "caller"})
    found.visit(tree, ())
    if policy.bounded:
        for mark in dict.fromkeys(_EATING.findall(source)):
            found.fault("eating-tag", f"标签不能写成 {mark}，它会吞掉旁边的文字，请去掉其中的减号", mark)
    return found.faults


class _Check:
    """Walks a tree; one fault for each offence."""

    def __init__(self, policy: Policy, macros: set[str]) -> None:
        self.policy = policy
        self.macros = macros
        self.faults: list[Fault] = []

    def fault(self, code: str, sentence: str, word: str) -> None:
        self.faults.append(Fault(word, code, sentence))

    def visit(self, node: nodes.Node, loops: tuple[nodes.For, ...]) -> None:
        kind = type(node)
        if kind not in self.policy.nodes:
            word = _WORDS.get(kind, kind.__name__)
            self.fault("forbidden", f"模板不能使用{word}，请改用 {{{{ 变量 }}}}、{{% if %}} 和 {{% for %}}", word)
        if isinstance(node, nodes.For):
            loops = (*loops, node)
            self._loop(node, loops)
        self._word(node)
        if self.policy.bounded:
            self._bounds(node)
        for child in node.iter_child_nodes():
            self.visit(child, loops)

    def _word(self, node: nodes.Node) -> None:
        match node:
            case nodes.Filter():
                self._filter(node)
            case nodes.Test(name=name) if name not in self.policy.tests:
                self.fault("forbidden", f"模板不能使用判断 is {name}", name)
            case nodes.Getattr(attr=name) if name.startswith("_"):
                self.fault("forbidden", f"名称不能以下划线开头：{name}", name)
            case nodes.Name(name=name) if name.startswith("_") or name in ("self", "super", "varargs", "kwargs"):
                self.fault("forbidden", f"模板不能使用名称 {name}", name)
            case nodes.Call() if nodes.Call in self.policy.nodes:
                self._call(node)
            case nodes.Getitem():
                self._item(node)

    def _loop(self, node: nodes.For, loops: tuple[nodes.For, ...]) -> None:
        if len(loops) > self.policy.deepest_loop:
            self.fault("forbidden", f"循环最多套{self.policy.deepest_loop}层，请减少层数", "for")
        if not self.policy.bounded:
            return
        if node.recursive:
            self.fault("forbidden", "循环不能写 recursive", "recursive")
        if len({repr(loop.iter) for loop in loops}) < len(loops):
            self.fault("forbidden", "循环里不能再循环同一个列表，请核对列表名称", "for")
        inner = {name.name for loop in loops for name in _names(loop.target)}
        if sum(not inner & {name.name for name in _names(loop.iter)} for loop in loops) > _INDEPENDENT_LOOPS:
            self.fault("forbidden", "循环套得过多，里层循环应当取自外层的变量，如 {% for 格 in 行.cells %}", "for")

    def _filter(self, node: nodes.Filter) -> None:
        if node.name not in self.policy.filters:
            reason = "，它会让文字变成文件代码" if node.name == "safe" else ""
            self.fault("forbidden", f"模板不能使用过滤器 |{node.name}{reason}，请去掉它", node.name)
        elif node.name in _APPLYING and node.args:
            allowed = self.policy.filters if node.name == "map" else self.policy.tests
            applied = (
                node.args[0] if node.name in ("map", "select", "reject") else node.args[1] if node.args[1:] else None
            )
            if applied is not None and not (isinstance(applied, nodes.Const) and applied.value in allowed):
                self.fault("forbidden", f"|{node.name} 后面只能写允许使用的名称", node.name)
        for argument in [*node.args, *(keyword.value for keyword in node.kwargs)]:
            text = argument.value if isinstance(argument, nodes.Const) else None
            if isinstance(text, str) and re.search(r"(^|\.)_", text):
                self.fault("forbidden", f"名称不能以下划线开头：{text[:20]}", node.name)

    def _call(self, node: nodes.Call) -> None:
        called = node.node
        is_macro = isinstance(called, nodes.Name) and called.name in self.macros | {"loop"}
        is_method = isinstance(called, nodes.Getattr) and called.attr in self.policy.methods
        if not is_macro and not is_method:
            name = getattr(called, "attr", getattr(called, "name", "…"))
            self.fault("forbidden", f"模板不能调用 {name}()", str(name))

    def _item(self, node: nodes.Getitem) -> None:
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(key, str) and key.startswith("_"):
            self.fault("forbidden", f"名称不能以下划线开头：{key[:20]}", "_")
        elif self.policy.bounded and not isinstance(key, int | str):
            self.fault("forbidden", "方括号里只能写固定的序号，如 [0]", "[")

    # ---- what grows ------------------------------------------------------------------------------------------------
    def _bounds(self, node: nodes.Node) -> None:
        """What no document needs and a bomb does: factors, long constants, chains of joins, computed variables."""
        match node:
            case nodes.Mul() | nodes.Mod() | nodes.FloorDiv() if not (_is_count(node.left) and _is_count(node.right)):
                self.fault("forbidden", "乘、除、取余只能用于循环序号和不超过1000的数", "*")
            case nodes.Const(value=str() as text) if len(text) > _LONGEST_CONSTANT:
                self.fault("forbidden", f"标签里的固定文字最多{_LONGEST_CONSTANT}个字，请写在标签外面", text[:12])
            case nodes.Const(value=int() as number) if abs(number) > _LARGEST_FACTOR * _LARGEST_FACTOR:
                self.fault("forbidden", "标签里的数过大", str(number)[:12])
            case nodes.Output():
                if any(sum(1 for _ in part.find_all(nodes.Node)) > _LARGEST_EXPRESSION for part in node.nodes):
                    self.fault("forbidden", "标签里的式子过长，请拆成几个标签", "{{")
            case nodes.Assign():
                if not isinstance(node.node.node if isinstance(node.node, nodes.Getattr) else node.node, nodes.Name):
                    self.fault("forbidden", "{% set %} 只能给一个变量另取名字，如 {% set 名称 = 变量 %}", "set")
            case nodes.Filter():
                self._bounded_filter(node)

    def _bounded_filter(self, node: nodes.Filter) -> None:
        growing = [inner for inner in node.find_all(nodes.Filter) if inner.name in _GROWING_FILTERS]
        if node.name in _GROWING_FILTERS and growing:
            self.fault("forbidden", f"一个标签里只能用一次 |{node.name}", node.name)
        allowed = _ARGUMENTS.get(node.name)
        if allowed is not None and (node.args or any(keyword.key not in allowed for keyword in node.kwargs)):
            self.fault("forbidden", f"|{node.name} 只能写成 |{node.name}(attribute='名称')", node.name)
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            self.fault("forbidden", f"|{node.name} 后面不能用星号", node.name)


def _names(node: nodes.Node) -> list[nodes.Name]:
    return [node] if isinstance(node, nodes.Name) else list(node.find_all(nodes.Name))


def _is_count(node: nodes.Node | None) -> bool:
    """A number that cannot be large: a small constant, or where a loop stands."""
    match node:
        case nodes.Const(value=int() as value):
            return abs(value) <= _LARGEST_FACTOR
        case nodes.Getattr(node=nodes.Name(name="loop"), attr=attribute):
            return attribute in _COUNTS
    return False


def plain_faults(context: Mapping[str, Any]) -> list[Fault]:
    """What of a context is more than plain data: only dict, list, text, numbers and truth reach a template."""
    return [Fault(path, "not-plain", f"“{path}”不是普通数据，不能交给模板") for path in _not_plain(dict(context), "")]


def _not_plain(value: object, path: str) -> Iterator[str]:
    if type(value) is dict:
        for name, inner in value.items():
            below = f"{path}.{name}" if path else str(name)
            if type(name) is not str or name.startswith("_"):
                yield below
            yield from _not_plain(inner, below)
    elif type(value) is list:
        for inner in value:
            yield from _not_plain(inner, f"{path}[]")
    elif value is not None and type(value) not in (str, int, bool, float):
        yield path
