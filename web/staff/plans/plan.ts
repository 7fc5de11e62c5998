// What is done to a lesson plan while it is written, and how it reads as a text. Pure; the words are given.
import type { Plan, PlanStep } from "../../shared/protocol.gen";

export type Tool = PlanStep["tool"];
export type Form = NonNullable<PlanStep["form"]>;
export const TOOLS: readonly Tool[] = ["quiz", "peer", "improvised", "talk", "ticket"];
export const FORMS: readonly Form[] = ["letters", "yesno", "number", "word", "scale"];
/** Minutes of a step that is new. */
const USUAL: Record<Tool, number> = { quiz: 5, peer: 8, improvised: 3, talk: 10, ticket: 5 };

export const FIRST_PLAN: Omit<Plan, "lang"> = { title: "", aim: "", level: "", steps: [] };

export const asksBank = (tool: Tool): boolean => tool === "quiz" || tool === "peer" || tool === "ticket";
/** Phones are used in it. */
export const byPhone = (tool: Tool): boolean => tool !== "talk";

export const newStep = (tool: Tool): PlanStep => ({ tool, minutes: USUAL[tool] });

export const minutesOf = (steps: readonly PlanStep[]): number => steps.reduce((sum, step) => sum + (step.minutes ?? 5), 0);

/** The step at `from` stands at `to` then. */
export function moved<T>(all: readonly T[], from: number, to: number): T[] {
  const next = all.filter((_, i) => i !== from);
  next.splice(to, 0, all[from]!);
  return next;
}

/** Turn one question of a bank on or off. All of them are none chosen; the last one stays. */
export function turned(chosen: readonly string[], key: string, all: readonly string[]): string[] {
  const on = new Set(chosen.length === 0 ? all : chosen);
  if (!on.delete(key)) on.add(key);
  if (on.size === 0) return [...chosen];
  const next = all.filter((one) => on.has(one));
  return next.length === all.length ? [] : next;
}

export type Say = (key: string, params?: Record<string, string | number>) => string;

const dotted = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** The plan as a paragraph a line: what, with what, how long, what for; and how long phones are used. */
export function told(plan: Plan, say: Say): string[] {
  const steps = plan.steps ?? [];
  const head = [plan.title || say("plans.untitled"), plan.level].filter(Boolean).join(", ");
  const lines = [dotted(head)];
  if (plan.aim) lines.push(dotted(say("plans.say.aim", { aim: plan.aim })));
  steps.forEach((step, i) => {
    const tool = say(`plan.tool.${step.tool}`);
    const name = step.title ? `${step.title} (${tool})` : tool;
    const parts = [`${i + 1}. ${name}, ${say("plans.minutes", { n: step.minutes ?? 5 })}.`];
    if (step.aim) parts.push(dotted(say("plans.say.step_aim", { aim: step.aim })));
    parts.push(say(`plans.say.${step.tool}`));
    lines.push(parts.join(" "));
  });
  const phones = steps.filter((step) => byPhone(step.tool));
  lines.push(say("plans.say.phones", { n: minutesOf(phones), of: minutesOf(steps) }));
  return lines;
}
