"""Number formats: which of them show a number as a date."""

import re
from functools import lru_cache

BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: "h:mm", 33: "h:mm:ss",
    34: "h:mm", 35: "h:mm:ss", 36: 'yyyy"年"m"月"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The formats without a code of their own, as a Chinese Excel or WPS shows them."""

_NOT_SHOWN_AS_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@lru_cache(maxsize=512)
def is_date_format(number_format: str) -> bool:
    """Whether the format shows a day (a time alone does not count)."""
    code = _NOT_SHOWN_AS_CODE.sub("", number_format.split(";")[0]).lower()
    if code in ("", "general", "@") or "general" in code:
        return False
    return "y" in code or "d" in code or "aaa" in code or ("m" in code and "h" not in code and "s" not in code)
