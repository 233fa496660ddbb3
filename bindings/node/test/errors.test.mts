/** Errors by kind, with typed fields; wrong input names the field and what is allowed. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { AftersyncError, agentId, Desk, type Failure, type Money } from "aftersync";

import { ABSENT, all, desk, folder, internal, ME, opened, order } from "./support.mjs";

/** What a call fails with. */
async function failure(call: Promise<unknown>): Promise<AftersyncError> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof AftersyncError, String(error));
    return error;
  }
  return assert.fail("it did not fail");
}

// biome-ignore lint/suspicious/noExplicitAny: what JavaScript could hand over
type Anything = any;

test("kinds from real calls", async (t) => {
  const on = await desk(t);
  const id = await opened(on);
  const absent = await failure(on.allowed(ABSENT, ME));
  assert.equal(absent.code, "AFTERSYNC_NOT_FOUND");
  assert.deepEqual(
    [absent.name, absent.kind, absent.operation, absent.retryable, absent.retry, absent.retryAfterMs],
    ["AftersyncError", "not_found", "desk.allowed", false, "never", null],
  );
  const found = await on.ticket(id);
  await on.act(ME).note(id, "seen");
  const stale = await failure(on.act(ME).approveRefund(id, { expect: (found?.version ?? 0) - 1 }));
  assert.deepEqual([stale.code, stale.retry, stale.retryable], ["AFTERSYNC_CONFLICT", "reload", true]);
  const refused = await failure(on.act(ME).repairDone(id));
  assert.deepEqual([refused.code, refused.phase], ["AFTERSYNC_REJECTED", "not_sent"]);
  assert.equal((await failure(on.capabilities("nowhere"))).code, "AFTERSYNC_CONFIG");
  assert.equal((await failure(on.receive("no-app", Buffer.from("{}")))).code, "AFTERSYNC_NOT_FOUND");
});

test("an error shows where it was asked for, and can be sent on as data", async (t) => {
  const on = await desk(t);
  async function asking() {
    await on.allowed(ABSENT, ME);
  }
  const error = await failure(asking());
  assert.match(error.stack ?? "", /asking/);
  const again = new AftersyncError(JSON.parse(JSON.stringify(error.failure)) as Failure);
  assert.deepEqual({ ...again }, { ...error });
  assert.equal(again.message, error.message);
  assert.equal(structuredClone(error.failure).kind, "not_found");
});

const nested = (depth: number): unknown => (depth === 0 ? {} : { a: nested(depth - 1) });
const WRONG: Array<[string, (on: Anything) => Promise<unknown>, string | null, string?]> = [
  ["a number for an id", (on) => on.ticket(5), "id"],
  ["no hexadecimal digits", (on) => on.ticket("no hex"), "id"],
  ["half a character", (on) => on.ticket("\ud800"), "id"],
  ["nothing for an id", (on) => on.ticket(), "id"],
  ["null for an id", (on) => on.ticket(null), "id"],
  ["a word there is not", (on) => on.tickets({ headlines: ["opn"] }), "query.headlines[0]", "refunding"],
  ["a number below 0", (on) => on.tickets({ limit: -1 }), "query.limit"],
  ["a fraction", (on) => on.tickets({ limit: 1.5 }), "query.limit"],
  ["no number", (on) => on.tickets({ limit: Number.NaN }), "query.limit"],
  ["a number for a word", (on) => on.tickets({ kind: 3 }), "query.kind"],
  ["a field there is not", (on) => on.tickets({ opne: true }), "query.opne", "open"],
  ["a role there is not", (on) => on.execute({ actor: { role: "king" }, act: NOTE }), "command.actor.role", "agent"],
  ["an act there is not", (on) => on.execute({ actor: ME, act: { do: "mvoe" } }), "command.act.do", "move"],
  ["no words", (on) => on.execute({ actor: ME, act: { do: "note", ticket: ABSENT } }), "command.act.text"],
  ["no act", (on) => on.execute({ actor: ME }), "command.act"],
  ["a kind of job there is not", (on) => on.claimJobs(["nothing"]), "kinds[0]", "notify"],
  ["an option there is not", (on) => on.claimJobs(["notify"], { leaseMs: 5 }), "?", "lease_ms"],
  ["an empty object", (on) => on.customer({}), "whom.customer"],
  ["more than 64 bits", (on) => on.eventPage(2n ** 70n), "since"],
  ["a place that is no number", (on) => on.eventPage("1"), "since"],
  ["a time that is no number", (on) => on.waitEvents(0, { timeout_ms: "soon" }), "timeout_ms"],
  ["a language there is not", (on) => on.buyerView(ABSENT, "fr"), "lang", "zh"],
  ["a function", (on) => on.ingest(() => 5), "facts"],
  ["a list that holds itself", (on) => on.ingest(around()), "facts"],
  ["nested too deeply", (on) => on.execute(nested(500)), "command"],
  ["a text of 20 million characters", (on) => on.ticketByNumber("x".repeat(20_000_000)), null],
];
const NOTE = { do: "note", ticket: ABSENT, text: "" };

