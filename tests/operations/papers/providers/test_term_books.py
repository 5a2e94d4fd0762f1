"""What the books of a term hold, counted for the report on it (papers/18)."""

from __future__ import annotations

from tests.operations.papers.handed_in import enter, step
from tests.operations.papers.providers.test_term_coverage import term, words  # noqa: F401
from tests.operations.papers.visited import visited

ON = "2026-07-01"


def test_nothing_is_said_of_books_that_are_empty(term):  # noqa: F811
    found = words(term)
    for name in (
        "组次",
        "信访件数",
        "底稿份数",
        "约谈书记",
        "回访单位",
        "抄报领导",
        "建议书",
        "制度",
        "资金",
        "处分人",
        "巡前通报",
        "党课场次",
    ):
        assert found.get(name) is None, name


def test_each_book_is_counted_over_all_rounds(term):  # noqa: F811
    ledger, first, second, (housing, farming, _village) = term
    day = {"on": ON}
    for number, one in enumerate((first, second)):
        enter(
            ledger,
            "team",
            round=one,
            name=f"第{number + 1}巡察组",
            leader="顾言之",
            members="方知远、陈述白",
            units=[housing],
        )
        enter(ledger, "petition", also=day, way="visit", unit=housing, round=one, summary="反映", scope="accepted")
        enter(ledger, "lecture", held_on=ON, round=one, sessions=2, people=50)
        enter(ledger, "briefing", held_on=ON, round=one, source="县审计局")
        enter(ledger, "regulation", name=f"办法{number}", adopted_on=ON, kind="new", unit=farming, round=one)
        enter(ledger, "outcome", also=day, unit=farming, kind="refunded", amount=50_000, round=one)
        enter(ledger, "outcome", also=day, unit=farming, kind="sanction_party", persons=1, person_times=2, round=one)
        enter(
            ledger,
            "copy_report",
            level="leader",
            addressee="秦望舒",
            round=one,
            instruction="请认真整改",
            instruction_on=ON,
        )
    enter(ledger, "regulation", name="旧办法", adopted_on=ON, kind="repealed", unit=farming, round=first)
    enter(
        ledger,
        "petition",
        also=day,
        way="letter",
        unit=housing,
        round=first,
        summary="反映",
        scope="forwarded",
        to="县信访局",
    )
    found = words(term)
    counts = {
        "组次": 2, "参巡人次": 6, "信访件数": 3, "受理件数": 2, "党课场次": 4, "党课人次": 100, "巡前通报": 2, "通报单位数": 1,
        "制度": 2, "资金": 100_000, "处分人": 2, "抄报领导": 1, "批示": 2,
    }  # fmt: skip
    assert {name: int(found[name]) for name in counts} == counts and found["信访均已分办"]


def test_what_was_visited_is_held_against_its_frame(term):  # noqa: F811
    ledger, first, *_rest = term
    visited(ledger, first, untrue=1)
    found = words(term)
    checked = int(found["回访问题"])
    assert (int(found["回访轮次数"]), int(found["回访属实"])) == (1, checked - 1)
    assert int(found["回访单位基数"]) >= int(found["回访单位"]) and found["比例均达标"]
    assert found.get("不实均已重开") is None  # it waits to be opened again


def test_meetings_are_counted_where_somebody_was_present_for_the_office(term):  # noqa: F811
    ledger, first, second, (housing, farming, _village) = term
    for number, unit, kind, attended in (
        (first, housing, "democratic_life", "方知远"), (second, farming, "democratic_life", "陈述白、方知远"),
        (second, housing, "democratic_life", ""), (first, farming, "study", "方知远"),
    ):  # fmt: skip
        enter(ledger, "unit_meeting", also={"kind": kind}, held_on=ON, unit=unit, round=number, attended=attended)
    assert int(words(term)["列席次数"]) == 2


def test_the_rate_of_cases_is_that_of_the_two_typed_numbers(term):  # noqa: F811
    assert str(words(term, 线索件=4, 立案件=1)["成案率"].value) == "25.0%"
    assert words(term, 线索件=4).get("成案率") is None


def test_talks_that_were_held_are_counted_with_their_units(term):  # noqa: F811
    ledger, first, _second, (housing, *_units) = term
    said = {"talker": "顾怀远", "talked_to": "程知行", "reason": "overdue", "unit": housing, "round": first}
    for kind in ("secretary", "reminder"):
        step(ledger, "talk", enter(ledger, "talk", kind=kind, **said), "hold", held_on=ON)
    enter(ledger, "talk", held_on=ON, kind="reminder", **said)  # a day is set: the talk has not taken place
    found = words(term)
    assert (int(found["约谈书记"]), int(found["提醒谈话"])) == (1, 1)
    assert found["提醒谈话单位"] == ["县住房和城乡建设局"]


def test_a_campaign_counts_once_the_letter_stands_as_taken_up(term):  # noqa: F811
    ledger, first, _second, (housing, *_units) = term
    for number, on in enumerate(("2026-09-01", "2026-10-08")):
        letter = enter(ledger, "recommendation", unit=housing, issued_on=ON, items=3, round=first)
        step(ledger, "recommendation", letter, "reply", on="2026-08-20")
        told = {"items_adopted": 2, "campaign": f"第{number + 1}项专项整治"}
        step(ledger, "recommendation", letter, "adopt", on=on, **told)
    assert int(words(term)["专项整治数"]) == 1


def test_what_was_taken_up_is_over_the_letters_replied_to_as_page_14_says_it(term):  # noqa: F811
    ledger, first, _second, (housing, *_units) = term
    for number, items in enumerate((3, 5)):
        letter = enter(ledger, "recommendation", unit=housing, issued_on=ON, items=items, round=first)
        if not number:
            step(ledger, "recommendation", letter, "reply", on="2026-08-20")
            step(ledger, "recommendation", letter, "adopt", on="2026-09-01", items_adopted=2)

    found = words(term)

    assert (int(found["回复建议书"]), int(found["回复建议条"]), int(found["采纳条"])) == (1, 3, 2)
    assert (found["采纳率"].value.numerator, found["采纳率"].value.denominator) == (2, 3)
