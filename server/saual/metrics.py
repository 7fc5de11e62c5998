"""The figures of this process as Prometheus reads them. Made when asked for; until then nothing is done for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from saual import __version__
from saual.log.base import Log
from saual.rooms.counts import ACK_BOUNDS_MS, Counts
from saual.rooms.hall import Hall
from saual.rooms.peers import Peers

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics(Collector):
    def __init__(self, hall: Hall, log: Log, counts: Counts, peers: Peers) -> None:
        self._hall = hall
        self._log = log
        self._counts = counts
        self._peers = peers
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self)
        ProcessCollector(registry=self._registry)  # CPU, memory and open files, where the system tells

    def text(self) -> bytes:
        """All of it, as text."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        yield _named("saual_process_info", "Which process this is.", process=self._peers.me, version=__version__)
        yield GaugeMetricFamily(
            "saual_processes", "Processes that share the rooms, with this one.", self._peers.living()
        )
        yield from self._crowd()
        yield from self._work()
        yield from self._lags()

    def _crowd(self) -> Iterator[Metric]:
        rooms = self._hall.rooms()
        phones = sum(live.audience.phones for live in rooms)
        screens = sum(live.audience.screens for live in rooms)
        unsaved = sum(live.unsaved for live in rooms)
        yield GaugeMetricFamily("saual_rooms", "Rooms that this process has; others may have them too.", len(rooms))
        yield GaugeMetricFamily("saual_rooms_unsaved", "Rooms whose last entry could not be saved.", unsaved)
        yield GaugeMetricFamily("saual_phones", "Phones that have a seat and are connected here.", phones)
        yield GaugeMetricFamily("saual_screens", "Staff screens that are connected here.", screens)

    def _work(self) -> Iterator[Metric]:
        counts = self._counts
        rounds = "Questions closed in rooms that this process has."
        dropped = "Outboxes that a screen did not read, dropped for the whole picture."
        yield CounterMetricFamily("saual_rounds", rounds, counts.rounds)
        yield CounterMetricFamily("saual_outboxes_dropped", dropped, counts.dropped)
        yield _by("saual_answers", "Answers taken from phones of this process.", "result", counts.answers)
        yield _by("saual_turned_away", "Connections that were not let in.", "reason", counts.turned_away)
        handed = "Connections given to the worker that has their room."
        yield _by("saual_handed_over", handed, "result", counts.handed_over)
        bounds = [*(str(bound / 1000) for bound in ACK_BOUNDS_MS), "+Inf"]
        acks = list(zip(bounds, accumulate(counts.acks), strict=True))
        waited = "From an answer's arrival to its ack."
        yield HistogramMetricFamily("saual_ack_seconds", waited, acks, counts.acks_ms / 1000)

    def _lags(self) -> Iterator[Metric]:
        for what, (waiting, oldest_ms) in (("log", self._log.lag()), ("archive", self._hall.keeper.lag())):
            yield GaugeMetricFamily(f"saual_{what}_waiting", f"Writes that the {what} has not confirmed yet.", waiting)
            oldest = f"For how long the {what} has kept the oldest of them waiting."
            yield GaugeMetricFamily(f"saual_{what}_lag_seconds", oldest, oldest_ms / 1000)


def _named(name: str, what: str, **labels: str) -> Metric:
    family = GaugeMetricFamily(name, what, labels=list(labels))
    family.add_metric(list(labels.values()), 1)
    return family


def _by(name: str, what: str, label: str, numbers: dict[str, int]) -> Metric:
    family = CounterMetricFamily(name, what, labels=[label])
    for value, number in sorted(numbers.items()):
        family.add_metric([value], number)
    return family
