// A backend in one file: webhooks in, server-sent events out, commands of agents.
//
//   node example/backend.mjs        (settings come from the environment, see `settings` below)
import { pathToFileURL } from "node:url";

import { AftersyncError, agentId, Desk } from "aftersync";
import { aftersync } from "aftersync/express";
import express from "express";

const STATUS = {
  malformed: 400,
  signature: 403,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rejected: 422,
  unavailable: 503,
};

/** What an agent may do over HTTP: the name in the path, and the call it becomes. */
const COMMANDS = {
  note: (me, ticket, { text, ...options }) => me.note(ticket, text, options),
  reply: (me, ticket, { text, ...options }) => me.reply(ticket, text, options),
  edit: (me, ticket, options) => me.edit(ticket, options),
  approve_refund: (me, ticket, options) => me.approveRefund(ticket, options),
  reject: (me, ticket, options) => me.reject(ticket, options),
};

/** Opens the desk and serves it. Gives where, and how to end it. */
export async function serve({ path, apps, config, connect, port = 0, everyMs = 1_000 }) {
  const desk = await Desk.open(path, { apps });
  await desk.configure(config);
  if (connect) await desk.connect(connect.platform, connect.shop, { tokens: connect.tokens });
  const ending = new AbortController();
  const worker = work(desk, everyMs, ending.signal);

  const app = express();
  // Before any body parser: the bytes are what is signed.
  app.post("/webhooks/:app", aftersync(desk, { app: (request) => request.params.app, onReply: worker.look }));
  // Phones that keep a copy of their owner's work: bytes in, bytes out. Who asks says your own login; here a header.
  app.post("/sync", express.raw({ type: () => true, limit: "2mb" }), async (request, response) => {
    const user = { agent: agentId(request.get("x-agent") ?? "nobody") };
    const answer = await desk.sync(user, request.body);
    response.type("application/octet-stream").send(Buffer.from(answer));
  });
  app.use(express.json());
  app.get("/events", (request, response, next) => stream(desk, request, response, ending.signal).catch(next));
  app.get("/tickets", async (request, response) => {
    response.json(await desk.tickets({ open: true, after: request.query.after ?? null }));
  });
  app.post("/tickets/:ticket/:command", async (request, response) => {
    const { ticket, command } = request.params;
    const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
    if (run === undefined) return response.status(404).json({ message: "there is no such command" });
    const me = desk.act({ role: "agent", agent: agentId(request.get("x-agent") ?? "nobody") });
    response.json(await run(me, ticket, request.body ?? {}));
  });
  app.use((error, _request, response, next) => {
    if (response.headersSent || !(error instanceof AftersyncError)) return next(error);
    response.status(STATUS[error.kind] ?? 500).json(error.failure);
  });

  const server = app.listen(port, "127.0.0.1");
  await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
  return {
    desk,
    port: server.address().port,
    async close() {
      ending.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await worker.done;
      await desk.close();
    },
  };
}

/** Carries out what is due: when something came in, and once in a while. */
function work(desk, everyMs, signal) {
  let wake = () => {};
  const rest = () =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  signal.addEventListener("abort", () => wake());
  const run = async () => {
    while (!signal.aborted) {
      await desk.runDue({ signal }).catch((error) => signal.aborted || console.error(error));
      if (!signal.aborted) await rest();
    }
  };
  return { done: run(), look: () => wake() };
}

/** Events from where the browser was: it tells by itself which was the last one it saw. */
async function stream(desk, request, response, ending) {
  const left = new AbortController();
  response.on("close", () => left.abort());
  const signal = AbortSignal.any([left.signal, ending]);
  const since = Number(request.get("last-event-id") ?? request.query.since ?? 0);
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  response.flushHeaders();
  try {
    for await (const event of desk.events({ since, signal })) {
      const data = JSON.stringify(event, (_, value) => (typeof value === "bigint" ? String(value) : value));
      const flows = response.write(`id: ${event.cursor}\ndata: ${data}\n\n`);
      // A browser that reads slowly is read for slowly; the log keeps the rest.
      if (!flows) await drained(response, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    response.end();
  }
}

function drained(response, signal) {
  return new Promise((resolve) => {
    response.once("drain", resolve);
    signal.addEventListener("abort", resolve, { once: true });
  });
}

/** From the environment: one shop, and one application with tokens for it. */
function settings(environment) {
  const { DESK = "desk.db", PORT = "8080", PLATFORM: platform = "douyin", SHOP: shop = "1" } = environment;
  const {
    APP: app,
    SECRET: secret = "",
    BASE_URL: base_url = null,
    ACCESS: access,
    REFRESH: refresh = "",
  } = environment;
  const tokens = access ? { access, refresh, expires_at: Date.now() + 3_600_000 } : undefined;
  return {
    path: DESK,
    port: Number(PORT),
    apps: app ? [{ platform, app, secret, base_url }] : [],
    config: { shops: [{ platform, shop, app: app ?? "" }] },
    connect: tokens && { platform, shop, tokens },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const backend = await serve(settings(process.env));
  console.log(JSON.stringify({ port: backend.port }));
  const end = () => backend.close();
  process.once("SIGTERM", end).once("SIGINT", end).once("message", end);
}
