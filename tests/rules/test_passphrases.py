import pytest

from desktop.rules.passphrases import fault_of


@pytest.mark.parametrize("passphrase", ["一二三四五六七八九十", "correct horse 42", "Xc2026#台账登记"])
def test_ten_different_signs_will_do(passphrase):
    assert fault_of(passphrase, "李建国") == ""


@pytest.mark.parametrize(
    ("passphrase", "part"),
    [
        ("短口令", "只有 3 个字符"),
        (" 前面有空格的口令啊", "空格"),
        ("aaaaaaaaaaaa", "少于 4 个"),
        ("1234567890", "连续"),
        ("李建国的口令口令在此", "姓名"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(passphrase, part):
    assert part in fault_of(passphrase, "李建国")


@pytest.mark.parametrize("run", ["1234567890", "0123456789", "9876543210", "0987654321", "abcdefghij", "jihgfedcba"])
def test_a_run_up_or_down_is_no_passphrase_and_one_step_aside_is_none(run):
    assert "连续" in fault_of(run)
    assert fault_of(run[:4] + "#" + run[5:]) == ""


def test_the_bounds_are_ten_signs_and_four_different_ones():
    assert "只有 9 个字符" in fault_of("abcdxyzw1")
    assert fault_of("abcdxyzw12") == ""
    assert "少于 4 个" in fault_of("abcabcabca")
    assert fault_of("abcdabcdda") == ""
    assert fault_of("李建国的口令口令在此", "") == "" and fault_of("李建国的口令口令在此", "王敏") == ""
    assert "空格" in fault_of("后面有空格的口令啊 ")


def test_full_width_signs_are_what_they_look_like():
    assert "连续" in fault_of("１２３４５６７８９０")
