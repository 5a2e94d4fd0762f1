"""What a unit tells the public: counts and rate over the same problems, what is exempt counted apart and approved (papers/24)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.errors import KnownError
from desktop.operations import progress
from desktop.operations.papers import making
from tests.builders import EVERYONE, no_evidence_faults
from tests.operations.papers.conftest import asked
from tests.operations.papers.handed_in import enter, step

TYPED = {"公开方式": "公告", "公开内容": [{"标题": "严格审核", "做法": "对200户档案复核"}]}
FIRST, SECOND, OTHERS = "14-06-0001", "14-06-0002", "14-06-0003"


def words(office, **given):
    ledger, round_id, housing, _farming = office
    request = asked(
        round_id, housing, kind="public_rectification_report", given={**TYPED, **given}, as_of=date(2026, 9, 30)
    )
    [one] = making.gather(ledger.writing(), request)
    return one.words


def test_counts_and_rate_are_over_the_problems_of_the_unit(office):
    progress.close_out(office[0], EVERYONE, 1, "2026-09-20", no_evidence_faults, override_reason="会议")
    found = words(office)
    assert [int(found[name]) for name in ("公开问题数", "公开完成", "公开未完成")] == [2, 1, 1]
    assert (found["公开整改率"].value.numerator, found["公开整改率"].value.denominator) == (1, 2)
    assert not found.get("公开全部完成") and found.get("例外数") is None
    assert (
        str(found["公开口径"]).startswith("按问题统计，")
        and "；" not in str(found["公开口径"])
        and "不公开" not in str(found["公开口径"])
    )


def test_what_is_exempt_leaves_counts_and_rate(office):
    progress.close_out(office[0], EVERYONE, 1, "2026-09-20", no_evidence_faults, override_reason="会议")
    found = words(office, 例外问题=[SECOND])
    assert [int(found[name]) for name in ("公开问题数", "例外数", "公开完成", "公开未完成")] == [1, 1, 1, 0]
    assert str(found["公开整改率"].value) == "100.0%" and found["公开全部完成"]
    assert str(found["公开口径"]).endswith("，经批准不公开的问题在分子、分母中都不计入")


def test_an_exemption_needs_somebody_who_agreed(office):
    ledger, round_id, housing, _farming = office
    [one] = making.gather(
        ledger.writing(),
        asked(round_id, housing, kind="public_rectification_report", given={**TYPED, "例外问题": [FIRST]}),
    )
    assert [missing.name for missing in one.recipe.missing(one.words) if missing.blocks] == ["例外批准"]
    notice = enter(
        ledger, "public_notice", on="2026-09-21", unit=housing, round=round_id, channel="society",
        exempt_ground="secret", approved_by="县委巡察工作领导小组",
    )  # fmt: skip
    assert words(office, 例外问题=[FIRST]).get("例外批准") is None, "as the figures, which count it from its step on"
    step(ledger, "public_notice", notice, "publish", on="2026-09-21")
    assert words(office, 例外问题=[FIRST])["例外批准"] == "县委巡察工作领导小组"


def test_a_number_of_another_unit_is_told(office):
    with pytest.raises(KnownError, match=OTHERS):
        words(office, 例外问题=[OTHERS])


def test_rules_are_those_that_the_unit_made_or_revised(office):
    ledger, round_id, housing, farming = office
    assert words(office).get("公开制度") is None
    for name, kind, unit in (
        ("补贴审核办法", "new", housing),
        ("《接待细则》", "revised", housing),
        ("旧办法", "repealed", housing),
        ("别家办法", "new", farming),
    ):
        enter(
            ledger,
            "regulation",
            on="2026-09-10",
            name=name,
            adopted_on="2026-09-01",
            kind=kind,
            unit=unit,
            round=round_id,
        )
    assert words(office)["公开制度"] == ["《补贴审核办法》", "《接待细则》"]


def test_it_tells_of_its_own_unit_alone(office):
    assert words(office)["单位"] == "青岩县住房和城乡建设局党组"
