"""自上次会议以来: what is open then and now, cause by cause, with what became late or was extended meanwhile (page 24, S6)."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries.findings import list_findings
from db.reader import Reader
from db.records import FindingRow
from desktop.rules.overdue import days_overdue
from desktop.statistics.question import Question
from desktop.ui.pages.statistics.behind import findings_behind
from desktop.ui.pages.statistics.change_tab import ChangeTab, Told
from desktop.ui.widgets.figure_cells import Cell, Line


@dataclass(frozen=True)
class Since(Told):
    """The causes, and what happened beside them: word and findings."""

    beside: tuple[tuple[str, tuple[int, ...]], ...] = ()


class SinceMeeting(ChangeTab):
    """The waterfall above its table."""

    stacked = True

    def gather(self, reader: Reader, question: Question) -> Since | None:
        """The causes, new extensions and what is newly late."""
        told = super().gather(reader, question)
        if told is None or question.before is None:
            return None
        before = {
            row.id: row
            for row in list_findings(reader, question.criteria, question.before.as_of, question.before.known_at)
        }
        now = list_findings(reader, question.criteria, question.as_of, question.known_at)
        late = tuple(
            row.id for row in now if days_overdue(row, question.as_of) and not _was_late(before.get(row.id), question)
        )
        longer = tuple(row.id for row in now if row.extensions > (before[row.id].extensions if row.id in before else 0))
        moved = {row.id: row for row in now if row.id in {*longer, *late}}
        beside = (("延期批准", longer), ("新逾期", late))
        return Since(told.why, told.before, told.after, {**told.moved, **moved}, beside)

    def further(self, found: Told) -> list[Line]:
        """Beside the causes: they move neither side."""
        assert isinstance(found, Since)
        return [self._beside(word, ids, found) for word, ids in found.beside]

    def _beside(self, word: str, ids: tuple[int, ...], found: Since) -> Line:
        after = found.after
        opens = findings_behind(f"{word} {len(ids)} 条", "", ids, after.as_of, after.known_at) if ids else None
        nothing, named = Cell("0", light=True), found.named(ids)
        count = Cell(str(len(ids)), opens=opens, light=not ids)
        whose = Cell(named, tip=named, opens=opens, light=not ids)
        return Line((Cell(word, opens=opens), nothing, nothing, nothing, count, whose))


def _was_late(row: FindingRow | None, question: Question) -> bool:
    assert question.before is not None
    return row is not None and days_overdue(row, question.before.as_of) > 0
