"""How the deeds on findings read their arguments: each field as the ledger stores it (W-3)."""

import pytest

from desktop.errors import KnownError
from desktop.operations import progress
from desktop.operations.deeds import finding_args
from desktop.operations.deeds.hand import Hand
from desktop.rules.state_words import STATE_WORDS
from tests.builders import EVERYONE, a_unit, claimed


@pytest.fixture
def hand(office, tmp_path):
    return lambda **args: Hand(office, EVERYONE, tmp_path, args)


FLAGS = ("in_feedback", "is_common", "on_organisation", "on_ideology", "named_by_secretary")


@pytest.mark.parametrize("given, stored", [
    ({"category": "一/ 二"}, {"category1": "一", "category2": "二", "category3": "", "category4": ""}), ({"category": "一/二/三/四/五"}, {"category1": "一", "category2": "二", "category3": "三", "category4": "四"}),
    ({"due_on": "2026-06-18"}, {"first_due_on": "2026-06-18", "due_kind": "date"}), ({"due_on": ""}, {"first_due_on": None, "due_kind": ""}), ({"review_on": "2026年7月1日"}, {"review_on": "2026-07-01"}),
    ({"first_due_on": "2026-06-18"}, {"first_due_on": "2026-06-18"}), ({"amount_yuan": "1.2万元"}, {"amount_yuan": 12000}), ({"people": "3"}, {"people": 3}), ({"people": ""}, {"people": None}),
    ({"nature": "立行立改"}, {"nature": "immediate"}), ({"nature": "long_term"}, {"nature": "long_term"}), ({"nature": ""}, {"nature": "ordinary"}), ({"owner": " 李 "}, {"owner": "李"}),
    *(({name: value}, {name: said}) for name in FLAGS for value, said in ((True, True), (False, False), ("是", True), ("否", False))),
])  # fmt: skip
def test_each_argument_is_stored_as_its_field_holds_it_w3(hand, given, stored):
    """W-3"""
    assert finding_args.values(hand(**given), list(given)) == stored
    assert finding_args.values(hand(**given), []) == {} and finding_args.values(hand(), list(given)) == {}


def test_what_other_operations_enter_is_no_field_of_the_draft(hand):
    given = {"round": "15-06", "unit": "x", "parent": "p", "measures": ["m"], "co_units": ["u"]}
    assert finding_args.values(hand(**given), list(given)) == {}


@pytest.mark.parametrize(
    "typed, code",
    [
        *((word, code) for code, word in STATE_WORDS.items()),
        *((code, code) for code in STATE_WORDS),
        ("已销号", "done"),
    ],
)
def test_a_state_is_named_by_code_or_word(hand, typed, code):
    assert finding_args.state_of(hand(state=typed)) == code == finding_args.state_of(hand(), default=code)


@pytest.mark.parametrize("typed", ["", "closed", "完成了"])
def test_another_word_is_no_state(hand, typed):
    with pytest.raises(KnownError) as refused:
        finding_args.state_of(hand(state=typed))
    assert refused.value.kind == "unknown_choice"


@pytest.mark.parametrize(
    "lane, lanes", [("", ("verdict", "claim")), ("claim", ("claim",)), ("verdict", ("verdict",)), ("both", None)]
)
def test_a_lane_is_one_of_two_and_the_verdict_leads(hand, lane, lanes):
    if lanes is None:
        with pytest.raises(KnownError):
            finding_args.lanes_of(hand(lane=lane))
    else:
        assert finding_args.lanes_of(hand(lane=lane)) == lanes


def test_the_event_that_is_corrected_is_the_last_of_its_lane_or_the_one_of_its_day(hand, office):
    claimed(office, 1, "2026-05-01")
    progress.claim(office, EVERYONE, 1, "in_progress", "2026-05-10")
    progress.claim(office, EVERYONE, 1, "done", "2026-05-12", measure_id=2)

    def event(**args):
        found = finding_args.event_of(hand(number="15-06-0001", **args), 1)
        return found.effective_on, found.claim_state, found.measure_id

    assert event() == ("2026-05-10", "in_progress", None) and event(was_on="2026-05-01") == ("2026-05-01", "done", None)
    assert event(measure="2") == ("2026-05-12", "done", 2)
    progress.verify(office, EVERYONE, 1, "partly_done", "2026-05-11")
    assert event()[0] == "2026-05-11" and event(lane="claim")[0] == "2026-05-10"
    for args in ({"lane": "verdict", "was_on": "2026-05-01"}, {"measure": "1"}, {"was_on": "2026-03-18"}):
        with pytest.raises(KnownError) as refused:
            event(**args)
        assert refused.value.kind == "unknown_record"


def test_parts_take_over_what_the_finding_was_and_need_words(hand, office):
    kept = finding_args.draft_of(hand(), 1)
    assert (kept["round_id"], kept["unit_id"], kept["first_due_on"], kept["due_kind"]) == (1, 1, "2026-06-18", "date")
    assert finding_args.part_of({"text": " 甲 "}) == finding_args.part_of("甲") == {"text": "甲"}
    for empty in ("", " ", {"text": ""}, {}):
        with pytest.raises(KnownError):
            finding_args.part_of(empty)


def test_co_units_are_set_only_where_they_are_named(hand, office):
    other = a_unit(office, "县财政局党组")
    shared = "select unit_id from co_unit where removed_in is null"
    finding_args.share(hand(co_units=["县财政局党组"]), 1)
    assert office.reader.column(shared) == (other,)
    finding_args.share(hand(), 1)
    assert office.reader.column(shared) == (other,)
    finding_args.share(hand(co_units=[]), 1)
    assert office.reader.column(shared) == ()


def test_a_reason_is_asked_for_and_the_answer_is_number_and_verdict(hand):
    with pytest.raises(KnownError) as refused:
        finding_args.need_reason(hand(number="15-06-0001", reason=" "), "移交")
    assert refused.value.kind == "no_reason"
    finding_args.need_reason(hand(reason="x"), "移交")
    assert (finding_args.done(hand(), 1).number, finding_args.done(hand(), 1).state) == ("15-06-0001", "not_started")
