import { createApp } from "vue";
import "goodword/element";
import App from "./App.vue";

createApp(App).mount("#app");
