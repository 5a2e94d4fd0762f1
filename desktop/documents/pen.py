"""What happens when a template prints a value: escaped text, a hidden bookmark round each figure, red for what is missing."""

import html
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from desktop.documents.figures import COMPUTED, TYPED, Entry, Figure, Picture, Placed, Typed, is_rate, raw_text
from desktop.documents.hidden_letters import TURNING
from desktop.documents.mentions import marked_words
from desktop.documents.vocabulary import BLANK, BLOCKS, LEFT_OUT, MARKED, ZERO, Field, Missing, chinese_date
from desktop.documents.words import Counter, Lacking, Spliced

_ODD = re.compile(rf"[{TURNING}&<>\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff()!?,;: ]")
_UNPRINTABLE = re.compile(rf"[{TURNING}\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\ufeff\ufffe\uffff\ud800-\udfff]")
_CHINESE = "\u3400-\u9fff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff"
_HALF_MARKS = re.compile(rf"(?<=[{_CHINESE}])[(),;:?!]|[(),;:?!](?=[{_CHINESE}])")
_FULL = str.maketrans("(),;:?!", "（），；：？！")
_STRAY_SPACES = re.compile(rf"(?<=[{_CHINESE}]) +(?=[{_CHINESE}])")
_DIGIT = re.compile(r"\d")
_MARKUP = re.compile(r"[&<>\n\t]")
_BREAK = re.compile(r"<[^>]*>")
_BLANK_LINE = "＿" * 8
_FIRST_BOOKMARK = 9000
_RED = '<w:color w:val="FF0000"/>'
_BREAKS = {"\n": '</w:t><w:br/><w:t xml:space="preserve">', "\t": '</w:t><w:tab/><w:t xml:space="preserve">'}


class Pen:
    """Writes the values of one paper and keeps its manifest."""

    def __init__(self, fields: Mapping[str, Field], draft: bool) -> None:
        self._fields = fields
        self._draft = draft
        self.entries: list[Entry] = []
        self.missing: dict[str, Missing] = {}
        self.pictures: list[Picture] = []
        self.quoted: list[str] = []
        self.rounds = 0
        self.last = ""

    def write(self, value: Any, label: str, look: str | None) -> str:
        """The XML of a value inside a run; `look` is the run's own properties, None where only text may stand."""
        self.last = label
        if value.__class__ is str and value:
            self.quoted.append(value)
            return value if not _ODD.search(value) else _as_text(value, look)
        if isinstance(value, Spliced):
            return "".join(self.write(part, label, look) for part in value.parts)
        if isinstance(value, Counter):
            return str(value)
        if isinstance(value, Placed):
            self.pictures.append(value.picture)
            return f"rIdFigure{len(self.pictures)}"
        if isinstance(value, date):
            return chinese_date(value)
        if value is None or value == "" or isinstance(value, Undefined) or (value.__class__ is Typed and not value):
            return self._absent(value, label, look)
        return self._figure_or_words(value, label, look)

    def _figure_or_words(self, value: Any, label: str, look: str | None) -> str:
        if isinstance(value, Typed):
            if _DIGIT.search(value.text):
                typed = Figure(value.name or label, value.text, origin=TYPED, text=value.text)
                return self._marked(typed, look)
            return _as_text(value.text, look)
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, Picture):
            return self._picture(value, look)
        if isinstance(value, (int, Decimal)) or is_rate(value):
            if label.startswith("loop."):
                return str(value)
            value = Figure(label, value)
        if isinstance(value, Figure):
            return self._marked(value if value.name else Figure(label, value.value, text=value.text), look)
        return as_text(str(value))

    def _marked(self, figure: Figure, look: str | None) -> str:
        """A figure in its hidden bookmark; a name with _ in front is hidden in WPS and Word and survives a save."""
        text = _as_text(figure.shown, look)
        if look is None:
            return text
        number = len(self.entries) + 1
        token = f"_fig{number:04d}"
        self.entries.append(
            Entry(
                token,
                figure.name,
                figure.shown,
                raw_text(figure.value),
                figure.basis,
                figure.as_of,
                figure.known_at,
                figure.rows,
                figure.origin or COMPUTED,
            )
        )
        key = _FIRST_BOOKMARK + number
        before = f'<w:bookmarkStart w:id="{key}" w:name="{token}"/>'
        return _in_own_run(text, look, before, f'<w:bookmarkEnd w:id="{key}"/>')

    def _absent(self, value: Any, label: str, look: str | None) -> str:
        """〔缺:名〕 in red while it is a draft; afterwards as its handling says."""
        name = value._undefined_name if isinstance(value, Lacking) and "." not in label else label
        if not name:
            return ""  # an if without else that did not come true
        field = self._fields.get(name)
        handling = field.missing if field else MARKED
        if handling == LEFT_OUT:
            return ""
        if handling == BLANK:
            return _BLANK_LINE
        if handling == ZERO:
            return "0"
        shown = field.name if field else name.rpartition(".")[2]
        self.missing.setdefault(name, Missing(name, handling))
        if not self._draft and handling != BLOCKS:
            return "—" if "." in label else ""
        text = as_text(f"〔缺:{shown}〕").replace("缺：", "缺:")
        return text if look is None else _in_own_run(text, _reddened(look), "", "", look)

    def _picture(self, picture: Picture, look: str | None) -> str:
        if look is None:
            return ""
        self.pictures.append(picture)
        drawing = drawing_xml(len(self.pictures), picture.alt, picture.size)
        return f'</w:t></w:r><w:r>{drawing}</w:r><w:r>{look}<w:t xml:space="preserve">'


