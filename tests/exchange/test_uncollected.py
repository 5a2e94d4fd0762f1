"""Reading pauses the collector, and what paused it before stays as it was."""

import gc

from desktop.exchange.uncollected import uncollected


def test_the_collector_rests_while_a_file_is_read_and_works_again_after_a_damaged_one():
    try:
        with uncollected():
            assert not gc.isenabled()
            raise ValueError("damaged")
    except ValueError:
        assert gc.isenabled() and gc.get_freeze_count() == 0


def test_who_had_stopped_it_finds_it_stopped():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
