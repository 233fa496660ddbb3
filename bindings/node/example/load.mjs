// Load on the backend of this folder: platforms push (and push again), agents work, browsers watch.
//
//   node example/load.mjs [--webhooks 300] [--streams 20] [--agents 8]
//
// Ends with an error when anything was lost, came twice or came out of order.
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    webhooks: { type: "string", default: "300" },
    streams: { type: "string", default: "20" },
    agents: { type: "string", default: "8" },
  },
});
const [webhooks, streams, agents] = [values.webhooks, values.streams, values.agents].map(Number);
const [APP, SECRET, SHOP] = ["7012345678901234567", "a secret for the load", "880011"];
const NUMBER = 7_100_000_000_000_000n;

/** Runs something for each of many, or of what will be there, so many at once. */
async function spread(items, wide, run) {
  const rest = items[Symbol.iterator]();
  const lane = async () => {
    for (const item of rest) await run(await item);
  };
  await Promise.all(Array.from({ length: wide }, lane));
}

/** A platform that knows every after-sale it is asked for. */
async function platform() {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const id = /"after_sale_id":\s*"?(\d+)/.exec(body)?.[1];
    const known = request.url.startsWith("/afterSale/Detail") && id !== undefined;
    const answer = known
      ? `{"code":10000,"msg":"success","sub_code":"","sub_msg":"","log_id":"l","data":${detail(id)}}`
      : '{"code":40004,"msg":"x","sub_code":"isv.not-found","sub_msg":"y","data":null,"log_id":"l"}';
    response.writeHead(200, { "content-type": "application/json" }).end(answer);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** An after-sale in the platform's own words; its numbers are wider than JavaScript's. */
function detail(id) {
  return `{"process_info":{"after_sale_info":{"after_sale_id":${id},"after_sale_status":6,"after_sale_type":1,
    "refund_status":1,"refund_total_amount":12800,"real_refund_amount":0,"apply_time":1760000000,"reason_code":15,
    "update_time":1760000000,"status_deadline":1760200000,"reason":"x","got_pkg":1,"part_type":0},
    "arbitrate_info":null,"logistics_info":{"return":null,"exchange":null,"order":[],"resend":null},
    "record_logs_list":[]},"order_info":{"shop_order_id":9${id},"sku_order_infos":[{"sku_order_id":8${id}}]}}`;
}

function push(id) {
  const data = `{"p_id":9${id},"s_id":8${id},"shop_id":${SHOP},"aftersale_id":${id},"aftersale_status":6,
    "aftersale_type":1,"refund_amount":12800,"reason_code":15,"apply_time":1760000000,
    "update_time":"2025-10-09T16:53:20+08:00"}`;
  return Buffer.from(JSON.stringify([{ tag: "200", msg_id: `m-${id}`, data }]));
}

const times = { "a webhook is acknowledged": [], "a command is answered": [] };

async function send(path, body, headers, kind) {
  const began = performance.now();
  const answer = await fetch(`${base}${path}`, { method: "POST", body, headers });
  const text = await answer.text();
  times[kind].push(performance.now() - began);
  assert.equal(answer.status, 200, text);
  return JSON.parse(text);
}

/** Watches the log as a browser does, and breaks off half-way to go on from where it was. */
function watch(onEvent) {
  const seen = [];
  let current;
  const open = () => {
    current = httpRequest(`${base}/events`, { headers: { "last-event-id": String(seen.at(-1) ?? 0) } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
        const parts = text.split("\n\n");
        text = parts.pop() ?? "";
        for (const part of parts) {
          const event = JSON.parse(part.slice(part.indexOf("\ndata: ") + 7));
          seen.push(event.cursor);
          onEvent?.(event);
        }
      });
      response.on("error", () => {});
    });
    current.on("error", () => {}).end();
  };
  open();
  const again = () => {
    current.destroy();
    open();
  };
  return { seen, again, end: () => current.destroy() };
}

