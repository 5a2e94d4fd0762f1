"""更正 (L-1, R-1): what is corrected, by whom, and what a correction may not turn a registration into."""

from dataclasses import fields, replace

import pytest

from db.queries import facts, history
from desktop.errors import Forbidden, KnownError
from desktop.operations import evidence, progress, undo
from desktop.operations.correcting import CORRECTED_KINDS, correct
from desktop.operations.events import Event
from tests.builders import CLAIMANT, EVERYONE, a_finding, claimed


@pytest.fixture
def one(ledger):
    made = a_finding(ledger, first_due_on="2026-06-30", due_kind="date")
    evidence.add_paper(ledger, EVERYONE, made, "凭证", "卷3")
    return made


def last(ledger):
    return ledger.reader.value("select max(id) from finding_event")


def as_event(ledger, event_id):
    held = history.event_fields(ledger.reader, event_id)
    names = {field.name for field in fields(Event)} - {"related", "place"}
    return Event(
        **{name: held[name] for name in names if name in held}
        | {"refused": bool(held["refused"]), "opening": bool(held["opening"])}
    )


def every_kind(ledger, one):
    """An event of each kind that can be corrected, by its kind."""
    made = {}
    progress.note(ledger, EVERYONE, one, "2026-06-01", "来电")
    made["note"] = last(ledger)
    progress.claim(ledger, EVERYONE, one, "in_progress", "2026-06-01", "在办")
    made["claim"] = last(ledger)
    progress.verify(ledger, EVERYONE, one, "partly_done", "2026-06-02", "看过")
    made["verify"] = last(ledger)
    progress.extend(ledger, EVERYONE, one, "2026-07-30", "2026-06-03", "未批", "领导小组")
    made["extend"] = last(ledger)
    return made


def test_the_words_of_every_corrected_kind_change_and_its_date_stays(ledger, one):
    made = every_kind(ledger, one)
    assert set(made) == set(CORRECTED_KINDS)
    for kind, event_id in made.items():
        old = as_event(ledger, event_id)
        correct(ledger, EVERYONE, event_id, replace(old, text=f"{kind}更正后"), "登记有误")
        new = as_event(ledger, last(ledger))
        assert (new.text, new.kind, new.effective_on) == (f"{kind}更正后", kind, old.effective_on)
        assert history.is_retracted(ledger.reader, event_id)
        with pytest.raises(KnownError) as refused:
            correct(ledger, EVERYONE, event_id, old, "再改")
        assert refused.value.kind == "missing", "what was taken back is corrected no more"


def test_a_correction_does_not_become_another_registration(ledger, one):
    """Finding, measure, kind, the lanes that it speaks of, and whether it is an opening balance stay."""
    other = a_finding(ledger, text="另一条")
    others = {
        "finding_id": other, "measure_id": 1, "kind": "note", "claim_state": None, "verdict_state": "partly_done",
        "presence": "out", "opening": True,
    }  # fmt: skip
    made = every_kind(ledger, one)["claim"]
    old = as_event(ledger, made)
    for name, value in others.items():
        with pytest.raises(KnownError) as refused:
            correct(ledger, EVERYONE, made, replace(old, **{name: value}), "登记有误")
        assert refused.value.kind == "kind", name
    assert not history.is_retracted(ledger.reader, made)


@pytest.mark.parametrize("on", ["2026-03-01", "2026-06-06", "2026-02-31", ""])
def test_a_corrected_date_obeys_the_table(ledger, one, on):
    made = every_kind(ledger, one)["claim"]
    with pytest.raises(KnownError):
        correct(ledger, EVERYONE, made, replace(as_event(ledger, made), effective_on=on), "登记有误")
    assert not history.is_retracted(ledger.reader, made)


def test_an_extension_is_corrected_only_with_what_an_extension_needs(ledger, one):
    made = every_kind(ledger, one)["extend"]
    old = as_event(ledger, made)
    for wrong in ({"approver": " "}, {"reason": ""}, {"due_on": "2026-06-30"}, {"due_on": "2026-02-31"}):
        with pytest.raises(KnownError):
            correct(ledger, EVERYONE, made, replace(old, **wrong), "登记有误")
    correct(ledger, EVERYONE, made, replace(old, due_on="2026-07-15"), "登记有误")
    assert facts.lanes(ledger.reader, one, "2026-06-05").due_on == "2026-07-15"


def test_other_deeds_are_not_corrected_and_a_reason_is_always_asked_for(ledger, one):
    given = ledger.reader.value("select min(id) from finding_event")
    with pytest.raises(KnownError) as refused:
        correct(ledger, EVERYONE, given, as_event(ledger, given), "登记有误")
    assert refused.value.kind == "kind"
    made = every_kind(ledger, one)["note"]
    for reason in ("", " "):
        with pytest.raises(KnownError) as refused:
            correct(ledger, EVERYONE, made, as_event(ledger, made), reason)
        assert refused.value.kind == "needs"
    with pytest.raises(KnownError) as refused:
        correct(ledger, EVERYONE, made, None, "没有这回事")
    assert refused.value.kind == "needs", "only a mistaken close-out is taken back without another word"
    with pytest.raises(KnownError) as refused:
        correct(ledger, EVERYONE, 10_000, None, "没有这回事")
    assert refused.value.kind == "missing"


