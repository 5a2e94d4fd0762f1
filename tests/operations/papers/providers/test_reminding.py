"""papers/29: the record of a talk that reminds has what the register says, and how often it was about the same."""

from __future__ import annotations

import pytest

from desktop.errors import KnownError
from desktop.operations.papers import making
from tests.operations.papers.conftest import asked
from tests.operations.papers.handed_in import enter
from tests.operations.papers.recorded import TALK, reminded


def sheets(office):
    return making.gather(office[0].writing(), asked(office[1], office[2], kind="reminder_talk_record"))


def test_the_register_fills_the_sheet_and_counts_the_talks_about_the_same(office):
    reminded(office[0], office[1], office[2])
    second, first = sheets(office)
    words = second.words

    assert words["谈话对象"] == "县住房和城乡建设局党组成员程知行" and words["谈话人"] == ["顾言之", "方知远"]
    assert words["提醒要点"] == ["逐条说明滞后原因", "明确每月节点"] and words["提醒问题"] == [
        "14-06-0001",
        "14-06-0002",
    ]
    assert words["前次谈话"] == ["2026年7月15日"] and int(words["谈话次数"]) == 2 and "前次谈话" not in first.words
    assert second.entitled("表") == f"表（{words['谈话号']}）" and len(second.findings) == 2


def test_a_talk_of_the_leading_group_and_one_that_is_only_proposed_have_no_such_sheet(office):
    ledger, round_id, housing, _farming = office
    enter(
        ledger,
        "talk",
        also={**TALK, "unit": housing, "round": round_id, "kind": "leading_group", "held_on": "2026-09-20"},
    )

    with pytest.raises(KnownError, match="没有登记的提醒谈话"):
        sheets(office)
