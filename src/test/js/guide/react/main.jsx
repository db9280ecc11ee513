import { createRoot } from "react-dom/client";
import { Sum } from "./Sum.jsx";

createRoot(document.getElementById("root")).render(<Sum />);
