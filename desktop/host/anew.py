"""Values made again from one text: a copy that shares nothing with what it was copied from but classes, functions and single members.

A copy beside the original would fill the holes between what is let go of. So the value is first laid down as one piece of memory, and read from
there when all else is gone. What objects consist of is asked of Python's own rule for copies (`object.__reduce_ex__`); nothing is looked up by
a name, so that no text could call anything.
"""

from __future__ import annotations

import copyreg
import json
from array import array
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from typing import Any

_COPY_RULE = 4
"""The form of Python's rule for copies that serves slots too."""
_PLAIN = (str, int, float, bool, type(None))
_MANY: dict[type, str] = {tuple: "tuple", list: "list", set: "set", frozenset: "frozenset"}
_MAKERS = {word: kind for kind, word in _MANY.items()}


@dataclass(frozen=True)
class Laid:
    """A value as a text, and what of it stays as it is."""

    text: str
    kept: tuple[Any, ...]


def lay_down(value: Any) -> Laid:
    """The value as one text. What says itself how it is copied (a member of an Enum, a function, a day) is kept as it is."""
    pieces = _Pieces()
    pieces.number(value)
    return Laid(json.dumps(pieces.lines), tuple(pieces.kept))


@dataclass
class _Pieces:
    """Every value once, each after what it consists of."""

    lines: list[Any] = field(default_factory=list)
    kept: list[Any] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)
    _held: list[Any] = field(default_factory=list)
    """So that no other value comes to have the same id."""

    def number(self, value: Any) -> int:
        """Where the value stands among the lines."""
        if id(value) not in self._numbers:
            line = self._line(value)
            self._held.append(value)
            self._numbers[id(value)] = len(self.lines)
            self.lines.append(line)
        return self._numbers[id(value)]

    def _line(self, value: Any) -> Any:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind in _MANY:
            return [_MANY[kind], *map(self.number, value)]
        if kind is dict:
            return ["dict", *(self.number(one) for pair in value.items() for one in pair)]
        if kind is array:
            return ["array", value.typecode, _as_text(value.tobytes())]
        if kind is bytes:
            return ["bytes", _as_text(value)]
        return self._object(value)

    def _object(self, value: Any) -> Any:
        made = None if isinstance(value, type) else value.__reduce_ex__(_COPY_RULE)
        if not isinstance(made, tuple) or made[0] is not copyreg.__newobj__ or any(made[3:]):  # type: ignore[attr-defined]
            self.kept.append(value)
            return ["kept", len(self.kept) - 1]
        return ["object", *map(self.number, (made[2], *made[1]))]


def _as_text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def read_back(laid: Laid) -> Any:
    """The value that was laid down."""
    made: list[Any] = []
    for line in json.loads(laid.text):
        made.append(_value(line, made, laid.kept) if isinstance(line, list) else line)
    return made[-1]


def _value(line: list[Any], made: list[Any], kept: tuple[Any, ...]) -> Any:
    word, *rest = line
    if word == "kept":
        return kept[rest[0]]
    if word == "array":
        return array(rest[0], b64decode(rest[1]))
    if word == "bytes":
        return b64decode(rest[0])
    parts = [made[number] for number in rest]
    if word == "dict":
        return dict(zip(parts[::2], parts[1::2], strict=True))
    return _object_of(*parts) if word == "object" else _MAKERS[word](parts)


def _object_of(state: Any, kind: type, *given: Any) -> Any:
    made = kind.__new__(kind, *given)
    if hasattr(made, "__setstate__"):
        made.__setstate__(state)
        return made
    attributes, slots = state if isinstance(state, tuple) else (state, None)
    for name, value in {**(attributes or {}), **(slots or {})}.items():
        object.__setattr__(made, name, value)
    return made
