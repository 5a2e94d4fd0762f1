"""papers/34 from the ledger: the page says what was frozen, whatever was entered since, and what was corrected in former periods."""

from dataclasses import replace
from datetime import date

import pytest

from db.records import Basis
from desktop.errors import KnownError
from desktop.ledgers.freezes import FREEZES
from desktop.operations import closing, freezing, progress
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.providers import sealing
from desktop.operations.records import verbs
from tests.builders import CLAIMANT, EVERYONE, no_evidence_faults
from tests.operations.health.sound_office import a_sound_office
from tests.ui.office import prove


@pytest.fixture
def office(ledger):
    return a_sound_office(ledger)


def frozen(ledger, name, day):
    verbs.add(ledger, EVERYONE, FREEZES, {"name": name, "as_of": day})
    return freezing.frozen_named(ledger.reader, name)


def page(ledger, office, day):
    request = Request(
        "ledger_seal_page", date(2026, 6, 5), date.fromisoformat(day), office[0], given={"存放": "档案柜3号"}
    )
    [paper] = making.gather(ledger.reader, request)
    return paper.words


def late(ledger, finding, on="2026-04-20"):
    progress.claim(ledger, CLAIMANT, finding, "done", on, "补缴到位", said_by="县民政局")
    prove(ledger, finding)
    closing.close_out(ledger, EVERYONE, finding, on, no_evidence_faults)


def test_the_page_says_what_was_frozen(ledger, office):
    one = frozen(ledger, "2026年5月", "2026-05-31")
    words = page(ledger, office, "2026-05-31")

    assert words["封存对象"] == "2026年5月结账" and words["摘要"] == one.digest and len(words["链末端"]) == 64
    assert (int(words["封存总数"]), int(words["封存销号"]), int(words["封存未销号"])) == (4, 0, 4)
    assert words["未结"] == ["4个问题未销号"] and "没有未结" not in words and "更正" not in words
    assert (
        words["内容"][0]["名"] == "问题台账"
        and words["内容"][0]["首"] == "15-06-0001"
        and words["内容"][0]["末"] == "15-06-0004"
    )


def test_the_basis_is_said_in_words_without_signs_of_arithmetic_or_a_second_label():
    said = sealing._said(Basis())
    assert said.startswith("按") and "；分母为" in said and not set("÷－：") & set(said)
    named = sealing._said(replace(Basis(), id=4, name="县委口径2026", version=2))
    assert named == f"县委口径2026第2版，{said}"


def test_what_comes_later_does_not_move_the_page(ledger, office):
    frozen(ledger, "2026年5月", "2026-05-31")
    before = page(ledger, office, "2026-05-31")
    late(ledger, office[2][1])
    again = page(ledger, office, "2026-05-31")

    assert {name: str(again[name]) for name in ("封存销号", "封存整改率", "摘要", "链末端", "内容")} == {
        name: str(before[name]) for name in ("封存销号", "封存整改率", "摘要", "链末端", "内容")
    }


def test_the_next_page_tells_what_was_corrected_in_the_former_period(ledger, office):
    frozen(ledger, "2026年4月", "2026-04-30")
    late(ledger, office[2][1])
    frozen(ledger, "2026年5月", "2026-05-31")

    words = page(ledger, office, "2026-05-31")
    assert int(words["封存销号"]) == 1 and all(one.startswith("2026年4月：15-06-0002 ") for one in words["更正"])
    assert any("补登 2026-04-20" in one for one in words["更正"])


def test_without_a_freeze_of_the_day_the_page_lacks_what_only_a_freeze_can_say(ledger, office):
    words = page(ledger, office, "2026-05-31")
    recipe = making.catalogue.recipe(ledger.reader, "ledger_seal_page")
    lacking = {one.name for one in recipe.missing(words) if one.blocks}
    assert {"封存对象", "摘要", "链末端", "封存总数"} <= lacking


def test_a_page_of_a_day_before_any_finding_is_refused(ledger, office):
    with pytest.raises(KnownError):
        page(ledger, office, "2020-01-31")
