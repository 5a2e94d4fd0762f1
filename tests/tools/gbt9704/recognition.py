"""What each paragraph is: told by the name of its style first, then by wording and looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.tools.gbt9704.asked import Asked, Para
from tests.tools.gbt9704.standard import CN_NUM

DATE = re.compile(r"^[\s　]*[\d〇○零一二三四五六七八九十]{4}\s*年.{1,3}月.{1,3}日[\s　]*$")
TITLE_STYLE = re.compile(r"公文标题$|^标题$|^Title$|文件标题")
DOCNO = re.compile(r"[〔\[（(【［]\s*\d{2,4}\s*[〕\]）)】］].{0,6}号")
BEGINS_BODY = frozenset({"to", "attach", "h1", "h2", "h3"})


@dataclass
class Place:
    """A paragraph among its neighbours, and how far into the paper it stands."""

    para: Para
    before: Para | None
    after: Para | None
    last_date: int | None
    title_seen: bool
    body_seen: bool

    @property
    def text(self) -> str:
        return self.para.text.strip().strip("　")

    @property
    def size(self) -> float:
        return self.para.size or 0

    @property
    def follows(self) -> str:
        """The kind of the paragraph before."""
        return self.before.kind if self.before else ""

    def says(self, pattern: str) -> bool:
        return re.search(pattern, self.text) is not None

    @property
    def is_title(self) -> bool:
        looks = TITLE_STYLE.search(self.para.style) or (self.size >= 20 and self.para.jc == "center")
        return not self.body_seen and not self.para.in_table and not self.para.red and bool(looks)

    @property
    def is_addressee(self) -> bool:
        indented = self.para.ind.get("firstLine")
        return (
            self.title_seen and not self.body_seen and self.says("[：:]$") and not indented and not self.says("^附件")
        )

    @property
    def is_signature(self) -> bool:
        dated = self.after is not None and self.after.index == self.last_date
        return dated and len(self.text) <= 40 and not self.says("[。；：]$")


IN_HEAD: tuple[tuple[str, Callable[[Place], bool]], ...] = (
    ("mark", lambda at: at.para.red and at.size >= 20),
    ("copyno", lambda at: re.fullmatch(r"\d{6}", at.text) is not None),
    ("secret", lambda at: at.says("^(绝密|机密|秘密)") and len(at.text) < 16),
    ("urgent", lambda at: re.fullmatch("(特急|加急|平急|特提)", at.text.replace("　", "")) is not None),
    ("docno", lambda at: len(at.text) < 60 and DOCNO.search(at.text) is not None),
    ("signer", lambda at: at.text.startswith("签发人")),
)
"""Above the title alone; the first that holds is it, here and below."""
ANYWHERE: tuple[tuple[str, Callable[[Place], bool]], ...] = (
    ("cc", lambda at: at.says("^(抄送|主送|分送|抄报)[：:]")),
    ("printed", lambda at: at.says(r"\d+\s*日\s*印发[。\s]*$")),
    ("title", lambda at: at.is_title),
    ("cell", lambda at: at.para.in_table),
    ("to", lambda at: at.is_addressee),
    ("date", lambda at: DATE.match(at.para.text) is not None and at.para.index == at.last_date),
    ("sign", lambda at: at.is_signature),
    ("attach", lambda at: at.says("^附件[：:]")),
    ("annex", lambda at: at.says(r"^附件\s*\d*$")),
    ("annex_title", lambda at: at.follows in ("annex", "annex_title") and at.para.jc == "center" and at.size >= 16),
    (
        "note",
        lambda at: at.says("^[（(].*[）)]$") and at.last_date is not None and at.para.index > at.last_date,
    ),
    ("h1", lambda at: at.says(rf"^[{CN_NUM}]+[、.．]")),
    ("h2", lambda at: at.says(rf"^[（(][{CN_NUM}]+[）)]")),
    ("attach", lambda at: at.says(r"^\d+[.．、]") and at.follows == "attach"),
    ("h3", lambda at: at.says(r"^\d+[.．、]")),
    ("h4", lambda at: at.says(r"^[（(]\d+[）)]")),
    ("body", lambda at: at.title_seen or at.size <= 18),
)


def recognise(asked: Asked) -> dict[str, list[Para]]:
    """Give every paragraph a kind; return kind -> paragraphs."""
    live = [para for para in asked.paras if para.text.strip()]
    last_date = max((para.index for para in live if DATE.match(para.text)), default=None)
    title_seen = body_seen = False
    for para, before, after in zip(live, [None, *live], [*live[1:], None], strict=False):
        place = Place(para, before, after, last_date, title_seen, body_seen)
        para.kind = _kind(place)
        body_seen = body_seen or para.kind in BEGINS_BODY or (para.kind == "body" and title_seen)
        title_seen = title_seen or para.kind == "title"
    found: dict[str, list[Para]] = {}
    for para in asked.head_paras:
        if para.red and (para.size or 0) >= 20:
            found.setdefault("mark", []).append(para)
    for para in live:
        found.setdefault(para.kind, []).append(para)
    return found


def _kind(at: Place) -> str:
    rules = ANYWHERE if at.title_seen else (*IN_HEAD, *ANYWHERE)
    return next((kind for kind, holds in rules if holds(at)), "other")
