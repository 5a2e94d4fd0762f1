"""本机检查: whether this PC has what the work needs, each concern in one sentence that a clerk understands, with its remedy. Reads only."""

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.host import fonts, input_method, network_share, printing

GREEN, AMBER, RED = "green", "amber", "red"
_ROOMY, _ENOUGH = 2 * 1024**3, 300 * 1024**2
"""Bytes free: from here on nothing is said; below the second a backup may not fit."""
_EARLIEST = datetime(2026, 1, 1)
"""Nothing was entered before this program was made: a clock before it is wrong."""


@dataclass(frozen=True)
class Line:
    """One concern: its name, how it stands (green, amber, red), and what is so with what to do."""

    key: str
    title: str
    tone: str
    text: str

    def as_json(self) -> dict[str, str]:
        """One entry of the answer of `this-pc`."""
        return {"key": self.key, "title": self.title, "tone": self.tone, "text": self.text}


def examine(
    place: Path, now: datetime, families: Collection[str] | None = None, environ: Mapping[str, str] = os.environ
) -> tuple[Line, ...]:
    """Every concern of this PC for a ledger at a place (it need not exist); `families` where the caller knows the fonts already.

    May take seconds: the print system and the list of fonts are asked. Nothing is changed.
    """
    choice = fonts.choose(fonts.installed_families() if families is None else families)
    return (
        fonts_line(choice),
        office_line(_office()),
        printer_line(_printer()),
        input_line(environ, input_method.running_programs()),
        disk_line(place),
        clock_line(now),
    )


def fonts_line(choice: fonts.FontChoice) -> Line:
    """The fonts of official papers."""
    if choice.missing:
        return Line("fonts", "公文字体", AMBER, choice.substitutes())
    return Line("fonts", "公文字体", GREEN, "小标宋、仿宋、楷体、黑体、宋体齐全。")


def office_line(program: str) -> Line:
    """What opens and prints papers."""
    if not program:
        told = "没有找到 WPS 或 Word：文书照样生成，只是不能直接打开和打印。请安装 WPS。"
        return Line("office", "办公软件", AMBER, told)
    return Line("office", "办公软件", GREEN, f"文书用 {program} 打开和打印。")


def printer_line(name: str) -> Line:
    """The printer that papers and lists go to."""
    if not name:
        return Line(
            "printer", "打印机", AMBER, "没有默认打印机。请在系统设置中添加打印机并设为默认；清单也可以先存为 PDF。"
        )
    return Line("printer", "打印机", GREEN, f"默认打印机“{name}”。")


def input_line(environ: Mapping[str, str], programs: Collection[str], platform: str = sys.platform) -> Line:
    """Whether Chinese can be typed."""
    title = "输入法"
    if not platform.startswith("linux"):
        return Line("input", title, GREEN, "使用系统自带的输入法。")
    if note := input_method.prepare(dict(environ), programs, platform):
        return Line("input", title, RED, note)
    running = next((name for name in ("fcitx5", "ibus-daemon", "fcitx") if name in programs), "")
    if not running:
        return Line(
            "input", title, AMBER, "没有看到正在运行的中文输入法。打不出汉字的，请打开 fcitx5 或 ibus 后重新登录。"
        )
    return Line("input", title, GREEN, f"{running.removesuffix('-daemon')} 正在运行。")


def disk_line(place: Path) -> Line:
    """What kind of disk the ledger lies on, and how much room is left there."""
    title = "磁盘"
    if reason := network_share.look_at(place).reason:
        return Line("disk", title, RED, reason)
    nearest = next((folder for folder in (place, *place.absolute().parents) if folder.exists()), None)
    if nearest is None:
        return Line("disk", title, RED, f"本机没有 {place.anchor or place}，或磁盘没有接上。")
    free = shutil.disk_usage(nearest).free
    said = f"{nearest} 所在磁盘还有 {free / 1024**3:.1f} GB"
    if free < _ENOUGH:
        return Line("disk", title, RED, f"{said}，备份可能写不下。请先清理磁盘。")
    if free < _ROOMY:
        return Line("disk", title, AMBER, f"{said}，请留意清理。")
    return Line("disk", title, GREEN, f"{said}。")


def clock_line(now: datetime) -> Line:
    """Whether the clock can be right; entries bear its day."""
    said = f"{now:%Y-%m-%d %H:%M}"
    if now < _EARLIEST:
        return Line("clock", "本机时间", RED, f"{said}，不对：登记日期都取自它。请先在系统设置中校准日期和时间。")
    return Line("clock", "本机时间", GREEN, f"{said}。")


def _office() -> str:
    """The name of the office program that takes a .docx; empty where there is none."""
    if sys.platform != "win32":
        found = printing.find_program()
        return found.title if found else ""
    import winreg

    try:
        kind = winreg.QueryValue(winreg.HKEY_CLASSES_ROOT, ".docx")
        command = winreg.QueryValue(winreg.HKEY_CLASSES_ROOT, rf"{kind}\shell\open\command")
    except OSError:
        return ""
    return (
        "WPS" if "wps" in f"{kind}{command}".lower() else "Word" if "word" in f"{kind}{command}".lower() else "办公软件"
    )


def _printer() -> str:
    """The name of the default printer; empty where there is none."""
    if sys.platform != "win32":
        return printing.default_printer()
    size = ctypes.c_ulong(512)
    name = ctypes.create_unicode_buffer(size.value)
    return name.value if ctypes.WinDLL("winspool.drv").GetDefaultPrinterW(name, ctypes.byref(size)) else ""
