// The types of question to choose from when one is added, each with a word on what it is for. Owns that choice alone.
import { useEffect, useRef } from "preact/hooks";
import { editorKinds } from "../../kinds/editor";
import { t } from "../../shared/i18n";

interface Props {
  first: boolean;
  onChoose: (type: string) => void;
  onClose: (() => void) | undefined;
}

export function Types({ first, onChoose, onClose }: Props) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!first) box.current?.querySelector("button")?.focus();
  }, []);
  return (
    <section class="types card" ref={box} aria-labelledby="types-title" onKeyDown={(event) => event.key === "Escape" && onClose?.()}>
      <h2 id="types-title">{t(first ? "types.first" : "types.title")}</h2>
      {first ? <p class="hint">{t("types.first_text")}</p> : null}
      <ul>
        {editorKinds.map((kind) => (
          <li key={kind}>
            <button type="button" class="kind" data-kind={kind} onClick={() => onChoose(kind)}>
              <b>{t(`type.${kind}`)}</b>
              <small>{t(`types.${kind}`)}</small>
            </button>
          </li>
        ))}
      </ul>
      {onClose ? (
        <button type="button" class="quiet" onClick={onClose}>
          {t("types.close")}
        </button>
      ) : null}
    </section>
  );
}
