"""L8: a field that the office added to a book is a word of its papers at once: in the list of fields, at the check, in print."""

from __future__ import annotations

import pytest

from desktop.documents.readback import read_file
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.ledgers.findings import FINDINGS
from desktop.operations import findings, own_fields
from desktop.operations.papers import catalogue, issuing, making, own_kinds
from desktop.operations.papers import workshop as presses
from desktop.operations.papers.own_kinds import Wish
from desktop.operations.records import verbs
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked
from tests.operations.papers.test_own_kinds import reworded

VALUES = {
    Holds.TEXT: ("包案领导", "顾怀远", "顾怀远"), Holds.DATE: ("约见日期", "2026-10-20", "2026年10月20日"), Holds.INT: ("涉及户数", 35, "35"),
    Holds.MONEY: ("追缴金额", 418000, "41.8万元"), Holds.FLAG: ("挂牌督办", True, "是"), Holds.CHOICE: ("难易程度", "难", "难"),
    Holds.LONG: ("会商意见", "由局党组牵头办理", "由局党组牵头办理"),
}  # fmt: skip
each = pytest.mark.parametrize("holds", VALUES, ids=str)


def added(ledger, holds, book=FINDINGS.name):
    title, _value, _shown = VALUES[holds]
    return own_fields.add(ledger, EVERYONE, title, holds, ("难", "易") if holds is Holds.CHOICE else (), book=book)[0]


def tag(title, holds):
    return f"{{{{问.{title}|万元}}}}" if holds is Holds.MONEY else f"{{{{问.{title}}}}}"


@each
def test_a_field_of_the_findings_is_picked_checked_and_printed_l8(office, workshop, tmp_path, holds):
    ledger, round_id, housing, _farming = office
    title, value, shown = VALUES[holds]
    kind, _changes = own_kinds.begin(ledger, EVERYONE, Wish("supervision_letter", "整改提示函", "巡办提"))
    file = own_kinds.first_template(ledger, EVERYONE, kind, tmp_path)
    reworded(file, "{{问.核实}}", tag(title, holds))
    before = own_kinds.check(workshop, ledger.writing(), kind, file, tmp_path)

    name = added(ledger, holds)
    ids = ledger.reader.column("select id from finding where unit_id = :unit order by id", {"unit": housing})
    findings.edit(ledger, EVERYONE, ids[:1], {name: value})
    picked = [line["field"] for line in catalogue.recipe(ledger.reader, kind, begun=True).as_json()["fields"]]
    assert own_kinds.check(workshop, ledger.writing(), kind, file, tmp_path).faults == ()
    presses.install(ledger, EVERYONE, file, kind)
    found = making.gather(ledger.writing(), asked(round_id, housing, kind=kind))
    [made] = issuing.issue(ledger, EVERYONE, workshop, found, tmp_path)

    assert f"没有“{title}”" in str(before.faults[0])
    assert f"问题清单.{title}" in picked
    assert shown in "\n".join(read_file(made.path).paragraphs).split("\n")


def test_a_press_that_was_warm_sees_a_field_that_was_added_since_l8(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    warm = workshop.press("supervision_letter")

    added(ledger, Holds.TEXT)

    assert "包案领导" in {part.name for part in workshop.press("supervision_letter").recipe.field("问题清单").items}
    assert workshop.press("supervision_letter") is not warm


@pytest.mark.parametrize(
    ("title", "word"),
    [("包案领导（县级）", "包案领导县级"), ("2025年任务", "自设2025年任务"), ("下步", "自设下步"), ("—", None)],
)
def test_a_title_that_is_no_word_is_made_one_l8(office, title, word):
    own_fields.add(office[0], EVERYONE, title, Holds.TEXT)

    kind = "整改综合情况汇报" if title == "下步" else "督办函"
    lists = catalogue.recipe(office[0].reader, kind).field("未销清单" if title == "下步" else "问题清单")
    names = {part.name for part in lists.items}
    assert (word in names) if word else not any(name.startswith("自设") for name in names)


def test_titles_that_come_to_one_word_give_distinct_words_and_each_its_own_value_l8(office):
    """L8: the second field does not print the first one's value."""
    ledger, round_id, housing, _farming = office
    titles = ("包案领导", "包案、领导", "（包案）领导", "包案 领导")
    names = [own_fields.add(ledger, EVERYONE, title, Holds.TEXT)[0] for title in titles]
    first = ledger.reader.value("select min(id) from finding where unit_id = ?", (housing,))
    findings.edit(ledger, EVERYONE, [first], {name: f"甲{at}" for at, name in enumerate(names)})

    [paper] = making.gather(ledger.writing(), asked(round_id, housing))

    row = paper.words["问题清单"][0]
    words = ("包案领导", "自设包案领导", "自设包案领导2", "自设包案领导3")
    assert [str(row[word]) for word in words] == ["甲0", "甲1", "甲2", "甲3"]


def test_a_field_of_the_talks_is_a_word_of_the_notice_l8(office):
    ledger, round_id, housing, _farming = office
    name = added(ledger, Holds.TEXT, book="talk")
    recipe = catalogue.recipe(ledger.reader, "约谈通知书")
    values = {
        "kind": "leading_group",
        "unit": housing,
        "talked_to": "程知行",
        "post": "党组书记",
        "talker": "顾怀远",
        "reason": "overdue",
    }
    entered, _changes = verbs.add(ledger, EVERYONE, books.book(ledger.writing(), "talk"), {**values, name: "顾怀远"})

    words = making.words_of_record(ledger.reader, entered.number, recipe)

    assert recipe.field("包案领导").typed
    assert words["包案领导"] == "顾怀远"


def test_a_kind_for_each_finding_has_them_by_themselves_l8(office, workshop, tmp_path):
    ledger = office[0]
    kind, _changes = own_kinds.begin(
        ledger, EVERYONE, Wish("supervision_letter", "整改提示函", "巡办提", per="finding")
    )
    added(ledger, Holds.TEXT)

    assert "包案领导" in {word.name for word in catalogue.recipe(ledger.reader, kind, begun=True).fields}
