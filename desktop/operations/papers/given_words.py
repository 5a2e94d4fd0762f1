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


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Typed):
        yield value.text
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
