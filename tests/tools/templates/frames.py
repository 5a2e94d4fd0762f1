"""What all papers of a form share: head, signature, colophon, page set-up, header and page number."""

from __future__ import annotations

import re

from tests.tools.templates.looks import DECLARATION, KAI, NAMESPACES, TITLE, fonts_of, paragraph, run
from tests.tools.templates.tables import cell, plain_table, row


def letter_head() -> str:
    """份号 and 密级 flush left, the number flush right, 4.94 mm under the double line (10.1)."""
    first = '<w:spacing w:before="265" w:after="0" w:line="579" w:lineRule="exact"/>'
    left = paragraph("公文份号", "{% if 份号 %}{{份号}}{% endif %}", first)
    right = paragraph("公文发文字号", "{{发文字号}}", first)
    rows = [[(3400, left), (5445, right)]]
    start = plain_table(rows).replace("</w:tbl>", "")
    for tag in ("{%tr if 密级 %}", None, "{%tr endif %}"):
        text = paragraph("公文密级", tag or "{{密级}}")
        start += row(cell(3400, text) + cell(5445, paragraph("公文空行", "")))
    return start + "</w:tbl>" + paragraph("公文空行", "") * 2


def red_head() -> str:
    """A document with a red head (7.2): three rows for 份号, 密级, 紧急程度, kept where they are empty, so that the mark begins 72 mm down.

    The number stands two rows under the mark; on an upward paper it goes to the left and the signatory to the right. The red
    line lies 4 mm under the number's foot: 2.99 mm into the row after it.
    """
    kept = [("公文份号", "份号"), ("公文密级", "密级"), ("公文密级", "紧急程度")]
    rows = "".join(paragraph(style, f"{{% if {word} %}}{{{{{word}}}}}{{% endif %}}") for style, word in kept)
    look = f'<w:rPr>{fonts_of(TITLE)}<w:color w:val="FF0000"/><w:w w:val="60"/><w:kern w:val="0"/><w:sz w:val="84"/><w:szCs w:val="84"/></w:rPr>'
    mark = f'<w:p><w:pPr><w:pStyle w:val="GWRedMark"/></w:pPr>{run("{{发文机关标志}}文件", look)}</w:p>'
    kai = f"<w:rPr>{fonts_of(KAI)}</w:rPr>"
    left = paragraph("公文发文字号", "{{发文字号}}", '<w:ind w:left="320"/><w:jc w:val="left"/>')
    right = f'<w:p><w:pPr><w:pStyle w:val="GWSigner"/></w:pPr>{run("签发人：")}{run("{{签发人}}", kai)}</w:p>'
    number = paragraph("公文空行", "{%p if 签发人 %}") + plain_table([[(4423, left), (4422, right)]])
    number += paragraph("公文空行", "{%p else %}") + paragraph("公文发文字号", "{{发文字号}}", '<w:jc w:val="center"/>')
    number += paragraph("公文空行", "{%p endif %}")
    line = rule(105, 107500, 18000, left=1008000, width=5616000, of="paragraph")
    blank = paragraph("公文空行", "")
    return rows + mark + blank * 2 + number + f'<w:p><w:pPr><w:pStyle w:val="GWRow"/></w:pPr>{line}</w:p>' + blank


def internal_head() -> str:
    """份号 and 密级 of a paper without a head; nothing where there is neither."""

    def line(tag: str, style: str) -> str:
        return row(cell(8845, paragraph(style, tag)))

    rows = [("{%tr if 份号 %}", "公文份号"), ("{{份号}}", "公文份号"), ("{%tr endif %}", "公文份号"),
            ("{%tr if 密级 %}", "公文密级"), ("{{密级}}", "公文密级"), ("{%tr endif %}", "公文密级")]  # fmt: skip
    table = plain_table([[(8845, "")]])
    table = re.sub(r"<w:tr>.*</w:tr>", lambda _: "".join(line(*item) for item in rows), table)
    return (
        paragraph("公文空行", "{%p if 份号 or 密级 %}")
        + table
        + paragraph("公文空行", "")
        + paragraph("公文空行", "{%p endif %}")
    )


