"""定下: somebody says which side of an open conflict holds — what is shown, another side, or words of his own (product.md E2).

What a row says follows for many columns from more than the column itself: states from events, the bin from what hangs on a row,
a number from who claimed it first. Of these another side is taken by the deed of its page (`taking_sides`); where no deed can say it, only
what is shown can be held here, and the sentence says where the other is done. Undoing a settling, or the deed that
settled, opens the conflict again (`db.merge.state`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.merge.claims import CLAIM, resolved
from db.merge.nodes import Known, known
from db.merge.state import Conflict, State
from db.merge.travel import OWN, OWN_FIELD, RECORD_STATE, REMOVED, SPLIT, STANDS, Travelling
from db.queries import books as queries
from db.queries import history, packages
from db.queries.books import column_of, own_fields
from db.queries.packages import OpenConflict
from db.queries.standing import FACTS
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import LINKS, Field
from desktop.ledgers.findings import EDITABLE
from desktop.operations import attributes, dated_facts, findings, toggling
from desktop.operations.change import Changes, change
from desktop.operations.packages import conflicts, taking_sides
from desktop.operations.packages.branches import Deeds, is_lane
from desktop.operations.packages.plan import Plan
from desktop.operations.packages.taking_sides import SHOWN
from desktop.operations.packages.words import ToldConflict, Words
from desktop.operations.records import verbs
from desktop.operations.records.words import lookup
from desktop.rules.permissions import Action, Actor, require

_CLAIMED = "两边占用了同一个编号或名称，不能在这里定。请给其中一项另取一个，就算定下。"
_BY_EVENTS = "两边的办理记录都在，这一步不能在这里撤回。可以现用的为准；要以另一方为准的，请在问题或台账的右侧用相应的办理步骤改过来。"
_BY_FINAL = "有一方的步骤办了就不能撤回（如锁定、作废），这里只能以现用的为准。"
_BY_BIN = "可以现用的为准；要以另一方为准的，请在各自的页面移入或取回回收站。"
_EVENT_DEED = (
    "两边的办理记录都在。取现用的，都留着；取另一方，就撤回别的登记，一次办理的各条和拆分、合并新立的问题一并撤回。"
)
_STEP_DEED = "取哪一方，就撤回另一方的办理步骤，连同当时所填各栏、所附文件和在问题上的登记；没有改变状态的记录留着。"
_FACT_DEED = "取哪一方，就撤回另一方的改动：哪一天起是谁，照这一方登记的算。"
_BIN_DEED = "取另一方，就把这一条移入或取回回收站。取回后两边填得不同的各栏再逐项列出。"
_MEANWHILE = "各方定下时都撤回了对方的办理，现在停在“{}”，请取一方。"
_UNDONE = "可以撤销，撤销后这处冲突重新列出。"
_BY_DEED = "这一栏不能直接改写。可以现用的为准；要以另一方为准的，请用相应的办理步骤登记。"


@dataclass(frozen=True)
class OpenOne:
    """A conflict that nobody has settled, by its number; `why_not` says why it cannot be settled here at all, `why_shown` why only as it is
    shown; `follows` what taking another side does, where that is a deed; `meanwhile` says where the record stands while none of its sides does;
    `own_field` reads words of one's own, None where there can be none."""

    number: int
    told: ToldConflict
    why_not: str = ""
    why_shown: str = ""
    follows: str = ""
    own_field: Field | None = None
    meanwhile: str = ""


@dataclass(frozen=True)
class _Place:
    """Where the sides of a conflict stand: the field that declares it and its column."""

    table: str
    row: int
    column: str
    part: str = ""
    """The own field in a column of own fields."""
    field: Field | None = None


