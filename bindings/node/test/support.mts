/** Desks to test with, and what happens on them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

import { type Actor, type Config, Desk, type Fact, type TicketId } from "aftersync";

export const AT = 1_780_272_000_000;
export const ME: Actor = { role: "agent" };
export const CONFIG: Config = { shops: [{ platform: "douyin", shop: "1" }] };
export const ABSENT = "11".repeat(16);

/** A desk in memory whose clock stands; closed after the test. */
export async function desk(context: TestContext): Promise<Desk> {
  const opened = Desk._forTests();
  context.after(() => opened.close());
  await opened.configure(CONFIG);
  return opened;
}

/** A folder for files; gone after the test. */
export function folder(context: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "aftersync-node-"));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A paid order. */
export function order(number: string, at: number = AT): Fact {
  const paid = { minor: 10_000, currency: "CNY" };
  return {
    platform: "douyin",
    shop: "1",
    revision: 1,
    occurred_at: at,
    body: {
      type: "order",
      external_id: number,
      account: { scope: "1", uid: "buyer-1" },
      state: "paid",
      paid,
      lines: [{ external_id: "L1", sku: "cup", title: "cup", quantity: 2, paid }],
      created_at: at,
      paid_at: at,
    },
  };
}

/** A request to be paid back. */
export function afterSale(number: string, of: string, at: number = AT): Fact {
  const amount = { minor: 5_000, currency: "CNY" };
  return {
    platform: "douyin",
    shop: "1",
    revision: 1,
    occurred_at: at,
    body: {
      type: "after_sale",
      external_id: number,
      order: of,
      lines: [{ line: "L1", quantity: 1, amount }],
      kind: "refund_only",
      raw_status: "6",
      rank: 1,
      claim: {},
      requested: amount,
      created_at: at,
    },
  };
}

/** The id of a new ticket. */
export async function opened(on: Desk, number = "1"): Promise<TicketId> {
  const [, answer] = await on.ingest([order(`69${number}`), afterSale(`A${number}`, `69${number}`)]);
  const ticket = answer?.ok?.ticket;
  if (ticket === undefined || ticket === null) throw new Error(JSON.stringify(answer));
  return ticket;
}

/** All that an iterator gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const item of items) out.push(item);
  return out;
}

/** The only one of a list. */
export function only<T>(items: readonly T[]): T {
  const [first, ...rest] = items;
  if (first === undefined || rest.length > 0) throw new Error(`${items.length} and not one`);
  return first;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A module of the package that it does not export. */
export function internal<T>(name: string): Promise<T> {
  return import(join(import.meta.dirname, "../../dist", name)) as Promise<T>;
}
