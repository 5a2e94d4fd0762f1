"""What a person says of a letter that hands leads on, and who stands by; the paper itself is made in `referring`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """What a person says of the letter: to whom, what it is marked and by whom, on what it rests, until when an answer is asked."""

    addressee: str
    classification: str
    classified_by: str
    approval: str
    copy_number: str = "000001"
    handle_by: str = ""
    monthly: bool = False


@dataclass(frozen=True)
class Second:
    """The second member of the room, who stands by while the paper leaves."""

    name: str
    passphrase: str
