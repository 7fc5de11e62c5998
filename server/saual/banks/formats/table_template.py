"""The table to fill in: headings in the teacher's language, one example of each type, and what each column means."""

from __future__ import annotations

from saual.banks.formats.table_words import heading_of, truth_word, type_word
from saual.banks.formats.table_write import delimited, workbook
from saual.questions.text import Lang

_COLUMNS = (
    *(
        "type",
        "text",
        "A",
        "B",
        "C",
        "D",
        "E",
        "F",
        "items",
        "right",
        "explanation",
        "time",
        "points",
        "topic",
        "level",
    ),
    *("tolerance", "unit"),
)

# Type, question, options, right answer and explanation of each example.
_EXAMPLES: dict[Lang, list[tuple[str, str, list[str], str, str]]] = {
    "kk": [
        ("single", "Қазақстанның астанасы қай қала?", ["Алматы", "Астана", "Шымкент"], "B", "1997 жылдан бері."),
        ("multiple", "Қай сандар жай сан?", ["2", "4", "5", "9"], "A, C", ""),
        ("truefalse", "Су 100 °C-та қайнайды.", [], truth_word(True, "kk"), ""),
        ("short", "«Қара сөздердің» авторы кім?", [], "Абай | Абай Құнанбайұлы", ""),
        ("number", "Жарты метр неше сантиметр?", [], "50", ""),
        ("poll", "Сабақ қалай өтті?", ["Оңай", "Қалыпты", "Қиын"], "", ""),
        ("rating", "Тақырыпты түсіндім.", [], "", ""),
        ("wordcloud", "Жақсы сабақ қандай болады?", [], "", ""),
        ("open", "Бүгін не түсініксіз болды?", [], "", ""),
        ("scale", "Осы апта туралы не дейсің?", ["Тақырып түсінікті болды.", "Сабаққа дайын келдім."], "", ""),
        ("nps", "Бұл сабақты досыңа ұсынар ма едің?", [], "", ""),
        ("brainstorm", "Көктемде не істейміз?", [], "", ""),
        ("slide", "Енді үйге тапсырма", [], "", ""),
    ],
    "ru": [
        ("single", "Какой город — столица Казахстана?", ["Алматы", "Астана", "Шымкент"], "B", "С 1997 года."),
        ("multiple", "Какие числа простые?", ["2", "4", "5", "9"], "A, C", ""),
        ("truefalse", "Вода кипит при 100 °C.", [], truth_word(True, "ru"), ""),
        ("short", "Кто автор «Слов назидания»?", [], "Абай | Абай Кунанбаев", ""),
        ("number", "Сколько сантиметров в половине метра?", [], "50", ""),
        ("poll", "Как прошёл урок?", ["Легко", "Нормально", "Трудно"], "", ""),
        ("rating", "Я понял тему.", [], "", ""),
        ("wordcloud", "Каким бывает хороший урок?", [], "", ""),
        ("open", "Что сегодня осталось непонятным?", [], "", ""),
        ("scale", "Что скажешь об этой неделе?", ["Тема была понятна.", "Я готовился к уроку."], "", ""),
        ("nps", "Посоветуешь ли ты этот урок другу?", [], "", ""),
        ("brainstorm", "Чем займёмся весной?", [], "", ""),
        ("slide", "Теперь домашнее задание", [], "", ""),
    ],
    "en": [
        ("single", "Which city is the capital of Kazakhstan?", ["Almaty", "Astana", "Shymkent"], "B", "Since 1997."),
        ("multiple", "Which numbers are prime?", ["2", "4", "5", "9"], "A, C", ""),
        ("truefalse", "Water boils at 100 °C.", [], truth_word(True, "en"), ""),
        ("short", "Who wrote the “Words of Edification”?", [], "Abai | Abay", ""),
        ("number", "How many centimetres are half a metre?", [], "50", ""),
        ("poll", "How was the lesson?", ["Easy", "All right", "Hard"], "", ""),
        ("rating", "I understood the topic.", [], "", ""),
        ("wordcloud", "What is a good lesson like?", [], "", ""),
        ("open", "What was not clear today?", [], "", ""),
        ("scale", "What do you say about this week?", ["The topic was clear.", "I was ready."], "", ""),
        ("nps", "Would you recommend this lesson?", [], "", ""),
        ("brainstorm", "What shall we do in spring?", [], "", ""),
        ("slide", "And now the homework", [], "", ""),
    ],
}

