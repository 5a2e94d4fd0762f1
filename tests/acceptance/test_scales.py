"""Every page at the scales that office PCs have, and in high contrast: no word cut, no control lost, nothing painted over, all of it readable."""

import json
import os
import subprocess
import sys

import pytest

from desktop.operations.demonstration import build
from desktop.ui.pages import PAGES

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(3600)]


def walked(folder, scale, *options):
    """What the window says of its pages at a scale."""
    place = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale), "INSPECTION_LEDGER_HOME": str(folder / "home"),
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.acceptance.window_at_scale", str(folder), *options]
    done = subprocess.run(command, env=place, stdout=subprocess.PIPE, encoding="utf-8", timeout=3000, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("options", [(), ("--contrast",)], ids=["standard", "high contrast"])
@pytest.mark.parametrize("scale", [1, 1.25, 1.5, 2])
def test_every_page_stands_whole_and_readable_at_every_scale(tmp_path, scale, options):
    told = walked(tmp_path, scale, *options)

    assert [line["page"] for line in told] == [entry.key for entry in PAGES]
    assert {line["scale"] for line in told} == {scale}
    assert {line["page"]: line["faults"] for line in told if line["faults"]} == {}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """The folder of the demonstration: long names, long sentences, many rows."""
    folder = tmp_path_factory.mktemp("shown") / "demo.ledger"
    build.build(folder).close()
    return folder


def test_every_tab_of_every_page_stands_whole_at_1366_by_728(tmp_path, demonstration):
    """The screen that offices have: nothing wider or higher than its window without a bar, no word cut without …, nothing over another."""
    told = walked(tmp_path, 1, "--tabs", "--size", "1366x728", "--demo", str(demonstration))

    names = [line["page"] for line in told]
    assert {name.split(" › ")[0] for name in names} == {entry.key for entry in PAGES}
    assert len(names) == len(set(names)) and sum(" › " in name for name in names) > 100
    assert {line["page"]: line["faults"] for line in told if line["faults"]} == {}


def test_words_that_do_not_stand_out_are_found(qtbot):
    from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

    from tests.acceptance.window_at_scale import faint

    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for colour in ("#000000", "#BBBBBB"):
        label = QLabel(f"整改时限 {colour}")
        label.setStyleSheet(f"color: {colour}; background: #FFFFFF")
        layout.addWidget(label)
    window.show()
    assert [said.split()[1] for said in faint(window)] == ["#BBBBBB"]
