"""Page 14: the register of recommendation letters, its order, and sums that add up."""

from db.records import Basis
from desktop.operations.change import change
from desktop.operations.papers import registering
from desktop.operations.papers.happenings import Happening
from desktop.operations.papers.registering import SentPaper, insert_sent, log_event
from desktop.operations.records.recommendation_sums import as_record, letters
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.papers.handed_in import enter, step

DAY = "2026-06-05"


def test_letters_that_wait_stand_first_by_their_day_and_the_sums_are_those_of_the_rows(ledger):
    assert letters(ledger.reader, Basis(), DAY).words == "还没有登记建议书"
    round_id = a_round(ledger)
    units = [a_unit(ledger, f"县{name}局") for name in "甲乙"]
    ids = tuple(a_finding(ledger, round_id, units[n % 2], f"问题{n}") for n in range(3))
    common = {"on": DAY, "round": round_id, "issued_on": "2026-04-01"}
    late, soon, done, never = (
        enter(ledger, "recommendation", unit=units[0], title=title, items=items, reply_due=due, findings=ids[:count], **common)
        for title, items, due, count in (
            ("迟", 2, "2026-07-01", 3), ("急", 2, "2026-06-10", 1), ("回", 4, "2026-05-20", 2), ("无期", 1, None, 0),
        )
    )  # fmt: skip
    step(ledger, "recommendation", done, "reply", on="2026-05-21", replied_on="2026-05-21")
    step(ledger, "recommendation", done, "adopt", on="2026-05-21", items_adopted=3)
    found = letters(ledger.reader, Basis(), DAY)
    assert [one.record.id for one in found.lines] == [soon, late, never, done]
    assert [(one.units, one.findings) for one in found.lines] == [(1, 1), (2, 3), (0, 0), (2, 2)]
    assert found.words == "4 份 = 待回复 3 + 已采纳 1；采纳率 75.0%（3/4，已回复的 1 份）；按期回复 0/1"


def test_a_line_tells_who_signed_for_the_letter_and_what_rules_came_of_it(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger, "县财政局")
    about, other = (a_finding(ledger, round_id, unit, f"问题{n}") for n in range(2))
    paper = SentPaper(
        "recommendation_letter", "建议书", "云巡建〔2026〕1号", "2026-04-01", "县财政局", unit, round_id, [about]
    )
    with change(ledger, EVERYONE, Action.REGISTER_LETTER, "补登") as changes:
        letter = insert_sent(changes, ledger, paper)
    log_event(ledger, EVERYONE, letter, "receipt", Happening("2026-04-03"))
    enter(
        ledger,
        "recommendation",
        on="2026-04-01",
        round=round_id,
        unit=unit,
        letter=letter,
        issued_on="2026-04-01",
        findings=(about,),
    )
    rules = [
        enter(
            ledger,
            "regulation",
            on=DAY,
            name=name,
            unit=unit,
            adopted_on=day,
            findings=(finding,),
            document_number=name,
        )
        for name, day, finding in (
            ("后", "2026-05-01", about),
            ("前", "2026-03-01", about),
            ("别的", "2026-05-01", other),
        )
    ]
    [line] = letters(ledger.reader, Basis(), DAY).lines
    assert (line.signed_on, line.regulations) == ("2026-04-03", (rules[0],))
    assert letters(ledger.reader, Basis(), "2026-04-02").lines[0].signed_on == ""


def test_an_issued_letter_that_no_line_is_lacks_and_fills_the_line_that_is_entered_for_it(ledger):
    """The oldest first; a line without 文号 stands for one letter of its day to its unit."""
    round_id, unit = a_round(ledger), a_unit(ledger, "县甲局")
    finding = a_finding(ledger, round_id, unit, "问题")
    kind, title, advice = "recommendation_letter", "规范票据管理", {"建议": [{"标题": "一"}, {"标题": "二"}]}
    newer, older, unnamed = (
        registering.register(
            ledger, EVERYONE, SentPaper(kind, title, f"云巡建〔2026〕{n}号", day, "县甲局", unit, round_id, [finding], words=advice)
        )[0]
        for n, day in ((3, "2026-05-03"), (2, "2026-05-02"), (1, "2026-05-01"))
    )  # fmt: skip
    enter(ledger, "recommendation", on=DAY, unit=unit, issued_on="2026-05-01", items=1, round=round_id)
    assert [one.id for one in letters(ledger.reader, Basis(), DAY).lacking] == [older, newer]
    assert [one.id for one in letters(ledger.reader, Basis(), "2026-05-02").lacking] == [unnamed, older], (
        "the line was entered later"
    )

    told = as_record(ledger.reader, older)
    assert told == {
        "letter": older, "unit": unit, "title": title, "issued_on": "2026-05-02", "items": 2, "findings": [finding], "round": round_id,
    }  # fmt: skip
    enter(ledger, "recommendation", on=DAY, **told)
    assert [one.id for one in letters(ledger.reader, Basis(), DAY).lacking] == [newer]