def colophon() -> str:
    """抄送 at the foot of the last page, without rules in a letter; the paragraph after it is its anchor."""
    floating = '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="1587" w:tblpYSpec="bottom"/>'
    table = plain_table([[(8845, paragraph("公文抄送", "抄送：{{抄送|逗号}}。"))]], floating)
    anchor = paragraph("公文版记位", "", '<w:pageBreakBefore w:val="0"/>')
    start = paragraph("公文分节", "")  # LibreOffice wants something before a floating table that begins a section
    return paragraph("公文空行", "{%p if 抄送 %}") + start + table + anchor + paragraph("公文空行", "{%p endif %}")


def red_colophon() -> str:
    """抄送 and 印发 between rules on the lower edge of the last page (7.4): outer rules 0.35 mm, inner ones 0.25 mm."""
    floating = '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="1587" w:tblpYSpec="bottom"/>'
    tabs = '<w:tabs><w:tab w:val="right" w:pos="8565"/></w:tabs>'
    printed = f'<w:p><w:pPr><w:pStyle w:val="GWPrinted"/>{tabs}</w:pPr>{run("{{印发机关}}")}<w:r><w:tab/></w:r>{run("{{成文日期}}印发")}</w:p>'
    lines = [paragraph("公文抄送", text) for text in ("{%tr if 抄送 %}", "抄送：{{抄送|逗号}}。", "{%tr endif %}")]
    table = plain_table([[(8845, inner)] for inner in (*lines, printed)], floating)
    rules = {"top": 8, "left": 0, "bottom": 8, "right": 0, "insideH": 6, "insideV": 0}
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>' if size else f'<w:{side} w:val="nil"/>'
        for side, size in rules.items()
    )
    table = re.sub(r"<w:tblBorders>.*?</w:tblBorders>", f"<w:tblBorders>{borders}</w:tblBorders>", table)
    anchor = paragraph("公文版记位", "", '<w:pageBreakBefore w:val="0"/>')
    return paragraph("公文分节", "") + table + anchor


HEADS = {"first": "rIdHead1", "default": "rIdHead2", "even": "rIdHead2"}


def section(form: str, landscape: bool = False, ballot: bool = False) -> str:
    """Page set-up; the letter's first page has the mark, a landscape annex its own footers, a ballot of A5 no number."""
    if ballot:
        refs = "".join(f'<w:{part}Reference w:type="{kind}" r:id="{key}"/>' for part, key in (("header", "rIdHead2"), ("footer", "rIdFoot1"))
                       for kind in ("default", "even"))  # fmt: skip
        size = '<w:pgSz w:w="8391" w:h="11906"/><w:pgMar w:top="1134" w:right="907" w:bottom="907" w:left="907" w:header="567" w:footer="567" w:gutter="0"/>'
        return f'<w:sectPr>{refs}<w:type w:val="nextPage"/>{size}<w:cols w:space="720"/></w:sectPr>'
    foot = {"default": "rIdFoot4", "even": "rIdFoot5"} if landscape else {"default": "rIdFoot2", "even": "rIdFoot3"}
    heads = {"default": "rIdHead2", "even": "rIdHead2"}
    first = form == "letter" and not landscape
    if first:
        heads, foot = HEADS, {"first": "rIdFoot1", **foot}
    refs = "".join(f'<w:headerReference w:type="{kind}" r:id="{key}"/>' for kind, key in heads.items())
    refs += "".join(f'<w:footerReference w:type="{kind}" r:id="{key}"/>' for kind, key in foot.items())
    if landscape:
        size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1587" w:right="1814" w:bottom="1474" w:left="1984" w:header="851" w:footer="950" w:gutter="0"/>'
        return f'<w:sectPr>{refs}<w:type w:val="nextPage"/>{size}<w:cols w:space="720"/></w:sectPr>'
    bottom, header = (1451, 1672) if form == "letter" else (1984, 851)
    size = f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="{bottom}" w:left="1587" w:header="{header}" w:footer="1451" w:gutter="0"/>'
    title = "<w:titlePg/>" if first else ""
    return f'<w:sectPr>{refs}<w:type w:val="nextPage"/>{size}<w:cols w:space="720"/>{title}<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'


