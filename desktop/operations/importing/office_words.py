"""The office's own words, "read … as …": kept as data, handed to the list reader, given on to another ledger with the mappings (K17)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from db.queries import lists
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.exchange.normalise.office_words import AMOUNT, DEADLINE, HEAD, STATE, UNIT, WORD_KINDS, OfficeWords
from desktop.ledgers.ways_out import WORD_LISTS
from desktop.operations import outgoing
from desktop.operations.change import Changes, change
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Action, Actor
from desktop.rules.state_words import STATE_WORDS
from desktop.rules.workflow import is_date

Words = Mapping[tuple[str, str], str]
"""(kind, word) → meaning."""
KIND_WORDS = {STATE: "状态", DEADLINE: "时限", HEAD: "表头", UNIT: "单位", AMOUNT: "金额单位"}
DEADLINES = {"long_term": "长期坚持", "immediate": "立行立改"}
MONEY_UNITS = ("元", "万元", "亿元")
_FILE_KIND = "巡察整改台账 对应方案"


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
        _put(changes, due, {key: row for key, (row, _meaning) in present.items()})
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


def check(kind: str, word: str, meaning: str) -> None:
    """Raise KnownError for a word that cannot be read so."""
    if kind not in WORD_KINDS or not word.strip():
        raise KnownError("没有写明是哪一类用语，或用语是空的。请核对。", "word")
    choices = {STATE: set(STATE_WORDS), AMOUNT: set(MONEY_UNITS)}.get(kind)
    if choices is not None and meaning not in choices:
        raise KnownError(f"“{word}”不能读作“{meaning}”。请从所列的里面选。", "word")
    if kind == DEADLINE and meaning not in DEADLINES and not is_date(meaning):
        raise KnownError(f"“{word}”不能读作“{meaning}”。请写成 2026-06-18 这样的日期，或选长期坚持、立行立改。", "word")
    if not meaning.strip():
        raise KnownError(f"“{word}”读作什么没有写明。请选定。", "word")


def write_file(ledger: Ledger, actor: Actor, target: Path, asked: Asked = Asked()) -> Path:
    """导出…: words and mappings as one JSON file, entered in the register of exports."""
    return outgoing.registered(
        ledger,
        actor,
        WORD_LISTS,
        asked,
        "对应方案和用语",
        target,
        lambda final, _properties: _written(ledger.writing(), final),
        lambda rows: Facts(rows),
    ).path


def _written(reader: Reader, target: Path) -> int:
    content: dict[str, Any] = {
        "kind": _FILE_KIND,
        "mappings": [{"heads": heads, "mapping": mapping} for _id, heads, mapping in lists.mappings(reader)],
        "words": [
            {"kind": kind, "word": word, "meaning": meaning} for _id, kind, word, meaning in lists.office_words(reader)
        ],
    }
    try:
        target.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise KnownError(f"“{target.name}”写不进去：{reason_of(error)}。请换一个位置。") from error
    return len(content["mappings"]) + len(content["words"])


def read_file(ledger: Ledger, actor: Actor, source: Path) -> Changes:
    """导入…: take the words and mappings of such a file in, as one step; what is known stays unless the file says otherwise."""
    words, mappings = _content(source)
    for (kind, word), meaning in words.items():
        check(kind, word, meaning)
    present = {(kind, word): row_id for row_id, kind, word, _meaning in lists.office_words(ledger.writing())}
    title = f"导入对应方案 {len(mappings)} 个、用语 {len(words)} 个"
    with change(ledger, actor, Action.IMPORT, title) as changes:
        _put(changes, words, present)
        for heads, mapping in mappings.items():
            row_id = lists.mapping_id(changes.writer, heads)
            if row_id is None:
                changes.writer.insert("column_mapping", {"signature": heads, "mapping": mapping})
            else:
                changes.writer.update("column_mapping", row_id, {"mapping": mapping})
    return changes


def _put(changes: Changes, words: Words, present: Mapping[tuple[str, str], int]) -> None:
    for (kind, word), meaning in words.items():
        row_id = present.get((kind, word))
        if row_id is None:
            changes.writer.insert("office_word", {"kind": kind, "word": word, "meaning": meaning})
        else:
            changes.writer.update("office_word", row_id, {"meaning": meaning})


def _content(source: Path) -> tuple[dict[tuple[str, str], str], dict[str, dict[str, str]]]:
    wrong = KnownError(f"“{source.name}”不是对应方案文件。请选由“对应方案 · 导出”存下的文件。", "file")
    try:
        content: Any = json.loads(source.read_text("utf-8-sig"))
        if content["kind"] != _FILE_KIND:
            raise wrong
        words = {(str(one["kind"]), str(one["word"])): str(one["meaning"]) for one in content["words"]}
        mappings = {
            str(one["heads"]): {str(key): str(field) for key, field in one["mapping"].items()}
            for one in content["mappings"]
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise wrong from error
    return words, mappings
