"""A5, D1: the template in use is saved for WPS and entered; a kind without one yet begins with that of the kind it is like."""

import pytest

from db.queries import prints
from desktop.documents import readback
from desktop.documents.package import open_parts
from desktop.documents.recipe import Rows
from desktop.errors import KnownError
from desktop.operations.outgoing import Asked
from desktop.operations.papers import catalogue, own_kinds, template_copies
from desktop.operations.papers.own_kinds import Wish
from desktop.operations.papers.workshop import template_bytes
from tests.builders import EVERYONE


def lines(data):
    return readback.read(data, "a.docx").paragraphs


def test_the_template_in_use_is_saved_under_the_name_of_the_office_and_entered(office, tmp_path):
    ledger = office[0]
    target = tmp_path / "再建" / "督办函.docx"
    path = template_copies.save_copy(ledger, EVERYONE, "supervision_letter", target, Asked("内部", "改字", "本办"))
    [entered] = prints.exports(ledger.reader)

    assert path == target and lines(path.read_bytes()) == lines(template_bytes(ledger, "supervision_letter"))
    assert "中共青岩县委巡察工作领导小组办公室" in open_parts(path.read_bytes(), "a.docx")["docProps/core.xml"].decode()
    recipe = catalogue.recipe(ledger.reader, "supervision_letter", begun=True)
    assert (entered.way, entered.title, entered.file_name) == ("template_copy", f"{recipe.title}模板", "督办函.docx")
    assert (entered.purpose, entered.rows, entered.classification) == ("改字", None, "内部")


def test_a_kind_that_was_only_begun_takes_the_template_of_the_kind_that_it_is_like(office, tmp_path):
    ledger = office[0]
    kind, _changes = own_kinds.begin(
        ledger, EVERYONE, Wish("recommendation_letter", "整改提示函", "巡办提", rows=Rows(open=True))
    )
    path = template_copies.save_copy(ledger, EVERYONE, kind, tmp_path / "提示函.docx")

    assert lines(path.read_bytes()) == lines(template_bytes(ledger, "recommendation_letter"))
    assert lines(path.read_bytes()) != lines(template_bytes(ledger, "supervision_letter"))


def test_an_unknown_kind_has_no_template_and_nothing_is_entered(office, tmp_path):
    with pytest.raises(KnownError):
        template_copies.save_copy(office[0], EVERYONE, "没有的", tmp_path / "a.docx")
    assert prints.exports(office[0].reader) == () and not (tmp_path / "a.docx").exists()
