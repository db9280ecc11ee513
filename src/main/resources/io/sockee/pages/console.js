/** The console: what goes on, what can be called, who is here. Its data are asked for; its calls are those of a client. */

import { calls } from "./calls.js";
import { fetched } from "./fetched.js";
import { lists } from "./lists.js";
import { live } from "./plots.js";
import { make } from "./schema.js";

const ask = document.getElementById("ask");

const tell = (error) => ask.replaceChildren(make("p", { className: "problem", role: "alert" }, String(error)));

async function data(name) {
  const answer = await fetched("data/" + name, ask);
  if (!answer.ok) {
    throw new Error(answer.status + ": " + (await answer.text()));
  }
  return answer.json();
}

async function begin() {
  const [overview, events] = [await data("overview"), await data("calls")];
  ask.replaceChildren();
  document.getElementById("all").hidden = false;
  document.title = "Console – " + events.info.title;
  document.querySelector(".brand span").textContent = events.info.title + " console";
  live(overview, data);
  calls(events);
  lists(overview, data, tell);
}

begin().catch(tell);
