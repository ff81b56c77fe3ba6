"""Reading: the tags of a template in order, each by itself, the blocks they make, the names they use."""

import difflib
import re

import jinja2
from jinja2 import nodes

from service.errors import Fault
from service.ooxml import policy, shapes
from service.ooxml.blocks import CLOSING, MARKERS, OPENING, Blocks
from service.ooxml.expressions import Judge, Known, Scope, loop_scope
from service.ooxml.policy import Policy
from service.ooxml.shapes import Shape
from service.ooxml.tags import Tag

ENVIRONMENT = jinja2.Environment(autoescape=True)  # only parses
_SETTER = re.compile(r"\{\{\s*[A-Za-z]{2,}(?:\.[A-Za-z]+)?\s+([A-Za-z_][\w.]*)\s*\}\}")
_KNOWN = [*OPENING, *CLOSING, *MARKERS, "elif", "else", "set", "colspan", "cellbg"]
_NEVER = {"include", "import", "from", "extends", "block", "endblock", "autoescape", "endautoescape"}


class Reader:
    """Reads the tags in order: each by itself, the blocks they make, the names they use."""

    def __init__(self, root: Shape, rules: Policy) -> None:
        self.rules = rules
        self.judge = Judge(root, self._say)
        self.faults: list[Fault] = []
        self._tag: Tag | None = None

    def read(self, found: list[Tag]) -> list[Fault]:
        macros = [match[1] for tag in found if (match := re.match(r"macro\s+(\w+)", tag.code))]
        for part in dict.fromkeys(tag.part for tag in found):
            blocks = Blocks()
            for tag in found:
                if tag.part == part and not tag.typed.startswith("{#"):
                    self._tag = tag
                    try:
                        self._one(tag, blocks, macros)
                    except RecursionError:
                        self._say("syntax", "式子套得过深，请拆开写", "")
            self.faults += blocks.unclosed()
        return self.faults

    def _say(self, code: str, sentence: str, _: str) -> None:
        if self._tag is not None:
            self.faults.append(self._tag.fault(code, sentence))

    def _one(self, tag: Tag, blocks: Blocks, macros: list[str]) -> None:
        setter = _SETTER.fullmatch(tag.typed)
        if tag.word and tag.word not in _KNOWN:
            near = difflib.get_close_matches(tag.word, _KNOWN, n=1)
            hint = f"，是不是 {near[0]}？" if near else "，可以用的有 if、for、else、endif、endfor"
            known = tag.word in _NEVER
            sentence = "模板不能使用它" if known else f"没有“{tag.word}”这种写法{hint}"
            self._say("forbidden" if known else "unknown-word", sentence, "")
            return
        scope, known_parts = blocks.scope, blocks.known
        tree = self._parsed(tag, setter[1] if setter else None)
        if tree is not None:
            for fault in policy.check(tree, tag.typed, self.rules, macros):
                self._say(fault.code, fault.message, "")
        closed = blocks.follow(tag)
        if closed is not None:
            self.faults.append(closed)
        elif tree is not None:
            self._names(tag, tree, blocks, scope, known_parts, printed=setter is None)

    def _parsed(self, tag: Tag, set_value: str | None) -> nodes.Template | None:
        """A tag as a whole template: with the ending it asks for."""
        if set_value is not None:
            source = f"{{{{ {set_value} }}}}"
        elif tag.typed.startswith("{{"):
            source = f"{{{{ {tag.code} }}}}"
        elif tag.word in ("colspan", "cellbg"):
            source = f"{{{{ {tag.code[len(tag.word) :]} }}}}"
        elif tag.word == "elif":
            source = f"{{% {tag.code[2:]} %}}{{% endif %}}"
        elif tag.word == "set" and "=" not in tag.code:
            source = f"{{% {tag.code} %}}{{% endset %}}"
        elif tag.word in OPENING:
            source = f"{{% {tag.code} %}}{{% end{tag.word} %}}"
        else:
            source = f"{{% {tag.code} %}}" if tag.word == "set" else ""
        try:
            return ENVIRONMENT.parse(source)
        except jinja2.TemplateSyntaxError as error:
            self._say("syntax", f"写法不对（{error.message}），请核对括号、引号和空格", "")
            return None

    def _names(
        self, tag: Tag, tree: nodes.Template, blocks: Blocks, scope: Scope, known: Known, *, printed: bool
    ) -> None:
        """Judge the names of a tag, and bring what it defines into scope."""
        for node in tree.body:
            match node:
                case nodes.Output():
                    self._output(node, scope, known, printed)
                case nodes.If():
                    blocks.tested(*self.judge.test(node.test, scope, known), again=tag.word == "elif")
                case nodes.For():
                    blocks.scope = loop_scope(scope, node.target, self.judge.entry(node.iter, scope, known))
                    if node.test is not None:
                        self.judge.test(node.test, blocks.scope, known)
                case nodes.Assign():
                    self._assigned(node, scope, known)
                case nodes.AssignBlock() | nodes.Macro() | nodes.With():
                    blocks.scope = self._inner(node, scope, known)

    def _output(self, node: nodes.Output, scope: Scope, known: Known, printed: bool) -> None:
        for child in node.nodes:
            if not isinstance(child, nodes.Call | nodes.TemplateData):
                value = self.judge.value(child, scope, known)
                if printed:
                    self.judge.printable(value, known)

    def _inner(self, node: "nodes.AssignBlock | nodes.Macro | nodes.With", scope: Scope, known: Known) -> Scope:
        """The names inside a block that defines some."""
        if isinstance(node, nodes.With):
            values = [self.judge.value(value, scope, known) for value in node.values]
            names = [getattr(target, "name", "") for target in node.targets]
            return {**scope, **dict(zip(names, values, strict=True))}
        scope[node.name if isinstance(node, nodes.Macro) else getattr(node.target, "name", "")] = Shape()
        inner: Scope = {**scope, **{name.name: Shape() for name in getattr(node, "args", [])}}
        return {**inner, "caller": Shape()} if isinstance(node, nodes.Macro) else inner

    def _assigned(self, node: nodes.Assign, scope: Scope, known: Known) -> None:
        value = self.judge.value(node.node, scope, known)
        if isinstance(node.target, nodes.Name):
            scope[node.target.name] = value
        else:
            scope.update({name.name: shapes.unknown(value) for name in node.target.find_all(nodes.Name)})
