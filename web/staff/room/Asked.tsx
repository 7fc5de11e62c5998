// One student's question on the class screen: large where nothing else has to be read, a line at the foot while a
// question of the game is on. Shows a name only where the server gives one.
import { t } from "../../shared/i18n";
import type { AskedView, HostStage } from "../../shared/protocol.gen";
import { useFit } from "./fit";
import { Icon } from "./icons";
import type { RoomLink } from "./link";

export function Asked({ link, stage, onOff }: { link: RoomLink; stage: HostStage; onOff: () => void }) {
  const one = link.asked.value.get(link.asking.value.screen ?? 0);
  if (!one) return null;
  const busy = stage.phase === "reading" || stage.phase === "answering";
  return busy ? <Line one={one} /> : <Large one={one} onOff={onOff} />;
}

function Large({ one, onOff }: { one: AskedView; onOff: () => void }) {
  // 3.15 units are 40 px at 1280×720: down to there goes all but a long question of very long words.
  const box = useFit<HTMLParagraphElement>(6, 2, one.text);
  const others = one.n ?? 0;
  return (
    <aside class="asked" aria-label={t("asked.title")}>
      <div class="bubble">
        <header>
          <Icon name="ask" />
          <b>{t("asked.title")}</b>
          {one.name && <span dir="auto">{one.name}</span>}
          <button type="button" aria-label={t("asked.off")} title={t("asked.off")} onClick={onOff}>
            <Icon name="close" />
          </button>
        </header>
        <p ref={box} dir="auto" role="status">
          {one.text}
        </p>
        {others > 0 && <footer>{t("asked.others", { n: others })}</footer>}
      </div>
    </aside>
  );
}

function Line({ one }: { one: AskedView }) {
  return (
    <p class="asked-line" role="status">
      <Icon name="ask" />
      <b>{t("asked.title")}:</b> <span dir="auto">{one.text}</span>
    </p>
  );
}
