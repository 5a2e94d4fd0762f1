"""M5, page 17: the rates of the units with what they are computed of; every count adds up, a unit leads to its surveys."""

from desktop.ledgers.surveys import SURVEYS
from desktop.operations.records import verbs
from desktop.ui.pages.register.surveys_card import law_of, note_of, read, table_of
from desktop.ui.pages.scores.page import ScorePage
from tests.builders import EVERYONE, a_round
from tests.ui.office import an_office, settled, show


def asked(context, unit, round_id, satisfied, audience):
    counts = {"handed_out": 12, "returned": 11, "valid": 10, "satisfied": satisfied, "basically": 1}
    said = {**counts, "dissatisfied": 9 - satisfied, "unknown": 0, "unit": unit, "round": round_id, "on": "2026-05-20"}
    return verbs.add(context.ledger, EVERYONE, SURVEYS, {**said, "audience": audience})[1]


def test_every_count_adds_up_and_a_unit_leads_to_its_surveys(qtbot, context):
    an_office(context.ledger)
    first, second = context.reader.column("select id from unit order by id limit 2")
    round_id = context.reader.value("select id from round")
    for unit, satisfied, audience in ((first, 8, "干部职工"), (first, 7, "服务对象"), (second, 5, "干部职工")):
        asked(context, unit, round_id, satisfied, audience)
    page = show(qtbot, context, ScorePage(context))
    page.tabs.set_current("survey")
    settled(qtbot, context)
    card = page.view.above
    *units, total = [[cell.plain for cell in line.cells] for line in card.table.figures.lines]
    assert len(units) == 2 and total[1] == "2 家"
    for column in range(2, 6):
        assert sum(int(one[column]) for one in units) == int(total[column])
    assert [one[0] for one in units] == ["1", "2"] and total[6] == "76.7%"
    assert card.law.text().startswith("满意率 76.7% =（满意 20 + 基本满意 3）÷ 有效 30；不满意 7、不了解 0、无效 3。")
    assert card.note_label.full_text() == "2 家 3 份汇总表：发出 36、收回 33、有效 30，满意＋基本 23"
    assert card.agreement.mark.word.endswith("3 份汇总表全部相符")
    card.table.asked.emit(card.table.figures.lines[0].opens)
    assert len(page.view.records) == 2
    assert not card.isHidden()


def test_of_several_rounds_each_line_names_its_round_and_a_unit_counts_once(context):
    an_office(context.ledger)
    unit = context.reader.value("select min(id) from unit")
    rounds = (context.reader.value("select id from round"), a_round(context.ledger, "十五届县委第五轮（常规）"))
    for round_id, satisfied in zip(rounds, (8, 5), strict=True):
        asked(context, unit, round_id, satisfied, "干部职工")
    found = read(context.sight())
    shown = table_of(found)
    *lines, total = [[cell.plain for cell in line.cells] for line in shown.lines]

    assert shown.heads[2].title == "轮次" and total[1:3] == ["1 家", "2 轮"]
    assert {(line[0], line[2]) for line in lines} == {
        ("1", "十五届县委第五轮（常规）"),
        ("1", "十五届县委第六轮（常规）"),
    }
    assert note_of(found).startswith("2 轮 1 家 2 份") and law_of(found).endswith("，名次在各轮之内。")


def test_where_nobody_was_asked_there_is_no_card(qtbot, context):
    an_office(context.ledger)
    page = show(qtbot, context, ScorePage(context))
    page.tabs.set_current("survey")
    settled(qtbot, context)
    assert page.view.above.isHidden()
