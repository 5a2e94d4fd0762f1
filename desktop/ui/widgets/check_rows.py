"""A line of a check as a row of a table: its mark, what it says, and the page that its remedy opens."""

from __future__ import annotations

from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.places import page_of
from desktop.operations.health.line import WORDS, Line, Opens, Stands
from desktop.ui.asks import AskFindings, AskRows, AskTab
from desktop.ui.widgets.figure_cells import Cell
from desktop.ui.widgets.figure_cells import Line as Row

MARKS = {
    Stands.AGREES: Mark(Shape.CHECK, "", Tone.GREEN, WORDS[Stands.AGREES]),
    Stands.ASKS: Mark(Shape.DIAMOND, "", Tone.AMBER, WORDS[Stands.ASKS]),
    Stands.WRONG: Mark(Shape.TRIANGLE, "", Tone.RED, WORDS[Stands.WRONG]),
    Stands.ELSEWHERE: Mark(Shape.LOCK, "", Tone.PLAIN, "在线索页内"),
}
_TONES = {Stands.ASKS: Tone.AMBER, Stands.WRONG: Tone.RED}
PAIRS = "pairs"
_WITHOUT_ROWS = ("calendar", "letters", "papers", "print")
"""Places that are opened as they are."""


def door_of(opens: Opens) -> tuple[str, object] | None:
    """The page that shows rows, with what it is asked; None for pairs, which are decided beside the list."""
    match opens.place:
        case "findings":
            return "findings", AskFindings(opens.ids, opens.title)
        case "units":
            return "rounds", AskRows("unit", opens.ids, opens.title)
        case "letters":
            return "letters", AskRows("letter", opens.ids, opens.title) if opens.ids else AskTab("register")
        case "papers":
            return "letters", AskTab("reconcile")
        case "calendar":
            return "system", AskTab("calendar")
        case "pairs":
            return None
    return page_of(opens.place), AskRows(opens.place, opens.ids, opens.title)


def has_door(opens: Opens) -> bool:
    """Whether there is something to open: rows, or a place that needs none."""
    return bool(opens.ids) or opens.place in _WITHOUT_ROWS


def check_row(place: int, line: Line) -> Row:
    """A line as a row: mark, words, result, remedy."""
    words = f"{place:\u2007>2}　{line.words}" if place else f"{line.group}　{line.words}"
    opens = line.door if has_door(line.opens) else None
    tone = _TONES.get(line.stands)
    verb = Cell(line.verb, link=True, opens=opens) if line.verb else Cell("—", light=True)
    result = Cell(line.result, tip=line.result, tone=tone, opens=opens, wrap=True)
    return Row((Cell(mark=MARKS[line.stands]), Cell(words, tip=line.words), result, verb))
