"""Step 12: the register of prints and exports says by which way a file left and where to; a letter keeps the file that was approved."""

STATEMENTS = (
    "alter table export_record add column way text not null default ''",
    "alter table export_record add column destination text not null default ''",
    "alter table letter add column approved_sha256 text not null default ''",
)
