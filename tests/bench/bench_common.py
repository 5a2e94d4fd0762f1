"""10,000 findings grouped as common findings beside scikit-learn's TF-IDF with sparse top-n, interleaved in one run (demand: 4).

python -m tests.bench.bench_common [rounds]

The peer (scikit-learn and sparse_dot_topn) is no part of the program: without it the program's own time alone is told. To have it beside,
install both into a folder (`pip install --target DIR scikit-learn sparse-dot-topn`) and run this with PYTHONPATH=DIR.
Three corpora: clauses of the sample findings put together anew with other numbers; sentences of words of all matters; and, as the worst case that
no office has, sentences of rare characters of which no word is known, a fifth of them edited copies.

Measured on a loaded machine, medians of 7, 3 and 1 rounds: 3.7 (sampled; 2.9 in the same run before words were bare tuples), 16 (usual) and 3.8
(strange, whose path did not change; 4.2 on another day). The demand is missed by a tenth where texts are short: the sampled ones have 18 plain
characters, of 10,000 there are 5,076 different. There the peer needs 47 µs a finding, on `usual` 306; the program 13 and 19, for what it does
once for each finding or text does not shrink with its length. Of the 129 ms, about 35 go into finding the words of the different texts (16 of them
the expression and the intersection of its pairs, both in C), 15 each into the texts without a matter and into counting shared words, 10 into points,
7 into making the findings. Tried and no quicker: one expression of all 2,536 words (137 ms instead of the 17 for pairs), all pairs made by `map` (as
long). Some 11 ms would have to go.
"""

import gc
import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.operations.defaults import FOLDER, rows_of
from desktop.operations.matters import shipped_matters
from desktop.rules.common_findings import Told, common

try:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn
except ImportError:
    TfidfVectorizer = sp_matmul_topn = None

SAMPLES = Path(__file__).parents[1] / "samples" / "G_common"
COUNT, UNITS = 10_000, 349
FIRST, LAST = 0x4E00, 0x5200


def sampled(chosen: random.Random) -> list[str]:
    """The first clause of one sample finding and what follows in another of its set, with other numbers."""
    sets = [
        [row["text"].partition("，") for row in json.loads(path.read_text("utf-8"))]
        for path in sorted(SAMPLES.glob("*/findings.json"))
    ]
    made = []
    for _ in range(COUNT):
        own = chosen.choice(sets)
        text = f"{chosen.choice(own)[0]}，{chosen.choice(own)[2]}"
        made.append(re.sub(r"\d+", lambda _found: str(chosen.randint(2, 99)), text))
    return made


def usual(chosen: random.Random) -> list[str]:
    """Sentences that hold words of a matter among others."""
    words = [word.replace("+", "") for row in rows_of(FOLDER / "matters.toml") for word in row["words"]]
    return [
        f"{chosen.choice(words)}管理不到位，{chosen.randint(2019, 2026)}年{chosen.choice(words)}涉及{chosen.randint(2, 90)}笔、"
        f"{chosen.randint(1, 900) / 10}万元，{chosen.choice(words)}没有核实"
        for _ in range(COUNT)
    ]


def strange(chosen: random.Random) -> list[str]:
    """Sentences of rare characters, a fifth of them copies with four characters changed."""
    texts = [
        "".join(chr(chosen.randint(FIRST, LAST)) for _ in range(chosen.randint(30, 60))) for _ in range(COUNT * 4 // 5)
    ]
    for text in texts[: COUNT // 5]:
        copy = list(text)
        for place in chosen.sample(range(len(copy)), 4):
            copy[place] = chr(chosen.randint(FIRST, LAST))
        texts.append("".join(copy))
    return texts


def ours(texts: Sequence[str]) -> int:
    told = [Told(f"{place:05}", f"{place % UNITS}", text) for place, text in enumerate(texts)]
    return len(common(told, shipped_matters(), least_units=2))


def peer(texts: Sequence[str]) -> int:
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 3)).fit_transform(texts)
    return int(sp_matmul_topn(vectors, vectors.T.tocsr(), top_n=10, threshold=0.5, sort=True).nnz)


def main(rounds: int) -> None:
    sides: tuple[Callable[[Sequence[str]], int], ...] = (ours, peer) if sp_matmul_topn else (ours,)
    for name, make in (("sampled", sampled), ("usual", usual), ("strange", strange)):
        texts = make(random.Random(7))
        gc.freeze()  # the many objects of the peer's own modules are not walked at the program's cost
        times: dict[str, list[float]] = {side.__name__: [] for side in sides}
        for _ in range(rounds):
            for side in sides:
                begun = time.process_time()
                assert side(texts)
                times[side.__name__].append(time.process_time() - begun)
        for side, taken in times.items():
            print(f"{name:<8}{side:<6}{min(taken):7.3f} {statistics.median(taken):7.3f} {max(taken):7.3f} s CPU")
        if peer in sides:
            print(f"{name:<8}ratio {statistics.median(times['peer']) / statistics.median(times['ours']):.1f}")
    if peer not in sides:
        print("no ratio: scikit-learn and sparse_dot_topn cannot be imported here")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
