// Typed answers: while they come in, a calm picture of what to do; afterwards what was right and how often each was
// typed. Knows no single question type.
import { useFit } from "../staff/room/fit";
import { Icon } from "../staff/room/icons";
import { t } from "../shared/i18n";
import { Words as Drawn } from "../shared/words";
import type { Bar } from "../shared/protocol.gen";
import type { BodyProps, ScreenKind } from "./screen";
import "./screen.css";

export function Picture({ text, unit, hint }: { text: string; unit: string; hint: string }) {
  return (
    <div class="picture">
      <p class="soft">{hint}</p>
      <div class="phone" aria-hidden="true">
        <div class="field">
          <span class="typed">{text}</span>
          <span class="caret" />
          {unit !== "" && <span class="unit">{unit}</span>}
        </div>
        <div class="keys">
          {Array.from({ length: 15 }, (_, i) => (
            <i key={i} />
          ))}
        </div>
      </div>
    </div>
  );
}

export function List({ bars, answered, host }: { bars: Bar[]; answered: number; host: boolean }) {
  const box = useFit<HTMLUListElement>(host ? 1 : 3, host ? 1 : 1.6, bars);
  return (
    <ul class={host ? "rows" : "bars"} ref={host ? null : box}>
      {bars.map((bar) => (
        <li key={bar.label ?? ""} class={bar.right === true ? "bar right" : "bar faded"}>
          <span class="label">
            {bar.right === true && <Icon name="check" />}
            <Drawn text={bar.label ?? ""} />
          </span>
          <span class="meter">
            <span style={{ transform: `translateX(${(bar.n / Math.max(1, answered) - 1) * 100}%)` }} />
          </span>
          <b class="n">{bar.n}</b>
        </li>
      ))}
    </ul>
  );
}

function withOthers(figure: Bar[], answered: number): Bar[] {
  const named = figure.reduce((sum, bar) => sum + bar.n, 0);
  return named < answered ? [...figure, { n: answered - named, label: t("bar.other") }] : figure;
}

export function Words({ stage }: { stage: BodyProps["stage"] }) {
  const words = stage.solution?.words ?? [];
  if (words.length === 0) return null;
  return (
    <p class="words">
      <span class="soft">{t("kind.answer")}</span> <b><Drawn text={words.join(" · ")} /></b>
    </p>
  );
}

/** A type that is answered by typing; `sample` is what the picture types, `prompt`.text says what is forgiven. */
export function typedKind(prompt: string, sample: string): ScreenKind {
  return {
    prompt,
    options: false,
    Body({ stage, answered }) {
      if (stage.phase !== "reveal") return <Picture text={sample} unit={stage.ask?.unit ?? ""} hint={t(`${prompt}.text`)} />;
      return (
        <div class="typedbody">
          <Words stage={stage} />
          <List bars={withOthers(stage.figure ?? [], answered)} answered={answered} host={false} />
        </div>
      );
    },
    Host({ stage, answered }) {
      return (
        <>
          <Words stage={stage} />
          <List bars={stage.figure ?? []} answered={answered} host />
        </>
      );
    },
  };
}
