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
