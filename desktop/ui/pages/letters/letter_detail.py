"""The paper in hand of the register: what it is, what happened to it, and its figures with the rows behind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser

from db.queries import letters as letter_queries
from db.queries import papers
from db.records import LetterRow
from desktop.ledgers.paper_decisions import PAPER_DECISIONS, TO_CORRECT
from desktop.operations.papers.decided import corrections_of
from desktop.ui.asks import AskFindings
from desktop.ui.dialogs.save_out_dialog import save_kept_file
from desktop.ui.page import Page
from desktop.ui.paper_rows import open_rows
from desktop.ui.widgets.card import Card

PENDING = PAPER_DECISIONS.state(TO_CORRECT).word
EVENTS = {"sent": "送出", "receipt": "签收", "reply": "回复", "note": "备注", "void": "作废"}


class LetterDetail(Card):
    """Links in the text open rows of the ledger or the scan of a receipt."""

    def __init__(self, page: Page) -> None:
        super().__init__("这件文书", " ")
        self.flush()
        self._page, self._context = page, page.context
        self._figures: tuple[papers.FigureRow, ...] = ()
        self._events: tuple[papers.EventOfLetter, ...] = ()
        self._findings: tuple[int, ...] = ()
        self._letter: LetterRow | None = None
        self.events = QTextBrowser()
        self.events.setAccessibleName("这件文书")
        self.events.setOpenLinks(False)
        self.events.setStyleSheet("QTextBrowser { border: none; border-radius: 0; }")
        self.events.document().setDocumentMargin(12)
        self.events.document().setDefaultStyleSheet(f"a {{ color: {self._context.theme.colours.link}; }}")
        self.events.anchorClicked.connect(self._clicked)
        self.body.addWidget(self.events)

    def show_letter(self, letter: LetterRow | None) -> None:
        """Show a paper of the register."""
        self._letter = letter
        self.note_label.set_full_text(letter.number if letter is not None else "")
        if letter is None:
            self.events.setHtml("<p>还没有选中文书。</p>")
            return
        reader = self._context.reader
        self._figures = _distinct(papers.figures_of(reader, letter.id))
        self._events = papers.events_of_letter(reader, letter.id)
        self._findings = letter_queries.findings_of_letter(reader, letter.id)
        self.events.setHtml("".join((self._words(letter), self._happened(), self._manifest())))

    def text(self) -> str:
        """The words shown."""
        return self.events.toPlainText()

    def _words(self, letter: LetterRow) -> str:
        lines = [
            ("主送", letter.addressee),
            ("抄送", letter.copies_to),
            ("签发日", letter.issued_on or ""),
            ("数据截至", letter.as_of or ""),
            ("口径", letter.basis_text),
            ("回复限期", letter.reply_by or ""),
            (
                "来处",
                "补登" if letter.origin == "registered" else "按改定稿签发" if letter.draft_sha256 else "程序签发",
            ),
            ("定稿", letter.file_name or "没有留存文件"),
            ("说明", letter.note),
        ]
        rows = "".join(
            f"<p style='margin:2px 0'><span style='color:{self._grey}'>{label}　</span>{escape(text)}</p>"
            for label, text in lines
            if text
        )
        void = f"<p style='color:{self._context.theme.colours.red}'><b>已作废</b></p>" if letter.state == "void" else ""
        red = self._context.theme.colours.red
        decided = "".join(
            f"<p style='margin:2px 0;color:{red if line.startswith(PENDING) else self._grey}'>{escape(line)}</p>"
            for line in corrections_of(self._context.reader, letter.id)
        )
        count = len(self._findings)
        link = f"<p><a href='findings'>提到的问题 {count} 条 ›</a></p>" if count else ""
        return f"<p><b>{escape(letter.title)}</b></p>{void}{decided}{rows}{link}"

    def _happened(self) -> str:
        lines = []
        for event in self._events:
            told = "，".join(part for part in (event.person, event.number, event.note) if part)
            adopted = f"，采纳 {event.adopted} 条" if event.adopted is not None else ""
            scan = f"　<a href='scan:{event.id}'>存扫描件</a>" if event.sha256 else ""
            words = EVENTS.get(event.kind, event.kind)
            lines.append(f"<p>{event.happened_on}　<b>{words}</b>　{escape(told)}{adopted}{scan}</p>")
        return f"<p style='color:{self._grey}'>签收与回复</p>{''.join(lines) or '<p>还没有登记。</p>'}"

    def _manifest(self) -> str:
        if not self._figures:
            return ""
        lines = []
        for place, figure in enumerate(self._figures):
            origin = "" if figure.origin != "typed" else f"　<span style='color:{self._amber}'>手填</span>"
            rows = json.loads(figure.findings)
            value = f"<a href='figure:{place}'>{escape(figure.value)}</a>" if rows else escape(figure.value)
            lines.append(f"<tr><td>{escape(figure.name)}　</td><td>{value}</td><td>{origin}</td></tr>")
        head = f"<p style='color:{self._grey}'>数字清单 {len(self._figures)} 个（点一下列出问题）</p>"
        return f"{head}<table cellpadding='2'>{''.join(lines)}</table>"

    @property
    def _grey(self) -> str:
        return self._context.theme.colours.secondary

    @property
    def _amber(self) -> str:
        return self._context.theme.colours.amber

    def _clicked(self, url: QUrl) -> None:
        what, _, place = url.toString().partition(":")
        if what == "figure":
            figure = self._figures[int(place)]
            open_rows(
                self._page.context,
                self._page.say,
                figure.name,
                figure.value,
                figure.origin,
                json.loads(figure.findings),
            )
        elif what == "findings" and self._letter is not None:
            title = f"{self._letter.number or self._letter.title} 提到的问题"
            self._context.open_page("findings", AskFindings(tuple(self._findings), title))
        elif what == "scan":
            self._save_scan(next(event for event in self._events if event.id == int(place)))

    def _save_scan(self, event: papers.EventOfLetter) -> None:
        save_kept_file(self._context, event.sha256, event.file_name, self, self._scan_saved, self._page.show_error)

    def _scan_saved(self, path: Path) -> None:
        self._page.say(f"已存：{path}")


def _distinct(figures: Sequence[papers.FigureRow]) -> tuple[papers.FigureRow, ...]:
    """Each figure once, though the paper says it in several places."""
    first: dict[papers.FigureRow, papers.FigureRow] = {}
    for figure in figures:
        first.setdefault(replace(figure, token=""), figure)
    return tuple(first.values())
