"""案卷, page 25: counted from books, papers and evidence; pages are told only where every piece has them."""

from desktop.operations import evidence
from desktop.operations.archive.contents import Contents
from desktop.operations.archive.volumes import Volume, sum_text, volumes
from desktop.operations.papers import registering
from desktop.operations.papers.registering import SentPaper
from tests.builders import EVERYONE
from tests.operations.health.sound_office import a_record, a_sound_office, plant


def by_title(ledger, round_id):
    return {one.title: one for one in volumes(Contents(ledger, round_id))}


def test_each_volume_counts_what_it_holds_and_empty_ones_are_absent(ledger):
    round_id, [unit, _other], ids = a_sound_office(ledger)
    for number, on in (("巡督〔2026〕1号", "2026-05-01"), ("巡督〔2026〕2号", "2026-06-02")):
        paper = SentPaper("supervision_letter", "督办函", number, on, "县城市管理局党组", unit, round_id, [])
        registering.register(ledger, EVERYONE, paper)
    a_record(ledger, "working_paper", title="底稿", unit=unit, round=round_id, made_on="2026-04-09", findings=(ids[0],))
    found = by_title(ledger, round_id)

    assert found["问题清单"].items == 4 and found["问题底稿"].span == "2026-04"
    letters = found["整改督办文书和回复"]
    assert (letters.kind, letters.items, letters.span, letters.retention) == ("文书", 2, "2026-05—2026-06", "永久")
    assert "回访督查、核查和测评" not in found


def test_pages_are_told_only_where_every_piece_has_them(ledger):
    round_id, _units, ids = a_sound_office(ledger)
    evidence.add_paper(ledger, EVERYONE, ids[1], "收据", "卷3")
    rows = ledger.newest.column("select id from evidence order by id")
    for row in rows[:-1]:
        plant(ledger, "evidence", row, pages=3)
    assert by_title(ledger, round_id)["佐证材料"].pages is None
    plant(ledger, "evidence", rows[-1], pages=5)
    assert by_title(ledger, round_id)["佐证材料"].pages == 3 * (len(rows) - 1) + 5


def test_the_sum_says_which_pages_are_counted_by_hand():
    known, blank = Volume("业务", "甲", "", 3, 20, "30年"), Volume("业务", "乙", "", 1000, None, "30年")
    assert sum_text([known]) == "1 卷 3 件 20 页" and sum_text([blank]) == "1 卷 1,000 件（页数手点）"
    assert sum_text([known, blank]) == "2 卷 1,003 件 20 页（另 1 卷的页数手点）"
