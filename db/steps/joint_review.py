"""Step 18: what the office writes of opinions: the text that stands for those of an item, and the grade of what was handed in."""

STATEMENTS = (
    "alter table opinion add column merged text not null default ''",
    "alter table submission add column grade text not null default '' check (grade in ('', 'good', 'fair', 'poor'))",
)
