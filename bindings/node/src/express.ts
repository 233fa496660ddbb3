import type { IncomingMessage, ServerResponse } from "node:http";

import type { Desk } from "./desk.js";
import { bodyOf, headersOf, taken, type WebhookOptions } from "./webhook.js";

/** A request as Express has it. */
export interface ExpressRequest extends IncomingMessage {
  originalUrl?: string;
  body?: unknown;
  params: Record<string, string | string[]>;
}

/** Handles one request. */
export type ExpressHandler = (
  request: ExpressRequest,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Takes webhooks in and answers them as the platform wants it:
 * `app.post("/webhooks/:app", aftersync(desk, { app: (request) => request.params.app }))`.
 *
 * Mount it before any body parser: the bytes are what is signed.
 */
export function aftersync(desk: Desk, options: WebhookOptions<ExpressRequest>): ExpressHandler {
  const handle = async (request: ExpressRequest, response: ServerResponse) => {
    const received = {
      url: request.originalUrl ?? request.url ?? "/",
      headers: headersOf(request),
      body: await bodyOf(request),
    };
    const reply = await taken(desk, options, request, received);
    response.writeHead(reply.status, { "content-type": reply.content_type, "content-length": reply.body.length });
    response.end(reply.body);
  };
  return (request, response, next) => {
    handle(request, response).catch(next);
  };
}
