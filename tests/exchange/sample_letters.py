"""The sample letters, their expected readings, and the law that every paragraph is accounted for once (RULES §9)."""

import json
from pathlib import Path
from typing import Any

from desktop.exchange.feedback_letter.letter import FeedbackLetter
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.word_reading.paragraphs import WordText

SAMPLES = Path(__file__).parent.parent / "samples" / "B_feedback_letters"
CASES = sorted(folder.name for folder in SAMPLES.iterdir() if folder.is_dir())


def expectation(case: str) -> tuple[Path, dict[str, Any]]:
    """The file of a case and what must come of it."""
    expected = json.loads((SAMPLES / case / "expected.json").read_text(encoding="utf-8"))
    return SAMPLES / case / expected["file"], expected


def check_law(text: WordText, letter: FeedbackLetter) -> None:
    """来源 + 标题 + 说明 + 没有认出 = all paragraphs with text, none of them twice."""
    everything = [number for one in text.paragraphs for number in one.numbers]
    sources = {para for finding in letter.findings for para in finding.paras}
    context = [one.para for one in letter.context]
    assert sorted([*sources, *context]) == sorted(everything)
    assert sum(letter.counts().values()) == len(everything)
    assert all(squeezed(finding.text) and finding.paras for finding in letter.findings)
