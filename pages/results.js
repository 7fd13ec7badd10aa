// /results?survey=NAME shows another survey than the demo's; /results?survey= shows none until a file is chosen.
const survey = new URLSearchParams(location.search).get("survey");
const view = document.querySelector("good-word-results");
if (survey) view.setAttribute("src", `v1/surveys/${encodeURIComponent(survey)}/responses?format=ndjson`);
if (survey === "") view.removeAttribute("src");
