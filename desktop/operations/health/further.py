"""还要留意: the register's gaps, findings that came back, hollow reports, numbers left out, years without a calendar (page 26, S5, S7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from db.queries import cross_checks
from db.queries import rounds as round_queries
from db.records import FindingRow, UnitRow
from desktop.ledgers.recurrences import RECURRING, SIMILAR
from desktop.operations.health.line import Line, Opens, Stands, named
from desktop.operations.health.reading import Reading
from desktop.operations.papers import catalogue, numbers
from desktop.rules import cross_checks as rules
from desktop.rules.deadlines import WorkCalendar
from desktop.rules.hollow import LEAST_REPEATED, is_hollow, same_words

_LATE_IN_YEAR = 11
"""From this month on the calendar of the next year is asked for."""


def leaders(reading: Reading) -> Line:
    """Every unit of the rounds says who answers for it: a letter cannot go out without."""
    bare = [one for one in reading.units if not one.leader.strip()]
    words = "出文要用的项目没有缺"
    if bare:
        told = f"{len(bare)} 家缺主要负责人：{_units_named(bare)}"
        return Line("leaders", "名册", words, Stands.WRONG, told, _units(bare, words), "去补")
    return Line("leaders", "名册", words, Stands.AGREES, f"{len(reading.units)} 家齐全", _units(reading.units, words))


def renames(reading: Reading) -> Line:
    """Whatever unit was renamed or merged, the paper that says so is named."""
    silent = set(cross_checks.renamed_without_ground(reading.reader, reading.as_of))
    bare = [one for one in reading.units if one.id in silent]
    words = "更名、合并都写明依据"
    if bare:
        told = f"{len(bare)} 家没有依据：{_units_named(bare)}"
        return Line("renames", "名册", words, Stands.ASKS, told, _units(bare, words), "去确认")
    return Line("renames", "名册", words, Stands.AGREES, "没有未写依据的", _units((), words))


def came_back(reading: Reading) -> Line:
    """Findings of a unit that a former round had already and nobody has decided about (S5)."""
    pairs = undecided(reading)
    words = "以前轮次的问题又在本轮出现（屡改屡犯）"
    ids = tuple(one for first, again, _share in pairs for one in (first.id, again.id))
    if not pairs:
        decided = sum(1 for answer in reading.decided.values() if answer == RECURRING)
        told = f"没有待认定的，已认定 {decided} 对" if decided else "没有"
        return Line("came_back", "历轮", words, Stands.AGREES, told, Opens("pairs", (), words))
    told = f"{len(pairs)} 条待认定：{reading.named([again for _first, again, _share in pairs])}"
    return Line("came_back", "历轮", words, Stands.ASKS, told, Opens("pairs", ids, words), "去认定")


def undecided(reading: Reading) -> list[tuple[FindingRow, FindingRow, float]]:
    """The pairs of an earlier finding and one of the chosen rounds, most alike first; what was answered is not among them."""
    chosen = set(reading.rounds)
    answered = {pair: answer != SIMILAR for pair, answer in reading.decided.items()}
    pairs = rules.recurring(reading.every_finding, answered)
    return [pair for pair in pairs if not chosen or pair[1].round_id in chosen]


def hollow(reading: Reading) -> Line:
    """Reports in which nothing can be checked."""
    told = [one for one in reading.claims if one.text.strip()]
    bare = [one for one in told if is_hollow(one.text)]
    words = "自报写有数字、日期、文件或实例"
    return _of_claims(reading, "hollow", words, bare, "条没有", told, f"自报 {len(told)} 条都有")


def copied(reading: Reading) -> Line:
    """One and the same sentence on several findings."""
    by_words: dict[str, list[cross_checks.Claim]] = defaultdict(list)
    for one in reading.claims:
        if text := same_words(one.text):
            by_words[text].append(one)
    told = [one for group in by_words.values() for one in group]
    same = [one for group in by_words.values() if len(group) >= LEAST_REPEATED for one in group]
    words = f"没有 {LEAST_REPEATED} 条以上自报同一句话"
    return _of_claims(reading, "copied", words, same, "条雷同", told, f"自报 {len(told)} 条没有雷同")


def unproven(reading: Reading) -> Line:
    """Reports of completion without a piece of evidence, while the office has not closed them."""
    rows = reading.by_id
    told = [one for one in reading.claims if one.state == "done"]
    waiting = [one for one in told if rows[one.finding_id].verdict != "done"]
    bare = [one for one in waiting if not rows[one.finding_id].evidence_count]
    result = f"{len(told)} = 已销号 {len(told) - len(waiting)} + 有佐证 {len(waiting)}"
    return _of_claims(reading, "unproven", "自报完成附有佐证", bare, "条没有", told, result)


def number_gaps(reading: Reading) -> Line:
    """Document numbers of the year below the last one that no paper bears."""
    year = int(reading.as_of[:4])
    told = []
    for recipe in catalogue.recipes(reading.reader):
        if missing := numbers.gaps(reading.reader, recipe.kind, year):
            pattern = numbers.pattern_for(reading.reader, recipe.kind)
            shown = f"{'、'.join(map(str, missing[:3]))}{' 等' if len(missing) > 3 else ''}"
            told.append(pattern.replace("{年}", str(year)).replace("{号}", f" {shown} "))
    told = list(dict.fromkeys(told))
    words, opens = "文号连续，没有空号", Opens("letters", (), "发文登记")
    if told:
        return Line("number_gaps", "文书", words, Stands.ASKS, f"空号：{'；'.join(told)}", opens, "去核对")
    return Line("number_gaps", "文书", words, Stands.AGREES, f"{year} 年没有空号", opens)


def calendars(reading: Reading) -> Line:
    """The years in which something falls due, and from November the next one, have their holidays entered."""
    calendar = WorkCalendar(round_queries.calendar_days(reading.reader))
    today = date.fromisoformat(reading.today)
    open_ = [one.due_on for one in reading.findings if one.due_on and one.verdict not in ("done", "transferred")]
    years = {today.year, *(int(day[:4]) for day in open_ if int(day[:4]) > today.year)}
    if today.month >= _LATE_IN_YEAR:
        years.add(today.year + 1)
    missing = [str(year) for year in sorted(years) if not calendar.knows(year)]
    words, opens = "节假日和调休已录入", Opens("calendar")
    if missing:
        told = f"{'、'.join(missing)} 年还没有录入，按周一至周五推算"
        return Line("calendars", "日历", words, Stands.ASKS, told, opens, "录入")
    return Line("calendars", "日历", words, Stands.AGREES, f"{'、'.join(map(str, sorted(years)))} 年已录入", opens)


FURTHER: tuple[Callable[[Reading], Line], ...] = (
    leaders,
    renames,
    came_back,
    hollow,
    copied,
    unproven,
    number_gaps,
    calendars,
)


def _of_claims(
    reading: Reading,
    key: str,
    words: str,
    bare: Sequence[cross_checks.Claim],
    wrong: str,
    every: Sequence[cross_checks.Claim],
    sound: str,
) -> Line:
    if bare:
        opens = Opens("findings", tuple(one.finding_id for one in bare), words)
        result = f"{len(bare)} {wrong}：{named((one.number for one in bare), reading.one_round)}"
        return Line(key, "空话", words, Stands.ASKS, result, opens, f"看 {len(bare)} 条")
    opens = Opens("findings", tuple(one.finding_id for one in every), words)
    return Line(key, "空话", words, Stands.AGREES, sound if every else "还没有自报", opens)


def _units(units: Sequence[UnitRow], title: str) -> Opens:
    return Opens("units", tuple(one.id for one in units), title)


def _units_named(units: Sequence[UnitRow]) -> str:
    return named(one.short or one.name for one in units)
