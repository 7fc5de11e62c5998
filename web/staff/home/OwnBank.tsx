// What can be done with a bank of the teacher's own besides a lesson: its title, folder and tags, a copy, deletion. Owns
// those fields and their saving; the list of banks is its caller's.
import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { BankLine } from "../../shared/protocol.gen";
import { type ApiError, placeBank } from "../api";
import { refused } from "../load";
import { Trouble } from "../Trouble";
import { titleOf } from "./BankList";

interface Props {
  bank: BankLine;
  folders: readonly string[];
  onCopy: () => void;
  onPlaced: () => void;
  onRemove: () => void;
}

const MOST_TAGS = 20;

export function OwnBank({ bank, folders, onCopy, onPlaced, onRemove }: Props) {
  const id = useId();
  const title = useSignal(titleOf(bank));
  const folder = useSignal(bank.folder);
  const tags = useSignal(bank.tags.join(", "));
  const error = useSignal<ApiError | undefined>(undefined);
  const saved = useSignal(false);

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    error.value = undefined;
    // The title that was shown is the one that was changed.
    const shown = bank.title[lang.value] ? lang.value : bank.title[bank.language] ? bank.language : lang.value;
    const renamed = title.value.trim() !== "" && title.value !== titleOf(bank);
    const words = tags.value.split(",").map((tag) => tag.trim().replace(/^#/, "").slice(0, 40)).filter(Boolean);
    try {
      await placeBank(bank.id, {
        folder: folder.value.trim(),
        tags: [...new Set(words)].slice(0, MOST_TAGS),
        ...(renamed && { title: title.value.trim(), language: shown }),
      });
      saved.value = true;
      onPlaced();
    } catch (reason) {
      error.value = refused(reason);
    }
  };
  const typing = (which: typeof title) => (event: { currentTarget: HTMLInputElement }): void => {
    which.value = event.currentTarget.value;
    saved.value = false;
  };

  return (
    <details class="own-bank">
      <summary>{t("own.more")}</summary>
      <form onSubmit={(event) => void save(event)}>
        <label for={`${id}-title`}>{t("own.title")}</label>
        <input id={`${id}-title`} type="text" maxLength={120} value={title.value} onInput={typing(title)} />
        <label for={`${id}-folder`}>{t("own.folder")}</label>
        <input id={`${id}-folder`} type="text" maxLength={60} list={`${id}-folders`} value={folder.value} onInput={typing(folder)} />
        <datalist id={`${id}-folders`}>
          {folders.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <label for={`${id}-tags`}>{t("own.tags")}</label>
        <input id={`${id}-tags`} type="text" maxLength={800} value={tags.value} onInput={typing(tags)} />
        {error.value ? <Trouble error={error.value} /> : null}
        <div class="row">
          <button class="button">{t("own.save")}</button>
          <button type="button" class="quiet" onClick={onCopy}>
            {t("own.copy")}
          </button>
          <button type="button" class="quiet danger" onClick={onRemove}>
            {t("remove.ask")}
          </button>
          <span role="status">{saved.value ? t("own.saved") : null}</span>
        </div>
      </form>
    </details>
  );
}
