"""E1: a package in which any byte is another, or that was cut, is refused before anything of it is looked at."""

import random

import pytest

from desktop.errors import KnownError
from desktop.exchange import package_file
from desktop.exchange.package_file import PAST, Head

CONTENT = '{"form":"package","nodes":[["甲",1]]}'.encode() * 50


@pytest.fixture(scope="module")
def whole():
    secret, public = package_file.new_secret()
    head = Head(
        "office", "李建国（甲机）", "乙机", "2026-06-05T09:00:00", public, PAST, package_file.new_salt(), {"finding": 1}
    )
    key = package_file.lock_of(PAST, b"x" * 32, head.salt)
    return package_file.sealed(head, CONTENT, key, secret)


def read(tmp_path, content, secret=b"x" * 32):
    path = tmp_path / "a.xcpkg"
    path.write_bytes(content)
    package = package_file.opened(path)
    return package_file.content(package, [package_file.lock_of(PAST, secret, package.head.salt)])


def test_what_was_sealed_is_read(tmp_path, whole):
    assert read(tmp_path, whole) == CONTENT
    assert len(package_file.opened(tmp_path / "a.xcpkg").head.fingerprint) == 19


def test_every_byte_counts(tmp_path, whole):
    dice = random.Random(7)
    places = {*range(12), *range(len(whole) - 70, len(whole)), *dice.sample(range(len(whole)), 150)}
    for place in sorted(places):
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        with pytest.raises(KnownError) as refused:
            read(tmp_path, bytes(changed))
        assert refused.value.kind in ("tampered", "not_a_package"), place


@pytest.mark.parametrize("length", [0, 5, 11, 200, -1, -64, -100])
def test_a_package_that_was_cut_or_lengthened_is_refused(tmp_path, whole, length):
    for content in (whole[:length], whole + b"0"):
        with pytest.raises(KnownError):
            read(tmp_path, content)


def test_signed_anew_by_another_it_shows_another_fingerprint_and_stays_closed(tmp_path, whole):
    package_path = tmp_path / "a.xcpkg"
    package_path.write_bytes(whole)
    former = package_file.opened(package_path).head
    secret, public = package_file.new_secret()
    forged = package_file.sealed(
        Head("office", former.sender, "", former.made_at, public, PAST, former.salt, {}), b'{"nodes":[]}',
        package_file.lock_of(PAST, b"y" * 32, former.salt), secret,
    )  # fmt: skip
    package_path.write_bytes(forged)
    assert package_file.opened(package_path).head.fingerprint != former.fingerprint
    with pytest.raises(KnownError) as refused:
        read(tmp_path, forged)
    assert refused.value.kind == "closed"


def test_another_secret_does_not_open_it(tmp_path, whole):
    with pytest.raises(KnownError) as refused:
        read(tmp_path, whole, b"z" * 32)
    assert refused.value.kind == "closed"


def test_a_package_that_ends_within_its_signature_is_told_as_cut(tmp_path, whole):
    begin = whole.index(b"{")
    signed = begin + int.from_bytes(whole[begin - 4 : begin], "big")
    with pytest.raises(KnownError) as refused:
        read(tmp_path, whole[: signed + 63])
    assert refused.value.kind == "not_a_package"
