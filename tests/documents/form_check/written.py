"""Papers as other programs write them: direct form only, styles of other names, fonts of the theme, boxes round page numbers."""

from copy import deepcopy
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips
from docx.text.paragraph import Paragraph

SONG, FANG, HEI, KAI, BIAO = "宋体", "仿宋", "黑体", "楷体", "方正小标宋_GBK"
PROSE = "按照县委统一部署，县委第二巡察组于三月至五月对你单位开展了常规巡察，现将需要办理的事项函告如下，请结合实际认真办理。"
MORE = "请于2026年9月10日前将办理情况书面报送我办，并附有关制度和佐证材料目录，具体格式见《整改进展报告格式》《佐证目录格式》。"


def lettering(run, font, size, bold=None):
    """Direct form of a run, as a macro or a hand sets it."""
    run.font.size, run.font.name, run.font.bold = Pt(size), font, bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def narrowed(run):
    """28 letters of size 3 to a line: a quarter of a point less between them."""
    run.font.size = Pt(16)  # its place in the order of the schema is behind what follows
    close = OxmlElement("w:spacing")
    close.set(qn("w:val"), "-5")
    run._element.rPr.insert_element_before(close, "w:w", "w:kern", "w:position", "w:sz")


def line(document, text, font=FANG, size=16, align=None, first=0.0, right=0.0, style=None, color=None):
    """A paragraph with direct form; indents in points."""
    one = document.add_paragraph(style=style)
    lettering(one.add_run(text), font, size)
    if size == 16:
        narrowed(one.runs[0])
    if color:
        one.runs[0].font.color.rgb = RGBColor.from_string(color)
    form = one.paragraph_format
    form.alignment = align
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.95)
    form.space_before = form.space_after = Pt(0)
    if first:
        form.first_line_indent = Pt(first)
    if right:
        form.right_indent = Pt(right)
    return one


def text(document, words):
    """A paragraph of the body."""
    return line(document, words, align=ALIGN.JUSTIFY, first=32)


def blank():
    """An empty document on the sheet of the standard."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.footer_distance = Twips(1451)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    return document


def numbered(section, document):
    """— 1 — in the foot, right on odd pages and left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    for foot, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        one = foot.paragraphs[0]
        one.alignment = align
        one.paragraph_format.right_indent = Pt(14) if align == ALIGN.RIGHT else None
        one.paragraph_format.left_indent = Pt(14) if align == ALIGN.LEFT else None
        lettering(one.add_run("— "), SONG, 14)
        for tag, kind in (("w:fldChar", "begin"), ("w:instrText", ""), ("w:fldChar", "end")):
            run = one.add_run()
            lettering(run, SONG, 14)
            piece = OxmlElement(tag)
            if kind:
                piece.set(qn("w:fldCharType"), kind)
            else:
                piece.text = "PAGE"
            run._element.append(piece)
        lettering(one.add_run(" —"), SONG, 14)


def body(document):
    """Addressee, levels, annex, name and date."""
    line(document, "青岩县水利局党组：")
    text(document, PROSE)
    line(document, "一、办理事项", HEI, align=ALIGN.JUSTIFY, first=32)
    line(document, "（一）清理账目", KAI, align=ALIGN.JUSTIFY, first=32)
    text(document, MORE)
    lead = line(document, "（二）完善制度。", KAI, align=ALIGN.JUSTIFY, first=32)
    lettering(lead.add_run("对照反馈意见修订财务报销办法，报我办备案。"), FANG, 16)
    narrowed(lead.runs[-1])
    line(document, "二、时限要求", HEI, align=ALIGN.JUSTIFY, first=32)
    text(document, "1.本月内完成排查，逐项列出清单，明确责任人和完成日期。")
    text(document, "2.下月内完成整改，逾期未完成的按照规定予以督办。")
    text(document, "3.办理中遇有困难的，请及时与我办沟通，共同研究解决的办法。")
    text(document, "4.有关制度和台账请一并整理归档，以备回访督查时查阅。")
    line(document, "")
    annex = line(document, "附件：水利系统问题清单", align=ALIGN.JUSTIFY, first=32)
    for one in (annex, line(document, ""), line(document, "")):
        one.paragraph_format.keep_with_next = True  # the name never stands alone on a page
    line(document, "中共青岩县委巡察工作领导小组办公室", align=ALIGN.RIGHT)
    line(document, "2026年9月1日", align=ALIGN.RIGHT, right=64)


