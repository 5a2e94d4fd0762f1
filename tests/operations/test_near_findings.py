"""Near-duplicates while typing (L10, issue of duplicates): the nearest finding of the unit first, nothing where nothing is like it, in milliseconds."""

from __future__ import annotations

import random
import statistics
import time

import pytest

from db.queries.finding_texts import ToldFinding, finding_texts
from desktop.operations import findings, near_findings
from desktop.operations.near_findings import NearFindings, read_near
from tests.builders import EVERYONE, a_finding, a_round, a_unit

TEXT = "违规发放值班补贴14.28万元，涉及36人，未经党组会研究且无政策依据"
NEARLY = "违规发放值班补贴 15 万元，涉及 40 人，未经党组会研究，没有政策依据"
OTHER = "党支部换届超期11个月，2名党员发展材料缺少公示记录"


@pytest.fixture
def county(ledger):
    round_id = a_round(ledger)
    units = [a_unit(ledger, "县城市管理局党组", short="县城管局"), a_unit(ledger, "柳坪乡党委")]
    first = a_finding(ledger, round_id, units[0], TEXT)
    a_finding(ledger, round_id, units[0], OTHER)
    return units, first


def test_nearly_the_same_of_the_unit_is_told_with_its_number(ledger, county):
    units, first = county
    near = read_near(ledger).nearest(NEARLY, units[0])
    assert near.finding.id == first and near.same_unit and 0.45 <= near.share < 1
    assert near.finding.number in near.words and TEXT in near.words


def test_figures_alone_make_no_other_finding_and_a_copy_is_told_whole(ledger, county):
    units, first = county
    assert read_near(ledger).nearest(TEXT.replace("14.28", "15.3"), units[0]).share == 1.0
    assert read_near(ledger).nearest(TEXT, units[0]).finding.id == first


def test_another_unit_is_told_only_where_it_is_nearly_word_for_word_and_by_its_name(ledger, county):
    units, first = county
    index = read_near(ledger)
    loosely = "违规发放值班补贴，涉及多人多年，会议没有研究过，政策依据不足"
    assert index.nearest(loosely, units[1]) is None
    near = index.nearest(TEXT, units[1])
    assert near.finding.id == first and not near.same_unit and "县城管局" in near.words
    assert index.nearest(TEXT, None).finding.unit == "县城管局"


def test_the_units_own_finding_comes_before_a_nearer_one_of_another(ledger, county):
    units, _first = county
    own = a_finding(ledger, a_round(ledger, "十五届县委第七轮"), units[1], NEARLY)
    assert read_near(ledger).nearest(TEXT, units[1]).finding.id == own


@pytest.mark.parametrize("text", ["", "违规发放", "  ", "2024年1月至2025年6月", "道路硬化工程未招标，直接指定施工队"])
def test_where_nothing_is_alike_or_too_little_is_typed_nothing_is_told(ledger, county, text):
    assert read_near(ledger).nearest(text, county[0][0]) is None


def test_the_finding_that_is_being_edited_is_not_its_own_duplicate(ledger, county):
    units, first = county
    assert read_near(ledger).nearest(TEXT, units[0], but=first) is None


def test_a_unit_without_a_short_name_is_called_by_its_name_and_what_was_removed_is_not_compared(ledger, county):
    units, first = county
    gone = a_finding(
        ledger, ledger.reader.value("select id from round"), units[1], "食堂采购由一人办理，没有比价和验收记录"
    )
    assert finding_texts(ledger.reader)[-1].unit == "柳坪乡党委"
    findings.remove(ledger, EVERYONE, [gone], "录错")
    assert first in {one.id for one in finding_texts(ledger.reader)}
    assert gone not in {one.id for one in finding_texts(ledger.reader)}


def many(count):
    """Sentences in the manner of an office: stock phrases with other matters, places and figures."""
    chosen = random.Random(7)
    matters = [chr(chosen.randint(0x4E00, 0x5200)) + chr(chosen.randint(0x4E00, 0x5200)) + "管理" for _ in range(400)]
    return [
        ToldFinding(
            place, f"15-06-{place:04}", place % 349, f"第{place % 349}家", "第六轮",
            f"{chosen.choice(matters)}不到位，{chosen.randint(2019, 2026)}年{chosen.choice(matters)}涉及{chosen.randint(2, 90)}笔，"
            f"{chosen.choice(matters)}没有核实，未经党组会研究",
        )
        for place in range(1, count + 1)
    ]  # fmt: skip


def asked_time(monkeypatch, count):
    """The median time of one question, in seconds of the thread, and how often the right finding came back."""
    told = many(count)
    monkeypatch.setattr(near_findings, "finding_texts", lambda _reader: told)
    index = NearFindings(None)
    times, right = [], 0
    for one in told[:: count // 40]:
        began = time.thread_time()
        near = index.nearest(one.text.replace("没有核实", "未核实"), one.unit_id)
        times.append(time.thread_time() - began)
        right += near is not None and near.same_unit and near.finding.id == one.id
    return statistics.median(times), max(times), right / len(times)


def test_a_question_is_quick_at_a_thousand_findings(monkeypatch):
    middle, worst, right = asked_time(monkeypatch, 1_000)
    assert middle <= 0.030 and right >= 0.95, (middle, worst, right)


@pytest.mark.acceptance
def test_a_question_takes_thirty_milliseconds_at_most_at_ten_thousand_findings(monkeypatch):
    middle, worst, right = asked_time(monkeypatch, 10_000)
    assert worst <= 0.030 and right >= 0.95, (middle, worst, right)
