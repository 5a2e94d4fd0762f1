"""打印方案: how an office prints its lists, kept under names; two come with the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.office import put_setting
from desktop.rules.permissions import Action, Actor

KEPT = "print_plans"
BUILT_IN: Mapping[str, Mapping[str, Any]] = {"书记专题会 A4": {"paper": "A4"}, "常委会 A3": {"paper": "A3"}}
"""The usual columns of each paper; what a plan does not name is as usual."""


def plans(reader: Reader) -> dict[str, dict[str, Any]]:
    """The plans by name, those of the program first."""
    kept: dict[str, dict[str, Any]] = json.loads(setting(reader, KEPT) or "{}")
    return {**{name: dict(words) for name, words in BUILT_IN.items()}, **kept}


def save_plan(ledger: Ledger, actor: Actor, name: str, words: Mapping[str, Any]) -> Changes:
    """Keep a plan under a name; one of the same name is replaced, those of the program are not."""
    title = name.strip()
    if not title:
        raise KnownError("打印方案的名称是空的。请起一个名称，如“书记专题会”。")
    if title in BUILT_IN:
        raise KnownError(f"“{title}”是程序自带的方案，不能改。请另起一个名称。")
    return _keep(ledger, actor, f"存打印方案 {title}", {**_own(ledger), title: dict(words)})


def remove_plan(ledger: Ledger, actor: Actor, name: str) -> Changes:
    """Take a plan away; 撤销 brings it back."""
    kept = _own(ledger)
    if name not in kept:
        raise KnownError(f"没有自己存的打印方案“{name}”。程序自带的方案不能删除。")
    del kept[name]
    return _keep(ledger, actor, f"删除打印方案 {name}", kept)


def _own(ledger: Ledger) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(setting(ledger.writing(), KEPT) or "{}")
    return found


def _keep(ledger: Ledger, actor: Actor, title: str, kept: Mapping[str, Any]) -> Changes:
    with change(ledger, actor, Action.SAVE_VIEW, title) as changes:
        put_setting(changes, KEPT, json.dumps(kept, ensure_ascii=False))
    return changes
