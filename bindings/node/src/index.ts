/** One after-sales desk for every selling platform, inside your own software. */
export { Acting } from "./acting.js";
export {
  type ActOptions,
  accountId,
  agentId,
  type CallOptions,
  conversationId,
  listingId,
  messageId,
  orderId,
  parcelId,
  queueId,
  shopKey,
  sourceId,
} from "./api.js";
export { Desk, type DeskOptions, isKnown, system } from "./desk.js";
export { AftersyncError, type ErrorCode, type Upstream } from "./errors.js";
export type { EventsOptions } from "./follow.js";
export type { Channel as CustomChannel, Plug, PlugOptions, Pulled, Push } from "./plug.js";
export type * from "./schema.js";
export { version } from "./version.js";
