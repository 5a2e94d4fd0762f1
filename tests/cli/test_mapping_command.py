"""E4: mappings and words are listed, written to a file and read back on the command line."""

import json
from pathlib import Path

from tests.cli.played import PEOPLE, play


def test_words_go_out_and_come_back_and_what_is_wrong_changes_nothing(run, office):
    play(run, office, *PEOPLE)
    assert run("mappings", office) == {"mappings": [], "words": []}
    made = run("mappings", office, "--out", "方案.json")
    said = json.loads(Path(made["path"]).read_text("utf-8"))
    said["words"].append({"kind": "state", "word": "整好了", "meaning": "done"})
    said["mappings"].append({"heads": "问题|哪家", "mapping": {"哪家": "unit"}})
    Path("方案.json").write_text(json.dumps(said), "utf-8")

    assert run("mappings", office, "方案.json", "--dry-run") == {"mappings": 1, "words": 1, "dry_run": True}
    assert run("mappings", office)["words"] == []
    run("mappings", office, "方案.json")
    told = run("mappings", office)
    assert told["words"] == said["words"] and told["mappings"] == said["mappings"]

    said["words"].append({"kind": "state", "word": "妥", "meaning": "fine"})
    Path("方案.json").write_text(json.dumps(said), "utf-8")
    assert "第 2 个用语" in run("mappings", office, "方案.json", code=1)["error"]
    assert run("mappings", office) == told


def test_reading_and_writing_at_once_is_wrong_usage(run, office):
    run("mappings", office, "a.json", "--out", "b.json", code=2)
