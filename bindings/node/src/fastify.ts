import type { FastifyPluginCallback, FastifyRequest } from "fastify";

import type { Desk } from "./desk.js";
import { headersOf, MAX_BODY, taken, type WebhookOptions } from "./webhook.js";

/** Which requests are taken in. */
export interface FastifyWebhookOptions extends WebhookOptions<FastifyRequest> {
  /** The path of the route, such as `/webhooks/:app`. */
  path: string;
}

/**
 * Takes webhooks in and answers them as the platform wants it:
 * `server.register(aftersync(desk, { path: "/webhooks/:app", app: (request) => request.params.app }))`.
 *
 * Inside this plugin, and nowhere else, bodies are left as they came: the bytes are what is signed.
 */
export function aftersync(desk: Desk, options: FastifyWebhookOptions): FastifyPluginCallback {
  return (server, _, done) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: MAX_BODY }, (_request, body, parsed) => {
      parsed(null, body);
    });
    server.post(options.path, async (request, answer) => {
      const received = {
        url: request.originalUrl,
        headers: headersOf(request.raw),
        body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
      };
      const reply = await taken(desk, options, request, received);
      return answer.code(reply.status).header("content-type", reply.content_type).send(reply.body);
    });
    done();
  };
}
