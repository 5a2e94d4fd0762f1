"""What a fresh ledger starts from: the rules of ledger.md §2 and the office's own words."""

import pytest

from desktop.operations import defaults
from desktop.operations.change import change
from desktop.rules.basis import check, from_words
from desktop.rules.permissions import Action
from tests.builders import EVERYONE


def rows(table):
    return defaults.rows_of(defaults.FOLDER / defaults.FILES[table])


def test_there_is_one_default_basis_and_all_are_sound():
    for row in rows("basis"):
        check(from_words({name: value for name, value in row.items() if name != "is_default"}))
    assert [row["name"] for row in rows("basis") if row.get("is_default")] == ["县委口径（核实）"]


def test_deadlines_are_those_of_the_office():
    told = {row["event"]: (row["days"], row["unit"]) for row in rows("deadline_rule")}
    assert told == {
        "立行立改": (15, "day"),
        "提出异议": (10, "workday"),
        "整改方案": (15, "day"),
        "整改进展报告": (3, "month"),
        "督办回复": (5, "workday"),
        "督办新期限": (30, "day"),
        "建议书回复": (3, "month"),
    }


def test_every_number_series_takes_year_and_number():
    assert all("{年}" in row["pattern"] and "{号}" in row["pattern"] for row in rows("number_series"))
    assert len({row["kind"] for row in rows("number_series")}) == len(rows("number_series"))


def test_categories_are_named_once_in_their_scheme_and_phrases_once_at_all():
    places = [(row["scheme"], row["level1"], row.get("level2", "")) for row in rows("category")]
    assert len(set(places)) == len(places)
    assert {"四个聚焦", "三个聚焦", "四个落实", "三大问题", "村级"} == {place[0] for place in places}
    assert len({row["text"] for row in rows("phrase")}) == 60


@pytest.fixture
def entered(ledger):
    with change(ledger, EVERYONE, Action.EDIT_OFFICE, "默认") as changes:
        defaults.put_defaults(changes)
    return ledger.reader


@pytest.mark.parametrize("table", defaults.FILES)
def test_every_row_of_a_file_is_entered(entered, table):
    assert entered.value(f"select count(*) from [{table}]") == len(rows(table))


@pytest.mark.parametrize(("table", "word"), [("category", "level1"), ("phrase", "text")])
def test_lists_keep_the_order_of_their_file_from_one_on(entered, table, word):
    told = [tuple(one) for one in entered.tuples(f"select sort, {word} from [{table}] order by sort")]

    assert told == list(enumerate((row[word] for row in rows(table)), 1))


def test_series_begin_in_the_year_of_entry(entered):
    assert set(entered.column("select year from number_series")) == {2026}
