"""What the C library keeps of memory that was let go."""

import subprocess
import sys
import weakref

import pytest

from desktop.host import memory

ON_GLIBC = sys.platform.startswith("linux")
HELD = """
import re, threading
from desktop.host import memory

def held():
    return int(re.search(r"RssAnon:\\s+(\\d+)", open("/proc/self/status").read())[1])

def fill():
    pieces = [bytearray(4_000) for _ in range(10_000)]
    kept.append(pieces[-1])

kept = []
assert memory.bound()
thread = threading.Thread(target=fill)
thread.start()
thread.join()
before = held()
memory.give_back()
print(before - held())
"""


@pytest.mark.skipif(not ON_GLIBC, reason="glibc alone keeps memory")
def test_what_a_thread_let_go_of_returns_to_the_system_though_a_later_piece_is_still_held():
    done = subprocess.run([sys.executable, "-c", HELD], capture_output=True, encoding="utf-8", timeout=20, check=True)

    assert int(done.stdout) > 30_000, "of 40 MB"


def test_another_c_library_is_left_alone(monkeypatch):
    monkeypatch.setattr(memory, "_function", lambda _name: None)

    assert not memory.bound()
    assert not memory.give_back()


def test_another_system_is_not_even_asked(monkeypatch):
    monkeypatch.setattr(memory.sys, "platform", "win32")

    assert memory._function.__wrapped__("malloc_trim") is None


def test_an_answer_made_anew_is_the_same_and_stands_alone():
    """What the work made is gone when the answer is there."""
    made = []

    class Watched(list):
        pass

    def work():
        held = Watched(range(3))
        made.append(weakref.ref(held))
        return (1, list(held), frozenset("甲"))

    assert memory.made_anew(work) == (1, [0, 1, 2], {"甲"})
    assert made[0]() is None


def test_what_an_answer_shares_is_shared_again():
    word = "甲" * 3
    first, second = memory.made_anew(lambda: ([word], [word]))

    assert first == second == [word] and first[0] is second[0] is not word
