const narrow = matchMedia("(max-width: 48rem)"); // as in the style sheets

/**
 * What a small screen shows only when it is asked for, and a large one always. The summary is a large screen's no more:
 * the style sheet hides it there.
 */
export function fold(details) {
  details.open = !narrow.matches;
}

/** Opens the part of the page that an element is in. */
export function reveal(element) {
  const part = element.closest("#try > section")?.querySelector(":scope > .fold");
  if (part) part.open = true;
}

/** Folds the parts of the page, and opens the one that a link leads to. */
export function showFolds() {
  document.querySelectorAll(".fold").forEach(fold);
  narrow.addEventListener("change", () => {
    if (!narrow.matches) document.querySelectorAll(".fold").forEach((details) => (details.open = true));
  });
  function follow(hash) {
    const target = hash && document.getElementById(hash.slice(1));
    if (!target || target.matches("[role=tabpanel]")) return; // the list of kinds opens those
    reveal(target);
    target.scrollIntoView();
  }
  follow(location.hash);
  window.addEventListener("hashchange", () => follow(location.hash));
  // A link to where the address is already changes nothing that one would be told of.
  document.addEventListener("click", ({ target }) => {
    const hash = target.closest?.('a[href^="#"]')?.hash;
    if (hash && hash === location.hash) follow(hash);
  });
}
