"""本机检查 tells each concern in a sentence, with its remedy where something is wanting."""

import sys
from datetime import datetime
from pathlib import Path

import pytest

from desktop.host import fonts, network_share, this_pc
from desktop.host.this_pc import AMBER, GREEN, RED

NOW = datetime(2026, 6, 5, 9)


def test_every_concern_is_told_once(tmp_path):
    lines = this_pc.examine(tmp_path, NOW, families=["SimSun"])

    assert [line.title for line in lines] == ["公文字体", "办公软件", "打印机", "输入法", "磁盘", "本机时间"]
    assert all(line.text.endswith("。") and line.tone in (GREEN, AMBER, RED) for line in lines)


def test_missing_fonts_are_told_with_what_stands_in():
    some = this_pc.fonts_line(fonts.choose(["宋体"]))
    whole = this_pc.fonts_line(fonts.choose([fonts.candidates(role)[0] for role in fonts.ROLES]))

    assert (some.tone, whole.tone) == (AMBER, GREEN) and "请安装" in some.text


@pytest.mark.parametrize(("line", "present"), [(this_pc.office_line, "WPS"), (this_pc.printer_line, "HP 1020")])
def test_what_is_not_there_is_asked_for(line, present):
    assert line(present).tone == GREEN and present in line(present).text
    assert line("").tone == AMBER and "请" in line("").text


@pytest.mark.parametrize(
    ("environ", "programs", "tone"),
    [
        ({}, {"fcitx5"}, GREEN),
        ({}, {"ibus-daemon"}, GREEN),
        ({"QT_IM_MODULE": "fcitx"}, {"fcitx"}, RED),
        ({"QT_IM_MODULE": "fcitx"}, {"fcitx5"}, GREEN),
        ({}, {"bash"}, AMBER),
    ],
)
def test_chinese_input_on_linux(environ, programs, tone):
    before = dict(environ)

    assert this_pc.input_line(environ, programs, "linux").tone == tone
    assert environ == before


def test_on_windows_the_system_has_its_own_input_method():
    assert this_pc.input_line({}, (), "win32").tone == GREEN


@pytest.mark.parametrize(("free", "tone"), [(100 * 1024**2, RED), (1024**3, AMBER), (50 * 1024**3, GREEN)])
def test_room_on_the_disk(tmp_path, monkeypatch, free, tone):
    monkeypatch.setattr(this_pc.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": free}))

    assert this_pc.disk_line(tmp_path / "还没有" / "办.ledger").tone == tone


def test_a_share_suits_no_ledger(tmp_path, monkeypatch):
    monkeypatch.setattr(network_share, "look_at", lambda _path: network_share.Place(network=True, removable=False))

    assert this_pc.disk_line(tmp_path) == this_pc.Line("disk", "磁盘", RED, network_share.NETWORK_REASON)


@pytest.mark.skipif(sys.platform != "win32", reason="drives have letters there")
def test_a_drive_that_is_not_there_is_told():
    assert "没有接上" in this_pc.disk_line(Path("Q:\\台账")).text


def test_a_clock_before_the_program_was_made_is_wrong():
    assert this_pc.clock_line(datetime(2009, 1, 1)).tone == RED
    assert this_pc.clock_line(NOW).text == "2026-06-05 09:00。"
