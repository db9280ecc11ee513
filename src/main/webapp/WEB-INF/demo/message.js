import { showFields } from "./fields.js";
import { clock, element, onSubmit, result } from "./page.js";

const SHOWN = 30;

/** A message of the chat as a row of the page. */
export class Message {
  #said;
  #acts;

  /**
   * @param shown {id, version, author, text, written, edited}
   * @param own edit(id, text) returns the server's answer, remove(id) fails with a message; for the visitor's own alone
   */
  constructor(shown, own) {
    this.shown = shown;
    this.row = element("li", own ? "message own" : "message");
    const meta = element("p", "meta");
    meta.append(element("span", "who", shown.author), timeOf(shown.written));
    if (shown.edited) meta.append(element("span", "", "edited"));
    this.#said = element("p", "said", shown.text);
    this.row.append(meta, this.#said);
    if (own) meta.append(this.#actsOf(own));
  }

  #actsOf(own) {
    this.#acts = element("span", "acts");
    const edit = this.#button("Edit", () => this.#edit(own));
    const remove = this.#button("Delete", async () => {
      try {
        await own.remove(this.shown.id);
      } catch (error) {
        this.#fail(this.row, error.message);
      }
    });
    this.#acts.append(edit, remove);
    return this.#acts;
  }

  #button(label, action) {
    const { text } = this.shown;
    const button = element("button", "", label);
    button.type = "button";
    button.setAttribute("aria-label", `${label} “${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}”`);
    button.addEventListener("click", action);
    return button;
  }

  /** Puts a form in the place of the text until it is saved or given up. */
  #edit(own) {
    const form = element("form", "");
    form.noValidate = true; // what is wrong is the server's to say
    const field = element("div", "field");
    const input = element("input", "");
    Object.assign(input, { id: `chat-edit-${this.shown.id}`, name: "text", type: "text", value: this.shown.text });
    input.autocomplete = "off";
    input.setAttribute("aria-label", "New text");
    field.append(input);
    const buttons = element("div", "buttons");
    const save = element("button", "primary quiet", "Save");
    const cancel = element("button", "quiet", "Cancel");
    cancel.type = "button";
    const close = () => {
      form.replaceWith(this.#said);
      this.row.classList.remove("edited-now");
      this.#acts.hidden = false;
      this.#acts.firstElementChild.focus();
    };
    cancel.addEventListener("click", close);
    form.addEventListener("keydown", ({ key }) => key === "Escape" && close());
    buttons.append(save, cancel);
    form.append(field, buttons);
    onSubmit(form, async () => {
      showFields(form, {});
      const { ok, err, fields } = await own.edit(this.shown.id, input.value);
      if (fields) showFields(form, fields);
      else if (!ok) throw new Error(err);
    }, (message) => this.#fail(form, message));
    this.#said.replaceWith(form);
    this.row.classList.add("edited-now");
    this.#acts.hidden = true;
    input.focus();
  }

  #fail(place, message) {
    place.querySelector("output")?.remove();
    const output = element("output", "");
    result(output, message, "bad");
    place.append(output);
  }
}

/** When it was: the time alone where it was today. */
function timeOf(written) {
  const date = new Date(written);
  const today = date.toDateString() === new Date().toDateString();
  const time = element("time", "", today ? clock(date) : date.toLocaleString([], { dateStyle: "medium", timeStyle: "short" }));
  time.dateTime = written;
  return time;
}
