#!/usr/bin/env python3
"""Write the shipped templates, templates_docx/*.docx, from the wording in paper_texts/*.txt.

usage: build_templates.py [FOLDER]      FOLDER is templates_docx of the repository by default

A line is a paragraph, `[style] text`; ‖ ends a run-in heading. `@` lines build tables, sections, letter head, colophon.
Measures are those of GB/T 9704-2012: 37/28/26/35 mm, 22 lines of 28.95 pt, 28 characters of 15.75 pt.
"""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FANG, KAI, HEI, SONG, TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
TWIPS_A_MM = 1440 / 25.4


def twips(mm: float) -> int:
    return round(mm * TWIPS_A_MM)


# name: (id, font, half-points, jc, extra pPr before spacing, line, before, ind, character spacing)
STYLES: dict[str, tuple] = {
    "公文空行": ("GWRow", FANG, 32, "left", "", 579, 0, "", -7),
    "公文发文机关标志": ("GWMark", TITLE, 72, "center", "", 720, 0, "", 0),
    "公文红头标志": ("GWRedMark", TITLE, 84, "center", "", 840, 208, "", 0),
    "公文份号": ("GWCopyNo", FANG, 32, "left", "", 579, 0, "", -7),
    "公文密级": ("GWSecret", HEI, 32, "left", "", 579, 0, "", -7),
    "公文发文字号": ("GWDocNo", FANG, 32, "right", "", 579, 0, "", 0),
    "公文签发人": ("GWSigner", FANG, 32, "right", "", 579, 0, '<w:ind w:right="320"/>', 0),
    "公文标题": ("GWTitle", TITLE, 44, "center", "<w:keepNext/>", 579, 0, "", 0),
    "公文副题": ("GWSubtitle", KAI, 32, "center", "<w:keepNext/>", 360, 0, "", 0),
    "公文主送机关": ("GWTo", FANG, 32, "left", "", 579, 0, "", -7),
    "公文正文": ("GWBody", FANG, 32, "both", "", 579, 0, '<w:ind w:firstLine="630" w:firstLineChars="200"/>', -7),
    "公文正文末段": (
        "GWBodyLast",
        FANG,
        32,
        "both",
        "<w:keepNext/>",
        579,
        0,
        '<w:ind w:firstLine="630" w:firstLineChars="200"/>',
        -7,
    ),
    "公文一级标题": (
        "GWH1",
        HEI,
        32,
        "both",
        "<w:keepNext/>",
        579,
        0,
        '<w:ind w:firstLine="630" w:firstLineChars="200"/>',
        -7,
    ),
    "公文二级标题": (
        "GWH2",
        KAI,
        32,
        "both",
        "<w:keepNext/>",
        579,
        0,
        '<w:ind w:firstLine="630" w:firstLineChars="200"/>',
        -7,
    ),
    "公文二级文": ("GWH2Text", FANG, 32, "both", "", 579, 0, '<w:ind w:firstLine="630" w:firstLineChars="200"/>', -7),
    "公文一级文": ("GWH1Text", FANG, 32, "both", "", 579, 0, '<w:ind w:firstLine="630" w:firstLineChars="200"/>', -7),
    "公文附件说明": (
        "GWAttach",
        FANG,
        32,
        "both",
        "<w:keepNext/>",
        579,
        0,
        '<w:ind w:left="1890" w:hanging="1260"/>',
        -7,
    ),
    "公文附件说明续": (
        "GWAttachMore",
        FANG,
        32,
        "both",
        "<w:keepNext/>",
        579,
        0,
        '<w:ind w:left="1890" w:hanging="315"/>',
        -7,
    ),
    "公文署名前空行": ("GWRowKeep", FANG, 32, "left", "<w:keepNext/>", 579, 0, "", -7),
    "公文署名": ("GWSign", FANG, 32, "right", "<w:keepNext/>", 579, 0, "", 0),
    "公文成文日期": ("GWDate", FANG, 32, "right", "<w:keepNext/>", 579, 0, "", 0),
    "公文附注": ("GWNote", FANG, 32, "both", "", 579, 0, '<w:ind w:firstLine="630" w:firstLineChars="200"/>', -7),
    "公文附件号": ("GWAnnexNo", HEI, 32, "left", "<w:keepNext/>", 579, 0, "", -7),
    "公文附件题": ("GWAnnexTitle", TITLE, 44, "center", "<w:keepNext/>", 579, 0, "", 0),
    "公文题下": ("GWUnderTitle", FANG, 16, "left", "<w:keepNext/>", 160, 0, "", 0),
    "公文表头四号": ("GWHead4", HEI, 28, "center", "", 360, 0, "", 0),
    "公文抄送": ("GWCopies", FANG, 28, "left", "", 440, 0, '<w:ind w:left="1120" w:right="280" w:hanging="840"/>', 0),
    "公文印发": ("GWPrinted", FANG, 28, "left", "", 440, 0, '<w:ind w:left="280" w:right="280"/>', 0),
    "公文版记位": ("GWAnchor", FANG, 32, "left", "", 579, 0, "", -7),
    "公文分节": ("GWSection", FANG, 2, "left", "", 10, 0, "", 0),
    "公文页码": ("GWFoot", SONG, 28, "left", "", 280, 0, "", 0),
    "公文表题": ("GWTableTitle", HEI, 28, "center", "<w:keepNext/>", 420, 60, "", 0),
    "公文表注": ("GWTableNote", FANG, 24, "left", "", 340, 60, "", 0),
    "公文表头": ("GWHead", HEI, 24, "center", "", 320, 0, "", 0),
    "公文表文": ("GWCell", FANG, 21, "left", "", 300, 0, "", 0),
    "公文表合计": ("GWSum", HEI, 21, "center", "", 300, 0, "", 0),
    "公文图": ("GWFigure", FANG, 24, "center", "<w:keepNext/>", 240, 60, "", 0),
    "公文图题": ("GWFigureTitle", HEI, 24, "center", "", 340, 0, "", 0),
}
SHORT = {
    "标题": "公文标题", "主送": "公文主送机关", "正文": "公文正文", "末段": "公文正文末段", "口径": "公文正文",
    "一级": "公文一级标题", "一级文": "公文一级文", "二级": "公文二级标题", "二级文": "公文二级文", "三级文": "公文正文", "附件说明": "公文附件说明",
    "署名": "公文署名", "日期": "公文成文日期", "附注": "公文附注", "附件号": "公文附件号", "附件题": "公文附件题",
    "空行": "公文空行", "题下": "公文题下", "署名前空行": "公文署名前空行", "附件续": "公文附件说明续", "副题": "公文副题", "表注": "公文表注",
}  # fmt: skip


