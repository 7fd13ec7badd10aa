// Types alone stand behind "goodword/vue" and "goodword/svelte".
export {};
