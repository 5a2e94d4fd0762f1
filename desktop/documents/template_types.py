"""Types of what a template prints, compares, filters and goes through: every mismatch is told before a paper is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from jinja2 import nodes

from desktop.documents.fixed_words import fixed_words
from desktop.documents.vocabulary import COUNT, DAY, FLAG, LIST, MONEY, PICTURE, RATE, RECORD, TEXT, Field
from desktop.documents.words import NUMBERING

NUMBERS = frozenset({COUNT, MONEY})
_ORDERED = NUMBERS | {RATE}
_Node = TypeVar("_Node", bound=nodes.Node)


@dataclass(frozen=True)
class Kind:
    """What a value is; `field` is the word whose rows or parts it has, `element` what a list without inner words holds."""

    kind: str
    field: Field | None = None
    missing: bool = False

    @property
    def element(self) -> Kind:
        """One row of a list."""
        if self.field is not None and self.field.items:
            return Kind(RECORD, self.field)
        return Kind(TEXT)


@dataclass(frozen=True)
class Parsed:
    """A tag as jinja understands it; its nodes are gathered once, as every judge asks for some of them."""

    everything: tuple[nodes.Node, ...]

    def find_all(self, kind: type[_Node]) -> Iterator[_Node]:
        """The nodes of a kind, in their order."""
        return (node for node in self.everything if isinstance(node, kind))


TEXTUAL, COUNTED, CHOSEN = Kind(TEXT), Kind(COUNT), Kind(FLAG)
Scope = Mapping[str, Kind]
Tell = Callable[[str, str], None]
_LOOP = {"index": COUNTED, "index0": COUNTED, "length": COUNTED, "revindex": COUNTED, "first": CHOSEN, "last": CHOSEN}
# what each filter takes, and what it gives
_FILTERS: dict[str, tuple[frozenset[str], str]] = {
    "中文数": (frozenset({COUNT}), TEXT),
    "净": (frozenset({TEXT}), TEXT),
    "首句": (frozenset({TEXT}), TEXT),
    "逐项": (frozenset({LIST}), TEXT),
    "顿号": (frozenset({LIST}), TEXT),
    "逗号": (frozenset({LIST}), TEXT),
    "列举": (frozenset({LIST}), TEXT),
    "万元": (frozenset({MONEY}), TEXT),
    "万": (frozenset({MONEY}), TEXT),
    "带数": (frozenset({RATE}), TEXT),
    "月日": (frozenset({DAY}), TEXT),
    "年月": (frozenset({DAY}), TEXT),
    "两行": (frozenset({DAY}), TEXT),
    "断行": (frozenset({TEXT}), TEXT),
    "和": (frozenset({LIST}), COUNT),
    "length": (frozenset({LIST}), COUNT),
    "合并": (frozenset({TEXT, DAY, COUNT}), TEXT),
    "图": (frozenset({PICTURE}), PICTURE),
}
_MEANT = {
    LIST: "顿号、逗号、逐项、列举或 length",
    MONEY: "万元或万",
    RATE: "带数",
    DAY: "月日、年月或两行",
    COUNT: "不用过滤器，或用中文数",
    TEXT: "不用过滤器，或用净",
    FLAG: "{% if … %}",
    RECORD: "后面加“.”和里面的字段名",
    PICTURE: "不用过滤器",
}


def kind_of_field(field: Field) -> Kind:
    """The kind of a word of the vocabulary."""
    return Kind(field.kind, field)


def kind_of(node: nodes.Node | None, scope: Scope) -> Kind | None:
    """What an expression gives; None where that cannot be told."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name)
    if isinstance(node, nodes.Const):
        return _constant(node.value)
    if isinstance(node, nodes.Getattr):
        return _part(node, scope)
    if isinstance(node, nodes.Getitem):
        owner = kind_of(node.node, scope)
        if owner is None or owner.kind != LIST:
            return None
        return owner if isinstance(node.arg, nodes.Slice) else owner.element
    if isinstance(node, nodes.Filter):
        return _filtered(node, scope)
    if isinstance(node, (nodes.Or, nodes.And)):
        return kind_of(node.left if not isinstance(node.left, nodes.Const) else node.right, scope)
    if isinstance(node, nodes.CondExpr):
        return kind_of(node.expr1, scope)
    if isinstance(node, (nodes.Add, nodes.Sub)):
        return COUNTED
    if isinstance(node, (nodes.Compare, nodes.Not, nodes.Test)):
        return CHOSEN
    return None


