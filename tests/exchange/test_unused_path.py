"""Files that are written out never replace another, and appear whole or not at all."""

import pytest

from desktop.errors import KnownError
from desktop.exchange.unused_path import unused, written_whole


def test_the_first_free_name_is_taken(tmp_path):
    path = tmp_path / "清单.xlsx"
    assert unused(path) == path
    for number in ("", "(2)", "(3)"):
        (tmp_path / f"清单{number}.xlsx").touch()
    assert unused(path).name == "清单(4).xlsx"


def test_a_file_takes_its_place_only_when_the_block_ends_well(tmp_path):
    path = tmp_path / "深" / "清单.xlsx"
    with written_whole(path) as draft:
        draft.write_text("x", encoding="utf-8")
        assert not path.exists() and draft.suffix == ".xlsx" and draft.parent == path.parent
    assert path.read_text(encoding="utf-8") == "x" and [one.name for one in path.parent.iterdir()] == ["清单.xlsx"]
    with pytest.raises(ZeroDivisionError), written_whole(path) as draft:
        draft.write_text("y", encoding="utf-8")
        1 / 0  # noqa: B018
    assert path.read_text(encoding="utf-8") == "x" and [one.name for one in path.parent.iterdir()] == ["清单.xlsx"]


def test_a_place_that_takes_nothing_is_told(tmp_path):
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    with pytest.raises(KnownError, match="不能写入"), written_whole(tmp_path / "文件" / "清单.xlsx"):
        pass
    with pytest.raises(KnownError, match="没有留下半个文件"), written_whole(tmp_path / "清单.xlsx"):
        raise OSError(28, "x")
    assert [one.name for one in tmp_path.iterdir()] == ["文件"]
