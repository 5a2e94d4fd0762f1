"""The declaration of a kind as plain data, so that a clerk's own kind can stand in the ledger (D1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Copies, Due, Issuer, Organ, Recipe, Rows
from desktop.errors import KnownError
from desktop.rules.permissions import Action

_PLAIN = (
    "kind",
    "title",
    "form",
    "addressee",
    "group",
    "per",
    "no_cause",
    "addressed_to",
    "guarded",
    "like",
    "book",
    "annex_when",
    "record_word",
)
_LATER = ("book", "annex_when", "record_word")
"""What kinds of an earlier version did not say."""
_LISTS = ("annexes", "ticks", "own_marks")


def written(recipe: Recipe) -> dict[str, Any]:
    """A kind as JSON. Examples come from the vocabulary again when it is read."""
    uses = [one if isinstance(one, Use) else Use(one) for one in recipe.uses]
    return {
        **{name: getattr(recipe, name) for name in _PLAIN},
        **{name: list(getattr(recipe, name)) for name in _LISTS},
        "uses": [one.as_json() for one in uses],
        "issuers": [
            {"organ": one.organ, "series": one.series, "when": one.when, "plain": one.plain} for one in recipe.issuers
        ],
        "rows": asdict(recipe.rows),
        "copies": asdict(recipe.copies) if recipe.copies else None,
        "dues": [asdict(one) for one in recipe.dues],
        "default": dict(recipe.default),
        "annex_words": dict(recipe.annex_words),
        "reply_matter": recipe.reply_matter,
        "along": list(recipe.along),
        "reads": [one.value for one in recipe.reads],
        **({"tells": recipe.tells} if recipe.reads else {}),
        "organs": [{"name": one.name, "mark": one.mark, "words": dict(one.words)} for one in recipe.organs],
    }


def read(words: Mapping[str, Any]) -> Recipe:
    """A kind from JSON; raises KnownError where the declaration names a word or a form that there is not."""
    try:
        plain: dict[str, Any] = {name: words.get(name, "") if name in _LATER else words[name] for name in _PLAIN}
        lists: dict[str, Any] = {name: tuple(words[name]) for name in _LISTS}
        rows: dict[str, Any] = {name: _tuple(value) for name, value in words["rows"].items()}
        recipe = Recipe(
            **plain,
            **lists,
            uses=tuple(Use(**{**one, "columns": tuple(one["columns"])}) for one in words["uses"]),
            issuers=tuple(
                Issuer(one["organ"], one["series"], _pair(one["when"]), bool(one.get("plain")))
                for one in words["issuers"]
            ),
            rows=Rows(**rows),
            copies=_copies(words["copies"]),
            dues=tuple(Due(**one) for one in words["dues"]),
            default=words["default"],
            annex_words=words.get("annex_words", {}),
            reply_matter=words.get("reply_matter", ""),
            along=tuple(words.get("along", ())),
            reads=tuple(Action(one) for one in words.get("reads", ())),
            **({"tells": words["tells"]} if "tells" in words else {}),
            organs=tuple(Organ(**one) for one in words.get("organs", ())),
            own=True,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise KnownError(f"文种的声明读不出来（{error}）。请在“新文种”里重新设置。") from error
    _ = recipe.fields  # every word is looked up now, not on the first paper
    return recipe


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _copies(words: Mapping[str, Any] | None) -> Copies | None:
    return Copies(**{**words, "organs": tuple(words["organs"])}) if words else None


def _pair(words: Any) -> tuple[str, str] | None:
    return (words[0], words[1]) if words else None
