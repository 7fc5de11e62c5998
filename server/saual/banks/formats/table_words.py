"""The words of our own table in three languages: headings, types, right and wrong. Knows no cell."""

from __future__ import annotations

import re
from typing import NamedTuple

from saual.banks.formats.headers import plain_heading
from saual.questions.text import LANGS, Lang

# The heading as we write it in kk, ru and en; then other words that teachers write.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "type": ("Түрі", "Тип", "Type", "сұрақ түрі", "тип вопроса", "question type", "kind"),
    "text": ("Сұрақ", "Вопрос", "Question", "сұрақ мәтіні", "текст вопроса", "question text", "text", "задание"),
    "right": ("Дұрыс жауап", "Верный ответ", "Right answer", "дұрыс", "дұрыс жауаптар", "правильные ответы",
              "правильный ответ", "правильно", "right", "correct answer", "correct answers", "correct", "answer",
              "answers", "жауап", "ответ", "ключ", "key"),
    "explanation": ("Түсіндірме", "Пояснение", "Explanation", "түсінік", "объяснение", "комментарий", "feedback"),
    "time": ("Уақыт", "Время", "Time", "уақыт, с", "время, с", "время (сек)", "time (s)", "seconds", "time limit"),
    "points": ("Ұпай", "Баллы", "Points", "балл", "score"),
    "topic": ("Тақырып", "Тема", "Topic", "tag", "category", "категория"),
    "level": ("Деңгей", "Уровень", "Level", "difficulty"),
    "bloom": ("Блум", "Таксономия Блума", "Bloom"),
    "skill": ("Дағды", "Навык", "Skill"),
    "tolerance": ("Рұқсат етілген ауытқу", "Погрешность", "Tolerance", "ауытқу", "допуск"),
    "unit": ("Өлшем бірлігі", "Единица", "Unit", "бірлік", "единица измерения", "units"),
    "typos": ("Рұқсат етілген қате", "Опечатки", "Typos", "опечаток"),
    "min": ("Ең азы", "Минимум", "Minimum", "min"),
    "max": ("Ең көбі", "Максимум", "Maximum", "max"),
    "step": ("Қадам", "Шаг", "Step"),
    "near": ("Жарты ұпай ауытқуы", "Половина баллов в пределах", "Half points within"),
    "bank": ("Сөздер тізімі", "Список слов", "Word bank"),
    "low": ("Шкала басы", "Начало шкалы", "Low end"),
    "high": ("Шкала соңы", "Конец шкалы", "High end"),
    "items": ("Жолдар", "Строки", "Items", "пікірлер", "утверждения", "statements", "идеялар", "идеи", "ideas",
              "тармақтар", "пункты"),
    "words": ("Сөз саны", "Сколько слов", "Words each"),
    "steps": ("Шкала қадамы", "Делений шкалы", "Steps"),
    "each": ("Идея саны", "Сколько идей", "Ideas each"),
    "votes": ("Дауыс саны", "Сколько голосов", "Votes each"),
    "names": ("Есімдермен", "С именами", "With names"),
    "body": ("Слайд мәтіні", "Текст слайда", "Slide text"),
}  # fmt: skip

_OPTION = re.compile(
    r"(?:(?:option|answer|choice|variant|вариант(?: ответа)?|ответ|нұсқа|жауап(?: нұсқасы)?)\s*№?\s*)([a-hа-и1-8])"
    r"|([a-hа-и1-8])\s*[-)]?\s*(?:нұсқасы|нұсқа|вариант|жауап)|([a-h])"
)

_NUMBERED = {
    "gaps": re.compile(r"(?:gap|пропуск|бос орын)\s*№?\s*(\d{1,2})|(\d{1,2})\s*-?\s*бос орын"),
}
LISTS = ("options", *_NUMBERED)
"""Keys whose values stand in several columns."""

# What stands above the headings: a key and its value.
_ABOVE: dict[str, tuple[str, ...]] = {
    "title": ("Атауы", "Название", "Title"),
    "about": ("Сипаттамасы", "Описание", "About"),
    "language": ("Тілі", "Язык", "Language"),
    "author": ("Авторы", "Автор", "Author"),
    "licence": ("Лицензиясы", "Лицензия", "Licence"),
    "exact": ("Saual",),
}

