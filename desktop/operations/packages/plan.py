"""Receiving is the union of two sets of nodes; what is written is the difference that the union makes here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from db.dump import steps
from db.merge.claims import resolved
from db.merge.nodes import Known, known, nodes_from
from db.merge.state import Conflict, Key, Node, State
from db.merge.travel import Travelling
from db.reader import Reader
from desktop.errors import KnownError
from desktop.operations.packages.conflicts import said_of
from desktop.rules.moments import to_minute

_AHEAD = timedelta(minutes=5)


class NotReceived(KnownError):
    """The package may not be received; nothing was entered."""


@dataclass(frozen=True)
class Plan:
    """What this copy knows, what is new to it, and what both make together."""

    travel: Travelling
    own: Known
    new: list[Node]
    before: State
    after: State
    counters: tuple[tuple[str, int], ...]
    same: int
    """Actions of the package that were known here."""

    @property
    def new_conflicts(self) -> list[Conflict]:
        """Those that the package brings."""
        return [self.after.conflicts[key] for key in sorted(self.after.conflicts) if self._is_new(key)]

    def _is_new(self, key: Key) -> bool:
        return key not in self.before.conflicts or said_of(self.before.conflicts[key]) != said_of(
            self.after.conflicts[key]
        )


def plan(reader: Reader, content: Mapping[str, Any], now: datetime) -> Plan:
    """What receiving would do. Raises NotReceived where the two have no past in common, or words were purged on one side."""
    own = known(reader)
    nodes = nodes_from(content["nodes"])
    _require_fit(reader, own, content, nodes, now)
    mine = {node.uid for node in own.nodes}
    new = [node for node in nodes if node.uid not in mine]
    travel = Travelling(reader)
    before = resolved(travel, own.nodes)
    after = resolved(travel, [*own.nodes, *new]) if new else before
    counters = tuple((str(name), int(last)) for name, last in content["counters"])
    return Plan(travel, own, new, before, after, counters, len(nodes) - len(new))


def _require_fit(reader: Reader, own: Known, content: Mapping[str, Any], nodes: list[Node], now: datetime) -> None:
    if list(content["steps"]) != list(steps(reader)):
        raise NotReceived("发送方与本机的程序版本不同，没有接收。请把两边升级到同一版本，再重新打包。", "version")
    if content["root"] != own.root:
        raise NotReceived("这个包不是本账本的副本打出的，没有接收。两份账本须由同一份账本复制而来。", "stranger")
    if set(content["purges"]) != own.purges:
        raise NotReceived("两份账本分开以后有一方清除过内容，不能再合并。请由一方给出一份完整的新副本。", "purged")
    theirs, mine = {node.uid for node in nodes}, {node.uid for node in own.nodes}
    if (own.placeless - theirs) | (set(content["placeless"]) - mine):
        raise NotReceived(
            "两份账本在升级到本版本以前就已分别登记，当日先后无法对齐，没有接收。请由一方给出一份完整的新副本。",
            "placeless",
        )
    last = max((node.at for node in nodes), default="")
    if last > (now + _AHEAD).isoformat(timespec="microseconds"):
        raise NotReceived(
            f"包中最后一次登记的时间 {to_minute(last)} 晚于本机时钟。请核对两台电脑的时间后再接收。",
            "clock",
        )
