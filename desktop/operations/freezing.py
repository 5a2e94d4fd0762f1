"""冻结: a period is closed with the figures of the office and the rows behind them; what changes later is told beside them as 调整 (R5).

Stored are the figures as they were counted, their sum and the moment; every adjustment is computed anew from the ledger.
"""

from __future__ import annotations

import hashlib
import json
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from db.queries import bases, belated
from db.queries import books as book_queries
from db.queries import rounds as round_queries
from db.queries.belated import LateEntry
from db.queries.books import Record
from db.queries.standing import EVER
from db.reader import Reader
from db.records import Basis
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.freezes import FREEZES
from desktop.ledgers.terms import EVENT_WORDS
from desktop.operations.figure_moment import Moment, OfficeFigure
from desktop.operations.office_figures import figures
from desktop.rules import basis as basis_rules
from desktop.rules.moments import to_minute
from desktop.rules.state_words import standing_chip
from desktop.statistics.by_category import CHIP_ORDER

STANDING = "standing_"
"""What the names of the counts by state begin with: standing_1 is the first state of the list's order."""
_CAUSES = 3


@dataclass(frozen=True)
class Frozen:
    """A closed period as it was counted."""

    id: int
    number: str
    name: str
    as_of: str
    round_id: int | None
    frozen_at: str
    by: str
    digest: str
    basis: Basis
    figures: tuple[OfficeFigure, ...]

    def figure(self, name: str) -> OfficeFigure | None:
        """One figure by its name."""
        return next((one for one in self.figures if one.name == name), None)


@dataclass(frozen=True)
class Adjustment:
    """调整: a figure of a closed period that comes out otherwise now, with the findings that moved and why."""

    figure: str
    title: str
    then: str
    now: str
    findings: tuple[str, ...]
    cause: str


def counted(moment: Moment) -> tuple[OfficeFigure, ...]:
    """The figures that a freeze keeps: those of the office, then the list by state."""
    return (*figures(moment), *_by_state(moment))


def sealed(ledger: Ledger, values: dict[str, Any], at: str) -> dict[str, Any]:
    """The values of a new freeze with basis, figures, sum and moment; KnownError where the basis is not known."""
    if not values.get("as_of"):
        raise KnownError("“截至”是空的。请填写。", "empty")
    basis = _basis_named(ledger.newest, str(values.get("basis") or ""))
    round_id = values.get("round")
    moment = Moment(ledger, str(values["as_of"]), None, (int(round_id),) if round_id else (), basis)
    told = {
        "basis": {**basis_rules.to_words(basis), "name": basis.name, "version": basis.version},
        "figures": [asdict(one) for one in counted(moment)],
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        **values,
        "basis": basis_rules.title(basis),
        "frozen_at": to_minute(at),
        "figures": text,
        "digest": sum_of(text),
    }


def sum_of(figures_text: str) -> str:
    """SHA-256 of the sealed figures, in hex."""
    return hashlib.sha256(figures_text.encode("utf-8")).hexdigest()


def may_add(reader: Reader, values: Mapping[str, Any]) -> None:
    """A period is closed once, and no two bear one name."""
    for one in _records(reader):
        if values.get("name") and one.stored["name"] == values["name"]:
            raise KnownError(
                f"“{values['name']}”已经冻结（{one.number}，截至 {one.stored['as_of']}）。请改用别的期名。",
                "frozen_twice",
            )
        if (one.stored["as_of"], one.stored["round"]) == (values.get("as_of"), values.get("round")):
            raise KnownError(
                f"截至 {values['as_of']} 已经冻结为“{one.stored['name']}”（{one.number}）。以后的补登、更正会列为它的调整。",
                "frozen_twice",
            )


def frozen_periods(reader: Reader) -> tuple[Frozen, ...]:
    """Every closed period, the oldest first."""
    return tuple(sorted((_read(reader, one) for one in _records(reader)), key=lambda one: (one.as_of, one.id)))


def frozen_named(reader: Reader, name: str) -> Frozen:
    """A closed period by its name or number; KnownError where there is none."""
    found = frozen_periods(reader)
    for one in found:
        if name in (one.name, one.number):
            return one
    known = f"已冻结：{'、'.join(one.name for one in found)}。" if found else "还没有冻结过。"
    raise KnownError(f"没有名为“{name}”的结账期。{known}", "unknown_record")


def is_whole(frozen: Frozen, reader: Reader) -> bool:
    """Whether the sealed figures still have the sum that was entered with them."""
    record = next(one for one in _records(reader) if one.id == frozen.id)
    return sum_of(str(record.stored["figures"])) == frozen.digest


def recounted(ledger: Ledger, frozen: Frozen) -> tuple[OfficeFigure, ...]:
    """The same figures by what is known now, on the same day and basis."""
    return counted(Moment(ledger, frozen.as_of, None, _rounds(frozen), frozen.basis))


def adjustments(ledger: Ledger, frozen: Frozen, now: Sequence[OfficeFigure] = ()) -> tuple[Adjustment, ...]:
    """What came out otherwise since, figure by figure; `now` spares counting again."""
    late: dict[str, list[LateEntry]] = {}
    for entry in belated.late_entries(ledger.newest, frozen.id, frozen.as_of):
        late.setdefault(entry.finding, []).append(entry)
    today = {one.name: one for one in now or recounted(ledger, frozen)}
    return tuple(_adjusted(frozen, late, today))


