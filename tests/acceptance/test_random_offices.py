"""Ten random offices with awkward names × every kind: papers as issued have the form of the standard, are worded as 00-style says, and
have no empty section, dangling mark, `None` or tag; of each office a few kinds are also printed, so that ten print every kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from db.queries import letters
from desktop.documents.leftovers import leftovers
from desktop.documents.readback import texts_of
from desktop.documents.recipes import RECIPES
from desktop.documents.style_check import checking as usage
from desktop.errors import KnownError
from desktop.operations.papers import issuing
from desktop.operations.papers.contracts import LEADER_POST
from desktop.operations.papers.issuing import Made
from desktop.operations.papers.workshop import Workshop
from tests.acceptance.paper_form import failures, rendered
from tests.acceptance.random_offices import Office
from tests.builders import EVERYONE
from tests.documents.test_empty_sections import alone

pytestmark = [pytest.mark.acceptance, pytest.mark.rendering, pytest.mark.timeout(600)]
OFFICES = 10
_DANGLING = re.compile(
    r"[，、；：](?=[。；，、）])|（[）]|《》|“”|[。；，、]{2}|^[，。；、]|(?<!\d)个个|None|nan|\{\{|\{%|〔缺"
)


def issued(office: Office, workshop: Workshop, folder: Path) -> dict[str, list[Made]]:
    """The first two papers of each kind that can be issued."""
    found: dict[str, list[Made]] = {}
    for recipe in RECIPES:
        papers = list(office.papers(recipe))[:2]
        if not papers:
            continue
        try:
            found[recipe.kind] = issuing.issue(
                office.ledger, EVERYONE, workshop, papers, folder, waived=("领导", LEADER_POST)
            )
        except KnownError as error:  # what no clerk typed: nothing goes out
            assert "缺" in str(error), recipe.kind
    return found


def faults_of(one: Made, kind: str) -> list[str]:
    """What is wrong with a file by its structure, its words and its usage."""
    data = one.path.read_bytes()
    texts = texts_of(data, one.path.name)
    lines = [line for _place, text in texts for line in text.split("\n")]
    found = [*failures(one.path, kind), *leftovers(texts), *(f"空节：{heading}" for heading in alone(data)[0])]
    found += [f"悬空：{line}" for line in lines if _DANGLING.search(line.strip())]
    found += [f"用语：{remark.where} {remark.sentence}" for remark in usage.check(data, one.path.name)]
    return [f"{kind} {one.path.name} {fault}" for fault in found]


@pytest.mark.parametrize("seed", range(OFFICES))
def test_every_kind_of_a_random_office_is_right_and_every_tenth_is_printed_right(seed, ledger, clock, tmp_path):
    office = Office(ledger, clock, 1000 + seed)
    office.caused()

    made = issued(office, Workshop(ledger), tmp_path)

    assert len(made) >= 20 and letters.letter(ledger.reader, next(iter(made.values()))[0].letter_id)
    found = [fault for kind, papers in made.items() for one in papers for fault in faults_of(one, kind)]
    assert found == [], "\n".join(found)
    sampled = [(kind, papers[0].path) for at, (kind, papers) in enumerate(made.items()) if at % OFFICES == seed]
    pdfs = rendered([path for _kind, path in sampled], tmp_path / "pdf")
    assert [fault for kind, path in sampled for fault in failures(path, kind, pdfs[path])] == []
