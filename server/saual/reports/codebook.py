"""What every column of the tables means, in three languages, for a researcher a year later. Owns the words alone."""

from __future__ import annotations

from saual.questions.text import Lang
from saual.reports.codebook_votes import VOTES

HEADINGS: dict[Lang, tuple[str, str, str]] = {
    "kk": ("table", "column", "мағынасы"),
    "ru": ("table", "column", "что значит"),
    "en": ("table", "column", "meaning"),
}
"""The headings of the codebook's own columns."""

MEANINGS: dict[str, dict[Lang, str]] = {
    "room": {
        "en": "The room's id; with `game` it names one game.",
        "ru": "Номер комнаты; вместе с game обозначает одну игру.",
        "kk": "Бөлменің нөмірі; game бағанымен бірге бір ойынды білдіреді.",
    },
    "game": {
        "en": "Which game of this room, from 1.",
        "ru": "Которая игра в этой комнате, с 1.",
        "kk": "Осы бөлмедегі нешінші ойын, 1-ден бастап.",
    },
    "seat": {
        "en": "The student's number in the room, in order of joining.",
        "ru": "Номер ученика в комнате, по порядку входа.",
        "kk": "Оқушының бөлмедегі нөмірі, кіру ретімен.",
    },
    "name": {"en": "The nickname.", "ru": "Имя в игре.", "kk": "Ойындағы аты."},
    "student": {
        "en": "The real name, from the list of the class; empty for who came in by a nickname alone.",
        "ru": "Настоящее имя из списка класса; пусто у тех, кто вошёл только под именем в игре.",
        "kk": "Сынып тізіміндегі шын аты-жөні; тек ойындағы атпен кіргендерде бос.",
    },
    "number": {
        "en": "The school's own number of the student, from the list of the class.",
        "ru": "Номер ученика в школе, из списка класса.",
        "kk": "Оқушының мектептегі нөмірі, сынып тізімінен.",
    },
    "lessons_present": {
        "en": "Lessons in which the student was there.",
        "ru": "Уроки, на которых ученик был.",
        "kk": "Оқушы болған сабақтар саны.",
    },
    "lessons": {
        "en": "Lessons that were held while the student was on the list of the class.",
        "ru": "Уроки, прошедшие, пока ученик был в списке класса.",
        "kk": "Оқушы сынып тізімінде болғанда өткен сабақтар саны.",
    },
    "minutes": {
        "en": "Minutes of presence in all lessons; in the column of a lesson: its minutes, 0 for who did not come.",
        "ru": "Минуты присутствия на всех уроках; в столбце урока — минуты на нём, 0 у не пришедших.",
        "kk": "Барлық сабақта болған минут саны; сабақ бағанында – сол сабақтағы минут, келмегендерде 0.",
    },
    "joined": {
        "en": "When the student joined (ISO 8601, UTC).",
        "ru": "Когда ученик вошёл (ISO 8601, UTC).",
        "kk": "Оқушының кірген уақыты (ISO 8601, UTC).",
    },
    "time": {
        "en": "When the answer, or the student's question, reached the server (ISO 8601, UTC).",
        "ru": "Когда ответ или вопрос ученика дошёл до сервера (ISO 8601, UTC).",
        "kk": "Жауаптың немесе оқушы сұрағының серверге жеткен уақыты (ISO 8601, UTC).",
    },
    "asked": {
        "en": "Students: questions put while the student was in the room. Questions: students who were there.",
        "ru": "Ученики: вопросов задано, пока ученик был в комнате. Вопросы: сколько учеников было.",
        "kk": "Оқушылар: оқушы бөлмеде болғанда қойылған сұрақтар. Сұрақтар: сол кезде болған оқушылар саны.",
    },
    "answered": {
        "en": "Answers that came in time.",
        "ru": "Ответы, пришедшие вовремя.",
        "kk": "Уақытында келген жауаптар.",
    },
    "right": {
        "en": "Students: answers that were quite right. Questions: their share, 0 to 1. Responses: 1 or 0.",
        "ru": "Ученики: полностью верные ответы. Вопросы: их доля, от 0 до 1. Ответы: 1 или 0.",
        "kk": "Оқушылар: толық дұрыс жауаптар. Сұрақтар: олардың үлесі, 0–1. Жауаптар: 1 немесе 0.",
    },
    "late": {
        "en": "Came after the close: recorded, not counted.",
        "ru": "Пришло после закрытия: записано, но не засчитано.",
        "kk": "Уақыт біткен соң келген: жазылған, бірақ есептелмеген.",
    },
    "median_ms": {
        "en": "Median thinking time of answers in time, milliseconds.",
        "ru": "Медиана времени обдумывания (ответы вовремя), миллисекунды.",
        "kk": "Уақытында келген жауаптардың ойлану уақытының медианасы, миллисекунд.",
    },
    "points": {
        "en": "Points earned; in responses without the bonus.",
        "ru": "Заработанные очки; в ответах — без бонуса.",
        "kk": "Жиналған ұпай; жауаптарда – бонуссыз.",
    },
    "bonus": {
        "en": "Points for right answers in a row.",
        "ru": "Очки за верные ответы подряд.",
        "kk": "Қатарынан дұрыс жауап үшін берілген ұпай.",
    },
    "rank": {
        "en": "Place in the game, 1 = first; equal points share a place; empty where there is none.",
        "ru": "Место в игре, 1 — первое; при равных очках место общее; пусто, если места нет.",
        "kk": "Ойындағы орны, 1 – бірінші; ұпайы тең болса, орын ортақ; орын болмаса, бос.",
    },
    "removed": {
        "en": "1: the teacher removed the student from the room.",
        "ru": "1: учитель удалил ученика из комнаты.",
        "kk": "1: мұғалім оқушыны бөлмеден шығарған.",
    },
    "phone": {
        "en": "Of a student: the seat whose phone was used too, empty for an own phone or none. "
        "Of an answer: the seat whose phone gave it.",
        "ru": "У ученика: место, чьим телефоном он тоже пользовался; пусто, если свой телефон или никакого. "
        "У ответа: место, с чьего телефона он пришёл.",
        "kk": "Оқушыда: телефонын бірге пайдаланған орын; өз телефоны болса не телефоны болмаса, бос. "
        "Жауапта: жауап қай орынның телефонынан келді.",
    },
    "team": {
        "en": "The number of the team, empty for none.",
        "ru": "Номер команды; пусто, если команды нет.",
        "kk": "Топтың нөмірі; тобы болмаса, бос.",
    },
    "team_name": {
        "en": "What the teacher called the team; empty where it was called by its number.",
        "ru": "Как учитель назвал команду; пусто, если она названа по номеру.",
        "kk": "Мұғалім топқа берген ат; нөмірімен аталса, бос.",
    },
    "team_points": {
        "en": "The team's points: of each question the mean of its players, or of its best ones.",
        "ru": "Очки команды: за каждый вопрос среднее её игроков или лучших из них.",
        "kk": "Топтың ұпайы: әр сұрақта ойыншыларының не ең үздіктерінің орташасы.",
    },
    "team_rank": {
        "en": "The team's place among the teams.",
        "ru": "Место команды среди команд.",
        "kk": "Топтың топтар арасындағы орны.",
    },
    "by_teacher": {
        "en": "1: the teacher entered it for a student without a phone.",
        "ru": "1: ответ ввёл учитель за ученика без телефона.",
        "kk": "1: телефоны жоқ оқушы үшін жауапты мұғалім енгізген.",
    },
    "question": {
        "en": "The question's number, as the class saw it.",
        "ru": "Номер вопроса, как его видел класс.",
        "kk": "Сұрақтың нөмірі, сынып көргендей.",
    },
    "flow": {
        "en": "How it was asked: classic, peer (instruction), ticket (exit), improvised (on the spot).",
        "ru": "Как задан: classic, peer (взаимное обучение), ticket (выходной билет), improvised (на ходу).",
        "kk": "Қалай қойылды: classic, peer (өзара оқыту), ticket (шығу билеті), improvised (сол сәтте).",
    },
    "kind": {"en": "The question's type.", "ru": "Тип вопроса.", "kk": "Сұрақтың түрі."},
    "text": {"en": "The question.", "ru": "Вопрос.", "kk": "Сұрақ."},
    "present_s": {
        "en": "Seconds with a connected phone, from joining (or the end of the game before) to the end of the game.",
        "ru": "Секунды с телефоном на связи: от входа (или конца прошлой игры) до конца игры.",
        "kk": "Телефон байланыста болған секунд: кіргеннен (не алдыңғы ойын біткеннен) ойын біткенге дейін.",
    },
    "questions_asked": {
        "en": "Questions that the student asked from the phone, by name or not; without withdrawn and hidden ones.",
        "ru": "Вопросы, которые ученик задал с телефона, с именем или без; без отозванных и скрытых.",
        "kk": "Оқушының телефоннан есіммен не есімсіз қойған сұрақтары; қайтарып алынғаны мен жасырылғаны кірмейді.",
    },
    "seconded": {
        "en": "Classmates' questions to which the student said “I ask this too”.",
        "ru": "Вопросы одноклассников, к которым ученик присоединился («у меня такой же»).",
        "kk": "Сыныптастарының оқушы қосылған сұрақтары («менде де осы сұрақ»).",
    },
    "spoken_questions": {
        "en": "Questions asked aloud, counted by the teacher under the student's name.",
        "ru": "Вопросы, заданные вслух и отмеченные учителем на имя ученика.",
        "kk": "Дауыстап қойылып, мұғалім оқушының атына белгілеген сұрақтар.",
    },
    "spoken_answers": {
        "en": "Answers given aloud, counted by the teacher under the student's name.",
        "ru": "Ответы вслух, отмеченные учителем на имя ученика.",
        "kk": "Дауыстап айтылып, мұғалім оқушының атына белгілеген жауаптар.",
    },
    "contributed": {
        "en": "Other contributions aloud, counted by the teacher under the student's name.",
        "ru": "Другие высказывания, отмеченные учителем на имя ученика.",
        "kk": "Мұғалім оқушының атына белгілеген басқа да пікірлер.",
    },
    "no": {
        "en": "The number of the student's question in this room.",
        "ru": "Номер вопроса ученика в этой комнате.",
        "kk": "Оқушы сұрағының осы бөлмедегі нөмірі.",
    },
    "seconds": {
        "en": "How many classmates asked the same.",
        "ru": "Сколько одноклассников присоединились к вопросу.",
        "kk": "Сұраққа қосылған сыныптастар саны.",
    },
    "state": {
        "en": "waiting: not let through; open: seen by the class; answered; parked: left for later; hidden: set aside.",
        "ru": "waiting: остался у учителя; open: класс видел; answered: отвечен; parked: отложен; hidden: скрыт.",
        "kk": "waiting: мұғалімде қалды; open: сынып көрді; answered: жауабы бар; parked: кейінге; hidden: жасырылды.",
    },
    "starred": {
        "en": "1: the teacher marked it with a star.",
        "ru": "1: учитель отметил звёздочкой.",
        "kk": "1: мұғалім жұлдызшамен белгілеген.",
    },
    "named": {
        "en": "1: asked by name. Otherwise seat and name are empty here; the student's count includes it all the same.",
        "ru": "1: задан с именем. Иначе seat и name здесь пусты, но в счёт ученика вопрос входит.",
        "kk": "1: есіммен қойылған. Әйтпесе мұнда seat пен name бос, бірақ сұрақ оқушының есебіне кіреді.",
    },
    "topic": {"en": "Tag: topic.", "ru": "Метка: тема.", "kk": "Белгі: тақырып."},
    "level": {"en": "Tag: level of the language.", "ru": "Метка: уровень языка.", "kk": "Белгі: тіл деңгейі."},
    "bloom": {"en": "Tag: Bloom's level.", "ru": "Метка: уровень по Блуму.", "kk": "Белгі: Блум деңгейі."},
    "skill": {"en": "Tag: skill.", "ru": "Метка: навык.", "kk": "Белгі: дағды."},
    "discrimination": {
        "en": "Correlation with the sum of the other questions, −1 to 1; empty under 10 students asked all of them.",
        "ru": "Корреляция вопроса с суммой остальных, от −1 до 1; пусто, если всё спросили меньше чем у 10 учеников.",
        "kk": "Қалған сұрақтардың қосындысымен корреляциясы, −1–1; барлығы сұралған оқушы 10-нан аз болса, бос.",
    },
    "skipped": {
        "en": "1: the question was skipped and does not count.",
        "ru": "1: вопрос пропущен и не засчитывается.",
        "kk": "1: сұрақ өткізіп жіберілді, есептелмейді.",
    },
    "score": {
        "en": "Ratings: their mean, of a scale over all its statements. NPS: the net promoter score, −100 to 100.",
        "ru": "Оценки: среднее, у шкалы — по всем утверждениям. NPS: индекс от −100 до 100.",
        "kk": "Бағалар: орташасы, шкалада – барлық жолдар бойынша. NPS: −100 мен 100 аралығындағы индекс.",
    },
    "distribution": {
        "en": "How many gave each answer; for a statement on a scale how many chose each step, from the lowest.",
        "ru": "Сколько раз дан каждый ответ; у строки шкалы — сколько раз выбрано каждое деление, с нижнего.",
        "kk": "Әр жауапты қанша оқушы берген; шкала жолында – әр қадамды қанша оқушы таңдаған, төменнен бастап.",
    },
    "answer": {
        "en": "The answer as a person reads it.",
        "ru": "Ответ, как его читает человек.",
        "kk": "Жауап, адам оқитындай.",
    },
    "credit": {
        "en": "How right, 0 to 1 (partial credit); empty where nothing is right, and for a late answer.",
        "ru": "Насколько верно, от 0 до 1 (частичный балл); пусто, где верного нет, и у опоздавшего ответа.",
        "kk": "Қаншалықты дұрыс, 0–1 (жартылай балл); дұрыс жауабы жоқ жерде және кешіккен жауапта бос.",
    },
    "elapsed_ms": {
        "en": "Thinking time, milliseconds, the phone's measured delay taken off; at home as the phone tells it.",
        "ru": "Время обдумывания, миллисекунды, без измеренной задержки телефона; дома — по словам телефона.",
        "kk": "Ойлану уақыты, миллисекунд, телефонның өлшенген кідірісінсіз; үйде – телефон айтқандай.",
    },
    "title": {
        "en": "The title of the game.",
        "ru": "Название игры.",
        "kk": "Ойынның атауы.",
    },
    "bank": {
        "en": "The id of the bank that it was played from.",
        "ru": "Номер банка, по которому играли.",
        "kk": "Ойын алынған жинақтың нөмірі.",
    },
    "started": {
        "en": "When the game began (ISO 8601, UTC).",
        "ru": "Когда игра началась (ISO 8601, UTC).",
        "kk": "Ойын басталған уақыт (ISO 8601, UTC).",
    },
    "ended": {
        "en": "When the game ended (ISO 8601, UTC).",
        "ru": "Когда игра закончилась (ISO 8601, UTC).",
        "kk": "Ойын аяқталған уақыт (ISO 8601, UTC).",
    },
    "finished": {
        "en": "1: played to its end; 0: left before it.",
        "ru": "1: сыграна до конца; 0: оставлена раньше.",
        "kk": "1: соңына дейін ойналған; 0: ертерек тоқтатылған.",
    },
    "students": {
        "en": "Students who took part.",
        "ru": "Сколько учеников участвовало.",
        "kk": "Қатысқан оқушылар саны.",
    },
    "put": {
        "en": "Lesson: questions of the teacher that count. Gradebook: marked questions put while the student was in.",
        "ru": "Урок: вопросы учителя, которые засчитываются. Журнал: оцениваемые вопросы, заданные при ученике.",
        "kk": "Сабақ: мұғалім қойған, есептелетін сұрақтар. Журнал: оқушы болғанда қойылған, бағаланатын сұрақтар.",
    },
    "marked": {
        "en": "Of the answers in time, those to questions in which something is right.",
        "ru": "Из ответов вовремя — ответы на вопросы, где есть верный ответ.",
        "kk": "Уақытында келген жауаптардың ішінде дұрыс жауабы бар сұрақтарға берілгендері.",
    },
    "leaderboards": {
        "en": "How often the leaderboard was shown.",
        "ru": "Сколько раз показана таблица лидеров.",
        "kk": "Көшбасшылар кестесі неше рет көрсетілді.",
    },
    "pauses": {
        "en": "How often the game was paused.",
        "ru": "Сколько раз игру ставили на паузу.",
        "kk": "Ойын неше рет тоқтатыла тұрды.",
    },
    "more_time": {
        "en": "How often time was added.",
        "ru": "Сколько раз добавляли время.",
        "kk": "Уақыт неше рет қосылды.",
    },
    "skips": {
        "en": "How often a question was skipped.",
        "ru": "Сколько раз пропускали вопрос.",
        "kk": "Сұрақ неше рет өткізіп жіберілді.",
    },
    "let_through": {
        "en": "How often a student's question was let through to the class.",
        "ru": "Сколько раз вопрос ученика показали классу.",
        "kk": "Оқушы сұрағы сыныпқа неше рет жіберілді.",
    },
    "marked_answered": {
        "en": "How often a student's question was marked as answered.",
        "ru": "Сколько раз вопрос ученика отметили отвеченным.",
        "kk": "Оқушы сұрағы неше рет жауабы бар деп белгіленді.",
    },
    "stars": {
        "en": "How often a student's question was given a star.",
        "ru": "Сколько раз вопрос ученика отметили звёздочкой.",
        "kk": "Оқушы сұрағы неше рет жұлдызшамен белгіленді.",
    },
    "on_screen": {
        "en": "How often a student's question was put on the class screen.",
        "ru": "Сколько раз вопрос ученика вывели на экран класса.",
        "kk": "Оқушы сұрағы сынып экранына неше рет шығарылды.",
    },
    "improvised": {
        "en": "Questions that the teacher put on the spot.",
        "ru": "Вопросы, заданные учителем на ходу.",
        "kk": "Мұғалім сол сәтте қойған сұрақтар.",
    },
    "tallied": {
        "en": "How often the teacher counted something said aloud (corrections included).",
        "ru": "Сколько раз учитель отметил сказанное вслух (включая исправленное).",
        "kk": "Мұғалім дауыстап айтылғанды неше рет белгіледі (түзетілгендері де).",
    },
    "step": {
        "en": "The step's number in the plan of the lesson.",
        "ru": "Номер шага в плане урока.",
        "kk": "Қадамның сабақ жоспарындағы нөмірі.",
    },
    "tool": {"en": "What the step was done with.", "ru": "С помощью чего шёл шаг.", "kk": "Қадам не арқылы өтті."},
    "step_title": {
        "en": "What the teacher called the step.",
        "ru": "Как учитель назвал шаг.",
        "kk": "Мұғалім қадамды қалай атады.",
    },
    "aim": {"en": "What the step was for.", "ru": "Для чего был шаг.", "kk": "Қадам не үшін болды."},
    "planned_s": {"en": "Seconds that were planned.", "ru": "Секунды по плану.", "kk": "Жоспардағы секунд."},
    "took_s": {
        "en": "Seconds that it took; empty where it was not reached.",
        "ru": "Сколько секунд шёл; пусто, если не дошли.",
        "kk": "Неше секунд өтті; жетпесе, бос.",
    },
    "idnumber": {
        "en": "The student's number in the school's list; empty for a guest.",
        "ru": "Номер ученика в списке школы; пусто у гостя.",
        "kk": "Оқушының мектеп тізіміндегі нөмірі; қонақта бос.",
    },
    "grade": {
        "en": "Percent: credit of the marked questions put while the student was there; no answer counts as 0.",
        "ru": "Проценты: балл за оцениваемые вопросы, заданные при ученике; нет ответа — 0.",
        "kk": "Пайыз: оқушы болғанда қойылған бағаланатын сұрақтардың балы; жауап болмаса – 0.",
    },
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
    **VOTES,
}
