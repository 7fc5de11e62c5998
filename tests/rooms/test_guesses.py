"""How often a PIN may be guessed."""

from __future__ import annotations

from saual.rooms.guesses import MISSES, WINDOW_MS, Guesses
from tests.rooms.conftest import StillClock


def missed(guesses: Guesses, device: str, times: int) -> None:
    for _ in range(times):
        guesses.miss(device)


def test_a_device_may_miss_twenty_times():
    guesses = Guesses(StillClock())

    missed(guesses, "a", MISSES - 1)
    assert not guesses.blocked("a")

    missed(guesses, "a", 1)
    assert guesses.blocked("a")


def test_the_misses_of_one_device_are_not_another_s():
    guesses = Guesses(StillClock())

    missed(guesses, "a", 2 * MISSES)

    assert not guesses.blocked("b")


def test_five_minutes_after_its_first_misses_a_device_may_guess_again():
    clock = StillClock()
    guesses = Guesses(clock)
    missed(guesses, "a", 10)
    clock.at_ms += WINDOW_MS - 1
    missed(guesses, "a", 10)
    assert guesses.blocked("a")

    clock.at_ms += 1

    assert not guesses.blocked("a")
    missed(guesses, "a", 10)
    assert guesses.blocked("a")


def test_a_blocked_device_that_goes_on_guessing_stays_blocked():
    clock = StillClock()
    guesses = Guesses(clock)
    missed(guesses, "a", MISSES)

    for _ in range(MISSES):
        clock.at_ms += WINDOW_MS // MISSES
        missed(guesses, "a", 1)
        assert guesses.blocked("a")


def test_a_class_that_mistypes_is_answered_at_once():
    guesses = Guesses(StillClock())

    assert {guesses.miss(f"phone {i}") for i in range(35) for _ in range(2)} == {0.0}


def test_many_devices_that_guess_together_are_slowed_down():
    guesses = Guesses(StillClock())

    waits = [guesses.miss(f"device {i}") for i in range(500)]

    assert waits[:100] == [0.0] * 100
    assert waits == sorted(waits)
    assert waits[-1] == 5.0


def test_after_a_quiet_time_misses_are_answered_at_once_again():
    clock = StillClock()
    guesses = Guesses(clock)
    for i in range(500):
        guesses.miss(f"device {i}")

    clock.at_ms += 5 * 60_000

    assert guesses.miss("a") == 0.0


def test_only_so_many_devices_are_remembered():
    guesses = Guesses(StillClock())
    missed(guesses, "first", MISSES)

    for i in range(10_000):
        guesses.miss(f"device {i}")

    assert not guesses.blocked("first")
    assert len(guesses._misses) == 10_000
