"""References to parts of a paper in what a clerk typed (见第三部分): they follow when sections are moved or left out."""

from __future__ import annotations

from desktop.documents import readback, section_order
from desktop.ui.pages.letters.paper_form import PaperForm
from desktop.ui.paper_desk import Draft


class PartReferences:
    """Holds how the parts were numbered on the paper that the clerk saw, until the paper stands with them arranged anew."""

    def __init__(self) -> None:
        self._before: dict[str, str] | None = None

    def arranging(self, draft: Draft | None) -> None:
        """The sections of the paper in sight are about to change; of several changes in a row the first counts."""
        if self._before is None and draft is not None:
            self._before = _parts(draft)

    def forget(self) -> None:
        """Another paper is in hand."""
        self._before = None

    def follow(self, draft: Draft, form: PaperForm) -> str:
        """Rewrite what was typed for the new numbers; a sentence where a reference is to a part that went, else ''."""
        before, self._before = self._before, None
        if before is None:
            return ""
        fields = form.fields()
        now, lost = section_order.followed(fields, before, _parts(draft))
        if now != fields:
            form.set_fields(now)
        told = "”“".join(lost)
        return f"您写的“{told}”所指的部分没有印出。请改写，或者把这一部分印出。" if lost else ""


def _parts(draft: Draft) -> dict[str, str]:
    return section_order.part_titles(readback.read(draft.data, draft.title).paragraphs)
