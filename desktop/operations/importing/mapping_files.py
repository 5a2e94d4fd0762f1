"""对应方案 and 用语 as a file (E4, K17): written for another ledger or to be edited, read back whole or not at all.

The file is plain JSON that an office may edit. What comes back is judged entry by entry: every one that no list could be read by is
told with its place, and then nothing is taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.queries import lists
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.exchange.json_file import json_in
from desktop.ledgers.ways_out import WORD_LISTS
from desktop.operations import outgoing
from desktop.operations.change import Changes, change
from desktop.operations.importing.office_words import check, field_names, put
from desktop.operations.importing.pointing import MARK
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Action, Actor

_KIND = "巡察整改台账 对应方案"
_LARGEST, _LONGEST, _TOLD = 8 * 1024 * 1024, 4_000, 20
"""Bytes of a file, characters of an entry, and how many faults are told one by one."""


@dataclass(frozen=True)
class Content:
    """What a file says: (kind, word) → meaning, and heads → head → field."""

    words: Mapping[tuple[str, str], str]
    mappings: Mapping[str, Mapping[str, str]]

    @property
    def told(self) -> str:
        """'对应方案 3 个、用语 12 个'."""
        return f"对应方案 {len(self.mappings)} 个、用语 {len(self.words)} 个"


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


def remembered(reader: Reader) -> Content:
    """Everything that the ledger remembers."""
    words = {(kind, word): meaning for _id, kind, word, meaning in lists.office_words(reader)}
    return Content(words, {heads: mapping for _id, heads, mapping in lists.mappings(reader)})


def content_of(source: Path) -> Content:
    """What a file says. Raises KnownError for another file, and for entries that say nothing readable, all at once with their places."""
    wrong = KnownError(f"“{source.name}”不是对应方案文件。请选由“对应方案 · 导出”存下的文件。", "file")
    try:
        if source.stat().st_size > _LARGEST:
            raise wrong
    except OSError as error:
        raise KnownError(f"“{source.name}”打不开：{reason_of(error)}。请核对文件。", "file") from error
    try:
        said = json_in(source)
    except KnownError as error:
        raise wrong from error
    if not isinstance(said, dict) or said.get("kind") != _KIND:
        raise wrong
    read = _Reading()
    words = dict(read.each(said.get("words"), "用语", _word))
    mappings = dict(read.each(said.get("mappings"), "对应方案", _mapping))
    if read.faults:
        more = f"\n另有 {len(read.faults) - _TOLD} 处。" if len(read.faults) > _TOLD else ""
        listed = "\n".join(read.faults[:_TOLD])
        raise KnownError(
            f"“{source.name}”有 {len(read.faults)} 处不能用，没有导入。请改正后再导入：\n{listed}{more}", "file"
        )
    return Content(words, mappings)


def read_file(ledger: Ledger, actor: Actor, source: Path) -> Changes:
    """导入…: take the words and mappings of such a file in, as one step; what is known stays unless the file says otherwise."""
    content = content_of(source)
    present = {(kind, word): row_id for row_id, kind, word, _meaning in lists.office_words(ledger.writing())}
    with change(ledger, actor, Action.IMPORT, f"导入{content.told}") as changes:
        put(changes, content.words, present)
        for heads, mapping in content.mappings.items():
            row_id = lists.mapping_id(changes.writer, heads)
            if row_id is None:
                changes.writer.insert("column_mapping", {"signature": heads, "mapping": dict(mapping)})
            else:
                changes.writer.update("column_mapping", row_id, {"mapping": dict(mapping)})
    return changes


def _written(reader: Reader, target: Path) -> int:
    content = remembered(reader)
    document = {
        "kind": _KIND,
        "mappings": [{"heads": heads, "mapping": dict(mapping)} for heads, mapping in content.mappings.items()],
        "words": [{"kind": kind, "word": word, "meaning": said} for (kind, word), said in content.words.items()],
    }
    try:
        target.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise KnownError(f"“{target.name}”写不进去：{reason_of(error)}。请换一个位置。") from error
    return len(content.mappings) + len(content.words)


class _Reading:
    """The entries of a file; what is wrong with them is collected."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def each(self, entries: Any, what: str, read: Callable[[Any], tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
        """Key and value of every entry that holds; a key that comes a second time with another value is a fault too."""
        if not isinstance(entries, list):
            self.faults.append(f"没有“{what}”这一节，或不是一列。")
            return
        seen: dict[Any, Any] = {}
        for place, entry in enumerate(entries, 1):
            try:
                key, value = read(entry)
                if seen.setdefault(key, value) != value:
                    raise KnownError("与前面的一个说法不一。请留一个。")
                yield key, value
            except KnownError as error:
                self.faults.append(f"第 {place} 个{what}：{error}")


def _word(entry: Any) -> tuple[tuple[str, str], str]:
    kind, word, meaning = (_text(entry, name) for name in ("kind", "word", "meaning"))
    check(kind, word, meaning)
    return (kind, word), meaning


def _mapping(entry: Any) -> tuple[str, dict[str, str]]:
    heads = _text(entry, "heads")
    said = entry.get("mapping")
    if not heads.removeprefix(MARK).strip() or not isinstance(said, dict) or not said:
        raise KnownError("没有写明表头，或没有写明哪一列作哪一栏。请补上。")
    known, pointed = field_names(), heads.startswith(MARK)
    for head, field in said.items():
        if not isinstance(field, str) or (field and field not in known):
            raise KnownError(f"“{head}”作“{field}”，台账没有这一栏。请改成台账的栏，或留空（保留原样）。")
        if pointed and not (head.isascii() and head.isdigit() and 1 <= int(head) <= 16_384):
            raise KnownError(f"“{head}”不是列号。请写成 1、2、3 这样的列号。")
        if not pointed and f"|{head}|" not in f"|{heads}|":
            raise KnownError(f"“{head}”不在所写的表头里。请核对。")
    return heads, dict(said)


def _text(entry: Any, name: str) -> str:
    said = entry.get(name) if isinstance(entry, dict) else None
    if not isinstance(said, str) or len(said) > _LONGEST:
        raise KnownError(f"缺“{name}”，或写的不是文字。请照导出的样子写。")
    return said
