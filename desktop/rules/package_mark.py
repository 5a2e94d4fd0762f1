"""What a returned workbook says it is, against what the office expects (RULES §12): one mismatch refuses the whole file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PackageMark:
    """The mark of one sent workbook: number, unit, round, version (None where it cannot be read); texts without white space."""

    package_id: str
    unit: str
    round: str
    version: int | None
    signature: str = ""
    """Over the mark and everything that was sent with it."""

    def sign(self, rows: Mapping[str, Mapping[str, Any]]) -> str:
        """The signature of this mark over rows by key: whoever knows what was sent can make it again, and nobody by guessing."""
        said = [self.package_id, self.unit, self.round, self.version, {key: dict(row) for key, row in rows.items()}]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True)
class Refusal:
    """Why a returned file is not taken: its kind, what is wrong, and what to do about it."""

    kind: str
    why: str
    remedy: str = ""

    def __str__(self) -> str:
        """One sentence after the other."""
        return f"{self.why}。{self.remedy}" if self.remedy else self.why


def refusal(mark: PackageMark | None, due: PackageMark) -> Refusal | None:
    """Why a file with this mark is not taken in place of the one that is due; None where it is that one."""
    if mark is None or not mark.package_id:
        return Refusal("no_package_id", "表中没有本程序发出时的标记，认不出是哪一份", "请用发出的原表填报。")
    if mark.unit != due.unit:
        return Refusal("other_unit", f"表是{mark.unit or '别的单位'}的，应收{due.unit}", "请核对是否选错文件。")
    if mark.round != due.round:
        return Refusal("other_round", f"表是“{mark.round}”的，应收“{due.round}”", "请核对是否选错文件。")
    if mark.version != due.version:
        came = f"第{mark.version}版" if mark.version is not None else "的表没有写明版本"
        return Refusal("old_version", f"交回{came}，现行第{due.version}版", "请让单位在现行版上填报。")
    return None
