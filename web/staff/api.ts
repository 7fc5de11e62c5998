// The staff pages' whole conversation with the server over HTTP, one typed function a route. Owns how a refusal
// becomes an ApiError and how a lost sign-in is told; knows nothing of pages, and never retries by itself.
import type {
  Access,
  BankLine,
  BankPage,
  BankPlace,
  BankQuestion,
  BankReport,
  BankTitle,
  Cards,
  Claimed,
  ClassChange,
  ClassLine,
  ClassPage,
  ClassReport,
  Door,
  Draft,
  DraftPage,
  Edit,
  ExportPage,
  Formats,
  GameReport,
  GamesPage,
  HomeworkLine,
  HomeworkPage,
  HomeworkTimes,
  ImportPage,
  Lang,
  LessonFrom,
  MadeToken,
  MathPage,
  MediaLine,
  NamesPage,
  NewBank,
  NewHomework,
  NewRoom,
  NewStudent,
  PaperPage,
  Plan,
  PlanLine,
  PlanPage,
  PlayedBank,
  Problem,
  PutDown,
  QuestionReport,
  QuestionWish,
  RemoteLink,
  RoomLine,
  Saved,
  StaleBank,
  StudentChange,
  StudentEntry,
  StudentReport,
  SeatWish,
  TakeLateWish,
  TicketLine,
  TicketWish,
  TokenLine,
} from "../shared/protocol.gen";

export type Table = "students" | "questions" | "responses" | "asked" | "lesson" | "gradebook" | "attempts" | "material" | "plan";

type Refusal = Problem & Partial<Pick<StaleBank, "page">>;

/** A refusal. `code` is stable; "offline" (no answer at all) and "unknown" (no answer of ours) are made here. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** The bank as it is now, where it is no longer what was changed. */
  readonly page: DraftPage | undefined;

  constructor(status: number, { code, message, page }: Refusal) {
    super(message);
    this.code = code;
    this.status = status;
    this.page = page;
  }
}

let tellSignedOut: () => void = () => undefined;

/** The one place that is told when this browser is not (or no longer) the teacher's. */
export function whenSignedOut(callback: () => void): void {
  tellSignedOut = callback;
}

function isRefusal(body: unknown): body is Refusal {
  const problem = body as Partial<Problem> | null;
  return typeof problem?.code === "string" && typeof problem.message === "string";
}

async function call<T>(method: string, path: string, body?: BodyInit, type?: string): Promise<T> {
  const init: RequestInit = { method, credentials: "same-origin", cache: "no-store" };
  if (body !== undefined) {
    init.body = body;
    init.headers = { "Content-Type": type ?? "application/json" };
  }
  let answer: Response;
  try {
    answer = await fetch(path, init);
  } catch {
    throw new ApiError(0, { code: "offline", message: "The server does not answer." });
  }
  const text = await answer.text();
  if (answer.ok) return (text === "" ? undefined : JSON.parse(text)) as T;
  let problem: unknown = null;
  try {
    problem = JSON.parse(text);
  } catch {
    // Not an answer of ours (a proxy's page, a crash): the status is all that we know.
  }
  const known = isRefusal(problem) ? problem : { code: "unknown", message: `The server answered ${answer.status}.` };
  // A wrong one-time key is refused with 401 too, but says nothing about the cookie.
  if (answer.status === 401 && path !== "/api/claim") tellSignedOut();
  throw new ApiError(answer.status, known);
}

const at = (...parts: string[]): string => `/api/${parts.map(encodeURIComponent).join("/")}`;

export const claim = (key: string): Promise<Claimed> => call("POST", at("claim"), JSON.stringify({ key }));
export const leave = (): Promise<void> => call("POST", at("leave"), "{}");
/** Signs every other browser out; this one stays the teacher's. */
export const revokeOthers = (): Promise<void> => call("POST", at("revoke"), "{}");

/** What this browser may do, and which Saual it talks to. */
export const me = (): Promise<Access> => call("GET", at("me"));

export const banks = (): Promise<BankLine[]> => call("GET", at("banks"));
export const bank = (id: string, lang: Lang): Promise<BankPage> => call("GET", `${at("banks", id)}?lang=${lang}`);
/** What would come in from a file of any format; nothing is stored. `language` is that of its texts if it does not say. */
export const seeFile = (bytes: ArrayBuffer, name: string, lang: Lang, language: Lang | undefined): Promise<ImportPage> => {
  const query = new URLSearchParams({ name: name.slice(-200), lang, ...(language && { language }) });
  return call("POST", `${at("banks", "import")}?${query}`, bytes, "application/octet-stream");
};
/** Stores what was seen as one of the teacher's own. */
export const keepBank = (draft: Draft): Promise<BankLine> => call("POST", at("banks"), JSON.stringify(draft));
export const templateUrl = (suffix: "xlsx" | "csv", lang: Lang): string => `/api/templates/questions.${suffix}?lang=${lang}`;
export const formats = (): Promise<Formats> => call("GET", at("formats"));
/** What the format cannot hold of the bank. */
export const exportOf = (id: string, format: string, lang: Lang): Promise<ExportPage> =>
  call("GET", `${at("banks", id, "as", format)}?lang=${lang}`);
