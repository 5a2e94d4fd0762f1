"""Page 26, A5: 台账体检表 says every line of the check with its arithmetic, and is entered in the register."""

from db.queries import prints
from desktop.ledgers.ways_out import LIST_PRINT
from desktop.operations.health import sheet
from desktop.operations.health.examining import examine
from desktop.operations.lists.printing import Plan
from desktop.operations.outgoing import Asked
from desktop.paper.table import Kind
from tests.builders import EVERYONE
from tests.operations.health.sound_office import a_sound_office, plant


def test_every_line_stands_on_the_sheet_and_the_note_is_its_sum(ledger):
    _round, places, _ids = a_sound_office(ledger)
    plant(ledger, "unit", places[1], leader="")
    examined = examine(ledger.reader, (), ledger.today(), None, ledger.today())

    made = sheet.layout(ledger.reader, examined, "全部轮次", Plan(sheet.TITLE), "2026-06-05T10:32:00").printed

    heads = [row.cells[0] for row in made.rows if row.kind is Kind.GROUP]
    told = [row.cells for row in made.rows if row.kind is Kind.ROW]
    assert heads == ["台账之间的 13 项检查", "还要留意"] and len(told) == len(examined.lines)
    assert [cells[1:3] for cells in told] == [(line.words, line.result) for line in examined.lines]
    assert sum(cells[3] == "必须改" for cells in told) == 1 and "必须改 1" in made.note
    assert made.note.startswith(examined.arithmetic()) and "检查人：" in made.note
    assert made.scope == "范围：全部轮次　2026年6月5日 10时32分检查"


def test_a_print_is_computed_anew_and_entered_with_purpose_and_sum(ledger, tmp_path):
    a_sound_office(ledger)

    left = sheet.write(
        ledger,
        EVERYONE,
        (),
        ledger.today(),
        None,
        "全部轮次",
        tmp_path / "表.pdf",
        Asked("内部", "存档"),
        way=LIST_PRINT,
    )

    (entry,) = prints.exports(ledger.reader)
    assert (entry.title, entry.purpose, entry.classification, entry.way) == ("台账体检表", "存档", "内部", "list_print")
    assert left.path.read_bytes().startswith(b"%PDF") and entry.rows == 13 + 9 and entry.pages == left.made
