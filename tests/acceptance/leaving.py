"""An office with fifty planted marks, one producer for every declared way out, and what a file says when it is taken apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from db.queries import settings
from db.records import Scope
from desktop.errors import KnownError
from desktop.ledgers import books, ways_out
from desktop.ledgers.field import Holds
from desktop.ledgers.finding_draft import DRAFTED, FindingDraft
from desktop.ledgers.findings import EDITABLE, FIELDS
from desktop.ledgers.reviews import SUBMISSIONS
from desktop.operations import (
    chart_files,
    charting,
    evidence,
    evidence_copies,
    findings,
    measures,
    meeting_pack,
    own_fields,
    progress,
    rounds,
)
from desktop.operations.change import change
from desktop.operations.importing import annotating
from desktop.operations.joint_review import deciding
from desktop.operations.joint_review import sending as opinion_sheets
from desktop.operations.lists import printing
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.lists.sending import Wish, export_shown
from desktop.operations.lists.view import Filters, view
from desktop.operations.measures import MeasureDraft
from desktop.operations.meeting_pack import PARTS, Wishes
from desktop.operations.office import set_up
from desktop.operations.papers import catalogue, handing_out, issuing, making, template_copies
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.workshop import Workshop
from desktop.operations.records import exporting, verbs
from desktop.operations.records import printing as record_printing
from desktop.operations.records.exporting import Listed
from desktop.operations.records.questions import chosen
from desktop.operations.return_book import sending
from desktop.rules.permissions import Action
from desktop.statistics.question import Question
from tests.acceptance import leaving_whole
from tests.acceptance.leaving_whole import ASKED, TODAY
from tests.builders import EVERYONE, a_round, a_unit

OFFICE = "中共云岭县委巡察工作领导小组办公室"
FORMULA = "=HYPERLINK(0)"
KINDS_OF_MARK = ("举报人", "本办经办", "线索对象", "外单位")
INSIDE = tuple(
    f"{FORMULA}{KINDS_OF_MARK[place % 4]}暗{chr(0x5000 + 31 * place)}{chr(0x6E00 + 17 * place)}" for place in range(50)
)
"""Words of fields that stay inside; each begins as a formula would."""
_TEXTS = (Holds.TEXT, Holds.LONG, Holds.PERSON)


def open_mark(name: str, unit: str) -> str:
    """A word of a field that may leave, its own for each field and unit; it begins as a formula would."""
    return f"={unit}{name}显"


class Planted:
    """Two units with a finding each; of every text field the word is known, and fifty fields are 内部."""

    def __init__(self, ledger, folder: Path):
        self.ledger, self.folder = ledger, folder
        words = {
            "office": OFFICE,
            "office_short": "云岭县委巡察办",
            "county": "云岭县",
            "leading_group": "中共云岭县委巡察工作领导小组",
        }
        set_up(ledger, EVERYONE, {**words, "contact": "王敏", "phone": "6620153", "number_prefix": "云"})
        self.round = a_round(ledger, "十五届县委第六轮（常规）", ends_on="2026-09-18", months=6)
        self.unit = a_unit(ledger, "县民政局党组", short="县民政局")
        self.other = a_unit(ledger, "县教育局党组", short="县教育局")
        rounds.place_units(ledger, EVERYONE, self.round, [self.unit, self.other])
        hidden = {own_fields.add(ledger, EVERYONE, f"密栏{place:02d}", (Holds.TEXT, Holds.LONG)[place % 2], internal=True)[0]: mark
                  for place, mark in enumerate(INSIDE[:40])}  # fmt: skip
        self.finding = self._finding(self.unit, "甲", hidden)
        self.theirs = self._finding(self.other, "乙", hidden)
        self.records = [self._record(register, place) for place, register in enumerate(books.declared())]
        with change(ledger, EVERYONE, Action.ADD_EVIDENCE, "添加佐证") as changes:
            evidence.attach(changes, ledger.pool, self.finding, b"%PDF scan", "会议纪要", "会议纪要.pdf")
        self.scan = str(ledger.reader.value("select sha256 from evidence"))
        self.workshop = Workshop(ledger)

    def _finding(self, unit_id, unit, hidden):
        every = [
            field
            for field in FIELDS
            if field.name in EDITABLE and field.holds in _TEXTS and field.name in ("text", *DRAFTED)
        ]
        said = {
            field.name: open_mark(field.name, unit)
            for field in every
            if field.name not in ("category1", "category2", "category3")
        }
        said["text"] = f"={unit}单位党费收缴不及时问题显"
        draft = FindingDraft(
            self.round, unit_id, own=hidden, first_due_on="2026-05-18", due_kind="date", category1="一、党的建设",
            **{name: text for name, text in said.items() if name not in ("first_due_on", "due_kind")},
        )  # fmt: skip
        finding, _changes = findings.add(self.ledger, EVERYONE, draft)
        measures.add(self.ledger, EVERYONE, finding, [MeasureDraft(f"={unit}措施显")], "2026-03-20")
        progress.claim(self.ledger, EVERYONE, finding, "partly_done", "2026-05-07", f"={unit}进展显")
        return finding

    def _record(self, register, place):
        """A record of the book with an 内部 field of its own, where the office may add one."""
        office = {
            "ledger": self.ledger,
            "round": self.round,
            "unit": self.unit,
            "finding": self.finding,
            "findings": (self.finding,),
        }
        mark = INSIDE[40 + place % 10]
        from tests.operations.records.test_verbs import sample

        values = sample(register, office)
        open_fields = [one for one in register.fields if one.plain and not one.internal and not one.notation]
        texts = {one.name for one in open_fields if one.holds in (Holds.TEXT, Holds.LONG)}
        values |= {name: f"={register.name}{name}显" for name in texts & values.keys()}
        name, _changes = own_fields.add(self.ledger, EVERYONE, "密栏", Holds.TEXT, book=register.name, internal=True)
        with_field = books.book(self.ledger.reader, register.name)
        made, _changes = verbs.add(self.ledger, EVERYONE, with_field, values | {name: mark})
        return register.name, made.id

    @property
    def view(self):
        """Every finding."""
        return view(self.ledger.reader, Filters(), TODAY)

    def listed(self, name, record_id):
        """One record of a book, as a list."""
        register = books.book(self.ledger.reader, name)
        found = [one for one in chosen(self.ledger.reader, register, TODAY) if one.id == record_id]
        return Listed(register, found, TODAY)

    def gathered(self, kind):
        """Everyone who is due a paper of a kind; what a clerk must type first is nobody's."""
        day = date.fromisoformat(TODAY)
        try:
            return making.gather(self.ledger.writing(), Request(kind, day, day, self.round, (), True))
        except KnownError:
            return []

    def issued(self, kind="supervision_letter"):
        """Papers of a kind for everyone who is due one."""
        sound, _blocked = issuing.sort_out(self.gathered(kind))
        return (
            issuing.issue(self.ledger, EVERYONE, self.workshop, sound, self.folder / kind, purpose=ASKED.purpose)
            if sound
            else []
        )


