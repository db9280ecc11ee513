import { element } from "./page.js";

const INLINE = /`(?<code>[^`]+)`|!?\[(?<label>(?:`[^`]*`|[^\]])*)\]\((?<href>[^)\s]+)\)|\*\*(?<strong>[^*]+)\*\*|<(?<address>https?:[^>]+)>|(?<bare>https?:\/\/[^\s)]*[^\s).,:;])/g;
const FENCE = /^( *)(`{3,})(\w*)/;
const ITEM = /^( *)(?:[*-]|\d+\.) +/;
const RULE = /^\|[ :|-]+\|$/;

/**
 * The Markdown that the guide is written in, as elements: headings, paragraphs, lists, tables, code, and links, for which the
 * caller has the addresses. Text gets into the page as text alone.
 *
 * @param addressOf gives the address that a link leads to, or nothing for what is not here
 */
export function rendered(text, addressOf) {
  return blocks(text.split("\n"), addressOf);
}

function blocks(lines, addressOf) {
  const made = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const begin = at;
    if (line.trim() === "") {
      at++;
    } else if (line.startsWith("<!--")) {
      while (!lines[at++].includes("-->"));
    } else if (FENCE.test(line)) {
      const [, indent, marks] = FENCE.exec(line);
      while (++at < lines.length && lines[at].trim() !== marks);
      made.push(codeOf(lines.slice(begin + 1, at++), indent.length));
    } else if (/^#+ /.test(line)) {
      made.push(headingOf(line, addressOf));
      at++;
    } else if (line.startsWith("|") && RULE.test(lines[at + 1] ?? "")) {
      while (lines[at]?.startsWith("|")) at++;
      made.push(tableOf(lines.slice(begin, at), addressOf));
    } else if (ITEM.test(line)) {
      at = endOfList(lines, at);
      made.push(listOf(lines.slice(begin, at), addressOf));
    } else {
      while (at < lines.length && lines[at].trim() !== "" && (at === begin || !beginsBlock(lines[at]))) at++;
      const paragraph = element("p", "");
      paragraph.append(...inline(lines.slice(begin, at).map((each) => each.trim()).join(" "), addressOf));
      made.push(paragraph);
    }
  }
  return made;
}

function beginsBlock(line) {
  return FENCE.test(line) || ITEM.test(line) || /^#+ |^\||^<!--/.test(line);
}

function codeOf(lines, indent) {
  const pre = element("pre", "");
  pre.tabIndex = 0; // it may be wider than the screen
  pre.append(element("code", "", lines.map((line) => line.slice(Math.min(indent, line.search(/\S|$/)))).join("\n")));
  return pre;
}

function headingOf(line, addressOf) {
  const [, marks, text] = /^(#+) +(.*)$/.exec(line);
  const heading = element(`h${marks.length}`, "");
  heading.append(...inline(text, addressOf));
  heading.id = heading.textContent.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-");
  return heading;
}

function tableOf([head, , ...rows], addressOf) {
  const row = (line, name) => {
    const made = element("tr", "");
    for (const cell of cells(line)) {
      const shown = element(cell === "" ? "td" : name, "");
      shown.append(...inline(cell, addressOf));
      made.append(shown);
    }
    return made;
  };
  const table = element("table", "");
  const top = element("thead", "");
  const body = element("tbody", "");
  top.append(row(head, "th"));
  body.append(...rows.map((each) => row(each, "td")));
  if (top.textContent !== "") table.append(top);
  table.append(body);
  const frame = element("div", "wide");
  frame.tabIndex = 0; // it may be wider than the screen
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", ["Table", ...cells(head).filter((cell) => cell)].join(" ").replaceAll("`", ""));
  frame.append(table);
  return frame;
}

/** Cells end at a bar that is neither escaped nor in code. */
function cells(line) {
  return line.slice(1, line.lastIndexOf("|")).match(/(?:`[^`]*`|\\.|[^|\\])+|(?<=\|)(?=\|)/g)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
}

/** A list goes on over what is indented below its items. */
function endOfList(lines, begin) {
  const { length } = ITEM.exec(lines[begin])[1];
  let at = begin + 1;
  let end = at;
  for (; at < lines.length; at++) {
    const line = lines[at];
    if (line.trim() === "") continue;
    const indent = line.search(/\S/);
    const goesOn = indent > length || (indent === length && ITEM.test(line)) || (lines[at - 1].trim() !== "" && !beginsBlock(line));
    if (!goesOn) break;
    end = at + 1;
  }
  return end;
}

function listOf(lines, addressOf) {
  const [, { length }] = ITEM.exec(lines[0]);
  const list = element(/^ *\d/.test(lines[0]) ? "ol" : "ul", "");
  let item = [];
  const close = () => {
    if (item.length === 0) return;
    const row = element("li", "");
    row.append(...blocks(item, addressOf));
    // Of a tight list, the text is no paragraph of its own.
    if (row.firstElementChild?.tagName === "P") row.firstElementChild.replaceWith(...row.firstElementChild.childNodes);
    list.append(row);
  };
  for (const line of lines) {
    const match = ITEM.exec(line);
    if (match && match[1].length === length) {
      close();
      item = [line.slice(match[0].length)];
    } else {
      item.push(line.replace(/^ {1,4}/, (spaces) => spaces.slice(Math.min(spaces.length, length + 2))));
    }
  }
  close();
  return list;
}

function inline(text, addressOf) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    const { code, label, href, strong, address, bare } = match.groups;
    parts.push(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (code !== undefined) {
      parts.push(element("code", "", code));
    } else if (strong !== undefined) {
      const made = element("strong", "");
      made.append(...inline(strong, addressOf));
      parts.push(made);
    } else {
      const to = addressOf(href ?? address ?? bare);
      const made = element(to === undefined ? "span" : "a", "");
      if (to !== undefined) made.href = to;
      made.append(...(label === undefined ? [address ?? bare] : inline(label, addressOf)));
      parts.push(made);
    }
  }
  return [...parts, text.slice(at)];
}
