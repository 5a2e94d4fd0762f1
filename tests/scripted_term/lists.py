"""The lists of the rounds as offices keep them: merged units, three measures in a cell, a state that the office vouches for."""

from datetime import timedelta
from pathlib import Path

import xlsxwriter

from tests.scripted_term.county import Round

HEADS = ("序号", "被巡察单位", "问题类别", "问题表现", "整改措施", "责任领导", "责任人", "整改时限", "涉组涉干", "完成情况", "认定情况")  # fmt: skip
CATEGORIES = ("贯彻党的路线方针政策", "落实全面从严治党", "贯彻新时代党的组织路线", "落实巡察整改")
MATTERS = (
    ("第一议题制度落实不严", "党组会议{n}次没有安排学习", "补学"), ("村级三资管理混乱", "合同{n}份租金没有入账", "清收"),
    ("公务接待手续不全", "接待{n}次没有公函", "核查"), ("党费收缴不规范", "{n}名党员没有按月交纳", "补缴"),
    ("低保动态管理不到位", "{n}户条件变化后没有退出", "复核"), ("工程招投标把关不严", "{n}个项目拆分发包", "清理"),
    ("固定资产底数不清", "{n}件资产没有登记", "盘点"), ("四议两公开执行不严", "{n}项事项没有公开", "补公开"),
    ("干部档案审核不细", "{n}卷档案缺少材料", "补齐"), ("意识形态责任制不实", "{n}个账号没有备案", "备案"),
    ("专项资金拨付滞后", "{n}笔资金滞留在账", "拨付"), ("发展党员程序不全", "{n}名预备党员没有公示", "补正"),
    ("信访事项办理拖延", "{n}件来访没有按期答复", "办结"), ("公务用车管理粗放", "{n}次派车没有审批", "规范"),
    ("考勤制度形同虚设", "{n}人次迟到没有处理", "整顿"), ("津补贴发放不规范", "{n}人次重复领取", "清退"),
    ("安全生产排查走过场", "{n}处隐患没有整治", "整治"), ("惠农补贴核对不细", "{n}户面积不实", "核实"),
    ("谈心谈话不经常", "{n}名班子成员全年没有谈话", "补谈"), ("采购程序不合规", "{n}批次采购没有询价", "完善"),
)  # fmt: skip
COMMON = MATTERS[0][0]


def text(part: Round, seq: int) -> str:
    """The words of one finding: its matter, what was found, and where, so that no two are the same."""
    matter, fact, _deed = MATTERS[seq % len(MATTERS)]
    fact = fact.format(n=2 + (seq * 7 + part.number) % 37)
    return f"{matter}。经查，{2019 + seq % 4}年至{2020 + seq % 4}年，{fact}，涉及第{part.number}轮第{seq + 1}号底稿所列时段。"


def measures(seq: int) -> list[str]:
    """Three measures of the finding at place `seq`."""
    deed = MATTERS[seq % len(MATTERS)][2]
    return [f"逐项{deed}并建立台账", f"召开专题会议部署{deed}工作", f"修订制度，按季抽查{deed}情况"]


def closed_before(seq: int) -> bool:
    """Whether the office vouches for the closing of a finding of the rounds that it enters as 期初: nineteen of twenty."""
    return seq % 20 != 19


def on_organisation(part: Round, seq: int) -> bool:
    """63 findings of the seven units that are reviewed jointly concern the organisation department: nine a unit."""
    unit = part.unit_of(seq)
    if part.number != 8 or unit not in part.units[:7]:
        return False
    first = next(one for one in range(part.findings) if part.unit_of(one) == unit)
    return seq - first < 9


def write(part: Round, path: Path, *, opening: bool) -> Path:
    """One round's list as a workbook; with `opening`, how far each finding is and what the office has found."""
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet("问题清单"), book.add_format({"num_format": "yyyy-m-d"})
        sheet.write_row(0, 0, [f"{part.name}反馈问题清单"])
        sheet.write_row(1, 0, HEADS if opening else HEADS[:9])
        for seq in range(part.findings):
            said = "\n".join(f"{place}. {one}" for place, one in enumerate(measures(seq), 1))
            row = [
                seq + 1,
                part.unit_of(seq),
                CATEGORIES[seq % 4],
                text(part, seq),
                said,
                "分管领导",
                f"承办人{seq % 9 + 1}",
            ]
            sheet.write_row(seq + 2, 0, row)
            sheet.write_datetime(seq + 2, 7, _midnight(part, seq), day)
            sheet.write_string(seq + 2, 8, "是" if on_organisation(part, seq) else "")
            if opening:
                done = closed_before(seq)
                sheet.write_row(seq + 2, 9, ["已完成" if done else "正在推进", "已销号" if done else ""])
    return path


def _midnight(part: Round, seq: int):
    from datetime import datetime, time

    return datetime.combine(part.feedback_on + timedelta(days=60 + seq % 30), time())
