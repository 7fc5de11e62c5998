// The picture, sound and film of a question on the class screen, beside the answers and never in their place. Owns how
// often a sound or film may still be played; knows no phase.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { Media } from "../../shared/protocol.gen";
import { mediaUrl } from "../api";
import { Icon } from "./icons";

/** Something takes room of its own: a picture or a film. */
export const seen = (media: readonly Media[]): Media[] => media.filter(({ kind }) => kind !== "sound");

export function Shown({ media }: { media: readonly Media[] }) {
  return (
    <>
      {seen(media).map((one) => (
        <figure class="exhibit" key={one.name}>
          {one.kind === "picture" ? <img src={mediaUrl(one.name)} alt={one.alt ?? ""} /> : <Film media={one} />}
        </figure>
      ))}
    </>
  );
}

/** Sounds of the class screen, as buttons; on phones they have their own. */
export function Sounds({ media }: { media: readonly Media[] }) {
  return (
    <>
      {media.map((one) => (one.kind === "sound" && one.listen !== "phones" ? <Sound key={one.name} media={one} /> : null))}
    </>
  );
}

/** Counts each beginning; a stopped one goes on where it was, so that a pause costs nothing. */
function usePlays(plays: number) {
  const begun = useSignal(0);
  const on = useSignal(false);
  const player = useRef<HTMLMediaElement>(null);
  const left = plays === 0 ? Infinity : plays - begun.value;
  const toggle = (): void => {
    const media = player.current;
    if (!media) return;
    if (on.value) media.pause();
    else if (left > 0 || media.currentTime > 0) void media.play().catch(() => undefined);
  };
  const heard = {
    onPlay: () => {
      on.value = true;
      if (player.current?.currentTime === 0) begun.value++;
    },
    onPause: () => (on.value = false),
    onEnded: () => {
      on.value = false;
      if (player.current) player.current.currentTime = 0;
    },
  };
  return { player, on: on.value, left, over: left <= 0 && !on.value && !(player.current && player.current.currentTime > 0), toggle, heard };
}

function Left({ left }: { left: number }) {
  return left === Infinity ? null : <small>{t("media.left", { n: Math.max(0, left) })}</small>;
}

function Sound({ media }: { media: Media }) {
  const { player, on, left, over, toggle, heard } = usePlays(media.plays ?? 0);
  return (
    <button type="button" class="listen" disabled={over} onClick={toggle}>
      <Icon name={on ? "pause" : "sound"} />
      {t(on ? "media.pause" : "media.listen")}
      <Left left={left} />
      <audio ref={player as never} src={mediaUrl(media.name)} preload="auto" {...heard} />
    </button>
  );
}

function Film({ media }: { media: Media }) {
  const { player, on, left, over, toggle, heard } = usePlays(media.plays ?? 0);
  return (
    <>
      <video ref={player as never} src={mediaUrl(media.name)} preload="auto" playsInline {...heard} />
      <button type="button" class="listen" disabled={over} onClick={toggle}>
        <Icon name={on ? "pause" : "play"} />
        {t(on ? "media.pause" : "media.play")}
        <Left left={left} />
      </button>
    </>
  );
}
