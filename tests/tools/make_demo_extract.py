"""Pack the compact demonstration extract from the generator's output (county.json, findings.jsonl, papers.json)."""

import gzip
import json
import sys
from pathlib import Path

ROUNDS = ("15-05", "15-06")


def main(source: Path, target: Path) -> None:
    """Keep the county, all of the two rounds and their papers."""
    county = json.loads((source / "county.json").read_text("utf-8"))
    findings = [json.loads(line) for line in (source / "findings.jsonl").read_text("utf-8").splitlines()]
    papers = json.loads((source / "papers.json").read_text("utf-8"))
    kept = [finding for finding in findings if finding["round"] in ROUNDS]
    numbers = {finding["number"] for finding in kept}
    letters = papers["supervision_letters"]["letters"]
    extract = {
        "county": county,
        "findings": kept,
        "letters": [letter for letter in letters if set(letter["findings"]) <= numbers],
        "recommendations": [letter for letter in papers["recommendations"] if letter["round"] in ROUNDS],
        "other_letters": papers["other_letters"],
    }
    data = json.dumps(extract, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    target.write_bytes(gzip.compress(data, 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