export const exportUrl = (id: string, format: string, lang: Lang): string => `${at("banks", id, "as", format, "file")}?lang=${lang}`;
/** The bank as sheets to print. */
export const paper = (id: string, wish: { lang: Lang; variants: number; seed: number; questions: boolean; options: boolean }): Promise<PaperPage> => {
  const { lang, variants, seed, questions, options } = wish;
  const said = { lang, variants: String(variants), seed: String(seed), questions: questions ? "1" : "0", options: options ? "1" : "0" };
  return call("GET", `${at("banks", id, "paper")}?${new URLSearchParams(said)}`);
};
export const newBank = (wish: NewBank): Promise<BankLine> => call("POST", at("banks", "new"), JSON.stringify(wish));
/** A bank of the teacher's own with the same in it. */
export const copyBank = (id: string): Promise<BankLine> => call("POST", at("banks", id, "copy"), "{}");
export const placeBank = (id: string, place: BankPlace): Promise<BankLine> =>
  call("PATCH", at("banks", id), JSON.stringify(place));
export const removeBank = (id: string): Promise<void> => call("DELETE", at("banks", id));
export const restoreBank = (id: string): Promise<BankLine> => call("POST", at("banks", id, "restore"), "{}");
export const draft = (id: string, lang: Lang): Promise<DraftPage> => call("GET", `${at("banks", id, "draft")}?lang=${lang}`);
/** Refused with 409 and the bank as it is now if that has another version. */
export const saveBank = (id: string, lang: Lang, version: number, edit: Edit): Promise<Saved> =>
  call("POST", `${at("banks", id, "edits")}?lang=${lang}`, JSON.stringify({ version, edit }));

/** What a picture, sound or film of a question is kept as. The bytes say what it is. */
export const keepMedia = (bytes: ArrayBuffer): Promise<MediaLine> => call("POST", at("media"), bytes, "application/octet-stream");
/** The same for a picture that the remote of a room has taken. */
export const keepForRoom = (room: string, bytes: ArrayBuffer): Promise<MediaLine> =>
  call("POST", at("rooms", room, "media"), bytes, "application/octet-stream");
export const mediaUrl = (name: string): string => `/media/${encodeURIComponent(name)}`;
export const classes = (): Promise<ClassLine[]> => call("GET", at("classes"));
export const classPage = (id: string): Promise<ClassPage> => call("GET", at("classes", id));
export const newClass = (name: string): Promise<ClassLine> => call("POST", at("classes"), JSON.stringify({ name }));
export const changeClass = (id: string, change: ClassChange): Promise<ClassPage> =>
  call("PATCH", at("classes", id), JSON.stringify(change));
export const removeClass = (id: string): Promise<void> => call("DELETE", at("classes", id));
/** The students in a file or a pasted list; nothing is stored. */
export const seeNames = (bytes: BodyInit, name: string, lang: Lang): Promise<NamesPage> =>
  call("POST", `${at("classes", "read")}?${new URLSearchParams({ name: name.slice(-200), lang })}`, bytes, "application/octet-stream");
export const addStudents = (id: string, students: NewStudent[]): Promise<ClassPage> =>
  call("POST", at("classes", id, "students"), JSON.stringify({ students }));
/** New cards for these students, or for all; their older ones are void. */
export const newCards = (id: string, students?: string[]): Promise<Cards> =>
  call("POST", at("classes", id, "cards"), JSON.stringify(students ? { students } : {}));
export const changeStudent = (id: string, change: StudentChange): Promise<StudentEntry> =>
  call("PATCH", at("students", id), JSON.stringify(change));
export const eraseStudent = (id: string): Promise<void> => call("DELETE", at("students", id));
export const everythingUrl = (id: string, lang: Lang): string => `${at("students", id, "all.zip")}?lang=${lang}`;
/** Lessons are named by this browser's clock. */
export const attendanceUrl = (id: string, suffix: "xlsx" | "csv", lang: Lang): string =>
  `${at("classes", id, `attendance.${suffix}`)}?lang=${lang}&east=${-new Date().getTimezoneOffset()}`;

/** What formulas in these texts look like; those that cannot be drawn are not there. */
export const formulas = (texts: readonly string[]): Promise<MathPage> => call("POST", at("math"), JSON.stringify({ texts }));

/** Banks of which a question can be put into this lesson, and theirs; the remote may ask, too. */
export const banksOf = (room: string, lang: Lang): Promise<BankTitle[]> => call("GET", `${at("rooms", room, "banks")}?lang=${lang}`);
export const questionsOf = (room: string, bank: string, lang: Lang): Promise<BankQuestion[]> =>
  call("GET", `${at("rooms", room, "banks", bank)}?lang=${lang}`);
export const putQuestion = (room: string, wish: QuestionWish): Promise<void> =>
  call("POST", at("rooms", room, "questions"), JSON.stringify(wish));

