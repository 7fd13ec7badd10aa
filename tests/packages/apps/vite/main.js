import { goodword } from "goodword";
import "goodword/element";

goodword("on", "delivered", ({ detail }) => { document.documentElement.dataset.delivered = detail.survey; });
goodword("set", { plan: "pro" });
