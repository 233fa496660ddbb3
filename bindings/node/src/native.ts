import native = require("../loader.cjs");

import { failure, typed } from "./errors.js";

export { native };

/** Runs something of the native half; what it throws is typed. */
export function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    throw typed(thrown);
  }
}

/** An id that follows from names. */
export function derive(name: string, parts: Record<string, string>): string {
  for (const [field, part] of Object.entries(parts)) mustBeText(field, part);
  return guarded(() => native.deriveId(name, Object.values(parts)));
}

/** What goes to the native half by itself, and not as JSON, is checked here. */
export function mustBeText(field: string, value: unknown): void {
  if (typeof value === "string") return;
  throw failure("malformed", `\`${field}\`: a string is wanted`, { operation: "call.arguments", field });
}

/**
 * Runs a call that a signal may give up: then it fails with the signal's reason at once, and what the call held is let
 * go. What was handed in by then is not taken back.
 */
export async function stoppable<T>(
  signal: AbortSignal | undefined,
  run: (stop?: native.Stop) => Promise<T | null | undefined>,
): Promise<T> {
  signal?.throwIfAborted();
  const stop = signal === undefined ? undefined : new native.Stop();
  const abort = () => stop?.stop();
  signal?.addEventListener("abort", abort, { once: true });
  let got: T | null | undefined;
  try {
    got = await run(stop);
  } catch (thrown) {
    throw typed(thrown);
  } finally {
    signal?.removeEventListener("abort", abort);
  }
  if (got === null || got === undefined) signal?.throwIfAborted();
  return got as T;
}
