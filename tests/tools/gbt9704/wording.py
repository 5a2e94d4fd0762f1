"""How numbers, dates and headings are written, and what no text may hold."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable

from docx.oxml.ns import qn
from lxml import etree

from tests.tools.gbt9704.checking import Check
from tests.tools.gbt9704.standard import CN_NUM

DAY = r"(19|20)\d\d年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日"
WRITTEN: tuple[tuple[str, str, str, Callable[[str], object]], ...] = (
    (
        "docno.form",
        "X〔yyyy〕n号, no 第, no leading 0",
        "docno",
        lambda text: re.search(r"[一-鿿]+〔(19|20)\d\d〕[1-9]\d*号", text),
    ),
    (
        "secret.form",
        "密级★期限",
        "secret",
        lambda text: re.fullmatch(r"(绝密|机密|秘密|绝\s密|机\s密|秘\s密)(★([1-9]\d*(年|个月|天|日)|长期))?", text),
    ),
    ("to.colon", "ends with ：", "to", lambda text: text.endswith("：")),
    ("date.form", "yyyy年m月d日, Arabic, no leading 0", "date", lambda text: re.fullmatch(DAY, text)),
    (
        "attach.form",
        "附件：…, no mark at the end",
        "attach",
        lambda text: not re.search(r"[。；，、.;,]$", text) and not text.startswith("附件:"),
    ),
    ("cc.form", "抄送：…。", "cc", lambda text: re.match("抄送：.*。$|主送：", text, re.S)),
    ("printed.form", "…yyyy年m月d日印发", "printed", lambda text: re.search(f"{DAY}印发$", text)),
)
"""Rule, what is expected, of which kind of paragraph, and whether a text is so."""
LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
MISNUMBERED = re.compile(rf"^[（(][{CN_NUM}\d]+[）)][、.．]|^\d+、|^[{CN_NUM}]+[.．]|^\(|^\d+．")


def wording(check: Check) -> None:
    for rule, expected, kind, holds in WRITTEN:
        texts = [para.text.strip() for para in check.kinds.get(kind, [])]
        bad = [text for text in texts if not holds(text.strip("　"))]
        said = f"«{(bad or texts)[0][:30]}»" if texts else "absent"
        check.add(rule, expected, said, not bad if texts else None)
    heads = [para.text.strip() for kind in LEVELS for para in check.kinds.get(kind, [])]
    bad = [text for text in heads if MISNUMBERED.match(text)]
    said = f"«{bad[0][:12]}»" if bad else f"{len(heads)} headings"
    check.add("heading.number", "一、/（一）/1./（1）, never （一）、 or 1、", said, not bad if heads else None)
    skipped = _skipped(check)
    said = f"level {skipped[0]} then {skipped[1]}" if skipped else "in order"
    check.add(
        "heading.order", "levels not skipped (一、 then 1. is allowed)", said, not skipped if _levels(check) else None
    )


def _levels(check: Check) -> list[int]:
    return [LEVELS[para.kind] for para in check.asked.paras if para.kind in LEVELS]


def _skipped(check: Check) -> tuple[int, int] | None:
    """Two levels with one between them left out. A short letter without headings may count its sentences 1. 2. 3."""
    levels = _levels(check)
    sentences = all(para.text.strip().endswith("。") for para in check.kinds.get("h3", []))
    above = 2 if levels and min(levels) == 3 and sentences else 0
    steps = zip([above, *levels], levels, strict=False)
    return next(((a, b) for a, b in steps if b > a + 1 and (a, b) != (1, 3)), None)


def text_hygiene(check: Check) -> None:
    texts: list[str] = []
    with zipfile.ZipFile(check.asked.path) as z:
        for name in z.namelist():
            if re.match(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$", name):
                root = etree.fromstring(z.read(name))
                for p in root.iter(qn("w:p")):
                    texts.append("".join(t.text or "" for t in p.iter(qn("w:t"))))

    def rule(rule_id, exp, pattern, flags=0):
        hits = [t[max(0, m.start() - 6) : m.end() + 6] for t in texts for m in [re.search(pattern, t, flags)] if m]
        check.add(rule_id, exp, f"«{hits[0]}» x{len(hits)}" if hits else "none", not hits)

    rule("text.tags", "no template tags", r"\{\{|\}\}|\{%|%\}|\{#|#\}")
    rule("text.none", "no None/nan/null", r"(?<![A-Za-z])(None|nan|NaN|NaT|null|undefined)(?![A-Za-z])")
    cjk = r"一-鿿"
    rule(
        "text.ascii_punct",
        "no ASCII punctuation in Chinese text",
        rf"(?<=[{cjk}])[,;:?!()\"']|[,;?!()\"'](?=[{cjk}])|(?<=[{cjk}])\.(?=[{cjk}]|$)",
    )
    rule("text.double_punct", "no doubled marks", r"[，。；、：]{2,}|[（]{2,}|[）]{2,}")
    rule("text.spaces", "no spaces inside Chinese text", rf"(?<=[{cjk}，。；：])[ ]+(?=[{cjk}])")
    rule("text.brackets", "〔〕 round a year, not [ ] or ［］ or （）", r"[\[［(（【](19|20)\d\d[\]］)）】]\s*第?\d+号")
    if check.seen:
        # compare without spaces; the PDF also holds headers, page numbers and text boxes, so count, not order
        want = Counter(c for p in check.asked.paras for c in p.text if not c.isspace() and ord(c) > 0x2000)
        have = Counter(c["text"] for pg in check.seen.pages for ln in pg for c in ln.chars)
        have.update(
            ch for pg in check.seen.pages for ln in pg for c in ln.chars if len(c["text"]) > 1 for ch in c["text"]
        )
        lost = want - have
        check.add(
            "text.lost",
            "every Chinese character and mark reaches the PDF",
            ", ".join(f"{c}x{n}" for c, n in lost.most_common(5)) or "all there",
            not lost,
        )
    rule("text.controls", "no U+FFFD / control characters", r"[\ufffd\u0000-\u0008\u200b-\u200f\ufeff]")
