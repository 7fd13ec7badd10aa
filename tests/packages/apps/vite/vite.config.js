// What is installed lies above this folder, not in it: a server of files under development must be told so.
export default { base: "./", server: { fs: { allow: ["../.."] } } };
