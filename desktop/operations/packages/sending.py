"""打包: everything that this copy did or received goes into one signed, sealed file, entered in the register of exports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from db.lock import this_machine
from db.merge.nodes import Known, known
from db.queries import packages
from db.queries.rounds import round_by_id
from db.store import Ledger
from desktop.exchange import package_file
from desktop.exchange.package_file import KEY, PASSPHRASE, PAST, Head
from desktop.exchange.unused_path import written_whole
from desktop.ledgers.ways_out import PACKAGE
from desktop.operations import outgoing, pool_contents
from desktop.operations.change import Changes
from desktop.operations.outgoing import Asked, Facts
from desktop.operations.packages import parts, senders, told
from desktop.rules.permissions import Actor


@dataclass(frozen=True)
class Packed:
    """The file, how many rows of each table its actions entered, its hash, and what its entry in the register touched."""

    path: Path
    contents: dict[str, int]
    sha256: str
    fingerprint: str
    changes: Changes | None = None


def send(
    ledger: Ledger,
    actor: Actor,
    path: Path,
    asked: Asked = Asked(),
    passphrase: str = "",
    rounds: Sequence[int] = (),
) -> Packed:
    """Write the package, never over a file that is there; `rounds`: what was done in others alone stays."""
    found = (round_by_id(ledger.writing(), one) for one in rounds)
    names = tuple(row.name for row in found if row is not None)
    said = f"打包 {path.name}" + (f"，交 {asked.destination}" if asked.destination else "")
    left = outgoing.registered(
        ledger, actor, PACKAGE, asked, PACKAGE.title, path,
        lambda final, _properties: _written(ledger, actor, final, asked.destination, passphrase, dict(zip(rounds, names, strict=True))),
        lambda made: Facts(made.contents.get("finding", 0), criteria=f"轮次：{'、'.join(names)}" if names else "全部内容"),
        said=said,
    )  # fmt: skip
    return replace(left.made, changes=left.changes)


def _written(ledger: Ledger, actor: Actor, final: Path, to: str, passphrase: str, rounds: Mapping[int, str]) -> Packed:
    writer = ledger.writing()
    own = known(writer)
    if rounds:
        own = parts.of_rounds(writer, own, rounds)
    secret, public = senders.own_key(writer)
    salt = package_file.new_salt()
    lock, opens = next(iter(locks(ledger, passphrase)))
    head = Head(
        ledger=ledger.folder.stem, sender=f"{actor.name}（{this_machine().name}）", receiver=to,
        made_at=(ledger.stamp or ledger.clock)().isoformat(timespec="seconds"), public=public, lock=lock, salt=salt,
        contents=told.counts(own.nodes), rounds=tuple(rounds.values()),
    )  # fmt: skip
    files = pool_contents.in_letters(ledger, writer, "没有打包", _sums(own) if rounds else None)
    content = {**told.content(writer, own), "files": files}
    whole = package_file.sealed(head, told.as_text(content), package_file.lock_of(lock, opens, salt), secret)
    with written_whole(final) as draft:
        draft.write_bytes(whole)
    return Packed(final, dict(head.contents), hashlib.sha256(whole).hexdigest(), head.fingerprint)


def _sums(own: Known) -> set[str]:
    """The sums of the files that the nodes speak of."""
    return {
        str(write.value) for node in own.nodes for write in node.writes if write.key[::2] == ("pool_file", "sha256")
    }


def locks(ledger: Ledger, passphrase: str) -> Iterator[tuple[str, bytes | str]]:
    """What may open a package of this ledger, the one to lock with first."""
    if passphrase:
        yield PASSPHRASE, passphrase
    for key in (*filter(None, [ledger.key]), *reversed(ledger.earlier_keys)):
        yield KEY, key
    past = packages.shared_past(ledger.newest)
    yield PAST, hashlib.sha256(past.encode("utf-8", "surrogatepass")).digest()
