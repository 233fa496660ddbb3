/** The native half: JSON in, JSON out. Not for use from outside. */
declare namespace native {
  class Stop {
    stop(): void;
  }
  interface NativeDesk {
    call(name: string, args: string, body?: Uint8Array, stop?: Stop): Promise<string | null | undefined>;
    callNow(name: string, args: string): string;
    news(since: number, timeoutMs: number, stop: Stop): Promise<void>;
    tenant(name: string): NativeDesk;
    close(): Promise<void>;
    readonly isClosed: boolean;
    setClock(now: number): void;
    gauge(what: string, name: string): number;
    jobsWaiting(kind: string): number;
    storeFaults(): string[];
  }
  function open(options: string): Promise<NativeDesk>;
  function openForTests(options: string): NativeDesk;
  function methods(): string[];
  function deriveId(name: string, parts: string[]): string;
  function version(): string;
  function panicForTests(): void;
  function panicLaterForTests(): Promise<void>;
}
export = native;
