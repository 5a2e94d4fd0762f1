"""A whole term played into one ledger (issue: the inspection cycle): 349 units, 12 rounds, 6,000 findings; its figures come with their rows."""

import contextlib
import io
import json
from collections import Counter, defaultdict
from datetime import timedelta

import pytest

from desktop.cli import main
from desktop.operations.leads import granting
from tests.operations.leads.conftest import CHEAP
from tests.scripted_term import county, lists, story

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(1800)]
FALSE_CHECKS, LEADS, FILED = 2, 24, 11


class Term:
    """The ledger while the term is played, and what must come out, kept beside it in plain lists."""

    def __init__(self, folder):
        self.folder, self.ledger = folder, folder / "term.ledger"
        self.rounds = county.rounds()
        self.deeds = 0
        (folder / "scan.txt").write_text("佐证（虚构）", "utf-8")

    def run(self, *argv, code=0):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            assert main([*map(str, argv), "--json"]) == code, out.getvalue()[-2000:]
        return json.loads(out.getvalue())

    def play(self, chapter):
        path = self.folder / "script.json"
        path.write_text(json.dumps({"steps": chapter.steps}, ensure_ascii=False), "utf-8")
        told = self.run("play", self.ledger, path)
        assert told["done"] == len(chapter.steps)
        self.deeds += told["done"]
        return told["results"]

    def records(self, book, *filters):
        return self.run("records", self.ledger, book, *filters)

    def take(self, part):
        """The list of a round, by `import`; the first ten rounds come as 期初."""
        opening = part.number <= 10
        path = lists.write(part, self.folder / f"{part.code}.xlsx", opening=opening)
        more = (
            ("--opening", "--reason", "本办自第十一轮启用", "--user", "管理员") if opening else ("--user", story.ENTERS)
        )
        told = self.run("import", self.ledger, path, "--round", part.name, "--list-date", part.feedback_on + timedelta(days=100 if opening else 0), "--feedback-on", part.feedback_on, *more)  # fmt: skip
        assert (told["entered"], [one for one in told["faults"] if one["level"] == "error"]) == (part.findings, [])

    def on_organisation(self):
        part = self.rounds[7]
        return [number for seq, number in enumerate(part.numbers()) if lists.on_organisation(part, seq)]

    def open_of(self, part):
        return [number for seq, number in enumerate(part.numbers()) if not lists.closed_before(seq)]

    def closed_by_deeds(self, part):
        gone = {*story.open_in(part), *story.withdrawn(part)}
        return {number for seq, number in enumerate(part.numbers()) if seq not in gone}

    def follow_up(self, part):
        """Draw, then visit what the ledger answers was drawn; the scripts themselves cannot know it."""
        self.play(story.drawn(part))
        [draw] = self.records("draw", "--state", "locked")
        self.draw, of = draw, defaultdict(list)
        unit_of = dict(zip(part.numbers(), (part.unit_of(seq) for seq in range(part.findings)), strict=True))
        for number in draw["findings"]:
            of[unit_of[number]].append(number)
        day = part.feedback_on + timedelta(days=104)
        self.play(story.visited(day, draw["number"], of, self.closed_by_deeds(part), FALSE_CHECKS))


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    made = Term(tmp_path_factory.mktemp("term"))
    made.run("new", made.ledger, "--plain", "--demonstration", "--office", county.OFFICE)
    made.play(story.opening(made.rounds[0].feedback_on - timedelta(days=1)))
    path = made.folder / "units.json"
    path.write_text(json.dumps(county.units(), ensure_ascii=False), "utf-8")
    made.run("import", made.ledger, path, "--form", "units", "--user", "管理员")
    former, ninth, eleventh, twelfth = made.rounds[:10], made.rounds[8], made.rounds[10], made.rounds[11]
    for place, part in enumerate([*former, eleventh]):
        made.play(story.round_begins(part, ""))
        if place:  # the list of the round before, once its hundred days are over
            made.take(made.rounds[place - 1])
        if part is made.rounds[2]:
            made.play(story.changes_of_units(*made.rounds[1:3]))
        if part is ninth:
            made.play(story.joint_review(made.rounds[7]))
            made.play(story.organisation_list(made.rounds[7], made.on_organisation()))
    made.take(eleventh)
    made.play(story.carried(eleventh.feedback_on + timedelta(days=1), made.open_of(ninth), eleventh.name))
    made.play(story.worked_through(eleventh, "scan.txt"))
    made.play(story.talks(eleventh))
    made.follow_up(eleventh)
    made.play(story.round_begins(twelfth, ninth.name))
    made.take(twelfth)
    made.play(story.carried(twelfth.feedback_on + timedelta(days=1), made.open_of(former[9]), twelfth.name))
    made.play(story.worked_through(twelfth, "scan.txt"))
    made.play(story.common((eleventh, twelfth)))
    return made


