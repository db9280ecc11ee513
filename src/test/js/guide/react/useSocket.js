import { useEffect, useState } from "react";
import { io } from "socket.io-client";

/** One connection for the whole page, made when the first component asks for it. */
export const socket = io({ autoConnect: false });

/** Whether the page is connected. */
export function useConnected() {
  const [connected, setConnected] = useState(socket.connected);

  useEffect(() => {
    const changed = () => setConnected(socket.connected);
    socket.on("connect", changed);
    socket.on("disconnect", changed);
    socket.connect();
    return () => {
      socket.off("connect", changed);
      socket.off("disconnect", changed);
    };
  }, []);

  return connected;
}

/** Calls the handler for each such event, for as long as the component is there. */
export function useEvent(event, handler) {
  useEffect(() => {
    socket.on(event, handler);
    return () => socket.off(event, handler);
  }, [event, handler]);
}
