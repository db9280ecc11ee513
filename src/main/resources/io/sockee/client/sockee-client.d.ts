// The types of Sockee's client. Those of an application are at /sockee/client.d.ts of its server. Apache-2.0.

/** What a call may be made with. */
export interface CallOptions {
  /** Milliseconds after which a call that was sent has failed if no answer has come; 30000 unless said otherwise. */
  timeout?: number;
  /** Milliseconds for which a call may wait to be sent; forever unless said otherwise. */
  maxWait?: number;
  /** Whether it fails at once when there is no connection, and is never sent again. */
  volatile?: boolean;
}

/** How to connect. */
export interface Options {
  /** The server's address; the page's own unless said otherwise. */
  url?: string;
  /** The namespace; "/" unless said otherwise. */
  namespace?: string;
  /** The path of Socket.IO. */
  path?: string;
  /** The auth payload, or a function that gives it to its argument. */
  auth?: object | ((give: (payload: object) => void) => void);
  /** The prefix of the server's bridge for SockJS: then the connection is one of sockjs-client. */
  sockjs?: string;
  /** The function of socket.io-client; loaded from the server unless given. */
  io?: (url: string, options: any) => any;
  /** A socket of socket.io-client that there is already; it should be for this client alone. */
  socket?: any;
  /** The constructor of sockjs-client; loaded from the server unless given. */
  SockJS?: any;
  /** The transport of sockee-sockjs-transport.js; loaded from the server unless given. */
  SockJsTransport?: any;
  /**
   * Where the token of the session is kept: "cookie" (and on this page, which is what is done unless said otherwise), "memory", or a
   * storage such as sessionStorage, for pages of other origins.
   */
  session?: "cookie" | "memory" | Pick<Storage, "getItem" | "setItem">;
  /** Further options for socket.io-client, except retries and ackTimeout: calls are repeated by this client. */
  socketOptions?: object;
  /** As in CallOptions, for all calls. */
  timeout?: number;
  /** As in CallOptions, for all calls. */
  maxWait?: number;
  /** Milliseconds beyond its timeout after which a call that was sent fails while the connection is lost; 120000 unless said otherwise. */
  maxAway?: number;
  /** How many calls may have no answer yet, those included that wait for a connection; 1000 unless said otherwise. */
  queue?: number;
}

/** Why a call has no result. */
export type ErrorCode = "refused" | "timeout" | "offline" | "full" | "late" | "unknown" | "closed" | "lost";

export class SockeeError extends Error {
  readonly name: "SockeeError";
  readonly code: ErrorCode;
  /** What is wrong with which field of the arguments, such as "order.items[2].count". */
  readonly fields?: Record<string, string>;
  /** After how many seconds it may be tried again. */
  readonly retryAfter?: number;
}

/** What a method streams, for one reader; leaving the loop cancels it. */
export interface Stream<Item> extends AsyncIterableIterator<Item> {
  /** Has no more of it. */
  cancel(): void;
}

/** Somebody who is present in a room. */
export interface Present {
  ref: string;
  /** The user's id, or the socket's. */
  key: string;
  meta: any;
}

/** The events that the connection itself tells. */
export interface ConnectionEvents {
  connect: [];
  disconnect: [reason: string];
  connect_error: [error: Error];
  /** Whether there is a connection. */
  "sockee:status": [connected: boolean];
  /** Who is present in a room that this client watches. */
  "sockee:presence": [room: string, here: Present[]];
}

/** Functions by nested names, for servers whose types are not known. */
export interface AnyServer {
  (...values: any[]): Promise<any>;
  [name: string]: AnyServer;
}

type Listener<Events, Name> = Name extends keyof ConnectionEvents
  ? (...values: ConnectionEvents[Name]) => void
  : Name extends keyof Events
    ? Events[Name] extends any[]
      ? (...values: Events[Name]) => void
      : never
    : never;

/**
 * A connection to a server.
 *
 * Server: the functions of the application; Events: what it emits; Calls: all that can be called by name.
 */
export class Sockee<Server = AnyServer, Events = Record<string, any[]>, Calls = Record<string, (...values: any[]) => any>> {
  constructor(options?: Options);
  /** The application's actions: server.app.square(25) calls app.square. */
  readonly server: Server;
  /** The same; a call fails at once when there is no connection. */
  readonly volatile: Server;
  /** The same with options. */
  with(options: CallOptions): Server;
  /** Calls what answers an event. */
  call<Name extends keyof Calls & string>(
    name: Name,
    ...values: Calls[Name] extends (...values: infer Values) => any ? Values : never
  ): Calls[Name] extends (...values: any[]) => infer Result ? Promise<Awaited<Result>> : never;
  /** How many calls have no answer yet. */
  readonly pending: number;
  /** Listens for an event; what is returned ends that. */
  on<Name extends (keyof Events & string) | keyof ConnectionEvents>(
    event: Name,
    listener: Listener<Events, Name>,
  ): () => void;
  /** The same for one time. */
  once<Name extends (keyof Events & string) | keyof ConnectionEvents>(
    event: Name,
    listener: Listener<Events, Name>,
  ): () => void;
  off<Name extends (keyof Events & string) | keyof ConnectionEvents>(
    event: Name,
    listener: Listener<Events, Name>,
  ): void;
  /** Who is present in a room that this client watches on this connection, as the server has told last. */
  here(room: string): Present[];
  /** Whether calls leave at once. */
  readonly connected: boolean;
  /** The socket of socket.io-client; null until its files have been loaded. */
  readonly socket: any;
  /** Resolves when there is a connection; rejects when there will be none: after close, or when none is tried any more. */
  ready(): Promise<void>;
  /** Tries to connect again, after the server has refused the client or ended its connection. */
  reconnect(): void;
  /** Ends the connection. Calls that have no answer fail. */
  close(): void;
}

/** Begins to connect; calls may be made at once. */
export function connect<
  Server = AnyServer,
  Events = Record<string, any[]>,
  Calls = Record<string, (...values: any[]) => any>,
>(options?: Options): Sockee<Server, Events, Calls>;

export default connect;
