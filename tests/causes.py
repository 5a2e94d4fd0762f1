"""What gives every kind of paper cause, by its declaration, for as many units as wanted: no test names the kinds one by one.

A kind whose book is not in ENTERED (tests/operations/papers/recorded.py) fails with its name: its records are entered by one line there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.documents.recipe import EACH, Recipe
from desktop.documents.style_check.writing import BULLETIN, species_of
from desktop.documents.vocabulary import BLOCKS, MARKED
from desktop.operations import units
from desktop.operations.change import change
from desktop.operations.findings import edit
from desktop.operations.papers import issuing, making
from desktop.operations.papers.addressing import addressee_word
from desktop.operations.papers.contracts import LEADER_POST
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.issuing import Made
from desktop.operations.papers.registering import SentPaper, insert_sent
from desktop.operations.papers.workshop import Workshop
from desktop.rules.permissions import Action
from tests.builders import EVERYONE
from tests.operations.papers.handed_in import enter
from tests.operations.papers.recorded import ENTERED
from tests.operations.papers.visited import visited

TODAY, AS_OF, BEFORE_DUE = date(2026, 10, 9), date(2026, 9, 30), date(2026, 9, 1)
COMMITTEE = "县委书记专题会"


@dataclass(frozen=True)
class Placed:
    """A unit with its findings: ids and permanent numbers."""

    unit_id: int
    name: str
    findings: tuple[int, ...]
    numbers: tuple[str, ...]


def cause(ledger: Any, recipe: Recipe, round_id: int, placed: Sequence[Placed]) -> None:
    """Facts in the ledger that give each unit cause for a paper of the kind."""
    everything = [finding for one in placed for finding in one.findings]
    fields = {field.name for field in recipe.fields}
    if recipe.per in ("leader", "department") or recipe.addressee == "department":
        _in_charge(ledger, placed)
    if recipe.per == "letter":
        without_reply(ledger, round_id, placed)
    if recipe.rows.nature:
        edit(ledger, EVERYONE, everything, {"nature": recipe.rows.nature[0]}, reason="领导小组核定")
    for organ in filter(lambda one: one.mark, recipe.organs):
        edit(ledger, EVERYONE, everything, {organ.mark: 1})
    if recipe.rows.drawn or {"结果表", "拟抽问题"} & fields:
        visited(ledger, round_id)
    if "监督清单" in fields:
        edit(ledger, EVERYONE, everything, {"on_organisation": 1})
        for finding in everything:
            enter(ledger, "organisation_duty", finding=finding, round=round_id, desk="干部科", person="庄明远")
    if "封存对象" in fields and not ledger.reader.value("select count(*) from freeze"):
        enter(ledger, "freeze", on=TODAY.isoformat(), name="2026年9月", as_of=AS_OF.isoformat())
    for one in placed[:1] if recipe.book in OF_THE_ROUND else placed if recipe.book else ():
        ENTERED[recipe.book](ledger, round_id, one.unit_id)


def asked(recipe: Recipe, round_id: int, placed: Sequence[Placed]) -> list[Request]:
    """What a clerk asks for: everybody who has cause, a composed paper for each unit, or the one of the round."""
    as_of = BEFORE_DUE if recipe.rows.coming else AS_OF  # the findings are due on 10 September
    if recipe.rows.nature:
        as_of = TODAY  # their nature was settled today
    typed = typed_words(recipe)
    if recipe.each:
        return [Request(recipe.kind, TODAY, as_of, round_id, (), True, typed, actor=EVERYONE)]
    names = {field.name for field in recipe.fields}
    if is_of_the_round(recipe):
        above = species_of(recipe.title) != BULLETIN  # which goes to nobody above
        whom = {"主送": COMMITTEE if above else recipe.addressed_to} if "主送" in names else {}
        return [Request(recipe.kind, TODAY, as_of, round_id, given={**typed, **whom})]
    word = addressee_word(recipe)
    found = []
    for one in placed:
        chosen = {"问题编号": list(one.numbers)} if recipe.rows.chosen else {}
        found.append(Request(recipe.kind, TODAY, as_of, round_id, given={**typed, word: one.name, **chosen}))
    return found


def is_of_the_round(recipe: Recipe) -> bool:
    """Whether one paper is about all units of the round: it goes to no unit and its findings are not chosen."""
    singly = recipe.per not in EACH and recipe.addressee not in ("unit", "department") and not recipe.rows.chosen
    return singly or recipe.per == "organ" or recipe.book in OF_THE_ROUND


def issued(
    ledger: Any, workshop: Workshop, recipe: Recipe, round_id: int, placed: Sequence[Placed], folder: Path
) -> list[Made]:
    """The papers of a kind for units that have cause, under their numbers, in the folder."""
    found = [one for request in asked(recipe, round_id, placed) for one in making.gather(ledger.writing(), request)]
    return list(issuing.issue(ledger, EVERYONE, workshop, found, folder, waived=("领导", LEADER_POST)))


def typed_words(recipe: Recipe) -> dict[str, Any]:
    """What a clerk types for a kind, as in the recipe's own example; of a kind for many only what it cannot go without."""
    sample = recipe.sample()
    wanted = [item.name for item in recipe.fields if item.typed and item.name in sample]
    if recipe.each:
        needed = {item.name for item in recipe.fields if item.missing in (BLOCKS, MARKED) and not item.when}
        wanted = [name for name in wanted if name in needed]
    typed = {name: _plain(sample[name]) for name in wanted} | (
        {"总评": "分工清楚"} if recipe.book == "submission" else {}
    )
    names = {item.name for item in recipe.fields}
    if any(item.name == "份号" and item.when == "会议名称" for item in recipe.fields):
        typed["份号"] = "000007"
    return typed | (TALLIED if "评估计票" in names else {})


def without_reply(ledger: Any, round_id: int, placed: Sequence[Placed]) -> None:
    """Papers of another desk to each unit whose day of reply has passed."""
    with change(ledger, EVERYONE, Action.REGISTER_LETTER, "补登") as changes:
        for number, one in enumerate(placed, 101):
            said = (f"青巡督〔2026〕{number}号", "2026-09-11", one.name, one.unit_id, round_id, [], "2026-09-18")
            insert_sent(changes, ledger, SentPaper("supervision_letter", "督办函", *said))


def _in_charge(ledger: Any, placed: Sequence[Placed]) -> None:
    """The next unit of the row answers for each as its department."""
    for one, other in zip(placed, (*placed[1:], placed[0]), strict=True):
        units.edit(ledger, EVERYONE, one.unit_id, {"department_in_charge": other.name})
        edit(ledger, EVERYONE, list(one.findings), {"department_in_charge": other.name})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


OF_THE_ROUND = ("draw", "export_record", "drill_record")
"""Books whose records are of no single unit."""
TALLIED = {"评估计票": [{"名": "工作作风", "好": 8, "较好": 2}], "评估发出": 10, "评估收回": 10, "评估有效": 10}
