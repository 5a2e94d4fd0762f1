"""The papers that the demonstration makes, of every kind: neither the usage of the office nor the standard has anything against the program's own words."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from io import BytesIO

import pytest

from db.queries import papers, register
from db.queries import units as unit_queries
from db.queries.findings import list_findings
from db.records import FindingCriteria, FindingRow
from db.store import Ledger
from desktop.documents.form_check.checking import check as form_faults
from desktop.documents.recipe import Recipe
from desktop.documents.recipes import RECIPES
from desktop.documents.render import Paper
from desktop.errors import KnownError
from desktop.operations.demonstration import build
from desktop.operations.findings import edit
from desktop.operations.papers import making
from desktop.operations.papers.addressing import addressee_word
from desktop.operations.papers.gathered import Gathered, Request
from desktop.operations.papers.workshop import Workshop
from desktop.operations.style_checking import of_draft
from tests.acceptance.demo_laws import TODAY
from tests.builders import EVERYONE
from tests.causes import is_of_the_round, typed_words
from tests.operations.papers.handed_in import enter
from tests.operations.papers.recorded import drilled

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(900)]
DAY = date.fromisoformat(TODAY)
_WITH_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+")
ROUNDS = ("15-06", "15-05")
NOTHING_TO_SAY = {"correction_letter": "演示里没有定为“出更正”的数字"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    ledger = build.build(tmp_path_factory.mktemp("demo") / "demo.ledger")
    round_id = register.round_id(ledger.reader, ROUNDS[0])
    enter(ledger, "freeze", on=TODAY, name="2026年5月", as_of=TODAY)
    marked = _rows(ledger, round_id)[:3]
    edit(ledger, EVERYONE, [row.id for row in marked], {"on_organisation": 1})
    for row in marked:
        enter(ledger, "organisation_duty", finding=row.id, round=round_id, desk="干部科", person="庄明远")
    drilled(ledger, round_id, marked[0].unit_id, TODAY)
    yield ledger
    ledger.close()


@pytest.fixture(scope="module")
def workshop(demo: Ledger) -> Workshop:
    return Workshop(demo)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_no_paper_of_the_demonstration_has_a_remark_on_the_words_of_the_program(recipe, demo, workshop):
    """D16, 00-style"""
    press = workshop.press(recipe.kind)
    made, told = 0, []
    for gathered in _everything(demo, recipe):
        paper = press.render(gathered.words)
        if any(missing.blocks for missing in paper.missing):
            continue  # it cannot be issued, and says what it lacks
        made += 1
        told += [f"{gathered.addressee}: {one}" for one in form_faults(_of_the_program(paper), "文书.docx")]
        told += [f"{gathered.addressee}: {one}" for one in of_draft(paper.data, "文书.docx", paper.quoted)]

    assert told == []
    assert bool(made) != (recipe.kind in NOTHING_TO_SAY)


def _of_the_program(paper: Paper) -> bytes:
    """The paper without the commas in numbers that it took over from the ledger: the check of any file speaks of them too."""
    said = {number for words in paper.quoted for number in _WITH_COMMAS.findall(words)}
    with zipfile.ZipFile(BytesIO(paper.data)) as parts:
        kept = {one: parts.read(one) for one in parts.namelist()}
    body = kept["word/document.xml"].decode()
    for number in sorted(said, key=len, reverse=True):
        body = body.replace(number, number.replace(",", ""))
    kept["word/document.xml"] = body.encode()
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, data in kept.items():
            written.writestr(name, data)
    return made.getvalue()


def _everything(ledger: Ledger, recipe: Recipe) -> Iterator[Gathered]:
    """A paper for everyone with cause; of a composed kind one for the round or, for each unit, about one, some and all of its findings."""
    for code in ROUNDS:
        round_id = register.round_id(ledger.reader, code)
        for request in _requests(ledger, recipe, round_id):
            try:
                yield from making.gather(ledger.reader, request)
            except KnownError:
                continue  # nobody has cause
    if not recipe.each and papers.prepared(ledger.reader, recipe.kind):
        yield from making.gather(ledger.reader, Request(recipe.kind, DAY, DAY, None, (), True, actor=EVERYONE))


def _requests(ledger: Ledger, recipe: Recipe, round_id: int) -> Iterator[Request]:
    of_round, typed = partial(Request, recipe.kind, DAY, DAY, round_id, actor=EVERYONE), typed_words(recipe)
    if recipe.each:
        yield of_round((), True, typed)
        return
    if is_of_the_round(recipe):
        yield of_round(given=typed)
        return
    names = {one.id: one.name for one in unit_queries.units(ledger.reader, TODAY)}
    by_unit: dict[int, list[str]] = {}
    for row in _rows(ledger, round_id):
        by_unit.setdefault(row.unit_id, []).append(row.number)
    for unit_id, numbers in by_unit.items():
        whom = {**typed, addressee_word(recipe): names[unit_id]}
        for count in (1, 3, len(numbers)) if recipe.rows.chosen else (0,):
            yield of_round(given={**whom, "问题编号": numbers[:count]} if count else whom)


def _rows(ledger: Ledger, round_id: int) -> list[FindingRow]:
    return list(list_findings(ledger.reader, FindingCriteria(rounds=(round_id,), presence="in"), TODAY))
