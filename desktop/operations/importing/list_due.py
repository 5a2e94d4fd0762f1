"""A due date that a list tells, by the date in force of its finding: the preview and the taking ask here, so that they agree.

Where none is in force, the list's is the first. A later one is applied for, like every extension; an earlier one is no list's.
"""

from __future__ import annotations

from desktop.rules.workflow import Asked, Deed, Standing, faults

EARLIER = "本表的时限早于台账的现定时限；提前时限请用“更改性质、单位或时限”办理"
FIRST_STANDS = "原定时限一次定下，清单不能改；现定时限请用“申请延期”或“更改性质、单位或时限”办理"


def against_later(standing: Standing, due_on: str, today: str) -> str:
    """Why a date later than the one in force cannot be applied for; empty where it can."""
    wanted = Asked(on=today, today=today, due_on=due_on, reason="申请", approver="申请")
    return "；".join(fault.text for fault in faults(Deed.EXTEND, standing, wanted))


def is_applied_for(standing: Standing, due_on: str, today: str) -> bool:
    """Whether the list's date becomes an application for an extension; any other one is written as the date itself."""
    return bool(standing.due_on) and not against_later(standing, due_on, today)
