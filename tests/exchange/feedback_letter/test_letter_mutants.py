"""X2: damaged Word files are read with every paragraph accounted for, or refused; none crashes, hangs or swells."""

import time

import pytest

from desktop.errors import Refused
from desktop.exchange.feedback_letter.reading import letter_of
from desktop.exchange.word_reading.word_source import read_word_bytes
from tests.exchange.composed_letters import composed
from tests.exchange.sample_letters import CASES, check_law, expectation
from tests.exchange.word_files import word_file
from tests.exchange.word_mutants import KINDS, mutant
from tests.memory import peak_kib

_SLOWEST = 2.0
_MOST_MEMORY = 600 * 1024
"""Kilobytes that the process may grow by over all variants."""


def judge(data, name):
    """One variant: in time, and either refused with a reason or accounted for."""
    began = time.process_time()
    try:
        text = read_word_bytes(data, name)
        letter = letter_of(text)
    except Refused as refusal:
        assert refusal.reason in ("corrupt", "too_large", "encrypted", "not_a_document"), name
        assert name in str(refusal)
        return False
    finally:
        assert time.process_time() - began < _SLOWEST, name
    check_law(text, letter)
    return True


def run(sources, seeds, kinds=tuple(KINDS)):
    before = peak_kib()
    read = refused = 0
    for kind in kinds:
        for seed in seeds:
            for place, data in enumerate(sources):
                if judge(mutant(data, kind, seed * 100 + place), f"{kind} {seed} {place}.docx"):
                    read += 1
                else:
                    refused += 1
    assert peak_kib() - before < _MOST_MEMORY
    return read, refused


def samples():
    return [expectation(case)[0].read_bytes() for case in CASES]


def letters(count):
    return [word_file(made.typed if seed % 2 else made.automatic) for seed in range(count) if (made := composed(seed))]


def test_thirty_variants_of_a_letter_are_accounted_for_or_refused():
    light = [kind for kind in KINDS if not kind.startswith(("many", "bomb", "long", "deep"))]

    read, refused = run(letters(1), range(4), light)

    assert read + refused >= 30
    assert read and refused


@pytest.mark.acceptance
@pytest.mark.timeout(900)
def test_five_hundred_variants_are_accounted_for_or_refused():
    read, refused = run([*samples(), *letters(5)], range(4))

    assert read + refused >= 500
    assert min(read, refused) > 100
