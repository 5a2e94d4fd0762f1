from pathlib import Path

from desktop.host import paths


def test_resources_and_templates_lie_beside_the_rooms_when_run_from_source():
    assert paths.resource("icons").is_dir()
    assert paths.templates_folder().is_dir()


def test_a_frozen_program_looks_where_it_was_unpacked(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)

    assert paths.resource("icons") == tmp_path / "resources" / "icons"
    assert paths.templates_folder() == tmp_path / "templates_docx"


def test_settings_and_logs_lie_in_the_folder_that_the_environment_names(tmp_path):
    environ = {paths.HOME_VARIABLE: str(tmp_path / "U盘" / "程序数据")}

    assert paths.settings_file(environ).parent == tmp_path / "U盘" / "程序数据"
    assert paths.log_folder(environ).is_dir()


def test_without_the_variable_the_users_own_data_folder_is_taken(monkeypatch, tmp_path):
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, appauthor: str(tmp_path / name))

    assert paths.data_folder({}) == tmp_path / paths.NAME


def test_the_proposed_place_for_ledgers_is_not_made_by_asking():
    assert isinstance(paths.ledgers_folder(), Path)
    assert paths.ledgers_folder().name == "巡察整改台账"
