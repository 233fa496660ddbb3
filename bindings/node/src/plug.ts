import type { AftersyncError } from "./errors.js";
import { failure, AftersyncError as Raised } from "./errors.js";
import { pause } from "./pause.js";
import type {
  End,
  ErrorRecord,
  Fact,
  FactAnswer,
  JobKind,
  LeasedJob,
  Moment,
  Outcome,
  TicketId,
  VersionedTicket,
} from "./schema.js";

/** What a pull brings. */
export interface Pulled {
  /** What happened, oldest first. Bring the same ones twice and nothing changes. */
  facts: Fact[];
  /** Where the next pull begins. It is handed to `pull` only after all facts were taken in: acknowledge them then. */
  next?: unknown;
}

/** What is to be sent. */
export interface Push extends LeasedJob {
  /** The words of an answer, where it is one. */
  text: string | null;
}

/** The two ends of a channel. */
export interface Channel {
  /** Brings what came in since `next` of the pull before, `undefined` at first; nothing when there is nothing. */
  pull?: (since: unknown, signal: AbortSignal) => Promise<Pulled | undefined> | Pulled | undefined;
  /** Sends. Give nothing when it was sent, or an outcome; what it throws is kept, and it is tried again. */
  push?: (push: Push, signal: AbortSignal) => Promise<Outcome | void> | Outcome | void;
}

/** How a channel runs. */
export interface PlugOptions {
  /** What is sent: answers, unless you say otherwise. */
  kinds?: JobKind[] | undefined;
  /** Where the first pull begins. */
  since?: unknown;
  /** How long to rest when there was nothing, in milliseconds. */
  everyMs?: number | undefined;
  /** Most jobs at once. */
  limit?: number | undefined;
  /** How long a push may take, in milliseconds. */
  leaseMs?: number | undefined;
  /** Stops it. */
  signal?: AbortSignal | undefined;
  /** Hears of what was thrown, and of facts that were refused. */
  onError?: ((error: unknown, about: Fact | Push | undefined) => void) | undefined;
}

/** A channel that runs. */
export interface Plug {
  /** Lets what is under way come to its end, and ends. */
  stop(): Promise<void>;
  /** Settled when it ended. */
  readonly done: Promise<void>;
}

/** What of a desk it needs. */
interface Ends {
  readonly closed: boolean;
  ingest(facts: Fact[], options: { signal?: AbortSignal }): Promise<FactAnswer[]>;
  claimJobs(kinds: JobKind[], options: { limit?: number; lease_ms?: number }): Promise<LeasedJob[]>;
  finishJob(job: string, lease: string, options: { outcome?: Outcome }): Promise<boolean>;
  ticket(id: TicketId): Promise<VersionedTicket | null>;
  iterTimeline(id: TicketId): AsyncIterable<Moment>;
}

const EVERY_MS = 1_000;
const LEASE_MS = 120_000;
/** After a failure it rests this much longer each time, up to so many times. */
const LONGEST = 30;
/** Work for a channel that is not plugged in here is looked at again after this. */
const ELSEWHERE_MS = 60_000;

/** Runs a channel of the host's own: a loop over `ingest`, and one over `claimJobs` and `finishJob`. */
export function plugged(desk: Ends, channel: string, ends: Channel, options: PlugOptions): Plug {
  const stopped = new AbortController();
  const { signal } = options;
  const until = signal === undefined ? stopped.signal : AbortSignal.any([signal, stopped.signal]);
  const run = new Run(desk, channel, ends, options, until);
  const done = Promise.all([run.pulling(), run.pushing()]).then(() => undefined);
  return {
    done,
    stop: async () => {
      stopped.abort();
      await done;
    },
  };
}

class Run {
  readonly #every: number;

  constructor(
    readonly desk: Ends,
    readonly channel: string,
    readonly ends: Channel,
    readonly options: PlugOptions,
    readonly until: AbortSignal,
  ) {
    this.#every = options.everyMs ?? EVERY_MS;
  }

