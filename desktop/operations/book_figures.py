"""The figures that the declared books answer, each declared once: what is counted, over what, in words (registers.md §10).

One more figure is one more line of `BOOK_FIGURES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from db.queries.books import Record
from desktop.ledgers.recommendations import RECOMMENDATIONS
from desktop.operations.figure_moment import Figure, Moment, OfficeFigure
from desktop.operations.records.recommendation_sums import TAKEN, adoption

Wanted = Callable[[Record], bool]
_SANCTIONS = frozenset({"sanction_party", "sanction_gov"})
_RECOVERED = frozenset({"money_recovered", "refunded"})


def _every(_record: Record) -> bool:
    return True


def _is(**said: object) -> Wanted:
    """Whether a record's field, or its state, is one of the values."""
    return lambda one: all(_value(one, name) in _several(values) for name, values in said.items())


def _value(one: Record, name: str) -> object:
    return one.state if name == "state" else one.stored.get(name)


def _several(values: object) -> frozenset[object]:
    return frozenset(values) if isinstance(values, frozenset) else frozenset({values})


def _number(title: str, words: str, book: str, wanted: Wanted = _every) -> Figure:
    """How many records."""

    def figure(moment: Moment, name: str) -> OfficeFigure:
        rows = moment.numbers(book, wanted)
        return OfficeFigure(name, title, str(len(rows)), None, None, words, rows, rows)

    return figure


def _sum(title: str, words: str, book: str, field: str, wanted: Wanted = _every) -> Figure:
    """The sum of a field; the rows are the records that say it."""

    def figure(moment: Moment, name: str) -> OfficeFigure:
        found = [one for one in moment.records(book) if wanted(one) and one.stored[field] is not None]
        rows = tuple(one.number for one in found)
        total = sum(int(one.stored[field]) for one in found)
        return OfficeFigure(name, title, str(total), None, None, words, rows, rows)

    return figure


def _money(title: str, words: str, book: str, field: str, wanted: Wanted) -> Figure:
    """A sum in yuan, told in 万元; the numerator is in yuan."""
    told = _sum(title, words, book, field, wanted)

    def figure(moment: Moment, name: str) -> OfficeFigure:
        one = told(moment, name)
        yuan = int(one.value or 0)
        value = f"{Decimal(yuan) / 10_000:f}"
        return OfficeFigure(name, title, f"{value}万元", yuan, None, words, one.rows, one.counted)

    return figure


def _adoption(title: str, words: str) -> Figure:
    """What was taken up of what letters recommend, as page 14 says it; `counted` are the letters of which something was."""

    def figure(moment: Moment, name: str) -> OfficeFigure:
        found, rate = adoption(moment.records(RECOMMENDATIONS.name), moment.basis)
        rows = tuple(one.number for one in found)
        counted = tuple(one.number for one in found if one.stored[TAKEN])
        return OfficeFigure(name, title, rate.text, rate.numerator, rate.denominator, words, rows, counted)

    return figure


def stored_figures(moment: Moment) -> Iterator[OfficeFigure]:
    """Published figures whose parts nobody has: told with their source, never computed with. They are of no round."""
    for one in () if moment.rounds else moment.records("stored_figure"):
        said = one.fields
        words = f"存档数字，截至 {said['as_of']}，出处：{said['source']}"
        yield OfficeFigure(
            said["name"], said["name"], f"{said['value']}{said['unit']}", None, None, words, (one.number,)
        )


BOOK_FIGURES: dict[str, Figure] = {
    "adoption_rate": _adoption("建议采纳率", "采纳条数 ÷ 已回复建议书的建议条数"),
    "recommendations": _number("巡察建议书", "登记的巡察建议书", "recommendation"),
    "money_recovered": _money("挽回资金", "追缴资金与清退资金之和", "outcome", "amount", _is(kind=_RECOVERED)),
    "sanctions": _sum("处分人数", "党纪处分与政务处分的人数之和", "outcome", "persons", _is(kind=_SANCTIONS)),
    "person_times": _sum("处分人次", "党纪处分与政务处分的人次之和", "outcome", "person_times", _is(kind=_SANCTIONS)),
    "lecture_people": _sum("党课听课", "巡前党课听课人次之和", "lecture", "people"),
    "opinions": _number("联审意见", "登记的联审意见", "opinion"),
    "returns": _number("联审退回", "被退回的报送", "submission", _is(state="returned")),
    "petitions": _number("信访", "登记的信访", "petition"),
}  # fmt: skip
