"""The clock of a story that is played: it stands at the time of the entry in hand."""

from __future__ import annotations

from datetime import datetime, timedelta

_OPENS, _TICK = "T08:30:00", timedelta(seconds=2)


class StoryClock:
    """Stands at the time of the entry being played, a little later with each."""

    def __init__(self, first: str) -> None:
        self._now = datetime.fromisoformat(first + _OPENS)

    def __call__(self) -> datetime:
        return self._now

    def turn_to(self, day: str) -> None:
        """The next entry is made on this day, after the last one."""
        self._now = max(self._now + _TICK, datetime.fromisoformat(day + _OPENS))