def _constant(value: object) -> Kind | None:
    if isinstance(value, bool):
        return CHOSEN
    if isinstance(value, (int, float)):
        return COUNTED
    return TEXTUAL if isinstance(value, str) else None


def _part(node: nodes.Getattr, scope: Scope) -> Kind | None:
    if isinstance(node.node, nodes.Name) and node.node.name == "loop":
        return _LOOP.get(node.attr)
    owner = kind_of(node.node, scope)
    if owner is None or owner.field is None or owner.kind != RECORD:
        return None
    return next((kind_of_field(item) for item in owner.field.items if item.name == node.attr), None)


def _filtered(node: nodes.Filter, scope: Scope) -> Kind | None:
    if node.name == "first":
        owner = kind_of(node.node, scope)
        return owner.element if owner is not None and owner.kind == LIST else None
    return Kind(_FILTERS[node.name][1]) if node.name in _FILTERS else None


def judge(tree: Parsed, scope: Scope, tell: Tell) -> None:
    """Filters, comparisons, sums and loops over the wrong kind of value."""
    for found in tree.find_all(nodes.Filter):
        _judge_filter(found, scope, tell)
    for compared in tree.find_all(nodes.Compare):
        _judge_comparison(compared, scope, tell)
    for added in (*tree.find_all(nodes.Add), *tree.find_all(nodes.Sub)):
        wrong = [
            (side, kind.kind)
            for side in (added.left, added.right)
            if (kind := kind_of(side, scope)) and kind.kind not in NUMBERS
        ]
        for side, word in wrong:
            tell(f"{named(side)}是{word}，不能加减", "只有整数和金额可以加减")
        fixed = [side for side in (added.left, added.right) if isinstance(side, nodes.Const)]
        if fixed and not wrong:
            tell(f"加减了写死的数{named(fixed[0])}，印出来与台账不符", "只能加减字段")
    for taken in tree.find_all(nodes.Getitem):
        owner = kind_of(taken.node, scope)
        if owner is not None and owner.kind != LIST:
            tell(f"{named(taken.node)}是{owner.kind}，不能取其中几行", "方括号只能用于清单")
    for access in tree.find_all(nodes.Getattr):
        owner = kind_of(access.node, scope)
        if owner is not None and owner.kind != RECORD:
            hint = "先用 {% for 行 in … %} 取出每一行" if owner.kind == LIST else "去掉后面的“.”和字段名"
            tell(f"{named(access.node)}是{owner.kind}，里面没有“{access.attr}”", hint)


def judge_loop(iterated: nodes.Node, scope: Scope, tell: Tell) -> Kind | None:
    """A loop goes through a list and nothing else; gives what its variable is."""
    kind = kind_of(iterated, scope)
    if kind is None:
        return None
    if kind.kind != LIST:
        tell(f"{named(iterated)}是{kind.kind}，不能逐行循环", "循环只能用于清单")
        return None
    return kind.element


def judge_printed(node: nodes.Node, scope: Scope, absent: frozenset[str], after: str, tell: Tell) -> None:
    """What may not stand on paper as it is: a whole list, a record, an amount without its unit.

    `absent` are words that are known to be empty at this place (after {% else %}): they print what a draft shows for them.
    """
    for fixed in _chosen_constants(node):
        if re.search(r"\d", str(fixed.value)) or any(fixed_words(str(fixed.value))):
            tell(f"印的是写死的{named(fixed)}，与台账不符", "改成对应的字段")
    kind = kind_of(node, scope)
    if kind is None or named(node) in absent:
        return
    if kind.kind == LIST:
        hint = "用 |顿号、|逐项 连成一句" if not (kind.field and kind.field.items) else "用 {%tr for 行 in … %} 逐行印"
        tell("是一份清单，不能直接印", hint)
    elif kind.kind == RECORD:
        parts = "、".join(item.name for item in kind.field.items) if kind.field else ""
        tell("是几项内容，不能直接印", f"后面加“.”和其中一项：{parts}")
    elif kind.kind == MONEY and not isinstance(node, nodes.Filter) and not after.lstrip().startswith("元"):
        tell("是以元存的金额，印出来没有单位", "用 |万元，表内用 |万")


