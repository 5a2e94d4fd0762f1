"""D4: the office's seal, where it has a picture of it; else an empty place of the same size, to be sealed by hand."""

from __future__ import annotations

import pytest

from desktop.errors import KnownError
from desktop.operations.office import set_up
from desktop.operations.papers import making
from desktop.operations.papers.office import SEAL_BYTES, seal_setting
from tests.builders import EVERYONE
from tests.documents.papers import PNG
from tests.operations.papers.conftest import asked


def seal_of(office):
    [one] = making.gather(office[0].writing(), asked(office[1], office[2]))
    return one.words["印章"]


def test_the_seal_of_a_letter_is_the_offices_picture_d4(office):
    empty = seal_of(office)
    set_up(office[0], EVERYONE, {"seal_picture": seal_setting(PNG)})

    assert empty.png.startswith(b"\x89PNG") and empty.size == (42, 42)
    assert seal_of(office).png == PNG


@pytest.mark.parametrize(("data", "said"), [(b"GIF89a", "不是 PNG"), (PNG + bytes(SEAL_BYTES), "太大")])
def test_what_is_no_picture_of_a_seal_says_why_d4(data, said):
    with pytest.raises(KnownError, match=said):
        seal_setting(data)
