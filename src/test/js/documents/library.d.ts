// The types of Library, as its server tells them: connect<Server, Events, Calls>().

export interface Account {
  name: string;
  shown: string;
}

export interface AccountInput {
  name: string;
  password: string;
}

export interface Author {
  name: string;
  mail: string | null;
}

export interface AuthorInput {
  name: string;
  mail?: string | null;
}

export interface Circle {
  radius: number;
}

export interface Fine {
  member: string;
  cents: number;
}

export interface LibraryActionsBook {
  title: string;
  authors: Array<Author>;
  genre: "NOVEL" | "how-to";
  read: string | null;
  pages: number;
  price: number;
  kind_of: Array<string>;
  lent: Record<string, string>;
  isbn: string;
  shelf: string | null;
}

export interface LibraryActionsBookInput {
  title: string;
  authors: Array<AuthorInput>;
  genre: "NOVEL" | "how-to";
  read?: string | null;
  pages: number;
  price: number;
  kind_of: Array<string>;
  lent: Record<string, string>;
  isbn: string;
  shelf?: string | null;
}

export interface Named {
  "full-name": string;
}

export interface PageOfAuthor {
  items: Array<Author>;
  total: number;
}

export interface PageOfBook {
  items: Array<LibraryActionsBook>;
  total: number;
}

export interface PageOfNamed {
  items: Array<Named>;
  total: number;
}

export interface Picture {
  name: string;
  data: ArrayBuffer;
}

export interface PictureInput {
  name: string;
  data: ArrayBuffer | Uint8Array;
}

export interface Sparse {
  nullable?: string | null;
  full: string;
  filled?: Array<string>;
  count?: number;
  author: any;
  authors: any;
}

export interface Square {
  side: number;
}

export interface StaffControllerBook {
  number: number;
}

export interface Tree {
  name: string;
  below: Array<Tree>;
}

/** What can be called, by nested names. */
export interface Server {
  library: {
    (): Promise<boolean>;
    account(account: AccountInput): Promise<Account>;
    add(book: LibraryActionsBookInput): Promise<LibraryActionsBook>;
    arrivals(): Promise<AsyncIterableIterator<LibraryActionsBook> & { cancel(): void }>;
    figure(figure: (Circle & { type: "circle" }) | (Square & { type: "square" })): Promise<(Circle & { type: "circle" }) | (Square & { type: "square" })>;
    find(text: string, genre: "NOVEL" | "how-to" | null, page: number | null): Promise<PageOfBook>;
    grouped(_function: number): Promise<number>;
    lookUp(any: any, numbers: Record<string, Array<number>>): Promise<string | null>;
    picture(picture: PictureInput, more: ArrayBuffer | Uint8Array): Promise<Picture>;
    remove(...titles: string[]): Promise<void>;
    sparse(): Promise<Sparse>;
    square(n: number): Promise<number>;
    tree(tree: Tree): Promise<Tree>;
    unchecked(book: LibraryActionsBookInput): Promise<LibraryActionsBook>;
    users: {
      named(like: Named): Promise<PageOfNamed>;
    };
  };
  raw(...values: any[]): Promise<any>;
}

/** What can be called, by name. */
export interface Calls {
  "library": () => boolean;
  "library.account": (account: AccountInput) => Account;
  "library.add": (book: LibraryActionsBookInput) => LibraryActionsBook;
  "library.arrivals": () => AsyncIterableIterator<LibraryActionsBook> & { cancel(): void };
  "library.figure": (figure: (Circle & { type: "circle" }) | (Square & { type: "square" })) => (Circle & { type: "circle" }) | (Square & { type: "square" });
  "library.find": (text: string, genre: "NOVEL" | "how-to" | null, page: number | null) => PageOfBook;
  "library.grouped": (_function: number) => number;
  "library.lookUp": (any: any, numbers: Record<string, Array<number>>) => string | null;
  "library.picture": (picture: PictureInput, more: ArrayBuffer | Uint8Array) => Picture;
  "library.remove": (...titles: string[]) => void;
  "library.sparse": () => Sparse;
  "library.square": (n: number) => number;
  "library.tree": (tree: Tree) => Tree;
  "library.unchecked": (book: LibraryActionsBookInput) => LibraryActionsBook;
  "library.users.named": (like: Named) => PageOfNamed;
  "raw": (...values: any[]) => any;
  [name: `shelf.${string}.moved`]: (to: string) => string;
}

/** What the server emits, with its arguments. */
export interface Events {
  "arrived": [Array<LibraryActionsBook>, Record<string, Array<number>>, string | null];
  "fined": [Fine];
  "lent": [LibraryActionsBook, string];
  "moved": [string];
  "news.closing": [boolean];
  "wanted": [PageOfAuthor];
}

/** The same for other namespaces. */
export interface Namespaces {
  "/staff": {
    calls: {
      "keep": (book: StaffControllerBook) => StaffControllerBook;
    };
    events: {
      "closed": [];
    };
  };
}
