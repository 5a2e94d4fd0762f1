"""W-3: a book on paper: the columns that have a width there, each value under its head, and the form of one record."""

from __future__ import annotations

import pytest

from db.queries import prints
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.ledgers.ways_out import LIST_PDF, LIST_PRINT
from desktop.operations.change import change
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.office import put_setting
from desktop.operations.records import exporting, printing, verbs
from desktop.operations.records.exporting import Listed
from desktop.operations.records.questions import chosen
from desktop.rules.permissions import Action
from tests.builders import EVERYONE
from tests.nasty_book import EVERY_BOOK
from tests.operations.records.test_verbs import sample

pytestmark = pytest.mark.usefixtures("own_book")
every = pytest.mark.parametrize("name", EVERY_BOOK)
TODAY = "2026-06-05"


def listed(ledger, office, name, count=1):
    register = books.book(ledger.reader, name)
    for _ in range(count):
        verbs.add(ledger, EVERYONE, register, sample(register, office))
    return Listed(register, chosen(ledger.reader, register, TODAY), TODAY, "本轮", 9)


@every
def test_a_list_has_a_number_its_fields_and_the_state_and_says_them_row_by_row(ledger, office, name):
    told = listed(ledger, office, name, 2)
    register = told.register
    made = printing.layout(ledger.reader, told, Plan("清单", landscape=False, note="附注"), "2026-06-06").printed
    fields = [field for field in exporting.outgoing(register) if field.mm]
    state = ["状态"] if register.tells_state else []
    money = {field.title: f"{field.title}（万元）" for field in fields if field.holds is Holds.MONEY}

    assert [column.title for column in made.columns] == [
        "序号", *(money.get(field.title, field.title) for field in fields), *state,
    ]  # fmt: skip
    for place, (row, record) in enumerate(zip(made.rows, told.records, strict=True), 1):
        texts = [field.text(record.fields.get(field.name)) for field in fields]
        assert row.cells == (str(place), *texts, *([register.state(record.state).word] if state else []))
    assert (made.scope, made.total, str(made.as_of), made.printed, made.note) == (
        "本轮",
        9,
        TODAY,
        "2026-06-06",
        "附注",
    )


@every
def test_numbers_stand_right_wide_texts_left_and_all_else_in_the_middle(ledger, office, name):
    from desktop.paper.table import Align

    told = listed(ledger, office, name)
    made = printing.layout(ledger.reader, told, Plan("清单")).printed

    for field, column in zip(printing.printed_fields(told.register), made.columns[1:], strict=False):
        right = field.holds in (Holds.MONEY, Holds.INT)
        assert column.align is (Align.RIGHT if right else Align.LEFT if field.mm >= 45 else Align.CENTER)


@every
def test_the_form_of_a_record_says_what_is_filled_in_and_leaves_room_for_what_a_step_asks(ledger, office, name):
    told = listed(ledger, office, name)
    register, [record] = told.register, told.records
    if not register.signatures:
        with pytest.raises(KnownError) as refused:
            printing.record_sheet(ledger.reader, told, Plan("记录表"))
        assert refused.value.kind == "no_sheet"
        return
    made = printing.record_sheet(ledger.reader, told, Plan("记录表"), "2026-06-06").printed
    asked = {name for step in register.steps for name in (*step.needs, *step.asks)}
    texts = [(field, field.text(record.fields.get(field.name))) for field in exporting.outgoing(register)]

    told = [(one.title, text) for one, text in texts if text or one.name in asked]
    assert [row.cells for row in made.rows] == [*told, *register.sheet_words]
    assert all(row.strong == {0} for row in made.rows)
    assert all(f"{who}签字：" in made.note for who in register.signatures)
    assert (made.scope, str(made.as_of), made.printed, made.counted) == (record.number, TODAY, "2026-06-06", False)


@pytest.mark.parametrize("demo", ["", "1"])
@pytest.mark.parametrize("short", ["", "县委巡察办"])
def test_every_paper_names_the_office_and_only_that_of_the_demonstration_is_marked(ledger, office, demo, short):
    words = {"office": "中共青岩县委巡察工作领导小组办公室", "office_short": short}
    with change(ledger, EVERYONE, Action.EDIT_OFFICE, "设置") as changes:
        for name, word in {**words, "demo": demo}.items():
            put_setting(changes, name, word)
    told = listed(ledger, office, "talk")

    for make in (printing.layout, printing.record_sheet):
        made = make(ledger.reader, told, Plan("表", classification="内部")).printed
        assert (made.office, made.classification) == (short or words["office"], "内部")
        assert made.watermark == ("演示" if demo else "")


def test_a_print_is_entered_with_its_copies_and_a_file_as_an_export(ledger, office, tmp_path):
    """A5"""
    told, plan = listed(ledger, office, "talk", 2), Plan("约谈台账")
    laid = printing.layout(ledger.reader, told, plan)
    for job, way in ((Job(("000001",), "会用"), LIST_PRINT), (Job(), LIST_PDF)):
        printing.write(ledger, EVERYONE, told, plan, laid, tmp_path / "约谈.pdf", job, way=way)
    entered = sorted(prints.exports(ledger.reader), key=lambda one: one.id)

    assert [(one.kind, one.rows, one.copies, one.criteria) for one in entered] == [
        ("print", 2, 1, "本轮"), ("export", 2, 1, "本轮"),
    ]  # fmt: skip
