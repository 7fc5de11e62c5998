// Says what went wrong with a request, in the teacher's language, and offers to try again. Knows codes, not routes.
import { has, t } from "../shared/i18n";
import type { ApiError } from "./api";

function sentence(error: ApiError): string {
  if (has(`problem.${error.code}`)) return t(`problem.${error.code}`);
  return t(error.status === 404 ? "problem.gone" : "problem.unknown");
}

interface Props {
  error: ApiError;
  /** What it is about, where that is not plain: a file's name. */
  name?: string;
  again?: (() => void) | undefined;
}

/** The server's own English sentence is added where ours says little, so that the teacher can pass it on. */
export function Trouble({ error, name, again }: Props) {
  const own = sentence(error);
  return (
    <div class="note bad" role="alert">
      <p>
        {name ? <strong>{name}. </strong> : null}
        {own} {own === t("problem.unknown") ? <span lang="en">{error.message}</span> : null}
      </p>
      {again ? (
        <button type="button" class="quiet" onClick={again}>
          {t("load.again")}
        </button>
      ) : null}
    </div>
  );
}
