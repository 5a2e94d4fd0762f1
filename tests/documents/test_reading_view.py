"""A paper as the window shows it: styles, figures where they stand, merged cells, the mark at its head."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.documents.fonts import choose_fonts
from desktop.documents.reading_view import Grid, Line, reading_view
from desktop.documents.recipes import recipe_of
from desktop.documents.render import Presses
from desktop.errors import KnownError
from desktop.host.paths import templates_folder


@pytest.fixture(scope="module")
def presses():
    return Presses([templates_folder()], choose_fonts(()))


def drafted(presses, kind):
    recipe = recipe_of(kind)
    return presses.press(recipe).render({**recipe.sample(), "成文日期": date(2026, 6, 5)})


def lines_of(view):
    for block in view.blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for row in block.rows for cell in row for line in cell.lines)


@pytest.mark.parametrize("kind", ["supervision_letter", "recommendation_letter", "rectification_summary_report"])
def test_every_figure_of_the_manifest_is_found_where_it_stands(presses, kind):
    paper = drafted(presses, kind)

    spans = {span.token: span.text for line in lines_of(reading_view(paper.data, kind)) for span in line.spans}

    assert {entry.token: entry.value_text for entry in paper.entries}.items() <= spans.items()


def test_a_letter_has_its_organ_at_its_head_and_a_title_in_its_style(presses):
    view = reading_view(drafted(presses, "supervision_letter").data, "督办函")

    titles = [line.text for line in lines_of(view) if line.style == "公文标题"]

    assert view.mark.startswith("中共")
    assert titles and titles[0].startswith("关于")


def test_the_cells_of_each_row_take_all_columns_of_their_table(presses):
    view = reading_view(drafted(presses, "rectification_summary_report").data, "汇报")

    widths = [
        {sum(cell.span for cell in row) for row in block.rows} for block in view.blocks if isinstance(block, Grid)
    ]

    assert widths
    assert all(len(found) == 1 for found in widths)


def test_a_damaged_file_is_one_known_error():
    with pytest.raises(KnownError):
        reading_view(b"no zip", "督办函.docx")
