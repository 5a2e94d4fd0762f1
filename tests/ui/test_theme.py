"""The look: contrast, sizes, icons (design.md §4)."""

import inspect
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QWidget

import desktop.ui
from desktop.host import fonts, paths
from desktop.ui.frame import fault_box
from desktop.ui.theme import BODY_SIZES, HIGH_CONTRAST, READ_PAIRS, STANDARD, Theme, contrast, dress, settle
from desktop.ui.widgets import warned


@pytest.mark.parametrize("colours", [STANDARD, HIGH_CONTRAST], ids=["standard", "high contrast"])
@pytest.mark.parametrize("ink, ground", READ_PAIRS)
def test_every_text_reads_on_its_ground_with_at_least_four_and_a_half(colours, ink, ground):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


def test_contrast_of_black_on_white_is_twenty_one():
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0


def test_high_contrast_raises_the_borders_of_controls():
    assert contrast(HIGH_CONTRAST.control, HIGH_CONTRAST.surface) >= 3
    assert contrast(STANDARD.control, STANDARD.surface) < 3


@pytest.mark.parametrize("size", BODY_SIZES)
def test_no_type_of_the_style_sheet_is_under_eleven_pixels(size):
    sheet = Theme(paths.resource(""), size).style_sheet()

    sizes = [int(found) for found in re.findall(r"font-size:\s*(\d+)px", sheet)]

    assert min(sizes) >= 11
    assert f"font-size: {BODY_SIZES[size]}px" in sheet


def test_the_style_sheet_leaves_no_word_unfilled():
    assert "${" not in Theme(paths.resource("")).style_sheet()


def test_every_icon_is_a_small_drawing_of_our_own_that_can_be_painted(theme):
    files = sorted(paths.resource("icons").glob("*.svg"))

    assert len(files) > 40
    for file in files:
        assert file.stat().st_size < 1500
        assert painted(theme.icon(file.stem)), file.stem


def painted(icon, mode=QIcon.Mode.Normal):
    image = icon.pixmap(QSize(18, 18), mode).toImage()
    return [image.pixelColor(x, y) for x in range(18) for y in range(18) if image.pixelColor(x, y).alpha() > 0]


def test_an_icon_takes_the_colour_of_its_role(theme):
    colours = {colour.name().upper() for colour in painted(theme.icon("funnel_filled", "red"))}

    assert STANDARD.red in colours


def test_the_icon_of_a_button_that_cannot_be_pressed_is_as_grey_as_its_words(theme):
    colours = {colour.name().upper() for colour in painted(theme.icon("check", "surface"), QIcon.Mode.Disabled)}

    assert STANDARD.disabled in colours


def test_the_look_is_put_on_windows_and_never_on_the_application(qtbot, qapp, theme, monkeypatch):
    """With a style sheet on the application each piece of a page is styled anew whenever a larger one takes it up."""
    styled = []
    monkeypatch.setattr(type(qapp), "setStyleSheet", lambda _self, sheet: styled.append(sheet))

    settle(theme, qapp, fonts.bundled_files()[fonts.BUNDLED_SANS])
    window = QWidget()
    qtbot.addWidget(window)
    inner = QLabel("字", window)
    dress(window)

    assert styled == [] and window.styleSheet() == theme.style_sheet() and inner.styleSheet() == ""


def test_what_opens_without_a_parent_is_dressed_where_it_is_made():
    """A completer's list, a message before any window: nothing else of the program stands free of a window."""
    bare = re.compile(r"QCompleter\(|QMessageBox\(\)|QMessageBox\.\w+\(None|QMenu\(\)|QDialog\(\)")
    free = {
        path.name
        for path in Path(desktop.ui.__file__).parent.rglob("*.py")
        if any(bare.search(line) and "class " not in line for line in path.read_text("utf-8").splitlines())
    }

    assert free == {"fault_box.py"}
    assert "dress(box)" in inspect.getsource(fault_box) and "dress(box)" in inspect.getsource(warned)
