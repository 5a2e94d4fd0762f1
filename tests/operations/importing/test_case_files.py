"""Rate cases are told by their content, counted as they are read, and make the ledger one for trials."""

from pathlib import Path

import pytest

from desktop.errors import KnownError
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.case_files import CASES, look, take
from desktop.operations.importing.judgement import Options
from tests.builders import EVERYONE, a_finding

PATH = next((Path(__file__).parents[2] / "samples" / "D_rates").glob("r03*.json"))


def test_cases_are_counted_and_only_taking_enters_them(ledger):
    seen = look(ledger, EVERYONE, Wanted(PATH), Options())
    assert (seen.form, seen.dry_run, seen.lines) == ("events", True, [f"算例问题 {seen.count} 个"]) and seen.count > 0
    assert ledger.reader.value("select count(*) from finding") == 0

    taken = take(ledger, EVERYONE, Wanted(PATH), Options())
    assert (taken.dry_run, taken.lines) == (False, [f"算例问题 {seen.count} 个，已读入"])
    assert ledger.reader.value("select count(*) from finding") == taken.count == seen.count
    with pytest.raises(KnownError):
        a_finding(ledger)


@pytest.mark.parametrize(
    ("content", "known"), [({"events": []}, True), ({"form": "dump"}, False), (["events"], False), ("events", False)]
)
def test_cases_are_known_by_their_events(content, known):
    assert CASES.knows(content) is known
