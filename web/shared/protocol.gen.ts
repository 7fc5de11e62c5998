// Made by `python -m saual.protocol.typescript` from server/saual/protocol. Do not edit.

export type Lang = "kk" | "ru" | "en";

export type Code = "bad_frame" | "bad_answer" | "unknown_pin" | "too_many_misses" | "unknown_seat" | "room_full" | "room_locked" | "room_closed" | "kicked" | "replaced" | "flood" | "wait_for_host" | "student_taken" | "phone_full" | "unknown_student" | "roster_only" | "unknown_code" | "name_freed" | "name_empty" | "name_long" | "name_bad" | "name_taken" | "not_joined" | "not_host" | "not_open" | "late" | "already_answered" | "asking_off" | "question_empty" | "question_long" | "question_bad" | "asked_often" | "asked_enough" | "queue_full" | "no_question" | "own_question" | "told_often" | "stale" | "not_now" | "not_saved" | "busy" | "no_attempt" | "attempt_over";

export type Phase = "lobby" | "slide" | "reading" | "answering" | "voted" | "explain" | "discussion" | "reveal" | "leaderboard" | "podium" | "closed" | "own_pace";

export type Scoring = "speed" | "accuracy" | "none";

export type Entry = "open" | "roster" | "approve";

export type AskedState = "waiting" | "open" | "answered" | "parked" | "hidden" | "withdrawn";

export type Sorting = "waiting" | "open" | "answered" | "parked" | "hidden";

export type SpokenKind = "question" | "answer" | "contribution";

export type MediaKind = "picture" | "sound" | "film";

export type Use = "leaderboards" | "pauses" | "more_time" | "skips" | "let_through" | "marked_answered" | "stars" | "on_screen" | "tallied" | "improvised";

export type Next = "start" | "options" | "close" | "leaderboard" | "question" | "vote" | "decide" | "slide" | "podium" | "finish" | "";

export type Feedback = "at_once" | "at_end" | "after_closing";

export type HomeworkState = "waiting" | "open" | "closed";

export type AfterVote = "explain" | "discuss" | "reveal";

export type Sure = "sure" | "half" | "guess";

export type PeerPoints = "last" | "both";

export type TeamBy = "random" | "balanced" | "choice";

export type MathTree = [string, Record<string, string>, ...(MathTree | string)[]];

export type RawAnswer = number | string | (number | string)[];

export type DraftValue = boolean | number | string | (string | Partial<Record<Lang, string>>)[] | Partial<Record<Lang, string | string[]>>;

export interface Ask {
  options?: string[];
  low?: string;
  high?: string;
  step?: string;
  unit?: string;
  body?: string;
  items?: string[];
  most?: number;
  named?: boolean;
  pictures?: string[];
  keys?: string[];
  captions?: boolean;
}

export interface Solution {
  right?: number[];
  words?: string[];
  explanation?: string;
  regions?: string[];
}

export interface Bar {
  n: number;
  label?: string;
  right?: boolean;
  parts?: number[];
  points?: number[];
}

export interface Media {
  kind: MediaKind;
  name: string;
  alt?: string;
  plays?: number;
  listen?: "class" | "phones";
}

export interface DraftQuestion {
  id: string;
  type: string;
  fields: Partial<Record<string, boolean | number | string | (string | Partial<Record<Lang, string>>)[] | Partial<Record<Lang, string | string[]>>>>;
}

export interface DraftHead {
  title: Partial<Record<Lang, string>>;
  about?: Partial<Record<Lang, string>>;
  language: Lang;
  languages: Lang[];
  author?: string;
  licence?: string;
}

export interface Draft {
  title: Partial<Record<Lang, string>>;
  about?: Partial<Record<Lang, string>>;
  language: Lang;
  languages: Lang[];
  author?: string;
  licence?: string;
  questions?: DraftQuestion[];
}

export interface Edit {
  head?: DraftHead | null;
  put?: DraftQuestion[];
  drop?: string[];
  order?: string[] | null;
}

export interface Claim {
  key: string;
}

export interface Claimed {
  scope: "staff" | "room";
  room: string | null;
}

export interface Access {
  scope: "staff" | "room";
  room: string | null;
  version: string;
  keep_days: number;
}

export interface Problem {
  code: string;
  message: string;
}

export interface BankLine {
  id: string;
  title: Partial<Record<Lang, string>>;
  about: Partial<Record<Lang, string>>;
  language: Lang;
  languages: Lang[];
  questions: number;
  unfinished: number;
  kinds: Partial<Record<string, number>>;
  own: boolean;
  folder: string;
  tags: string[];
  topics: string[];
  updated_ms: number;
  ticket: boolean;
}

export interface NewBank {
  title: string;
  language: Lang;
  folder?: string;
}

export interface BankPlace {
  folder: string;
  tags: string[];
  title?: string | null;
  language?: Lang | null;
}

export interface FieldFault {
  field: string;
  code: string;
  problem: string;
  fix: string;
  index?: number;
  lang?: string;
}

