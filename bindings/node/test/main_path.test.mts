/** From a signed webhook to a ticket, an action and its events; and what stays in the file. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import {
  AftersyncError,
  accountId,
  agentId,
  type CustomField,
  Desk,
  isKnown,
  system,
  type TicketQuery,
} from "aftersync";

import { fakePlatform, KEY, pushed, SECRET, SHOP, signed } from "./platform.mjs";
import { ABSENT, AT, afterSale, all, desk, folder, internal, ME, only, opened, order } from "./support.mjs";

test("a webhook becomes a ticket that is acted on", async (t) => {
  const platform = await fakePlatform(t);
  const path = join(folder(t), "desk.db");
  const key = Uint8Array.from({ length: 32 }, (_, n) => n);
  const apps = [{ platform: "douyin", app: KEY, secret: SECRET, base_url: platform.url }];
  let cursor = 0;
  {
    await using on = await Desk.open(path, { key, apps });
    await on.configure({ shops: [{ platform: "douyin", shop: SHOP, app: KEY }] });
    await on.connect("douyin", SHOP, { tokens: { access: "a", refresh: "r", expires_at: Date.now() + 3_600_000 } });

    const body = pushed();
    const forged = await on.webhook(KEY, Buffer.concat([body, Buffer.from(" ")]), { headers: signed(body) });
    assert.deepEqual([forged.status, forged.taken, forged.refused?.kind], [401, 0, "signature"]);
    await assert.rejects(on.receive(KEY, body), { code: "AFTERSYNC_SIGNATURE" });
    const reply = await on.receive(KEY, body, { headers: signed(body) });
    assert.deepEqual([reply.status, reply.taken, reply.kept], [200, 1, 0]);
    assert.equal(JSON.parse(Buffer.from(reply.body).toString()).code, 0);

    const another = pushed("7100222222222222002", "6920111111111111003", "6920111111111111004");
    const view = new Uint8Array(new Uint8Array([0, ...another, 0]).buffer, 1, another.length);
    const replies = await on.receiveAll(KEY, [
      { body: another, headers: signed(body) },
      { body: view, headers: signed(another) },
    ]);
    assert.deepEqual(
      replies.map((one) => [one.status, one.taken, one.refused?.kind]),
      [
        [401, 0, "signature"],
        [200, 1, undefined],
      ],
    );
    assert.equal(JSON.parse(Buffer.from(replies[1]?.body ?? []).toString()).code, 0);
    // Nothing can be read back of an object the platform does not know.
    const unknown = await on.receiveAll(KEY, [{ body: "no base64!" as unknown as Uint8Array }]).catch((error) => error);
    assert.deepEqual([unknown.code, unknown.field], ["AFTERSYNC_MALFORMED", "deliveries[0].body"]);

    await on.runDue();
    assert.ok(platform.asked.includes("/afterSale/Detail"));
    const { item: ticket, version } = only(await all(on.iterTickets({ open: true })));
    assert.deepEqual([ticket.platform, ticket.amounts.requested], ["douyin", 12_800]);
    const possible = (await on.allowed(ticket.id, ME)).filter((one) => one.possible).map((one) => one.trigger);
    assert.ok(possible.includes("approve_refund"));
    const applied = await on.act(ME).approveRefund(ticket.id, { key: "once", expect: version });
    assert.equal(applied.ticket, ticket.id);
    assert.ok((await on.act(ME).approveRefund(ticket.id, { key: "once" })).repeated);
    const bodies = (await all(on.iterEvents())).map((event) => event.body);
    const commands = bodies.flatMap((one) => (isKnown(one) && one.kind === "command_applied" ? [one.command] : []));
    assert.equal(commands.filter((command) => command === "approve_refund").length, 1);
    assert.deepEqual(await on.check(), []);
    cursor = await on.head();
  }
  await using again = await Desk.open(path, { key });
  assert.equal(await again.head(), cursor);
  assert.equal((await all(again.iterTickets())).length, 1);
  await assert.rejects(Desk.open(path, { key: new Uint8Array(32) }), { code: "AFTERSYNC_CONFIG" });
});

test("the key lies beside the file unless one is given", async (t) => {
  const path = join(folder(t), "desk.db");
  await (await Desk.open(path)).close();
  assert.equal(statSync(`${path}.key`).size, 32);
  const unsealed = await Desk.open(join(folder(t), "open.db"), { unsealed: true, tenant: "acme" });
  assert.deepEqual(await unsealed.check(), []);
  await unsealed.close();
});

test("questions and lists", async (t) => {
  const on = await desk(t);
  const id = await opened(on);
  const found = await on.ticket(id);
  assert.ok(found);
  assert.deepEqual(await on.ticketByNumber(found.item.number), found);
  assert.equal(await on.ticket(ABSENT), null);
  const view = await on.customer({ account: accountId("douyin", "1", "buyer-1") });
  assert.deepEqual(
    view?.tickets.map((one) => one.item.id),
    [id],
  );
  const bought = await on.order("douyin", "691");
  assert.deepEqual(
    bought?.tickets.map((one) => one.item.id),
    [id],
  );
  const moments = await all(on.iterTimeline(id));
  assert.ok(moments.length > 0 && moments.every((moment) => "event" in moment));
  assert.ok(await on.buyerView(id, "en"));
  assert.deepEqual(await on.replay(id), []);
  assert.equal((await all(on.iterProducts())).length, 1);
  assert.equal((await all(on.iterOrders())).length, 1);
  assert.equal((await all(on.iterCustomers())).length, 1);
  assert.deepEqual(await all(on.iterDeadLetters()), []);
  assert.deepEqual(await all(on.iterQuarantined()), []);
  assert.equal((await on.config()).shops?.[0]?.shop, "1");
  assert.deepEqual(await on.tenants(), ["acme"]);
  assert.equal(await on.now(), AT);
  assert.equal(await on.waiting(), 0);
});

test("tasks and agents", async (t) => {
  const on = await desk(t);
  const [id, an] = [await opened(on), agentId("an")];
  const act = on.act(system());
  await act.putAgent({ id: an, external_id: "an", name: "An", groups: ["dock"], presence: "online" });
  for (let n = 0; n < 3; n += 1) await act.openTask(id, "warehouse_check", { group: "dock" });
  const found = await all(on.iterTasks({ group: "dock", limit: 2 }));
  assert.equal(found.length, 3);
  const [first] = found;
  assert.ok(first);
  await act.moveTask(first.item.id, "assign", { agent: an, expect: first.version });
  await assert.rejects(act.moveTask(first.item.id, "start", { expect: first.version }), { code: "AFTERSYNC_CONFLICT" });
  assert.deepEqual(await all(on.iterTasks({ agent: an })), [await on.task(first.item.id)]);
  assert.equal((await all(on.iterTasks({ ticket: id, unassigned: true, limit: 1 }))).length, 2);
  await assert.rejects(on.tasks({ ticket: id, agent: an }), {
    code: "AFTERSYNC_MALFORMED",
    allowed: ["ticket", "group", "agent"],
  });
  const view = only(await all(on.iterAgents({ group: "dock", presence: "online", limit: 1 })));
  assert.deepEqual(await on.agent(an), view);
  assert.deepEqual([view.agent.name, view.off_shift], ["An", false]);
  assert.equal(await on.agent(agentId("bo")), null);
});

test("own fields are set and found", async (t) => {
  const on = await desk(t);
  const id = await opened(on);
  const custom: CustomField[] = [
    { on: "customer", name: "vip", of: "flag" },
    { on: "line", name: "gift", of: "flag" },
  ];
  await on.configure({ ...(await on.config()), custom });
  const view = await on.customer({ account: accountId("douyin", "1", "buyer-1") });
  const me = on.act(system());
  await me.editCustomer(view?.customer.item.id ?? "", { custom: { vip: true }, add_tags: ["friend"] });
  const { item: placed } = only(await all(on.iterOrders()));
  await me.editLine({ order: placed.id, line: "L1", custom: { gift: true } });
  const ids = async (query: TicketQuery) => (await all(on.iterTickets(query))).map((one) => one.item.id);
  for (const [value, wanted] of [[true, [id]] as const, [false, []] as const]) {
    assert.deepEqual(await ids({ custom: [{ on: "customer", name: "vip", is: value }] }), wanted);
    assert.deepEqual(await ids({ custom: [{ on: "line", name: "gift", is: value }] }), wanted);
  }
  assert.equal((await all(on.iterCustomers({ tag: "friend", custom: { vip: true } }))).length, 1);
  await assert.rejects(me.editLine({ order: placed.id, line: "L1", custom: { vip: true } }), {
    code: "AFTERSYNC_REJECTED",
    message: /no such custom field/,
  });
});

test("pages are fetched when they are needed", async (t) => {
  const on = await desk(t);
  const ids: string[] = [];
  for (let n = 10; n < 17; n += 1) ids.push(await opened(on, String(n)));
  const listed = (await all(on.iterTickets({ limit: 2, order: "oldest" }))).map((one) => one.item.id);
  assert.deepEqual(listed.sort(), ids.sort());
  let calls = 0;
  const { tickets } = on;
  on.tickets = (...given) => {
    calls += 1;
    return tickets.apply(on, given);
  };
  for await (const one of on.iterTickets({ limit: 2 })) {
    assert.ok(ids.includes(one.item.id));
    break;
  }
  assert.equal(calls, 1);
});

test("rows of a list say what the tickets say", async (t) => {
  const on = await desk(t);
  const ids: string[] = [];
  for (let n = 20; n < 25; n += 1) ids.push(await opened(on, String(n)));
  await on.act(system()).edit(ids[0] ?? "", { add_tags: ["vip"] });
  for (const query of [{ order: "oldest" }, { tag: "vip" }, { platform: "tiktok" }] as const) {
    const tickets = await all(on.iterTickets(query));
    const rows = await all(on.iterTicketRows({ ...query, limit: 2 }));
    assert.deepEqual(
      rows.map(({ id, version, number, headline, amounts, account, opened_at, tags = [] }) => {
        return { id, version, number, headline, amounts, account, opened_at, tags };
      }),
      tickets.map(({ version, item: { id, number, headline, amounts, account, opened_at, local } }) => {
        return { id, version, number, headline, amounts, account, opened_at, tags: local.tags };
      }),
    );
  }
  const row = only((await on.ticketRows({ tag: "vip" })).items);
  assert.deepEqual([row.tags, "ended_at" in row], [["vip"], false]);
  await assert.rejects(on.ticketRows({ order: "urgent" }), { code: "AFTERSYNC_UNSUPPORTED" });
});

test("figures", async (t) => {
  const on = await desk(t);
  await opened(on);
  const day = Math.floor(AT / 86_400_000);
  const row = only(await on.rates({ dim: "all", grain: "day", since: day - 1, until: day + 1 }));
  assert.deepEqual([row.sold_units, row.tickets, row.sold], [2, 1, [{ minor: 10_000, currency: "CNY" }]]);
  const counters = await on.counters({ grain: "day", from: day - 1, to: day + 1, dim: "all" });
  assert.equal(counters.find(([id]) => id.metric === "sold_units")?.[1], 2);
});

test("many at once", async (t) => {
  const on = await desk(t);
  const id = await opened(on);
  const note = (ticket: string) => ({ actor: ME, act: { do: "note", ticket, text: "hello" } as const });
  const [good, bad] = await on.executeAll([note(id), note(ABSENT)]);
  assert.equal(good?.ok?.ticket, id);
  assert.ok(bad?.error);
  assert.equal(new AftersyncError(bad.error).code, "AFTERSYNC_NOT_FOUND");
  const same = await on.ingest([order("691"), afterSale("A1", "691")]);
  assert.deepEqual(
    same.map((one) => one.ok?.effect),
    ["duplicate", "duplicate"],
  );
  const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => on.ingest([order(`7${n}`)])));
  assert.ok(answers.every(([one]) => one?.ok?.effect === "new"));
  const applied = await Promise.all(Array.from({ length: 40 }, () => on.act(ME).approveRefund(id, { key: "once" })));
  assert.equal(applied.filter((one) => !one.repeated).length, 1);
});

test("files and imports", async (t) => {
  const on = await desk(t);
  const photo = Buffer.from("a photo \0\xff", "latin1");
  const hash = await on.putBlob(photo);
  assert.equal(hash, createHash("sha256").update(photo).digest("hex"));
  const again = await on.getBlob(hash);
  assert.ok(again instanceof Uint8Array && photo.equals(again));
  assert.equal(await on.getBlob("0".repeat(64)), null);
  const path = join(folder(t), "products.csv");
  writeFileSync(path, "id,title\ncup-1,Cup\n");
  const mapping = { what: "products", fields: { external_id: "id", title: "title" } } as const;
  const dry = await on.importFile(mapping, { path, options: { dry_run: true } });
  assert.deepEqual([dry.stopped ?? null, dry.progress.accepted], [null, 1]);
  const first = await on.importFile(mapping, { content: "id,title\ncup-1,Cup\n" });
  const second = await on.importFile(mapping, { path });
  assert.deepEqual([first.progress.new, second.progress.new, second.progress.duplicate], [1, 0, 1]);
  await assert.rejects(on.importFile(mapping), { code: "AFTERSYNC_MALFORMED" });
});

test("jobs of the host", async (t) => {
  const on = await desk(t);
  await opened(on);
  const [job] = await on.claimJobs(["notify"]);
  assert.ok(job?.job.body.kind === "notify");
  assert.equal(await on.finishJob(job.job.id, job.lease, { outcome: { end: { how: "done" } } }), true);
  assert.equal(await on.finishJob(job.job.id, job.lease), false);
});

test("merchants are apart", async (t) => {
  const on = await desk(t);
  await opened(on);
  const other = on.forTenant("other");
  assert.deepEqual((await other.tickets()).items, []);
  assert.equal((await other.act(system()).configure({})).repeated, false);
  assert.ok((await on.tickets()).items.length > 0);
});

test("every row of the table has its method", async (t) => {
  const on = await desk(t);
  const { native } = await internal<{ native: { methods(): string[] } }>("native.js");
  const camel = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const names = native.methods().map((name) => (name === "events" ? "eventPage" : camel(name)));
  assert.ok(names.length > 50);
  for (const name of names) assert.equal(typeof Reflect.get(on, name), "function", name);
});
