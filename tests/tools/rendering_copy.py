r"""28 characters in a line with figures in it (GB/T 9704, 5.2.3): no gap between Chinese and a figure.

The styles say so for Word and WPS (autoSpaceDE and autoSpaceDN 0). LibreOffice does not read that and puts a fifth of a
character on each side of a figure, so that a line with two dates holds 25 instead of 28. It leaves the gap out where an
empty field stands between: ADVANCE \r 0, "move the following text by nothing", which prints nothing anywhere. Files that go
out are written for Word and WPS; only the copy that is rendered for a check bears these fields (P-15).
"""

import io
import re
import zipfile
from functools import lru_cache
from pathlib import Path

from desktop.documents.lines import BESIDE

MARK = '<w:fldSimple w:instr=" ADVANCE \\r 0 "/>'
_RUN = re.compile(r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: xml:space="preserve")?>([^<]+)</w:t></w:r>')


@lru_cache(maxsize=512)
def closed_up(inner: str) -> str:
    """The runs of a body paragraph, with a mark wherever Chinese and a figure meet."""
    runs = list(_RUN.finditer(inner))
    pieces, at = [], 0
    for number, run in enumerate(runs):
        look, text = run.group(1) or "", run.group(2)
        following = runs[number + 1].group(2)[0] if number + 1 < len(runs) else ""
        after = MARK if following and BESIDE.match(text[-1] + following) else ""
        if after or BESIDE.search(text):
            between = f'</w:t></w:r>{MARK}<w:r>{look}<w:t xml:space="preserve">'
            closed = BESIDE.sub(lambda place, between=between: place.group() + between, text)
            pieces += [inner[at : run.start()], f'<w:r>{look}<w:t xml:space="preserve">{closed}</w:t></w:r>{after}']
            at = run.end()
    return "".join((*pieces, inner[at:])) if pieces else inner


_STYLE = re.compile(r'<w:style [^>]*w:styleId="([^"]*)"[^>]*><w:name w:val="([^"]*)"/>')
_CLOSED_UP = ("公文正文", "公文正文末段", "公文一级文", "公文二级文")


def rendering_copy(source: Path, folder: Path) -> Path:
    """A copy of a paper, of the same name, with the fields that only LibreOffice needs."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / source.name
    target.write_bytes(for_rendering(source.read_bytes()))
    return target


def for_rendering(data: bytes) -> bytes:
    """The bytes of such a copy."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = dict(_STYLE.findall(old.read("word/styles.xml").decode("utf-8")))
        ids = [key for key, name in names.items() if name in _CLOSED_UP]
        form = re.compile(
            rf'(<w:p><w:pPr><w:pStyle w:val="(?:{"|".join(map(re.escape, ids)) or "(?!)"})"/>.*?</w:pPr>)(.*?)(</w:p>)',
            re.DOTALL,
        )
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                xml = content.decode("utf-8")
                content = form.sub(lambda found: found[1] + closed_up(found[2]) + found[3], xml).encode("utf-8")
            new.writestr(name, content)
    return made.getvalue()
