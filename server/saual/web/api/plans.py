"""Lesson plans: kept whole, each change against the version that it was made on."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saual.planned import PlanFault, Planned, planned
from saual.protocol.plans import Plan, SavePlan, StalePlan
from saual.store.plan_rows import ChangedPlan, NoPlan
from saual.web.api.wire import Refusal, read, reply
from saual.web.services import Services

_FAULTS = {
    "plan_empty": "The plan has no steps yet.",
    "plan_long": "The steps have more than 500 questions together.",
    "plan_bank": "Step {step}: its bank is gone, or has no finished question. Choose another one.",
    "plan_question": "Step {step}: a question that was chosen has been changed or deleted. Choose again.",
}


async def all_plans(services: Services, request: Request) -> Response:
    return reply(await services.plans.list())


async def make(services: Services, request: Request) -> Response:
    return reply(await services.plans.add(await read(request, Plan)), 201)


async def one(services: Services, request: Request) -> Response:
    try:
        return reply(await services.plans.get(request.path_params["id"]))
    except NoPlan:
        raise _unknown() from None


async def save(services: Services, request: Request) -> Response:
    wish = await read(request, SavePlan)
    try:
        return reply(await services.plans.save(request.path_params["id"], wish.version, wish.plan))
    except NoPlan:
        raise _unknown() from None
    except ChangedPlan as changed:
        return reply(StalePlan("stale_plan", "Somebody else has changed the plan meanwhile.", changed.now), 409)


async def remove(services: Services, request: Request) -> Response:
    try:
        await services.plans.remove(request.path_params["id"])
    except NoPlan:
        raise _unknown() from None
    return Response(status_code=204)


async def load(services: Services, id: str) -> Planned:
    """What a room is opened with. Raises Refusal."""
    try:
        page = await services.plans.get(id)
        return await planned(id, page.plan, services.library)
    except NoPlan:
        raise _unknown() from None
    except PlanFault as fault:
        raise Refusal(409, fault.code, _FAULTS[fault.code].format(step=fault.step)) from None


def _unknown() -> Refusal:
    return Refusal(404, "unknown_plan", "There is no such plan: it may have been deleted.")
