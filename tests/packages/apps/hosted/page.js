document.addEventListener("goodword:delivered", ({ detail }) => { document.documentElement.dataset.delivered = detail.survey; });
