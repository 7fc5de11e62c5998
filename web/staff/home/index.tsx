// The teacher's first page: rooms that are open, banks to choose from, and the start of a lesson. Puts the parts
// together and keeps what is chosen; each part's own work is in its own file.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { BankLine, RoomLine } from "../../shared/protocol.gen";
import { type ApiError, banks, me, removeBank, rooms } from "../api";
import { Desk } from "../Desk";
import { refused, useLoad } from "../load";
import { Trouble } from "../Trouble";
import { AddBank } from "./AddBank";
import { BankList } from "./BankList";
import { Footer } from "./Footer";
import { keep, kept } from "./keep";
import { LiveRooms } from "./LiveRooms";
import { NoQuiz } from "./NoQuiz";
import { Preview } from "./Preview";
import { inOrder } from "./search";
import { StartPanel } from "./StartPanel";
import { useWide } from "./wide";
import { readWish, type Wish } from "./wish";
import "./home.css";

export function Home() {
  const list = useLoad(banks, "banks");
  const open = useLoad(rooms, "rooms");
  const running = useLoad(me, "me");
  const wide = useWide();
  const chosen = useSignal(kept("bank") ?? "");
  const preview = useSignal("");
  const wish = useSignal<Wish>(readWish(kept("wish")));
  const error = useSignal<ApiError | undefined>(undefined);

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
  const sound = inOrder(all, lang.value).filter((bank) => bank.faults.length === 0);
  // With room for both, something is always chosen: a first lesson is one press away.
  const bank = sound.find((one) => one.id === chosen.value) ?? (wide ? sound[0] : undefined);

  const choose = (id: string): void => {
    chosen.value = !wide && bank?.id === id ? "" : id;
    if (preview.value) preview.value = id;
    keep("bank", chosen.value);
  };
  const back = (): void => {
    preview.value = "";
    // What had the focus is gone.
    document.getElementById("content")?.focus();
  };
  const remove = async (id: string): Promise<void> => {
    error.value = undefined;
    try {
      await removeBank(id);
      back();
    } catch (reason) {
      error.value = refused(reason);
    }
    list.again();
  };
  const added = (bank: BankLine): void => {
    choose(bank.id);
    list.again();
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
      onPreview={preview.value ? undefined : () => (preview.value = bank.id)}
      onRemove={() => void remove(bank.id)}
    />
  ) : null;

  return (
    <Desk here="home" title={t("banks.title")}>
      <div class="home">
        <div class="shelf">
          {preview.value ? null : <LiveRooms rooms={open.value ?? []} />}
          <h1 class={preview.value ? "unseen" : undefined}>{t("banks.title")}</h1>
          {list.error ? <Trouble error={list.error} again={list.again} /> : null}
          {error.value ? <Trouble error={error.value} /> : null}
          {preview.value ? (
            <Preview key={preview.value} id={preview.value} onBack={back} />
          ) : list.value ? (
            <>
              {all.length === 0 ? <NoBanks /> : null}
              <BankList
                banks={all}
                chosen={bank?.id ?? ""}
                onChoose={choose}
                onRemove={(id) => void remove(id)}
                below={wide ? null : panel}
              />
              <NoQuiz wish={wish.value} onOpened={enter} />
              <AddBank onAdded={added} />
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
