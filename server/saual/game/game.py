"""One game in a room: its questions in their order, the rounds played, the standings. Knows no phases and no log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from saual.game.course import Course
from saual.game.ownspan import pace_span
from saual.game.round import Response, Round
from saual.game.scoring import points, ranks, streak_bonus
from saual.game.settings import Settings
from saual.game.standing import Standing
from saual.game.step import Step, numbered
from saual.game.wall import Wall
from saual.protocol.common import Flow
from saual.questions.bank import AnyQuestion, Bank
from saual.questions.brainstorm import MOST_IDEAS, Brainstorm
from saual.questions.collected import Collected

NO_COURSE = Course(())
Players = Mapping[int, tuple[int, ...]]
"""Who stands in the ranking: by seat, and the seats behind each; several where students share a phone."""


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
        self.teams: dict[int, Standing] = {}
        """By number, of the teams that have had a result."""
        self.last: Round | None = None
        """The round of the last result."""
        self.ranked = 0
        """How many students the last ranking had."""

    def standing(self, seat: int) -> Standing:
        """The seat's standing; a new one for a student who has just come."""
        known = self.standings.get(seat)
        if known is None:
            known = self.standings[seat] = Standing()
        return known

    def show(self, index: int, at_ms: int) -> Round:
        step = self.steps[index]
        question = step.question
        first = self.rounds[index - 1] if step.again else None
        wall = Wall(question.picked) if isinstance(question, Collected) and question.collects else None
        worth = most(question, self.settings, step.flow)
        among = numbered(self.steps, index)[1]
        asked = self.rounds[index] = Round(index, question, worth, at_ms, wall=wall, first=first, among=among)
        return asked

    def score(self, asked: Round, players: Players) -> None:
        """Mark the round's answers and bring the standings up to date: of `players`, and of whoever answered and was
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
        self._move(asked, players)

    def revise(self, asked: Round, question: AnyQuestion, players: Players) -> None:
        """What was put on the spot has been put down, or what is right in it: its answers are marked now, and all
        results gone through anew."""
        at = asked.index
        step = replace(self.steps[at], question=question, written=question)
        self.steps = (*self.steps[:at], step, *self.steps[at + 1 :])
        asked.question, asked.most = question, most(question, self.settings, step.flow)
        self._mark(asked)
        self.standings = {}
        for one in self.results():
            self._move(one, players)

    def results(self) -> list[Round]:
        """What has brought a result so far, in order; a first vote is counted with the second one."""
        rounds = [one for _, one in sorted(self.rounds.items()) if one.closed and not one.skipped]
        firsts = {one.first.index for one in rounds if one.first is not None}
        return [one for one in rounds if one.index not in firsts]

    def _move(self, asked: Round, players: Players) -> None:
        """Bring the standings up to date with the result of this round."""
        votes = [asked] if asked.first is None else [asked.first, asked]
        if not asked.most:
            return  # What can earn nothing moves nobody: a survey has no winner, and a poll breaks no streak.
        known = {seat for crew in players.values() for seat in crew}
        others = set[int]().union(*(vote.responses for vote in votes)) - known
        for player, crew in {**players, **{seat: (seat,) for seat in others}}.items():
            standing = self.standing(player)
            given = _given(asked, crew)
            right = [response for response in given if response.credit == 1.0]
            standing.was = standing.rank
            standing.streak = standing.streak + 1 if right else 0
            bonus = streak_bonus(standing.streak) if self.settings.streaks else 0
            for response in given:
                response.bonus = bonus
            standing.gained = earned(asked, crew)
            standing.score += standing.gained
        self.rank(players)

    def recount(self, players: Players, changed: Iterable[int]) -> None:
        """Others are behind these players than before: each question counts as the best of their answers to it."""
        for player in changed:
            crew = players.get(player, (player,))
            if any(seat in asked.responses for asked in self.rounds.values() for seat in crew):
                self.standing(player).score = sum(_best(asked, crew) for asked in self.rounds.values())
        self.rank(players)

    def settle_vote(self, asked: Round) -> None:
        """What is voted on after the ideas of this round is what the class may see of them now."""
        wall = asked.wall
        if not isinstance(asked.question, Brainstorm) or wall is None:
            return
        ideas = sorted(wall.seen(), key=lambda post: (-len(wall.seats(post)), post.text))[:MOST_IDEAS]
        at = asked.index + 1
        vote = replace(self.steps[at], question=asked.question.voted([post.text for post in ideas]))
        self.steps = (*self.steps[:at], vote, *self.steps[at + 1 :])

    def rank(self, players: Iterable[int]) -> None:
        """Give those of `players` who have had a result their places among each other."""
        placed = [seat for seat in players if seat in self.standings]
        self.ranked = len(placed)
        for seat, rank in ranks((seat, self.standings[seat].score) for seat in placed).items():
            self.standings[seat].rank = rank

    def _mark(self, asked: Round) -> None:
        class_ms = asked.window.span_ms if asked.window else 1
        scoring = self.settings.scoring
        if scoring == "speed" and self.steps[asked.index].flow == "improvised":
            scoring = "accuracy"  # It was asked aloud: the clock does not know who heard it when.
        credits = {answer: asked.question.mark(answer) for answer in set(asked.answers())}
        for seat, response in asked.responses.items():
            response.credit, response.bonus = credits[response.answer], 0
            span_ms = pace_span(class_ms, asked.longer.get(seat, ""))
            elapsed_ms = min(response.elapsed_ms, span_ms)
            response.points = points(scoring, asked.most, response.credit, elapsed_ms, span_ms)

    def right_percent(self) -> int | None:
        """Share of all answers to marked questions that were quite right, in whole percent; None if there were none.

        Of a question that was asked twice the second answer counts.
        """
        marked = [asked for asked in self.results() if asked.marked]
        answers = sum(len(asked.responses) for asked in marked)
        return round(100 * sum(asked.right() for asked in marked) / answers) if answers else None


def earned(asked: Round, crew: Iterable[int]) -> int:
    """What a round, and the first vote before it, brought those who share a phone: of each the most that one earned."""
    return _best(asked, crew) + (_best(asked.first, crew) if asked.first is not None else 0)


def _best(asked: Round, crew: Iterable[int]) -> int:
    return max([response.points + response.bonus for response in _given(asked, crew)], default=0)


def _given(asked: Round, crew: Iterable[int]) -> list[Response]:
    return [asked.responses[seat] for seat in crew if seat in asked.responses]


def most(question: AnyQuestion, settings: Settings, flow: Flow) -> int:
    """The most that a right answer can earn, without the streak bonus. Nobody wins anything by an exit ticket."""
    return 0 if settings.scoring == "none" or flow == "ticket" or not question.marked else question.points or 0
