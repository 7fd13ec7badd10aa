import { begin } from "./bundle/loader.js";

// A server has no page to put an element in; where it is defined already, nothing happens.
if (globalThis.document && globalThis.customElements) begin();