def test_both_what_is_taken_back_and_what_is_entered_need_their_right(ledger, one, clerk, reviewer):
    """R-1"""
    made = every_kind(ledger, one)
    for kind in ("extend",):
        with pytest.raises(Forbidden):
            correct(ledger, clerk, made[kind], replace(as_event(ledger, made[kind]), text="改"), "登记有误")
    correct(ledger, clerk, made["verify"], replace(as_event(ledger, made["verify"]), text="改"), "登记有误")
    correct(ledger, reviewer, made["extend"], replace(as_event(ledger, made["extend"]), text="改"), "登记有误")
    with pytest.raises(Forbidden):
        correct(ledger, clerk, last(ledger), replace(as_event(ledger, last(ledger)), due_on="2026-08-01"), "登记有误")


def test_a_verdict_corrected_into_a_close_out_passes_the_gate_or_is_a_counted_exception(ledger, one, reviewer):
    """R-1, R-2"""
    progress.verify(ledger, reviewer, one, "partly_done", "2026-06-02", "看过")
    made = last(ledger)
    wanted = replace(as_event(ledger, made), verdict_state="done")
    with pytest.raises(KnownError) as refused:
        correct(ledger, reviewer, made, wanted, "登记有误")
    assert refused.value.kind == "second_person"
    claimed(ledger, one)
    correct(ledger, reviewer, made, wanted, "登记有误")
    assert facts.lanes(ledger.reader, one, "2026-06-05").verdict == "done"
    assert ledger.reader.value("select overridden from action order by id desc limit 1") == 0


def test_the_exception_of_a_correction_is_counted_with_its_reason(ledger, one, reviewer):
    """R-2"""
    progress.verify(ledger, reviewer, one, "partly_done", "2026-06-02", "看过")
    wanted = replace(as_event(ledger, last(ledger)), verdict_state="done")
    correct(ledger, reviewer, last(ledger), wanted, "登记有误", override_reason="会议决定")

    assert tuple(ledger.reader.tuples("select overridden, reason from action order by id desc limit 1")[0]) == (
        1,
        "登记有误；例外销号：会议决定",
    )


def test_a_correction_to_another_day_takes_its_place_there(ledger, one):
    """L-3: of one day the old place is kept; on another day it stands where it comes."""
    progress.claim(ledger, CLAIMANT, one, "in_progress", "2026-06-01", "甲")
    first = last(ledger)
    progress.claim(ledger, CLAIMANT, one, "done", "2026-06-02", "乙")
    correct(ledger, CLAIMANT, first, replace(as_event(ledger, first), effective_on="2026-06-03"), "日期有误")

    assert facts.lanes(ledger.reader, one, "2026-06-05").claim == "in_progress"


def test_a_mistaken_close_out_is_taken_back_without_anything_in_its_place(ledger, one):
    claimed(ledger, one)
    progress.close_out(ledger, EVERYONE, one, "2026-06-02", lambda _ledger, _finding: [])
    correct(ledger, EVERYONE, last(ledger), None, "销错了问题")
    lanes = facts.lanes(ledger.reader, one, "2026-06-05")
    assert (lanes.claim, lanes.verdict) == ("done", "not_started")


def test_who_may_not_enter_what_stands_in_its_place_corrects_nothing(ledger, one):
    """R-1: a note is not turned into a verdict by who may only enter notes."""
    progress.note(ledger, CLAIMANT, one, "2026-06-01", "来电")
    noted = last(ledger)
    verdict = replace(as_event(ledger, noted), kind="verify", verdict_state="in_progress")
    with pytest.raises((Forbidden, KnownError)):
        correct(ledger, CLAIMANT, noted, verdict, "更正")
    assert last(ledger) == noted


def shown(ledger):
    """The texts of the claims that stand, and what the finding is said to be."""
    told = ledger.reader.column(
        """select text from finding_event as e where kind = 'claim' and text <> ''
            and not exists (select 1 from retraction where event_id = e.id)"""
    )
    return [*told]


@pytest.mark.parametrize("days", [("2026-06-01",) * 3, ("2026-06-01", "2026-06-02", "2026-06-03")])
def test_a_correction_that_is_undone_gives_way_to_what_it_corrected_but_not_over_a_later_one(ledger, one, days):
    """Whatever is undone and redone in whatever order, one of them stands: that of the last correction that stands."""
    actions = []
    for text, on in zip("甲乙丙", days, strict=True):
        new = Event(one, "claim", on, claim_state="in_progress", text=text)
        if not actions:
            progress.claim(ledger, EVERYONE, one, "in_progress", on, text)
        else:
            correct(ledger, EVERYONE, last(ledger), new, "登记有误")
        actions.append(history.latest_actions(ledger.reader, 1)[0].id)
    assert shown(ledger) == ["丙"]

    undo.undo(ledger, EVERYONE, actions[1])
    assert shown(ledger) == ["丙"]
    undo.undo(ledger, EVERYONE, actions[2])
    assert shown(ledger) == ["甲"]
    undo.redo(ledger, EVERYONE)
    assert shown(ledger) == ["丙"]
    undo.redo(ledger, EVERYONE)
    assert shown(ledger) == ["丙"]
    undo.undo(ledger, EVERYONE, actions[2])
    assert shown(ledger) == ["乙"]
