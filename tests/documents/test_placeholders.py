"""D4: a chart takes the place and the size of the picture whose alternative text names it."""

import re

from desktop.documents.figures import Picture
from desktop.documents.fonts import choose_fonts
from desktop.documents.package import BODY, open_parts
from desktop.documents.recipes import recipe_of
from desktop.documents.render import Press
from desktop.documents.template import check_template, compile_template
from tests.documents.papers import PNG, TEMPLATES, cases, picture
from tests.documents.test_merged_cells import repacked

RECIPE = recipe_of("rectification_summary_report")
SHIPPED = (TEMPLATES / "rectification_summary_report.docx").read_bytes()
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'


def placed(word):
    """The report with a picture of 100 × 50 mm in the place of {{图1}}."""
    drawing = (
        f'<w:drawing><wp:inline {WP}><wp:extent cx="3600000" cy="1800000"/><wp:docPr id="7" name="图片 7" descr="{{{{{word}}}}}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="pic"><a:blip '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rIdOld"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    xml = open_parts(SHIPPED, "")[BODY].decode("utf-8")
    xml = re.sub(r'<w:t xml:space="preserve">\{\{图1\}\}</w:t>', lambda _old: drawing, xml)
    return repacked(SHIPPED, {BODY: xml.encode("utf-8"), "word/media/old.png": PNG})


def printed(words):
    data = placed("图1")
    press = Press(RECIPE, compile_template(data, "汇报", "", RECIPE.fields, choose_fonts([]), RECIPE.form))
    return open_parts(press.render({**cases(RECIPE.kind)[1], **words}).data, "")


def test_the_chart_keeps_place_and_size_of_the_picture_d4():
    parts = printed({"图1": picture()})

    xml = parts[BODY].decode("utf-8")
    assert 'cx="3600000" cy="1800000"' in xml and 'descr="图1"' in xml
    [embedded] = re.findall(r'r:embed="(\w+)"', xml)
    assert f'Id="{embedded}"' in parts["word/_rels/document.xml.rels"].decode("utf-8")
    assert parts["word/media/figure1.png"] == PNG


def test_without_the_chart_the_place_is_empty_d4():
    assert "<w:drawing>" not in printed({"图1": None})[BODY].decode("utf-8")


def test_a_placeholder_that_names_no_picture_is_a_fault_d4():
    [fault] = check_template(placed("总数"), "汇报", RECIPE.fields, RECIPE.form)

    assert "替代文字不是图的字段" in fault.message
    assert "图1、图2" in fault.suggestion


def sealed(word="印章"):
    """The letter with a floating picture of 40 × 40 mm over its date, as a clerk puts the place of a seal."""
    shipped = (TEMPLATES / "supervision_letter.docx").read_bytes()
    anchor = (
        f'<w:r><w:drawing><wp:anchor {WP} behindDoc="1"><wp:extent cx="1440000" cy="1440000"/>'
        f'<wp:docPr id="8" name="图片 8" descr="{{{{{word}}}}}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="pic"><a:blip '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rIdOld"/></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )
    xml = open_parts(shipped, "")[BODY].decode("utf-8")
    at = xml.index("</w:p>", xml.index("{{单位}}："))
    return repacked(shipped, {BODY: f"{xml[:at]}{anchor}{xml[at:]}".encode(), "word/media/old.png": PNG})


def test_the_seal_keeps_place_and_size_of_the_picture_d4():
    recipe = recipe_of("supervision_letter")
    press = Press(recipe, compile_template(sealed(), "函", "", recipe.fields, choose_fonts([]), recipe.form))

    parts = open_parts(press.render({**cases(recipe.kind)[0], "印章": Picture(PNG, "印章", (42, 42))}).data, "")

    xml = parts[BODY].decode("utf-8")
    assert 'cx="1440000" cy="1440000"' in xml and 'descr="印章"' in xml
    assert parts["word/media/figure1.png"] == PNG
