"""The texts that the ledger and the clerk gave to a paper: where they stand word for word they are nothing left over (P-8)."""

from __future__ import annotations

from collections.abc import Iterator

from db.queries.marks import texts_of_findings
from db.reader import Reader
from desktop.documents.figures import Typed
from desktop.documents.leftovers import is_bare, told
from desktop.operations.papers.gathered import Gathered


def given_words(reader: Reader, one: Gathered) -> tuple[str, ...]:
    """Those among them that could be taken for a leftover.

    A text that is nothing but a word of the machine may be a value printed raw, so the findings or the clerk must have said it.
    """
    texts = tuple(told(_texts(one.words)))
    bare = {text for text in texts if is_bare(text)}
    if not bare:
        return texts
    typed = {field.name for field in one.recipe.fields if field.typed}
    said = set(told(_texts({name: value for name, value in one.words.items() if name in typed})))
    said |= set(told(texts_of_findings(reader, one.findings)))
    return tuple(text for text in texts if text not in bare or text in said)


def _texts(words: object) -> Iterator[str]:
    """Every text among the words of a paper, in their order; walked without recursion, as 350 letters wait for it."""
    waiting = [words]
    while waiting:
        value = waiting.pop()
        kind = value.__class__
        if kind is str:
            yield value  # type: ignore[misc]
        elif isinstance(value, (str, Typed)):
            yield value.text if isinstance(value, Typed) else value
        elif isinstance(value, dict):
            waiting += reversed(value.values())
        elif isinstance(value, (list, tuple)):
            waiting += reversed(value)