ANNEX_LINES = (
    ("公文空行", "{%p if 附件清单 %}"), ("公文署名前空行", ""), ("公文空行", "{%p endif %}"),
    ("公文空行", "{%p for 件 in 附件清单 %}"), ("公文空行", "{%p if loop.first %}"),
    ("公文附件说明", "附件：{% if 附件清单|length > 1 %}1.{% endif %}{{件}}"),
    ("公文空行", "{%p else %}"), ("公文附件说明续", "{{loop.index}}.{{件}}"), ("公文空行", "{%p endif %}"), ("公文空行", "{%p endfor %}"),
)  # fmt: skip
SIGNATURE_LINES = (
    ("公文署名前空行", ""), ("公文署名前空行", ""), ("公文署名", "{{署名}}"), ("公文成文日期", "{{成文日期}}"),
    ("公文空行", "{%p if 草稿 or 联系人 or 联系电话 %}"),
    ("公文附注", ("（{% if 草稿 or 联系人 %}联系人：{{联系人}}{% endif %}{% if 草稿 or (联系人 and 联系电话) %}，{% endif %}"
     "{% if 草稿 or 联系电话 %}联系电话：{{联系电话}}{% endif %}）")),
    ("公文空行", "{%p endif %}"),
)  # fmt: skip
FRAMES = ("letter", "red", "internal", "table", "sheet")


class Frame:
    """What all papers of a form share: blocks between marks, page set-up upright and turned."""

    title = unit = ""

    def __init__(self, form: str) -> None:
        self.form = form
        self.head = {"letter": letter_head, "red": red_head}.get(form, internal_head)()
        signed = (*ANNEX_LINES, *SIGNATURE_LINES)
        lines = {"letter": signed, "red": signed, "internal": ANNEX_LINES}.get(form, ())
        self.signature = "".join(paragraph(style, text) for style, text in lines)

    def document(self) -> str:
        mark = lambda text: paragraph("公文空行", text)  # noqa: E731
        end = section(self.form, landscape=self.form == "table")
        foot = {"letter": colophon, "red": red_colophon}.get(self.form, str)()
        body = mark("〔版头〕") + self.head + mark("〔落款〕") + self.signature + mark("〔版记〕") + foot
        body += mark("〔横页〕") + section_end(self.form, True)
        if self.form == "sheet":
            body += mark("〔票页〕") + section_end(self.form, ballot=True)
        return DECLARATION + f"<w:document {NAMESPACES}><w:body>{body}{end}</w:body></w:document>"


def section_end(form: str, landscape: bool = False, ballot: bool = False) -> str:
    return paragraph("公文分节", "", section(form, landscape, ballot))


def rule(key: int, top: int, height: int, left: int = 720000, width: int = 6120000, of: str = "page") -> str:
    """A red rule, 170 mm unless told otherwise, as a filled rectangle: its thickness is exact everywhere. Measures in EMU."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{251658240 + key}" behindDoc="0" locked="1" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="{of}"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{key}" name="红线{key}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def letter_mark() -> str:
    """The mark, its foot 4 mm above the first double line; the second one 20 mm above the paper's edge."""
    look = f'<w:rPr>{fonts_of(TITLE)}<w:color w:val="FF0000"/><w:w w:val="70"/><w:kern w:val="0"/><w:sz w:val="72"/><w:szCs w:val="72"/></w:rPr>'
    rules = (
        rule(101, 1649196, 36000) + rule(102, 1703196, 12600) + rule(103, 9905400, 12600) + rule(104, 9936000, 36000)
    )
    return f'<w:p><w:pPr><w:pStyle w:val="GWMark"/></w:pPr>{rules}{run("{{发文机关标志}}", look)}</w:p>'


def empty(line: int) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="GWFoot"/><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/></w:pPr></w:p>'


def page_number(side: str, before: int) -> str:
    def part(inner: str) -> str:
        return f"<w:r>{inner}</w:r>"

    field = "".join(
        part(inner)
        for inner in (
            '<w:t xml:space="preserve">— </w:t>', '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>', '<w:t xml:space="preserve"> —</w:t>',
        )
    )  # fmt: skip
    spacing = f'<w:spacing w:before="{before}" w:after="0" w:line="280" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="GWFoot"/>{spacing}<w:ind w:{side}="320"/><w:jc w:val="{side}"/></w:pPr>{field}</w:p>'
