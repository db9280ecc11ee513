import { Connection } from "./connection.js";
import { showConnection } from "./state.js";
import { showRoundTrips } from "./rtt.js";
import { showLog } from "./log.js";
import { showExample } from "./example.js";
import { showDoor } from "./door.js";
import { showBinary, showGreet } from "./calls.js";
import { showRooms } from "./rooms.js";

// Another namespace can be tried with ?namespace=/name: one that is not there shows a refusal.
const namespace = new URLSearchParams(location.search).get("namespace") ?? "/";
const connection = new Connection(namespace);

showLog(connection);
showConnection(connection);
showRoundTrips(connection);
showExample(connection);
showGreet(connection);
showBinary(connection);
showRooms(connection);
showDoor(connection);

connection.open("both");
