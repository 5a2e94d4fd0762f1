"""The one table of states: Chinese word and shape, and the chip as a function of the two lanes (ledger.md §2)."""

from __future__ import annotations

from typing import NamedTuple

STATE_WORDS = {
    "not_started": "未启动",
    "in_progress": "正在推进",
    "partly_done": "部分完成",
    "long_term": "长期坚持",
    "basically_done": "基本完成",
    "not_done": "未完成",
    "done": "已完成",
    "transferred": "已移交",
}
SHAPES = {
    "not_started": "○",
    "in_progress": "◔",
    "partly_done": "◔",
    "long_term": "◑",
    "basically_done": "◕",
    "not_done": "✗",
    "done": "✓",
    "transferred": "→",
}
TONES = {
    "not_started": "idle",
    "in_progress": "active",
    "partly_done": "active",
    "long_term": "steady",
    "basically_done": "active",
    "not_done": "bad",
    "done": "good",
    "transferred": "steady",
}


class Chip(NamedTuple):
    """A mark on screen: shape, word, and a tone that the theme colours (idle, active, steady, good, bad, wait, gone)."""

    shape: str
    word: str
    tone: str

    @property
    def text(self) -> str:
        """'✓ 已销号'."""
        return f"{self.shape} {self.word}"


CLOSED_OUT = Chip("✓", "已销号", "good")
WAITING = Chip("◉", "待核实", "wait")
GONE = {
    "withdraw": Chip("⊘", "不再整改", "gone"),
    "merge": Chip("⇢", "已合并", "gone"),
    "split": Chip("⇶", "已拆分", "gone"),
}
CHIPS = (
    CLOSED_OUT,
    WAITING,
    *(Chip(SHAPES[s], STATE_WORDS[s], TONES[s]) for s in STATE_WORDS if s != "done"),
    *GONE.values(),
)


def waits_for_office(claim: str, verdict: str, claim_newer: bool) -> bool:
    """待核实: the unit reports done, newer than the office's last word, and the matter is not settled already."""
    return claim == "done" and claim_newer and verdict not in ("done", "transferred")


def chip(claim: str, verdict: str, claim_newer: bool) -> Chip:
    """What the two lanes show together: the office's word leads, the unit's shows where the office has none yet."""
    if verdict == "done":
        return CLOSED_OUT
    if waits_for_office(claim, verdict, claim_newer):
        return WAITING
    state = claim if verdict == "not_started" and claim not in ("done", "transferred") else verdict
    return Chip(SHAPES[state], STATE_WORDS[state], TONES[state])


def standing_chip(claim: str, verdict: str, claim_newer: bool, presence_kind: str) -> Chip:
    """The chip of a finding that may also be gone: `presence_kind` is the kind of the event that took it out, else another."""
    return GONE.get(presence_kind) or chip(claim, verdict, claim_newer)


def claim_word(state: str) -> str:
    """The unit's lane on exports and papers, without its label."""
    return STATE_WORDS[state]


def verdict_word(state: str) -> str:
    """The office's lane on exports and papers, without its label: done is 已销号."""
    return CLOSED_OUT.word if state == "done" else STATE_WORDS[state]


def lanes_text(claim: str, verdict: str) -> str:
    """'自报：已完成；认定：已销号' — words that our own reader takes back as they were."""
    return f"自报：{claim_word(claim)}；认定：{verdict_word(verdict)}"
