"""Answers of commands: one JSON document on stdout, or plain Chinese text; known errors as one sentence on stderr."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from typing import Any

DONE, KNOWN_ERROR, WRONG_USAGE = 0, 1, 2


@dataclass(frozen=True)
class Answer:
    """What a command says: the JSON document, the text for a person, and the exit code."""

    document: Any
    lines: list[str] = field(default_factory=list)
    code: int = DONE
    complaint: str = ""


def say(answer: Answer, *, as_json: bool) -> int:
    """Print an answer; with --json the document is printed at every exit code. A reader that went away wants no more of it, yet a complaint is told."""
    try:
        _print(answer, as_json=as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains once more when it ends
    if answer.complaint:
        print(answer.complaint, file=sys.stderr)
    return answer.code


def _print(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer.document, ensure_ascii=False, indent=1))
    else:
        for line in answer.lines:
            print(line)