const folder = mkdtempSync(join(tmpdir(), "aftersync-load-"));
const fake = await platform();
const environment = { DESK: join(folder, "desk.db"), PORT: "0", SHOP, APP, SECRET, ACCESS: "a", REFRESH: "r" };
const backend = fork(new URL("backend.mjs", import.meta.url), {
  env: { ...process.env, ...environment, BASE_URL: `http://127.0.0.1:${fake.address().port}` },
  stdio: ["ignore", "pipe", "inherit", "ipc"],
});
const ended = new Promise((resolve) => backend.once("exit", resolve));
const { port } = JSON.parse(await new Promise((resolve) => backend.stdout.once("data", resolve)));
const base = `http://127.0.0.1:${port}`;

try {
  await run();
} finally {
  backend.send("end");
  await ended;
  fake.close();
  rmSync(folder, { recursive: true, force: true });
}

async function run() {
  const tickets = [];
  // The tickets that the first stream will tell of.
  const opened = Array.from({ length: webhooks }, () => {
    let tell;
    const promise = new Promise((resolve) => {
      tell = resolve;
    });
    return { promise, tell };
  });
  const first = watch((event) => {
    if (event.body.kind === "ticket_opened") opened[tickets.push(event.ticket) - 1]?.tell(event.ticket);
  });
  const others = Array.from({ length: streams - 1 }, () => watch());
  const ids = Array.from({ length: webhooks }, (_, n) => String(NUMBER + BigInt(n)));
  const began = performance.now();

  const pushing = spread([...ids, ...ids], 32, (id) => {
    const body = push(id);
    const sign = createHash("md5").update(APP).update(body).update(SECRET).digest("hex");
    return send(`/webhooks/${APP}`, body, { "app-id": APP, "event-sign": sign }, "a webhook is acknowledged");
  }).then(() => performance.now());

  // Each ticket gets one note; each command is sent twice, as over a bad line.
  let repeated = 0;
  const working = spread(
    opened.map((one) => one.promise),
    agents,
    async (ticket) => {
      const body = JSON.stringify({ text: "seen", key: `note-${ticket}` });
      const headers = { "content-type": "application/json", "x-agent": "an" };
      const answers = await Promise.all(
        [1, 2].map(() => send(`/tickets/${ticket}/note`, body, headers, "a command is answered")),
      );
      repeated += answers.filter((answer) => answer.repeated).length;
    },
  );
  const pushed = await pushing;
  for (const other of others.slice(0, Math.ceil(others.length / 2))) other.again();
  await working;
  const over = performance.now();

  const head = await settled([first, ...others]);
  for (const { seen, end } of [first, ...others]) {
    assert.deepEqual(
      seen,
      Array.from({ length: head }, (_, n) => n + 1),
      "every event, once, in order",
    );
    end();
  }
  assert.equal(new Set(tickets).size, webhooks, "one ticket for each after-sale");
  assert.equal(repeated, webhooks, "each command applied once, and answered twice");
  report(pushed - began, over - began, head);
}

/** Until all have seen the end of the log, and it stands still. */
async function settled(all) {
  for (let before = -1; ; ) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    const heads = new Set(all.map(({ seen }) => seen.length));
    const [head] = heads;
    if (heads.size === 1 && head === before) return head;
    before = heads.size === 1 ? head : -1;
  }
}

function report(pushing, all, head) {
  const per = (n, ms) => `${Math.round((n * 1_000) / ms)} a second`;
  console.log(`${webhooks * 2} webhooks, each after-sale twice: ${per(webhooks * 2, pushing)}`);
  console.log(`${webhooks} tickets read, opened and noted: ${per(webhooks, all)}`);
  console.log(
    `${head} events to each of ${streams} streams, half of which broke off on the way: none lost, none twice`,
  );
  for (const [what, taken] of Object.entries(times)) {
    taken.sort((a, b) => a - b);
    const at = (share) => `${(taken[Math.floor((taken.length - 1) * share)] ?? 0).toFixed(1)} ms`;
    console.log(`${what}: half within ${at(0.5)}, 99 % within ${at(0.99)}`);
  }
}
