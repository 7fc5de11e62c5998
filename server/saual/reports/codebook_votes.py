"""What the columns of questions that were voted on twice mean; a part of `codebook`. Owns the words alone."""

from __future__ import annotations

from saual.questions.text import Lang

VOTES: dict[str, dict[Lang, str]] = {
    "vote": {
        "en": "1 or 2: which vote, where the class voted twice on the question; else empty.",
        "ru": "1 или 2: которое голосование, если по вопросу голосовали дважды; иначе пусто.",
        "kk": "1 немесе 2: сұраққа екі рет дауыс берілсе, нешінші дауыс екені; әйтпесе бос.",
    },
    "sure": {
        "en": "How sure the student was of the answer: sure, half (half and half) or guess; empty: did not say.",
        "ru": "Насколько ученик был уверен: sure — уверен, half — наполовину, guess — наугад; пусто — не сказал.",
        "kk": "Оқушының сенімі: sure – сенімді, half – екіұшты, guess – болжап; бос – айтпаған.",
    },
    "first_answered": {
        "en": "Answers in time to the first vote; empty: there was no second one. The other figures are of the last.",
        "ru": "Ответы вовремя в первом голосовании; пусто, если второго не было. Остальные числа — о последнем.",
        "kk": "Бірінші дауыста уақытында келген жауаптар; екіншісі болмаса, бос. Қалған сандар соңғы дауыс туралы.",
    },
    "first_right": {
        "en": "How many of them were quite right.",
        "ru": "Сколько из них полностью верны.",
        "kk": "Олардың қаншасы толық дұрыс.",
    },
    "stayed_right": {
        "en": "Students who were right in both votes.",
        "ru": "Ученики, ответившие верно оба раза.",
        "kk": "Екі рет те дұрыс жауап бергендер.",
    },
    "became_right": {
        "en": "Students who were wrong first and right after the talk.",
        "ru": "Ученики, сначала ответившие неверно, а после обсуждения верно.",
        "kk": "Алдымен қате, талқылаудан кейін дұрыс жауап бергендер.",
    },
    "became_wrong": {
        "en": "Students who were right first and wrong after the talk.",
        "ru": "Ученики, сначала ответившие верно, а после обсуждения неверно.",
        "kk": "Алдымен дұрыс, талқылаудан кейін қате жауап бергендер.",
    },
    "stayed_wrong": {
        "en": "Students who were wrong in both votes.",
        "ru": "Ученики, ответившие неверно оба раза.",
        "kk": "Екі рет те қате жауап бергендер.",
    },
    "gain": {
        "en": "Normalised gain from the first to the second vote, of who gave both: (after - before) / (1 - before).",
        "ru": "Нормированный прирост от первого голосования ко второму у ответивших дважды: (после - до) / (1 - до).",
        "kk": "Екі рет жауап бергендердің екінші дауысқа дейінгі нормаланған өсімі: (кейін - бұрын) / (1 - бұрын).",
    },
}
