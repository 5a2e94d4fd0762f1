import subprocess
import sys

from desktop.later import Later

UNUSED = "import sys; from desktop.later import Later; one = Later('fractions'); print('fractions' in sys.modules); one.Fraction; print('fractions' in sys.modules)"


def test_a_module_is_loaded_when_something_of_it_is_first_used():
    told = subprocess.run([sys.executable, "-c", UNUSED], capture_output=True, encoding="utf-8", check=True).stdout
    assert told.split() == ["False", "True"]


def test_what_is_put_into_it_stands_in_the_module_itself(monkeypatch):
    import fractions

    monkeypatch.setattr(Later("fractions"), "Fraction", 7)
    assert (fractions.Fraction, Later("fractions").Fraction) == (7, 7)
    monkeypatch.undo()
    assert Later("fractions").Fraction is fractions.Fraction != 7
