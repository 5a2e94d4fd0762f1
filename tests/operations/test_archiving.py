"""M4, page 25: the eight checks before the archive; each finds what is planted and opens exactly its rows."""

import pytest

from desktop.ledgers import books
from desktop.operations import archiving
from desktop.operations.carrying import carry
from desktop.operations.health.line import Stands
from desktop.operations.lists import printing
from desktop.operations.papers import making, registering
from desktop.operations.papers.registering import SentPaper
from desktop.operations.records import verbs
from tests.builders import EVERYONE, a_round
from tests.operations.health.sound_office import a_sound_office

TODAY = "2026-06-05"


@pytest.fixture
def office(ledger):
    return a_sound_office(ledger)


def lines(ledger, office):
    return {line.key: line for line in archiving.examined(ledger, office[0])}


def letter(ledger, office, number="巡督〔2026〕1号", **fields):
    paper = SentPaper(
        "supervision_letter", "督办函", number, "2026-05-01", "县城市管理局党组", office[1][0], office[0], [], **fields
    )
    return registering.register(ledger, EVERYONE, paper)


def test_there_are_eight_each_with_its_words_and_their_marks_add_up(ledger, office):
    found = archiving.examined(ledger, office[0])
    assert len(found) == len(archiving.CHECKS) == 8 and len({line.words for line in found}) == 8
    assert archiving.sum_text(found) == "8 项 = 通过 7 + 未通过 1" and archiving.sum_text(()) == ""
    assert all(bool(line.verb) == (line.stands is not Stands.AGREES) for line in found)


def test_open_findings_must_be_carried(ledger, office):
    line = lines(ledger, office)["carried"]
    assert line.stands is Stands.WRONG and line.rows == tuple(office[2][1:]) and line.result.startswith("未结账 3 = ")
    later = a_round(ledger, "十五届县委第七轮（常规）", feedback_on="2026-06-04")
    carry(ledger, EVERYONE, office[2][1:], later, TODAY, "上轮未结账", {}, {})
    assert lines(ledger, office)["carried"].stands is Stands.AGREES


def test_a_draft_of_the_round_is_named(ledger, office):
    making.prepare(ledger, EVERYONE, "talk_notice", "约谈局长", {}, office[0])
    line = lines(ledger, office)["drafts"]
    assert line.stands is Stands.WRONG and line.result == "草稿 1 份：约谈局长"
    assert lines(ledger, (a_round(ledger, "第七轮"), *office[1:]))["drafts"].stands is Stands.AGREES


def test_letters_without_receipt_or_answer_are_named(ledger, office):
    letter(ledger, office, reply_by="2026-05-20")
    found = lines(ledger, office)
    sent = ledger.reader.value("select id from letter")
    assert found["receipts"].rows == found["answers"].rows == (sent,)
    assert found["receipts"].result == "1 份中 1 份未签收：巡督〔2026〕1号"
    assert found["answers"].result == "1 份中 1 份未回，其中 1 份逾期：巡督〔2026〕1号"


def test_a_number_that_no_paper_bears_asks(ledger, office):
    letter(ledger, office, "巡督〔2026〕1号")
    letter(ledger, office, "巡督〔2026〕3号")
    line = lines(ledger, office)["gaps"]
    assert line.stands is Stands.ASKS and line.result == "空号：巡督〔2026〕2号"


def test_evidence_that_is_gone_is_found(ledger, office):
    assert lines(ledger, office)["proofs"].result == "1 个文件校验值全部相符"
    sha256 = ledger.reader.value("select sha256 from pool_file limit 1")
    [path] = [one for one in ledger.folder.rglob("*") if one.is_file() and sha256[:8] in one.name]
    path.unlink()
    line = lines(ledger, office)["proofs"]
    assert line.stands is Stands.WRONG and line.rows == (office[2][0],)


def test_copies_that_are_out_ask(ledger, office, tmp_path, qapp):
    from desktop.operations.lists.printing import Job, Plan, write
    from desktop.operations.lists.view import Filters, view

    shown = view(ledger.reader, Filters(), TODAY)
    laid = printing.layout(ledger.reader, shown, Plan("清单"), TODAY)
    write(ledger, EVERYONE, shown, Plan("清单"), laid, tmp_path / "清单.pdf", Job(("000001", "000002")))
    line = lines(ledger, office)["copies"]
    assert line.stands is Stands.ASKS and line.result == "2 份未收回：清单"
    for copy in ledger.reader.column("select id from copy_record"):
        printing.mark_copy(ledger, EVERYONE, copy, "returned", TODAY)
    assert lines(ledger, office)["copies"].result == "全部收回或销毁"


def test_a_working_paper_that_is_not_signed_is_found(ledger, office):
    register = books.as_declared("working_paper")
    values = {
        "title": "党费收缴",
        "unit": office[1][0],
        "round": office[0],
        "source": "files",
        "made_on": "2026-03-10",
        "materials": "收据",
    }
    made, _changes = verbs.add(ledger, EVERYONE, register, values)
    line = lines(ledger, office)["through"]
    assert line.stands is Stands.WRONG and (line.opens.place, line.rows) == ("working_paper", (made.id,))
    assert "1 份没有办完" in line.result
