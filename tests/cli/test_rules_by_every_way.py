"""M1 M6 M7 M12 M16 M22, R-1: no way in passes a rule that refuses: forms, cells and paste, lists, scripts, command line."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations.records import importing, verbs
from desktop.operations.records.values import read_values
from desktop.operations.records.words import lookup
from desktop.rules.permissions import Right
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.cli.played import play
from tests.cli.rule_cases import BROKEN, BY_OTHERS, FINDING, OTHER_UNIT, PAST, ROUND, SOUND, UNIT

PLACE = {"in_future": "晚于今天"}
every = pytest.mark.parametrize(("book", "kind", "change"), BROKEN, ids=lambda one: str(one)[:24])


@pytest.fixture
def office(ledger):
    round_id, unit_id = a_round(ledger, ROUND), a_unit(ledger, UNIT)
    one = a_finding(ledger, round_id, unit_id, "欠缴党费", first_due_on="2026-06-30", due_kind="date")
    assert ledger.reader.value("select number from finding where id = ?", (one,)) == FINDING
    return {"round": round_id, "unit": unit_id}


def stored(ledger, book, given):
    return read_values(books.book(ledger.reader, book), given, lookup(ledger.reader))


def refused(kind, act, *arguments):
    with pytest.raises(KnownError) as told:
        act(*arguments)
    assert told.value.kind == kind
    assert "请" in str(told.value)  # the remedy


def test_every_rule_of_every_book_that_refuses_is_among_the_cases():
    """A rule, or a book, that is added later must be added here."""
    for register in books.declared():
        wanted = {rule.kind for rule in register.rules if rule.refuses}
        cases = {kind for book, kind, _change in BROKEN if book == register.name}
        assert wanted == cases | BY_OTHERS.get(register.name, set()), register.name
        assert not wanted or register.name in SOUND or register.name in BY_OTHERS


@pytest.mark.parametrize("kind", sorted({kind for kinds in BY_OTHERS.values() for kind in kinds}))
def test_a_rule_that_a_step_or_other_records_break_is_named_by_a_test_of_its_own(kind):
    """What no single value breaks has its scene elsewhere; a rule that no test names fails here."""
    here = Path(__file__)
    tests = (path for path in here.parents[1].rglob("test_*.py") if path != here)
    assert any(f'"{kind}"' in path.read_text("utf-8") for path in tests) or f'"{kind}"' in here.read_text("utf-8")


@every
def test_forms_cells_paste_and_lists_refuse(ledger, office, tmp_path, book, kind, change):
    register = books.book(ledger.reader, book)
    refused(kind, verbs.add, ledger, EVERYONE, register, stored(ledger, book, SOUND[book] | change))
    made, _changes = verbs.add(ledger, EVERYONE, register, stored(ledger, book, SOUND[book]))
    refused(kind, verbs.edit, ledger, EVERYONE, register, [made.id], stored(ledger, book, change))
    refused(kind, verbs.edit_each, ledger, EVERYONE, register, {made.id: stored(ledger, book, change)}, "粘贴")
    said = SOUND[book] | change
    sheet = openpyxl.Workbook()
    sheet.active.append([register.field(name).title for name in said])
    sheet.active.append(list(said.values()))
    sheet.save(tmp_path / "表.xlsx")
    found = importing.take(ledger, EVERYONE, register, tmp_path / "表.xlsx")
    assert found.entered == 0 and [fault.kind for fault in found.faults] == [kind], found.faults


def test_scripts_and_the_command_line_refuse(run, tmp_path):
    """All of them in one ledger; after each refusal there is still the one sound record."""
    run("new", "office.ledger", "--plain", "--demonstration", "--office", "云岭县委巡察办")
    begin = [
        ("unit.add", {"name": UNIT}, {"user": "管理员", "at": "2026-06-05T09:00"}),
        ("round.add", {"name": ROUND, "feedback_on": "2026-03-18"}, {"as": "round"}),
        ("finding.add", {"round": "$round", "unit": UNIT, "text": "欠缴党费", "due_on": "2026-06-30"}),
    ]
    mine = {name: one for name, one in SOUND.items() if books.as_declared(name).add_right is Right.ENTER}
    broken = [one for one in BROKEN if one[0] in mine]
    steps = [(f"{book}.add", values, {"as": book}) for book, values in mine.items()]
    wrong = [(f"{book}.add", SOUND[book] | change, {"expect": "refused"}) for book, _kind, change in broken]
    edits = [
        (f"{book}.edit", {"number": f"${book}", **change}, {"expect": "refused"}) for book, _kind, change in broken
    ]
    told = play(run, "office.ledger", *begin, *steps, *wrong, *edits)
    assert told["done"] == len(begin) + len(steps) + len(wrong) + len(edits)
    for book, _kind, change in broken:
        sets = [part for name, value in (SOUND[book] | change).items() for part in ("--set", f"{name}={value}")]
        assert "请" in run("record", "office.ledger", book, "add", *sets, code=1)["error"]
        assert len(run("records", "office.ledger", book)) == 1, book
    assert run("check", "office.ledger")["ok"]


def test_a_comparison_is_answered_about_something(ledger, office):
    """M1"""
    given = {name: value for name, value in SOUND["recheck_answer"].items() if name != "finding"}
    register = books.as_declared("recheck_answer")
    refused("about_nothing", verbs.add, ledger, EVERYONE, register, stored(ledger, "recheck_answer", given))


def test_a_period_is_frozen_once(ledger, office):
    """R5"""
    april = {"name": "2026年4月", "as_of": "2026-04-30"}
    verbs.add(ledger, EVERYONE, books.as_declared("freeze"), april)
    refused("frozen_twice", verbs.add, ledger, EVERYONE, books.as_declared("freeze"), {**april, "as_of": "2026-05-31"})


def test_a_grade_is_one_of_the_scheme(ledger, office):
    """W10"""
    said = {"name": "整改成效评分", "items": "1｜按时报送｜扣分｜5", "cut_offs": "好≥90；中≥70；差≥0"}
    scheme = verbs.add(ledger, EVERYONE, books.as_declared("score_scheme"), said)[0]
    sheet = {"unit": office["unit"], "round": office["round"], "scheme": scheme.id, "grade": "特优"}
    with pytest.raises(KnownError) as told:
        verbs.add(ledger, EVERYONE, books.as_declared("score_sheet"), sheet)
    assert told.value.kind == "no_grade"


def test_what_is_not_published_needs_a_day_or_a_ground_with_consent(ledger, office):
    """M22"""
    register = books.book(ledger.reader, "public_notice")
    step = register.step("publish")
    made, _changes = verbs.add(ledger, EVERYONE, register, stored(ledger, "public_notice", SOUND["public_notice"]))
    refused("no_day", verbs.take, ledger, EVERYONE, register, made.id, step)
    ground = stored(ledger, "public_notice", {"exempt_ground": "涉及未公开的案件", "approved_by": "领导小组"})
    assert verbs.take(ledger, EVERYONE, register, made.id, step, ground)[0].state == "published"


@pytest.fixture
def review(ledger, office):
    """A plan in joint review with the opinions of two parties on one finding."""
    office["finding"] = a_finding(ledger, office["round"], office["unit"])
    other = a_unit(ledger, OTHER_UNIT)
    office["other"] = a_finding(ledger, office["round"], other, "别家的问题")
    given = stored(ledger, "submission", SOUND["submission"])
    office["submission"] = verbs.add(ledger, EVERYONE, books.as_declared("submission"), given)[0].id
    for name in ("县纪委监委", "县委组织部"):
        values = {"name": name, "round": office["round"]}
        office[name] = verbs.add(ledger, EVERYONE, books.as_declared("review_party"), values)[0].id
    return office


def opinion(ledger, review, party, **more):
    values = {"submission": review["submission"], "party": review[party], "stage": "first", "text": "意见", **more}
    return verbs.add(ledger, EVERYONE, books.as_declared("opinion"), values)[0]


def read(ledger, made):
    from db.queries import books as queries

    return queries.records(ledger.reader, books.as_declared("opinion").shape, "2026-06-05", ids=[made.id])[0]


def test_opinions_conflict_where_one_asks_for_work_and_another_does_not_and_grades_may_differ(ledger, review):
    """M16: never settled by the program; the unit and the round come with the submission."""
    first = opinion(ledger, review, "县纪委监委", finding=review["finding"], returns=1, grade="poor")
    second = opinion(ledger, review, "县委组织部", finding=review["finding"], grade="good")
    whole = opinion(ledger, review, "县委组织部", grade="good")
    assert [read(ledger, one).conflict for one in (first, second, whole)] == [1, 1, 0]
    assert read(ledger, first).stored["unit"] == review["unit"] and read(ledger, first).round == ROUND
    verbs.edit(ledger, EVERYONE, books.as_declared("opinion"), [second.id], {"returns": 1})
    assert [read(ledger, one).conflict for one in (first, second)] == [0, 0]


def test_a_submission_passes_when_no_opinion_of_its_last_stage_is_open(ledger, review):
    """M16: an opinion is open while its stage is the last and it has no verdict; what has passed takes no more."""
    book, plans = books.as_declared("opinion"), books.as_declared("submission")
    early = opinion(ledger, review, "县纪委监委")
    late = opinion(ledger, review, "县纪委监委", stage="second")
    assert (read(ledger, early).open, read(ledger, late).open) == (0, 1)
    verbs.take(ledger, EVERYONE, plans, review["submission"], plans.step("review"))
    refused("opinions_open", verbs.take, ledger, EVERYONE, plans, review["submission"], plans.step("pass"))
    settle = book.step("settle")
    with pytest.raises(KnownError) as told:
        verbs.take(ledger, EVERYONE, book, late.id, settle, {"adopted": "part"})
    assert told.value.kind == "no_reason"
    verbs.take(ledger, EVERYONE, book, late.id, settle, {"adopted": "yes", "verdict": "已改"})
    passed, _changes = verbs.take(ledger, EVERYONE, plans, review["submission"], plans.step("pass"))
    assert passed.state == "passed"
    refused("already_passed", opinion, ledger, review, "县委组织部")


def test_an_opinion_is_about_a_finding_of_the_unit_that_handed_in(ledger, review):
    """M16"""
    with pytest.raises(KnownError) as told:
        opinion(ledger, review, "县委组织部", finding=review["other"])
    assert told.value.kind == "other_unit"


def test_a_seventh_party_finds_no_place(ledger, review):
    """M16: two to six parties of a round."""
    register = books.as_declared("review_party")
    for place in range(4):
        verbs.add(ledger, EVERYONE, register, {"name": f"第{place}家", "round": review["round"]})
    refused("too_many_parties", verbs.add, ledger, EVERYONE, register, {"name": "又一家", "round": review["round"]})


def test_each_note_on_a_point_of_the_secretary_stays_in_its_history(ledger, office):
    """M3: notes leave the state as it is, after it was done too."""
    from db.queries import books as queries

    meeting = verbs.add(ledger, EVERYONE, books.as_declared("meeting"), {"kind": "secretary", "held_on": PAST})[0]
    register = books.as_declared("secretary_item")
    values = {"meeting": meeting.id, "matter": "逐月报进度", "due_on": "2026-06-30", "supervisor": "陈立"}
    made = verbs.add(ledger, EVERYONE, register, values)[0]
    for text, state in (("已摸排", "open"), ("已签约", "open")):
        assert verbs.take(ledger, EVERYONE, register, made.id, register.step("note"), {"text": text})[0].state == state
    verbs.take(ledger, EVERYONE, register, made.id, register.step("finish"), {"text": "全部办结"})
    told = [(one.step, one.state, one.reason) for one in queries.events_of(ledger.reader, register.name, made.id)]
    assert told[1:] == [("note", "open", "已摸排"), ("note", "open", "已签约"), ("finish", "done", "全部办结")]


def test_who_sent_a_petition_and_who_was_punished_enter_no_file(ledger, office, tmp_path):
    """registers.md §8: 内部; a person of an outcome is a key that cannot be read back, the same for the same person."""
    from desktop.operations.records import exporting
    from desktop.operations.records.exporting import Listed
    from desktop.operations.records.questions import chosen

    for book, secret in (("petition", {"from": "举报人某某"}), ("outcome", {"person_key": "赵 某某"})):
        register = books.book(ledger.reader, book)
        for _time in range(2):
            verbs.add(ledger, EVERYONE, register, stored(ledger, book, SOUND[book] | secret))
        found = chosen(ledger.reader, register, "2026-06-05")
        path = exporting.export(Listed(register, found, "2026-06-05"), tmp_path / f"{book}.xlsx", "表").path
        cells = [str(cell.value) for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
        assert not any("某某" in cell for cell in cells) and not any(
            one.fields.get("person_key") in cells for one in found if book == "outcome"
        )
    keys = ledger.reader.column("select person_key from outcome")
    assert len(keys) == 2 and len(set(keys)) == 1 and "赵" not in keys[0]
