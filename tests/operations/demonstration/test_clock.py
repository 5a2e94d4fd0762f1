"""The clock of the story never goes back, and no two entries are of one moment."""

from __future__ import annotations

from desktop.operations.demonstration.clock import StoryClock


def test_it_stands_at_the_opening_of_its_day_and_goes_on_with_each_entry():
    clock = StoryClock("2026-06-04")
    told = [clock().isoformat()]
    for day in ("2026-06-04", "2026-06-05", "2026-06-05", "2026-06-04"):
        clock.turn_to(day)
        told.append(clock().isoformat())

    assert told == [
        "2026-06-04T08:30:00", "2026-06-04T08:30:02", "2026-06-05T08:30:00", "2026-06-05T08:30:02", "2026-06-05T08:30:04",
    ]  # fmt: skip
