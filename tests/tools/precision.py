#!/usr/bin/env python3
"""Precision and recall of reading feedback papers (B), units' reports (C) and returned workbooks (E), with what each miss would need.

    python -m tests.tools.precision [FOLDER]

FOLDER holds `B_feedback_letters`, `C_unit_reports`, `E_returned_workbooks` with one case a folder (`expected.json`), by default
`tests/samples`; another set of the same form is read the same way. Exit status 0 where nothing is missed and nothing invented, else 1.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
_E_PARTS = ("changes", "conflicts", "not_allowed", "cleared", "added", "missing", "bad_keys", "faults", "same_edit")


@dataclass
class Score:
    """One kind of fact of one case: what was wanted, what came, each as text that compares whole."""

    case: str
    what: str
    wanted: Counter[str]
    found: Counter[str]
    needs: list[str] = field(default_factory=list)

    @property
    def right(self) -> int:
        """How many came as they were wanted."""
        return (self.wanted & self.found).total()

    @property
    def precision(self) -> float:
        """Of what came, the part that was wanted."""
        return self.right / self.found.total() if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of what was wanted, the part that came."""
        return self.right / self.wanted.total() if self.wanted else 1.0

    def misses(self) -> Iterator[str]:
        """What is missing or invented, and what it would need: the nearest that came instead."""
        invented = list((self.found - self.wanted).elements())
        for one in (self.wanted - self.found).elements():
            near = difflib.get_close_matches(one, invented, 1, 0.3)
            if near:
                invented.remove(near[0])
            yield f"{self.case} {self.what}: 应为 {one}；" + (f"读成 {near[0]}" if near else "没有读出，要先认出它")
        yield from (f"{self.case} {self.what}: 多出 {one}" for one in invented)


def scored(case: str, what: str, wanted: Iterable[Any], found: Iterable[Any]) -> Score:
    """A score over facts that are compared whole."""
    return Score(case, what, Counter(map(_text, wanted)), Counter(map(_text, found)))


def scores(folder: Path) -> Iterator[Score]:
    """Every case of the three sets."""
    for case in _cases(folder / "B_feedback_letters"):
        yield from letter_scores(case, *_letter(case))
    with tempfile.TemporaryDirectory() as place:
        ledger = Path(place) / "试.ledger"
        _run("new", ledger, "--plain")
        for case in _cases(folder / "C_unit_reports"):
            yield from report_scores(case, _expected(case), _report(ledger, case))
    for case in _cases(folder / "E_returned_workbooks"):
        yield from merge_scores(case, _expected(case), _merge(case))


def letter_scores(case: Path, wanted: dict[str, Any], found: dict[str, Any]) -> Iterator[Score]:
    """Findings with their headings, words and paragraphs; the fate of every other paragraph; the unit.

    The round of a case is that for which the letter is read: no letter of the set names it.
    """
    name = case.name.split("_")[0]
    keys = ("path", "text", "paras", "lead", "points")
    yield scored(name, "问题", _picked(wanted["findings"], keys), _picked(found["findings"], keys))
    keys = ("para", "reason")
    yield scored(name, "其他段落", _picked(wanted["context"], keys), _picked(found["context"], keys))
    yield scored(name, "单位", [wanted["unit"] or ""], [found["unit"] or ""])
    yield scored(name, "脚注", wanted["footnotes"], found["footnotes"])


def report_scores(case: Path, wanted: dict[str, Any], found: dict[str, Any]) -> Iterator[Score]:
    """Answers with their paragraphs, pairs of answer and finding, claimed states, empty talk, what was not or twice answered."""
    name = case.name.split("_")[0]
    for what, keys in (
        ("答复分段", ("no", "paras")), ("答复配问题", ("no", "finding")), ("自报状态", ("no", "claimed_status")), ("空话", ("no", "empty_talk")),
    ):  # fmt: skip
        yield scored(name, what, _picked(wanted["items"], keys), _picked(found["items"], keys))
    yield scored(
        name, "其他段落", _picked(wanted["context"], ("para", "reason")), _picked(found["context"], ("para", "reason"))
    )
    for what, key in (
        ("没有答复", "unanswered_findings"),
        ("两处答复", "answered_twice"),
        ("配不上", "unmatched_items"),
    ):
        yield scored(name, what, wanted[key], found[key])


