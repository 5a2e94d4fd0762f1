"""Names of files that every system of an office takes: what a unit or a list is called may hold signs that a file's name may not.

Windows takes no \\ / : * ? " < > | and no control characters, no name that ends in a dot or blank, and no name of a device (CON, LPT1 …) whatever its
ending (learn.microsoft.com, Naming Files); Linux takes 255 bytes of UTF-8, three for a Chinese character. Names are made the same on
both, since files wander between them on sticks.
"""

import re

LONGEST = 200
"""Bytes of UTF-8: 255 less what is added where a name is taken and while it is being written."""
NAMELESS = "未命名"
_SIGNS = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def fitting(name: str, *, instead: str = "、") -> str:
    """A whole file name, ending included, as every system takes it; one that fits already stays as it is."""
    plain = _SIGNS.sub(instead, name).strip(" ").rstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot or not stem.strip(" .") or len(ending) > 10:
        stem, dot, ending = plain, "", ""
    stem = _cut(stem, LONGEST - len((dot + ending).encode("utf-8"))).rstrip(" ") or NAMELESS
    if _DEVICE.match(stem + dot + ending):
        stem = f"_{stem}"
    return stem + dot + ending


def _cut(text: str, size: int) -> str:
    """The beginning of a text that has at most `size` bytes, whole characters only."""
    data = text.encode("utf-8", errors="replace")
    return text if len(data) <= size else data[:size].decode("utf-8", errors="ignore")


def fault_of(name: str) -> str:
    """Why a name that a person gave to a file or folder will not do, with the remedy; empty where every system takes it."""
    if fitting(name) == name:
        return ""
    if len(name.encode("utf-8")) > LONGEST:
        return f"“{name[:12]}…”太长，不能用作文件名（最多 {LONGEST // 3} 个汉字）。请改短。"
    if set(name) & set('\\/:*?"<>|'):
        return f'“{name}”不能用作文件名：不能有 \\ / : * ? " < > |。请换一个名称。'
    return f"“{name}”不能用作文件名：首尾不能是空格或句点，也不能是 CON、NUL、COM1 等系统保留的名称。请换一个名称。"
