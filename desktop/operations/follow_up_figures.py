"""The figures that visits, checks and surveys answer (registers.md §10, M18)."""

from __future__ import annotations

from db.queries.books import Record
from desktop.ledgers.surveys import together
from desktop.ledgers.visits import REOPENED, TRUE
from desktop.operations.figure_moment import Figure, Moment, OfficeFigure
from desktop.rules import basis as basis_rules
from desktop.rules.satisfaction import AS_USUAL
from desktop.rules.state_words import STATE_WORDS


def _number(title: str, words: str, book: str) -> Figure:
    def figure(moment: Moment, name: str) -> OfficeFigure:
        rows = moment.numbers(book, lambda _one: True)
        return OfficeFigure(name, title, str(len(rows)), None, None, words, rows, rows)

    return figure


def _precision(moment: Moment, name: str) -> OfficeFigure:
    """部分属实 is no hit; it is told apart."""
    checks = list(moment.records("check"))
    hits = [one for one in checks if one.stored["found"] == TRUE]
    partly = sum(1 for one in checks if one.stored["found"] == "partly")
    rate = basis_rules.rate(moment.basis, len(hits), len(checks))
    words = f"核查属实 ÷ 回访核查（部分属实 {partly} 条不计入分子）"
    return OfficeFigure(name, "精准率", rate.text, len(hits), len(checks), words, _numbers(checks), _numbers(hits))


def _false_close_outs(moment: Moment, name: str) -> OfficeFigure:
    """A finding that was checked several times counts once."""
    checks = [one for one in moment.records("check") if one.stored["stood"] == STATE_WORDS["done"]]
    rows = tuple(sorted({one.finding for one in checks}))
    hits = tuple(sorted({one.finding for one in checks if one.state == REOPENED}))
    rate = basis_rules.rate(moment.basis, len(hits), len(rows))
    words = "核查不属实而重新打开的 ÷ 核查过的已销号问题"
    return OfficeFigure(name, "虚假销号率", rate.text, len(hits), len(rows), words, rows, hits)


def _satisfaction(moment: Moment, name: str) -> OfficeFigure:
    """Of all surveys together; weighted ones count by their weights."""
    surveys = [one for one in moment.records("survey") if one.stored["valid"]]
    found = together(one.stored for one in surveys)
    whole = found.good.denominator == 1
    rate = basis_rules.rate(moment.basis, found.good.numerator, found.valid * found.good.denominator)
    words = f"{AS_USUAL}{'' if whole else '，写了权重的按权重'}"
    numbers = _numbers(surveys)
    return OfficeFigure(
        name, "满意率", rate.text, int(found.good) if whole else None, found.valid, words, numbers, numbers
    )


def _numbers(records: list[Record]) -> tuple[str, ...]:
    return tuple(one.number for one in records)


FOLLOW_UP_FIGURES: dict[str, Figure] = {
    "visits": _number("督查", "登记的督查", "visit"),
    "checks": _number("核查", "登记的核查", "check"),
    "precision_rate": _precision,
    "false_close_out_rate": _false_close_outs,
    "satisfaction_rate": _satisfaction,
}
