"""What a passphrase must be (ux/design.md 3.13): ten signs or more, not one sign over and over, not the name."""

from __future__ import annotations

import unicodedata

SHORTEST = 10
_FEWEST_DIFFERENT = 4


def fault_of(passphrase: str, user_name: str = "") -> str:
    """The sentence that says what is wrong; empty where nothing is."""
    typed = unicodedata.normalize("NFKC", passphrase)
    if len(typed) < SHORTEST:
        return f"口令只有 {len(typed)} 个字符，请用 {SHORTEST} 个以上。"
    if typed != typed.strip():
        return "口令的开头或末尾有空格，请去掉后再试。"
    if len(set(typed)) < _FEWEST_DIFFERENT:
        return f"口令中不同的字符少于 {_FEWEST_DIFFERENT} 个，请换一个不易猜到的。"
    if _is_run(typed):
        return "口令是连续的数字或字母，请换一个不易猜到的。"
    if user_name and user_name in typed:
        return "口令中含有用户姓名，请换一个不易猜到的。"
    return ""


def _is_run(typed: str) -> bool:
    steps = {ord(right) - ord(left) for left, right in zip(typed, typed[1:], strict=False)}
    return steps <= {1, -9} or steps <= {-1, 9}
