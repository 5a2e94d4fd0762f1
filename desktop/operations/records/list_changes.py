"""One row of a list that comes again, against the record that it names: field by field what is new and what is in dispute (X5).

The merge of three of `importing/list_changes`, for every declared book: what the last list said, what this list says, what the
ledger says now. A value that somebody edited since is never written over unasked. Steps are no list's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from desktop.errors import KnownError
from desktop.ledgers.field import Field
from desktop.ledgers.register import Register
from desktop.operations.importing.field_change import EDITED, NO_BASE, FieldChange
from desktop.operations.records import consequences
from desktop.operations.records.list_words import NOTHING, KnownRecords, Words
from desktop.operations.records.verbs import right_to_edit
from desktop.rules.permissions import Actor, lacking

if TYPE_CHECKING:
    from desktop.exchange.register_list import ListRow

STATE = "state"
BY_STEP = "状态由各自的办理步骤改变，不随清单改"
KEPT_AS_KEY = "已登记（不显示姓名）"


def fields_of(
    known: KnownRecords, register: Register, actor: Actor, row: ListRow, values: Mapping[str, Any], record: int
) -> tuple[FieldChange, ...]:
    """Every field in which a row says something that neither the ledger nor the last list says."""
    return (*_values(known, register, actor, row, values, record), *_state(known, register, row, record))


def _values(
    known: KnownRecords, register: Register, actor: Actor, row: ListRow, values: Mapping[str, Any], record: int
) -> Iterator[FieldChange]:
    stored, words = known.stored(record), known.words.get(record, Words())
    right = right_to_edit(register, stored["state"])
    shut = "" if right in actor.rights else lacking(right)
    for name, text in row.texts.items():
        one = register.field(name)
        if one is None or name not in values:
            continue
        now, listed = stored.get(name), known.as_kept(one, values[name])
        if now in (listed, text) or words.has(name, text, row.units.get(name)):
            continue
        blocked = shut or one.lacking(actor.rights) or _sealed(register, stored, name)
        conflict = blocked or _conflict(known, words, record, one, now)
        yield FieldChange(name, one.title, _told(known, one, record), text, values[name], conflict, blocked)


def _conflict(known: KnownRecords, words: Words, record: int, one: Field, now: Any) -> str:
    """Why a person must decide; empty where the ledger still says what the last list said."""
    if now in NOTHING:
        return ""
    if one.name not in words.texts:
        return NO_BASE
    return "" if known.value_said(record, one) == now else EDITED


def _state(known: KnownRecords, register: Register, row: ListRow, record: int) -> Iterator[FieldChange]:
    typed = row.texts.get(STATE, "")
    now = known.records[record].state
    listed = next((one for one in register.states if typed and typed in (one.code, one.word)), None)
    if listed is None or listed.code == now or known.words.get(record, Words()).has(STATE, typed, None):
        return
    yield FieldChange(STATE, "状态", register.state(now).word, listed.word, listed.code, BY_STEP, BY_STEP)


def _sealed(register: Register, stored: Mapping[str, Any], name: str) -> str:
    try:
        consequences.may_edit(register, stored, [name])
    except KnownError as error:
        return str(error)
    return ""


def _told(known: KnownRecords, one: Field, record: int) -> str:
    told = known.records[record].fields.get(one.name)
    return KEPT_AS_KEY if one.salted and told else one.text(told)
