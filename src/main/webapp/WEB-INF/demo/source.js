import { fold } from "./fold.js";
import { element, marked } from "./page.js";

const files = new Map();

/** A figure for excerpts: the files they are from, and room for the code. */
export function figureOf(excerpts) {
  const figure = element("figure", "source");
  fill(figure, excerpts);
  return figure;
}

/** Fills a figure, and shows the code in it. */
export function addSource(figure, excerpts) {
  fill(figure, excerpts);
  showSource(figure.querySelector("code"), excerpts);
}

function fill(figure, excerpts) {
  const files = [...new Set(excerpts.map(([file]) => file))];
  const caption = element("figcaption", "", files.length === 0 ? "Client code (JavaScript)" : "");
  files.forEach((file, index) => {
    const link = element("a", "", `${file.split("/").at(-1)}.java`);
    link.href = `demo/${file}.java`;
    link.title = "The whole file";
    caption.append(index === 0 ? "" : ", ", link);
  });
  const details = element("details", "fold");
  const pre = element("pre", "");
  pre.append(element("code", "excerpt"));
  details.append(element("summary", "", "Show the code"), pre);
  fold(details);
  figure.append(caption, details);
}

/**
 * Shows methods of the very Java files that were compiled: the server has them beside this page.
 *
 * @param excerpts pairs of a class and what marks the method in its file
 * @param other what is shown where there is no such method
 */
export async function showSource(code, excerpts, other = "") {
  try {
    const several = new Set(excerpts.map(([file]) => file)).size > 1;
    const parts = await Promise.all(excerpts.map(async ([file, mark], index) => {
      const member = cut(await read(file), mark);
      return several && excerpts[index - 1]?.[0] !== file ? `// ${file.split("/").at(-1)}.java\n${member}` : member;
    }));
    code.replaceChildren(...highlight(parts.join("\n\n") || other));
  } catch (error) {
    code.textContent = `// ${error.message}`;
  }
}

function read(file) {
  if (!files.has(file)) {
    files.set(file, fetch(`demo/${file}.java`).then((response) => {
      if (!response.ok) throw new Error(`${file}.java: ${response.status}`);
      return response.text();
    }));
  }
  return files.get(file);
}

/** The member with this mark in it: from its annotations to the brace or semicolon that ends it. Of a class, its head. */
function cut(source, mark) {
  const lines = source.split("\n");
  let from = lines.findIndex((line) => line.includes(mark));
  if (from < 0) throw new Error(`no ${mark}`);
  if (lines[from].startsWith("public class")) { // what is said of the whole class
    const first = lines.findLastIndex((line, index) => index < from && !line.startsWith("@")) + 1;
    return lines.slice(first, from + 1).join("\n");
  }
  while (/^ {4}@/.test(lines[from - 1])) from--;
  let to = from;
  while (!/^ {4}\}|^ {4}\S.*(\{\}|;)$|^ {4,}.*\) \{\}$/.test(lines[to])) to++;
  return lines.slice(from, to + 1).map((line) => line.replace(/^ {4}/, "")).join("\n");
}

const TOKENS = new RegExp(
  [
    /(?<comment>\/\/.*)/,
    /(?<string>"(?:[^"\\]|\\.)*")/,
    /(?<annotation>@\w+)/,
    /(?<keyword>\b(?:public|private|class|record|enum|void|int|long|boolean|byte|return|throw|new|if|var|true|null)\b)/,
  ].map(({ source }) => source).join("|"),
  "g",
);

function highlight(text) {
  return text.split("\n").map((line) => {
    const row = element("span", "line");
    row.style.setProperty("--indent", /^ */.exec(line)[0].length);
    row.append(...marked(line, TOKENS), "\n");
    return row;
  });
}
