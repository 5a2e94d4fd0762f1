"""W-9: the demonstration just made is the first that the window's first page offers."""

from desktop import settings
from desktop.cli.whole_commands import _offer
from desktop.host.paths import settings_file


def test_the_demonstration_just_made_is_offered_first_and_once(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "home"))
    for name in ("a", "demo", "b", "demo"):
        _offer(tmp_path / name / "demo.ledger")
    assert [each.split("/")[-2] for each in settings.load(settings_file()).recent_ledgers] == ["demo", "b", "a"]


def test_preferences_that_cannot_be_kept_are_no_failure_of_the_demonstration(tmp_path, monkeypatch):
    """S-2"""
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "home"))
    settings_file().mkdir(parents=True)
    _offer(tmp_path / "demo.ledger")