class _Open:
    """The open conflicts of a ledger, read once."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.own, self.travel = reader, known(reader), Travelling(reader)
        self.state = resolved(self.travel, self.own.nodes)
        self.listed = packages.open_conflicts(reader)
        self.deeds = Deeds(reader, self.own)

    def conflict(self, one: OpenConflict) -> Conflict | None:
        """As it stands now; None where it is none any more."""
        return self.state.conflicts.get((one.table, one.row_uid, one.field))

    def deed(self, one: OpenConflict, conflict: Conflict, side: int) -> taking_sides.Deed | None:
        """What takes a side by a deed; None where no deed of a page says it."""
        return taking_sides.deed_for(self.deeds, conflict, one.row_id, side)

    def words(self) -> Words:
        """What they say, for people."""
        return Words(_as_plan(self.travel, self.own, self.state))


def listed(reader: Reader) -> tuple[OpenOne, ...]:
    """Every open conflict in the order of its entering; nothing but the list is read where there is none."""
    if not packages.open_conflicts(reader):
        return ()
    found = _Open(reader)
    words = found.words()
    told = ((one, found.conflict(one)) for one in found.listed)
    return tuple(_open_one(found, one, words.told(conflict), conflict) for one, conflict in told if conflict)


def settle(ledger: Ledger, actor: Actor, number: int, side: int = SHOWN, own: str | None = None) -> Changes:
    """Settle one conflict by the place of its side (0 is shown), or by words of one's own. KnownError where it cannot be done so."""
    require(actor, Action.SETTLE_CONFLICT)
    found = _Open(ledger.writing())
    one = next((one for one in found.listed if one.id == number), None)
    conflict = None if one is None else found.conflict(one)
    if one is None or conflict is None:
        raise KnownError(f"没有未定的第 {number} 号冲突，可能已经定下。请刷新后再看。", "unknown_record")
    told = found.words().told(conflict)
    place = _place(found.reader, one, found.state)
    _refuse(found, one, conflict, (told, place, side, own))
    by_deed = own is None and (
        side != SHOWN
        or taking_sides.also_shown(one.table, one.field)
        or found.deeds.is_lost(conflict, one.row_id, side)
        or taking_sides.is_not_whole(found.deeds, conflict, one.row_id, side)
    )
    if by_deed and (deed := found.deed(one, conflict, side)) is not None:
        return deed(ledger, actor)
    value, said = _wanted(found, conflict, told, place, side, own)
    title = f"定下冲突 {told.record} {told.title}：{said or '空'}"
    with change(ledger, actor, Action.SETTLE_CONFLICT, title) as changes:
        conflicts.close(changes.writer, one.id, changes.action_id)
        if own is not None or side != SHOWN:
            _write(ledger, changes, place, value)
    return changes


def _open_one(found: _Open, one: OpenConflict, told: ToldConflict, conflict: Conflict) -> OpenOne:
    place = _place(found.reader, one, found.state)
    why_shown = _why_shown(found, one, conflict, place)
    typed = None if why_shown else _typed(one, place)
    follows = "" if why_shown else _follows(one)
    claimed = _CLAIMED if one.field.startswith(CLAIM) else ""
    return OpenOne(one.id, told, claimed, why_shown, follows, typed, _meanwhile(found, one, conflict))


def _meanwhile(found: _Open, one: OpenConflict, conflict: Conflict) -> str:
    """Where a record stands whose steps copies took back of each other: what is taken back says nothing (ledger.md §3)."""
    if one.field != RECORD_STATE:
        return ""
    now = queries.state_now(found.reader, one.table, one.row_id)
    if now in {side.value[0] for side in conflict.sides}:
        return ""
    return _MEANWHILE.format(books.as_declared(one.table).state(now).word)


def _typed(one: OpenConflict, place: _Place) -> Field | None:
    """The field that reads words of one's own; none for links and for what registrations say."""
    field = place.field
    return None if field is None or field.holds in LINKS or is_lane(one.table, one.field) else field


def _follows(one: OpenConflict) -> str:
    if one.field == REMOVED:
        return f"{_BIN_DEED}{_UNDONE}"
    if one.field == RECORD_STATE:
        return f"{_STEP_DEED}{_UNDONE}"
    if one.field in FACTS.get(one.table, ()):
        return f"{_FACT_DEED}{_UNDONE}"
    return f"{_EVENT_DEED}{_UNDONE}" if one.field == STANDS or is_lane(one.table, one.field) else ""


def _refuse(
    found: _Open, one: OpenConflict, conflict: Conflict, asked: tuple[ToldConflict, _Place, int, str | None]
) -> None:
    told, place, side, own = asked
    if one.field.startswith(CLAIM):
        raise KnownError(f"{told.record} {told.title}：{_CLAIMED}", "claimed")
    if own is None and not SHOWN <= side < len(told.sides):
        raise KnownError(
            f"{told.record} {told.title}只有 {len(told.sides)} 方，没有第 {side + 1} 方。请核对。", "unknown_choice"
        )
    if (own is not None or side != SHOWN) and (reason := _why_shown(found, one, conflict, place)):
        raise KnownError(f"{told.record} {told.title}：{reason}", "only_shown")
    if own is None and one.field == REMOVED and conflict.sides[side].value:
        taking_sides.may_stay_in_bin(found.reader, one.table, one.row_id)
    if own is not None and _typed(one, place) is None:
        raise KnownError(f"{told.record} {told.title}：这一栏不能另写，请从各方所说的里面取一个。", "no_words")


