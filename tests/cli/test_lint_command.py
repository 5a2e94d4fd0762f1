"""D16: lint on the command line."""

import pytest

from tests.documents.form_check.deviations import DEVIATIONS, words
from tests.documents.form_check.written import RIGHT, saved


@pytest.fixture
def spoilt(tmp_path):
    """A notice whose margins and whose number are not as they should be."""
    document = RIGHT["red"]()
    DEVIATIONS[0][1](document)
    path = tmp_path / "通知.docx"
    path.write_bytes(saved(document))
    return path


def test_faults_of_several_files_are_told_in_the_shape_of_the_contract(console, spoilt, tmp_path):
    good = tmp_path / "函.docx"
    good.write_bytes(saved(RIGHT["letter"]()))

    code, told, _complaint = console("lint", spoilt, good, "--json")

    assert code == 0 and [set(one) for one in told["files"]] == [{"path", "faults"}] * 2
    (fault,) = told["files"][0]["faults"]
    assert set(fault) == {"rule", "where", "message", "mendable"} and fault["rule"] == "page.margins"
    assert told["files"][1] == {"path": str(good), "faults": []}


def test_a_mended_copy_is_written_and_nothing_that_is_there_is_touched(console, spoilt):
    """Never over the original, not even where it is named as the target."""
    before = spoilt.read_bytes()

    code, told, _complaint = console("lint", spoilt, "--mend", spoilt, "--json")

    assert code == 0 and spoilt.read_bytes() == before
    assert told["files"][0]["mended"] == str(spoilt.with_name("通知(2).docx")) and told["files"][0]["left"] == []
    assert console("lint", spoilt.with_name("通知(2).docx"), "--json")[1]["files"][0]["faults"] == []


def test_a_file_that_cannot_be_read_is_one_sentence_and_does_not_stop_the_others(console, spoilt, tmp_path):
    (tmp_path / "旧.docx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))

    code, told, complaint = console("lint", tmp_path / "旧.docx", tmp_path / "无.docx", spoilt, "--json")

    assert code == 1 and [len(one["faults"]) for one in told["files"]] == [0, 0, 1]
    assert "去掉密码" in complaint and "没有这个文件" in complaint


def test_plain_text_names_place_and_remedy(console, spoilt):
    code, told, _complaint = console("lint", spoilt)

    assert code == 0 and "页面设置" in told and "可自动改" in told


def test_one_target_is_for_one_file(console, spoilt):
    assert console("lint", spoilt, spoilt, "--mend", "改.docx")[0] == 2


def test_usage_is_told_where_it_is_asked_for(console, tmp_path):
    """00-style on finished papers, beside the faults of form and never among them."""
    document = RIGHT["plain"]()
    words("部署，", "部署，由一把手负责，")(document)
    path = tmp_path / "汇报.docx"
    path.write_bytes(saved(document))

    code, told, _complaint = console("lint", path, "--style", "--json")

    assert code == 0
    assert {"rule", "where", "found", "message", "proposal"} == set(told["files"][0]["style"][0])
    assert "主要负责人" in console("lint", path, "--style")[1]
    assert "style" not in console("lint", path, "--json")[1]["files"][0]
