"""What people hand in as JSON is read, or refused with its place."""

import pytest

from desktop.errors import KnownError
from desktop.exchange.json_file import json_in


def test_a_document_is_read_with_the_mark_that_windows_puts_before_it(tmp_path):
    (tmp_path / "a.json").write_text('﻿{"问题": [1]}', "utf-8")
    assert json_in(tmp_path / "a.json") == {"问题": [1]}


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"", b"[" * 100_000])
def test_what_is_no_document_is_told_with_its_place(tmp_path, content):
    (tmp_path / "坏.json").write_bytes(content)
    with pytest.raises(KnownError, match="坏.json 不是能读的 JSON 文件。请核对格式。"):
        json_in(tmp_path / "坏.json")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(KnownError, match="没有.json 读不出来：.+。请核对路径。"):
        json_in(tmp_path / "没有.json")
