"""Styles of the papers, and paragraphs and runs in them; measures in twips, sizes in half-points (GB/T 9704-2012)."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

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


def kept(last: str) -> str:
    """A paragraph that stays on the page of what follows."""
    return last if "<w:keepNext/>" in last else re.sub(r"(<w:pStyle [^>]*/>)", r"\1<w:keepNext/>", last, count=1)


def paragraph(style: str, text: str, extra: str = "") -> str:
    key = STYLES[style][0]
    if "‖" in text:
        head, rest = text.split("‖", 1)
        runs = run(head, LEAD_FIRST if style == "公文一级文" else LEAD) + run(rest)
    else:
        runs = run(text)
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/>{extra}</w:pPr>{runs}</w:p>'
