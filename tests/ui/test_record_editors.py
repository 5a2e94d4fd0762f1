"""Editors of a book's links: what a card presets by its ids is shown by its numbers and names, and read back as the same ids."""

import pytest

from desktop.ledgers import books
from desktop.ledgers.field import LINKS, Field, Holds
from desktop.operations.change import change
from desktop.operations.papers.registering import SentPaper, insert_sent
from desktop.rules.permissions import Action
from desktop.ui.widgets.record_editors import LinkEditor, editor_of
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.papers.handed_in import enter

LINK_FIELDS = sorted(
    {
        (str(field.holds), field.target): field
        for register in books.declared()
        for field in register.all_fields
        if field.holds in LINKS
        and field.holds not in (Holds.UNIT, Holds.ROUND)
        and field.target in ("meeting", str(field.holds))
    }.items()
)


@pytest.fixture
def ids(context):
    """Two rows of each kind that a link may lead to."""
    ledger = context.ledger
    round_id, units = a_round(ledger), [a_unit(ledger, name, short=name) for name in ("县民政局", "县司法局")]
    findings = [a_finding(ledger, round_id, units[0], text) for text in ("账目不清", "制度不全")]
    with change(ledger, EVERYONE, Action.REGISTER_LETTER, "补登") as changes:
        said = ("督办函", "青巡督〔2026〕1号", "2026-05-01", "县民政局", units[0], round_id, [], None)
        letter = insert_sent(changes, ledger, SentPaper("supervision_letter", *said))
    meeting = enter(ledger, "meeting", on="2026-05-01", kind="secretary", held_on="2026-05-01", round=round_id)
    team = enter(ledger, "team", on="2026-05-01", round=round_id, name="第一巡察组", leader="吴洋")
    return {
        Holds.TEAM: team, Holds.FINDING: findings[0], Holds.FINDINGS: tuple(findings), Holds.UNITS: tuple(units), Holds.LETTER: letter, Holds.RECORD: meeting,
    }  # fmt: skip


@pytest.mark.parametrize(
    "field", [field for _key, field in LINK_FIELDS], ids=[f"{holds}-{of}" for (holds, of), _ in LINK_FIELDS]
)
def test_ids_that_a_card_presets_are_shown_by_name_and_read_back(qtbot, context, ids, field: Field):
    editor = editor_of(context, field)
    assert isinstance(editor, LinkEditor)
    qtbot.addWidget(editor.widget)
    value = ids[Holds(field.holds)]

    editor.show(value, value)

    assert editor.widget.text() and not editor.widget.text().isdecimal()
    assert editor.value() == value


def test_nothing_is_shown_as_nothing(qtbot, context):
    for _key, field in LINK_FIELDS:
        editor = editor_of(context, field)
        qtbot.addWidget(editor.widget)
        editor.show(None, None)
        assert editor.widget.text() == ""