def _why_shown(found: _Open, one: OpenConflict, conflict: Conflict, place: _Place) -> str:
    """Why nothing but what is shown can be held by settling; empty where any side can."""
    name = one.field
    if taking_sides.is_by_deed(one.table, name):
        others = range(SHOWN + 1, len(conflict.sides))
        is_row = name == REMOVED and one.row_id and not taking_sides.has_bin(one.table)
        if is_row or all(found.deed(one, conflict, side) is not None for side in others):
            return ""
        return {REMOVED: _BY_BIN, RECORD_STATE: _BY_FINAL}.get(name, _BY_EVENTS)
    if not one.row_id or (place.field is not None and not place.field.plain):
        return _BY_DEED
    if one.table == "finding" and place.column not in SPLIT:
        told = place.field.name if place.field is not None else place.column
        return "" if told in EDITABLE and told not in attributes.DATED else _BY_DEED
    declared = books.is_declared(one.table) and place.column != "other"
    return _BY_DEED if declared and place.field is None else ""


def _place(reader: Reader, one: OpenConflict, state: State) -> _Place:
    column, _dot, part = one.field.partition(".")
    if column in SPLIT and part:
        if column == OWN:
            part = str(state.rows.get((OWN_FIELD, part), {}).get("name", part))
            own = {field.name: field for field in _fields_of(reader, one.table)}
            return _Place(one.table, one.row_id, column, part, own.get(part))
        return _Place(one.table, one.row_id, column, part)
    fields = {column_of(field.name, str(field.holds)): field for field in _fields_of(reader, one.table)}
    return _Place(one.table, one.row_id, column, "", fields.get(column))


def _fields_of(reader: Reader, table: str) -> tuple[Field, ...]:
    """The declared fields of the book whose rows stand in a table, with those that the office added."""
    if books.is_declared(table):
        return books.book(reader, table).all_fields
    names = {stored: name for name, stored in books.STORED_IN.items()}
    name = names.get(table, table)
    told = next((book for book in books.WITH_TABLES if book.name == name), None)
    return () if told is None else told.with_own(own_fields(reader, name)).all_fields


def _wanted(
    found: _Open, conflict: Conflict, told: ToldConflict, place: _Place, side: int, own: str | None
) -> tuple[Any, str]:
    """The value as it is stored, and in words."""
    if own is not None:
        assert place.field is not None, "refused before"
        return place.field.read(own, lookup(found.reader)), own
    return _as_stored(found, place, conflict.sides[side].value), told.sides[side].value


def _as_stored(found: _Open, place: _Place, value: Any) -> Any:
    """A value of a node with the rows that it names by their ids here."""
    if place.part:
        return value
    ids = found.own.ids
    whole = {place.column: value}
    return found.travel.linked(place.table, whole, lambda table, uid: _id(ids, table, uid))[place.column]


def _id(ids: Mapping[tuple[str, str], int], table: str, uid: Any) -> int:
    found = conflicts.row_of(ids, table, str(uid))
    if not found:
        raise KnownError("另一方所指的记录不在本账本中。请以现用的为准，或另行登记。", "missing")
    return found


def _write(ledger: Ledger, changes: Changes, place: _Place, value: Any) -> None:
    """Write through the verb of the book where it has one, so that its rules hold for what a conflict leaves too."""
    field = place.field
    if place.table == "finding" and field is not None:
        findings.set_fields(changes, place.row, {field.name: field.empty if value is None else value})
    elif books.is_declared(place.table) and field is not None:
        register = books.book(changes.writer, place.table)
        verbs.update(ledger, changes, register, place.row, {field.name: field.empty if value is None else value})
    elif place.column in FACTS.get(place.table, ()):
        dated_facts.put(changes, place.table, place.row, {place.column: value or ""}, corrects=True)
    else:
        now = history.fields_of(changes.writer, place.table, place.row)
        if place.column == REMOVED:
            value = changes.action_id if value else None
        if place.part:
            value = conflicts.with_part(now[place.column], place.part, value)
        toggling.write(changes, place.table, place.row, {place.column: value}, now[place.column], "定下合并冲突")


def _as_plan(travel: Travelling, own: Known, state: State) -> Plan:
    return Plan(travel, own, [], state, state, (), 0)
