import type { ForwardRefExoticComponent, HTMLAttributes, ReactNode, RefAttributes } from "react";
import type {
  Answers, Attributes, GoodWordElement, GoodwordEvent, ResultsAttributes, Survey, GoodWordResultsElement,
} from "./types.js";

export type * from "./types.js";

type Text = string | number | boolean;

export interface GoodWordProps extends Omit<HTMLAttributes<HTMLElement>, "onError"> {
  // <settings>
  /** Where responses are posted: `https:`, or `http:` on localhost. */
  endpoint?: Attributes["endpoint"];
  /** A name for this survey. */
  survey?: Attributes["survey"];
  /**
   * The address of a survey of your own (at most 64 kB; docs/definition.md). It can also stand in a `<script
   * type="application/json">` inside the element.
   */
  config?: Attributes["config"];
  /** Your public write key, if your collector wants one. */
  writeKey?: Attributes["key"];
  /**
   * What proves who answers, for a survey whose identity is `signed`: a JWT that your back end makes. It is sent with
   * the answer and checked, and never stored.
   */
  identity?: Attributes["identity"];
  /** Who is recommended: a proper name, which stands unchanged in every language ("us" if you say nothing). */
  subject?: Attributes["subject"];
  /**
   * The language as a BCP 47 tag, else the page's, else the browser's; 27 are there. When it changes while a survey is
   * open, so do the words.
   */
  locale?: Attributes["locale"];
  /**
   * `popover` (default of the script tag and of `init`), `inline` (default of the element), `modal`, `tab`, or
   * `iframe`: on the file host's own origin, for pages that forbid WebAssembly or must not see the answers. Answers
   * then go to that origin's `/v1/responses`.
   */
  mode?: Attributes["mode"];
  /** Of a popover or a tab: `bottom-end` (default), `bottom-start`, `top-end`, `top-start`. */
  corner?: Attributes["corner"];
  /**
   * When a survey that floats is asked: `load` (default), `delay:5s`, `scroll:60%`, `exit`, `click:CSS`, `event:NAME`,
   * `manual`.
   */
  trigger?: Attributes["trigger"];
  /**
   * Where: `/checkout/* !/checkout/admin`, `/search?q=*`, `#/checkout*`, `https://shop.example/*`; what was asked
   * closes when its route is left.
   */
  urls?: Attributes["urls"];
  /** Of how many page views, from 0 to 1, or `25%`. */
  sample?: Attributes["sample"];
  /**
   * For how many days a visitor who closed a popover is not asked again (90, also `1w`; after the third time never;
   * other surveys of the site wait for a day), and who answered (for good, unless you set this).
   */
  cooldown?: Attributes["cooldown"];
  /** `auto` (default), `light`, `dark`. */
  theme?: Attributes["theme"];
  /** Your colour, as CSS writes it; darkened or lightened where it could not be read. */
  accent?: Attributes["accent"];
  /** `steps` (default) or `page`: all questions in one form. */
  layout?: Attributes["layout"];
  /** `24`: whoever was let down is offered an answer within so many hours; `off` (default). */
  followUp?: Attributes["follow-up"];
  /** A way to a real person, in sight at every step: `https:`, `mailto:`, `tel:` or `sms:`. */
  personUrl?: Attributes["person-url"];
  /** What you do with answers. */
  privacyUrl?: Attributes["privacy-url"];
  /** `on`: each step is posted, under the same id with a rising `seq`, so that a survey left half-way is not lost. */
  partial?: Attributes["partial"];
  /**
   * For how many days this browser keeps a copy of each answer for `<good-word-results src="local:">`. With `keep` and
   * no `endpoint`, nothing is ever sent.
   */
  keep?: Attributes["keep"];
  /** What is told about the page: some of `url` (default), `locale` and `device`, separated by spaces, or `off`. */
  context?: Attributes["context"];
  /**
   * `text` for endpoints that do not answer a preflight; `form` for form services: flat fields, as a form posts them
   * (docs/forms.md).
   */
  contentType?: Attributes["content-type"];
  /** `on`: your endpoint accepts by redirecting. */
  acceptRedirect?: Attributes["accept-redirect"];
  /**
   * Answers that are chosen beforehand, as JSON: `{"recommend": 9}`. They are sent once the visitor goes on with them;
   * one that the visitor has given goes before, and consent is never given beforehand.
   */
  answers?: Answers | Attributes["answers"];
  /** `on`: nothing is kept or sent, and the survey says so. */
  preview?: Attributes["preview"];
  /** `open` for tests and tools. */
  shadow?: Attributes["shadow"];
  // </settings>
  /** A survey of your own, in place of the address of one. */
  definition?: Survey;
  /** Hidden fields, with the case of their names kept. */
  fields?: Record<string, Text | undefined>;
  // <events>
  /** The survey is there and about to be shown. */
  onReady?: (event: GoodwordEvent<"ready">) => void;
  /** The visitor is asked. */
  onShown?: (event: GoodwordEvent<"shown">) => void;
  /** A question has an answer, or another one. */
  onAnswered?: (event: GoodwordEvent<"answered">) => void;
  /** The visitor pressed Send. Can be cancelled; what is added to `fields` goes with the response. */
  onBeforesubmit?: (event: GoodwordEvent<"beforesubmit">) => void;
  /** The response is on its way. */
  onSubmitted?: (event: GoodwordEvent<"submitted">) => void;
  /** The endpoint has accepted it, or this browser keeps it where there is no endpoint. */
  onDelivered?: (event: GoodwordEvent<"delivered">) => void;
  /** The visitor has closed it, or asked for it later. */
  onDismissed?: (event: GoodwordEvent<"dismissed">) => void;
  /** Something could not be used, loaded, shown or sent. */
  onError?: (event: GoodwordEvent<"error">) => void;
  // </events>
  /** What is shown until the survey is painted, and where it cannot be. */
  children?: ReactNode;
}

/** `<good-word>`: a server renders it, a browser loads what it needs. */
export declare const GoodWord: ForwardRefExoticComponent<GoodWordProps & RefAttributes<GoodWordElement>>;

// Not `Omit`, which would lose them all for the sake of the fields. React keeps `key` for itself.
type Keyless = { [Name in keyof Attributes as Name extends "key" ? never : Name]: Attributes[Name] };
type Plain<Element extends HTMLElement> = HTMLAttributes<Element> & RefAttributes<Element> & { class?: string };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "good-word": Plain<GoodWordElement> & Keyless;
      "good-word-results": Plain<GoodWordResultsElement> & ResultsAttributes;
    }
  }
}
