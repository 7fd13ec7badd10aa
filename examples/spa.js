// A router of a few lines. Its addresses are those of the page, so that a survey knows where it was asked.
const TITLES = { shop: "What we sell", cart: "Your cart", done: "Thank you for your order" };

function show() {
  const route = location.pathname.split("/").pop();
  const heading = document.createElement("h1");
  heading.textContent = TITLES[route] || TITLES.shop;
  document.querySelector("main").replaceChildren(heading);
}

// Absolute, before the address changes under them.
for (const link of document.links) link.href = new URL(link.href).href;
document.querySelector("nav").addEventListener("click", (event) => {
  if (!event.target.href) return;
  event.preventDefault();
  history.pushState(null, "", event.target.href);
  show();
});
addEventListener("popstate", show);
show();