export interface DraftPage {
  id: string;
  version: number;
  draft: Draft;
  faults: Partial<Record<string, FieldFault[]>>;
}

export interface SaveBank {
  version: number;
  edit: Edit;
}

export interface Saved {
  version: number;
  faults: Partial<Record<string, FieldFault[]>>;
}

export interface StaleBank {
  code: string;
  message: string;
  page: DraftPage;
}

export interface QuestionLine {
  i: number;
  kind: string;
  text: string;
  ask: Ask;
  solution: Solution;
  time_s: number;
  points: number;
  tags: Partial<Record<string, string>>;
  media?: Media[];
  key?: string;
}

export interface BankPage {
  bank: BankLine;
  questions: QuestionLine[];
}

export interface NewRoom {
  lang: Lang;
  bank?: string | null;
  first?: number;
  scoring?: Scoring;
  streaks?: boolean;
  reading_ms?: number;
  leaderboard?: number;
  signs?: boolean;
  shuffle_questions?: boolean;
  shuffle_options?: boolean;
  questions?: boolean;
  moderated?: boolean;
  entry?: Entry;
  class_id?: string | null;
  by_name?: boolean;
  plan?: string | null;
  twice?: boolean;
  peer?: Peer;
  pace?: boolean;
  mood?: boolean;
  pass_phone?: boolean;
  teams?: TeamPlan;
}

export interface RoomLine {
  room: string;
  pin: string;
  title: string;
  phase: Phase;
  students: number;
  opened_ms: number;
}

export interface Address {
  name: string;
  url: string;
  link: string;
  qr: string;
  size: number;
}

export interface Door {
  pin: string;
  addresses: Address[];
}

export interface RemoteLink {
  addresses: Address[];
}

export interface GameLine {
  id: string;
  title: string;
  started_ms: number;
  ended_ms: number;
  students: number;
  questions: number;
  right: number | null;
  finished: boolean;
  bank: string;
  homework: boolean;
}

export interface StudentLine {
  seat: number;
  name: string;
  joined_ms: number;
  asked: number;
  answered: number;
  right: number;
  late: number;
  median_ms: number | null;
  points: number;
  rank: number;
  present_ms: number;
  questions: number;
  seconded: number;
  spoken: number;
  aloud: number;
  contributed: number;
  marked: number;
  student_id: string;
  student: string;
  number: string;
  phone: number;
  entered: number;
  team: number;
}

export interface BarLine {
  label: string;
  n: number;
  right: boolean;
  parts?: number[];
  picture?: string;
  points?: number[];
}

export interface Spot {
  picture: string;
  alt: string;
  regions: string[];
}

export interface ItemLine {
  i: number;
  kind: string;
  text: string;
  answered: number;
  late: number;
  asked: number;
  right: number | null;
  median_ms: number | null;
  bars: BarLine[];
  skipped: boolean;
  discrimination: number | null;
  score?: number | null;
  media?: Media[];
  no?: number;
  votes?: Votes | null;
  flow?: "classic" | "improvised" | "peer" | "ticket";
  spot?: Spot | null;
  aloud?: AloudLine | null;
}

export interface Reliability {
  alpha: number;
  students: number;
  questions: number;
}

export interface Stretch {
  at_ms: number;
  questions: number;
  answers: number;
  active: number;
}

export interface AskedLine {
  no: number;
  text: string;
  name: string;
  at_ms: number;
  seconds: number;
  state: AskedState;
  starred: boolean;
}

export interface SpokenCounts {
  question: number;
  answer: number;
  contribution: number;
}

export interface TeamLine {
  no: number;
  name: string;
  students: number;
  score: number;
  rank: number;
}

export interface GameReport {
  game: GameLine;
  students: StudentLine[];
  items: ItemLine[];
  reliability: Reliability | null;
  timeline: Stretch[];
  asked: AskedLine[];
  spoken: SpokenCounts;
  uses: Partial<Record<Use, number>>;
  teams: TeamLine[];
  tools: ToolLine[];
  plan: PartLine[];
  gain: number | null;
}

export interface SureIn {
  t: "sure";
  id: string;
  g: number;
  q: number;
  sure: Sure;
}

export interface Talk {
  t: "talk";
  names: string[];
}

export interface AskTwiceIn {
  t: "twice";
  g: number;
  q: number;
  on: boolean;
  id: string;
}

export interface SureLine {
  vote: number;
  sure: Sure;
  n: number;
  right: number;
}

export interface Votes {
  answered?: number;
  right?: number;
  bars?: number[];
  turns?: Turns | null;
  gain?: number | null;
  sure?: SureLine[];
}

export interface QuestionIn {
  t: "question";
  id: string;
  text: string;
  named?: boolean;
}

export interface SecondIn {
  t: "second";
  id: string;
  no: number;
  on?: boolean;
}

export interface WithdrawIn {
  t: "withdraw";
  id: string;
  q: string;
}

export interface ClassQuestion {
  no: number;
  text: string;
  name?: string;
  n?: number;
  done?: boolean;
}

