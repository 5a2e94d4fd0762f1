"""Page 14: what earlier rounds and letters say of a group, so that nobody recommends the same again unawares."""

from desktop.operations.records.group_past import Past, pasts
from desktop.operations.records.group_proposals import Asked, proposed
from tests.builders import a_finding, a_round, a_unit
from tests.operations.papers.handed_in import enter

DAY = "2026-06-05"
FEES = "党费收缴不及时，欠缴{}个月"


def test_earlier_findings_of_the_matter_and_the_letters_about_them_are_told(ledger):
    before, now = a_round(ledger, "第五轮"), a_round(ledger, "第六轮")
    units = [a_unit(ledger, f"县{name}局") for name in "甲乙丙丁"]
    former = [a_finding(ledger, before, unit, FEES.format(9)) for unit in units[:2]]
    a_finding(ledger, before, units[2], "公务接待无公函3次")
    ids = [a_finding(ledger, now, unit, FEES.format(place)) for place, unit in enumerate(units[:3], 1)]

    def past(asked=Asked((now,))):
        return pasts(ledger.reader, DAY, asked, proposed(ledger.reader, DAY, asked).proposals)

    assert past() == (Past(tuple(former)),) and past()[0].words == "往轮 2 条" and past()[0].addressee is None
    common = {"on": DAY, "issued_on": "2026-04-01", "items": 1}
    enter(ledger, "recommendation", unit=units[3], title="党费", round=before, findings=(former[0],), **common)
    [found] = past()
    assert (found.words, found.addressee, found.sent) == ("往轮 2 条，已发过 1 份建议书", units[3], ())
    sent = enter(ledger, "recommendation", unit=units[2], title="党费", round=now, findings=tuple(ids[:2]), **common)
    [found] = past()
    assert [one.id for one in found.sent] == [sent] and len(found.before) == 1 and found.addressee == units[2]
    assert past(Asked())[0].earlier == (), "where all rounds are looked through, none of them is earlier"
