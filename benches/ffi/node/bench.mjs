// What the border between Node and Rust costs: `node benches/ffi/node/bench.mjs [--webhooks 20000] [--rust PROGRAM]`.
// Measure what is shipped: `npm run build` in bindings/node, and for the rate of Rust alone
// `cargo build --profile dist -p aftersync-bindings-common --example webhooks`. Figures are the best of so many rounds
// (`--rounds`), taken in turn in one run.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { Desk } from "../../../bindings/node/dist/index.mjs";

const { values } = parseArgs({
  options: {
    webhooks: { type: "string", default: "20000" },
    wide: { type: "string", default: "512" },
    rust: { type: "string" },
    rounds: { type: "string", default: "5" },
  },
});
const [APP, SECRET, SHOP] = ["7012345678901234567", "a secret", "880011"];
const ROUNDS = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), "aftersync-bench-"));
const WIDE = Number(values.wide);
const BULK = WIDE / 2;
const rows = [];

function row(what, value, target, met) {
  rows.push({ what, value, target, met: met === undefined ? "" : met ? "yes" : "NO" });
}

async function best(times, run) {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < times; n += 1) {
    const began = performance.now();
    await run();
    least = Math.min(least, performance.now() - began);
  }
  return least;
}

function pushes(count) {
  return Array.from({ length: count }, (_, n) => {
    const id = String(7_100_000_000_000_000n + BigInt(n));
    const data = `{"p_id":9${id},"s_id":8${id},"shop_id":${SHOP},"aftersale_id":${id},"aftersale_status":6,"aftersale_type":1,"refund_amount":12800,"reason_code":15,"apply_time":1760000000,"update_time":"2025-10-09T16:53:20+08:00"}`;
    const body = JSON.stringify([{ tag: "200", msg_id: `m-${id}`, data }]);
    const sign = createHash("md5").update(APP).update(body).update(SECRET).digest("hex");
    return [sign, body];
  });
}

async function open(name) {
  const apps = [{ platform: "douyin", app: APP, secret: SECRET }];
  const desk = await Desk.open(join(folder, name), { apps });
  await desk.configure({ shops: [{ platform: "douyin", shop: SHOP, app: APP }] });
  return desk;
}

/** Webhooks a second from Node: each its own call, or as many at once by one. */
async function fromNode(all, round, bulk) {
  const desk = await open(`node-${bulk ? "bulk" : "each"}-${round}.db`);
  const given = all.map(([sign, body]) => ({
    body: Buffer.from(body),
    headers: [
      ["App-Id", APP],
      ["Event-Sign", sign],
    ],
  }));
  let at = 0;
  let taken = 0;
  const lane = async () => {
    while (at < given.length) {
      const { body, headers } = given[at++];
      const reply = await desk.webhook(APP, body, { headers, path: `/webhooks/${APP}` });
      taken += reply.taken;
    }
  };
  // Two calls under way: one is taken in while the next is written.
  const bulkLane = async () => {
    while (at < given.length) {
      const part = given.slice(at, at + BULK);
      at += part.length;
      for (const reply of await desk.receiveAll(APP, part)) taken += reply.taken;
    }
  };
  const began = performance.now();
  if (bulk) await Promise.all([bulkLane(), bulkLane()]);
  else await Promise.all(Array.from({ length: WIDE }, lane));
  const rate = (given.length * 1_000) / (performance.now() - began);
  if (taken !== given.length) throw new Error(`${taken} of ${given.length} were taken in`);
  await desk.close();
  return rate;
}

function fromRust(file, round) {
  const args = [file, values.wide, join(folder, `rust-${round}.db`), APP, SECRET, SHOP];
  return Number(execFileSync(values.rust, args, { encoding: "utf8" }));
}

async function webhooks() {
  const all = pushes(Number(values.webhooks));
  const file = join(folder, "pushes.json");
  writeFileSync(file, JSON.stringify(all));
  let [each, bulk, rust] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    bulk = Math.max(bulk, await fromNode(all, round, true));
    if (values.rust !== undefined) rust = Math.max(rust, fromRust(file, round));
    each = Math.max(each, await fromNode(all, round, false));
  }
  row(`webhooks a second from Node, in bulk: ${BULK} a call, two calls under way`, Math.round(bulk), "");
  row(`webhooks a second from Node, one a call: ${WIDE} calls under way`, Math.round(each), "");
  if (rust === 0) return;
  row(`webhooks a second from Rust alone, ${WIDE} under way`, Math.round(rust), "");
  const share = (of) => `${((of / rust) * 100).toFixed(0)} %`;
  row("Node's share of that, in bulk", share(bulk), ">= 85 %", bulk / rust >= 0.85);
  row("Node's share of that, one a call", share(each), ">= 85 %", each / rust >= 0.85);
}

