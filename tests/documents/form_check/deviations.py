"""Papers with one known deviation each: the right paper, what is done to it, the rule that names it, and whether a copy can be mended."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tests.documents.form_check import written
from tests.documents.form_check.written import BIAO, FANG, HEI, KAI, SONG, every, lettering, named, say


def margins_of_word(document):
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Mm(25.4)
    section.left_margin = section.right_margin = Mm(31.8)


def a_narrow_edge(document):
    document.sections[0].left_margin = Mm(25)


def american_sheet(document):
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def one_and_a_half_lines(document):
    for one in document.paragraphs:
        one.paragraph_format.line_spacing = 1.5


def on_the_grid_of_word(document):
    """Single lines on the grid that Word begins with: 44 lines a page."""
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    grid.attrib.update({qn("w:type"): "lines", qn("w:linePitch"): "312"})
    for one in document.paragraphs:
        one.paragraph_format.line_spacing = 1.0


def small_text_with_its_indent(document):
    every(document, FANG, 16, FANG, 12)
    for one in document.paragraphs:
        if one.paragraph_format.first_line_indent and one.runs[0].font.size == Pt(12):
            one.paragraph_format.first_line_indent = Pt(24)


def white_between(document):
    for one in document.paragraphs:
        one.paragraph_format.space_after = Pt(10)


def type_of(words, font, size, bold=None):
    return lambda document: [lettering(run, font, size, bold) for run in named(document, words).runs]


def align_of(words, align):
    def done(document):
        named(document, words).alignment = align
        named(document, words).paragraph_format.right_indent = None

    return done


def red_sentence(document):
    named(document, "按照县委").runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)


def no_indents(document):
    for one in document.paragraphs:
        one.paragraph_format.first_line_indent = None


def doubled_indents(document):
    named(document, "按照县委").runs[0].text = "\u3000\u3000" + named(document, "按照县委").runs[0].text


def indented_addressee(document):
    named(document, "党组：").paragraph_format.first_line_indent = Pt(32)


def without(words):
    return lambda document: named(document, words)._p.getparent().remove(named(document, words)._p)


def words(old, new):
    return lambda document: say(document, old, new)


def feet(document):
    section = document.sections[0]
    return [one.paragraphs[0] for one in (section.footer, section.even_page_footer)]


def hyphens(document):
    for one in feet(document):
        one.runs[0].text, one.runs[-1].text = "- ", " -"


def page_words(document):
    for one in feet(document):
        one.runs[0].text, one.runs[-1].text = "第", "页"


def small_numbers(document):
    for one in feet(document):
        for run in one.runs:
            lettering(run, "Calibri", 9)


def centred_numbers(document):
    document.settings.odd_and_even_pages_header_footer = False
    feet(document)[0].alignment = ALIGN.CENTER


def no_numbers(document):
    for one in feet(document):
        for run in one.runs:
            one._p.remove(run._r)


def number_on_a_first_page(document):
    document.sections[0].different_first_page_header_footer = False
    document.sections[0].header.paragraphs[0].alignment = ALIGN.CENTER
    lettering(document.sections[0].header.paragraphs[0].add_run("中共青岩县委巡察办"), BIAO, 36)
    document.sections[0].header.paragraphs[0].runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)


def printed_in_a_letter(document):
    written.line(document, "中共青岩县委巡察办　　2026年9月1日印发", size=14)


def colophon_turned(document):
    row = named(document, "抄送")._p.getparent().getparent()
    row.getnext().addnext(row)


def tracked_words(document):
    paragraph = named(document, "按照县委")._p
    mark = OxmlElement("w:ins")
    mark.set(qn("w:id"), "1")
    mark.set(qn("w:author"), "某人")
    run = paragraph.r_lst[-1]
    paragraph.append(mark)
    mark.append(run)


def annexed(document):
    """A right annex behind the letter, but for the type of its number."""
    written.line(document, "附件", SONG, 16).paragraph_format.page_break_before = True
    written.line(document, "")
    written.line(document, "水利系统问题清单", BIAO, 22, ALIGN.CENTER)
    written.text(document, "各单位自查发现的问题以及巡察反馈的问题一并列入，逐项销号。")


def annex_on_the_same_page(document):
    annexed(document)
    one = document.paragraphs[-4]
    one.paragraph_format.page_break_before = None
    lettering(one.runs[0], HEI, 16)


def hidden_words(document):
    """Words that do not print."""
    named(document, "按照县委").add_run("（内部掌握）").font.hidden = True
    lettering(named(document, "按照县委").runs[-1], FANG, 16)


def mark_at_the_edge(document):
    named(document, "巡察办文件").alignment = ALIGN.LEFT


def border_of(words, change):
    def done(document):
        change(named(document, words)._p.pPr.find(qn("w:pBdr"))[0])

    return done


def no_lines_in_head(document):
    frame = document.sections[0].first_page_header.paragraphs[0]._p.pPr
    frame.remove(frame.find(qn("w:pBdr")))


def no_page_for_text(document):
    written.line(document, "（此页无正文）")


def an_annex_of_another_name(document):
    annexed(document)
    lettering(document.paragraphs[-4].runs[0], HEI, 16)
    say(document, "附件：水利系统", "附件：2026年水利工程")


def an_annex_too_many(document):
    for _time in range(2):
        annexed(document)
        lettering(document.paragraphs[-4].runs[0], HEI, 16)


def a_long_table(document):
    """Five pages of rows without a head that is repeated."""
    table = document.add_table(rows=120, cols=4)
    for number, row in enumerate(table.rows):
        cells = ("序号", "问题", "时限", "责任人") if number == 0 else (str(number), "收费未公示", "9月10日", "秦望")
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, said in zip(row.cells, cells, strict=True):
            lettering(cell.paragraphs[0].add_run(said), SONG, 12)


def a_long_list(document):
    for table in document.tables:
        table._tbl.getparent().remove(table._tbl)
    a_long_table(document)


def secret(document):
    """The mark of secrecy, in the type of the text."""
    one = written.line(document, "秘密★1年")
    document.paragraphs[0]._p.addprevious(one._p)


def black_mark_of_a_letter(document):
    document.sections[0].first_page_header.paragraphs[0].runs[0].font.color.rgb = None


def two_annexes(document):
    named(document, "附件：").runs[0].text = "附件：01.水利系统问题清单"


def narrow_spaces(document):
    """Four blanks of half a character in the place of an indent."""
    one = named(document, "按照县委")
    one.paragraph_format.first_line_indent = None
    one.runs[0].text = "    " + one.runs[0].text


def secret_written(said):
    """The degree of secrecy in its own type, written in another way."""

    def done(document):
        document.paragraphs[0]._p.addprevious(written.line(document, said, HEI)._p)

    return done


def annex_written(said, align=None):
    """A right annex behind the letter, but for how it is named."""

    def done(document):
        annexed(document)
        one = document.paragraphs[-4]
        lettering(one.runs[0], HEI, 16)
        one.runs[0].text, one.alignment = said, align

    return done


def name_under_the_date(document):
    one = next(one for one in document.paragraphs if one.text == "2026年9月1日")
    one._p.addnext(named(document, "领导小组办公室")._p)


def a_month_only(document):
    next(one for one in document.paragraphs if one.text == "2026年9月1日").runs[0].text = "2026年9月"


red, letter, plain, spaced = written.red, written.letter, written.plain, written.spaced
DEVIATIONS = (
    (red, margins_of_word, "page.margins", True),
    (plain, a_narrow_edge, "page.margins", True),
    (red, american_sheet, "page.size", True),
    (plain, one_and_a_half_lines, "line.pitch", True),
    (letter, white_between, "line.around", True),
    (red, lambda document: every(document, BIAO, 22, HEI, 22), "type.title", True),
    (plain, type_of("情况的汇报", BIAO, 18), "type.title", True),
    (letter, type_of("的函", SONG, 22, bold=True), "type.title", True),
    (plain, align_of("情况的汇报", ALIGN.LEFT), "title.align", True),
    (letter, type_of("的函", BIAO, 22, bold=True), "title.bold", True),
    (red, lambda document: setattr(named(document, "巡察办文件").runs[0].font.color, "rgb", None), "mark.color", True),
    (red, lambda document: every(document, FANG, 16, SONG, 16), "type.text", True),
    (plain, lambda document: every(document, FANG, 16, FANG, 14), "type.text", True),
    (letter, type_of("请于2026年9月10日前", SONG, 12), "type.text", True),
    (red, lambda document: every(document, HEI, 16, FANG, 16), "type.h1", True),
    (plain, type_of("一、办理事项", HEI, 18), "type.h1", True),
    (red, type_of("清理账目", HEI, 16), "type.h2", True),
    (red, type_of("抄送", FANG, 16), "type.colophon", True),
    (letter, red_sentence, "text.color", True),
    (red, align_of("〔2026〕18号", ALIGN.LEFT), "docno.align", True),
    (red, align_of("2026年9月1日", ALIGN.RIGHT), "date.place", True),
    (letter, no_indents, "body.indent", True),
    (plain, doubled_indents, "body.indent", True),
    (red, indented_addressee, "to.indent", True),
    (red, words("〔2026〕", "[2026]"), "number.brackets", True),
    (letter, words("〔2026〕", "（2026）"), "number.brackets", True),
    (letter, words("6号", "06号"), "number.zero", True),
    (red, words("18号", "第18号"), "number.word", True),
    (red, words("〔2026〕", "〔26〕"), "number.year", False),
    (plain, words("2026年9月1日", "2026年09月01日"), "date.zero", True),
    (letter, words("2026年9月1日", "二〇二六年九月一日"), "date.form", True),
    (letter, words("2026年9月1日", "2026.9.1"), "date.form", True),
    (red, words("党组：", "党组:"), "to.colon", True),
    (red, words("问题清单", "问题清单。"), "attach.end", True),
    (red, words("组织部。", "组织部"), "cc.end", True),
    (plain, words("一、办理", "一.办理"), "heading.number", True),
    (plain, words("（一）清理", "（一）、清理"), "heading.number", True),
    (plain, words("（一）清理", "(一)清理"), "heading.number", True),
    (red, words("1.本月", "1、本月"), "heading.number", True),
    (red, words("二、时限要求", "二、时限要求。"), "heading.end", True),
    (letter, words("部署，", "部署,"), "text.punctuation", True),
    (plain, words("第二巡察组", "巡察组(第二组)"), "text.punctuation", True),
    (plain, words("部署，", "部署，，"), "text.doubled", True),
    (plain, words("部署，", "部署；，"), "text.mixed_marks", False),
    (plain, words("格式》《佐", "格式》、《佐"), "text.between", True),
    (plain, words("2026年9月10日前", "２０２６年9月10日前"), "text.wide_digits", True),
    (plain, words("认真办理。", "认真办理..."), "text.ellipsis", True),
    (plain, words("（二）完善制度。", "（三）完善制度。"), "heading.sequence", False),
    (red, without("（一）清理"), "heading.sequence", False),
    (red, without("党组："), "to.missing", False),
    (red, colophon_turned, "colophon.order", False),
    (letter, printed_in_a_letter, "letter.printed", False),
    (plain, words("你单位", "{{单位}}"), "text.leftover", False),
    (plain, tracked_words, "text.revisions", False),
    (red, hyphens, "page_number.form", True),
    (plain, page_words, "page_number.form", True),
    (letter, small_numbers, "page_number.type", True),
    (red, centred_numbers, "page_number.side", True),
    (red, no_numbers, "page_number.missing", True),
    (letter, number_on_a_first_page, "page_number.first", True),
    (plain, on_the_grid_of_word, "line.pitch", True),
    (letter, annexed, "type.annex", True),
    (plain, annex_on_the_same_page, "annex.page", True),
    (letter, hidden_words, "text.hidden", False),
    (red, mark_at_the_edge, "mark.align", True),
    (plain, words("1.本月", "（1）本月"), "heading.level", False),
    (plain, words("认真办理。", '按照"三重一大"认真办理。'), "text.punctuation", True),
    (red, secret, "type.secret", True),
    (letter, black_mark_of_a_letter, "mark.color", True),
    (red, words("党组：", "党组"), "to.colon", True),
    (red, two_annexes, "attach.zero", True),
    (plain, words("附件：", "附件:"), "text.punctuation", True),
    (red, words("年9月1日印发", "年09月01日印发"), "date.zero", True),
    (letter, without("2026年9月1日"), "date.missing", False),
    (red, without("〔2026〕18号"), "docno.missing", False),
    (letter, align_of("〔2026〕6号", ALIGN.CENTER), "docno.align", True),
    (spaced, type_of("一、办理事项", KAI, 16), "type.h1", True),
    (red, border_of("〔2026〕18号", lambda line: line.getparent().remove(line)), "line.missing", True),
    (red, border_of("〔2026〕18号", lambda line: line.set(qn("w:color"), "000000")), "line.color", True),
    (letter, no_lines_in_head, "line.missing", False),
    (red, align_of("领导小组办公室", ALIGN.LEFT), "sign.place", True),
    (letter, align_of("领导小组办公室", ALIGN.CENTER), "sign.place", True),
    (plain, no_page_for_text, "sign.page", False),
    (letter, an_annex_of_another_name, "annex.title", False),
    (plain, an_annex_too_many, "annex.count", False),
    (written.wide, a_long_list, "table.head", True),
    (red, secret_written("秘密☆1年"), "secret.form", True),
    (letter, secret_written("机密★十年"), "secret.form", True),
    (red, words("〔2026〕18号", "〔2026年〕18号"), "number.form", True),
    (red, words("〔2026〕18号", "〔2026〕18"), "number.form", True),
    (letter, words("〔2026〕6号", "2026-6号"), "number.form", True),
    (red, words("〔2026〕18号", "〔2026〕18号　　　签发人:程砚秋"), "signer.colon", True),
    (red, words("工作的通知", "工作的通知。"), "title.end", True),
    (letter, words("党组：", "党组。"), "to.colon", True),
    (red, words("党组：", "党组，"), "to.colon", True),
    (red, narrow_spaces, "body.spaces", True),
    (red, words("附件：水利", "附：水利"), "attach.form", True),
    (plain, words("附件：水利", "附件1：水利"), "attach.form", True),
    (letter, words("附件：水利", "附件：1.水利"), "attach.single", True),
    (plain, words("附件：水利", "附件：①水利"), "attach.level", False),
    (plain, annex_written("附件："), "annex.form", True),
    (letter, annex_written("附件01"), "annex.form", True),
    (plain, annex_written("附件一"), "annex.form", True),
    (plain, annex_written("附件", ALIGN.CENTER), "annex.place", True),
    (red, words("抄送：", "抄送　"), "cc.colon", True),
    (red, words("9月1日印发", "9月1日"), "printed.word", True),
    (letter, name_under_the_date, "sign.order", False),
    (letter, a_month_only, "date.form", False),
    (plain, words("2026年9月1日", "2026年9月1号"), "date.form", True),
    (plain, words("1.本月", "①本月"), "heading.form", False),
    (red, words("1.本月", "1)本月"), "heading.form", False),
    (red, words("3.办理", "4.办理"), "heading.third", False),
    (plain, words("9月10日前", "9月10号前"), "date.word", True),
    (red, words("2026年9月10日前", "2026.9.10前"), "date.points", True),
    (letter, words("2026年9月10日前", "26年9月10日前"), "date.year", False),
    (plain, words("三月至五月", "3-5月"), "text.hyphen", True),
    (plain, words("具体格式", "涉及1,200元，具体格式"), "text.thousands", False),
    (red, words("结合实际", "”结合“实际"), "text.pairs", False),
    (letter, words("结合实际", "（结合实际"), "text.pairs", False),
    (red, words("〔2026〕18号", "〔2026]18号"), "number.brackets", True),
    (red, words("二、时限要求", "二、时限要求："), "heading.end", True),
    (red, words("附件：水利", "附　件：水利"), "attach.form", True),
    (plain, words("统一部署，", "统一部署， "), "text.apart", True),
    (red, lambda document: setattr(named(document, "按照县委").runs[0], "italic", True), "text.slanted", True),
    (letter, lambda document: setattr(named(document, "按照县委").runs[0], "bold", True), "text.bold", True),
    (red, lambda document: setattr(named(document, "按照县委").runs[0], "underline", True), "text.underline", True),
    (plain, align_of("按照县委", ALIGN.CENTER), "body.align", True),
    (red, align_of("按照县委", ALIGN.RIGHT), "body.align", True),
    (plain, words("1.本月", "II、本月"), "heading.form", False),
    (red, words("2026年9月10日前", "2026 年 9 月 10 日前"), "date.blanks", True),
    (red, words("日印发", "日印制"), "printed.word", True),
)
