"""I2: thousands of damaged and hostile updates and pointers: the whole update, or a refusal in words; nothing beside its folder."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings

from tests import updates
from tests.exchange.test_update_file import damaged, read
from tests.host import test_versions
from tests.operations.updating.test_strange_updates import LISTS, stays_inside

TIMES = 2_000
MANY = settings(max_examples=TIMES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

pytestmark = pytest.mark.acceptance
folder = test_versions.folder


def test_no_damage_changes_what_is_taken(tmp_path):
    whole = updates.update(tmp_path)
    expected, seen = read(whole), []
    for number in range(1_000_000, 1_000_000 + TIMES):
        seen.append(damaged(whole, tmp_path / "update.xcupd", number))
        assert seen[-1] in (None, expected), number
    assert seen.count(None) > TIMES / 2  # most damage is seen, and some means nothing


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_update_writes_or_leads_outside_its_folder():
    seen = []

    @MANY
    @given(files=LISTS)
    def tried(files):
        seen.append(stays_inside(files))

    tried()
    assert seen.count(True) > TIMES / 20


def test_whatever_the_pointer_holds_it_is_one_of_versions_or_none(folder):
    @MANY
    @given(told=test_versions.ANY_JSON)
    def tried(told):
        test_versions.understood(folder, told)

    tried()
