// The settings stand in the address as JSON: `settings.html?{"survey":"a"}`; `page` is what becomes of the page itself.
(function () {
  var settings = JSON.parse(decodeURIComponent(location.search.slice(1)));
  var page = settings.page || {};
  delete settings.page;
  if (page.lang) document.documentElement.lang = page.lang;
  if (page.dir) document.documentElement.dir = page.dir;
  window.goodword = window.goodword || function () { (goodword.q = goodword.q || []).push([].slice.call(arguments)); };
  if (page.veto) document.addEventListener("goodword:beforesubmit", function (event) {
    if (page.veto === "no") event.preventDefault();
    else event.detail.fields.order_id = page.veto;
  });
  goodword("init", Object.assign({ endpoint: "/v1/responses" }, settings));
})();
