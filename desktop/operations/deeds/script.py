"""A script of steps as `play` takes it: read whole and judged before the first step, so that a wrong script plays nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from db.reader import Reader
from desktop.errors import KnownError
from desktop.operations.deeds.catalogue import books_with_deeds, deeds

EXPECTED = ("done", "refused")
_KEYS = frozenset({"do", "user", "at", "args", "as", "expect", "note"})


class WrongScript(KnownError):
    """The script cannot be played: an unknown book, step, field or label, with its place."""


@dataclass(frozen=True)
class ScriptStep:
    """One step: BOOK.STEP, who does it, when, with what, under which label, and what is expected."""

    place: int
    book: str
    step: str
    user: str = ""
    at: datetime | None = None
    args: Mapping[str, Any] = field(default_factory=dict)
    label: str = ""
    expect: str = "done"

    @property
    def deed(self) -> str:
        """finding.claim"""
        return f"{self.book}.{self.step}"


def load(path: Path, reader: Reader) -> tuple[ScriptStep, ...]:
    """The steps of a script file; raises WrongScript."""
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise WrongScript(f"脚本 {path} 读不出来。请核对路径。") from error
    except ValueError as error:
        raise WrongScript(f"脚本 {path} 不是能读的 JSON 文件：{error}。请核对格式。") from error
    return read(content, reader)


def read(content: Any, reader: Reader) -> tuple[ScriptStep, ...]:
    """The steps of a script; raises WrongScript with the place of what is unknown."""
    listed = content.get("steps") if isinstance(content, Mapping) else None
    if not isinstance(listed, list):
        raise WrongScript('脚本里没有 steps 这个列表。请写成 {"steps": [{"do": …}]}。')
    steps: list[ScriptStep] = []
    labels: set[str] = set()
    for place, one in enumerate(listed, 1):
        step = _step(place, one)
        _judge(step, labels, reader)
        labels |= set(_made(step))
        steps.append(step)
    return tuple(steps)


def _step(place: int, one: Any) -> ScriptStep:
    if not isinstance(one, Mapping):
        raise WrongScript(f"第 {place} 步不是一个对象。")
    if strange := sorted(set(one) - _KEYS):
        raise WrongScript(f"第 {place} 步：没有“{'、'.join(strange)}”这一项。可用：{'、'.join(sorted(_KEYS))}。")
    book, mark, name = str(one.get("do", "")).partition(".")
    if not mark:
        raise WrongScript(f"第 {place} 步：“{one.get('do', '')}”应写成 账册.步骤，如 finding.claim。")
    args = one.get("args") or {}
    if not isinstance(args, Mapping):
        raise WrongScript(f"第 {place} 步 {book}.{name}：args 应是一个对象。")
    expect = one.get("expect", "done")
    if expect not in EXPECTED:
        raise WrongScript(f"第 {place} 步 {book}.{name}：expect 只能是 done 或 refused，写的是“{expect}”。")
    return ScriptStep(
        place,
        book,
        name,
        str(one.get("user") or ""),
        _moment(place, one.get("at")),
        args,
        str(one.get("as") or "").removeprefix("$"),
        expect,
    )


def _moment(place: int, at: Any) -> datetime | None:
    if at in (None, ""):
        return None
    try:
        told = datetime.fromisoformat(str(at))
    except ValueError as error:
        raise WrongScript(f"第 {place} 步：at “{at}”不是 2026-05-06T09:00 这样的时间。") from error
    return told.replace(tzinfo=None)


def _judge(step: ScriptStep, labels: set[str], reader: Reader) -> None:
    known = deeds(step.book, reader)
    if not known:
        raise WrongScript(f"第 {step.place} 步：没有“{step.book}”这本账册。可用：{'、'.join(books_with_deeds())}。")
    deed = known.get(step.step)
    if deed is None:
        raise WrongScript(f"第 {step.place} 步：{step.book} 没有“{step.step}”这一步。可用：{'、'.join(known)}。")
    if strange := sorted(set(step.args) - deed.known):
        raise WrongScript(
            f"第 {step.place} 步 {step.deed}：没有“{'、'.join(strange)}”这一栏。可用：{'、'.join(sorted(deed.known))}。"
        )
    for label in _named(step.args):
        if label not in labels:
            raise WrongScript(f"第 {step.place} 步 {step.deed}：前面没有标为“${label}”的步骤。")


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.startswith("$"):
        yield value[1:]
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key != "as":
                yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)


def _made(step: ScriptStep) -> Iterator[str]:
    """The labels that a step gives: its own, and those of the parts that a split or merge makes."""
    if step.label:
        yield step.label
    yield from parts_of(step)


def parts_of(step: ScriptStep) -> tuple[str, ...]:
    """The labels of what a step makes several of, in order; '' where one has none."""
    into = step.args.get("into")
    if not isinstance(into, list):
        return ()
    return tuple(str(one.get("as") or "").removeprefix("$") if isinstance(one, Mapping) else "" for one in into)
