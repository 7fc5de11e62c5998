"""The test command itself: what it passes, what it fails, and that CI lets nothing be skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import everything

REPOSITORY = Path(__file__).resolve().parents[2]
REPORT = """<testsuites><testsuite>
<testcase classname="tests.a" name="passes"/>
<testcase classname="tests.a" name="skips"><skipped type="pytest.skip" message="no browser"/></testcase>
<testcase classname="tests.a" name="is known"><skipped type="pytest.xfail" message="known"/></testcase>
</testsuite></testsuites>"""


def test_a_failed_check_fails_and_the_rest_still_runs():
    summary = everything.Summary()

    everything.check(summary, "bad", [sys.executable, "-c", "raise SystemExit(2)"])
    everything.check(summary, "good", [sys.executable, "-c", ""])

    assert summary.exit_code(in_ci=False) == 1
    assert "Passed: good" in summary.text(in_ci=False)
    assert "FAILED: bad" in summary.text(in_ci=False)


def test_checks_beside_another_say_what_they_have_to_say_after_it_and_each_on_its_own(capfd):
    summary = everything.Summary()
    spoken = "import sys; print('one'); print('two', file=sys.stderr); raise SystemExit({})"
    checks = {n: [sys.executable, "-uc", spoken.format(code)] for n, code in (("bad", 1), ("good", 0))}

    with everything.meanwhile(summary, checks):
        os.write(1, b"the other\n")

    assert capfd.readouterr().out == "the other\n\n== bad\none\ntwo\n\n== good\none\ntwo\n"
    assert summary.failed == ["bad (its output is above)"]
    assert [passed.partition(" ")[0] for passed in summary.passed] == ["good"]


@pytest.mark.parametrize(("in_ci", "code"), [(False, 0), (True, 1)])
def test_what_could_not_run_is_told_and_fails_only_in_ci(in_ci, code):
    summary = everything.Summary(passed=["pytest"], could_not_run=["tests in a browser: there is none"])

    assert "Could not run: tests in a browser: there is none" in summary.text(in_ci)
    assert ("counts as failed" in summary.text(in_ci)) is in_ci
    assert summary.exit_code(in_ci) == code


def test_skipped_tests_are_named_with_their_reason_and_expected_failures_are_not(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT, encoding="utf-8")

    assert everything.skipped(report) == ["tests.a::skips: no browser"]


@pytest.mark.parametrize(("value", "in_ci"), [("true", True), ("1", True), ("", False), ("false", False)])
def test_ci_is_known_by_its_variable(value, in_ci):
    assert everything.is_ci({"CI": value}) is in_ci


def test_a_browser_that_is_named_is_the_one_that_is_used(monkeypatch, tmp_path):
    monkeypatch.setenv(everything.BROWSER_SETTING, sys.executable)
    assert everything.installed_browser() == sys.executable

    monkeypatch.setenv(everything.BROWSER_SETTING, str(tmp_path / "gone"))
    assert everything.installed_browser() is None


def test_without_a_browser_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(everything, "installed_browser", lambda: None)
    monkeypatch.setattr(everything.shutil, "which", lambda _: None)

    browser, why_not = everything.find_browser()

    assert browser is None
    assert "Install Chromium" in why_not


def test_root_on_debian_gets_a_browser_and_letters_from_apt(monkeypatch):
    ran, found = [], iter([None, "/usr/bin/chromium"])
    monkeypatch.setattr(everything, "installed_browser", lambda: next(found))
    monkeypatch.setattr(everything, "has_kazakh_fonts", lambda: False)
    monkeypatch.setattr(everything.sys, "platform", "linux")
    monkeypatch.setattr(everything.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(everything.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(everything.subprocess, "run", lambda command, **_: ran.append(command))

    assert everything.find_browser() == ("/usr/bin/chromium", "")
    assert [command[1] for command in ran] == ["update", "install"]
    assert ran[1][-3:] == ["chromium", "fontconfig", everything.KAZAKH_FONTS]


def test_every_test_is_run_once_and_what_is_measured_runs_alone():
    (_, together), (_, alone) = everything.runs_of_pytest([])

    assert {f"--ignore={file}" for file in alone} == {word for word in together if word.startswith("--ignore")}
    assert all((REPOSITORY / file).is_file() for file in alone)
    assert "-n" in together
    assert "-n" not in alone
    assert everything.runs_of_pytest(["tests/game", "-x"]) == [("pytest", ["tests/game", "-x"])]


def test_what_runs_together_writes_to_memory_where_there_is_enough_and_leaves_nothing_there(tmp_path, monkeypatch):
    monkeypatch.setattr(everything, "IN_MEMORY", tmp_path)
    monkeypatch.setattr(everything, "ENOUGH_MEMORY", 1)

    with everything.temporary_files(in_memory=True) as where:
        folder = Path(where["TMPDIR"])
        assert folder.parent == tmp_path
        (folder / "left").touch()

    assert list(tmp_path.iterdir()) == []


def test_what_is_measured_and_what_finds_no_memory_writes_to_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(everything, "IN_MEMORY", tmp_path)
    monkeypatch.setattr(everything, "ENOUGH_MEMORY", 1)
    with everything.temporary_files(in_memory=False) as where:
        assert where == {}

    monkeypatch.setattr(everything, "ENOUGH_MEMORY", 2**60)
    with everything.temporary_files(in_memory=True) as where:
        assert where == {}


def test_ci_runs_the_test_command_and_nothing_else(tmp_path):
    python3 = tmp_path / "python3"
    python3.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    python3.chmod(0o755)
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])

    ran = subprocess.run(
        ["bash", str(REPOSITORY / ".ci" / "run")],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )

    script, *words = ran.stdout.split()
    assert Path(script).resolve() == REPOSITORY / "run.py"
    assert words == ["test"]
