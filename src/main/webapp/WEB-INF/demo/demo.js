import { answers } from "./answers.js";
import { showBench } from "./bench.js";
import { Connection } from "./connection.js";
import { errors } from "./errors.js";
import { showExample } from "./example.js";
import { showLog } from "./log.js";
import { showRooms } from "./rooms.js";
import { showRoundTrips } from "./rtt.js";
import { showConnection } from "./state.js";

// Another namespace can be tried with ?namespace=/name: one that is not there shows a refusal.
const namespace = new URLSearchParams(location.search).get("namespace") ?? "/";
const connection = new Connection(namespace);

showLog(connection);
showConnection(connection);
showRoundTrips(connection);
showBench(connection, "answers", answers);
showBench(connection, "errors", errors);
showExample(connection);
showRooms(connection);

connection.open("both");
