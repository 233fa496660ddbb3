/** A channel of the host's own: what it brings is taken in, answers go out through it, each once. */
import assert from "node:assert/strict";
import test from "node:test";

import { AftersyncError, type CustomChannel, Desk, type Fact, type PlugOptions, type Push } from "aftersync";

import { desk, folder, ME, only, pause } from "./support.mjs";

/** A buyer writes in the host's own app. */
function message(number: number): Fact {
  const at = Date.now();
  return {
    platform: "app",
    shop: "app",
    revision: 1,
    occurred_at: at,
    body: {
      type: "message",
      external_id: `m-${number}`,
      conversation: `talk-${number}`,
      channel: "chat",
      sender: "buyer",
      account: { scope: "app", uid: `u-${number}` },
      text: "杯子碎了",
      issue: "damaged",
      at,
    },
  };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await holds())) {
    assert.ok(performance.now() < end, "it did not come to pass");
    await pause(5);
  }
}

async function opened(t: test.TestContext): Promise<Desk> {
  const on = await Desk.open(`${folder(t)}/desk.db`, { unsealed: true });
  t.after(() => on.close());
  return on;
}

const QUICK: PlugOptions = { everyMs: 5 };

test("messages come in and answers go out, in both directions once", async (t) => {
  const on = await opened(t);
  const queue = Array.from({ length: 25 }, (_, n) => message(n));
  const acknowledged: unknown[] = [];
  const sent: Push[] = [];
  const ends: CustomChannel = {
    pull: (since) => {
      acknowledged.push(since);
      const from = (since as number | undefined) ?? 0;
      return { facts: queue.slice(from, from + 10), next: Math.min(from + 10, queue.length) };
    },
    push: (push) => {
      sent.push(push);
    },
  };
  const plug = on.plug("app", ends, QUICK);
  await until(async () => (await on.tickets({ limit: 100 })).items.length === 25);
  for await (const { item } of on.iterTickets())
    await on.act(ME).reply(item.id, `about ${item.number}`, { key: item.id });
  await until(() => sent.length === 25);
  await plug.stop();
  assert.deepEqual(acknowledged.slice(0, 4), [undefined, 10, 20, 25]);
  const texts = sent.map((push) => push.text);
  assert.equal(new Set(texts).size, 25);
  assert.ok(texts.every((text) => text?.startsWith("about ")));
  assert.deepEqual(await on.claimJobs(["reply"]), []);
  assert.equal((await on.deadLetters()).items.length, 0);
});

test("a push that throws is tried again, and told of", async (t) => {
  const on = await opened(t);
  await on.ingest([message(1)]);
  const { item } = only((await on.tickets()).items);
  await on.act(ME).reply(item.id, "hello");
  const errors: unknown[] = [];
  let tries = 0;
  const push = async () => {
    tries += 1;
    if (tries < 3) throw new TypeError("the host's own");
  };
  const plug = on.plug("app", { push }, { ...QUICK, onError: (error) => errors.push(error) });
  await until(() => tries === 3);
  await plug.stop();
  assert.equal(errors.length, 2);
  assert.ok(errors.every((error) => error instanceof TypeError));
  assert.deepEqual(await on.claimJobs(["reply"]), []);
});

test("a push that can never succeed is given up, where a person sees it", async (t) => {
  const on = await opened(t);
  await on.ingest([message(1)]);
  const { item } = only((await on.tickets()).items);
  await on.act(ME).reply(item.id, "hello");
  const never = new AftersyncError({
    kind: "rejected",
    message: "the buyer is gone",
    operation: "",
    retryable: false,
    retry: "never",
    phase: "answered",
    allowed: [],
    context: {},
  });
  let tries = 0;
  const push = () => {
    tries += 1;
    throw never;
  };
  const plug = on.plug("app", { push }, QUICK);
  await until(async () => (await on.deadLetters()).items.length === 1 || tries > 1);
  await plug.stop();
  assert.equal(tries, 1);
});

test("a pull that throws rests and goes on from the same place; who listens cannot stop it", async (t) => {
  const on = await opened(t);
  const asked: unknown[] = [];
  const pull: CustomChannel["pull"] = (since) => {
    asked.push(since);
    if (asked.length < 3) throw new Error("no network");
    return asked.length === 3 ? { facts: [message(1)], next: "after 1" } : undefined;
  };
  let told = 0;
  const onError = () => {
    told += 1;
    throw new Error("and the listener throws too");
  };
  const plug = on.plug("app", { pull }, { ...QUICK, since: "start", onError });
  await until(() => asked.length >= 5);
  await plug.stop();
  assert.deepEqual(asked.slice(0, 5), ["start", "start", "start", "after 1", "after 1"]);
  assert.equal(told, 2);
  assert.equal((await on.tickets()).items.length, 1);
});

test("a fact that is refused for good is told of, and the others go on", async (t) => {
  const on = await opened(t);
  const bad = message(1);
  const refused: unknown[] = [];
  let pulls = 0;
  const pull = () => {
    pulls += 1;
    return pulls === 1 ? { facts: [{ ...bad, platform: "" }, message(2)], next: 1 } : undefined;
  };
  const onError: PlugOptions["onError"] = (error, about) => refused.push([error, about]);
  const plug = on.plug("app", { pull }, { ...QUICK, onError });
  await until(() => pulls >= 3);
  await plug.stop();
  const told = refused as Array<[AftersyncError, Fact]>;
  assert.equal(told.length, 1, JSON.stringify(told));
  assert.equal(told[0]?.[1].platform, "");
  assert.equal((await on.tickets()).items.length, 1);
});

test("answers for another channel are left to it", async (t) => {
  const on = await opened(t);
  await on.ingest([message(1)]);
  const { item } = only((await on.tickets()).items);
  await on.act(ME).reply(item.id, "hello");
  let sent = 0;
  const push = () => {
    sent += 1;
  };
  const other = on.plug("other", { push }, QUICK);
  await pause(100);
  await other.stop();
  assert.equal(sent, 0);
});

test("a channel ends with its signal, and with its desk", async (t) => {
  const on = await desk(t);
  const stop = new AbortController();
  const first = on.plug("app", { pull: () => undefined }, { everyMs: 60_000, signal: stop.signal });
  stop.abort();
  await first.done;
  const second = on.plug("app", { push: () => undefined }, QUICK);
  await on.close();
  await second.done;
});
