import { Attempt } from "./attempt.js";
import { reveal } from "./fold.js";
import { byId, element } from "./page.js";
import { figureOf, showSource } from "./source.js";

/**
 * A list of kinds beside the one that is being tried, as tabs. A kind has an id, a title, a hint (what is typical of its
 * answer), a text about it, fields, actions and excerpts of the code that answers; what else it has to show, it adds
 * itself in setUp.
 */
export function showBench(connection, id, kinds) {
  const bench = byId(id);
  const list = element("div", "kinds");
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-orientation", "vertical");
  list.setAttribute("aria-labelledby", `${id}-title`);
  bench.append(list);
  const tabs = kinds.map((kind) => {
    const tab = tabOf(kind);
    list.append(tab);
    addPanel(bench, connection, kind);
    return tab;
  });

  function select(tab, focused) {
    kinds.forEach((kind, index) => {
      const chosen = tabs[index] === tab;
      tabs[index].setAttribute("aria-selected", chosen);
      tabs[index].tabIndex = chosen ? 0 : -1;
      byId(kind.id).hidden = !chosen;
      if (chosen) showSource(byId(kind.id).querySelector("code.excerpt"), kind.code, kind.note);
    });
    if (focused) tab.focus();
  }

  function keep(tab) {
    history.replaceState(null, "", `#${tab.getAttribute("aria-controls")}`);
  }

  list.addEventListener("click", ({ target }) => {
    const tab = target.closest("[role=tab]");
    if (!tab) return;
    select(tab, false);
    keep(tab);
  });
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    select(tabs.at(to % tabs.length), true);
    keep(tabs.at(to % tabs.length));
  });
  const wanted = () => kinds.findIndex((kind) => location.hash === `#${kind.id}`);
  function openWanted() {
    if (wanted() < 0) return;
    select(tabs[wanted()], false);
    reveal(bench);
    bench.scrollIntoView();
  }
  select(tabs[0], false);
  openWanted();
  window.addEventListener("hashchange", openWanted); // a link to a kind
}

function tabOf({ id, title, hint }) {
  const tab = element("button", "kind");
  tab.type = "button";
  tab.id = `${id}-tab`;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", id);
  tab.append(element("span", "", title), " ", element("small", "", hint));
  return tab;
}

function addPanel(bench, connection, kind) {
  const { id, title, about } = kind;
  const panel = element("div", "panel");
  panel.id = id;
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", `${id}-tab`);
  const attempted = element("div", "attempted");
  const verdict = element("output", "", "Not tried yet.");
  verdict.id = `${id}-verdict`;
  const wire = element("ol", "wire");
  wire.id = `${id}-wire`;
  wire.setAttribute("aria-label", "Packets");
  const form = formOf(kind);
  attempted.append(form, verdict, wire);
  const split = element("div", "split");
  split.append(attempted, figureOf(kind.code));
  panel.append(element("h3", "", title), element("p", "about", about), split);
  bench.append(panel);
  const attempt = new Attempt(connection, id);
  kind.setUp?.({ connection, attempt, form });
  follow(kind, form, attempt);
}

function formOf({ id, fields = [], actions }) {
  const form = element("form", "");
  form.noValidate = true; // what is wrong is the server's to say
  for (const field of fields) form.append(fieldOf(id, field));
  const buttons = element("div", "buttons");
  actions.forEach(({ label }, index) => {
    const button = element("button", index === 0 ? "primary" : "", label);
    button.type = index === 0 ? "submit" : "button";
    buttons.append(button);
  });
  form.append(buttons);
  return form;
}

function fieldOf(id, { name, label, type = "text", value = "", placeholder = "", autocomplete = "off", help }) {
  const row = element("div", type === "checkbox" ? "field check" : "field");
  const input = element("input");
  input.id = `${id}-${name}`;
  Object.assign(input, { name, type, value, placeholder, autocomplete });
  const caption = element("label", "", label);
  caption.htmlFor = input.id;
  row.append(caption, input);
  if (help !== undefined) {
    const hint = element("p", "hint", help);
    hint.id = `${input.id}-help`;
    input.setAttribute("aria-describedby", hint.id);
    row.append(hint);
  }
  return row;
}

function valuesOf(form) {
  const inputs = [...form.querySelectorAll(".field input")];
  return Object.fromEntries(inputs.map(({ name, type, value, checked }) => [name, type === "checkbox" ? checked : value]));
}

/** Runs an action of the form with the values of its fields, one at a time. */
function follow({ actions }, form, attempt) {
  const buttons = [...form.querySelectorAll(".buttons > button")];
  let busy = false;
  async function run(action) {
    if (busy) return;
    busy = true;
    form.setAttribute("aria-busy", "true");
    attempt.begin();
    try {
      await action.run(attempt, valuesOf(form), form);
    } catch (error) {
      attempt.say(error.message, "bad");
    } finally {
      busy = false;
      form.removeAttribute("aria-busy");
    }
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(actions[0]);
  });
  buttons.slice(1).forEach((button, index) => button.addEventListener("click", () => run(actions[index + 1])));
}
