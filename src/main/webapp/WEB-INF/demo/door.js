import { byId, onSubmit, result } from "./page.js";

/** Wants to join a second namespace over the same connection; who may is the server's choice. */
export function showDoor(connection) {
  const output = byId("door-result");
  onSubmit(byId("door-form"), async () => {
    if (!connection.connected) throw new Error("Not connected.");
    const socket = connection.socket.io.socket("/door", {});
    socket.off();
    socket.disconnect(); // whoever is in already knocks anew
    socket.auth = { word: byId("door-word").value };
    socket.on("connect", () => {
      result(output, `Come in! Your id in ${socket.nsp} is ${socket.id}`, "good");
      connection.note(`joined ${socket.nsp}`);
    });
    socket.on("connect_error", (error) => {
      result(output, `Refused: ${error.message} ${error.data?.hint ?? ""}`, "bad");
      connection.note(`refused by ${socket.nsp}: ${error.message}`);
    });
    socket.connect();
  }, (message) => result(output, message, "bad"));
}