def expected(term):
    """Closed and counted findings by round, counted from the lists and deeds themselves."""
    told = {}
    for part in term.rounds:
        gone = 0 if part.number <= 10 else len(story.withdrawn(part))
        closed = (
            sum(map(lists.closed_before, range(part.findings)))
            if part.number <= 10
            else len(term.closed_by_deeds(part))
        )
        told[part.name] = (closed - (FALSE_CHECKS if part.number == 11 else 0), part.findings - gone)
    return told


def figures(term, *names):
    """Figures of the term by name; each stands on as many records as it says."""
    return {one["name"]: one for one in term.run("figures", term.ledger, *names, "--term", "13")}


def test_the_term_is_played_within_fifteen_thousand_deeds_and_the_ledger_is_sound(term):
    assert 6_000 < term.deeds <= 15_000
    told = term.run("check", term.ledger)
    assert told["ok"] and {one["kind"] for one in told["problems"]} <= {"warning"}


def test_rates_by_round_are_those_of_a_count_by_hand(term):
    told = term.run("rate", term.ledger, "--by", "round")
    found = {one["key"]: (one["numerator"], one["denominator"]) for one in told["rows"]}
    assert found == expected(term)
    whole = tuple(map(sum, zip(*expected(term).values(), strict=True)))
    assert (told["total"]["numerator"], told["total"]["denominator"]) == whole
    rows = figures(term, "rectification_rate")["rectification_rate"]
    assert (rows["numerator"], len(set(rows["rows"]))) == whole


def test_about_six_thousand_findings_with_three_measures_each(term):
    rows = term.records("finding")
    assert len(rows) == 6_000 - sum(len(story.withdrawn(part)) for part in term.rounds[10:])
    measures = figures(term, "measure_rate")["measure_rate"]
    assert measures["denominator"] == 3 * sum(counted for _closed, counted in expected(term).values())


def test_coverage_and_load_are_those_that_the_office_published(term):
    """349 units ÷ 18 posts = 19.3 cut and 19.4 rounded, after two villages went into others and two departments were renamed."""
    told = term.run("coverage", term.ledger, "--term", "13")
    assert (told["due"], told["never"], told["load"]["truncated"], told["load"]["rounded"]) == (349, 3, "19.3", "19.4")
    names = {one["unit"] for one in told["units"]}
    assert set(story.renamed().values()) <= names and not names & set(story.merged(term.rounds[1]))
    found = figures(term, "units_per_inspector", "coverage_rate")
    assert (found["units_per_inspector"]["numerator"], found["units_per_inspector"]["denominator"]) == (349, 18)
    assert (found["coverage_rate"]["numerator"], found["coverage_rate"]["denominator"]) == (346, 349)


def test_twenty_one_letters_stand_behind_260_common_findings(term):
    letters = term.records("recommendation")
    assert len(letters) == int(figures(term, "recommendations")["recommendations"]["value"]) == story.LETTERS
    assert len({number for one in letters for number in one["findings"]}) == story.COMMON_FINDINGS
    adopted = figures(term, "adoption_rate")["adoption_rate"]
    assert (adopted["numerator"], adopted["denominator"]) == (sum(2 if seq % 3 else 1 for seq in range(21)), 42)
    copies = Counter(one["level"] for one in term.records("copy_report"))
    assert copies == {"leader": story.LEADERS, "department": story.DEPARTMENTS}


