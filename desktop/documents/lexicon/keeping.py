"""Words of what the office keeps of its own ledger: the register of prints and exports (papers/32), the record of a restore drill (papers/33)."""

from datetime import date

from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, FLAG, LEFT_OUT, LIST, ZERO, Field

_LEFT = (
    Field("登记期间", "register_period", source="已过完的月份", example="2026年10月"),
    Field("机器名", "machine", source="本机", example="XC-02"),
    Field("机器密级", "machine_grade", source="“系统—外观”中的本机标定", typed=True, example="秘密级"),
    Field("登记条数", "entries", COUNT, ZERO, "打印、导出登记：期间内的记录", "条", level="记录", example=3),
    Field("打印数", "prints", COUNT, ZERO, "打印、导出登记：打印", "条", level="记录", example=2),
    Field("导出数", "exports", COUNT, ZERO, "打印、导出登记：导出", "条", level="记录", example=1),
    Field("没有登记", "no_entries", FLAG, LEFT_OUT, "期间内没有打印、导出的记录", level=ASSERTION),
    Field("登记条目", "register_rows", LIST, LEFT_OUT, "打印、导出登记，按时间", items=(
        Field("时间", "at", source="记录的时间", example="2026年10月12日 10时05分"),
        Field("操作", "deed", source="打印或导出", example="打印"),
        Field("操作人", "actor", source="登录的人", example="林知远"),
        Field("内容", "content", source="文件标题", example="问题清单（书记专题会）"),
        Field("标识", "mark", missing=LEFT_OUT, source="文件上的密级或标识", example="秘密★1年"),
        Field("份数", "copies", COUNT, source="打印的份数", unit="份", level="份", example=12),
        Field("份号", "copy_numbers", missing=LEFT_OUT, source="起止份号", example="000001—000012"),
        Field("用途", "purpose", missing=LEFT_OUT, source="打印、导出时所填", example="县委书记专题会"),
        Field("去向", "destination", missing=LEFT_OUT, source="介质编号、收件单位", example="光盘GP-07"),
    )),
    Field("未收回", "outstanding", COUNT, LEFT_OUT, "份号登记：截止日既没有收回也没有销毁的份数", "份", level="份"),
    Field("未收回号", "outstanding_numbers", LIST, source="份号登记", when="未收回", example=("000004", "000009")),
    Field("链校验", "chain_check", source="操作日志的校验：通过或不通过", example="通过"),
)  # fmt: skip
_DRILL = (
    Field("演练年度", "drill_year", source="演练日期", example="2026"),
    Field("演练号", "drill_number", source="演练登记：当年的第几次", example="演练〔2026〕2号"),
    Field("演练日期", "drilled_on", DAY, source="演练登记", example=date(2026, 10, 21)),
    Field("备份文件", "backup_file", source="演练登记", example="台账-20261020.bak"),
    Field("备份时间", "backed_up_at", source="备份自己的记录，到分", example="2026年10月20日 17时30分"),
    Field("恢复位置", "restored_to", source="演练登记：另处恢复，不覆盖现用", example="本机D盘演练目录"),
    Field("演练用时", "drill_duration", source="系统计时", example="3分40秒"),
    Field("备份摘要", "backup_sha256", source="备份文件的SHA-256", example="9f2c61d0c0de11223344556677889900aabbccddeeff00112233445566778899"),
    Field("摘要核对", "digest_check", source="一致或不一致", example="一致"),
    Field("数量核对", "drill_counts", LIST, source="逐项计数", items=(
        Field("名", "name", source="项目", example="问题"),
        Field("备", "backed_up", COUNT, ZERO, "备份时的记录", "条", level="记录", example=2353),
        Field("恢", "restored", COUNT, ZERO, "恢复后的计数", "条", level="记录", example=2353),
        Field("结果", "result", source="一致，或差多少", example="一致"),
    )),
    Field("演练抽查数", "spot_checks", COUNT, ZERO, "演练登记：抽查的记录", "条", level="记录", example=20),
    Field("演练相符数", "spots_equal", COUNT, ZERO, "演练登记：与备份前相符的", "条", level="记录", example=20),
    Field("演练不符数", "spots_wrong", COUNT, LEFT_OUT, "抽查数减相符数", "条", level="记录"),
    Field("抽查全部相符", "all_spots_equal", FLAG, LEFT_OUT, "抽查的记录与备份前都相符", level=ASSERTION),
    Field("演练结论", "drill_conclusion", source="摘要、数量、抽查都相符为合格", example="合格"),
    Field("演练异常", "drill_faults", LIST, LEFT_OUT, "演练登记：发现的问题"),
    Field("演练无异常", "no_drill_faults", FLAG, LEFT_OUT, "演练没有发现问题；恢复目录由程序清除", level=ASSERTION),
)  # fmt: skip
WORDS = (*_LEFT, *_DRILL)
