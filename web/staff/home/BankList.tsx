// The banks to choose from, with a search. Owns what was typed; which bank is chosen is its caller's.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { lang, t } from "../../shared/i18n";
import type { BankLine, Lang } from "../../shared/protocol.gen";
import { drawers, inLang, inOrder, matching } from "./search";

const SHORT: Record<Lang, string> = { kk: "ҚАЗ", ru: "РУС", en: "ENG" };

interface Props {
  banks: readonly BankLine[];
  chosen: string;
  onChoose: (id: string) => void;
  /** On a narrow page: what stands under the chosen bank. */
  below: ComponentChildren;
}

export function titleOf(bank: BankLine): string {
  return inLang(bank.title, lang.value, bank.language) || bank.id;
}

export function BankList({ banks, chosen, onChoose, below }: Props) {
  const query = useSignal("");
  const folder = useSignal("");
  const tag = useSignal("");
  const { folders, tags } = drawers(banks, lang.value);
  // A folder that is gone hides nothing.
  const [wantedFolder, wantedTag] = [folders.includes(folder.value) ? folder.value : "", tags.includes(tag.value) ? tag.value : ""];
  const filed = banks.filter((bank) => (!wantedFolder || bank.folder === wantedFolder) && (!wantedTag || bank.tags.includes(wantedTag)));
  const found = inOrder(matching(filed, query.value), lang.value);
  return (
    <>
      {banks.length > 0 ? (
        <input
          class="search"
          type="search"
          aria-label={t("banks.search")}
          placeholder={t("banks.search")}
          value={query.value}
          onInput={(event) => (query.value = event.currentTarget.value)}
        />
      ) : null}
      <Drawers label={t("banks.folders")} all={folders} wanted={wantedFolder} onWant={(one) => (folder.value = one)} />
      <Drawers label={t("banks.tags")} all={tags} wanted={wantedTag} onWant={(one) => (tag.value = one)} />
      <div role="status">
        {found.length === 0 && banks.length > 0 ? (
          <div class="note">
            <p>{t("banks.none_found", { query: query.value.trim() })}</p>
            <button type="button" class="quiet" onClick={() => (query.value = folder.value = tag.value = "")}>
              {t("banks.clear")}
            </button>
          </div>
        ) : null}
      </div>
      <ul class="banks">
        {found.map((bank) => (
          <li key={bank.id}>
            <button type="button" class="card bank" aria-pressed={bank.id === chosen} onClick={() => onChoose(bank.id)}>
              <BankFace bank={bank} />
            </button>
            {bank.id === chosen ? below : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function BankFace({ bank }: { bank: BankLine }) {
  const about = inLang(bank.about, lang.value, bank.language);
  return (
    <>
      <span class="top">
        <span class="title">{titleOf(bank)}</span>
        <span class={bank.own ? "tag own" : "tag"}>{t(bank.own ? "banks.own" : "banks.shipped")}</span>
      </span>
      {about ? <span class="about">{about}</span> : null}
      <span class="facts">
        <span>{t("banks.questions", { n: bank.questions })}</span>
        {bank.unfinished > 0 ? <span class="unfinished">{t("banks.unfinished", { n: bank.unfinished })}</span> : null}
        {bank.folder ? <span>{bank.folder}</span> : null}
        {bank.tags.map((tag) => (
          <span key={tag}>#{tag}</span>
        ))}
        <span class="codes">
          {bank.languages.map((code) => (
            <abbr key={code} title={t(`lang.${code}`)}>
              {SHORT[code]}
            </abbr>
          ))}
        </span>
        <Kinds kinds={bank.kinds} />
      </span>
    </>
  );
}

/** The kinds in it, the commonest first, slides last; a count only where it says something. */
function Kinds({ kinds }: { kinds: BankLine["kinds"] }) {
  const weight = ([kind, n = 0]: [string, number | undefined]): number => (kind === "slide" ? 0 : n);
  const counted = Object.entries(kinds).sort((a, b) => weight(b) - weight(a));
  const words = counted.map(([kind, n]) => t(`type.${kind}`) + (counted.length > 1 && n !== 1 ? ` ×${n}` : ""));
  return <span>{words.join(", ")}</span>;
}

/** Folders or tags to look into; nothing where there are none. */
function Drawers({ label, all, wanted, onWant }: { label: string; all: string[]; wanted: string; onWant: (one: string) => void }) {
  if (all.length === 0) return null;
  return (
    <div class="chips" role="group" aria-label={label}>
      <span class="hint">{label}</span>
      {all.map((one) => (
        <button key={one} type="button" aria-pressed={one === wanted} onClick={() => onWant(one === wanted ? "" : one)}>
          {one}
        </button>
      ))}
    </div>
  );
}
