import { mount } from "svelte";
import "goodword/element";
import App from "./App.svelte";

mount(App, { target: document.getElementById("app") });
