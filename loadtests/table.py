"""The figures as one table for people. Owns words and rounding; measures nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loadtests.figures import LIMIT_MS, Figures, Result, ratio
from loadtests.plan import Plan

_NONE = "not measured"


def table(result: Result, where: Mapping[str, str]) -> str:
    a, b, plan = result.saual, result.bare, result.plan
    rows = [
        ("", "saual", "bare", "ratio"),
        _row(f"CPU µs per student and question, {plan.steady_rate:g} rounds/s", a.cpu_us, b.cpu_us, 0),
        _row("CPU µs per student and question, saturated", a.cpu_us_saturated, b.cpu_us_saturated, 0),
        _row(f"rounds/s, last phone's question p99 ≤ {LIMIT_MS:g} ms", a.rounds, b.rounds, 0),
        _row("  last phone's question p50, ms", a.rounds_p50, b.rounds_p50, 1),
        _row("  last phone's question p99, ms", a.rounds_p99, b.rounds_p99, 1),
        _row("rounds/s as fast as it goes", a.saturated_rounds, b.saturated_rounds, 0),
        _row("rounds/s of a core of its own, computed from its CPU", _whole_core(a, plan), _whole_core(b, plan), 0),
        _row(f"{min(plan.together, plan.rooms)} classes at once: last phone p99, ms", a.burst_p99, b.burst_p99, 0),
        _row("one class: first to last phone p50, ms", a.fan_p50, b.fan_p50, 2),
        _row("one class: first to last phone p99, ms", a.fan_p99, b.fan_p99, 2),
        _row("answer to ack at 50 rounds/s p50, ms", a.ack_p50, b.ack_p50, 1),
        _row("answer to ack at 50 rounds/s p99, ms", a.ack_p99, b.ack_p99, 1),
        _row("memory per phone, KB", _kb(a.memory), _kb(b.memory), 1),
        _row("payload down per student and question, B", a.down, b.down, 0),
        _row("payload up per student and question, B", a.up, b.up, 0),
        _row("messages down per student and question", a.messages_down, b.messages_down, 2),
        _row(f"one room of {plan.hall:,}: all have the question, ms", a.hall_question, b.hall_question, 0),
        _row(f"one room of {plan.hall:,}: all answers acknowledged, ms", a.hall_acked, b.hall_acked, 0),
        (f"a class of {plan.phones} × 40 questions from its log, ms", _number(result.recover_ms, 0), "", ""),
        ("rounds played", str(a.asked), str(b.asked), ""),
        ("games that ended in them", str(a.games), "", ""),
        ("answers sent", str(a.answers), str(b.answers), ""),
        ("answers acknowledged", str(a.acked), str(b.acked), ""),
        ("answers in the reports", str(result.recorded), "", ""),
        ("answers lost", str(result.lost), "", ""),
        ("load generator, share of its core at a rate", f"{result.own_cpu:.0%}", "", ""),
        ("load generator, share of its core, saturated", f"{result.own_cpu_saturated:.0%}", "", ""),
        ("others on the server's core", _NONE if result.neighbours is None else f"{result.neighbours:.0%}", "", ""),
    ]
    lines = [f"{name:<10} {value}" for name, value in where.items()]
    lines.append(f"{'load':<10} {plan.rooms} classes of {plan.phones}, answers spread over {plan.think_s:g} s")
    lines.append(f"{'took':<10} {result.took_s:.0f} s")
    lines += ["", *_columns(rows), "", *_growth(result), *_notes(result)]
    return "\n".join(lines)


def _growth(result: Result) -> list[str]:
    """How cost grows, with its ratio to bare; empty if it was not measured."""
    if not result.growth:
        return []
    rows = [("rooms of phones, rounds/s", "CPU µs asked", "× bare", "CPU µs/s idle", "× bare", "KB a phone", "× bare")]
    for grown in result.growth:
        a, b = grown.saual, grown.bare
        rows.append(
            (
                f"{grown.rooms:,} of {grown.phones}, {grown.rate:g}",
                *_row("", a.cpu_us, b.cpu_us, 0)[1::2],
                *_row("", a.idle_us, b.idle_us, 1)[1::2],
                *_row("", _kb(a.memory), _kb(b.memory), 1)[1::2],
            )
        )
    return ["What a student costs: per question, per idle second, in memory.", "", *_columns(rows), ""]


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(_cell(text, widths[at], at) for at, text in enumerate(row)).rstrip() for row in rows]


def _notes(result: Result) -> list[str]:
    notes = [
        "A round: question, answers, acks, result, and what host and projector get; no leaderboard between.",
        "Half of the phones in Kazakh, half in Russian; the pages' own pings are left out. The log is on disk.",
        "bare: messages of the same sizes on Starlette and uvicorn, without game, log or checks.",
        "In the one big room every phone answers the moment it has the question; both times are from the host's press.",
    ]
    many = result.plan.questions
    if many:
        notes.append(
            f"Classes are at different questions of games of {many}: of {many} rounds in any stretch, one begins"
        )
        notes.append("a new game, and the record of the one before is written in it.")
    if (result.neighbours or 0.0) > 0.1:
        notes.append("Other programs were busy on the server's core: times are those of a busy machine.")
    if not result.pinned:
        notes.append("Server and load generator were not kept on cores of their own: this system has one, or no way.")
    if result.own_cpu_saturated > 0.9:
        notes.append("The load generator had no core to spare: the highest rates may be its own limit.")
    if result.classes_were_the_limit:
        notes.append("The classes were nearly the limit: more of them might have had more rounds of bare or of Saual.")
    if any(grown.phones < result.plan.phones for grown in result.growth):
        notes.append("Many rooms have fewer phones: the system gives a process no more open files.")
    if result.saual.refused:
        notes.append(f"Refused: {result.saual.refused}")
    if result.trouble:
        notes.append(f"The server said:\n{result.trouble}")
    return notes


def _row(name: str, ours: float | None, bare: float | None, digits: int) -> tuple[str, str, str, str]:
    times = ratio(ours, bare)
    return (name, _number(ours, digits), _number(bare, digits), "" if times is None else f"{times:.2f}")


def _number(value: float | None, digits: int) -> str:
    return _NONE if value is None else f"{value:,.{digits}f}"


def _whole_core(figures: Figures, plan: Plan) -> float | None:
    cost = figures.cpu_us_saturated
    return 1_000_000 / (cost * plan.phones) if cost else None  # a load too small to tick the CPU's clock costs 0


def _kb(size: float | None) -> float | None:
    return None if size is None else size / 1024


def _cell(text: str, width: int, column: int) -> str:
    return text.ljust(width) if column == 0 else text.rjust(width)
