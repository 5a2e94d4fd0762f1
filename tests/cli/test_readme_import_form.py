"""README, how to add an import form: a reader, one `Way` and its line; `forms`, `import` and `--dry-run` follow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.errors import KnownError
from desktop.operations import units
from desktop.operations.importing import files
from desktop.operations.importing.answers import Taken
from desktop.operations.importing.way import Way


def read(path):
    """The reader: one unit a line, the short name behind a colon."""
    drafts, faults = [], []
    for place, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        name, _colon, short = line.partition("：")
        drafts.append(units.UnitDraft(name, short=short))
        faults += [] if short else [f"第 {place} 行没有简称"]
    if faults:
        raise KnownError(f"{path.name} 有 {len(faults)} 处要改：{'、'.join(faults)}。请补写后再导入。")
    return drafts


def told(drafts, *, dry_run):
    return Taken("unit_lines", [f"单位 {len(drafts)} 个"], dry_run=dry_run, count=len(drafts))


def look(_ledger, _actor, wanted, _options):
    return told(read(wanted.file), dry_run=True)


def take(ledger, actor, wanted, _options):
    drafts = read(wanted.file)
    units.add(ledger, actor, drafts, f"导入单位行 {wanted.file.name}")
    return told(drafts, dry_run=False)


LINES = Way(
    "unit_lines", "单位行", (".txt", ".json"), look, take, knows=lambda content: content == {"form": "unit_lines"}
)


@pytest.fixture
def declared(monkeypatch):
    """Its one line in the list of ways."""
    monkeypatch.setattr(files, "WAYS", (*files.WAYS, LINES))


def test_a_form_that_was_added_by_the_recipe_is_listed_looked_at_entered_and_undone(declared, run, office):
    Path("单位.txt").write_text("县民政局党组：县民政局\n县财政局党组：县财政局", "utf-8")

    assert {"form": "unit_lines", "title": "单位行", "extensions": [".txt", ".json"]} in run("forms")
    seen = run("import", office, "单位.txt", "--form", "unit_lines", "--dry-run")
    assert (seen["form"], seen["dry_run"], seen["entered"], run("records", office, "unit")) == (
        "unit_lines",
        True,
        0,
        [],
    )
    assert run("import", office, "单位.txt", "--form", "unit_lines")["entered"] == 2
    assert [one["short"] for one in run("records", office, "unit")] == ["县民政局", "县财政局"]
    run("undo", office)
    assert run("records", office, "unit") == []


def test_its_faults_are_all_told_and_nothing_is_entered(declared, run, office):
    Path("单位.txt").write_text("县民政局党组\n县财政局党组：县财政局\n县水利局党组", "utf-8")

    error = run("import", office, "单位.txt", "--form", "unit_lines", code=1)["error"]

    assert "第 1 行没有简称、第 3 行没有简称" in error
    assert run("records", office, "unit") == []


def test_a_json_file_is_known_by_what_it_says(declared, run, office, monkeypatch):
    Path("x.json").write_text(json.dumps({"form": "unit_lines"}), "utf-8")
    Path("y.json").write_text(json.dumps([{"name": "县民政局党组"}]), "utf-8")
    monkeypatch.setattr("tests.cli.test_readme_import_form.read", lambda _path: [])

    assert run("import", office, "x.json", "--dry-run")["form"] == "unit_lines"
    assert run("import", office, "y.json", "--dry-run")["form"] == "units"
