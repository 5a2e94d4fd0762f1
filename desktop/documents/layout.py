"""The form of GB/T 9704 that depends on the words: title lines, signature offsets, the page of the colophon."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop.documents import colophon, figure_places, table_ends, table_rows
from desktop.documents.evenness import evened
from desktop.documents.lines import width
from desktop.documents.measures import Measure
from desktop.documents.pages import LINE_HEIGHT, Extent, PageCounter
from desktop.documents.titles import title_lines

CHARACTER = 320  # twips: one character of size 3
LINE = 28  # characters of size 3 in a line
TITLE_MEASURE = 18.0  # characters of size 2: 20 would fill the type area from edge to edge
LANDSCAPE_TITLE_MEASURE = 27.0  # in 230 mm
MARK_WIDTH = 151.0  # mm; size 36 pt, squeezed or widened to it
RED_MARK_SIZE = 42.0  # pt
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_OPENED = re.compile(r'<w:p><w:pPr><w:pStyle w:val="[^"]*"/>')
_IND = re.compile(r"<w:ind [^>]*/>")
_JC = re.compile(r"<w:jc [^>]*/>")
_AFTER_IND = re.compile(
    r"<w:(?:contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection|textAlignment|outlineLvl|rPr|sectPr)\b|</w:pPr>"
)
TITLE, ANNEX_TITLE, SIGN, DATE, RUN_IN = "公文标题", "公文附件题", "公文署名", "公文成文日期", "公文二级文"
RED_MARK, PRINTED, COPIES = "公文红头标志", "公文印发", "公文抄送"
ANNEXES, CAPTION, GAP = "公文附件说明", "公文表题", "公文题下"
LEAD, ANCHOR, SECTION_END = "公文段首", "公文版记位", "公文分节"
BODIES = ("公文正文", "公文正文末段")
LEADING = "公文一级文"
_FEW_LEFT, _LONE = 14, 4
"""A page with room for so many lines of its 22 more is too empty to begin another after it; one line over the signature is so many lines worth."""


@dataclass(frozen=True)
class Settled:
    """A body with its form settled, and on how many pages it stands."""

    xml: str
    pages: int


class _Place(NamedTuple):
    """A paragraph by the name of its style: where its properties begin, its runs begin, and where it ends."""

    name: str
    form: int
    inner: int
    end: int


class Layout:
    """The form of one template's papers; style names are found by their Chinese names."""

    def __init__(self, styles: Mapping[str, str], measures: Mapping[str, Measure]) -> None:
        self._ids = styles
        self._counter = PageCounter(measures, styles.get(ANCHOR, ""))
        self._marked = {
            styles[name]: name
            for name in (RED_MARK, TITLE, ANNEX_TITLE, SIGN, DATE, RUN_IN, LEADING, *BODIES)
            if name in styles
        }
        named = "|".join(map(re.escape, self._marked)) or "(?!)"
        self._opens = re.compile(rf'<w:p><w:pPr><w:pStyle w:val="({named})"/>')

    def settle(self, xml: str) -> str:
        """Everything but the page of the colophon."""
        places = self._places(xml)
        found = {
            place.name: text_of(xml[place.inner : place.end])
            for place in reversed(places)
            if place.name in (SIGN, DATE, *BODIES)
        }
        opening = found.get(BODIES[0], "")[:10]
        day = found.get(DATE, "")
        sign, date = signature_offsets(found.get(SIGN, ""), day)
        dress: dict[str, Callable[[str, str], str]] = {
            RED_MARK: lambda form, inner: form + _scaled(inner, RED_MARK_SIZE),
            TITLE: lambda form, inner: form + _broken(inner, TITLE_MEASURE, opening),
            SIGN: lambda form, inner: _signed(form, inner, day) or _indented(form, sign) + inner,
            DATE: lambda form, inner: _indented(form, date) + inner,
            RUN_IN: lambda form, inner: form + evened(self._unnumbered(inner)),
            **{name: lambda form, inner: form + evened(inner) for name in (*BODIES, LEADING)},
        }
        pieces, at = [], 0
        for place in places:
            form, inner = xml[place.form : place.inner], xml[place.inner : place.end]
            if place.name == ANNEX_TITLE:
                dressed = form + _broken(inner, _title_measure(xml, place.end), "")
            else:
                dressed = dress[place.name](form, inner)
            pieces += [xml[at : place.form], dressed]
            at = place.end
        settled = "".join((*pieces, xml[at:]))
        return _one_letter_head(_without_empty_end(self._closed_sections(self._annexes_kept(settled))))

    def _annexes_kept(self, xml: str) -> str:
        """The list of annexes keeps with the last paragraph of the text: it never stands alone on a page (P-10)."""
        mark = f'<w:p><w:pPr><w:pStyle w:val="{self._ids.get(ANNEXES, "?")}"/>'
        blank = xml.rfind("<w:p>", 0, max(xml.find(mark), 0))
        text = xml.rfind("<w:p>", 0, max(blank, 0))
        found = _OPENED.match(xml, text) if text >= 0 else None
        if found is None or not xml[text:blank].endswith("</w:p>") or "<w:keepNext" in xml[text:blank]:
            return xml
        return f"{xml[: found.end()]}<w:keepNext/>{xml[found.end() :]}"

    def place_colophon(self, xml: str) -> Settled:
        """Tables settled row by row, then 抄送 at the foot of the last page, never on a page of its own."""
        xml = table_ends.apart(xml, self._ids[GAP]) if GAP in self._ids else xml
        xml = table_ends.whole(xml, self._ids.get(CAPTION, "?"))
        xml = table_ends.loosened(table_rows.without_empty_columns(xml), self._counter.rows)
        xml = table_ends.kept(xml, self._ids.get(table_ends.SUM, "?"))
        plain = figure_places.flowed(table_ends.fitted(xml, self._counter.rows), self._ids, self._counter.rows)
        whole = self._joined(plain)  # where no row changes, one count of the pages serves the rows and the colophon
        if not table_rows.at_rest(whole, self._counter.rows):
            plain = table_rows.parted(plain, self._counter.rows)
            whole = self._joined(table_rows.labelled(plain, self._counter.rows))
        xml, extent = whole, self._counter.count(whole)
        if ANCHOR not in self._ids or not extent.has_colophon:
            return Settled(xml, extent.pages)
        if self._form_follows(xml):
            return Settled(self._raised(xml, self._counter.count(self._before_form(xml)).pages), extent.pages)
        if f'w:val="{self._ids.get(PRINTED, "?")}"' in xml:
            return self._labelled_anew(plain) or self._on_an_even_page(xml)
        if not extent.colophon_fits:
            xml = colophon.with_company(xml, self._ids)
            extent = self._counter.count(xml)
        return Settled(self._raised(xml, extent.pages), extent.pages)

    def _labelled_anew(self, plain: str) -> Settled | None:
        """A red-headed paper whose merged cells are labelled by the pages that it has when a page was begun for the colophon's sake.

        None where no cell is merged, or where the words said again would move the colophon.
        """
        if "<w:vMerge" not in plain:
            return None
        even = self._on_an_even_page(self._joined(plain))
        xml = table_rows.labelled(even.xml, self._counter.rows)
        if xml == even.xml:
            return None
        extent = self._counter.count(xml)
        return Settled(xml, extent.pages) if (extent.pages, extent.colophon_fits) == (even.pages, True) else None

    def _joined(self, xml: str) -> str:
        """The colophon in the section before it, unless a form page stands behind it."""
        if ANCHOR not in self._ids or f'w:val="{self._ids[ANCHOR]}"' not in xml or self._form_follows(xml):
            return xml
        return colophon.joined(xml, self._ids[ANCHOR])

    def _raised(self, xml: str, pages: int) -> str:
        """The first page of a letter runs on to the red line; 抄送 on it still stands on the type area's lower edge (10.1)."""
        if pages > 1 or "<w:titlePg/>" not in xml:
            return xml
        return colophon.raised(xml, self._ids.get(COPIES, "?"))

    def _on_an_even_page(self, xml: str) -> Settled:
        """The colophon of a red-headed paper at the foot of an even page, with text above it (7.4.1, both sides printed).

        Where no page need be begun for it, none is. Else the pages are begun that leave the least empty, with more than one line
        over the signature where that costs no more than some lines; first of those that hold where another program sets one line
        more before such a page: else that line would stand on a page of its own. After a page with a few lines one is begun only
        where nothing else gives it, and only where not even that does the colophon stands alone on the even page after the text.
        """
        found: list[tuple[float, int, Settled]] = []
        for changed in colophon.ways(xml, self._ids):
            extent = self._counter.count(changed)
            if not extent.colophon_fits or extent.pages % 2:
                continue
            settled, begun = Settled(changed, extent.pages), colophon.begun(changed)
            if begun == colophon.begun(xml):
                return settled
            found.append((self._emptiness(changed, extent), begun, settled))
        found.sort(key=lambda one: one[:2])
        filled = [settled for empty, _begun, settled in found if empty < _FEW_LEFT]
        firm = next((one for one in filled if self._holds(one)), None)
        if firm or found:
            return firm or (filled[0] if filled else found[0][2])
        alone = colophon.alone(xml, self._ids)
        return Settled(alone, self._counter.count(alone).pages)

    def _emptiness(self, xml: str, extent: Extent) -> float:
        """How many lines the emptiest page lacks after which one is begun, and what one line alone over the signature counts for."""
        lone = width(text_of(colophon.sent(xml, self._ids))) <= LINE - 2
        return max(extent.left, default=0) / LINE_HEIGHT + (_LONE if lone else 0)

    def _holds(self, settled: Settled) -> bool:
        more = colophon.with_lines_more(settled.xml, self._ids)
        return self._counter.count(more).pages == settled.pages

    def _form_follows(self, xml: str) -> bool:
        """Whether a form page stands behind the colophon (约谈记录): then the letter ends before it, and 抄送 with it."""
        return "<w:pageBreakBefore/>" in xml[xml.rindex(f'w:val="{self._ids[ANCHOR]}"') :]

    def _before_form(self, xml: str) -> str:
        """The letter alone, as far as its colophon."""
        end = xml.index("</w:p>", xml.rindex(f'w:val="{self._ids[ANCHOR]}"')) + len("</w:p>")
        return xml[:end] + xml[xml.rindex("<w:sectPr") :]

    def _closed_sections(self, xml: str) -> str:
        """A section ends with its last paragraph of text: an empty one after a full page would start another page."""
        mark = f'<w:p><w:pPr><w:pStyle w:val="{self._ids.get(SECTION_END, "")}"/><w:sectPr>'
        at = xml.find(mark)
        while at >= 0:
            end = xml.index("</w:p>", at) + len("</w:p>")
            if xml[:at].endswith("</w:p>"):
                section = xml[at + len(mark) - len("<w:sectPr>") : end - len("</w:pPr></w:p>")]
                place = xml.index("</w:pPr>", xml.rindex("<w:p>", 0, at))
                xml = xml[:place] + section + xml[place:at] + xml[end:]
                end = at + len(section)
            at = xml.find(mark, end)
        return xml

    def _places(self, xml: str) -> list[_Place]:
        """The paragraphs that get a dress. Found by plain search: an expression over each would take ten times as long."""
        places, end = [], 0
        for opened in self._opens.finditer(xml):
            form = opened.start() + len("<w:p>")
            if form > end:
                inner = xml.index("</w:pPr>", form) + len("</w:pPr>")
                end = xml.index("</w:p>", inner)
                places.append(_Place(self._marked[opened.group(1)], form, inner, end))
        return places

    def _unnumbered(self, inner: str) -> str:
        """A run-in heading that stands alone has no number and then no face of its own."""
        if LEAD in self._ids and not text_of(inner).startswith("（"):
            return inner.replace(f'<w:rPr><w:rStyle w:val="{self._ids[LEAD]}"/></w:rPr>', "")
        return inner


