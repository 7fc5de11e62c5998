// The teacher's first page: rooms that are open, banks to choose from, and the start of a lesson. Puts the parts
// together and keeps what is chosen; each part's own work is in its own file.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { BankLine, RoomLine } from "../../shared/protocol.gen";
import { banks, copyBank, me, newBank, removeBank, restoreBank, rooms } from "../api";
import { Desk } from "../Desk";
import { useAttempt, useLoad } from "../load";
import { Trouble } from "../Trouble";
import { Drop, DropAnywhere } from "../bring/Drop";
import { Incoming } from "../bring/Incoming";
import { TakeAway } from "../bring/TakeAway";
import { BankList, titleOf } from "./BankList";
import { Footer } from "./Footer";
import { keep, kept } from "./keep";
import { LiveRooms } from "./LiveRooms";
import { NoQuiz } from "./NoQuiz";
import { Preview } from "./Preview";
import { drawers, inOrder } from "./search";
import { editorOf, StartPanel } from "./StartPanel";
import { useWide } from "./wide";
import { readWish, type Wish } from "./wish";
import "./home.css";

export function Home() {
  const list = useLoad(banks, "banks");
  const open = useLoad(rooms, "rooms");
  const running = useLoad(me, "me");
  const wide = useWide();
  const chosen = useSignal(kept("bank") ?? "");
  const looked = useSignal<"" | "preview" | "take">("");
  /** Files that are still to be looked at, and how many there were. */
  const files = useSignal<readonly File[]>([]);
  const whole = useSignal(0);
  const brought = useSignal<readonly BankLine[]>([]);
  const wish = useSignal<Wish>(readWish(kept("wish")));
  const { error, attempt } = useAttempt(list.again);
  const removed = useSignal<BankLine | undefined>(undefined);

  useEffect(() => {
    // Back from the lesson or from another window: rooms may have been opened or closed meanwhile.
    const look = (): void => {
      if (document.visibilityState === "visible") open.again();
    };
    document.addEventListener("visibilitychange", look);
    window.addEventListener("pageshow", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pageshow", look);
    };
  }, []);

  const all = list.value ?? [];
  const ordered = inOrder(all, lang.value);
  // With room for both, something is always chosen: a first lesson is one press away.
  const bank = ordered.find((one) => one.id === chosen.value) ?? (wide ? ordered[0] : undefined);

  const choose = (id: string): void => {
    chosen.value = !wide && bank?.id === id ? "" : id;
    if (!wide) looked.value = "";
    keep("bank", chosen.value);
  };
  const back = (): void => {
    looked.value = "";
    // What had the focus is gone.
    document.getElementById("content")?.focus();
  };
  const remove = (bank: BankLine): Promise<void> =>
    attempt(async () => {
      await removeBank(bank.id);
      removed.value = bank;
      back();
    });
  const bringBack = (bank: BankLine): Promise<void> =>
    attempt(async () => {
      await restoreBank(bank.id);
      removed.value = undefined;
    });
  const edit = (id: string): void => location.assign(editorOf(id));
  const copy = (bank: BankLine): Promise<void> =>
    attempt(async () => {
      const made = await copyBank(bank.id);
      if (bank.own) choose(made.id);
      else edit(made.id);
    });
  const create = (): Promise<void> =>
    attempt(async () => edit((await newBank({ title: t("banks.new_title"), language: lang.value })).id));
  const bring = (more: readonly File[]): void => {
    if (files.value.length === 0) [whole.value, brought.value] = [0, []];
    files.value = [...files.value, ...more];
    whole.value += more.length;
  };
  const mended = ([first, ...more]: File[]): void => {
    if (!first) return;
    files.value = [first, ...files.value.slice(1), ...more];
    whole.value += more.length;
  };
  /** On to the next file, or back to the banks. */
  const next = (): void => {
    files.value = files.value.slice(1);
    if (files.value.length > 0) return;
    back();
    list.again();
  };
  const keptOne = (bank: BankLine): void => {
    brought.value = [...brought.value, bank];
    chosen.value = bank.id;
    keep("bank", bank.id);
    next();
  };
  const enter = (room: RoomLine): void => location.assign(`/teacher/room/${encodeURIComponent(room.room)}`);

  const panel = bank ? (
    <StartPanel
      key={bank.id}
      bank={bank}
      wish={wish.value}
      onWish={(next) => {
        wish.value = next;
        keep("wish", JSON.stringify(next));
      }}
      onOpened={enter}
      onPreview={looked.value === "preview" ? undefined : () => (looked.value = "preview")}
      onTake={() => (looked.value = "take")}
      folders={drawers(all, lang.value).folders}
      onCopy={() => void copy(bank)}
      onPlaced={list.again}
      onRemove={() => void remove(bank)}
    />
  ) : null;

  const [file] = files.value;
  if (file) {
    const at = whole.value - files.value.length + 1;
    return (
      <Desk here="home" title={t("bring.title")}>
        <DropAnywhere onFiles={bring} />
        <Incoming
          key={`${at} ${file.name} ${file.size} ${file.lastModified}`}
          file={file}
          nth={whole.value > 1 ? t("bring.nth", { part: at, whole: whole.value }) : ""}
          onKept={keptOne}
          onCancel={next}
          onMended={mended}
        />
      </Desk>
    );
  }
  const view = bank ? looked.value : "";
  return (
    <Desk here="home" title={t("banks.title")}>
      <DropAnywhere onFiles={bring} />
      <div class="home">
        <div class="shelf">
          {view ? null : <LiveRooms rooms={open.value ?? []} />}
          <div class={view ? "unseen" : "heading"}>
            <h1>{t("banks.title")}</h1>
            {view ? null : (
              <button type="button" class="button" onClick={() => void create()}>
                {t("banks.new")}
              </button>
            )}
          </div>
          {list.error ? <Trouble error={list.error} again={list.again} /> : null}
          {error ? <Trouble error={error} /> : null}
          <div role="status">
            {brought.value.length > 0 ? (
              <p class="note good">{t("bring.kept", { name: brought.value.map(titleOf).join(", ") })}</p>
            ) : null}
            {removed.value ? (
              <p class="note">
                {t("remove.done", { title: titleOf(removed.value) })}{" "}
                <button type="button" class="quiet" onClick={() => removed.value && void bringBack(removed.value)}>
                  {t("remove.undo")}
                </button>
              </p>
            ) : null}
          </div>
          {view && bank ? (
            view === "take" ? (
              <TakeAway key={bank.id} bank={bank} onBack={back} />
            ) : (
              <Preview key={bank.id} id={bank.id} onBack={back} />
            )
          ) : list.value ? (
            <>
              {all.length === 0 ? <NoBanks /> : null}
              <BankList
                banks={all}
                chosen={bank?.id ?? ""}
                onChoose={choose}
                below={wide ? null : panel}
              />
              <NoQuiz wish={wish.value} onOpened={enter} />
              <Drop onFiles={bring} />
            </>
          ) : list.error ? null : (
            <p class="hint">{t("load.wait")}</p>
          )}
        </div>
        {wide && list.value && all.length > 0 ? <aside>{panel ?? <p class="card hint">{t("start.none")}</p>}</aside> : null}
      </div>
      <Footer version={running.value?.version ?? ""} />
    </Desk>
  );
}

function NoBanks() {
  return (
    <div class="card empty">
      <h2>{t("banks.empty_title")}</h2>
      <p>{t("banks.empty")}</p>
    </div>
  );
}
