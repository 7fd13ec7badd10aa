// The types of Goodword: its elements, its function, its events, a survey's definition and a response.
//
// Put this file beside your own sources. `/// <reference path="./goodword.d.ts" />` makes the elements, the events and
// `goodword()` known; `import type { Response } from "./goodword"` gives the rest.

type OnOff = "on" | "off";
type Text = string | number | boolean;
type Numeric = number | `${number}`;

/** Where the survey stands. A script tag and `init` ask in a popover, an element asks in place. */
export type Mode = "inline" | "popover" | "modal" | "tab" | "iframe";
/** Where a popover or a tab stands; `bottom-end` when absent. */
export type Corner = "top-start" | "top-end" | "bottom-start" | "bottom-end";
/** One question at a time, or all of them. */
export type Layout = "steps" | "page";
export type Theme = "auto" | "light" | "dark";
/** What has to happen before a visitor is asked. */
export type Trigger =
  | "load"
  | "exit"
  | "manual"
  | `delay:${number}s`
  | `scroll:${number}%`
  | `click:${string}`
  | `event:${string}`;

/** The attributes of `<good-word>`; on the script tag each has `data-` in front. */
export interface Attributes {
  /** Where responses are posted: `https:`, or `http:` on localhost. */
  endpoint?: string;
  /** The survey's name. */
  survey?: string;
  /** Where a definition is fetched from. */
  config?: string;
  /** Your public write key. */
  key?: string;
  /** Who is recommended, in the case that the question asks for. */
  subject?: string;
  /** The language, as a BCP 47 tag; otherwise the page's, otherwise the browser's. */
  locale?: string;
  mode?: Mode;
  corner?: Corner;
  layout?: Layout;
  trigger?: Trigger;
  /** Patterns of pages, separated by spaces; `!` in front excludes. */
  urls?: string;
  /** Of how many page views one is asked, 0 to 1. */
  sample?: Numeric;
  /** For how many days a visitor who was asked is left in peace. */
  cooldown?: Numeric;
  theme?: Theme;
  /** A colour of CSS. Its contrast is checked and put right. */
  accent?: string;
  /** Within how many hours you promise an answer to whoever was let down. */
  "follow-up"?: Numeric | "off";
  /** A way to a real person, in sight at every step. */
  "person-url"?: string;
  /** What you do with answers. */
  "privacy-url"?: string;
  /** Whether each step is posted, not only Send. */
  partial?: OnOff;
  /** For how many days this browser keeps a copy for `<good-word-results src="local:">`. */
  keep?: Numeric;
  /** What is told about the page: some of `url`, `locale` and `device`, separated by spaces, or `off`. */
  context?: string;
  /** `text` for endpoints that answer no preflight. */
  "content-type"?: "json" | "text";
  /** Whether the endpoint accepts by redirecting. */
  "accept-redirect"?: OnOff;
  /** Whether nothing is sent, and the survey says so. */
  preview?: OnOff | "";
  /** `open` for tests and tools. */
  shadow?: "closed" | "open";
  /** Hidden fields. */
  [field: `field-${string}`]: Text | undefined;
}

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;
type Named = { [Name in keyof Attributes as string extends Name ? never : Name]: Attributes[Name] };

/** What `goodword("init", …)` takes: every attribute, by its name or in camelCase, or a definition in place of its address. */
export type Settings = Attributes & {
  [Name in keyof Named as Name extends `field-${string}` ? never : Camel<Name & string>]?: Named[Name];
} & { definition?: Survey };

/** The attributes of `<good-word-results>`. */
export interface ResultsAttributes {
  /** An export, a tally route, or `local:` for what this browser keeps. */
  src?: string;
  survey?: string;
  /** Where the survey's definition is; without one the kinds of questions are inferred. */
  definition?: string;
  /** The time zone of days, by its IANA name. */
  tz?: string;
  locale?: string;
  theme?: Theme;
}