def _chosen_constants(node: nodes.Node | None) -> Iterator[nodes.Const]:
    """The constants that an expression prints in some case: 3 if 逾期数 else 2."""
    if isinstance(node, nodes.Const):
        yield node
    elif isinstance(node, nodes.CondExpr):
        yield from _chosen_constants(node.expr1)
        yield from _chosen_constants(node.expr2)
    elif isinstance(node, (nodes.Or, nodes.And)):
        yield from _chosen_constants(node.left)
        yield from _chosen_constants(node.right)
    elif isinstance(node, nodes.Filter):
        yield from _chosen_constants(node.node)


def _judge_filter(node: nodes.Filter, scope: Scope, tell: Tell) -> None:
    kind = kind_of(node.node, scope)
    wanted = frozenset({LIST}) if node.name == "first" else _FILTERS.get(node.name, (None, ""))[0]
    if kind is None or wanted is None:
        return
    if kind.kind not in wanted:
        tell(f"“{node.name}”不能用于{kind.kind}（{named(node.node)}）", f"{kind.kind}可用：{_MEANT.get(kind.kind, '')}")
    elif node.name == "和":
        _judge_sum(node, kind, tell)
    elif node.name in ("逐项", "顿号", "逗号", "列举") and kind.field is not None and kind.field.items:
        tell(f"“{node.name}”不能用于有几栏的清单（{named(node.node)}）", "用 {% for 行 in … %} 取出一栏再印")


def _judge_sum(node: nodes.Filter, kind: Kind, tell: Tell) -> None:
    wanted = node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else None
    numbers = [item.name for item in kind.field.items if item.kind in NUMBERS] if kind.field else []
    if wanted not in numbers:
        tell("“和”要写明清单里的一个数字栏", f"可用：{'、'.join(numbers) or '这份清单没有数字栏'}")


def _judge_comparison(node: nodes.Compare, scope: Scope, tell: Tell) -> None:
    left = kind_of(node.expr, scope)
    for operand in node.ops:
        right = kind_of(operand.expr, scope)
        if left is None or right is None or operand.op in ("in", "notin"):
            continue
        ordered = operand.op in ("gt", "gteq", "lt", "lteq")
        alike = left.kind == right.kind or {left.kind, right.kind} <= _ORDERED
        sortable = left.kind in _ORDERED or left.kind == DAY
        if not alike or (ordered and not sortable):
            hint = "数不加引号" if {left.kind, right.kind} & _ORDERED and TEXT in (left.kind, right.kind) else ""
            tell(f"{named(node.expr)}是{left.kind}，不能与{right.kind}比较", hint)


def named(node: nodes.Node | None) -> str:
    """The words of an expression, for a sentence."""
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        return f"{named(node.node)}.{node.attr}"
    if isinstance(node, (nodes.Filter, nodes.Getitem)):
        return named(node.node)
    if isinstance(node, nodes.Const):
        return f"“{node.value}”"
    return "这个算式"


def known_empty(test: nodes.Node) -> Iterator[str]:
    """Words that are empty or untrue where a condition did not come true."""
    if isinstance(test, (nodes.Name, nodes.Getattr)):
        yield named(test)
    elif isinstance(test, nodes.Or):
        yield from known_empty(test.left)
        yield from known_empty(test.right)


DRAFT, PAIRED = "草稿", "并栏"
"""Words that the program gives every paper: whether it is a draft; whether fields to sign stand in pairs, which a form that asks for it is given where it then takes fewer pages."""
ALWAYS_KINDS: dict[str, Kind] = {**dict.fromkeys((DRAFT, PAIRED), CHOSEN), **dict.fromkeys(NUMBERING, TEXTUAL)}
