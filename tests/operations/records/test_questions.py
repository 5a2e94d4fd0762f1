"""Which records of a book are meant: by round, unit, state, field and words (W-2, S1)."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.ledgers.talks import TALKS
from desktop.operations import own_fields
from desktop.operations.records import verbs
from desktop.operations.records.questions import Wanted, chosen, findings_of
from tests.builders import EVERYONE, a_finding, a_round, a_unit

USUAL = {"kind": "reminder", "talker": "顾怀远", "talked_to": "程", "reason": "overdue"}


@pytest.fixture
def book(ledger, office):
    second, other = a_round(ledger, "十五届县委第七轮"), a_unit(ledger, "县财政局党组", short="县财政局")
    finding = a_finding(ledger, second, other)
    verbs.add(
        ledger,
        EVERYONE,
        TALKS,
        {**USUAL, "unit": office["unit"], "round": office["round"], "held_on": "2026-05-20", "matter": "欠缴党费"},
    )
    verbs.add(
        ledger,
        EVERYONE,
        TALKS,
        {**USUAL, "unit": other, "findings": (finding,), "kind": "secretary", "held_on": "2026-06-01"},
    )
    verbs.take(ledger, EVERYONE, TALKS, 2, TALKS.step("hold"), {"demands": "限期"})
    return {**office, "second": second, "other": other, "second_finding": finding}


def ids(ledger, as_of="2026-06-05", known_at=None, **wanted):
    return [one.id for one in chosen(ledger.reader, TALKS, as_of, known_at, Wanted(**wanted))]


def test_nothing_asked_means_all_and_each_criterion_narrows(ledger, book):
    assert ids(ledger) == [1, 2]
    assert (
        ids(ledger, rounds=(book["round"],)),
        ids(ledger, rounds=(book["second"],)),
        ids(ledger, units=(book["other"],)),
        ids(ledger, units=(book["unit"], book["other"])),
    ) == ([1], [2], [2], [1, 2])
    assert ids(ledger, rounds=(book["round"],), units=(book["other"],)) == []


@pytest.mark.parametrize("state, found", [("held", [2]), ("已约谈", [2]), ("planned", [1]), ("waived", [])])
def test_a_state_is_named_by_code_or_word_and_an_unknown_one_is_told(ledger, book, state, found):
    assert ids(ledger, state=state) == found
    with pytest.raises(KnownError, match="可用") as refused:
        ids(ledger, state="没有")
    assert refused.value.kind == "unknown_choice"


@pytest.mark.parametrize("where, found", [
    ({"kind": "secretary"}, [2]), ({"kind": "书记约谈"}, [2]), ({"unit": "县财政局党组"}, [2]), ({"unit": "县财政局"}, [2]), ({"matter": "欠缴党费"}, [1]), ({"matter": ""}, [2]), ({"held_on": "2026-05-20"}, [1]), ({"state": "held"}, [2]), ({"state": "已约谈"}, [2]), ({"number": "约谈〔2026〕1号"}, [1]),
    ({"findings": ""}, [1]), ({"kind": "secretary", "matter": "x"}, []), ({"demands": "限期"}, [2]),
])  # fmt: skip
def test_a_field_is_compared_with_code_word_or_shown_text(ledger, book, where, found):
    assert ids(ledger, where=where) == found


def test_a_finding_of_a_list_is_asked_by_its_number(ledger, book):
    number = ledger.reader.value("select number from finding where id = ?", (book["second_finding"],))
    assert ids(ledger, where={"findings": number}) == [2]
    with pytest.raises(KnownError) as refused:
        ids(ledger, where={"colour": "x"})
    assert refused.value.kind == "unknown_field"


@pytest.mark.parametrize(
    "search, found",
    [
        ("欠缴", [1]),
        ("欠缴 顾", [1]),
        ("欠缴 没有", []),
        ("顾", [1, 2]),
        ("书记约谈", [2]),
        ("czj", [2]),
        (" ", [1, 2]),
        ("没有", []),
    ],
)
def test_every_typed_word_stands_somewhere_and_initials_find_units(ledger, book, search, found):
    assert ids(ledger, search=search) == found


def test_records_name_their_findings_in_order(ledger, book):
    first, second = chosen(ledger.reader, TALKS, "2026-06-05")
    assert findings_of(TALKS, first) == () and findings_of(TALKS, second) == (book["second_finding"],)


def test_own_fields_are_asked_like_the_others(ledger, book):
    from desktop.ledgers import books

    name, _changes = own_fields.add(ledger, EVERYONE, "等次", Holds.CHOICE, ("好", "差"), book="talk")
    register = books.book(ledger.reader, "talk")
    verbs.edit(ledger, EVERYONE, register, [1], {name: "差"})
    assert [one.id for one in chosen(ledger.reader, register, "2026-06-05", None, Wanted(where={name: "差"}))] == [1]


def test_a_field_is_asked_for_in_any_spelling_that_it_reads_w2(ledger, office, own_book):
    """W-2: a tick that is not set, a month, an amount, a day: nothing found is said only where there is nothing."""
    register = books.book(ledger.reader, "nasty_petition")
    usual = {"received_on": "2026-03-05", "kind": "a", "unit": office["unit"]}
    verbs.add(ledger, EVERYONE, register, {**usual, "urgent": True, "group": "2026-03", "money": 125_000, "order": 3})
    verbs.add(ledger, EVERYONE, register, usual)

    for where, found in (
        ({"urgent": "否"}, [2]), ({"urgent": "√"}, [1]), ({"group": "2026年3月"}, [1]), ({"money": "12.5万元"}, [1]), ({"money": "125000"}, [1]),
        ({"received_on": "2026年3月5日"}, [1, 2]), ({"order": "3"}, [1]), ({"order": "三"}, []), ({"group": ""}, [2]),
    ):  # fmt: skip
        asked = chosen(ledger.reader, register, "2026-06-05", None, Wanted(where=where))
        assert [one.id for one in asked] == found, where