function around(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

for (const [what, call, field, allowed] of WRONG) {
  test(`wrong input names the field: ${what}`, async (t) => {
    const wrong = await failure(call(await desk(t)));
    assert.equal(wrong.code, "AFTERSYNC_MALFORMED");
    assert.equal(wrong.field, field, wrong.message);
    assert.ok(allowed === undefined || wrong.allowed.includes(allowed), wrong.allowed.join(", "));
    assert.ok(wrong.message.length < 500);
  });
}

test("huge payloads are errors", async (t) => {
  const on = await desk(t);
  assert.equal((await failure(on.putBlob(new Uint8Array(200_000_000)))).kind, "malformed");
  const long = Buffer.alloc(20_000_000, "x");
  assert.equal((await failure(on.receive("no-app", long))).kind, "malformed");
  const reply = await on.webhook("no-app", long);
  assert.ok(reply.status >= 400 && reply.refused?.kind === "malformed");
  assert.deepEqual(await on.check(), []);
});

test("bytes that are none are refused", async (t) => {
  const on = await desk(t);
  const error = await failure(on.receive("app", "text" as Anything));
  assert.equal(error.kind, "malformed");
  assert.equal(error.field, "body");
});

test("whole numbers of 64 bits come and go unchanged", async (t) => {
  const on = await desk(t);
  const revision = 9_007_199_254_740_993n;
  await on.ingest([{ ...order("691"), revision }]);
  const [placed] = await all(on.iterOrders());
  assert.equal(placed?.item.order.revision.number, revision);
  assert.equal(
    BigInt.asUintN(64, BigInt(placed?.item.order.revision.hash ?? 0)),
    BigInt(placed?.item.order.revision.hash ?? 0),
  );
  const wide: Money = { minor: (2n ** 62n) as unknown as number, currency: "CNY" };
  const id = await opened(on, "2");
  assert.equal((await failure(on.act(ME).approveRefund(id, { amount: wide }))).kind, "rejected");
});

test("a panic is an error, and the program goes on", async (t) => {
  const on = await desk(t);
  const { native } = await internal<{ native: Record<"panicForTests" | "panicLaterForTests", () => unknown> }>(
    "native.js",
  );
  const { typed } = await internal<{ typed: (thrown: unknown) => unknown }>("errors.js");
  for (const run of [native.panicForTests, native.panicLaterForTests]) {
    try {
      await run();
      assert.fail("it did not fail");
    } catch (thrown) {
      const error = typed(thrown) as AftersyncError;
      assert.equal(error.code, "AFTERSYNC_INTERNAL");
      assert.equal(error.context["panic"], "a panic on purpose");
    }
  }
  assert.ok((await on.head()) > 0);
});

test("calls after close", async () => {
  const on = Desk._forTests();
  const other = on.forTenant("other");
  const waiting = all(on.events());
  await Promise.all([on.close(), on.close()]);
  await on.close();
  assert.ok(on.closed && other.closed);
  assert.deepEqual(await waiting, []);
  const calls = [on.now(), on.head(), on.config(), on.tickets(), on.waitEvents(0), other.configure({})];
  for (const closed of await Promise.all(calls.map(failure))) {
    assert.deepEqual([closed.code, closed.retryable], ["AFTERSYNC_UNAVAILABLE", false]);
    assert.match(closed.hint ?? "", /open/);
  }
  assert.deepEqual(await all(on.events()), []);
  assert.throws(() => on.forTenant("x"), { code: "AFTERSYNC_UNAVAILABLE" });
});

test("closing while calls are under way answers each of them", async () => {
  const on = Desk._forTests();
  const calls = Array.from({ length: 50 }, (_, n) => on.ingest([order(`69${n}`)]));
  const closed = on.close();
  const settled = await Promise.allSettled(calls);
  await closed;
  const kinds = settled.map((one) => (one.status === "fulfilled" ? "ok" : (one.reason as AftersyncError).kind));
  assert.ok(
    kinds.every((kind) => kind === "ok" || kind === "unavailable"),
    kinds.join(", "),
  );
});

test("options of opening are checked", async (t) => {
  const path = join(folder(t), "desk.db");
  const short = await failure(Desk.open(path, { key: Buffer.from("short") }));
  assert.deepEqual([short.code, short.field], ["AFTERSYNC_CONFIG", "key"]);
  assert.equal((await failure(Desk.open(join(path, "no", "desk.db")))).kind, "unavailable");
  const apps: Anything = [{ platform: "douyin" }];
  assert.equal((await failure(Desk.open(path, { apps }))).field, "apps[0].app");
  assert.equal((await failure(Desk.open(5 as Anything))).field, "path");
  assert.equal((await failure(Desk.open(path, { tennant: "x" } as Anything))).field, "tennant");
  assert.throws(() => Desk._forTests({ seed: "x" } as Anything), { code: "AFTERSYNC_MALFORMED", field: "seed" });
  writeFileSync(path, "this is no desk, and long enough to be seen as something else than an empty file".repeat(50));
  assert.ok(["config", "unavailable", "malformed"].includes((await failure(Desk.open(path))).kind));
});

test("ids follow from names", () => {
  assert.equal(agentId("an"), agentId("an"));
  assert.notEqual(agentId("an"), agentId("bo"));
  assert.match(agentId("an"), /^[0-9a-f]{32}$/);
  const wrong = { code: "AFTERSYNC_MALFORMED", field: "external" };
  for (const given of [undefined, 5, null, {}] as Anything[]) assert.throws(() => agentId(given), wrong);
  const on = Desk._forTests();
  assert.throws(() => on.forTenant(5 as Anything), { code: "AFTERSYNC_MALFORMED", field: "name" });
  return on.close();
});
