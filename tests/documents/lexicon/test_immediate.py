"""Words of the notice of what is put right at once: the clerk may type what no register says."""

from desktop.documents.lexicon.immediate import WORDS


def test_the_clerk_types_days_demand_and_what_was_said_before():
    assert {word.name for word in WORDS if word.typed} == {"巡察组", "限期天数", "整改要求", "再次"}