def merge_scores(case: Path, wanted: dict[str, Any], found: dict[str, Any]) -> Iterator[Score]:
    """Whether it is taken and why not; changes, conflicts, rows added, missing and with bad keys."""
    name = case.name.split("_")[0]
    told = [(one["result"], (one.get("refusal") or {}).get("kind")) for one in (wanted, found)]
    yield scored(name, "收或拒", told[:1], told[1:])
    for part in _E_PARTS:
        if wanted[part] or found[part]:
            yield scored(name, part, wanted[part], found[part])


def table(found: Iterable[Score]) -> list[str]:
    """The lines of the table, the sums of each set last."""
    rows = list(found)
    lines = [f"{'例':<5}{'事项':<14}{'应有':>6}{'读出':>6}{'对':>6}{'准确率':>8}{'召回率':>8}"]
    lines += [_line(one.case, one.what, one) for one in rows]
    for letter in sorted({one.case[0].upper() for one in rows}):
        mine = [one for one in rows if one.case[0].upper() == letter]
        wanted, came = (
            sum((one.wanted if side else one.found for one in mine), Counter[str]()) for side in (True, False)
        )
        lines.append(_sums(letter, "合计", wanted.total(), came.total(), sum(one.right for one in mine)))
    return lines


def _line(case: str, what: str, one: Score) -> str:
    return _sums(case, what, one.wanted.total(), one.found.total(), one.right)


def _sums(case: str, what: str, wanted: int, found: int, right: int) -> str:
    precision, recall = (right / found if found else 1.0), (right / wanted if wanted else 1.0)
    return f"{case:<6}{what:<14}{wanted:>6}{found:>7}{right:>7}{precision:>9.1%}{recall:>9.1%}"


def _cases(folder: Path) -> list[Path]:
    return sorted(one for one in folder.iterdir() if (one / "expected.json").exists()) if folder.exists() else []


def _expected(case: Path) -> dict[str, Any]:
    return dict(json.loads((case / "expected.json").read_text("utf-8")))


def _letter(case: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    from desktop.cli.list_json import _letter as as_json
    from desktop.exchange.feedback_letter.reading import letter_of
    from desktop.exchange.word_reading.word_source import read_word
    from desktop.operations.importing.answers import Taken

    expected = _expected(case)
    return expected, as_json(letter_of(read_word(case / expected["file"])), Taken("feedback_letter"))


def _report(ledger: Path, case: Path) -> dict[str, Any]:
    expected = _expected(case)
    listed = ("--findings", case / expected["finding_list"], "--unit", expected["unit"])
    return _run("import", ledger, case / expected["file"], "--form", "rectification_report", *listed, "--dry-run")


def _merge(case: Path) -> dict[str, Any]:
    return _run("merge", case / "returned.xlsx", "--sent", case / "base.json", "--now", case / "ledger_now.json")


def _run(*words: object) -> dict[str, Any]:
    from desktop.cli.main import main

    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        main([*map(str, words), "--json"])
    return dict(json.loads(said.getvalue() or "{}"))


def _picked(rows: Iterable[dict[str, Any]], keys: Iterable[str]) -> list[dict[str, Any]]:
    return [{key: row[key] for key in keys if row.get(key) not in (None, "", [])} for row in rows]


def _text(fact: Any) -> str:
    return fact if isinstance(fact, str) else json.dumps(fact, ensure_ascii=False, sort_keys=True)


def run(folder: Path = SAMPLES) -> int:
    """Print the table and every miss; 1 where there is one."""
    found = list(scores(folder))
    print("\n".join(table(found)))
    misses = [miss for one in found for miss in one.misses()]
    print("\n".join(misses) if misses else "没有漏读，没有多读。")
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1])) if len(sys.argv) > 1 else run())
