"""Who made what is in the frozen folder and under which terms: the texts beside the program, and a list of components; no library without one."""

import email
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ground import HERE, LOCK, VENV, Stop, files_of

TEXTS = HERE / "licences"
# What wheels bring along without saying so in their own metadata: library → component, terms, text.
_INSIDE = {
    r"(lib)?Qt6\w+|lib(Qt6\w+|pyside6|shiboken6)\b.*": ("Qt 6", "LGPL-3.0-only", ("LGPL-3.0.txt", "GPL-3.0.txt")),
    r"(lib)?icu(data|i18n|uc)\w*": ("ICU", "Unicode-3.0", ("ICU.txt",)),
    r"lib(ssl|crypto)([-.]\d+)*(-x64)?": ("OpenSSL", "Apache-2.0", ("Apache-2.0.txt",)),
    r"(lib)?python3\d*(\.\d+)?|libffi-\d|sqlite3": ("CPython", "PSF-2.0", ("CPython.txt",)),
}
_LIBRARY = re.compile(r"\.(so|pyd|dll)(\.[\d.]+)?$")


@dataclass
class Component:
    """One thing that somebody else made: its version, its terms as it says them, and how many libraries of it are in the folder."""

    name: str
    version: str
    terms: str
    libraries: int = 0

    def as_json(self) -> dict[str, str | int]:
        """One entry of components.json."""
        return {"name": self.name, "version": self.version, "licence": self.terms, "libraries": self.libraries}


def gather(folder: Path, debian: Callable[[str], tuple[str, str, Path] | None] = lambda _name: None) -> list[Component]:
    """Put `licences/` and `components.json` into a frozen folder; Stop where a library belongs to nobody known.

    `debian` tells of a system library's file name its package, version and copyright file, where the folder was frozen in a Debian.
    """
    target = folder / "licences"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    found = {one.name.lower(): one for one in _wheels(target)}
    for text in sorted(TEXTS.glob("*.txt")):
        shutil.copyfile(text, target / text.name)
    found["cpython"] = Component("CPython", _python_version(folder), "PSF-2.0")
    nobody = []
    for path in files_of(folder):
        if path.is_symlink() or not _LIBRARY.search(path.name):
            continue
        owner = _owner(path, folder, found, target, debian)
        if owner is None:
            nobody.append(path.relative_to(folder).as_posix())
        else:
            owner.libraries += 1
    if nobody:
        raise Stop(f"of {len(nobody)} libraries nobody knows the licence: {', '.join(nobody[:8])}")
    listed = sorted(found.values(), key=lambda one: one.name.lower())
    text = json.dumps([one.as_json() for one in listed], ensure_ascii=False, indent=1)
    (folder / "components.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return listed


def _wheels(target: Path) -> list[Component]:
    """The packages of the program by their own metadata, with their texts."""
    shipped = LOCK.read_text(encoding="utf-8").split("# --- tests")[0].lower().replace("-", "_")
    made = []
    for data in sorted(VENV.glob("[Ll]ib/**/site-packages/*.dist-info/METADATA")):
        told = email.message_from_string(data.read_text(encoding="utf-8"))
        package = data.parent.name.split("-")[0]
        if f"\n{package.lower().replace('-', '_')}==" not in shipped:
            continue
        made.append(Component(package, told["Version"], terms_of(told)))
        for text in sorted(data.parent.rglob("*")):
            if text.is_file() and re.match(
                r"(METADATA|LICEN[CS]E|COPYING|NOTICE|OFL|AUTHORS)", text.name, re.IGNORECASE
            ):
                (target / package).mkdir(exist_ok=True)
                shutil.copyfile(text, target / package / text.name)
    return made


def terms_of(told: Mapping[str, str]) -> str:
    """The terms that a package's metadata names: the expression, else the short field, else its classifiers."""
    if told["License-Expression"]:
        return str(told["License-Expression"])
    if told["License"] and len(told["License"]) < 60:
        return str(told["License"])
    classified = [
        value.rpartition(" :: ")[2]
        for name, value in told.items()
        if name == "Classifier" and value.startswith("License")
    ]
    return ", ".join(classified) or "see its text"


def _python_version(folder: Path) -> str:
    return "3.11.9" if any(folder.rglob("python311.dll")) else "3.11.2 (Debian)"


def _owner(
    path: Path,
    folder: Path,
    found: dict[str, Component],
    target: Path,
    debian: Callable[[str], tuple[str, str, Path] | None],
) -> Component | None:
    """Whose library this is: named by itself, by the package's folder it lies in, by Debian, else a part of Python."""
    stem = path.name.split(".so")[0].removesuffix(".pyd").removesuffix(".dll")
    for pattern, (name, terms, _texts) in _INSIDE.items():
        if re.fullmatch(pattern, stem):
            return found.setdefault(name.lower(), Component(name, "", terms))
    inside = path.relative_to(folder).parts[1:] or path.relative_to(folder).parts
    top = inside[0].split(".")[0].lower().replace("-", "_")
    alias = {
        "pyside6": "pyside6_essentials",
        "pil": "pillow",
        "_cffi_backend": "cffi",
        "pypdfium2_raw": "pypdfium2",
        "fonttools": "fonttools",
    }
    if len(inside) > 1 or top == "_cffi_backend":
        for name in (alias.get(top, top), top):
            if name in found:
                return found[name]
    if told := debian(path.name):
        package, version, text = told
        (target / "debian").mkdir(exist_ok=True)
        shutil.copyfile(text, target / "debian" / f"{package}.txt")
        return found.setdefault(f"debian {package}", Component(package, version, f"licences/debian/{package}.txt"))
    standard = re.fullmatch(r"_\w+|pyexpat|select|unicodedata|math|zlib|[a-z]+", stem.split(".")[0])
    microsoft = re.fullmatch(r"(api-ms-win|ucrtbase|vcruntime|msvcp|concrt)[\w.-]*", stem, re.IGNORECASE)
    if microsoft:
        return found.setdefault("microsoft", Component("Microsoft Visual C++ Runtime", "", "Microsoft redistributable"))
    if standard and (len(inside) == 1 or "lib-dynload" in inside):
        return found["cpython"]
    return None


def debian_owner(root: Path) -> Callable[[str], tuple[str, str, Path] | None]:
    """How a Debian in a folder answers: which package a library came from, its version, its copyright file."""

    def told(name: str) -> tuple[str, str, Path] | None:
        asked = subprocess.run(
            ["dpkg-query", f"--root={root}", "-S", f"*/{name}"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if asked.returncode != 0:
            return None
        package = asked.stdout.split(":")[0].split(",")[0]
        version = subprocess.run(
            ["dpkg-query", f"--root={root}", "-W", "-f", "${Version}", package],
            capture_output=True,
            encoding="utf-8",
            check=False,
        ).stdout
        text = root / "usr/share/doc" / package / "copyright"
        return (package, version, text) if text.is_file() else None

    return told
