/// <reference lib="esnext.disposable" preserve="true" />
import { Acting } from "./acting.js";
import { BODIES, type CallOptions, EVENT_KINDS, INSTANT, Methods } from "./api.js";
import { decode, encode, noBytes, written } from "./codec.js";
import { type EventsOptions, follow } from "./follow.js";
import { guarded, mustBeText, native, stoppable } from "./native.js";
import { pages, queried } from "./pages.js";
import { type Channel, type Plug, type PlugOptions, plugged } from "./plug.js";
import type {
  Actor,
  AgentQuery,
  AgentView,
  AnyEvent,
  AppSettings,
  Cursor,
  CustomerQuery,
  EventBody,
  EventPage,
  Job,
  Moment,
  OrderQuery,
  Product,
  ProductQuery,
  Quarantine,
  Recorded,
  TaskQuery,
  TestOptions,
  TicketId,
  TicketQuery,
  TicketRow,
  VersionedCustomer,
  VersionedPlacedOrder,
  VersionedTask,
  VersionedTicket,
} from "./schema.js";

/** How a file is to be opened. */
export interface DeskOptions {
  /** The merchant; without a name it is the only one of the file. */
  tenant?: string | undefined;
  /** 32 bytes to seal the file under, instead of the key beside it. */
  key?: Uint8Array | undefined;
  /** Former keys that some of it may still be sealed under. */
  oldKeys?: readonly Uint8Array[] | undefined;
  /** Not sealed: whoever has the file reads all of it. For trying things out. */
  unsealed?: boolean | undefined;
  /** Applications that are registered with platforms. */
  apps?: readonly AppSettings[] | undefined;
}

/** How long one wait for news may hold a thread. */
const SLICE_MS = 250;

/**
 * One merchant's desk. Every call is awaited; nothing blocks the event loop.
 *
 * What was handed in is not taken back by an aborted call: repeat a command with the same key to learn what became of it.
 */
export class Desk extends Methods implements AsyncDisposable {
  readonly #native: native.NativeDesk;

  private constructor(opened: native.NativeDesk) {
    super();
    this.#native = opened;
  }

  /** Opens a file, or makes it. Beside it lies its key, unless you give one. */
  static async open(path: string, options: DeskOptions = {}): Promise<Desk> {
    const { oldKeys, ...rest } = options;
    const json = written({ path, ...rest, old_keys: oldKeys }, "", 0) ?? "{}";
    return new Desk(await stoppable(undefined, () => native.open(json)));
  }

  /** A desk in memory whose clock stands, for tests: nothing is sent, and the same steps give the same ids. */
  static _forTests(options: TestOptions = {}): Desk {
    return new Desk(guarded(() => native.openForTests(encode(options))));
  }

  /** The native half: tests look into the store through it. */
  get _native(): native.NativeDesk {
    return this.#native;
  }

