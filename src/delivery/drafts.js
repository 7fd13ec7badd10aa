// The drafts of the surveys that are open on this page, for all binaries alike.
import { shared } from "../browser/shared.js";

/** Under which key the draft of an id lies on disk, and its next write. */
export const rows = shared.rows ??= {}, drafting = shared.drafting ??= {};