def fonts_of(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" w:hint="eastAsia"/>'


def paragraph_rules(extra: str = "") -> str:
    keep = extra
    return f'{keep}<w:widowControl w:val="0"/><w:kinsoku w:val="1"/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>'


def styles_xml() -> str:
    rows = []
    for name, (key, font, size, jc, extra, line, before, ind, tracking) in STYLES.items():
        spacing = f'<w:spacing w:before="{before}" w:after="0" w:line="{line}" w:lineRule="{"atLeast" if key == "GWFigure" else "exact"}"/>'
        track = f'<w:spacing w:val="{tracking}"/>' if tracking else ""
        rows.append(
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
            f'<w:pPr>{paragraph_rules(extra)}{spacing}{ind}<w:jc w:val="{jc}"/></w:pPr>'
            f'<w:rPr>{fonts_of(font)}{track}<w:kern w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts_of(FANG)}<w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f'{paragraph_rules()}<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    lead = f'<w:style w:type="character" w:customStyle="1" w:styleId="GWLead"><w:name w:val="公文段首"/><w:qFormat/><w:rPr>{fonts_of(KAI)}</w:rPr></w:style>'
    lead += f'<w:style w:type="character" w:customStyle="1" w:styleId="GWLeadFirst"><w:name w:val="公文段首一级"/><w:qFormat/><w:rPr>{fonts_of(HEI)}</w:rPr></w:style>'
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="GWTable"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return DECLARATION + f"<w:styles {NAMESPACES}>{defaults}{normal}{''.join(rows)}{lead}{table}</w:styles>"


def run(text: str, look: str = "") -> str:
    inner = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line) for line in text.split("\n"))
    return f'<w:r>{look}<w:t xml:space="preserve">{inner}</w:t></w:r>' if text else ""


