"""Names of files are made so that Windows and Linux take them, and stay as they are where they fit."""

import pytest

from desktop.host.file_names import LONGEST, NAMELESS, fault_of, fitting

SIGNS = '\\/:*?"<>|'


@pytest.mark.parametrize(
    "name",
    [
        "督办函_县民政局党组_2026年6月5日.docx",
        "清单(2).xlsx",
        "a.b.c.pdf",
        ".隐藏",
        "控制.txt",
        "CONTRACT.docx",
        "COM10.csv",
    ],
)
def test_a_name_that_fits_stays_as_it_is(name):
    assert fitting(name) == name


@pytest.mark.parametrize("sign", [*SIGNS, "\x00", "\n", "\t", "\x7f"])
def test_no_sign_is_left_that_a_system_refuses(sign):
    assert fitting(f"县{sign}局.docx") == "县、局.docx"
    assert fitting(f"县{sign}局.docx", instead="") == "县局.docx"


@pytest.mark.parametrize("device", ["CON", "prn", "Aux", "NUL", "COM1", "com9", "LPT0", "COM¹", "CONIN$"])
@pytest.mark.parametrize("ending", ["", ".docx", " .docx", ".tar.gz"])
def test_no_name_is_a_device(device, ending):
    assert fitting(device + ending).startswith("_")


@pytest.mark.parametrize("tail", [".", "..", " ", " . ", ". ."])
def test_no_name_ends_in_a_dot_or_a_blank(tail):
    assert fitting("清单" + tail) == "清单"


@pytest.mark.parametrize("name", ["县" * 300 + ".docx", "𠮷" * 300 + ".xlsx", "a" * 1000, "县" * 66 + "局.pdf"])
def test_a_long_name_is_cut_by_bytes_between_characters_and_keeps_its_ending(name):
    made = fitting(name)

    assert len(made.encode("utf-8")) <= LONGEST
    assert name.startswith(made.partition(".")[0]) and made.endswith(
        name.rpartition(".")[2][-5:] if "." in name else "a"
    )


@pytest.mark.parametrize("name", ["", " ", "...", " . "])
def test_a_name_of_nothing_is_still_a_name(name):
    assert fitting(name) == NAMELESS


@pytest.mark.parametrize("name", [*(f"{a}{b}.docx" for a in SIGNS for b in SIGNS), "CON.", "a" * 400 + ".", "NUL:.txt"])
def test_a_name_once_made_to_fit_fits(name):
    assert fitting(fitting(name)) == fitting(name)


@pytest.mark.parametrize(
    ("name", "why"), [("县:办", "不能有"), ("CON", "保留"), ("县办.", "句点"), ("县" * 80, "改短"), ("", "空格")]
)
def test_a_name_that_will_not_do_is_told_with_its_remedy(name, why):
    assert why in fault_of(name) and "请" in fault_of(name)


def test_of_a_name_that_will_do_nothing_is_told():
    assert fault_of("云岭县委巡察办.ledger") == ""
