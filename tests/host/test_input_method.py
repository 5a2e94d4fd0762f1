import pytest

from desktop.host import input_method


@pytest.mark.parametrize(
    "environ",
    [{"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "fcitx5"}, {"XMODIFIERS": "@im=fcitx"}],
)
def test_qt_is_led_to_ibus_when_fcitx5_runs(environ):
    note = input_method.prepare(environ, {"fcitx5", "dbus-daemon"}, platform="linux")

    assert environ["QT_IM_MODULE"] == "ibus"
    assert note is None


def test_with_fcitx4_the_clerk_is_told_and_nothing_is_changed():
    environ = {"QT_IM_MODULE": "fcitx"}

    note = input_method.prepare(environ, {"fcitx"}, platform="linux")

    assert environ == {"QT_IM_MODULE": "fcitx"}
    assert "fcitx" in note


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}, "linux"),
        ({}, "linux"),
        ({"QT_IM_MODULE": "fcitx"}, "win32"),
    ],
)
def test_other_sessions_are_left_alone(environ, platform):
    before = dict(environ)

    assert input_method.prepare(environ, {"fcitx5"}, platform) is None
    assert environ == before


def test_running_programs_are_read_from_the_process_table(tmp_path):
    for number, name in (("1", "init"), ("77", "fcitx5")):
        (tmp_path / number).mkdir()
        (tmp_path / number / "comm").write_text(name + "\n", encoding="utf-8")
    (tmp_path / "meminfo").write_text("", encoding="utf-8")
    (tmp_path / "78").mkdir()

    assert input_method.running_programs(tmp_path) == {"init", "fcitx5"}
