"""The deeds on letters: registered afterwards, and what happened to them, from flat arguments."""

import pytest

from desktop.errors import KnownError

LETTER = {
    "kind": "supervision_letter",
    "title": "督办函",
    "number": "巡督〔2026〕7号",
    "unit": "县民政局党组",
    "issued_on": "2026-06-01",
}


def rows(ledger, sql):
    return ledger.reader.tuples(sql)


def test_a_paper_is_registered_with_everything_said(office, do, tmp_path):
    (tmp_path / "函.docx").write_bytes(b"x")
    answer = do(
        "letter.register", **LETTER, round="15-06", findings=["15-06-0001"], reply_by="2026-06-10", file="函.docx"
    )
    assert (answer.number, answer.state) == (LETTER["number"], "issued")
    assert rows(office, "select title, addressee, unit_id, round_id, reply_by, issued_on, file_name from letter") == (
        ("督办函", "县民政局党组", 1, 1, "2026-06-10", "2026-06-01", "函.docx"),
    )  # fmt: skip
    assert rows(office, "select finding_id from letter_finding") == ((1,),)
    do("letter.register", kind="x", title="函", number="县委办〔2026〕2号", addressee="县委办", on="2026-06-02")
    assert rows(office, "select addressee, unit_id, issued_on from letter where id = 2") == (
        ("县委办", None, "2026-06-02"),
    )
    with pytest.raises(KnownError) as refused:
        do("letter.register", kind="x", title="函", number="县委办〔2026〕3号")
    assert refused.value.kind == "empty"


@pytest.mark.parametrize("deed", ["sent", "receipt", "reply"])
def test_each_event_is_logged_on_its_letter(office, do, deed, tmp_path):
    (tmp_path / "回执.pdf").write_bytes(b"x")
    do("letter.register", **LETTER)
    answer = do(
        f"letter.{deed}",
        number="巡督[2026]007号",
        on="2026-06-03",
        person="周",
        reply_number="民〔2026〕1号",
        note="注",
        file="回执.pdf",
    )
    assert answer.state == "issued"
    assert rows(office, "select letter_id, kind, happened_on, person, number, note, file_name from letter_event") == (
        (1, deed, "2026-06-03", "周", "民〔2026〕1号", "注", "回执.pdf"),
    )  # fmt: skip


@pytest.mark.parametrize("deed", ["sent", "receipt", "void"])
def test_a_letter_that_is_not_registered_is_told(do, deed):
    for number in ("巡督〔2026〕9号", ""):
        with pytest.raises(KnownError) as refused:
            do(f"letter.{deed}", number=number, reason="x")
        assert refused.value.kind == "unknown_record"


def test_a_reply_before_its_letter_waits_under_the_number(office, do):
    assert do("letter.reply", number="巡督〔2026〕7号", on="2026-06-03", person="周").number == "巡督〔2026〕7号"
    assert rows(office, "select count(*) from letter_event") == ((0,),)
    with pytest.raises(KnownError):
        do("letter.reply", number="没有号")


def test_a_letter_is_made_void_with_its_reason(office, do):
    do("letter.register", **LETTER)
    assert do("letter.void", number=LETTER["number"], on="2026-06-03", reason="错发").state == "void"
    with pytest.raises(KnownError):
        do("letter.void", number=LETTER["number"], on="2026-06-03", reason="错发")
