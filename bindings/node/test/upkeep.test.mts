/** What is looked up and looked after beside the daily work. */
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";

import { agentId, Desk, type Observation } from "aftersync";

import { AT, CONFIG, desk, folder, ME, opened } from "./support.mjs";

const NOWHERE = "22".repeat(16);

test("words of a notice", async (t) => {
  const on = await desk(t);
  const id = await opened(on);
  const number = (await on.ticket(id))?.item.number ?? assert.fail("no ticket");
  const zh = (await on.noticeText({ id, notice: "N1", lang: "zh" })) ?? "";
  const en = (await on.noticeText({ id, notice: "N1", lang: "en" })) ?? "";
  assert.notEqual(zh, en);
  assert.ok(zh.includes(number) && en.includes(number), `${zh} ${en}`);
});

test("phones of an agent", async (t) => {
  const on = await desk(t);
  const agent = agentId("an");
  await on.act(ME).putAgent({ id: agent, external_id: "an", name: "an" });
  assert.deepEqual(await on.devices(agent), []);
  const handed = await on.registerDevice(ME, agent);
  const [phone] = await on.devices(agent);
  assert.deepEqual([phone?.id, phone?.agent, phone?.revoked_at ?? null], [handed.device, agent, null]);
  await on.act(ME).revokeDevice(handed.device);
  assert.ok((await on.devices(agent))[0]?.revoked_at);
});

test("who it may be, and how they came to be", async (t) => {
  const on = await desk(t);
  const seen = (uid: string): Observation => ({
    source: "calls",
    id: uid,
    at: AT,
    account: { platform: "wechat", scope: "w1", uid },
    blocks: [{ phone: "13911112222" }],
  });
  const { customer } = await on.observe(seen("o-1"));
  assert.equal((await on.observe(seen("o-2"))).customer, customer);
  const how = await on.how(customer);
  assert.equal(how.steps.length, 1);
  assert.notEqual(how.en, how.zh);
  assert.equal((await on.lookup(seen("o-3")))[0]?.customer, customer);
  const stats = await on.identityStats();
  assert.deepEqual([stats.accounts, stats.sizes], [2, [{ accounts: 2, customers: 1 }]], "it was only asked");
});

test("articles that may be the same", async (t) => {
  const on = await desk(t);
  const id = (n: number) => n.toString(16).padStart(32, "0");
  for (const [n, title] of ["red china cup 300 ml", "red china cup, 300ml", "wool blanket"].entries()) {
    await on.act(ME).putProduct({ id: id(n), title });
  }
  const alike = await on.similarProducts(id(0), { limit: 5 });
  assert.deepEqual(
    alike.map((one) => one.product.title),
    ["red china cup, 300ml"],
  );
});

test("upkeep", async (t) => {
  const on = await desk(t);
  await opened(on);
  assert.ok((await on.rebuildCounters()) > 0);
  assert.deepEqual(await on.check(), []);
  await assert.rejects(on.rotateKeys(), { code: "AFTERSYNC_UNSUPPORTED" });
  await assert.rejects(on.redrive(ME, NOWHERE), { code: "AFTERSYNC_NOT_FOUND" });
  await assert.rejects(on.redriveQuarantined(NOWHERE), { code: "AFTERSYNC_NOT_FOUND" });
  await assert.rejects(on.poll("douyin", "1"), { name: "AftersyncError" });
  await assert.rejects(on.authorizeUrl("nobody", "s"), { code: "AFTERSYNC_NOT_FOUND" });
  await on.routeShop({ platform: "douyin", shop: "1", tenant: "acme" });
});

test("a key is exchanged", async (t) => {
  const path = join(folder(t), "desk.db");
  const [old, key] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  {
    await using on = await Desk.open(path, { key: old });
    await on.configure(CONFIG);
    await opened(on);
  }
  {
    await using on = await Desk.open(path, { key, oldKeys: [old] });
    assert.ok((await on.rotateKeys()) > 0);
  }
  await using on = await Desk.open(path, { key });
  assert.deepEqual(await on.check(), []);
});
