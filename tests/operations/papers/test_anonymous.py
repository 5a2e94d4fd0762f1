"""脱名: a paper that hides whose findings it tells says it nowhere, whatever way it came (papers/05, 差错1; index.md rule 6)."""

from __future__ import annotations

import docx
import pytest

from desktop.documents.file_words import FileWords
from desktop.errors import KnownError
from desktop.operations.findings import edit
from desktop.operations.papers import anonymous, edited, issuing, making
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked

NAMED = ("住房和城乡建设局", "农业农村局党组", "14-06-000")


@pytest.fixture
def wanted(office):
    """The papers to the department of finance, names hidden or not."""
    ledger, round_id, *_units = office
    edit(ledger, EVERYONE, [1, 2, 3], {"department_in_charge": "县财政局"})

    def gather(hide=True):
        given = {"脱名": True} if hide else {}
        return making.gather(ledger.writing(), asked(round_id, kind="referral_letter", given=given))

    return gather


def texts(path):
    words = FileWords(path.name, path.read_bytes())
    return "".join((words.name, *(text for _place, text in (*words.read, *words.unseen))))


def test_its_list_prints_the_kind_of_the_unit_and_a_number_for_outside(office, workshop, wanted, tmp_path):
    ledger = office[0]
    [one] = wanted()
    assert {(row["编号"], row["单位"]) for row in one.words["问题清单"]} == {
        (f"外-{n:04d}", "县直部门") for n in (1, 2, 3)
    }
    [made] = issuing.issue(ledger, EVERYONE, workshop, [one], tmp_path)
    assert not [name for name in NAMED if name in texts(made.path)] and "外-0001" in texts(made.path)

    [open_one] = wanted(hide=False)
    [made] = issuing.issue(ledger, EVERYONE, workshop, [open_one], tmp_path)
    assert [name for name in NAMED if name in texts(made.path)]


def test_a_finding_that_names_its_unit_keeps_the_paper_from_going_out(office, workshop, wanted, tmp_path):
    ledger = office[0]
    edit(ledger, EVERYONE, [3], {"text": "县农业农村局党组的高标准农田任务没有完成"})
    with pytest.raises(KnownError, match="要脱名.*没有签发") as refused:
        issuing.issue(ledger, EVERYONE, workshop, wanted(), tmp_path)
    assert refused.value.kind == "named" and not list(tmp_path.glob("*.docx"))


def test_a_name_that_a_hand_wrote_into_the_file_is_found_too(office, workshop, wanted, tmp_path):
    ledger = office[0]
    found = wanted()
    [drafted] = issuing.draft(workshop, found, tmp_path / "draft")
    paper = docx.Document(drafted.path)
    paper.core_properties.subject = "县住房和城乡建设局党组"
    paper.save(tmp_path / "改.docx")
    with pytest.raises(KnownError, match="县住房和城乡建设局党组"):
        edited.issue(ledger, EVERYONE, workshop, found, tmp_path / "改.docx", tmp_path / "out")


def test_every_kind_that_can_hide_names_is_hidden_by_one_piece():
    assert anonymous.WORD in {field.name for field in making.catalogue.recipe(None, "referral_letter").fields}
    assert anonymous.WORD in {field.name for field in making.catalogue.recipe(None, "recommendation_letter").fields}


def test_a_file_that_hides_them_goes_out_as_it_was_approved(office, workshop, wanted, tmp_path):
    ledger = office[0]
    found = wanted()
    [drafted] = issuing.draft(workshop, found, tmp_path / "draft")
    made = edited.issue(ledger, EVERYONE, workshop, found, drafted.path, tmp_path / "out")
    assert not [name for name in NAMED if name in texts(made.path)]
