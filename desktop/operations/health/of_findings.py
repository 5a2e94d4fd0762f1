"""The checks that the list of findings answers by itself: what each must have, its deeds, its sums, its likes (domain facts, checks 1–4, 6–10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from db.queries import bases, cross_checks
from db.queries.cross_checks import Deed
from db.queries.tallies import NO_CATEGORY, items
from db.records import FindingRow, Scope
from desktop.operations.health.line import Line, Opens, Stands, named
from desktop.operations.health.reading import Reading
from desktop.rules import cross_checks as rules

_LONGEST_SUM = 6
_NOTHING = "清单内没有问题"


def complete(reading: Reading) -> Line:
    """1: every finding of the feedback has working paper, measures, leader, owner, date."""
    papers = cross_checks.with_working_paper(reading.reader)
    asked, short, counts = [], [], Counter[str]()
    for one in reading.findings:
        if one.in_feedback:
            asked.append(one.id)
            if wanting := rules.lacking(one, papers):
                short.append(one)
                counts.update(wanting)
    told = "、".join(f"{count} 条缺{word}" for word, count in counts.items())
    words = "反馈问题有底稿、措施、责任领导、责任人、时限"
    if not short:
        return _agrees("complete", words, f"{len(asked)} 条齐全" if asked else _NOTHING, asked)
    return _wrong("complete", words, f"{told}：{reading.named(short)}", reading, short, "去补")


def closed_soundly(reading: Reading) -> Line:
    """2: what is closed out has evidence and a day between the feedback and today."""
    excused = cross_checks.excused_closures(reading.reader, reading.as_of, reading.known_at)
    closed, bare = [], []
    for one in reading.findings:
        if one.verdict == "done":
            closed.append(one.id)
            if not one.evidence_count and one.id not in excused:
                bare.append(one)
    listed = reading.by_id
    deeds = cross_checks.closures(reading.reader, reading.rounds, reading.as_of, reading.known_at)
    early = [listed[one.finding_id] for one in deeds if one.on < _feedback_of(listed, one)]
    ahead = cross_checks.closed_after(reading.reader, reading.rounds, reading.today)
    late = [listed[one.finding_id] for one in ahead if one.finding_id in listed]
    parts = ((bare, "没有佐证"), (early, "早于反馈日期"), (late, "晚于今天"))
    told = "；".join(f"{len(rows)} 条{word}：{reading.named(rows)}" for rows, word in parts if rows)
    words = "已销号有佐证，完成日期不早于反馈日期、不晚于今天"
    if not told:
        return _agrees("closed", words, f"{len(closed)} 条相符", closed)
    rows = list(dict.fromkeys([*bare, *early, *late]))
    return _wrong("closed", words, told, reading, rows, "去核对")


def _feedback_of(listed: Mapping[int, FindingRow], deed: Deed) -> str:
    """The feedback date of a deed's finding, '' where it is not in the list or has none."""
    return (listed[deed.finding_id].feedback_on or "") if deed.finding_id in listed else ""


def reasons(reading: Reading) -> Line:
    """3: whatever left 已销号 again has a reason."""
    deeds = cross_checks.taken_back(reading.reader, reading.rounds, reading.as_of, reading.known_at)
    silent = [one for one in deeds if not one.reason.strip()]
    words = "从已销号退回都有理由"
    if not silent:
        which = f"（{_deeds_named(reading, deeds)}）" if len(deeds) == 1 else ""
        told = f"{len(deeds)} 次{which}都有理由" if deeds else "没有退回"
        return Line("reasons", "", words, Stands.AGREES, told, _of_deeds(deeds, words))
    told = f"{len(silent)} 次没有理由：{_deeds_named(reading, silent)}"
    return Line("reasons", "", words, Stands.WRONG, told, _of_deeds(silent, words), "去补")


def sums(reading: Reading) -> Line:
    """4: the sum by category, the sum by unit and the list are one number, each counted by a statement of its own."""
    basis = replace(bases.default_basis(reading.reader), level="finding", exclude=(), include_immediate=True)
    basis = replace(basis, include_villages=True)
    scope = Scope(rounds=reading.rounds)
    by_category, by_unit = (
        items(reading.reader, basis, reading.as_of, reading.known_at, by=by, scope=scope) for by in ("category", "unit")
    )
    listed = reading.by_id
    apart = listed.keys() ^ {one.finding_id for one in by_category} | listed.keys() ^ {
        one.finding_id for one in by_unit
    }
    unsorted_ = [listed[one.finding_id] for one in by_category if one.key == NO_CATEGORY and one.finding_id in listed]
    categories = Counter(one.key for one in by_category)
    words = "按分类、按单位之和都等于总数"
    if apart:
        rows = tuple(sorted(apart))
        told = f"分类之和 {len(by_category)}，单位之和 {len(by_unit)}，总数 {len(listed)}，差 {len(rows)} 条"
        return Line("sums", "", words, Stands.WRONG, told, Opens("findings", rows, words), "去核对")
    if unsorted_:
        told = f"{len(unsorted_)} 条没有分类：{reading.named(unsorted_)}"
        return _wrong("sums", words, told, reading, unsorted_, "去分类")
    units = len({one.key_id for one in by_unit})
    if len(categories) <= _LONGEST_SUM:
        told = f"{'+'.join(map(str, categories.values()))} = {len(listed)}；{units} 家之和 {len(by_unit)}"
    else:
        told = f"{len(categories)} 类之和 {len(by_category)}；{units} 家之和 {len(by_unit)}；总数 {len(listed)}"
    return _agrees("sums", words, told if listed else _NOTHING, reading.by_id)