function request(n) {
  const paid = { minor: 10_000, currency: "CNY" };
  const common = { platform: "douyin", shop: SHOP, revision: 1, occurred_at: 1_780_272_000_000 };
  const at = common.occurred_at;
  const line = { external_id: "L1", sku: "cup", title: "陶瓷杯", quantity: 2, paid };
  const order = { external_id: `69${n}`, state: "paid", paid, lines: [line], created_at: at, paid_at: at };
  const account = { scope: SHOP, uid: `buyer-${n % 300}` };
  const asked = {
    external_id: `A${n}`,
    order: `69${n}`,
    lines: [{ line: "L1", quantity: 1, amount: paid }],
    kind: "refund_only",
  };
  const state = { raw_status: "6", rank: 1, claim: {}, requested: paid, created_at: at };
  return [
    { ...common, body: { type: "order", account, ...order } },
    { ...common, body: { type: "after_sale", ...asked, ...state } },
  ];
}

async function reads() {
  const desk = await open("reads.db");
  for (let n = 0; n < 1_000; n += 100) {
    await desk.ingest(Array.from({ length: 100 }, (_, at) => request(n + at)).flat());
  }
  const native = desk._native;
  const args = JSON.stringify({ query: { limit: 1_000 } });
  const json = await native.call("tickets", args);
  await rowsOfAList(desk, native, args);
  const list = await best(20, () => desk.tickets({ limit: 1_000 }));
  row("1,000 whole tickets", `${list.toFixed(1)} ms`, "");
  row(
    "  of that: read, opened and written as JSON in Rust",
    `${(await best(20, () => native.call("tickets", args))).toFixed(1)} ms`,
    "",
  );
  row(
    "  of that: JSON.parse",
    `${(await best(20, () => JSON.parse(json))).toFixed(1)} ms of ${(json.length / 1e6).toFixed(2)} MB`,
    "",
  );
  const micros = async (calls, run) => `${(((await best(10, run)) * 1_000) / calls).toFixed(1)} us`;
  row(
    "now(), one by one",
    await micros(5_000, async () => {
      for (let n = 0; n < 5_000; n += 1) await desk.now();
    }),
    "",
  );
  row(
    "head(), one by one",
    await micros(1_000, async () => {
      for (let n = 0; n < 1_000; n += 1) await desk.head();
    }),
    "",
  );
  row(
    "head(), all at once",
    await micros(1_000, () => Promise.all(Array.from({ length: 1_000 }, () => desk.head()))),
    "",
  );
  await ticks(desk);
  await desk.close();
}

/** What a list or a queue shows. */
async function rowsOfAList(desk, native, args) {
  const list = await best(100, () => desk.ticketRows({ limit: 1_000 }));
  row("1,000 tickets as typed rows", `${list.toFixed(1)} ms`, "<= 10 ms", list <= 10);
  const json = await native.call("ticket_rows", args);
  const rust = await best(100, () => native.call("ticket_rows", args));
  row("  of that: read and written as JSON in Rust", `${rust.toFixed(1)} ms`, "");
  const parse = await best(100, () => JSON.parse(json));
  row("  of that: JSON.parse", `${parse.toFixed(1)} ms of ${(json.length / 1e6).toFixed(2)} MB`, "");
}

/** How often the event loop turns while a long call runs. */
async function ticks(desk) {
  const facts = Array.from({ length: 5_000 }, (_, n) => request(10_000 + n)).flat();
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 1);
  const began = performance.now();
  const pending = [];
  for (let at = 0; at < facts.length; at += 500) {
    pending.push(desk.ingest(facts.slice(at, at + 500)));
    await new Promise(setImmediate);
  }
  await Promise.all(pending);
  const taken = performance.now() - began;
  clearInterval(ticking);
  row(`ticks of 1 ms while 10,000 facts are taken in`, `${turns} in ${taken.toFixed(0)} ms`, "> 0", turns > 0);
}

await webhooks();
await reads();
rmSync(folder, { recursive: true, force: true });
const width = (key) => Math.max(...rows.map((one) => String(one[key]).length), key.length);
const [a, b, c] = ["what", "value", "target"].map(width);
console.log(`| ${"what".padEnd(a)} | ${"value".padEnd(b)} | ${"target".padEnd(c)} | met |`);
console.log(`| ${"-".repeat(a)} | ${"-".repeat(b)} | ${"-".repeat(c)} | --- |`);
for (const one of rows) {
  console.log(
    `| ${one.what.padEnd(a)} | ${String(one.value).padEnd(b)} | ${one.target.padEnd(c)} | ${one.met.padEnd(3)} |`,
  );
}
