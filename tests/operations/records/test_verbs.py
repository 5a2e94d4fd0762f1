"""Every declared book through its verbs: the same tests for all of them (registers.md §0)."""

import random
import re

import pytest

from db.digest import content_digest
from db.queries import book_search
from db.queries import books as queries
from db.queries.standing import EVER
from desktop.errors import Forbidden, KnownError
from desktop.ledgers import books
from desktop.ledgers.field import OF_BOOKS, Holds
from desktop.operations import undo
from desktop.operations.records import verbs
from desktop.rules.permissions import COMMAND_LINE, Actor, Right
from tests.builders import EVERYONE, a_finding, a_round

every = pytest.mark.parametrize("register", books.declared(), ids=lambda one: one.name)
undoable = pytest.mark.parametrize(
    "register", [one for one in books.declared() if not one.add_final], ids=lambda one: one.name
)
TODAY = "2026-06-05"
ANOTHER = Actor("另一人", frozenset(Right))
COMMON = {"id", "number", "remark", "classification", "own", "removed_in"}


def sample(register, office, day="2026-05-20"):
    """Values that the rules of a book allow, other ones each time where a rule asks for it; a record that must be named is entered first
    where `office` has the ledger."""
    said = {Holds.DATE: day, Holds.INT: 2, Holds.MONEY: 120_000, Holds.MONTH: "2026-05", Holds.FLAG: 1}
    office["asked"] = asked = office.get("asked", 0) + 1
    values = {}
    for field in register.fields:
        if not field.plain or field.holds is Holds.FILE:
            continue
        if field.needed and field.holds in OF_BOOKS and field.target not in office and "ledger" in office:
            other = books.as_declared(field.target)
            made, _changes = verbs.add(office["ledger"], EVERYONE, other, sample(other, office))
            office[field.target] = made.id
        if field.holds in OF_BOOKS | {Holds.LETTER} and field.target not in office:
            continue
        if field.holds is Holds.CHOICE:
            values[field.name] = next(iter(field.choices))
        elif field.holds is Holds.UNITS:
            values[field.name] = (office["unit"],)
        elif field.holds in (Holds.PERSON, Holds.PEOPLE) and field.of:
            values[field.name] = f"{field.title}{'甲乙丙丁戊己庚辛壬癸'[asked % 10]}{asked}"
        else:
            values[field.name] = said.get(field.holds) or office.get(field.target) or f"{field.title}甲乙"
    more = {
        "extension": {"due_on": f"2026-{7 + asked // 28:02d}-{1 + asked % 28:02d}"},
        "unit_class": {
            "year": 2000 + asked, "township_on": "2026-05-02", "office_on": "2026-05-08", "departments_on": "2026-05-14",
            "group_on": "2026-05-20", "approved_on": "2026-05-26",
        },
        "copy_report": {"sent_on": "2026-05-08", "answered_on": "2026-06-03", "answer_due": "2026-06-20"},
        "draw": {"seed_date": TODAY, "as_of": TODAY},
        "survey": {
            "handed_out": 9, "returned": 7, "valid": 5,
            "satisfied": 2, "basically": 1, "dissatisfied": 1, "unknown": 1, "weights": "1 1 0 0",
        },
        "score_scheme": {"items": "1｜整改成效｜加分｜100", "cut_offs": "好≥90；差≥0"},
        "score_sheet": {"values": "1 95", "grade": "好", "group": f"组{asked}"},
        "freeze": {"as_of": f"2025-{1 + asked % 12:02d}-{1 + asked // 12:02d}", "name": f"第{asked}期", "basis": ""},
    }  # fmt: skip
    again = {"archive": a_new_round, "draw": a_new_round, "check": a_new_finding, "score_sheet": a_new_round}
    values |= more.get(register.name, {})
    return values | again[register.name](office, asked) if register.name in again and "ledger" in office else values


def a_new_round(office, asked):
    """A round is drawn from once and scored once; a draw draws what is in the list today."""
    ledger = office["ledger"]
    made = ledger.reader.number("select count(*) from round")
    round_id = a_round(ledger, f"第{asked}次（{made}）")
    a_finding(ledger, round_id, office["unit"])
    return {"round": round_id}


