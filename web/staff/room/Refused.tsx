// Why the newest command from a panel was refused.
import type { Code } from "../../shared/protocol.gen";
import { refusal } from "./control";

export function Refused({ code }: { code: Code | null }) {
  if (code === null) return null;
  return (
    <p class="refused" role="alert">
      {refusal(code)}
    </p>
  );
}
