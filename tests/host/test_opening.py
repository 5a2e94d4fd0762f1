"""W-1: opening a document is not printing it."""

from pathlib import Path

from desktop.host.opening import open_document


def test_a_document_is_opened_without_any_print_option_w1():
    started = []

    said = open_document(
        Path("约谈.docx"), started.append, lambda name: f"/usr/bin/{name}" if name == "soffice" else None
    )

    assert started == [["/usr/bin/soffice", "约谈.docx"]]
    assert said == "已打开 约谈.docx。"


def test_without_an_office_program_the_folder_is_shown_and_said():
    shown = []

    said = open_document(Path("约谈.docx"), shown.append, lambda _name: None, shown.append)

    assert shown == [Path("约谈.docx")]
    assert "没有找到 WPS" in said