def a_new_finding(office, asked):
    """A finding is checked once in a visit."""
    register, ledger = books.book(office["ledger"].reader, "visit"), office["ledger"]
    values = {"on": "2026-05-20", "unit": office["unit"], "team": f"第{asked}组"}
    return {"visit": verbs.add(ledger, EVERYONE, register, values)[0].id}


@every
def test_the_table_of_a_book_has_the_columns_of_its_declaration(ledger, register):
    """W-3"""
    assert set(queries.columns_of(ledger.reader, register.name)) == COMMON | set(register.shape.columns.values())


@every
def test_every_rule_that_a_check_names_is_declared(register):
    assert len({rule.kind for rule in register.rules}) == len(register.rules)
    for step in register.steps:
        assert {*step.frm, step.to or step.frm[0]} <= {state.code for state in register.states}
        assert all(register.field(name) for name in (*step.needs, *step.asks, *step.reason_where))
        assert all(register.field(name) for name in (step.dated_by, step.says) if name)


@every
def test_a_record_is_entered_read_changed_removed_and_brought_back(ledger, office, register):
    made, _changes = verbs.add(ledger, EVERYONE, register, sample(register, office))
    [record] = queries.records(ledger.reader, register.shape, "2026-06-05")
    assert record.number == made.number and record.state == register.first_state
    for field in register.as_table().columns[2:]:
        assert isinstance(field.text(record), str)
    for link in (one for one in register.links if one.plain):
        assert "15-06-0001" in str(record.fields[link.name])
        assert queries.records_of_finding(ledger.reader, register.shape, office["finding"]) == (made.id,)
    verbs.edit(ledger, EVERYONE, register, [made.id], {"remark": "改过"})
    assert queries.records(ledger.reader, register.shape, "2026-06-05")[0].remark == "改过"
    if register.add_final:
        with pytest.raises(KnownError, match="不能移入回收站"):
            verbs.remove(ledger, EVERYONE, register, [made.id])
        return
    verbs.remove(ledger, EVERYONE, register, [made.id])
    assert not queries.records(ledger.reader, register.shape, "2026-06-05")
    assert queries.records(ledger.reader, register.shape, EVER, removed=True)[0].number == made.number
    verbs.restore(ledger, EVERYONE, register, [made.id])
    assert queries.records(ledger.reader, register.shape, "2026-06-05")[0].fields == {**record.fields, "remark": "改过"}


@every
def test_numbers_are_never_given_twice_also_after_undo(ledger, office, register):
    first, changes = verbs.add(ledger, EVERYONE, register, sample(register, office))
    if register.add_final:
        with pytest.raises(KnownError, match="不能撤销"):
            undo.undo(ledger, EVERYONE, changes.action_id)
    else:
        undo.undo(ledger, EVERYONE)
    second, _ = verbs.add(ledger, EVERYONE, register, sample(register, office))
    assert first.number != second.number and re.sub(r"1(?=\D*$)", "2", first.number) == second.number


@every
def test_a_field_that_is_needed_is_asked_for(ledger, office, register):
    for field in register.fields:
        if field.needed and field.holds is not Holds.ROUND:  # a round follows from the findings or the unit
            with pytest.raises(KnownError) as told:
                verbs.add(ledger, EVERYONE, register, sample(register, office) | {field.name: field.empty})
            assert field.title in str(told.value)


@every
def test_each_step_refuses_every_state_that_it_does_not_start_from(ledger, office, register):
    """L-2"""
    for state in register.states:
        for step in register.steps:
            record = in_state(ledger, register, office, state.code)
            if record is None:
                continue
            filled = {name: sample(register, office)[name] for name in step.needs}
            if state.code in step.frm and step.within:
                with pytest.raises(KnownError) as told:
                    verbs.take(ledger, EVERYONE, register, record, step, filled, reason="理由")
                assert told.value.kind == "within" and step.within in str(told.value)
            elif state.code in step.frm:
                verbs.take(ledger, ANOTHER, register, record, step, filled, reason="理由")
                assert queries.state_now(ledger.reader, register.name, record) == (step.to or state.code)
            else:
                with pytest.raises(KnownError) as told:
                    verbs.take(ledger, EVERYONE, register, record, step, filled, reason="理由")
                assert told.value.kind == "wrong_state"
                assert queries.state_now(ledger.reader, register.name, record) == state.code


