// The types of Goodword: its elements, its function, its events, a survey's definition and a response.
//
// Put this file beside your own sources. `/// <reference path="./goodword.d.ts" />` makes the elements, the events and
// `goodword()` known; `import type { Response } from "./goodword"` gives the rest.

type OnOff = "on" | "off";
type Text = string | number | boolean;
type Numeric = number | `${number}`;

// <values>
/**
 * `popover` (default of the script tag and of `init`), `inline` (default of the element), `modal`, `tab`, or `iframe`:
 * on the file host's own origin, for pages that forbid WebAssembly or must not see the answers. Answers then go to that
 * origin's `/v1/responses`.
 */
export type Mode = "inline" | "popover" | "modal" | "tab" | "iframe";
/** Of a popover or a tab: `bottom-end` (default), `bottom-start`, `top-end`, `top-start`. */
export type Corner = "bottom-end" | "bottom-start" | "top-end" | "top-start";
/**
 * When a survey that floats is asked: `load` (default), `delay:5s`, `scroll:60%`, `exit`, `click:CSS`, `event:NAME`,
 * `manual`.
 */
export type Trigger =
  | "load"
  | `delay:${number}s`
  | `delay:${number}ms`
  | `scroll:${number}%`
  | "exit"
  | `click:${string}`
  | `event:${string}`
  | "manual";
/** `auto` (default), `light`, `dark`. */
export type Theme = "auto" | "light" | "dark";
/** `steps` (default) or `page`: all questions in one form. */
export type Layout = "steps" | "page";
/**
 * `text` for endpoints that do not answer a preflight; `form` for form services: flat fields, as a form posts them
 * (docs/forms.md).
 */
export type ContentType = "json" | "text" | "form";
/** `open` for tests and tools. */
export type Shadow = "closed" | "open";
// </values>

/** The attributes of `<good-word>`; on the script tag each has `data-` in front. */
export interface Attributes {
  // <settings>
  /** Where responses are posted: `https:`, or `http:` on localhost. */
  endpoint?: string;
  /** A name for this survey. */
  survey?: string;
  /**
   * The address of a survey of your own (at most 64 kB; docs/definition.md). It can also stand in a `<script
   * type="application/json">` inside the element.
   */
  config?: string;
  /** Your public write key, if your collector wants one. */
  key?: string;
  /**
   * What proves who answers, for a survey whose identity is `signed`: a JWT that your back end makes. It is sent with
   * the answer and checked, and never stored.
   */
  identity?: string;
  /** Who is recommended: a proper name, which stands unchanged in every language ("us" if you say nothing). */
  subject?: string;
  /**
   * The language as a BCP 47 tag, else the page's, else the browser's; 27 are there. When it changes while a survey is
   * open, so do the words.
   */
  locale?: string;
  /**
   * `popover` (default of the script tag and of `init`), `inline` (default of the element), `modal`, `tab`, or
   * `iframe`: on the file host's own origin, for pages that forbid WebAssembly or must not see the answers. Answers
   * then go to that origin's `/v1/responses`.
   */
  mode?: Mode;
  /** Of a popover or a tab: `bottom-end` (default), `bottom-start`, `top-end`, `top-start`. */
  corner?: Corner;
  /**
   * When a survey that floats is asked: `load` (default), `delay:5s`, `scroll:60%`, `exit`, `click:CSS`, `event:NAME`,
   * `manual`.
   */
  trigger?: Trigger;
  /**
   * Where: `/checkout/* !/checkout/admin`, `/search?q=*`, `#/checkout*`, `https://shop.example/*`; what was asked
   * closes when its route is left.
   */
  urls?: string;
  /** Of how many page views, from 0 to 1, or `25%`. */
  sample?: Numeric;
  /**
   * For how many days a visitor who closed a popover is not asked again (90, also `1w`; after the third time never;
   * other surveys of the site wait for a day), and who answered (for good, unless you set this).
   */
  cooldown?: Numeric;
  /** `auto` (default), `light`, `dark`. */
  theme?: Theme;
  /** Your colour, as CSS writes it; darkened or lightened where it could not be read. */
  accent?: string;
  /** `steps` (default) or `page`: all questions in one form. */
  layout?: Layout;
  /** `24`: whoever was let down is offered an answer within so many hours; `off` (default). */
  "follow-up"?: Numeric | "off";
  /** A way to a real person, in sight at every step: `https:`, `mailto:`, `tel:` or `sms:`. */
  "person-url"?: string;
  /** What you do with answers. */
  "privacy-url"?: string;
  /** `on`: each step is posted, under the same id with a rising `seq`, so that a survey left half-way is not lost. */
  partial?: OnOff;
  /**
   * For how many days this browser keeps a copy of each answer for `<good-word-results src="local:">`. With `keep` and
   * no `endpoint`, nothing is ever sent.
   */
  keep?: Numeric;
  /** What is told about the page: some of `url` (default), `locale` and `device`, separated by spaces, or `off`. */
  context?: string;
  /**
   * `text` for endpoints that do not answer a preflight; `form` for form services: flat fields, as a form posts them
   * (docs/forms.md).
   */
  "content-type"?: ContentType;
  /** `on`: your endpoint accepts by redirecting. */
  "accept-redirect"?: OnOff;
  /**
   * Answers that are chosen beforehand, as JSON: `{"recommend": 9}`. They are sent once the visitor goes on with them;
   * one that the visitor has given goes before, and consent is never given beforehand.
   */
  answers?: string;
  /** `on`: nothing is kept or sent, and the survey says so. */
  preview?: OnOff | "";
  /** `open` for tests and tools. */
  shadow?: Shadow;
  // </settings>
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
  // <results>
  /**
   * An export, a tally (`/v1/surveys/support/tally`: counts alone), any address of such a file, or `local:` for what
   * this browser keeps.
   */
  src?: string;
  /** The survey that counts, where there are several. */
  survey?: string;
  /** The address of the survey's definition; without one the kinds of questions are inferred. */
  definition?: string;
  /** The time zone whose days are counted, by its IANA name, else the browser's. */
  tz?: string;
  /** The language; the view is in English so far, whatever it says. */
  locale?: string;
  /** `auto` (default), `light`, `dark`. */
  theme?: Theme;
  // </results>
}

