/// <reference types="goodword/svelte" />