LEAD = '<w:rPr><w:rStyle w:val="GWLead"/></w:rPr>'
LEAD_FIRST = '<w:rPr><w:rStyle w:val="GWLeadFirst"/></w:rPr>'


def paragraph(style: str, text: str, extra: str = "") -> str:
    key = STYLES[style][0]
    if "‖" in text:
        head, rest = text.split("‖", 1)
        runs = run(head, LEAD_FIRST if style == "公文一级文" else LEAD) + run(rest)
    else:
        runs = run(text)
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/>{extra}</w:pPr>{runs}</w:p>'


JC = {"c": "center", "l": "left", "r": "right", "b": "both"}
LINE = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
SIDES = ("top", "left", "bottom", "right")


def cell(width: int, body: str, span: int = 1, bare: bool = False, under: bool = False) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    borders = ""
    if bare:
        sides = "".join(
            LINE.format(side=side) if under and side == "bottom" else f'<w:{side} w:val="nil"/>' for side in SIDES
        )
        borders = f"<w:tcBorders>{sides}</w:tcBorders>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{borders}<w:vAlign w:val="center"/></w:tcPr>{body}</w:tc>'


def row(cells: str, head: bool = False, least: int = 0) -> str:
    height = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' if least else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def heading_lines(text: str, width: int, size: int) -> list[str]:
    """A column's head in two even lines where one is too narrow for it."""
    room = (width - 80) / (size * 10)
    if "{" in text or len(text) <= room or len(text) <= 2:
        return [text]
    for mark in ("（", "："):
        if mark in text:
            at = text.index(mark) + (mark == "：")
            return [text[:at], text[at:]]
    half = (len(text) + 1) // 2
    return [text[:half], text[half:]]


class Table:
    """A table of the papers: caption and heads repeat, rows stay whole."""

    def __init__(self, spec: str) -> None:
        self.columns = [(twips(float(item[:-1])), item[-1]) for item in spec.split()]
        self.width = sum(width for width, _ in self.columns)
        self.rows: list[str] = []
        self.head_style = "公文表头"

    def wide(self, style: str, text: str, head: bool) -> None:
        body = "".join(paragraph(style, part) for part in text.split("／／"))
        self.rows.append(row(cell(self.width, body, len(self.columns), bare=True, under=head), head))

    def line(self, style: str, texts: list[str], head: bool = False, keep: str = "") -> None:
        cells = []
        for (width, jc), text in zip(self.columns, texts, strict=True):
            indent = '<w:ind w:right="80"/>' if jc == "r" and not head else ""
            align = "" if head else f'{keep}{indent}<w:jc w:val="{JC[jc]}"/>'
            lines = heading_lines(text.strip(), width, STYLES[style][2]) if head else [text.strip()]
            cells.append(cell(width, paragraph(style, "\n".join(lines), align)))
        self.rows.append(row("".join(cells), head, 0 if head else 420))

    def form_line(self, height: int, texts: list[str]) -> None:
        """A row of a form: a label and what is written beside it; the last cell takes the columns that are left."""
        cells = []
        for place, text in enumerate(texts):
            last = place == len(texts) - 1
            own = self.columns[place:] if last else self.columns[place : place + 1]
            style = "公文表头" if place % 2 == 0 else "公文表文"
            cells.append(cell(sum(width for width, _ in own), paragraph(style, text.strip()), len(own)))
        self.rows.append(row("".join(cells), least=height))

    def tag(self, tag: str) -> None:
        self.rows.append(row(cell(self.width, paragraph("公文表文", tag), len(self.columns))))

    def xml(self) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in self.columns)
        inner = "".join(LINE.format(side=side) for side in (*SIDES, "insideH", "insideV"))
        margins = '<w:top w:w="30" w:type="dxa"/><w:left w:w="40" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{self.width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{inner}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(self.rows)}</w:tbl>'
        )