/** `<good-word>`. What stands between its tags is shown until the survey is painted, and where it cannot be. */
export interface GoodWordElement extends HTMLElement {
  /** Asks now, whatever the trigger is. */
  ask(): void;
  close(): void;
  /** Forgets what was given: another response begins. */
  reset(): void;
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
  // <events>
  /** The survey is there and about to be shown. */
  ready: { survey: string };
  /** The visitor is asked. */
  shown: Detail;
  /** A question has an answer, or another one. */
  answered: Detail & { question: string };
  /** The visitor pressed Send. Can be cancelled; what is added to `fields` goes with the response. */
  beforesubmit: Detail & { fields: Record<string, Text> };
  /** The response is on its way. */
  submitted: Detail;
  /** The endpoint has accepted it, or this browser keeps it where there is no endpoint. */
  delivered: Detail;
  /** The visitor has closed it, or asked for it later. */
  dismissed: Detail & { reason: "close" | "later" };
  /** Something could not be used, loaded, shown or sent. */
  error: Partial<Detail> & { code: string; message: string };
  // </events>
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
  (command: "ask" | "close"): void;
  /** Forgets what was begun and whom not to ask: the next person at this computer is another. A Promise after load. */
  (command: "reset"): Promise<void> | void;
  /** Hidden fields, with the case of their names kept. */
  (command: "set", fields: Record<string, Text>): void;
  /** Answers that are chosen beforehand in every survey that is there, until the visitor gives others. */
  (command: "prefill", answers: Answers): void;
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
  /** What is said before the first question. */
  introduction?: Introduction;
  questions: Question[];
  /** Hidden fields that the results offer as segments. */
  segments?: string[];
  /** The sentence of the thank-you, in place of one that fits the answers. */
  thanks?: string;
  /** Where the thank-you leads on, except after a broken promise. */
  thanks_button?: { label: string; url: string };
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

/** Title, text, and what stands on the button that begins: our own word if you say nothing. */
export interface Introduction {
  title: string;
  text?: string;
  button?: string;
}

/** A survey in another language. Ids and values stay as they are. */
export interface Wording {
  introduction?: Partial<Introduction>;
  questions?: Record<string, { label?: string; low?: string; high?: string; options?: Record<string, string> }>;
  thanks?: string;
  thanks_button?: { label?: string; url?: string };
  /** In place of our own words. */
  texts?: Partial<Record<TextKey, string>>;
}

/** What the widget has words for: the keys of `src/locale/tables`. */
export type TextKey =
  | "title" | "progress" | "progress_short" | "empathy" | "empathy_1" | "empathy_2" | "empathy_3" | "empathy_4"
  | "empathy_5" | "promise" | "promise_broken" | "promise_kept" | "promise_exceeded" | "promise_none" | "recommend"
  | "recommend_us" | "recommend_low" | "recommend_high" | "comment" | "comment_broken" | "comment_low"
  | "comment_high" | "next" | "back" | "skip" | "send" | "close" | "retry" | "copy" | "copied" | "copy_failed"
  | "later" | "thanks" | "sorry_promise" | "sorry" | "kept_word" | "exceeded_word" | "helps" | "arrived" | "waiting"
  | "refused" | "not_sent" | "unsaved" | "email_unsaved" | "too_long" | "talk" | "person" | "privacy" | "follow_up"
  | "follow_up_days" | "no_thanks" | "email" | "email_goes" | "email_bad" | "promised" | "promised_days" | "tab"
  | "required" | "required_mark" | "other_text" | "many" | "choose_min" | "choose_max" | "number" | "stars"
  | "face_1" | "face_2" | "face_3" | "face_4" | "face_5" | "begin" | "preview";

interface Asked {
  /** Answers are kept under it, whatever the wording. */
  id: string;
  required?: boolean;
  /** Asked only when all of these hold. */
  show_if?: Conditions;
  /** The last question when it is answered and all of these hold. */
  end_if?: Conditions;
  /** Where the survey goes on when it is answered: the first of these that holds. */
  jump?: Jump | Jump[];
}

/** Forward to a later question, by its id; those between are not asked. */
export interface Jump {
  if: Conditions;
  to: string;
}

/** All of these must hold, of `any` one. */
export type Conditions = Condition | AnyOf | (Condition | AnyOf)[];
export type AnyOf = { any: Condition[] };

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
  options: (string | Option)[];
  multiple?: boolean;
  /** Of a choice of several: how many at least, if any, and how many at most. */
  least?: number;
  most?: number;
  /** Whether own words are taken too. */
  other?: boolean;
  /** Whether the order is drawn anew for each visitor. */
  shuffle?: boolean;
}

/** A value with a label. */
export interface Option {
  value: string;
  label?: string;
  /** Chosen alone: it clears the others, and they clear it. */
  exclusive?: boolean;
  /** It keeps its place where the others are shuffled. */
  pinned?: boolean;
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