def _title_measure(xml: str, at: int) -> float:
    """How wide the title of an annex may be: by the page of its section, whose measures stand at its end."""
    page = xml.find("<w:pgSz", at)
    landscape = page >= 0 and 'w:orient="landscape"' in xml[page : xml.find("/>", page)]
    return LANDSCAPE_TITLE_MEASURE if landscape else TITLE_MEASURE


def _without_empty_end(xml: str) -> str:
    """Where nothing comes after a landscape annex, the annex is the last section and no empty page follows."""
    last = xml.rindex("<w:sectPr")
    before = xml[:last].rstrip()
    if not before.endswith("</w:sectPr></w:pPr></w:p>"):
        return xml
    section = before.rindex("<w:sectPr")
    after = xml.index("</w:sectPr>", last) + len("</w:sectPr>")
    kept = before[section : before.rindex("</w:pPr>")]
    return before[: before.rindex("<w:p>", 0, section)] + kept + xml[after:]


def _one_letter_head(xml: str) -> str:
    """Only the first section begins with the letter head; the page after a landscape annex does not."""
    last = xml.rindex("<w:sectPr")
    if xml.find("<w:sectPr") == last:
        return xml
    return xml[:last] + xml[last:].replace("<w:titlePg/>", "")


def text_of(xml: str) -> str:
    """The text of a piece of rendered XML, still escaped."""
    return "".join(_TEXT.findall(xml))


