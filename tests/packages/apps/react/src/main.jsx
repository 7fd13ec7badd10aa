import { StrictMode, useState, version } from "react";
import { createRoot } from "react-dom/client";
import { GoodWord } from "goodword/react";

const definition = { id: "react", questions: [{ id: "effort", kind: "scale", min: 1, max: 3, label: "Was it easy?" }] };

function App() {
  const [delivered, setDelivered] = useState("");
  return (
    <StrictMode>
      <GoodWord endpoint="/v1/responses" survey="react" shadow="open" writeKey="gw_pub_1" fields={{ OrderId: "A-17" }}
        definition={definition} onDelivered={({ detail }) => { setDelivered(detail.survey); document.documentElement.dataset.delivered = detail.survey; }}>
        Fallback
      </GoodWord>
      <p>{delivered}</p>
      <small id="version">{version}</small>
    </StrictMode>
  );
}

createRoot(document.getElementById("app")).render(<App />);
