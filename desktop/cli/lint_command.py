"""The command lint: any Word paper against GB/T 9704 by structure, and a mended copy (D16)."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.cli.answers import DONE, KNOWN_ERROR, Answer
from desktop.cli.usage import WrongUsage, usage_line
from desktop.errors import KnownError


def add_commands(commands: Any, shared: argparse.ArgumentParser, _opening: argparse.ArgumentParser) -> None:
    """Declare the command of this module."""
    told = commands.add_parser("lint", parents=[shared], help="检查 Word 文书的版式（GB/T 9704），改好的另存一份")
    told.add_argument("files", type=Path, nargs="+", metavar="FILE.docx")
    told.add_argument("--mend", type=Path, metavar="OUT.docx", help="能自动改的改好，另存一份；不动原件")
    told.add_argument("--style", action="store_true", help="另按本办用语规范逐处提示，附建议写法")
    told.set_defaults(run=_lint)


def _lint(arguments: argparse.Namespace) -> Answer:
    if arguments.mend is not None and len(arguments.files) != 1:
        raise WrongUsage(usage_line("lint"), "用法不对：--mend 一次只改一个文件。")
    told = [_told(Path(path), arguments.mend, arguments.style) for path in arguments.files]
    complaint = "\n".join(one["error"] for one in told if "error" in one)
    lines = [line for one in told for line in _lines(one)]
    return Answer({"files": told}, lines, KNOWN_ERROR if complaint else DONE, complaint)


def _style(remark: Any) -> dict[str, Any]:
    """A remark of usage as it is told; where in its line it begins concerns the check alone."""
    return {name: value for name, value in asdict(remark).items() if name != "at"}


def _told(path: Path, target: Path | None, style: bool) -> dict[str, Any]:
    """One file; one that cannot be read does not stop the others."""
    from desktop.operations.form_checking import check_file, mend_file  # brings the library of XML along
    from desktop.operations.style_checking import of_file

    try:
        told: dict[str, Any] = {"path": str(path), "faults": [asdict(one) for one in check_file(path)]}
        if style:
            told["style"] = [_style(one) for one in of_file(path)]
        if target is not None:
            done = mend_file(path, target)
            told |= {"mended": str(done.path), "left": [asdict(one) for one in done.left]}
    except KnownError as error:
        return {"path": str(path), "faults": [], "error": str(error)}
    return told


def _lines(told: dict[str, Any]) -> list[str]:
    if "error" in told:
        return []
    from desktop.documents.style_check.remark import Remark

    faults = told["faults"]
    head = f"{told['path']}：" + (f"{len(faults)} 处要改" if faults else "没有发现版式问题")
    lines = [
        head,
        *(f"  {one['where']}  {one['message']}" + ("（可自动改）" if one["mendable"] else "") for one in faults),
    ]
    if "style" in told:
        remarks = told["style"]
        lines.append(f"  用语：{len(remarks)} 处提示" if remarks else "  用语：没有提示")
        lines += [f"    {one['where']}  {Remark(**one).sentence}" for one in remarks]
    if "mended" in told:
        left = f"，还有 {len(told['left'])} 处须人工改" if told["left"] else ""
        lines.append(f"  改好的已存：{told['mended']}{left}")
    return lines
