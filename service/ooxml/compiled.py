"""Compiled filling: a part's Jinja tree as one Python function that makes ready bytes, where the tree is plain enough.

Plain enough: text, names and attributes printed, conditions, loops over lists; what proven templates are made of.
Anything else stays with Jinja, and so does any context that is not what the function expects: it raises one of
UNSURE, and the plain renderer, whose word is law, fills that document or says what is missing.

The only room that relies on what MarkupSafe keeps to itself; without it the public function does the same, slower.
"""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import markupsafe
from jinja2 import nodes


def escape_by_public_function(text: str, /) -> str:
    """What stands in where MarkupSafe keeps no such function as the next line takes."""
    return str(markupsafe.escape(text))


# in C, and without a Markup object around each text
escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape_by_public_function)

UNSURE = (LookupError, TypeError, ValueError, AttributeError)

_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'

_LINE_BREAK_BYTES, _TAB_BYTES = _LINE_BREAK.encode(), _TAB.encode()
_PIECES_IN_BLOCK = 2048  # what a block holds stays in the processor's cache until it is deflated
_MOST_REMEMBERED, _LONGEST_REMEMBERED = 128, 32
_SPECIAL_NAMES = {"loop", "self", "super", "caller"}  # these mean something to Jinja

_Fill = Callable[[Mapping[str, Any]], Iterator[list[bytes]]]


def with_breaks(text: str) -> str:
    """Escaped text as it stands inside w:t: a line feed a line break, a _TAB a tab."""
    return text.replace("\n", _LINE_BREAK).replace("\t", _TAB)


@dataclass(frozen=True)
class Part:
    """A part that fills itself, block by block."""

    _fill: _Fill
    _breaks_in_texts_only: bool

    def blocks(self, context: Mapping[str, Any]) -> Iterator[bytes]:
        """The part's bytes in order; raises one of UNSURE where only the plain renderer knows."""
        for pieces in self._fill(context):
            block = b"".join(pieces)
            if self._breaks_in_texts_only:
                if b"\n" in block:
                    block = block.replace(b"\n", _LINE_BREAK_BYTES)
                if b"\t" in block:
                    block = block.replace(b"\t", _TAB_BYTES)
            yield block


def compiled(tree: nodes.Template, opening: str) -> Part | None:
    """The part of that tree behind its opening, or None where the tree needs Jinja itself."""
    try:
        texts = opening + "".join(data.data for data in tree.find_all(nodes.TemplateData))
        own_breaks = "\n" in texts or "\t" in texts
        coder = _Coder()
        statements = coder.body([nodes.Output([nodes.TemplateData(opening)]), *tree.body], _Scope({}, {}))
        return Part(_function(statements, coder.names, own_breaks), not own_breaks)
    except (_NotPlain, RecursionError, SyntaxError):
        return None


class _Remembered(dict[Any, bytes]):
    """Values of one attribute with the text around it: few words and numbers, printed many times in a document."""

    def __init__(self, before: bytes, after: bytes) -> None:
        self._before, self._after = before, after

    def __missing__(self, value: object) -> bytes:
        printed = text(value).encode()
        piece = self._before + printed + self._after
        # 0 and 1 would be found for False and True, which are printed otherwise
        is_plain = type(value) is str or (type(value) is int and value not in (0, 1))
        if is_plain and len(printed) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[value] = piece
        return piece


def text(value: object) -> str:
    """Any value as Jinja prints it with autoescape; its own breaks, which Jinja keeps, would be taken for a text's."""
    escaped = str(markupsafe.escape(value))
    if type(value) is str:
        return with_breaks(escaped)
    if "\n" in escaped or "\t" in escaped:
        raise ValueError("breaks outside a text")
    return escaped


_SKELETON = """
def fill(context):
    pieces = []
    yield pieces
"""
_BLOCK = f"""
if len(pieces) > {_PIECES_IN_BLOCK}:
    yield pieces
    pieces = []
"""