export interface ClassQuestions {
  t: "asked";
  put?: ClassQuestion[];
  gone?: number[];
  all?: boolean;
}

export interface OwnQuestion {
  id: string;
  text: string;
  state?: AskedState;
  no?: number;
}

export interface Mine {
  t: "mine";
  own?: OwnQuestion[];
  too?: number[];
}

export interface Needs {
  time?: "" | "x1.5" | "x2" | "none";
  large?: boolean;
  aloud?: boolean;
}

export interface Turns {
  stayed_right: number;
  became_right: number;
  became_wrong: number;
  stayed_wrong: number;
}

export interface TeamPlan {
  n?: 0 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
  by?: TeamBy;
  best?: number;
}

export interface Peer {
  explain_below?: number;
  reveal_above?: number;
  talk_ms?: number;
  pairs?: boolean;
  sure?: boolean;
  points?: PeerPoints;
}

export interface Clock {
  span: number;
  ends?: number;
  left?: number;
}

export interface QuestionView {
  i: number;
  n: number;
  kind: string;
  text: string;
  points?: number;
  media?: Media[];
  flow?: "classic" | "improvised" | "peer" | "ticket";
  unwritten?: boolean;
  no?: number;
  vote?: number;
  arguable?: boolean;
}

export interface PhoneMedia {
  kind: MediaKind;
  name: string;
  key: string;
  alt?: string;
  plays?: number;
  type?: string;
}

export interface HostCommand {
  t: "HostCommand";
  id: string;
}

export interface RemarkLine {
  question: number;
  place: string;
  problem: string;
  fix: string;
}

export interface ImportPage {
  format: string;
  format_title: string;
  told: boolean;
  draft: Draft | null;
  questions: QuestionLine[];
  numbers: number[];
  problems: RemarkLine[];
  notes: RemarkLine[];
  beyond: number;
}

export interface FormatLine {
  name: string;
  title: Partial<Record<Lang, string>>;
  about: Partial<Record<Lang, string>>;
  writes: boolean;
  package: string;
}

export interface BrokenFormat {
  name: string;
  package: string;
  why: string;
}

export interface Formats {
  formats: FormatLine[];
  broken: BrokenFormat[];
}

export interface ExportPage {
  format: string;
  suffix: string;
  size: number;
  losses: RemarkLine[];
  beyond: number;
}

export interface Material {
  title: string;
  text?: string;
  link?: string;
  media?: string | null;
  alt?: string;
}

export interface Homework {
  opens_ms: number;
  closes_ms: number;
  attempts?: number;
  counts?: "best" | "last";
  limit_ms?: number;
  feedback?: Feedback;
  note?: string;
  material?: Material[];
}

export interface NewHomework {
  lang: Lang;
  bank: string;
  homework: Homework;
  class_id?: string | null;
  by_name?: boolean;
  everybody?: boolean;
  shuffle_questions?: boolean;
  shuffle_options?: boolean;
}

export interface HomeworkLine {
  room: string;
  pin: string;
  title: string;
  group: string;
  state: HomeworkState;
  opens_ms: number;
  closes_ms: number;
  gone_ms: number;
  students: number;
  done: number;
  of: number;
  questions: number;
}

export interface DoerLine {
  seat: number;
  name: string;
  real?: string;
  came_ms?: number;
  attempts?: number;
  finished_ms?: number;
  answered?: number;
  late?: number;
  late_counts?: boolean;
  right?: number;
  of?: number;
  ms?: number;
  opened?: number[];
  going?: boolean;
}

export interface WorkItem {
  i: number;
  text: string;
  kind: string;
  answered: number;
  credit: number | null;
}

export interface LeftQuestion {
  no: number;
  text: string;
  name: string;
  at_ms: number;
}

export interface HomeworkPage {
  line: HomeworkLine;
  game: string;
  homework: Homework;
  doers: DoerLine[];
  items: WorkItem[];
  questions: LeftQuestion[];
}

export interface HomeworkTimes {
  opens_ms: number;
  closes_ms: number;
  now?: "open" | "close" | null;
}

export interface SeatWish {
  seat: number;
  to: "free" | "remove";
}

export interface TakeLateWish {
  seat: number;
  on: boolean;
}

export interface LessonFrom {
  items: number[];
  questions?: boolean;
}

export interface AloudLine {
  text: string;
  right: string;
  picture: string;
  options: string[];
  scale: boolean;
}

export interface PutDown {
  text?: string | null;
  right?: string | null;
  picture?: string | null;
}

export interface KeepQuestion {
  bank?: string | null;
}

export interface ImproviseIn {
  t: "improvise";
  step: number;
  form: "letters" | "yesno" | "number" | "word" | "scale";
  time?: number;
  id: string;
}

export interface PutDownIn {
  t: "put_down";
  g: number;
  q: number;
  text?: string | null;
  right?: string | null;
  picture?: string | null;
  id: string;
}

export interface MediaLine {
  name: string;
  kind: MediaKind;
}

export interface MathWish {
  texts: string[];
}

