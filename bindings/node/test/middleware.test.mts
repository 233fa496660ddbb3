/** Webhooks through Express, Fastify and Hono: the bytes as they came, and the answer the platform wants. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import test, { type TestContext } from "node:test";

import { Desk, type WebhookReply } from "aftersync";
import { aftersync as expressly } from "aftersync/express";
import { aftersync as fastly } from "aftersync/fastify";
import { aftersync as honoly } from "aftersync/hono";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";

import { KEY, pushed, SECRET, SHOP, signed } from "./platform.mjs";
import { folder } from "./support.mjs";

/** What a framework makes of a request. */
type Ask = (path: string, body: Uint8Array, headers: Array<[string, string]>) => Promise<Response>;
interface Served {
  ask: Ask;
  replies: WebhookReply[];
}

async function open(t: TestContext): Promise<Desk> {
  const apps = [{ platform: "douyin", app: KEY, secret: SECRET }];
  const on = await Desk.open(`${folder(t)}/desk.db`, { apps, unsealed: true });
  t.after(() => on.close());
  await on.configure({ shops: [{ platform: "douyin", shop: SHOP, app: KEY }] });
  return on;
}

async function listen(t: TestContext, server: Server): Promise<Ask> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return (path, body, headers) =>
    fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", body: body as Uint8Array<ArrayBuffer>, headers });
}

const FRAMEWORKS: Record<string, (t: TestContext, desk: Desk) => Promise<Served>> = {
  Express: async (t, desk) => {
    const replies: WebhookReply[] = [];
    const app = express();
    app.post(
      "/webhooks/:app",
      expressly(desk, { app: (request) => String(request.params["app"]), onReply: (reply) => replies.push(reply) }),
    );
    app.use(express.json());
    return { ask: await listen(t, createServer(app)), replies };
  },
  Fastify: async (t, desk) => {
    const replies: WebhookReply[] = [];
    const server = fastify();
    t.after(() => server.close());
    await server.register(
      fastly(desk, {
        path: "/webhooks/:app",
        app: (request) => (request.params as { app: string }).app,
        onReply: (reply) => replies.push(reply),
      }),
    );
    // Outside of it, bodies are still read.
    server.post("/json", async (request) => (request.body as { a: number }).a + 1);
    const url = await server.listen({ host: "127.0.0.1", port: 0 });
    const ask: Ask = (path, body, headers) =>
      fetch(url + path, { method: "POST", body: body as Uint8Array<ArrayBuffer>, headers });
    const parsed = await ask("/json", Buffer.from('{"a":1}'), [["content-type", "application/json"]]);
    assert.equal(await parsed.text(), "2");
    return { ask, replies };
  },
  Hono: async (_, desk) => {
    const replies: WebhookReply[] = [];
    const app = new Hono();
    app.post(
      "/webhooks/:app",
      honoly(desk, { app: (context) => context.req.param("app") ?? "", onReply: (reply) => replies.push(reply) }),
    );
    return {
      ask: async (path, body, headers) =>
        app.request(path, { method: "POST", body: body as Uint8Array<ArrayBuffer>, headers }),
      replies,
    };
  },
};

for (const [name, serve] of Object.entries(FRAMEWORKS)) {
  test(`${name}: a genuine webhook is taken in and acknowledged`, async (t) => {
    const on = await open(t);
    const { ask, replies } = await serve(t, on);
    const body = pushed();
    for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
      const answer = await ask(`/webhooks/${KEY}?a=%31&b`, body, [...signed(body), ["content-type", type]]);
      assert.equal(answer.status, 200, await answer.clone().text());
      assert.match(answer.headers.get("content-type") ?? "", /json/);
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), Buffer.from(replies.at(-1)?.body ?? []));
    }
    assert.deepEqual(
      replies.map((reply) => reply.taken),
      [1, 1, 1],
    );
    assert.equal((await on.claimJobs(["refetch"])).length, 1);
  });

  test(`${name}: a forged webhook is refused, and one for nobody`, async (t) => {
    const on = await open(t);
    const { ask, replies } = await serve(t, on);
    const body = pushed();
    const forged = await ask(`/webhooks/${KEY}`, Buffer.concat([body, Buffer.from(" ")]), signed(body));
    assert.equal(forged.status, 401);
    const empty = await ask(`/webhooks/${KEY}`, new Uint8Array(), []);
    assert.equal(empty.status, 401);
    const nobody = await ask("/webhooks/nobody", body, signed(body));
    assert.ok(nobody.status >= 400);
    assert.deepEqual(
      replies.map((reply) => reply.refused?.kind),
      ["signature", "signature", "not_found"],
    );
    assert.deepEqual(await on.claimJobs(["refetch"]), []);
  });

  test(`${name}: a body that is too large is refused, and a desk that was closed asks for it again`, async (t) => {
    const on = await open(t);
    const { ask } = await serve(t, on);
    const large = await ask(`/webhooks/${KEY}`, Buffer.alloc(5_000_000, "x"), []);
    assert.ok(large.status >= 400 && large.status < 500, String(large.status));
    await on.close();
    const body = pushed();
    const late = await ask(`/webhooks/${KEY}`, body, signed(body));
    assert.ok(late.status >= 500, String(late.status));
  });
}

test("Express: a body that was parsed before is told of, and one that was kept raw is taken", async (t) => {
  const on = await open(t);
  const app = express();
  let told: unknown;
  app.post("/raw", express.raw({ type: () => true }), expressly(on, { app: KEY }));
  app.use(express.json());
  app.post("/parsed", expressly(on, { app: KEY }));
  app.use((error: unknown, _request: unknown, response: express.Response, _next: unknown) => {
    told = error;
    response.status(500).end();
  });
  const ask = await listen(t, createServer(app));
  const body = pushed();
  const headers: Array<[string, string]> = [...signed(body), ["content-type", "application/json"]];
  assert.equal((await ask("/raw", body, headers)).status, 200);
  assert.equal((await ask("/parsed", body, headers)).status, 500);
  assert.match(String((told as { hint?: string }).hint), /before any body parser/);
});
