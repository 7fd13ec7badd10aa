//! What owners set.

use super::{Holds, Setting};

/// Of `<good-word>`, besides [`FIELD`].
pub const SETTINGS: [Setting; 27] = [
    Setting::new("endpoint", Holds::Address, "where responses are posted: `https:`, or `http:` on localhost"),
    Setting::new("survey", Holds::Text, "a name for this survey").or("default").framed(),
    Setting::new(
        "config",
        Holds::Address,
        "the address of a survey of your own (at most 64 kB; [docs/definition.md](docs/definition.md)). It can also stand in \
         a `<script type=\"application/json\">` inside the element",
    )
    .framed(),
    Setting::new("key", Holds::Text, "your public write key, if your collector wants one").framed(),
    Setting::new(
        "identity",
        Holds::Text,
        "what proves who answers, for a survey whose [identity](docs/collector.md#who-answers) is `signed`: a JWT that your back \
         end makes. It is sent with the answer and checked, and never stored",
    )
    .framed(),
    Setting::new("subject", Holds::Text, "who is recommended: a proper name, which stands unchanged in every language (\"us\" if you say nothing)").framed(),
    Setting::new(
        "locale",
        Holds::Text,
        "the language as a BCP 47 tag, else the page's, else the browser's; [27 are there](docs/locales.md). When it changes while a survey \
         is open, so do the words",
    )
    .framed(),
    Setting::new(
        "mode",
        Holds::OneOf(&["inline", "popover", "modal", "tab", "iframe"]),
        "`popover` (default of the script tag and of `init`), `inline` (default of the element), `modal`, `tab`, or `iframe`: \
         on the file host's own origin, for pages that forbid WebAssembly or must not see the answers. Answers then go to \
         that origin's `/v1/responses`",
    )
    .or("inline"),
    Setting::new(
        "corner",
        Holds::OneOf(&["bottom-end", "bottom-start", "top-end", "top-start"]),
        "of a popover or a tab: `bottom-end` (default), `bottom-start`, `top-end`, `top-start`",
    )
    .or("bottom-end"),
    Setting::new(
        "trigger",
        Holds::Trigger,
        "when a survey that floats is asked: `load` (default), `delay:5s`, `scroll:60%`, `exit`, `click:CSS`, `event:NAME`, \
         `manual`",
    )
    .or("load"),
    Setting::new(
        "urls",
        Holds::Text,
        "where: `/checkout/* !/checkout/admin`, `/search?q=*`, `#/checkout*`, `https://shop.example/*`; what was asked closes \
         when its route is left",
    ),
    Setting::new("sample", Holds::Number, "of how many page views, from 0 to 1, or `25%`").or("1"),
    Setting::new(
        "cooldown",
        Holds::Number,
        "for how many days a visitor who closed a popover is not asked again (90, also `1w`; after the third time never; \
         other surveys of the site wait for a day), and who answered (for good, unless you set this)",
    ),
    Setting::new("theme", Holds::OneOf(&["auto", "light", "dark"]), "`auto` (default), `light`, `dark`").or("auto").framed(),
    Setting::new("accent", Holds::Text, "your colour, as CSS writes it; darkened or lightened where it could not be read").framed(),
    Setting::new("layout", Holds::OneOf(&["steps", "page"]), "`steps` (default) or `page`: all questions in one form")
        .or("steps")
        .framed(),
    Setting::new(
        "follow-up",
        Holds::NumberOr("off"),
        "`24`: whoever was let down is offered an answer within so many hours; `off` (default)",
    )
    .or("off")
    .framed(),
    Setting::new(
        "person-url",
        Holds::Address,
        "a way to a real person, in sight at every step: `https:`, `mailto:`, `tel:` or `sms:`",
    )
    .framed(),
    Setting::new("privacy-url", Holds::Address, "what you do with answers").framed(),
    Setting::new(
        "partial",
        Holds::Switch,
        "`on`: each step is posted, under the same id with a rising `seq`, so that a survey left half-way is not lost",
    )
    .or("off")
    .framed(),
    Setting::new(
        "keep",
        Holds::Number,
        "for how many days this browser keeps a copy of each answer for `<good-word-results src=\"local:\">`. With `keep` and \
         no `endpoint`, nothing is ever sent",
    ),
    Setting::new(
        "context",
        Holds::SomeOf(&["url", "locale", "device"]),
        "what is told about the page: some of `url` (default), `locale` and `device`, separated by spaces, or `off`",
    )
    .or("url")
    .framed(),
    Setting::new(
        "content-type",
        Holds::OneOf(&["json", "text", "form"]),
        "`text` for endpoints that do not answer a preflight; `form` for form services: flat fields, as a form posts them \
         ([docs/forms.md](docs/forms.md))",
    )
        .or("json"),
    Setting::new("accept-redirect", Holds::Switch, "`on`: your endpoint accepts by redirecting").or("off"),
    Setting::new(
        "answers",
        Holds::Text,
        "answers that are chosen beforehand, as JSON: `{\"recommend\": 9}`. They are sent once the visitor goes on \
         with them; one that the visitor has given goes before, and consent is never given beforehand",
    )
    .framed(),
    Setting::new("preview", Holds::Flag, "`on`: nothing is kept or sent, and the survey says so").or("off").framed(),
    Setting::new("shadow", Holds::OneOf(&["closed", "open"]), "`open` for tests and tools").or("closed"),
];

/// A setting of which there may be many: a hidden field each.
pub const FIELD: Setting = Setting::new(
    "field-NAME",
    Holds::Text,
    "a hidden field, such as `field-plan=\"pro\"`, in lower case, because HTML folds it; `goodword(\"set\", { OrderId: \
     \"A-17\" })` keeps the case",
)
.framed();

/// Of `<good-word-results>`.
pub const RESULTS: [Setting; 6] = [
    Setting::new(
        "src",
        Holds::Address,
        "an export, a tally (`/v1/surveys/support/tally`: counts alone), any address of such a file, or `local:` for what \
         this browser keeps",
    ),
    Setting::new("survey", Holds::Text, "the survey that counts, where there are several"),
    Setting::new(
        "definition",
        Holds::Address,
        "the address of the survey's definition; without one the kinds of questions are inferred",
    ),
    Setting::new("tz", Holds::Text, "the time zone whose days are counted, by its IANA name, else the browser's"),
    Setting::new("locale", Holds::Text, "the language; the view is in English so far, whatever it says"),
    Setting::new("theme", Holds::OneOf(&["auto", "light", "dark"]), "`auto` (default), `light`, `dark`").or("auto"),
];