@every
def test_rights_and_reasons_of_steps_are_asked_for(ledger, office, register):
    """R-1"""
    for step in register.steps:
        record = in_state(ledger, register, office, step.frm[0])
        if record is None:  # no step leads there: the ledger decides that a record begins so
            continue
        filled = {name: sample(register, office)[name] for name in step.needs}
        if step.right is not Right.ENTER:
            with pytest.raises(Forbidden):
                verbs.take(ledger, COMMAND_LINE, register, record, step, filled, reason="理由")
        if step.reason:
            with pytest.raises(KnownError) as told:
                verbs.take(ledger, EVERYONE, register, record, step, filled)
            assert told.value.kind == "no_reason"


def in_state(ledger, register, office, wanted):
    """A record that was brought into a state by steps, or None where no steps lead there."""
    start = "proposed" if wanted == "proposed" else ""
    made, _ = verbs.add(ledger, EVERYONE, register, sample(register, office), state=start)
    paths = {made.state: []}
    while True:
        further = {
            step.to: [*paths[state], step]
            for state in list(paths)
            for step in register.steps
            if state in step.frm and step.to and step.to not in paths and not step.within
        }
        if not further or wanted in paths:
            break
        paths |= further
    if wanted not in paths:
        return None
    for step in paths[wanted]:
        filled = {name: sample(register, office)[name] for name in step.needs}
        verbs.take(ledger, EVERYONE, register, made.id, step, filled, reason="理由")
    return made.id


@undoable
def test_undo_and_redo_are_exact_inverses_in_any_order(ledger, office, register, clock):
    """L-3"""
    chance = random.Random(register.name)
    made = []
    sample(register, office)  # what it names is there before the first look
    for turn in range(30):
        clock.set(f"2026-06-05T09:{turn:02d}:00")
        values = sample(register, office)
        before = content_digest(ledger.reader)
        act = chance.choice(["add", "edit", "step", "remove", "date"])
        try:
            if act == "add" or not made:
                made.append(verbs.add(ledger, EVERYONE, register, values)[0].id)
            elif act == "edit":
                verbs.edit(ledger, EVERYONE, register, [chance.choice(made)], {"remark": f"第{turn}次"})
            elif act == "remove":
                verbs.remove(ledger, EVERYONE, register, [chance.choice(made)])
            elif act == "date" and register.own_date:
                verbs.edit(
                    ledger,
                    EVERYONE,
                    register,
                    [chance.choice(made)],
                    {register.own_date: f"2026-05-{chance.randint(1, 28):02d}"},
                )
            elif register.steps:
                verbs.take(
                    ledger,
                    EVERYONE,
                    register,
                    chance.choice(made),
                    chance.choice([one for one in register.steps if not one.final]),
                    {"held_on": "2026-05-21"} if register.name == "talk" else {},
                    reason="理由",
                )
            else:
                continue
        except KnownError:
            assert content_digest(ledger.reader) == before
            continue
        after = content_digest(ledger.reader)
        for _ in range(chance.randint(0, 3)):
            undo.undo(ledger, EVERYONE)
            assert content_digest(ledger.reader) == before
            undo.redo(ledger, EVERYONE)
            assert content_digest(ledger.reader) == after


def test_a_record_is_true_since_its_own_date_and_known_since_its_entry(ledger, office, clock):
    """L-4"""
    register = books.book(ledger.reader, "talk")
    clock.set("2026-06-10T09:00:00")
    made, _ = verbs.add(
        ledger, EVERYONE, register, sample(register, office) | {"held_on": "2026-05-20", "demands": "一"}
    )
    clock.set("2026-06-20T09:00:00")
    verbs.take(ledger, EVERYONE, register, made.id, register.step("hold"), {"demands": "二"})

    def told(as_of, known_at=None):
        return [(one.state, one.demands) for one in queries.records(ledger.reader, register.shape, as_of, known_at)]

    assert told("2026-05-19") == []
    assert told("2026-05-20") == [("held", "二")]
    assert told("2026-06-20", "2026-06-19") == [("planned", "一")]
    assert told("2026-06-20", "2026-06-09") == []


