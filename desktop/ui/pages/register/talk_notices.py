"""出约谈通知…: one talk goes on in 文书, of several each notice is put by; who was told of a talk already is told again only if the clerk says so (page 17)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from db.queries import papers
from db.queries.books import Record
from desktop.ledgers.talks import TALKS
from desktop.operations.change import Changes
from desktop.operations.papers import catalogue, preparing
from desktop.ui.asks import AskPaper
from desktop.ui.context import AppContext
from desktop.ui.widgets.ask_bar import AskBar

_NAMED = 3


class TalkNotices(AskBar):
    """Hidden while it has nothing to ask; `told` says what was put by, `failed` a refusal."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context.theme, calm=True)
        self._context = context
        self._chosen: tuple[Record, ...] = ()
        self.rest_button, self.again_button, self.no_button = (self.add_verb(one) for one in ("", "", "不发"))
        self.rest_button.clicked.connect(self._rest)
        self.again_button.clicked.connect(self._again)
        self.no_button.clicked.connect(self.hide)

    def start(self, chosen: Sequence[Record]) -> None:
        """Ask first, where somebody was told already."""
        self._chosen = tuple(chosen)
        notified = preparing.notified(chosen)
        self.hide()
        if not notified:
            self._go(self._chosen, again=False)
            return
        rest = len(preparing.to_notify(chosen))
        names = "、".join(one.number for one in notified[:_NAMED])
        more = f"等 {len(notified)} 次" if len(notified) > _NAMED else ""
        self.rest_button.setText(f"只备没通知过的 {rest} 份")
        self.rest_button.setVisible(bool(rest))
        self.again_button.setText(f"再备，共 {rest + len(notified)} 份" if len(chosen) > 1 else "再发一份")
        self.ask(f"{names}{more}已经通知过，还要再发通知吗？", "再发的按现在登记的时间、地点写，另占文号。")
        (self.rest_button if rest else self.no_button).setFocus()

    def _rest(self) -> None:
        self.hide()
        self._go(preparing.to_notify(self._chosen), again=False)

    def _again(self) -> None:
        self.hide()
        self._go(self._chosen, again=True)

    def _go(self, chosen: Sequence[Record], *, again: bool) -> None:
        if len(chosen) == 1:
            self._context.open_page("letters", AskPaper(TALKS.name, chosen[0].number))
            return
        kind = next(one.kind for one in catalogue.recipes(self._context.reader) if one.per == TALKS.name)
        done = partial(self._prepared, kind, len(chosen))
        self._context.write(preparing.prepare_notices, kind, chosen, again=again, done=done, failed=self.failed.emit)

    def _prepared(self, kind: str, chosen: int, changes: Changes) -> None:
        """The first of them in 文书, the others wait there; of how many of the chosen ones there is none anew is said."""
        made = changes.touched["prepared_paper"]
        others = f"另 {chosen - len(made)} 次已谈过或已备好，没有再备。" if chosen > len(made) else ""
        self.told.emit(f"已{changes.title}，在“待发件”里逐份补齐、签发。{others}按 Ctrl+Z 撤销。")
        [first] = papers.prepared(self._context.reader, kind, min(made))
        words = json.loads(first.fields)
        self._context.open_page("letters", {"kind": kind, "words": words, "prepared": first.id})