def drawn(paragraph, kind, size, gap, color="FF0000", side="bottom"):
    """A line under (over) a paragraph: eighths of a point thick, points away."""
    frame = OxmlElement("w:pBdr")
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", size), ("space", gap), ("color", color)):
        border.set(qn(f"w:{name}"), str(value))
    frame.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(frame, *_AFTER_BORDERS)


_AFTER_BORDERS = ("w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")


def at_foot(document, *rows, lined):
    """The colophon at the foot of the last page; lined, thick lines above and below, a thin one between."""
    table = document.add_table(rows=len(rows), cols=1)
    form = table._tbl.tblPr
    place = OxmlElement("w:tblpPr")
    for name, value in (("vertAnchor", "margin"), ("horzAnchor", "page"), ("tblpX", "1587"), ("tblpYSpec", "bottom")):
        place.set(qn(f"w:{name}"), value)
    form.insert_element_before(place, "w:tblW", "w:jc", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", 8), ("bottom", 8), ("insideH", 6)) if lined else ():
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", size), ("space", 0), ("color", "000000")):
            border.set(qn(f"w:{name}"), str(value))
        borders.append(border)
    form.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")
    white = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        white.append(edge)
    form.insert_element_before(white, "w:tblLook")
    table.autofit = False
    for row, words in zip(table.rows, rows, strict=True):
        row.cells[0].width = Twips(8845)
        one = row.cells[0].paragraphs[0]
        lettering(one.add_run(words), FANG, 14)
        one.paragraph_format.left_indent = one.paragraph_format.right_indent = Pt(14)
        one.paragraph_format.space_after = Pt(0)
        one.paragraph_format.tab_stops.add_tab_stop(Twips(8565), WD_TAB_ALIGNMENT.RIGHT)
    table.columns[0].width = Twips(8845)
    line(document, "", size=2).paragraph_format.line_spacing = Pt(1)


COPIES = "抄送：县纪委监委，县委组织部。"


def red(body=body):
    """A notice with a red head and a colophon."""
    document = blank()
    for _blank in range(3):
        line(document, "")
    mark = line(document, "中共青岩县委巡察办文件", BIAO, 38, ALIGN.CENTER, color="FF0000")
    mark.paragraph_format.line_spacing = Pt(56)
    for _blank in range(2):
        line(document, "")
    drawn(line(document, "青巡办〔2026〕18号", align=ALIGN.CENTER), "single", 18, 11)
    for _blank in range(2):
        line(document, "")
    line(document, "关于做好水利系统", BIAO, 22, ALIGN.CENTER)
    line(document, "巡察整改工作的通知", BIAO, 22, ALIGN.CENTER)
    line(document, "")
    body(document)
    at_foot(document, COPIES, "中共青岩县委巡察办\t2026年9月1日印发", lined=True)
    numbered(document.sections[0], document)
    return document


def letter(body=body):
    """A letter: the mark with its double line in the head of the first page, the other in its foot, no number there."""
    document = blank()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance, section.bottom_margin = Twips(1578), Twips(1984)
    mark = section.first_page_header.paragraphs[0]
    mark.alignment = ALIGN.CENTER
    lettering(mark.add_run("中共青岩县委巡察工作领导小组办公室"), BIAO, 25)
    mark.runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)
    foot = section.first_page_footer.paragraphs[0]
    section.footer_distance = Twips(1134)
    for one, kind, gap in ((mark, "thickThinSmallGap", 7), (foot, "thinThickSmallGap", 0)):
        drawn(one, kind, 24, gap)
        one.paragraph_format.left_indent, one.paragraph_format.right_indent = Mm(-8), Mm(-6)
    line(document, "青巡办函〔2026〕6号", align=ALIGN.RIGHT).paragraph_format.space_before = Pt(4)
    line(document, "")
    line(document, "关于商请协助水利系统巡察整改的函", BIAO, 22, ALIGN.CENTER)
    line(document, "")
    body(document)
    at_foot(document, COPIES, lined=False)
    numbered(section, document)
    for one in (section.footer, section.even_page_footer):
        one.paragraphs[0].paragraph_format.space_after = Pt(
            14.7
        )  # the line of the first page stands lower than numbers do
    return document


