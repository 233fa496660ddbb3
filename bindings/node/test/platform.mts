/** A platform that answers on this machine, and what it pushes. */
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

export const KEY = "7012345678901234567";
export const SECRET = "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60";
export const SHOP = "880011";
const ORDER = "6920111111111111001";
const LINE = "6920111111111111002";
const TICKET = "7100222222222222001";

/** JSON text with numbers that JavaScript cannot hold: `#123#` stands for them. */
function exact(value: unknown): string {
  return JSON.stringify(value).replace(/"#(\d+)#"/g, "$1");
}

/** A push: an after-sale is now so. */
export function pushed(ticket = TICKET, order = ORDER, line = LINE): Buffer {
  const data = exact({
    p_id: `#${order}#`,
    s_id: `#${line}#`,
    shop_id: Number(SHOP),
    aftersale_id: `#${ticket}#`,
    aftersale_status: 6,
    aftersale_type: 1,
    refund_amount: 12_800,
    reason_code: 15,
    apply_time: 1_760_000_000,
    update_time: "2025-10-09T16:53:20+08:00",
  });
  return Buffer.from(JSON.stringify([{ tag: "200", msg_id: `m-${ticket}`, data }]));
}

/** The headers that prove who sent it. */
export function signed(body: Uint8Array): Array<[string, string]> {
  const sign = createHash("md5").update(KEY).update(body).update(SECRET).digest("hex");
  return [
    ["App-Id", KEY],
    ["Event-Sign", sign],
  ];
}

function detail(): unknown {
  return {
    process_info: {
      after_sale_info: {
        after_sale_id: `#${TICKET}#`,
        after_sale_status: 6,
        after_sale_type: 1,
        refund_status: 1,
        refund_total_amount: 12_800,
        real_refund_amount: 0,
        apply_time: 1_760_000_000,
        reason_code: 15,
        update_time: 1_760_000_000,
        status_deadline: 1_760_200_000,
        reason: "x",
        got_pkg: 1,
        part_type: 0,
      },
      arbitrate_info: null,
      logistics_info: { return: null, exchange: null, order: [], resend: null },
      record_logs_list: [],
    },
    order_info: { shop_order_id: `#${ORDER}#`, sku_order_infos: [{ sku_order_id: `#${LINE}#` }] },
  };
}

/** Answers calls by their path; closed after the test. */
export async function fakePlatform(context: TestContext): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    asked.push(path);
    const known = path === "/afterSale/Detail";
    const answer = known
      ? { code: 10_000, msg: "success", sub_code: "", sub_msg: "", data: detail(), log_id: "log-1" }
      : { code: 40_004, msg: "x", sub_code: "isv.not-found", sub_msg: "y", data: null, log_id: "l" };
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end(exact(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
