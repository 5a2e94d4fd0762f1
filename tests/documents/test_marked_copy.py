"""D5: every fault of a template stands as a Chinese comment at its paragraph, in a copy that opens."""

from io import BytesIO

from docx import Document

from desktop.documents.marked_copy import marked_copy
from desktop.documents.package import BODY, W, open_parts, parse
from desktop.documents.recipes import recipe_of
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
