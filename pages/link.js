// What stands behind # in an invitation reaches no server and no log: it proves who answers, and leaves the address bar.
const proof = new URLSearchParams(location.hash.slice(1)).get("proof");
if (proof) {
  document.querySelector("good-word").setAttribute("identity", proof);
  history.replaceState(history.state, "", location.pathname + location.search);
}