_TYPES: dict[str, tuple[str, ...]] = {
    "single": ("бір жауап", "один ответ", "one answer", "single", "бір жауапты", "single choice", "multiple choice",
               "тест", "с одним ответом"),
    "multiple": ("бірнеше жауап", "несколько ответов", "several answers", "multiple", "бірнеше жауапты",
                 "множественный выбор", "checkbox", "multiple answers"),
    "truefalse": ("дұрыс-бұрыс", "верно-неверно", "true or false", "truefalse", "true/false", "дұрыс/бұрыс",
                  "верно/неверно", "да/нет"),
    "short": ("қысқа жауап", "краткий ответ", "short answer", "short", "текст"),
    "number": ("сан", "число", "number", "числовой", "numeric"),
    "ordering": ("ретімен қою", "порядок", "ordering", "order", "реттеу", "последовательность", "reorder"),
    "matching": ("сәйкестендіру", "пары", "matching", "match", "соответствие"),
    "gaps": ("бос орындар", "пропуски", "gaps", "fill the gaps", "cloze"),
    "categorising": ("топтарға бөлу", "группы", "categories", "categorising", "categorizing", "категории"),
    "slider": ("жүгірткі", "ползунок", "slider", "estimate"),
    "poll": ("сауалнама", "опрос", "poll", "survey"),
    "rating": ("баға", "оценка", "rating", "шкала", "scale"),
    "wordcloud": ("сөздер бұлты", "облако слов", "word cloud", "wordcloud", "wordcloud poll"),
    "open": ("ашық жауап", "открытый ответ", "open answer", "open", "open text", "эссе", "essay", "open-ended"),
    "scale": ("бірнеше баға", "несколько оценок", "several ratings", "likert", "матрица"),
    "nps": ("nps", "nps", "nps", "net promoter score"),
    "brainstorm": ("миға шабуыл", "мозговой штурм", "brainstorm", "идеи", "идеялар"),
    "slide": ("слайд", "слайд", "slide", "info"),
}  # fmt: skip

_TRUE = {"true", "t", "yes", "y", "1", "дұрыс", "иә", "ия", "рас", "верно", "да", "правда", "истина", "и"}
_FALSE = {"false", "f", "no", "n", "0", "бұрыс", "жоқ", "өтірік", "неверно", "нет", "ложь", "л", "қате"}
_LANG = re.compile(r"\s*[\[(.]?\s*\b(kk|kz|kaz|қаз|қазақша|ru|rus|рус|русский|en|eng|англ|ағылш|english)\.?\s*[\])]?$")
_LANGUAGE: dict[str, Lang] = {
    "kz": "kk",
    "ka": "kk",
    "қа": "kk",
    "kk": "kk",
    "ru": "ru",
    "ру": "ru",
    "en": "en",
    "ан": "en",
    "ағ": "en",
}


class Column(NamedTuple):
    key: str
    """A key of a question."""
    lang: Lang | None = None
    label: str = ""
    """Of one of a list: the letter or number in its heading."""


def column(heading: str) -> Column | None:
    """What the column below this heading holds; None if it is not known."""
    name = plain_heading(heading)
    whole = _key(name)
    if whole is not None:
        return whole
    match = _LANG.search(name)
    if match is None:
        return None
    inner = _key(plain_heading(name[: match.start()]))
    return inner._replace(lang=_LANGUAGE[match[1][:2]]) if inner else None


def _key(name: str) -> Column | None:
    key = _KEYS.get(name)
    if key is not None:
        return Column(key)
    for key, pattern in {"options": _OPTION, **_NUMBERED}.items():
        if match := pattern.fullmatch(name):
            return Column(key, None, next(filter(None, match.groups())))
    return None


def above(name: str) -> str | None:
    """The key of a row above the headings."""
    return _ABOVE_KEYS.get(plain_heading(name))


def kind_of(word: str) -> str | None:
    return _KINDS.get(plain_heading(word))


def truth_of(word: str) -> bool | None:
    small = plain_heading(word)
    return True if small in _TRUE else False if small in _FALSE else None


def heading_of(key: str, lang: Lang, said: Lang | None = None, label: str = "") -> str:
    """The heading that we write."""
    if key in LISTS:
        name = _LABELLED[key][LANGS.index(lang)].format(label)
    else:
        name = (_HEADINGS.get(key) or _ABOVE[key])[min(LANGS.index(lang), len(_HEADINGS.get(key) or _ABOVE[key]) - 1)]
    return f"{name} ({said})" if said else name


_LABELLED = {
    "options": ("{} нұсқасы", "Вариант {}", "Option {}"),
    "gaps": ("{}-бос орын", "Пропуск {}", "Gap {}"),
}


def type_word(kind: str, lang: Lang) -> str:
    return _TYPES[kind][LANGS.index(lang)]


def truth_word(value: bool, lang: Lang) -> str:
    words = {"kk": ("дұрыс", "бұрыс"), "ru": ("верно", "неверно"), "en": ("true", "false")}
    return words[lang][0 if value else 1]


_KEYS = {plain_heading(word): key for key, words in _HEADINGS.items() for word in (*words, key)}
_ABOVE_KEYS = {plain_heading(word): key for key, words in _ABOVE.items() for word in (*words, key)}
_KINDS = {plain_heading(word): kind for kind, words in _TYPES.items() for word in words}
