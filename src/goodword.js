// Goodword's loader. It stands in other people's pages, so it is small, asks for nothing early, and never throws.
(() => {
  // Hashes of what most pages load, by name: the glue, and the wasm where it is fetched beside the glue. `cargo xtask dist`
  // fills them in.
  const FILES = /*FILES*/{}/*FILES*/;
  const OWN = "[config],[accent],[preview],[layout=page]";
  const window = globalThis, document = window.document;
  const script = document.currentScript;
  // Taken now, before the page can replace them; our modules use these too.
  const { Promise, setTimeout, Date: { now } } = window;
  let indexedDB, mounted = [], native;
  try { indexedDB = window.indexedDB; } catch { /* nothing is kept here */ }
  const base = new URL(".", script.src).href;
  const stub = window.goodword;
  const loaded = {}, failed = {}, listeners = [], said = {};

  if (stub?.loaded) return stub.boot(script);

  const guard = (work) => (...given) => {
    try { return work(...given); } catch (error) { fail(error); }
  };

  // Each thing is said once.
  function fail(error, element, code, detail) {
    stop(error);
    const message = String(error?.message || error);
    if (said[message]) return;
    said[message] = true;
    console.warn("Goodword: " + message);
    emit(element || document, "error", { code: code || "load", message, ...detail });
  }

  function emit(target, name, detail) {
    target.dispatchEvent(new CustomEvent("goodword:" + name, { bubbles: true, detail }));
  }

  // A page's own fetch may lose what it is given: then a fresh frame's is taken.
  function fetch(url, options) {
    if (!native) {
      const frame = document.createElement("iframe");
      frame.hidden = true;
      if (!/native code/.test(Function.prototype.toString.call(window.fetch))) document.head.append(frame);
      const from = frame.contentWindow || window;
      native = from.fetch.bind(from);
    }
    return native(url, options);
  }

  // The glue as a module. A hash is checked by modulepreload, because import() alone may go on after a bad one.
  function glue(name) {
    const href = base + name + ".js" + (failed[name] || ""), integrity = FILES[name]?.[0] || "";
    return new Promise((resolve, reject) => {
      document.head.append(Object.assign(document.createElement("link"), {
        rel: "modulepreload", crossOrigin: "anonymous", integrity, href,
        onload: resolve, onerror: () => reject(new Error("cannot load " + href)),
      }));
    }).then(() => import(href));
  }

  // What most pages do without, with the hashes of the rest.
  const more = () => glue("goodword-more").then((module) => {
    Object.assign(FILES, module.FILES);
    return module;
  });

  // One instance of a binary for the whole page. After a failure it is asked for under another name, because browsers
  // remember what could not be imported.
  function load(name) {
    const integrity = FILES[name]?.[1];
    return loaded[name] ||= new Promise((resolve) => {
      const wasm = integrity && fetch(base + name + "_bg.wasm", { integrity, credentials: "omit" });
      resolve(Promise.all([glue(name), wasm]).then(([module, response]) => module.default({ module_or_path: response }).then(() => {
        module.start?.(emit, fail);
        return module;
      })));
    }).catch((error) => {
      loaded[name] = null;
      failed[name] = "?" + now();
      throw /CSP|unsafe-eval/.test(error) ? new Error("script-src lacks 'wasm-unsafe-eval'") : error;
    });
  }

  // A panic ends as a trap, and nothing may run in its binary again. It takes its elements with it: the owner's fallback
  // comes back.
  function stop(error) {
    const name = error?.name === "RuntimeError" && /goodword-[a-z]+/.exec(error.stack);
    if (!name) return;
    loaded[name] = Promise.reject(new Error(name + " stopped"));
    loaded[name].catch(() => {});
    const there = mounted;
    mounted = [];
    there.forEach((element) => element.binary == name ? element.fall() : mounted.push(element));
  }

  function ours(event) {
    const error = event.error || event.reason;
    if (!((event.filename || "") + error?.stack).includes(base + "goodword")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    stop(error);
  }
  window.addEventListener("error", ours, true);
  window.addEventListener("unhandledrejection", ours, true);

  function idle(work) {
    const later = () => (window.requestIdleCallback || setTimeout)(guard(work), { timeout: 2000 });
    document.readyState === "complete" ? later() : window.addEventListener("load", later);
  }

  // `*` stands for anything; `!` in front excludes. A pattern with a scheme is one for the whole URL, others for its path.
  function here(urls) {
    const fits = (pattern) => new RegExp("^" + pattern.replace(/\W/g, (sign) => sign === "*" ? ".*" : "\\" + sign) + "$")
      .test(pattern.includes(":") ? location.href : location.pathname);
    const parts = urls.match(/\S+/g) || [], wanted = parts.filter((part) => part[0] !== "!");
    return (!wanted[0] || wanted.some(fits)) && !parts.some((part) => fits(part.slice(1)) && !wanted.includes(part));
  }

  // `besides` gives an element what its binary's mount needs besides its place on the page.
  function define(tag, usual, besides) {
    if (customElements.get(tag)) return;
    customElements.define(tag, class extends HTMLElement {
      binary = usual;
      #root; #tell; #token; #started;

      connectedCallback() { guard(() => this.#connect())(); }

      get token() { return this.#token; }
      set token(token) { this.#token = token; guard(() => this.#update())(); }

      #connect() {
        if (this.#root) return;
        const get = (name) => this.getAttribute(name) || "";
        // Closed, so that a page that is itself written with Yew does not take our nodes for its own.
        this.#root = this.attachShadow({ mode: get("shadow") === "open" ? "open" : "closed" });
        this.#root.append(document.createElement("slot"));
        // A token that was set before the element was defined.
        const early = this.token;
        delete this.token;
        if (early) this.token = early;
        new MutationObserver(() => this.#update()).observe(this, { attributes: true });
        if (Math.random() >= (get("sample") || 1)) return;
        if (/popover|modal|tab/.test(get("mode"))) {
          const go = guard((event) => {
            if (!event && get("mode") !== "tab" && asked(this)) return;
            // Never on top of something else, and only where the owner wants it.
            if (!here(get("urls")) || document.querySelector("dialog[open],[aria-modal=true]") || mounted.some((other) => other.asking)) return setTimeout(go, 1000, event);
            event ? this.ask(event) : this.start();
          });
          const trigger = get("trigger"), [, delay] = trigger.split("delay:");
          return idle(() => {
            if (delay) setTimeout(go, parseFloat(delay) * 1000);
            else if (/:|exit/.test(trigger)) more().then((module) => module.watch(trigger, go)).catch(fail);
            else if (trigger !== "manual") go();
          });
        }
        // A survey far below is not paid for before it comes near.
        const near = new IntersectionObserver((entries) => {
          if (!entries.at(-1).isIntersecting) return;
          near.disconnect();
          idle(() => this.start());
        }, { rootMargin: "400px" });
        near.observe(this);
      }

      #update() { this.#tell?.("update"); }

      start() {
        const place = document.createElement("div"), frame = this.matches("[mode=iframe]");
        // Whoever is asked more than the usual questions, or in another way, needs a larger binary.
        if (besides === sending && (this.definition || this.querySelector("script") || this.matches(OWN))) this.binary = "goodword-survey";
        const { binary } = this, rare = frame || !FILES[binary];
        return this.#started ||= Promise.resolve(rare && more()).then((module) => {
          if (frame) return this.#tell = module.frame(this, this.#root, base, emit);
          return load(binary).then((module) => {
            this.#root.append(place);
            this.#tell = module.mount(this, this.#root, place, besides(this));
            if (this.#tell) mounted.push(this);
          });
        }).catch((error) => this.fall(error));
      }

      // Back to what the owner wrote between the tags.
      fall(error) {
        this.#tell = null;
        this.#root.replaceChildren(document.createElement("slot"));
        fail(error || new Error(this.binary + " stopped"), this);
      }

      ask() { this.start().then(guard(() => this.#tell?.("ask"))); }

      close() { this.#tell?.("close"); }
    });
  }

  // Settings from a tag or from init: an element in the corner, unless a mode says otherwise.
  function create(settings) {
    const element = document.createElement("good-word");
    element.setAttribute("mode", "popover");
    const { definition, ...texts } = settings;
    element.definition = definition;
    for (const name in texts) element.setAttribute(name.replace(/[A-Z]/g, "-$&"), texts[name]);
    const append = guard(() => document.body.append(element));
    document.body ? append() : document.addEventListener("DOMContentLoaded", append);
  }

  function boot(tag) {
    const data = tag?.dataset || {};
    if (data.endpoint || data.survey || data.config) create({ ...data });
  }

  const each = (work) => document.querySelectorAll("good-word").forEach(guard(work));
  const hear = (name, work) => document.addEventListener("goodword:" + name, work);

  const commands = {
    __proto__: null,
    init: create,
    ask: () => each((element) => element.ask()),
    close: () => each((element) => element.close()),
    set: (fields) => each((element) => {
      for (const name in fields) element.setAttributeNS(null, "field-" + name, fields[name]);
    }),
    on(name, work) {
      const entry = [name, work, guard(work)];
      listeners.push(entry);
      hear(name, entry[2]);
      return () => document.removeEventListener("goodword:" + name, entry[2]);
    },
    off: (name, work) => listeners.forEach((entry) => {
      if (entry[0] === name && entry[1] === work) document.removeEventListener("goodword:" + name, entry[2]);
    }),
    status(tell) {
      const status = load("goodword-sender").then((module) => module.status());
      if (tell) status.then(guard(tell), fail);
      return status;
    },
    reset() {
      for (const key in localStorage) if (/^goodword:/.test(key)) delete localStorage[key];
    },
  };

  const goodword = guard((name, ...rest) => {
    if (commands[name]) return commands[name](...rest);
    throw new Error("no command " + name);
  });

  // Takes an answer from its survey to the sender, which tells what becomes of it.
  const sending = (element) => guard((text, saved, tell) => {
    if (saved && !text.split("\n")[7]) mark(element);
    load("goodword-sender").then((module) => module.submit(text, saved, element, tell)).catch((error) => {
      tell?.("waiting");
      fail(error, element);
      // What is saved waits for the connection, as it would for the next page.
      window.addEventListener("online", guard(waiting), { once: true });
    });
  });

  // Until when a visitor is not asked again, and how often they said no: after the third time, that is for good, and so
  // it is after an answer unless the owner named a number of days. Where nothing can be remembered, nothing is.
  function mark(element, reason) {
    try {
      const key = keyOf(element), no = (localStorage[key] || "").split(" ")[1] || 0, days = element.getAttribute("cooldown");
      const times = +no + (reason === "close");
      const wait = reason === "later" ? 1 : reason && times < 3 ? days || 90 : days || 36500;
      localStorage[key] = now() + wait * 864e5 + " " + times;
    } catch { /* asked again, then */ }
  }

  function asked(element) {
    try { return now() < parseFloat(localStorage[keyOf(element)]); } catch { return false; }
  }

  const keyOf = (element) => "goodword:" + (element.getAttribute("survey") || "default");

  // What waits from an earlier visit is sent without a survey being shown. The database is never created for it.
  function waiting() {
    let request;
    try { request = indexedDB.open("goodword"); } catch { return; }
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = (event) => event.preventDefault();
    request.onsuccess = guard(() => {
      const database = request.result;
      if (!database.objectStoreNames.contains("outbox")) return database.close();
      const count = database.transaction("outbox").objectStore("outbox").count();
      count.onsuccess = () => {
        database.close();
        if (count.result) load("goodword-sender").then((module) => module.resume()).catch(fail);
      };
    });
  }

  guard(() => {
    goodword.loaded = true;
    goodword.boot = guard(boot);
    goodword.natives = {
      Promise, JSON: { parse: JSON.parse }, Date: { now }, performance: { now: performance.now.bind(performance) },
      glue, fetch, here, setTimeout, clearTimeout: window.clearTimeout, queueMicrotask: window.queueMicrotask, indexedDB,
    };
    window.goodword = goodword;
    define("good-word", "goodword-widget", sending);
    define("good-word-results", "goodword-results", () => base);
    for (const name of ["dismissed", "delivered"]) hear(name, guard((event) => mark(event.target, event.detail.reason)));
    // Whoever has answered will send: the sender is fetched meanwhile.
    document.addEventListener("goodword:answered", () => load("goodword-sender").catch(() => {}), { once: true });
    boot(script);
    stub?.q?.forEach((call) => goodword(...call));
    idle(waiting);
  })();
})();
