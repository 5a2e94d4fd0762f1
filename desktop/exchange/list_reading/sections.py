"""What stands above the findings: titles, fill-in lines, unit and category rows, and which of them hold where."""

from dataclasses import dataclass

from desktop.exchange.normalise.unit_names import UnitRegister


@dataclass(frozen=True)
class _Layer:
    level: float
    is_unit: bool
    words: str
    written: int = 0
    """The level of its number as it stands in the list, 0 without one."""


class Sections:
    """The open section titles; a new one closes those of its level and below (RULES §1)."""

    def __init__(self) -> None:
        self._layers: list[_Layer] = []
        self._last_was_category = False

    def open_category(self, level: int, words: str) -> None:
        """A category title; without a number it counts as first level below the unit."""
        depth = float(level or 1)
        own_unit = next((layer for layer in self._layers if layer.is_unit and layer.level >= depth), None)
        self._layers = [
            layer for layer in self._layers if layer.level < depth or layer is own_unit and own_unit.level < 1
        ]
        self._layers.append(_Layer(depth, False, words))
        self._last_was_category = True

    def open_unit(self, level: int, name: str) -> None:
        """A unit title; without a number it stands above all categories, unless it follows one directly."""
        if level:
            depth = float(level)
        elif self._last_was_category:
            depth = self._layers[-1].level + 0.5
        else:
            depth = 0.5 if not self._categories_above_units() else self._unit_level()
        self._layers = [layer for layer in self._layers if layer.level < depth and not layer.is_unit]
        self._layers.append(_Layer(depth, True, name, level))
        self._last_was_category = False

    def rest(self) -> None:
        """A finding came: the next unit title does not follow a category directly."""
        self._last_was_category = False

    def clear(self, keep_unit: bool = False) -> None:
        """A new table begins; with `keep_unit` nothing stands above it, and the unit in force holds on."""
        self._layers = [layer for layer in self._layers if keep_unit and layer.is_unit]
        self._last_was_category = False

    @property
    def categories(self) -> list[str]:
        """Open category titles from coarse to fine."""
        return [layer.words for layer in self._layers if not layer.is_unit]

    @property
    def unit(self) -> str | None:
        """The unit title in force, as written."""
        return next((layer.words for layer in reversed(self._layers) if layer.is_unit), None)

    def stands_beside_units(self, level: int) -> bool:
        """Whether the unit in force was titled at the same level: another organisation there is a unit too, registered or not."""
        return any(layer.is_unit and layer.written == level for layer in self._layers)

    def _categories_above_units(self) -> bool:
        levels = [layer.level for layer in self._layers if layer.is_unit]
        return bool(levels) and any(not layer.is_unit and layer.level < levels[-1] for layer in self._layers)

    def _unit_level(self) -> float:
        return next(layer.level for layer in reversed(self._layers) if layer.is_unit)


@dataclass
class UnitSources:
    """The names a page gives its unit by, in their order (RULES §3)."""

    register: UnitRegister
    fill_in: str | None = None
    title: str | None = None
    sheet: str | None = None
    named: str | None = None

    def note_fill_in(self, text: str) -> None:
        """A fill-in line: the longest registered name in it."""
        self.fill_in = self.register.longest_in(text) or self.fill_in

    def note_title(self, text: str) -> bool:
        """A title: the longest registered name in it; whether it is another unit's than before."""
        found = self.register.longest_in(text)
        changes = found is not None and found != self.fallback
        if found:
            self.title, self.fill_in = found, None
        return changes

    @property
    def fallback(self) -> str | None:
        """The unit where no column and no unit row says one."""
        return self.fill_in or self.title or self.sheet or self.named
