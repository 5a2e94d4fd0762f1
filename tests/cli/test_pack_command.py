"""A leader's morning: one command makes the pack of a meeting, with numbered copies and one entry in the register."""

from pathlib import Path

from tests.cli.played import PEOPLE, play


def test_one_command_makes_the_pack(run, office):
    play(run, office, *PEOPLE)
    told = run(
        "meeting-pack",
        office,
        "--out",
        "会议包.pdf",
        "--meeting",
        "书记专题会",
        "--copies",
        "3",
        "--since",
        "2026-03-19",
        "--user",
        "王敏",
    )

    assert (
        told["copies"] == 3
        and told["pages"] % 3 == 0
        and told["since"] == "2026-03-19"
        and told["path"].endswith("会议包.pdf")
    )
    [entry] = run("records", office, "print", "--user", "管理员")
    assert entry["copies"] == 3 and "会议包" in entry["title"]


def test_parts_are_chosen_in_order_and_strange_ones_are_told(run, office):
    play(run, office, *PEOPLE)
    assert run("meeting-pack", office, "--out", "a.pdf", "--parts", "units,report")["pages"] == 2
    run("meeting-pack", office, "--out", "b.pdf", "--parts", "weather", code=2)
    assert "没有一份有内容" in run("meeting-pack", office, "--out", "b.pdf", "--parts", "letters", code=1)["error"]


def test_a_pack_on_both_sides_says_so_to_the_printer(run, office):
    play(run, office, *PEOPLE)
    told = run("meeting-pack", office, "--out", "c.pdf", "--parts", "report", "--copies", "2", "--duplex")
    assert told["pages"] == 2 and b"/Duplex /DuplexFlipShortEdge" in Path(told["path"]).read_bytes()
