"""The return workbooks of the story: sent to the units of a round, filled in and merged on their days; one comes back in an old version, some never."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from db.queries import register
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.demonstration.clock import StoryClock
from desktop.operations.demonstration.player import clerk
from desktop.operations.return_book import entering, receiving, sending, tracking
from desktop.operations.return_book.packages import Package
from desktop.operations.unit_lookup import unit_named

NAME = "returns.toml"
_CLERK = "孟文静"
_FILLED = "_收回.xlsx"


class Returns:
    """What is still to be sent, taken in or refused, the earliest first; the workbooks lie in a folder while the story is played."""

    def __init__(
        self, ledger: Ledger, clock: StoryClock, data: Path, folder: Path, before: Callable[[str], None]
    ) -> None:
        """`before` enters what else was entered before a day."""
        self._ledger, self._clock, self._folder, self._before = ledger, clock, folder, before
        with (data / NAME).open("rb") as file:
            self._told = tomllib.load(file)
        self._sent: dict[int, sending.SentFile] = {}
        deeds = (("sent", self._send), ("returned", self._merge), ("refused", self._refuse))
        steps = [(str(one["on"]), partial(deed, one)) for name, deed in deeds for one in self._told[name]]
        self._steps = sorted(steps, key=lambda step: step[0])

    def until(self, day: str) -> None:
        """Do everything that was done before a day, and enter what else was."""
        while self._steps and self._steps[0][0] < day:
            on, deed = self._steps.pop(0)
            self._before(on)
            self._clock.turn_to(on)
            deed()
        self._before(day)

    def leave_waiting(self, folder: Path) -> Path:
        """The workbook that came back and was not merged yet, written for whoever opens the demonstration."""
        waiting = self._told["waiting"]
        return self._filled(self._unit(waiting), waiting["rows"], folder)

    def _send(self, told: Mapping[str, Any]) -> None:
        units = [self._unit({"unit": name}) for name in told.get("units", ())]
        made = sending.send(self._ledger, clerk(_CLERK), self._round, units, self._folder, told["due"])
        for file in made:
            package = Package.of(file.package)
            assert package is not None, "as it was sent"
            self._sent[package.unit_id] = file

    def _merge(self, told: Mapping[str, Any]) -> None:
        path = self._filled(self._unit(told), told["rows"], self._folder)
        received = receiving.look(self._ledger, path)
        if complaint := entering.why_not(received):
            raise KnownError(f"演示数据 {told['unit']} 的回收表：{complaint}", "demonstration")
        entering.enter(self._ledger, clerk(_CLERK), path, received)

    def _refuse(self, told: Mapping[str, Any]) -> None:
        package = Package.of(self._sent[self._unit(told)].package)
        assert package is not None, "as it was sent"
        tracking.refuse(self._ledger, clerk(_CLERK), package, told["reason"])

    def _filled(self, unit_id: int, rows: Mapping[str, Mapping[str, str]], folder: Path) -> Path:
        # openpyxl is loaded where a workbook is filled in, not at every start
        from desktop.exchange.return_book.filling import fill

        sent = self._sent[unit_id].path
        return fill(sent, folder / f"{sent.stem}{_FILLED}", rows)

    @property
    def _round(self) -> int:
        found = register.round_id(self._ledger.writing(), self._told["round"])
        assert found is not None, "entered with the county"
        return found

    def _unit(self, told: Mapping[str, Any]) -> int:
        found = unit_named(self._ledger.writing(), told["unit"])
        if found is None:
            raise KnownError(f"演示数据：名册中没有单位“{told['unit']}”。", "demonstration")
        return found
