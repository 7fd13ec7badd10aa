// The studio has a root of its own, as the results view has one. It is open: nobody else's page is around it.
import init, { mount } from "./goodword-studio.js";

const host = document.getElementById("studio"), place = document.createElement("div");
await init();
const root = host.attachShadow({ mode: "open" });
root.append(place);
mount(host, root, place);
