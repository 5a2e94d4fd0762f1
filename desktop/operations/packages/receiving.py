"""接收: a package of another copy is looked at, or entered as one action (ledger.md §3)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from db.pool import FileState
from db.store import Ledger
from desktop.exchange import package_file
from desktop.exchange.package_file import Head, Sealed
from desktop.operations import clocks, evidence
from desktop.operations.change import Changes, Former, change
from desktop.operations.packages import senders, told
from desktop.operations.packages.entering import Entering
from desktop.operations.packages.plan import NotReceived, Plan, plan
from desktop.operations.packages.sending import locks
from desktop.rules.permissions import Action, Actor, require


@dataclass(frozen=True)
class Sender:
    """Who sent a package, and the sum of its file; `public` is the key that is trusted from now on, '' where it is known."""

    name: str
    sha256: str
    public: str = ""


@dataclass(frozen=True)
class Opened:
    """A package whose signature holds, whose sender is taken and whose content is open."""

    head: Head
    content: Mapping[str, Any]
    sender: Sender


class UnknownSender(NotReceived):
    """The package is signed by a key that this ledger does not know; a person compares `fingerprint` with the sender's."""

    def __init__(self, head: Head) -> None:
        super().__init__(
            f"发送方 {head.sender} 的签名钥匙还没有登记，没有接收。请与发送方核对指纹 {head.fingerprint}，相符的再用 --trust {head.fingerprint} 接收。",
            "unknown_sender",
        )
        self.sender, self.fingerprint = head.sender, head.fingerprint


def open_file(ledger: Ledger, path: Path, passphrase: str = "", trusted: str = "") -> Opened:
    """A package for reading only: signature, sender, then content. Raises KnownError with what stands against it."""
    package = package_file.opened(path)
    head, reader = package.head, ledger.newest
    known = senders.is_known(reader, head.public)
    if not known and not senders.same(trusted, head.public):
        raise UnknownSender(head)
    content = _content(ledger, package, passphrase)
    return Opened(head, content, Sender(head.sender, package.sha256, "" if known else head.public))


def look(ledger: Ledger, content: Mapping[str, Any]) -> Plan:
    """What receiving would do; nothing is written. Raises NotReceived."""
    try:
        return plan(ledger.newest, content, _now(ledger))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotReceived("包中的内容前后不符，没有接收。请让发送方重新打包。", "damaged") from error


def receive(ledger: Ledger, actor: Actor, content: Mapping[str, Any], sender: Sender) -> tuple[Plan, Changes | None]:
    """Enter what is new, all of it or nothing; a package that brings nothing new enters nothing. It cannot be undone."""
    require(actor, Action.RECEIVE)
    found = look(ledger, content)
    files = _files(ledger, found, content.get("files", {}))
    if not found.new:
        return found, None
    title = f"接收 {sender.name} 的数据包：{len(found.new)} 项登记，{len(found.new_conflicts)} 处冲突"
    until = max(node.at for node in found.new)
    with change(ledger, actor, Action.RECEIVE, title, former=Former(0, until)) as changes:
        if sender.public:
            senders.trust(changes, sender.public, sender.name)
        Entering(changes, found).carry_out(sender.name, sender.sha256)
        if files:
            evidence.keep_files(changes, ledger.pool, files)  # last: all that names them stands
    return found, changes


def _content(ledger: Ledger, package: Sealed, passphrase: str) -> Mapping[str, Any]:
    head = package.head
    keys = (
        package_file.lock_of(lock, opens, head.salt) for lock, opens in locks(ledger, passphrase) if lock == head.lock
    )
    return told.read(package_file.content(package, keys))


def _files(ledger: Ledger, found: Plan, said: Mapping[str, str]) -> list[bytes]:
    """The files that are new here; each must be what the rows say."""
    wanted = {
        str(fields["sha256"])
        for (table, uid), fields in found.after.rows.items()
        if table == "pool_file" and (table, uid) not in found.own.ids
    }
    files = []
    for sha in sorted(wanted):
        if ledger.pool.state(sha) is FileState.INTACT:
            continue
        try:
            content = base64.b64decode(said[sha], validate=True)
        except (KeyError, binascii.Error) as error:
            raise NotReceived(f"包中缺少入库文件 {sha[:8]}，没有接收。请让发送方重新打包。", "damaged") from error
        if hashlib.sha256(content).hexdigest() != sha:
            raise NotReceived(f"包中的入库文件 {sha[:8]} 与登记不符，没有接收。请让发送方重新打包。", "damaged")
        files.append(content)
    return files


def _now(ledger: Ledger) -> datetime:
    """What no entry of a package may be behind; a demonstration goes to the day that it is told."""
    if clocks.is_demonstration(ledger.reader):
        return datetime(9999, 1, 1)
    return (ledger.stamp or ledger.clock)()
