"""run.py as a person uses it, in a real folder with a real .venv, and never with a network."""

import json
import subprocess
import sys
import time

import run


def test_the_first_start_tells_its_steps_and_passes_the_words_on(ready):
    lines = (ready.root / "first_start.txt").read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith("Setting Saual up in")
    assert [line for line in lines if line.endswith("...")] == [
        "[1/2] Making .venv ...",
        "[2/2] Installing packages ...",
    ]
    assert lines[-1].startswith("saual ['the', 'first words']")


def test_a_second_start_takes_under_two_seconds_and_touches_nothing(ready):
    log = (ready.venv / "setup.log").read_bytes()
    took, python_alone = [], []
    for _ in range(3):
        since = time.monotonic()
        second = ready.start("--help")
        took.append(time.monotonic() - since)
        since = time.monotonic()
        subprocess.run([sys.executable, "-c", ""], check=True)
        python_alone.append(time.monotonic() - since)

    assert second.stdout.startswith("saual ['--help']")
    assert second.stdout.count("\n") == 1
    assert (ready.venv / "setup.log").read_bytes() == log
    assert min(took) < max(2, 20 * min(python_alone))  # on a machine where Python itself takes its time


def test_a_server_of_a_cluster_gets_what_it_needs_beside_once(ready, monkeypatch):
    monkeypatch.setenv("SAUAL_REDIS_URL", "redis://127.0.0.1:6379")

    first, second = ready.start(), ready.start()

    assert [line for line in first.stdout.splitlines() if line.endswith("...")] == ["[1/1] Installing packages ..."]
    assert "Installing" not in second.stdout


def test_without_words_it_serves(ready):
    assert ready.start().stdout.startswith("saual ['serve']")


def test_saual_runs_in_the_folder_the_person_stands_in_and_takes_no_modules_from_it(ready, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "saual.py").write_text("raise SystemExit('the wrong saual')", encoding="utf-8")

    started = ready.start("bank", cwd=elsewhere)

    assert started.stdout.strip() == f"saual ['bank'] {elsewhere}"


def test_a_folder_that_was_moved_starts_as_before(ready, tmp_path):
    ready.root.rename(tmp_path / "moved")

    started = type(ready)(tmp_path / "moved").start("replay")

    assert started.stdout.startswith("saual ['replay']")
    assert started.stdout.count("\n") == 1


def test_a_half_made_venv_is_made_anew(fresh):
    (fresh.venv / "bin").mkdir(parents=True)
    (fresh.venv / "bin" / "python").write_text("cut off here", encoding="utf-8")

    started = fresh.start("serve")

    assert "Making .venv done" in started.stdout
    assert started.stdout.splitlines()[-1].startswith("saual ['serve']")


def test_a_venv_whose_packages_were_cut_off_is_made_anew(ready):
    run.write_stamps(ready.root, {})

    assert titles(ready.root) == ["Making .venv", "Installing packages"]


def test_a_venv_of_another_python_is_made_anew(ready):
    stamps = run.read_stamps(ready.root)
    run.write_stamps(ready.root, {**stamps, "python": "cpython-39"})

    assert titles(ready.root) == ["Making .venv", "Installing packages"]


def test_a_venv_whose_python_is_gone_is_made_anew(ready):
    run.venv_python(ready.root).unlink()

    assert titles(ready.root) == ["Making .venv", "Installing packages"]


def test_a_damaged_stamp_is_no_stamp(ready):
    (ready.venv / "saual.json").write_text("{", encoding="utf-8")

    assert titles(ready.root) == ["Making .venv", "Installing packages"]


def test_a_new_lock_installs_packages_and_keeps_the_venv(ready):
    (ready.root / "requirements" / "run.txt").write_text("# another\n", encoding="utf-8")

    assert titles(ready.root) == ["Installing packages"]


def test_what_the_tests_need_counts_as_installed_for_a_plain_start_too(ready):
    stamps = ready.venv / "saual.json"
    stamps.write_text(json.dumps({"python": run.read_stamps(ready.root)["python"]}), encoding="utf-8")

    run.install(ready.root, "test", run.Progress("Installing packages"))

    assert titles(ready.root) == []


def test_bench_is_set_up_like_test_and_gets_its_words(monkeypatch):
    calls = []
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.setattr(run, "prepare", lambda root, testing: calls.append(testing))
    monkeypatch.setattr(run, "start", lambda root, words: calls.append(words) or 0)

    assert run.main(["bench", "--short"]) == 0

    assert calls == [True, ["-m", "loadtests", "--short"]]


def test_only_one_start_sets_up_at_a_time(fresh):
    with run.only_one(fresh.root), (fresh.root / ".venv.lock").open("a") as other:
        assert not run.try_lock(other)
    with (fresh.root / ".venv.lock").open("a") as other:
        assert run.try_lock(other)


def titles(root):
    return [title for title, _ in run.plan(root, testing=False)]
