"""The answer of an import: whose faults it tells, and that nothing is told of what was not read."""

from types import SimpleNamespace

from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.finding_lists import Entered


def test_the_faults_are_those_of_the_report_where_one_was_read_and_else_of_the_list():
    listed = Entered(faults=["清单"])
    assert Taken("finding_list", entered=listed).faults == ["清单"]
    assert Taken("rectification_report", entered=listed, report=SimpleNamespace(faults=["报告"])).faults == ["报告"]
    assert Taken("rectification_report", entered=listed, report=SimpleNamespace(faults=[])).faults == []


def test_an_answer_is_done_and_was_entered_unless_it_says_otherwise():
    assert not Wanted(None).dry_run
    plain = Taken("units")
    assert (plain.done, plain.dry_run, plain.complaint, plain.count, plain.faults) == (True, False, "", 0, [])