def plain_table(rows: list[list[tuple[int, str]]], floating: str = "") -> str:
    """A table without lines that only holds things in their place."""
    columns = [width for width, _ in rows[0]]
    none = "".join(f'<w:{side} w:val="nil"/>' for side in (*SIDES, "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    body = "".join(row("".join(cell(width, content) for width, content in line)) for line in rows)
    return (
        f'<w:tbl><w:tblPr>{floating}<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblBorders>{none}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )


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


def section(form: str, landscape: bool = False) -> str:
    """Page set-up; the letter's first page has the mark, a landscape annex its own footers."""
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
    ("公文附注", "（{% if 草稿 or 联系人 %}联系人：{{联系人}}{% endif %}{% if 草稿 or (联系人 and 联系电话) %}，{% endif %}"
     "{% if 草稿 or 联系电话 %}联系电话：{{联系电话}}{% endif %}）"),
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
        return DECLARATION + f"<w:document {NAMESPACES}><w:body>{body}{end}</w:body></w:document>"


def section_end(form: str, landscape: bool) -> str:
    return paragraph("公文分节", "", section(form, landscape))


class Paper:
    """One template, read line by line."""

    def __init__(self, source: str) -> None:
        self.form, self.title, self.unit, self.body = "letter", "", "", []
        self.table: Table | None = None
        for line in source.splitlines():
            if line.strip() and not line.startswith("#"):
                self.read(line.strip())

    def read(self, line: str) -> None:
        if line.startswith("@"):
            word, _, rest = line[1:].partition(" ")
            getattr(self, f"at_{word}")(rest.strip())
        elif line.startswith("{%p"):
            self.body.append(paragraph("公文空行", line))
        else:
            found = re.match(r"\[(\S+?)\]\s?(.*)$", line)
            self.body.append(paragraph(SHORT[found[1]], found[2]))

    def at_form(self, rest: str) -> None:
        self.form = rest

    def at_property_title(self, rest: str) -> None:
        self.title = rest

    def at_property_subject(self, rest: str) -> None:
        self.unit = rest

    def at_head_block(self, _rest: str) -> None:
        self.body.append(paragraph("公文空行", "〔版头〕"))

    def at_signature(self, _rest: str) -> None:
        self.body.append(paragraph("公文空行", "〔落款〕"))

    def at_subtitle(self, rest: str) -> None:
        self.body.append(plain_table([[(8845, "".join(paragraph("公文副题", part) for part in rest.split("／／")))]]))

    def at_table(self, rest: str) -> None:
        self.table = Table(rest)

    def at_top(self, rest: str) -> None:
        self.table.wide("公文表题", rest, True)

    def at_topnote(self, rest: str) -> None:
        self.table.wide("公文表注", rest, True)

    def at_head(self, rest: str) -> None:
        self.table.line(self.table.head_style, rest.split("｜"), True)

    def at_headsize4(self, _rest: str) -> None:
        self.table.head_style = "公文表头四号"

    def at_row(self, rest: str) -> None:
        self.table.line("公文表文", rest.split("｜"))

    def at_keptrow(self, rest: str) -> None:
        self.table.line("公文表文", rest.split("｜"), keep="<w:keepNext/>")

    def at_sum(self, rest: str) -> None:
        self.table.line("公文表合计", rest.split("｜"))

    def at_tr(self, rest: str) -> None:
        self.table.tag("{%tr " + rest + " %}")

    def at_foot(self, rest: str) -> None:
        self.table.wide("公文表注", rest.replace("\\n", "\n"), False)

    def at_end(self, _rest: str) -> None:
        self.body.append(self.table.xml())

    def at_figure(self, rest: str) -> None:
        image, title, note = rest.split("｜")
        parts = (
            paragraph("公文图", "{{" + image + "}}")
            + paragraph("公文图题", title)
            + paragraph("公文表注", note, '<w:jc w:val="center"/>')
        )
        # a paragraph between two tables: without it the editors make one of them
        self.body.append(paragraph("公文题下", "") + plain_table([[(8845, parts)]]))

    def at_landscape(self, _rest: str) -> None:
        self.body.append(section_end(self.form, False))

    def at_portrait(self, _rest: str) -> None:
        self.body.append(section_end(self.form, True))

    def at_colophon(self, _rest: str) -> None:
        self.body.append(paragraph("公文空行", "〔版记〕"))

    def at_newpage(self, rest: str) -> None:
        """A form on a page of its own behind the letter; its title stands in a table, as no annex of the letter."""
        self.body.append(paragraph("公文题下", "", "<w:pageBreakBefore/>"))
        self.body.append(plain_table([[(8845, paragraph("公文附件题", rest))]]))

    def at_receipt(self, rest: str) -> None:
        """A receipt to be cut off under the signature: the line, its title, what it says, where one signs."""
        line, title, *texts = rest.split("／／")
        lines = [paragraph("公文表注", line), paragraph("公文表头四号", title)]
        lines += [paragraph("公文表注", text) for text in texts]
        self.body.append(paragraph("公文题下", "") + plain_table([[(8845, "".join(lines))]]))

    def at_form_line(self, rest: str) -> None:
        """A row of a form sheet: its least height in mm, then its cells."""
        height, _, cells = rest.partition("｜")
        self.table.form_line(twips(float(height)), cells.split("｜"))

    def document(self) -> str:
        return (
            DECLARATION
            + f'<w:document {NAMESPACES} mc:Ignorable=""><w:body>{"".join(self.body)}{section(self.form)}</w:body></w:document>'.replace(
                ' mc:Ignorable=""', ""
            )
        )


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


def settings() -> str:
    return DECLARATION + (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def parts(paper: Paper) -> dict[str, str]:
    before = 244 if paper.form == "letter" else 0
    headers = {"header1": letter_mark() if paper.form == "letter" else empty(20), "header2": empty(20)}
    footers = {"footer1": empty(10), "footer2": page_number("right", before), "footer3": page_number("left", before),
               "footer4": page_number("right", 0), "footer5": page_number("left", 0)}  # fmt: skip
    kinds = {"header": "hdr", "footer": "ftr"}
    out = {"[Content_Types].xml": content_types([*headers, *footers]), "_rels/.rels": package_relations()}
    out["word/document.xml"] = paper.document()
    out["word/_rels/document.xml.rels"] = document_relations()
    for name, inner in {**headers, **footers}.items():
        tag = kinds[name[:6]]
        out[f"word/{name}.xml"] = DECLARATION + f"<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"
    out["word/styles.xml"], out["word/settings.xml"] = styles_xml(), settings()
    out["word/fontTable.xml"] = (
        DECLARATION
        + f"<w:fonts {NAMESPACES}>"
        + "".join(f'<w:font w:name="{name}"><w:charset w:val="86"/></w:font>' for name in (FANG, KAI, HEI, SONG, TITLE))
        + "</w:fonts>"
    )
    out["docProps/core.xml"] = core(paper)
    out["docProps/app.xml"] = (
        DECLARATION
        + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>巡察整改台账</Application></Properties>'
    )
    return out


def core(paper: Paper) -> str:
    return DECLARATION + (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(paper.title)}</dc:title><dc:subject>{escape(paper.unit)}</dc:subject></cp:coreProperties>"
    )


def content_types(names: list[str]) -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = {"/word/document.xml": word + "document.main+xml", "/word/styles.xml": word + "styles+xml", "/word/settings.xml": word + "settings+xml",
                 "/word/fontTable.xml": word + "fontTable+xml", "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
                 "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml"}  # fmt: skip
    overrides |= {f"/word/{name}.xml": f"{word}{name[:6]}+xml" for name in names}
    rows = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    return DECLARATION + (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def package_relations() -> str:
    rows = (("rId1", OFFICE + "officeDocument", "word/document.xml"),
            ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", OFFICE + "extended-properties", "docProps/app.xml"))  # fmt: skip
    return relations(rows)


def document_relations() -> str:
    rows = [
        ("rIdStyles", OFFICE + "styles", "styles.xml"),
        ("rIdSettings", OFFICE + "settings", "settings.xml"),
        ("rIdFonts", OFFICE + "fontTable", "fontTable.xml"),
    ]
    rows += [(f"rIdHead{n}", OFFICE + "header", f"header{n}.xml") for n in (1, 2)]
    rows += [(f"rIdFoot{n}", OFFICE + "footer", f"footer{n}.xml") for n in range(1, 6)]
    return relations(rows)


def relations(rows) -> str:
    lines = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in rows)
    return (
        DECLARATION
        + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def write(path: Path, contents: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode("utf-8"))


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "templates_docx"
    (folder / "frames").mkdir(exist_ok=True)
    for form in FRAMES:
        write(folder / "frames" / f"{form}.docx", parts(Frame(form)))
    for source in sorted((HERE / "paper_texts").glob("*.txt")):
        write(folder / f"{source.stem}.docx", parts(Paper(source.read_text("utf-8"))))


if __name__ == "__main__":
    main()
