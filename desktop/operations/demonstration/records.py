"""The books of the demonstration beside its findings: talks, chases, meetings, regulations, entered by the deeds of `play` on their days."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.deeds import player, script
from desktop.operations.demonstration.clock import StoryClock
from desktop.rules.permissions import Actor

NAME = "records.json"


class Records:
    """What is still to be entered, the earliest first."""

    def __init__(self, ledger: Ledger, actor: Actor, clock: StoryClock, folder: Path) -> None:
        self._ledger, self._actor, self._clock, self._folder = ledger, actor, clock, folder
        content = json.loads((folder / NAME).read_text("utf-8"))
        self._days = [str(step["at"]) for step in content["steps"]]
        undated = [{key: value for key, value in step.items() if key != "at"} for step in content["steps"]]
        self._steps = list(script.read({"steps": undated}, ledger.writing()))
        self._labels: dict[str, str] = {}

    def until(self, day: str) -> None:
        """Enter everything that was entered before a day."""
        while self._days and self._days[0] < day:
            self._clock.turn_to(self._days.pop(0))
            step = replace(self._steps.pop(0), at=None)
            result = player.carry_out(self._ledger, self._actor, step, self._labels, self._folder)
            if result.refused:
                raise KnownError(f"演示数据第 {step.place} 步 {step.deed}：{result.refused}", "demonstration")
