"""Which installed font plays which part of an official paper (GB/T 9704 names families, PCs have products)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# The first name of each row is what the templates say; the order is that of gbt9704/spec B2.
CANDIDATES: dict[str, tuple[str, ...]] = {
    "仿宋": ("仿宋_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋", "STFangsong"),
    "楷体": ("楷体_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体", "华文楷体", "STKaiti"),
    "黑体": ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "华文黑体", "STHeiti"),
    "宋体": ("宋体", "SimSun", "NSimSun", "方正书宋_GBK", "方正书宋简体", "华文宋体", "STSong"),
    "小标宋": (
        "方正小标宋简体",
        "方正小标宋_GBK",
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "华文中宋",
        "STZhongsong",
    ),
}
_STAND_INS = {  # names that are the part itself under another spelling: nothing to tell the clerk
    "仿宋": ("仿宋_GB2312", "仿宋", "FangSong"),
    "楷体": ("楷体_GB2312", "楷体", "KaiTi"),
    "黑体": ("黑体", "SimHei"),
    "宋体": ("宋体", "SimSun", "NSimSun"),
    "小标宋": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
}
_DRESSED = re.compile(r"^word/(document|styles|header\d*|footer\d*|fontTable|numbering)\.xml$")


@dataclass(frozen=True)
class FontChoice:
    """The name to write for each part; `bold_title` where plain 宋体 has to stand in for 小标宋."""

    names: tuple[tuple[str, str], ...]
    bold_title: bool = False
    substitutes: tuple[str, ...] = ()

    def name(self, part: str) -> str:
        """The chosen font of a part."""
        return dict(self.names)[part]


def choose_fonts(installed: Iterable[str]) -> FontChoice:
    """Choose by what this PC has; a part with nothing installed keeps the name of the standard's product.

    `installed` are family names as the system lists them. `substitutes` are sentences to tell the clerk once.
    """
    have = set(installed)
    names, told, bold = [], [], False
    for part, candidates in CANDIDATES.items():
        chosen = next((name for name in candidates if name in have), None)
        if chosen is None and part == "小标宋":
            chosen = next((name for name in CANDIDATES["宋体"] if name in have), None)
            bold = chosen is not None
        if chosen is None:
            told.append(f"本机没有{part}类字体，文件里写“{candidates[0]}”，由打开文件的电脑代替")
        elif chosen not in _STAND_INS[part]:
            told.append(
                f"本机没有{_STAND_INS[part][0]}，{part}暂用“{chosen}”" + ("加粗" if bold and part == "小标宋" else "")
            )
        names.append((part, chosen or candidates[0]))
    return FontChoice(tuple(names), bold, tuple(told))


def dress(part: str, content: bytes, fonts: FontChoice) -> bytes:
    """Write the chosen names into a part, and the other names of each font into the font table."""
    if not _DRESSED.match(part):
        return content
    xml = content.decode("utf-8")
    if part == "word/fontTable.xml":
        return _font_table(fonts).encode("utf-8")
    title = CANDIDATES["小标宋"][0]
    if fonts.bold_title:
        xml = re.sub(rf'(<w:rFonts [^>]*w:eastAsia="{title}"[^>]*/>)(?!<w:b/>)', r"\1<w:b/>", xml)
    for role, candidates in CANDIDATES.items():
        xml = xml.replace(f'"{candidates[0]}"', f'"{fonts.name(role)}"')
    return xml.encode("utf-8")


def _font_table(fonts: FontChoice) -> str:
    """Each font with its other names, which Word and WPS look for where the first is not installed."""
    rows, seen = [], set()
    for role, candidates in CANDIDATES.items():
        name = fonts.name(role)
        if name in seen:
            continue
        seen.add(name)
        others = ",".join(other for other in candidates if other != name)
        rows.append(
            f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
            '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        + "".join(rows)
        + "</w:fonts>"
    )
