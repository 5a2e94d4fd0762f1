"""The office's own pinyin readings: a character of a place or a name that is read otherwise than the dictionary knows, such as 乐 as y."""

from __future__ import annotations

import json
from collections.abc import Mapping

from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.office import put_setting
from desktop.rules.permissions import Action, Actor

KEPT = "pinyin_readings"


def own_readings(reader: Reader) -> dict[str, str]:
    """Character → the first letters that it may also be read with."""
    return dict(json.loads(setting(reader, KEPT) or "{}"))


def put(ledger: Ledger, actor: Actor, readings: Mapping[str, str]) -> Changes:
    """Keep these readings in the place of the former ones; each is one character and its first letters."""
    for character, letters in readings.items():
        if len(character) != 1 or character.isascii() or not (letters.isascii() and letters.isalpha()):
            raise KnownError(f"“{character} {letters}”不是一个字和它的首字母。请写成“乐 y”，一行一个。", "reading")
    kept = {character: letters.lower() for character, letters in readings.items()}
    with change(ledger, actor, Action.EDIT_DICTIONARY, f"修改拼音读音 {len(kept)} 字") as changes:
        put_setting(changes, KEPT, json.dumps(kept, ensure_ascii=False, sort_keys=True))
    return changes


def read(text: str) -> dict[str, str]:
    """What a clerk typed: a line a character, then its letters; KnownError names the line that says something else."""
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        character, letters = line[0], "".join(line[1:].split())
        if not letters:
            raise KnownError(f"“{line}”缺首字母。请写成“乐 y”，一行一个。", "reading")
        found[character] = found.get(character, "") + letters
    return found