def villages(reading: Reading) -> Line:
    """7: a finding of a village does not stand a second time under its town."""
    towns = _towns(reading)
    of_villages = [one for one in reading.findings if one.unit_id in towns]
    words = "乡镇与所辖村不重复合计"
    if not of_villages:
        return _agrees("villages", words, "没有村级问题", ())
    by = {one.id: (one.round_id, towns.get(one.unit_id) or one.unit_id) for one in reading.findings}
    pairs = rules.alike_pairs(reading.findings, rules.NEARLY_EQUAL, by)
    twice = [pair for pair in pairs if pair[0].unit_id != pair[1].unit_id]
    twice = [pair for pair in twice if (pair[0].unit_id in towns) != (pair[1].unit_id in towns)]
    twice = [pair for pair in twice if not reading.is_decided(pair[0].id, pair[1].id)]
    if twice:
        rows = _of_pairs(twice)
        return _wrong("villages", words, f"{len(twice)} 对村镇同一件事：{reading.named(rows)}", reading, rows, "去核对")
    return _agrees("villages", words, f"{len(of_villages)} 条村级问题，与乡镇没有重复", [one.id for one in of_villages])


def _towns(reading: Reading) -> dict[int, int | None]:
    """Villages with the town that each belongs to, None where its superior is not in the register."""
    called = cross_checks.units_called(reading.reader)
    found = cross_checks.villages(reading.reader, reading.as_of, reading.known_at)
    return {unit: called.get(superior.strip()) for unit, superior in found.items()}


def reviews(reading: Reading) -> Line:
    """8: every long-term item has a day on which it is looked at again."""
    lasting = [one for one in reading.findings if rules.is_lasting(one)]
    bare = [one for one in reading.findings if rules.without_review(one)]
    words = "长期坚持都有复查日期"
    if bare:
        return _wrong("reviews", words, f"{len(bare)} 条没有：{reading.named(bare)}", reading, bare, "去补")
    first = min((one.review_on for one in lasting if one.review_on), default="")
    told = f"{len(lasting)} 条都有，最早 {_day(first)}" if lasting else "没有长期坚持的问题"
    return _agrees("reviews", words, told, [one.id for one in lasting])


def duplicates(reading: Reading) -> Line:
    """9: no two findings of one unit and round say nearly the same, but for those that somebody has answered."""
    by = {one.id: (one.round_id, one.unit_id) for one in reading.findings}
    pairs = [
        pair
        for pair in rules.alike_pairs(reading.findings, rules.NEARLY_EQUAL, by)
        if not reading.is_decided(pair[0].id, pair[1].id)
    ]
    words = "同轮同单位没有近似重复"
    if not pairs:
        return _agrees("duplicates", words, "0 对", reading.by_id)
    rows = _of_pairs(pairs)
    told = f"{len(pairs)} 对：{reading.named(rows)}"
    opens = Opens("pairs", tuple(one for pair in pairs for one in (pair[0].id, pair[1].id)), words)
    return Line("duplicates", "", words, Stands.ASKS, told, opens, "去认定")


def approvers(reading: Reading) -> Line:
    """10: whoever moved a date back was allowed to by somebody."""
    moved = cross_checks.moved_later(reading.reader, reading.rounds, reading.as_of, reading.known_at)
    silent = [one for one in moved if not one.approver.strip()]
    words = "时限后移都有批准人"
    if silent:
        told = f"{len(silent)} 次没有批准人：{_deeds_named(reading, silent)}"
        return Line("approvers", "", words, Stands.WRONG, told, _of_deeds(silent, words), "去补")
    by_whom = Counter(one.approver.strip() for one in moved)
    told = "；".join(f"{count} 次：{name}" for name, count in by_whom.most_common(2)) if moved else "没有延期"
    return Line("approvers", "", words, Stands.AGREES, told, _of_deeds(moved, words))


def _of_pairs(pairs: list[tuple[FindingRow, FindingRow, float]]) -> list[FindingRow]:
    return list({one.id: one for pair in pairs for one in pair[:2]}.values())


def _deeds_named(reading: Reading, deeds: Sequence[Deed]) -> str:
    return named((one.number for one in deeds), reading.one_round)


def _of_deeds(deeds: Sequence[Deed], title: str) -> Opens:
    return Opens("findings", tuple(dict.fromkeys(one.finding_id for one in deeds)), title)


def _day(day: str) -> str:
    return f"{day[:4]}年{int(day[5:7])}月{int(day[8:])}日" if day else "未定"


def _agrees(key: str, words: str, told: str, ids: Iterable[int]) -> Line:
    return Line(key, "", words, Stands.AGREES, told, Opens("findings", tuple(ids), words))


def _wrong(key: str, words: str, told: str, reading: Reading, rows: list[FindingRow], verb: str) -> Line:
    return Line(key, "", words, Stands.WRONG, told, reading.opens(rows, words), verb)
