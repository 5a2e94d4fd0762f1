"""A register of units is told in counts; one with a fault enters nobody and names every fault."""

import json

import pytest

from desktop.errors import KnownError
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.unit_files import look, take
from tests.builders import EVERYONE


def wanted(tmp_path, units):
    path = tmp_path / "单位.json"
    path.write_text(json.dumps(units), "utf-8")
    return Wanted(path)


def test_units_are_told_then_entered_with_all_that_is_said_of_them(ledger, tmp_path):
    asked = wanted(
        tmp_path,
        [{"name": "县财政局党组", "short": "县财政局", "kind": "县直部门", "order": 7}, {"name": "县民政局党组"}],
    )
    seen = look(ledger, EVERYONE, asked, Options())
    assert seen.dry_run and seen.lines == ["单位名册 2 个"] and ledger.reader.value("select count(*) from unit") == 0
    taken = take(ledger, EVERYONE, asked, Options())
    assert taken.lines == ["单位名册 2 个，已登记"] and not taken.dry_run and len(taken.units) == 2
    assert tuple(ledger.reader.tuples("select short, kind, sort from unit where sort = 7")[0]) == (
        "县财政局",
        "县直部门",
        7,
    )
    assert [draft.sort for draft in taken.units][0] == 7


def test_a_register_with_a_fault_enters_nobody(ledger, tmp_path):
    asked = wanted(tmp_path, [{"name": "县财政局党组"}, {"name": "县民政局党组", "aliases": ["县财政局党组"]}])
    for way in (look, take):
        with pytest.raises(KnownError, match="单位.json 有 1 处要改，未登记：.*[^。]。$"):
            way(ledger, EVERYONE, asked, Options())
    assert ledger.reader.value("select count(*) from unit") == 0
