// What is put down of a question that was asked aloud, once its answers are closed: what is right, what was asked, a
// picture of the board. Shared by the class screen's drawer and the remote; the server has the last word on all of it.
import { useState } from "preact/hooks";
import { Sign } from "../../shared/Sign";
import { SIGNS } from "../../shared/signs";
import { t } from "../../shared/i18n";
import type { HostStage } from "../../shared/protocol.gen";
import { ApiError, keepForRoom, mediaUrl } from "../api";
import type { Wish } from "./link";
import "./improvise.css";

const MOST_BYTES = 20 * 1024 * 1024;

interface Props {
  room: string;
  stage: HostStage;
  onWish: (wish: Wish) => void;
}

/** The question on the stage can be put down now. */
export const open = ({ phase, q }: HostStage): boolean =>
  q?.flow === "improvised" && (phase === "reveal" || phase === "leaderboard");

export function PutDown({ room, stage, onWish }: Props) {
  const { q, game = 0 } = stage;
  if (!q) return null;
  const put = (what: { text?: string; right?: string; picture?: string }): void => onWish({ t: "put_down", g: game, q: q.i, ...what });
  return (
    <div class="putdown" key={`${game}.${q.i}`}>
      {q.kind !== "rating" && <Right stage={stage} onRight={(right) => put({ right })} />}
      <Field name={t("aloud.asked")} value={q.unwritten ? "" : q.text} onValue={(text) => put({ text })} />
      <Photo room={room} name={q.media?.find(({ kind }) => kind === "picture")?.name} onPicture={(picture) => put({ picture })} />
    </div>
  );
}

function Right({ stage, onRight }: { stage: HostStage; onRight: (right: string) => void }) {
  const { ask, solution } = stage;
  const options = ask?.options ?? [];
  if (options.length === 0) {
    return <Field name={t("aloud.right")} hint={t("aloud.right.words")} value={(solution?.words ?? []).join("; ")} onValue={onRight} />;
  }
  const right = solution?.right?.[0];
  return (
    <div role="group" aria-label={t("aloud.right")}>
      <h3>{t("aloud.right")}</h3>
      <p class="rights">
        {options.map((option, i) => (
          <button type="button" key={i} class={`o${i}`} aria-pressed={right === i} onClick={() => onRight(SIGNS[i]?.letter ?? "")}>
            <Sign i={i} />
            {option}
          </button>
        ))}
        <button type="button" aria-pressed={right === undefined} onClick={() => onRight("")}>
          {t("aloud.right.none")}
        </button>
      </p>
    </div>
  );
}

/** One line and the button that keeps it. */
function Field({ name, hint, value, onValue }: { name: string; hint?: string; value: string; onValue: (value: string) => void }) {
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    onValue(String(new FormData(event.currentTarget as HTMLFormElement).get("value")).trim());
  };
  return (
    <form onSubmit={send}>
      <label>
        <span>{name}</span>
        {/* Another value is another field: what the server has kept stands in it. */}
        <input key={value} name="value" defaultValue={value} maxLength={300} autocomplete="off" enterkeyhint="done" />
      </label>
      <button>{t("aloud.save")}</button>
      {hint && <p class="hint">{hint}</p>}
    </form>
  );
}

function Photo({ room, name, onPicture }: { room: string; name: string | undefined; onPicture: (name: string) => void }) {
  const [state, say] = useState<"" | "busy" | "bad" | "big">("");
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > MOST_BYTES) return say("big");
    say("busy");
    try {
      const kept = await keepForRoom(room, await file.arrayBuffer());
      say("");
      onPicture(kept.name);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      say("bad");
    }
  };
  return (
    <div class="photo">
      {name && <img src={mediaUrl(name)} alt={t("aloud.photo")} />}
      <p>
        <label class="button">
          {t(state === "busy" ? "aloud.photo.busy" : name ? "aloud.photo.again" : "aloud.photo.take")}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            class="unseen"
            disabled={state === "busy"}
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              event.currentTarget.value = "";
            }}
          />
        </label>
        {name && (
          <button type="button" onClick={() => onPicture("")}>
            {t("aloud.photo.off")}
          </button>
        )}
      </p>
      {(state === "bad" || state === "big") && (
        <p class="bad" role="alert">
          {t(`aloud.photo.${state}`)}
        </p>
      )}
    </div>
  );
}
