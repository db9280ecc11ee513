import { useCallback, useState } from "react";
import { socket, useConnected, useEvent } from "./useSocket.js";

export function Sum() {
  const connected = useConnected();
  const [sum, setSum] = useState("");

  useEvent("sum_data", useCallback((answer) => setSum(answer.res), []));

  return (
    <>
      <button disabled={!connected} onClick={() => socket.emit("sum", 1, 2)}>1 + 2</button>
      <output>{sum}</output>
    </>
  );
}
