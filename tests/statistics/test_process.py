"""The process of a round: a finding stands in each stage that it has reached, shares of all that were given."""

from db.records import Basis, Scope
from desktop.operations import progress
from desktop.statistics.process import PROCESS, stages
from desktop.statistics.question import Question
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed, no_evidence_faults


def office(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger)
    made = [a_finding(ledger, round_id, unit) for _ in range(5)]
    progress.claim(ledger, EVERYONE, made[1], "in_progress", "2026-05-01")
    progress.verify(ledger, EVERYONE, made[2], "partly_done", "2026-05-01")
    claimed(ledger, made[3])
    progress.close_out(ledger, EVERYONE, made[4], "2026-06-01", no_evidence_faults, override_reason="会议")
    return made


def test_each_stage_names_its_findings_and_their_share(ledger):
    made = office(ledger)
    found = {one.key: one for one in stages(ledger.reader, Question(Basis(), "2026-06-05"))}

    assert {key: sorted(one.ids) for key, one in found.items()} == {
        "given": made, "begun": made[1:], "claimed": [made[3]], "closed": [made[4]],
    }  # fmt: skip
    assert [one.share.on_screen for one in found.values()] == ["100.0%", "80.0%", "20.0%", "20.0%"]
    assert [one.word for one in found.values()] == ["反馈问题", "已启动", "自报完成", "核实销号"]


def test_as_it_was_on_a_day_and_in_a_scope(ledger):
    made = office(ledger)
    before = {one.key: len(one.ids) for one in stages(ledger.reader, Question(Basis(), "2026-04-30"))}
    assert before == {"given": 5, "begun": 0, "claimed": 0, "closed": 0}
    of_one = {
        one.key: one.ids
        for one in stages(ledger.reader, Question(Basis(), "2026-06-05", scope=Scope(findings=(made[4],))))
    }
    assert of_one == {"given": (made[4],), "begun": (made[4],), "claimed": (), "closed": (made[4],)}


def test_the_chart_says_its_source_and_the_share_of_all_but_the_first(ledger):
    office(ledger)
    asked = Question(Basis(), "2026-06-05")
    chart = PROCESS.draw(stages(ledger.reader, asked), asked, (640.0, 320.0))
    texts = " ".join(text.get_text() for text in chart.figure.findobj(match=lambda artist: hasattr(artist, "get_text")))
    assert "80.0%" in texts and "截至 2026-06-05" in texts and "100.0%" not in texts
