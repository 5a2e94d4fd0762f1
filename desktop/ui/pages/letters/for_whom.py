"""Whom another page wants the papers of a kind for: it names them where it opens 批量出文."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ForWhom:
    """Whom another page wants papers for: these units alone, the records of these numbers, only those to these addressees ticked; else everyone."""

    units: tuple[int, ...] = ()
    records: tuple[str, ...] = ()
    addressees: frozenset[str] = frozenset()

    @property
    def some(self) -> bool:
        """Whether fewer papers are shown than are due."""
        return bool(self.units or self.records)
