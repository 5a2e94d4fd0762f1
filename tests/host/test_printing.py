from pathlib import Path

import pytest

from desktop.host import printing

PAPERS = [Path("/out/1.docx"), Path("/out/2.docx")]


def which(*present):
    return lambda name: f"/usr/bin/{name}" if name in present else None


def test_wps_is_preferred_because_it_has_the_official_fonts():
    assert printing.find_program(which("soffice", "wps")).title == "WPS"


def test_libreoffice_prints_all_papers_in_one_call_and_in_order():
    started = []
    printer = printing.OfficePrinter(printing.find_program(which("soffice")), start=started.append)

    handover = printer.print_files(PAPERS)

    assert started == [["/usr/bin/soffice", "--headless", "-p", "/out/1.docx", "/out/2.docx"]]
    assert handover.printed
    assert "2 份" in handover.message


def test_wps_opens_the_papers_and_the_person_prints():
    started = []
    printer = printing.OfficePrinter(printing.find_program(which("wps")), start=started.append)

    handover = printer.print_files(PAPERS)

    assert started == [["/usr/bin/wps", "/out/1.docx", "/out/2.docx"]]
    assert not handover.printed
    assert "Ctrl+P" in handover.message


def test_without_an_office_program_the_folder_is_opened_and_that_is_said():
    shown = []
    printer = printing.OfficePrinter(printing.find_program(which()), show_folder=shown.append)

    handover = printer.print_files(PAPERS)

    assert shown == [PAPERS[0]]
    assert not handover.printed
    assert "没有找到" in handover.message


def test_windows_is_asked_to_print_each_paper_by_its_registered_verb():
    asked = []
    printer = printing.WindowsPrinter(lambda path, verb: asked.append((path, verb)))

    handover = printer.print_files(PAPERS)

    assert asked == [(PAPERS[0], "print"), (PAPERS[1], "print")]
    assert handover.printed


def test_where_windows_knows_no_program_the_folder_is_opened():
    def refuse(path, verb):
        raise OSError(1155, "no application is associated")

    shown = []
    handover = printing.WindowsPrinter(refuse, show_folder=shown.append).print_files(PAPERS)

    assert shown == [PAPERS[0]]
    assert not handover.printed


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        (
            {"LD_LIBRARY_PATH": "/opt/app", "LD_LIBRARY_PATH_ORIG": "/usr/x", "HOME": "/h"},
            {"LD_LIBRARY_PATH": "/usr/x", "HOME": "/h"},
        ),
        ({"LD_LIBRARY_PATH": "/usr/x"}, {"LD_LIBRARY_PATH": "/usr/x"}),
    ],
)
def test_other_programs_get_the_library_path_of_the_session(environ, expected):
    assert printing.child_environment(environ) == expected


def test_the_frozen_programs_own_library_path_is_not_handed_on(monkeypatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)

    assert printing.child_environment({"LD_LIBRARY_PATH": "/opt/app"}) == {}


def test_this_pc_has_a_printer_to_hand_papers_to():
    assert callable(printing.printer_of_this_pc().print_files)
