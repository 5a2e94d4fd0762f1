"""What rendering a .docx for a check needs on Debian: stand-ins for the fonts that official papers name, and a fontconfig file.

usage: install_rendering.py FOLDER    writes FOLDER/fonts.conf; set FONTCONFIG_FILE to it. Standard library only.

Fandol stands for 仿宋, 楷体, 黑体 and 宋体, its bold Song for 方正小标宋. It is taken out of a Debian package without installing it,
because that package pulls in a whole TeX. Nothing of it goes into the program.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGES = {"texlive-lang-chinese": "Fandol*.otf", "fonts-hanazono": "HanaMin*.ttf"}
"""Debian package → its files that are kept: Fandol for the official faces, Hanazono for rare characters of names (𠮷)."""
STAND_INS = {
    "FandolFang": ("仿宋_GB2312", "仿宋", "FangSong", "方正仿宋_GBK"),
    "FandolKai": ("楷体_GB2312", "楷体", "KaiTi", "方正楷体_GBK"),
    "FandolHei": ("黑体", "SimHei", "方正黑体_GBK"),
    "FandolSong": ("宋体", "SimSun", "NSimSun", "方正书宋_GBK"),
}
BOLD_STAND_INS = {"FandolSong": ("方正小标宋简体", "方正小标宋_GBK", "华文中宋")}
BOLD = '<edit name="weight" mode="assign"><const>bold</const></edit>'


def main(folder: Path) -> int:
    """Fetch the fonts once, write the configuration always (the folder may have moved)."""
    folder = folder.resolve()
    if not all(any((folder / "fandol").glob(pattern)) for pattern in PACKAGES.values()):
        fetch_fonts(folder / "fandol")
    (folder / "fonts.conf").write_text(configuration(folder), encoding="utf-8")
    return 0


def fetch_fonts(target: Path) -> None:
    """Download the packages, unpack them aside and keep their fonts."""
    with tempfile.TemporaryDirectory() as aside:
        new = target.with_name("fandol.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for package, pattern in PACKAGES.items():
            unpacked = Path(aside, package)
            unpacked.mkdir()
            download(package, unpacked)
            for font in unpacked.rglob(pattern):
                if font.is_file():
                    shutil.copy(font, new / font.name)
        shutil.rmtree(target, ignore_errors=True)
        new.rename(target)


def download(package: str, folder: Path) -> None:
    """One package into a folder, unpacked; a failed download is tried again."""
    # apt changes to a user of its own that may not write here
    command = ["apt-get", "download", "-q", "-o", "APT::Sandbox::User=root", "-o", "Acquire::Retries=3", package]
    for _attempt in range(3):
        if subprocess.run(command, cwd=folder, check=False).returncode == 0:
            break
    else:
        raise SystemExit(f"cannot download {package}; run `apt-get update` as root and try again")
    [archive] = folder.glob("*.deb")
    subprocess.run(["dpkg", "-x", str(archive), str(folder)], check=True)


def configuration(folder: Path) -> str:
    """The fontconfig file: these fonts, the system's, and the aliases."""
    lines = ['<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>']
    lines.append(f"  <dir>{folder}/fandol</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/cache</cachedir>")
    for table, extra in ((STAND_INS, ""), (BOLD_STAND_INS, BOLD)):
        for stand_in, names in table.items():
            lines += [alias(name, stand_in, extra) for name in names]
    return "\n".join([*lines, "</fontconfig>", ""])


def alias(name: str, stand_in: str, extra: str) -> str:
    """One font name led to another family."""
    return (
        f'  <match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{stand_in}</string></edit>{extra}</match>'
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
