"""Words of the list by which an archive is handed over (papers/25b): the volumes are typed, the sums are computed."""

from datetime import date

from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, FLAG, LEFT_OUT, LIST, Field

BY_THE_VOLUME = "档案室按卷清点，账册里没有纸质案卷；用“归档与结转”做的归档包另有自己的移交目录"
WORDS = (
    Field("移交方", "from_party", source="巡察组或巡察办", typed=True, example="县委巡察办"),
    Field("接收方", "to_party", source="接收的档案室或巡察办", typed=True, example="县委办公室档案室"),
    Field("案卷", "volume_list", LIST, source="归档登记，一卷一行", typed=True, items=(
        Field("类", "kind", source="文书档案或业务档案", typed=True, example="业务"),
        Field("题", "title", source="案卷题名", typed=True, example="县农业农村局问题底稿"),
        Field("起止", "span", source="起止年月", typed=True, example="2025年11月—12月"),
        Field("件", "items", COUNT, source="卷内件数", unit="件", typed=True, example=24, why=BY_THE_VOLUME),
        Field("页", "pages", COUNT, source="卷内页数", unit="页", typed=True, example=312, why=BY_THE_VOLUME),
        Field("密级", "classification", missing=LEFT_OUT, source="卷内最高密级", typed=True, example="秘密★1年"),
        Field("期限", "retention", source="永久、30年或10年", typed=True, example="30年"),
        Field("备注", "note", missing=LEFT_OUT, source="说明", typed=True, example="含建议书"),
    )),
    Field("卷数", "volumes", COUNT, source="目录行数", unit="卷", level="案卷", example=1),
    Field("件数", "items", COUNT, source="各卷之和", unit="件", level="案卷", example=24),
    Field("页数", "pages", COUNT, source="各卷之和", unit="页", level="案卷", example=312),
    Field("电子件数", "files", COUNT, LEFT_OUT, "电子目录的文件数", "个", typed=True, why=BY_THE_VOLUME),
    Field("缺件", "missing", LIST, LEFT_OUT, "应归未归的材料", typed=True),
    Field("补交期限", "make_up_by", DAY, source="有缺件时必填", typed=True, when="缺件", example=date(2026, 11, 30)),
    Field("清点无缺", "nothing_missing", FLAG, LEFT_OUT, "经办人勾选：双方清点，数量与目录一致，没有缺件", typed=True, level=ASSERTION),
    Field("电子清单另附", "checksums_enclosed", FLAG, LEFT_OUT, "经办人勾选：附了电子文件校验值清单", typed=True, level=ASSERTION),
)  # fmt: skip