def _function(statements: Sequence[ast.stmt], names: Mapping[str, object], own_breaks: bool) -> _Fill:
    module = ast.parse(_SKELETON)
    function = module.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.body[1:1] = statements
    escape = text if own_breaks else escape_text
    known: dict[str, Any] = {**names, "__builtins__": {}, "len": len, "str": str, "escape": escape, "text": text}
    exec(compile(ast.fix_missing_locations(module), "<template>", "exec"), known)
    fill: _Fill = known["fill"]
    return fill


def _load(name: str) -> ast.expr:
    return ast.Name(name, ast.Load())


def _escaped(value: ast.expr) -> ast.expr:
    """The code `(escape(value) if (value := …).__class__ is str else text(value)).encode()`."""
    named = ast.NamedExpr(ast.Name("value", ast.Store()), value)
    is_text = ast.Compare(ast.Attribute(named, "__class__", ast.Load()), [ast.Is()], [_load("str")])
    printed = [ast.Call(_load(function), [_load("value")], []) for function in ("escape", "text")]
    return ast.Call(ast.Attribute(ast.IfExp(is_text, *printed), "encode", ast.Load()), [], [])


_Framed = Callable[[bytes, bytes], ast.expr]  # a piece that takes the constant text before and behind into itself
_Piece = bytes | _Framed | ast.expr
_END = ast.Constant(None)


@dataclass(frozen=True)
class _Scope:
    """The function's names for the variables of loops around, and for values at hand."""

    variables: Mapping[str, str]
    held: Mapping[str, str]


class _NotPlain(Exception):
    """The tree holds something that only Jinja understands."""


