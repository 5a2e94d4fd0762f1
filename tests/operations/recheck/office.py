"""A round with two units: one finding whose feedback says another amount, one that was left out, one without a working paper."""

from db.queries import facts
from desktop.ledgers.working_papers import REPORT_ITEMS, WORKING_PAPERS
from desktop.operations import rounds
from desktop.operations.recheck.comparing import recheck
from desktop.operations.records import verbs
from tests.builders import EVERYONE, a_finding, a_round, a_unit

FOOD = "学校食堂食材验收不实，涉及食材款26.4万元"


class Office:
    """`food` differs, `out` was left out of the feedback, `bare` (of the other unit) has no paper."""

    def __init__(self, ledger):
        self.ledger = ledger
        self.round = a_round(ledger)
        self.units = [
            a_unit(ledger, "县教育局党组", short="县教育局"),
            a_unit(ledger, "县民政局党组", short="县民政局"),
        ]
        rounds.place_units(ledger, EVERYONE, self.round, self.units)
        self.food = a_finding(ledger, self.round, self.units[0], FOOD)
        self.out = a_finding(ledger, self.round, self.units[0], "聘期届满未考核5人", in_feedback=False)
        self.bare = a_finding(ledger, self.round, self.units[1], "低保复核不及时")
        self.papers = [self.paper(self.food, FOOD), self.paper(self.out, "聘期届满未考核5人")]
        self.item = self.told(self.food, FOOD.replace("26.4", "24.6"))

    def paper(self, finding, text, unit=0, **fields):
        values = {
            "title": text[:8],
            "unit": self.units[unit],
            "round": self.round,
            "summary": text,
            "materials": "凭证",
        }
        linked = {"findings": (finding,)} if finding else {}
        return verbs.add(self.ledger, EVERYONE, WORKING_PAPERS, values | linked | fields)[0].id

    def told(self, finding, text, unit=0, level="item"):
        values = {"unit": self.units[unit], "seq": 1, "level": level, "text": text, "round": self.round}
        return verbs.add(self.ledger, EVERYONE, REPORT_ITEMS, values | ({"findings": (finding,)} if finding else {}))[
            0
        ].id

    def found(self):
        return recheck(self.ledger.reader, self.round, self.ledger.today())

    def row(self, finding):
        return next(row for row in self.found().whole.rows if row.finding is not None and row.finding.id == finding)

    def number(self, finding):
        return facts.number(self.ledger.reader, finding)