/** `<good-word>`. What stands between its tags is shown until the survey is painted, and where it cannot be. */
export interface GoodWordElement extends HTMLElement {
  /** Asks now, whatever the trigger is. */
  ask(): void;
  close(): void;
}

/** `<good-word-results>`. */
export interface GoodWordResultsElement extends HTMLElement {
  /** The token for a `src` that wants one; a property only, so that it never stands in the page. */
  token: string | undefined;
}

/** Which response an event is about. Events never hold answers, comments or contacts. */
export interface Detail {
  id: string;
  survey: string;
}

export interface EventDetails {
  ready: { survey: string };
  shown: Detail;
  answered: Detail & { question: string };
  /** Can be cancelled; what is added to `fields` goes with the response. */
  beforesubmit: Detail & { fields: Record<string, Text> };
  submitted: Detail;
  delivered: Detail;
  dismissed: Detail & { reason: "close" | "later" };
  error: Partial<Detail> & { code: string; message: string };
}

export type EventName = keyof EventDetails;
export type GoodwordEvent<Name extends EventName = EventName> = CustomEvent<EventDetails[Name]>;
export type GoodwordEventMap = { [Name in EventName as `goodword:${Name}`]: GoodwordEvent<Name> };

/** What has become of the responses of this browser. */
export interface Status {
  queued: number;
  delivered: number;
  /** Given up; the next response that is delivered tells the owner. */
  lost: number;
  refused: { id: string; reason: string }[];
}

/** `goodword()`, before and after its script is there. What is called before waits in `q` and returns nothing. */
export interface Goodword {
  (command: "init", settings: Settings): void;
  (command: "ask" | "close" | "reset"): void;
  /** Hidden fields, with the case of their names kept. */
  (command: "set", fields: Record<string, Text>): void;
  /** Returns what ends it. */
  <Name extends EventName>(command: "on", event: Name, listener: (event: GoodwordEvent<Name>) => void): void | (() => void);
  <Name extends EventName>(command: "off", event: Name, listener: (event: GoodwordEvent<Name>) => void): void;
  (command: "status", listener?: (status: Status | null) => void): void | Promise<Status | null>;
  /** The calls that wait for the script. */
  q?: ArrayLike<unknown>[];
  readonly loaded?: boolean;
}

/** A survey's definition, as `config`, `definition` and a `<script type="application/json">` inside the element hold it. */
export interface Survey {
  id?: string;
  version?: string;
  questions: Question[];
  /** Hidden fields that the results offer as segments. */
  segments?: string[];
  /** The sentence of the thank-you, in place of one that fits the answers. */
  thanks?: string;
  /** When a survey that floats is asked; an attribute goes before it, as before what follows. */
  trigger?: Trigger;
  /** How often: of how many page views one is asked, and for how many days a visitor who was asked is left in peace. */
  frequency?: { sample?: number; cooldown?: number };
  /** Within how many hours you promise an answer to whoever was let down. */
  follow_up?: number | "off";
  theme?: Theme;
  /** The owner's words by language; `de` serves `de-AT` too. */
  locales?: Record<string, Wording>;
}

/** A survey in another language. Ids and values stay as they are. */
export interface Wording {
  questions?: Record<string, { label?: string; low?: string; high?: string; options?: Record<string, string> }>;
  thanks?: string;
  /** In place of our own words. */
  texts?: Partial<Record<TextKey, string>>;
}

/** What the widget has words for: the keys of `src/locale/tables`. */
export type TextKey =
  | "title" | "progress" | "progress_short" | "empathy" | "empathy_1" | "empathy_2" | "empathy_3" | "empathy_4"
  | "empathy_5" | "promise" | "promise_broken" | "promise_kept" | "promise_exceeded" | "promise_none" | "recommend"
  | "us" | "recommend_low" | "recommend_high" | "comment" | "comment_broken" | "comment_low" | "comment_high"
  | "next" | "back" | "skip" | "send" | "close" | "retry" | "copy" | "later" | "thanks" | "sorry_promise" | "sorry"
  | "kept_word" | "helps" | "arrived" | "waiting" | "kept" | "unsaved" | "talk" | "person" | "privacy" | "follow_up"
  | "email" | "email_goes" | "email_bad" | "promised" | "tab" | "required" | "other_text" | "many"
  | "stars" | "face_1" | "face_2" | "face_3" | "face_4" | "face_5" | "preview";

