// What is put down of a question that was asked aloud, once its answers are closed: what is right, what was asked, a
// picture of the board. Shared by the class screen's drawer and the remote; the server has the last word on all of it.
import { useState } from "preact/hooks";
import { Sign } from "../../shared/Sign";
import { SIGNS } from "../../shared/signs";
import { t } from "../../shared/i18n";
import type { AloudLine, HostStage, MediaLine } from "../../shared/protocol.gen";
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
  const { q, game = 0, ask, solution } = stage;
  if (!q) return null;
  const right = solution?.right?.[0];
  const aloud: AloudLine = {
    text: q.unwritten ? "" : q.text,
    right: right === undefined ? (solution?.words ?? []).join("; ") : (SIGNS[right]?.letter ?? ""),
    picture: q.media?.find(({ kind }) => kind === "picture")?.name ?? "",
    options: ask?.options ?? [],
    scale: q.kind === "rating",
  };
  return (
    <Down
      key={`${game}.${q.i}`}
      aloud={aloud}
      upload={(bytes) => keepForRoom(room, bytes)}
      put={(what) => onWish({ t: "put_down", g: game, q: q.i, ...what })}
    />
  );
}

interface DownProps {
  aloud: AloudLine;
  upload: (bytes: ArrayBuffer) => Promise<MediaLine>;
  put: (what: { text?: string; right?: string; picture?: string }) => void;
}

/** The fields, wherever they are: what was right, what was asked, the picture. */
export function Down({ aloud, upload, put }: DownProps) {
  return (
    <div class="putdown">
      {!aloud.scale && <Right aloud={aloud} onRight={(right) => put({ right })} />}
      <Field name={t("aloud.asked")} value={aloud.text} onValue={(text) => put({ text })} />
      <Photo upload={upload} name={aloud.picture} onPicture={(picture) => put({ picture })} />
    </div>
  );
}

function Right({ aloud, onRight }: { aloud: AloudLine; onRight: (right: string) => void }) {
  const { options, right } = aloud;
  if (options.length === 0) {
    return <Field name={t("aloud.right")} hint={t("aloud.right.words")} value={right} onValue={onRight} />;
  }
  return (
    <div role="group" aria-label={t("aloud.right")}>
      <h3>{t("aloud.right")}</h3>
      <p class="rights">
        {options.map((option, i) => (
          <button type="button" key={i} class={`o${i}`} aria-pressed={right === SIGNS[i]?.letter} onClick={() => onRight(SIGNS[i]?.letter ?? "")}>
            <Sign i={i} />
            {option}
          </button>
        ))}
        <button type="button" aria-pressed={right === ""} onClick={() => onRight("")}>
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

function Photo({ upload, name, onPicture }: { upload: DownProps["upload"]; name: string; onPicture: (name: string) => void }) {
  const [state, say] = useState<"" | "busy" | "bad" | "big">("");
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > MOST_BYTES) return say("big");
    say("busy");
    try {
      const kept = await upload(await file.arrayBuffer());
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
