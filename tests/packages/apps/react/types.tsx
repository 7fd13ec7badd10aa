import type { Response, Settings, Survey } from "goodword";
import { goodword, load } from "goodword";
import { GoodWord, type GoodWordElement, type GoodWordProps } from "goodword/react";
import { createRef } from "react";

const ref = createRef<GoodWordElement>();
const definition: Survey = { questions: [{ id: "promise" }] };
export const all = (
  <GoodWord ref={ref} endpoint="/v1/responses" survey="support" mode="popover" trigger="delay:5s" followUp={24} cooldown="90" theme="dark"
    writeKey="gw_pub_1" answers={{ recommend: 9 }} definition={definition} fields={{ plan: "pro", seats: 3 }} className="wide" id="ask"
    onDelivered={({ detail }) => detail.id.toUpperCase()} onBeforesubmit={(event) => { event.detail.fields.basket = 3; event.preventDefault(); }}
    onError={({ detail: { code, message } }) => console.warn(code, message)}>
    Write to us
  </GoodWord>
);
ref.current?.ask();
// @ts-expect-error A theme is auto, light or dark.
export const theme = <GoodWord theme="night" />;
// @ts-expect-error A delay has a unit.
export const delay = <GoodWord trigger="delay:5" />;
// @ts-expect-error Events never hold answers.
export const answers = <GoodWord onSubmitted={({ detail }) => console.log(detail.answers)} />;
// @ts-expect-error There is no such setting.
export const endpont = <GoodWord endpont="/v1/responses" />;

export const element = <good-word endpoint="/v1/responses" theme="dark" follow-up="24" field-plan="pro" />;
// @ts-expect-error A theme is auto, light or dark.
export const night = <good-word theme="night" />;
export const results = <good-word-results src="local:" />;

goodword("init", { endpoint: "/v1/responses", survey: "support" } satisfies Settings);
goodword("on", "delivered", (event) => event.detail.id);
// @ts-expect-error There is no such event.
goodword("on", "opened", () => {});
load("/goodword/goodword.js").then(() => {});
export const props: GoodWordProps = { urls: "/shop/*" };
export const given: Pick<Response, "complete"> = { complete: true };
