// Where the planned lesson is, in one calm line, and behind it all its steps: leave the one that is on, take out or move
// those to come. Owns nothing but the look at the clock; the plan is the server's.
import { useEffect, useState } from "preact/hooks";
import { t } from "../shared/i18n";
import type { HostStage, PartView } from "../shared/protocol.gen";
import { Icon } from "../staff/room/icons";
import type { RoomLink, Wish } from "../staff/room/link";

const LOOK_MS = 10_000;
const MINUTE_MS = 60_000;

/** What a step is called: as the teacher named it, or by its tool. */
const nameOf = (part: PartView): string => part.title || t(`plan.tool.${part.tool}`);

export function Plan({ link, stage, give }: { link: RoomLink; stage: HostStage; give: (wish: Wish) => void }) {
  const { plan } = stage;
  if (!plan || stage.phase === "closed") return null;
  const { g, parts } = plan;
  const here = parts.find((one) => one.state === "now");
  const coming = parts.filter((one) => one.state === "next");
  const counted = parts.filter((one) => one.state !== "left");
  return (
    <details class="card plan">
      <summary>
        {here
          ? t("plan.where", { n: counted.indexOf(here) + 1, of: counted.length, name: nameOf(here), minutes: here.minutes ?? 0 })
          : coming.length > 0
            ? `${t("plan.title")}. ${t("plan.before", { n: coming.length })}`
            : `${t("plan.title")}. ${t("plan.after")}`}
        {here && <Since link={link} began={plan.began ?? 0} minutes={here.minutes ?? 0} />}
      </summary>
      <ol>
        {parts.map((one) => (
          <li key={one.no} class={one.state}>
            <p>
              <b dir="auto">{nameOf(one)}</b>{" "}
              <span class="soft">
                {[one.title ? t(`plan.tool.${one.tool}`) : "", t("plan.min", { n: one.minutes ?? 0 }), one.state === "next" ? "" : t(`plan.${one.state}`)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </p>
            {one.aim && <p dir="auto">{one.aim}</p>}
            {one.state === "now" && (
              <p class="two">
                <button type="button" onClick={() => give({ t: "skip_part", g, part: one.no })}>
                  {t("plan.leave")}
                </button>
              </p>
            )}
            {one.state === "next" && (
              <p class="two">
                <button type="button" disabled={one === coming[0]} onClick={() => give({ t: "move_part", g, part: one.no, up: true })}>
                  <Icon name="up" />
                  {t("plan.up")}
                </button>
                <button type="button" disabled={one === coming.at(-1)} onClick={() => give({ t: "move_part", g, part: one.no, up: false })}>
                  <Icon name="down" />
                  {t("plan.down")}
                </button>
                <button type="button" onClick={() => give({ t: "skip_part", g, part: one.no })}>
                  <Icon name="cross" />
                  {t("plan.out")}
                </button>
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Whole minutes, so that nothing ticks; no colour either: a plan is no alarm. */
function Since({ link, began, minutes }: { link: RoomLink; began: number; minutes: number }) {
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((n) => n + 1), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  const n = Math.max(0, Math.floor((link.line.clock.now() - began) / MINUTE_MS));
  return <span class="soft">{minutes > 0 && n >= minutes ? t("plan.over", { n, of: minutes }) : t("plan.for", { n })}</span>;
}