export interface MathPage {
  math: Partial<Record<string, MathTree>>;
}

export interface Merits {
  asked?: number;
  gained?: number;
  prepared?: number;
}

export interface Together {
  goal?: number;
  right?: number;
  streaks?: boolean;
  badges?: boolean;
}

export interface GoalView {
  goal: number;
  right: number;
}

export interface Earned {
  merits?: Merits;
  asked?: boolean;
  gained?: boolean;
}

export interface BeginIn {
  t: "begin";
  id: string;
  no: number;
}

export interface GiveIn {
  t: "give";
  id: string;
  no: number;
  q: number;
  a: number | string | (number | string)[];
  ms?: number;
}

export interface FinishIn {
  t: "finish";
  id: string;
  no: number;
}

export interface OpenedIn {
  t: "opened";
  id: string;
  no: number;
}

export interface MaterialView {
  title: string;
  text?: string;
  link?: string;
  name?: string;
  kind?: MediaKind | null;
  alt?: string;
  opened?: boolean;
}

export interface AttemptView {
  no: number;
  begun: number;
  finished?: number;
  answered?: number;
  late?: number;
  right?: number | null;
  of?: number;
  counts?: boolean;
}

export interface PlayerHomework {
  t: "homework";
  opens: number;
  closes: number;
  until: number;
  n: number;
  title: string;
  attempts?: number;
  counts?: "best" | "last";
  limit?: number;
  feedback?: Feedback;
  note?: string;
  material?: MaterialView[];
  mine?: AttemptView[];
  math?: Partial<Record<string, MathTree>>;
}

export interface PaceItem {
  i: number;
  text: string;
  kind?: string;
  ask?: Ask;
  media?: PhoneMedia[];
}

export interface PaceGiven {
  i: number;
  a: number | string | (number | string)[];
  late?: boolean;
}

export interface PlayerAttempt {
  t: "attempt";
  no: number;
  items: PaceItem[];
  ends?: number;
  given?: PaceGiven[];
  math?: Partial<Record<string, MathTree>>;
}

export interface PaceGave {
  t: "gave";
  no: number;
  i: number;
  a: number | string | (number | string)[];
  late?: boolean;
}

export interface Told {
  i: number;
  verdict: "right" | "part" | "wrong" | "none" | "missed";
  whole?: boolean;
  right?: number[];
  words?: string[];
  why?: string;
  regions?: string[];
}

export interface PlayerTold {
  t: "told";
  no: number;
  put?: Told[];
  math?: Partial<Record<string, MathTree>>;
}

export interface PaperLine {
  n: number;
  question: QuestionLine;
  key: string;
}

export interface PaperPage {
  title: string;
  variants: PaperLine[][];
  math: Partial<Record<string, MathTree>>;
}

export interface ClassName {
  name: string;
}

export interface ClassChange {
  name?: string | null;
  closed?: boolean | null;
  goal?: number | null;
  streaks?: boolean | null;
  badges?: boolean | null;
}

export interface ClassLine {
  id: string;
  name: string;
  students: number;
  cards: number;
  closed: boolean;
  created_at_ms: number;
  last_ms: number | null;
  goal: number;
  streaks: boolean;
  badges: boolean;
}

export interface StudentEntry {
  id: string;
  name: string;
  number: string;
  card: boolean;
  needs: Needs;
}

export interface ClassPage {
  line: ClassLine;
  students: StudentEntry[];
}

export interface NewStudent {
  name: string;
  number?: string;
}

export interface NewStudents {
  students: NewStudent[];
}

export interface StudentChange {
  name?: string | null;
  number?: string | null;
  class_id?: string | null;
  gone?: boolean | null;
  needs?: Needs | null;
}

export interface NamesPage {
  students: NewStudent[];
  problems: RemarkLine[];
  notes: RemarkLine[];
}

export interface CardWish {
  students?: string[] | null;
}

export interface Card {
  student: string;
  name: string;
  code: string;
  qr: string;
  size: number;
}

export interface Cards {
  url: string;
  cards: Card[];
}

export interface PlanStep {
  tool: "quiz" | "peer" | "improvised" | "talk" | "ticket";
  title?: string;
  aim?: string;
  minutes?: number;
  bank?: string;
  questions?: string[];
  form?: "letters" | "yesno" | "number" | "word" | "scale";
}

export interface Plan {
  title?: string;
  aim?: string;
  level?: string;
  lang: Lang;
  steps?: PlanStep[];
}

export interface PlanLine {
  id: string;
  title: string;
  level: string;
  steps: number;
  minutes: number;
  updated_ms: number;
}

export interface PlanPage {
  id: string;
  version: number;
  plan: Plan;
  updated_ms: number;
}

export interface SavePlan {
  version: number;
  plan: Plan;
}

export interface StalePlan {
  code: string;
  message: string;
  now: PlanPage;
}

export interface PartLine {
  tool: "quiz" | "peer" | "improvised" | "talk" | "ticket";
  title: string;
  aim: string;
  minutes: number;
  began_ms: number | null;
  ended_ms: number | null;
}

