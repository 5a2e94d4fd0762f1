"""What the reviewing parties asked for of what a unit handed in: the letter about each submission (papers/12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from db.queries import papers as queries
from db.queries.books import Record
from desktop.ledgers.opinions import STAGES
from desktop.operations.joint_review.gates import gates
from desktop.operations.papers import of_records
from desktop.operations.papers.sheet import Occasion, Sheet
from desktop.rules.joint_review import Heard

OBJECTS = {
    "plan": "整改方案", "report": "整改进展情况报告", "leader_report": "主要负责人组织落实情况报告",
    "meeting_material": "民主生活会材料", "public": "公开稿",
}  # fmt: skip
RETURNED, PASSED = "returned", ("passed", "filed")
_UNDER_REVIEW = ("in_review", RETURNED, *PASSED)
_PLACE = {stage: place for place, stage in enumerate(STAGES)}


def parties(sheet: Sheet) -> list[str] | None:
    """联审方: those of the round, in their order; None where the round has named none."""
    found = sorted(sheet.occasion.records("review_party"), key=lambda one: (one.stored["order"] or 0, one.id))
    return [one.fields["name"] for one in found] or None


def of_round(occasion: Occasion) -> Iterator[of_records.DueRecord]:
    """Each last version under review or reviewed that no letter was sent about since it came in."""
    last = {(one.stored["unit"], one.stored["kind"]): one for one in occasion.records("submission")}
    heard = _heard(occasion)
    for one in last.values():
        opinions = _opinions(occasion, one)
        told = [opinion for opinion in opinions if opinion.stored["adopted"] != "no"]
        written = not occasion.request.again and _sent(occasion, one)
        if one.state not in _UNDER_REVIEW or written or (one.state not in PASSED and not told):
            continue
        about = frozenset(opinion.stored["finding"] for opinion in told if opinion.stored["finding"])
        words = _words(occasion, one, opinions, told) | _parties_told(*heard.get(one.id, ((), ())))
        yield of_records.DueRecord(one.stored["unit"], about, words)


def _heard(occasion: Occasion) -> dict[int, tuple[list[str], list[str]]]:
    """Of each submission under review the parties that were heard, and those that were not."""
    request = occasion.request
    known_at = request.known_at.isoformat() if request.known_at else None
    found: dict[int, tuple[list[str], list[str]]] = {}
    for gate in gates(occasion.reader, (occasion.round.id,), request.as_of.isoformat(), known_at).values():
        for line in gate.reported:
            both: tuple[list[str], list[str]] = ([], [])
            for party in gate.parties:
                if party.id in line.cells:
                    both[line.cells[party.id].heard is Heard.MISSING].append(party.name)
            found[line.submission] = both
    return found


def _parties_told(heard: Sequence[str], unheard: Sequence[str]) -> dict[str, Any]:
    """A letter that goes out before everybody was heard names those that were, and says that the others follow."""
    return {"联审方": list(heard), "未收方": list(unheard)} if heard and unheard else {}


def _opinions(occasion: Occasion, submission: Record) -> list[Record]:
    """Those of the last stage that the submission came to."""
    own = [one for one in occasion.records("opinion") if one.stored["submission"] == submission.id]
    last = max((_PLACE[one.stored["stage"]] for one in own), default=0)
    return [one for one in own if _PLACE[one.stored["stage"]] == last]


def _sent(occasion: Occasion, submission: Record) -> bool:
    """Whether a letter about the same object went to the unit since the submission came in."""
    place, kinds = occasion.request.place, (occasion.recipe.kind,)
    sent = queries.sent_before(occasion.reader, submission.stored["unit"], occasion.round.id, place, kinds)
    since, name = submission.stored["received_on"] or "", OBJECTS[submission.stored["kind"]]
    return any(one.issued_on >= since and name in one.title for one in sent)


def _words(occasion: Occasion, one: Record, opinions: Sequence[Record], told: Sequence[Record]) -> dict[str, Any]:
    figure = occasion.shot.moment.figure
    words: dict[str, Any] = {"审核对象": OBJECTS[one.stored["kind"]], "退回": one.state == RETURNED or None}
    if one.state == RETURNED:
        words["批次"] = figure("批次", _times_returned(occasion, one))
    if not told:
        return {**words, "没有意见": (one.state in PASSED and not opinions) or None}
    groups: dict[str, list[Record]] = {}
    for opinion in told:
        groups.setdefault(opinion.fields["party"], []).append(opinion)
    rows = {name: [_row(opinion) for opinion in own] for name, own in groups.items()}
    words |= {
        "意见数": figure("意见数", len(told), _numbers(told)),
        "方数": figure("方数", len(groups)),
        "分方": [
            {"名称": name, "数": figure("联审方意见", len(own), _numbers(groups[name])), "意见": own}
            for name, own in rows.items()
        ],
        "意见表": [{"名称": name, **row} for name, own in rows.items() for row in own],
    }
    return words | _conflicts(occasion, opinions)


def _conflicts(occasion: Occasion, opinions: Sequence[Record]) -> dict[str, Any]:
    """How many things the parties see in opposite ways, and whose opinions were taken up of these."""
    opposed = [one for one in opinions if one.stored["conflict"]]
    if not opposed:
        return {}
    things = {one.stored["finding"] for one in opposed}
    taken = dict.fromkeys(one.fields["party"] for one in opposed if one.stored["adopted"] in ("yes", "part"))
    return {"冲突数": occasion.shot.moment.figure("冲突数", len(things)), "采用方": "、".join(taken) or None}


def _row(opinion: Record) -> dict[str, Any]:
    return {"编号": opinion.fields["finding"] or None, "内容": opinion.fields["text"]}


def _numbers(opinions: Sequence[Record]) -> list[str]:
    return list(dict.fromkeys(one.fields["finding"] for one in opinions if one.fields["finding"]))


def _times_returned(occasion: Occasion, one: Record) -> int:
    same = (one.stored["unit"], one.stored["kind"])
    return sum(
        other.state == RETURNED and (other.stored["unit"], other.stored["kind"]) == same
        for other in occasion.records("submission")
    )


of_records.SOURCES["submission"] = of_round
WORDS = {"联审方": parties}
