"""Every rule, on files as people write them, in the words that they will read."""

from __future__ import annotations


def test_check_says_exactly_this(case, folder):
    case.write(folder)

    assert case.found(folder) == case.expected


def test_case_is_filed_under_a_code_that_it_shows(case):
    codes = {problem["code"] for problem in case.expected}

    assert case.code in codes or (case.code == "fine" and not codes)
