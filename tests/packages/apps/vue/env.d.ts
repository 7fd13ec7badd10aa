/// <reference types="goodword/vue" />
