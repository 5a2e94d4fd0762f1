"""README, how to add a statistic: one `Statistic` and its line in the catalogue; tab, table, chart, rows and command follow."""

from __future__ import annotations

import json

import pytest

from db.queries.findings import list_findings
from desktop.cli.main import main
from desktop.operations import users
from desktop.rules.permissions import Right
from desktop.rules.rate import Rate
from desktop.statistics import catalogue
from desktop.statistics.statistic import Part, Statistic
from desktop.ui.asks import AskTab
from desktop.ui.pages.statistics.page import StatisticsPage
from tests.ui.conftest import standing_clock
from tests.ui.counted_office import counted_folder
from tests.ui.office import settled, show


def judged(reader, question):
    """Findings that the office has judged, of all; those that it has not."""
    rows = list_findings(reader, question.criteria, question.as_of, question.known_at)
    found = tuple(row.id for row in rows if row.verdict != "not_started")
    rest = tuple(row.id for row in rows if row.verdict == "not_started")
    return tuple(
        Part(key, word, ids, Rate(len(ids), len(rows)))
        for key, word, ids in (("judged", "已有认定", found), ("rest", "尚无认定", rest))
    )


JUDGED = Statistic("judged", "认定情况", "认定", judged, whole="全部问题", note="按具体问题计，认定过的为已有认定。")


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory):
    return counted_folder(tmp_path_factory.mktemp("counted"), standing_clock)


@pytest.fixture
def declared(monkeypatch):
    """Its one line in the catalogue."""
    monkeypatch.setattr(catalogue, "STATISTICS", (*catalogue.STATISTICS, JUDGED))


def command(capsys, *arguments):
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_declared_statistic_has_its_tab_chart_rows_and_command(qtbot, context, declared, capsys, tmp_path):
    page = show(qtbot, context, StatisticsPage(context))
    page.open_with(AskTab("judged"))
    settled(qtbot, context)
    tab = page.tab()

    assert [head.title for head in tab.table.figures.heads] == ["认定", "占全部问题", "条数"]
    assert tab.note() == JUDGED.note
    for line, part in zip(tab.table.figures.lines, tab.found, strict=True):
        page.tab()._open(line.cells[0].opens)
        assert page.panel.behind.number == len(page.panel.rows()) == len(part.ids) > 0
        tab.open_area(part.key, "")
        assert page.panel.behind.finding_ids == part.ids
    assert {area.key for area in tab.chart.areas} == {"judged", "rest"}

    users.add(context.ledger, context.actor, "李建国", [Right.ENTER])
    told = command(
        capsys,
        "chart",
        context.ledger.folder,
        "judged",
        "--out",
        tmp_path / "图.png",
        "--as-of",
        context.as_of,
        "--user",
        "李建国",
    )
    assert [(one["word"], one["count"]) for one in told["parts"]] == [(one.word, len(one.ids)) for one in tab.found]
    assert all(len(one["rows"]) == one["count"] for one in told["parts"])
    assert (tmp_path / "图.png").read_bytes()[:4] == b"\x89PNG"


def test_as_known_then_it_counts_what_was_known(context, declared):
    """The declaration is handed both truths; a day before anything was entered knows nothing."""
    from dataclasses import replace

    page = StatisticsPage(context)
    known = replace(page.question(), known_at="2020-01-01")
    assert [one.ids for one in JUDGED.compute(context.reader, known)] == [(), ()]


@pytest.mark.parametrize("statistic", catalogue.statistics(), ids=lambda one: one.name)
def test_every_declared_statistic_says_how_it_counts_and_names_each_finding_once_a_part(context, statistic):
    page = StatisticsPage(context)
    found = statistic.compute(context.reader, page.question())
    assert statistic.note.endswith("。")
    assert len({one.key for one in found}) == len(found) > 0
    for one in found:
        assert len(set(one.ids)) == len(one.ids)
        assert bool(statistic.whole) == (one.share is not None)
        assert one.share is None or one.share.numerator == len(one.ids)
