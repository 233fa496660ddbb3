import type { CallOptions } from "./api.js";
import { AftersyncError } from "./errors.js";
import { guarded, type native, stoppable } from "./native.js";
import type { Cursor, EventPage, Recorded } from "./schema.js";

/** What to follow. */
export interface EventsOptions extends CallOptions {
  /** The place of the last event that was dealt with; 0 from the beginning. */
  since?: Cursor | undefined;
  /** Most events that are fetched at once; 0 means all that a page holds. */
  limit?: number | undefined;
}

/** What is read from. */
interface Log {
  readonly closed: boolean;
  eventPage(since: Cursor, options: { limit?: number | undefined } & CallOptions): Promise<EventPage>;
}

/** Other processes do not tell of news, so it is looked for this often in any case. */
const LOOK_MS = 500;

/** Events after a place, and then new ones as they come. Nothing queues up for it. */
export function follow(log: Log, desk: native.NativeDesk, options: EventsOptions): AsyncIterableIterator<Recorded> {
  // Leaving the loop while it waits must end the wait.
  const left = new AbortController();
  const { since = 0, limit, signal } = options;
  const either = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]);
  const inner = read(log, desk, since, limit, either, left.signal);
  return {
    next: () => inner.next(),
    return: () => {
      left.abort();
      return inner.return();
    },
    throw: (error) => {
      left.abort();
      return inner.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* read(
  log: Log,
  desk: native.NativeDesk,
  since: Cursor,
  limit: number | undefined,
  signal: AbortSignal,
  left: AbortSignal,
): AsyncGenerator<Recorded, void> {
  try {
    for (;;) {
      const { events } = await log.eventPage(since, { limit, signal });
      for (const event of events) {
        since = event.cursor;
        yield event;
        // Whoever aborts in the body of the loop wants no further one.
        signal.throwIfAborted();
      }
      if (events.length > 0) continue;
      if (log.closed) return;
      await news(desk, since, signal);
    }
  } catch (thrown) {
    if (left.aborted || (log.closed && thrown instanceof AftersyncError && thrown.kind === "unavailable")) return;
    throw thrown;
  }
}

/** Until there may be something new. */
async function news(desk: native.NativeDesk, since: Cursor, signal: AbortSignal): Promise<void> {
  await stoppable(signal, (stop) => guarded(() => desk.news(Number(since), LOOK_MS, stop as native.Stop)));
}
