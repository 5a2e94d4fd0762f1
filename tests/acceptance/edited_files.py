"""Drafts as they come back from a red pen and WPS: seeded changes by hand of numbers, dates, counts, and of others' words."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

BODY = "word/document.xml"
FIGURE = re.compile(
    r'(<w:bookmarkStart w:id="\d+" w:name="(_fig\d+)"/>)(<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t xml:space="preserve">)([^<]*)(</w:t></w:r>)(<w:bookmarkEnd w:id="\d+"/>)'
)
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_RUN = '</w:t></w:r><w:r><w:t xml:space="preserve">'


@dataclass(frozen=True)
class Hand:
    """One change by hand: of which kind, what it says, and the file."""

    kind: str
    change: str
    data: bytes


def rewritten(data: bytes, changes: dict[str, Callable[[str], str]]) -> bytes:
    """A file with some parts changed as text."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for part in source.namelist():
            content = source.read(part)
            if part in changes:
                content = changes[part](content.decode("utf-8")).encode("utf-8")
            made.writestr(part, content)
    return target.getvalue()


def body_of(data: bytes) -> str:
    """The body as XML."""
    return zipfile.ZipFile(io.BytesIO(data)).read(BODY).decode("utf-8")


def in_text(xml: str, words: str) -> str:
    """The body with words put into its last sentence."""
    at = xml.index("请主要负责人召开")
    return xml[:at] + words + xml[at:]


def changed_number(data: bytes, chance: random.Random) -> Hand:
    """The number line filled with somebody's number, in some dress."""
    number = chance.choice(
        ("青督〔2026〕900号", "青督〔2025〕7号", "青督[2026]007号", "青督〔２０２６〕８号", "青办函〔2026〕第3号", "号")
    )

    def put(xml: str) -> str:
        return re.sub(r"(<w:t[^>]*>)[^<]*〔2026〕　号", lambda found: found[1] + number, xml, count=1)

    return Hand("number", number, rewritten(data, {BODY: put}))


def changed_date(data: bytes, chance: random.Random) -> Hand:
    """The paper's date or a date of its facts set to another day, some of them on no calendar."""
    days = re.findall(r"\d{4}年\d{1,2}月\d{1,2}日", re.sub("<[^>]+>", "", body_of(data)))
    old = chance.choice(days)
    new = chance.choice(
        (
            "2030年1月5日",
            "2026年2月30日",
            "2025年12月1日",
            "2026年9月1日",
            "2026年13月1日",
            "2026年10月8日",
            "26年10月9日",
        )
    )
    return Hand("date", f"{old} → {new}", rewritten(data, {BODY: lambda xml: xml.replace(old, new, 1)}))


def changed_count(data: bytes, chance: random.Random) -> Hand:
    """A figure of the ledger typed over: inside its bookmark, beside it, or with the bookmark gone."""
    found = [one for one in FIGURE.finditer(body_of(data)) if one[4].isdigit()]
    one = chance.choice(found)
    new = str(int(one[4]) + chance.choice((1, 2, 10)))
    way = chance.choice(("inside", "beside", "bare", "wide"))
    text = {
        "inside": f"{one[1]}{one[3]}{new}{one[5]}{one[6]}",
        "beside": f"{one[1]}{one[3]}{one[4]}{one[5]}{one[6]}{one[3]}0{one[5]}",
        "bare": f"{one[3]}{new}{one[5]}",
        "wide": f"{one[3]}{new.translate(_WIDE)}{one[5]}",
    }[way]
    return Hand(
        "count", f"{way} {one[2]} {one[4]} → {new}",
        rewritten(data, {BODY: lambda xml: xml[: one.start()] + text + xml[one.end() :]}),
    )  # fmt: skip


def leftover(data: bytes, chance: random.Random) -> Hand:
    """Something of a draft or of a template."""
    word = chance.choice(
        (
            "{{单位}}",
            "〔缺:联系人〕",
            "None",
            "{反馈日期}",
            "｛｛单位｝｝",
            "{% if x %}",
            "nan",
            "［'甲'".replace("［", "["),
        )
    )
    return Hand("leftover", word, rewritten(data, {BODY: lambda xml: in_text(xml, word.replace("<", "&lt;"))}))


def tracked(data: bytes, chance: random.Random) -> Hand:
    """A change that is still tracked."""
    mark = chance.choice(
        (
            '</w:t></w:r><w:ins w:id="901" w:author="甲"><w:r><w:t>立即</w:t></w:r></w:ins><w:r><w:t xml:space="preserve">',
            '</w:t></w:r><w:del w:id="902" w:author="甲"><w:r><w:delText>旧话</w:delText></w:r></w:del><w:r><w:t xml:space="preserve">',
        )
    )
    return Hand("tracked", mark[14:40], rewritten(data, {BODY: lambda xml: in_text(xml, mark)}))


def foreign(data: bytes, chance: random.Random, other: dict[str, str]) -> Hand:
    """Something of another unit in one of ten disguises."""
    way = chance.choice(DISGUISES)
    text, name = other["text"], other["name"]
    half = len(name) // 2
    words = {
        "one comma": text[:9] + "，" + text[9:],
        "first sentence": text.split("，")[0] if len(text.split("，")[0]) >= 12 else text[:14],
        "full width": text.translate(_WIDE).replace(",", "，"),
        "spaces": " ".join(text),
        "leader": f"请{other['leader']}同志一并办理。",
        "phone": f"可与{other['phone']}联系。",
        "split runs": name[:half] + _RUN + name[half:],
        "number": other["number"].replace("-", "－"),
    }
    if way in words:
        return Hand(f"foreign {way}", words[way], rewritten(data, {BODY: lambda xml: in_text(xml, words[way])}))
    inner = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    pieces = {
        "table": f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="8000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{inner}</w:tc></w:tr></w:tbl>',
        "text box": '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        f"{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    }
    if way in pieces:
        put = pieces[way]
        return Hand(f"foreign {way}", text, rewritten(data, {BODY: lambda xml: _before_title(xml, put)}))
    return Hand(
        "foreign header",
        text,
        rewritten(data, {"word/header2.xml": lambda xml: xml.replace("</w:hdr>", f"{inner}</w:hdr>")}),
    )


def _before_title(xml: str, put: str) -> str:
    """A block put before the paragraph of the last sentence."""
    at = xml.rindex("<w:p>", 0, xml.index("请主要负责人召开"))
    return xml[:at] + put + xml[at:]


DISGUISES = (
    "one comma",
    "first sentence",
    "full width",
    "spaces",
    "leader",
    "phone",
    "split runs",
    "text box",
    "header",
    "table",
    "number",
)
