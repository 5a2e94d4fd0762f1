"""The form `events`: rate cases in the words of samples/D_rates (samples/RULES.md §11), read into findings and lane events."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from db.queries.standing import BACKWARDNESS
from desktop.errors import KnownError
from desktop.ledgers.finding_draft import FindingDraft

NATURES = ("ordinary", "immediate", "long_term")
_FIELD_OF = {"leader": "county_leader"}
"""Words of the file that the book names otherwise."""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What one event sets for one finding or one of its measures; states are those of samples/RULES.md."""

    kind: str
    on: str
    finding: str
    measure: str | None = None
    claim: str | None = None
    verdict: str | None = None
    presence: str | None = None
    due_on: str | None = None
    review_on: str | None = None
    text: str = ""
    reason: str = ""
    approver: str = ""
    recorded: str | None = None
    related: tuple[str, ...] = ()
    attribute: str = ""
    old: str = ""
    value: str = ""


@dataclass
class Drafts:
    """Everything a file tells: findings and measures as they first occur, events in the order they take effect."""

    title: str = ""
    findings: dict[str, FindingDraft] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)
    events: list[EventDraft] = field(default_factory=list)

    def first(self, code: str, name: str) -> str:
        """What a field of a finding was given as."""
        if name == "due_on":
            given = [event.due_on for event in self.events if event.finding == code and event.due_on]
            return given[-1] if given else ""
        return str(getattr(self.findings[code], name))

    def measures_of(self, code: str) -> list[str]:
        """The measures of a finding named so far."""
        return [measure for measure, finding in self.measures.items() if finding == code]


