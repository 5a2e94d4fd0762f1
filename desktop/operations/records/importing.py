"""A list into a book: read by its declaration, every row placed, all sound rows entered in one action or none (interfaces.md `import --form`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.queries.books import Record
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.list_reading.reading import ReadingFault
from desktop.exchange.normalise.money import read_amount
from desktop.exchange.normalise.plain_text import is_blank_word
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Step
from desktop.operations import evidence
from desktop.operations.change import Changes, change
from desktop.operations.importing.field_change import FieldChange
from desktop.operations.importing.judgement import Picks
from desktop.operations.records import consequences, verbs
from desktop.operations.records.list_changes import fields_of
from desktop.operations.records.list_words import KnownRecords, said_of
from desktop.operations.records.values import judge
from desktop.operations.records.words import lookup
from desktop.rules.permissions import COMMAND_LINE, RECORD_ACTIONS, Action, Actor, require

if TYPE_CHECKING:
    from desktop.exchange.register_list import ListReading, ListRow

STATE_HEADS, NUMBER_HEADS = ("状态", "办理状态"), ("编号",)
LISTED = "清单所载"


@dataclass
class ListedRecord:
    """A row of a list as it would be entered; `known` is the record that it names, `fields` what it says anew of it."""

    place: ListRow
    values: dict[str, Any]
    state: str = ""
    known: int | None = None
    number: str = ""
    fields: tuple[FieldChange, ...] = ()
    changed: dict[str, Any] = field(default_factory=dict)
    """What is taken of `fields`: what the clerk ticked, else all that is not in dispute."""
    faults: list[ReadingFault] = field(default_factory=list)
    left: bool = False
    """Whether the clerk leaves the row out."""

    @property
    def conflicts(self) -> tuple[FieldChange, ...]:
        """What only a person decides."""
        return tuple(one for one in self.fields if one.conflict)

    @property
    def fate(self) -> str:
        """What becomes of the row: held, entered, changed, conflict or same."""
        if self.faults or self.left:
            return "held"
        if self.known is None:
            return "entered"
        return "changed" if self.changed else "conflict" if self.conflicts else "same"


@dataclass
class RecordList:
    """What a list says, and what became of it."""

    register: Register
    reading: ListReading
    records: list[ListedRecord]
    entered: int = 0
    number: int | None = None
    changes: Changes | None = None
    missing: list[Record] = field(default_factory=list)
    """Records that the list does not name, where its rows bear numbers."""

    @property
    def faults(self) -> list[ReadingFault]:
        """Every fault, row by row."""
        return [fault for one in self.records for fault in one.faults]


@dataclass(frozen=True)
class Looking:
    """How a list is looked at: what counts where its rows do not say, how heads are understood, what a clerk decided.

    `workbook` is the file as it was opened, with the cells that were written over; `units` what spellings of units mean.
    """

    round_name: str = ""
    unit_name: str = ""
    actor: Actor = COMMAND_LINE
    workbook: Any = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    pointed: Mapping[str, tuple[int, Mapping[int, str]]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    picks: Picks = Picks()
    corrections: tuple[Any, ...] = ()
    """The cells that were written over, as they are kept with the import."""


def look(
    ledger: Ledger,
    register: Register,
    path: Path,
    round_name: str = "",
    unit_name: str = "",
    how: Looking | None = None,
) -> RecordList:
    """Read a list and judge every row; nothing is entered."""
    from desktop.exchange.register_list import Heads, read_opened
    from desktop.exchange.workbook_source import open_workbook

    reader, how = ledger.newest, how or Looking(round_name, unit_name)
    money = [one.name for one in register.all_fields if one.holds is Holds.MONEY]
    workbook = how.workbook if how.workbook is not None else open_workbook(path)
    known_heads = Heads(heads(register), money, how.mapping, how.pointed)
    reading = read_opened(workbook, path.name, known_heads, register.title)
    told = (("round", how.round_name), ("unit", how.unit_name))
    usual = {name: text for name, text in told if text and register.field(name)}
    looked = _Looked(reader, register, how, usual, KnownRecords(reader, register), ledger.today())
    records = [_listed(looked, row) for row in reading.rows]
    bears_numbers = any(one.known is not None and one.place.texts.get("number") for one in records)
    return RecordList(register, reading, records, missing=looked.known.left() if bears_numbers else [])


def take(
    ledger: Ledger,
    actor: Actor,
    register: Register,
    path: Path,
    *,
    round_name: str = "",
    unit_name: str = "",
    accept_faults: bool = False,
    how: Looking | None = None,
) -> RecordList:
    """Enter a list: new records, and what is new and not in dispute of those that it names, or what the clerk ticked.

    With a fault nothing, unless faults are accepted; where every row is as the ledger has it nothing either.
    """
    how = how or Looking(round_name, unit_name, actor)
    found = look(ledger, register, path, how=how)
    if found.faults and not accept_faults:
        return found
    sound = [one for one in found.records if not one.faults and not one.left]
    with change(ledger, actor, Action.IMPORT, f"导入{register.title} {path.name}") as changes:
        batch_id, found.number = _batch(changes, ledger, register, path, len(sound), how)
        made = {id(one): _enter(ledger, changes, actor, register, one) for one in sound}
        _account(changes, batch_id, found, made)
        found.entered = sum(1 for one in sound if one.known is None or one.changed)
    found.changes = changes
    return found


def unread_words(found: RecordList) -> str:
    """The columns that the book does not know and that stay in the file; empty where there are none."""
    told = "、".join(dict.fromkeys(words for _sheet, _cell, words in found.reading.unread))
    return f"这些列不认识，没有收：{told}。" if told else ""


def heads(register: Register) -> dict[str, str]:
    """Every word that a list may have over a column, with the field it means; a field's own title before another's side word."""
    words = {word: field.name for field in register.all_fields for word in field.heads}
    words |= {
        f"{field.title}{unit}": field.name
        for field in register.all_fields
        if field.holds is Holds.MONEY
        for unit in ("（元）", "（万元）")
    }
    words |= {word: "state" for word in STATE_HEADS if register.states}
    words |= {field.title: field.name for field in register.all_fields}
    return {**words, **{word: "number" for word in NUMBER_HEADS}}


@dataclass(frozen=True)
class _Looked:
    """What every row of a list is judged by."""

    reader: Reader
    register: Register
    how: Looking
    usual: Mapping[str, str]
    known: KnownRecords
    today: str


def _listed(on: _Looked, row: ListRow) -> ListedRecord:
    register, found = on.register, ListedRecord(row, {}, left=(row.sheet, row.row) in on.how.picks.left)
    texts = {**on.usual, **{name: _said(register, name, text) for name, text in row.texts.items()}}
    for name, fault in row.faults.items():
        found.faults.append(
            _fault(row, name, fault, f"第 {row.row} 行“{_title(register, name)}”的单元格读不出来。请改正，或清空。")
        )
    for one in register.all_fields:
        if one.holds is not Holds.FILE and one.plain and one.name not in row.faults:
            _read(on, row, one, texts, found)
    if on.known.in_bin(row):
        said = f"第 {row.row} 行：{row.texts['number']} 在回收站中。请先取回，或删去编号作为新的一条。"
        found.faults.append(_fault(row, "number", "in_bin", said))
    found.known = on.known.find(row, found.values, on.usual)
    if found.known is not None:
        found.faults = [one for one in found.faults if one.kind != "empty" or one.column in row.texts]
        found.number = on.known.records[found.known].number
    _place_state(register, row, found)
    if found.known is not None and not found.faults:
        found.fields = fields_of(on.known, register, on.how.actor, row, found.values, found.known)
        found.changed = {one.name: one.value for one in found.fields if _is_taken(on.how.picks, row, one)}
    if not found.faults:
        _judge(on, row, found)
    return found


def _is_taken(picks: Picks, row: ListRow, one: FieldChange) -> bool:
    return not one.blocked and picks.takes((row.sheet, row.row), one.name, proposed=not one.conflict)


def _read(on: _Looked, row: ListRow, one: Field, texts: Mapping[str, str], found: ListedRecord) -> None:
    """One field of a row; what is needed and not there is a fault of a new record."""
    if one.name not in texts and not one.needed:
        return
    text, unit = texts.get(one.name, ""), row.units.get(one.name, 1)
    if one.holds is Holds.UNIT:
        text = on.how.units.get(text, text)
    if unit is None and read_amount(text, None)[1] == "amount_unit_unknown":
        said = f"第 {row.row} 行“{one.title}”：“{text}”没有写明是元还是万元。请在表头或格中写明。"
        found.faults.append(_fault(row, one.name, "amount_unit_unknown", said))
        return
    try:
        found.values[one.name] = one.read(text, lookup(on.reader, money_unit=unit or 1))
    except KnownError as error:
        kind = "unknown_unit" if one.holds is Holds.UNIT and text.strip() else error.kind
        found.faults.append(_fault(row, one.name, kind, f"第 {row.row} 行：{error}"))


def _said(register: Register, name: str, text: str) -> str:
    """A cell that only says 无 or / is empty (RULES §0), but for a unit and where it is a choice of the field."""
    one = register.field(name)
    if one is None or one.holds is Holds.UNIT or text in one.choices.values() or not is_blank_word(text):
        return text
    return ""


def _place_state(register: Register, row: ListRow, found: ListedRecord) -> None:
    typed = row.texts.get("state", "")
    if not typed or not register.states:
        return
    code = next((state.code for state in register.states if typed in (state.code, state.word)), "")
    if not code or (found.known is None and _path(register, code) is None):
        words = "、".join(state.word for state in register.states)
        found.faults.append(
            _fault(row, "state", "unknown_choice", f"第 {row.row} 行“状态”：没有“{typed}”。可填：{words}。")
        )
    found.state = code


def _judge(on: _Looked, row: ListRow, found: ListedRecord) -> None:
    reader, register = on.reader, on.register
    before = on.known.stored(found.known) if found.known is not None else None
    if before is not None and not found.changed:
        return
    try:
        if before is None:
            consequences.before_add(reader, register, found.values)
            filled = consequences.filled(reader, register, dict(found.values), on.today)
            empty = {one.name: one.empty for one in register.all_fields}
            whole = {**empty, **filled, "state": found.state or register.first_state}
        else:
            whole = before | found.changed
        judge(register, whole, on.today, reader=reader, before=before)
    except KnownError as error:
        found.faults.append(_fault(row, "", error.kind, f"第 {row.row} 行：{error}"))


def _enter(ledger: Ledger, changes: Changes, actor: Actor, register: Register, one: ListedRecord) -> int:
    """Enter one row; the record."""
    if one.known is not None:
        if one.changed:
            verbs.update(ledger, changes, register, one.known, one.changed)
        return one.known
    require(actor, RECORD_ACTIONS[register.add_right])
    made = verbs.insert(ledger, changes, register, verbs.Draft(one.values))
    for step in _path(register, one.state) or ():
        require(actor, RECORD_ACTIONS[step.right])
        on = str(one.values.get(step.dated_by) or one.values.get(register.own_date) or "")
        verbs.move(ledger, actor, changes, register, made.id, step, {}, on=min(on, ledger.today()), reason=LISTED)
    return made.id


def _path(register: Register, state: str) -> tuple[Step, ...] | None:
    """The shortest way of steps from the first state to one; None where there is none."""
    paths: dict[str, tuple[Step, ...]] = {register.first_state: ()}
    while state and state not in paths:
        further = {
            step.to: (*way, step)
            for at, way in paths.items()
            for step in register.steps
            if at in step.frm and step.to and step.to not in paths and not step.final
        }
        if not further:
            return None
        paths |= further
    return paths.get(state, ())


def _batch(
    changes: Changes, ledger: Ledger, register: Register, path: Path, count: int, how: Looking
) -> tuple[int, int]:
    pooled = evidence.keep_file(changes, ledger.pool, path)
    number = changes.writer.next_number("import")
    summary = {"records": count, **({"corrections": how.corrections} if how.corrections else {})}
    fields = {
        "number": number,
        "form": register.name,
        "file_name": path.name,
        "sha256": pooled.sha256,
        "size": pooled.size,
    }
    return changes.writer.insert("import_batch", {**fields, "summary": summary}), number


def _account(changes: Changes, batch_id: int, found: RecordList, made: Mapping[int, int]) -> None:
    """Where every row of the file went, and what it said of its record: the base of the next list."""
    for sheet, row, reason in found.reading.ignored:
        changes.writer.insert(
            "import_row", {"import_id": batch_id, "sheet": sheet, "row": row, "fate": "ignored", "reason": reason}
        )
    for one in found.records:
        fields = {"import_id": batch_id, "sheet": one.place.sheet, "row": one.place.row, "fate": one.fate}
        if id(one) in made:
            fields |= {"register": found.register.name, "record_id": made[id(one)]}
            shut = {each.name for each in one.fields if each.blocked}  # nobody decided: the next list asks again
            fields |= {"said": said_of(found.register, one.place, shut)}
        reason = one.faults[0].kind if one.faults else "not_picked" if one.left else ""
        changes.writer.insert("import_row", {**fields, "reason": reason})


def _title(register: Register, name: str) -> str:
    field = register.field(name)
    return field.title if field else name


def _fault(row: ListRow, name: str, kind: str, message: str) -> ReadingFault:
    return ReadingFault(row.sheet, row.row, name, row.cells.get(name, ""), "warning", kind, message)
