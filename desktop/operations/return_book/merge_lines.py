"""A merge as the lines that a clerk decides on: every returned row under one heading, every changed cell once."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries.return_books import Hand
from desktop.exchange.return_book.columns import TITLES
from desktop.ledgers.finding_marks import month_day
from desktop.operations.importing.field_change import DUE
from desktop.operations.return_book.receiving import Received
from desktop.rules.state_words import STATE_WORDS
from desktop.rules.three_way import WITHDRAWN, Edit

CONFLICT, CHANGED, UNREAD, ADDED, UNMATCHED, SAME, MISSING = (
    "conflict", "changed", "unread", "added", "unmatched", "same", "missing",
)  # fmt: skip
HEADINGS = (
    (CONFLICT, "冲突"), (CHANGED, "改动"), (UNREAD, "读不出"), (ADDED, "新增"), (UNMATCHED, "没对上"), (SAME, "相同"),
    (MISSING, "台账有而表中无"),
)  # fmt: skip
NOTE = "note"
"""批注: beside the rows, so none of the headings that add up to them."""
TABS = (*HEADINGS, (NOTE, "批注"))
_ALWAYS = (CONFLICT, CHANGED, SAME)
_GONE = {
    WITHDRAWN: "台账已核减，单位所填不再收", "row_closed": "台账已销号或移交，单位所填不再收",
    "row_moved": "已归别的单位，单位所填不再收",
}  # fmt: skip
_BAD_KEY = {"altered": "标识被改，文字与 {} 相同", "duplicate": "标识重复，两行都不取", "foreign": "标识不认识"}
_PLAIN = frozenset({"owner", "remark"})
"""What stands in the finding's row: it is changed, the rest is entered."""
_AN_APPLICATION = "转为延期申请，待审核批准"
_HINTS = {"extend_to": _AN_APPLICATION, "extend_reason": "随延期申请"}


@dataclass(frozen=True)
class MergeLine:
    """One cell, or one row without a cell; `taken` says whether it will be entered, `blocked` why it never can be."""

    id: int
    heading: str
    row: int
    number: str = ""
    text: str = ""
    field: str = ""
    title: str = ""
    sent: str = ""
    unit: str = ""
    ledger: str = ""
    by: str = ""
    """Of a conflict: when and by whom the ledger's side was written, as `5月28日孟文静改`."""
    hint: str = ""
    taken: bool = False
    blocked: bool = False
    decided: bool = False
    cleared: bool = False
    """The unit emptied the cell: it is taken only where the clerk says so."""

    @property
    def cell(self) -> tuple[str, str]:
        """What a decision about it is known by."""
        return self.number, self.field

    @property
    def told(self) -> str:
        """The finding by number and words."""
        return f"{self.number} {self.text}".strip()


def merge_lines(received: Received, texts: dict[str, str]) -> tuple[MergeLine, ...]:
    """Every line of a merge, by heading in the order of the page; `texts` are the findings' words by number."""
    return tuple(_Lines(received, texts).all())


def row_counts(received: Received) -> dict[str, int]:
    """How many returned rows stand under each heading: each row once, under the gravest; findings that did not come back apart."""
    outcome, (conflicts, changed) = received.outcome, _keys(received)
    keys = {row: key for key, row in outcome.rows.items()}
    faulty = {row for row in {fault.row for fault in outcome.faults} if keys.get(row) not in conflicts | changed}
    bad = {one.row for one in outcome.bad_keys}
    unread = faulty - bad - {one.row for one in outcome.added}
    return {
        CONFLICT: len(conflicts), CHANGED: len(changed), UNREAD: len(unread), ADDED: len(outcome.added), UNMATCHED: len(bad),
        SAME: len(outcome.rows) - len(conflicts) - len(changed) - len(unread & keys.keys()), MISSING: len(outcome.missing),
    }  # fmt: skip


def law(received: Received) -> str:
    """`19 行 = 冲突 2 + 改动 11 + … + 相同 6`: every row of the file that says something, and the head where a column is gone."""
    outcome, counts = received.outcome, row_counts(received)
    whole = {*outcome.rows.values(), *(one.row for one in outcome.added), *(one.row for one in outcome.bad_keys)}
    whole |= {fault.row for fault in outcome.faults}
    parts = [f"{title} {counts[key]}" for key, title in HEADINGS if key != MISSING and (counts[key] or key in _ALWAYS)]
    return f"{len(whole)} 行 = {' + '.join(parts)}"


def _keys(received: Received) -> tuple[set[str], set[str]]:
    """The findings with a conflict, and those with other changes alone."""
    merged = received.outcome.merged
    conflicts = {edit.key for edit in merged.conflicts}
    return conflicts, {edit.key for edit in (*merged.changes, *merged.cleared, *merged.not_allowed)} - conflicts


