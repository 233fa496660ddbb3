import type { Context, Handler } from "hono";

import type { Desk } from "./desk.js";
import { taken, type WebhookOptions } from "./webhook.js";

/**
 * Takes webhooks in and answers them as the platform wants it:
 * `app.post("/webhooks/:app", aftersync(desk, { app: (context) => context.req.param("app") }))`.
 */
export function aftersync(desk: Desk, options: WebhookOptions<Context>): Handler {
  return async (context) => {
    const { pathname, search } = new URL(context.req.url);
    const received = {
      url: pathname + search,
      headers: [...context.req.raw.headers],
      body: new Uint8Array(await context.req.arrayBuffer()),
    };
    const reply = await taken(desk, options, context, received);
    return new Response(reply.body as Uint8Array<ArrayBuffer>, {
      status: reply.status,
      headers: { "content-type": reply.content_type },
    });
  };
}
