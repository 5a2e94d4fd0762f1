"""Names of WordprocessingML while a part streams by: elements by their namespace, whatever their prefix."""

from __future__ import annotations

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OFF = ("0", "false", "off")


class Names:
    """The prefixes that a part has declared so far."""

    def __init__(self) -> None:
        self._sign: dict[str, str] = {"w": "", "m": "math:", "mc": "mc:"}

    def of(self, tag: str, attributes: dict[str, str]) -> str:
        """`p` for a paragraph of Word, `math:t` for text of a formula, `mc:Fallback`; `other:` before everything else."""
        for key, value in attributes.items():
            if key.startswith("xmlns"):
                self._sign[key[6:]] = _sign_of(value)
        prefix, _colon, name = tag.rpartition(":")
        return self._sign.get(prefix, "other:") + name


def _sign_of(namespace: str) -> str:
    if namespace in _WORD:
        return ""
    if namespace in _MATH:
        return "math:"
    return "mc:" if namespace == _COMPATIBILITY else "other:"


def told(attributes: dict[str, str], name: str, otherwise: str = "") -> str:
    """An attribute by its name without the prefix."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return otherwise


def number_told(attributes: dict[str, str], name: str, otherwise: int) -> int:
    """A whole number of an attribute; anything else is `otherwise`."""
    said = told(attributes, name)
    return int(said) if len(said) < 10 and said.removeprefix("-").isdecimal() and said.isascii() else otherwise


def switched_on(attributes: dict[str, str]) -> bool:
    """Whether a property that stands there is on: it is, unless it says otherwise."""
    return told(attributes, "val", "1").lower() not in _OFF
