"""R5: a closed period keeps its figures; whatever is entered into it later stands beside them as 调整, with its reason."""

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.ledgers.freezes import FREEZES
from desktop.operations import closing, freezing, progress, undo
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor, Right
from tests.builders import CLAIMANT, EVERYONE, no_evidence_faults
from tests.operations.health.sound_office import a_sound_office
from tests.ui.office import prove

MAY = "2026-05-31"


@pytest.fixture
def office(ledger):
    return a_sound_office(ledger)


def freeze(ledger, name="2026年5月", as_of=MAY, actor=EVERYONE, **values):
    made, changes = verbs.add(ledger, actor, FREEZES, {"name": name, "as_of": as_of, **values})
    return made, changes


def later_closed(ledger, finding, on):
    """Reported and closed out on a day that has passed, entered now."""
    progress.claim(ledger, CLAIMANT, finding, "done", on, "补缴到位", said_by="县民政局")
    prove(ledger, finding)
    return closing.close_out(ledger, EVERYONE, finding, on, no_evidence_faults)


def test_a_period_keeps_its_figures_with_rows_sum_basis_and_moment(ledger, office):
    made, _ = freeze(ledger)
    [found] = freezing.frozen_periods(ledger.reader)

    assert (found.number, found.name, found.as_of, found.by) == (made.number, "2026年5月", MAY, EVERYONE.name)
    assert found.figure("findings").value == "4" and found.figure("closed").value == "0"
    assert sum(int(one.value) for one in found.figures if one.name.startswith(freezing.STANDING)) == 4
    assert len(found.digest) == 64 and freezing.is_whole(found, ledger.reader)
    assert found.basis.name and freezing.adjustments(ledger, found) == ()
    assert freezing.frozen_named(ledger.reader, made.number) == found


def test_what_happened_after_the_period_moves_nothing_in_it(ledger, office):
    freeze(ledger)
    later_closed(ledger, office[2][1], "2026-06-03")

    [found] = freezing.frozen_periods(ledger.reader)
    assert freezing.adjustments(ledger, found) == ()


def test_a_late_entry_is_told_and_becomes_an_adjustment_with_its_reason(ledger, office):
    freeze(ledger)
    changes = later_closed(ledger, office[2][1], "2026-05-20")

    assert changes.belated == ("2026年5月",)
    assert changes.late_told() == "办理日期在已冻结的2026年5月之内：冻结的数字不变，这次登记列为“调整”。"
    [found] = freezing.frozen_periods(ledger.reader)
    assert found.figure("closed").value == "0"
    moved = {one.figure: one for one in freezing.adjustments(ledger, found)}
    number = moved["closed"].findings[0]
    assert (moved["closed"].then, moved["closed"].now, len(moved["closed"].findings)) == ("0", "1", 1)
    assert f"{number} " in moved["closed"].cause and "补登 2026-05-20 的" in moved["closed"].cause
    assert moved["rectification_rate"].then.endswith("（0/4）") and moved["rectification_rate"].now.endswith("（1/4）")


def test_taking_the_late_entry_back_takes_the_adjustment_away(ledger, office):
    freeze(ledger)
    changes = later_closed(ledger, office[2][1], "2026-05-20")
    back = undo.undo(ledger, EVERYONE, changes.action_id)

    [found] = freezing.frozen_periods(ledger.reader)
    assert "closed" not in {one.figure for one in freezing.adjustments(ledger, found)}
    assert back.belated == ("2026年5月",)


def test_an_entry_of_today_is_told_of_no_period(ledger, office):
    freeze(ledger)
    assert later_closed(ledger, office[2][1], "2026-06-03").belated == ()


def test_a_change_that_no_event_tells_is_still_an_adjustment(ledger, office):
    freeze(ledger)
    [found] = freezing.frozen_periods(ledger.reader)
    now = [*found.figures]
    place = next(i for i, one in enumerate(now) if one.name == "units")
    now[place] = type(now[place])(**{**now[place].__dict__, "value": "9"})
    [one] = freezing.adjustments(ledger, found, now)
    assert (one.figure, one.now, one.cause) == ("units", "9", "冻结后改了清单、单位、文书或其他账册的登记")


def test_no_freeze_twice_none_ahead_none_undone_edited_or_removed(ledger, office):
    made, changes = freeze(ledger)
    with pytest.raises(KnownError, match="已经冻结为“2026年5月”"):
        freeze(ledger, "五月")
    with pytest.raises(KnownError, match="“2026年5月”已经冻结"):
        freeze(ledger, as_of="2026-04-30")
    with pytest.raises(KnownError, match="晚于今天"):
        freeze(ledger, "2026年12月", "2026-12-31")
    with pytest.raises(KnownError, match="没有名为“别的”的口径"):
        freeze(ledger, "2026年4月", "2026-04-30", basis="别的")
    with pytest.raises(KnownError, match="不能撤销"):
        undo.undo(ledger, EVERYONE, changes.action_id)
    with pytest.raises(KnownError, match="不能移入回收站"):
        verbs.remove(ledger, EVERYONE, FREEZES, [made.id])
    with pytest.raises(KnownError, match="登记后不能改"):
        verbs.edit(ledger, EVERYONE, FREEZES, [made.id], {"name": "别的"})
    with pytest.raises(Forbidden):
        freeze(ledger, "2026年4月", "2026-04-30", actor=Actor("李建国", frozenset({Right.ENTER})))
    assert len(freezing.frozen_periods(ledger.reader)) == 1


def test_a_freeze_of_one_round_keeps_to_its_round(ledger, office):
    freeze(ledger, "第六轮5月", round=office[0])
    assert later_closed(ledger, office[2][2], "2026-05-20").belated == ("第六轮5月",)


def test_the_months_that_wait_are_those_that_are_over(ledger, office):
    first = freezing.first_feedback(ledger.reader, (office[0],))
    waiting = freezing.usual_periods(ledger.reader, "2026-06-05", first)
    assert waiting[0][:7] == first[:7] and waiting[-1] == MAY
    freeze(ledger)
    assert freezing.usual_periods(ledger.reader, "2026-06-05", first) == waiting[:-1]
    assert freezing.name_of("2026-12-31") == "2026年12月" and freezing.usual_periods(
        ledger.reader, "2027-01-01", "2026-12-05"
    ) == ("2026-12-31",)
