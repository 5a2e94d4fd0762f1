"""X7, X8, X9: merge on the command line, on plain files."""

import pytest

from tests.exchange.return_book.returned import CASES, SAMPLES


def test_the_returned_file_is_read_and_never_written(console):
    folder = SAMPLES / CASES[0]
    before = (folder / "returned.xlsx").read_bytes()
    code, told, _complaint = console(
        "merge", "--sent", folder / "base.json", "--now", folder / "ledger_now.json", folder / "returned.xlsx", "--json"
    )
    assert code == 0 and told["refused"] is None and (folder / "returned.xlsx").read_bytes() == before


def test_a_refused_file_answers_with_its_reason_and_a_sentence(console, tmp_path):
    folder = SAMPLES / CASES[2]
    arguments = ("merge", "--sent", folder / "base.json", "--now", folder / "ledger_now.json")
    code, told, complaint = console(*arguments, folder / "returned.xlsx", "--json")
    assert (code, told["refused"]) == (1, "other_unit") and complaint.strip().endswith("。") and not told["changes"]
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04junk")
    assert console(*arguments, tmp_path / "坏.xlsx", "--json")[1]["refused"] == "corrupt"
    (tmp_path / "坏.json").write_text("[1", "utf-8")
    assert (
        console("merge", "--sent", tmp_path / "坏.json", "--now", folder / "ledger_now.json", folder / "returned.xlsx")[
            0
        ]
        == 1
    )
    assert console("merge", "--sent", folder / "base.json", folder / "returned.xlsx")[0] == 2


@pytest.mark.parametrize(
    "text",
    [
        '{"rows": 1}',
        '{"rows": [], "editable": 1, "locked": []}',
        '{"rows": [{"key": ""}], "editable": [], "locked": []}',
        "[]",
        "3",
    ],
)
def test_a_plain_file_of_another_shape_is_a_known_error(tmp_path, text, console):
    (tmp_path / "a.json").write_text(text, "utf-8")
    book = SAMPLES / CASES[0] / "returned.xlsx"
    code, _told, complaint = console("merge", "--sent", tmp_path / "a.json", "--now", tmp_path / "a.json", book)
    assert code == 1 and "请核对" in complaint
