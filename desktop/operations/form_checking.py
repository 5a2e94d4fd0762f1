"""检查 Word 版式: a file of any program is read and told; its mended copy is written beside it, never over it (D16)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.documents.form_check import checking
from desktop.documents.form_check.rules import FormFault
from desktop.documents.render import save


@dataclass(frozen=True)
class MendedFile:
    """Where the mended copy lies, what was mended in it, and what a person has to mend."""

    path: Path
    mended: tuple[FormFault, ...]
    left: tuple[FormFault, ...]


def check_file(path: Path) -> tuple[FormFault, ...]:
    """Every fault of a file; one that is no Word paper is a KnownError."""
    return checking.check(checking.read(path), path.name)


def mend_file(path: Path, target: Path) -> MendedFile:
    """Write the mended copy whole, as `target` or, where a file of that name is there, with a (2)."""
    mended = checking.mend(checking.read(path), path.name)
    return MendedFile(save(mended.data, target.parent, target.name), mended.mended, mended.left)


def copy_path(path: Path) -> Path:
    """What a mended copy is called unless somebody says otherwise."""
    return path.with_name(f"{path.stem}_改好.docx")
