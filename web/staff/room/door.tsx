// The way in for phones: which of the server's addresses is shown, and its QR code. Owns the choice and its memory.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { Address, Door } from "../../shared/protocol.gen";
import { door as ask, ApiError } from "../api";

const STORE = "saual.address";

function remembered(): string {
  try {
    return localStorage.getItem(STORE) ?? "";
  } catch {
    return "";
  }
}

const door = signal<Door | null>(null);
const chosen = signal(remembered());
/** The server says that there is no such room. */
export const missing = signal(false);

/** Asks for the addresses as soon as there is a line, and again after a reconnection: the network may have changed. */
export function useDoor(room: string, up: boolean): void {
  useEffect(() => {
    if (!up && door.value !== null) return;
    ask(room).then(
      (found) => (door.value = found),
      (problem: unknown) => {
        if (problem instanceof ApiError && problem.status === 404) missing.value = true;
      },
    );
  }, [room, up]);
}

export function addresses(): Address[] {
  return door.value?.addresses ?? [];
}

export function address(): Address | undefined {
  const all = addresses();
  return all.find((one) => one.url === chosen.value) ?? all[0];
}

export function choose(url: string): void {
  chosen.value = url;
  try {
    localStorage.setItem(STORE, url);
  } catch {
    // Not remembered, still shown.
  }
}

/** The white margin by which cameras find the corners is part of the code's size. */
export function Qr({ code }: { code: Address }) {
  return (
    <svg class="qr" viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={`QR: ${code.link}`} shape-rendering="crispEdges">
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.qr} />
    </svg>
  );
}

/** Among several networks the teacher picks the one that the phones are in. */
export function AddressPicker() {
  const all = addresses();
  if (all.length < 2) return null;
  return (
    <label class="pick">
      <span class="unseen">{t("join.pick")}</span>
      <select value={address()?.url} onChange={(event) => choose(event.currentTarget.value)}>
        {all.map((one) => (
          <option key={one.url} value={one.url}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
}
