"""This PC's preferences; what belongs to the office is kept in its ledger."""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from desktop.errors import KnownError

DENSITIES = ("standard", "compact")
RECENT = 6
FONT_SIZES = range(9, 19)


@dataclass(frozen=True)
class Settings:
    """Preferences of this PC and user. `unknown` keeps what a later version wrote, so that going back loses nothing."""

    machine_mark: str = ""
    """本机标定, the text in the window's head, as the administrator set it; the program never decides 密级."""
    last_ledger: str = ""
    recent_ledgers: tuple[str, ...] = ()
    font_points: int = 10
    density: str = "standard"
    external_backup_places: tuple[str, ...] = ()
    output_folder: str = ""
    user_name: str = ""
    window: Mapping[str, Any] = field(default_factory=dict)
    """Geometry and the like, by name: text, numbers or yes/no."""
    unknown: Mapping[str, Any] = field(default_factory=dict)

    def with_ledger(self, folder: Path) -> "Settings":
        """With a ledger as the first of those that the entry offers."""
        rest = (name for name in self.recent_ledgers if name != str(folder))
        return replace(self, recent_ledgers=(str(folder), *rest)[:RECENT])


def load(path: Path) -> Settings:
    """Read the preferences; a missing file gives the defaults, a value of the wrong kind gives that one default."""
    if not path.exists():
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise KnownError(f"偏好设置文件 {path} 已损坏，请将它改名或删除后重新打开程序，账本不受影响。") from fault
    known = {name: _as_kept(name, table[name]) for name in _NAMES if name in table and _fits(name, table[name])}
    return Settings(**known, unknown={name: value for name, value in table.items() if name not in _NAMES})


def save(settings: Settings, path: Path) -> None:
    """Write the preferences whole or not at all: a temporary file, synced, then put in place."""
    known = {name: getattr(settings, name) for name in _NAMES}
    text = _as_toml({**known, **settings.unknown})
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".new")
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


_NAMES = tuple(entry.name for entry in fields(Settings) if entry.name != "unknown")
_DEFAULTS = Settings()


def _fits(name: str, value: Any) -> bool:
    """Whether a value read from the file is of the kind that its preference has, and among the ones offered."""
    default = getattr(_DEFAULTS, name)
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if name == "density":
        return value in DENSITIES
    if name == "font_points":
        return type(value) is int and value in FONT_SIZES
    return isinstance(value, type(default))


def _as_kept(name: str, value: Any) -> Any:
    return tuple(value) if isinstance(getattr(_DEFAULTS, name), tuple) else value


def _as_toml(table: Mapping[str, Any]) -> str:
    """The table as TOML: plain values first, then the tables, since a TOML table runs to the next heading."""
    plain = [f"{_key(name)} = {_value(value)}" for name, value in table.items() if not isinstance(value, Mapping)]
    nested = [
        f"\n[{_key(name)}]\n" + "".join(f"{_key(inner)} = {_value(item)}\n" for inner, item in value.items())
        for name, value in table.items()
        if isinstance(value, Mapping) and value
    ]
    return "\n".join(plain) + "\n" + "".join(nested)


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(item)}" for name, item in value.items()) + " }"
    return str(value)  # numbers and dates are written in TOML as Python shows them


def _text(text: str) -> str:
    """A TOML string; JSON's escapes are the same, except that TOML wants DEL escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
