// The widget's own way to start: its first question is painted while the wasm is on its way.
import { mount as __wbg_paint } from "FIRST_PAINT";

const __wbg_begin = (given) => {
  __wbg_init(given).catch(() => { /* whoever mounts a survey hears of it */ });
};
const __wbg_mount = (...given) => __wbg_paint(__wbg_init, mount, ...given);

export { __wbg_begin as default, __wbg_mount as mount };
