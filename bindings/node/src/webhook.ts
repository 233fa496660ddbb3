import type { IncomingMessage } from "node:http";

import type { Desk } from "./desk.js";
import { failure } from "./errors.js";
import type { AppId, WebhookReply } from "./schema.js";

/** How webhooks are taken in, by any framework. */
export interface WebhookOptions<Request> {
  /** The application a request is for, or how to tell it from the request. */
  app: AppId | ((request: Request) => AppId);
  /** Hears of what became of each, after it was answered. */
  onReply?: ((reply: WebhookReply, request: Request) => void) | undefined;
}

/** The largest body that is read: a little more than is taken in, so that the desk words the refusal. */
export const MAX_BODY = 2 * 1024 * 1024 + 1;

/** So much is read to its end and dropped, since a sender that is cut off never sees the refusal. */
const MOST_READ = 16 * MAX_BODY;

/** A request as it came. */
export interface Received {
  /** Path and query, as received. */
  url: string;
  headers: Array<[string, string]>;
  body: Uint8Array;
}

/** Takes a request in; gives what to answer, refused or not. */
export async function taken<Request>(
  desk: Desk,
  options: WebhookOptions<Request>,
  request: Request,
  received: Received,
): Promise<WebhookReply> {
  const app = typeof options.app === "function" ? options.app(request) : options.app;
  const url = new URL(received.url, "http://localhost");
  const reply = await desk.webhook(app, received.body, {
    headers: received.headers,
    query: [...url.searchParams],
    path: url.pathname,
  });
  options.onReply?.(reply, request);
  return reply;
}

/** The headers as they came, each line its own. */
export function headersOf(request: IncomingMessage): Array<[string, string]> {
  const raw = request.rawHeaders;
  const pairs: Array<[string, string]> = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? "", raw[at + 1] ?? ""]);
  return pairs;
}

/** The body as it came, at most a little more than is taken in. */
export async function bodyOf(request: IncomingMessage & { body?: unknown }): Promise<Uint8Array> {
  if (request.body instanceof Uint8Array) return request.body;
  if (request.body !== undefined || request.readableDidRead) throw parsed();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    if (length < MAX_BODY) chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_READ) break;
  }
  return Buffer.concat(chunks);
}

/** Somebody read the body before: its bytes are gone, and with them the proof of who sent it. */
export function parsed(): Error {
  return failure("config", "the body of a webhook was parsed before its bytes could be checked", {
    operation: "webhook.body",
    hint: "mount the webhook before any body parser, or parse its path with express.raw({ type: () => true })",
  });
}
