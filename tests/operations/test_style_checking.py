"""00-style on finished papers: a file of any program is read, and what the layout check says already is not said twice."""

from desktop.operations.form_checking import check_file
from desktop.operations.style_checking import of_draft, of_file
from tests.documents.form_check.deviations import words
from tests.documents.form_check.written import RIGHT, saved


def test_a_file_is_read_against_the_usage_of_the_office(tmp_path):
    document = RIGHT["plain"]()
    words("部署，", "部署,一把手负责，")(document)
    path = tmp_path / "汇报.docx"
    path.write_bytes(saved(document))

    remarks = of_file(path)

    assert "term.leader" in {one.rule for one in remarks} and "mark.half_width" not in {one.rule for one in remarks}
    assert "mark.half_width" in {one.rule for one in of_draft(path.read_bytes(), path.name)}
    assert any("标点" in one.message for one in check_file(path))
