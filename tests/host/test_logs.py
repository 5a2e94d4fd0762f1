import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.host import logs


@pytest.fixture
def log_file(tmp_path):
    yield logs.start(tmp_path)
    logs.stop()


def test_the_log_keeps_english_sentences_as_they_are(log_file):
    logging.getLogger("desktop").info("ledger opened in %d ms", 120)

    assert "INFO desktop: ledger opened in 120 ms" in log_file.read_text(encoding="utf-8")


def test_ledger_contents_in_a_traceback_do_not_reach_the_log(log_file):
    try:
        raise ValueError("县农业农村局 13800001234 违规发放补贴")
    except ValueError:
        logging.getLogger("desktop").exception("a page broke")

    text = log_file.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_logs.py" in text
    assert "农业" not in text
    assert "13800001234" not in text


@given(st.text(alphabet="巡察整改台账𠮷㛃䶮，。（）", min_size=1))
def test_no_chinese_character_survives_not_even_a_rare_one(text):
    assert not set(text) & set(logs.without_contents(f"row {text} end"))


def test_a_second_start_moves_the_log_and_writes_each_line_once(tmp_path):
    (tmp_path / "a").mkdir()
    first = logs.start(tmp_path / "a")
    second = logs.start(tmp_path)
    logging.getLogger("desktop").warning("once")
    logs.stop()

    assert second.read_text(encoding="utf-8").count("once") == 1
    assert not first.exists()


def test_the_log_rotates_and_keeps_a_bounded_number_of_files(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "BYTES_PER_FILE", 200)
    logs.start(tmp_path)

    for number in range(100):
        logging.getLogger("desktop").info("event %d", number)
    logs.stop()

    assert len(list(tmp_path.iterdir())) == logs.KEPT_FILES + 1
