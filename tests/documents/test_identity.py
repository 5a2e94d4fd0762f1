"""P-7: a draft says from which request, dates and figures it was printed; the mark goes in and comes out without a trace."""

import pytest

from desktop.documents.figures import Entry
from desktop.documents.identity import PART, Identity, identity_of, marked, unmarked
from desktop.documents.package import open_parts
from desktop.documents.stamp import packed
from tests.documents.papers import cases, press


@pytest.fixture(scope="module")
def paper():
    return press("supervision_letter").render(cases("supervision_letter")[0], draft=True)


def mark(paper, paragraphs=("甲乙", "丙")):
    return Identity(
        "账本", "supervision_letter", "县民政局党组", "2026-09-30", "2026-10-01", "2026-10-02", 3, 4, 5, "县委口径", (7, 8), paper.entries, paper.sha256, 2, "督办函", paragraphs, {"t": (0, 1, 2)}
    )  # fmt: skip


def test_every_word_of_the_mark_comes_back_p7(paper):
    """P-7"""
    told = mark(paper)
    assert identity_of(marked(paper.data, told), "草稿.docx") == told
    assert all(isinstance(entry, Entry) for entry in told.entries)


def test_a_long_mark_is_kept_in_pieces_that_word_takes(paper):
    made = marked(paper.data, mark(paper, tuple(f"第{number}段 {chr(0x4E00 + number * 7)}" for number in range(400))))
    assert identity_of(made, "a.docx").paragraphs[399].startswith("第399段")
    from lxml import etree

    values = [element.text for element in etree.fromstring(open_parts(made, "a.docx")[PART]).iter() if element.text]
    assert len(values) > 1 and all(len(text) < 250 for text in values)


def test_the_file_that_goes_out_bears_no_mark_p7(paper):
    """P-7"""
    made = unmarked(marked(paper.data, mark(paper)), "a.docx")
    assert identity_of(made, "a.docx") is None and identity_of(paper.data, "a.docx") is None
    assert unmarked(paper.data, "a.docx") == paper.data and unmarked(made, "a.docx") == made


def test_properties_of_others_stay(paper):
    parts = open_parts(marked(paper.data, mark(paper)), "a.docx")
    other = b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="99" name="KSO"><vt:lpwstr>x</vt:lpwstr></property></Properties>'
    parts[PART] = parts[PART].replace(b"</Properties>", other)
    cleaned = open_parts(unmarked(packed(parts), "a.docx"), "a.docx")[PART]
    assert b'name="KSO"' in cleaned and b'pid="2"' in cleaned and "台账草稿".encode() not in cleaned


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"<vt:lpwstr>", b"<vt:lpwstr>!", 1),
        lambda text: text.replace(b"<vt:lpwstr>e", b"<vt:lpwstr>A", 1),
    ],
)
def test_a_damaged_mark_is_none(paper, change):
    parts = open_parts(marked(paper.data, mark(paper)), "a.docx")
    parts[PART] = change(parts[PART])
    assert identity_of(packed(parts), "a.docx") is None


def test_the_reading_of_a_draft_is_its_paragraphs_and_figures(paper):
    reading = mark(paper).reading()
    assert (reading.title, reading.addressee, reading.paragraphs, reading.spots) == (
        "督办函",
        "县民政局党组",
        ("甲乙", "丙"),
        {"t": (0, 1, 2)},
    )
    assert reading.figures == {"t": "乙"} or dict(reading.figures)["t"] == "乙"


def test_the_mark_is_a_part_of_the_package_that_is_declared_once_p7(paper):
    """P-7: an editor drops a part that no relation leads to."""
    twice = (
        marked(marked(paper.data, mark(paper)), mark(paper))
        if identity_of(paper.data, "a.docx") is None
        else marked(paper.data, mark(paper))
    )
    parts = open_parts(twice, "a.docx")
    assert parts["_rels/.rels"].count(PART.encode()) == 1 and parts["[Content_Types].xml"].count(PART.encode()) == 1
