"""The form of papers as the checker sees it: structure alone, or rendered, many files in one call of LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.documents.recipes import recipe_of
from tests.documents.papers import parts_of
from tests.tools.gbt9704 import judging
from tests.tools.rendering_copy import rendering_copy

LETTER_PARTS = ("mark", "docno", "title", "to", "body", "sign", "date")
REPORT_PARTS = ("title", "to", "h1", "body")


def failures(path: Path, kind: str, pdf: Path | None = None) -> list[str]:
    """What the checker marks FAIL; with a PDF also what came out of LibreOffice."""
    form = recipe_of(kind).form
    _form, results = judging.check(path, form, pdf, pdf is not None, False, parts_of(kind))
    return [f"{path.name} {one.rule}: {one.expected} | {one.measured}" for one in results if one.status == "FAIL"]


def rendered(papers: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """PDFs of papers, made by one start of LibreOffice."""
    if not shutil.which("soffice") or "FONTCONFIG_FILE" not in os.environ:
        pytest.skip("LibreOffice 或 FONTCONFIG_FILE（替代字体）没有，不能排版检查")
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    copies = [rendering_copy(path, folder / "copies") for path in papers]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, copies)]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    return {path: folder / f"{path.stem}.pdf" for path in papers}
