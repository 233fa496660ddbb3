/** The program ends by itself, in workers too; nothing is left of a desk that was closed. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { Worker } from "node:worker_threads";

import { Desk } from "aftersync";

import { CONFIG, folder, order, pause } from "./support.mjs";

const HEAD = 'import { Desk } from "aftersync"; const desk = Desk._forTests(); await desk.configure({});';

/** Runs a program to its end; it is killed after a minute. */
function ran(program: string, type = "module"): { code: number | null; out: string; error: string; ms: number } {
  const began = performance.now();
  const args = [`--input-type=${type}`, "--expose-gc", "-e", program];
  const cwd = join(import.meta.dirname, "../..");
  const done = spawnSync(process.execPath, args, { cwd, timeout: 60_000, encoding: "utf8" });
  return { code: done.status, out: done.stdout.trim(), error: done.stderr, ms: performance.now() - began };
}

const ENDS: Array<[string, string]> = [
  ["without closing", `${HEAD} console.log(await desk.head());`],
  ["after closing", `${HEAD} console.log(await desk.head()); await desk.close();`],
  ["by await using", `${HEAD} console.log(await desk.head()); await desk[Symbol.asyncDispose]();`],
  ["after leaving a loop", `${HEAD} for await (const e of desk.events()) { console.log(e.cursor); break; }`],
  [
    "after aborting a loop",
    `${HEAD} try { for await (const e of desk.events({ signal: AbortSignal.timeout(50) })) console.log(e.cursor); } catch {}`,
  ],
  [
    "after an aborted wait",
    `${HEAD} console.log(1); await desk.waitEvents(1, { timeout_ms: 60000, signal: AbortSignal.timeout(20) }).catch(() => {});`,
  ],
  ["with a call under way", `${HEAD} console.log(1); void desk.configure({ shops: [] });`],
  ["when it says so", `${HEAD} console.log(1); void desk.waitEvents(1, { timeout_ms: 60000 }); process.exit(0);`],
  [
    "when a channel was stopped",
    `${HEAD} const p = desk.plug("app", { pull: () => undefined, push: () => undefined }); console.log(1); await p.stop();`,
  ],
];

for (const [how, program] of ENDS) {
  test(`the program ends by itself: ${how}`, () => {
    const { code, out, error, ms } = ran(program);
    assert.deepEqual([code, out, error], [0, "1", ""]);
    assert.ok(ms < 20_000, `${ms} ms`);
  });
}

test("an error nobody catches ends the program with its text and code", () => {
  const { code, error } = ran(`${HEAD} await desk.ticket("x");`);
  assert.equal(code, 1);
  assert.match(error, /AFTERSYNC_MALFORMED/);
});

test("CommonJS gets the same classes as modules do", () => {
  const program = `const { Desk, AftersyncError } = require("aftersync");
    import("aftersync").then((esm) => console.log(esm.Desk === Desk, esm.AftersyncError === AftersyncError));`;
  const { code, out, error } = ran(program, "commonjs");
  assert.deepEqual([code, out, error], [0, "true true", ""]);
});

const WORKER = `
  import { parentPort, workerData } from "node:worker_threads";
  import { Desk } from "aftersync";
  const desk = await Desk.open(workerData.path, { unsealed: true });
  const facts = workerData.facts;
  for (const fact of facts) await desk.ingest([fact]);
  parentPort.postMessage(await desk.head());
  if (workerData.hang) { void desk.waitEvents(10 ** 9, { timeout_ms: 60000 }); for await (const _ of desk.events({ since: 10 ** 9 })); }
  else if (workerData.close) await desk.close();
`;

function worker(path: string, facts: unknown[], more: object = {}): Worker {
  const url = new URL(`data:text/javascript,${encodeURIComponent(bridged(WORKER))}`);
  return new Worker(url, { workerData: { path, facts, ...more } });
}

/** A module without a file cannot find the package by its name. */
function bridged(program: string): string {
  return program.replace('"aftersync"', JSON.stringify(import.meta.resolve("aftersync")));
}

const told = (from: Worker): Promise<number> =>
  new Promise((resolve, reject) => from.once("message", resolve).once("error", reject));
const ended = (from: Worker): Promise<number> => new Promise((resolve) => from.once("exit", resolve));