def late_told(reader: Reader, frozen: Frozen) -> tuple[str, ...]:
    """What was entered or taken back after a freeze, though it belongs into the period; each once, in order of entry."""
    return tuple(dict.fromkeys(_told(one) for one in belated.late_entries(reader, frozen.id, frozen.as_of)))


def usual_periods(reader: Reader, today: str, first: str) -> tuple[str, ...]:
    """The ends of the months that are over, from the month of a first day on, and not closed yet; the oldest first."""
    closed = {one.stored["as_of"] for one in _records(reader)}
    ends, month = [], first[:7]
    while (end := _end_of(month)) < today:
        ends.append(end)
        month = _next(month)
    return tuple(one for one in ends if one not in closed)


def name_of(as_of: str) -> str:
    """What a month is called: 2026年5月."""
    return f"{int(as_of[:4])}年{int(as_of[5:7])}月"


def _adjusted(
    frozen: Frozen, late: Mapping[str, Sequence[LateEntry]], today: Mapping[str, OfficeFigure]
) -> Iterator[Adjustment]:
    for was in frozen.figures:
        now = today.get(was.name)
        if (
            now is None
            or said(now) == said(was)
            and set(now.rows) == set(was.rows)
            and set(now.counted) == set(was.counted)
        ):
            continue
        moved = sorted((set(was.rows) ^ set(now.rows)) | (set(was.counted) ^ set(now.counted)))
        yield Adjustment(was.name, was.title, said(was), said(now), tuple(moved), _cause(moved, late))


def said(one: OfficeFigure) -> str:
    """57.7%（109/189）; a count alone."""
    parts = "" if one.denominator is None else f"（{one.numerator}/{one.denominator}）"
    return f"{one.value if one.value is not None else '—'}{parts}"


def _cause(moved: Sequence[str], late: Mapping[str, Sequence[LateEntry]]) -> str:
    """Who entered or took back what, later than it is true; where no finding did, the books that changed."""
    known = [entry for number in moved for entry in late.get(number, ())]
    told = [_told(entry) for entry in known[:_CAUSES]]
    more = f"等 {len(known)} 项" if len(known) > _CAUSES else ""
    return "；".join(told) + more if told else "冻结后改了清单、单位、文书或其他账册的登记"


def _told(entry: LateEntry) -> str:
    word = EVENT_WORDS.get(entry.kind, entry.kind)
    how = "撤下" if entry.retracted else "补登"
    reason = f"：{entry.reason}" if entry.reason else ""
    return f"{entry.finding} {entry.recorded_at[:10]} {entry.actor}{how} {entry.effective_on} 的{word}{reason}"


def _by_state(moment: Moment) -> Iterator[OfficeFigure]:
    """The findings in the list by the state that the list shows; the counts add up to all of them."""
    groups: dict[str, list[str]] = {word: [] for word in CHIP_ORDER}
    for row in moment.rows:
        groups.setdefault(standing_chip(row.claim, row.verdict, bool(row.claim_newer), "").word, []).append(row.number)
    for place, (word, numbers) in enumerate(groups.items(), start=1):
        rows = tuple(numbers)
        yield OfficeFigure(f"{STANDING}{place}", word, str(len(rows)), None, None, f"状态为{word}的问题", rows, rows)


def _basis_named(reader: Reader, name: str) -> Basis:
    """By its name; without one the office's own."""
    usual = bases.default_basis(reader)
    if name in ("", usual.name):
        return usual
    found = bases.basis_by_name(reader, name)
    if found is None:
        raise KnownError(f"没有名为“{name}”的口径。请核对名称，或留空用本办口径。", "unknown_choice")
    return found


def _records(reader: Reader) -> tuple[Record, ...]:
    return book_queries.records(reader, books.book(reader, FREEZES.name).shape, EVER)


def _read(reader: Reader, record: Record) -> Frozen:
    said = json.loads(str(record.stored["figures"]))
    words = {name: value for name, value in said["basis"].items() if name not in ("name", "version")}
    named = Basis(name=said["basis"]["name"], version=said["basis"]["version"])
    found = tuple(
        OfficeFigure(**{**one, "rows": tuple(one["rows"]), "counted": tuple(one["counted"])}) for one in said["figures"]
    )
    steps = book_queries.standing_events(reader, FREEZES.name, record.id)
    return Frozen(
        record.id, record.number, record.stored["name"], record.stored["as_of"], record.stored["round"], record.stored["frozen_at"],
        steps[0].actor, record.stored["digest"], basis_rules.from_words(words, start=named), found,
    )  # fmt: skip


def _rounds(frozen: Frozen) -> tuple[int, ...]:
    return (frozen.round_id,) if frozen.round_id else ()


def first_feedback(reader: Reader, rounds: Sequence[int]) -> str:
    """The first feedback of the rounds (all where none is named); '' where there was none."""
    days = [
        one.feedback_on for one in round_queries.rounds(reader) if one.feedback_on and (not rounds or one.id in rounds)
    ]
    return min(days, default="")


def _end_of(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{month}-{monthrange(year, number)[1]:02d}"


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"
