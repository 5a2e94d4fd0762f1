"""What each answer of a report would enter: the unit's claim where the table of deeds lets it in, else a note; never a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.store import Ledger
from desktop.exchange.list_reading.reading import ReadingFault
from desktop.exchange.unit_reports.reading import Item, ReportReading
from desktop.operations import doors
from desktop.operations.importing.word_day import day_of_word
from desktop.rules.deeds import Standing
from desktop.rules.state_words import STATE_WORDS

CLAIM, NOTE, NOTHING = "claim", "note", ""
TEXT = "正文"
"""The sheet of a paper's faults and rows: its paragraphs, counted from 1."""
_ASKING = frozenset({"unmatched_answer", "ambiguous_answer", "conflicting_claims", "unknown_status", "other_unit"})


@dataclass(frozen=True)
class Proposal:
    """One answer on its way: the deed (claim, note or none), the state of a claim, its day."""

    item: Item
    deed: str
    state: str = ""
    on: str = ""


@dataclass
class UnitReport:
    """A report as it was read, against which list, what it would enter, what stands against it, what was entered."""

    file: str
    unit: str
    finding_list: str
    reading: ReportReading
    faults: list[ReadingFault] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    said_on: str = ""
    entered: int = 0
    import_number: int | None = None


def asks(fault: ReadingFault) -> bool:
    """Whether the clerk must say what to do with an answer; the others are told only."""
    return fault.kind in _ASKING


def faults_of(reading: ReportReading) -> list[ReadingFault]:
    """What a person must look at: answers of no or of several findings, claims that differ, and what is only told."""
    found = [fault for item in reading.items for fault in _of_item(item)]
    for number in reading.answered_twice():
        own = [item for item in reading.items if item.finding == number]
        states = reading.claims_of(number)
        where = "、".join(f"第 {item.paras[0] + 1} 段" for item in own)
        if len(states) > 1:
            words = "、".join(STATE_WORDS.get(state, state) for state in states)
            found.append(
                _fault(
                    own[-1],
                    "conflicting_claims",
                    f"{number} 有 {len(own)} 处答复（{where}），自报不一：{words}。请定取哪一个。",
                )
            )
        else:
            found.append(_fault(own[-1], "answered_twice", f"{number} 有 {len(own)} 处答复（{where}）。"))
    for number in reading.unanswered():
        found.append(ReadingFault(TEXT, 0, None, None, "warning", "missing_answer", f"{number} 没有答复。"))
    return found


def other_unit(titled: str, unit: str) -> ReadingFault:
    """The title names another unit than the one whose findings are answered."""
    said = f"标题上是“{titled}”的报告，对的却是“{unit}”的问题。请核对单位。"
    return ReadingFault(TEXT, 1, None, None, "warning", "other_unit", said)


def _of_item(item: Item) -> list[ReadingFault]:
    found = []
    if item.finding is None:
        if len(item.near) > 1:
            said = f"“{item.quote[:20]}”对得上 {'、'.join(item.near)} 几条，请定是哪一条。"
            found.append(_fault(item, "ambiguous_answer", said))
        else:
            found.append(_fault(item, "unmatched_answer", f"“{item.quote[:20]}”对不上清单里的问题，请指定或略过。"))
    if item.claimed_status is None:
        found.append(_fault(item, "unknown_status", f"“{item.quote[:20]}”的答复看不出自报状态，只能记情况。"))
    if item.empty_talk:
        found.append(_fault(item, "empty_talk", f"“{item.quote[:20]}”的答复没有数字，也没有文件名（空话）。"))
    return found


def _fault(item: Item, kind: str, said: str) -> ReadingFault:
    place = item.paras[0] + 1
    return ReadingFault(TEXT, place, None, None, "warning", kind, f"第 {place} 段：{said}")


def proposals_of(ledger: Ledger, reading: ReportReading, ids: Mapping[str, int], said_on: str) -> list[Proposal]:
    """Each answer's deed. One claim to a finding: where its answers differ, or it is closed, its words are noted alone."""
    made: list[Proposal] = []
    claimed: set[str] = set()
    reader, today = ledger.newest, ledger.today()
    for item in reading.items:
        if item.finding is None or item.finding not in ids:
            made.append(Proposal(item, NOTHING))
            continue
        finding_id = ids[item.finding]
        on = day_of_word(reader, finding_id, said_on, today)
        stands = [doors.standing_of(reader, finding_id, day, today) for day in (on, today)]
        if _may_claim(item, reading, stands) and item.finding not in claimed:
            claimed.add(item.finding)
            made.append(Proposal(item, CLAIM, str(item.claimed_status), on))
        else:
            made.append(Proposal(item, NOTE if item.text.strip() else NOTHING, "", on))
    return made


def _may_claim(item: Item, reading: ReportReading, stands: Sequence[Standing]) -> bool:
    """A state that no other answer of the finding contradicts; the finding open on the day itself and today."""
    return bool(
        item.claimed_status and all(one.open for one in stands) and len(reading.claims_of(str(item.finding))) == 1
    )
