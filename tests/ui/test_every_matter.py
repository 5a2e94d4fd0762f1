"""The rows M1–M25 of the product, each with the tests that prove it through the window's own widgets: the table, and a walk over it.

An entry is `module::function`, with `[book]` behind it where the function is walked over every book and means that one.
"""

from __future__ import annotations

import importlib
import inspect

import pytest

from tests.nasty_book import EVERY_BOOK

ROWS: dict[str, tuple[str, ...]] = {
    "M1": (
        "test_recheck_page::test_every_count_of_the_page_adds_up",
        "test_reconcile_tab::test_papers_are_listed_with_their_two_columns_and_the_sums_add_up",
        "test_reconcile_tab::test_a_figure_opens_the_findings_that_make_the_difference",
    ),
    "M2": (
        "test_statistics_page::test_the_definition_of_the_basis_is_told_once_and_goes_with_the_copied_table",
        "test_statistics_page::test_a_past_day_reads_as_it_was_true_and_as_it_was_known",
        "test_statistics_page::test_the_rate_of_the_other_lane_says_that_it_is_not_by_the_basis_own_lane",
    ),
    "M3": (
        "test_recheck_page::test_f8_goes_from_difference_to_difference_across_the_units",
        "test_recheck_page::test_f5_keeps_a_run_and_the_page_tells_of_it",
        "test_register_page::test_a_record_is_typed_and_shown[secretary_item]",
    ),
    "M4": (
        "test_carry_page::test_what_is_open_is_ticked_and_goes_over_in_one_press",
        "test_carry_page::test_the_new_round_tells_what_was_carried_into_it_apart",
    ),
    "M5": (
        "test_record_papers::test_the_survey_in_hand_gets_its_sheet_and_only_its",
        "test_register_page::test_a_record_is_typed_and_shown[survey]",
        "test_rules_in_the_window::test_the_dialog_stays_open_with_the_sentence_and_nothing_is_entered",
        "test_overview_sources::test_talks_that_are_proposed_come_from_the_worker",
    ),
    "M6": (
        "test_rows_of_the_promise::test_m6_every_leader_and_every_unit_gets_its_own_list_in_one_batch",
        "test_dispatch_card::test_every_leader_is_a_line_and_the_numbers_of_the_widgets_add_up",
        "test_register_page::test_every_step_opens_a_form_of_its_own_and_moves_the_record[copy_report]",
    ),
    "M7": (
        "test_letters_single::test_a_composed_letter_is_issued_after_its_sentence",
        "test_rows_of_the_promise::test_m7_a_reply_and_what_was_taken_up_stand_beside_the_letter",
        "test_rows_of_the_promise::test_m7_more_taken_up_than_recommended_is_refused_in_the_form",
    ),
    "M8": (
        "test_groups_card::test_a_group_is_entered_and_then_stands_decided",
        "test_groups_card::test_what_it_gained_is_taken_in",
        "test_matters_tab::test_a_matter_is_added_changed_taken_out_and_brought_back",
        "test_negative_list_dialog::test_a_version_is_issued_by_one_press_and_the_next_one_tells_what_came",
        "test_negative_list_dialog::test_what_is_shown_is_exported_and_printed",
    ),
    "M9": (
        "test_due_page::test_the_package_issues_every_letter_with_its_list_in_one_run",
        "test_follow_up_results::test_a_way_by_space_and_f9_enter_the_check_and_the_visit_and_go_on",
        "test_register_page::test_every_step_opens_a_form_of_its_own_and_moves_the_record[reminder]",
    ),
    "M10": (
        "test_follow_up_page::test_two_digits_draw_and_every_count_is_a_sum",
        "test_follow_up_page::test_a_draw_is_locked_once_and_its_form_is_asked_for",
        "test_follow_up_results::test_the_grade_is_proposed_once_all_are_checked_and_another_one_asks_for_its_reason",
    ),
    "M11": (
        "test_scores_page::test_the_ranking_says_group_rank_rate_and_its_parts_add_up",
        "test_scores_page::test_the_bulletin_is_written_in_the_place_of_papers",
    ),
    "M12": (
        "test_letters_single::test_the_notice_of_a_talk_opens_with_what_the_register_says",
        "test_register_page::test_the_units_that_should_be_talked_to_add_up_and_a_talk_answers_them",
    ),
    "M13": ("test_rows_of_the_promise::test_m13_what_is_put_right_at_once_has_a_notice_with_its_own_date",),
    "M14": ("test_rows_of_the_promise::test_m14_the_progress_report_counts_the_findings_of_the_ledger",),
    "M15": (
        "test_teams_page::test_the_figures_of_the_coverage_add_up",
        "test_teams_page::test_who_keeps_away_is_marked_and_refused_on_the_spot",
        "test_teams_page::test_the_load_is_told_in_both_roundings_and_its_sums_hold",
    ),
    "M16": (
        "test_reviews_page::test_every_count_of_the_matrix_and_of_the_line_adds_up",
        "test_reviews_page::test_a_conflict_is_asked_and_nothing_is_chosen_beforehand",
        "test_reviews_page::test_a_return_takes_its_reasons_from_the_opinions",
    ),
    "M17": (
        "test_fill_duties::test_marked_findings_are_numbered_from_the_page_and_the_second_time_says_that_nothing_is_due",
    ),
    "M18": (
        "test_statistics_page::test_every_number_of_a_tab_opens_as_many_rows_as_it_says",
        "test_asked_figures::test_enter_copies_the_sentence_and_ctrl_enter_opens_its_rows",
    ),
    "M19": (
        "test_leads_page::test_while_locked_there_is_a_panel_and_no_word_of_a_lead",
        "test_leads_page::test_open_the_arithmetic_of_the_room_adds_up_and_names_are_codes",
        "test_leads_page::test_the_month_is_gone_through_with_a_line_and_one_key_each",
        "test_leads_page::test_leads_are_handed_on_by_a_letter_with_a_second_member_beside",
    ),
    "M20": (
        "test_teams_page::test_the_other_tabs_are_books_on_their_page_and_lead_back",
        "test_register_page::test_a_record_is_typed_and_shown[unit_class]",
        "test_register_page::test_every_step_opens_a_form_of_its_own_and_moves_the_record[unit_class]",
        "test_register_page::test_a_record_is_typed_and_shown[contact_point]",
    ),
    "M21": (
        "test_notices_in_one_run::test_one_press_issues_the_notices_and_the_handbook_of_both_organs",
        "test_notices_in_one_run::test_the_numbers_shown_are_those_that_are_taken",
    ),
    "M22": (
        "test_rows_of_the_promise::test_m22_findings_on_posts_and_on_ideology_go_to_the_department_of_their_field",
    ),
    "M23": (
        "test_rows_of_the_promise::test_m23_a_round_has_a_kind_of_its_own",
        "test_rows_of_the_promise::test_m23_a_team_from_another_county_names_it",
    ),
    "M24": (
        "test_asked_figures::test_enter_copies_the_sentence_and_ctrl_enter_opens_its_rows",
        "test_register_page::test_a_record_is_typed_and_shown[stored_figure]",
        "test_scores_page::test_before_anything_is_typed_the_sheet_says_what_the_ledger_knows",
    ),
    "M25": (
        "test_scores_page::test_points_by_enter_make_the_sheet_and_the_next_item_is_in_hand",
        "test_follow_up_results::test_a_closed_finding_asks_first_with_the_effect_and_is_reopened_in_the_same_step",
    ),
}


