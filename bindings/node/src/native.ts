import native = require("../loader.cjs");

import { typed } from "./errors.js";

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
export function derive(name: string, parts: string[]): string {
  return guarded(() => native.deriveId(name, parts));
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
