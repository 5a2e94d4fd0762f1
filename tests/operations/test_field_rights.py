"""W-3, R-1: the right of a field decides, for every field of every book and every way in; what is refused leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import openpyxl
import pytest

from db.digest import content_digest
from db.queries import books as queries
from desktop.errors import Forbidden, KnownError
from desktop.ledgers import books
from desktop.ledgers.field import OF_BOOKS, SEVERAL, Holds
from desktop.operations import dictionaries, findings, measures, pasting, rounds, undo, units
from desktop.operations.deeds import catalogue
from desktop.operations.deeds.hand import Hand
from desktop.operations.findings import FindingDraft
from desktop.operations.measures import MeasureDraft
from desktop.operations.records import exporting, importing, verbs
from desktop.operations.records.exporting import Listed
from desktop.operations.records.questions import chosen
from desktop.operations.records.values import broken_rules, refuses
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
    a_finding(ledger, round_id, unit, "同一单位的另一问题")
    return {"ledger": ledger, "round": round_id, "unit": unit, "finding": finding, "findings": (finding,)}


def refused(ledger, way, field=None):
    """A way in that the right of the field closes: it is told as such, and nothing was written."""
    before = content_digest(ledger.reader), ledger.reader.value("select max(id) from action")
    with pytest.raises(Forbidden) as told:
        way(AUDITOR)
    assert told.value.kind == "right"
    assert field is None or f"“{field.title}”" in str(told.value)
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
    _named_first(ledger, usual, office)
    note = tmp_path / "附件.txt"
    note.write_text("证明", "utf-8")
    for place, field in enumerate(plain_fields(usual)):
        monkeypatch.setitem(books._BOOKS, name, guarded(usual, field.name))
        register = books.book(ledger.reader, name)
        full = sample(register, office) | {one.name: note for one in register.fields if one.holds is Holds.FILE}
        if field.holds is Holds.CHOICE:
            full[field.name] = list(field.choices)[-1]  # the first may be what stands there by itself
        change = _change(ledger, register, register.field(field.name), full, place, office)
        refused(ledger, lambda actor, r=register, v=full: verbs.add(ledger, actor, r, v), field)
        made, _changes = verbs.add(ledger, EVERYONE, register, full)
        if not usual.add_final:
            refused(ledger, lambda actor: undo.undo(ledger, actor), field)
            undo.undo(ledger, EVERYONE)
            refused(ledger, lambda actor: undo.redo(ledger, actor), field)
            undo.redo(ledger, EVERYONE)
        sealed = _sealed(register, field.name)
        closed = partial(_sealed_for_everybody if sealed else refused, field=field)
        for changed in (change, *_emptied(field)):
            closed(ledger, lambda actor, r=register, m=made, c=changed: verbs.edit(ledger, actor, r, [m.id], c))
            closed(
                ledger,
                lambda actor, r=register, m=made, c=changed: verbs.edit_each(ledger, actor, r, {m.id: c}, "粘贴"),
            )
        for step in register.steps:
            record = in_state(ledger, register, office, step.frm[0]) if step.frm and not step.within else None
            if record is not None:
                take = partial(verbs.take, ledger, register=register, record=record, step=step, reason="理由")
                given = {one: full[one] for one in step.needs} | change
                given |= {field.name: full[field.name]} if field.holds is Holds.CHOICE and not sealed else {}
                if not sealed or field.name not in step.needs:
                    closed(ledger, lambda actor, t=take, g=given: t(actor, values=g))
        if field.holds not in (Holds.FILE, Holds.FINDINGS, Holds.LETTER):
            _by_script(ledger, register, made, field, change, closed)
        if field.holds not in (Holds.FILE, Holds.FINDINGS, Holds.LETTER) and not field.internal:
            _by_list(ledger, register, made, change, field, tmp_path / f"{field.name}.xlsx", sealed)
        verbs.edit(ledger, EVERYONE, register, [made.id], {"remark": "谁都能改"})
        verbs.edit(ledger, AUDITOR, register, [made.id], {"remark": "改过"})
        if not sealed:
            verbs.edit(ledger, AUDITOR, register, [made.id], {field.name: _now(ledger, register, made, field)})
            _taken_with_the_right(ledger, register, made, field, change)


SEALED = {"check": {"visit", "finding", "found"}}
"""What stays as it was entered in a book that is edited otherwise."""


def _sealed(register, name):
    return register.fixed or name in SEALED.get(register.name, ())


def _sealed_for_everybody(ledger, way, field):
    """What was entered stays, also for who holds the right of the field."""
    before = content_digest(ledger.reader), ledger.reader.value("select max(id) from action")
    for actor in (AUDITOR, EVERYONE):
        with pytest.raises(KnownError) as told:
            way(actor)
        assert told.value.kind == "sealed", field.name
        assert (content_digest(ledger.reader), ledger.reader.value("select max(id) from action")) == before


def _taken_with_the_right(ledger, register, made, field, change):
    was = _now(ledger, register, made, field)
    verbs.edit(ledger, EVERYONE, register, [made.id], change, reason="更正")
    assert field.holds is Holds.FILE or _now(ledger, register, made, field) != was
    refused(ledger, lambda actor: undo.undo(ledger, actor), field)


def _named_first(ledger, register, office):
    """The records of other books that a record may name; a visit goes by a draw that is locked."""
    for field in register.fields:
        if field.plain and field.holds in OF_BOOKS and field.target not in office:
            office[field.target] = _another(ledger, office, field.target)


def _another(ledger, office, name):
    book = books.as_declared(name)
    made, _changes = verbs.add(ledger, EVERYONE, book, sample(book, office))
    if name == "draw":
        verbs.take(ledger, EVERYONE, book, made.id, book.step("lock"))
    return made.id


def _change(ledger, register, field, full, place, office):
    """Another value that the rules of the book allow; where a number must go along with another one, both."""
    others = _others(ledger, field, full[field.name], place, office)
    beside = [one for one in register.fields if one.plain and one.holds is field.holds is Holds.INT]
    pairs = [
        {field.name: other, one.name: full[one.name] + more}
        for other in others
        for one in beside
        if one.name != field.name
        for more in (1, -1)
    ]
    for change in [*({field.name: other} for other in others), *pairs]:
        broken = broken_rules(register, full | change, TODAY)
        if _sealed(register, field.name) or not any(refuses(register, fault.kind) for fault in broken):
            return change
    raise AssertionError(f"no second value of {register.name}.{field.name} is known")


NOTATED = {
    "values": ("1 92",), "grade": ("差",), "weights": ("1 0.8 0 0",), "items": ("1｜整改成效｜加分｜90",), "cut_offs": ("好≥80；差≥0",),
}  # fmt: skip
"""Second values of what is written in a notation."""


def _others(ledger, field, value, place, office):
    """Values that differ from one, the likelier first."""
    if field.holds is Holds.FILE:
        return [value]
    if field.holds in OF_BOOKS:
        return [_another(ledger, office, field.target)]
    if field.holds in (Holds.UNIT, Holds.ROUND, Holds.FINDING):
        return [next(one for one in NAMED[field.holds] if one != value)] if field.needed else [None]
    ways = {
        Holds.CHOICE: lambda: list(field.choices),
        Holds.FLAG: lambda: [0],
        Holds.UNITS: lambda: [(2,)],
        Holds.FINDINGS: lambda: [(2,)],
        Holds.DATE: lambda: [*([f"2026-12-1{place % 10}"] if field.deadline else []), *_days(place)],
        Holds.MONTH: lambda: ["2026-07"],
        Holds.INT: lambda: [mark(field, place), value + 1, value - 1],
    }
    found = (
        NOTATED.get(field.name, [mark(field, place)])
        if field.notation
        else ways.get(field.holds, lambda: [mark(field, place)])()
    )
    return [one for one in found if one != value]


def _days(place):
    days = [f"2026-05-{day:02d}" for day in range(10, 32)] + [f"2026-06-0{day}" for day in range(1, 6)]
    return [*days[place % 10 :], *days[: place % 10], *(f"2026-05-0{day}" for day in range(9, 0, -1))]


def _emptied(field):
    """Emptying a link is a change too."""
    return [{field.name: field.empty}] if field.holds in SEVERAL | OF_BOOKS and not field.needed else []


def _now(ledger, register, made, field):
    return verbs.stored(ledger.reader, register, made.id).get(field.name)


NAMED = {
    Holds.UNIT: {1: "县民政局党组", 2: "县财政局党组"},
    Holds.UNITS: {(2,): "县财政局党组"},
    Holds.ROUND: {1: "十五届县委第六轮（常规）", 2: "十五届县委第七轮（常规）"},
    Holds.FINDING: {1: "15-06-0001", 3: "15-06-0002"},
}
"""What the office of these tests has, as people call it."""


def _by_script(ledger, register, made, field, change, closed):
    said = {"number": made.number} | {name: _typed(ledger, register, name, value) for name, value in change.items()}
    edit = catalogue.deeds(register.name, ledger.reader)["edit"]
    if field.name != "reason":
        closed(ledger, lambda actor: edit.run(Hand(ledger, actor, None, said)))


def _typed(ledger, register, name, value):
    """A value as a person writes it."""
    field = register.field(name)
    if value is None:
        return ""
    if field.holds in OF_BOOKS:
        return verbs.stored(ledger.reader, books.as_declared(field.target), value)["number"]
    return NAMED[field.holds][value] if field.holds in NAMED else value


def _in_a_cell(field, typed):
    """A value as a list of ours says it."""
    if field.holds is Holds.CHOICE:
        return field.choices[typed]
    if field.holds is Holds.FLAG:
        return "否"
    return typed / 10000 if field.holds is Holds.MONEY else typed


def _by_list(ledger, register, made, change, guarded_field, path, sealed):
    """Our own list with the cells of the change written anew: what may not be changed is named with the reason and stays."""
    [record] = [one for one in chosen(ledger.reader, register, TODAY) if one.id == made.id]
    exporting.export(Listed(register, [record], TODAY), path, "表")
    book = openpyxl.load_workbook(path)
    head = next(row for row in book.active.iter_rows() if row[0].value == "序号")
    for name, value in change.items():
        field = register.field(name)
        said = [one for one in head if (one.value or "").startswith(field.title)]
        exact = [one for one in said if one.value in (field.title, field.head)]
        cell = book.active.cell(head[0].row + 1, (exact or said)[0].column)
        if value is None and field.holds in NAMED:  # an empty cell says nothing
            value = max(NAMED[field.holds])
        cell.value = _in_a_cell(field, _typed(ledger, register, name, value))
    book.save(path)
    for actor in (AUDITOR, EVERYONE):
        look = importing.look(ledger, register, path, how=importing.Looking(actor=actor))
        told = [one for row in look.records if row.known == made.id for one in row.fields]
        told = [one for one in told if one.name == guarded_field.name]
        assert told, (change, look.faults)
        if sealed or actor is AUDITOR:
            assert all(one.blocked for one in told) and (sealed or "权限" in told[0].blocked)
            before = verbs.stored(ledger.reader, register, made.id)[guarded_field.name]
            importing.take(ledger, actor, register, path)
            assert verbs.stored(ledger.reader, register, made.id)[guarded_field.name] == before
        else:
            assert not any(one.blocked for one in told)


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
