"""Step 26: the lanes of a finding, and what a count reads of it, each in one narrow pass.

A rate on a day is read from these two indexes alone: no text of an entry or a finding is deciphered for it. The condition of the
first is `LANE_ROW` of `db/queries/standing.py`; SQLite uses a partial index where a statement says its condition word by word.
"""

STATEMENTS = (
    """
    create index finding_event_lanes on finding_event
        (finding_id, effective_on, place, known_on, presence, claim_state, verdict_state)
        where measure_id is null and (presence is not null or claim_state is not null or verdict_state is not null)
    """,
    "create index finding_counted on finding (id, round_id, unit_id, nature, category1, parent_id, county_leader)",
)
