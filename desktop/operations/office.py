"""Office-wide settings, kept in the ledger and therefore in its log."""

from __future__ import annotations

from collections.abc import Mapping

from db.queries.settings import setting, setting_id
from db.store import Ledger
from desktop.errors import Forbidden, KnownError
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor


def put_setting(changes: Changes, name: str, value: str) -> None:
    """Set one setting inside an action."""
    row_id = setting_id(changes.writer, name)
    if row_id is None:
        changes.writer.insert("setting", {"name": name, "value": value})
    elif setting(changes.writer, name) != value:
        changes.writer.update("setting", row_id, {"value": value})


POSTS, MOST_POSTS = "posts", 10_000
"""编制: how many inspectors the office has posts for; the load divides by it (registers.md §1)."""
PROGRAM_ONLY = frozenset({"restored", "trial", "demo", "demo_today", "ledger_id"})
"""Settings that change what a ledger is: the program writes them where it makes, restores or marks one, nobody sets them."""


def set_up(ledger: Ledger, actor: Actor, settings: Mapping[str, str], title: str = "修改设置") -> Changes:
    """Set several settings of the office as one action."""
    if strange := sorted(PROGRAM_ONLY.intersection(settings)):
        raise Forbidden(f"“{'、'.join(strange)}”只由程序自己写，不能设置。", "program")
    posts = settings.get(POSTS, "")
    if posts and not (posts.isascii() and posts.isdecimal() and 0 < int(posts) < MOST_POSTS):
        raise KnownError(f"巡察编制“{posts}”不是人数。请写成如 18 的整数，或留空。", "not_a_number")
    with change(ledger, actor, Action.EDIT_OFFICE, title) as changes:
        for name, value in settings.items():
            put_setting(changes, name, value)
    return changes
