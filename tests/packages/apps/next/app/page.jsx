import { GoodWord } from "goodword/react";
import { Thanks } from "./thanks";

// Rendered on a server: the component needs no file of its own to be a client's.
export default function Page() {
  return (
    <main>
      <GoodWord endpoint="/v1/responses" survey="next" shadow="open" followUp={24}>Fallback</GoodWord>
      <Thanks />
    </main>
  );
}
