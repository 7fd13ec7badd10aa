//! The rows of the fault matrix: their numbers, what happens, and what must come of it. Plain data, because the native
//! tests read it too.

/// One row.
pub struct Row {
    /// Its number, which stays.
    pub number: u8,
    /// What breaks.
    pub fault: &'static str,
    /// What must come of it.
    pub expect: &'static str,
    /// Whether it runs in WebKit too.
    pub webkit: bool,
    /// Whether it runs again against an endpoint that knows no ids.
    pub echo: bool,
    /// Engines in which it does not run, with the reason.
    pub not_run: &'static [(&'static str, &'static str)],
    /// Whether it takes longer than others.
    pub long: bool,
}

impl Row {
    const fn everywhere(mut self) -> Self {
        self.webkit = true;
        self
    }

    const fn echoed(mut self) -> Self {
        self.echo = true;
        self
    }

    const fn long(mut self) -> Self {
        self.long = true;
        self
    }

    const fn not_in(mut self, reasons: &'static [(&'static str, &'static str)]) -> Self {
        self.not_run = reasons;
        self
    }

    /// Why it does not run in this engine.
    pub fn not_run_in(&self, engine: &str) -> Option<&'static str> {
        self.not_run.iter().find(|(name, _)| *name == engine).map(|(_, reason)| *reason)
    }

    /// Whether it runs in this engine.
    pub fn runs_in(&self, engine: &str) -> bool {
        (engine != "webkit" || self.webkit) && self.not_run_in(engine).is_none()
    }
}

const fn row(number: u8, fault: &'static str, expect: &'static str) -> Row {
    Row { number, fault, expect, webkit: false, echo: false, not_run: &[], long: false }
}

const EPHEMERAL: &str = "its driver's sessions are ephemeral: nothing of one is there in the next";

