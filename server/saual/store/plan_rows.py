"""Lesson plans as rows, each with the number of its version. Owns them; judges nothing."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from saual import world
from saual.protocol.plans import Plan, PlanLine, PlanPage
from saual.store.database import Database
from saual.store.schema import plans

MOST = 1_000
"""Plans that are listed: more than a teacher holds lessons in a year."""


class ChangedPlan(Exception):
    """Somebody else was quicker: the plan is not as it was when the change was made."""

    def __init__(self, now: PlanPage) -> None:
        super().__init__(now.id)
        self.now = now


class NoPlan(LookupError):
    """There is no such plan."""


class PlanRows:
    """Every coroutine raises StoreFailed."""

    def __init__(self, database: Database, clock: world.Clock) -> None:
        self._database = database
        self._clock = clock

    async def list(self) -> list[PlanLine]:
        """The newest change first."""
        query = select(plans).order_by(plans.c.updated_ms.desc(), plans.c.id).limit(MOST)
        rows = await self._database.read(lambda db: db.execute(query).mappings().all())
        return [_line(_page(row)) for row in rows]

    async def get(self, id: str) -> PlanPage:
        """Raises NoPlan."""
        return await self._database.read(lambda db: _found(db, id))

    async def add(self, plan: Plan) -> PlanPage:
        page = PlanPage(world.new_id(), 1, plan, self._clock.now_ms())
        await self._database.run(lambda db: db.execute(insert(plans).values(id=page.id, **_values(page))))
        return page

    async def save(self, id: str, version: int, plan: Plan) -> PlanPage:
        """Raises NoPlan, and ChangedPlan if this is not the plan's version."""
        now_ms = self._clock.now_ms()

        def write(db: Connection) -> PlanPage:
            self._database.lock(db, f"plan {id}")
            now = _found(db, id)
            if now.version != version:
                raise ChangedPlan(now)
            page = PlanPage(id, version + 1, plan, now_ms)
            db.execute(update(plans).where(plans.c.id == id).values(**_values(page)))
            return page

        return await self._database.run(write)

    async def remove(self, id: str) -> None:
        """Raises NoPlan."""

        def drop(db: Connection) -> None:
            if db.execute(delete(plans).where(plans.c.id == id)).rowcount == 0:
                raise NoPlan(id)

        await self._database.run(drop)


def _found(db: Connection, id: str) -> PlanPage:
    row = db.execute(select(plans).where(plans.c.id == id)).mappings().first()
    if row is None:
        raise NoPlan(id)
    return _page(row)


def _page(row: RowMapping) -> PlanPage:
    return PlanPage(row["id"], row["version"], msgspec.json.decode(row["content"], type=Plan), row["updated_ms"])


def _values(page: PlanPage) -> dict[str, str | int]:
    content = msgspec.json.encode(page.plan).decode()
    return {"content": content, "version": page.version, "updated_ms": page.updated_ms}


def _line(page: PlanPage) -> PlanLine:
    plan = page.plan
    minutes = sum(step.minutes for step in plan.steps)
    return PlanLine(page.id, plan.title, plan.level, len(plan.steps), minutes, page.updated_ms)
