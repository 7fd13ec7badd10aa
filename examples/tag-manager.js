window.goodword = window.goodword || function () { (window.goodword.q = window.goodword.q || []).push(arguments); };
window.goodword("init", { endpoint: "/v1/responses", survey: "tag-manager" });
window.goodword("on", "submitted", function (event) { document.title = "Thank you, " + event.detail.survey; });