class _Coder:
    """Writes the statements of one part.

    No name of a template becomes a name of the function: names of the context are constants between brackets, the
    variables of loops are numbered.
    """

    def __init__(self) -> None:
        self._variables = 0
        self.names: dict[str, object] = {}  # what the function finds beside its own

    def body(self, body: list[nodes.Node], scope: _Scope) -> list[ast.stmt]:
        """The statements of a branch, a loop or the whole."""
        statements: list[ast.stmt] = []
        pieces: list[_Piece] = []
        for node in body:
            if isinstance(node, nodes.Output):
                pieces += self._output(node, scope)
            elif (choice := self._choice(node, scope)) is not None:
                pieces.append(choice)
            else:
                statements += [*_put(pieces), *self._block(node, scope)]
                pieces = []
        return [*statements, *_put(pieces)]

    def _output(self, node: nodes.Output, scope: _Scope) -> list[_Piece]:
        pieces: list[_Piece] = []
        in_attribute = False
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                pieces.append(child.data.encode())
                in_attribute = child.data.endswith('="')
            else:
                value = self._path(child, scope)
                pieces.append(partial(self._remembered, value) if in_attribute else _escaped(value))
        return pieces

    def _remembered(self, value: ast.expr, before: bytes, after: bytes) -> ast.expr:
        name = self._new_variable()
        self.names[name] = _Remembered(before, after)
        return ast.Subscript(_load(name), value, ast.Load())

    def _choice(self, node: nodes.Node, scope: _Scope) -> _Framed | None:
        """An `if` around mere text as one piece."""
        if not isinstance(node, nodes.If) or node.elif_:
            return None
        yes, no = _own_text(node.body), _own_text(node.else_)
        return None if yes is None or no is None else partial(_chosen, self._test(node.test, scope), yes, no)

    def _block(self, node: nodes.Node, scope: _Scope) -> list[ast.stmt]:
        match node:
            case nodes.If():
                return self._branches(node, scope)
            case nodes.For(target=nodes.Name(name=name), recursive=False, test=None, else_=[]):
                if name not in _SPECIAL_NAMES:
                    return self._loop(node, name, scope)
        raise _NotPlain

    def _branches(self, node: nodes.If, scope: _Scope) -> list[ast.stmt]:
        """An `if`. A value that is compared is held for the comparisons that follow in its branches."""
        before: list[ast.stmt] = []
        if isinstance(node.test, nodes.Compare):
            path = self._path(node.test.expr, scope)
            if not isinstance(path, ast.Name):
                name = self._new_variable()
                before.append(ast.Assign([ast.Name(name, ast.Store())], path))
                scope = replace(scope, held={**scope.held, ast.dump(path): name})
        rest = list(node.else_)
        if node.elif_:
            first, *others = node.elif_
            rest = [nodes.If(first.test, first.body, others, node.else_, lineno=first.lineno)]
        test = self._test(node.test, scope)
        body = self.body(node.body, scope) or [ast.Pass()]
        return [*before, ast.If(test, body, self.body(rest, scope))]

    def _loop(self, node: nodes.For, name: str, scope: _Scope) -> list[ast.stmt]:
        variable = self._new_variable()
        over = self._path(node.iter, scope)
        body = self.body(node.body, replace(scope, variables={**scope.variables, name: variable}))
        if not scope.variables or any(node.find_all(nodes.For)):  # the entries of a short, innermost loop: no block
            body += ast.parse(_BLOCK).body
        return [ast.For(ast.Name(variable, ast.Store()), over, body or [ast.Pass()], [])]

    def _test(self, test: nodes.Node, scope: _Scope) -> ast.expr:
        match test:
            case nodes.And() | nodes.Or():
                both = [self._test(side, scope) for side in (test.left, test.right)]
                return ast.BoolOp(ast.And() if isinstance(test, nodes.And) else ast.Or(), both)
            case nodes.Not():
                return ast.UnaryOp(ast.Not(), self._test(test.node, scope))
            case nodes.Compare(ops=[nodes.Operand(op=("eq" | "ne") as operation, expr=nodes.Const(value=value))]):
                compared = ast.Eq() if operation == "eq" else ast.NotEq()
                return ast.Compare(self._path(test.expr, scope), [compared], [ast.Constant(value)])
        return self._path(test, scope)

    def _path(self, node: nodes.Node, scope: _Scope) -> ast.expr:
        """A name or an attribute of one: a loop's variable, or what is kept under that name."""
        if isinstance(node, nodes.Getattr):
            path: ast.expr = ast.Subscript(self._path(node.node, scope), ast.Constant(node.attr), ast.Load())
        elif isinstance(node, nodes.Name) and node.name not in _SPECIAL_NAMES:
            if node.name in scope.variables:
                return _load(scope.variables[node.name])
            path = ast.Subscript(_load("context"), ast.Constant(node.name), ast.Load())
        else:
            raise _NotPlain
        name = scope.held.get(ast.dump(path))
        return path if name is None else _load(name)

    def _new_variable(self) -> str:
        self._variables += 1
        return f"value_{self._variables}"


def _put(pieces: Sequence[_Piece]) -> list[ast.stmt]:
    """Adds the pieces to those there are."""
    put: list[ast.expr] = []
    before, framed, after = b"", None, b""
    for piece in (*pieces, _END):
        if isinstance(piece, bytes):
            after += piece
            continue
        if framed is not None:
            put.append(framed(before, after))
            before, framed, after = b"", None, b""
        if isinstance(piece, ast.expr):
            put += [ast.Constant(after), piece] if after else [piece]
            after = b""
        else:
            before, framed, after = after, piece, b""
    together = ast.Tuple(put[:-1], ast.Load())
    return [ast.AugAssign(ast.Name("pieces", ast.Store()), ast.Add(), together)] if together.elts else []


def _chosen(test: ast.expr, yes: bytes, no: bytes, before: bytes, after: bytes) -> ast.expr:
    return ast.IfExp(test, ast.Constant(before + yes + after), ast.Constant(before + no + after))


def _own_text(body: list[nodes.Node]) -> bytes | None:
    """The text of a body that is nothing else."""
    outputs = [node for node in body if isinstance(node, nodes.Output)]
    texts = [child.data for node in outputs for child in node.nodes if isinstance(child, nodes.TemplateData)]
    whole = len(outputs) == len(body) and len(texts) == sum(len(node.nodes) for node in outputs)
    return "".join(texts).encode() if whole else None
