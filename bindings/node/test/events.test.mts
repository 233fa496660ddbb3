/** Events: each is seen once, however the wait for it is given up. */
import assert from "node:assert/strict";
import test from "node:test";

import { Desk, isKnown, type Recorded } from "aftersync";

import { all, CONFIG, desk, internal, ME, opened, order, pause } from "./support.mjs";

test("following sees what is there, and then what comes", async (t) => {
  const on = await desk(t);
  const seen: number[] = [];
  const watching = (async () => {
    for await (const event of on.events({ since: 0 })) {
      seen.push(event.cursor);
      if (seen.length === 31) return;
    }
  })();
  for (let n = 0; n < 30; n += 1) await on.ingest([order(`8${n}`)]);
  await watching;
  assert.deepEqual(
    seen,
    Array.from({ length: 31 }, (_, n) => n + 1),
  );
});

test("a place may be a bigint, and must be a place", async (t) => {
  const on = await desk(t);
  const since = BigInt(await on.head()) as unknown as number;
  const next = on.events({ since }).next();
  await on.ingest([order("81")]);
  assert.equal(((await next).value as Recorded).cursor, Number(since) + 1);
  for (const wrong of ["1", {}, null, 1.5] as unknown as number[]) {
    await assert.rejects(on.events({ since: wrong }).next(), { code: "AFTERSYNC_MALFORMED", field: "since" });
  }
});

test("many follow at once, each from its own place", async (t) => {
  const on = await desk(t);
  const wanted = 40;
  const follow = async (since: number): Promise<number[]> => {
    const seen: number[] = [];
    for await (const { cursor } of on.events({ since })) {
      seen.push(cursor);
      if (cursor === wanted) break;
    }
    return seen;
  };
  const watching = [0, 1, 5, 20].map(follow);
  for (let n = 0; n < wanted - 1; n += 1) void on.ingest([order(`8${n}`)]);
  for (const [at, seen] of (await Promise.all(watching)).entries()) {
    const since = [0, 1, 5, 20][at] ?? 0;
    assert.deepEqual(
      seen,
      Array.from({ length: wanted - since }, (_, n) => since + n + 1),
    );
  }
});

test("an aborted wait fails with the signal's reason at once", async (t) => {
  const on = await desk(t);
  const since = await on.head();
  const stop = new AbortController();
  const reason = new Error("enough");
  setTimeout(() => stop.abort(reason), 20);
  await assert.rejects(all(on.events({ since, signal: stop.signal })), reason);
  await assert.rejects(all(on.events({ signal: AbortSignal.abort() })), { name: "AbortError" });
  await assert.rejects(on.head({ signal: AbortSignal.abort() }), { name: "AbortError" });
  await assert.rejects(on.now({ signal: AbortSignal.abort() }), { name: "AbortError" });
  await assert.rejects(on.waitEvents(since, { timeout_ms: 60_000, signal: AbortSignal.timeout(30) }), {
    name: "TimeoutError",
  });
});

test("a wait for news is ended at once by news, by giving it up, and by closing", async () => {
  const on = Desk._forTests();
  await on.configure(CONFIG);
  const { native } = await internal<{ native: { Stop: new () => { stop(): void } } }>("native.js");
  const endings: Array<(stop: { stop(): void }) => unknown> = [
    () => on.ingest([order("81")]),
    (stop) => stop.stop(),
    () => on.close(),
  ];
  for (const end of endings) {
    const stop = new native.Stop();
    // Far longer than the test may take: only what is meant to end it does.
    const waiting = on._native.news(await on.head(), 600_000, stop);
    await pause(5);
    await end(stop);
    await waiting;
  }
});

test("waits that are given up again and again lose no event and give none twice", async (t) => {
  const on = await desk(t);
  const start = await on.head();
  let cursor = start;
  const seen: number[] = [];
  for (let n = 0; n < 60; n += 1) {
    const stop = new AbortController();
    const iterator = on.events({ since: cursor, signal: stop.signal });
    const next = iterator.next().catch(() => undefined);
    if (n % 3 === 0) await pause(1);
    stop.abort();
    await on.ingest([order(`9${n}`)]);
    const got = await next;
    if (got?.value !== undefined) {
      cursor = (got.value as Recorded).cursor;
      seen.push(cursor);
    }
  }
  for await (const event of on.iterEvents(cursor)) seen.push(event.cursor);
  assert.deepEqual(
    seen,
    Array.from({ length: 60 }, (_, n) => start + n + 1),
  );
});

test("leaving the loop ends it, and a throw in its body is the caller's", async (t) => {
  const on = await desk(t);
  await on.ingest([order("81")]);
  await assert.rejects(
    (async () => {
      for await (const _ of on.events()) throw new RangeError("the host's own");
    })(),
    { name: "RangeError", message: "the host's own" },
  );
  const iterator = on.events({ since: await on.head() });
  const waiting = iterator.next();
  await pause(5);
  assert.deepEqual(await iterator.return?.(), { value: undefined, done: true });
  assert.deepEqual(await waiting, { value: undefined, done: true });
  assert.deepEqual(await iterator.next(), { value: undefined, done: true });
  assert.equal((await all(on.iterEvents())).length, 2);
});

test("closing ends following", async () => {
  const on = Desk._forTests();
  await on.configure(CONFIG);
  const watching = all(on.events());
  await pause(20);
  await on.close();
  assert.equal((await watching).length, 1);
});

test("waiting for a page ends by an event, or by its time", async (t) => {
  const on = await desk(t);
  const since = await on.head();
  const empty = await on.waitEvents(since, { timeout_ms: 30 });
  assert.deepEqual([empty.events, empty.head], [[], since]);
  const waiting = on.waitEvents(since, { timeout_ms: 30_000 });
  await pause(300);
  await on.ingest([order("81")]);
  assert.equal((await waiting).events.length, 1);
});

test("an aborted command holds no lock and is applied once", async (t) => {
  const on = await desk(t);
  const id = await opened(on);
  const wanted: string[] = [];
  for (let n = 0; n < 40; n += 1) {
    const stop = new AbortController();
    const text = `note ${n}`;
    const first = on.act(ME).note(id, text, { key: text, signal: stop.signal });
    if (n % 2 === 0) await Promise.resolve();
    stop.abort();
    await first.catch((error: Error) => assert.equal(error.name, "AbortError"));
    await on.act(ME).note(id, text, { key: text });
    wanted.push(text);
  }
  const bodies = (await all(on.iterEvents())).map(({ body }) => body);
  const notes = bodies.flatMap((body) => (isKnown(body) && body.kind === "note_added" ? [body.text] : []));
  assert.deepEqual(notes.sort(), wanted.sort());
});

test("events of a later version are kept whole", () => {
  const body = { kind: "not_yet_invented", number: 5 };
  assert.equal(isKnown(body), false);
});

test("the event loop goes on while calls run", async (t) => {
  const on = await desk(t);
  let ticks = 0;
  const ticking = setInterval(() => {
    ticks += 1;
  }, 1);
  await on.waitEvents(await on.head(), { timeout_ms: 400 });
  const waiting = ticks;
  const facts = Array.from({ length: 3_000 }, (_, n) => order(`5${n}`));
  await on.ingest(facts);
  clearInterval(ticking);
  console.log(
    `ticks of 1 ms: ${waiting} while 400 ms were waited for, ${ticks - waiting} while 3000 facts were taken in`,
  );
  assert.ok(waiting > 0 && ticks > waiting);
});
