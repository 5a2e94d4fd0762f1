"""A script of steps played through the command line, and the small office that most scripts begin with."""

import json
from pathlib import Path


def play(run, ledger, *steps, code=0):
    """Each step is (do, args) or (do, args, more)."""
    listed = [{"do": do, "args": args, **(more[0] if more else {})} for do, args, *more in steps]
    Path("script.json").write_text(json.dumps({"steps": listed}, ensure_ascii=False), "utf-8")
    return run("play", ledger, "script.json", code=code)


PEOPLE = [
    ("user.add", {"name": "李建国", "rights": ["enter"]}, {"user": "管理员", "at": "2026-03-01T09:00"}),
    ("user.add", {"name": "王敏", "rights": ["enter", "review"]}, {"user": "管理员"}),
    ("unit.add", {"name": "县民政局党组", "short": "县民政局"}, {"as": "u"}),
    ("round.add", {"name": "十五届县委第六轮（常规）", "feedback_on": "2026-03-18"}, {"as": "r"}),
    ("finding.add", {"round": "$r", "unit": "$u", "text": "欠缴党费", "due_on": "2026-06-30"}, {"as": "f", "at": "2026-03-20T09:00"}),
]  # fmt: skip

BOOKS = [
    ("finding.measure", {"number": "$f", "text": "补缴"}),
    ("chase.add", {"unit": "$u", "on": "2026-03-20", "findings": ["$f"]}),
    ("meeting.add", {"held_on": "2026-03-20"}, {"as": "m"}),
    ("round.node", {"number": "$r", "name": "县委审定", "due_on": "2026-05-20"}),
    ("regulation.add", {"name": "办法", "adopted_on": "2026-03-20", "unit": "$u"}),
    ("extension.add", {"finding": "$f", "due_on": "2026-07-30", "reason": "困难"}),
    ("return_book.add", {"unit": "$u", "round": "$r", "sent_on": "2026-03-20", "due_on": "2026-04-03"}),
    ("draw.add", {"round": "$r", "seed_digits_a": "4", "seed_digits_b": "7", "spoken_by_a": "王敏", "spoken_by_b": "林晓"}, {"user": "王敏"}),
    ("talk.add", {"unit": "$u", "kind": "secretary", "reason": "low_rate", "talker": "书记", "talked_to": "局长"}),
    ("inspector.add", {"name": "周强", "specialty": "纪检", "entered_on": "2026-03-01"}),
    ("avoidance.add", {"person": "周强", "unit": "$u", "kind": "亲属", "reason": "配偶任职"}),
    ("team.add", {"round": "$r", "name": "第一巡察组", "leader": "赵刚", "members": "钱进、孙丽", "units": ["$u"], "entered_on": "2026-03-02"}),
    ("unit_class.add", {"unit": "$u", "year": 2026, "class": "重点", "basis": "多年未巡", "decided_on": "2026-03-02"}),
    ("contact_point.add", {"unit": "$u", "liaison": "陈静"}),
    ("briefing.add", {"held_on": "2026-03-02", "round": "$r", "unit": "$u", "source": "县审计局", "form": "written"}),
    ("lecture.add", {"held_on": "2026-03-03", "round": "$r", "unit": "$u", "speaker": "赵刚", "sessions": 1, "people": 60}),
    ("working_paper.add", {"title": "党费收缴", "unit": "$u", "round": "$r", "source": "files", "made_on": "2026-03-10", "materials": "收据"}),
    ("report_item.add", {"unit": "$u", "seq": 1, "level": "item", "text": "欠缴党费", "findings": ["$f"]}),
    ("recheck_answer.add", {"on": "2026-03-20", "unit": "$u", "finding": "$f", "kind": "not_written", "reason": "口头反馈"}),
    ("recheck_run.add", {"on": "2026-03-20", "round": "$r"}),
    ("paper_decision.add", {"on": "2026-03-20", "figure": "逾期数", "printed": "3", "recomputed": "2", "reason": "补登在后"}),
    ("secretary_item.add", {"meeting": "$m", "matter": "党费长期欠缴", "responsible_unit": "$u", "due_on": "2026-05-20"}),
    ("petition.add", {"on": "2026-03-05", "way": "visit", "summary": "反映党费不公开", "scope": "accepted", "unit": "$u"}),
    ("submission.add", {"received_on": "2026-03-20", "unit": "$u", "kind": "plan", "round": "$r", "signed_by": "局长"}, {"as": "s"}),
    ("review_party.add", {"name": "县委组织部", "order": 1, "round": "$r"}, {"as": "p"}),
    ("opinion.add", {"submission": "$s", "party": "$p", "stage": "first", "finding": "$f", "text": "措施不具体"}),
    ("unit_meeting.add", {"held_on": "2026-03-20", "unit": "$u", "kind": "democratic_life", "round": "$r", "people": 9}),
    ("common_group.add", {"name": "党费收缴不严", "level": "round", "findings": ["$f"]}),
    ("recommendation.add", {"unit": "$u", "title": "规范党费收缴", "issued_on": "2026-03-20", "items": 2, "reply_due": "2026-04-20"}),
    ("copy_report.add", {"level": "leader", "addressee": "县长", "round": "$r", "findings": ["$f"]}),
    ("outcome.add", {"on": "2026-03-20", "unit": "$u", "kind": "admonished", "persons": 1, "person_times": 1, "finding": "$f"}),
    ("public_notice.add", {"unit": "$u", "channel": "society", "due_on": "2026-05-20", "round": "$r"}),
    ("exposure.add", {"on": "2026-03-20", "channel": "县内通报", "findings": ["$f"], "unit": "$u"}),
    ("special_report.add", {"title": "党费专题", "to": "县委", "on": "2026-03-20", "findings": ["$f"]}),
    ("reminder.add", {"on": "2026-04-20", "finding": "$f", "text": "催补缴"}),
    ("recurrence.add", {"on": "2026-03-20", "first": "$f", "again": "$f", "answer": "similar"}),
    ("carry_over.add", {"on": "2026-03-20", "finding": "$f", "to_round": "$r", "reason": "长期坚持"}, {"user": "王敏"}),
    ("organisation_duty.add", {"finding": "$f", "round": "$r", "desk": "干部监督科", "person": "许闻溪"}),
    ("freeze.add", {"name": "2026年2月", "as_of": "2026-02-28"}, {"user": "王敏"}),
    ("archive.add", {"checked_on": "2026-03-20", "round": "$r"}, {"user": "王敏"}),
    ("stored_figure.add", {"name": "整改率", "value": "86%", "as_of": "2025-12-31", "source": "上届通报"}),
    ("visit.add", {"on": "2026-03-20", "unit": "$u", "team": "第一督查组"}, {"as": "v"}),
    ("check.add", {"visit": "$v", "finding": "$f", "on": "2026-03-20", "ways": ["查", "问"], "found": "true"}),
    ("survey.add", {"on": "2026-03-20", "unit": "$u", "audience": "群众代表", "handed_out": 10, "returned": 9, "valid": 9, "satisfied": 6, "basically": 2, "dissatisfied": 1, "unknown": 0}),
    ("score_scheme.add", {"name": "整改评估", "items": "1｜整改成效｜加分｜100", "cut_offs": "好≥90；差≥0"}, {"as": "k", "user": "王敏"}),
    ("score_sheet.add", {"unit": "$u", "round": "$r", "scheme": "$k", "on": "2026-03-20", "values": "1 95"}),
]  # fmt: skip
"""A record in every book, after PEOPLE."""