  protected override async call<T>(name: string, args: object, signal?: AbortSignal, body?: Uint8Array): Promise<T> {
    const json = encode(args, name);
    if (BODIES.has(name) && !(body instanceof Uint8Array)) throw noBytes("body");
    if (INSTANT.has(name)) {
      signal?.throwIfAborted();
      return decode(
        name,
        guarded(() => this.#native.callNow(name, json)),
      );
    }
    return decode(name, await stoppable(signal, (stop) => this.#native.call(name, json, body, stop)));
  }

  /** In the name of this actor: go on with what is to be done. */
  act(actor: Actor): Acting {
    return new Acting(this, actor);
  }

  /** The desk of another merchant in the same file. Closing one closes all. */
  forTenant(name: string): Desk {
    mustBeText("name", name);
    return new Desk(guarded(() => this.#native.tenant(name)));
  }

  /**
   * Events after a place, and then new ones as they come; ends when the desk is closed.
   *
   * Keep the `cursor` of the last one you dealt with and go on from there: events stay in the log, so leaving the loop
   * or aborting it loses none.
   */
  events(options: EventsOptions = {}): AsyncIterableIterator<Recorded> {
    return follow(this, this.#native, options);
  }

  /** Events after a place, like `eventPage`; waits for one when there is none. Empty when the time is over or the desk was closed. */
  override async waitEvents(
    since: Cursor,
    options: { limit?: number | undefined; timeout_ms?: number | undefined } & CallOptions = {},
  ): Promise<EventPage> {
    // In slices, so that an aborted wait lets its thread go soon.
    const { signal, timeout_ms: timeout = 0, ...rest } = options;
    const end = performance.now() + timeout;
    for (;;) {
      const left = Math.ceil(end - performance.now());
      const timeout_ms = left > 0 ? Math.min(left, SLICE_MS) : Math.min(timeout, 0);
      const page = await this.call<EventPage>("wait_events", { since, timeout_ms, ...rest }, signal);
      if (page.events.length > 0 || !(left > SLICE_MS) || this.closed) return page;
    }
  }

  /** A channel of your own: what `pull` brings is taken in, what is to be sent goes to `push`. Runs until it is stopped. */
  plug(channel: string, ends: Channel, options: PlugOptions = {}): Plug {
    return plugged(this, channel, ends, options);
  }

  /** All tickets of a query, page by page, each fetched when it is needed. `query.limit` is the size of a page. */
  iterTickets(query: TicketQuery = {}, options: CallOptions = {}): AsyncGenerator<VersionedTicket, void> {
    return queried(query, (asked) => this.tickets(asked, options));
  }

  /** The same tickets as rows: what a list or a queue shows, read without unsealing anything. */
  iterTicketRows(query: TicketQuery = {}, options: CallOptions = {}): AsyncGenerator<TicketRow, void> {
    return queried(query, (asked) => this.ticketRows(asked, options));
  }

  /** All orders of a query, the last placed first. */
  iterOrders(query: OrderQuery = {}, options: CallOptions = {}): AsyncGenerator<VersionedPlacedOrder, void> {
    return queried(query, (asked) => this.orders(asked, options));
  }

  /** All customers of a query, the last heard of first. */
  iterCustomers(query: CustomerQuery = {}, options: CallOptions = {}): AsyncGenerator<VersionedCustomer, void> {
    return queried(query, (asked) => this.customers(asked, options));
  }

  /** All internal tasks of a query, what is due first first. */
  iterTasks(query: TaskQuery, options: CallOptions = {}): AsyncGenerator<VersionedTask, void> {
    return queried(query, (asked) => this.tasks(asked, options));
  }

  /** All agents of a query with what each has in hand, in the order of their ids. */
  iterAgents(query: AgentQuery = {}, options: CallOptions = {}): AsyncGenerator<AgentView, void> {
    return queried(query, (asked) => this.agents(asked, options));
  }

  /** All articles of a query, in the order of their ids. */
  iterProducts(query: ProductQuery = {}, options: CallOptions = {}): AsyncGenerator<Product, void> {
    return queried(query, (asked) => this.products(asked, options));
  }

  /** All that happened around a ticket, oldest first. */
  iterTimeline(id: TicketId, options: CallOptions = {}): AsyncGenerator<Moment, void> {
    return pages((after) => this.timeline(id, { ...options, after }));
  }

  /** All jobs that were given up, the last first. */
  iterDeadLetters(options: CallOptions = {}): AsyncGenerator<Job, void> {
    return pages((after) => this.deadLetters({ ...options, after }));
  }

  /** All payloads that could not be read, the last first. */
  iterQuarantined(options: CallOptions = {}): AsyncGenerator<Quarantine, void> {
    return pages((after) => this.quarantined({ ...options, after }));
  }

  /** All events after a place that are there now, oldest first. */
  async *iterEvents(since: Cursor = 0, options: CallOptions = {}): AsyncGenerator<Recorded, void> {
    for (;;) {
      const { events } = await this.eventPage(since, options);
      if (events.length === 0) return;
      for (const event of events) {
        since = event.cursor;
        yield event;
      }
    }
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#native.isClosed;
  }

  /** Decides what was handed in and lets the file go. Again does nothing. */
  async close(): Promise<void> {
    await stoppable(undefined, () => this.#native.close());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** The desk itself, as an actor. */
export function system(): Actor {
  return { role: "system" };
}

/** Whether this version knows an event: if so, its `kind` tells which fields it has. A later version may write others. */
export function isKnown(body: AnyEvent): body is EventBody {
  return EVENT_KINDS.has(body.kind);
}
