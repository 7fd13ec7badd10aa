import start from "./yew-host.js";
start();
