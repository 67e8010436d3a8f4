"""Cases past their time at the command line."""

from __future__ import annotations

from typing import Any


def test_what_is_due_is_told_and_what_is_not_is_refused(ctl: Any) -> None:
    told = ctl("privacy", "due", "--json").json
    assert told["kept"] == [{"name": "", "days": 1095, "fixed": "default", "due": 0}]
    assert (told["proposed"], told["due"]) == ([], [])
    lines = ctl("privacy", "due", "--lang", "zh_CN").out
    assert "默认三年" in lines
    assert "没有保存期满的事项" in lines
    destroy = ("privacy", "destroy", "no-such-case", "--json")
    assert ctl(*destroy).error == "retention.which_step"
    assert ctl(*destroy, "--agree", "--decline").error == "retention.which_step"
    for step in ("--propose", "--agree", "--decline"):
        assert ctl(*destroy, step, "--words", "保存期限已满").error == "retention.unknown"
