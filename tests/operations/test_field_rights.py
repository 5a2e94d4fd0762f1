"""W-3, R-1: the right of a field decides, for every field of every book and every way in; what is refused leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import openpyxl
import pytest

from db.digest import content_digest
from db.queries import books as queries
from desktop.errors import Forbidden
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.operations import dictionaries, findings, measures, pasting, rounds, undo, units
from desktop.operations.deeds import catalogue
from desktop.operations.deeds.hand import Hand
from desktop.operations.findings import FindingDraft
from desktop.operations.measures import MeasureDraft
from desktop.operations.records import exporting, importing, verbs
from desktop.operations.records.exporting import Listed
from desktop.operations.records.questions import chosen
from desktop.operations.records.values import broken_rules
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.every_field import mark
from tests.nasty_book import EVERY_BOOK
from tests.operations.records.test_verbs import in_state, sample

pytestmark = pytest.mark.usefixtures("own_book")
TODAY = "2026-06-05"
AUDITOR = Actor("周正", frozenset({Right.ENTER, Right.REVIEW, Right.MANAGE}))
"""May do everything but what the field under test asks for (审计)."""


@pytest.fixture
def office(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger, short="县民政局")
    finding = a_finding(ledger, round_id, unit, first_due_on="2026-06-30", due_kind="date")
    a_finding(ledger, a_round(ledger, "十五届县委第七轮（常规）"), a_unit(ledger, "县财政局党组"), "另一问题")
    return {"ledger": ledger, "round": round_id, "unit": unit, "finding": finding, "findings": (finding,)}


def refused(ledger, way):
    """A way in that the right of the field closes: it is told as such, and nothing was written."""
    before = content_digest(ledger.reader), ledger.reader.value("select max(id) from action")
    with pytest.raises(Forbidden) as told:
        way(AUDITOR)
    assert told.value.kind == "right"
    assert (content_digest(ledger.reader), ledger.reader.value("select max(id) from action")) == before


def guarded(book, name):
    """The book with one field that asks for 审计."""
    return replace(
        book,
        fields=tuple(replace(one, right=Right.AUDIT) if one.name == name else one for one in book.fields),
    )


def plain_fields(book):
    """Those that a person fills; a letter is linked like a unit, and this office has sent none."""
    return [field for field in book.fields if field.plain and not field.own and field.holds is not Holds.LETTER]


@pytest.mark.parametrize("name", EVERY_BOOK)
def test_every_field_of_a_declared_book_by_every_way_in(ledger, office, name, monkeypatch, tmp_path):
    """form, cell, batch, paste, step, own step, import, command line, undo and redo."""
    usual = books.as_declared(name)
    note = tmp_path / "附件.txt"
    note.write_text("证明", "utf-8")
    for place, field in enumerate(plain_fields(usual)):
        monkeypatch.setitem(books._BOOKS, name, guarded(usual, field.name))
        register = books.book(ledger.reader, name)
        full = sample(register, office) | {one.name: note for one in register.fields if one.holds is Holds.FILE}
        if field.holds is Holds.CHOICE:
            full[field.name] = list(field.choices)[-1]  # the first may be what stands there by itself
        value = full[field.name]
        other = _other(register, register.field(field.name), full, place)
        refused(ledger, lambda actor, r=register, v=full: verbs.add(ledger, actor, r, v))
        made, _changes = verbs.add(ledger, EVERYONE, register, full)
        refused(ledger, lambda actor: undo.undo(ledger, actor))
        undo.undo(ledger, EVERYONE)
        refused(ledger, lambda actor: undo.redo(ledger, actor))
        undo.redo(ledger, EVERYONE)
        change = {field.name: other}
        refused(ledger, lambda actor, r=register, m=made, c=change: verbs.edit(ledger, actor, r, [m.id], c))
        refused(
            ledger, lambda actor, r=register, m=made, c=change: verbs.edit_each(ledger, actor, r, {m.id: c}, "粘贴")
        )
        for step in register.steps:
            record = in_state(ledger, register, office, step.frm[0]) if step.frm else None
            if record is not None:
                take = partial(verbs.take, ledger, register=register, record=record, step=step, reason="理由")
                given = {one: full[one] for one in step.needs} | change
                given |= {field.name: value} if field.holds is Holds.CHOICE else {}
                refused(ledger, lambda actor, t=take, g=given: t(actor, values=g))
        if field.holds not in (Holds.FILE, Holds.FINDINGS, Holds.LETTER):
            _by_script(ledger, register, made, field, other)
        if field.holds not in (Holds.FILE, Holds.FINDINGS, Holds.LETTER) and not field.internal:
            _by_list(ledger, register, made, field, tmp_path / f"{field.name}.xlsx")
        verbs.edit(ledger, EVERYONE, register, [made.id], {"remark": "谁都能改"})
        verbs.edit(ledger, AUDITOR, register, [made.id], {"remark": "改过"})
        verbs.edit(ledger, AUDITOR, register, [made.id], {field.name: _now(ledger, register, made, field)})


def _other(register, field, full, place):
    """Another value that the rules of the book allow beside the others."""
    value = full[field.name]
    if field.holds is Holds.CHOICE:
        return [code for code in field.choices if code != value][0]
    if field.holds is Holds.FLAG:
        return 0
    if field.holds is Holds.FINDINGS:
        return ()
    if field.holds is Holds.FILE:
        return value
    if field.holds in (Holds.UNIT, Holds.ROUND, Holds.FINDING, Holds.TEAM, Holds.RECORD, Holds.LETTER):
        return None if not field.needed else _second(field, value)
    if field.holds is Holds.DATE:
        days = [f"2026-{decade}{place % 10}" for decade in ("12-1", "05-1", "05-2")][0 if field.deadline else 1 :]
        return next(day for day in days if not list(broken_rules(register, full | {field.name: day}, TODAY)))
    return "2026-07" if field.holds is Holds.MONTH else mark(field, place)


def _second(field, value):
    return value + 1


def _now(ledger, register, made, field):
    return verbs.stored(ledger.reader, register, made.id).get(field.name)


def _by_script(ledger, register, made, field, other):
    said = {"number": made.number, field.name: _typed(field, other)}
    edit = catalogue.deeds(register.name, ledger.reader)["edit"]
    if field.name != "reason":
        refused(ledger, lambda actor: edit.run(Hand(ledger, actor, None, said)))


def _typed(field, value):
    if value is None:
        return ""
    return {Holds.UNIT: "县财政局党组", Holds.ROUND: "十五届县委第七轮（常规）", Holds.FINDING: "15-07-0001"}.get(
        field.holds, value
    )


def _by_list(ledger, register, made, field, path):
    """Our own list with one cell changed."""
    [record] = [one for one in chosen(ledger.reader, register, TODAY) if one.id == made.id]
    exporting.export(Listed(register, [record], TODAY), path, "表")
    book = openpyxl.load_workbook(path)
    head = next(row for row in book.active.iter_rows() if row[0].value == "序号")
    cell = book.active.cell(head[0].row + 1, next(c for c in head if (c.value or "").startswith(field.title)).column)
    words = {Holds.DATE: "2026-05-09", Holds.INT: 31, Holds.MONEY: 990_000, Holds.FLAG: "否"}
    words |= {
        Holds.MONTH: "2026-08",
        Holds.CHOICE: ([""] + list(field.choices.values()))[-2:][0],
        Holds.UNIT: "县财政局党组",
        Holds.ROUND: "十五届县委第七轮（常规）",
        Holds.FINDING: "15-07-0001",
    }
    cell.value = words.get(field.holds, "改成别的")
    book.save(path)
    look = importing.look(ledger, register, path)
    if not look.faults and any(one.changed for one in look.records):
        refused(ledger, lambda actor: importing.take(ledger, actor, register, path))


@pytest.fixture
def with_tables(monkeypatch):
    """Books with tables of their own: one field of one of them asks for 审计."""

    def guard(name, field):
        held = tuple(guarded(book, field) if book.name == name else book for book in books.WITH_TABLES)
        monkeypatch.setattr(books, "WITH_TABLES", held)

    usual = books.WITH_TABLES
    yield guard
    monkeypatch.setattr(books, "WITH_TABLES", usual)


def test_every_field_of_a_finding_by_every_way_in(ledger, office, with_tables, monkeypatch):
    """form, cell and batch, paste, new entry; before the feedback and after it, where the dated ones are events."""
    usual = books.WITH_TABLES
    later = a_round(ledger, "第二轮", feedback_on=None)
    fresh = findings.add(ledger, EVERYONE, FindingDraft(later, office["unit"], "新问题"))[0]
    book = next(one for one in usual if one.name == "finding")
    for place, field in enumerate(plain_fields(book)):
        monkeypatch.setattr(books, "WITH_TABLES", usual)
        with_tables("finding", field.name)
        value = mark(field, place)
        value = int(value) if isinstance(value, bool) else value
        draft = {"round_id": later, "unit_id": office["unit"], "text": "另一问题", field.name: value}
        refused(ledger, lambda actor, d=draft: findings.add(ledger, actor, FindingDraft(**d)))
        for finding in (office["finding"], fresh):
            change = {field.name: "2026-05-30" if field.name == "first_due_on" else value}
            refused(ledger, lambda actor, f=finding, c=change: findings.edit(ledger, actor, [f], c, reason="更正"))
            refused(
                ledger,
                lambda actor, f=finding, c=change: pasting.edit_each(ledger, actor, {f: c}, "粘贴", reason="更正"),
            )
            findings.edit(ledger, EVERYONE, [finding], change, reason="更正")
            refused(ledger, lambda actor: undo.undo(ledger, actor))
            undo.undo(ledger, EVERYONE)
            refused(ledger, lambda actor: undo.redo(ledger, actor))


def test_every_field_of_a_unit_a_round_a_measure_and_a_dictionary(ledger, office, with_tables, monkeypatch):
    """One way in for each is one operation; window, import of registers and command line call it."""
    usual = books.WITH_TABLES
    measures.add(ledger, EVERYONE, office["finding"], [MeasureDraft("补缴")], "2026-03-20")
    measure = ledger.reader.value("select id from measure")
    dictionaries.put(ledger, EVERYONE, "phrase", {"kind": "建议", "text": "甲", "sort": 1})
    phrase = ledger.reader.value("select max(id) from phrase")
    dictionaries.put(ledger, EVERYONE, "category", {"scheme": "四个落实", "level1": "党建", "sort": 1})
    category = ledger.reader.value("select max(id) from category")
    ways = {
        "unit": lambda actor, name, value: units.edit(ledger, actor, office["unit"], {name: value}, "更正"),
        "round": lambda actor, name, value: rounds.edit(ledger, actor, office["round"], {name: value}, "更正"),
        "measure": lambda actor, name, value: measures.edit(ledger, actor, measure, {name: value}),
        "phrase": lambda actor, name, value: dictionaries.put(ledger, actor, "phrase", {name: value}, phrase),
        "category": lambda actor, name, value: dictionaries.put(ledger, actor, "category", {name: value}, category),
    }
    walked = 0
    for book in usual:
        for place, field in enumerate(plain_fields(book) if book.name in ways else ()):
            monkeypatch.setattr(books, "WITH_TABLES", usual)
            with_tables(book.name, field.name)
            value = 7 if field.name == "months" else mark(field, place)
            refused(ledger, lambda actor, b=book, f=field, v=value: ways[b.name](actor, f.name, v))
            walked += 1
            if book.name == "unit" and field.name != "sort":
                refused(
                    ledger,
                    lambda actor, f=field, v=value: units.add(ledger, actor, [UnitDraft("县新设局", **{f.name: v})]),
                )
                refused(
                    ledger,
                    lambda actor, f=field, v=value: units.add(
                        ledger, actor, [UnitDraft("县民政局党组", **{f.name: v})]
                    ),
                )
            ways[book.name](EVERYONE, field.name, value)
    assert walked > 30


def test_a_step_fills_a_field_only_for_who_holds_its_right_and_others_are_not_held_up(ledger, office, monkeypatch):
    """A clerk goes on with the rest of the record; the reviewer fills what is hers."""
    usual = books.as_declared("talk")
    monkeypatch.setitem(books._BOOKS, "talk", guarded(usual, "attitude"))
    register = books.book(ledger.reader, "talk")
    made, _changes = verbs.add(ledger, AUDITOR, register, sample(register, office) | {"attitude": ""})
    verbs.take(ledger, AUDITOR, register, made.id, register.step("hold"), {"held_on": "2026-05-19"})
    assert queries.state_now(ledger.reader, "talk", made.id) == "held"
