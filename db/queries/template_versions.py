"""The versions of the office's own templates: which file, who put it in force, when and why."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """One version of a kind's template; `removed` is 1 where it was given up or its installing taken back."""

    id: int
    version: int
    sha256: str
    file_name: str
    recorded_at: str
    user_name: str
    reason: str
    removed: int


def versions_of(reader: Reader, kind: str) -> tuple[TemplateVersion, ...]:
    """Every version that ever was in force, newest first; who, when and why are those of the action that entered it."""
    return reader.rows(
        TemplateVersion,
        """
        select file.id, version, sha256, file_name, coalesce(recorded_at, ''), coalesce(user_name, ''), coalesce(reason, ''),
               removed_in is not null
          from template_file as file
          left join action on action.id = (
               select min(action_id) from change_log
                where table_name = 'template_file' and row_id = file.id and verb = 'insert')
         where file.kind = ? order by version desc, file.id desc
        """,
        (kind,),
    )
