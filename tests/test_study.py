"""What a form of study says: 集体学习, 研讨, both, or neither."""

import pytest

from service.study import is_collective, is_seminar


# ---- forms ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("form", "collective", "seminar"),
    [
        ("集体学习研讨", True, True),
        ("集体学习", True, False),
        ("专题研讨", False, True),
        ("集体研讨", True, True),
        ("读书班", False, False),
        ("读书班和交流研讨", False, True),
        ("专题辅导、集体学习研讨", True, True),
        ("集体学习研讨（扩大）", True, True),
        ("自学（不集体研讨）", False, False),
        ("自学(不集体研讨)", False, False),
        ("个人自学，不集体研讨", False, False),
        ("未安排研讨", False, False),
        ("专题调研", False, False),
    ],
)
def test_form(form: str, collective: bool, seminar: bool) -> None:
    assert (is_collective(form), is_seminar(form)) == (collective, seminar)
