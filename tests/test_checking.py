"""`cjm check` and `cjm rules` as people and machines call them, and the page that lists the rules."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cjm_widgets import cli
from cjm_widgets.cli import rules_page
from cjm_widgets.model.checks import RULES

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "cjm_widgets" / "templates" / "classic.cjm.json"
KIT = ROOT / "cjm_widgets" / "samples" / "meal_kit.cjm.json"


@pytest.fixture
def broken(tmp_path):
    """The meal kit with an emotion outside the scale."""
    path = tmp_path / "broken.cjm.json"
    text = KIT.read_text(encoding="utf-8")
    path.write_text(text.replace('"emotion": -1.5', '"emotion": -7.5'), encoding="utf-8")
    return path


def test_one_finding_a_line_with_file_severity_and_code(broken, capsys):
    assert cli.main(["check", str(broken)]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first == (
        f"{broken}: error emotion-outside-scale: The emotion of step “Asks about delivery” is -7.5, outside −2 to +2."
    )


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("note", 1)])
def test_fail_on_decides_the_exit_status(fail_on, status, capsys):
    assert cli.main(["check", str(KIT), "--fail-on", fail_on]) == status
    assert "warning pain-without-opportunity" in capsys.readouterr().out


def test_all_templates_pass(capsys):
    assert cli.main(["check", *map(str, TEMPLATE.parent.glob("*.cjm.json"))]) == 0


def test_a_file_that_cannot_be_read_gives_2_and_the_others_are_checked(tmp_path, broken, capsys):
    bad = tmp_path / "bad.cjm.json"
    bad.write_text("no map", encoding="utf-8")
    assert cli.main(["check", str(tmp_path / "none.cjm.json"), str(bad), str(broken)]) == 2
    said = capsys.readouterr()
    assert "emotion-outside-scale" in said.out
    assert [line.startswith("cjm: ") for line in said.err.splitlines()] == [True, True]


def test_json_holds_all_of_a_finding(broken, capsys):
    assert cli.main(["check", str(broken), "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert told["file"] == str(broken)
    found = told["findings"][0]
    assert (found["code"], found["step"], found["where"], found["mend"]) == (
        "emotion-outside-scale", "asks-delivery", "Asks about delivery", None,
    )  # fmt: skip


def test_what_is_silenced_is_not_told(broken, capsys):
    raw = json.loads(broken.read_text(encoding="utf-8"))
    waiver = {"id": "w", "code": "emotion-outside-scale", "row": "asks-delivery", "reason": "it was that bad"}
    raw["tables"]["waivers"] = {"columns": ["code", "row", "reason"], "rows": [waiver]}
    broken.write_text(json.dumps(raw), encoding="utf-8")
    assert cli.main(["check", str(broken)]) == 0
    assert "emotion-outside-scale" not in capsys.readouterr().out


def test_the_day_is_given(tmp_path, capsys):
    path = tmp_path / "map.cjm.json"
    raw = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    raw["meta"]["updated"] = "2026-01-01"
    path.write_text(json.dumps(raw), encoding="utf-8")
    told = []
    for day in ("2026-06-30", "2026-07-01"):
        cli.main(["check", str(path), "--today", day])
        told.append("not-updated" in capsys.readouterr().out)
    assert told == [False, True]


def test_a_day_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["check", str(KIT), "--today", "soon"])
    assert left.value.code == 2
    assert "'soon' is no date; write it as 2026-03-01" in capsys.readouterr().err


def test_rules_lists_them_all(capsys):
    assert cli.main(["rules"]) == 0
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == sorted(RULES)
    assert cli.main(["rules", "--json"]) == 0
    assert {rule["code"] for rule in json.loads(capsys.readouterr().out)} == set(RULES)


@pytest.mark.skipif(shutil.which("head") is None, reason="needs the program head")
def test_a_reader_that_stops_early_is_no_error():
    line = f"{sys.executable} -m cjm_widgets rules --json | head -c 1"
    done = subprocess.run(line, shell=True, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr == ""


def test_the_page_of_rules_is_fresh():
    assert rules_page.PAGE.read_text(encoding="utf-8") == rules_page.page(), (
        "docs/checks.md is old: python -m cjm_widgets.cli.rules_page"
    )
