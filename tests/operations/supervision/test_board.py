"""时限看板 (W5, W6, M9): what stands where, how it was chased, and how many questions that takes."""

from desktop.ledgers import books
from desktop.operations.papers.happenings import Happening
from desktop.operations.papers.registering import log_event, void
from desktop.operations.records import verbs
from desktop.operations.supervision.board import read_board
from desktop.rules import chasing
from tests.builders import EVERYONE, a_finding
from tests.operations.supervision.conftest import called, sent

TODAY = "2026-06-05"


def board(ledger, county, day=TODAY):
    return read_board(ledger.reader, (county.round,), day)


def card(found, finding):
    [one] = [one for one in found.cards if one.id == finding]
    return one


def test_every_column_holds_its_dates_and_the_line_adds_up(ledger, county):
    found = board(ledger, county)
    assert [len(found.column(key)) for key in chasing.COLUMNS] == [2, 1, 2, 2, 1]
    assert found.sum.shown == len(found.cards) == 8
    assert found.sum.sentence == "8 条 = 在办 7 + 长期坚持 1；待核实 1 条在我方，不催"
    assert [one.due_on for one in found.column(chasing.LATE)] == ["2026-05-18", "2026-06-02"]


def test_w6_a_letter_names_its_findings_and_is_followed_when_nobody_answers(ledger, county):
    sent(ledger, county, "due_warning_letter", "云巡办函〔2026〕27号", "2026-05-21", "2026-05-31", county.first[0])
    found = board(ledger, county)
    named, other = card(found, county.first[0]), card(found, county.first[1])
    assert named.said == "27 号函未回" and found.ladder[named.proposal.rung].title == "督办函"
    assert other.said == "未催" and other.proposal.why == chasing.UNNAMED
    assert chasing.of_unit(one.proposal for one in found.by_unit[county.units[0]]) == 1


def test_a_letter_within_its_time_is_shown_and_not_followed(ledger, county):
    """D3."""
    sent(ledger, county, "supervision_letter", "云巡督〔2026〕3号", "2026-06-01", "2026-06-11", county.first[0])
    found = board(ledger, county)
    assert card(found, county.first[0]).said == "3 号函，6月11日前回"
    assert found.why_not(county.first[0]) == "县城管局 3 号函 6月11日前回复，还没到日子，不升级。"
    later = board(ledger, county, "2026-06-12")
    assert later.ladder[card(later, county.first[0]).proposal.rung].title == "再次督办函"


def test_an_answer_ends_it_and_is_seen_from_its_day_on(ledger, county):
    letter = sent(
        ledger, county, "supervision_letter", "云巡督〔2026〕3号", "2026-05-20", "2026-05-31", county.first[0]
    )
    log_event(ledger, EVERYONE, letter, "reply", Happening("2026-06-04"))
    assert board(ledger, county).why_not(county.first[0]) == "县城管局 3 号函 6月4日已回，没有要升级的。"
    assert card(board(ledger, county, "2026-06-03"), county.first[0]).said == "3 号函未回"


def test_a_paper_made_void_chased_nobody(ledger, county):
    letter = sent(
        ledger, county, "supervision_letter", "云巡督〔2026〕3号", "2026-06-01", "2026-06-11", county.first[0]
    )
    void(ledger, EVERYONE, letter, TODAY, "写错单位")
    assert card(board(ledger, county), county.first[0]).said == "未催"


def test_m9_the_half_time_reminder_is_told_but_is_no_rung(ledger, county):
    sent(ledger, county, "reminder_letter", "云巡办函〔2026〕14号", "2026-05-03", "2026-05-13", *county.first)
    found = board(ledger, county)
    assert card(found, county.first[0]).proposal.last is None
    assert [one.seq for one in found.of_unit(county.units[0]).letters] == [14]


def test_calls_and_promises_are_told_and_move_no_rung(ledger, county):
    called(ledger, county, county.first[0], promised_on="2026-06-03")
    called(ledger, county, county.first[1], promised_on="2026-06-08")
    found = board(ledger, county)
    assert card(found, county.first[0]).said == "答应6月3日，已过"
    assert card(found, county.first[1]).said == "5月30日电话，答应6月8日"
    assert card(found, county.first[0]).proposal == chasing.Proposal(chasing.UNNAMED, 1)


def test_what_waits_for_the_office_is_never_chased(ledger, county):
    found = board(ledger, county)
    assert county.waits not in {one.id for one in found.cards}
    assert found.why_not(county.waits) == f"{found.rows[county.waits].number[-4:]} 待我方核实，不能催办。先去核实。"


def test_an_extension_that_waits_is_told(ledger, county):
    book = books.book(ledger.reader, "extension")
    verbs.add(ledger, EVERYONE, book, {"finding": county.first[0], "due_on": "2026-07-01", "reason": "招标中"})
    assert card(board(ledger, county), county.first[0]).asked
    assert not card(board(ledger, county), county.first[1]).asked


class Counting:
    """A connection that counts what it is asked."""

    def __init__(self, connection):
        self.connection, self.asked = connection, 0

    def execute(self, *arguments):
        self.asked += 1
        return self.connection.execute(*arguments)


def test_the_board_asks_as_often_for_many_findings_as_for_few(ledger, county):
    """No question a finding, a letter or a call."""
    counts = []
    for turn in (0, 1, 2):
        reader = ledger.another_reader()
        counting = Counting(reader._connection)
        reader.reconnect(counting)
        read_board(reader, (county.round,), TODAY)
        counts.append(counting.asked)
        counting.connection.close()
        more = [
            a_finding(ledger, county.round, county.units[0], f"又一条{n}", first_due_on="2026-05-20") for n in range(8)
        ]
        for place, finding in enumerate(more):
            called(ledger, county, finding)
            number = f"云巡督〔2026〕{turn * 8 + place + 30}号"
            sent(ledger, county, "supervision_letter", number, "2026-06-01", "2026-06-11", finding)
    assert counts[1] == counts[2] <= 40