def plain(body=body):
    """A report for a meeting: no head."""
    document = blank()
    line(document, "关于水利系统巡察整改情况的汇报", BIAO, 22, ALIGN.CENTER)
    line(document, "")
    body(document)
    numbered(document.sections[0], document)
    return document


def styled():
    """The same with styles of other names, the body by 正文 itself, and lines by the grid."""
    document = red()
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(16), FANG
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANG)
    own = document.styles.add_style("单位正文", 1)
    own.base_style = normal
    own.paragraph_format.line_spacing = 1.0
    own.element.get_or_add_pPr().append(OxmlElement("w:ind"))
    own.element.pPr.find(qn("w:ind")).set(qn("w:firstLineChars"), "200")
    for one in document.paragraphs:
        if one.paragraph_format.first_line_indent and len(one.runs) == 1 and one.runs[0].font.name == FANG:
            one.style = own
            one.paragraph_format.first_line_indent = None
            one.paragraph_format.line_spacing = None
            form = one.runs[0]._element.find(qn("w:rPr"))
            one.runs[0]._element.remove(form)
    return document


def spaced():
    """Two full-width spaces at the head of each paragraph in the place of an indent; 仿宋_GB2312; 28 points."""
    document = plain()
    for one in document.paragraphs:
        one.paragraph_format.line_spacing = Pt(28)
        if one.paragraph_format.first_line_indent:
            one.paragraph_format.first_line_indent = None
            one.runs[0].text = "\u3000\u3000" + one.runs[0].text
        for run in one.runs:
            if run.font.name == FANG:
                lettering(run, "仿宋_GB2312", 16 if run.font.size == Pt(16) else run.font.size.pt)
    return document


def wide():
    """A landscape list."""
    document = blank()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    line(document, "水利系统问题一览表", BIAO, 22, ALIGN.CENTER)
    table = document.add_table(rows=3, cols=3)
    for row, cells in zip(
        table.rows,
        (("序号", "问题", "时限"), ("1", "收费未公示", "9月10日"), ("2", "台账不全", "9月20日")),
        strict=True,
    ):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, words in zip(row.cells, cells, strict=True):
            lettering(cell.paragraphs[0].add_run(words), SONG, 12)
    table.rows[0]._tr.trPr.append(OxmlElement("w:tblHeader"))
    numbered(section, document)
    return document


def boxed():
    """The page number in a box, as WPS inserts it, and the compatible copy of the box for old programs."""
    document = plain()
    for foot in (document.sections[0].footer, document.sections[0].even_page_footer):
        inner = deepcopy(foot.paragraphs[0]._p)
        outer = foot.paragraphs[0]._p
        for piece in list(outer):
            outer.remove(piece)
        run, picture, box = OxmlElement("w:r"), OxmlElement("w:pict"), OxmlElement("w:txbxContent")
        outer.append(run)
        run.append(picture)
        picture.append(box)
        box.append(inner)
    return document


def saved(document):
    """The bytes of a document."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


RIGHT = {"red": red, "letter": letter, "plain": plain, "styled": styled, "spaced": spaced, "wide": wide, "boxed": boxed}


def every_line(document):
    """All paragraphs of the body, those in tables too."""
    return [Paragraph(one, document) for one in document.element.body.iter(qn("w:p"))]


def named(document, words):
    """The paragraph that says so."""
    return next(one for one in every_line(document) if words in one.text)


def say(document, old, new):
    """Other words in the first run that has them."""
    run = next(run for one in every_line(document) for run in one.runs if old in run.text)
    run.text = run.text.replace(old, new)


def every(document, font, size, new_font, new_size):
    """Another type wherever one type stands."""
    for one in every_line(document):
        for run in one.runs:
            if run.font.name == font and run.font.size == Pt(size):
                lettering(run, new_font, new_size)
