"""事项 of common findings, data of the office: those that the program brings, as the office changed them (M8, S4, page 14).

Only what differs from the shipped list is kept, so that a later version's words reach an office that never touched them.
A change moves no decision: what was entered, confirmed or dropped is kept by finding, and only later proposals read the words anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.defaults import FOLDER, rows_of
from desktop.operations.office import put_setting
from desktop.rules.common_findings import Matters, plain
from desktop.rules.permissions import Action, Actor

KEPT = "matters"
SHIPPED, CHANGED, ADDED = "随程序", "已修改", "本办增加"
_MATTERS = "matters.toml"
_LEAST_WORD = 2
_BETWEEN = re.compile(r"[、，,；;\s]+")
Words = tuple[str, ...]


@dataclass(frozen=True)
class Matter:
    """A matter with the words that tell it; `a+b` is told only by a text that holds both."""

    id: int
    name: str
    words: Words
    standing: str

    @property
    def text(self) -> str:
        """The words as they are read and typed."""
        return "、".join(self.words)


@cache
def _shipped() -> dict[str, Words]:
    return {row["name"]: tuple(row["words"]) for row in rows_of(FOLDER / _MATTERS)}


@cache
def shipped_matters(folder: Path = FOLDER) -> Matters:
    """The matters that the program brings, with the words that tell them."""
    return Matters({row["name"]: row["words"] for row in rows_of(folder / _MATTERS)})


def matters(reader: Reader) -> tuple[Matter, ...]:
    """The matters of the office: the shipped ones in their order, then its own."""
    found: list[Matter] = []
    for name, words in _merged(setting(reader, KEPT)).items():
        usual = _shipped().get(name)
        standing = ADDED if usual is None else SHIPPED if usual == words else CHANGED
        found.append(Matter(len(found) + 1, name, words, standing))
    return tuple(found)


def matters_of(reader: Reader) -> Matters:
    """What proposals are made by."""
    kept = setting(reader, KEPT)
    return _read(kept) if kept else shipped_matters()


def taken_out(reader: Reader) -> tuple[str, ...]:
    """Shipped matters that the office took out."""
    return tuple(name for name, words in _own(setting(reader, KEPT)).items() if not words and name in _shipped())


def put(ledger: Ledger, actor: Actor, name: str, words: Sequence[str], former: str = "") -> Changes:
    """Enter a matter, or give the one that is called `former` this name and these words."""
    name, said = name.strip(), tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
    known = {one.name for one in matters(ledger.writing())}
    _refuse(name, said, known - {former})
    if former and former not in known:
        raise KnownError(f"没有“{former}”这个事项，可能已被移除。请重新选定。", "no_matter")
    verb = "修改" if former else "新增"
    with change(ledger, actor, Action.EDIT_DICTIONARY, f"{verb}共性问题事项 {name}") as changes:
        own = _own(setting(changes.writer, KEPT))
        if former and former != name:
            _out(own, former)
        own[name] = said
        _keep(changes, own)
    return changes


def remove(ledger: Ledger, actor: Actor, name: str) -> Changes:
    """Take a matter out; one that the program brought may be brought back."""
    with change(ledger, actor, Action.EDIT_DICTIONARY, f"移除共性问题事项 {name}") as changes:
        own = _own(setting(changes.writer, KEPT))
        _out(own, name)
        _keep(changes, own)
    return changes


def bring_back(ledger: Ledger, actor: Actor, names: Sequence[str]) -> Changes:
    """These matters again as the program brings them."""
    with change(ledger, actor, Action.EDIT_DICTIONARY, f"恢复随程序的事项 {len(names)} 个") as changes:
        own = _own(setting(changes.writer, KEPT))
        _keep(changes, {name: words for name, words in own.items() if name not in names or name not in _shipped()})
    return changes


def words_in(text: str) -> Words:
    """What a clerk typed: words between 、, commas or spaces."""
    return tuple(word for word in _BETWEEN.split(text.replace("＋", "+").strip()) if word)


def _refuse(name: str, words: Words, others: set[str]) -> None:
    if not name:
        raise KnownError("事项名称是空的。请填写，如“公务接待管理”。", "no_name")
    if name in others:
        raise KnownError(f"已有事项“{name}”。请另起名称，或修改那一个。", "twice")
    if not words:
        raise KnownError("没有写说到它的词。请至少写一个，词与词之间用顿号。", "no_words")
    short = [word for word in words if not any(len(plain(part)) >= _LEAST_WORD for part in word.split("+"))]
    if short:
        raise KnownError(f"“{'、'.join(short)}”太短，什么问题都会归进来。每个词至少两个汉字。", "short_word")


def _out(own: dict[str, Words], name: str) -> None:
    own.pop(name, None)
    if name in _shipped():
        own[name] = ()


def _own(kept: str) -> dict[str, Words]:
    """What the office changed: name → words, none where it took the matter out."""
    return {name: tuple(words) for name, words in json.loads(kept or "{}").items()}


def _merged(kept: str) -> Mapping[str, Words]:
    return {name: words for name, words in {**_shipped(), **_own(kept)}.items() if words}


@lru_cache(maxsize=4)
def _read(kept: str) -> Matters:
    return Matters(_merged(kept))


def _keep(changes: Changes, own: Mapping[str, Words]) -> None:
    differing = {name: words for name, words in own.items() if words != _shipped().get(name)}
    put_setting(changes, KEPT, json.dumps(differing, ensure_ascii=False) if differing else "")
