"""Templates made to break the reader are refused in a sentence."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from desktop.documents.package import BODY, W
from desktop.documents.recipes import recipe_of
from desktop.documents.template import check_template, tag_names
from desktop.documents.template_faults import BESIDE, IN_TABLE, IN_TEXT, Fault, find_faults, paragraphs
from desktop.documents.vocabulary import COUNT, LIST, TEXT, Field
from desktop.errors import KnownError

SHIPPED = Path(__file__).parents[2] / "templates_docx" / "supervision_letter.docx"
FIELDS = recipe_of("supervision_letter").fields


def changed(change) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(SHIPPED) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content.decode()) if part == "word/document.xml" else content)
    return made.getvalue()


def in_utf16(xml: str) -> bytes:
    return xml.replace("UTF-8", "UTF-16").replace("utf-8", "utf-16").encode("utf-16")


def too_deep(xml: str) -> str:
    return xml.replace("{{单位}}", "{{ " + "(" * 900 + "1" + ")" * 900 + " }}", 1)


@pytest.mark.parametrize(("change", "said"), [(in_utf16, "UTF-8"), (too_deep, "套得太深")])
def test_a_template_that_breaks_the_reader_is_refused_in_a_sentence_d5(change, said):
    with pytest.raises(KnownError, match=said):
        check_template(changed(change), "督办函.docx", FIELDS)


def test_the_words_of_the_tags_tell_the_kind():
    assert {"单位", "逾期数", "问题清单"} <= set(tag_names(SHIPPED.read_bytes(), "x.docx"))


def _with_paragraphs(*texts: str) -> bytes:
    added = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return changed(lambda xml: xml.replace("<w:sectPr", f"{added}<w:sectPr", 1))


@pytest.mark.parametrize(
    ("texts", "word"),
    [
        (("截至2026年9", "月10日"), "2026年9月10日"),
        (("截至2026年9", "{%p if 逾期数 %}", "月10日", "{%p endif %}"), "2026年9月10日"),
        (("共3", "个问题"), "3个"),
    ],
)
def test_a_fixed_word_cut_by_the_end_of_a_paragraph_is_told_p5(texts, word):
    """P-5"""
    faults = check_template(_with_paragraphs(*texts), "督办函.docx", FIELDS)

    assert word in [fault.tag for fault in faults]


def test_the_article_of_a_law_may_stand_in_a_template_p5():
    """P-5"""
    lines = ("根据《中国共产党巡视工作条例》第三十九条、第四十条第二款，", "依照党章第四十六条规定")
    assert check_template(_with_paragraphs(*lines), "督办函.docx", FIELDS) == []


@pytest.mark.parametrize(("mark", "wrong"), [("<w:vanish/>", True), ('<w:vanish w:val="0"/>', False)])
def test_hidden_letters_are_told_because_they_print_nothing_p5(mark, wrong):
    """P-5"""
    hidden = changed(lambda xml: xml.replace("<w:r><w:t", f"<w:r><w:rPr>{mark}</w:rPr><w:t", 1))

    assert any("隐藏文字" in str(fault) for fault in check_template(hidden, "督办函.docx", FIELDS)) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{{3 if 逾期数 else 2}}", 2),
        ("{{延期次数 or '3个'}}", 1),
        ("{{'，' if 逾期数 else '。'}}", 0),
    ],
)
def test_no_constant_number_is_printed_in_the_place_of_a_field_p5(text, wrong):
    """P-5"""
    faults = check_template(_with_paragraphs(text), "督办函.docx", FIELDS)

    assert len([fault for fault in faults if "写死的" in fault.message]) == wrong


NAMESPACE = W.strip("{}")
SEEN = (
    Field("总数", "n", COUNT),
    Field("单位", "u", TEXT),
    Field("清单", "l", LIST, items=(Field("编号", "c", TEXT), Field("逾期天数", "d", COUNT))),
)


def p(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows):
    made = "".join("<w:tr>" + "".join(f"<w:tc>{p(text)}</w:tc>" for text in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{made}</w:tbl>"


def told(*blocks, part=BODY):
    """(paragraph, tag, message, suggestion) of each fault."""
    body = "".join(block if block.startswith("<w:") else p(block) for block in blocks)
    tree = etree.fromstring(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>')
    found = find_faults("甲.docx", {part: tree}, SEEN)
    return [(fault.paragraph, fault.tag, fault.message, fault.suggestion) for fault in found]


def messages(*blocks):
    return [message for _at, _tag, message, _hint in told(*blocks)]


LOOP = "{% for 行 in 清单 %}"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{单位}好", "是不是 {{单位}}？"),
        ("｛｛单位｝｝", "是不是 {{单位}}？"),
        ("{山水}", "写成 {{字段}}，两头各两个"),
        ("{}", "写成 {{字段}}，两头各两个"),
        ("单位}好", "标记写成 {{字段}} 或 {% 语句 %}，两头都要有"),
        ("〔缺单位〕", "改成对应的字段"),
    ],
)
def test_a_single_brace_is_told_with_the_word_that_was_meant_p5(text, hint):
    """P-5"""
    assert [suggestion for _at, _tag, _message, suggestion in told("开头", text)] == [hint]
    assert [place for place, *_rest in told("开头", "", text)] == [2], "empty paragraphs are not counted"


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        (("{{单位}}", "{{总数}}个"), []),
        (("{{单位名}}",), ["没有“单位名”这个字段"]),
        (("{{ }}",), ["里面没有字段名"]),
        (("{{单位|大写数字吗}}",), ["没有“大写数字吗”这个过滤器"]),
        (("{{单位.__class__}}",), ["用了模板里不允许的写法", "单位是文字，里面没有“__class__”"]),
        (("{{总数*2}}",), ["用了模板里不允许的写法（乘除、调用、赋值等）"]),
        (("{{(总数}}",), ["写法有误，读不出来"]),
        (("{% fi 总数 %}",), ["不认识或不允许的语句“fi”"]),
        (("{% if 总数 %}",), ["没有结束"]),
        (("{% endif %}",), ["前面没有对应的开始"]),
        (("{% if 总数 %}{% endfor %}",), ["与第1段的“{% if 总数 %}”不成套"]),
        (("{% else %}",), ["前面没有 if"]),
        ((LOOP + "{% else %}{% endfor %}",), ["前面没有 if"]),
        (("{%tr if 总数 %}{%tr endif %}",), ["不在表格里", "不在表格里"]),
        (("{%p if 总数 %}好", "{%p endif %}"), ["没有独占一段，同段的字会丢失"]),
        ((" {%p if 总数 %} ", "好", "{%p endif %}"), []),
        (("{% for 行 in 清单 if 总数 %}{% endfor %}",), ["循环里不能带 if 或 recursive"]),
        (("{% for 行 in 清单 recursive %}{% endfor %}",), ["循环里不能带 if 或 recursive"]),
        ((LOOP * 3 + "{% endfor %}" * 3,), []),
        ((LOOP * 4 + "{% endfor %}" * 4,), ["循环套得太深（最多3层）"]),
        ((LOOP + "{% if 总数 %}" + LOOP * 2 + "{% endfor %}" * 2 + "{% endif %}{% endfor %}",), []),
        ((LOOP + "{{行.编号}}{% endfor %}",), []),
        ((LOOP + "{{行.编好}}{% endfor %}",), ["“清单”里没有“编好”"]),
        ((LOOP + "{{行.编号}}{% endfor %}{{行.编号}}",), ["没有“行”这个字段"]),
        (("{{清单[0].编好}}",), ["“清单”里没有“编好”"]),
        ((LOOP + "{% for 内 in 清单 %}{{内.编号}}{{行.编号}}{% endfor %}{% endfor %}",), []),
        (("{% if 总数 %}好{% elif 总树 %}{% endif %}",), ["没有“总树”这个字段"]),
        (("{%- if 总数 -%}好{%- endif -%}",), []),
    ],
)
def test_each_fault_of_a_tag_is_told_once_in_its_sentence_p5(blocks, said):
    """P-5"""
    assert messages(*blocks) == said


@pytest.mark.parametrize(
    ("blocks", "hint"),
    [
        (("{{单位名}}",), "是不是“单位”？"),
        (("{{xyz}}",), "请从“字段清单”里选"),
        (("{% iff 总数 %}",), "是不是 if？"),
        (("{% 重复 总数 %}",), "只能用 if、elif、else、for"),
        ((LOOP + "{{行.编好}}{% endfor %}",), "是不是“编号”？"),
        ((LOOP + "{{行.xyz}}{% endfor %}",), "它有：编号、逾期天数"),
        (("{% if 总数 %}",), "在后面补上 {% endif %}"),
        ((LOOP,), "在后面补上 {% endfor %}"),
    ],
)
def test_what_was_probably_meant_is_said_d5(blocks, hint):
    assert [suggestion for *_rest, suggestion in told(*blocks)] == [hint]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([("{{总数}}", "12")], True),
        ([("12", "{{总数}}")], False),
        ([("总数", "12")], False),
        ([("12",)], False),
        ([(LOOP, "好"), ("12", "好"), ("{% endfor %}", "好")], True),
        ([("{% if 总数 %}", "好"), ("12", "好"), ("{% endif %}", "好")], False),
    ],
)
def test_a_number_in_a_cell_beside_tags_or_in_a_loop_is_one_of_this_paper_p5(rows, wrong):
    """P-5: a serial in the first column is not."""
    assert messages(table(*rows)) == (["是写死的数"] if wrong else [])


def test_cells_stand_by_themselves_and_a_loop_without_a_table_is_no_column_p5():
    """P-5"""
    assert messages(table(("有3", "个问题"))) == [] and messages("有3", table(("好",)), "个问题") == []
    assert messages(LOOP, "12", "{% endfor %}") == [] and messages("有3", "个问题") == ["是写死的数"]


def test_the_same_fault_twice_in_one_paragraph_is_told_once_and_each_paragraph_has_its_own():
    assert [at for at, *_rest in told("{{单位名}}{{单位名}}", "{{单位名}}")] == [1, 2]


@pytest.mark.parametrize(
    ("part", "where"),
    [("word/header1.xml", "页眉"), ("word/footer2.xml", "页脚"), ("word/footnotes.xml", "脚注"), ("word/endnotes.xml", "尾注"), ("docProps/core.xml", "文档属性")],
)  # fmt: skip
def test_what_is_not_in_the_body_says_where_it_is_d5(part, where):
    tree = etree.fromstring(f'<w:hdr xmlns:w="{NAMESPACE}">{p("{{单位名}}2026年9月10日")}</w:hdr>')
    found = find_faults("甲.docx", {part: tree}, SEEN)
    assert all(fault.elsewhere and fault.message.endswith(f"（{where}）") for fault in found)
    assert len(found) == 1 + (where != "文档属性"), "the words of properties are not judged"


def test_the_body_is_read_first_and_a_fault_reads_as_a_sentence():
    trees = {part: etree.fromstring(f'<w:x xmlns:w="{NAMESPACE}">{p("{{单位名}}")}</w:x>') for part in ("a.xml", BODY)}
    first, second = find_faults(
        "甲.docx", {**trees, "docProps/core.xml": etree.fromstring("<a><b>{{单位名}}</b></a>")}, SEEN
    )[:2]
    assert not first.elsewhere and str(first) == "第1段“{{单位名}}”没有“单位名”这个字段；是不是“单位”？"
    assert second == first or second.paragraph == 1
    assert str(Fault("甲", 0, "", "太大")) == "全文太大" and Fault("甲", 0, "", "太大").as_json()["message"] == "太大"


def test_doubles_of_text_boxes_and_inner_paragraphs_are_not_counted():
    double = '<mc:Fallback xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:p><w:r><w:t>旧</w:t></w:r></w:p></mc:Fallback>'
    box = f"<w:p><w:r><w:t>外</w:t>{p('内')}{double}</w:r></w:p>"
    tree = etree.fromstring(f'<w:document xmlns:w="{NAMESPACE}">{box}{p(" ")}{table(("甲", "{{乙}}"))}</w:document>')
    assert list(paragraphs(tree)) == [
        (1, "外", IN_TEXT),
        (2, "内", IN_TEXT),
        (3, "甲", IN_TABLE),
        (4, "{{乙}}", BESIDE),
    ]
    assert list(paragraphs(etree.fromstring("<a><b>甲</b><!--注--><c/></a>"))) == [(1, "", 0), (2, "甲", 0), (3, "", 0)]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("{% if 行.逾期天数 == '甲' %}晚{% endif %}", "行.逾期天数是整数，不能与文字比较"), ("{{ 行 }}", "是几项内容，不能直接印"), ("{{ 行.编号 + 行.编号 }}", "行.编号是文字，不能加减"),
        ("{% if 行 == 总数 %}晚{% endif %}", "行是记录，不能与整数比较"), ("{{ 行.没有 }}", "“清单”里没有“没有”"),
    ],
)  # fmt: skip
def test_inside_a_loop_its_row_is_what_the_list_holds_and_behind_it_nobody_p5(inside, said):
    """P-5"""
    assert messages(f"{LOOP}{inside}{{% endfor %}}") == [said]
    assert "没有“行”这个字段" in messages(f"{LOOP}{{{{行.编号}}}}{{% endfor %}}", inside)
