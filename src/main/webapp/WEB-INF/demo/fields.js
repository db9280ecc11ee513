import { byId, element } from "./page.js";

/**
 * Shows what the server says of a form's fields, each message at its field, before the help that the field may have.
 *
 * @param fields paths and messages; the last name of a path is the field's
 */
export function showFields(form, fields) {
  const messages = new Map(Object.entries(fields).map(([path, message]) => [path.split(".").at(-1), message]));
  for (const input of form.querySelectorAll(".field input")) {
    const message = messages.get(input.name);
    const id = `${input.id}-error`;
    byId(id)?.remove();
    const help = byId(`${input.id}-help`) ? [`${input.id}-help`] : [];
    describe(input, help);
    input.removeAttribute("aria-invalid");
    if (message === undefined) continue;
    const shown = element("p", "field-error", message);
    shown.id = id;
    input.after(shown);
    describe(input, [id, ...help]);
    input.setAttribute("aria-invalid", "true");
  }
  form.querySelector("[aria-invalid=true]")?.focus();
}

function describe(input, ids) {
  if (ids.length === 0) input.removeAttribute("aria-describedby");
  else input.setAttribute("aria-describedby", ids.join(" "));
}
