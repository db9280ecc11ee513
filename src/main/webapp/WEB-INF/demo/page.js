/** The element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** An element with text; data gets into the page as text alone. */
export function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** The time of day, to the second. */
export function clock(date = new Date()) {
  return date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
}

/** A span of milliseconds as a person reads it. */
export function span(milliseconds) {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Shows a result, good or bad. */
export function result(output, text, kind) {
  output.textContent = text;
  output.dataset.kind = kind;
}

/** Runs what a form is for when it is submitted; the message of a failure goes to the second function. */
export function onSubmit(form, action, failed) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await action();
    } catch (error) {
      failed(error.message);
    }
  });
}

/** Text with an element around each match of an expression whose groups are named: the group's name is its class. */
export function marked(text, expression) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(expression)) {
    const [group] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    parts.push(text.slice(at, match.index), element("span", group, match[0]));
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)];
}
