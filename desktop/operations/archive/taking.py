"""What the book of archives lets in: a round once, a package only with its file, a clearing only by two people, whatever the way in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.queries import archives as queries
from db.reader import Reader
from desktop.errors import KnownError
from desktop.ledgers.archives import ARCHIVES, CHECKED, FORCED
from desktop.ledgers.ways_out import ARCHIVE_PACKAGE
from desktop.operations.follow_up.taking import Taking


def may_add(reader: Reader, values: Mapping[str, Any]) -> None:
    """A round goes into the archive once."""
    found = queries.of_round(reader, ARCHIVES.shape, int(values["round"])) if values.get("round") else ()
    if found:
        raise KnownError(
            f"这一轮已经登记归档（{found[0].number}，{ARCHIVES.state(found[0].state).word}）。"
            "没有成包的可以移入回收站后另办。",
            "archived_twice",
        )


def packed(taking: Taking) -> dict[str, Any]:
    """Name, sum and number of files of the package that this very action wrote and read back."""
    made = queries.package_of_action(taking.reader, ARCHIVE_PACKAGE.name)
    if made is None:
        raise KnownError(
            f"{taking.record['number']} 的归档包要由“归档与结转”的“生成归档包”（或命令 archive --pack）写出、读回后登记，不能只改状态。",
            "no_package",
        )
    name, sha256, files = made
    return {**taking.values, "package_file": name, "package_sha256": sha256, "package_files": files}


def wiped(taking: Taking) -> dict[str, Any]:
    """Only inside the action in which two people cleared the round."""
    if not queries.clears_now(taking.reader):
        raise KnownError(
            f"{taking.record['number']} 要由“归档与结转”的“清除本轮”（或命令 archive --wipe）两人同办，不能只改状态。没有清除任何内容。",
            "not_wiped",
        )
    return dict(taking.values)


def may_remove(record: Mapping[str, Any]) -> None:
    """What has a package is kept in its book."""
    if record["state"] not in (CHECKED, FORCED):
        raise KnownError(f"{record['number']} 已成包，要留存，不能移入回收站。", "sealed")