# -- one producer a way; each gives the files that it wrote


def finding_book(planted):
    """The usual columns and every column that may leave, grouped and not."""
    own = own_fields.own_fields(planted.ledger.reader)
    every = tuple(field.name for field in (*FIELDS, *own) if not field.internal)
    for place, (keys, group) in enumerate(((None, ""), (every, ""), (every, "unit"))):
        wish = Wish(
            planted.folder / f"台账{place}.xlsx",
            f"{FORMULA}台账",
            **({"keys": keys} if keys else {}),
            group_by=group,
            asked=ASKED,
        )
        yield export_shown(planted.ledger, EVERYONE, planted.view, wish).path


def record_book(planted):
    """Every declared book."""
    for name, record in planted.records:
        listed = planted.listed(name, record)
        yield exporting.export_shown(
            planted.ledger, EVERYONE, listed, planted.folder / f"{name}.xlsx", "=台账", (), ASKED
        ).path


def list_pdf(planted):
    """The list of findings on A4 and A3, every book as a list, and every record sheet there is."""
    reader, view_ = planted.ledger.reader, planted.view
    for paper in ("A4", "A3"):
        plan = Plan("清单", paper, classification=ASKED.mark)
        laid = printing.layout(reader, view_, plan, TODAY)
        job = Job(purpose=ASKED.purpose, destination=ASKED.destination)
        yield printing.write(planted.ledger, EVERYONE, view_, plan, laid, planted.folder / f"{paper}.pdf", job).path
    for name, record in planted.records:
        listed = planted.listed(name, record)
        plan = Plan("清单", classification=ASKED.mark)
        looks = [record_printing.layout] + ([record_printing.record_sheet] if listed.register.signatures else [])
        for look in looks:
            laid = look(reader, listed, plan, TODAY)
            if laid.complaint():  # a wide book asks for the larger paper
                plan = Plan("清单", "A3", classification=ASKED.mark)
                laid = look(reader, listed, plan, TODAY)
            yield record_printing.write(
                planted.ledger, EVERYONE, listed, plan, laid, planted.folder / f"{name}.pdf", job
            ).path


def list_print(planted):
    """On paper: no file, but an entry with the sum of its pages."""
    plan = Plan("清单", classification=ASKED.mark)
    laid = printing.layout(planted.ledger.reader, planted.view, plan, TODAY)
    numbers = printing.next_copies(planted.ledger.reader, 2)
    printing.record(planted.ledger, EVERYONE, planted.view, plan, laid, Job(numbers, ASKED.purpose, ASKED.destination))
    return ()


def _pack(planted, way):
    from db.queries import bases

    question = Question(
        bases.default_basis(planted.ledger.reader), TODAY, None, Scope((planted.round,)), "unit", "2026-05-20"
    )
    wishes = Wishes("书记专题会", tuple(PARTS))
    path = planted.folder / "会议包.pdf"
    return [meeting_pack.put_out(planted.ledger, EVERYONE, question, wishes, 2, path, ASKED, way).path]


