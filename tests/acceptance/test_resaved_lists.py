"""Landing 2: the sample lists, saved again as .xls by an office program, read as the originals (needs LibreOffice)."""

import shutil
import subprocess

import pytest

from tests.exchange.sample_lists import CASES, answer, context, expectation, same

pytestmark = [pytest.mark.acceptance, pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")]
_LOSES_FORMULA_TEXTS = "a08"
"""LibreOffice saves 0 as the result of a text formula that it did not calculate anew."""


def test_sample_lists_saved_again_as_xls_read_the_same(tmp_path):
    """K1–K17: 13 of the 19 are workbooks that can be saved again."""
    sources = {}
    for case in CASES:
        path, expected = expectation(case)
        if (
            path.suffix in (".xlsx", ".xlsm")
            and expected["form"] == "finding_list"
            and not case.startswith(_LOSES_FORMULA_TEXTS)
        ):
            sources[case] = shutil.copy(path, tmp_path / f"{case}.xlsx")
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xls", "--outdir", str(tmp_path), *map(str, sources.values())],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip

    for case in sources:
        _path, expected = expectation(case)
        found = answer(tmp_path / f"{case}.xls", context(expected))
        assert len(found["findings"]) == len(expected["findings"]), case
        for wanted, got in zip(expected["findings"], found["findings"], strict=True):
            assert {key: got.get(key) for key, value in wanted.items() if not same(value, got.get(key))} == {}, case
