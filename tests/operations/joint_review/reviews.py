"""A round with two units of which one handed in its report, four parties, three findings; and sheets as a party fills them in."""

import openpyxl

from db.queries import facts
from desktop.exchange.return_book.opinion_form import OPINIONS as FORM
from desktop.ledgers.opinions import OPINIONS, REVIEW_PARTIES
from desktop.ledgers.reviews import SUBMISSIONS
from desktop.operations import rounds
from desktop.operations.joint_review import deciding, sending
from desktop.operations.joint_review.gates import gate, parties_of
from desktop.operations.records import verbs
from tests.builders import EVERYONE, a_finding, a_round, a_unit


class Review:
    """`units` are the one that reported and its neighbour; `findings` are of the first, `other` of the second."""

    def __init__(self, ledger, folder):
        self.ledger, self.folder = ledger, folder
        self.round = a_round(ledger)
        self.units = [
            a_unit(ledger, "县教育局党组", short="县教育局"),
            a_unit(ledger, "县民政局党组", short="县民政局"),
        ]
        rounds.place_units(ledger, EVERYONE, self.round, self.units)
        self.findings = [
            a_finding(ledger, self.round, self.units[0], text)
            for text in ("学习走过场", "食堂验收不实", "学校收费不规范")
        ]
        self.other = a_finding(ledger, self.round, self.units[1], "低保复核不及时")
        self.numbers = [facts.number(ledger.reader, one) for one in self.findings]
        deciding.usual_parties(ledger, EVERYONE, self.round)
        self.parties = [one.id for one in parties_of(ledger.reader, ledger.today())]
        self.submission = self.handed_in()

    def handed_in(self, unit=0, kind="report", on="2026-06-01"):
        values = {"received_on": on, "unit": self.units[unit], "kind": kind, "round": self.round, "signed_by": "局长"}
        return verbs.add(self.ledger, EVERYONE, SUBMISSIONS, values)[0].id

    def opinion(self, party, finding=None, text="请补充核查结果", returns=0, stage="first", submission=None):
        about = {"submission": submission or self.submission, "party": self.parties[party], "stage": stage}
        said = {"finding": None if finding is None else self.findings[finding], "text": text, "returns": returns}
        return verbs.add(self.ledger, EVERYONE, OPINIONS, {**about, **said})[0].id

    def gate(self, kind="report"):
        return gate(self.ledger.reader, (self.round,), kind, self.ledger.today())

    def line(self, kind="report"):
        return next(one for one in self.gate(kind).units if one.unit_id == self.units[0])

    def sent(self, kind="report"):
        """The sheets of the gate, one a party, in order."""
        return sending.send(self.ledger, EVERYONE, (self.round,), kind, self.folder).files

    def add_party(self, name):
        return verbs.add(self.ledger, EVERYONE, REVIEW_PARTIES, {"name": name, "round": self.round, "order": 9})[0].id


def filled(path, cells, name="", added=(), mark=None):
    """The sheet as it came back: cells by key and field, rows that were added, values of the mark that were changed."""
    book = openpyxl.load_workbook(path)
    sheet = book[FORM.sheet]
    columns = {cell.value: cell.column for cell in sheet[3]}
    places = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=4)}
    for (key, field), value in cells.items():
        sheet.cell(places[key], columns[FORM.titles[field]]).value = value
    for values in added:
        row = sheet.max_row + 1
        for field, value in values.items():
            sheet.cell(row, columns[FORM.titles[field]]).value = value
    for row in book["_pkg"].iter_rows():
        if mark and row[0].value in mark:
            row[1].value = mark[row[0].value]
    back = path.with_name(name or f"交回_{path.name}")
    book.save(back)
    return back
