// The class screen of one room: picks the picture for the phase, turns keys and buttons into commands, and lets the
// right sound follow. Owns what is open over the picture; knows no phase from within.
import { Elsewhere } from "./Elsewhere";
import { signal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { calm } from "../../shared/calm";
import { lang, show, t } from "../../shared/i18n";
import type { Code, HostStage, Lang } from "../../shared/protocol.gen";
import { Message } from "../Message";
import { Asked } from "./Asked";
import { queue } from "./asked";
import { AskedPanel } from "./AskedPanel";
import { Board } from "./Board";
import { Confirm } from "./Confirm";
import { ControlBar, type Panel } from "./ControlBar";
import { askTwice, BETWEEN, canSkip, more, overtaken, refusal, wishOf, type Deed } from "./control";
import { missing, useDoor } from "./door";
import type { Action } from "./keys";
import { Dialog } from "./Dialog";
import { Improvise } from "./Improvise";
import { Landscape } from "./Landscape";
import { RoomLink, type Wish } from "./link";
import { Lobby } from "./Lobby";
import { BigQr, Help, RemoteCode } from "./panels";
import { Podium } from "./Podium";
import { Goal } from "./Goal";
import { PulseShown } from "./Pulse";
import { open, PutDown } from "./PutDown";
import { Question } from "./Question";
import { Settings } from "./Settings";
import * as sound from "./sound";
import { useAwake } from "./useAwake";
import { useKeys } from "./useKeys";
import { useSounds } from "./useSounds";
import { Tickets } from "./Tickets";
import "./room.css";
import "./panels.css";
import "./pulse.css";

const panel = signal<Panel | null>(null);
const asking = signal<Deed | null>(null);
/** The last refusal, for a few seconds. */
const refused = signal<Code | null>(null);
const REFUSED_MS = 5_000;
/** How many rows the leaderboard had before it was hidden. */
const rowsBefore = signal(5);

export function RoomScreen({ id }: { id: string }) {
  const link = useMemo(() => new RoomLink(id, "projector", () => lang.value), [id]);
  const up = link.line.state.value === "up";
  useEffect(() => {
    link.line.open();
    return () => link.line.close();
  }, [link]);
  useDoor(id, up);
  useAwake();
  useSounds(link);

  // The class screen speaks the class's language, whatever this browser's is.
  useSignalEffect(() => {
    const wanted = link.stage.value?.settings.lang;
    if (wanted && wanted !== lang.peek()) void show(wanted);
  });

  const give = (wish: Wish): void => {
    void link.give(wish).then((code) => {
      // "Not now" means that another screen was quicker, too.
      if (code === null || code === "not_now" || overtaken(wish, code)) return;
      refused.value = code;
      setTimeout(() => (refused.value = null), REFUSED_MS);
    });
  };

  const act = (action: Action): void => {
    const stage = link.stage.value;
    if (stage === null) return;
    const { step } = stage;
    switch (action) {
      case "next":
        if (!stage.next || (stage.next === "start" && link.seats.value.size === 0)) return;
        if (stage.next === "finish") asking.value = "finish";
        else give({ t: "advance", step });
        break;
      case "pause":
        if (stage.clock) give({ t: "pause", on: stage.paused !== true, step });
        break;
      case "more":
        if (stage.clock) give(more(stage));
        break;
      case "skip":
        if (canSkip(stage)) asking.value = "skip";
        break;
      case "board": {
        const rows = stage.settings.leaderboard;
        if (rows > 0) rowsBefore.value = rows;
        give({ t: "configure", leaderboard: rows > 0 ? 0 : rowsBefore.value });
        break;
      }
      case "mute":
        sound.toggleMute();
        break;
      case "full":
        if (document.fullscreenElement) void document.exitFullscreen();
        else void document.documentElement.requestFullscreen();
        break;
      case "help":
      case "asked":
        panel.value = action;
        break;
      case "explain":
      case "discuss":
      case "reveal":
        if (stage.phase === "voted") give({ t: "advance", step, choice: action });
        break;
      case "none":
        break;
    }
  };

  /** The step that this screen opened on: what happened before it is not played again. */
  const found = useRef<number | null>(null);
  useKeys(act, () => panel.value === null && asking.value === null);

  const stage = link.stage.value;
  const ended = link.ended.value;
  if (ended === "replaced") return <Elsewhere link={link} />;
  if (ended === "not_host") return <Message title={t("stranger.title")} text={t("stranger.text")} />;
  if (stage === null) {
    const gone = missing.value || ended !== null;
    return gone ? <Message title={t("missing.title")} text={t("missing.text")} home /> : <Message title={t("loading")} />;
  }
  found.current ??= stage.step;
  document.title = `${stage.title} · Saual`;
  const deed = asking.value;
  return (
    <div class={`screen at-${stage.phase}`}>
      <Landscape part={morning(stage)} />
      <Picture key={pictureOf(stage)} link={link} stage={stage} give={give} still={calm() || stage.step === found.current} />
      <Asked link={link} stage={stage} onOff={() => give({ t: "show", no: 0 })} />
      <PulseShown link={link} />
      <Goal stage={stage} />
      <p class="unseen" role="status">
        {`${t(`phase.${stage.phase}`)}. ${stage.q?.text ?? ""}`}
      </p>
      {!up && ended === null && (
        <p class="lost" role="status">
          {t("line.lost")}
        </p>
      )}
      {up && refused.value && (
        <p class="lost" role="alert">
          {refusal(refused.value)}
        </p>
      )}
      {link.unsaved.value && (
        <p class="unsaved" role="alert">
          {t("notice.not_saved")}
        </p>
      )}
      {deed && (
        <Confirm
          deed={deed}
          onNo={() => (asking.value = null)}
          onYes={() => {
            asking.value = null;
            give(wishOf(deed, stage));
          }}
        />
      )}
      <ControlBar
        stage={stage}
        students={link.seats.value.size}
        fetched={link.tally.value}
        busy={link.moving.value}
        asked={(link.asking.value.waiting ?? 0) + queue(link.asked.value).now.length}
        report={stage.game ? `/teacher/games/${encodeURIComponent(`${id}-${stage.game}`)}` : "/teacher/games"}
        onAct={act}
        onLang={(to: Lang) => give({ t: "configure", lang: to })}
        onLock={() => give({ t: "lock", on: !stage.settings.locked })}
        onTwice={() => stage.q && give(askTwice(stage.game ?? 0, stage.q))}
        onAgain={() => give({ t: "again", step: stage.step })}
        onPanel={(which) => (panel.value = which)}
      />
      <Panels id={id} link={link} stage={stage} give={give} />
    </div>
  );
}

function Panels({ id, link, stage, give }: { id: string; link: RoomLink; stage: HostStage; give: (wish: Wish) => void }) {
  const close = (): void => {
    panel.value = null;
  };
  switch (panel.value) {
    case "settings":
      return (
        <Settings
          link={link}
          stage={stage}
          onWish={give}
          onDeed={(deed) => {
            close();
            asking.value = deed;
          }}
          onRemote={() => (panel.value = "remote")}
          onClose={() => panel.value === "settings" && close()}
        />
      );
    case "asked":
      return (
        <AskedPanel
          link={link}
          onWish={give}
          onRemote={() => (panel.value = "remote")}
          onClose={() => panel.value === "asked" && close()}
        />
      );
    case "ticket":
      return (
        <Dialog title={t("ticket.do")} kind="drawer" onClose={() => panel.value === "ticket" && close()}>
          <Tickets room={id} stage={stage} onGiven={close} />
        </Dialog>
      );
    case "improvise":
      return (
        <Dialog title={t("aloud.title")} kind="drawer" onClose={() => panel.value === "improvise" && close()}>
          {open(stage) && (
            <>
              <PutDown room={id} stage={stage} onWish={give} />
              <h3>{t("aloud.another")}</h3>
            </>
          )}
          <Improvise room={id} stage={stage} onWish={give} onDone={close} />
        </Dialog>
      );
    case "help":
      return <Help onClose={close} />;
    case "remote":
      return <RemoteCode room={id} onClose={close} />;
    case "qr":
      return <BigQr pin={stage.pin} onClose={close} />;
    case null:
      return null;
  }
}

/** How far the sun has come, 0 to 1. */
function morning(stage: HostStage): number {
  if (stage.q) return ((stage.q.no ?? 1) - 1) / Math.max(1, stage.q.n - 1);
  return stage.phase === "lobby" ? 0 : stage.phase === "podium" ? 0.5 : 1;
}

/** Phases of one question share a picture, so that it changes instead of being replaced. */
function pictureOf(stage: HostStage): string {
  const { phase } = stage;
  const asked = ["reading", "answering", "reveal", ...BETWEEN].includes(phase);
  return asked ? `q${stage.game ?? 0}.${stage.q?.no ?? 0}` : `${phase}${stage.step}`;
}

function Picture({ link, stage, give, still }: { link: RoomLink; stage: HostStage; give: (wish: Wish) => void; still: boolean }) {
  switch (stage.phase) {
    case "lobby":
      return <Lobby link={link} stage={stage} onQr={() => (panel.value = "qr")} />;
    case "leaderboard":
      return <Board stage={stage} still={still} />;
    case "podium":
      return <Podium stage={stage} still={still} />;
    case "closed":
      return (
        <main class="phase closed">
          <h1>{t("closed.title")}</h1>
          <p>{t("closed.text")}</p>
        </main>
      );
    default:
      return <Question link={link} stage={stage} give={give} />;
  }
}
