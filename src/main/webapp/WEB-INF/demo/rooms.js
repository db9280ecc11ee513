import { byId, clock, element, onSubmit } from "./page.js";
import { addSource } from "./source.js";

const HEARD = 30;

/** Joins and leaves rooms, and sends to the others in them. */
export function showRooms(connection) {
  const name = byId("rooms-name");
  const text = byId("rooms-text");
  const joined = new Set();

  function hear(who, room, said, kind = "") {
    const row = element("li", kind);
    row.append(
      element("time", "", clock()),
      element("span", "who", room ? `${who} in ${room}` : who),
      element("span", "said", said),
    );
    byId("rooms-heard").prepend(row);
    byId("rooms-heard").tabIndex = 0; // now there is something to scroll
    byId("rooms-silence").hidden = true;
    while (byId("rooms-heard").children.length > HEARD) byId("rooms-heard").lastElementChild.remove();
  }

  async function toggle(room) {
    const answer = await connection.ask("demo:room", room);
    if (!answer.ok) throw new Error(answer.err);
    if (answer.res.joined) joined.add(room);
    else joined.delete(room);
    showJoined();
  }

  function showJoined() {
    const chips = byId("rooms-joined");
    chips.replaceChildren(joined.size === 0 ? "You are in no room." : "You are in");
    for (const room of joined) {
      const leave = element("button", "chip", room);
      leave.type = "button";
      leave.setAttribute("aria-label", `Leave ${room}`);
      leave.title = "Leave";
      leave.addEventListener("click", () => toggle(room).catch((error) => failed(error.message)));
      chips.append(" ", leave);
    }
  }

  addSource(byId("rooms-code"), [["RoomsController", '@On("demo:room")'], ["RoomsController", '@On("demo:say")']]);
  const failed = (message) => hear("Sockee", "", message, "bad");
  onSubmit(byId("rooms-join"), async () => {
    if (joined.has(name.value)) name.select();
    else await toggle(name.value);
  }, failed);
  onSubmit(byId("rooms-say"), async () => {
    const answer = await connection.ask("demo:say", name.value, text.value);
    if (!answer.ok) throw new Error(answer.err);
    hear("You", name.value, text.value, "own");
    text.value = "";
  }, failed);
  connection.on("demo:said", (id, room, said) => hear(id.slice(0, 6), room, said));
  connection.addEventListener("state", ({ detail }) => {
    if (detail.state === "connected") {
      joined.clear(); // a new socket is in no room
      showJoined();
    }
  });
}
