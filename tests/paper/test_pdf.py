"""The PDF of a printed list: right text in right cells, the same bytes, copies and page ranges, never over another file."""

import re
import shutil
import subprocess
import sys

import pytest

from desktop.errors import KnownError
from desktop.paper.finding_list import meeting_list
from desktop.paper.line_breaking import CLOSING
from desktop.paper.pages import Layout
from desktop.paper.painting import page_image
from desktop.paper.pdf import pdf_bytes, write_pdf
from desktop.paper.table import POINT
from tests.paper.printed_lists import heading, records

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler (pdftotext) is not installed")


def a_layout(count=30, **words):
    return Layout(meeting_list(records(count), heading(**words)))


def pdf_text(path, *options):
    return subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True).stdout.decode()


@needs_poppler
def test_every_word_of_the_pdf_stands_inside_one_cell_and_no_line_begins_with_a_closing_mark(tmp_path):
    layout = a_layout(60)

    write_pdf(tmp_path / "a.pdf", layout)

    found = pdf_text(tmp_path / "a.pdf", "-bbox").split("<page ")[1:]
    assert len(found) == len(layout)
    for index, page in enumerate(found):
        words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)
        frame = layout.page(index).frame
        inside = 0
        for *edges, text in words:
            left, top, right, bottom = (float(edge) * POINT for edge in edges)
            middle = (top + bottom) / 2
            if frame.top < middle < frame.bottom:
                inside += 1
                assert any(
                    c.left <= left and right <= c.right + 1 and c.top < middle < c.bottom
                    for c in layout.page(index).cells
                ), text
            assert text[0] not in CLOSING
        assert inside > 50


@needs_poppler
def test_the_text_of_the_pdf_can_be_searched_on_every_page(tmp_path):
    layout = a_layout(40)

    write_pdf(tmp_path / "a.pdf", layout, copies=["000121"])

    pages = pdf_text(tmp_path / "a.pdf", "-layout").split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        for word in (
            "序号",
            "会议意见",
            "份号 000121",
            "内部",
            "截至 2026年6月5日",
            "口径：县委口径2026",
            "未销号",
            f"第 {number} 页",
            f"共 {len(pages)} 页",
        ):
            assert re.sub(r"\s", "", word) in re.sub(r"\s", "", page)
    numbers = re.findall(r"15-06-\d{4}", "".join(pages))
    assert sorted(numbers) == [record["number"] for record in records(40)]


def test_the_same_list_gives_the_same_bytes():
    first, _ = pdf_bytes(a_layout())
    second, _ = pdf_bytes(a_layout())

    assert first == second
    assert b"D:20260605000000Z" in first


def test_copies_and_pages_x_to_y_are_written_again(tmp_path):
    layout = a_layout(40)

    every = write_pdf(tmp_path / "a.pdf", layout, copies=["000121", "000122", "000123"])
    again = write_pdf(tmp_path / "b.pdf", layout, copies=["000122"], pages=(2, 3))

    assert every.pages == 3 * len(layout)
    assert again.pages == 2


@needs_poppler
def test_a_page_printed_again_shows_its_own_copy_and_page_number(tmp_path):
    written = write_pdf(tmp_path / "a.pdf", a_layout(40), copies=["000122"], pages=(2, 2))

    text = re.sub(r"\s", "", pdf_text(written.path))
    assert "份号000122" in text and "第2页" in text


@pytest.mark.parametrize("pages", [(0, 1), (2, 1), (1, 99)])
def test_a_page_range_outside_the_list_is_refused_and_nothing_is_written(tmp_path, pages):
    with pytest.raises(KnownError, match="请填 1 至"):
        write_pdf(tmp_path / "a.pdf", a_layout(), pages=pages)

    assert list(tmp_path.iterdir()) == []


def test_a_taken_name_gets_a_number_and_the_other_file_stays(tmp_path):
    (tmp_path / "清单.pdf").write_text("mine", encoding="utf-8")

    second = write_pdf(tmp_path / "清单.pdf", a_layout(3))
    third = write_pdf(tmp_path / "清单.pdf", a_layout(3))

    assert [second.path.name, third.path.name] == ["清单(2).pdf", "清单(3).pdf"]
    assert (tmp_path / "清单.pdf").read_text(encoding="utf-8") == "mine"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_folder_that_is_not_there_is_told_with_its_place(tmp_path):
    with pytest.raises(KnownError, match="未生成文件"):
        write_pdf(tmp_path / "缺" / "a.pdf", a_layout(3))


def test_the_preview_shows_ink_where_the_layout_has_text():
    layout = a_layout(3)

    image = page_image(layout, 0, 96, copy="000121")

    assert (image.width(), image.height()) == (1123, 794)
    x, y, _ = layout.page(0).texts["title"][0]
    scale = 96 / 2540
    ink = [
        image.pixelColor(round((x + dx * 40) * scale), round((y - dy * 40) * scale)).lightness() < 128
        for dx in range(80)
        for dy in range(14)
    ]
    assert sum(ink) > 50


def test_a_process_without_screen_or_application_can_print(tmp_path):
    program = (
        "import os; [os.environ.pop(n, 0) for n in ('QT_QPA_PLATFORM', 'DISPLAY', 'WAYLAND_DISPLAY')]\n"
        "from desktop.paper.faces import ensure_painting\n"
        "assert ensure_painting() is ensure_painting(); print(ensure_painting().platformName())"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")

    assert done.stdout.strip() == ("offscreen" if sys.platform.startswith("linux") else done.stdout.strip()), (
        done.stderr
    )
    assert done.returncode == 0


@needs_poppler
def test_rare_names_beyond_the_basic_plane_can_be_searched(tmp_path):
    rows = records(30)
    rows[2]["responsible_leader"], rows[17]["responsible_leader"], rows[18]["text"] = (
        "王𬭎",
        "李𫖯",
        "张𬬻、𬭎某与㛃某用车、金行至今未改",
    )
    layout = Layout(meeting_list(rows, heading(title="𫖯县问题清单")))

    written = write_pdf(tmp_path / "a.pdf", layout)

    text = re.sub(r"\s", "", pdf_text(written.path))
    assert layout.unprintable() == ""
    for name in ("王𬭎", "李𫖯", "张𬬻、𬭎某与㛃某用车、金行至今未改", "𫖯县问题清单"):
        assert name in text
    checked = subprocess.run(
        ["pdfinfo", str(written.path)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert checked.stderr == ""
