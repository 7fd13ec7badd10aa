// Goodword's loader. It stands in other people's pages, so it is small, asks for nothing early, and never throws.
(function () {
  "use strict";
  // Hashes of the binaries by name, [glue, wasm]; `cargo xtask dist` fills them in.
  var FILES = /*FILES*/{}/*FILES*/;
  var window = globalThis, document = window.document;
  var script = document.currentScript;
  // Taken now, before the page can replace them.
  var fetch = window.fetch.bind(window), indexedDB = window.indexedDB;
  var base = new URL(".", script.src).href;
  var stub = window.goodword;
  var loaded = {}, listeners = [], mounted = [];

  if (stub && stub.loaded) return stub.boot(script);

  function guard(work) {
    return function () {
      try { return work.apply(this, arguments); } catch (error) { fail(error); }
    };
  }

  function fail(error, element) {
    console.warn("Goodword: " + (error && error.message || error));
    emit(element || document, "error", { code: "load", message: String(error && error.message || error) });
  }

  function emit(target, name, detail) {
    target.dispatchEvent(new CustomEvent("goodword:" + name, { bubbles: true, detail: detail }));
  }

  // The glue as a module. A hash is checked by modulepreload, because import() alone may go on after a bad one.
  function glue(url, integrity) {
    return new Promise(function (resolve, reject) {
      var link = document.createElement("link");
      link.rel = "modulepreload";
      link.crossOrigin = "anonymous";
      if (integrity) link.integrity = integrity;
      link.onload = resolve;
      link.onerror = function () { reject(new Error(url + " could not be loaded")); };
      link.href = url;
      document.head.append(link);
    }).then(function () { return import(url); });
  }

  // One instance of a binary for the whole page.
  function load(name) {
    return loaded[name] || (loaded[name] = new Promise(function (resolve) {
      var hash = FILES[name] || [];
      var wasm = fetch(base + name + "_bg.wasm", { integrity: hash[1] || "", credentials: "omit" });
      resolve(Promise.all([glue(base + name + ".js", hash[0]), wasm]).then(function (parts) {
        if (!parts[1].ok) throw new Error(name + "_bg.wasm: status " + parts[1].status);
        return parts[0].default({ module_or_path: parts[1] }).then(function () {
          parts[0].on_abort(function () { abort(name); });
          return parts[0];
        });
      }));
    }));
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

  // `more` is what the binary's mount needs besides its place on the page.
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
        if (this.getAttribute("mode") === "popover" || !window.IntersectionObserver) return idle(start);
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
        return self.started || (self.started = load(binary).then(function (module) {
          self.#root.append(place);
          self.#tell = module.mount(self, self.#root, place, more);
          if (self.#tell) mounted.push(self);
        }).catch(function (error) { self.fall(error); }));
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

  // Takes a saved answer to the owner's endpoint.
  function send(entry) {
    return load("goodword-sender").then(function (module) { return module.deliver(entry); });
  }

  // What waits from an earlier visit is sent without a survey being shown. The database is never created for it.
  function waiting() {
    if (!indexedDB) return;
    var request = indexedDB.open("goodword");
    request.onupgradeneeded = function () { request.transaction.abort(); };
    request.onerror = function (event) { event.preventDefault(); };
    request.onsuccess = guard(function () {
      var database = request.result;
      if (!database.objectStoreNames.contains("outbox")) return database.close();
      var count = database.transaction("outbox").objectStore("outbox").count();
      count.onsuccess = function () {
        database.close();
        if (count.result) load("goodword-sender").then(function (module) { return module.deliver_waiting(); }).catch(fail);
      };
    });
  }

  guard(function () {
    window.goodword = goodword;
    define("good-word", "goodword-widget", ["endpoint", "survey", "key", "subject", "mode", "person-url", "privacy-url", "context", "content-type"], send);
    define("good-word-results", "goodword-results", ["src", "survey", "definition", "tz", "locale", "theme"], base);
    boot(script);
    (stub && stub.q || []).slice(0, 100).forEach(function (call) { goodword.apply(null, call); });
    idle(waiting);
  })();
})();
