"""D15: `import --form feedback_letter` answers the fields of the samples."""

import pytest

from tests.exchange.sample_letters import CASES, expectation
from tests.exchange.sample_lists import same
from tests.exchange.word_files import paragraph, save


@pytest.mark.parametrize("case", CASES)
def test_a_dry_run_answers_what_the_sample_expects(run, office, case):
    path, expected = expectation(case)

    found = run("import", office, path, "--form", "feedback_letter", "--round", expected["round"], "--dry-run")

    wanted = {name: value for name, value in expected.items() if name not in ("file", "note")}
    assert same(wanted, found)
    for one, other in zip(expected["findings"], found["findings"], strict=True):
        assert one.keys() == other.keys()
    assert (found["entered"], run("records", office, "finding")) == (0, [])


def test_the_form_is_listed(run):
    assert {"form": "feedback_letter", "title": "巡察反馈意见", "extensions": [".docx"]} in run("forms")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 cut", "corrupt"),
        (b"text", "not_a_document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_with_its_reason(run, office, tmp_path, content, reason):
    path = tmp_path / "x.docx"
    path.write_bytes(content)

    found = run("import", office, path, "--form", "feedback_letter", "--dry-run", code=1)

    assert (found["form"], found["reason"]) == ("refused", reason)


def test_a_letter_is_entered_and_undone(run, office, tmp_path):
    (tmp_path / "单位.json").write_text('[{"name": "县水利局党组"}]', "utf-8")
    run("import", office, "单位.json")
    path = save(tmp_path, [paragraph("反馈意见"), paragraph("一、主要问题"), paragraph("（一）学习不深入。")])

    nameless = run("import", office, path, "--form", "feedback_letter", code=1)
    found = run("import", office, path, "--form", "feedback_letter", "--unit", "县水利局党组", "--round", "第一轮")

    assert [fault["kind"] for fault in nameless["faults"]] == ["missing_unit"]
    assert (found["entered"], found["unit"], found["round"]) == (1, "县水利局党组", "第一轮")
    assert [one["text"] for one in run("records", office, "finding")] == ["学习不深入。"]
    run("undo", office)
    assert run("records", office, "finding") == []