export const plans = (): Promise<PlanLine[]> => call("GET", at("plans"));
export const plan = (id: string): Promise<PlanPage> => call("GET", at("plans", id));
export const newPlan = (wish: Plan): Promise<PlanPage> => call("POST", at("plans"), JSON.stringify(wish));
/** Refused with 409 if the plan has another version by now. */
export const savePlan = (id: string, version: number, plan: Plan): Promise<PlanPage> =>
  call("PUT", at("plans", id), JSON.stringify({ version, plan }));
export const removePlan = (id: string): Promise<void> => call("DELETE", at("plans", id));

export const rooms = (): Promise<RoomLine[]> => call("GET", at("rooms"));
export const openRoom = (wish: NewRoom): Promise<RoomLine> => call("POST", at("rooms"), JSON.stringify(wish));
export const door = (room: string): Promise<Door> => call("GET", at("rooms", room, "door"));
export const remoteLink = (room: string): Promise<RemoteLink> => call("POST", at("rooms", room, "remote"), "{}");

/** The exit tickets to choose from in a room, and giving one. */
export const ticketsOf = (room: string, lang: Lang): Promise<TicketLine[]> => call("GET", `${at("rooms", room, "tickets")}?lang=${lang}`);
export const giveTicket = (room: string, wish: TicketWish): Promise<void> => call("POST", at("rooms", room, "tickets"), JSON.stringify(wish));

export const allHomework = (): Promise<HomeworkLine[]> => call("GET", at("homework"));
export const giveHomework = (wish: NewHomework): Promise<HomeworkLine> => call("POST", at("homework"), JSON.stringify(wish));
export const homeworkPage = (room: string, lang: Lang): Promise<HomeworkPage> => call("GET", `${at("homework", room)}?lang=${lang}`);
export const moveHomework = (room: string, times: HomeworkTimes): Promise<HomeworkLine> =>
  call("PATCH", at("homework", room), JSON.stringify(times));
export const endHomework = (room: string): Promise<void> => call("DELETE", at("homework", room));
export const takeLate = (room: string, wish: TakeLateWish): Promise<HomeworkLine> =>
  call("POST", at("homework", room, "late"), JSON.stringify(wish));
export const mindSeat = (room: string, wish: SeatWish): Promise<HomeworkLine> =>
  call("POST", at("homework", room, "seat"), JSON.stringify(wish));
/** A room with these questions, in this order, and what was asked at home. */
export const lessonFrom = (room: string, wish: LessonFrom): Promise<RoomLine> =>
  call("POST", at("homework", room, "lesson"), JSON.stringify(wish));

/** Banks that were played, the last one first. */
export const played = (lang: Lang): Promise<PlayedBank[]> => call("GET", `${at("played")}?lang=${lang}`);
export const bankReport = (id: string, lang: Lang): Promise<BankReport> => call("GET", `${at("banks", id, "report")}?lang=${lang}`);
export const questionReport = (bank: string, key: string, lang: Lang): Promise<QuestionReport> =>
  call("GET", `${at("banks", bank, "questions", key)}?lang=${lang}`);
export const classReport = (id: string, lang: Lang): Promise<ClassReport> => call("GET", `${at("classes", id, "report")}?lang=${lang}`);
/** A class's grades as Moodle imports them. */
export const gradebookUrl = (id: string, lang: Lang): string => `${at("classes", id, "gradebook.csv")}?lang=${lang}`;
export const studentReport = (id: string, lang: Lang): Promise<StudentReport> =>
  call("GET", `${at("students", id, "report")}?lang=${lang}`);
export const tokens = (): Promise<TokenLine[]> => call("GET", at("tokens"));
/** The secret is in the answer, and never told again. */
export const makeToken = (name: string): Promise<MadeToken> => call("POST", at("tokens"), JSON.stringify({ name }));
export const revokeToken = (id: string): Promise<void> => call("DELETE", at("tokens", id));

/** Some past games, newest first; `after` is what the page before gave as `next`. */
export const games = (lang: Lang, wanted: { search?: string; after?: string; bank?: string; class?: string }): Promise<GamesPage> =>
  call("GET", `${at("games")}?${new URLSearchParams({ lang, limit: "50", ...wanted })}`);
export const game = (id: string, lang: Lang): Promise<GameReport> => call("GET", `${at("games", id)}?lang=${lang}`);
export const deleteGame = (id: string): Promise<void> => call("DELETE", at("games", id));
/** Of a question asked aloud: what is not named stays, "" takes it away. */
export const putDown = (game: string, i: number, what: PutDown): Promise<GameReport> =>
  call("PATCH", at("games", game, "items", String(i)), JSON.stringify(what));
/** Into this bank of the teacher's own; null: into a new one. */
export const keepQuestion = (game: string, i: number, bank: string | null): Promise<BankLine> =>
  call("POST", at("games", game, "items", String(i), "keep"), JSON.stringify({ bank }));
export const tableUrl = (id: string, table: Table, lang: Lang): string =>
  `${at("games", id)}/${table}.csv?lang=${lang}`;

export const workbookUrl = (id: string, lang: Lang): string => `${at("games", id)}/all.xlsx?lang=${lang}`;
