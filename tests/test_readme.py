"""The README is held to the program: its commands exist and its map names every room."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under one heading of the second level."""
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_the_first_fenced_block_holds_exactly_the_two_commands():
    first = re.search(r"^```\w*\n(.*?)^```$", README, re.MULTILINE | re.DOTALL).group(1)

    assert first.splitlines() == ["python3 build_installer.py demo", "python3 build_installer.py test"]


def test_every_command_of_build_installer_that_the_readme_names_exists():
    named = set(re.findall(r"build_installer\.py (\w+)", README))
    told = subprocess.run(
        [sys.executable, str(ROOT / "build_installer.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )

    assert named == {"demo", "test", "build"}
    assert named <= set(re.findall(r"build_installer\.py (\w+)", told.stdout))


def test_an_unknown_command_is_wrong_usage():
    answer = subprocess.run([sys.executable, str(ROOT / "build_installer.py"), "instal"], capture_output=True)

    assert answer.returncode == 2


def test_the_map_names_every_room():
    rooms = {path.name for path in (ROOT / "desktop").iterdir() if path.is_dir() and path.name != "__pycache__"}
    rooms |= {path.name for path in ROOT.iterdir() if path.is_dir() and path.name in ("db", "resources", "tests")}

    words = set(re.findall(r"\w+", section("The map")))

    assert rooms <= words
    assert "templates_docx" in words


def test_the_recipes_name_places_that_exist():
    places = re.findall(
        r"`((?:db|documents|ledgers|exchange|statistics|rules)/[\w/]*?)(?:x\.py|\w+\.py)?`", section("How to add")
    )

    assert section("How to add").count("\n| a") >= 6
    for place in places:
        assert (ROOT / place).is_dir() or (ROOT / "desktop" / place).is_dir(), place


@pytest.mark.parametrize(
    "term", ["finding", "counting_basis", "close_out", "supervision_letter", "retract", "lead", "principal_unit"]
)
def test_the_glossary_holds_the_words_of_the_field(term):
    assert re.search(rf"\b{term}\b", section("Glossary"))


def test_what_could_not_be_run_is_said_plainly():
    for place in ("Windows", "WPS", "Kylin"):
        assert place in section("What was not run")


def test_the_clerk_finds_a_page_in_chinese():
    for word in ("新建账本", "导入", "登记进展", "销号", "整改率", "督办函", "打印", "备份", "恢复"):
        assert word in section("写给经办人")
