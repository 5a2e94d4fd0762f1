"""What a list proposes and the clerk corrects: his own ticks outlast every reading until the deed is done; no list that proposes ticks is left out."""

import re

import pytest

from desktop.host import paths
from desktop.operations import progress
from desktop.ui.grid.proposed_ticks import ProposedTicks
from desktop.ui.pages.rounds.carry_page import CARRIED, WAITING, CarryPage
from desktop.ui.pages.supervision.due_page import PACKAGE, DuePage
from tests.builders import EVERYONE, a_round
from tests.operations.health.sound_office import a_sound_office
from tests.ui.office import settled, show
from tests.ui.paper_office import an_office_with_overdue

_SETS = re.compile(r"model\.ticked = (?!set\(\)\n)|model\.tick\(.*, True\)")
_OWN, _DECIDED, _ONCE = "ProposedTicks", "the decisions of the import", "a dialog, filled once"
KEEPERS = {
    "ui/pages/rounds/carry_page.py": _OWN,
    "ui/pages/letters/batch.py": _OWN,
    "ui/pages/supervision/package_part.py": _OWN,
    "ui/pages/importing/diff.py": _DECIDED,
    "ui/pages/importing/returns/merge_card.py": _DECIDED,
    "ui/pages/importing/word/proposals_card.py": _DECIDED,
    "ui/pages/letters/choose_findings_dialog.py": _ONCE,
    "ui/pages/rounds/round_dialogs.py": _ONCE,
}
"""Every place that sets the ticks of a list, with what keeps those of the clerk when the list is read anew."""


def test_what_nobody_touched_follows_the_proposal_and_what_was_turned_stays():
    ticks = ProposedTicks[str]()
    assert ticks.of("abc", {"a", "b"}) == {"a", "b"}
    ticks.note("abc", {"a", "c"})
    assert ticks.of("abcd", {"a", "b", "d"}) == {"a", "c", "d"}
    assert ticks.of("abcd", set()) == {"c"}
    ticks.turn("c", on=False)
    ticks.note("abcd", {"d"})
    ticks.note("abcd", set())
    assert ticks.of("abcd", {"a", "b", "c", "d"}) == {"a"}
    ticks.forget()
    assert ticks.of("abcd", {"b"}) == {"b"}


def test_every_place_that_sets_ticks_is_known():
    program = paths.program_folder() / "desktop"
    read = {file.relative_to(program).as_posix(): file.read_text("utf-8") for file in (program / "ui").rglob("*.py")}
    assert {name for name, text in read.items() if _SETS.search(text)} == set(KEEPERS)
    assert {name for name, text in read.items() if "self._ticks.note(" in text} == {
        name for name, keeper in KEEPERS.items() if keeper is _OWN
    }


def carrying(qtbot, context):
    round_id, _places, ids = a_sound_office(context.ledger)
    progress.stage_done(context.ledger, EVERYONE, ids[1], "2026-06-01", "2026-09-30", "阶段任务完成")
    a_round(context.ledger, "十五届县委第七轮（常规）", feedback_on="2026-06-04")
    page = show(qtbot, context, CarryPage(context))
    context.set_switches(round_ids=(round_id,))
    settled(qtbot, context)
    return page, page.table, page.refresh


def packing(qtbot, context):
    an_office_with_overdue(context.ledger)
    page = show(qtbot, context, DuePage(context))
    page.tabs.set_current(PACKAGE)
    settled(qtbot, context)
    return page, page.package.table, page.refresh


@pytest.mark.parametrize("list_of", [carrying, packing])
def test_what_the_clerk_turned_stays_when_the_ledger_changes(qtbot, context, list_of):
    _page, table, refresh = list_of(qtbot, context)
    former = set(table.ticked_ids())
    first = min(former)
    assert len(former) > 1
    table.model.tick([first], False)
    for _again in range(2):
        refresh()
        settled(qtbot, context)
        assert set(table.ticked_ids()) == former - {first}
    table.model.tick([first], True)
    refresh()
    settled(qtbot, context)
    assert set(table.ticked_ids()) == former


def test_a_look_at_what_was_carried_and_another_persons_entry_leave_the_ticks_alone(qtbot, context):
    page, table, _refresh = carrying(qtbot, context)
    [first, *others] = table.ticked_ids()
    table.model.tick([first], False)

    page.tabs.set_current(CARRIED)
    page.tabs.set_current(WAITING)
    assert list(table.ticked_ids()) == others

    with qtbot.waitSignal(context.changed, timeout=10_000):
        context.write(progress.stage_done, others[-1], "2026-06-02", "2026-09-30", "阶段任务完成")
    settled(qtbot, context)
    assert list(table.ticked_ids()) == others and page.carry_button.text() == f"结转 {len(others)} 条"


def test_what_was_left_behind_is_proposed_again_once_the_others_are_carried(qtbot, context):
    page, table, _refresh = carrying(qtbot, context)
    first = table.ticked_ids()[0]
    table.model.tick([first], False)
    with qtbot.waitSignal(context.changed, timeout=10_000):
        page.carry_button.click()
    settled(qtbot, context)
    assert table.ticked_ids() == (first,)