def _as_text(text: str, look: str | None) -> str:
    """Text for the place where it stands: outside a run (the file's properties) there are no line breaks."""
    return as_text(text) if look is not None else as_text(" ".join(text.split()))


def as_text(text: str) -> str:
    """Text for XML: escaped, without control characters, half-width marks beside Chinese made full, new lines kept."""
    if not _ODD.search(text):
        return text
    text = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    if _HALF_MARKS.search(text):
        text = _HALF_MARKS.sub(lambda mark: mark[0].translate(_FULL), text)
    if " " in text:
        text = _STRAY_SPACES.sub("", text)
    if _MARKUP.search(text):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for mark, markup in _BREAKS.items():
            text = text.replace(mark, markup)
    return text


def readable(text: str) -> str:
    """A text as a reader of the paper sees it, without the breaks of its lines."""
    return html.unescape(_BREAK.sub("", as_text(text))).strip()


def _in_own_run(text: str, look: str, before: str, after: str, look_after: str | None = None) -> str:
    """Close the run that the tag stands in, write a run of its own, and open the old one again."""
    back = look if look_after is None else look_after
    return (
        f'</w:t></w:r>{before}<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>{after}'
        f'<w:r>{back}<w:t xml:space="preserve">'
    )


def _reddened(look: str) -> str:
    after = "spacing|w|kern|position|sz|szCs|highlight|u|effect|bdr|shd|fitText|vertAlign|lang"
    return insert_look(re.sub(r"<w:color [^>]*/>", "", look), _RED, after)


def insert_look(look: str, element: str, before: str) -> str:
    """Add one property to a run's properties, in the order that the schema wants."""
    if not look:
        return f"<w:rPr>{element}</w:rPr>"
    at = re.search(rf"<w:(?:{before})\b", look)
    where = at.start() if at else look.rindex("</w:rPr>")
    return look[:where] + element + look[where:]


def drawing_xml(number: int, alt: str, size: tuple[int, int]) -> str:
    """A picture in the line, by its size in mm: a chart has the width of the type area, the height that the papers ask for."""
    wide, high = size[0] * 36000, size[1] * 36000
    words = as_text(alt).replace('"', "&quot;")
    words = marked_words(re.sub(r"</w:t>.*?<w:t[^>]*>", " ", words))
    return (
        '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{800 + number}" name="图{number}" descr="{words}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{800 + number}" name="图{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rIdFigure{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
