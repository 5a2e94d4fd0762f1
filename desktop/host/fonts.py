"""Which fonts this PC has for the roles of official papers, and the font files that the program brings along.

No Qt here: the window, the printed lists, the charts and the papers all ask this module.
Roles and order: GB/T 9704-2012 7.2-7.3 and the fonts that WPS, Windows and the Kylin and UOS desktops ship.
"""

import importlib.util
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from desktop.errors import KnownError
from desktop.host import children

SMALL_SONG, HEI, KAI, FANG, SONG = "小标宋", "黑体", "楷体", "仿宋", "宋体"

BUNDLED_SANS = "Noto Sans SC"
BUNDLED_SERIF = "Noto Serif SC"
_PACKAGE = "pylopdf_fonts_zh_cn"
_FILES = {BUNDLED_SANS: "NotoSansSC-Regular.otf", BUNDLED_SERIF: "NotoSerifSC-Regular.otf"}

# The first `_OFFICIAL` names of a role are the official face under its different spellings; the others only look like it.
_SONG_LIKE = (
    "Noto Serif CJK SC", "思源宋体 CN", "Source Han Serif SC", BUNDLED_SERIF, "FandolSong", "AR PL UMing CN", "AR PL SungtiL GB",
)  # fmt: skip
_HEI_LIKE = (
    "Noto Sans CJK SC", "思源黑体 CN", "Source Han Sans SC", BUNDLED_SANS, "Microsoft YaHei", "微软雅黑", "FandolHei",
    "WenQuanYi Zen Hei", "文泉驿正黑", "WenQuanYi Micro Hei", "文泉驿微米黑",
)  # fmt: skip
_KAI_LIKE = ("LXGW WenKai", "霞鹜文楷", "FandolKai", "AR PL UKai CN", "AR PL KaitiM GB")
_FANG_LIKE = ("FandolFang", "FandolFang R")
_OFFICIAL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        SMALL_SONG: ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "小标宋体", "文星标宋", "华康标宋"),
        HEI: ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "FZHei-B01", "FZHei-B01S", "华文黑体", "STHeiti"),
        KAI: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体", "FZKai-Z03", "FZKai-Z03S", "华文楷体", "STKaiti"),
        FANG: ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体", "FZFangSong-Z02", "FZFangSong-Z02S", "华文仿宋", "STFangsong"),
        SONG: ("宋体", "SimSun", "新宋体", "NSimSun", "方正书宋_GBK", "方正书宋简体", "FZShuSong-Z01", "FZShuSong-Z01S", "华文宋体", "STSong"),
    }
)  # fmt: skip
_STAND_INS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        SMALL_SONG: ("华文中宋", "STZhongsong", *_OFFICIAL[SONG], *_SONG_LIKE),
        HEI: _HEI_LIKE,
        KAI: (*_KAI_LIKE, *_OFFICIAL[FANG], *_FANG_LIKE, *_OFFICIAL[SONG], *_SONG_LIKE),
        FANG: (*_FANG_LIKE, *_OFFICIAL[SONG], *_SONG_LIKE, *_OFFICIAL[KAI], *_KAI_LIKE),
        SONG: (*_SONG_LIKE, *_OFFICIAL[FANG], *_FANG_LIKE),
    }
)
ROLES: tuple[str, ...] = tuple(_OFFICIAL)


@dataclass(frozen=True)
class FontChoice:
    """The family to name for each role on this PC; `missing` are the roles whose official face it lacks."""

    families: Mapping[str, str]
    missing: tuple[str, ...]

    def family(self, role: str) -> str:
        """The family name for one of `ROLES`."""
        return self.families[role]

    def substitutes(self) -> str:
        """One Chinese sentence on what stands in for what; empty when nothing does. The caller tells it once."""
        if not self.missing:
            return ""
        absent = [role for role in self.missing if self.families[role] in _OFFICIAL[role]]
        replaced = [f"{role}以“{self.families[role]}”代替" for role in self.missing if role not in absent]
        said = [f"{'、'.join(absent)}没有可用的字体，文件中仍写正式字体名"] if absent else []
        return (
            f"本机缺少公文字体：{'，'.join(replaced + said)}。换行和页数可能与办公用机不同，请安装所缺字体后重新出文。"
        )


def candidates(role: str) -> tuple[str, ...]:
    """Families for a role, best first: the official face under its spellings, then what resembles it."""
    return _OFFICIAL[role] + _STAND_INS[role]


def choose(installed: Collection[str]) -> FontChoice:
    """The best installed family for every role; without any, the official name (WPS on another PC will have it)."""
    by_fold = {name.casefold(): name for name in installed}
    families, missing = {}, []
    for role in ROLES:
        found = next((by_fold[name.casefold()] for name in candidates(role) if name.casefold() in by_fold), None)
        families[role] = found or _OFFICIAL[role][0]
        if found is None or found.casefold() not in {name.casefold() for name in _OFFICIAL[role]}:
            missing.append(role)
    return FontChoice(MappingProxyType(families), tuple(missing))


def bundled_files() -> Mapping[str, Path]:
    """Family name → font file of the free fonts that are installed with the program."""
    spec = importlib.util.find_spec(_PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    found = {
        family: Path(folder) / name
        for family, name in _FILES.items()
        for folder in folders
        if (Path(folder) / name).is_file()
    }
    if len(found) < len(_FILES):
        raise KnownError("程序自带的中文字体文件不全，屏幕、图表和打印会缺字。请用安装盘重新安装程序。")
    return MappingProxyType(found)


def installed_families() -> frozenset[str]:
    """Family names that the system knows, asked without Qt: the registry on Windows, fontconfig elsewhere."""
    names = _registry_families() if sys.platform == "win32" else _fontconfig_families()
    return frozenset(name.strip() for name in names if name.strip())


def _fontconfig_families() -> list[str]:
    listing = children.ask(["fc-list", ":", "family"], seconds=20)
    if listing is None:
        return []  # a system without fontconfig has no list; the bundled fonts remain
    return [name for line in listing.said.splitlines() for name in line.split(",")]


def _registry_families() -> list[str]:
    if sys.platform != "win32":
        return []
    import winreg

    names: list[str] = []
    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        try:
            key = winreg.OpenKey(root, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts")
        except OSError:
            continue  # no fonts of this user's own
        with key:
            for index in range(winreg.QueryInfoKey(key)[1]):
                title = winreg.EnumValue(key, index)[0].rsplit("(", 1)[0]
                names.extend(title.split("&"))
    return names
