"""The story in the order in which it was entered."""

from __future__ import annotations

from desktop.operations.demonstration import extract


def test_it_ends_on_its_own_day_and_tells_of_units_and_rounds(whole_story):
    assert whole_story.today == whole_story.county["as_of"]
    assert list(whole_story.units()) == [unit["id"] for unit in whole_story.county["units"]]
    assert all(key == unit["id"] for key, unit in whole_story.units().items())
    assert [one["number"] for one in whole_story.rounds()] == [one["number"] for one in whole_story.county["rounds"]]


def test_entries_come_by_the_day_of_entry_then_by_date_and_the_word_of_the_office_last(whole_story):
    found = extract.steps(whole_story.findings)
    places = {"give": 0, "measure_done": 1, "split": 2, "merge": 2, "claim": 3}

    def order(step):
        closed = step.event.get("status") == "done"
        return step.recorded, step.on, places.get(step.event["type"], 5 if closed else 4)

    assert [order(step) for step in found] == sorted(order(step) for step in found)


def test_every_event_is_played_once_but_the_entry_of_what_a_split_makes(whole_story):
    found = extract.steps(whole_story.findings)
    played = {(step.finding["number"], id(step.event)) for step in found if step.measure is None}
    made = {n for one in whole_story.findings for e in one["events"] if e["type"] == "split" for n in e["into"]}
    events = {
        (one["number"], id(event))
        for one in whole_story.findings
        for event in one["events"]
        if not (event["type"] == "give" and one["number"] in made)
    }
    assert made and played == events


def finding(done_on, *closed):
    events = [{"type": "give", "recorded": "2026-03-10", "on": "2026-03-10"}]
    events += [{"type": "verify", "status": "done", "recorded": day, "on": day} for day in closed]
    return {"number": "15-06-0001", "events": events, "measures": [{"no": "1", "done_on": done_on}]}


def done_on(*told):
    return [step.on for step in extract.steps([finding(*told)]) if step.measure is not None]


def test_a_measure_is_done_on_its_day_but_before_the_close_out_and_never_before_it_was_given():
    first, second = "2026-04-10", "2026-05-10"
    assert done_on("2026-04-01", first) == ["2026-04-01"]
    assert done_on(first, first) == [first]
    assert done_on("2026-04-11", first) == [first]
    assert done_on(None, first, second) == [first, second]
    assert done_on("2026-03-01") == ["2026-03-10"]
    assert done_on(None) == []
