"""Templates as clerks break them: seeded changes of the shipped ones, each of one kind."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from desktop.documents.recipe import Recipe
from desktop.documents.vocabulary import COUNT, DAY, LIST, RATE, RECORD, TEXT

ROOT = Path(__file__).resolve().parents[2]
BODY = "word/document.xml"
PRINTED = re.compile(r"\{\{[^{}]*\}\}")
STATEMENT = re.compile(r"\{%[^{}]*%\}")
DAYS = ("2025年1月1日", "2025年3月", "3月15日", "二〇二五年一月一日", "2025-01-01", "2025.1.1")


@dataclass(frozen=True)
class Mutant:
    """A changed template: of which kind the change is, and what was changed into what."""

    kind: str
    change: str
    data: bytes


def mutants(recipe: Recipe, count: int, seed: int) -> Iterator[Mutant]:
    """So many mutants of the shipped template of a kind, going round the kinds of change that it has a place for."""
    chance = random.Random(f"{seed}{recipe.kind}")
    shipped = (ROOT / "templates_docx" / f"{recipe.kind}.docx").read_bytes()
    xml = zipfile.ZipFile(io.BytesIO(shipped)).read(BODY).decode("utf-8")
    made = 0
    for kind, maker in cycle(KINDS.items()):
        if made == count:
            return
        changed = maker(xml, recipe, chance)
        if changed is not None:
            made += 1
            old, new, text = changed
            yield Mutant(kind, f"{old} → {new}", _with_body(shipped, text))


def _with_body(data: bytes, xml: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for part in source.namelist():
            made.writestr(part, xml.encode("utf-8") if part == BODY else source.read(part))
    return target.getvalue()


Changed = tuple[str, str, str] | None
Maker = Callable[[str, Recipe, random.Random], Changed]


def _swap(xml: str, found: re.Match[str], new: str) -> tuple[str, str, str]:
    return found.group(), new, xml[: found.start()] + new + xml[found.end() :]


def _pick(xml: str, chance: random.Random, tags: list[re.Match[str]], new: Callable[[str], str]) -> Changed:
    if not tags:
        return None
    found = chance.choice(tags)
    return _swap(xml, found, new(found.group()))


def _of(xml: str, recipe: Recipe, *kinds: str, plain: bool = True) -> list[re.Match[str]]:
    """Printing tags that print a word of some kinds by itself."""
    named = {item.name for item in recipe.fields if item.kind in kinds}
    inner = {part.name for item in recipe.fields for part in item.items if part.kind in kinds}
    found = []
    for tag in PRINTED.finditer(xml):
        bare = tag.group()[2:-2].strip()
        if plain and "|" in bare:
            continue
        word = bare.split("|")[0].strip()
        if word in named or ("." in word and word.rsplit(".", 1)[1] in inner and " " not in word):
            found.append(tag)
    return found


def _fixed_number(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    tags = [tag for tag in PRINTED.finditer(xml) if "发文字号" in tag.group()]
    forms = (
        "云巡督〔2026〕99号",
        "云巡督[2026]99号",
        "云巡办函〔2025〕007号",
        "云巡督（2026）9号",
        "云巡督〔2026〕第3号",
    )
    return _pick(xml, chance, tags, lambda _tag: chance.choice(forms))


def _fixed_date(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    return _pick(xml, chance, _of(xml, recipe, DAY, plain=False), lambda _tag: chance.choice(DAYS))


def _fixed_count(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    return _pick(xml, chance, _of(xml, recipe, COUNT, RATE), lambda _tag: str(chance.randint(2, 99)))


def _single_brace(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    return _pick(xml, chance, list(PRINTED.finditer(xml)), lambda tag: tag[1:-1])


def _half_brace(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    return _pick(xml, chance, list(PRINTED.finditer(xml)), lambda tag: chance.choice((tag[1:], tag[:-1], tag[:-2])))


def _full_width(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    wide = str.maketrans("{}", "｛｝")
    tags = list(PRINTED.finditer(xml)) + list(STATEMENT.finditer(xml))
    return _pick(xml, chance, tags, lambda tag: tag.translate(wide))


def _list_raw(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    lists = [item.name for item in recipe.fields if item.kind in (LIST, RECORD)]
    return _pick(xml, chance, list(PRINTED.finditer(xml)), lambda tag: f"{tag}{{{{{chance.choice(lists)}}}}}")


def _lost_filter(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    tags = [tag for tag in PRINTED.finditer(xml) if re.search(r"\|\s*(?:逐项|顿号|逗号|列举|万元|length)", tag.group())]
    return _pick(xml, chance, tags, lambda tag: re.sub(r"\|.*(?=\}\})", "", tag))


def _lost_else(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    tags = [tag for tag in STATEMENT.finditer(xml) if re.match(r"\{%p? ?else", tag.group())]
    return _pick(xml, chance, tags, lambda _tag: "")


def _lost_end(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    tags = [tag for tag in STATEMENT.finditer(xml) if "end" in tag.group()]
    return _pick(xml, chance, tags, lambda _tag: "")


def _lost_begin(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    tags = [tag for tag in STATEMENT.finditer(xml) if re.match(r"\{%(?:p|tr)? ?(?:if|for)", tag.group())]
    return _pick(xml, chance, tags, lambda _tag: "")


def _wrong_filter(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    tags = _of(xml, recipe, COUNT, TEXT, DAY, RATE)
    wrong = {COUNT: ("万元", "带数", "月日", "顿号"), TEXT: ("万元", "带数", "逐项", "月日"), DAY: ("万元", "带数", "逗号"),
             RATE: ("万元", "月日", "列举"), LIST: ("万元", "带数", "月日")}  # fmt: skip

    def new(tag: str) -> str:
        kinds = {item.name: item.kind for item in recipe.fields}
        kinds |= {part.name: part.kind for item in recipe.fields for part in item.items if part.name not in kinds}
        word = tag[2:-2].strip()
        return f"{{{{{word}|{chance.choice(wrong[kinds.get(word, kinds.get(word.rsplit('.', 1)[-1], TEXT))])}}}}}"

    return _pick(xml, chance, tags, new)


def _typo(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    def new(tag: str) -> str:
        bare = re.split('["“]', tag)[0]  # another wording between quotes is no fault
        letters = [at for at, mark in enumerate(bare) if "\u4e00" <= mark <= "\u9fff"]
        at = chance.choice(letters) if letters else 2
        return tag[:at] + chance.choice("龘靐齉") + tag[at + 1 :]

    return _pick(xml, chance, [tag for tag in PRINTED.finditer(xml) if "一级" not in tag.group()], new)


def _smart_quotes(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    tags = [tag for tag in STATEMENT.finditer(xml) if re.search(r"[=&].*\d", tag.group())]
    tags += [tag for tag in PRINTED.finditer(xml) if '"' in tag.group()]

    def new(tag: str) -> str:
        quoted = re.sub(r'"([^"]*)"', r"“\1”", tag)
        return quoted if quoted != tag else re.sub(r"(\d+)(?=\s*%\})", r"“\1”", tag)

    return _pick(xml, chance, tags, new)


def _wrong_loop(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    counts = [item.name for item in recipe.fields if item.kind in (COUNT, TEXT, DAY)]
    tags = [tag for tag in STATEMENT.finditer(xml) if " in " in tag.group()]
    return _pick(xml, chance, tags, lambda tag: re.sub(r" in \S+?(?=\s*(?:\[|%))", f" in {chance.choice(counts)}", tag))


def _machine_word(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    words = ("None", "nan", "〔缺:单位〕", "{", "}}")
    return _pick(xml, chance, list(PRINTED.finditer(xml)), lambda tag: tag + chance.choice(words))


def _split_runs(xml: str, recipe: Recipe, chance: random.Random) -> Changed:
    def new(tag: str) -> str:
        at = chance.randint(1, len(tag) - 1)
        return f"{tag[:at]}</w:t></w:r><w:r><w:t>{tag[at:]}"

    return _pick(xml, chance, list(PRINTED.finditer(xml)), new)


KINDS: dict[str, Maker] = {
    "fixed number": _fixed_number, "fixed date": _fixed_date, "fixed count": _fixed_count, "single brace": _single_brace,
    "half brace": _half_brace, "full width": _full_width, "raw list": _list_raw, "lost filter": _lost_filter,
    "lost else": _lost_else, "lost end": _lost_end, "lost begin": _lost_begin, "wrong filter": _wrong_filter,
    "typo": _typo, "smart quotes": _smart_quotes, "wrong loop": _wrong_loop, "machine word": _machine_word,
    "split runs": _split_runs,
}  # fmt: skip
