"""One template, read line by line from its wording."""

from __future__ import annotations

import re
from pathlib import Path

from tests.tools.templates.frames import section, section_end
from tests.tools.templates.looks import DECLARATION, NAMESPACES, SHORT, kept, paragraph, twips
from tests.tools.templates.tables import Table, plain_table

PARTS = Path(__file__).resolve().parents[1] / "paper_texts" / "parts"


class Paper:
    """One template, read line by line."""

    def __init__(self, source: str) -> None:
        self.form, self.title, self.unit, self.body = "letter", "", "", []
        self.table: Table | None = None
        self.read_all(source)

    def read_all(self, source: str) -> None:
        for line in source.splitlines():
            if line.strip() and not line.startswith("#"):
                self.read(line.strip())

    def read(self, line: str) -> None:
        if line.startswith("@"):
            word, _, rest = line[1:].partition(" ")
            getattr(self, f"at_{word}")(rest.strip())
        elif line.startswith("{%p"):
            self.body.append(paragraph("公文空行", line))
        else:
            found = re.match(r"\[(\S+?)\]\s?(.*)$", line)
            self.body.append(paragraph(SHORT[found[1]], found[2]))

    def at_form(self, rest: str) -> None:
        self.form = rest

    def at_property_title(self, rest: str) -> None:
        self.title = rest

    def at_property_subject(self, rest: str) -> None:
        self.unit = rest

    def at_include(self, name: str) -> None:
        """Wording that two kinds share, from the folder of parts."""
        self.read_all((PARTS / f"{name}.txt").read_text("utf-8"))

    def at_head_block(self, _rest: str) -> None:
        self.body.append(paragraph("公文空行", "〔版头〕"))

    def at_signature(self, _rest: str) -> None:
        self.body.append(paragraph("公文空行", "〔落款〕"))

    def at_signed(self, rest: str) -> None:
        """Signature (署名 or another word, after what stands before it: 中共＋单位) and date of a paper without a head, which its frame does not print."""
        before, _, word = rest.rpartition("＋")
        word = word or "署名"
        self.body += [paragraph("公文署名前空行", "")] * 2
        self.body.append(paragraph("公文署名", f"{{% if {word} %}}{before}{{{{{word}}}}}{{% endif %}}"))
        self.body.append(paragraph("公文成文日期", "{{成文日期}}"))

    def at_sign_here(self, rest: str) -> None:
        """A line to sign on, two rows under the date."""
        self.body[-1] = kept(self.body[-1])  # one does not sign on a page of its own
        self.body.append(
            paragraph("公文空行", "", "<w:keepNext/>")
            + plain_table([[(8845, paragraph("公文空行", rest.replace("\\n", "\n")))]])
        )

    def at_subtitle(self, rest: str) -> None:
        parts = rest.split("／／")
        look = "" if len(parts) > 1 else '<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>'
        self.body.append(plain_table([[(8845, "".join(paragraph("公文副题", part, look) for part in parts))]]))

    def at_table(self, rest: str) -> None:
        self.table = Table(rest)

    def at_top(self, rest: str) -> None:
        self.table.wide("公文表题", rest, True)

    def at_topline(self, rest: str) -> None:
        """Numbers and dates above a form sheet, again on every page."""
        self.table.wide("公文表文", rest.replace("\\n", "\n"), True, '<w:jc w:val="center"/>')

    def at_topnote(self, rest: str) -> None:
        self.table.wide("公文表注", rest, True)

    def at_noted(self, rest: str) -> None:
        """A note and the title under it above one frame, in one row: between two rows a line would stand."""
        note, title = rest.split("｜")
        self.table.across(paragraph("公文表注", note.replace("\\n", "\n")) + paragraph("公文表题", title), True)

    def at_head(self, rest: str) -> None:
        self.table.line(self.table.head_style, rest.split("｜"), True)

    def at_headsize4(self, _rest: str) -> None:
        self.table.head_style = "公文表头四号"

    def at_row(self, rest: str) -> None:
        self.table.line("公文表文", rest.split("｜"))

    def at_keptrow(self, rest: str) -> None:
        self.table.line("公文表文", rest.split("｜"), keep="<w:keepNext/>")

    def at_sum(self, rest: str) -> None:
        self.table.line("公文表合计", rest.split("｜"))

    def at_tr(self, rest: str) -> None:
        self.table.tag("{%tr " + rest + " %}")

    def at_foot(self, rest: str) -> None:
        self.table.wide("公文表注", rest.replace("\\n", "\n"), False)

    def at_end(self, _rest: str) -> None:
        self.body.append(self.table.xml())

    def at_figure(self, rest: str) -> None:
        image, title, note = rest.split("｜")
        parts = (
            paragraph("公文图", "{{" + image + "}}")
            + paragraph("公文图题", title)
            + paragraph("公文表注", note, '<w:jc w:val="center"/>')
        )
        # a paragraph between two tables: without it the editors make one of them
        self.body.append(paragraph("公文题下", "") + plain_table([[(8845, parts)]]))

    def at_landscape(self, _rest: str) -> None:
        self.body.append(section_end(self.form, False))

    def at_portrait(self, _rest: str) -> None:
        self.body.append(section_end(self.form, True))

    def at_ballot(self, _rest: str) -> None:
        """What stands above is a ballot of A5."""
        self.body.append(section_end(self.form, ballot=True))

    def at_colophon(self, _rest: str) -> None:
        self.body.append(paragraph("公文空行", "〔版记〕"))

    def at_newpage(self, rest: str) -> None:
        """A form on a page of its own behind the letter; its title stands in a table, as no annex of the letter."""
        self.body.append(paragraph("公文题下", "", "<w:pageBreakBefore/>"))
        self.body.append(plain_table([[(8845, paragraph("公文附件题", rest))]]))

    def at_receipt(self, rest: str) -> None:
        """A receipt to be cut off under the signature: the line, its title, what it says, where one signs."""
        line, title, *texts = rest.split("／／")
        lines = [paragraph("公文表注", line), paragraph("公文表头四号", title)]
        lines += [paragraph("公文表注", text) for text in texts]
        self.body.append(paragraph("公文题下", "") + plain_table([[(8845, "".join(lines))]]))

    def at_box(self, rest: str) -> None:
        """A box to write in below the rows of a list: its least height in mm, its label, the line to sign on."""
        height, label, signature = rest.split("｜")
        self.table.box(twips(float(height)), label, signature)

    def at_form_line(self, rest: str) -> None:
        """A row of a form sheet: its least height in mm, then its cells."""
        height, _, cells = rest.partition("｜")
        self.table.form_line(twips(float(height)), cells.replace("\\n", "\n").split("｜"))

    def document(self) -> str:
        return (
            DECLARATION
            + f'<w:document {NAMESPACES} mc:Ignorable=""><w:body>{"".join(self.body)}{section(self.form)}</w:body></w:document>'.replace(
                ' mc:Ignorable=""', ""
            )
        )
