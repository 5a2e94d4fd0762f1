"""负面清单: confirmed groups of common findings under numbers that never shift, a version each time it is issued (M8, page 14)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from db.queries import books as queries
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.recommendations import COMMON_GROUPS
from desktop.operations.change import Changes, change
from desktop.operations.office import put_setting
from desktop.rules.permissions import RECORD_ACTIONS, Actor, Right

KEPT = "negative_list_versions"
ADDED, REWORDED, DROPPED = "新增", "改表述", "退出"
_LISTED = "confirmed"


@dataclass(frozen=True)
class Item:
    """A line of the list: its number, the group, the words that are printed, how many units and findings it was found by."""

    number: int
    name: str
    wording: str
    units: int
    findings: int


@dataclass(frozen=True)
class Version:
    """The list as it was issued, or as it would be."""

    version: int
    on: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Line:
    """An item beside the version before: new, worded otherwise, or no longer in the list."""

    item: Item
    change: str


def now(reader: Reader, as_of: str) -> tuple[Item, ...]:
    """What is in the list on a date, by number."""
    found = []
    for one in queries.records(reader, books.book(reader, COMMON_GROUPS.name).shape, as_of):
        if one.state == _LISTED and one.stored["list_number"]:
            told = one.stored
            found.append(
                Item(
                    told["list_number"], told["name"], told["wording"] or "", told["units_count"], len(told["findings"])
                )
            )
    return tuple(sorted(found, key=lambda item: item.number))


def versions(reader: Reader) -> tuple[Version, ...]:
    """Every version that was issued, the first one first."""
    kept = json.loads(setting(reader, KEPT) or "[]")
    return tuple(Version(one["version"], one["on"], tuple(Item(**item) for item in one["items"])) for one in kept)


def compared(items: Sequence[Item], before: Sequence[Item]) -> tuple[Line, ...]:
    """The items of a version with what changed since the one before, and those that left it, all by number."""
    known: Mapping[int, Item] = {item.number: item for item in before}
    lines = [Line(item, _change(item, known.get(item.number))) for item in items]
    left = known.keys() - {item.number for item in items}
    lines += [Line(known[number], DROPPED) for number in left]
    return tuple(sorted(lines, key=lambda line: line.item.number))


def issue(ledger: Ledger, actor: Actor) -> Changes:
    """印发: keep the list as it stands as the next version. It needs a wording for every item, and something that changed."""
    reader, today = ledger.writing(), ledger.today()
    items, issued = now(reader, today), versions(reader)
    _refuse(items, issued)
    version = Version(len(issued) + 1, today, items)
    title = f"印发负面清单第 {version.version} 版 {len(items)} 项"
    with change(ledger, actor, RECORD_ACTIONS[Right.REVIEW], title) as changes:
        kept = [asdict(one) for one in (*issued, version)]
        put_setting(changes, KEPT, json.dumps(kept, ensure_ascii=False))
    return changes


def _refuse(items: Sequence[Item], issued: Sequence[Version]) -> None:
    if not items:
        raise KnownError("负面清单里还没有一项。请先把共性问题“列入负面清单”。", "empty_list")
    if bare := [item.name for item in items if not item.wording.strip()]:
        raise KnownError(f"没有写清单表述：{'、'.join(bare)}。请在账册里补写，清单印的就是它。", "no_wording")
    if issued and not any(line.change for line in compared(items, issued[-1].items)):
        raise KnownError(f"与第 {issued[-1].version} 版相同，不用再印发。有新增、退出或改了表述再印发。", "same_list")


def _change(item: Item, before: Item | None) -> str:
    if before is None:
        return ADDED
    return REWORDED if item.wording != before.wording else ""
