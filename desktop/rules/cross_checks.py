"""What must agree between the books of the office (domain facts, cross-table checks): pure rules, each over one row or one list of rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from db.records import FindingRow
from desktop.rules.common_findings import Alike, pairs_of, plain

NEARLY_EQUAL = 0.8
"""Shared pairs of characters over all pairs, from which on two findings of one unit and round look like one entered twice."""
RECURRING = 0.4
"""The same, from which on a finding of a later round looks like an earlier one of its unit come back."""
LEAST_TEXT = 8
"""Characters without figures and marks that a text must have to be compared at all."""
_TEN_THOUSAND = 10_000
_WAN = re.compile(r"(\d+(?:\.\d+)?)\s*万元")


def lacking(finding: FindingRow, with_paper: frozenset[int]) -> tuple[str, ...]:
    """What a finding of the feedback must have and has not, in the office's words (check 1)."""
    wanting = (
        ("底稿", finding.working_paper or finding.id in with_paper),
        ("措施", finding.measure_texts != "{}" or finding.measures_total),
        ("责任领导", finding.responsible_leader),
        ("责任人", finding.owner),
        ("时限", finding.due_on or finding.review_on or finding.due_kind == "long_term"),
    )
    return tuple(word for word, there in wanting if not there)


def amount_is_off(finding: FindingRow) -> bool:
    """Whether the amount is one that the text gives in 万元, kept without its ten thousand, or with it twice (check 6)."""
    if not finding.amount_yuan:
        return False
    for told in _WAN.findall(finding.text):
        stated = Decimal(told)
        once = int((stated * _TEN_THOUSAND).to_integral_value(ROUND_HALF_UP))
        if finding.amount_yuan == once:
            return False
    return any(_taken_wrongly(finding.amount_yuan, Decimal(told)) for told in _WAN.findall(finding.text))


def _taken_wrongly(amount: int, stated: Decimal) -> bool:
    bare = int(stated.to_integral_value(ROUND_HALF_UP))
    return amount in (bare, int(stated * _TEN_THOUSAND * _TEN_THOUSAND))


def without_review(finding: FindingRow) -> bool:
    """Whether a long-term item, by nature or by verdict, bears no day on which it is looked at again (check 8)."""
    lasting = finding.nature == "long_term" or finding.verdict == "long_term" or finding.due_kind == "long_term"
    return lasting and finding.verdict not in ("done", "transferred") and not finding.review_on


def is_lasting(finding: FindingRow) -> bool:
    """Whether a finding is a long-term item that still runs."""
    return finding.verdict == "long_term" or (
        finding.nature == "long_term" and finding.verdict not in ("done", "transferred")
    )


def alike_pairs(
    findings: Sequence[FindingRow], least: float, by: Mapping[int, tuple[object, ...]]
) -> Iterator[tuple[FindingRow, FindingRow, float]]:
    """Two findings of one group (`by`: group of each id) whose texts are alike, with the likeness; the earlier id first.

    Where rows are packed those of one group are made at a time.
    """
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(findings):
        groups[by[one.id]].append(place)
    for places in groups.values():
        if len(places) > 1:
            yield from _within([findings[place] for place in places], least)


def _within(own: Sequence[FindingRow], least: float) -> Iterator[tuple[FindingRow, FindingRow, float]]:
    texts: dict[str, list[FindingRow]] = defaultdict(list)
    for one in own:
        if len(text := plain(one.text)) >= LEAST_TEXT:
            texts[text].append(one)
    for same in texts.values():
        yield from ((first, second, 1.0) for place, first in enumerate(same) for second in same[place + 1 :])
    index = Alike(texts, {text: pairs_of(text) for text in texts})
    for text, named in texts.items():
        for other, share in index.near(text, least):
            if text < other:
                for one in named:
                    for two in texts[other]:
                        first, second = sorted((one, two), key=lambda row: row.id)
                        yield first, second, share


def recurring(
    findings: Sequence[FindingRow], answered: Mapping[tuple[int, int], bool], least: float = RECURRING
) -> list[tuple[FindingRow, FindingRow, float]]:
    """Findings of one unit in two rounds that say the same (S5): the earlier round first; of each later one its most like.

    `answered`: pairs of ids, the smaller first, that somebody decided about, and whether that settles the later finding
    for good (it came back, or was entered twice) or only this pair (another matter).
    """
    by = {one.id: (one.unit_id,) for one in findings}
    best: dict[int, tuple[FindingRow, FindingRow, float]] = {}
    settled: set[int] = set()
    for one, two, share in alike_pairs(findings, least, by):
        if one.round_id == two.round_id:
            continue
        first, again = sorted((one, two), key=lambda row: (row.feedback_on or "", row.round_code, row.id))
        answer = answered.get((min(one.id, two.id), max(one.id, two.id)))
        if answer:
            settled.add(again.id)
        elif answer is None and (again.id not in best or share > best[again.id][2]):
            best[again.id] = (first, again, share)
    open_ = [pair for pair in best.values() if pair[1].id not in settled]
    return sorted(open_, key=lambda pair: (-pair[2], pair[1].number))


def counted_again(outcomes: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Of the records of people: those that count a person whom an earlier record of the same round, unit and kind has (check 11)."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for one in outcomes:
        key = (one.get("round"), one.get("unit"), one.get("person_key"), one.get("kind"))
        if one.get("person_key") and one.get("persons"):
            if key in seen:
                found.append(one)
            seen.add(key)
    return found
