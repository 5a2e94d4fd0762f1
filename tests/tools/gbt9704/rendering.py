"""A PDF of a paper, made by LibreOffice."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

from docx.oxml.ns import qn
from lxml import etree

from tests.tools.rendering_copy import rendering_copy


def _without_hanging(src: Path, dst: Path) -> None:
    """Copy src to dst with hanging punctuation switched off *for LibreOffice*.

    LibreOffice (7.4 measured) reads w:overflowPunct the wrong way round - 0 or
    absent hangs punctuation in the margin, 1 does not - and some of the marks
    it hangs never reach the PDF (the rule text.lost counts them).
    """
    with zipfile.ZipFile(src) as zin, zipfile.ZipFile(dst, "w", zipfile.ZIP_DEFLATED) as zout:
        for item in zin.infolist():
            data = zin.read(item.filename)
            if item.filename in ("word/document.xml", "word/styles.xml"):
                root = etree.fromstring(data)
                for e in root.iter(qn("w:overflowPunct")):
                    e.set(qn("w:val"), "1")
                if item.filename == "word/document.xml":
                    for p in root.iter(qn("w:p")):
                        ppr = p.find(qn("w:pPr"))
                        if ppr is None:
                            ppr = etree.SubElement(p, qn("w:pPr"))
                            p.insert(0, ppr)
                        if ppr.find(qn("w:overflowPunct")) is None:
                            etree.SubElement(ppr, qn("w:overflowPunct")).set(qn("w:val"), "1")
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            zout.writestr(item, data)


def render(docx: Path, out_dir: Path, no_hang=False) -> Path:
    source = rendering_copy(docx, out_dir / "copy")  # files are written for Word and WPS; LibreOffice needs its aids
    if no_hang:
        source = out_dir / docx.name
        _without_hanging(docx, source)
    cmd = [
        "soffice",
        f"-env:UserInstallation=file://{out_dir}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(out_dir),
        str(source),
    ]
    subprocess.run(cmd, check=True, capture_output=True, timeout=180)
    pdf = out_dir / (docx.stem + ".pdf")
    if not pdf.exists():
        raise RuntimeError("LibreOffice wrote no PDF")
    return pdf
