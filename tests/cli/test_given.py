"""--set and --set-file are read in one way by every command that takes them."""

import pytest

from desktop.cli.given import given, pair
from desktop.cli.usage import WrongUsage
from desktop.errors import KnownError


def test_what_was_typed_goes_over_the_file(tmp_path):
    file = tmp_path / "值.json"
    file.write_text('{"place": "一楼", "kind": "约谈"}', "utf-8-sig")

    assert given(file, ["place=二楼", "note=a=b"], "record") == {"place": "二楼", "kind": "约谈", "note": "a=b"}


def test_nothing_given_is_nothing():
    assert given(None, [], "document") == {}


def test_a_pair_without_its_sign_is_wrong_usage_that_names_it_and_the_command():
    with pytest.raises(WrongUsage, match="--where 状态 少了等号") as caught:
        pair("状态", "--where", "records")

    assert caught.value.usage == "usage: python -m desktop records\n"


@pytest.mark.parametrize(("content", "sentence"), [("{", "不是能读的 JSON"), ("[1]", "一个 JSON 对象")])
def test_a_bad_file_is_told_with_its_name(tmp_path, content, sentence):
    file = tmp_path / "值.json"
    file.write_text(content, "utf-8")

    with pytest.raises(KnownError, match=f"值.json.*{sentence}"):
        given(file, [], "record")


def test_a_file_that_is_not_there_is_told_with_its_name(tmp_path):
    with pytest.raises(KnownError, match="没有.json 读不出来：没有这个文件或文件夹。请核对路径。"):
        given(tmp_path / "没有.json", [], "record")


@pytest.mark.parametrize(
    "command", [("document", "a.ledger", "recommendation_letter"), ("record", "a.ledger", "talk", "add")]
)
def test_every_command_that_takes_pairs_ends_with_two_where_one_has_no_sign(console, office, command):
    code, _told, complaint = console(*command, "--set", "没有等号")

    assert code == 2
    assert "--set 没有等号 少了等号" in complaint
