// Goodword's loader. It stands in other people's pages, so it is small, asks for nothing early, and never throws.
(function () {
  "use strict";
  // Hashes of the binaries by name, [glue, wasm]; `cargo xtask dist` fills them in.
  var FILES = /*FILES*/{}/*FILES*/;
  var window = globalThis, document = window.document;
  var script = document.currentScript;
  // Taken now, before the page can replace them; our modules use these too.
  var indexedDB, setTimeout = window.setTimeout, Promise = window.Promise;
  try { indexedDB = window.indexedDB; } catch (error) { /* nothing is kept here */ }
  var natives = {
    Promise: Promise, JSON: { parse: JSON.parse }, Date: { now: Date.now }, performance: { now: performance.now.bind(performance) },
    fetch: fetch, setTimeout: setTimeout, clearTimeout: window.clearTimeout, queueMicrotask: window.queueMicrotask, indexedDB: indexedDB,
  };
  var base = new URL(".", script.src).href;
  var stub = window.goodword;
  var loaded = {}, failed = {}, listeners = [], mounted = [], sent = {}, said = {}, native;

  if (stub && stub.loaded) return stub.boot(script);

  function guard(work) {
    return function () {
      try { return work.apply(this, arguments); } catch (error) { fail(error); }
    };
  }

  // Each thing is said once.
  function fail(error, element, code, detail) {
    var message = String(error && error.message || error);
    if (said[message]) return;
    said[message] = true;
    console.warn("Goodword: " + message);
    emit(element || document, "error", Object.assign({ code: code || "load", message: message }, detail));
  }

  function emit(target, name, detail) {
    target.dispatchEvent(new CustomEvent("goodword:" + name, { bubbles: true, detail: detail }));
  }

  // A page's own fetch may lose what it is given: then a fresh frame's is taken.
  function fetch(url, options) {
    if (!native) {
      var from = window;
      if (!/native code/.test(Function.prototype.toString.call(window.fetch))) {
        var frame = document.createElement("iframe");
        frame.hidden = true;
        document.head.append(frame);
        from = frame.contentWindow || window;
      }
      native = from.fetch.bind(from);
    }
    return native(url, options);
  }

  // The glue as a module. A hash is checked by modulepreload, because import() alone may go on after a bad one.
  function glue(name) {
    var url = base + name + ".js" + (failed[name] ? "?" + failed[name] : ""), integrity = FILES[name];
    return new Promise(function (resolve, reject) {
      var link = document.createElement("link");
      link.rel = "modulepreload";
      link.crossOrigin = "anonymous";
      if (integrity) link.integrity = integrity[0];
      link.onload = resolve;
      link.onerror = function () { reject(new Error(url + " could not be loaded")); };
      link.href = url;
      document.head.append(link);
    }).then(function () { return import(url); });
  }

  // One instance of a binary for the whole page. After a failure it is asked for under another name, because browsers
  // remember what could not be imported.
  function load(name) {
    return loaded[name] || (loaded[name] = new Promise(function (resolve) {
      var wasm = fetch(base + name + "_bg.wasm", { integrity: (FILES[name] || [])[1] || "", credentials: "omit" });
      resolve(Promise.all([glue(name), wasm]).then(function (parts) {
        if (!parts[1].ok) throw new Error(name + "_bg.wasm: status " + parts[1].status);
        return parts[0].default({ module_or_path: parts[1] }).then(function () {
          parts[0].on_abort(function () { abort(name); });
          if (parts[0].start) parts[0].start(report);
          return parts[0];
        });
      }));
    }).catch(function (error) {
      loaded[name] = null;
      failed[name] = (failed[name] || 0) + 1;
      throw allowed() ? error : new Error("WebAssembly is forbidden here: add 'wasm-unsafe-eval' to script-src, or set mode=\"iframe\"");
    }));
  }

  function allowed() {
    try { return new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); } catch (error) { return false; }
  }

  // A binary that stopped takes its elements with it: the owner's fallback comes back.
  function abort(name) {
    loaded[name] = Promise.reject(new Error(name + " stopped"));
    loaded[name].catch(function () {});
    mounted.splice(0).forEach(function (element) {
      if (element.binary === name) element.fall(); else mounted.push(element);
    });
  }

  function ours(event) {
    var error = event.error || event.reason;
    var from = (event.filename || "") + (error && error.stack || "");
    if (from.indexOf(base + "goodword") < 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  window.addEventListener("error", ours, true);
  window.addEventListener("unhandledrejection", ours, true);

  function idle(work) {
    var run = guard(work);
    var later = function () { window.requestIdleCallback ? requestIdleCallback(run, { timeout: 2000 }) : setTimeout(run, 200); };
    document.readyState === "complete" ? later() : window.addEventListener("load", later, { once: true });
  }

  // `more` gives an element what its binary's mount needs besides its place on the page.
  function define(tag, binary, attributes, more) {
    if (customElements.get(tag)) return;
    customElements.define(tag, class extends HTMLElement {
      static get observedAttributes() { return attributes; }
      get binary() { return binary; }
      #root; #tell; #token;

      connectedCallback() { guard(this.#connect).call(this); }

      attributeChangedCallback() { guard(this.#update).call(this); }

      get token() { return this.#token; }
      set token(token) { this.#token = token; guard(this.#update).call(this); }

      #connect() {
        if (this.#root) return;
        // Closed, so that a page that is itself written with Yew does not take our nodes for its own.
        this.#root = this.attachShadow({ mode: this.getAttribute("shadow") === "open" ? "open" : "closed" });
        this.#root.append(document.createElement("slot"));
        if (Object.hasOwn(this, "token")) {
          var early = this.token;
          delete this.token;
          this.token = early;
        }
        var start = guard(function () { this.start(); }.bind(this));
        if (this.getAttribute("mode") === "popover") return asked(this) || idle(start);
        // A survey far below is not paid for before it comes near.
        var near = new IntersectionObserver(function (entries) {
          if (!entries.some(function (entry) { return entry.isIntersecting; })) return;
          near.disconnect();
          idle(start);
        }, { rootMargin: "400px" });
        near.observe(this);
      }

      #update() { if (this.#tell) this.#tell("update"); }

      start() {
        var self = this, place = document.createElement("div");
        if (self.started) return self.started;
        var there = self.getAttribute("mode") === "iframe" ? glue("goodword-frame").then(function (module) {
          self.#tell = module.frame(self, self.#root, base, emit);
        }) : load(binary).then(function (module) {
          self.#root.append(place);
          self.#tell = module.mount(self, self.#root, place, more(self));
          if (self.#tell) mounted.push(self);
        });
        return self.started = there.catch(function (error) { self.fall(error); });
      }

      // Back to what the owner wrote between the tags.
      fall(error) {
        this.#tell = null;
        this.#root.replaceChildren(document.createElement("slot"));
        fail(error || new Error(binary + " stopped; the page goes on without it"), this);
      }

      ask() { var self = this; self.start().then(guard(function () { if (self.#tell) self.#tell("ask"); })); }

      close() { if (this.#tell) this.#tell("close"); }
    });
  }

  // Settings from a tag or from init: an element in the corner, unless a mode says otherwise.
  function create(settings) {
    var element = document.createElement("good-word");
    var names = Object.keys(settings);
    names.forEach(function (name) {
      element.setAttribute(name.replace(/[A-Z]/g, function (letter) { return "-" + letter.toLowerCase(); }), settings[name]);
    });
    if (!settings.mode) element.setAttribute("mode", "popover");
    var append = guard(function () { document.body.append(element); });
    document.body ? append() : document.addEventListener("DOMContentLoaded", append);
  }

  function boot(tag) {
    var data = tag && tag.dataset || {};
    if (data.endpoint || data.survey || data.config) create(data);
  }

  function each(work) { document.querySelectorAll("good-word").forEach(guard(work)); }

  var commands = {
    init: create,
    ask: function () { each(function (element) { element.ask(); }); },
    close: function () { each(function (element) { element.close(); }); },
    set: function (fields) {
      each(function (element) {
        Object.keys(fields).forEach(function (name) { element.setAttribute("field-" + name, fields[name]); });
      });
    },
    on: function (name, work) {
      var entry = [name, function (event) { guard(work)(event); }];
      listeners.push([work].concat(entry));
      document.addEventListener("goodword:" + name, entry[1]);
      return function () { document.removeEventListener("goodword:" + name, entry[1]); };
    },
    status: function (tell) {
      var status = load("goodword-sender").then(function (module) { return module.status(); });
      if (tell) status.then(guard(tell), fail);
      return status;
    },
    off: function (name, work) {
      listeners.forEach(function (entry) {
        if (entry[0] === work && entry[1] === name) document.removeEventListener("goodword:" + name, entry[2]);
      });
    },
  };

  function goodword(name) {
    var rest = [].slice.call(arguments, 1);
    return guard(function () {
      if (Object.hasOwn(commands, name)) return commands[name].apply(null, rest);
      console.warn("Goodword: there is no command " + name);
    })();
  }
  goodword.loaded = true;
  goodword.boot = guard(boot);

  // Takes an answer from its survey to the sender, which tells what becomes of it.
  function sending(element) {
    return guard(function (text, saved, tell) {
      var entry = text.split("\n"), id = entry[0], survey = entry[2];
      if (tell) sent[id] = { element: element, tell: tell };
      if (saved && !entry[7]) mark(survey);
      if (!entry[3]) return report(saved ? "accepted" : "waiting", id, survey);
      load("goodword-sender").then(function (module) { module.submit(text, saved); }).catch(function (error) {
        report("waiting", id, survey);
        fail(error, element);
        // What is saved waits for the connection, as it would for the next page.
        window.addEventListener("online", guard(waiting), { once: true });
      });
    });
  }

  // What became of an entry: to its survey, and to the page. With a reason, it is the owner's to put right.
  function report(word, id, survey, why) {
    var from = sent[id] || {}, detail = { id: id, survey: survey };
    if (why) return fail(why, from.element, word, detail);
    if (from.tell) from.tell(word);
    if (word !== "accepted") return;
    emit(from.element || document, "delivered", detail);
  }

  // That a visitor was asked, and whether that was less than some days ago. Where nothing can be remembered, nothing is.
  function mark(survey) {
    try { localStorage.setItem("goodword:" + survey, natives.Date.now()); } catch (error) { /* asked again, then */ }
  }

  function asked(element) {
    var days = element.getAttribute("cooldown") || 90;
    try {
      return natives.Date.now() - localStorage.getItem("goodword:" + (element.getAttribute("survey") || "default")) < days * 864e5;
    } catch (error) { return false; }
  }

  // What waits from an earlier visit is sent without a survey being shown. The database is never created for it.
  function waiting() {
    var request;
    try { request = indexedDB.open("goodword"); } catch (error) { return; }
    request.onupgradeneeded = function () { request.transaction.abort(); };
    request.onerror = function (event) { event.preventDefault(); };
    request.onsuccess = guard(function () {
      var database = request.result;
      if (!database.objectStoreNames.contains("outbox")) return database.close();
      var count = database.transaction("outbox").objectStore("outbox").count();
      count.onsuccess = function () {
        database.close();
        if (count.result) load("goodword-sender").then(function (module) { module.resume(); }).catch(fail);
      };
    });
  }

  guard(function () {
    goodword.natives = natives;
    window.goodword = goodword;
    define("good-word", "goodword-widget", ["endpoint", "survey", "key", "subject", "mode", "person-url", "privacy-url", "context", "content-type", "partial", "keep", "accept-redirect"], sending);
    define("good-word-results", "goodword-results", ["src", "survey", "definition", "tz", "locale", "theme"], function () { return base; });
    ["dismissed", "delivered"].forEach(function (name) {
      document.addEventListener("goodword:" + name, function (event) { mark(event.detail.survey); });
    });
    // Whoever has answered will send: the sender is fetched meanwhile.
    document.addEventListener("goodword:answered", function () { load("goodword-sender").catch(function () {}); }, { once: true });
    boot(script);
    (stub && stub.q || []).slice(0, 100).forEach(function (call) { goodword.apply(null, call); });
    idle(waiting);
  })();
})();