export interface ToolLine {
  tool: "classic" | "improvised" | "peer" | "ticket" | "slide";
  n: number;
  ms: number;
}

export interface BankTitle {
  id: string;
  title: string;
  questions: number;
}

export interface BankQuestion {
  key: string;
  text: string;
  kind: string;
  twice: boolean;
}

export interface QuestionWish {
  bank: string;
  key: string;
  twice?: boolean;
}

export interface SkipPartIn {
  t: "skip_part";
  g: number;
  part: number;
  id: string;
}

export interface MovePartIn {
  t: "move_part";
  g: number;
  part: number;
  up: boolean;
  id: string;
}

export interface PartView {
  no: number;
  tool: "quiz" | "peer" | "improvised" | "talk" | "ticket";
  state: "done" | "now" | "next" | "left";
  title?: string;
  aim?: string;
  minutes?: number;
  questions?: number;
}

export interface PlanView {
  g: number;
  parts: PartView[];
  began?: number;
  started?: number;
}

export interface Look {
  t: "look";
  pin: string;
  lang: Lang;
}

export interface JoinIn {
  t: "join";
  pin: string;
  key: string;
  name: string;
  lang: Lang;
  student?: number;
  code?: string | null;
}

export interface BackIn {
  t: "back";
  room: string;
  key: string;
  lang: Lang;
}

export interface AnswerIn {
  t: "answer";
  id: string;
  g: number;
  q: number;
  a: number | string | (number | string)[];
}

export interface ReadyIn {
  t: "ready";
  g: number;
  q: number;
}

export interface LangIn {
  t: "lang";
  lang: Lang;
}

export interface Ping {
  t: "ping";
  c: number;
}

export interface Echo {
  t: "echo";
  s: number;
}

export interface Room {
  t: "room";
  title: string;
  lang: Lang;
  open: boolean;
  entry?: Entry;
  cards?: boolean;
  names?: string[];
  taken?: number[];
}

export interface You {
  t: "you";
  room: string;
  seat: number;
  now: number;
}

export interface PlayerStage {
  t: "stage";
  phase: Phase;
  signs?: boolean;
  scoreless?: boolean;
  paused?: boolean;
  clock?: Clock | null;
  mute?: boolean;
  unpaced?: boolean;
  mood?: boolean;
  sure?: boolean;
  home?: boolean;
}

export interface PlayerAhead {
  t: "ahead";
  q?: number;
  m?: string[];
  g?: number;
}

export interface PlayerQuestion {
  t: "q";
  i: number;
  n: number;
  no: number;
  text: string;
  kind?: string;
  g?: number;
  media?: PhoneMedia[];
  again?: boolean;
  more?: string[];
  math?: Partial<Record<string, MathTree>>;
}

export interface PlayerAsk {
  t: "ask";
  options?: string[];
  low?: string;
  high?: string;
  step?: string;
  unit?: string;
  body?: string;
  items?: string[];
  most?: number;
  named?: boolean;
  pictures?: string[];
  keys?: string[];
  captions?: boolean;
  math?: Partial<Record<string, MathTree>>;
}

export interface PlayerSolution {
  t: "solution";
  right?: number[];
  words?: string[];
  why?: string;
  regions?: string[];
  math?: Partial<Record<string, MathTree>>;
}

export interface Name {
  t: "name";
  name: string;
}

export interface Aids {
  t: "aids";
  time?: "" | "x1.5" | "x2" | "none";
  large?: boolean;
  aloud?: boolean;
}

export interface Me {
  t: "me";
  score?: number;
  rank?: number;
  seats?: number;
  streak?: number;
  verdict?: "" | "right" | "part" | "wrong" | "none" | "missed";
  points?: number;
  bonus?: number;
  before?: "" | "right" | "part" | "wrong" | "none" | "missed";
  team?: number;
  team_score?: number;
  team_rank?: number;
  teams?: number;
}

export interface Given {
  t: "given";
  a: number | string | (number | string)[];
  late?: boolean;
  sure?: Sure | null;
}

export interface Ack {
  t: "ack";
  id: string;
  code?: Code | null;
}

export interface No {
  t: "no";
  code: Code;
}

export interface Pong {
  t: "pong";
  c: number;
  s: number;
}

export interface Bye {
  t: "bye";
  code: Code;
}

export interface PostView {
  no: number;
  text: string;
  n?: number;
  place?: number;
  starred?: boolean;
  names?: string[];
  state?: "waiting" | "shown" | "hidden";
  held?: boolean;
  into?: number;
}

export interface Posts {
  t: "posts";
  put?: PostView[];
  gone?: number[];
  waiting?: number;
}

export interface AskedView {
  no: number;
  text: string;
  name?: string;
  state?: AskedState;
  n?: number;
  at?: number;
  starred?: boolean;
  held?: boolean;
}

export interface AskedViews {
  t: "asked";
  put?: AskedView[];
  gone?: number[];
  all?: boolean;
}

