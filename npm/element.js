import { begin } from "./bundle/loader.js";

// A server has no page to put an element in, and a page that is only played has less than a browser's; where the element is
// defined already, nothing happens.
if (globalThis.document && globalThis.customElements && globalThis.fetch) begin();
