"""Our own workbook says what a finding is, so that it reads back as it was (ledger.md §2)."""

from desktop.cli import list_json
from desktop.operations.importing import list_files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.lists import exporting
from desktop.operations.lists.view import Filters, view
from desktop.operations.measures import MeasureDraft, add
from tests.builders import EVERYONE, a_finding, a_round, a_unit


def test_terms_and_measures_that_begin_with_a_number_come_back_x8(ledger, tmp_path):
    round_id, unit_id = a_round(ledger, feedback_on="2026-03-18"), a_unit(ledger)
    for nature, due, review in (("ordinary", "2026-09-10", None), ("long_term", "2026-09-10", "2026-12-31"), ("long_term", None, None), ("immediate", "2026-04-02", None)):  # fmt: skip
        finding = a_finding(
            ledger, round_id, unit_id, f"问题{nature}{due}", nature=nature, first_due_on=due, review_on=review
        )
        add(
            ledger,
            EVERYONE,
            finding,
            [MeasureDraft("5所学校重新验收"), MeasureDraft("2024年以来的逐件核对")],
            "2026-03-20",
        )

    shown = view(ledger.reader, Filters((round_id,)), "2026-06-05")
    made = exporting.export(ledger.reader, shown, tmp_path / "清单.xlsx", "问题台账")
    told = list_json.reading(list_files.read_list(ledger, Wanted(made.path), Options(feedback_on="2026-03-18")))

    assert [(one["due_on"], one["due_kind"]) for one in told["findings"]] == [
        ("2026-09-10", "date"),
        ("2026-12-31", "long_term"),
        (None, "long_term"),
        ("2026-04-02", "immediate"),
    ]
    assert all(one["measures"] == ["5所学校重新验收", "2024年以来的逐件核对"] for one in told["findings"])
    assert told["faults"] == []
