"""A list into a book: read by its declaration, every row placed, all sound rows entered in one action or none (interfaces.md `import --form`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.queries import books as queries
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.list_reading.reading import ReadingFault
from desktop.exchange.normalise.money import read_amount
from desktop.exchange.normalise.plain_text import is_blank_word
from desktop.ledgers.field import Holds
from desktop.ledgers.register import Register, Step
from desktop.operations import evidence
from desktop.operations.change import Changes, change
from desktop.operations.records import consequences, verbs
from desktop.operations.records.values import judge
from desktop.operations.records.words import lookup
from desktop.rules.permissions import RECORD_ACTIONS, Action, Actor, require

if TYPE_CHECKING:
    from desktop.exchange.register_list import ListReading, ListRow

STATE_HEADS, NUMBER_HEADS = ("状态", "办理状态"), ("编号",)
LISTED = "清单所载"


@dataclass
class ListedRecord:
    """A row of a list as it would be entered; `known` is the record that bears its number already."""

    place: ListRow
    values: dict[str, Any]
    state: str = ""
    known: int | None = None
    changed: dict[str, Any] = field(default_factory=dict)
    faults: list[ReadingFault] = field(default_factory=list)


@dataclass
class RecordList:
    """What a list says, and what became of it."""

    register: Register
    reading: ListReading
    records: list[ListedRecord]
    entered: int = 0
    number: int | None = None
    changes: Changes | None = None

    @property
    def faults(self) -> list[ReadingFault]:
        """Every fault, row by row."""
        return [fault for one in self.records for fault in one.faults]


def look(ledger: Ledger, register: Register, path: Path, round_name: str = "", unit_name: str = "") -> RecordList:
    """Read a list and judge every row; nothing is entered."""
    from desktop.exchange.register_list import read

    reader = ledger.newest
    money = [one.name for one in register.all_fields if one.holds is Holds.MONEY]
    reading = read(path, heads(register), register.title, money)
    usual = {name: text for name, text in (("round", round_name), ("unit", unit_name)) if text and register.field(name)}
    records = [_listed(reader, register, row, usual, ledger.today()) for row in reading.rows]
    return RecordList(register, reading, records)


def take(
    ledger: Ledger,
    actor: Actor,
    register: Register,
    path: Path,
    *,
    round_name: str = "",
    unit_name: str = "",
    accept_faults: bool = False,
) -> RecordList:
    """Enter a list: new records, and the changes of those whose number it bears. With a fault nothing, unless faults are accepted."""
    found = look(ledger, register, path, round_name, unit_name)
    if found.faults and not accept_faults:
        return found
    sound = [one for one in found.records if not one.faults]
    with change(ledger, actor, Action.IMPORT, f"导入{register.title} {path.name}") as changes:
        batch_id, found.number = _batch(changes, ledger, register, path, len(sound))
        for one in sound:
            _enter(ledger, changes, actor, register, one)
        _account(changes, batch_id, found)
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


def _listed(reader: Reader, register: Register, row: ListRow, usual: Mapping[str, str], today: str) -> ListedRecord:
    found = ListedRecord(row, {}, known=_known(reader, register, row))
    texts = {**usual, **{name: _said(register, name, text) for name, text in row.texts.items()}}
    for name, fault in row.faults.items():
        found.faults.append(
            _fault(row, name, fault, f"第 {row.row} 行“{_title(register, name)}”的单元格读不出来。请改正，或清空。")
        )
    for one in register.all_fields:
        if (
            one.holds is Holds.FILE
            or not one.plain
            or one.name in row.faults
            or (one.name not in texts and (not one.needed or found.known is not None))
        ):
            continue
        text, unit = texts.get(one.name, ""), row.units.get(one.name, 1)
        if unit is None and read_amount(text, None)[1] == "amount_unit_unknown":
            said = f"第 {row.row} 行“{one.title}”：“{text}”没有写明是元还是万元。请在表头或格中写明。"
            found.faults.append(_fault(row, one.name, "amount_unit_unknown", said))
            continue
        try:
            found.values[one.name] = one.read(text, lookup(reader, money_unit=unit or 1))
        except KnownError as error:
            found.faults.append(_fault(row, one.name, error.kind, f"第 {row.row} 行：{error}"))
    _place_state(register, row, found)
    _match(reader, register, row, found)
    if not found.faults:
        _judge(reader, register, row, found, today)
    return found


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
    if not code or _path(register, code) is None:
        words = "、".join(state.word for state in register.states)
        found.faults.append(
            _fault(row, "state", "unknown_choice", f"第 {row.row} 行“状态”：没有“{typed}”。可填：{words}。")
        )
    found.state = code


def _known(reader: Reader, register: Register, row: ListRow) -> int | None:
    """A row that bears a number of the book is that record; a column that its list leaves out stays as it is."""
    number = row.texts.get("number", "")
    return queries.record_id(reader, register.name, number) if number else None


def _match(reader: Reader, register: Register, row: ListRow, found: ListedRecord) -> None:
    """What differs in a record that the book has already is a change."""
    if found.known is not None:
        now = verbs.stored(reader, register, found.known)
        found.changed = {
            name: value
            for name, value in found.values.items()
            if now.get(name) != value and name in row.texts and now.get(name) != row.texts[name]
        }


def _judge(reader: Reader, register: Register, row: ListRow, found: ListedRecord, today: str) -> None:
    before = verbs.stored(reader, register, found.known) if found.known is not None else None
    if before is not None:
        whole = before | found.changed
    else:
        whole = {}
    try:
        if before is None:
            consequences.before_add(reader, register, found.values)
            filled = consequences.filled(reader, register, dict(found.values), today)
            empty = {one.name: one.empty for one in register.all_fields}
            whole = {**empty, **filled, "state": found.state or register.first_state}
        judge(register, whole, today, reader=reader, before=before)
    except KnownError as error:
        found.faults.append(_fault(row, "", error.kind, f"第 {row.row} 行：{error}"))


def _enter(ledger: Ledger, changes: Changes, actor: Actor, register: Register, one: ListedRecord) -> None:
    if one.known is not None:
        if one.changed:
            verbs.update(ledger, changes, register, one.known, one.changed)
        return
    require(actor, RECORD_ACTIONS[register.add_right])
    made = verbs.insert(ledger, changes, register, verbs.Draft(one.values))
    for step in _path(register, one.state) or ():
        require(actor, RECORD_ACTIONS[step.right])
        on = str(one.values.get(step.dated_by) or one.values.get(register.own_date) or "")
        verbs.move(ledger, actor, changes, register, made.id, step, {}, on=min(on, ledger.today()), reason=LISTED)


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


def _batch(changes: Changes, ledger: Ledger, register: Register, path: Path, count: int) -> tuple[int, int]:
    pooled = evidence.keep_file(changes, ledger.pool, path)
    number = changes.writer.next_number("import")
    fields = {
        "number": number,
        "form": register.name,
        "file_name": path.name,
        "sha256": pooled.sha256,
        "size": pooled.size,
    }
    return changes.writer.insert("import_batch", {**fields, "summary": {"records": count}}), number


def _account(changes: Changes, batch_id: int, found: RecordList) -> None:
    """Where every row of the file went."""
    for sheet, row, reason in found.reading.ignored:
        changes.writer.insert(
            "import_row", {"import_id": batch_id, "sheet": sheet, "row": row, "fate": "ignored", "reason": reason}
        )
    for one in found.records:
        fate = "held" if one.faults else "entered" if one.known is None else "changed" if one.changed else "same"
        place = {"import_id": batch_id, "sheet": one.place.sheet, "row": one.place.row}
        changes.writer.insert("import_row", {**place, "fate": fate, "reason": one.faults[0].kind if one.faults else ""})


def _title(register: Register, name: str) -> str:
    field = register.field(name)
    return field.title if field else name


def _fault(row: ListRow, name: str, kind: str, message: str) -> ReadingFault:
    return ReadingFault(row.sheet, row.row, name, row.cells.get(name, ""), "warning", kind, message)
