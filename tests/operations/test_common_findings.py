"""M8, S4: the groups of a ledger are those of the list on the date asked, of the rounds asked."""

from desktop.operations.common_findings import common_findings
from tests.builders import a_finding, a_round, a_unit


def test_findings_of_three_units_make_a_group_and_only_of_the_rounds_asked(ledger):
    first, other = a_round(ledger), a_round(ledger, "第七轮")
    for place in range(3):
        a_finding(ledger, first, a_unit(ledger, f"县{'甲乙丙'[place]}局"), f"党费收缴不及时，欠缴{place}个月")
    (group,) = common_findings(ledger.reader, ledger.today())
    assert (group.name, group.units, len(group.findings)) == ("党费收缴使用管理", 3, 3)
    assert common_findings(ledger.reader, ledger.today(), [other]) == []
    assert common_findings(ledger.reader, ledger.today(), [first], least_units=4) == []
    assert common_findings(ledger.reader, "2000-01-01") == []
