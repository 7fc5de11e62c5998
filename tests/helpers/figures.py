"""What servers say of themselves at /metrics, read as who watches over them reads it."""

from __future__ import annotations

from collections import Counter

from prometheus_client.parser import text_string_to_metric_families

from tests.helpers.installation import Installation
from tests.helpers.server import Server

Figures = Counter[str]
"""Every sample by its name, and by its name and label as `name:label`; nought if it is not there."""


def figures(server: Server, port: int = 0) -> Figures:
    """Of one process: the server, or the one of its workers with this port."""
    address = f"http://127.0.0.1:{port}/metrics" if port else "/metrics"
    families = text_string_to_metric_families(server.browser().get(address).text)
    samples = [sample for family in families for sample in family.samples]
    return Counter(
        {":".join([sample.name, *sample.labels.values()]): sample.value for sample in samples}  # type: ignore[arg-type]
    )


def together(installation: Installation) -> Figures:
    """Of all processes."""
    all_of_them: Figures = Counter()
    for server in installation.servers:
        all_of_them.update(figures(server))
    return all_of_them