  async pulling(): Promise<void> {
    const { pull } = this.ends;
    if (pull === undefined) return;
    let since = this.options.since;
    await this.#loop(async () => {
      const pulled = await pull(since, this.until);
      if (pulled === undefined) return false;
      await this.#takeIn(pulled.facts);
      since = "next" in pulled ? pulled.next : since;
      return pulled.facts.length > 0;
    });
  }

  /** A fact that is refused for good is told of and left; what may still be taken in makes the whole pull come again. */
  async #takeIn(facts: Fact[]): Promise<void> {
    if (facts.length === 0) return;
    const answers = await this.desk.ingest(facts, {});
    for (const [at, { error }] of answers.entries()) {
      if (!error) continue;
      if (error.retryable) throw new Raised(error);
      this.#tell(new Raised(error), facts[at]);
    }
  }

  async pushing(): Promise<void> {
    const { push } = this.ends;
    if (push === undefined) return;
    const { kinds = ["reply"], limit = 10, leaseMs = LEASE_MS } = this.options;
    await this.#loop(async () => {
      const jobs = await this.desk.claimJobs(kinds, { limit, lease_ms: leaseMs });
      for (const job of jobs) await this.#push(push, job);
      return jobs.length > 0;
    });
  }

  async #push(push: NonNullable<Channel["push"]>, leased: LeasedJob): Promise<void> {
    const { job, lease } = leased;
    const outcome = await this.#outcome(push, leased);
    await this.desk.finishJob(job.id, lease, { outcome });
  }

  async #outcome(push: NonNullable<Channel["push"]>, leased: LeasedJob): Promise<Outcome> {
    const { job } = leased;
    if ((await this.#channelOf(leased)) !== this.channel) {
      const elsewhere = failure("unavailable", "its channel is not plugged in here", { retryable: true });
      return { end: { how: "retry", after_ms: ELSEWHERE_MS, error: record(elsewhere) } };
    }
    // Cut off before it came to its end: whether it was sent nobody knows, and a person looks.
    if (job.doubt) return { end: { how: "unknown", error: record(failure("unavailable", "it may have been sent")) } };
    const given: Push = { ...leased, text: await this.#text(leased) };
    try {
      return (await push(given, this.until)) ?? {};
    } catch (thrown) {
      this.#tell(thrown, given);
      return { end: ended(thrown, job.attempt * this.#every) };
    }
  }

  async #channelOf({ job }: LeasedJob): Promise<string | undefined> {
    const { body } = job;
    if (body.kind === "reply") return body.platform;
    if (body.kind === "action") return body.action.object.platform;
    return body.kind === "notify" ? (await this.desk.ticket(body.ticket))?.item.platform : undefined;
  }

  async #text({ job }: LeasedJob): Promise<string | null> {
    const { body } = job;
    if (body.kind !== "reply") return null;
    for await (const moment of this.desk.iterTimeline(body.ticket)) {
      if ("message" in moment && moment.message.id === body.message) return moment.message.snapshot.text;
    }
    return null;
  }

  /** Goes on until it is stopped or the desk is closed; rests when there was nothing, and longer after a failure. */
  async #loop(turn: () => Promise<boolean>): Promise<void> {
    for (let failed = 0; !this.until.aborted && !this.desk.closed; ) {
      let busy = false;
      try {
        busy = await turn();
        failed = 0;
      } catch (thrown) {
        if (this.until.aborted || this.desk.closed) return;
        failed = Math.min(failed + 1, LONGEST);
        this.#tell(thrown, undefined);
      }
      if (!busy) await pause(this.#every * (failed + 1), this.until);
    }
  }

  #tell(error: unknown, about: Fact | Push | undefined): void {
    try {
      this.options.onError?.(error, about);
    } catch {
      // Whoever listens must not stop the channel.
    }
  }
}

/** What a throw means: tried again, unless the error says that this cannot help. */
function ended(thrown: unknown, afterMs: number): End {
  if (thrown instanceof Raised && !thrown.retryable) return { how: "failed", error: record(thrown) };
  const error =
    thrown instanceof Raised ? thrown : failure("host", said(thrown), { retryable: true, retry: "backoff" });
  return { how: "retry", after_ms: error.retryAfterMs ?? Math.max(afterMs, 1), error: record(error) };
}

function said(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : "push failed";
}

function record(error: AftersyncError): ErrorRecord {
  return {
    kind: error.kind,
    message: error.message,
    operation: error.operation === "" ? "plug.push" : error.operation,
    phase: error.phase,
    retry: error.retry,
  };
}
