"""What a file asks for: paragraphs, fonts, sizes and indents, read from the OOXML through styles and defaults."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from lxml import etree


@dataclass
class Span:
    text: str
    east: str | None
    ascii: str | None
    size: float | None
    color: str | None
    bold: bool

    @property
    def is_red(self) -> bool:
        c = (self.color or "").upper()
        if not re.fullmatch(r"[0-9A-F]{6}", c):
            return False
        r, g, b = (int(c[i : i + 2], 16) for i in (0, 2, 4))
        return r > 140 and g < 110 and b < 110


@dataclass
class Para:
    index: int
    style: str
    spans: list[Span]
    jc: str
    ind: dict[str, int]
    in_table: bool
    kind: str = ""

    @property
    def text(self) -> str:
        return "".join(s.text for s in self.spans)

    @property
    def lead(self) -> Span | None:
        """First span with a visible character."""
        return next((s for s in self.spans if s.text.strip()), None)

    @property
    def size(self) -> float | None:
        sizes = Counter()
        for s in self.spans:
            if s.size:
                sizes[s.size] += len(s.text.strip())
        return sizes.most_common(1)[0][0] if sizes else None

    @property
    def red(self) -> bool:
        return any(s.is_red and s.text.strip() for s in self.spans)


class Asked:
    """Effective paragraph and run properties, resolved through styles and defaults."""

    def __init__(self, path: Path):
        self.path = path
        self.doc = Document(str(path))
        self.root = self.doc.element.body
        styles = self.doc.styles.element
        self.styles = {s.get(qn("w:styleId")): s for s in styles.findall(qn("w:style"))}
        self.default_style = next(
            (
                s.get(qn("w:styleId"))
                for s in self.styles.values()
                if s.get(qn("w:default")) == "1" and s.get(qn("w:type")) == "paragraph"
            ),
            None,
        )
        dd = styles.find(qn("w:docDefaults"))
        self.def_r = dd.find(".//" + qn("w:rPr")) if dd is not None else None
        self.def_p = dd.find(".//" + qn("w:pPr")) if dd is not None else None
        self.theme = self._theme_fonts()
        self.paras = [self.para(i, p) for i, p in enumerate(self._body_paragraphs())]
        self.sections = list(self.doc.sections)
        self.head_paras = self._header_paras()

    def _theme_fonts(self) -> dict[str, str]:
        out: dict[str, str] = {}
        try:
            with zipfile.ZipFile(self.path) as z:
                name = next((n for n in z.namelist() if n.startswith("word/theme/")), None)
                if not name:
                    return out
                t = etree.fromstring(z.read(name))
        except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError):
            return out
        a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
        for which in ("major", "minor"):
            f = t.find(f".//{a}{which}Font")
            if f is None:
                continue
            hans = next((x.get("typeface") for x in f.findall(a + "font") if x.get("script") == "Hans"), "")
            east = f.find(a + "ea").get("typeface") if f.find(a + "ea") is not None else ""
            out[which + "EastAsia"] = east or hans
            out[which + "HAnsi"] = out[which + "Ascii"] = f.find(a + "latin").get("typeface")
        return out

    def _body_paragraphs(self):
        """Paragraphs of the main story, tables and text boxes included, in order, once each."""
        skip = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
        for p in self.root.iter(qn("w:p")):
            if not any(a.tag == skip for a in p.iterancestors()):
                yield p

    def _header_paras(self) -> list[Para]:
        out = []
        for s in self.sections:
            for h in (s.first_page_header, s.header, s.even_page_header):
                if not h.is_linked_to_previous:
                    out += [self.para(-1, p._p) for p in h.paragraphs]
        return out

    def chain(self, style_id: str | None):
        seen = set()
        while style_id and style_id not in seen and style_id in self.styles:
            seen.add(style_id)
            s = self.styles[style_id]
            yield s
            b = s.find(qn("w:basedOn"))
            style_id = b.get(qn("w:val")) if b is not None else None

    def _lookup(self, tag: str, containers) -> etree._Element | None:
        for c in containers:
            if c is not None:
                e = c.find(qn(tag))
                if e is not None:
                    return e
        return None

    def _font(self, attr: str, containers) -> str | None:
        for c in containers:
            rf = c.find(qn("w:rFonts")) if c is not None else None
            if rf is None:
                continue
            if rf.get(qn("w:" + attr)):
                return rf.get(qn("w:" + attr))
            theme = rf.get(qn(f"w:{attr}Theme"))
            if theme and self.theme.get(theme):
                return self.theme[theme]
        return None

    def span(self, r, ppr_containers, style_rprs) -> Span:
        rpr = r.find(qn("w:rPr"))
        char_style = []
        if rpr is not None and rpr.find(qn("w:rStyle")) is not None:
            char_style = [s.find(qn("w:rPr")) for s in self.chain(rpr.find(qn("w:rStyle")).get(qn("w:val")))]
        cont = [rpr, *char_style, *style_rprs, self.def_r]
        parts = []
        for e in r:
            if e.tag == qn("w:t"):
                parts.append(e.text or "")
            elif e.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
                parts.append("\t" if e.tag == qn("w:tab") else "\n")
            elif e.tag == qn("w:sym"):
                parts.append("�")
        text = "".join(parts)
        sz, col, b = (self._lookup(t, cont) for t in ("w:sz", "w:color", "w:b"))
        try:
            size = float(sz.get(qn("w:val"))) / 2 if sz is not None else 10.0
        except (TypeError, ValueError):
            size = None
        return Span(
            text,
            self._font("eastAsia", cont),
            self._font("ascii", cont),
            size,
            col.get(qn("w:val")) if col is not None else None,
            b is not None and b.get(qn("w:val")) not in ("0", "false"),
        )

    def para(self, i: int, p) -> Para:
        ppr = p.find(qn("w:pPr"))
        ps = ppr.find(qn("w:pStyle")) if ppr is not None else None
        sid = ps.get(qn("w:val")) if ps is not None else self.default_style
        chain = list(self.chain(sid))
        pcont = [ppr] + [s.find(qn("w:pPr")) for s in chain] + [self.def_p]
        rcont = [s.find(qn("w:rPr")) for s in chain]
        inner = qn("w:txbxContent")
        runs = [
            r for r in p.iter(qn("w:r")) if next((a for a in r.iterancestors() if a.tag in (qn("w:p"),)), None) is p
        ]
        jc = self._lookup("w:jc", pcont)
        ind: dict[str, int] = {}
        for c in reversed([c for c in pcont if c is not None]):
            e = c.find(qn("w:ind"))
            if e is not None:
                for k, v in e.attrib.items():
                    if re.fullmatch(r"-?\d+", v):
                        ind[etree.QName(k).localname] = int(v)
        name = chain[0].find(qn("w:name")).get(qn("w:val")) if chain and chain[0].find(qn("w:name")) is not None else ""
        in_tab = any(a.tag == qn("w:tbl") or a.tag == inner for a in p.iterancestors())
        return Para(
            i,
            name,
            [self.span(r, pcont, rcont) for r in runs],
            jc.get(qn("w:val")) if jc is not None else "left",
            ind,
            in_tab,
        )
