"""What page 14 shows of the common findings, read and counted beside the window: groups, their cards, their findings (page 14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from db.packed import by_id
from db.queries.briefs import Told, list_briefs
from db.queries.units import units_by_id
from db.records import FindingCriteria
from db.store import Ledger
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.recommendations import COMMON_GROUPS
from desktop.operations.records.group_past import Past, pasts
from desktop.operations.records.group_proposals import Asked, Found, GroupProposal, proposed, waits
from desktop.ui.pages.register.group_list import GroupCard
from desktop.ui.pages.register.group_members import round_of
from desktop.ui.pages.register.letter_draft import kind_of_letter
from desktop.ui.pages.register.unit_squares import UnitCount, shown_of


def stands(proposal: GroupProposal, past: Past) -> Mark:
    """What was decided about a group: a letter went out, it gained findings, it is registered, or it is 待定."""
    record, gained = proposal.record, len(proposal.gained)
    if gained and record is not None:
        return Mark(Shape.TRIANGLE, f"多出 {gained} 条", Tone.AMBER, record.number)
    if past.sent:
        letter = past.sent[-1]
        return Mark(Shape.CHECK, str(letter.fields["letter"] or letter.number), Tone.GREEN)
    state = COMMON_GROUPS.state(COMMON_GROUPS.first_state if record is None else record.state)
    tip = "还没有登记" if record is None else record.number
    return Mark(state.shape, state.word, Tone.AMBER if waits(proposal) else state.tone, tip)


@dataclass(frozen=True)
class Read:
    """The groups with their past, as cards, what the numbers of each begin with, and their findings by id; `letter_kind` is what `kind_of_letter` says."""

    asked: Asked
    found: Found
    pasts: tuple[Past, ...]
    cards: tuple[GroupCard, ...]
    same: tuple[str, ...]
    rows: Mapping[int, Told]
    letter_kind: str


def read_groups(ledger: Ledger, as_of: str, asked: Asked) -> Read:
    """Look for the groups: every text of the rounds is read."""
    with ledger.apart() as own:
        reader = own.reader
        found = proposed(reader, as_of, asked)
        ids = tuple(one for proposal in found.proposals for one in proposal.findings)
        rows = by_id(list_briefs(reader, FindingCriteria(ids=ids, presence="any"), as_of)) if ids else {}
        listed = list_briefs(reader, FindingCriteria(rounds=asked.rounds), as_of)
        units = units_by_id(reader, {row.unit_id for row in listed}, as_of)
        names = tuple((one.id, one.short or one.name) for one in units)
        former = pasts(reader, as_of, asked, found.proposals)
        looked = list(enumerate(zip(found.proposals, former, strict=True), start=1))
        return Read(
            asked,
            found,
            former,
            tuple(_card(number, proposal, past, rows, names) for number, (proposal, past) in looked),
            tuple(round_of(rows[one].number for one in proposal.findings) for proposal in found.proposals),
            rows,
            kind_of_letter(reader),
        )


def _card(
    number: int, proposal: GroupProposal, past: Past, rows: Mapping[int, Told], units: tuple[tuple[int, str], ...]
) -> GroupCard:
    """A group with the units of the rounds looked through, by id with their names in the office's order."""
    hit = Counter(rows[one].unit_id for one in proposal.findings)
    shown = shown_of([UnitCount(name, hit[unit]) for unit, name in units])
    return GroupCard(number, proposal, stands(proposal, past), tuple(shown), past.words)
