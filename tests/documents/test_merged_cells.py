"""D2: nested rows with a cell of the group that merges by itself, also after a border was dragged."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from desktop.documents.fonts import choose_fonts
from desktop.documents.package import BODY, open_parts
from desktop.documents.recipes import recipe_of
from desktop.documents.render import Press
from desktop.documents.template import compile_template
from tests.documents.papers import TEMPLATES

RECIPE = recipe_of("unit_finding_list")
SHIPPED = (TEMPLATES / "unit_finding_list.docx").read_bytes()
LOOP, END = "{%tr for 问 in 问题清单 %}", "{%tr endfor %}"


def repacked(data, changed):
    out = BytesIO()
    with ZipFile(out, "w") as target:
        for part, content in {**open_parts(data, ""), **changed}.items():
            target.writestr(part, content)
    return out.getvalue()


def nested(cell_head):
    """The list with a row for each item of a problem; the cell of the problem's category spans them."""
    xml = open_parts(SHIPPED, "")[BODY].decode("utf-8")
    rows = re.compile(r"<w:tr>(?:(?!<w:tr>).)*?</w:tr>", re.DOTALL)
    inner = "{%tr for 例 in 问.具体表现 %}"
    again = {LOOP: lambda row: row + row.replace(LOOP, inner), END: lambda row: row + row}
    doubled = lambda row: next((how(row[0]) for tag, how in again.items() if tag in row[0]), row[0])  # noqa: E731
    xml = rows.sub(doubled, xml)
    xml = re.sub(r"<w:tcPr><w:tcW ([^>]*)/>(?=(?:(?!<w:tc>).)*?问\.类别)", cell_head, xml)
    return repacked(SHIPPED, {BODY: xml.encode("utf-8")})


def merges(data):
    words = RECIPE.sample()
    items = [{"编号": f"06-01-00{n}", "表现": f"第{n}处"} for n in (1, 2, 3)]
    words["问题清单"] = [
        {**words["问题清单"][0], "具体表现": items},
        {**words["问题清单"][1], "类别": "甲", "具体表现": items[:1]},
    ]
    press = Press(RECIPE, compile_template(data, "清单", "", RECIPE.fields, choose_fonts([]), RECIPE.form))
    xml = open_parts(press.render(words, draft=True).data, "")[BODY].decode("utf-8")
    return re.findall(r'<w:vMerge w:val="(\w+)"/>', xml)


@pytest.mark.parametrize(
    "cell_head",
    [
        r"<w:tcPr><w:tcW \1/>",
        r'<w:tcPr><w:tcW w:w="2011" w:type="dxa"/><w:gridSpan w:val="1"/>',
        r'<w:tcPr><w:cnfStyle w:val="000000000000"/><w:tcW w:w="2011" w:type="dxa"/>',
        r'<w:tcPr><w:tcW w:w="2011" w:type="dxa"/><w:vMerge w:val="restart"/>',
    ],
    ids=["as shipped", "span after dragging", "style before width", "merged by hand"],
)
def test_the_cell_of_the_group_spans_its_items_d2(cell_head):
    assert merges(nested(cell_head)) == ["restart", "continue", "continue", "restart"]
