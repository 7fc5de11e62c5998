"""The table to fill in: headings in the teacher's language, one example of each type, and what each column means."""

from __future__ import annotations

from saual.banks.formats.table_words import LISTS, heading_of, truth_word, type_word
from saual.banks.formats.table_write import delimited, workbook
from saual.questions.text import Lang

_COLUMNS = (
    *("type", "text", "A", "B", "C", "D", "E", "F", "items", "right", "explanation", "time", "points", "topic"),
    *("level", "tolerance", "unit", "gaps1", "gaps2", "bank", "min", "max", "step", "near"),
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

# Type, question, and all other cells of each example of the types in which something is put somewhere.
_PLACING: dict[Lang, list[tuple[str, str, dict[str, str]]]] = {
    "kk": [
        ("ordering", "Кішісінен үлкеніне қарай", {"items": "грамм\nкилограмм\nтонна"}),
        ("matching", "Елдің астанасы", {"items": "Қазақстан\nӨзбекстан", "A": "Астана", "B": "Ташкент",
                                        "C": "Бішкек"}),
        ("gaps", "Бір аптада [1] күн, бір жылда [2] ай бар", {"gaps1": "7 | жеті", "gaps2": "12 | он екі"}),
        ("gaps", "Күн [1] жақтан шығады", {"gaps1": "шығыс", "A": "батыс", "B": "солтүстік",
                                           "bank": truth_word(True, "kk")}),
        ("categorising", "Үй малы ма, жабайы аң ба?", {"items": "қой\nтүлкі", "A": "үй малы",
                                                       "B": "жабайы аң", "right": "A, B"}),
        ("slider", "Хан Тәңірінің биіктігі", {"min": "0", "max": "10000", "step": "10", "right": "7010",
                                              "tolerance": "20", "near": "500", "unit": "м"}),
    ],
    "ru": [
        ("ordering", "От меньшего к большему", {"items": "грамм\nкилограмм\nтонна"}),
        ("matching", "Столица страны", {"items": "Казахстан\nУзбекистан", "A": "Астана", "B": "Ташкент",
                                        "C": "Бишкек"}),
        ("gaps", "В неделе [1] дней, в году [2] месяцев", {"gaps1": "7 | семь", "gaps2": "12 | двенадцать"}),
        ("gaps", "Солнце встаёт на [1]", {"gaps1": "востоке", "A": "западе", "B": "севере",
                                          "bank": truth_word(True, "ru")}),
        ("categorising", "Домашний или дикий?", {"items": "овца\nлиса", "A": "домашний", "B": "дикий",
                                                 "right": "A, B"}),
        ("slider", "Высота Хан-Тенгри", {"min": "0", "max": "10000", "step": "10", "right": "7010",
                                         "tolerance": "20", "near": "500", "unit": "м"}),
    ],
    "en": [
        ("ordering", "From small to large", {"items": "gram\nkilogram\ntonne"}),
        ("matching", "The capital of the country", {"items": "Kazakhstan\nUzbekistan", "A": "Astana",
                                                    "B": "Tashkent", "C": "Bishkek"}),
        ("gaps", "There are [1] days in a week and [2] months in a year", {"gaps1": "7 | seven",
                                                                           "gaps2": "12 | twelve"}),
        ("gaps", "The Sun rises in the [1]", {"gaps1": "east", "A": "west", "B": "north",
                                              "bank": truth_word(True, "en")}),
        ("categorising", "Tame or wild?", {"items": "sheep\nfox", "A": "tame", "B": "wild",
                                           "right": "A, B"}),
        ("slider", "The height of Khan Tengri", {"min": "0", "max": "10000", "step": "10", "right": "7010",
                                                 "tolerance": "20", "near": "500", "unit": "m"}),
    ],
}  # fmt: skip

_HELP: dict[Lang, dict[str, str]] = {
    "kk": {
        "type": "Сұрақтың түрі. Бос болса, жауапқа қарап анықталады.",
        "text": "Сұрақтың мәтіні, 300 таңбаға дейін.",
        "A": "Жауап нұсқалары: 2-ден 8-ге дейін, әрқайсысы 120 таңбаға дейін.",
        "items": "Реттелетін (дұрыс ретімен), сыңары ізделетін не топқа бөлінетін тармақтар, бағаланатын пікірлер, "
        "дауысқа салынатын идеялар: әрқайсысы жаңа жолдан (Alt + Enter). Сәйкестендіруде бірінші тармаққа "
        "бірінші нұсқа сай; әйтпесе дұрыс жауапқа әр тармақтың әрпін жазыңыз.",
        "right": "Әріп (B), бірнеше әріп (A, C), дұрыс немесе бұрыс, сан, не | арқылы бөлінген сөздер.",
        "explanation": "Жауаптан кейін көрсетіледі, 600 таңбаға дейін.",
        "time": "Секунд, 5-тен 600-ге дейін. Бос болса — 20.",
        "points": "0, 1000 немесе 2000. Бос болса — 1000.",
        "topic": "Тақырып, 60 таңбаға дейін.",
        "level": "elementary, pre-intermediate, intermediate, upper-intermediate, advanced.",
        "tolerance": "Сан үшін: қанша ауытқуға болады.",
        "unit": "Сан үшін: м, кг, %.",
        "gaps1": "Мәтіндегі [1] белгісінің орнындағы сөз; бірнеше жазылуы | арқылы.",
        "bank": "дұрыс – сөздер тізімнен таңдалады; нұсқалар – артық сөздер.",
        "min": "Жүгірткі шкаласының басы.",
        "max": "Жүгірткі шкаласының соңы.",
        "step": "Жүгірткінің қадамы. Бос болса — 1.",
        "near": "Жүгірткіде жарты ұпай берілетін ауытқу.",
    },
    "ru": {
        "type": "Тип вопроса. Если пусто — определится по ответу.",
        "text": "Текст вопроса, до 300 знаков.",
        "A": "Варианты ответа: от 2 до 8, каждый до 120 знаков.",
        "items": "Что расставить (в верном порядке), чему найти пару или группу, утверждения для оценок, идеи для "
        "голосования: каждое с новой строки (Alt + Enter). В парах первому пункту подходит первый вариант; "
        "иначе напишите в верном ответе букву каждого пункта.",
        "right": "Буква (B), несколько букв (A, C), верно или неверно, число либо слова через |.",
        "explanation": "Показывается после ответа, до 600 знаков.",
        "time": "Секунды, от 5 до 600. Если пусто — 20.",
        "points": "0, 1000 или 2000. Если пусто — 1000.",
        "topic": "Тема, до 60 знаков.",
        "level": "elementary, pre-intermediate, intermediate, upper-intermediate, advanced.",
        "tolerance": "Для числа: на сколько можно отклониться.",
        "unit": "Для числа: м, кг, %.",
        "gaps1": "Слово на месте [1] в тексте; несколько написаний — через |.",
        "bank": "верно — слова выбирают из списка; варианты — лишние слова.",
        "min": "Начало шкалы ползунка.",
        "max": "Конец шкалы ползунка.",
        "step": "Шаг ползунка. Если пусто — 1.",
        "near": "Для ползунка: в каких пределах даётся половина баллов.",
    },
    "en": {
        "type": "The type of question. If empty, it is told by the answer.",
        "text": "The question, up to 300 characters.",
        "A": "The options: 2 to 8, each up to 120 characters.",
        "items": "What is to be put in order (in the right one), paired, sorted, rated or voted on, each on a line of "
        "its own (Alt + Enter). In pairs the first item belongs to the first option; otherwise write the letter of "
        "each item as the right answer.",
        "right": "A letter (B), several letters (A, C), true or false, a number, or words with | between them.",
        "explanation": "Shown after the answer, up to 600 characters.",
        "time": "Seconds, 5 to 600. If empty: 20.",
        "points": "0, 1000 or 2000. If empty: 1000.",
        "topic": "Up to 60 characters.",
        "level": "elementary, pre-intermediate, intermediate, upper-intermediate, advanced.",
        "tolerance": "For a number: how far off is still right.",
        "unit": "For a number: m, kg, %.",
        "gaps1": "The word in the place of [1] in the text; several spellings with | between them.",
        "bank": "true: words are chosen from a bank; the options are further words.",
        "min": "The beginning of a slider's scale.",
        "max": "The end of a slider's scale.",
        "step": "The step of a slider. If empty: 1.",
        "near": "For a slider: within how much half of the points are earned.",
    },
}


def template(suffix: str, lang: Lang) -> bytes:
    """The table as .xlsx or .csv. Raises KeyError for another suffix."""
    rows = [[_heading(name, lang) for name in _COLUMNS], *examples(lang)]
    if suffix == ".csv":
        return delimited(rows)
    if suffix != ".xlsx":
        raise KeyError(suffix)
    return workbook(rows, 0, [[_heading(name, lang), text] for name, text in _HELP[lang].items()])


def _heading(name: str, lang: Lang) -> str:
    key = name.rstrip("0123456789")
    if key in LISTS:
        return heading_of(key, lang, label=name[len(key) :])
    return heading_of("options", lang, label=name) if len(name) == 1 else heading_of(name, lang)


def _example(kind: str, text: str, options: list[str], right: str, explanation: str, lang: Lang) -> list[str]:
    cells = {"type": type_word(kind, lang), "text": text, "right": right, "explanation": explanation}
    if kind == "scale":
        cells["items"] = "\n".join(options)
    else:
        cells |= dict(zip("ABCDEF", options, strict=False))
    return _row(cells)


def _row(cells: dict[str, str]) -> list[str]:
    return [cells.get(name, "") for name in _COLUMNS]


def examples(lang: Lang) -> list[list[str]]:
    """Its rows below the headings: a question each."""
    rows = [_example(*example, lang) for example in _EXAMPLES[lang]]
    return rows + [_row({"type": type_word(kind, lang), "text": text} | more) for kind, text, more in _PLACING[lang]]