def test_the_joint_review_and_the_list_of_the_organisation_department(term):
    opinions = term.records("opinion")
    assert len(opinions) == 112 and {one["state"] for one in opinions} == {"settled"}
    assert {one["state"] for one in term.records("submission")} == {"passed"}
    duties = term.records("organisation_duty")
    assert len(duties) == 63 and {one["finding"] for one in duties} == set(term.on_organisation())
    findings = {one["number"]: one["unit"] for one in term.records("finding", "--round", term.rounds[7].name)}
    assert len({findings[one["finding"]] for one in duties}) == 7


def test_the_follow_up_saw_at_least_a_third_of_units_and_findings(term):
    part = term.rounds[10]
    frame = part.findings - len(story.withdrawn(part))
    units = {part.unit_of(part.numbers().index(number)) for number in term.draw["findings"]}
    assert 3 * len(term.draw["findings"]) >= frame and 3 * len(units) >= len(part.units)
    found = figures(term, "visits", "checks", "precision_rate", "reopened")
    assert int(found["visits"]["value"]) == len(units)
    assert int(found["checks"]["value"]) == len(term.draw["findings"])
    assert found["precision_rate"]["numerator"] == len(term.draw["findings"]) - FALSE_CHECKS
    assert int(found["reopened"]["value"]) == FALSE_CHECKS


def test_two_rounds_carried_over_what_they_left_open_and_count_it_where_it_came_from(term):
    """By the basis (counted in the first round) the rates of the rounds that took them over are theirs alone."""
    carried = defaultdict(set)
    for one in term.records("carry_over"):
        carried[one["to_round"]].add(one["finding"])
    assert carried == {
        term.rounds[10].name: set(term.open_of(term.rounds[8])),
        term.rounds[11].name: set(term.open_of(term.rounds[9])),
    }


def test_talks_lectures_and_published_rates_without_parts(term):
    assert Counter(one["kind"] for one in term.records("talk", "--state", "held")) == {"secretary": 5, "reminder": 3}
    found = figures(term, "lectures", "lecture_people")
    assert (int(found["lectures"]["value"]), int(found["lecture_people"]["value"])) == (72, 3510)
    stored = {one["value"]: one["source"] for one in term.records("stored_figure")}
    assert set(stored) == {"88.6%", "87.2%", "95.1%", "97.4%", "69%"} and all(stored.values())


def test_of_24_leads_11_were_filed_and_only_the_room_says_so(term, monkeypatch):
    monkeypatch.setattr(granting, "Kdf", lambda: CHEAP)
    words = {name: term.folder / f"{name}.txt" for name in ("管理", "审核", "成员")}
    for name, path in words.items():
        path.write_text(f"{name}的口令一二三四x", "utf-8")
    term.run("leads", term.ledger, "enable", "--user", "管理员", "--manager", "管理员", "--manager-word-file", words["管理"], "--reviewer", story.REVIEWS, "--reviewer-word-file", words["审核"], "--member", story.ENTERS, "--leads-passphrase-file", words["成员"])  # fmt: skip
    key = ("--user", story.ENTERS, "--leads-passphrase-file", words["成员"])
    for seq in range(LEADS):
        set_file = term.folder / "lead.json"
        set_file.write_text(
            json.dumps({"moved_on": "2025-09-01", "moved_to": "县纪委监委", "cases": 1, "persons": 1}), "utf-8"
        )
        made = term.run("record", term.ledger, "lead", "add", "--set-file", set_file, *key)
        if seq < FILED:
            term.run(
                "record",
                term.ledger,
                "lead",
                "file",
                made["number"],
                "--set",
                "filed_persons=1",
                "--on",
                "2025-09-20",
                *key,
            )
    [rate] = term.run("figures", term.ledger, "lead_filing_rate", *key)
    assert (rate["numerator"], rate["denominator"]) == (FILED, LEADS)
    assert not [one for one in term.run("figures", term.ledger) if one["name"].startswith("lead_")]


def test_undoing_the_last_deed_leaves_the_ledger_sound(term):
    before = term.run("rate", term.ledger)["total"]
    term.run("undo", term.ledger, "--user", story.ENTERS)
    assert term.run("check", term.ledger)["ok"]
    assert term.run("rate", term.ledger)["total"] == before
