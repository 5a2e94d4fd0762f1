"""The sent and the present state as plain files; a file of another shape is told by what it lacks."""

import json

import pytest

from desktop.errors import KnownError
from desktop.exchange.return_book.plain_files import now_from, sent_from

MARK = {"package_id": "PK-1", "unit": "县民政局", "round": "第三轮", "version": 1}
SENT = {
    **MARK,
    "sheet": "整改台账",
    "editable": ["owner"],
    "locked": ["text"],
    "rows": [{"key": "甲-1", "owner": "张三"}, {"key": 2}],
}
NOW = {"package_now": MARK, "rows": [{"key": "甲-1"}], "withdrawn": ["甲-2", {"key": "甲-3"}]}


def path_of(tmp_path, document):
    path = tmp_path / "状态.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8-sig")
    return path


def test_what_went_out_is_read_with_its_mark_fields_and_rows(tmp_path):
    sent = sent_from(path_of(tmp_path, SENT))
    assert (sent.mark.package_id, sent.mark.version, sent.sheet) == ("PK-1", 1, "整改台账")
    assert (sent.editable, sent.locked, list(sent.rows)) == (("owner",), ("text",), ["甲-1", "2"]) and sent.rows[
        "甲-1"
    ]["owner"] == "张三"
    assert sent_from(path_of(tmp_path, {**SENT, "sheet": None})).sheet == ""


def test_what_stands_now_is_read_with_what_was_withdrawn_however_it_is_listed(tmp_path):
    now = now_from(path_of(tmp_path, NOW))
    assert (
        now.mark.unit == "县民政局"
        and list(now.rows) == ["甲-1"]
        and now.gone == {"甲-2": "row_withdrawn", "甲-3": "row_withdrawn"}
    )
    assert now_from(path_of(tmp_path, {**NOW, "withdrawn": None})).gone == {}


@pytest.mark.parametrize(
    ("read", "document", "said"),
    [
        (sent_from, [], "应是一个 JSON 对象"), (sent_from, "{", "不是能读的 JSON"), (sent_from, {**SENT, "editable": "owner"}, "editable 应是一列栏名"),
        (sent_from, {**SENT, "locked": [1]}, "locked 应是一列栏名"), (sent_from, {**SENT, "rows": {}}, "rows 应是一列"), (sent_from, {**SENT, "rows": ["甲"]}, "rows 应是一列"),
        (sent_from, {**SENT, "rows": [{"owner": "x"}]}, "rows 应是一列"), (now_from, SENT, "缺少 package_now"), (now_from, {**NOW, "withdrawn": "甲-1"}, "withdrawn 应是一列"),
        (now_from, {**NOW, "rows": None}, "rows 应是一列"),
    ],
)  # fmt: skip
def test_a_file_of_another_shape_is_told_by_what_it_lacks(tmp_path, read, document, said):
    with pytest.raises(KnownError, match=said):
        read(path_of(tmp_path, document))


def test_a_file_that_is_not_there_is_told_with_its_place(tmp_path):
    with pytest.raises(KnownError, match="没有.json 读不出来.*核对路径"):
        sent_from(tmp_path / "没有.json")
