from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop import settings as preferences
from desktop.errors import KnownError
from desktop.settings import Settings, load, save

# a surrogate alone cannot be written as UTF-8, no keyboard gives one
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scalars = st.one_of(words, st.booleans(), st.integers(-(2**40), 2**40))


def test_a_pc_without_a_settings_file_gets_the_defaults(tmp_path):
    assert load(tmp_path / "settings.toml") == Settings()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    mark=words,
    ledgers=st.lists(words, max_size=3),
    points=st.sampled_from(preferences.FONT_SIZES),
    window=st.dictionaries(words, scalars, max_size=3),
    unknown=st.dictionaries(
        words.filter(lambda name: name not in {entry.name for entry in fields(Settings)}),
        st.one_of(scalars, st.lists(words, max_size=2), st.dictionaries(words, scalars, min_size=1, max_size=2)),
        max_size=3,
    ),
)
def test_what_is_saved_is_what_is_loaded(tmp_path, mark, ledgers, points, window, unknown):
    kept = Settings(
        machine_mark=mark, recent_ledgers=tuple(ledgers), font_points=points, window=window, unknown=unknown
    )

    save(kept, tmp_path / "settings.toml")

    assert load(tmp_path / "settings.toml") == kept


def test_keys_of_a_later_version_survive_a_save(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text('font_points = 12\nnew_key = "later"\n[new_table]\nx = 1\n', encoding="utf-8")

    save(replace(load(path), density="compact"), path)

    assert load(path) == Settings(
        font_points=12, density="compact", unknown={"new_key": "later", "new_table": {"x": 1}}
    )


@pytest.mark.parametrize(
    "line", ["font_points = 99", "font_points = true", 'density = "大"', "recent_ledgers = [1]", "machine_mark = 3"]
)
def test_a_value_of_the_wrong_kind_gives_the_default(tmp_path, line):
    (tmp_path / "settings.toml").write_text(line, encoding="utf-8")

    assert load(tmp_path / "settings.toml") == Settings()


def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("font_points = = 3", encoding="utf-8")

    with pytest.raises(KnownError, match="已损坏"):
        load(path)

    assert path.read_text(encoding="utf-8") == "font_points = = 3"


def test_saving_leaves_no_temporary_file(tmp_path):
    save(Settings(), tmp_path / "new folder" / "settings.toml")

    assert [path.name for path in (tmp_path / "new folder").iterdir()] == ["settings.toml"]
