"""The rows above a head: titles, fill-in lines, instructions, and section titles that hold for the table below."""

from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.row_words import (
    is_fill_in,
    is_kind_of_finding,
    is_note,
    is_serial,
    is_title,
    names_the_unit,
    section_of,
)
from desktop.exchange.list_reading.sections import Sections, UnitSources
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.normalise.unit_names import UnitRegister, looks_like_a_unit


class Preamble:
    """Takes the rows above heads one by one and notes what they say."""

    def __init__(
        self,
        page: Page,
        register: UnitRegister,
        sections: Sections,
        sources: UnitSources,
        ignored: list[tuple[int, str]],
    ) -> None:
        self._page, self._register = page, register
        self._sections, self._sources, self._ignored = sections, sources, ignored
        self.titles: set[str] = set()
        self.orphans: list[int] = []
        """Numbered rows above a head: findings whose own head is missing; they are told, never dropped."""

    def take(self, row: int, first_table: bool) -> bool:
        """Put the row aside with its reason; whether it says that another unit's findings follow."""
        texts = list(dict.fromkeys(cell.text for cell in self._page.own(row).values()))
        if any(is_fill_in(text) for text in texts):
            if any(names_the_unit(text) for text in texts):
                self._sources.note_fill_in(" ".join(texts))
            reason = "fill_in_line"
        elif len(texts) > 2 and is_serial(texts[0]):
            self.orphans.append(row)
            return False
        elif len(texts) > 1:
            reason = "fill_in_line"
        elif is_note(texts[0]) or self._explains(texts[0]):
            reason = "note"
        else:
            return self._title(row, texts[0], first_table)
        self._ignored.append((row, reason))
        return False

    def _explains(self, text: str) -> bool:
        """A sentence above a head, or a numbered line after one, is an instruction: units in it name nothing."""
        after_note = bool(self._ignored) and self._ignored[-1][1] == "note"
        return squeezed(text).endswith(("。", "；", ";")) or (after_note and section_of(text).level > 2)

    def _title(self, row: int, text: str, first_table: bool) -> bool:
        section, bare = section_of(text), squeezed(text)
        unit = (
            self._register.in_title(section.words)
            if section.level or not is_title(text)
            else self._register.find(section.words)
        )
        if not unit and self._sections.stands_beside_units(section.level) and not is_title(text):
            unit = section.words if looks_like_a_unit(section.words) else None
        if unit:
            changes = unit != (self._sections.unit or self._sources.fallback)
            self._sections.open_unit(section.level, unit)
            self._ignored.append((row, "unit_row"))
            return changes
        if bare not in self.titles and (section.level in (1, 2) or (not first_table and is_kind_of_finding(text))):
            self._sections.open_category(section.level, section.words)
            self._ignored.append((row, "category_row"))
            return False
        self.titles.add(bare)
        self._ignored.append((row, "title"))
        return self._sources.note_title(text)