/// Every row.
pub const ROWS: &[Row] = &[
    row(1, "500 three times, then stored", "sent again with growing waits; thanked at once").everywhere().echoed(),
    row(2, "502, 503, 504 of a proxy with an HTML body, with and without CORS headers", "sent again"),
    row(3, "503 with Retry-After: 7 that the page may read", "the next try comes 7 s later or after").everywhere(),
    row(4, "429 with a Retry-After that the page may not read", "its own waits, no hammering"),
    row(
        5,
        "Retry-After as a date, negative, junk, beyond all bounds",
        "a date counts, junk does not, a day is the most",
    ),
    row(6, "408 and 425", "sent again"),
    row(
        7,
        "400 from an endpoint that is not ours",
        "kept: one try a visit, three in all; another endpoint starts anew",
    ),
    row(8, "401 and 403 of ours (a key was rotated), then fixed", "one try a visit; stored once it is fixed"),
    row(9, "404, 405 (a wrong address)", "kept; the page hears status and address"),
    row(10, "413", "kept; a smaller answer goes through"),
    row(11, "301, 302, 303 to a login page that says 200", "not followed, no acceptance, kept").everywhere(),
    row(12, "307, 308", "not followed, kept"),
    row(
        13,
        "200 with an error, nothing, words, broken JSON, an id of its own, from an endpoint that is not ours",
        "the status decides; an HTML document is no acceptance",
    ),
    row(14, "the endpoint stores it, then the connection resets before the reply", "sent again, stored once")
        .everywhere()
        .echoed(),
    row(15, "stored, and the reply lacks the CORS headers (text/plain)", "sent again, stored once").echoed(),
    row(16, "a preflight answered 403, 405, or without the header", "kept; stored once it is allowed"),
    row(17, "a preflight of 700 ms, and the tab closed at Send", "stored now or at the next visit").everywhere(),
    row(18, "connection refused, no such host, a failing TLS handshake", "waits like any network error"),
    row(19, "the endpoint accepts and never answers", "given up after its own time limit, sent again"),
    row(20, "a reply that comes a byte every five seconds", "the time limit covers the body"),
    row(21, "offline at Send, online later", "told that it waits; sent when the network is back").everywhere(),
    row(22, "the browser says online, and every packet is lost", "as 19"),
    row(23, "the tab closed 0, 5, 50, 500 ms after the click", "stored now or at the next visit").everywhere().echoed(),
    row(24, "the browser killed 0 and 1000 ms after “Thank you.”", "stored at the next start")
        .everywhere()
        .not_in(&[("webkit", EPHEMERAL)]),
    row(25, "the processes that run pages killed", "stored at the next visit"),
    row(26, "the host navigates or submits a form in the same click", "stored"),
    row(27, "back from the back/forward cache in the middle of sending", "no second sender"),
    row(28, "the page frozen, or hidden and throttled", "sent when it is seen again"),
    row(29, "two tabs, ten waiting responses, both back online at once", "one sender, each sent once"),
    row(30, "the tab that sends is closed or frozen", "another tab sends"),
    row(31, "Web Locks missing or refused", "a lease on disk instead"),
    row(32, "two surveys and two copies of the loader on a page", "one store, nothing lost"),
    row(33, "the quota exceeded when saving", "told so, with Retry and Copy"),
    row(34, "the database never opens", "sent from memory after a second"),
    row(35, "storage blocked; a sandboxed frame of no origin", "told the truth, no exception").everywhere(),
    row(36, "a private window", "works; what is not delivered ends with the window")
        .not_in(&[("webkit", "every session of WebKit's driver is a private one")]),
    row(37, "the site's data cleared before and after Send", "what is in memory is sent"),
    row(38, "the transaction aborts after the put", "saved again"),
    row(39, "forgetting a delivered response fails", "sent again later, stored once"),
    row(40, "corrupt entries in the outbox", "out of the way; the others flow"),
    row(41, "the queue of an older version", "all delivered"),
    row(42, "an entry of a newer version", "left alone; its own are sent"),
    row(43, "another tab upgrades the database", "no tab of ours stands in the way"),
    row(44, "a clock ten years ahead, behind, set back while waiting", "sent"),
    row(45, "the endpoint changed while an answer waits", "sent to the new one"),
    row(46, "410 erased, 410 closed", "forgotten at once; kept"),
    row(47, "the same response a hundred times more", "one row, 200 each"),
    row(48, "parts out of order", "the highest stays"),
    row(49, "a double click, Enter with a click, two submits at once", "one id"),
    row(50, "an extension blocks the request", "waits; stored once it may"),
    row(51, "an extension blocks the loader, the glue or the wasm", "the page goes on with the owner's own words"),
    row(
        52,
        "wasm or glue missing, truncated, altered, of another type; slow",
        "said once, no exception, the owner's own words; slow, the first question",
    )
    .everywhere(),
    row(53, "a policy without 'wasm-unsafe-eval'", "one clear message, the owner's own words").everywhere(),
    row(54, "a policy whose connect-src lacks the endpoint", "kept; the directive is named").everywhere(),
    row(55, "a policy with style-src 'none' and Trusted Types", "looks right, no violation").everywhere(),
    row(56, "fetch patched, before and after: throws, never settles, says yes", "the browser's own is used"),
    row(57, "toJSON on Array and String; JSON, Promise, Date and timers replaced", "sent as it was answered"),
    row(58, "the element moved, removed, the page changed while sending", "sent"),
    row(59, "the widget panics with a response waiting", "the owner's own words; the next visit sends"),
    row(60, "emoji, right-to-left, NUL, a lone surrogate, too much", "stored as written; a lone surrogate as U+FFFD"),
    row(61, "what a collector says that is killed in the middle of a write", "sent again, stored once"),
    row(62, "507 and 503 with Retry-After of a full disk", "waits that long, then stored"),
    row(63, "a firewall's 403 to words that look like code", "kept; stored unchanged once it is let through"),
    row(64, "a page that styles everything in red, 40 px, all unset", "nothing reaches in").everywhere(),
    row(65, "the files on another origin, without and with its permission", "the owner's own words; works")
        .everywhere(),
    row(66, "a service worker answers 200 with its offline page", "no acceptance; stored when the network is back")
        .everywhere()
        .long(),
    row(
        67,
        "a captive portal, login or challenge page with 200",
        "kept: one try a visit, three in all; without a network it waits; another endpoint starts anew",
    )
    .everywhere()
    .long(),
    row(68, "200 without an id from an endpoint that once named one", "kept: one try a visit, three in all")
        .everywhere(),
    row(69, "409 id-conflict: the id is taken", "stored under a new id; never said to be waiting").everywhere(),
    row(
        70,
        "the tab closed in the instant after Send, a second tab open, and nobody comes back",
        "20 of 20 stored at the own origin and as text/plain elsewhere",
    )
    .everywhere()
    .long(),
    row(
        71,
        "a preview, or the same survey on another page, with another endpoint, while an answer waits",
        "it goes to the address of its own place only",
    ),
    row(72, "a key with a line break", "stored"),
    row(73, "an answer of more than 64 kB", "told before Send; stored once it is shorter"),
    row(74, "no storage, and an older version still on its way when a newer one comes", "the newer one is stored"),
    row(75, "the contact of a follow-up cannot be saved while the answer is on its way", "the contact is stored"),
];
