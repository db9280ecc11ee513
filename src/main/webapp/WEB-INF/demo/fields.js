import { byId, element } from "./page.js";

/**
 * Shows what the server says of a form's fields, each message at its field.
 *
 * @param fields paths and messages; the last name of a path is the field's
 */
export function showFields(form, fields) {
  const messages = new Map(Object.entries(fields).map(([path, message]) => [path.split(".").at(-1), message]));
  for (const input of form.querySelectorAll(".field input")) {
    const message = messages.get(input.name);
    const id = `${input.id}-error`;
    byId(id)?.remove();
    input.removeAttribute("aria-describedby");
    input.removeAttribute("aria-invalid");
    if (message === undefined) continue;
    const shown = element("p", "field-error", message);
    shown.id = id;
    input.after(shown);
    input.setAttribute("aria-describedby", id);
    input.setAttribute("aria-invalid", "true");
  }
  form.querySelector("[aria-invalid=true]")?.focus();
}