def _plain(xml: str) -> str:
    """The text of a piece of rendered XML as a reader sees it."""
    return text_of(xml).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def signature_offsets(organ: str, day: str) -> tuple[int, int]:
    """Right indents, in twips, of the organ's name and of the date, for a paper that gets a seal (7.3.5.1).

    The date stands 4 characters in and the name is centred over it. A name too long for that goes to the edge, and
    the date moves in until it is under the middle of the name. A name longer than a line is broken and stands over a
    date in its place, line by line.
    """
    date_in = 4 * CHARACTER
    if width(organ) > LINE:
        return 0, date_in
    name_in = date_in + (width(day) - width(organ)) / 2 * CHARACTER
    if name_in >= 0:
        return round(name_in), date_in
    off_centre = width(organ) / 2 * CHARACTER - (date_in + width(day) / 2 * CHARACTER)
    if off_centre > 1.2 * CHARACTER:
        date_in = round((width(organ) - width(day)) / 2 * CHARACTER)
    return 0, date_in


def _signed(form: str, inner: str, day: str) -> str:
    """A signature longer than a line: its lines balanced, each centred over the date; empty where it fits."""
    if width(_plain(inner)) <= LINE:
        return ""
    room = 2 * 4 + width(day)  # from the right edge as far to the left as the middle of the date lies in
    left = round((LINE - room) * CHARACTER)
    bare = _JC.sub("", _indented(form, 0)).replace(
        '<w:ind w:right="0"/>', f'<w:ind w:left="{left}" w:right="0"/><w:jc w:val="center"/>'
    )
    return bare + _broken(inner, room, "")


