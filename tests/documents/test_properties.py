"""A6: the properties of a Word file that leaves are those of the office; whoever wrote or edited it is in none of its parts."""

import io
import zipfile
from pathlib import Path

import pytest

from desktop.documents.fonts import choose_fonts
from desktop.documents.package import BODY, open_parts
from desktop.documents.properties import cleaned
from desktop.documents.recipes import RECIPES
from desktop.documents.render import Press
from desktop.documents.stamp import packed
from desktop.documents.template import compile_template

SHIPPED = Path(__file__).parents[2] / "templates_docx"
OFFICE = "中共云岭县委巡察办 & <公室>"
_CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>题名</dc:title><dc:creator>录入员小周</dc:creator>'
    "<cp:lastModifiedBy>录入员小周</cp:lastModifiedBy><dc:description>录入员小周</dc:description></cp:coreProperties>"
)
PERSONAL = {
    "docProps/core.xml": _CORE,
    "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>小周公司</Company>'
    "<Manager>录入员小周</Manager><Template>小周.dotm</Template></Properties>",
    "docProps/custom.xml": "<Properties>录入员小周</Properties>",
    "docProps/thumbnail.jpeg": "小周",
    "docMetadata/LabelInfo.xml": "<a>小周</a>",
    "word/people.xml": "<a>录入员小周</a>",
}
_LINKS = {
    "_rels/.rels": {
        "docProps/custom.xml": "custom-properties",
        "docProps/thumbnail.jpeg": "thumbnail",
        "docMetadata/LabelInfo.xml": "classificationlabels",
    },
    "word/_rels/document.xml.rels": {"people.xml": "people"},
}


def edited() -> bytes:
    """A shipped template as an editor would leave it, with its name in every part that may hold one."""
    parts = open_parts((SHIPPED / "supervision_letter.docx").read_bytes(), "模板.docx")
    parts |= {name: text.encode() for name, text in PERSONAL.items()}
    for rels, targets in _LINKS.items():
        links = "".join(
            f'<Relationship Id="x{n}" Type="http://x/relationships/{kind}" Target="{target}"/>'
            for n, (target, kind) in enumerate(targets.items())
        )
        parts[rels] = parts[rels].replace(b"</Relationships>", links.encode() + b"</Relationships>")
    types = "".join(
        f'<Override PartName="/{name}" ContentType="x"/>' for name in PERSONAL if name.endswith("people.xml")
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types.encode() + b"</Types>")
    return packed(parts)


def all_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_no_part_names_who_edited_the_file_and_nothing_points_to_what_is_gone():
    """A6"""
    before = open_parts(edited(), "改定.docx")
    after = cleaned(edited(), "改定.docx", OFFICE)
    told = all_of(after)

    assert "小周" not in told and not [
        one for one in ("people.xml", "thumbnail", "LabelInfo", "custom.xml") if one in told
    ]
    assert told.count("中共云岭县委巡察办 &amp; &lt;公室&gt;") == 3 and "<dc:title>题名</dc:title>" in told
    assert open_parts(after, "改定.docx")[BODY] == before[BODY]


def test_without_an_office_nobody_is_named():
    """A6"""
    told = all_of(cleaned(edited(), "改定.docx", ""))

    assert "creator" not in told and "Company" not in told and "小周" not in told


def test_a_template_that_a_clerk_edited_prints_papers_of_the_office():
    """A6: not of the clerk, whose name stands in the properties of the template."""
    recipe = next(one for one in RECIPES if one.kind == "supervision_letter")
    template = compile_template(edited(), "督办函.docx", "0", recipe.fields, choose_fonts(()), recipe.form, OFFICE)
    told = all_of(Press(recipe, template).render(recipe.sample(), draft=True).data)

    assert "小周" not in told and "中共云岭县委巡察办 &amp; &lt;公室&gt;" in told


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("**/*.docx")), ids=lambda path: path.name)
def test_no_shipped_template_names_a_person(path):
    """A6"""
    parts = open_parts(path.read_bytes(), path.name)

    assert b"creator" not in parts["docProps/core.xml"] and b"lastModifiedBy" not in parts["docProps/core.xml"]
