"""补登 and what happens to a paper after it went out: every date and bound at every door (L10, D11, P-6, P-9)."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.operations.papers import numbers, registering
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.happenings import Happening
from desktop.operations.papers.registering import SentPaper
from tests.builders import EVERYONE

PAPER = SentPaper(
    "supervision_letter", "督办函", "青巡督〔2026〕7号", "2026-08-01", "青岩县民政局党组", reply_by="2026-08-10"
)


def letter(ledger, made):
    return ledger.reader.tuples(
        "select title, number, issued_on, addressee, unit_id, reply_by, origin, state from letter where id = ?", (made,)
    )[0]


def test_a_paper_is_entered_as_it_went_out_with_its_file(office, tmp_path):
    ledger, round_id, housing, _farming = office
    file = tmp_path / "督办函.docx"
    file.write_bytes(b"paper")
    made, changes = registering.register(
        ledger, EVERYONE, replace(PAPER, unit_id=housing, round_id=round_id, finding_ids=(1, 2), file=file)
    )

    assert letter(ledger, made) == (
        "督办函",
        "青巡督〔2026〕7号",
        "2026-08-01",
        "青岩县民政局党组",
        housing,
        "2026-08-10",
        "registered",
        "issued",
    )
    assert ledger.reader.value("select file_name from letter") == "督办函.docx"
    assert ledger.reader.value("select count(*) from letter_finding where letter_id = ?", (made,)) == 2
    assert changes.title == "补登 青巡督〔2026〕7号"


def test_a_paper_without_a_number_is_told_by_its_title(office):
    made, changes = registering.register(office[0], EVERYONE, replace(PAPER, number=""))
    assert changes.title == "补登 督办函" and letter(office[0], made)[1] in ("", None)


@pytest.mark.parametrize(
    "wrong",
    [{"issued_on": "2026-10-10", "reply_by": None}, {"reply_by": "2026-07-31"}, {"number": "青巡督〔2025〕7号"}],
)
def test_dates_of_a_paper_obey_the_chain_p9(office, wrong):
    """P-9"""
    with pytest.raises(KnownError) as refused:
        registering.register(office[0], EVERYONE, replace(PAPER, **wrong))
    assert refused.value.kind == "paper_dates"
    assert office[0].reader.value("select count(*) from letter") == 0


def test_no_paper_is_entered_under_a_number_that_is_borne_p6(office):
    """P-6"""
    registering.register(office[0], EVERYONE, PAPER)
    with pytest.raises(KnownError) as refused:
        registering.register(office[0], EVERYONE, replace(PAPER, title="又一件", number="青巡督[2026]007号"))
    assert refused.value.kind == numbers.TAKEN


WORDS = {"sent": "送出", "receipt": "签收", "reply": "回复", "note": "备注"}


@pytest.mark.parametrize("kind", WORDS)
def test_each_event_is_kept_with_its_words_and_its_scan(office, tmp_path, kind):
    ledger, *_ = office
    scan = tmp_path / "回执.pdf"
    scan.write_bytes(b"scan")
    made, _changes = registering.register(ledger, EVERYONE, PAPER)
    changes = registering.log_event(
        ledger,
        EVERYONE,
        made,
        kind,
        Happening("2026-08-05", person="李某", number="民〔2026〕1号", note="注", scan=scan),
    )

    assert changes.title == f"登记文书{WORDS[kind]}"
    assert ledger.reader.tuples("select kind, happened_on, person, number, note, file_name, adopted from letter_event where kind = ?", (kind,)) == (
        (kind, "2026-08-05", "李某", "民〔2026〕1号", "注", "回执.pdf", None),
    )  # fmt: skip
    for day in ("2026-07-31", "2026-10-10"):
        with pytest.raises(KnownError) as refused:
            registering.log_event(ledger, EVERYONE, made, kind, Happening(day))
        assert refused.value.kind == "paper_dates"


def test_other_events_are_none(office):
    made, _changes = registering.register(office[0], EVERYONE, PAPER)
    for kind in ("void", "issued", ""):
        with pytest.raises(KnownError):
            registering.log_event(office[0], EVERYONE, made, kind, Happening("2026-08-05"))


@pytest.mark.parametrize("words, adopted, sound", [
    ({"建议": [{}] * 3}, 3, True), ({"建议": [{}] * 3}, 4, False), ({"建议": [{}] * 3}, -1, False), ({"建议": [{}] * 3}, 0, True),
    ({"建议": []}, 9, True), ({}, 9, True), ({"建议": "三条"}, 9, True),
])  # fmt: skip
def test_no_more_is_adopted_than_was_advised_p9(office, words, adopted, sound):
    """P-9"""
    made, _changes = registering.register(office[0], EVERYONE, replace(PAPER, words=words))
    if sound:
        registering.log_event(office[0], EVERYONE, made, "reply", Happening("2026-08-05", adopted=adopted))
        assert office[0].reader.value("select adopted from letter_event") == adopted
    else:
        with pytest.raises(KnownError):
            registering.log_event(office[0], EVERYONE, made, "reply", Happening("2026-08-05", adopted=adopted))


def test_a_paper_is_made_void_once_with_a_reason_by_who_may(office, clerk):
    ledger, *_ = office
    made, _changes = registering.register(ledger, EVERYONE, PAPER)
    for actor, on, reason in (
        (EVERYONE, "2026-08-03", " "),
        (EVERYONE, "2026-07-31", "错发"),
        (EVERYONE, "2026-10-10", "错发"),
        (clerk, "2026-08-03", "错发"),
    ):
        with pytest.raises((KnownError, Forbidden)):
            registering.void(ledger, actor, made, on, reason)
    assert letter(ledger, made)[-1] == "issued"
    registering.void(ledger, EVERYONE, made, "2026-08-03", "错发")
    assert letter(ledger, made)[-1] == "void"
    assert ledger.reader.tuples("select kind, happened_on, note from letter_event") == (("void", "2026-08-03", "错发"),)


def request(round_id, *units, **given):
    return Request("supervision_letter", date(2026, 8, 1), date(2026, 8, 1), round_id, units, given=given)


def test_on_the_command_line_the_file_that_went_out_is_entered_for_its_unit(office, tmp_path):
    ledger, round_id, housing, _farming = office
    file = tmp_path / "函.docx"
    with pytest.raises(KnownError):
        registering.register_sent(ledger, EVERYONE, request(round_id, housing), file, "7")
    file.write_bytes(b"paper")
    with pytest.raises(KnownError):
        registering.register_sent(ledger, EVERYONE, request(round_id), file, "7")
    made = registering.register_sent(ledger, EVERYONE, request(round_id, housing), file, "青巡督〔2026〕7号")
    other = registering.register_sent(
        ledger, EVERYONE, request(round_id, 主送="县委办", 标题="函"), file, "青巡督〔2026〕8号"
    )

    assert (made.addressee, made.number, made.title) == ("青岩县住房和城乡建设局党组", "青巡督〔2026〕7号", "督办函")
    assert (letter(ledger, made.letter_id)[4], letter(ledger, other.letter_id)[4]) == (housing, None)
    assert (other.addressee, other.title) == ("县委办", "函") and made.sha256
