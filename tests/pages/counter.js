// The page's own life: it must go on whatever happens to the survey.
var counter = document.getElementById("counter");
counter.addEventListener("click", function () { counter.textContent = Number(counter.textContent) + 1; });
