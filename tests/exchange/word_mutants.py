"""Damaged and hostile variants of Word files: the same file, kind and seed always give the same variant."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

_BODY = "word/document.xml"
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r'w:val="[^"]*"')
_WHOLE = re.compile(r"<w:(p|tbl|tr|tc|r)(?:>| [^>]*>)")
_ODD_VALUES = ("-1", "99", "0", "999999999999", "一", "", "true", "restart", "%1%9%0", "../../x")
_ODD_TEXTS = (
    "\u200b",
    "&#x3000;",
    "一、",
    "（二）",
    "1.",
    "①",
    "一是",
    "。",
    "&amp;",
    "\n",
    "2025年1月1日",
    "附件：",
    "意见建议",
    "𠮷",
)


def mutant(data: bytes, kind: str, seed: int) -> bytes:
    """The variant of a kind."""
    return KINDS[kind](data, random.Random(f"{kind} {seed}"))


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: int(len(data) * chance.uniform(0.05, 0.98))]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _one in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _rewritten(data: bytes, change: Callable[[str, str], str | None], added: dict[str, str] | None = None) -> bytes:
    """Every part of XML as `change` has it; None leaves the part out."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content: bytes | None = old.read(name)
            if name.endswith((".xml", ".rels")):
                text = change(name, old.read(name).decode())
                content = None if text is None else text.encode("utf-8", "surrogatepass")
            if content is not None:
                new.writestr(name, content)
        for name, text in (added or {}).items():
            new.writestr(name, text)
    return written.getvalue()


def _in_body(data: bytes, change: Callable[[str], str]) -> bytes:
    return _rewritten(data, lambda name, text: change(text) if name == _BODY else text)


def _without_a_part(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        gone = chance.choice(package.namelist())
    return _rewritten(data, lambda name, text: None if name == gone else text)


def _tag_gone(data: bytes, chance: random.Random) -> bytes:
    def change(text: str) -> str:
        for _one in range(chance.randint(1, 3)):
            found = chance.choice(list(_TAG.finditer(text)))
            text = text[: found.start()] + text[found.end() :]
        return text

    return _in_body(data, change)


def _values_changed(data: bytes, chance: random.Random) -> bytes:
    """Odd values in all parts: levels, lists, styles, spans."""

    def change(name: str, text: str) -> str:
        if name not in (_BODY, "word/numbering.xml"):
            return text
        return _VALUE.sub(
            lambda found: f'w:val="{chance.choice(_ODD_VALUES)}"' if chance.random() < 0.2 else found[0], text
        )

    return _rewritten(data, change)


def _elements(text: str) -> list[tuple[int, int]]:
    """Where whole paragraphs, rows, cells, tables and runs stand."""
    found = []
    for one in _WHOLE.finditer(text):
        end = text.find(f"</w:{one[1]}>", one.end())
        if end > 0 and not one[0].endswith("/>"):
            found.append((one.start(), end + len(f"</w:{one[1]}>")))
    return found


def _shuffled(data: bytes, chance: random.Random) -> bytes:
    """Whole elements doubled, moved and dropped, wherever that makes sense or not."""

    def change(text: str) -> str:
        for _one in range(chance.randint(1, 6)):
            places = _elements(text)
            start, end = chance.choice(places)
            piece = text[start:end]
            if chance.random() < 0.6:
                text = text[:start] + text[end:]
            if chance.random() < 0.7 and (left := _elements(text)):
                at = chance.choice(left)[chance.randrange(2)]
                text = text[:at] + piece * chance.choice((1, 1, 2)) + text[at:]
        return text

    return _in_body(data, change)


def _texts_changed(data: bytes, chance: random.Random) -> bytes:
    """Numbers, points, dates and part names where none were."""

    def change(text: str) -> str:
        return re.sub(
            r"(<w:t(?: [^>]*)?>)",
            lambda found: found[0] + (chance.choice(_ODD_TEXTS) if chance.random() < 0.3 else ""),
            text,
        )

    return _in_body(data, change)


def _changes_tracked(data: bytes, chance: random.Random) -> bytes:
    """Runs and marks inserted and deleted at random."""

    def around(found: re.Match[str]) -> str:
        word = chance.choice(("w:ins", "w:del", "w:moveFrom", "w:moveTo", ""))
        return f"<{word}>{found[0]}</{word}>" if word and chance.random() < 0.3 else found[0]

    def change(text: str) -> str:
        text = re.sub(r"<w:r>(?:(?!</?w:r[ >]).)*</w:r>", around, text, flags=re.DOTALL)
        return re.sub(
            r"<w:p><w:pPr>",
            lambda found: found[0] + ("<w:rPr><w:del/></w:rPr>" if chance.random() < 0.2 else ""),
            text,
        )

    return _in_body(data, change)


def _many(piece: str, most: int) -> Callable[[bytes, random.Random], bytes]:
    def made(data: bytes, chance: random.Random) -> bytes:
        return _in_body(
            data, lambda text: text.replace("</w:body>", piece * chance.randint(most // 2, most) + "</w:body>")
        )

    return made


def _deep(data: bytes, chance: random.Random) -> bytes:
    depth = chance.randint(1_000, 5_000)
    opened, closed = chance.choice(
        (("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), ("<w:sdt>", "</w:sdt>"), ("<w:ins>", "</w:ins>"))
    )
    inside = "<w:p><w:r><w:t>1.深处</w:t></w:r></w:p>"
    return _in_body(
        data, lambda text: text.replace("</w:body>", opened * depth + inside + closed * depth + "</w:body>")
    )


def _entities(data: bytes, _chance: random.Random) -> bytes:
    bomb = '<!DOCTYPE x [<!ENTITY a "一"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return _in_body(data, lambda text: re.sub(r"^(<\?xml[^>]*\?>)?", lambda found: found[0] + bomb, text, count=1))


def _bomb(data: bytes, chance: random.Random) -> bytes:
    size = chance.randint(40, 60) * 1_000_000
    return _rewritten(data, lambda _name, text: text, {"word/media/image1.bin": "0" * size})


def _long_text(data: bytes, chance: random.Random) -> bytes:
    piece = chance.choice(("一是", "（", "1.", "问题", "2025年", "，", "关于巡察", "第一", "\u3000"))
    said = piece * (60_000 // len(piece))
    return _in_body(data, lambda text: text.replace("</w:t>", f"{said}</w:t>", 1))


KINDS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut": _cut,
    "flipped": _flipped,
    "without_a_part": _without_a_part,
    "tag_gone": _tag_gone,
    "values_changed": _values_changed,
    "shuffled": _shuffled,
    "texts_changed": _texts_changed,
    "changes_tracked": _changes_tracked,
    "many_empty": _many("<w:p/>", 40_000),
    "many_clauses": _many("<w:p><w:r><w:t>（一）作风不实</w:t></w:r></w:p>", 20_000),
    "many_rows": _many("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>问题</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", 10_000),
    "deep": _deep,
    "entities": _entities,
    "bomb": _bomb,
    "long_text": _long_text,
}
