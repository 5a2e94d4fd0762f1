"""D16: a mended copy is written whole beside the original, which stays as it is."""

import pytest

from desktop.errors import KnownError
from desktop.operations.form_checking import check_file, copy_path, mend_file
from tests.documents.form_check.deviations import DEVIATIONS
from tests.documents.form_check.written import RIGHT, saved


@pytest.fixture
def spoilt(tmp_path):
    document = RIGHT["red"]()
    DEVIATIONS[0][1](document)
    path = tmp_path / "通知.docx"
    path.write_bytes(saved(document))
    return path


def test_the_copy_is_right_and_the_original_is_as_it_was(spoilt):
    before = spoilt.read_bytes()

    done = mend_file(spoilt, copy_path(spoilt))

    assert done.path == spoilt.with_name("通知_改好.docx") and spoilt.read_bytes() == before
    assert [one.rule for one in done.mended] == ["page.margins"] and done.left == () == check_file(done.path)
    assert sorted(one.name for one in spoilt.parent.iterdir()) == ["通知.docx", "通知_改好.docx"]


def test_a_name_that_is_taken_is_left_alone(spoilt):
    assert mend_file(spoilt, spoilt).path == spoilt.with_name("通知(2).docx")


def test_a_file_that_is_gone_or_too_large_is_one_sentence(tmp_path, spoilt):
    with pytest.raises(KnownError, match="没有这个文件"):
        check_file(tmp_path / "无.docx")
    with (tmp_path / "大.docx").open("wb") as large:
        large.truncate(50_000_000)
    with pytest.raises(KnownError, match="过大"):
        check_file(tmp_path / "大.docx")