def read_file(path: Path) -> Drafts:
    """Read a file of rate cases."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise KnownError(f"{path.name} 不是能读的 JSON 文件。请检查文件是否完整。") from error
    return read(content)


def read(content: Any) -> Drafts:
    """Read the parsed JSON: a document with `events`, or the list itself. Equal dates keep the order of the table."""
    listed = content.get("events") if isinstance(content, Mapping) else content
    if not isinstance(listed, list):
        raise KnownError("文件里没有 events 事件表。请选整改率算例文件。")
    numbered = [(_Row(number, event)) for number, event in enumerate(listed, 1)]
    drafts = Drafts(title=str(content.get("title", "")) if isinstance(content, Mapping) else "")
    for row in sorted(numbered, key=lambda row: (row.on, row.number)):
        _TAKEN.get(row.kind, _unknown)(drafts, row)
    return drafts


class _Row:
    """One event of the table with its place, for messages."""

    def __init__(self, number: int, event: Any) -> None:
        self.number = number
        if not isinstance(event, Mapping):
            raise self.fault("不是一条事件")
        self.fields: Mapping[str, Any] = event
        self.kind = str(event.get("type") or event.get("kind") or "")
        self.on = self._day("on")
        self.recorded = self._day("recorded") if event.get("recorded") else None

    def fault(self, what: str) -> KnownError:
        return KnownError(f"第 {self.number} 条事件{what}。请改正后重读。")

    def _day(self, name: str) -> str:
        text = str(self.fields.get(name) or "")[:10]
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise self.fault(f"的日期“{name}”应写成 2026-06-05 的样子") from None

    def day(self, *names: str) -> str | None:
        return next((self._day(name) for name in names if self.fields.get(name)), None)

    def listed(self, one: str, many: str) -> list[str]:
        value = self.fields.get(many) if self.fields.get(many) is not None else self.fields.get(one)
        if value is None:
            return []
        return [str(value)] if isinstance(value, str) else [str(part) for part in value]

    def findings(self, drafts: Drafts) -> list[str]:
        codes = self.listed("finding", "findings")
        for code in codes:
            if code not in drafts.findings:
                raise self.fault(f"提到的问题“{code}”此前没有入账")
        return codes

    def measures(self, drafts: Drafts) -> list[str]:
        codes = self.listed("measure", "measures")
        for code in codes:
            if code not in drafts.measures:
                raise self.fault(f"提到的措施“{code}”此前没有入账")
        return codes

    def status(self, default: str | None = None) -> str:
        state = self.fields.get("status", default)
        if state not in BACKWARDNESS:
            raise self.fault(f"的状态“{state}”不认识")
        return str(state)

    def draft(self, finding: str, **lanes: Any) -> EventDraft:
        words: dict[str, Any] = {
            "text": str(self.fields.get("note") or self.fields.get("text") or self.fields.get("to") or ""),
            "reason": str(self.fields.get("reason") or ""),
            "approver": str(self.fields.get("approved_by") or self.fields.get("approver") or ""),
        }
        kind = str(lanes.pop("kind", self.kind))
        return EventDraft(kind, self.on, finding, recorded=self.recorded, **words, **lanes)


def _enter(
    drafts: Drafts, row: _Row, told: Mapping[str, Any], origin: FindingDraft | None, measures: Sequence[str]
) -> None:
    """A finding comes in and starts afresh; what is not told follows the origin."""

    def word(name: str, default: str = "") -> str:
        own = _FIELD_OF.get(name, name)
        return str(told[name]) if told.get(name) is not None else getattr(origin, own, default) or default

    code = str(told["finding"])
    nature = word("nature", "ordinary") or "ordinary"
    if nature not in NATURES:
        raise row.fault(f"的性质“{nature}”不认识")
    if code not in drafts.findings:
        names = ("unit", "category", "round", "parent", "text")
        told_words: dict[str, Any] = {name: word(name) for name in names} | {"county_leader": word("leader")}
        drafts.findings[code] = FindingDraft(number=code, nature=nature, **told_words)
    start = {"claim": "not_started", "verdict": "not_started", "presence": "in"}
    drafts.events.append(row.draft(code, kind="give", due_on=row.day("due_on", "due"), **start))
    for measure in measures:
        if drafts.measures.setdefault(measure, code) != code:
            raise row.fault(f"的措施“{measure}”已属另一个问题")
        drafts.events.append(row.draft(code, kind="give", measure=measure, **start))


def _give(drafts: Drafts, row: _Row) -> None:
    codes = row.listed("finding", "findings")
    if not codes:
        raise row.fault("没有写明问题")
    measures = row.fields.get("measures") or []
    for place, code in enumerate(codes):
        if isinstance(measures, Mapping):
            own = [str(measure) for measure in measures.get(code, [])]
        else:
            own = [str(measure) for measure in measures] if place == 0 else []
        _enter(drafts, row, {**row.fields, "finding": code}, None, own)


def _lane(drafts: Drafts, row: _Row) -> None:
    lanes = {row.kind.replace("verify", "verdict"): row.status()}
    measures = row.measures(drafts)
    if not measures and not row.listed("finding", "findings"):
        raise row.fault("没有写明问题或措施")
    if not measures or row.fields.get("findings") is not None:
        drafts.events += [row.draft(code, **lanes) for code in row.findings(drafts)]
    drafts.events += [row.draft(drafts.measures[code], measure=code, **lanes) for code in measures]


def _refuse(drafts: Drafts, row: _Row) -> None:
    for code in row.findings(drafts):
        drafts.events.append(row.draft(code, verdict=row.status("in_progress"), claim="in_progress"))


def _withdraw(drafts: Drafts, row: _Row) -> None:
    drafts.events += [row.draft(code, presence="out") for code in row.findings(drafts)]


def _split(drafts: Drafts, row: _Row) -> None:
    originals = row.findings(drafts)
    children = [_told(child) for child in row.fields.get("into") or []]
    if len(originals) != 1 or not children:
        raise row.fault("应写明拆分的一个问题和拆出的各项")
    origin = drafts.findings[originals[0]]
    drafts.events.append(
        row.draft(origin.number, presence="out", related=tuple(str(child["finding"]) for child in children))
    )
    for child in children:
        _enter(drafts, row, child, origin, [str(measure) for measure in child.get("measures") or []])


def _merge(drafts: Drafts, row: _Row) -> None:
    originals = row.findings(drafts)
    if not originals or not row.fields.get("into"):
        raise row.fault("应写明合并的各项和并成的一项")
    into = _told(row.fields["into"])
    code = str(into["finding"])
    drafts.events += [row.draft(old, presence="out", related=(code,)) for old in originals if old != code]
    measures = [str(measure) for measure in into.get("measures") or []]
    if code not in drafts.findings:
        _enter(drafts, row, into, drafts.findings[originals[0]], measures)
        return
    drafts.events.append(row.draft(code, presence="in", related=tuple(old for old in originals if old != code)))
    start = {"claim": "not_started", "verdict": "not_started", "presence": "in"}
    for measure in measures:
        if measure not in drafts.measures:
            drafts.measures[measure] = code
            drafts.events.append(row.draft(code, kind="give", measure=measure, **start))


def _told(child: Any) -> Mapping[str, Any]:
    if isinstance(child, Mapping) and child.get("finding"):
        return child
    if isinstance(child, str):
        return {"finding": child}
    raise KnownError("拆出或并成的问题没有写明编号。请改正后重读。")


def _both_lanes(drafts: Drafts, row: _Row) -> None:
    """transfer and reopen move both lanes, those of the measures too (all of them, or those listed)."""
    state = "transferred" if row.kind == "transfer" else "in_progress"
    both = {"claim": state, "verdict": state}
    chosen = row.measures(drafts) if row.fields.get("measures") is not None else None
    for code in row.findings(drafts):
        drafts.events.append(row.draft(code, **both))
        own = drafts.measures_of(code)
        named = own if chosen is None else [measure for measure in chosen if measure in own]
        drafts.events += [row.draft(code, measure=measure, **both) for measure in named]


def _stage_done(drafts: Drafts, row: _Row) -> None:
    lanes = {"claim": "long_term", "verdict": "long_term", "review_on": row.day("review_on")}
    drafts.events += [row.draft(code, **lanes) for code in row.findings(drafts)]


def _extend(drafts: Drafts, row: _Row) -> None:
    due_on = row.day("new_due_on", "due_on", "to")
    drafts.events += [row.draft(code, due_on=due_on) for code in row.findings(drafts)]


_SET = {"nature": "nature", "category": "category1", "unit": "unit_id", "due_on": "due_on"}
"""The fields that `set` takes, with the attributes that they are."""


def _set(drafts: Drafts, row: _Row) -> None:
    """A fact that decides a figure changes from a day on."""
    name, value = str(row.fields.get("field") or ""), row.fields.get("value")
    if name not in _SET:
        raise row.fault(f"的栏目“{name}”不认识，可用的有：{'、'.join(_SET)}")
    if value is None or (name in ("unit", "due_on") and not str(value).strip()):
        raise row.fault("没有写明改成什么")
    if name == "nature" and value not in NATURES:
        raise row.fault(f"的性质“{value}”不认识")
    told = str(row.day("value")) if name == "due_on" else str(value)
    for code in row.findings(drafts):
        old = drafts.attributes.get((code, name), drafts.first(code, name))
        drafts.attributes[(code, name)] = told
        lanes = {"due_on": told} if name == "due_on" else {}
        drafts.events.append(row.draft(code, attribute=_SET[name], old=old, value=told, **lanes))


def _remark(drafts: Drafts, row: _Row) -> None:
    drafts.events += [row.draft(code) for code in row.findings(drafts)]


def _unknown(drafts: Drafts, row: _Row) -> None:
    raise row.fault(f"的种类“{row.kind}”不认识")


_TAKEN = {
    "give": _give,
    "claim": _lane,
    "verify": _lane,
    "refuse": _refuse,
    "withdraw": _withdraw,
    "split": _split,
    "merge": _merge,
    "reopen": _both_lanes,
    "transfer": _both_lanes,
    "stage_done": _stage_done,
    "extend": _extend,
    "carry_over": _remark,
    "correct": _remark,
    "note": _remark,
    "set": _set,
}