export interface SpokenView {
  id: string;
  what: SpokenKind;
  seat?: number;
}

export interface AskingView {
  t: "asking";
  screen?: number;
  waiting?: number;
  question?: number;
  answer?: number;
  contribution?: number;
  last?: SpokenView[];
}

export interface PostSortIn {
  t: "post_sort";
  g: number;
  q: number;
  no: number;
  to: "waiting" | "shown" | "hidden";
  id: string;
}

export interface PostAllIn {
  t: "post_all";
  g: number;
  q: number;
  id: string;
}

export interface PostStarIn {
  t: "post_star";
  g: number;
  q: number;
  no: number;
  on: boolean;
  id: string;
}

export interface PostMergeIn {
  t: "post_merge";
  g: number;
  q: number;
  no: number;
  into: number;
  id: string;
}

export interface PaceIn {
  t: "pace";
  id: string;
  pace: "slow" | "good" | "fast";
}

export interface MoodIn {
  t: "mood";
  id: string;
  mood: number;
}

export interface PulseView {
  t: "pulse";
  shown?: boolean;
  paces?: number[];
  told?: number;
  moods?: number[];
}

export interface TicketLine {
  id: string;
  title: string;
  questions: number;
  own: boolean;
}

export interface TicketWish {
  bank: string;
  step: number;
}

export interface GamesPage {
  games: GameLine[];
  next: string;
}

export interface Correlation {
  value: number;
  n: number;
}

export interface BankReliability {
  alpha: number;
  sittings: number;
  questions: number;
  games: number;
}

export interface BankItem {
  key: string;
  text: string;
  kind: string;
  tags: Partial<Record<"topic" | "skill" | "bloom" | "level", string>>;
  games: number;
  possible: number;
  answered: number;
  late: number;
  marked: number;
  right: number;
  discrimination: Correlation | null;
  bars: BarLine[];
  hint: "" | "easy" | "hard" | "weak" | "reversed";
}

export interface BankReport {
  bank: string;
  title: string;
  games: number;
  sittings: number;
  first_ms: number;
  last_ms: number;
  items: BankItem[];
  reliability: BankReliability | null;
}

export interface TimeBin {
  from_ms: number;
  n: number;
  right: number;
}

export interface Choice {
  label: string;
  n: number;
  right: boolean;
  discrimination: Correlation | null;
  picture: string;
}

export interface AskedGame {
  id: string;
  started_ms: number;
  possible: number;
  answered: number;
  marked: number;
  right: number;
}

export interface QuestionReport {
  item: BankItem;
  quartiles_ms: number[];
  times: TimeBin[];
  choices: Choice[];
  games: AskedGame[];
}

export interface PlayedBank {
  id: string;
  title: string;
  games: number;
  last_ms: number;
}

export interface NewToken {
  name: string;
}

export interface TokenLine {
  id: string;
  name: string;
  created_ms: number;
  used_ms: number | null;
}

export interface MadeToken {
  token: TokenLine;
  secret: string;
}

export interface TablePage {
  columns: string[];
  rows: ((string | number | boolean | null)[])[];
  next: number | null;
}

export interface Counts {
  possible: number;
  answered: number;
  late: number;
  marked: number;
  right: number;
  questions: number;
  seconded: number;
  spoken: number;
  aloud: number;
  contributed: number;
}

export interface TicketAnswers {
  text: string;
  answered: number;
  bars: BarLine[];
}

export interface ClassGame {
  id: string;
  title: string;
  started_ms: number;
  present: number;
  guests: number;
  put: number;
  counts: Counts;
  paces: number[];
  start: number[];
  end: number[];
  ticket: TicketAnswers[];
}

export interface ClassStudent {
  id: string;
  name: string;
  games: number;
  present_ms: number;
  counts: Counts;
  cells: number[][];
}

export interface TagLine {
  tag: "topic" | "skill" | "bloom" | "level";
  name: string;
  put: number;
  marked: number;
  right: number;
}

export interface ClassReport {
  id: string;
  name: string;
  games: ClassGame[];
  students: ClassStudent[];
  tags: TagLine[];
  older: boolean;
}

export interface StudentGame {
  id: string;
  title: string;
  started_ms: number;
  present_ms: number;
  counts: Counts;
  class_marked: number;
  class_right: number;
}

export interface AgainLine {
  key: string;
  text: string;
  tags: Partial<Record<"topic" | "skill" | "bloom" | "level", string>>;
  put: number;
  right: number;
  last_ms: number;
}

export interface StudentReport {
  id: string;
  name: string;
  class_id: string;
  class_name: string;
  games: StudentGame[];
  tags: TagLine[];
  again: AgainLine[];
  older: boolean;
}

export interface ReviewIn {
  t: "review";
  start?: number;
}

export interface Reviewed {
  i: number;
  text: string;
  verdict: "" | "right" | "part" | "wrong" | "none" | "missed";
  kind?: string;
  a?: number | string | (number | string)[] | null;
  late?: boolean;
  ask?: Ask;
  right?: number[];
  words?: string[];
  why?: string;
  media?: PhoneMedia[];
  regions?: string[];
}

