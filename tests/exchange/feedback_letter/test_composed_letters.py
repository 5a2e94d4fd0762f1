"""D15: letters composed at random come out as RULES §9 has it, with typed and with automatic numbers alike."""

import pytest

from desktop.exchange.feedback_letter.reading import letter_of
from desktop.exchange.word_reading.word_source import read_word_bytes
from tests.exchange.composed_letters import composed
from tests.exchange.sample_letters import check_law
from tests.exchange.word_files import word_file


def read(body):
    text = read_word_bytes(word_file(body), "x.docx")
    letter = letter_of(text)
    check_law(text, letter)
    return text, letter


def told(letter):
    return [
        {"path": one.path, "text": one.text, "paras": one.paras, "lead": one.lead, "points": one.points}
        for one in letter.findings
    ]


@pytest.mark.parametrize("start", range(0, 300, 25))
def test_every_composed_letter_is_read_whole_whichever_way_it_is_numbered(start):
    for seed in range(start, start + 25):
        made = composed(seed)
        text, typed = read(made.typed)
        _text, automatic = read(made.automatic)

        assert text.count == made.count, seed
        assert typed.unit == made.unit, seed
        assert told(typed) == made.wanted, seed
        assert told(automatic) == made.wanted, seed
        assert [(one.para, one.reason) for one in typed.context] == [
            (one.para, one.reason) for one in automatic.context
        ], seed
        assert typed.counts()["没有认出"] == 0, seed