_HELP: dict[Lang, dict[str, str]] = {
    "kk": {
        "type": "Сұрақтың түрі. Бос болса, жауапқа қарап анықталады.",
        "text": "Сұрақтың мәтіні, 300 таңбаға дейін.",
        "A": "Жауап нұсқалары: 2-ден 8-ге дейін, әрқайсысы 120 таңбаға дейін.",
        "items": "Бірнеше бағаның пікірлері немесе дауысқа салынатын идеялар, әрқайсысы жаңа жолдан (Alt + Enter).",
        "right": "Әріп (B), бірнеше әріп (A, C), дұрыс немесе бұрыс, сан, не | арқылы бөлінген сөздер.",
        "explanation": "Жауаптан кейін көрсетіледі, 600 таңбаға дейін.",
        "time": "Секунд, 5-тен 600-ге дейін. Бос болса — 20.",
        "points": "0, 1000 немесе 2000. Бос болса — 1000.",
        "topic": "Тақырып, 60 таңбаға дейін.",
        "level": "elementary, pre-intermediate, intermediate, upper-intermediate, advanced.",
        "tolerance": "Сан үшін: қанша ауытқуға болады.",
        "unit": "Сан үшін: м, кг, %.",
    },
    "ru": {
        "type": "Тип вопроса. Если пусто — определится по ответу.",
        "text": "Текст вопроса, до 300 знаков.",
        "A": "Варианты ответа: от 2 до 8, каждый до 120 знаков.",
        "items": "Утверждения для нескольких оценок или идеи для голосования, каждое с новой строки (Alt + Enter).",
        "right": "Буква (B), несколько букв (A, C), верно или неверно, число либо слова через |.",
        "explanation": "Показывается после ответа, до 600 знаков.",
        "time": "Секунды, от 5 до 600. Если пусто — 20.",
        "points": "0, 1000 или 2000. Если пусто — 1000.",
        "topic": "Тема, до 60 знаков.",
        "level": "elementary, pre-intermediate, intermediate, upper-intermediate, advanced.",
        "tolerance": "Для числа: на сколько можно отклониться.",
        "unit": "Для числа: м, кг, %.",
    },
    "en": {
        "type": "The type of question. If empty, it is told by the answer.",
        "text": "The question, up to 300 characters.",
        "A": "The options: 2 to 8, each up to 120 characters.",
        "items": "The statements of several ratings, or ideas to vote on, each on a line of its own (Alt + Enter).",
        "right": "A letter (B), several letters (A, C), true or false, a number, or words with | between them.",
        "explanation": "Shown after the answer, up to 600 characters.",
        "time": "Seconds, 5 to 600. If empty: 20.",
        "points": "0, 1000 or 2000. If empty: 1000.",
        "topic": "Up to 60 characters.",
        "level": "elementary, pre-intermediate, intermediate, upper-intermediate, advanced.",
        "tolerance": "For a number: how far off is still right.",
        "unit": "For a number: m, kg, %.",
    },
}


def template(suffix: str, lang: Lang) -> bytes:
    """The table as .xlsx or .csv. Raises KeyError for another suffix."""
    headings = [_heading(name, lang) for name in _COLUMNS]
    rows = [headings, *(_example(*example, lang) for example in _EXAMPLES[lang])]
    if suffix == ".csv":
        return delimited(rows)
    if suffix != ".xlsx":
        raise KeyError(suffix)
    return workbook(rows, 0, [[_heading(name, lang), text] for name, text in _HELP[lang].items()])


def _heading(name: str, lang: Lang) -> str:
    return heading_of("options", lang, label=name) if len(name) == 1 else heading_of(name, lang)


def _example(kind: str, text: str, options: list[str], right: str, explanation: str, lang: Lang) -> list[str]:
    cells = {"type": type_word(kind, lang), "text": text, "right": right, "explanation": explanation}
    if kind == "scale":
        cells["items"] = "\n".join(options)
    else:
        cells |= dict(zip("ABCDEF", options, strict=False))
    return [cells.get(name, "") for name in _COLUMNS]
