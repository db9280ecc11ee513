import { rendered } from "./markdown.js";
import { byId, element } from "./page.js";

const FIRST = "guide/README.md";
const DOCS = new URL("docs/", document.baseURI);
const PAGE = /^(?:[a-z]+\/)?[A-Za-z-]+\.md$/;

/** Where a link of a page leads to; nothing for what is not on this server, such as a source file. */
function addressOf(page, href) {
  const { protocol, origin, pathname, hash, href: whole } = new URL(href, new URL(page, DOCS));
  if (origin !== DOCS.origin) return /^https?:$/.test(protocol) ? whole : undefined;
  if (!pathname.startsWith(DOCS.pathname)) return undefined;
  const other = pathname.slice(DOCS.pathname.length);
  if (!PAGE.test(other) || other.startsWith("adr/")) return undefined;
  return other === page && hash ? hash : `?page=${other}${hash}`;
}

async function show(page) {
  const article = byId("page");
  try {
    if (!PAGE.test(page)) throw new Error(`There is no page ${page}.`);
    const response = await fetch(new URL(page, DOCS));
    if (!response.ok) throw new Error(`There is no page ${page}.`);
    article.replaceChildren(...rendered(await response.text(), (href) => addressOf(page, href)));
    document.title = `${article.querySelector("h1").textContent} – Sockee`;
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  } catch (error) {
    article.replaceChildren(element("h1", "", "Guide"), element("p", "bad", error.message));
  }
  article.removeAttribute("aria-busy");
}

show(new URLSearchParams(location.search).get("page") ?? FIRST);