class _Lines:
    def __init__(self, received: Received, texts: dict[str, str]) -> None:
        self._received, self._texts, self._found = received, texts, list[MergeLine]()
        self._why = {(one.key, one.field): one.reason for one in received.not_entered}

    def all(self) -> list[MergeLine]:
        outcome, merged, picks = self._received.outcome, self._received.outcome.merged, self._received.picks
        for edit in merged.conflicts:
            unit_side = picks.takes(edit)
            decided = unit_side or picks.keep_ledger or (edit.key, edit.field) in picks.ledger_side
            hint = _GONE.get(edit.kind, "") or self._why.get((edit.key, edit.field), "")
            self._cell(CONFLICT, edit, hint, taken=unit_side, decided=decided, blocked=bool(edit.kind))
        for edit in merged.changes:
            self._change(edit)
        for edit in merged.cleared:
            why = self._why.get((edit.key, edit.field), "")
            self._cell(CHANGED, edit, why or "单位清空，打勾才清", taken=picks.takes(edit) and not why, cleared=True)
        for edit in merged.not_allowed:
            self._locked(edit)
        self._faults()
        for one in outcome.added:
            self._add(ADDED, one.row, text=one.values["text"].shown or "", hint="单位加的行，只作建议，不入账")
        for bad in outcome.bad_keys:
            self._add(UNMATCHED, bad.row, bad.key, hint=_BAD_KEY[bad.kind].format(bad.suggest or ""))
        self._same()
        for key in outcome.missing:
            self._add(MISSING, 0, key, hint="表中没有这一行，台账不动")
        self._notes()
        return self._found

    def _notes(self) -> None:
        numbers = {row: key for key, row in self._received.outcome.rows.items()}
        sheet = self._received.outcome.sheet
        for note in self._received.notes:
            number = numbers.get(note.row, "") if note.sheet == sheet else ""
            who = f"{note.author}：" if note.author else ""
            place = f"{note.cell} 格" if note.sheet == sheet or not sheet else f"“{note.sheet}”{note.cell} 格"
            self._add(NOTE, note.row, number, hint=f"{place} {who}{note.text}", blocked=True)

    def _change(self, edit: Edit) -> None:
        why = self._why.get((edit.key, edit.field), "")
        left = (edit.key, edit.field) in self._received.picks.left
        hint = why or _HINTS.get(edit.field, "")
        self._cell(CHANGED, edit, hint, taken=not left and not why, blocked=bool(why))

    def _locked(self, edit: Edit) -> None:
        """A locked column is never taken; a deadline written over is an application, where the file applies nowhere else."""
        cell = (edit.key, edit.field)
        applied = self._received.taken.get(edit.key, {}).get(DUE)
        if edit.field == DUE and cell in self._received.picks.left:
            self._cell(CHANGED, edit, _AN_APPLICATION)
        elif edit.field == DUE and cell in self._why:
            self._cell(CHANGED, edit, self._why[cell], blocked=True)
        elif edit.field == DUE and applied is not None and applied.value == edit.returned.meant:
            self._cell(CHANGED, edit, _AN_APPLICATION, taken=True)
        else:
            self._cell(CHANGED, edit, "锁定栏，不取", blocked=True)

    def _faults(self) -> None:
        keys = {row: key for key, row in self._received.outcome.rows.items()}
        beside = set.union(*_keys(self._received))
        for fault in self._received.outcome.faults:
            number = keys.get(fault.row, "")
            title = TITLES.get(fault.column or "", fault.column or "")
            heading = CHANGED if number in beside else UNREAD
            self._add(heading, fault.row, number, title=title, hint=fault.message, blocked=True)

    def _same(self) -> None:
        shown = {line.number for line in self._found}
        as_ledger = {edit.key for edit in self._received.outcome.merged.same_edit}
        for key, row in self._received.outcome.rows.items():
            if key not in shown:
                self._add(SAME, row, key, hint="与台账现在相同" if key in as_ledger else "与发出时相同")

    def _cell(
        self, heading: str, edit: Edit, hint: str, *, taken: bool = False, decided: bool = True, blocked: bool = False,
        cleared: bool = False,
    ) -> None:  # fmt: skip
        words = {"sent": _word(edit.field, edit.sent.shown), "ledger": _word(edit.field, edit.ledger.shown)}
        words["unit"] = _word(edit.field, edit.returned.shown, "（清空）")
        row = self._received.outcome.rows.get(edit.key, 0)
        title = TITLES.get(edit.field, edit.field)
        self._found.append(
            MergeLine(
                len(self._found) + 1, heading, row, edit.key, self._texts.get(edit.key, ""), edit.field, title, **words, hint=hint,
                by=_by(self._received.hands.get((edit.key, edit.field)), edit.field), taken=taken, decided=decided, blocked=blocked,
                cleared=cleared,
            )
        )  # fmt: skip

    def _add(
        self, heading: str, row: int, number: str = "", *, text: str = "", title: str = "", hint: str = "", blocked: bool = False
    ) -> None:  # fmt: skip
        told = text or self._texts.get(number, "")
        line = MergeLine(
            len(self._found) + 1, heading, row, number, told, title=title, hint=hint, blocked=blocked, decided=True
        )
        self._found.append(line)


def _by(hand: Hand | None, field: str) -> str:
    if hand is None:
        return ""
    verb = "改" if field in _PLAIN else "登记"
    return f"{month_day(hand.on) if hand.on else ''}{hand.who}{verb}"


def _word(field: str, shown: str | None, nothing: str = "—") -> str:
    return (STATE_WORDS.get(shown or "", shown or "") if field == "status" else shown or "") or nothing
