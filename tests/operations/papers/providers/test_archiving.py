"""papers/25b: the sums are those of the volumes that were typed, and cannot be typed otherwise."""

from datetime import date

import pytest

from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from tests.operations.health.sound_office import a_sound_office

VOLUME = {"类": "业务", "题": "问题底稿", "起止": "2026年3月—4月", "件": 24, "页": 312, "期限": "30年"}


@pytest.fixture
def office(ledger):
    return a_sound_office(ledger)


def words(ledger, office, **given):
    request = Request("archive_handover_list", date(2026, 6, 5), date(2026, 6, 5), office[0], given=given)
    [paper] = making.gather(ledger.reader, request)
    return paper.words


def test_volumes_give_the_sums(ledger, office):
    told = words(
        ledger, office, 移交方="县委巡察办", 接收方="县委办公室档案室", 案卷=[VOLUME, {**VOLUME, "件": 6, "页": 88}]
    )
    assert (int(told["卷数"]), int(told["件数"]), int(told["页数"])) == (2, 30, 400)


def test_without_volumes_the_paper_waits(ledger, office):
    recipe = making.catalogue.recipe(ledger.reader, "archive_handover_list")
    lacking = {one.name for one in recipe.missing(words(ledger, office)) if one.blocks}
    assert lacking == {"移交方", "接收方", "案卷", "卷数", "件数", "页数"}
