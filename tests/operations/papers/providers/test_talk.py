"""registers.md §5, papers/10: the notice of a talk is made from the register of talks."""

from __future__ import annotations

import pytest

from desktop.errors import KnownError
from desktop.ledgers.talks import TALKS
from desktop.operations.papers import making
from desktop.operations.papers.providers import talk
from desktop.operations.records import verbs
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked

SAID = {
    "kind": "leading_group", "talker": "顾怀远", "talker_post": "县委巡察工作领导小组组长", "talked_to": "程知行",
    "post": "党组书记", "reason": "overdue", "matter": "2个问题逾期", "place": "县委机关二楼会议室",
}  # fmt: skip
REST = {"批准人": "县委巡察工作领导小组组长", "约谈时刻": "下午3时"}


def a_talk(ledger, round_id, unit, findings, held=False, **fields):
    values = {**SAID, "unit": unit, "round": round_id, "findings": tuple(findings), "held_on": "2026-10-16", **fields}
    made, _changes = verbs.add(ledger, EVERYONE, TALKS, values)
    if held:
        verbs.take(ledger, EVERYONE, TALKS, made.id, TALKS.step("hold"), {"demands": "限期整改"})
    return made


def first_findings(ledger, unit):
    return ledger.reader.column("select id from finding where unit_id = ? order by id", (unit,))


def test_the_notice_says_what_the_register_says(office):
    ledger, round_id, housing, _farming = office
    made = a_talk(ledger, round_id, housing, first_findings(ledger, housing))

    request = asked(round_id, housing, kind="talk_notice", given={"约谈号": made.number, **REST})
    [one] = making.gather(ledger.writing(), request)

    words = {
        name: str(one.words[name]) for name in ("事由", "被约谈职务", "被约谈人", "地点", "类型", "约谈人", "第几次")
    }
    assert words["事由"] == "2个问题逾期"
    assert words["被约谈职务"].endswith("党组书记") and "党组党组" not in words["被约谈职务"]
    assert words["被约谈人"] == f"{words['被约谈职务']}程知行"
    assert (words["地点"], words["类型"], words["第几次"]) == ("县委机关二楼会议室", "领导小组约谈", "1")
    assert one.words["约谈日期"].isoformat() == "2026-10-16"
    assert one.unit_id == housing and len(one.findings) == int(one.words["问题数"])
    assert not [missing for missing in one.recipe.missing(one.words) if missing.blocks]


def test_of_two_talks_of_one_day_only_the_first_was_before_the_other(office):
    ledger, _round, housing, _farming = office
    findings = first_findings(ledger, housing)
    first, second = (a_talk(ledger, _round, housing, findings, held=True, held_on="2026-10-08") for _time in range(2))

    before = [talk.record_of(ledger.reader, one.number)["第几次"] for one in (first, second)]

    assert [int(times) for times in before] == [1, 2]


def test_an_earlier_talk_about_the_same_is_counted_and_dated(office):
    ledger, round_id, housing, farming = office
    findings = first_findings(ledger, housing)
    a_talk(ledger, round_id, housing, findings, held=True, held_on="2026-04-16")
    a_talk(ledger, round_id, farming, first_findings(ledger, farming), held=True, held_on="2026-04-18")
    made = a_talk(ledger, round_id, housing, findings)

    said = talk.record_of(ledger.reader, made.number)

    assert (said["第几次"], said["上次约谈"]) == ("2", "2026-04-16")


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ("党组书记", "县民政局党组书记"),
        ("局长", "县民政局局长"),
        ("县民政局副局长", "县民政局副局长"),
        ("", ""),
    ],
)
def test_a_post_is_told_with_its_unit_once(post, said):
    class Unit:
        name, party_short, short = "县民政局党组", "县民政局党组", "县民政局"

    assert talk.post_of(Unit, post) == said


def test_a_number_that_no_talk_bears_is_refused(office):
    ledger, round_id, housing, _farming = office

    with pytest.raises(KnownError, match="约谈登记中没有"):
        making.gather(
            ledger.writing(), asked(round_id, housing, kind="talk_notice", given={"约谈号": "约谈〔2026〕9号"})
        )
