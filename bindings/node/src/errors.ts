import type { ErrorKind, Failure, Phase, Retry } from "./schema.js";

/** What a program decides by: `AFTERSYNC_` and the kind. */
export type ErrorCode = `AFTERSYNC_${Uppercase<ErrorKind>}`;

/** What the platform itself said. */
export interface Upstream {
  /** HTTP status of its answer. */
  readonly status: number | null;
  /** Its own code. */
  readonly code: string | null;
  /** Its own words. */
  readonly message: string | null;
}

const BRAND = Symbol.for("aftersync.error");

/** Everything that goes wrong in this library. Decide by `code`, never by the message. */
export class AftersyncError extends Error {
  override readonly name = "AftersyncError";
  /** `AFTERSYNC_NOT_FOUND`, `AFTERSYNC_CONFLICT` … */
  readonly code: ErrorCode;
  /** What kind of failure. */
  readonly kind: ErrorKind;
  /** Whether trying again can help at all. */
  readonly retryable: boolean;
  /** Whether and when to try again. */
  readonly retry: Retry;
  /** How long to wait before that, where the other side said so. */
  readonly retryAfterMs: number | null;
  /** How far it came: what may have taken effect. */
  readonly phase: Phase;
  /** The operation that failed, as `module.verb`. */
  readonly operation: string;
  /** What you can do about it. */
  readonly hint: string | null;
  /** The argument that is wrong, as a path such as `command.act.trigger`. */
  readonly field: string | null;
  /** What would be allowed there, or instead. */
  readonly allowed: readonly string[];
  /** The platform it is about. */
  readonly platform: string | null;
  /** The platform's id of the request, for its support. */
  readonly requestId: string | null;
  /** What the platform itself said. */
  readonly upstream: Upstream;
  /** Everything else that is known, by name. */
  readonly context: Readonly<Record<string, string>>;
  /** All of it as data, to be logged or sent on. */
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.code = `AFTERSYNC_${failure.kind.toUpperCase() as Uppercase<ErrorKind>}`;
    this.kind = failure.kind;
    this.retryable = failure.retryable;
    this.retry = failure.retry;
    this.retryAfterMs = failure.retry_after_ms ?? null;
    this.phase = failure.phase;
    this.operation = failure.operation;
    this.hint = failure.hint ?? null;
    this.field = failure.field ?? null;
    this.allowed = failure.allowed;
    this.platform = failure.platform ?? null;
    this.requestId = failure.request_id ?? null;
    this.upstream = {
      status: failure.upstream_status ?? null,
      code: failure.upstream_code ?? null,
      message: failure.upstream_message ?? null,
    };
    this.context = failure.context;
    this.failure = failure;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** True for one of another copy of this package in the same program, too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && BRAND in value;
  }
}

/** A failure that was found on this side of the border. */
export function failure(kind: ErrorKind, message: string, more: Partial<Failure> = {}): AftersyncError {
  return new AftersyncError({
    kind,
    message,
    operation: "",
    retryable: false,
    retry: "never",
    phase: "not_sent",
    allowed: [],
    context: {},
    ...more,
  });
}

/** The typed error of what the native half threw: its message is the failure as JSON. */
export function typed(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof AftersyncError) return thrown;
  if (thrown.message.startsWith('{"kind":')) return new AftersyncError(JSON.parse(thrown.message) as Failure);
  return failure("internal", "the native half failed", { operation: "call.native", context: { said: thrown.message } });
}
