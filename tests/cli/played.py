"""A script of steps played through the command line, and the small office that most scripts begin with."""

import json
from pathlib import Path


def play(run, ledger, *steps, code=0):
    """Each step is (do, args) or (do, args, more)."""
    listed = [{"do": do, "args": args, **(more[0] if more else {})} for do, args, *more in steps]
    Path("script.json").write_text(json.dumps({"steps": listed}, ensure_ascii=False), "utf-8")
    return run("play", ledger, "script.json", code=code)


PEOPLE = [
    ("user.add", {"name": "李建国", "rights": ["enter"]}, {"user": "管理员", "at": "2026-03-01T09:00"}),
    ("user.add", {"name": "王敏", "rights": ["enter", "review"]}, {"user": "管理员"}),
    ("unit.add", {"name": "县民政局党组", "short": "县民政局"}, {"as": "u"}),
    ("round.add", {"name": "十五届县委第六轮（常规）", "feedback_on": "2026-03-18"}, {"as": "r"}),
    ("finding.add", {"round": "$r", "unit": "$u", "text": "欠缴党费", "due_on": "2026-06-30"}, {"as": "f", "at": "2026-03-20T09:00"}),
]  # fmt: skip

BOOKS = [
    ("finding.measure", {"number": "$f", "text": "补缴"}),
    ("chase.add", {"unit": "$u", "on": "2026-03-20", "findings": ["$f"]}),
    ("meeting.add", {"held_on": "2026-03-20"}),
    ("round.node", {"number": "$r", "name": "县委审定", "due_on": "2026-05-20"}),
    ("regulation.add", {"name": "办法", "adopted_on": "2026-03-20", "unit": "$u"}),
    ("extension.add", {"finding": "$f", "due_on": "2026-07-30", "reason": "困难"}),
    ("return_book.add", {"unit": "$u", "round": "$r", "sent_on": "2026-03-20", "due_on": "2026-04-03"}),
    ("draw.add", {"round": "$r", "seed_digits_a": "4", "seed_digits_b": "7", "spoken_by_a": "王敏", "spoken_by_b": "林晓"}, {"user": "王敏"}),
    ("talk.add", {"unit": "$u", "kind": "secretary", "reason": "low_rate", "talker": "书记", "talked_to": "局长"}),
]  # fmt: skip
"""A record in every book, after PEOPLE."""
