"""The sandbox in which templates of clerks run: no calls, no arithmetic on texts, no way out, an end to every loop."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from jinja2 import nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.idtracking import VAR_LOAD_PARAMETER
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment

from desktop.documents.figures import Figure, Placed
from desktop.documents.words import FILTERS, Lacking

PEN = "_笔"
PRINT = "_印"
ROUND = "_绕"
PLACE = "_图位"
MOST_ROUNDS = 20_000

_OF_LOOPS = frozenset(("index", "index0", "revindex", "first", "last", "length", "previtem", "nextitem"))
_TESTS = ("defined", "undefined", "none", "odd", "even", "divisibleby", "eq", "ne", "gt", "ge", "lt", "le", "in")


class _Code(CodeGenerator):
    """Jinja's own code of a template but for what every paper does hundreds of times: a value goes to the pen by one call, words of a
    row are taken where they lie, and what stands between two statements is put together at once."""

    def pull_dependencies(self, nodes: Iterable[nodes.Node]) -> None:
        """The pen is taken once, beside the filters."""
        super().pull_dependencies(nodes)
        if PRINT in self.filters:
            self.writeline(f"write = context.parent[{PEN!r}].write")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Fixed and printed pieces in one."""
        if len(node.nodes) == 1 or frame.buffer is not None or frame.require_output_check:
            super().visit_Output(node, frame)
            return
        self.writeline("yield concat((", node)
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.write(repr(child.data))
            elif isinstance(child, nodes.Filter) and child.name == PRINT:
                self.visit(child, frame)  # a text already
            else:
                self.write("str(")
                self.visit(child, frame)
                self.write(")")
            self.write(", ")
        self.write("))")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        """A printed value (template._Wiring) goes straight to the pen, with its name and its look."""
        if node.name != PRINT or node.node is None:
            super().visit_Filter(node, frame)
            return
        self.write("write(")
        for argument in (node.node, *node.args):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """As `Bench.getattr`, without a call where a row has the word."""
        if isinstance(node.node, nodes.Name):
            row = frame.symbols.ref(node.node.name)
            load = frame.symbols.find_load(row)
            if load is not None and load[0] == VAR_LOAD_PARAMETER and not self.parameter_is_undeclared(row):
                self.write(f"({row}[{node.attr!r}] if {row}.__class__ is dict and {node.attr!r} in {row} else ")
                super().visit_Getattr(node, frame)
                self.write(")")
                return
        super().visit_Getattr(node, frame)


class Bench(SandboxedEnvironment):
    """Jinja as far as a paper needs it."""

    code_generator_class = _Code
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self) -> None:
        # every value goes through the pen (template._Wiring), which escapes it; escaping twice would cost a third of the time
        super().__init__(autoescape=False, undefined=Lacking)
        self.globals = {}
        self.filters = {**FILTERS, PRINT: _print, ROUND: _round, PLACE: Placed}
        self.tests = {name: self.tests[name] for name in _TESTS}

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Only + and − on numbers: 'x' * 10**9 is how a template eats a PC."""
        numbers = (int, Decimal, Figure, Lacking)
        if operator in ("+", "-") and isinstance(left, numbers) and isinstance(right, numbers):
            return left + right if operator == "+" else left - right
        raise SecurityError(f"模板里不能用“{operator}”运算")

    def call(self, context: Context, function: Any, *args: Any, **kwargs: Any) -> Any:
        """Nothing is called from a template; what it needs are filters."""
        raise SecurityError("模板里不能调用函数")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Words of a row come first, and quickly; nothing that begins with _ comes at all."""
        if obj.__class__ is dict:
            try:
                return obj[attribute]
            except KeyError:
                return Lacking(obj=obj, name=attribute)
        if obj.__class__ is LoopContext and attribute in _OF_LOOPS:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


@pass_context
def _print(context: Context, value: Any, label: str, look: str | None) -> str:
    printed: str = context.parent[PEN].write(value, label, look)
    return printed


@pass_context
def _round(context: Context, values: Iterable[Any]) -> list[Any]:
    """The rows of a loop; a paper with more rounds than any paper has is stopped."""
    rows = list(values)
    pen = context.parent[PEN]
    pen.rounds += len(rows)
    if pen.rounds > MOST_ROUNDS:
        raise SecurityError(f"模板里的循环超过{MOST_ROUNDS}次")
    return rows
