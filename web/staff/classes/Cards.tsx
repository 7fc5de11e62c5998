// The personal cards, to print and cut: ten on a sheet of A4. The codes are told this once; the server keeps none.
import { t } from "../../shared/i18n";
import type { Card as One, Cards as Made } from "../../shared/protocol.gen";

const grouped = (code: string): string => code.replace(/(\d{3})(?=\d)/g, "$1\u00a0");

export function Cards({ title, made, onBack }: { title: string; made: Made; onBack: () => void }) {
  return (
    <div class="sheet">
      <div class="no-print">
        <button type="button" class="back" onClick={onBack}>
          {title}
        </button>
        <h1>{t("cards.print_title")}</h1>
        <p class="note">{t("cards.once")}</p>
        <p>
          <button type="button" class="button" onClick={() => window.print()}>
            {t("cards.print")}
          </button>
        </p>
      </div>
      <ul class="cards">
        {made.cards.map((card) => (
          <Card key={card.student} card={card} title={title} url={made.url} />
        ))}
      </ul>
    </div>
  );
}

function Card({ card, title, url }: { card: One; title: string; url: string }) {
  return (
    <li class="id-card">
      <svg class="qr" viewBox={`0 0 ${card.size} ${card.size}`} role="img" aria-label="QR" shape-rendering="crispEdges">
        <rect width={card.size} height={card.size} fill="#fff" />
        <path d={card.qr} />
      </svg>
      <div>
        <p class="of">{title}</p>
        <p class="who" dir="auto">
          {card.name}
        </p>
        <p class="code">{grouped(card.code)}</p>
        <p class="at">
          Saual · {url.replace(/^http:\/\//, "")}
        </p>
      </div>
    </li>
  );
}
