"""What a paragraph and a run look like in the end: direct form, character style, paragraph style and its bases, defaults, theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from desktop.documents.package import W

VAL = f"{W}val"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_OPPOSITE = {"firstLine": "hanging", "hanging": "firstLine"}
Containers = Sequence["etree._Element | None"]


class Styles:
    """The styles of a file; each lookup walks from what is nearest to the letter to the defaults."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        found = [] if styles is None else styles.findall(f"{W}style")
        self._styles = {one.get(f"{W}styleId", ""): one for one in found}
        self._normal = next((one.get(f"{W}styleId", "") for one in found if _is_default(one)), "")
        self._run_default = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default = None if styles is None else styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self._theme = _theme_fonts(theme)
        self._chains: dict[str, tuple[etree._Element, ...]] = {}

    def name(self, style: str) -> str:
        """The shown name of a style."""
        label = self._styles[style].find(f"{W}name") if style in self._styles else None
        return "" if label is None else label.get(VAL, "")

    def style_of(self, paragraph: etree._Element) -> str:
        """The id of a paragraph's style, that of the default one where it names none."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._normal if named is None else named.get(VAL, "")

    def paragraph_forms(self, paragraph: etree._Element) -> list[etree._Element | None]:
        """The pPr elements of a paragraph, the nearest first."""
        chain = self._chain(self.style_of(paragraph))
        return [paragraph.find(f"{W}pPr"), *(one.find(f"{W}pPr") for one in chain), self._default]

    def run_forms(self, run: etree._Element, paragraph: etree._Element) -> list[etree._Element | None]:
        """The rPr elements of a run, the nearest first."""
        own = run.find(f"{W}rPr")
        named = None if own is None else own.find(f"{W}rStyle")
        by_letter = () if named is None else self._chain(named.get(VAL, ""))
        chain = [*by_letter, *self._chain(self.style_of(paragraph))]
        return [own, *(one.find(f"{W}rPr") for one in chain), self._run_default]

    def font(self, which: str, forms: Containers) -> str | None:
        """The font of a script (eastAsia, ascii), by name or by theme."""
        for form in forms:
            fonts = None if form is None else form.find(f"{W}rFonts")
            if fonts is None:
                continue
            themed = self._theme.get(fonts.get(f"{W}{which}Theme", ""))
            if named := fonts.get(f"{W}{which}") or themed:
                return str(named)
        return None

    def _chain(self, style: str) -> tuple[etree._Element, ...]:
        if style not in self._chains:
            self._chains[style] = tuple(self._based(style))
        return self._chains[style]

    def _based(self, style: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            base = self._styles[style].find(f"{W}basedOn")
            style = "" if base is None else base.get(VAL, "")


def nearest(tag: str, forms: Containers) -> etree._Element | None:
    """The nearest element of a name."""
    return next((found for form in forms if form is not None and (found := form.find(f"{W}{tag}")) is not None), None)


def attribute(tag: str, name: str, forms: Containers) -> str | None:
    """The nearest value of an attribute of such elements; each attribute is inherited by itself."""
    for form in forms:
        element = None if form is None else form.find(f"{W}{tag}")
        if element is not None and element.get(f"{W}{name}") is not None:
            return str(element.get(f"{W}{name}"))
    return None


def switched_on(tag: str, forms: Containers, otherwise: bool = False) -> bool:
    """Whether a switch (bold, snap to grid) is on."""
    element = nearest(tag, forms)
    return otherwise if element is None else element.get(VAL, "1") not in _OFF


def indents(forms: Containers) -> dict[str, int]:
    """Indents by attribute, in twips or hundredths of a character; first line and hanging put each other out."""
    found: dict[str, int] = {}
    for form in reversed(forms):
        element = None if form is None else form.find(f"{W}ind")
        for key, value in {} if element is None else element.attrib.items():
            name = str(key).replace(W, "").replace("start", "left").replace("end", "right")
            number = whole(str(value))
            if number is None:
                continue
            found[name] = number
            plain = name.removesuffix("Chars")
            if plain in _OPPOSITE:
                for other in (_OPPOSITE[plain], f"{_OPPOSITE[plain]}Chars"):
                    found.pop(other, None)
    return found


def whole(text: str | None) -> int | None:
    """A number as the format writes it, also 12.5 or 240pt as other programs do; None where it is none."""
    try:
        return round(float(text)) if text else None
    except (ValueError, OverflowError):
        return None


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF


def _theme_fonts(theme: etree._Element | None) -> Mapping[str, str]:
    """Fonts by the names that rFonts uses: minorEastAsia, majorHAnsi …"""
    fonts: dict[str, str] = {}
    for which in ("major", "minor"):
        scheme = None if theme is None else theme.find(f".//{_A}{which}Font")
        if scheme is None:
            continue
        east, latin = scheme.find(f"{_A}ea"), scheme.find(f"{_A}latin")
        chinese = next(
            (one.get("typeface", "") for one in scheme.findall(f"{_A}font") if one.get("script") == "Hans"), ""
        )
        fonts[f"{which}EastAsia"] = ("" if east is None else east.get("typeface", "")) or chinese
        fonts[f"{which}HAnsi"] = fonts[f"{which}Ascii"] = "" if latin is None else latin.get("typeface", "")
    return fonts
