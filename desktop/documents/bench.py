"""The sandbox in which templates of clerks run: no calls, no arithmetic on texts, no way out, an end to every loop."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment, SecurityError

from desktop.documents.figures import Figure, Placed
from desktop.documents.words import FILTERS, Lacking

PEN = "_笔"
PRINT = "_印"
ROUND = "_绕"
PLACE = "_图位"
MOST_ROUNDS = 20_000

_TESTS = ("defined", "undefined", "none", "odd", "even", "divisibleby", "eq", "ne", "gt", "ge", "lt", "le", "in")


class Bench(SandboxedEnvironment):
    """Jinja as far as a paper needs it."""

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
