"""What a rule finds: a fault in one sentence with its place, and how it is mended where that is mechanical."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.documents.form_check.view import Paper, Para


@dataclass(frozen=True)
class FormFault:
    """One fault: its rule, its place and what to do in Chinese, and whether a copy can be mended."""

    rule: str
    where: str
    message: str
    mendable: bool


@dataclass(frozen=True)
class Found:
    """A fault with its mender; None where a person has to mend it."""

    rule: str
    where: str
    message: str
    mend: Callable[[], None] | None = None

    @property
    def fault(self) -> FormFault:
        """What is told of it."""
        return FormFault(self.rule, self.where, self.message, self.mend is not None)


Rule = Callable[[Paper], Iterator[Found]]


def places(paras: Sequence[Para]) -> str:
    """The first place, and how many there are."""
    return paras[0].where + (f"等{len(paras)}处" if len(paras) > 1 else "")


def told_once(
    rule: str, wrong: Iterable[Para], message: str, mend: Callable[[Para], None] | None = None
) -> Iterator[Found]:
    """The same fault in several paragraphs is one fault."""
    found = list(wrong)
    if not found:
        return

    def mend_all() -> None:
        for one in found:
            if mend is not None:
                mend(one)

    yield Found(rule, places(found), message, mend_all if mend is not None else None)
