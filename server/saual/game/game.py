"""One game in a room: its questions in their order, the rounds played, the standings. Knows no phases and no log."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from saual.game.course import Course
from saual.game.ownspan import pace_span
from saual.game.round import Round
from saual.game.scoring import points, ranks, streak_bonus
from saual.game.settings import Settings
from saual.game.step import Step, numbered
from saual.game.wall import Wall
from saual.questions.bank import AnyQuestion, Bank
from saual.questions.brainstorm import MOST_IDEAS, Brainstorm
from saual.questions.collected import Collected

NO_COURSE = Course(())


class Standing(Struct):
    """`was` is the rank before the last result, 0 if there was none; `gained` what the last result brought."""

    score: int = 0
    streak: int = 0
    rank: int = 0
    was: int = 0
    gained: int = 0


class Game:
    """`no` counts a room's games from 1."""

    def __init__(
        self,
        no: int,
        bank: Bank,
        settings: Settings,
        steps: tuple[Step, ...],
        started_ms: int,
        course: Course = NO_COURSE,
    ) -> None:
        self.no = no
        self.course = course
        self.bank = bank
        self.settings = settings
        self.started_ms = started_ms
        self.ended_ms = started_ms
        self.present: dict[int, int] = {}
        """How long each seat had a phone here, the lobby before the game with it, ms; known when it has ended."""
        self.steps = steps
        self.rounds: dict[int, Round] = {}
        self.standings: dict[int, Standing] = {}
        self.last: Round | None = None
        """The round of the last result."""
        self.ranked = 0
        """How many students the last ranking had."""

    def standing(self, seat: int) -> Standing:
        """The seat's standing; a new one for a student who has just come."""
        return self.standings.setdefault(seat, Standing())

    def show(self, index: int, at_ms: int, witnesses: set[int]) -> Round:
        question = self.steps[index].question
        first = self.rounds[index - 1] if self.steps[index].again else None
        if first is not None:
            witnesses = witnesses | first.witnesses
        wall = Wall(question.picked) if isinstance(question, Collected) and question.collects else None
        worth = most(question, self.settings) if self.steps[index].flow != "ticket" else 0
        among = numbered(self.steps, index)[1]
        asked = Round(index, question, worth, at_ms, witnesses=witnesses, wall=wall, first=first, among=among)
        self.rounds[index] = asked
        return asked

    def score(self, asked: Round, seats: list[int]) -> None:
        """Mark the round's answers and bring the standings up to date: of `seats`, and of whoever answered and was
        removed since, who earned what the record says and has no place. Called once, when what is right may be told.

        With a second vote the first one is marked, too.
        """
        votes = [asked] if asked.first is None else [asked.first, asked]
        for vote in votes:
            vote.closed = True
            if vote.question.marked:
                self._mark(vote)
        self.last = asked
        self.settle_vote(asked)
        self._move(asked, seats)

    def revise(self, asked: Round, question: AnyQuestion, seats: list[int]) -> None:
        """What was put on the spot has been put down, or what is right in it: its answers are marked now, and all
        results gone through anew."""
        at = asked.index
        step = replace(self.steps[at], question=question, written=question)
        self.steps = (*self.steps[:at], step, *self.steps[at + 1 :])
        asked.question, asked.most = question, most(question, self.settings)
        self._mark(asked)
        self.standings = {}
        rounds = [one for _, one in sorted(self.rounds.items()) if one.closed and not one.skipped]
        firsts = {one.first.index for one in rounds if one.first is not None}
        for one in rounds:
            if one.index not in firsts:  # It is counted with the second vote.
                self._move(one, seats)

    def _move(self, asked: Round, seats: list[int]) -> None:
        """Bring the standings up to date with the result of this round."""
        votes = [asked] if asked.first is None else [asked.first, asked]
        if not asked.most:
            return  # What can earn nothing moves nobody: a survey has no winner, and a poll breaks no streak.
        for seat in set(seats).union(*(vote.responses for vote in votes)):
            standing = self.standing(seat)
            response = asked.responses.get(seat)
            standing.was = standing.rank
            standing.gained = 0
            standing.streak = standing.streak + 1 if response is not None and response.credit == 1.0 else 0
            if response is not None:
                response.bonus = streak_bonus(standing.streak) if self.settings.streaks else 0
                standing.gained = response.bonus
            standing.gained += sum(vote.responses[seat].points for vote in votes if seat in vote.responses)
            standing.score += standing.gained
        self.rank(seats)

    def settle_vote(self, asked: Round) -> None:
        """What is voted on after the ideas of this round is what the class may see of them now."""
        wall = asked.wall
        if not isinstance(asked.question, Brainstorm) or wall is None:
            return
        ideas = sorted(wall.seen(), key=lambda post: (-len(wall.seats(post)), post.text))[:MOST_IDEAS]
        at = asked.index + 1
        vote = replace(self.steps[at], question=asked.question.voted([post.text for post in ideas]))
        self.steps = (*self.steps[:at], vote, *self.steps[at + 1 :])

    def rank(self, seats: list[int]) -> None:
        """Give those of `seats` who have had a result their places among each other."""
        placed = [seat for seat in seats if seat in self.standings]
        self.ranked = len(placed)
        for seat, rank in ranks((seat, self.standings[seat].score) for seat in placed).items():
            self.standings[seat].rank = rank

    def _mark(self, asked: Round) -> None:
        class_ms = asked.window.span_ms if asked.window else 1
        scoring = self.settings.scoring
        if scoring == "speed" and self.steps[asked.index].flow == "improvised":
            scoring = "accuracy"  # It was asked aloud: the clock does not know who heard it when.
        for seat, response in asked.responses.items():
            response.credit, response.bonus = asked.question.mark(response.answer), 0
            span_ms = pace_span(class_ms, asked.longer.get(seat, ""))
            elapsed_ms = min(response.elapsed_ms, span_ms)
            response.points = points(scoring, asked.most, response.credit, elapsed_ms, span_ms)

    def right_percent(self) -> int | None:
        """Share of all answers to marked questions that were quite right, in whole percent; None if there were none.

        Of a question that was asked twice the second answer counts.
        """
        before = {asked.first.index for asked in self.rounds.values() if asked.first is not None}
        marked = [asked for asked in self.rounds.values() if asked.marked and asked.index not in before]
        answers = sum(len(asked.responses) for asked in marked)
        return round(100 * sum(asked.right() for asked in marked) / answers) if answers else None


def most(question: AnyQuestion, settings: Settings) -> int:
    """The most that a right answer can earn, without the streak bonus."""
    return 0 if settings.scoring == "none" or not question.marked else question.points or 0
