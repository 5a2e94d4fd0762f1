"""What a clerk typed mentions parts, tables and annexes (见第三部分、见附件2): it follows whenever the paper in sight calls them otherwise."""

from __future__ import annotations

from desktop.documents import labels
from desktop.documents.section_order import ORDER
from desktop.documents.sections import LEFT_OUT
from desktop.ui.page import Page
from desktop.ui.pages.letters.paper_form import PaperForm
from desktop.ui.paper_desk import Draft

_CHOSEN = (LEFT_OUT, ORDER)


class TypedMentions:
    """Keeps the paper that a clerk has in sight; how it called its things goes along with what was typed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._in_sight: Draft | None = None

    def forget(self) -> None:
        """Another paper is in hand."""
        self._in_sight = None

    def follow(self, draft: Draft | None, form: PaperForm) -> bool:
        """Rewrite what was typed for the paper that is to be shown and tell it; whether the paper must be read anew before it is shown."""
        before, self._in_sight = self._in_sight, draft
        words = form.words()
        typed = {name: value for name, value in words.items() if name not in _CHOSEN}
        if draft is None or not labels.speaks(typed):
            form.labels, form.put = {}, ()
            return False
        now = _labels(draft)
        found = labels.followed(typed, form.labels or (now if before is None else _labels(before)), now, form.put)
        form.labels, form.put = now, found.put
        if found.says:
            (self._page.show_error if found.lost or found.unsure else self._page.say)(found.says)
        if found.typed != typed:
            form.set_fields({**words, **found.typed, labels.LABELS: now, labels.NAMED: list(found.put)})
        return bool(found.typed != typed)


def _labels(draft: Draft) -> dict[str, str]:
    return labels.labels(draft.data, draft.title)