export interface Weak {
  tag: "topic" | "skill";
  name: string;
  missed: number;
  of: number;
}

export interface PlayerReview {
  t: "review";
  start: number;
  of?: number;
  g?: number;
  items?: Reviewed[];
  weak?: Weak[];
  math?: Partial<Record<string, MathTree>>;
  earned?: Earned | null;
}

export interface Watch {
  t: "watch";
  room: string;
  view: "projector" | "host";
  lang: Lang;
}

export interface AdvanceIn {
  t: "advance";
  step: number;
  choice?: AfterVote | null;
  id: string;
}

export interface SkipIn {
  t: "skip";
  step: number;
  id: string;
}

export interface PauseIn {
  t: "pause";
  on: boolean;
  step: number;
  id: string;
}

export interface AddTimeIn {
  t: "more_time";
  step: number;
  ms?: number;
  id: string;
}

export interface EndGameIn {
  t: "end";
  step: number;
  id: string;
}

export interface PlayAgainIn {
  t: "again";
  step: number;
  id: string;
}

export interface CloseRoomIn {
  t: "close_room";
  id: string;
}

export interface LockIn {
  t: "lock";
  on: boolean;
  id: string;
}

export interface KickIn {
  t: "kick";
  seat: number;
  id: string;
}

export interface LetInIn {
  t: "let_in";
  seat: number;
  id: string;
}

export interface TurnAwayIn {
  t: "turn_away";
  seat: number;
  id: string;
}

export interface FreeSeatIn {
  t: "free";
  seat: number;
  id: string;
}

export interface RenameIn {
  t: "rename";
  seat: number;
  name: string;
  id: string;
}

export interface ConfigureIn {
  t: "configure";
  lang?: Lang;
  leaderboard?: number;
  signs?: boolean;
  reading_ms?: number;
  scoring?: Scoring;
  streaks?: boolean;
  questions?: boolean;
  moderated?: boolean;
  entry?: Entry;
  peer?: Peer;
  pace?: boolean;
  mood?: boolean;
  pass_phone?: boolean;
  teams?: TeamPlan;
  id: string;
}

export interface SortIn {
  t: "sort";
  no: number;
  to: Sorting;
  id: string;
}

export interface StarIn {
  t: "star";
  no: number;
  on: boolean;
  id: string;
}

export interface ShowIn {
  t: "show";
  no: number;
  id: string;
}

export interface SpokenIn {
  t: "spoken";
  what: SpokenKind;
  seat?: number;
  id: string;
}

export interface UnspokenIn {
  t: "unspoken";
  spoken: string;
  id: string;
}

export interface PulseIn {
  t: "pulse";
  on: boolean;
  id: string;
}

export interface SettingsView {
  lang: Lang;
  leaderboard: number;
  signs: boolean;
  reading_ms: number;
  scoring: Scoring;
  streaks: boolean;
  locked: boolean;
  questions: boolean;
  moderated: boolean;
  entry: Entry;
  peer: Peer;
  pace: boolean;
  mood: boolean;
  pass_phone: boolean;
  teams: TeamPlan;
}

export interface StaffStage {
  t: "stage";
  phase: Phase;
  step: number;
  pin: string;
  title: string;
  settings: SettingsView;
  group?: string;
  game?: number;
  next?: Next;
  paused?: boolean;
  q?: QuestionView | null;
  ask?: Ask | null;
  clock?: Clock | null;
  solution?: Solution | null;
  figure?: Bar[];
  before?: Bar[];
  turns?: Turns | null;
  right?: number | null;
  posts?: PostView[];
  waiting?: number;
  board?: Row[];
  teams?: TeamView[];
  together?: GoalView | null;
  math?: Partial<Record<string, MathTree>>;
}

export interface ProjectorStage {
  t: "stage";
  phase: Phase;
  step: number;
  pin: string;
  title: string;
  settings: SettingsView;
  group?: string;
  game?: number;
  next?: Next;
  paused?: boolean;
  q?: QuestionView | null;
  ask?: Ask | null;
  clock?: Clock | null;
  solution?: Solution | null;
  figure?: Bar[];
  before?: Bar[];
  turns?: Turns | null;
  right?: number | null;
  posts?: PostView[];
  waiting?: number;
  board?: Row[];
  teams?: TeamView[];
  together?: GoalView | null;
  math?: Partial<Record<string, MathTree>>;
}

export interface HostStage {
  t: "stage";
  upcoming?: QuestionView | null;
  plan?: PlanView | null;
  percent?: number | null;
  advice?: AfterVote | null;
  phase: Phase;
  step: number;
  pin: string;
  title: string;
  settings: SettingsView;
  group?: string;
  game?: number;
  next?: Next;
  paused?: boolean;
  q?: QuestionView | null;
  ask?: Ask | null;
  clock?: Clock | null;
  solution?: Solution | null;
  figure?: Bar[];
  before?: Bar[];
  turns?: Turns | null;
  right?: number | null;
  posts?: PostView[];
  waiting?: number;
  board?: Row[];
  teams?: TeamView[];
  together?: GoalView | null;
  math?: Partial<Record<string, MathTree>>;
}