def test_a_granted_extension_moves_the_date_of_its_finding_and_undo_takes_both_back(ledger, office):
    register = books.book(ledger.reader, "extension")
    before = content_digest(ledger.reader)
    made, _ = verbs.add(ledger, EVERYONE, register, sample(register, office))
    verbs.take(ledger, EVERYONE, register, made.id, register.step("grant"), {"approver": "县委书记"})
    due = "select due_on from finding_event where kind = 'extend' and id not in (select event_id from retraction)"
    assert ledger.reader.value(due) == "2026-07-02"
    [record] = queries.records(ledger.reader, register.shape, "2026-06-05")
    assert (record.first_due, record.state, record.finding) == ("2026-06-30", "granted", "15-06-0001")
    undo.undo(ledger, EVERYONE)
    assert ledger.reader.value(due) is None
    undo.undo(ledger, EVERYONE)
    assert content_digest(ledger.reader) == before


def test_an_earlier_date_is_no_extension(ledger, office):
    """L-2"""
    register = books.book(ledger.reader, "extension")
    with pytest.raises(KnownError) as told:
        verbs.add(ledger, EVERYONE, register, sample(register, office) | {"due_on": "2026-06-30"})
    assert told.value.kind == "not_later"


def test_words_are_found_in_every_text_of_a_record(ledger, office):
    register = books.book(ledger.reader, "regulation")
    made, _ = verbs.add(ledger, EVERYONE, register, sample(register, office) | {"name": "财务报销管理办法"})
    for words in (["报销"], ["管理", "财务"], ["民政"], ["15-06-0001"]):
        assert book_search.matching(ledger.reader, register.shape, words) == {made.id}
    assert book_search.matching(ledger.reader, register.shape, ["没有的词"]) == frozenset()


def first_day(ledger, register, record):
    return queries.standing_events(ledger.reader, register.name, record)[0].effective_on


@every
def test_a_corrected_date_moves_the_day_since_which_the_record_is_true_and_another_field_does_not(
    ledger, office, register
):
    """A record whose date was mistyped must stand in the list of the day on which it really was."""
    if not register.own_date or not register.field(register.own_date).plain or register.fixed:
        return
    made, _changes = verbs.add(ledger, EVERYONE, register, sample(register, office))
    before = first_day(ledger, register, made.id)

    verbs.edit(ledger, EVERYONE, register, [made.id], {"remark": "改过"}, reason="更正")
    assert first_day(ledger, register, made.id) == before

    verbs.edit(ledger, EVERYONE, register, [made.id], {register.own_date: "2026-05-11"}, reason="更正")
    assert first_day(ledger, register, made.id) == "2026-05-11" != before


def test_a_step_that_finds_another_day_than_was_planned_leaves_the_record_planned_before_it(ledger, office, clock):
    """The entry is not moved to the day of the step; a correction of that day moves the step alone."""
    clock.set("2026-06-05T09:00:00")
    register = books.book(ledger.reader, "talk")
    values = {**sample(register, office), "held_on": "2026-05-20", "follow_up_due": "2026-07-20"}
    made, _changes = verbs.add(ledger, EVERYONE, register, values)
    verbs.take(ledger, EVERYONE, register, made.id, register.step("hold"), {"held_on": "2026-06-01"})

    def stands(day):
        [one] = queries.records(ledger.reader, register.shape, day, ids=[made.id])
        return one.state

    assert (stands("2026-05-25"), stands("2026-06-01")) == ("planned", "held")
    assert verbs.edit(ledger, EVERYONE, register, [made.id], {"held_on": "2026-06-02"}, reason="更正")
    assert (stands("2026-05-25"), stands("2026-06-01"), stands("2026-06-02")) == ("planned", "planned", "held")
