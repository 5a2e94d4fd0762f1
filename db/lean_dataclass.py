"""`dataclass` as the standard library has it, without the price at import: its methods are written when they are first wanted.

The library writes and compiles six functions for each class, three quarters of a millisecond; hundreds of classes stand before the first
page, and most of them are never made or compared there. Here the fields are declared by the library itself, what all classes do
alike (equality, hash, text, refusal of changes) are functions that know their fields, and only `__init__`, which should be as quick as
the library's, is compiled: when the first record of the class is made. `fields`, `replace`, `asdict` and `field` are the library's.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # to whoever reads types it is the library's
    from dataclasses import dataclass as dataclass
else:
    from collections.abc import Callable, Sequence
    from dataclasses import MISSING, Field, FrozenInstanceError, fields
    from operator import attrgetter
    from reprlib import recursive_repr
    from typing import Any

    def dataclass(
        declared: type | None = None, *, frozen: bool = False, eq: bool = True, init: bool = True, slots: bool = False
    ) -> Any:
        """Make a class a dataclass; the options are those of `dataclasses.dataclass` that the program has a use for."""

        def make(cls: type) -> type:
            return _finished(cls, frozen=frozen, eq=eq, init=init, slots=slots)

        return make if declared is None else make(declared)

    def _finished(cls: type, *, frozen: bool, eq: bool, init: bool, slots: bool) -> type:
        if cls.__doc__ is None:
            cls.__doc__ = cls.__name__  # else the library asks for the signature of its __init__
        own_hash, own_equality = cls.__dict__.get("__hash__"), "__eq__" in cls.__dict__
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
        all_fields = fields(made)
        if init:
            _add(made, "__init__", _late_init(made, all_fields, frozen))
        _add(made, "__repr__", _repr)
        if eq:
            value_of = _values([one.name for one in all_fields if one.compare])
            if not own_equality:
                made.__eq__ = _equality(value_of)
            if own_hash is None:
                hashed = [one.name for one in all_fields if (one.compare if one.hash is None else one.hash)]
                made.__hash__ = _hash(_values(hashed)) if frozen else None
        if frozen:
            names = frozenset(one.name for one in all_fields)
            made.__setattr__, made.__delattr__ = _refusals(made, names)
            if slots:
                made.__getstate__, made.__setstate__ = _state, _set_state
        return made

    def _add(cls: type, name: str, method: Any) -> None:
        """What the class says of itself stays."""
        if name not in cls.__dict__:
            setattr(cls, name, method)

    # -- making one

    def _late_init(cls: type, declared: Sequence[Field[Any]], frozen: bool) -> Callable[..., None]:
        """An `__init__` that puts the real one into its place when it is first called."""

        def first_init(self: Any, /, *values: Any, **named: Any) -> None:
            if cls.__dict__.get("__init__") is first_init:  # another thread may have been first
                cls.__init__ = _compiled_init(cls, declared, frozen)
            cls.__init__(self, *values, **named)

        return first_init

    def _compiled_init(cls: type, declared: Sequence[Field[Any]], frozen: bool) -> Callable[..., None]:
        known: dict[str, Any] = {"_UNSAID": _UNSAID, "_set": object.__setattr__}
        by_place = [one for one in declared if one.init and not one.kw_only]
        by_name = [one for one in declared if one.init and one.kw_only]
        parameters = ["self", *(_parameter(one, known) for one in by_place)]
        parameters += ["*", *(_parameter(one, known) for one in by_name)] if by_name else []
        body = [line for one in declared if (line := _assignment(one, frozen, known))]
        if hasattr(cls, "__post_init__"):
            body.append("self.__post_init__()")
        source = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body or ["pass"])
        exec(source, known)  # the names of the fields and nothing else
        made: Callable[..., None] = known["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        made.__module__ = cls.__module__
        return made

    def _parameter(one: Field[Any], known: dict[str, Any]) -> str:
        if one.default is not MISSING:
            known[f"_default_{one.name}"] = one.default
            return f"{one.name}=_default_{one.name}"
        return f"{one.name}=_UNSAID" if one.default_factory is not MISSING else one.name

    def _assignment(one: Field[Any], frozen: bool, known: dict[str, Any]) -> str:
        """The line that gives a field its value, '' where it keeps that of the class."""
        value = one.name
        if one.default_factory is not MISSING:
            known[f"_make_{one.name}"] = one.default_factory
            made = f"_make_{one.name}()"
            value = f"{made} if {one.name} is _UNSAID else {one.name}" if one.init else made
        elif not one.init:
            if one.default is MISSING:
                return ""
            known[f"_default_{one.name}"] = one.default
            value = f"_default_{one.name}"
        return f"_set(self, {one.name!r}, {value})" if frozen else f"self.{one.name} = {value}"

    class _Unsaid:
        """What stands for a value that was not given where the class makes it anew for each record."""

    _UNSAID = _Unsaid()

    # -- what all do alike

    def _values(names: Sequence[str]) -> Callable[[Any], Any]:
        """What gives the values of some fields of a record, to be compared."""
        if not names:
            return lambda _record: ()
        return attrgetter(*names)

    def _equality(value_of: Callable[[Any], Any]) -> Callable[[Any, object], bool]:
        def equals(self: Any, other: object) -> bool:
            if other.__class__ is not self.__class__:
                return NotImplemented
            return (value_of(self),) == (value_of(other),)

        return equals

    def _hash(value_of: Callable[[Any], Any]) -> Callable[[Any], int]:
        return lambda self: hash((value_of(self),))

    def _refusals(cls: type, names: frozenset[str]) -> tuple[Callable[..., None], Callable[..., None]]:
        """A frozen record refuses changes; what inherits from it may have attributes of its own."""

        def refuse_change(self: Any, name: str, value: Any) -> None:
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot assign to field {name!r}")
            super(cls, self).__setattr__(name, value)

        def refuse_deletion(self: Any, name: str) -> None:
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot delete field {name!r}")
            super(cls, self).__delattr__(name)

        return refuse_change, refuse_deletion

    @recursive_repr()
    def _repr(self: Any) -> str:
        said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
        return f"{self.__class__.__qualname__}({said})"

    def _state(self: Any) -> list[Any]:
        """What a copy needs of a frozen record with slots."""
        return [getattr(self, one.name) for one in fields(self)]

    def _set_state(self: Any, state: Sequence[Any]) -> None:
        for one, value in zip(fields(self), state, strict=True):
            object.__setattr__(self, one.name, value)
