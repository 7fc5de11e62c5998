"""The lock files: complete, in step with what asks for them, and naming no place to download from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
REQUIREMENTS = REPOSITORY / "requirements"
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
WEB = json.loads((REPOSITORY / "web" / "package.json").read_text(encoding="utf-8"))
WEB_LOCK = json.loads((REPOSITORY / "web" / "package-lock.json").read_text(encoding="utf-8"))


def pins(lock):
    """Each requirement of a lock as one line: the pin, its marker and its hashes, without comments."""
    text = re.sub(r"\s*#.*", "", (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8"))
    return {" ".join(line.split()) for line in text.replace("\\\n", " ").splitlines() if line.strip()}


def names(requirements):
    return {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in requirements}


@pytest.mark.parametrize("lock", ["run", "cluster", "load", "test", "build"])
def test_every_package_is_pinned_and_hashed_and_no_address_is_named(lock):
    assert pins(lock)
    for pin in pins(lock):
        assert re.match(r"[\w.-]+==\S+ (; .*?)?--hash=sha256:[0-9a-f]{64}( --hash=sha256:[0-9a-f]{64})*$", pin)
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text


def test_the_lock_for_tests_holds_all_that_runs():
    assert pins("run") <= pins("cluster") <= pins("test")
    assert {pin.split()[0] for pin in pins("load")} <= {pin.split()[0] for pin in pins("test")}


def test_what_the_project_asks_for_is_locked():
    assert names(PROJECT["project"]["dependencies"]) <= names(pins("run"))
    assert names(PROJECT["project"]["optional-dependencies"]["cluster"]) <= names(pins("cluster"))
    groups = PROJECT["dependency-groups"]
    assert names(groups["load"]) <= names(pins("load"))
    assert names(word for word in groups["test"] if isinstance(word, str)) <= names(pins("test"))


def test_every_npm_package_for_every_system_has_its_hash_and_no_address():
    packages = {path: package for path, package in WEB_LOCK["packages"].items() if path}

    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not [path for path, package in packages.items() if "resolved" in package]
    assert {"win32-x64-msvc", "darwin-arm64", "linux-arm64-gnu"} <= {
        path.rpartition("lightningcss-")[2] for path in packages
    }


def test_the_npm_lock_is_of_the_package_json_beside_it():
    assert WEB_LOCK["packages"][""] == {key: WEB[key] for key in ("name", "dependencies", "devDependencies", "engines")}
