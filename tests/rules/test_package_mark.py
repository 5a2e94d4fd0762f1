"""X9: a returned file is taken only under the mark that is due."""

import pytest

from desktop.rules.package_mark import PackageMark, refusal

DUE = PackageMark("PK-1", "县民政局", "第三轮", 2)


@pytest.mark.parametrize(("mark", "kind"), [
    (None, "no_package_id"), (PackageMark("", "县民政局", "第三轮", 2), "no_package_id"), (PackageMark("PK-9", "县教育局", "第一轮", 1), "other_unit"),
    (PackageMark("PK-1", "县民政局", "第一轮", 1), "other_round"), (PackageMark("PK-1", "县民政局", "第三轮", 1), "old_version"),
    (PackageMark("PK-1", "县民政局", "第三轮", None), "old_version"),
])  # fmt: skip
def test_the_first_mismatch_refuses_the_file_with_place_and_remedy(mark, kind):
    found = refusal(mark, DUE)
    assert found is not None and found.kind == kind and str(found) == f"{found.why}。{found.remedy}"


def test_the_file_that_is_due_is_taken():
    assert refusal(DUE, DUE) is None


@pytest.mark.parametrize(
    ("version", "said"),
    [(1, "交回第1版，现行第2版"), (None, "交回的表没有写明版本，现行第2版")],
)
def test_another_version_is_told_beside_the_one_in_force(version, said):
    """X9: the clerk reads which one came back, or that the file does not say."""
    assert refusal(PackageMark("PK-1", "县民政局", "第三轮", version), DUE).why == said


def test_a_file_without_a_unit_is_told_as_that_of_another():
    assert refusal(PackageMark("PK-1", "", "第三轮", 2), DUE).why == "表是别的单位的，应收县民政局"
