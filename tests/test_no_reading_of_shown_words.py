"""No code of the window or the operations decides by a shown sentence: kinds and states are compared by their codes (W-7)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

HAN = re.compile("[\u4e00-\u9fff]")
ROOMS = ("desktop/ui", "desktop/operations")
VOCABULARY = "desktop/operations/papers"
"""Where words of templates are named, in Chinese: they are names, not sentences."""
DECIDES = ("startswith", "endswith", "find", "index")
PERMITTED = {
    # words that people and lists write, which are read because they are data
    ("desktop/operations/demonstration/player.py", "finding['nature'] == '立行立改'"),
    ("desktop/operations/demonstration/papers.py", "letter['kind'] == '督办函'"),
    ("desktop/operations/demonstration/county.py", "one['kind'] == '巡察干部'"),
    ("desktop/operations/demonstration/people.py", "one['status'] == '调整'"),
    ("desktop/operations/demonstration/people.py", "team['home'] == '本县'"),
    ("desktop/operations/importing/kept_cells.py", "'编号' in cells"),
    # states of a draft paper: its state is the word itself (the paper machinery's own vocabulary)
    ("desktop/ui/pages/letters/batch.py", "draft.state == '可签发'"),
    ("desktop/ui/pages/letters/batch.py", "draft.state == '请确认'"),
    ("desktop/ui/pages/letters/batch.py", "one.state == '可签发'"),
    ("desktop/ui/pages/letters/batch.py", "one.state == '请确认'"),
    ("desktop/ui/pages/letters/batch.py", "fields[0].source.startswith('机关设置')"),
    ("desktop/ui/pages/importing/fault_list.py", "verb == '改为'"),
    # names of paragraph styles of the Word files, which are data
    ("desktop/ui/paper_preview.py", "style.startswith('公文表')"),
    ("desktop/ui/paper_preview.py", "style == '公文发文字号'"),
    ("desktop/ui/paper_preview.py", "line.style == '公文署名前空行'"),
    ("desktop/ui/paper_preview.py", "'级标题' in style"),
}


def readings(tree):
    """Comparisons with a Chinese text, searches in one, and comparisons of an error's words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            parts = (node.left, *node.comparators)
            if any(_is_chinese(part) or _is_words_of_an_error(part) for part in parts):
                yield node
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in DECIDES
            and (any(map(_is_chinese, node.args)) or _is_words_of_an_error(node.func.value))
        ):
            yield node


def _is_chinese(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(HAN.search(node.value))


def _is_words_of_an_error(node):
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "str"
        and any(isinstance(one, ast.Name) and one.id in ("error", "fault", "wrong") for one in node.args)
    )


@pytest.mark.parametrize("room", ROOMS)
def test_no_shown_sentence_decides(room):
    """W-7: neither `in`, `==` nor `startswith` on words that are shown."""
    found = {
        (str(path), ast.unparse(node))
        for path in sorted(Path(room).rglob("*.py"))
        if not path.is_relative_to(VOCABULARY)
        for node in readings(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found - PERMITTED == set()


@pytest.mark.parametrize(
    "bad", ['"逾期" in text', 'error.text == "不再整改"', 'str(error).startswith("x")', 'x.startswith("已经")']
)
def test_the_search_sees_each_way_of_reading_words(bad):
    """W-7: the test itself is tested."""
    assert list(readings(ast.parse(bad)))