def test_all_twenty_five_rows_are_there():
    assert list(ROWS) == [f"M{number}" for number in range(1, 26)] and all(ROWS.values())


@pytest.mark.parametrize("entry", [entry for entries in ROWS.values() for entry in entries])
def test_every_named_test_is_one_and_stands_in_front_of_the_window(entry):
    module, _, name = entry.partition("::")
    name, _, book = name.partition("[")
    function = getattr(importlib.import_module(f"tests.ui.{module}"), name)
    marks = {mark.name: mark for mark in getattr(function, "pytestmark", ())}
    assert inspect.isfunction(function) and not {"skip", "xfail", "acceptance"} & set(marks)
    assert "qtbot" in _asked_by(function) or "shown" in inspect.signature(function).parameters
    if book:
        assert book.removesuffix("]") in EVERY_BOOK and marks["parametrize"].args == ("name", EVERY_BOOK)


def _asked_by(function) -> set[str]:
    """The fixtures that a test asks for, and those of its module behind them."""
    module = inspect.getmodule(function)
    asked, found = list(inspect.signature(function).parameters), set()
    while asked:
        name = asked.pop()
        if name not in found:
            found.add(name)
            fixture = getattr(module, name, None)
            inner = getattr(fixture, "_fixture_function", None) or getattr(fixture, "__wrapped__", None)
            asked += list(inspect.signature(inner).parameters) if inner is not None else []
    return found
