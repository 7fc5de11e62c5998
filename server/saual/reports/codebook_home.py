"""The codebook's words for the tables of a homework."""

from __future__ import annotations

from saual.questions.text import Lang

AT_HOME: dict[str, dict[Lang, str]] = {
    "attempt": {
        "en": "Which attempt of this student at the homework, from 1.",
        "ru": "Которая попытка этого ученика, с 1.",
        "kk": "Осы оқушының нешінші әрекеті, 1-ден бастап.",
    },
    "begun": {
        "en": "When the attempt was begun (ISO 8601, UTC).",
        "ru": "Когда попытка начата (ISO 8601, UTC).",
        "kk": "Әрекет басталған уақыт (ISO 8601, UTC).",
    },
    "handed_in": {
        "en": "When it was handed in; empty if it was not.",
        "ru": "Когда попытка сдана; пусто, если не сдана.",
        "kk": "Әрекет тапсырылған уақыт; тапсырылмаса, бос.",
    },
    "right_answers": {
        "en": "Answers of the attempt that were quite right; late ones only if the teacher lets them count.",
        "ru": "Полностью верные ответы попытки; опоздавшие — только если учитель их засчитал.",
        "kk": "Әрекеттегі толық дұрыс жауаптар; кешіккендері мұғалім есепке алса ғана.",
    },
    "counts": {
        "en": "Whether this attempt is the one that counts.",
        "ru": "Эта ли попытка засчитана.",
        "kk": "Есепке алынған әрекет осы ма.",
    },
    "piece": {
        "en": "Which piece of the material, from 1.",
        "ru": "Который из материалов, с 1.",
        "kk": "Материалдың нешіншісі, 1-ден бастап.",
    },
    "material": {
        "en": "What the piece is called.",
        "ru": "Как он называется.",
        "kk": "Оның атауы.",
    },
    "opened": {
        "en": "When the student first opened it (ISO 8601, UTC).",
        "ru": "Когда ученик впервые открыл его (ISO 8601, UTC).",
        "kk": "Оқушы оны алғаш ашқан уақыт (ISO 8601, UTC).",
    },
}
