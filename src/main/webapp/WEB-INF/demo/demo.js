import { Account, showAccount } from "./account.js";
import { answers } from "./answers.js";
import { showBench } from "./bench.js";
import { showChat } from "./chat.js";
import { Connection } from "./connection.js";
import { errors } from "./errors.js";
import { showExample } from "./example.js";
import { showFolds } from "./fold.js";
import { showLog } from "./log.js";
import { Login } from "./login.js";
import { showRooms } from "./rooms.js";
import { showRoundTrips } from "./rtt.js";
import { showConnection } from "./state.js";
import { users } from "./users.js";

// Another namespace can be tried with ?namespace=/name: one that is not there shows a refusal.
const namespace = new URLSearchParams(location.search).get("namespace") ?? "/";
const login = new Login();
const connection = new Connection(namespace, () => login.offer());
const account = new Account(connection, login);

showFolds();
showLog(connection);
showConnection(connection);
showRoundTrips(connection);
showBench(connection, "answers", answers);
showBench(connection, "errors", errors);
showAccount(connection, account);
showBench(connection, "users", users(account));
showChat(connection, account);
showExample(connection);
showRooms(connection);

connection.open("both");
