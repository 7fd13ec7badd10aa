import { defineConfig } from "vite";

// The pages may lie in any folder. The site serves the loader, so Vite leaves `/goodword.js` alone.
export default defineConfig({ base: "./" });
