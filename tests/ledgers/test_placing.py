"""Who is meant by a name in a team: those of the pool who are written so, else the text itself; and when a team is with its units."""

from types import SimpleNamespace

import pytest

from db.queries.teams import Pooled
from desktop.ledgers import placing
from desktop.ledgers.placing import Placing, Team
from desktop.rules.team_rules import Stay

POOL = (Pooled(1, "R01", "林知远", "纪检"), Pooled(2, "R02", "林知远", "财审"), Pooled(3, "R03", "王敏", ""))


@pytest.fixture
def found(monkeypatch):
    monkeypatch.setattr(placing.queries, "pool", lambda _reader: POOL)
    return Placing(None)


def test_a_name_may_mean_several_a_number_means_one_and_a_stranger_is_only_a_text(found):
    assert found.keys("林知远") == {1, 2} and found.keys("R02") == found.keys("林知远（R02）") == {2}
    assert found.keys("外人") == {"外人"} and not found.in_pool("外人") and found.in_pool("王敏")


def test_what_people_know_is_what_the_pool_says_of_any_of_them(found):
    assert (
        found.specialties(("林知远", "王敏", "外人")) == {"纪检", "财审"}
        and found.specialties(("王敏",)) == frozenset()
    )


def test_everybody_of_a_team_is_known_by_key(found):
    team = Team(1, "一组", 1, "第六轮", Stay(), ("R02", "王敏", "外人"), frozenset())
    assert found.keys_of(team) == {2, 3, "外人"}


@pytest.mark.parametrize(("own", "stay"), [
    ((None, None), ("2026-03-01", "2026-04-30")), (("2026-03-05", None), ("2026-03-05", "2026-04-30")), ((None, "2026-04-01"), ("2026-03-01", "2026-04-01")),
])  # fmt: skip
def test_a_team_stays_by_its_own_days_else_by_those_of_its_round(own, stay):
    days = SimpleNamespace(on_site_from="2026-03-01", on_site_to="2026-04-30", feedback_on="2026-06-01")
    assert placing._stay(*own, days) == Stay(*stay)
    open_end = SimpleNamespace(on_site_from="2026-03-01", on_site_to=None, feedback_on="2026-06-01")
    assert placing._stay(None, None, open_end).to_on == "2026-06-01"


def test_a_team_has_ended_only_behind_its_last_day():
    def ended(to_on):
        return Team(1, "一组", 1, "第六轮", Stay("2026-03-01", to_on), (), frozenset()).has_ended("2026-04-30")

    assert ended("2026-04-29") and not ended("2026-04-30") and not ended(None)