interface Asked {
  /** Answers are kept under it, whatever the wording. */
  id: string;
  required?: boolean;
  /** Asked only when all of these hold. */
  show_if?: Condition | Condition[];
  /** The last question when all of these hold. */
  end_if?: Condition | Condition[];
}

/** Something an earlier answer or a hidden field has to be. */
export type Condition = ({ question: string; field?: never } | { field: string; question?: never }) &
  ({ is: Values } | { not: Values } | { at_least: number } | { at_most: number } | { answered: boolean });
type Values = Text | Text[];

/** One of ours, in our wording or in yours. */
export interface Standard extends Asked {
  id: "empathy" | "promise" | "recommend" | "comment";
  kind?: "scale" | "choice" | "text";
  label?: string;
}

interface Own extends Asked {
  /** `{answers.ID}` and `{fields.NAME}` are replaced by what was answered and given. */
  label: string;
}

/** A whole number from `min` to `max`. */
export interface Scale extends Own {
  kind: "scale";
  min: number;
  max: number;
  style?: "numbers" | "stars" | "faces";
  /** What `min` means, and what `max` means. */
  low?: string;
  high?: string;
}

/** One of `options`, or several of them. */
export interface Choice extends Own {
  kind: "choice";
  options: (string | { value: string; label?: string })[];
  multiple?: boolean;
  /** Whether own words are taken too. */
  other?: boolean;
  /** Whether the order is drawn anew for each visitor. */
  shuffle?: boolean;
}

/** Own words. */
export interface OwnWords extends Own {
  kind: "text";
  format?: "long" | "short" | "email";
  max_chars?: number;
}

/** Yes or no. */
export interface Consent extends Own {
  kind: "consent";
}

export type Question = Standard | Scale | Choice | OwnWords | Consent;

/** What is posted to `endpoint`, and what an export holds. */
export interface Response {
  /** A UUID, made once: it is stored once however often it arrives. */
  id: string;
  survey: string;
  survey_version?: string;
  /** RFC 3339. */
  submitted_at: string;
  answers: Answers;
  /** `true` when absent. */
  complete?: boolean;
  /** A higher one replaces a lower one of the same id; 1 when absent. */
  seq?: number;
  /** The questions reached. Those without an answer were skipped. */
  order?: string[];
  timing_ms?: { shown?: number; answered?: number };
  context?: { url?: string; locale?: string; device?: "mobile" | "tablet" | "desktop" };
  fields?: Record<string, Text>;
  follow_up?: FollowUp;
  client?: { lost?: number; refused?: number };
  sent_at?: string;
  /** The public write key; never stored. */
  key?: string;
  widget?: string;
  /** Added by the collector. */
  received_at?: string;
}

/** Answers by the ids of their questions. */
export interface Answers {
  empathy?: 1 | 2 | 3 | 4 | 5;
  promise?: "broken" | "kept" | "exceeded" | "none";
  recommend?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
  comment?: string;
  [question: string]: Text | string[] | undefined;
}

export interface FollowUp {
  contact?: string;
  within_hours?: number;
  /** Added by the collector, as what follows is. */
  state?: "open" | "answered";
  due_at?: string;
  answered_at?: string;
}

declare global {
  var goodword: Goodword;

  interface HTMLElementTagNameMap {
    "good-word": GoodWordElement;
    "good-word-results": GoodWordResultsElement;
  }
  interface HTMLElementEventMap extends GoodwordEventMap {}
  interface DocumentEventMap extends GoodwordEventMap {}
  interface WindowEventMap extends GoodwordEventMap {}
}
