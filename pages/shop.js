// The shop's own life: a basket, an order, and someone to talk to.
(function () {
  "use strict";
  var basket = new Map([["Country sourdough", { price: 640, count: 1 }]]);
  var list = document.querySelector(".basket");
  var checkout = document.querySelector(".checkout");
  var placed = document.querySelector(".placed");
  var chat = document.querySelector(".chat");
  var ask = document.querySelector(".ask");

  // Goodword's queue: calls made before it has loaded are carried out once it has.
  window.goodword = window.goodword || function () { (window.goodword.q = window.goodword.q || []).push(arguments); };

  function money(cents) {
    return new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "EUR" }).format(cents / 100);
  }

  function line(name, item) {
    var row = document.createElement("li");
    var words = document.createElement("span");
    var price = document.createElement("span");
    var remove = document.createElement("button");
    words.textContent = item.count > 1 ? name + " × " + item.count : name;
    price.textContent = money(item.price * item.count);
    price.className = "price";
    remove.type = "button";
    remove.className = "quiet";
    remove.textContent = "Remove";
    remove.setAttribute("aria-label", "Remove " + name);
    remove.addEventListener("click", function () { basket.delete(name); show(); });
    row.append(words, price, remove);
    return row;
  }

  function show() {
    var total = 0, rows = [];
    basket.forEach(function (item, name) {
      total += item.price * item.count;
      rows.push(line(name, item));
    });
    if (!rows.length) {
      rows.push(document.createElement("li"));
      rows[0].textContent = "Nothing yet.";
    }
    list.replaceChildren.apply(list, rows);
    checkout.elements.total.textContent = money(total);
    checkout.querySelector("[type=submit]").disabled = !basket.size;
  }

  function add(button) {
    var name = button.dataset.bread;
    var item = basket.get(name) || { price: Number(button.dataset.price), count: 0 };
    item.count += 1;
    basket.set(name, item);
    placed.hidden = true;
    checkout.hidden = false;
    show();
  }

  function say(text, whose) {
    var row = document.createElement("li");
    row.className = whose;
    row.textContent = text;
    chat.append(row);
    chat.scrollTop = chat.scrollHeight;
  }

  function answer(text) {
    var known = [
      [/late|where|wait/i, "After eight? Then it is on us. I take it off Saturday's bill right now."],
      [/milk|egg|nut|gluten|vegan|allerg/i, "Only the knots have milk and butter. Everything has gluten, I am afraid."],
      [/cancel|change|address/i, "Of course, until midnight. Tell me what to change and I write it on the board."],
      [/thank|great|good|lovely/i, "That makes my morning. I will tell the oven."],
    ];
    var found = known.find(function (pair) { return pair[0].test(text); });
    return found ? found[1] : "I ask the baker and write back before noon. Promised.";
  }

  document.querySelectorAll("[data-bread]").forEach(function (button) {
    button.addEventListener("click", function () { add(button); });
  });
  checkout.addEventListener("submit", function (event) {
    event.preventDefault();
    placed.querySelector(".number").textContent = 1047;
    checkout.hidden = true;
    placed.hidden = false;
    placed.focus();
    basket.clear();
    show();
  });
  ask.addEventListener("submit", function (event) {
    event.preventDefault();
    var text = ask.elements.message.value.trim();
    if (!text) return;
    say(text, "us");
    ask.reset();
    setTimeout(function () { say(answer(text), "them"); }, 700);
  });
  document.querySelector(".end").addEventListener("click", function () {
    say("Any time. Enjoy your bread!", "them");
    window.goodword("ask");
  });
  show();
})();
