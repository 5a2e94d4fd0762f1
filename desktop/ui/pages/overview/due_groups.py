"""The tabs of 今日待办 beside 全部."""

from __future__ import annotations

DUE, CHECK, PAPERS, HOUSE = "due", "check", "papers", "house"
GROUPS = ((DUE, "到期"), (CHECK, "核实联审"), (PAPERS, "发文"), (HOUSE, "结账与内务"))
