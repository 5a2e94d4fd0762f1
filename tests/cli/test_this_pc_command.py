"""this-pc answers without a ledger, in words and as one document."""

import json

from desktop.cli import main
from desktop.host import this_pc


def test_it_tells_every_concern_and_whether_one_must_be_mended(capsys, monkeypatch, tmp_path):
    lines = (
        this_pc.Line("disk", "磁盘", this_pc.RED, "满了。"),
        this_pc.Line("clock", "本机时间", this_pc.GREEN, "好。"),
    )
    monkeypatch.setattr(this_pc, "examine", lambda place, _now: lines if place == tmp_path else ())

    assert main(["this-pc", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == ["请处理　磁盘：满了。", "正常　本机时间：好。"]
    assert main(["this-pc", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": False, "lines": [one.as_json() for one in lines]}
