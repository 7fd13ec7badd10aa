// Goodword's loader. It stands in other people's pages, so it is small, asks for nothing early, and never throws.
(() => {
  // Hashes of what most pages load, by name; the glue of a binary knows that of its wasm. `cargo xtask dist` fills them in.
  // Without hashes this one is known all the same: it would be loaded to load itself.
  const FILES = /*FILES*/{ "goodword-more": "" }/*FILES*/;
  const window = globalThis, document = window.document;
  // Taken now, before the page can replace them; our modules use these too.
  const { Promise, setTimeout, clearTimeout, queueMicrotask, Date: { now } } = window;
  let indexedDB, wanted;
  try { indexedDB = window.indexedDB; } catch { /* nothing is kept here */ }
  // As a module, or in a bundle, a script does not know itself: its tag does, or the stack of an error.
  const script = document.currentScript || document.querySelector("[src*='goodword.js'],[data-survey]");
  const base = new URL(".", script?.src || /http[^\s()]+?(?=:\d+:)/.exec(new Error().stack)?.[0] || document.baseURI).href;
  const stub = window.goodword;
  const loaded = {}, failed = {}, early = {}, said = {}, fields = {}, heard = new WeakMap();
  // Surveys and views in the page, and what a tag of ours or init has made, by survey.
  const elements = new Set(), made = new Map();
  // What our modules are told, and what the one that asks tells.
  const own = { base, loaded, FILES, elements, load };

  if (stub?.loaded) return stub.boot(script);

  const guard = (work) => (...given) => {
    try { return work(...given); } catch (error) { fail(error); }
  };

  // Each thing is said once. What it is called is known better to a module.
  function fail(error, element = document, code = "load", detail) {
    more((module) => module.stop(error)).catch(() => {}).then((better) => {
      const message = String(better || error?.message || error);
      if (said[message]) return;
      said[message] = 1;
      console.warn("Goodword: " + message);
      emit(element, "error", { code, message, ...detail });
    });
  }

  function emit(target, name, detail) {
    target.dispatchEvent(new CustomEvent("goodword:" + name, { bubbles: true, composed: true, detail }));
  }

  // A page's own fetch may lose what it is given.
  const fetch = /native code/.test(Function.prototype.toString.call(window.fetch)) ? window.fetch.bind(window)
    : (...given) => more((module) => module.untouched(...given));

  // The glue as a module. A hash is checked by modulepreload, because import() alone may go on after a bad one.
  function pinned(name) {
    const href = base + name + ".js" + (failed[name] || ""), integrity = FILES[name] || "";
    return new Promise((resolve, reject) => {
      document.head.append(Object.assign(document.createElement("link"), {
        rel: "modulepreload", crossOrigin: "", integrity, href,
        onload: resolve, onerror: () => reject("cannot load " + href),
      }));
    }).then(() => import(href));
  }

  // Two modules of our own are loaded like a binary: one decides when a visitor is asked, which whoever is not asked does
  // without; the other is for whoever has seen a survey, and brings the hashes of what is rarely loaded.
  const courtesy = (work) => load("goodword-courtesy").then(work).catch(fail), more = (work) => load("goodword-more").then(work);

  const glue = (name) => name in FILES ? pinned(name) : more(() => pinned(name));

  // One instance of a binary for the whole page. After a failure it is asked for under another name, because browsers
  // remember what could not be imported.
  function load(name) {
    return loaded[name] ||= new Promise((resolve) => {
      resolve(glue(name).then(async (module) => {
        await module.default?.();
        module.start?.(emit, fail, own);
        return module;
      }));
    }).catch((error) => {
      loaded[name] = null;
      failed[name] = "?" + now();
      throw error;
    });
  }

  // Once the page can be used, and is looked at: a prerendered page may never be.
  function idle(work) {
    const late = document.readyState === "loading" ? "DOMContentLoaded"
      : document.prerendering ? "prerenderingchange" : document.hidden && "visibilitychange";
    if (late) document.addEventListener(late, () => idle(work), { once: true });
    else (window.requestIdleCallback || setTimeout)(guard(work), { timeout: 2000 });
  }

  // `besides` gives an element what its binary's mount needs besides its place on the page.
  function define(tag, usual, besides) {
    if (customElements.get(tag)) return;
    customElements.define(tag, class extends HTMLElement {
      binary = usual;
      #root; #tell; #token; #started; #place; #back = 0;
      #handle = { element: this, fail, start: () => this.start().then(() => this.#tell), tell: (word) => this.#say(word), place: () => this.#place };

      connectedCallback() { guard(() => this.#connect())(); }

      // What is moved within the page has not left it.
      disconnectedCallback() { setTimeout(guard(() => this.isConnected || this.#leave())); }

      get token() { return this.#token; }
      set token(token) { this.#token = token; guard(() => this.#tell?.("update"))(); }

      set asking(open) { own.courtesy?.asking(this, open); }

      #get(name) { return this.getAttribute(name) || ""; }

      #floats() { return !/^(inline|iframe|)$/.test(this.#get("mode")); }

      #connect() {
        // A copy of what we have made, out of a router's memory.
        if (this.matches("[made]") && made.get(this.#get("survey")) !== this) return this.remove();
        elements.add(this);
        if (this.#tell) return this.#tell("back");
        if (this.#started) return;
        if (!this.#root) {
          // Closed, so that a page that is itself written with Yew does not take our nodes for its own.
          this.#root = this.attachShadow({ mode: this.matches("[shadow=open]") ? "open" : "closed" });
          this.#root.append(document.createElement("slot"));
          // A token that was set before the element was defined.
          const early = this.token;
          delete this.token;
          if (early) this.token = early;
          for (const name of ["answered", "submitted", "dismissed", "delivered", "error"]) {
            this.addEventListener("goodword:" + name, ({ detail }) => more((module) => module.hear(this, name, detail)).catch(() => {}));
          }
          new MutationObserver(() => this.#tell?.("update")).observe(this, { attributes: true });
        }
        if (besides === sending) {
          set(this, 1);
          if (wanted) {
            wanted = false;
            return this.ask();
          }
        }
        const sample = this.#get("sample") || 1, trigger = this.#get("trigger");
        // What is no number is the module's to read.
        if (Math.random() >= sample) return;
        if (this.#floats()) {
          return idle(() => {
            if (!this.isConnected || trigger === "manual" || !/^tab|^[a-z]*(click|event):/.test(this.#get("mode") + trigger) && asked(this)) return;
            courtesy((module) => this.isConnected && module.join(this.#handle));
            // Meanwhile, what it will most likely be shown with.
            if (/^(load)?$/.test(trigger + this.#get("urls")) && sample == +sample) load(this.#chosen()).catch(() => {});
          });
        }
        sample == +sample ? this.#approach() : courtesy((module) => module.isDrawn(this.#handle) && this.#approach());
      }

      #approach() {
        // A survey far below is not paid for before it comes near.
        const near = new IntersectionObserver((entries) => {
          if (!entries.at(-1).isIntersecting) return;
          near.disconnect();
          // Its glue comes while the page is still busy, its wasm when it no longer is. Before its end is parsed it may be of another kind.
          if (this.nextSibling && !document.prerendering && !this.matches("[mode=iframe]")) early[this.#chosen()] ||= glue(this.binary).catch(() => {});
          idle(() => this.isConnected && this.start());
        }, { rootMargin: "400px" });
        near.observe(this);
      }

      // Forgets everything, unless it is ours to be put back.
      #leave() {
        const survey = this.#get("survey");
        if (made.get(survey) === this) {
          // Whoever takes it out again and again means it.
          if (document.body && this.#back++ < 50) return document.body.append(this);
          made.delete(survey);
        }
        elements.delete(this);
        own.courtesy?.leave(this);
        const tell = this.#tell;
        this.#tell = this.#started = this.#place = null;
        this.#root?.replaceChildren(document.createElement("slot"));
        tell?.("leave");
      }

      // Whoever is asked more than the usual questions, or in another way, needs a larger binary.
      #chosen() {
        if (besides === sending && (this.definition || this.querySelector("script") || this.matches("[config],[accent],[preview],[answers],[layout=page]"))) this.binary = "goodword-survey";
        return this.binary;
      }

      start() {
        if (this.#started) return this.#started;
        const place = this.#place = document.createElement("div"), here = () => this.#place === place;
        return this.#started = (this.matches("[mode=iframe]")
          ? more((module) => module.frame(this, this.#root, base, emit)).then((tell) => here() ? this.#tell = tell : tell("leave"))
          : load(this.#chosen()).then((module) => {
            if (!here()) return;
            this.#root.append(place);
            this.#tell = module.mount(this, this.#root, place, besides(this));
          })).catch((error) => here() && this.fall(error));
      }

      // Back to what the owner wrote between the tags.
      fall(error) {
        if (!this.#started) return;
        this.#tell = null;
        this.#root.replaceChildren(document.createElement("slot"));
        own.courtesy?.leave(this);
        fail(error, this);
      }

      // The visitor's own wish: it waits for nothing but the page.
      ask() {
        if (!this.isConnected) wanted = true;
        else if (this.#floats()) courtesy((module) => module.join(this.#handle, true));
        else {
          this.#handle.show?.();
          this.start().then(guard(() => this.#tell?.("ask")));
        }
      }

      // What a definition says of asking; settles when it is this survey's turn.
      turn(said) { return more((module) => module.turn(this.#handle, said)); }

      // What is said to a survey on its way is heard when it is there.
      #say(word) { this.#started?.then(() => this.#tell?.(word)); }

      close() { this.#say("close"); }

      reset() { this.#tell?.("reset"); }
    });
  }

  // Settings from a tag or from init: an element in the corner, unless a mode says otherwise; one for a survey.
  function create(settings) {
    const survey = settings.survey || "", element = made.get(survey) || document.createElement("good-word");
    const { definition, ...texts } = { mode: "popover", made: "", ...settings };
    element.definition = definition;
    for (const name in texts) element.setAttribute(name.replace(/[A-Z]/g, "-$&"), texts[name]);
    made.set(survey, element);
    elements.add(element);
    const append = guard(() => element.isConnected || document.body.append(element));
    document.body ? append() : document.addEventListener("DOMContentLoaded", append);
    return element;
  }

  function boot(tag) {
    if (tag?.matches("[data-endpoint],[data-survey],[data-config]")) create(tag.dataset);
  }

  const each = (work) => [...elements].filter((element) => element.matches("good-word")).map(guard(work));

  const commands = {
    __proto__: null,
    init: create,
    ask() {
      wanted = !elements.size;
      each((element) => element.ask());
    },
    close() {
      wanted = false;
      each((element) => element.close());
    },
    set(more) {
      Object.assign(fields, more);
      each((element) => set(element));
    },
    on(name, work) {
      if (!heard.has(work)) heard.set(work, guard(work));
      document.addEventListener("goodword:" + name, heard.get(work));
      return () => commands.off(name, work);
    },
    off: (name, work) => document.removeEventListener("goodword:" + name, heard.get(work)),
  };

  const goodword = guard((name, ...rest) => commands[name] ? commands[name](...rest) : more((module) => module.command(name, each, rest[0])));

  // Takes an answer from its survey to the sender, which tells what becomes of it.
  const sending = (element) => (...given) => more((module) => module.send(element, ...given)).catch((error) => {
    given[2]?.("waiting");
    fail(error, element);
    // What is saved waits for the connection, as it would for the next page.
    window.addEventListener("online", waiting, { once: true });
  });

  // Whether a visitor is left in peace: after this survey, or for a day after another one of the site.
  function asked(element) {
    try {
      const survey = element.getAttribute("survey") || "default", [rest, by] = localStorage["goodword:"]?.split(" ") || [];
      return now() < parseFloat(localStorage["goodword:" + survey]) || by !== survey && now() < rest;
    } catch { /* nothing is remembered here */ }
  }

  // Fields that `set` named are those of every survey, also of one that comes later: there, its own go before.
  function set(element, late) {
    for (const name in fields) if (!late || !element.hasAttribute("field-" + name)) element.setAttributeNS(null, "field-" + name, fields[name]);
  }

  // What waits from an earlier visit is sent without a survey being shown. The database is never created for it.
  function waiting() {
    let request;
    try { request = indexedDB.open("goodword"); } catch { return; }
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = (event) => event.preventDefault();
    request.onsuccess = guard(() => {
      const database = request.result;
      if (!database.objectStoreNames.contains("outbox")) return database.close();
      const all = database.transaction("outbox").objectStore("outbox").getAll();
      all.onsuccess = () => {
        database.close();
        if (all.result[0]) more((module) => module.resume(all.result)).catch(fail);
      };
    });
  }

  guard(() => {
    goodword.loaded = true;
    goodword.boot = guard(boot);
    goodword.natives = {
      Promise, JSON: { parse: JSON.parse }, Date: { now }, performance: { now: performance.now.bind(performance) },
      glue, fetch, elements, setTimeout, clearTimeout, queueMicrotask, indexedDB,
    };
    window.goodword = goodword;
    define("good-word", "goodword-widget", sending);
    define("good-word-results", "goodword-results", () => base);
    // Errors of ours are no errors of the page's.
    for (const name of ["error", "unhandledrejection"]) window.addEventListener(name, (event) => {
      const error = event.error || event.reason;
      if (!`${event.filename}${error?.stack}`.includes(base + "goodword")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      more((module) => module.stop(error)).catch(() => {});
    }, true);
    boot(script);
    stub?.q?.forEach((call) => goodword(...call));
    idle(waiting);
  })();
})();