export interface Figure {
  t: "figure";
  bars: Bar[];
}

export interface SeatView {
  no: number;
  name: string;
  on?: boolean;
  phone?: number;
  team?: number;
  answered?: boolean;
  score?: number;
  heard?: boolean;
  real?: string;
  waits?: boolean;
  by_hand?: boolean;
  turn?: boolean;
}

export interface Seats {
  t: "seats";
  put?: SeatView[];
  gone?: number[];
  all?: boolean;
}

export interface Tally {
  t: "tally";
  n: number;
  of: number;
  ready?: number | null;
  here?: number;
  waits?: number;
}

export interface Hello {
  t: "hello";
  room: string;
  now: number;
  version: string;
}

export interface Notice {
  t: "notice";
  code: "not_saved";
  on: boolean;
}

export interface MateIn {
  t: "mate";
  id: string;
  name: string;
  student?: number;
  code?: string | null;
}

export interface LeaveIn {
  t: "leave";
  id: string;
  seat: number;
}

export interface PassIn {
  t: "pass";
  id: string;
  seat: number;
}

export interface ChooseTeamIn {
  t: "my_team";
  id: string;
  team: number;
}

export interface Mate {
  no: number;
  name: string;
  waits?: boolean;
}

export interface Crew {
  t: "crew";
  who: Mate[];
}

export interface Turn {
  t: "turn";
  seat?: number;
}

export interface PlayerTeams {
  t: "teams";
  names?: string[];
  choose?: boolean;
}

export interface AddStudentIn {
  t: "add_student";
  name?: string;
  student?: number;
  id: string;
}

export interface SitWithIn {
  t: "sit_with";
  seat: number;
  phone: number;
  id: string;
}

export interface AnswerForIn {
  t: "answer_for";
  seat: number;
  g: number;
  q: number;
  a: number | string | (number | string)[];
  id: string;
}

export interface PutInTeamIn {
  t: "in_team";
  seat: number;
  team: number;
  id: string;
}

export interface DrawTeamsIn {
  t: "draw_teams";
  id: string;
}

export interface NameTeamIn {
  t: "name_team";
  team: number;
  name: string;
  id: string;
}

export interface RosterNames {
  t: "roster";
  names: string[];
}

export interface TeamView {
  no: number;
  name?: string;
  players?: number;
  score?: number;
  rank?: number;
  was?: number;
  gained?: number;
}

export interface Row {
  seat: number;
  name: string;
  score: number;
  rank: number;
  was?: number;
  gained?: number;
}

export type PlayerIn = Look | JoinIn | BackIn | AnswerIn | SureIn | QuestionIn | SecondIn | WithdrawIn | ReviewIn | ReadyIn | LangIn | Ping | Echo | BeginIn | GiveIn | FinishIn | OpenedIn | PaceIn | MoodIn | MateIn | LeaveIn | PassIn | ChooseTeamIn;

export type PlayerOut = Room | You | PlayerStage | PlayerAhead | PlayerQuestion | PlayerAsk | PlayerSolution | Name | Aids | Crew | Turn | PlayerTeams | Me | Given | Talk | ClassQuestions | Mine | PlayerReview | PlayerHomework | PlayerAttempt | PaceGave | PlayerTold | Ack | No | Pong | Bye;

export type HostIn = AdvanceIn | AskTwiceIn | SkipIn | PauseIn | AddTimeIn | EndGameIn | PlayAgainIn | CloseRoomIn | LockIn | KickIn | LetInIn | TurnAwayIn | FreeSeatIn | RenameIn | ConfigureIn | SortIn | StarIn | ShowIn | SpokenIn | UnspokenIn | PostSortIn | PostAllIn | PostStarIn | PostMergeIn | PulseIn | ImproviseIn | PutDownIn | SkipPartIn | MovePartIn | AddStudentIn | SitWithIn | AnswerForIn | PutInTeamIn | DrawTeamsIn | NameTeamIn;

export type StaffIn = Watch | AdvanceIn | AskTwiceIn | SkipIn | PauseIn | AddTimeIn | EndGameIn | PlayAgainIn | CloseRoomIn | LockIn | KickIn | LetInIn | TurnAwayIn | FreeSeatIn | RenameIn | ConfigureIn | SortIn | StarIn | ShowIn | SpokenIn | UnspokenIn | PostSortIn | PostAllIn | PostStarIn | PostMergeIn | PulseIn | ImproviseIn | PutDownIn | SkipPartIn | MovePartIn | AddStudentIn | SitWithIn | AnswerForIn | PutInTeamIn | DrawTeamsIn | NameTeamIn | Ping | Echo;

export type StaffOut = Hello | ProjectorStage | HostStage | Figure | Posts | Seats | Tally | PulseView | AskedViews | AskingView | Ack | No | Pong | Bye | Notice | RosterNames;
