"""D5: every fault of a template stands as a Chinese comment at its paragraph, in a copy that opens."""

from io import BytesIO

import pytest
from docx import Document

from desktop.documents.marked_copy import marked_copy
from desktop.documents.package import BODY, W, open_parts, parse
from desktop.documents.recipes import recipe_of
from desktop.documents.stamp import packed
from desktop.documents.template import check_template
from desktop.documents.template_faults import Fault
from tests.documents.papers import TEMPLATES
from tests.documents.test_template import _edited

KIND = "supervision_letter"
SHIPPED = (TEMPLATES / f"{KIND}.docx").read_bytes()


def test_a_fault_is_a_comment_at_its_paragraph_d5():
    data = _edited("有{{逾期数}}个", "有{{逾其数}}个")
    faults = check_template(data, "督办函", recipe_of(KIND).fields)

    copy = marked_copy(data, "督办函", faults)

    parts = open_parts(copy, "督办函")
    said = "".join(parse(parts["word/comments.xml"], "").itertext())
    assert "没有“逾其数”这个字段" in said and "逾期数" in said
    [paragraph] = [one for one in parse(parts[BODY], "").iter(f"{W}p") if one.find(f"{W}commentRangeStart") is not None]
    assert "逾其数" in "".join(paragraph.itertext())
    assert Document(BytesIO(copy)).paragraphs


def test_a_fault_without_a_place_stands_at_the_beginning_and_every_fault_has_its_own_comment_d5():
    faults = [
        Fault("督办函", 0, "", "没有主送行"),
        Fault("督办函", 3, "{{甲}}", "没有这个字段"),
        Fault("督办函", 3, "{{乙}}", "没有这个字段"),
    ]

    parts = open_parts(marked_copy(SHIPPED, "督办函", faults), "督办函")

    ids = [one.get(f"{W}id") for one in parse(parts[BODY], "").iter(f"{W}commentReference")]
    assert sorted(ids) == ["0", "1", "2"]
    assert len(list(parse(parts["word/comments.xml"], ""))) == 3


def _with_comment():
    """A template with a clerk's own comment on its first paragraph, and a false tag cut in two in another."""
    parts = open_parts(_edited("有{{逾期数}}个", "有{{逾其数}}个"), "督办函")
    body = parts[BODY].decode()
    at = body.index("<w:p>", body.index("<w:body>"))
    own = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>关于</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    body = (body[:at] + own + body[at:]).replace("{{逾其数}}", '{{逾</w:t></w:r><w:r><w:t xml:space="preserve">其数}}')
    told = f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="0" w:author="张三"><w:p><w:r><w:t>领导说改</w:t></w:r></w:p></w:comment></w:comments>'
    return packed(parts | {BODY: body.encode(), "word/comments.xml": told.encode()})


def test_the_comments_of_a_clerk_stay_and_every_number_is_borne_once_d5():
    data = _with_comment()

    parts = open_parts(marked_copy(data, "督办函", check_template(data, "督办函", recipe_of(KIND).fields)), "督办函")

    comments = parse(parts["word/comments.xml"], "")
    numbers = [one.get(f"{W}id") for one in comments]
    anchors = [one.get(f"{W}id") for one in parse(parts[BODY], "").iter(f"{W}commentReference")]
    assert "领导说改" in "".join(comments.itertext())
    assert len(numbers) == len(set(numbers)) > 1 and sorted(numbers) == sorted(anchors)


def test_a_comment_covers_its_tag_and_no_more_though_it_is_cut_in_runs_d5():
    data = _with_comment()
    faults = [one for one in check_template(data, "督办函", recipe_of(KIND).fields) if one.tag == "{{逾其数}}"]

    tree = parse(open_parts(marked_copy(data, "督办函", faults), "督办函")[BODY], "")

    start = next(one for one in tree.iter(f"{W}commentRangeStart") if one.get(f"{W}id") == "1")
    covered = ""
    for one in start.itersiblings():
        if one.tag == f"{W}commentRangeEnd":
            break
        covered += "".join(one.itertext(f"{W}t"))
    assert covered == "{{逾其数}}"
    before, after = (open_parts(one, "督办函")[BODY] for one in (data, marked_copy(data, "督办函", faults)))
    assert "".join(parse(before, "").itertext(f"{W}t")) == "".join(parse(after, "").itertext(f"{W}t"))


def test_a_fault_of_a_head_stands_at_the_beginning_and_says_where_it_is_d5():
    fault = Fault("督办函", 9, "{{发文机管}}", "没有“发文机管”这个字段（页眉）")

    parts = open_parts(marked_copy(SHIPPED, "督办函", [fault]), "督办函")

    first = next(one for one in parse(parts[BODY], "").iter(f"{W}p") if "".join(one.itertext(f"{W}t")).strip())
    assert first.find(f"{W}commentRangeStart") is not None
    assert "（页眉）" in "".join(parse(parts["word/comments.xml"], "").itertext())


def _covered_text(tree):
    start = next(tree.iter(f"{W}commentRangeStart"))
    covered = ""
    for one in start.itersiblings():
        if one.tag == f"{W}commentRangeEnd":
            return covered
        covered += "".join(one.itertext(f"{W}t"))
    return covered


@pytest.mark.parametrize(
    ("tag", "covered"),
    [("{{甲}}", "{{甲}}"), ("现有", "现有"), ("个。", "个。"), ("{{乙}}", "{{甲}}现有个。"), ("", "{{甲}}现有个。")],
)
def test_a_comment_covers_its_tag_wherever_it_stands_and_else_the_whole_paragraph_d5(tag, covered):
    """D5: at the very beginning, in the middle, at the end, and where the tag stands in no run of the paragraph."""
    parts = open_parts(SHIPPED, "督办函")
    body = f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p><w:pPr/><w:r><w:t>{{{{甲}}}}现有个。</w:t></w:r></w:p></w:body></w:document>'
    data = packed(parts | {BODY: body.encode()})

    tree = parse(open_parts(marked_copy(data, "督办函", [Fault("督办函", 1, tag, "有错")]), "督办函")[BODY], "")

    assert _covered_text(tree) == covered and "".join(tree.itertext(f"{W}t")) == "{{甲}}现有个。"
