"""Chinese input on Linux: lead Qt to an input method that its wheel can load. Called before QApplication exists."""

import sys
from collections.abc import Collection, MutableMapping
from pathlib import Path

FCITX4_NOTE = "本机输入法为 fcitx 4，本程序可能打不出汉字。请安装 fcitx5 或 ibus 后重新登录。"


def running_programs(proc: Path = Path("/proc")) -> frozenset[str]:
    """The names of the programs that run on this PC (Linux); those that end while we look are left out."""
    names = set()
    for comm in proc.glob("[0-9]*/comm"):
        try:
            names.add(comm.read_text(encoding="utf-8", errors="replace").strip())
        except OSError:  # the process ended, or is not ours to see
            continue
    return frozenset(names)


def prepare(environ: MutableMapping[str, str], programs: Collection[str], platform: str = sys.platform) -> str | None:
    """Turn QT_IM_MODULE=fcitx into ibus when fcitx5 runs; returns a sentence for the clerk where Chinese input may fail.

    The Qt of the wheel carries only the ibus plugin and cannot load the distribution's fcitx one (another private API);
    fcitx5 answers as ibus too, fcitx 4 does not.
    """
    if not platform.startswith("linux") or not _wants_fcitx(environ):
        return None
    if "fcitx5" in programs or "ibus-daemon" in programs:
        environ["QT_IM_MODULE"] = "ibus"
        return None
    return FCITX4_NOTE if "fcitx" in programs else None


def _wants_fcitx(environ: MutableMapping[str, str]) -> bool:
    """Whether this session names fcitx as its input method, in Qt's own variable or, where that is unset, in X11's."""
    module = environ.get("QT_IM_MODULE", "")
    if module:
        return module.startswith("fcitx")
    return "fcitx" in environ.get("XMODIFIERS", "")
