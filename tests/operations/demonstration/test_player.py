"""B2, R1: every finding that the story plays stands where its events leave it, and says what its data say."""

from __future__ import annotations

from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.operations.demonstration.extract import NATURES
from desktop.operations.demonstration.player import CLERKS, clerk
from desktop.rules.permissions import Right
from tests.acceptance import demo_laws as laws


def rows_of(story):
    rows = list_findings(story.ledger.reader, FindingCriteria(presence="any"), laws.TODAY)
    return {row.number: row for row in rows}


def test_every_kind_of_event_is_in_the_story_in_small(story, whole_story):
    def kinds(findings):
        return {event["type"] for finding in findings for event in finding["events"]}

    assert kinds(story.told.findings) == kinds(whole_story.findings)


def test_each_finding_stands_where_its_events_leave_it(story):
    rows = rows_of(story)

    assert set(rows) == {finding["number"] for finding in story.told.findings}
    for finding in story.told.findings:
        now, row = laws.stands(finding), rows[finding["number"]]
        assert (row.claim, row.verdict, bool(row.present)) == (now.claim, now.verdict, now.present)


def test_each_finding_says_what_its_data_say(story):
    leaders = {one["id"]: one["name"] for one in story.told.county["county_leaders"]}
    rows = rows_of(story)
    for finding in story.told.findings:
        row = rows[finding["number"]]
        assert (row.text, row.nature, row.unit_id) == (
            finding["text"], NATURES[finding["nature"]], story.units[finding["unit"]],
        )  # fmt: skip
        assert (row.responsible_leader, row.responsible_department, row.owner) == tuple(
            finding[name] or "" for name in ("leader", "desk", "owner")
        )
        assert (row.amount_yuan or 0, row.people or 0) == (finding["money"], finding["people"])
        assert (row.working_paper, row.source) == (finding["sheet"] or "", finding["source"] or "")
        assert row.department_in_charge == (finding["department_in_charge"] or "")
        assert row.county_leader == leaders.get(finding["county_leader"], "")
        assert row.first_due_on == finding["due_first"]
        assert row.category1 == finding["category"][0].split(" ", 1)[-1]
        assert row.measures_total == len(finding["measures"])
        assert row.years == "、".join(map(str, finding["years"]))


def test_extensions_and_reopenings_are_counted_as_they_happened(story):
    rows = rows_of(story)
    for finding in story.told.findings:
        kinds = [event["type"] for event in finding["events"]]
        row = rows[finding["number"]]
        assert (row.extensions, row.reopened) == (kinds.count("extend"), kinds.count("reopen"))


def test_nobody_closes_out_what_he_entered_himself(story):
    told = story.ledger.reader.tuples(
        """
        select c.finding_id, a.user_name, b.user_name from finding_event c join action a on a.id = c.action_id
          join finding_event v on v.finding_id = c.finding_id join action b on b.id = v.action_id
         where c.kind = 'claim' and c.measure_id is null and v.kind = 'verify' and v.measure_id is null
           and v.verdict_state = 'done' and c.claim_state = 'done'"""
    )
    pairs = list(told)
    assert pairs and all(entered != closed for _finding, entered, closed in pairs)


def test_the_story_stops_before_every_entry_in_the_order_of_the_days(story):
    assert story.days == sorted(story.days)
    assert {event["recorded"] for finding in story.told.findings for event in finding["events"]} <= set(story.days)


def test_what_others_did_is_entered_by_a_clerk():
    for name in (*CLERKS, "县财政局", ""):
        assert clerk(name).name == (name if name in CLERKS else "王敏")
        assert clerk(name).rights == {Right.ENTER, Right.REVIEW}
