"""The counting basis (口径): reading it from the words of the command line, checking it, saying it in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from db.queries.standing import BACKWARDNESS
from db.records import Basis
from desktop.errors import KnownError
from desktop.rules.rate import Rate
from desktop.rules.state_words import STATE_WORDS, verdict_word

LEVELS = {"problem": "问题", "finding": "具体问题", "measure": "措施"}
ROUNDINGS = {"half_up": "四舍五入", "truncate": "截去尾数"}
_WORDS = (
    "name",
    "version",
    "level",
    "verified_only",
    "numerator",
    "exclude",
    "include_immediate",
    "include_villages",
    "within_period",
    "rounding",
    "decimals",
)


def from_words(words: Mapping[str, Any], *, start: Basis | None = None) -> Basis:
    """A basis from the words of samples/D_rates; what is not said is taken from `start` or the default."""
    if not isinstance(words, Mapping):
        raise KnownError('口径应当是“项: 值”的一个 JSON 对象，例如 {"numerator": ["done"]}。')
    unknown = sorted(set(words) - set(_WORDS))
    if unknown:
        raise KnownError(f"口径中有不认识的项：{'、'.join(unknown)}。可用的项：{'、'.join(_WORDS)}。")
    given = {name: value for name, value in words.items() if value is not None}
    for name in ("numerator", "exclude"):
        states = given.get(name, ())
        if not isinstance(states, (list, tuple)) or not all(isinstance(state, str) for state in states):
            raise KnownError(f'口径的“{name}”应当是状态的列表，例如 ["done"]。')
        if name in given:
            given[name] = tuple(states)
    basis = replace(start or Basis(), **given)
    check(basis)
    return basis


def to_words(basis: Basis) -> dict[str, Any]:
    """The basis in the words of the command line."""
    words = {name: getattr(basis, name) for name in _WORDS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in words.items()}


def check(basis: Basis) -> None:
    """Raise KnownError where the basis contradicts itself or uses unknown words."""
    strange = [state for state in (*basis.numerator, *basis.exclude) if state not in BACKWARDNESS]
    both = [STATE_WORDS[state] for state in basis.numerator if state in basis.exclude]
    flags = (basis.verified_only, basis.include_immediate, basis.include_villages, basis.within_period)
    if strange:
        raise KnownError(f"口径中有不认识的状态：{'、'.join(strange)}。可用的状态：{'、'.join(BACKWARDNESS)}。")
    if both:
        raise KnownError(f"口径自相矛盾：“{'、'.join(both)}”既计入分子，又不计入总数。请只保留一处。")
    if basis.level not in LEVELS:
        raise KnownError(f"口径的层级“{basis.level}”不认识，可用 problem、finding、measure。")
    if basis.rounding not in ROUNDINGS:
        raise KnownError(f"口径的取舍“{basis.rounding}”不认识，可用 half_up（四舍五入）、truncate（截去尾数）。")
    if type(basis.decimals) is not int or not 0 <= basis.decimals <= 4:
        raise KnownError("口径的小数位数应当是 0 至 4 的整数。")
    if not all(isinstance(flag, (bool, int)) for flag in flags):
        raise KnownError("口径中“是否”一类的项应当填 true 或 false。")


def rate(basis: Basis, numerator: int, denominator: int) -> Rate:
    """A count as the basis rounds and prints it."""
    return Rate(numerator, denominator, basis.rounding, basis.decimals)


def sides(basis: Basis, state: str) -> tuple[int, int]:
    """What one item in a state adds to numerator and denominator; an item without a state is not in the list."""
    counted = bool(state) and state not in basis.exclude
    return int(counted and state in basis.numerator), int(counted)


def title(basis: Basis) -> str:
    """'县委口径2026（核实）第2版'."""
    return f"{basis.name}第{basis.version}版" if basis.id else basis.name


def numerator_words(basis: Basis) -> str:
    """What the numerator counts: '已销号、长期坚持' of the verdict lane, '自报完成' of the claim lane."""
    words = [_counted_word(state, basis) for state in basis.numerator]
    return "、".join(words) or "（无）"


def _counted_word(state: str, basis: Basis) -> str:
    if basis.verified_only:
        return verdict_word(state)
    return "自报完成" if state == "done" else STATE_WORDS[state]


def denominator_words(basis: Basis) -> str:
    """What the denominator counts: '反馈问题', less what is left out."""
    left_out = _left_out(basis)
    base = {"problem": "反馈问题", "finding": "反馈问题", "measure": "整改措施"}[basis.level]
    return f"（{base}－{'－'.join(left_out)}）" if left_out else base


def formula(basis: Basis) -> str:
    """'已销号÷反馈问题'."""
    numerator = numerator_words(basis)
    return f"{f'（{numerator}）' if '、' in numerator else numerator}÷{denominator_words(basis)}"


def definition(basis: Basis) -> str:
    """The sentence under every table: what is divided by what, by whose word, at which level, until when, how rounded."""
    lane = "以巡察办认定为准" if basis.verified_only else "以单位自报为准"
    period = "只计集中整改期内" if basis.within_period else "计至截止日"
    places = f"保留{basis.decimals}位小数" if basis.decimals else "取整数"
    parts = [
        f"{title(basis)}：{formula(basis)}",
        f"按{LEVELS[basis.level]}计数",
        lane,
        period,
        "核减、拆分、合并的自当日起改变总数",
        f"{ROUNDINGS[basis.rounding]}，{places}",
    ]
    return "；".join(parts) + "。"


def sentence(basis: Basis) -> str:
    """The basis as a paper says it, in words and without signs of arithmetic (papers 00 and index, rule 9)."""
    counted = {"problem": "问题", "finding": "具体表现", "measure": "整改措施"}[basis.level]
    left_out = "、".join(_left_out(basis))
    until = "集中整改期满前" if basis.within_period else "截止日前"
    whole = f"{until}已反馈且未核减的{counted}{f'，不含{left_out}的' if left_out else ''}"
    if basis.verified_only:
        states = "、".join(verdict_word(state) for state in basis.numerator if state != "done")
        part = f"经县委巡察办核实销号的{counted}{f'和认定为{states}的{counted}' if states else ''}"
        if "done" not in basis.numerator:
            part = f"经县委巡察办认定为{states or '（无）'}的{counted}"
    else:
        part = f"单位自报为{numerator_words(basis)}的{counted}"
    places = f"保留{'零一二三四'[basis.decimals]}位小数" if basis.decimals else "取整数"
    return f"按{counted}统计；分母为{whole}；分子为{part}；{places}，{ROUNDINGS[basis.rounding]}"


def _left_out(basis: Basis) -> list[str]:
    words = [STATE_WORDS[state] for state in basis.exclude]
    words += ["立行立改"] if not basis.include_immediate else []
    return words + (["村（社区）"] if not basis.include_villages else [])
