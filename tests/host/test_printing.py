from pathlib import Path

import pytest

from desktop.host import printing

PAPERS = [Path("/out/1.docx"), Path("/out/2.docx")]


def which(*present):
    return lambda name: f"/usr/bin/{name}" if name in present else None


def test_wps_is_preferred_because_it_has_the_official_fonts():
    assert printing.find_program(which("soffice", "wps")).title == "WPS"


def office(*present, started=None, shown=None, printer="HP"):
    """The office of a Linux PC with these programs; what is started and shown goes into the lists."""
    return printing.LinuxOffice(
        printing.find_program(which(*present)),
        start=(started if started is not None else []).append,
        show_folder=(shown if shown is not None else []).append,
        printer=lambda: printer,
    )


@pytest.mark.parametrize("program", ["wps", "soffice", "libreoffice"])
def test_opening_never_prints(program):
    """W-1: a button does its verb."""
    started = []

    handover = office(program, started=started).open_files(PAPERS)

    assert started == [[f"/usr/bin/{program}", *map(str, PAPERS)]]
    assert handover.done and "打印" not in handover.message


def test_windows_opens_by_the_verb_open_and_prints_by_the_verb_print():
    """W-1"""
    asked = []
    windows = printing.WindowsOffice(lambda path, verb: asked.append((path, verb)))

    assert windows.open_files(PAPERS[:1]).done and windows.print_files(PAPERS[1:]).done

    assert asked == [(PAPERS[0], "open"), (PAPERS[1], "print")]


def test_libreoffice_prints_all_papers_in_one_call_and_in_order():
    started = []

    handover = office("soffice", started=started).print_files(PAPERS)

    assert started == [["/usr/bin/soffice", "--headless", "-p", *map(str, PAPERS)]]
    assert handover.done and "2 份" in handover.message and "HP" in handover.message


def test_without_a_printer_nothing_is_started_and_no_success_is_told():
    """W-1: success only for what was proven."""
    started = []

    handover = office("soffice", started=started, printer="").print_files(PAPERS)

    assert started == [] and not handover.done
    assert "没有打印" in handover.message


def test_wps_opens_the_papers_and_the_person_prints():
    started = []

    handover = office("wps", started=started).print_files(PAPERS)

    assert started == [["/usr/bin/wps", *map(str, PAPERS)]]
    assert not handover.done and "Ctrl+P" in handover.message


@pytest.mark.parametrize(("verb", "word"), [("open_files", "打开"), ("print_files", "打印")])
def test_without_an_office_program_the_folder_is_opened_and_that_is_said(verb, word):
    shown = []

    handover = getattr(office(shown=shown), verb)(PAPERS)

    assert shown == [PAPERS[0]] and not handover.done
    assert "没有找到" in handover.message and word in handover.message


@pytest.mark.parametrize("verb", ["open_files", "print_files"])
def test_a_program_that_does_not_start_is_told_with_the_folder(verb):
    def refuse(_command):
        raise FileNotFoundError(2, "gone")

    program = printing.LinuxOffice(printing.find_program(which("soffice")), start=refuse, printer=lambda: "HP")
    handover = getattr(program, verb)(PAPERS)

    assert not handover.done and str(PAPERS[0].parent) in handover.message


@pytest.mark.parametrize("verb", ["open_files", "print_files"])
def test_where_windows_knows_no_program_the_folder_is_opened(verb):
    def refuse(path, verb):
        raise OSError(1155, "no application is associated")

    shown = []
    handover = getattr(printing.WindowsOffice(refuse, show_folder=shown.append), verb)(PAPERS)

    assert shown == [PAPERS[0]] and not handover.done


def test_this_pc_has_an_office_to_hand_papers_to():
    office = printing.office_of_this_pc()

    assert callable(office.open_files) and callable(office.print_files)
