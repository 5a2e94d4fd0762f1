"""Papers of records: what each says comes along, a record of no single unit too, and the register tells one from another."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from db.queries import letters
from desktop.documents import readback
from desktop.errors import KnownError
from desktop.operations.papers import asked_twice, edited, issuing, making, numbers, of_records, reconciling
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked
from tests.operations.papers.recorded import asked_people, locked_draw, reminded, reported_done


def issued(office, workshop, folder, kind, **given):
    ledger, round_id, housing, _farming = office
    found = making.gather(ledger.writing(), asked(round_id, housing, kind=kind, given=given))
    return found, issuing.issue(ledger, EVERYONE, workshop, found, folder)


def test_a_word_of_the_record_is_provided_by_its_name():
    provider = of_records.told("种子")["种子"]

    assert provider(SimpleNamespace(record={"种子": "20260605-47"})) == "20260605-47"


def test_a_book_that_no_provider_reads_is_told():
    occasion = SimpleNamespace(recipe=SimpleNamespace(book="没有的", title="某表"))
    with pytest.raises(KnownError, match="不能从这本台账出文"):
        of_records.due(occasion)


def test_a_paper_of_a_record_bears_no_number_and_the_register_names_the_record(office, workshop, tmp_path):
    locked_draw(office[0], office[1], office[2])
    [one], [made] = issued(office, workshop, tmp_path, "sample_lock")
    letter = letters.letter(office[0].reader, made.letter_id)

    assert letter.number == "" and letter.title == f"十四届县委第六轮巡察回访督查抽样锁定单（{one.words['锁定单号']}）"
    assert numbers.next_numbers(office[0].reader, "sample_lock", 2026, 2) == [numbers.DocumentNumber("")] * 2
    assert (
        numbers.gaps(office[0].reader, "sample_lock", 2026) == []
        and numbers.blank(office[0].reader, "sample_lock", 2026) == ""
    )


def test_a_number_for_what_bears_none_is_refused(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    locked_draw(ledger, round_id, housing)
    found = making.gather(ledger.writing(), asked(round_id, housing, kind="sample_lock"))

    with pytest.raises(KnownError, match="不编文号"):
        issuing.issue(ledger, EVERYONE, workshop, found, tmp_path, number="12")
    with pytest.raises(KnownError, match="没有号段可留"):
        numbers.reserve(ledger, EVERYONE, "sample_lock", 2026, 1, 5)


def test_a_close_out_is_numbered_in_its_own_series_without_the_county(office, workshop, tmp_path):
    reported_done(office[0], office[1], office[2])
    _found, [made] = issued(office, workshop, tmp_path, "close_out_approval")

    assert made.number == "销号〔2026〕1号" and made.title.endswith("（14-06-0001）")


def test_of_two_records_of_a_unit_each_is_another_paper_and_held_against_its_own(office, workshop, tmp_path):
    ledger = office[0]
    reminded(ledger, office[1], office[2])
    second, first = making.gather(ledger.writing(), asked(office[1], office[2], kind="reminder_talk_record"))
    [made] = issuing.issue(ledger, EVERYONE, workshop, [second], tmp_path)

    assert asked_twice.told(ledger.reader, second).startswith("今天已发同样的")
    assert "同样的" not in asked_twice.told(ledger.reader, first)
    found = reconciling.paper(ledger, workshop, letters.letter(ledger.reader, made.letter_id))
    assert [(line.figure, line.then, line.for_date) for line in found.lines] == [("谈话次数", "2", "2")]


def test_a_sheet_that_was_saved_again_is_known_by_its_title_and_its_record(office, workshop, tmp_path):
    asked_people(office[0], office[1], office[2])
    _found, [made] = issued(office, workshop, tmp_path, "satisfaction_survey")
    from desktop.documents.package import open_parts
    from desktop.documents.stamp import packed

    again = tmp_path / "另存.docx"
    again.write_bytes(packed({**open_parts(made.path.read_bytes(), ""), "word/comments.txt": b""}))

    assert reconciling.file(office[0], workshop, again).letter.id == made.letter_id


def test_an_edited_sheet_gets_its_number_in_its_place_and_one_of_a_record_none(office, workshop, tmp_path):
    """A leader's hand went over the draft; a number typed for what bears none is refused."""
    ledger, round_id, housing, _farming = office
    reported_done(ledger, round_id, housing)
    asked_people(ledger, round_id, housing)
    for kind, number in (("close_out_approval", "销号〔2026〕1号"), ("satisfaction_survey", "")):
        found = making.gather(ledger.writing(), asked(round_id, housing, kind=kind))
        [draft] = issuing.draft(workshop, found, tmp_path / kind)
        if not number:
            with pytest.raises(KnownError, match="不编文号"):
                edited.issue(ledger, EVERYONE, workshop, found, draft.path, tmp_path / "out", number="12")
        made = edited.issue(ledger, EVERYONE, workshop, found, draft.path, tmp_path / "out")

        assert made.number == number and made.title == found[0].entitled(draft.title)
        assert not number or any(number in line for line in readback.read_file(made.path).paragraphs)
