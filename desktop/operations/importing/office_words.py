"""The office's own words, "read … as …": kept as data, handed to the list reader, given on to another ledger with the mappings (K17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.queries import lists
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.normalise.office_words import AMOUNT, DEADLINE, HEAD, STATE, UNIT, WORD_KINDS, OfficeWords
from desktop.ledgers import books
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor
from desktop.rules.state_words import STATE_WORDS
from desktop.rules.workflow import is_date

Words = Mapping[tuple[str, str], str]
"""(kind, word) → meaning."""
KIND_WORDS = {STATE: "状态", DEADLINE: "时限", HEAD: "表头", UNIT: "单位", AMOUNT: "金额单位"}
DEADLINES = {"long_term": "长期坚持", "immediate": "立行立改"}
MONEY_UNITS = ("元", "万元", "亿元")


def meanings(kind: str, field_titles: Mapping[str, str]) -> dict[str, str]:
    """What a word of a kind can be read as: meaning → its words; empty where it is typed (a date, a unit)."""
    return {
        STATE: dict(STATE_WORDS),
        DEADLINE: dict(DEADLINES),
        HEAD: dict(field_titles),
        UNIT: {},
        AMOUNT: {unit: unit for unit in MONEY_UNITS},
    }[kind]


def told(kind: str, meaning: str, field_titles: Mapping[str, str]) -> str:
    """A meaning in the words of the screen."""
    return meanings(kind, field_titles).get(meaning, meaning)


def known_words(reader: Reader, further: Words | None = None) -> OfficeWords:
    """The words of the ledger, and those that a clerk is just deciding."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in WORD_KINDS}
    for _id, kind, word, meaning in lists.office_words(reader):
        found[kind][word] = meaning
    for (kind, word), meaning in (further or {}).items():
        found[kind][word] = meaning
    return OfficeWords(*(found[kind] for kind in (STATE, DEADLINE, HEAD, UNIT, AMOUNT)))


def teach(ledger: Ledger, actor: Actor, words: Words) -> Changes | None:
    """Keep words; one that is known with another meaning takes the new one. None where all are known."""
    for (kind, word), meaning in words.items():
        check(kind, word, meaning)
    present = {(kind, word): (row_id, meaning) for row_id, kind, word, meaning in lists.office_words(ledger.writing())}
    due = {key: meaning for key, meaning in words.items() if present.get(key, (0, ""))[1] != meaning}
    if not due:
        return None
    with change(ledger, actor, Action.IMPORT, f"记住本办用语 {len(due)} 个") as changes:
        put(changes, due, {key: row for key, (row, _meaning) in present.items()})
    return changes


def forget(ledger: Ledger, actor: Actor, row_ids: Sequence[int]) -> Changes:
    """Drop words; they are unknown again. 撤销 brings them back."""
    with change(ledger, actor, Action.IMPORT, f"删除本办用语 {len(row_ids)} 个") as changes:
        for row_id in row_ids:
            changes.writer.update("office_word", row_id, {"removed_in": changes.action_id})
    return changes


def forget_both(ledger: Ledger, actor: Actor, mapping_ids: Sequence[int], word_ids: Sequence[int]) -> Changes:
    """Drop mappings and words as one step; 撤销 brings them back."""
    title = f"删除对应方案 {len(mapping_ids)} 个、用语 {len(word_ids)} 个"
    with change(ledger, actor, Action.IMPORT, title) as changes:
        for table, ids in (("column_mapping", mapping_ids), ("office_word", word_ids)):
            for row_id in ids:
                changes.writer.update(table, row_id, {"removed_in": changes.action_id})
    return changes


def field_names() -> frozenset[str]:
    """Every field that a head can be read as: those of a list of findings and of every declared book."""
    from desktop.exchange.list_reading.header_words import FIELD_TITLES

    return frozenset(FIELD_TITLES) | {field.name for book in books.declared() for field in book.all_fields}


def check(kind: str, word: str, meaning: str) -> None:
    """Raise KnownError for a word that cannot be read so."""
    if kind not in WORD_KINDS or not word.strip():
        raise KnownError("没有写明是哪一类用语，或用语是空的。请核对。", "word")
    choices = {STATE: set(STATE_WORDS), AMOUNT: set(MONEY_UNITS), HEAD: set(field_names())}.get(kind)
    if choices is not None and meaning not in choices:
        raise KnownError(f"“{word}”不能读作“{meaning}”。请从所列的里面选。", "word")
    if kind == DEADLINE and meaning not in DEADLINES and not is_date(meaning):
        raise KnownError(f"“{word}”不能读作“{meaning}”。请写成 2026-06-18 这样的日期，或选长期坚持、立行立改。", "word")
    if not meaning.strip():
        raise KnownError(f"“{word}”读作什么没有写明。请选定。", "word")


def put(changes: Changes, words: Words, present: Mapping[tuple[str, str], int]) -> None:
    """Inside an action: keep words; `present` are the rows of those that are known."""
    for (kind, word), meaning in words.items():
        row_id = present.get((kind, word))
        if row_id is None:
            changes.writer.insert("office_word", {"kind": kind, "word": word, "meaning": meaning})
        else:
            changes.writer.update("office_word", row_id, {"meaning": meaning})
