"""Formats of strangers, installed as pip leaves them: for this process and those that it starts."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from saual.banks.formats import registry

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "plug-ins.md").read_text("utf-8")
CARDS = "#cards\nCapital of Kazakhstan? = Astana\nNo answer\nLongest river? = Irtysh\n"


def installed(site: Path, package: str, module: str, entry_points: str) -> None:
    """The module, and beside it what the distribution says of itself."""
    (site / f"{package.replace('-', '_')}.py").write_text(module, "utf-8")
    about = site / f"{package.replace('-', '_')}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", "utf-8")
    (about / "entry_points.txt").write_text(entry_points, "utf-8")


@contextmanager
def packages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place to install into, forgotten afterwards."""
    site = folder / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")]))
    registry.known.cache_clear()
    yield site
    registry.known.cache_clear()
    for name in [name for name in sys.modules if name.startswith("saual_")]:
        del sys.modules[name]


def install_cards(site: Path) -> None:
    """The example of the documentation, word for word."""
    [module] = re.findall(r"test_plugins\.py -->\n```python\n(.*?)```", PAGE, re.DOTALL)
    [declared] = re.findall(r"```toml\n\[project\.entry-points\.\"saual\.bank_formats\"\]\n(.*?)```", PAGE, re.DOTALL)
    installed(site, "saual-cards", module, "[saual.bank_formats]\n" + declared.replace('"', ""))