def mark_scale(mark: str, size: float = 36.0) -> int:
    """Per cent by which the letters of the mark are squeezed, so that it is as wide as the office is used to."""
    wide = width(mark) * size * 25.4 / 72
    return max(30, min(100, int(MARK_WIDTH / wide * 100))) if wide else 100


def scaled_mark(header: str, mark_style: str) -> str:
    """The letter head with its mark squeezed to the width of the page."""
    before, style, rest = header.partition(f'<w:pStyle w:val="{mark_style}"/>')
    inner, end, after = rest.partition("</w:p>")
    return before + style + _scaled(inner, 36.0) + end + after


def _scaled(inner: str, size: float) -> str:
    return re.sub(r'<w:w w:val="\d+"/>', f'<w:w w:val="{mark_scale(text_of(inner), size)}"/>', inner)


def _indented(form: str, right: int) -> str:
    bare = _IND.sub("", form)
    at = _AFTER_IND.search(bare)
    where = at.start() if at else bare.rindex("</w:pPr>")
    return f'{bare[:where]}<w:ind w:right="{right}"/>{bare[where:]}'


def _broken(inner: str, measure: float, opening: str) -> str:
    """Break a title into lines; one that holds a bookmark or a red gap keeps its runs as they are."""
    if "<w:bookmarkStart" in inner or "<w:color" in inner or "<w:br/>" in inner:
        return inner
    lines = title_lines(_plain(inner), measure, opening)
    if len(lines) == 1:
        return inner
    escaped = [line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in lines]
    look = re.search(r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?", inner)
    rows = '</w:t><w:br/><w:t xml:space="preserve">'.join(escaped)
    return f'<w:r>{(look and look.group(1)) or ""}<w:t xml:space="preserve">{rows}</w:t></w:r>'
