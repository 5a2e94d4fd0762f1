"""Step 29: which organ deals with what a county leader wrote on a copy (pages.md §15: a 批示 with 承办 is a task of its own)."""

STATEMENTS = ("alter table copy_report add column assigned_to text not null default ''",)
