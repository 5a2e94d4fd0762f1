"""M15, M20: the coverage of a term, each unit once, a merged one with its successor; the load in both roundings."""

import pytest

from db.queries import register
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import coverage, office, rounds, units
from desktop.operations.office_figures import Moment, figures
from desktop.operations.records import verbs
from desktop.operations.served import served
from tests.builders import EVERYONE, a_round, a_unit

TODAY = "2026-06-05"


@pytest.fixture
def county(ledger):
    """Two rounds of one term and one of the term before; four offices and two villages."""
    names = ("县民政局", "县教育局", "县审计局", "县档案局")
    made = {name: a_unit(ledger, f"{name}党组", short=name, kind="县直部门") for name in names}
    for name in ("东村", "西村"):
        made[name] = a_unit(ledger, f"{name}党支部", short=name, kind="村（社区）", superior="青石镇党委")
    held = {
        "14": a_round(ledger, "十四届县委第十轮（常规）", "2020-05-01"),
        "5": a_round(ledger, "十五届县委第五轮（常规）", "2025-09-01"),
        "6": a_round(ledger, "十五届县委第六轮（常规）", "2026-03-18"),
        "7": a_round(ledger, "十五届县委第七轮（常规）", None),
    }
    for code, placed in (
        ("14", ["县档案局", "西村"]),
        ("5", ["县民政局", "县教育局"]),
        ("6", ["县民政局", "东村"]),
        ("7", ["县审计局"]),
    ):
        rounds.place_units(ledger, EVERYONE, held[code], [made[name] for name in placed])
    return ledger, made, held


def found(ledger, day=TODAY, known_at=None, term=""):
    return coverage.coverage(ledger.newest, day, known_at, term=coverage.term_of(ledger.newest, day, term))


def test_a_unit_is_due_once_a_term_and_done_by_its_first_feedback(county):
    ledger, _made, _held = county
    told = found(ledger)
    assert (told.whole.due, told.whole.done, [one.name for one in told.whole.left]) == (
        6,
        3,
        ["县审计局", "县档案局", "西村"],
    )
    assert [(code, count) for code, _name, count in told.first_covered] == [("15-05", 2), ("15-06", 1)]
    assert sum(count for *_name, count in told.first_covered) == told.whole.done and told.twice == 1
    assert [(one.name, one.due, one.done) for one in told.kinds] == [("县直部门", 4, 2), ("村（社区）", 2, 1)]
    assert [(one.name, one.due, one.done) for one in told.townships] == [("青石镇党委", 2, 1)]
    last = {one.name: one.last.feedback_on if one.last else None for one in told.units}
    assert (last["县档案局"], last["县审计局"], last["县民政局"]) == ("2020-05-01", None, "2026-03-18")


@pytest.mark.parametrize("day, done", [("2025-08-31", 0), ("2025-09-01", 2), ("2026-03-17", 2), ("2026-03-18", 3)])
def test_a_unit_is_done_from_the_day_of_its_feedback(county, day, done):
    assert found(county[0], day, term="15").whole.done == done


def test_another_term_is_asked_by_its_number_or_name(county):
    assert [found(county[0], term=name).whole.done for name in ("14", "14届", "15届")] == [2, 2, 3]
    assert coverage.term_of(county[0].newest, TODAY, "十六") is None


def test_a_unit_that_went_into_another_counts_with_its_successor(county):
    ledger, made, _held = county
    units.merge(ledger, EVERYONE, made["县教育局"], made["县审计局"], "2026-04-01", "")
    told = found(ledger)
    assert (told.whole.due, told.whole.done) == (5, 3)
    assert next(one for one in told.units if one.name == "县审计局").done
    assert (found(ledger, "2026-03-31").whole.due, found(ledger, "2026-03-31").whole.done) == (6, 3)


def test_the_figures_of_the_office_say_the_same(county):
    ledger, _made, held = county
    found_ = {
        one.name: one for one in figures(Moment(ledger, TODAY, None, ()), ["coverage_rate", "village_coverage_rate"])
    }
    assert (found_["coverage_rate"].numerator, found_["coverage_rate"].denominator) == (5, 6)
    assert found_["village_coverage_rate"].value == "100.0%" and len(found_["coverage_rate"].rows) == 6
    term = tuple(held[code] for code in ("5", "6", "7"))
    [one] = figures(Moment(ledger, TODAY, None, term), ["coverage_rate"])
    assert (one.numerator, one.denominator) == (3, 6)
    [one] = figures(Moment(ledger, TODAY, None, (held["7"],)), ["coverage_rate"])
    assert (one.numerator, one.denominator) == (0, 1)


@pytest.mark.parametrize("posts, cut, rounded", [("18", "19.3", "19.4"), ("7", "49.8", "49.9"), ("349", "1.0", "1.0")])
def test_the_load_is_told_cut_and_rounded(posts, cut, rounded):
    burden = coverage.Load(349, int(posts), posts=True)
    assert (str(burden.value("truncate")), str(burden.value("half_up"))) == (cut, rounded)
    assert coverage.Load(349, 0, posts=False).value("half_up") is None


def test_the_load_divides_by_posts_and_without_them_by_who_is_in_the_pool(county):
    ledger, *_rest = county
    pool = books.as_declared("inspector")
    made = [
        verbs.add(ledger, EVERYONE, pool, {"name": name, "specialty": "纪检"})[0]
        for name in ("张三", "李四", "王五", "赵六")
    ]
    verbs.take(ledger, EVERYONE, pool, made[0].id, pool.step("leave"))
    assert coverage.load(ledger.newest, TODAY) == coverage.Load(6, 3, posts=False)
    office.set_up(ledger, EVERYONE, {office.POSTS: "4"})
    assert coverage.load(ledger.newest, TODAY) == coverage.Load(6, 4, posts=True)
    [one] = figures(Moment(ledger, TODAY, None, ()), ["units_per_inspector"])
    assert (one.value, one.numerator, one.denominator) == ("1.5", 6, 4) and "截尾 1.5" in one.basis
    with pytest.raises(KnownError, match="不是人数"):
        office.set_up(ledger, EVERYONE, {office.POSTS: "十八"})


def test_who_served_where_and_how_long(county):
    ledger, *_rest = county
    pool, team = books.as_declared("inspector"), books.as_declared("team")
    verbs.add(ledger, EVERYONE, pool, {"name": "张三", "specialty": "纪检", "entered_on": "2025-01-01"})
    verbs.add(ledger, EVERYONE, pool, {"name": "李四", "specialty": "纪检"})
    for name, came, left in (
        ("十五届县委第五轮（常规）", "2025-07-01", "2025-07-31"),
        ("十五届县委第六轮（常规）", "2026-01-01", "2026-01-10"),
    ):
        said = {
            "round": register.round_id(ledger.newest, name),
            "name": "第一巡察组",
            "leader": "张三",
            "entered_on": came,
            "left_on": left,
        }
        verbs.add(ledger, EVERYONE, team, said)
    one, other = served(ledger.newest, TODAY)
    assert one.derived == {"rounds_served": 2, "days_away": 41, "last_round": "十五届县委第六轮（常规）"}
    assert other.derived == {"rounds_served": 0, "days_away": 0, "last_round": ""}
    assert served(ledger.newest, "2026-01-03")[0].days == 34 and len(served(ledger.newest, "2025-12-31")[0].rounds) == 1
