// What the application's types let through, and what they do not: each line after @ts-expect-error has to be wrong.

import { connect, SockeeError } from "./sockee-client.js";
import type { LibraryActionsBook as Book, Calls, Events, Server } from "./library.js";

const sockee = connect<Server, Events, Calls>({ url: "http://localhost:9080", timeout: 1_000 });
const book: Book = {
  title: "Socks",
  authors: [{ name: "Ann", mail: null }],
  genre: "how-to",
  read: null,
  pages: 7,
  price: 1.5,
  kind_of: ["a"],
  lent: {},
  isbn: "9780000000000",
  shelf: null,
};

export async function right(): Promise<void> {
  const area: number = await sockee.server.library.square(25);
  const same: Book = await sockee.server.library.add(book);
  const { items, total } = await sockee.volatile.library.find("socks", null, null);
  await sockee.with({ maxWait: 5 }).library.find("socks", "NOVEL", null);
  const first: string = items[0]!.title + area + same.pages + total;
  await sockee.server.library.remove("a", "b", first);
  const open: boolean = await sockee.server.library();
  const picture = await sockee.server.library.picture({ name: "p", data: new Uint8Array(3) }, new ArrayBuffer(1));
  const bytes: ArrayBuffer = picture.data;
  const account = await sockee.server.library.account({ name: "a", password: "p" });
  const shown: string = account.shown;
  const figure = await sockee.server.library.figure({ type: "circle", radius: 1 });
  const side: number = figure.type === "square" ? figure.side : figure.radius;
  const named = await sockee.server.library.users.named({ "full-name": "Ann" });
  const moved: string = await sockee.call("shelf.7.moved", "there");
  const found: string | null = await sockee.call("library.lookUp", { any: [1] }, { a: [0.5] });
  await sockee.call("raw", 1, 2, 3);
  for await (const arrived of await sockee.server.library.arrivals()) {
    console.log(arrived.title);
  }
  (await sockee.call("library.arrivals")).cancel();
  const off: () => void = sockee.on("lent", (lent, day) => console.log(lent.title, day.length));
  sockee.once("sockee:status", (connected: boolean) => console.log(connected));
  sockee.on("arrived", (books, shelves, by) => console.log(books[0]!.title, shelves["a"]![0]! + 1, by?.length));
  sockee.on("fined", (fine) => console.log(fine.member, fine.cents + 1));
  sockee.on("wanted", (authors) => console.log(authors.items[0]!.name));
  console.log(open, bytes, shown, side, named, moved, found, off);
  try {
    await sockee.ready();
  } catch (error) {
    if (error instanceof SockeeError && error.code === "refused") {
      console.log(error.fields?.["book.title"], error.retryAfter);
    }
  }
}

export async function wrong(): Promise<void> {
  // @ts-expect-error a number is expected
  await sockee.server.library.square("25");
  // @ts-expect-error an argument is missing
  await sockee.server.library.square();
  // @ts-expect-error there is no such action
  await sockee.server.library.cube(3);
  // @ts-expect-error a constant that there is not
  await sockee.server.library.find("socks", "POEM", 1);
  // @ts-expect-error a property is missing
  await sockee.server.library.tree({ name: "root" });
  // @ts-expect-error it is a promise
  const area: number = sockee.server.library.square(25);
  // @ts-expect-error what goes out has no password
  console.log((await sockee.server.library.account({ name: "a", password: "p" })).password);
  // @ts-expect-error that comes in another way
  await sockee.server.library.add({ ...book, isbn: 9780000000000 });
  // @ts-expect-error a figure of another kind
  await sockee.server.library.figure({ type: "circle", side: 1 });
  // @ts-expect-error no such event
  sockee.on("burnt", () => {});
  // @ts-expect-error its first argument is a book
  sockee.on("lent", (day: number) => console.log(day));
  // @ts-expect-error it may be null
  sockee.on("arrived", (books, shelves, by) => console.log(by.length));
  // @ts-expect-error its argument is a truth value
  sockee.on("news.closing", (now: string) => console.log(now));
  // @ts-expect-error nothing answers it
  await sockee.call("nobody");
  // @ts-expect-error the result is a number or null
  const text: number = await sockee.call("library.lookUp", {}, {});
  console.log(area, text);
}
