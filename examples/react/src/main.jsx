import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { Survey } from "./survey.jsx";

function App() {
  const [clicks, setClicks] = useState(0);
  const [delivered, setDelivered] = useState(null);
  return (
    <main>
      <h1>A React application</h1>
      <button id="host" onClick={() => setClicks(clicks + 1)}>{clicks}</button>
      <Survey endpoint="/v1/responses" survey="react" field-plan="pro" onDelivered={setDelivered}>
        <a href="mailto:help@shop.example">Write to us</a>
      </Survey>
      {delivered && <p id="delivered">Thank you, {delivered.survey}</p>}
    </main>
  );
}

createRoot(document.getElementById("app")).render(<StrictMode><App /></StrictMode>);