def pack_pdf(planted):
    """Every part of a meeting's pack."""
    return _pack(planted, ways_out.PACK_PDF)


def pack_print(planted):
    """The same on its way to a printer."""
    return _pack(planted, ways_out.PACK_PRINT)


def list_again(planted):
    """Pages of a copy once more."""
    printing.record_again(planted.ledger, EVERYONE, "清单", ASKED.mark, ("000001",), 1)
    return ()


def return_book(planted):
    """The workbook of one unit."""
    return [
        one.path
        for one in sending.send(planted.ledger, EVERYONE, planted.round, [planted.unit], planted.folder, asked=ASKED)
    ]


def opinion_sheet(planted):
    """The sheets on what one unit handed in, one for each of the usual parties."""
    deciding.usual_parties(planted.ledger, EVERYONE, planted.round)
    handed_in = {
        "received_on": TODAY,
        "unit": planted.unit,
        "kind": "plan",
        "round": planted.round,
        "signed_by": "局长",
    }
    verbs.add(planted.ledger, EVERYONE, SUBMISSIONS, handed_in)
    return opinion_sheets.send(planted.ledger, EVERYONE, (planted.round,), "plan", planted.folder, ASKED).files


def chart(planted):
    """Every chart that has enough to draw."""
    from db.queries import bases

    question = Question(bases.default_basis(planted.ledger.reader), TODAY, None, Scope((planted.round,)))
    for name, title in charting.names().items():
        drawn = charting.chart(planted.ledger.reader, name, question)
        if drawn is not None:
            yield chart_files.save(
                planted.ledger, EVERYONE, drawn, title, question, planted.folder / f"{name}.png", ASKED
            )


def paper(planted):
    """Every kind of paper that somebody is due."""
    for recipe in catalogue.recipes(planted.ledger.reader):
        yield from (one.path for one in planted.issued(recipe.kind))


def _handed(planted, way):
    [letter, *_rest] = planted.issued()
    return handing_out.hand_out(planted.ledger, EVERYONE, letter.letter_id, planted.folder / "再", way, ASKED)[0]


def paper_copy(planted):
    """A frozen paper saved elsewhere."""
    return [_handed(planted, ways_out.PAPER_COPY)]


def paper_merged(planted):
    """Several frozen papers as one file for the printer."""
    ids = [one.letter_id for one in planted.issued()]
    return [handing_out.merge_out(planted.ledger, EVERYONE, ids, planted.folder / "合并.docx", ASKED)[0]]


def paper_opened(planted):
    """A frozen paper opened."""
    return [_handed(planted, ways_out.PAPER_OPENED)]


def paper_print(planted):
    """A frozen paper to the printer."""
    return [_handed(planted, ways_out.PAPER_PRINT)]


def evidence_copy(planted):
    """A scan saved elsewhere."""
    return [
        evidence_copies.save_copy(
            planted.ledger, EVERYONE, planted.scan, "会议纪要.pdf", planted.folder / "会议纪要.pdf", ASKED
        )[0]
    ]


def evidence_opened(planted):
    """A scan for another program."""
    return [
        evidence_copies.copy_to_open(planted.ledger, EVERYONE, planted.scan, "会议纪要.pdf", planted.folder / "开")[0]
    ]


def annotated_copy(planted):
    """The clerk's own list with notes; what others left in its properties does not go back out."""
    import openpyxl

    source = planted.folder / "来表.xlsx"
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = "录入员小周"
    book.active.append(["序号", "问题"])
    book.active.append([1, "票据管理不规范"])
    book.save(source)
    return [annotating.annotate(planted.ledger, EVERYONE, source, [], planted.folder / "批注.xlsx", ASKED)]


def letter_comparison(planted):
    """A feedback letter beside what was read of it; it tells of the ledger no more than numbers."""
    from desktop.operations.importing import letter_comparison as comparison
    from desktop.operations.importing.judgement import Options
    from desktop.operations.importing.letter_review import LetterReview
    from tests.exchange.word_files import paragraph, save

    lines = (
        "关于巡察县财政局党组的反馈意见",
        "县财政局党组：",
        "一、主要问题",
        "（一）政治建设方面",
        "1.票据管理不规范。",
    )
    source = save(planted.folder, [paragraph(one) for one in lines], "反馈意见.docx")
    review = LetterReview(planted.ledger, EVERYONE, source, Options())
    opened = review.open()
    letter = (source, opened, opened.marks, review.compare(opened.marks))
    return [
        comparison.write(planted.ledger, EVERYONE, letter, planted.folder / name, ASKED)
        for name in ("对照稿.docx", "对照稿.xlsx")
    ]


def template_copy(planted):
    """The template in use."""
    return [
        template_copies.save_copy(planted.ledger, EVERYONE, "supervision_letter", planted.folder / "督办函.docx", ASKED)
    ]


_KNOWN = vars(leaving_whole) | globals()
PRODUCERS = {way.name: _KNOWN[way.name] for way in ways_out.REGISTERED if way.name in _KNOWN}


def setting(ledger, name):
    """A setting of the office."""
    return settings.setting(ledger.reader, name)
