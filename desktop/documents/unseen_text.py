"""Words in a file that no reader sees on the page: alternative texts, captions, controls, fields, variables, names of parts.

They go out with the file all the same, so the guard reads them too. Only texts that can tell something are given: Chinese ones,
those with a dashed number, and whatever stands in an attribute that is made for words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from desktop.documents.package import BODY

_PART = re.compile(r"^(?:word/(?!theme/|media/|fonts/|_rels/)\w+|docProps/\w+|docMetadata/\w+|customXml/\w+)\.xml$")
_TELLING = re.compile(r'"([^"<>]*(?:[^\x00-\x7f"<>]|\d-\d)[^"<>]*)"')
_MADE_FOR_WORDS = tuple(
    re.compile(f'{name}="([^"<>]+)"')  # a name that begins a pattern is found by its letters, many times faster
    for name in ("descr", "title", "string", "w:displayText", "w:author", "w:instr", "w:name")
)
_SPOKEN = re.compile(rb">([^<>]+)</(?!w:t>|w:delText>|m:t>|a:t>)")
_REMARK = re.compile(r"<!--(.*?)-->", re.DOTALL)


def unseen(parts: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    """(place, words) of each opened part that has any, and the names of the parts themselves."""
    found = [("看不见的文字（部件名）", "\n".join(part for part in parts if not part.isascii()))]
    for part, content in parts.items():
        if _PART.match(part):
            words = _words if part == BODY else _repeated_words
            found.append((f"看不见的文字（{part}）", words(content, part.startswith("docProps"))))
    return tuple((place, words) for place, words in found if words)


def _words(content: bytes, properties: bool) -> str:
    """A line for each text, each once; the values of properties are read with the texts of the file."""
    return "\n".join(dict.fromkeys(html.unescape(text) for text in _texts(content, properties)))


_repeated_words = lru_cache(_words)  # all but the body are mostly the same from paper to paper


def _texts(content: bytes, properties: bool) -> Iterator[str]:
    told = [_told(markup) for markup in _between_texts(content)]
    yield from (text for one in told for text in one.telling)
    yield from (text for one in told for text in one.made)
    if not properties:
        yield from (text for one in told for text in one.spoken)
    if b"<!--" in content:
        yield from _REMARK.findall(content.decode("utf-8", "replace"))


def _between_texts(content: bytes) -> dict[bytes, None]:
    """The pieces of markup between the runs of text, each once; what stands before a run's end stays where it is no plain text."""
    pieces: dict[bytes, None] = {}
    for piece in content.split(b"</w:t>"):
        markup, _end, text = piece.rpartition(b">")
        pieces[piece if b'"' in text or b"<" in text else markup] = None
    return pieces


class _Told(NamedTuple):
    """What a piece of markup tells: in quotes, in attributes made for words, between marks that are no run of text."""

    telling: tuple[str, ...]
    made: tuple[str, ...]
    spoken: tuple[str, ...]


@lru_cache(maxsize=1024)
def _told(markup: bytes) -> _Told:
    """Between its texts a body is mostly the one before it."""
    tags = [_in_tag(tag) for tag in dict.fromkeys(map(_bare, markup.split(b"<"))) if b'"' in tag]
    telling = dict.fromkeys(text for own, _made in tags for text in own)
    made = dict.fromkeys(text for _own, found in tags for text in found)
    spoken = (
        text.decode("utf-8", "replace") for text in _SPOKEN.findall(b">" + markup)
    )  # a piece begins behind a mark
    return _Told(tuple(telling), tuple(made), tuple(text for text in spoken if text.strip()))


def _bare(tag: bytes) -> bytes:
    """A tag without the text behind it, where nothing is quoted in that: most tags are then one that was read before."""
    head, _end, text = tag.partition(b">")
    return tag if b'"' in text else head


@lru_cache(maxsize=4096)
def _in_tag(tag: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The telling values of a tag and the text behind it, then those of attributes made for words; most stand in a file many times."""
    read = tag.decode("utf-8", "replace")
    made = sorted((found.start(), found[1]) for pattern in _MADE_FOR_WORDS for found in pattern.finditer(read))
    return tuple(_TELLING.findall(read)), tuple(text for _start, text in made)
