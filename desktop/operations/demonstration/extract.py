"""Reads the packed demonstration data of resources/demo (all invented)."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "extract.json.gz"
NATURES = {"限期整改": "ordinary", "立行立改": "immediate", "长期坚持": "long_term"}
FLAGS = {
    "进反馈意见": "in_feedback",
    "涉组涉干": "on_organisation",
    "涉意识形态": "on_ideology",
    "书记点题": "named_by_secretary",
    "共性": "is_common",
}


@dataclass(frozen=True)
class Step:
    """One entry of the story: when it was recorded, on which finding (or measure), what happened."""

    recorded: str
    on: str
    order: int
    finding: dict[str, Any]
    event: dict[str, Any]
    measure: dict[str, Any] | None = None


@dataclass(frozen=True)
class Extract:
    """The county, its findings and the papers of the two rounds."""

    county: dict[str, Any]
    findings: list[dict[str, Any]]
    letters: list[dict[str, Any]]
    recommendations: list[dict[str, Any]]
    other_letters: list[dict[str, Any]]

    @property
    def today(self) -> str:
        """The day on which the story ends, ISO."""
        return str(self.county["as_of"])

    def units(self) -> dict[str, dict[str, Any]]:
        """Units by their id in the data."""
        return {unit["id"]: unit for unit in self.county["units"]}

    def rounds(self) -> list[dict[str, Any]]:
        """All rounds, those without findings here included."""
        return list(self.county["rounds"])


def read(folder: Path) -> Extract:
    """The extract of a resources/demo folder."""
    content = json.loads(gzip.decompress((folder / NAME).read_bytes()))
    return Extract(
        content["county"], content["findings"], content["letters"], content["recommendations"], content["other_letters"]
    )


def steps(findings: list[dict[str, Any]]) -> list[Step]:
    """Everything that happened, by time of entry, then by date; measures are done before a close-out of the same day."""
    made_by_split = {
        number
        for finding in findings
        for event in finding["events"]
        if event["type"] == "split"
        for number in event["into"]
    }
    found: list[Step] = []
    for finding in findings:
        for event in finding["events"]:
            if event["type"] == "give" and finding["number"] in made_by_split:
                continue
            found.append(Step(event["recorded"], event["on"], _rank(event), finding, event))
        found.extend(_measure_steps(finding))
    return sorted(found, key=lambda step: (step.recorded, step.on, step.order))


def _measure_steps(finding: dict[str, Any]) -> list[Step]:
    """A measure is done on its day; where that is empty or later than a close-out, it is done at each close-out."""
    closed = [event["on"] for event in finding["events"] if event["type"] == "verify" and event.get("status") == "done"]
    given = finding["events"][0]["recorded"]
    found = []
    for measure in finding["measures"]:
        day = measure["done_on"]
        days = [day] if day and (not closed or day <= closed[0]) else closed
        found += [
            Step(max(each, given), max(each, given), 1, finding, {"type": "measure_done"}, measure) for each in days
        ]
    return found


def _rank(event: dict[str, Any]) -> int:
    """Within one day of entry: given first, measures next, then what the unit says, then what the office finds."""
    order = {"give": 0, "split": 2, "merge": 2, "claim": 3}
    return order.get(event["type"], 5 if event.get("status") == "done" else 4)
