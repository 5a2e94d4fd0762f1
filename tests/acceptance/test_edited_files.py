"""P-5, P-6, P-8, P-9, P-12: a file changed by hand is caught, or what the register says of it is what it says."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from db.queries import papers as queries
from desktop.documents import contract, readback
from desktop.documents.identity import identity_of
from desktop.errors import KnownError
from desktop.operations.papers import edited, issuing, making
from desktop.operations.papers.workshop import Workshop
from desktop.operations.units import UnitDraft
from desktop.rules.document_numbers import read_number
from tests.acceptance import edited_files as hands
from tests.acceptance.offices import add_round, add_units, ask, open_office
from tests.builders import EVERYONE
from tests.causes import AS_OF, TODAY

OTHER = "抽查低保对象120户，有4户超过3个月未调整，审核把关不严"
AMOUNTS = [40, pytest.param(300, marks=[pytest.mark.acceptance, pytest.mark.timeout(900)])]


@pytest.fixture
def case(ledger, clock, tmp_path):
    """A draft to one unit, and what is known of another."""
    open_office(ledger, clock)
    round_id = add_round(ledger)
    own, other = add_units(
        ledger,
        round_id,
        [
            (
                UnitDraft(
                    "县住房和城乡建设局党组",
                    kind="县直部门",
                    leader="周柏川",
                    leader_title="党组书记",
                    phone="0000-6123000",
                ),
                [{"text": f"老旧小区改造结余资金96.5万元未清理，涉及{n}个片区"} for n in range(1, 6)],
            ),
            (
                UnitDraft(
                    "县民政局党组", kind="县直部门", leader="沈叙言", leader_title="党组书记", phone="0000-6128888"
                ),
                [{"text": OTHER, "responsible_leader": "沈叙言"}],
            ),
        ],
    )
    workshop = Workshop(ledger)
    found = making.gather(ledger.writing(), ask("supervision_letter", round_id, own.unit_id))
    [draft] = issuing.draft(workshop, found, tmp_path / "draft")
    marks = {
        "text": OTHER, "name": other.name, "leader": "沈叙言", "phone": "6128888", "number": other.numbers[0],
    }  # fmt: skip
    return ledger, workshop, found, draft.path.read_bytes(), marks


def a_hand(at: int, data: bytes, chance: random.Random, marks: dict[str, str]) -> hands.Hand:
    """Hands in turn, half of them with something of the other unit."""
    makers = (hands.changed_number, hands.changed_date, hands.changed_count, hands.leftover, hands.tracked)
    return hands.foreign(data, chance, marks) if at % 2 else makers[at // 2 % len(makers)](data, chance)


def wrong_after(ledger, workshop, found, path, folder) -> str:
    """What is wrong with an issue that went through; empty where it was refused, or all is right."""
    try:
        made = edited.issue(ledger, EVERYONE, workshop, found, path, folder)
    except KnownError as error:
        said = str(error)
        return "" if any("\u4e00" <= mark <= "\u9fff" for mark in said) else f"no Chinese sentence: {said}"
    reader = ledger.writing()
    reading = readback.read_file(made.path)
    day, _state, _words = queries.letter_dates(reader, made.letter_id)
    faults = []
    if contract.dated(reading) != date.fromisoformat(day):
        faults.append(f"date {contract.dated(reading)} {day}")
    if not any(read_number(line) == read_number(made.number) for line in reading.paragraphs):
        faults.append(f"number {made.number}")
    for figure in queries.figures_of(reader, made.letter_id):
        now = reading.figures.get(figure.token)
        if figure.origin == "computed" and now is not None and now != figure.value:
            faults.append(f"figure {figure.name} {figure.value} {now}")
    faults += readback.unfinished(reading)
    return "; ".join(faults)


@pytest.mark.parametrize("count", AMOUNTS)
def test_a_file_changed_by_hand_is_caught_or_right_p5_p6_p8_p9_p12(case, count, tmp_path):
    ledger, workshop, found, data, marks = case
    chance = random.Random(11)
    wrong, caught, taken = [], 0, 0
    deciding = [entry.token for entry in identity_of(data, "a").entries if entry.rows]
    for at in range(count):
        hand = a_hand(at, data, chance, marks)
        path = tmp_path / f"改定{at}.docx"
        path.write_bytes(hand.data)
        before = ledger.writing().value("select count(*) from letter")
        fault = wrong_after(ledger, workshop, found, path, tmp_path / f"out{at}")
        went = ledger.writing().value("select count(*) from letter") > before
        taken, caught = taken + went, caught + (not went)
        must = hand.kind.startswith(("foreign", "leftover", "tracked")) or (
            hand.kind == "count" and any(token in hand.change for token in deciding)
        )
        if fault or (must and went):
            wrong.append(f"{hand.kind}: {hand.change}: {fault or 'went out'}")

    assert wrong == []
    assert caught + taken == count


def test_the_facts_are_those_of_the_draft_p7(case, clock, tmp_path):
    """P-7: drawn up on the 9th, signed on the 12th: as-of and figures of the draft, date and number of the file."""
    ledger, workshop, found, data, _marks = case
    path = tmp_path / "改定.docx"
    path.write_bytes(hands.rewritten(data, {hands.BODY: lambda xml: xml.replace("2026年10月9日", "2026年10月12日")}))
    clock.set("2026-10-12T09:00:00")
    round_id, unit_id = found[0].round_id, found[0].unit_id
    later = replace(
        ask("supervision_letter", round_id, unit_id), issued_on=date(2026, 10, 12), as_of=date(2026, 10, 12)
    )

    made = edited.issue(ledger, EVERYONE, workshop, making.gather(ledger.writing(), later), path, tmp_path / "out")

    row = ledger.reader.tuples("select issued_on, as_of, known_at from letter where id = ?", (made.letter_id,))[0]
    assert tuple(row) == ("2026-10-12", AS_OF.isoformat(), TODAY.isoformat())
    figures = {one.name: one for one in queries.figures_of(ledger.reader, made.letter_id)}
    assert figures["最长逾期天数"].origin == "computed"
    assert figures["最长逾期天数"].value == "20"
    assert figures["逾期数"].findings.count("-") == 10


def test_tracked_changes_are_accepted_where_a_person_says_so_p8(case, tmp_path):
    ledger, workshop, found, data, _marks = case
    mark = (
        '</w:t></w:r><w:ins w:id="901" w:author="甲"><w:r><w:t>立即</w:t></w:r></w:ins><w:r><w:t xml:space="preserve">'
    )
    path = tmp_path / "改定.docx"
    path.write_bytes(hands.rewritten(data, {hands.BODY: lambda xml: hands.in_text(xml, mark)}))

    assert edited.compare(workshop, found[0], path).changes == ("甲：增“立即”",)
    with pytest.raises(KnownError) as refused:
        edited.issue(ledger, EVERYONE, workshop, found, path, tmp_path)
    made = edited.issue(ledger, EVERYONE, workshop, found, path, tmp_path, accept_changes=True)

    assert refused.value.kind == edited.REVISIONS
    reading = readback.read_file(made.path)
    assert reading.changes == ()
    assert any("立即请主要负责人" in line for line in reading.paragraphs)


def test_the_issued_file_no_longer_bears_the_mark_of_its_draft_p7(case, tmp_path):
    ledger, workshop, found, data, _marks = case
    path = tmp_path / "改定.docx"
    path.write_bytes(data)

    made = edited.issue(ledger, EVERYONE, workshop, found, path, tmp_path / "out")

    assert identity_of(data, "a") is not None
    assert identity_of(made.path.read_bytes(), "a") is None