test("workers have desks of their own, beside the program's", async (t) => {
  const here = folder(t);
  const workers = [0, 1, 2].map((n) => {
    const facts = Array.from({ length: 10 }, (_, at) => order(`${n}${at}`));
    return worker(join(here, `${n}.db`), facts, { close: n % 2 === 0 });
  });
  const ends = workers.map(ended);
  const heads = await Promise.all(workers.map(told));
  assert.ok(heads.every((head) => head >= 10));
  assert.deepEqual(await Promise.all(ends), [0, 0, 0]);
  await using again = await Desk.open(join(here, "1.db"), { unsealed: true });
  assert.equal(await again.head(), heads[1]);
});

test("workers and the program share one file", async (t) => {
  const path = join(folder(t), "desk.db");
  await using on = await Desk.open(path, { unsealed: true });
  await on.configure(CONFIG);
  const workers = [0, 1].map((n) =>
    worker(
      path,
      Array.from({ length: 20 }, (_, at) => order(`${n}${at}`)),
      { close: true },
    ),
  );
  const ends = workers.map(ended);
  for (let n = 0; n < 20; n += 1) await on.ingest([order(`9${n}`)]);
  await Promise.all(ends);
  const seen: number[] = [];
  for await (const event of on.events()) {
    seen.push(event.cursor);
    if (seen.length === 61) break;
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 61 }, (_, n) => n + 1),
  );
  assert.deepEqual(await on.check(), []);
});

test("a worker that is cut off while it waits takes nothing with it", async (t) => {
  const here = folder(t);
  for (let n = 0; n < 5; n += 1) {
    const hanging = worker(join(here, "desk.db"), [order(`1${n}`)], { hang: true });
    await told(hanging);
    await pause(5);
    await hanging.terminate();
  }
  await using on = await Desk.open(join(here, "desk.db"), { unsealed: true });
  assert.deepEqual(await on.check(), []);
  assert.ok((await on.head()) >= 5);
});

/** Threads of this process, where the system lists them. */
function threads(): number {
  try {
    return readdirSync("/proc/self/task").length;
  } catch {
    return 0;
  }
}

/** 10,000 take minutes: so many are opened when it is asked for. */
const OPENINGS = Number(process.env["AFTERSYNC_OPENINGS"] ?? 1_000);

test(`${OPENINGS} times a desk is opened and closed, and nothing is left of it`, async (t) => {
  const path = join(folder(t), "desk.db");
  await (await Desk.open(path, { unsealed: true })).close();
  let number = 0;
  const open = async (times: number) => {
    for (let n = 0; n < times; n += 1) {
      const on = await Desk.open(path, { unsealed: true });
      number += 1;
      if (number % 10 === 0) await on.ingest([order(`69${number}`)]);
      if (number % 25 === 0) for await (const _ of on.events()) break;
      await on.close();
    }
  };
  const turn = async (times: number) => {
    await Promise.all([open(times / 2), open(times / 2)]);
    await pause(50);
    return { rss: process.memoryUsage().rss / 1e6, threads: threads() };
  };
  const marks = [await turn(OPENINGS * 0.1), await turn(OPENINGS * 0.4), await turn(OPENINGS * 0.5)];
  const [warm, half, full] = marks;
  assert.ok(warm && half && full);
  console.log(
    `memory in MB after 10 %, 50 %, 100 % of ${OPENINGS}: ${marks.map((at) => at.rss.toFixed(0)).join(", ")}`,
  );
  console.log(`threads: ${marks.map((at) => at.threads).join(", ")}`);
  assert.ok(full.rss - half.rss < 60, "the second half took no more memory");
  assert.ok(full.threads <= warm.threads + 8, "and no threads");
});

test("a desk that nobody holds any more lets go of what it had", () => {
  const program = `import { Desk } from "aftersync"; import { readdirSync } from "node:fs";
    for (let n = 0; n < 40; n += 1) { const desk = Desk._forTests(); if (n % 10 === 0) await desk.configure({}); }
    for (let n = 0; n < 20; n += 1) { gc(); await new Promise((r) => setTimeout(r, 20)); }
    console.log(readdirSync("/proc/self/task").length < 40);`;
  if (threads() === 0) return;
  const { code, out, error } = ran(program);
  assert.deepEqual([code, out, error], [0, "true", ""]);
});
