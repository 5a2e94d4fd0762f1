"""状态构成: how many findings of each group stand in each state; every number opens its findings."""

from __future__ import annotations

from collections.abc import Sequence

from db.reader import Reader
from desktop.ledgers.column import Align
from desktop.operations import charting
from desktop.operations.charting import state_place
from desktop.statistics.by_category import CHIP_ORDER, Composition
from desktop.statistics.chart_data import STATE_GROUPS
from desktop.statistics.question import Question
from desktop.ui.pages.statistics.behind import Behind, findings_behind
from desktop.ui.pages.statistics.rate_tab import GROUP_WORDS, count_cell
from desktop.ui.pages.statistics.tab import Size, StatisticsTab
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown


class StatesTab(StatisticsTab):
    """States by category, unit or leader: counts of findings, whatever the level of the basis."""

    key, title, groups = "states", "状态构成", True
    shares = (9, 11)

    def gather(self, reader: Reader, question: Question) -> tuple[Composition, ...]:
        """Findings by state."""
        return charting.states(reader, question)

    def draw(self, found: Sequence[Composition], question: Question, size: Size) -> object:
        """Full bars."""
        least = 24 + 5.5 * len(found)
        most = 24 + 11.0 * len(found)
        return charting.draw_states(found, question, (size[0], max(least, min(size[1], most)))) if found else None

    def no_chart(self, question: Question) -> str:
        """Nothing to count."""
        return "没有可统计的问题。"

    def show_found(self, found: Sequence[Composition], question: Question) -> None:
        """One line a group, one column a state that occurs, and the totals."""
        words = [word for word in _words(found) if any(group.findings.get(word) for group in found)]
        heads = [Head(GROUP_WORDS[question.by])]
        heads += [Head(word, 72 if len(word) > 3 else 62, Align.RIGHT) for word in words] + [
            Head("合计", 50, Align.RIGHT)
        ]
        lines = [self._line(group.key, group.findings, words) for group in found]
        every = {word: tuple(i for group in found for i in group.findings.get(word, ())) for word in words}
        lines.append(Line(self._line("合计", every, words).cells, total=True))
        self.table.show_table(Shown(tuple(heads), tuple(lines)))

    def open_area(self, key: str, part: str) -> None:
        """A part of a bar opens its findings."""
        place = STATE_GROUPS.index(part)
        for group in self.found:
            if group.key == key:
                parts = {word: ids for word, ids in group.findings.items() if state_place(word) == place}
                ids = tuple(one for own in parts.values() for one in own)
                sums = " + ".join(f"{word} {len(own)}" for word, own in parts.items())
                self.asked.emit(self._behind(f"{key} {part} {len(ids)} 条", f"= {sums}", ids))

    def _line(self, name: str, groups: object, words: Sequence[str]) -> Line:
        assert isinstance(groups, dict)
        cells = [
            count_cell(self._behind(f"{name} {w} {len(groups.get(w, ()))} 条", f"= 状态为“{w}”", groups.get(w, ())))
            for w in words
        ]
        every = tuple(one for word in words for one in groups.get(word, ()))
        sums = " + ".join(f"{word} {len(groups[word])}" for word in words if groups.get(word))
        whole = self._behind(f"{name} {len(every)} 条", f"= {sums}", every)
        return Line((Cell(name, opens=whole if every else None), *cells, count_cell(whole)))

    def _behind(self, title: str, arithmetic: str, ids: Sequence[int]) -> Behind:
        assert self.question is not None
        return findings_behind(title, arithmetic, ids, self.question.as_of, self.question.known_at)


def _words(found: Sequence[Composition]) -> list[str]:
    known = list(CHIP_ORDER)
    return known + [word for group in found for word in group.findings if word not in known]
