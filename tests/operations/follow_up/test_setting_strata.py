"""registers.md §5: strata are grouped as the office sets it; a frame that was drawn from keeps its own."""

import pytest

from db.queries import books as queries
from desktop.errors import KnownError
from desktop.ledgers.draws import DRAWS
from desktop.operations.follow_up.frames import frame_of, strata
from desktop.operations.follow_up.setting_strata import put_strata, strata_of_round
from desktop.operations.records import verbs
from tests.builders import EVERYONE
from tests.operations.follow_up.conftest import SPOKEN


def test_a_kind_changes_its_stratum_and_a_draw_that_was_made_keeps_its_own(ledger, county):
    made = verbs.add(ledger, EVERYONE, DRAWS, {"round": county.round, **SPOKEN})[0]
    before = strata_of_round(ledger.reader, county.round, ledger.today())
    put_strata(ledger, EVERYONE, {"街道": "城区 "})

    assert before == {"县直部门": "县直部门", "乡镇": "乡镇（街道）", "街道": "乡镇（街道）"}
    assert strata(ledger.reader)["街道"] == "城区" and strata(ledger.reader)["村"] == "村（社区）"
    assert "城区" in {one.stratum for one in frame_of(ledger.reader, county.round, ledger.today())}
    (kept,) = queries.records(ledger.reader, DRAWS.shape, "9999-12-31", ids=[made.id])
    assert "乡镇（街道）｜城关街道党工委" in kept.frame and "城区" not in kept.frame


def test_all_faults_are_told_at_once_and_nothing_changes(ledger):
    before = strata(ledger.reader)

    with pytest.raises(KnownError) as error:
        put_strata(ledger, EVERYONE, {"乡镇": " ", "街道": "甲｜乙", "村": "未分类"})

    assert all(word in str(error.value) for word in ("乡镇没有写层", "甲｜乙", "未分类"))
    assert strata(ledger.reader) == before
