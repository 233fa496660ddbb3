// Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.

/** A whole number of 64 bits: a `bigint` where a `number` cannot hold it; both are taken. */
export type Int64 = number | bigint;

/** What a message says it is about, when the channel knows. */
export interface About {
  /** The after-sale, by the platform's id. */
  after_sale?: string | null;
  /** The order line. */
  line?: string | null;
  /** The order number, on whichever platform. */
  order?: string | null;
  /** The platform of that order; the message's own when not given. */
  platform?: Platform | null;
}

/** What becomes of the tickets of somebody who is no longer there. */
export type Absence = "keep" | "requeue_untouched" | "requeue_all";

/** A buyer's account on one platform. */
export interface Account {
  /** Conversations with it, newest known last; bounded. */
  conversations?: Array<ConversationId>;
  /** The customer it belongs to. */
  customer: CustomerId;
  /** When it was first heard of. */
  first_seen: Timestamp;
  /** Its id. */
  id: AccountId;
  /** The nickname last seen. Personal data. */
  nickname?: string | null;
  /** The platform. */
  platform: Platform;
  /** Tickets of it on which money went back, with the time of it; bounded, the newest stay. */
  refunds?: Array<[TicketId, Timestamp]>;
  /** The scope of the uid. */
  scope: string;
  /** The platform's id of the buyer. Personal data. */
  uid: string;
}

/** A buyer's account on one platform, in the scope that platform gives. */
export type AccountId = string;

/** Who the buyer is on a platform, in the scope in which that platform keeps the id stable. */
export interface AccountRef {
  /** The nickname shown, if any. Personal data. */
  nickname?: string | null;
  /** The scope: a shop, an app, or the whole platform, as the adapter declares. */
  scope: string;
  /** The platform's id of the buyer in that scope. */
  uid: string;
}

/** What is wanted. */
export type Act =
  /** Move a ticket. */
  | ({
      do: "move";
      /** With what. */
      details?: Details;
      /** Which. */
      ticket: TicketId;
      /** How. */
      trigger: Trigger;
    })
  /**
   * Ask for a move that promises more money than one may decide on alone: it waits in a task of kind `approval`, and
   * is made when somebody else with that authority does the task.
   */
  | ({
      do: "ask_approval";
      /** With what: an amount, pieces, a reason. Words and evidence are given to the ticket itself. */
      details?: Details;
      /** Which. */
      ticket: TicketId;
      /** How it would move. */
      trigger: Trigger;
    })
  /** Answer the buyer. */
  | ({
      do: "reply";
      /** Through which channel; the best one when absent. */
      channel?: [Platform, Channel] | null;
      /** How sure a bot is of it, in percent. */
      confidence?: number | null;
      /** The language of the template; the first that it has when absent, Chinese before English. */
      lang?: Lang | null;
      /** The name of a template of the configuration, instead of words. */
      template?: string | null;
      /** The words; empty with a template. Personal data may stand here. */
      text: string;
      /** On which ticket. */
      ticket: TicketId;
    })
  /** A bot hands its ticket over to a person. */
  | ({
      do: "hand_off";
      /** What it leaves. */
      left?: HandedOver;
      /** Why. */
      reason: HandOffReason;
      /** Which ticket. */
      ticket: TicketId;
    })
  /** Leave a note for colleagues. */
  | ({
      do: "note";
      /** Colleagues it is for: each is told of by an event of its own. */
      mentions?: Array<AgentId>;
      /** The words. Personal data may stand here. */
      text: string;
      /** On which ticket. */
      ticket: TicketId;
    })
  /** Let an agent hear of a ticket: who watches it stands on it, the host tells them. */
  | ({
      do: "watch";
      /** Who. */
      agent: AgentId;
      /** Which ticket. */
      ticket: TicketId;
    })
  /** Let an agent hear of it no longer. */
  | ({
      do: "unwatch";
      /** Who. */
      agent: AgentId;
      /** Which ticket. */
      ticket: TicketId;
    })
  /**
   * Tell the platform something that moves nothing here: a parcel was stopped, more time is needed, a note, the
   * channel is open again. What a move tells is told by the move.
   */
  | ({
      do: "tell";
      /** What belongs to it: a text, a parcel. */
      details?: Details;
      /** About which ticket. */
      ticket: TicketId;
      /** What: one of `ActionVerb::ASIDES`. */
      verb: ActionVerb;
    })
  /** Give a ticket to an agent, or back to its queue. */
  | ({
      do: "assign";
      /** To whom; `None` means back to the queue. */
      agent?: AgentId | null;
      /** Which. */
      ticket: TicketId;
    })
  /** Take a ticket that is offered. */
  | ({
      do: "accept_offer";
      /** To whom it is offered. */
      agent: AgentId;
      /** Which. */
      ticket: TicketId;
    })
  /**
   * Get ready to take a ticket that is offered (a camera, a line): the offer holds for two minutes more, once, and
   * nobody else is asked meanwhile.
   */
  | ({
      do: "hold_offer";
      /** To whom it is offered. */
      agent: AgentId;
      /** Which. */
      ticket: TicketId;
    })
  /** Turn down a ticket that is offered. It is offered to others first from then on. */
  | ({
      do: "reject_offer";
      /** To whom it is offered. */
      agent: AgentId;
      /** Which. */
      ticket: TicketId;
    })
  /** Put a ticket into another queue. */
  | ({
      do: "transfer";
      /** Into which queue. */
      queue: string;
      /** Which. */
      ticket: TicketId;
    })
  /** Change what people keep on a ticket. */
  | ({
      do: "edit";
      /** Tags to add. */
      add_tags?: Array<string>;
      /** The priority. */
      band?: number | null;
      /** Custom fields to set. */
      custom?: Record<string, CustomValue>;
      /** Evidence to add. */
      evidence?: Array<Evidence>;
      /** What the problem is. */
      issue?: IssueType | null;
      /** Tags to take away. */
      remove_tags?: Array<string>;
      /** Which. */
      ticket: TicketId;
    })
  /** Make two tickets one. */
  | ({
      do: "merge";
      /** The one that becomes part of it. */
      from: TicketId;
      /** The one that goes on. */
      into: TicketId;
    })
  /** Take sources out of a ticket into one of their own. */
  | ({
      do: "split";
      /** Which sources leave it. */
      sources: Array<SourceId>;
      /** Which ticket. */
      ticket: TicketId;
    })
  /** Fold a ticket anew from its sources and from what was done on it: for one that `replay` finds deviating. */
  | ({
      do: "refold";
      /** Which ticket. */
      ticket: TicketId;
    })
  /** Open an internal task. */
  | ({
      do: "open_task";
      /** After which other tasks of the same ticket. */
      after?: Array<TaskId>;
      /** For which group; when empty, for the one that is configured for the kind. */
      group?: string;
      /** What. */
      kind: TaskKind;
      /** For which ticket. */
      ticket: TicketId;
    })
  /** Move an internal task. */
  | ({
      do: "move_task";
      /** To or by whom. */
      agent?: AgentId | null;
      /** How much was paid, when that is not all of it. */
      amount?: Money | null;
      /** Photos, films and files, beside those that were given before. */
      attachments?: Array<Evidence>;
      /** The form: fields of the types that are configured for the kind. */
      form?: Record<string, CustomValue>;
      /** Pieces per line. */
      lines?: Array<LineOutcome>;
      /** What the ticket is moved by when it is done, instead of what the table says. */
      raises?: Trigger | null;
      /** Why, for block and fail. */
      reason?: string | null;
      /** How it came out, when it is done: all as wanted when absent. What that means for the ticket says a table. */
      result?: TaskResult | null;
      /** Which. */
      task: TaskId;
      /** How. */
      trigger: TaskTrigger;
    })
  /** Publish a configuration. */
  | ({
      do: "configure";
      /** The whole document. */
      config: Config;
    })
  /** Add or change an agent. */
  | ({
      do: "put_agent";
      /** The agent. */
      agent: Agent;
    })
  /** Remove an agent. Open tickets they have go back to the queues. */
  | ({
      do: "remove_agent";
      /** Which. */
      agent: AgentId;
    })
  /** Say whether an agent takes work. */
  | ({
      do: "set_presence";
      /** Which. */
      agent: AgentId;
      /**
       * Only for as long as heartbeats come. Otherwise it is set by hand: it stays, whatever heartbeats come or fail
       * to.
       */
      leased?: boolean;
      /** Whether. */
      presence: Presence;
    })
  /**
   * Say that an agent is still there: to be told well within the length of a lease. Who was set on lease stays as
   * they are, and is online again if the lease had run out; to a status set by hand it does nothing.
   */
  | ({
      do: "heartbeat";
      /** Whose. */
      agent: AgentId;
    })
  /** Let a phone keep a copy of an agent's work. Its key is given by `register_device`. */
  | ({
      do: "register_device";
      /** Whose work. */
      agent: AgentId;
      /** The phone, by an id that was never used. */
      device: DeviceId;
    })
  /** Let it no longer: it is not answered again, and wipes itself when it next asks. */
  | ({
      do: "revoke_device";
      /** The phone. */
      device: DeviceId;
    })
  /** Add or change a product. */
  | ({
      do: "put_product";
      /** The product. */
      product: Product;
    })
  /** Say how many pieces of articles the warehouse has. From then on no more of them are promised than are there. */
  | ({
      do: "set_stock";
      /** Article by article; those that are not named stay as they were. */
      levels: Array<StockCount>;
    })
  /** Join a listing to a product by hand. */
  | ({
      do: "join_listing";
      /** The listing. */
      listing: ListingId;
      /** The product. */
      product: ProductId;
    })
  /** Change what people keep on a customer. */
  | ({
      do: "edit_customer";
      /** Tags to add. */
      add_tags?: Array<string>;
      /** Custom fields to set. */
      custom?: Record<string, CustomValue>;
      /** Which. */
      customer: CustomerId;
    })
  /** Say that two customers are one person. No later observation takes them apart again. */
  | ({
      do: "merge_customers";
      /** The one. */
      one: CustomerId;
      /** The other. */
      other: CustomerId;
    })
  /** Say that accounts of a customer are another person than its others. No later observation brings them together. */
  | ({
      do: "split_customer";
      /** The accounts that are somebody else's. */
      accounts: Array<AccountId>;
      /** Which. */
      customer: CustomerId;
    })
  /** Take back what was decided about who is who: all is as if it had not been. */
  | ({
      do: "undo_decision";
      /** Which. */
      decision: DecisionId;
    })
  /** Say that a value names nobody (a front desk, a courier, the own warehouse), or that it counts again. */
  | ({
      do: "block_value";
      /** Whether it names nobody. */
      blocked: boolean;
      /** The value; kind `phone` stands for a phone. Personal data, hashed on the way in. */
      value: Given;
    })
  /** Change what the merchant keeps on an order line. */
  | ({
      do: "edit_line";
      /** Custom fields to set. */
      custom: Record<string, CustomValue>;
      /** The platform's id of the line. */
      line: string;
      /** The order. */
      order: OrderId;
    })
  /** Forget a customer: all that is personal goes, here and out of every copy; the figures stay. */
  | ({
      do: "forget";
      /** Which. */
      customer: CustomerId;
      /** Even while tickets of theirs are open. */
      force?: boolean;
    })
  /** Set a dead letter going again. */
  | ({
      do: "redrive";
      /** Which job. */
      job: JobId;
    })
  /** Throw a dead letter away. */
  | ({
      do: "drop";
      /** Which job. */
      job: JobId;
    })
  /** Forget a quarantined payload (after it was read, or as useless). */
  | ({
      do: "release";
      /** Which. */
      quarantine: QuarantineId;
    });

/** One action on one outside object. */
export interface Action {
  /** The platform's id of the return address. */
  address?: string | null;
  /** How much. */
  amount?: Money | null;
  /** When it happened, for reports. */
  at?: Timestamp | null;
  /** The platform's id of the arbitration, for actions in one. */
  dispute?: string | null;
  /** Evidence. */
  evidence?: Array<Evidence>;
  /** On which object. */
  object: ObjectRef;
  /** The order, for actions that name it. */
  order?: string | null;
  /** The parcel concerned. */
  parcel?: ParcelRef | null;
  /** The platform's own status code that we believe in. */
  raw_status?: string | null;
  /** The platform's own type code of that object: some platforms have a verb per type. */
  raw_type?: string | null;
  /** The platform's reason code, where it demands one. */
  reason_code?: string | null;
  /** The platform's revision of the object that this was decided on: what moved on since is not told again. */
  revision?: Int64 | null;
  /** Words the buyer may see. Personal data may stand here. */
  text?: string | null;
  /** What to do. */
  verb: ActionVerb;
  /** The version the platform gave: it refuses when the object moved on. */
  version_token?: string | null;
}

/** What we tell a platform; each adapter declares which of these it can do. */
export type ActionVerb = "approve_refund" | "approve_return" | "approve_exchange" | "approve_repair" | "approve_resend" | "reject" | "confirm_return" | "reject_return" | "ship_replacement" | "submit_evidence" | "report_arrival" | "report_intercepted" | "intercept_parcel" | "extend_time" | "offer" | "ask_buyer" | "add_remark" | "reopen" | "send_message";

/** Who commands. */
export interface Actor {
  /** Which agent, when it is one. */
  agent?: AgentId | null;
  /** In which role. */
  role: Role;
}

/** Who is asked before others, and how long a ticket waits for them. */
export interface Affinity {
  /** Who served a customer is asked again within so many days: 14 when absent, and 0 for never. */
  customer_days?: number | null;
  /** How much it matters. */
  mode?: AffinityMode;
  /** So long it waits in mode `wait`, in milliseconds. */
  wait_ms?: number | null;
}

/** How much it matters that somebody knows a ticket already. */
export type AffinityMode = "prefer" | "wait" | "strict";

/** One after-sale as its platform shows it now. */
export interface AfterSale {
  /** The buyer, when the platform names one here. */
  account?: AccountRef | null;
  /** The after-sale beside which it stands: such an object (a complaint) speaks of the axes it names and of nothing else. */
  beside?: ObjectName | null;
  /** The axes the status stands for. */
  claim: Claim;
  /** When the buyer opened it. */
  created_at: Timestamp;
  /** Until when the platform waits for the present step. */
  deadline?: Timestamp | null;
  /** The arbitration. */
  dispute?: DisputeInfo | null;
  /** When it ended, for a final state. */
  ended_at?: Timestamp | null;
  /** Photos and files. */
  evidence?: Array<Evidence>;
  /** The platform's id. */
  external_id: string;
  /** Fields of the platform that the model has no place for, kept as text. */
  extra?: Record<string, string>;
  /** Marks such as `refund_failed`. */
  flags?: Array<string>;
  /**
   * Objects that are the same request: what it was before the buyer edited it, or what an older interface shows of it.
   * Where one of those is known too, this one speaks for both.
   */
  instead_of?: Array<ObjectName>;
  /** The problem, from the platform's reason. */
  issue?: IssueType | null;
  /** What the buyer wants. */
  kind: Kind;
  /** Whether our table knows that status; an unknown one moves nothing. */
  known?: boolean;
  /** The lines it is about; empty means the whole order. */
  lines?: Array<AfterSaleLine>;
  /** What the platform has it as. Ids are unique within a type: a platform may have returns and cancellations. */
  object?: string;
  /** The order it belongs to; `None` when the platform does not say. */
  order?: string | null;
  /** Distance to the start of the path: of two snapshots with one revision the higher wins. */
  rank: number;
  /** The platform's own status code. */
  raw_status: string;
  /** The platform's own type code. */
  raw_type?: string | null;
  /** The platform's reason code. */
  reason_code?: string | null;
  /** The platform's reason text. What the buyer wrote may stand here: personal data. */
  reason_text?: string | null;
  /** Money the platform says was paid back. */
  refunded?: Money | null;
  /** The replacement's parcel. */
  replacement_parcel?: ParcelRef | null;
  /** Money asked for. */
  requested?: Money | null;
  /** The parcel on its way back. */
  return_parcel?: ParcelRef | null;
  /** What the platform wants to see with the next action. */
  version_token?: string | null;
}

/** One line of an order that an after-sale is about. */
export interface AfterSaleLine {
  /** Money asked for this line. */
  amount?: Money | null;
  /** The platform's id of the order line. */
  line: string;
  /** Pieces it is about; `None` when the platform does not say. */
  quantity?: number | null;
}

/** Who works on tickets. The load is not here: it is a bounded quantity beside the row. */
export interface Agent {
  /** The commands a bot may give, by their words; any when absent. People are not bound by it. */
  actions?: Array<string> | null;
  /** The most money this agent may approve; `None` means no limit. */
  authority?: Money | null;
  /** Units of work at a time; of a bot, talks at a time. */
  capacity?: number;
  /** The host's own id for that person or bot. */
  external_id: string;
  /** Groups; a queue is served by groups. */
  groups?: Array<string>;
  /** The id. */
  id: AgentId;
  /** Person or program. */
  kind?: AgentKind;
  /** Whether that lasts only as long as heartbeats come; else it was set by hand, and stays until it is set again. */
  leased?: boolean;
  /** The name shown to colleagues. */
  name: string;
  /**
   * Most tickets at a time about which the buyer wrote through a channel. A ticket of several channels counts in each of
   * them, one without any in none. A channel that is not named has no bound of its own.
   */
  per_channel?: Record<string, number>;
  /**
   * Most tickets at a time of a platform: a telephone or a form of the merchant's own may be one too. A platform that is
   * not named has no bound of its own.
   */
  per_platform?: Record<string, number>;
  /** Whether work is taken. */
  presence?: Presence;
  /**
   * Whose tickets the desk gives them: of these platforms, and of each of the shops that are named there, of all of them
   * where none is. Everything when empty. A person may give them others by hand.
   */
  scope?: Record<string, Array<ShopId>>;
  /** The calendar of their shift: nothing new outside it. They take work at any hour when absent. */
  shift?: string | null;
  /** Skills with level 1 to 5. */
  skills?: Record<string, number>;
}

/** An agent whom the configuration keeps: all that is known of them but whether they are there, which people say. */
export interface AgentConfig {
  /** The commands a bot may give, by their words; any when absent. People are not bound by it. */
  actions?: Array<string> | null;
  /** The most money this agent may approve; no limit when absent. */
  authority?: Money | null;
  /** Units of work at a time; of a bot, talks at a time. */
  capacity?: number;
  /** Your own id of that person or bot. */
  external_id: string;
  /** Groups; a queue is served by groups. */
  groups?: Array<string>;
  /** The id here; it follows from `external_id` when absent. */
  id?: AgentId | null;
  /** Person or program. */
  kind?: AgentKind;
  /** The name shown to colleagues; `external_id` when empty. */
  name?: string;
  /** Most tickets at a time about which the buyer wrote through a channel. */
  per_channel?: Record<string, number>;
  /** Most tickets at a time of a platform: a telephone or a form of the merchant's own may be one too. */
  per_platform?: Record<string, number>;
  /**
   * Whose tickets the desk gives them: of these platforms, and of each of the shops that are named there, of all of them
   * where none is. Everything when empty.
   */
  scope?: Record<string, Array<ShopId>>;
  /** The calendar of their shift; they take work at any hour when absent. */
  shift?: string | null;
  /** Skills with level 1 to 5. */
  skills?: Record<string, number>;
}

/** A person or bot that works on tickets. */
export type AgentId = string;

/** Person or program. */
export type AgentKind = "human" | "bot";

/** An agent who is taken to be otherwise. */
export interface AgentOverride {
  /** Who. */
  agent: AgentId;
  /** Units of work they have. */
  load?: number | null;
  /** Whether they take work. */
  presence?: Presence | null;
}

/** Which agents. What is absent does not filter; all that is present must hold. */
export interface AgentQuery {
  /** Go on after a page's `next`. */
  after?: string | null;
  /** In this group. */
  group?: string | null;
  /** At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
  limit?: number;
  /** Who are so now. */
  presence?: Presence | null;
}

/** An agent as they stand now. */
export interface AgentView {
  /** The agent: presence, groups, skills, and the capacity that `load` is measured by. */
  agent: Agent;
  /** Units of work that count against the capacity: tickets, tasks, and what is offered to them. */
  load: number;
  /** Whether they take nothing new now because of their shift: it has not begun, or is nearly over. */
  off_shift: boolean;
  /** Tickets that are theirs, or offered to them, and wait for us. */
  tickets: number;
}

/** A page of rows. */
export interface AgentViewPage {
  /** The rows. */
  items: Array<AgentView>;
  /**
   * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
   * looked at for one.
   */
  next?: string | null;
}

/** How much work an agent had. */
export interface AgentWork {
  /** Who. */
  agent: AgentId;
  /** Minutes of work on them. */
  minutes: number;
  /** Tickets they got. */
  tickets: number;
}

/** One thing an actor might do with a ticket. */
export interface Allowed {
  /**
   * The most money this actor may move by it: of what was asked for, of the actor's authority, of what is left of the
   * order's money and of the cap for goodwill the least; of a payout, what is pending. With less than what was asked for, what is not possible as it
   * stands may be possible with this amount.
   */
  at_most?: Money | null;
  /** Why not, when it is not: what the refusal would say. */
  because?: string | null;
  /** What a button says, in Chinese and English. */
  label: [string, string];
  /**
   * What must be given with it, since the platform demands it: `reason_code`, `address`, `parcel`, `text`, `evidence`. The
   * first of them, when it is several.
   */
  needs?: string | null;
  /**
   * Whether it would be done now, with nothing said about it but what it `needs`; for a compensation, or a part of
   * a payout, with the least amount.
   */
  possible: boolean;
  /** What the platform is told by it. */
  tells?: ActionVerb | null;
  /** What. */
  trigger: Trigger;
}

/** Money of a ticket, all in one currency. */
export interface Amounts {
  /** Approved by us or the platform. */
  approved: number;
  /** Promised or paid as goodwill, outside the refund balance. */
  compensation: number;
  /** On its way, not yet confirmed. */
  pending: number;
  /** Paid back. */
  refunded: number;
  /** Asked for. */
  requested: number;
}

/** An event body, known or from a later version. */
export type AnyEvent = EventBody | { kind: string & {}; [field: string]: unknown };

/** An application registered with a platform: owns a webhook URL and a secret. */
export type AppId = string;

/** An application that is registered with a platform. Its secrets stay in memory. */
export interface AppSettings {
  /** The app key, app id or client id. */
  app: AppId;
  /** Another address of the platform: for tests and for fenced-in networks. */
  base_url?: string | null;
  /** Further secrets, by the platform's name for them (`token`, `aes_key`). */
  extra?: Record<string, string>;
  /** The platform. */
  platform: Platform;
  /** The app secret. */
  secret: string;
  /** Facts that are not confirmed and were switched on, by name. */
  unconfirmed?: Array<string>;
}

/** What became of a command. */
export interface Applied {
  /** The end of the log after it. */
  cursor: Cursor;
  /** What was decided about who is who: what takes it back. */
  decision?: DecisionId | null;
  /** A warning: somebody has more than they can take by it. The command was applied all the same. */
  over_capacity?: OverCapacity | null;
  /** The same key was applied before: nothing was done again. */
  repeated: boolean;
  /** The ticket it moved or made, if it is about one. */
  ticket?: TicketId | null;
  /** The version of every row it wrote. */
  version: number;
  /**
   * Of a configuration that was published: what is probably a slip in it, as `check_config` tells it. Empty where the
   * same key was applied before.
   */
  warnings?: Array<Problem>;
}

/** One thing a platform can be told by itself. */
export interface Aside {
  /** Why not, when it is not possible. */
  because?: string | null;
  /** What a button says, in Chinese and English. */
  label: [string, string];
  /** What. */
  verb: ActionVerb;
}

/** A move of a ticket that waits for approval. */
export interface AskedMove {
  /** The platform's id of the return address. */
  address?: string | null;
  /** How much, in the ticket's currency. */
  amount: Money;
  /** Who asks: somebody else approves. */
  by?: AgentId | null;
  /** Above what was paid, out of goodwill. */
  goodwill?: boolean;
  /** Pieces per line. */
  lines?: Array<LineOutcome>;
  /** The platform's reason code. */
  reason_code?: string | null;
  /** How the ticket moves. */
  trigger: Trigger;
}

/** Why a ticket came to who has it. */
export type AssignCause = "queue" | "ticket" | "customer" | "order" | "team" | "bot" | "offer" | "by_hand";

/** Who works on it. */
export interface Assignment {
  /** When that agent first did something on it. */
  acted_at?: Timestamp | null;
  /** The agent who has it. */
  agent?: AgentId | null;
  /** Groups that may take it by now, beside those that serve its queue. */
  also?: Array<string>;
  /** Since when that agent has it. */
  assigned_at?: Timestamp | null;
  /** When somebody should have it, where no clock says so: its place among those of its band. */
  due_at?: Timestamp | null;
  /** How often less skill was enough for it since it waits. */
  eased?: number;
  /** Since when it stands in that queue. */
  enqueued_at?: Timestamp | null;
  /** Agents who did not take it in this step of its route: it is offered to others first. */
  excluded?: Array<AgentId>;
  /** Those of them after the first of its clocks was due. */
  held_late_ms?: number;
  /**
   * Milliseconds that agents had it before, or that it was parked while nobody had it, since it was enqueued: they are none
   * of its age.
   */
  held_ms?: number;
  /** The agent who had it before it parked. */
  last_agent?: AgentId | null;
  /** The agents it is offered to, while nobody has it: the first who takes it has it. */
  offers?: Array<Offered>;
  /** Further agents it would be offered to at the same time, were they there and had they room. */
  offers_wanted?: number;
  /** Since when it waits for somebody outside while nobody has it. */
  parked_at?: Timestamp | null;
  /** Queues that had no place for it. */
  past?: Array<QueueId>;
  /** The queue it stands in. */
  queue?: QueueId | null;
  /** Steps it did not wait for. */
  skipped?: Skipped | null;
  /** Steps of its route that it took while it waited. */
  step?: number;
  /** Tags that rules gave it: they are given once, so that one which somebody took away stays away. */
  tagged?: Array<string>;
  /** The load it puts on that agent now, in units. */
  weight: number;
}

/** What one configuration makes of all of them. */
export interface Attained {
  /** How much work each agent had. */
  agents: Array<AgentWork>;
  /** Tickets that somebody got. */
  assigned: number;
  /** Tickets that policies and automations decided without a person. */
  decided: number;
  /** Tickets of which a rung of an escalation ladder was done. */
  escalated?: number;
  /** Money that was granted with that, one amount for a currency. */
  granted: Array<Money>;
  /** Tickets by the queue they stood in at the end. */
  queues: Record<string, number>;
  /** Tickets that nobody ever got. */
  unassigned: number;
  /** The longest wait. */
  wait_longest_ms: number;
  /** The wait that half of those who got somebody did not exceed, in milliseconds. */
  wait_median_ms: number;
  /** The wait that nine of ten did not exceed. */
  wait_p90_ms: number;
}

/** A key that was attested for an account. The value is personal data and is kept only as a keyed hash. */
export interface AttestedKey {
  /** What it is. */
  kind: KeyKind;
  /** Whether the platform's terms allow joining by it. */
  linkable?: boolean;
  /** The scope in which it is unique; empty means everywhere. */
  scope?: string;
  /** The value as given. Personal data: hashed on the way in, never stored. */
  value: string;
}

/** What rules can look at. Words are one value, lists are several; amounts are minor units, times milliseconds. */
export type Attribute = "platform" | "shop" | "kind" | "issue" | "headline" | "waiting_on" | "goods" | "money" | "replacement" | "dispute" | "decision" | "currency" | "host" | "room" | "show" | "reason_code" | "channels" | "tags" | "flags" | "skus" | "products" | "categories" | "suppliers" | "customer_tags" | "amount" | "approved" | "refunded" | "compensation" | "paid_total" | "region" | "pieces" | "reopened" | "age" | "deadline_in" | "sla_slack" | "refund_count_90d" | "answered" | "orphan" | { custom: CustomRef };

/** How sure we are which host sold a line. */
export type Attribution = "unknown" | "by_time" | "by_room" | "by_platform";

/** What is decided without a person. */
export interface AutoPolicy {
  /** At most so many minor units; nothing above is decided without a person, and nothing whose amount is not known. */
  at_most: number;
  /** In this currency; money in another one is left to people. */
  currency?: Currency;
  /** When it applies. */
  when: When;
}

/** Does something by itself. Each is done at most once for what called it. */
export interface Automation {
  /** Whether it is looked at at all. */
  enabled?: boolean;
  /** For which of those events, by what they say. */
  event?: EventIs;
  /** Its name, unique: what was done is remembered by it. */
  name: string;
  /** What calls it. */
  on: AutomationOn;
  /** What is done, in this order; all of it or nothing. */
  then: Array<AutomationStep>;
  /** For which tickets, as they are then. */
  when?: When;
}

/** What is remembered of an automation on a ticket. */
export interface AutomationDone {
  /**
   * What was counted from when it was last due by time: since when the ticket stood where it did or the buyer waited, or the
   * deadline.
   */
  since?: Timestamp | null;
  /** How often it was done. */
  times: number;
}

/** A field of the merchant's on the ticket that an automation sets. */
export interface AutomationField {
  /** The value. */
  is: CustomValue;
  /** The name of the field. */
  name: string;
}

/** How an automation moves a ticket. */
export interface AutomationMove {
  /** The platform's reason code. */
  reason_code?: string | null;
  /** Words to the buyer, with the places of an answer. */
  text?: string | null;
  /** How: one of `AutomationMove::TRIGGERS`. */
  trigger: Trigger;
}

/** What calls an automation. */
export type AutomationOn = { events: Array<Occasion> } | { after: StateAge } | { unanswered: Span } | { deadline: Span };

/** What an automation does. */
export type AutomationStep = { tag: string } | { untag: string } | { note: string } | { reply: string } | { template: TemplateUse } | { queue: string } | { band: number } | { task: AutomationTask } | { notify: string } | { approve: Array<Money> } | { assign: AgentId } | { watch: AgentId } | { move: AutomationMove } | { custom: AutomationField } | { issue: IssueType } | { tell: AutomationTell };

/** Why an automation was not carried out. */
export type AutomationStop = "refused" | "too_deep" | "too_often";

/** A task that an automation opens. */
export interface AutomationTask {
  /** By which group. */
  group: string;
  /** What is to be done. */
  kind: TaskKind;
}

/** What an automation tells a platform beside all moves. */
export interface AutomationTell {
  /** The words, with the places of an answer. */
  text?: string | null;
  /** What: one of `AutomationTell::VERBS`. */
  verb: ActionVerb;
}

/** The axes and plain fields of one ticket, everything its headline depends on. */
export interface Axes {
  /** The question was answered. */
  answered: boolean;
  /** The buyer was asked for something. */
  asked_buyer: boolean;
  /** Why it was cancelled, if it was. */
  cancel_reason: CancelReason;
  /** Closed. When is kept on the ticket. */
  closed: boolean;
  /** What the seller decided. */
  decision: Decision;
  /** How far arbitration is. */
  dispute: DisputeState;
  /** Where the buyer's goods are. */
  goods: Goods;
  /** What is asked for. */
  kind: Kind;
  /** How far the refund is. */
  money: MoneyState;
  /** A repair is under way. */
  repair_running: boolean;
  /** How far the replacement is. */
  replacement: ReplacementState;
  /** Triage is done. */
  triaged: boolean;
}

/** How far a back-fill came. */
export interface Backfilled {
  /** Facts taken in so far. */
  facts: number;
  /** Objects scheduled to be read one by one so far. */
  hints: number;
  /** Where it began. */
  since: Timestamp;
  /** Parts that could not be read so far: kept in the quarantine. */
  unreadable: number;
  /** Everything up to here was read. */
  until: Timestamp;
}

/** The target of a clock in one band. */
export interface BandTarget {
  /** The band, 0 (now) to 4. */
  band: number;
  /** Milliseconds it may run there. */
  target_ms: number;
}

/** A block of name, phone and address: of the account itself, or of whoever a parcel goes to. Personal data throughout. */
export interface Block {
  /** The platform's token of this whole block, equal for equal blocks in its scope. */
  block?: string;
  /** City or suburb. */
  city?: string;
  /** Road, house, room. */
  detail?: string;
  /** District. */
  district?: string;
  /** The given name. */
  given?: string;
  /** The whole name as written; or the two parts below. */
  name?: string;
  /** The phone, whole or masked. */
  phone?: string;
  /** How much of it is shown. */
  phone_shown?: PhoneShown;
  /** The postcode. */
  postcode?: string;
  /** Province or state. */
  province?: string;
  /** A parcel's receiver; else the account's own: registered, or said by a caller. */
  receiver?: boolean;
  /** The family name. */
  surname?: string;
  /** The platform's ciphertext of the phone, equal for equal phones in its scope. */
  token?: string;
  /** The scope of the two tokens. */
  token_scope?: string;
}

/** A place in a file from which an import can go on, under the same mapping. */
export interface Bookmark {
  /** Bytes before it. */
  byte: number;
  /** The line that comes next, from 1. */
  line: number;
  /** A digest of the mapping and the header, so that it is not used with others. */
  of: string;
  /** Items given since that byte already (only when rows are collected). */
  skip?: number;
}

/** What part bots have in the tickets of a rule. */
export interface BotPolicy {
  /** Which bot has them first: an agent of that kind. */
  id?: AgentId | null;
  /** After so many replies it hands over; no bound when absent. */
  max_turns?: number | null;
  /** Replies of which it is less sure than this are unsure, in percent; two of them in a row and it hands over. */
  min_confidence?: number | null;
  /** Which part. */
  policy: BotUse;
  /** A buyer waits no longer than this for the bot, in milliseconds; no bound when absent. */
  timeout_ms?: number | null;
}

/**
 * The talk a bot has on a ticket. As long as it is not over, the bot has the ticket and nobody else; afterwards no bot does
 * anything on it, until a person gives it to one.
 */
export interface BotTalk {
  /** The bot. */
  bot: AgentId;
  /** When it last did something. */
  last_at?: Timestamp | null;
  /** How it ended. */
  over?: TalkEnd | null;
  /** Marks of what the desk wrote to the buyer meanwhile, the last twenty: a channel that shows it again shows no person. */
  said?: Array<string>;
  /** Since when it has the ticket. */
  since: Timestamp;
  /** Replies it gave. */
  turns?: number;
  /** Of those the last ones in a row of which it was unsure. */
  unsure?: number;
}

/** What part bots have in a ticket. */
export type BotUse = "first" | "assist" | "never";

/** A ticket with all that a phone shows of it. */
export interface Bundle {
  /** What its reader may do with it. */
  allowed?: Array<Offer>;
  /** More happened before that. */
  earlier?: boolean;
  /** Its internal tasks. */
  tasks?: Array<VersionedTask>;
  /** The ticket. */
  ticket: VersionedTicket;
  /** The last that happened, oldest first. */
  timeline: Array<Moment>;
}

/** A notice of the present episode. */
export interface BuyerNotice {
  /** What it is called, in the buyer's language. */
  label: string;
  /** Which. */
  notice: Notice;
}

/** A parcel, as its buyer may see it. */
export interface BuyerParcel {
  /** The carrier. */
  carrier?: string | null;
  /** Which way it goes. */
  direction: Direction;
  /** Where it is, as far as the carrier said. */
  state?: ParcelState | null;
  /** The tracking number. */
  tracking: string;
}

/** What a buyer may see of a ticket, in the buyer's language. */
export interface BuyerView {
  /** The money it is about: paid back, else approved, else asked for. */
  amount?: Money | null;
  /** The state. */
  headline: Headline;
  /** What the state is called. */
  headline_label: string;
  /** What happens next, and who does it. */
  next_step: string;
  /** Notices recorded in the present episode. */
  notices?: Array<BuyerNotice>;
  /** The number to read aloud. */
  number: TicketNumber;
  /** Parcels of the after-sale: the return and the replacement. */
  parcels?: Array<BuyerParcel>;
  /** The steps to the end of this kind of request. */
  progress: Array<Step>;
  /** Until when: the platform's deadline of the present step, else what we aim at. */
  promised_by?: Timestamp | null;
}

/** Bytes, as base64 text in JSON. */
export type Bytes = Uint8Array;

/** The working hours of a team or a shop. */
export interface Calendar {
  /**
   * Public holidays that are kept, with the weekends on which they are made up for. What `special` and `made_up` say of a day
   * is stronger.
   */
  holidays?: Holidays | null;
  /** Days with the hours of another day of the week, as `2027-02-06`: `friday`. */
  made_up?: Record<string, Weekday>;
  /** Whose hours those weekends have on which a public holiday is made up for; Monday's when absent. */
  made_up_as?: Weekday | null;
  /** Its name, by which rules refer to it. */
  name: string;
  /**
   * Days with other hours than their day of the week, as `2026-10-01`: none for a holiday, those of a working day for a
   * weekend on which work is made up for.
   */
  special?: Record<string, Array<Hours>>;
  /** The hours of each day of the week; closed on a day that is not named. */
  week?: Record<string, Array<Hours>>;
  /**
   * The time zone its hours are counted in, by its name as `Asia/Shanghai` or `Europe/Berlin`, with daylight-saving time.
   * That of the merchant (`zone_minutes`) when absent.
   */
  zone?: string | null;
}

/** Why a ticket was cancelled. */
export type CancelReason = "none" | "buyer" | "expired" | "platform";

/** What a platform can do. */
export interface Capabilities {
  /** What it can be told. */
  actions: Array<[ActionVerb, Support]>;
  /** Object types that are after-sales, those that stand beside one included. */
  after_sales: Array<string>;
  /** Calls a second and shop that it takes without complaint. */
  calls_per_second: number;
  /** Whether buyers can be written to through its API. */
  chat: boolean;
  /** Objects that can be read one by one: `aftersale`, `order`. */
  detail: Array<string>;
  /** The ids of buyers. */
  identity: Array<IdentityKey>;
  /** Kinds of after-sale it has. */
  kinds: Array<Kind>;
  /** How a host is found. */
  live: Attribution;
  /** Whether it can be polled. */
  poll: boolean;
  /** How much windows overlap, in milliseconds. */
  poll_overlap_ms: number;
  /** The widest window of one poll, in milliseconds. */
  poll_window_ms: number;
  /** Whether it says which reasons it accepts with a refusal. */
  reasons: boolean;
  /** Whether access tokens end and must be renewed. */
  tokens_expire: boolean;
  /** How news is pushed. */
  webhook: WaysIn;
}

/** A line the host said. */
export interface Caption {
  /** When. */
  at: Timestamp;
  /** What. */
  text: string;
}

/** A customer with their accounts. */
export interface Card {
  /** Their accounts. */
  accounts: Array<Account>;
  /** The person. */
  customer: VersionedCustomer;
}

/** Where a message came through. */
export type Channel = "chat" | "live_comment" | "form" | "sms" | "push" | "email" | "call" | "after_sale_note";

/** What must be true of an attribute. */
export type Check = "exists" | "missing" | { eq: CustomValue } | { ne: CustomValue } | { in: Array<CustomValue> } | { not_in: Array<CustomValue> } | { lt: CustomValue } | { le: CustomValue } | { gt: CustomValue } | { ge: CustomValue } | { between: [CustomValue, CustomValue] } | { has_any: Array<CustomValue> } | { has_all: Array<CustomValue> } | { prefix: string } | { glob: string };

/** Who gets a ticket, and why the others did not qualify. */
export interface Choice {
  /** Who gets it; `None` when nobody may take it now. */
  agent?: AgentId | null;
  /** Those who may not take it, by id. */
  refused: Array<[AgentId, Refusal]>;
  /** Who knows it and has no room now: the ticket waits for them, whoever else may take it. */
  waits_for?: AgentId | null;
}

/** The axes a platform's snapshot speaks of; what it does not speak of is `None`. */
export interface Claim {
  /** It was answered; nothing has to move. */
  answered?: boolean | null;
  /** The buyer was asked for something. */
  asked_buyer?: boolean | null;
  /** It was cancelled, and by whom. */
  cancel?: CancelReason | null;
  /** The platform closed it for good. */
  closed?: boolean;
  /** What was decided. */
  decision?: Decision | null;
  /** Where the arbitration stands. */
  dispute?: DisputeState | null;
  /** The platform paid back all of it: money ends the ticket whatever its kind was. */
  full_refund?: boolean;
  /** Where the goods are, as far as the platform says; the carrier knows better. */
  goods?: Goods | null;
  /** What became of the money. */
  money?: MoneyState | null;
  /** A repair is running. */
  repair_running?: boolean | null;
  /** What became of the replacement. */
  replacement?: ReplacementState | null;
}

/** A running or stopped clock: a fold, so that changing targets keeps the pauses already earned. */
export interface Clock {
  /** Whether the breach was announced. */
  breached: boolean;
  /** Counts its starts on this ticket, from 1. */
  cycle?: number;
  /** The hours it counts while it runs; every hour when absent. */
  hours?: CountedHours | null;
  /** When it was stopped by what it waited for. */
  met_at?: Timestamp | null;
  /** When it warns and is due, where it counts only the hours of a calendar and runs. */
  moments?: Moments | null;
  /** Milliseconds it ran up to `running_since`. */
  ran_ms: number;
  /** Since when it runs; `None` while paused or stopped. */
  running_since?: Timestamp | null;
  /** When it started. */
  started_at: Timestamp;
  /** Target in milliseconds. */
  target_ms: number;
  /** Whether the warning was announced. */
  warned: boolean;
}

/** One clock of ours. */
export type ClockKind = "first_response" | "decision" | "inspection" | "refund" | "resolution" | "platform_deadline" | "next_response" | "first_human_response";

/** What a clock of ours passed. */
export type ClockPoint = "warn" | "breach";

/** What speaks for or against a ticket when a parcel came that nobody announced. */
export type Clue = "one_wrong" | "swapped" | "one_missing" | "one_extra" | "prefix" | "cut_off" | "buyer_named" | "no_number_yet" | "other_parcel" | "same_carrier" | "article" | "all_articles" | "other_article" | "phone" | "phone_tail" | "name" | "name_fits" | "region" | "approved" | "recent" | "old";

/** A command: who wants what, with the key that makes it happen once. */
export interface Command {
  /** What is wanted. */
  act: Act;
  /** Who wants it. */
  actor: Actor;
  /**
   * The version it was decided on: of the ticket, of the task where it moves one, of the configuration in force where it
   * publishes one. A newer one refuses it.
   */
  expect?: number | null;
  /** The same key is applied once, and answered the same way again. */
  key?: string | null;
}

/** What became of one of several commands: `ok` or `error`. */
export interface CommandAnswer {
  /** It was refused. */
  error?: Failure | null;
  /** It was applied. */
  ok?: Applied | null;
}

/** Goodwill paid outside the refund balance. */
export interface Compensation {
  /** How much. */
  amount: Money;
  /** When it was asked for. */
  at: Timestamp;
  /** Who asked for it, who cannot approve it; of a draft, who drafted it. */
  by?: AgentId | null;
  /** Who drafted what somebody asked for later. They cannot approve it either. */
  drafted_by?: AgentId | null;
  /** It may be above what was paid for the order: said by who asked for it. */
  goodwill?: boolean;
  /** The payout number: a second payout with it is refused. */
  number: string;
  /** Where it stands. */
  state: CompensationState;
  /** The task it waits for: somebody's approval, or the payout. */
  task?: TaskId | null;
}

/** Where a goodwill payout stands. */
export type CompensationState = "draft" | "to_approve" | "to_pay" | "paying" | "paid" | "failed" | "refused";

/** Everything a merchant configured. */
export interface Config {
  /** The agents whom this document keeps. Others are put and removed one by one. */
  agents?: Array<AgentConfig>;
  /** What is decided without a person, first match first. */
  auto?: Array<AutoPolicy>;
  /** What is done by itself when something happens, or when a ticket stood still for long. */
  automations?: Array<Automation>;
  /** Working hours that rules refer to. */
  calendars?: Array<Calendar>;
  /** The merchant's own fields. */
  custom?: Array<CustomField>;
  /** Where tickets go that no rule matches. */
  fallback_queue?: string;
  /** The groups of agents. With an empty list any name is a group; else those of this list only. */
  groups?: Array<GroupConfig>;
  /** Groups whose agents are asked before others for what a host sold, by the id of the host. */
  host_teams?: Record<string, string>;
  /** How the accounts of a person are found. */
  identity?: IdentityConfig;
  /**
   * Units that a ticket weighs on its agent while it waits for somebody outside, if that is less than what it weighs
   * otherwise. Nothing by default.
   */
  parked_weight?: number;
  /** Heartbeats, shifts, and what becomes of the work of those who went. */
  presence?: PresenceConfig;
  /** The queues. */
  queues?: Array<QueueConfig>;
  /** When buyers are not written to; never when absent. */
  quiet_hours?: QuietHours | null;
  /**
   * Who may return what, until when, for how much and how much of it without a person; first match counts, and where
   * one matches `auto` is not asked.
   */
  return_policies?: Array<ReturnPolicy>;
  /** Routing rules, first match first. */
  rules?: Array<Rule>;
  /** The shops. */
  shops?: Array<ShopConfig>;
  /** The skills. With an empty list any name is a skill; else those of this list only. */
  skills?: Array<SkillConfig>;
  /** Targets of our clocks. */
  sla?: SlaTargets;
  /** Targets by condition, with hours, pauses and escalations; first match first. */
  sla_policies?: Array<SlaPolicy>;
  /** Internal tasks, kind by kind. */
  tasks?: Array<TaskConfig>;
  /** Words by name: for answers, and in place of the words of notices. */
  templates?: Array<Template>;
  /** Counts changes; a published rule set is never changed in place. */
  version?: number;
  /** Windows and caps. */
  windows?: Windows;
  /** Minutes ahead of UTC in which days are counted. */
  zone_minutes?: number;
}

/** What is wrong with a configuration. */
export interface ConfigCheck {
  /** What must be put right before it can be published. */
  problems: Array<Problem>;
  /**
   * What is probably a slip, but may be meant: tickets would wait for people who are not there yet, or one is named who
   * is not.
   */
  warnings: Array<Problem>;
}

/** One rule that was looked at. */
export interface Considered {
  /** The first condition that was not true, with the value seen. */
  failed_on?: string | null;
  /** Whether it matched. */
  matched: boolean;
  /** Its name. */
  rule: string;
}

/**
 * How an agent was chosen, in figures. It is written with the decision where all who serve the queue were looked at; where a
 * large team is kept in its order only the first of them are.
 */
export interface ConsideredAgents {
  /** Those of them who might have taken it. */
  eligible: number;
  /** The numbers of who was chosen that put agents in order, the first first. */
  keys: Array<[RankKey, number]>;
  /** How many were looked at. */
  looked_at: number;
  /** How many might not, by reason. */
  refusals?: Record<string, number>;
}

/** A conversation with a buyer. */
export type ConversationId = string;

/** An open task with its ticket's number. */
export interface CopiedTask {
  /** Tasks that must be done first. */
  after: Array<TaskId>;
  /** Who does it. */
  agent?: AgentId | null;
  /** Groups that are asked beside its own by now. */
  also?: Array<string>;
  /** How much is decided or paid by it: the desk gives it to nobody whose authority is below that. */
  amount?: Money | null;
  /** The move it is asked to approve. */
  approves?: AskedMove | null;
  /** Photos, films and files of the result. */
  attachments?: Array<Evidence>;
  /** Which attempt this is, from 1. */
  attempt: number;
  /** Whether the desk gives it to somebody by itself. */
  auto_assign?: boolean;
  /** 0 (now) to 4: the band it stands in, with what it gained by waiting. */
  band?: number;
  /** Whether the ticket may be closed before. */
  blocks_close: boolean;
  /** Who gave it back in this attempt: the desk does not give it to them again. */
  declined?: Array<AgentId>;
  /** When it should be done. */
  due_at?: Timestamp | null;
  /** When it was done, failed or cancelled. */
  ended_at?: Timestamp | null;
  /** The form, as filled in. */
  form?: Record<string, CustomValue>;
  /** The group that does it. */
  group: string;
  /** Its id. */
  id: TaskId;
  /** What it is. */
  kind: TaskKind;
  /** The result per line. */
  lines?: Array<LineOutcome>;
  /** Who asked for the money or agreed to it: the desk gives it to somebody else. */
  not_by?: Array<AgentId>;
  /** The number of its ticket, to be read aloud. */
  number: TicketNumber;
  /** When it was opened. */
  opened_at: Timestamp;
  /** Whether that has passed in this attempt, and was told. */
  overdue?: boolean;
  /** The band that its kind or its ticket gave it. */
  own_band?: number;
  /** The band an escalation raised it to in this attempt. */
  raised?: number | null;
  /** Why it is blocked or failed. */
  reason?: string | null;
  /** How it came out, once it is done. */
  result?: TaskResult | null;
  /** Rungs of its escalation that were done in this attempt, by their names. */
  rungs?: Array<string>;
  /** Where it stands. */
  state: TaskState;
  /** The ticket it is for. */
  ticket: TicketId;
  /** How long it is on its way to somebody. */
  wait?: TaskWait;
  /** When four fifths of the target of its kind have passed. */
  warn_at?: Timestamp | null;
  /** Units of work it weighs on who has it. */
  weight?: number;
}

/** Which tickets of the copy. What is absent does not filter. */
export interface CopyQuery {
  /** With this agent. */
  agent?: AgentId | null;
  /** In one of these headlines. */
  headlines?: Array<Headline>;
  /** At most so many; 0 means 50, the most is 1,000. */
  limit?: number;
  /** In this queue. */
  queue?: QueueId | null;
  /** Behind so many. */
  skip?: number;
  /** With this tag. */
  tag?: string | null;
}

/** The hours of a calendar as they were when a configuration was published. */
export interface CountedHours {
  /** The calendar, by a digest of its name. */
  calendar: Uid;
  /** The configuration. */
  version: number;
}

/** One counter. */
export interface CounterId {
  /** The currency its minor units are in; `None` for what is not money. */
  currency?: Currency | null;
  /** Counted by what. */
  dim: Dim;
  /** Day or month. */
  grain: Grain;
  /** Of which member: an id or word; pairs are joined by `|`. */
  member: string;
  /** What is counted. */
  metric: Metric;
  /** Which day or month. */
  period: number;
}

/** Which counters to read. */
export interface CounterQuery {
  /** By what. */
  dim: Dim;
  /** From this day or month (inclusive). */
  from: number;
  /** Days or months. */
  grain: Grain;
  /** Only this member. */
  member?: string | null;
  /** Up to this day or month (inclusive). */
  to: number;
}

export type Currency = string;

/** Where an event stands in the log of its tenant: dense, from 1, in commit order. */
export type Cursor = number;

/** A declared field. */
export interface CustomField {
  /** Its name: lower-case letters, digits and underscores. */
  name: string;
  /** Its type. */
  of: CustomType;
  /** Where it stands. */
  on: CustomOn;
  /** Whether values are personal data. */
  personal?: boolean;
}

/** Asks whether a field of the merchant's has a value: in rules and in queries. */
export interface CustomIs {
  /** The value. */
  is: CustomValue;
  /** The name of the field. */
  name: string;
  /** Whose field: the ticket's own, its customer's, that of a line it is about, or that of a product of those lines. */
  on?: CustomOn;
}

/** An amount in a custom field. */
export type CustomMoney = Money;

/** Where a custom field may stand. */
export type CustomOn = "ticket" | "customer" | "line" | "product";

/** Names a field of the merchant's. */
export interface CustomRef {
  /** Its name. */
  name: string;
  /** Whose field. */
  on?: CustomOn;
}

/** The type of a custom field. */
export type CustomType = "text" | "integer" | "flag" | "money" | "time" | { choice: Array<string> };

/** The value of a custom field. */
export type CustomValue = boolean | number | string | CustomMoney;

/** A customer: one person, several accounts. */
export interface Customer {
  /** Ids that were merged into this one. */
  absorbed?: Array<CustomerId>;
  /** The accounts. */
  accounts: Array<AccountId>;
  /** The merchant's own fields. */
  custom?: Record<string, CustomValue>;
  /** When the first account was first heard of. */
  first_seen: Timestamp;
  /** The id, stable for ever; an id merged away redirects. */
  id: CustomerId;
  /** What this id was merged into. */
  merged_into?: CustomerId | null;
  /** The name to show. Personal data. */
  name?: string | null;
  /** Who last served them. */
  served?: Served | null;
  /** Tags. */
  tags?: Array<string>;
}

/** Something that happened to a customer. */
export interface CustomerChange {
  /** When that observation was made, or the decision taken. */
  at: Timestamp;
  /** The account whose observation, or the decision that, brought it about. */
  cause: Uid;
  /** The other customer. */
  other: CustomerId;
  /** What. */
  what: Verb;
}

/** A customer: one person across platforms. */
export type CustomerId = string;

/** A customer in exports: a keyed digest, the same wherever that customer is, which leads to nobody. */
export type CustomerKey = string;

/** Which customers. What is absent does not filter; all that is present must hold. */
export interface CustomerQuery {
  /** Go on after a page's `next`. */
  after?: string | null;
  /** With these values in the merchant's own fields. */
  custom?: Record<string, CustomValue>;
  /** At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
  limit?: number;
  /** First heard of then or later. */
  seen_from?: Timestamp | null;
  /** First heard of then or earlier. */
  seen_to?: Timestamp | null;
  /** With this tag. */
  tag?: string | null;
}

/** One person across platforms. Each list holds the newest first, up to the number asked for. */
export interface CustomerView {
  /** Their accounts, by platform. */
  accounts: Array<Account>;
  /** The person. */
  customer: VersionedCustomer;
  /** What was written. */
  messages: Array<Message>;
  /** Some list is longer than what is shown. */
  more: boolean;
  /** Their orders. */
  orders: Array<PlacedOrder>;
  /** Their tickets. */
  tickets: Array<VersionedTicket>;
}

/** Who was given a ticket, when, and why. */
export interface Decided {
  /** Who got it. */
  agent: AgentId;
  /** When. */
  at: Timestamp;
  /** Why it was this agent. */
  because: AssignCause;
  /**
   * How they were chosen, in figures. Of an offer that was taken: as it was made. Absent where not all who serve the queue were
   * looked at: by hand, a bot that begins, a large team that is kept in its order.
   */
  considered?: ConsideredAgents | null;
  /** The place of the event `assigned` in the log. */
  cursor: Cursor;
  /** The queue it stood in. */
  queue?: string | null;
  /** The rule by which it came into that queue; nothing for the fallback queue. */
  rule?: string | null;
  /** How many steps of its route it had taken there. */
  step: number;
  /**
   * Where the rules of that version put the ticket **as it is today**, asked for the moment it came into its queue: rule by rule. What it was like
   * then is not kept, so this may differ from `rule` and `queue` where the ticket changed since. Absent where that version
   * is kept no more.
   */
  today?: Placement | null;
  /**
   * Whether all that the rules of that version look at is today as it was when they put the ticket there: then `today` is the
   * decision of then, rule by rule. Absent where it is not known.
   */
  unchanged?: boolean | null;
  /** The version of the configuration it was decided by; 0 where that was not written down yet. */
  version: number;
  /**
   * What the log says of its way there since somebody had it before, or since it was opened: queues it came into and left,
   * steps, offers. The last hundred.
   */
  way: Array<Recorded>;
}

/** What the seller decided. */
export type Decision = "none" | "approved" | "rejected";

/** What somebody decided about who is who. */
export type DecisionId = string;

/** Where the delivery of our own message stands. */
export type DeliveryState = "queued" | "sent" | "failed";

/** What goes with a trigger of the lifecycle. */
export interface Details {
  /** The platform's id of the return address; the shop's default when absent. */
  address?: string | null;
  /** How much, in the ticket's currency; the amount asked for when absent. */
  amount?: Money | null;
  /**
   * A compensation is only noted down: the same payout number without this asks for it, and with an amount of 0 the draft
   * is withdrawn.
   */
  draft?: boolean;
  /** Evidence. */
  evidence?: Array<Evidence>;
  /** Above what was paid, out of goodwill. */
  goodwill?: boolean;
  /** Pieces per line. */
  lines?: Array<LineOutcome>;
  /** The parcel concerned. */
  parcel?: ParcelRef | null;
  /** The payout number of a compensation. */
  payout?: string | null;
  /** The platform's reason code. */
  reason_code?: string | null;
  /** Words to the buyer. Personal data may stand here. */
  text?: string | null;
}

/** What deviates. */
export type Deviant = { source: SourceId } | { ticket: TicketId };

/** Where a row no longer follows from what it was made of. Names fields, never values: those may be personal. */
export interface Deviation {
  /** What is wrong with it, or the path of the field that differs, such as `claim.money`. */
  field: string;
  /** The row. */
  of: Deviant;
}

/** A phone that keeps a copy of somebody's work. Its key is not here: it follows from the engine's key and the id. */
export interface Device {
  /** Whose it is. */
  agent: AgentId;
  /** Its id. */
  id: DeviceId;
  /** When it was registered. */
  registered_at: Timestamp;
  /** When it was revoked: it wipes itself when it next asks, and is never answered again. */
  revoked_at?: Timestamp | null;
}

/** A phone that keeps a copy of somebody's work. */
export type DeviceId = string;

/** What a phone is given once, over your own login: keep it in the phone's key store. */
export interface DeviceKey {
  /** The phone. */
  device: DeviceId;
  /** Its key, 32 bytes in base64. */
  key: string;
}

/** How one after-sale differs between a platform and us. */
export type Difference = "missing_here" | "state" | "amount" | "only_here" | "refused";

/** A ticket of which something would have been different. */
export interface Differs {
  /** By the configuration in force. */
  is: GivenOut;
  /** Its number. */
  number: TicketNumber;
  /** Which. */
  ticket: TicketId;
  /** By the other one. */
  would: GivenOut;
}

/** What a counter is counted by. */
export type Dim = "all" | "product" | "sku" | "host" | "show" | "room" | "issue" | "platform" | "shop" | "queue" | "agent" | "host_product" | "product_issue" | "host_issue";

/** Which way a parcel goes. */
export type Direction = "outbound" | "return" | "replacement";

/** What becomes of a returned piece. */
export type Disposition = "restock" | "refurbish" | "return_to_vendor" | "destroy" | "return_to_buyer";

/** What an arbitration is about. */
export interface DisputeInfo {
  /** When evidence must be there. */
  evidence_due?: Timestamp | null;
  /** The platform's id of the arbitration. */
  id?: string | null;
  /** The raw status. */
  raw_status?: string | null;
}

/** Arbitration by the platform. */
export type DisputeState = "none" | "open" | "evidence_due" | "ruling" | "ruled_buyer" | "ruled_seller" | "split" | "withdrawn" | "appealed";

/** The sources of one order, or of one conversation that names no order. */
export type DocketId = string;

/** What a fact did. */
export type Effect = "new" | "updated" | "duplicate" | "stale";

/** How a job ended. */
export type End =
  /** Done. */
  | ({
      how: "done";
    })
  /** Not yet: try again. */
  | ({
      how: "retry";
      /** Not before so many milliseconds from now. */
      after_ms: number;
      /** Why. */
      error: ErrorRecord;
    })
  /** Sent, and the answer is lost: read back first. */
  | ({
      how: "in_doubt";
      /** Not before so many milliseconds from now. */
      after_ms: number;
      /** Why. */
      error: ErrorRecord;
    })
  /** Refused for good: a person should know. */
  | ({
      how: "failed";
      /** Why. */
      error: ErrorRecord;
    })
  /** Perhaps done, and nothing tells: a person must look, and then set it going again or drop it. */
  | ({
      how: "unknown";
      /** Why. */
      error: ErrorRecord;
    });

/** What kind of failure this is. Callers decide by this, never by message text. */
export type ErrorKind = "config" | "signature" | "malformed" | "unsupported" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "rate_limited" | "rejected" | "unavailable" | "host" | "internal";

/** An error as data: what crosses a language border or is kept beside a job. */
export interface ErrorRecord {
  /** Context pairs. */
  context?: Array<[string, string]>;
  /** What to do about it. */
  hint?: string | null;
  /** What kind of failure. */
  kind: ErrorKind;
  /** What happened, in one line. */
  message: string;
  /** The operation that failed. */
  operation?: string;
  /** How far the operation came. */
  phase: Phase;
  /** Whether and when to try again. */
  retry: Retry;
  /** What the other side said. */
  upstream?: Upstream | null;
}

/** What an escalation does. */
export type Escalate = { band: number } | { notify: string } | { watch: AgentId } | { widen: Array<string> } | { queue: string };

/** What happened. */
export type EventBody =
  /** A ticket was opened. */
  | ({
      kind: "ticket_opened";
      number: TicketNumber;
      platform: Platform;
      shop: ShopId;
      ticket_kind: Kind;
    })
  /** A ticket's headline moved. */
  | ({
      kind: "state_changed";
      from: Headline;
      skipped: Array<Headline>;
      to: Headline;
      via: Via;
    })
  /** What the buyer wants changed. */
  | ({
      kind: "kind_changed";
      from: Kind;
      to: Kind;
    })
  /** A source joined a ticket. */
  | ({
      kind: "source_joined";
      external_id: string;
      object: string;
      platform: Platform;
      source: SourceId;
    })
  /** A source is now so, and nothing moved by it. */
  | ({
      kind: "source_updated";
      raw_status: string;
      source: SourceId;
    })
  /** A snapshot came late and was only looked at for what was missing. */
  | ({
      kind: "source_stale";
      revision: Int64;
      source: SourceId;
    })
  /** The platform says something our table does not know. */
  | ({
      kind: "unknown_status";
      object: string;
      raw: string;
      source?: SourceId | null;
    })
  /** A ticket became part of another. */
  | ({
      kind: "ticket_merged";
      by_hand: boolean;
      into: TicketId;
    })
  /** A ticket fell apart, or was taken apart. */
  | ({
      kind: "ticket_split";
      by_hand: boolean;
      new: TicketId;
    })
  /** A follow-up was linked. */
  | ({
      kind: "ticket_linked";
      other: TicketId;
    })
  /** A command was applied. */
  | ({
      kind: "command_applied";
      amount?: Money | null;
      command: string;
    })
  /** A command was refused; nothing else happened. */
  | ({
      kind: "command_refused";
      allowed: Array<Trigger>;
      command: string;
      reason: string;
      state?: Headline | null;
    })
  /** A message came or went. */
  | ({
      kind: "message_added";
      channel: Channel;
      message: MessageId;
      platform: Platform;
      sender: Sender;
    })
  /** A note for colleagues. Personal data may stand in it. */
  | ({
      kind: "note_added";
      text: string;
    })
  /** A note names an agent: whom it is for is told by the host. Who wrote it is the actor. */
  | ({
      kind: "mentioned";
      agent: AgentId;
    })
  /** A notice to the buyer is on its way. */
  | ({
      kind: "notice_recorded";
      notice: Notice;
    })
  /** A notice was left out, since a later one says more or it is too old. */
  | ({
      kind: "notice_suppressed";
      because: string;
      notice: Notice;
    })
  /**
   * A ticket stands in a queue. `version` is that of the configuration that put it there; 0 where that was not
   * written down yet. The host tells who is in the groups of `notify`. `seen` is a digest of what the rules looked
   * at.
   */
  | ({
      kind: "enqueued";
      band: number;
      name: string;
      notify?: Array<string>;
      queue: QueueId;
      rule?: string | null;
      seen?: number | null;
      version?: number;
    })
  /** Less skill is enough for a ticket that waited: a tier was dropped, or a level fell. `skills` are still asked for. */
  | ({
      kind: "tier_dropped";
      queue: QueueId;
      skills: Record<string, number>;
    })
  /**
   * A ticket that waited took a step of its route: more agents may take it, or it goes on in another queue. `version`
   * as of `enqueued`.
   */
  | ({
      kind: "route_stepped";
      queue: QueueId;
      step: number;
      version?: number;
    })
  /** So many wait in a queue that it is nearly full: told as its tickets come to four fifths of its greatest depth. */
  | ({
      kind: "queue_depth_high";
      max_depth: number;
      queue: QueueId;
      waiting: number;
    })
  /**
   * A queue had no place for a ticket, which went on to another; where there is none it waits there all the same.
   * `version` as of `enqueued`.
   */
  | ({
      kind: "overflowed";
      because: OverflowCause;
      from: QueueId;
      to?: QueueId | null;
      version?: number;
    })
  /**
   * A ticket is held for an agent until they take it, or the offer has run out. `because` says why it is this
   * one; `version` and `considered` are as of `assigned`.
   */
  | ({
      kind: "offered";
      agent: AgentId;
      because?: AssignCause;
      considered?: ConsideredAgents | null;
      until: Timestamp;
      version?: number;
    })
  /** An agent took a ticket that was offered to them. */
  | ({
      kind: "offer_accepted";
      agent: AgentId;
    })
  /** An agent turned an offer down. The ticket keeps its place. */
  | ({
      kind: "offer_rejected";
      agent: AgentId;
    })
  /** An offer ran out unanswered. The ticket keeps its place. */
  | ({
      kind: "offer_timed_out";
      agent: AgentId;
    })
  /** An agent is getting ready to take an offer: it holds until then. Nobody else is asked any more. */
  | ({
      kind: "offer_held";
      agent: AgentId;
      until: Timestamp;
    })
  /** An offer was taken back: the agent went, or the ticket needs them no longer. */
  | ({
      kind: "offer_rescinded";
      agent: AgentId;
    })
  /**
   * A ticket has an agent. `version` is that of the configuration it was decided by; 0 where that was not written
   * down yet. `considered` says how they were chosen, where all who serve the queue were looked at.
   */
  | ({
      kind: "assigned";
      agent: AgentId;
      because?: AssignCause;
      by_hand: boolean;
      considered?: ConsideredAgents | null;
      version?: number;
    })
  /** A ticket's agent no longer has it. */
  | ({
      kind: "released";
      agent: AgentId;
      because: string;
    })
  /**
   * A bot no longer has a ticket. `to` has it now; nobody when absent, and then `online` says whether anybody is
   * there who may take it once there is room.
   */
  | ({
      kind: "bot_handed_off";
      bot: AgentId;
      online: boolean;
      reason: HandOffReason;
      to?: AgentId | null;
    })
  /** A clock came near its target, or passed it. */
  | ({
      kind: "clock_passed";
      breached: boolean;
      clock: ClockKind;
    })
  /** A rung of an escalation was done, once in this cycle of its clock. Who is named in it is told by the host. */
  | ({
      kind: "escalated";
      clock: ClockKind;
      cycle: number;
      did: Array<Escalate>;
      rung: string;
    })
  /** Something of a ticket was changed by hand. */
  | ({
      kind: "ticket_edited";
      what: Array<string>;
    })
  /** A return policy let something be done without a person. */
  | ({
      kind: "policy_applied";
      action: ReturnAction;
      amount: Money;
      fee?: Money | null;
      policy: string;
    })
  /** An automation was carried out. `notify` names groups that are told by the host. */
  | ({
      kind: "automated";
      did: Array<string>;
      name: string;
      notify?: Array<string>;
    })
  /** An automation was called and not carried out. */
  | ({
      kind: "automation_stopped";
      name: string;
      reason?: string | null;
      stop: AutomationStop;
    })
  /** An internal task moved. */
  | ({
      kind: "task_moved";
      /** Who has it now. */
      agent?: AgentId | null;
      from?: TaskState | null;
      task: TaskId;
      task_kind: TaskKind;
      to: TaskState;
    })
  /** An internal task was not done when it was due: told once for each attempt. */
  | ({
      kind: "task_overdue";
      agent?: AgentId | null;
      attempt: number;
      due_at: Timestamp;
      task: TaskId;
      task_kind: TaskKind;
    })
  /** A rung of an escalation of a task was done, once in this attempt. Who is named in it is told by the host. */
  | ({
      kind: "task_escalated";
      /** Who had it. */
      agent?: AgentId | null;
      attempt: number;
      did: Array<TaskEscalate>;
      rung: string;
      task: TaskId;
      task_kind: TaskKind;
    })
  /**
   * A task that the desk gives out waits, and nobody is in the groups that may do it: told once, until somebody was
   * there or had it.
   */
  | ({
      kind: "task_unstaffed";
      group: string;
      task: TaskId;
      task_kind: TaskKind;
    })
  /** Work for the outside was put down. */
  | ({
      kind: "job_queued";
      job: JobId;
      job_kind: JobKind;
    })
  /** The platform took what we told it. */
  | ({
      kind: "action_done";
      job: JobId;
      platform: Platform;
      verb: string;
    })
  /** The platform refused what we told it. */
  | ({
      kind: "action_failed";
      job: JobId;
      platform: Platform;
      reason: string;
      verb: string;
    })
  /** A job was given up. */
  | ({
      kind: "job_dead";
      job: JobId;
      job_kind: JobKind;
      reason: string;
    })
  /** A dead letter goes again. */
  | ({
      kind: "job_redriven";
      job: JobId;
      job_kind: JobKind;
    })
  /** An order is now so. */
  | ({
      kind: "order_updated";
      external_id: string;
      new: boolean;
      order: OrderId;
      platform: Platform;
    })
  /**
   * Money moved on a ticket, or what it moved counts for another order now. `orders` are those of which another sum
   * goes back than before.
   */
  | ({
      kind: "money_moved";
      amount: Money;
      orders?: Array<OrderId>;
      pending: number;
      refunded: number;
    })
  /** An order has more money on its way back than was paid. */
  | ({
      kind: "over_refund";
      going_back: number;
      order: OrderId;
      paid: number;
    })
  /** Two customers turned out to be one. */
  | ({
      kind: "customers_merged";
      cause: AccountId;
      gone: CustomerId;
      survivor: CustomerId;
    })
  /** Some accounts of a customer turned out to be of another person, who has an id of their own from now on. */
  | ({
      kind: "customer_split";
      cause: AccountId;
      customer: CustomerId;
      part: CustomerId;
    })
  /** Somebody decided that accounts are, or are not, one person; or took that back. */
  | ({
      kind: "identity_decided";
      decision: DecisionId;
      verdict: IdentityVerdict;
    })
  /** So many accounts hang together that they were told apart by a stricter measure. One of them is named. */
  | ({
      kind: "hairball";
      account: AccountId;
    })
  /** A customer was forgotten: all that was personal is gone. */
  | ({
      kind: "customer_forgotten";
      accounts: number;
      customer: CustomerId;
    })
  /** A payload could not be read and is kept whole. */
  | ({
      kind: "quarantined";
      platform: Platform;
      quarantine: QuarantineId;
      reason: string;
    })
  /** The configuration was published. */
  | ({
      kind: "configured";
      version: number;
    })
  /** An agent was added or changed. */
  | ({
      kind: "agent_changed";
      agent: AgentId;
    })
  /** An agent takes work, or no longer. */
  | ({
      kind: "presence_changed";
      agent: AgentId;
      /** Why, where nobody set it. */
      because?: PresenceCause | null;
      /** What it was before. */
      from?: Presence | null;
      presence: Presence;
    })
  /** An agent was removed. What they had goes back to the queues. */
  | ({
      kind: "agent_removed";
      agent: AgentId;
    })
  /**
   * An agent has more than the capacity: it was lowered, a ticket was given to them by hand, or one of theirs woke.
   * Nothing is added until there is room.
   */
  | ({
      kind: "agent_over_capacity";
      agent: AgentId;
      capacity: number;
      load: number;
    })
  /**
   * The load of an agent was not what tickets, tasks and offers add up to, which is an error of ours: it was `stored`
   * and is `counted` from now on.
   */
  | ({
      kind: "load_drifted";
      agent: AgentId;
      counted: number;
      stored: number;
    })
  /** Nobody is left to serve a queue in which tickets wait: nobody belongs to its groups, or nobody of them is online. */
  | ({
      kind: "queue_unstaffed";
      because?: OverflowCause;
      queue: QueueId;
      waiting: number;
    })
  /** The warehouse counted an article, and there are more or fewer than were known. */
  | ({
      kind: "stock_changed";
      on_hand: number;
      product: ProductId;
    })
  /** Nothing is left of an article that could be promised: a ticket took the last of it, or it was counted so. */
  | ({
      kind: "stock_out";
      product: ProductId;
    })
  /** A phone may keep a copy of an agent's work. */
  | ({
      kind: "device_registered";
      agent: AgentId;
      device: DeviceId;
    })
  /** A phone may no longer: it wipes itself when it next asks. */
  | ({
      kind: "device_revoked";
      agent: AgentId;
      device: DeviceId;
    })
  /** A shop's calls fail or work again. */
  | ({
      kind: "shop_health";
      healthy: boolean;
      platform: Platform;
      reason: string;
      shop: ShopId;
    });

/**
 * Asks what an event says. Each list speaks of the kinds of events that have such a value, and leaves the others as they are;
 * an empty one asks nothing.
 */
export interface EventIs {
  /** Of `overflowed`: why its queue had no place. */
  because?: Array<OverflowCause>;
  /** Of `message_added`: through which channel. */
  channels?: Array<Channel>;
  /** Of `clock_passed` and `escalated`: which clock. */
  clocks?: Array<ClockKind>;
  /** Of `state_changed`: where the ticket stood. */
  from?: Array<Headline>;
  /** Of `clock_passed`: what it passed. */
  passed?: Array<ClockPoint>;
  /** Of `task_moved`: how the task came out. Only one that is done has come out. */
  results?: Array<TaskResult>;
  /** Of `task_moved`, `task_overdue` and `task_unstaffed`: what the task is. */
  task_kinds?: Array<TaskKind>;
  /** Of `task_moved`: where the task stands now. */
  task_states?: Array<TaskState>;
  /** Of `state_changed`: where it came to. */
  to?: Array<Headline>;
}

/** A page of the log. */
export interface EventPage {
  /** The events. */
  events: Array<Recorded>;
  /** The end of the log when this was read. */
  head: Cursor;
  /** Ask on from here. */
  next: Cursor;
}

/** One piece of evidence. */
export interface Evidence {
  /** The content hash under which the blob store holds it, once it does. */
  blob?: string | null;
  /** What it is. */
  kind: EvidenceKind;
  /** A few words on it. Personal data may stand here. */
  note?: string | null;
  /** Where the platform shows it, if it does. May expire. */
  url?: string | null;
}

/** What a file is. */
export type EvidenceKind = "image" | "video" | "audio" | "text" | "file";

/** Pieces of one order line that are to come back. */
export interface ExpectedLine {
  /** Its barcode. */
  barcode?: string | null;
  /** The batch it came from. */
  batch?: string | null;
  /** Pieces that are to come in all. */
  expected: number;
  /** The order line, by the platform's id: what the outcome of an inspection names. */
  line: string;
  /** The merchant's own code for it. */
  merchant_code?: string | null;
  /** Pieces that are still to come. */
  missing: number;
  /** The article across shops. */
  product?: ProductId | null;
  /** Pieces that came. */
  received: number;
  /** The sku. */
  sku: string;
  /** The title. */
  title: string;
}

/** A parcel with returns. */
export interface ExpectedParcel {
  /** What the code turned out to be. */
  by: FoundBy;
  /** What the carrier says of it, if the code is a tracking number it knows. */
  parcel?: ParcelSnapshot | null;
  /** What is to come, the ticket that was opened first in front. */
  returns: Array<ExpectedReturn>;
}

/** Goods of one ticket that are to come back. */
export interface ExpectedReturn {
  /** Photos and files to compare with. */
  evidence: Array<Evidence>;
  /** How far the goods are: whether some came before. */
  goods: Goods;
  /** Its headline. */
  headline: Headline;
  /** The inspection that waits for it, if one was opened. */
  inspection?: InspectionTask | null;
  /** What is wrong with them. */
  issue: IssueType;
  /** What the buyer wants. */
  kind: Kind;
  /** Line by line. Empty while the order is not known. */
  lines: Array<ExpectedLine>;
  /** What warehouse and quality check may do with it now. */
  moves: Array<Trigger>;
  /** Its number. */
  number: TicketNumber;
  /** The order's number on its platform. */
  order?: string | null;
  /** The platform it began on. */
  platform: Platform;
  /** The buyer's own words about it. Personal data. */
  reason?: string | null;
  /** The shop it began in. */
  shop: ShopId;
  /** The ticket. */
  ticket: TicketId;
  /** Its version: name it in a command's `expect`. */
  version: number;
}

/** Where the rules put a ticket now, and who would get it. */
export interface Explained {
  /** Other tickets that wait in its queue. */
  ahead: number;
  /** Who would get it if nobody had it, and why the others would not: of those the first 20 by id. */
  choice: Choice;
  /**
   * How long a ticket behind those waits, in milliseconds, by what tickets of the queue took and who is there now; absent
   * where nobody can tell.
   */
  expected_wait_ms?: number | null;
  /**
   * Where it goes on before anybody takes it, in order: queues that overflow, and steps that it does not wait for. `queue`,
   * `standing` and `choice` are of where that ends.
   */
  hops?: Array<Hop>;
  /**
   * When something else may come of it where it stands, if nothing happens before: a step of its route, the end of an offer,
   * of a wait for who knows it, or of the time for a first action.
   */
  next_at?: Timestamp | null;
  /** Where it is put, rule by rule. */
  placement: Placement;
  /** The queue it stands in: that of the placement, unless a person chose another, a step led to one or a queue overflowed. */
  queue: string;
  /** Those who may take it now, in the order in which they come, the first 20. */
  ranked?: Array<Ranked>;
  /** How many may not take it now, by reason. */
  refusals?: Record<string, number>;
  /** What its steps made of that by now, or by when it was given to who has it. */
  standing: Standing;
  /** The configuration it is by. */
  version: number;
}

/** Something that already happened outside. */
export interface Fact {
  /** What it is about. */
  body: FactBody;
  /** When it happened. */
  occurred_at: Timestamp;
  /** The platform it comes from; a merchant's own channel has a name too, such as `app`. */
  platform: Platform;
  /** The payload it was read from: this object's slice, not the whole answer. Personal data. */
  raw?: Payload | null;
  /** The platform's modified time or sequence number of the object. */
  revision: Int64;
  /** The shop. */
  shop: ShopId;
}

/** What became of one of several facts: `ok` or `error`. */
export interface FactAnswer {
  /** It was refused. */
  error?: Failure | null;
  /** It was taken in. */
  ok?: Ingested | null;
}

/** What a fact is about. Its JSON says so in `type`, since an after-sale has a `kind` of its own. */
export type FactBody =
  /** An after-sale is now so. */
  | (AfterSale & {
      type: "after_sale";
    })
  /** An order is now so. */
  | (OrderSnapshot & {
      type: "order";
    })
  /** A message was written. */
  | (MessageSnapshot & {
      type: "message";
    })
  /** A parcel is now there. */
  | (ParcelSnapshot & {
      type: "parcel";
    })
  /** A show is now planned so, runs, or has ended. */
  | (Show & {
      type: "show";
    })
  /** A buyer's account is known by these keys. */
  | ({
      type: "contact";
      /** The account. */
      account: AccountRef;
      /** Keys proven for it. Personal data, hashed on the way in. */
      keys: Array<AttestedKey>;
    })
  /** Something we do not know: kept on the timeline, counted, moves nothing. */
  | ({
      type: "unknown";
      /** Its id, if one was found. */
      external_id?: string | null;
      /** What kind of object, as the platform calls it. */
      object: string;
      /** The raw tag or status. */
      raw: string;
    });

/** An error as every language gets it. Holds no secret and no personal data. */
export interface Failure {
  /** What would be allowed there, or instead. */
  allowed: Array<string>;
  /** Everything else that is known, by name. */
  context: Record<string, string>;
  /** The argument that is wrong, as a path such as `command.act.trigger`. */
  field?: string | null;
  /** What the reader can do about it. */
  hint?: string | null;
  /** What kind of failure. Decide by this, never by the message. */
  kind: ErrorKind;
  /** What happened, in one line. */
  message: string;
  /** The operation that failed, as `module.verb`; empty when not named. */
  operation: string;
  /** How far it came: what may have taken effect. */
  phase: Phase;
  /** The platform it is about. */
  platform?: string | null;
  /** The platform's id of the request, for its support. */
  request_id?: string | null;
  /** Whether and when to try again. */
  retry: Retry;
  /** Milliseconds to wait before trying again, where the other side said so. */
  retry_after_ms?: number | null;
  /** Whether trying again can help at all. */
  retryable: boolean;
  /** The platform's own code. */
  upstream_code?: string | null;
  /** The platform's own words. */
  upstream_message?: string | null;
  /** HTTP status of the platform's answer, where there was one. */
  upstream_status?: number | null;
}

/** A difference, and what was done about it. */
export interface Finding {
  /** Why it was not, or why the platform would not show it. */
  because?: string | null;
  /** How it differs. */
  difference: Difference;
  /** The platform's id of the after-sale. */
  external_id: string;
  /** What the platform shows was taken in. */
  healed: boolean;
  /** What the platform has it as. */
  object: string;
  /** Our status before, as the platform words it. */
  ours?: string | null;
  /** The platform's status. */
  theirs?: string | null;
}

/** A lower level is enough once the ticket has waited so long. */
export interface Floor {
  /** Milliseconds it has waited. */
  after_ms: number;
  /** The level from then on. */
  level: number;
}

/** What a scanned code turned out to be. */
export type FoundBy = "return_parcel" | "replacement_parcel" | "outbound_parcel" | "request" | "order" | "ticket";

/** A value of a kind: an e-mail address, a member number, a nickname. */
export interface Given {
  /** The word of the kind. */
  kind: string;
  /** Whether the platform's terms allow joining by it; without a word the kind tells. */
  linkable?: boolean | null;
  /** The scope in which it is unique; empty means everywhere. */
  scope?: string;
  /** The value as given. Personal data: hashed on the way in, never stored. */
  value: string;
}

/** What became of a ticket under one configuration. */
export interface GivenOut {
  /** Who got it; nobody when absent. */
  agent?: AgentId | null;
  /** The rungs of its ladder that were done, by name, in that order. */
  escalated?: Array<string>;
  /** The queue it stood in at the end. */
  queue: string;
  /** What policies and automations decided as it came, or automations later. */
  verdict: PolicyVerdict;
  /** How long it waited for them, in milliseconds, without the time in which somebody had it before. */
  wait_ms?: number | null;
}

/** Where the goods that the buyer returns are. */
export type Goods = "not_required" | "awaiting_ship" | "in_transit" | "at_locker" | "delivered" | "partially_received" | "received" | "inspected_pass" | "inspected_fail" | "inspected_partial" | "lost" | "returned_to_buyer" | "written_off";

/** What a returned piece is worth. */
export type Grade = "A" | "B" | "C" | "D";

/** How long a period a counter covers. */
export type Grain = "day" | "month";

/** A group of agents. Where any is declared, every group that is named anywhere must be. */
export interface GroupConfig {
  /** What it is for. */
  description?: string | null;
  /** What people call it; its name when empty. */
  label?: string;
  /** Its name, as queues, tasks and agents name it. */
  name: string;
}

/** Why a bot no longer has a ticket. */
export type HandOffReason = "asked_human" | "low_confidence" | "no_answer" | "negative_sentiment" | "risk" | "money_over_authority" | "dispute" | "max_turns" | "bot_error" | "bot_timeout" | "human_took_over";

/** What a bot leaves to the person after it. */
export interface HandedOver {
  /** What the buyer said, by name. Personal data may stand in the values. */
  fields?: Record<string, string>;
  /** What it was about. Personal data may stand here. */
  summary?: string | null;
  /** Where your code keeps the whole talk. Personal data may stand here. */
  transcript?: string | null;
  /** Answers that did not help, in order. Personal data may stand here. */
  tried?: Array<string>;
}

/** An account: the platform's id of a buyer, in the scope in which it is unique (often one shop). */
export interface Handle {
  /** The platform. */
  platform: Platform;
  /** The scope of the uid. */
  scope: string;
  /** The platform's id. Personal data. */
  uid: string;
}

/** The state that people see, route on and get notified about; derived, never stored as truth. */
export type Headline = "requested" | "awaiting_seller" | "awaiting_buyer" | "awaiting_buyer_return" | "return_in_transit" | "awaiting_inspection" | "repairing" | "refunding" | "exchange_shipping" | "disputed" | "refunded" | "exchanged" | "resolved" | "rejected" | "cancelled" | "closed";

/** Lists of public holidays that are shipped. */
export type Holidays = "cn";

/** A ticket went on before anybody took it: to another queue, or to the next step of its route. */
export interface Hop {
  /** Why it went. */
  because: HopCause;
  /** The queue it stood in. */
  from: string;
  /** Steps of its route that are taken by then. */
  step: number;
  /** The queue it stands in after that; a step may leave it where it stood. */
  to: string;
}

/** Why a ticket did not stay where it stood. */
export type HopCause = "skipped" | "full" | "unstaffed" | "closed" | "nobody_online" | "long_wait";

/** A host (anchor, streamer) as a platform names one. */
export interface HostRef {
  /** The platform's id of the host, or the merchant's own. */
  id: string;
  /** The name shown. */
  name?: string | null;
}

/**
 * A stretch of a day, in minutes since its midnight. `from` is in it, `to` is the first minute after it; a day ends at
 * `1440`. What runs over midnight is two stretches on two days.
 */
export interface Hours {
  /** From this minute on. */
  from: number;
  /** Up to this minute. */
  to: number;
}

/** How a customer came to be. */
export interface How {
  /** In one line, in English. */
  en: string;
  /** The steps, in their order. */
  steps: Array<HowStep>;
  /** In one line, in Chinese. */
  zh: string;
}

/** One step on the way to a customer. */
export interface HowStep {
  /** The one account. */
  a: Uid;
  /** The other. */
  b: Uid;
  /** Why it joined nothing: `barred`, `clash` or `strangers`; `None` when it did. */
  refused?: string | null;
  /** In thousandths of a bit; `None` when a person said so. */
  score?: number | null;
}

/** How the accounts of a person are found. A change holds for what comes after it; what was observed stays. */
export interface IdentityConfig {
  /** What they are joined by. */
  by?: JoinBy;
  /**
   * Whole phones of receivers are compared as they are. Without it only what a platform's mask would leave of them is:
   * the terms of platforms that hand out whole ones do not always allow to join people by them.
   */
  whole_phones?: boolean;
}

/** Something that is not as it should be. */
export type IdentityDifference = { pairs: Uid } | { sharing: Uid } | { customer: CustomerId };

/** An id of a buyer that a platform gives. */
export interface IdentityKey {
  /** Whether it may join accounts across platforms. */
  linkable: boolean;
  /** What the platform calls it. */
  name: string;
  /** In which scope it is stable: `shop`, `app`, `platform`. */
  scope: string;
  /** How sure the scope is. */
  support: Support;
}

/** What is in the store. */
export interface IdentityStats {
  /** Accounts. */
  accounts: number;
  /** Values that too many share, or that the host blocked. */
  generic: number;
  /** Pairs that wait for a review. */
  review: number;
  /** Customers by how many accounts they have, the smallest first. */
  sizes: Array<OfSize>;
}

/** What somebody decided about who is who. */
export type IdentityVerdict = "same" | "apart" | "undone";

/** `Source` written out. */
export interface ImportColumn {
  column?: string | null;
  constant?: string | null;
  default?: string | null;
  read?: ImportRead | null;
  split?: string | null;
  values?: Record<string, string>;
}

/** How a file is written. The text is UTF-8, with or without a byte order mark; other encodings are converted first. */
export type ImportFormat =
  /** Separated values; the first row names the columns. */
  | ({
      kind: "csv";
      /** Between the cells. */
      delimiter?: string;
      /** Around cells that hold a delimiter, a quote (doubled) or a line break. */
      quote?: string;
    })
  /** One JSON object per line. */
  | ({
      kind: "json_lines";
    });

/** Which columns that no field uses are kept: on tickets in `extra`, on order lines and products in `custom`. */
export type ImportKeep = "all" | "none" | { only: Array<string> };

/** What a file holds and which of its columns means what. */
export interface ImportMapping {
  /**
   * Orders: collect the rows of one order from anywhere in the file, in memory, instead of asking that they be
   * adjacent.
   */
  collect?: boolean;
  /** Words that mean an empty cell, beside the empty cell itself. */
  empty?: Array<string>;
  /**
   * Field → where its value comes from. `super::targets` lists the fields; `custom.NAME` is one of the merchant's
   * own (order lines and products).
   */
  fields: Record<string, ImportSource>;
  /** How the file is written. */
  format?: ImportFormat;
  /** What becomes of columns that no field uses. */
  keep?: ImportKeep;
  /**
   * Orders in JSON lines: pointer to the array of lines inside an order. Fields of a line are then looked up in its
   * elements.
   */
  lines_at?: string | null;
  /** What the rows are. */
  what: ImportWhat;
  /** Minutes ahead of UTC of times that name no zone: 480 for China. */
  zone_minutes?: number;
}

/** How an import runs. */
export interface ImportOptions {
  /** Rows per chunk, from 1 to `MAX_BATCH`. */
  chunk?: number;
  /** Read and check everything, hand nothing on. */
  dry_run?: boolean;
  /** Most errors kept word for word; the others are only counted. */
  keep_errors?: number;
  /** Stop when more rows than this failed; `None` means never. */
  max_errors?: number | null;
}

/** How far an import is. Rows are counted as items: the rows of one order are one. */
export interface ImportProgress {
  /** Good ones, taken (or, in a dry run, good enough to be). */
  accepted: number;
  /** Bytes of the file that are done. */
  bytes: number;
  /** Known already. */
  duplicate: number;
  /** Left out or refused. */
  failed: number;
  /** Taken as the first of their object. */
  new: number;
  /** Items read, good and bad. */
  rows: number;
  /** Older than what is known. */
  stale: number;
  /** Taken as newer. */
  updated: number;
}

/** How the text of a cell becomes a value. */
export type ImportRead = "text" | "integer" | "money_minor" | "money_decimal" | "time_secs" | "time_ms" | "time_text" | "word" | "list";

/** What came of an import. */
export interface ImportReport {
  /** Where to go on. */
  bookmark: Bookmark;
  /** The first bad rows. */
  errors: Array<RowError>;
  /** The figures of this run. */
  progress: ImportProgress;
  /** Why it stopped before the end of the file; `None` when it did not. */
  stopped?: ErrorRecord | null;
  /** Field → word without a meaning → how often, as they stand in the file: what `values` has still to translate. */
  unknown_words: Record<string, Record<string, number>>;
}

export type ImportSource = string | ImportColumn;

/** What the rows of a file are. */
export type ImportWhat = "orders" | "tickets" | "customers" | "products" | "messages";

/** What became of a fact. */
export interface Ingested {
  /** The end of the log after it. */
  cursor: Cursor;
  /** What it did. */
  effect: Effect;
  /** The ticket it belongs to, if it belongs to one. */
  ticket?: TicketId | null;
}

/** An inspection that waits for goods. */
export interface InspectionTask {
  /** Who does it. */
  agent?: AgentId | null;
  /** When it should be done. */
  due_at?: Timestamp | null;
  /** The group that does it. */
  group: string;
  /** The task. */
  task: TaskId;
}

/** Whose returns are paid at once, and up to which amount. */
export interface InstantRefund {
  /** Up to such an amount; one for a currency. */
  at_most: Array<Money>;
  /** What shows that somebody is trusted: one of these is enough. */
  trusted: Array<Trust>;
}

/** The kind of problem a buyer has. It names the problem, never the wish: "refund me" is not one. */
export type IssueType = "logistics_query" | "not_received" | "damaged" | "wrong_item" | "missing_item" | "quality_defect" | "size_fit" | "expectation_mismatch" | "counterfeit" | "change_of_mind" | "price_protection" | "invoice" | "usage" | "service_complaint" | "fraud_threat" | "other";

/** A job. */
export interface Job {
  /** It was asked for again while somebody worked on it. */
  again: boolean;
  /** How often it was tried. */
  attempt: number;
  /** What is to be done. */
  body: JobBody;
  /** When it was first asked for. */
  created_at: Timestamp;
  /** A read-back comes first: the last try may have taken effect. */
  doubt: boolean;
  /** The last failure, as one line. */
  failure?: string | null;
  /** Its id: one job per piece of work. */
  id: JobId;
  /** How far a list is looked at that is done a part at a time: the next part begins after this place. */
  place?: string | null;
  /** When: for a leased job, when the lease ends. */
  run_at: Timestamp;
  /** Where it stands. */
  state: JobState;
}

/** What is to be done. */
export type JobBody =
  /** Read an outside object again. */
  | ({
      kind: "refetch";
      /** The newest revision a webhook claimed; an older answer is asked again. */
      claimed?: number | null;
      /** Which. */
      object: ObjectRef;
      /** How often an older answer came. */
      stale?: number;
    })
  /** Tell a platform what we decided. */
  | ({
      kind: "action";
      /** What to tell. */
      action: Action;
      /** Which of the ticket's commands it carries: the time of its local entry. */
      entry: Timestamp;
      /** The episode in which it was decided. */
      episode: number;
      /** The ticket it is for. */
      ticket: TicketId;
    })
  /** Tell the buyer how far it is. */
  | ({
      kind: "notify";
      /** The episode. */
      episode: number;
      /** Which notice. */
      notice: Notice;
      /** The ticket. */
      ticket: TicketId;
    })
  /** Send the buyer an answer of ours. */
  | ({
      kind: "reply";
      /** Through which channel. */
      channel: Channel;
      /** In which conversation, if one is open. */
      conversation?: ConversationId | null;
      /** The message that holds the words. */
      message: MessageId;
      /** On which platform. */
      platform: Platform;
      /** In which shop. */
      shop: ShopId;
      /** The ticket. */
      ticket: TicketId;
    })
  /** Ask a shop what changed. */
  | ({
      kind: "poll";
      /** The platform. */
      platform: Platform;
      /** The shop. */
      shop: ShopId;
    })
  /** Get a new access token. */
  | ({
      kind: "token";
      /** The platform. */
      platform: Platform;
      /** The shop. */
      shop: ShopId;
    })
  /** A moment a ticket waits for. */
  | ({
      kind: "timer";
      /** The ticket. */
      ticket: TicketId;
    })
  /** The moment at which a task is due. */
  | ({
      kind: "task_timer";
      /** The task. */
      task: TaskId;
    })
  /** Give waiting tickets of a queue to agents who became free. */
  | ({
      kind: "drain";
      /** The queue. */
      queue: QueueId;
    })
  /** Give open tasks of a group to agents who became free. */
  | ({
      kind: "drain_tasks";
      /** The group. */
      group: string;
    })
  /** Take tickets from an agent who is no longer there. */
  | ({
      kind: "vacate";
      /** Who that was. */
      agent: AgentId;
    })
  /** A moment the presence of an agent waits for: a lease runs out, a grace is over, a shift begins or ends. */
  | ({
      kind: "attend";
      /** Whose. */
      agent: AgentId;
    })
  /** Work out again which host sold the orders of a show. */
  | ({
      kind: "attribute";
      /** Where it stood before it changed: orders there are looked at too. */
      formerly?: Array<[ShopKey, Timestamp, Timestamp]>;
      /** The show. */
      show: ShowId;
    })
  /** Bring open tickets in line with the configuration that was published: a part at a time, until all were looked at. */
  | ({
      kind: "reapply";
    });

/** A job. */
export type JobId = string;

/** What kind of work a job is. */
export type JobKind = "refetch" | "action" | "notify" | "reply" | "poll" | "token" | "timer" | "task_timer" | "drain" | "drain_tasks" | "vacate" | "attend" | "attribute" | "reapply";

/** A page of rows. */
export interface JobPage {
  /** The rows. */
  items: Array<Job>;
  /**
   * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
   * looked at for one.
   */
  next?: string | null;
}

/** Where a job stands. A job that is done is deleted. */
export type JobState = "waiting" | "in_doubt" | "dead" | { leased: Uid };

/** What accounts of buyers are joined by. */
export type JoinBy = "nothing" | "keys" | "records";

/** What a key says about the person who has it. */
export type KeyKind = "union_id" | "proven_phone" | "member";

/** What the buyer asks for. It may change during the life of a ticket. */
export type Kind = "refund_only" | "return_refund" | "exchange" | "repair" | "resend" | "price_protection" | "complaint" | "inquiry";

/** An order of which nothing is asked back. */
export interface KnownOrder {
  /** Who bought it. */
  customer?: CustomerId | null;
  /** What was sold; `expected` is 0 in all of them. */
  lines: Array<ExpectedLine>;
  /** Its number on its platform. */
  number: string;
  /** The order. */
  order: OrderId;
  /** When it was placed. */
  placed_at: Timestamp;
  /** The platform. */
  platform: Platform;
  /** The shop. */
  shop: ShopId;
}

/** A parcel that nobody asked for. */
export interface KnownParcel {
  /** What the code turned out to be. */
  by: FoundBy;
  /** The orders it may belong to: several where platforms have the same number. */
  orders: Array<KnownOrder>;
  /** What the carrier says of it, if the code is a tracking number it knows. */
  parcel?: ParcelSnapshot | null;
  /** Tickets about them, none of which waits for goods. */
  tickets: Array<OtherTicket>;
}

/** A display language. */
export type Lang = "zh" | "en";

/** A job of yours until the lease ends. */
export interface LeasedJob {
  /** The job. */
  job: Job;
  /** The lease: finish the job under it. */
  lease: Uid;
}

/** A customer that somebody may be. */
export interface Likely {
  /** The customer. */
  customer: CustomerId;
  /** How sure, in thousandths of a bit; absent when it is the very account. */
  score?: number | null;
}

/** The merchant's own fields of one order line. */
export interface LineCustom {
  /** Each field by its name. */
  fields: Record<string, Told>;
  /** The platform's id of the line. */
  line: string;
}

/** What we worked out about one order line. */
export interface LineFacts {
  /** How sure the host is. */
  attribution: Attribution;
  /** The host who sold it: the merchant's or the platform's id. */
  host?: string | null;
  /** The article across shops. */
  product?: ProductId | null;
  /** The evening it was sold in. */
  show?: ShowId | null;
}

/** What a command says of one line. */
export interface LineOutcome {
  /** Pieces that failed. */
  damaged?: number;
  /** What becomes of them; what is usual for the grade when absent. */
  disposition?: Disposition | null;
  /** The restocking fee, in percent of the line's money. Nothing is held back by itself: who decides the refund sees it. */
  fee_percent?: number | null;
  /** What the pieces are worth, as inspected. */
  grade?: Grade | null;
  /** The article of that code. Worked out when the command comes. */
  instead?: ProductId | null;
  /** The order line. */
  line: string;
  /** Pieces that should have come back and did not. */
  missing?: number;
  /** Pieces that passed. */
  passed?: number;
  /** Photos and films of the pieces: at most 100. */
  photos?: Array<Evidence>;
  /** Pieces received. */
  received?: number;
  /**
   * The article to send instead of the one bought, by the merchant's code or its barcode: with the approval of an exchange or
   * a resend.
   */
  send?: string | null;
  /** Pieces with signs of use. */
  used?: number;
  /** Pieces of another article that came instead. */
  wrong?: number;
}

/** A ticket as a line of a list. */
export interface ListedTicket {
  /** The buyer's account: the customer is asked for by it. */
  account?: AccountId | null;
  /** The agent who has it. */
  agent?: AgentId | null;
  /** Its amounts, in minor units. */
  amounts: Amounts;
  /** 0 (now) to 4. */
  band: number;
  /** When the headline last changed. */
  changed_at: Timestamp;
  /** The currency of its amounts. */
  currency: Currency;
  /** What the seller decided. */
  decision: Decision;
  /** How far arbitration is. */
  dispute: DisputeState;
  /** When something is due next: our clocks and the platform's deadline. */
  due_at?: Timestamp | null;
  /** When it last reached an ended headline. */
  ended_at?: Timestamp | null;
  /** Counts reopenings, from 1. */
  episode: number;
  /** Marks such as `refund_failed`, `parcel_lost`. */
  flags?: Array<string>;
  /** Where the buyer's goods are. */
  goods: Goods;
  /** Where it stands: what people see. */
  headline: Headline;
  /** The host who sold it. */
  host?: string | null;
  /** Its id. */
  id: TicketId;
  /** What the problem is. */
  issue: IssueType;
  /** What the buyer wants. */
  kind: Kind;
  /** How many order lines it is about. */
  lines: number;
  /** How far the refund is. */
  money: MoneyState;
  /** Its number, to be read aloud. */
  number: TicketNumber;
  /** Whether it still needs anybody. */
  open: boolean;
  /** When the problem began. */
  opened_at: Timestamp;
  /** The order. */
  order?: OrderId | null;
  /** How many commands wait for it, conflicts and refusals included. */
  pending: number;
  /** The platform it began on. */
  platform: Platform;
  /** The platform's deadline for the present step. */
  platform_deadline?: Timestamp | null;
  /** The queue it stands in. */
  queue?: QueueId | null;
  /** The platform's reason code, raw. */
  reason_code?: string | null;
  /** How far the replacement is. */
  replacement: ReplacementState;
  /** The shop it began in. */
  shop: ShopId;
  /** The evening it was sold in. */
  show?: ShowId | null;
  /** How many outside objects it is made of. */
  sources: number;
  /** Its tags. */
  tags?: Array<string>;
  /** The commit number that wrote it: name it in a command's `expect`. */
  version: number;
  /** On whom it waits. */
  waiting_on: WaitingOn;
}

/** How one shop names an article. */
export type ListingId = string;

/** A load that was not what a recount gives. */
export interface LoadDrift {
  /** Whose. */
  agent: AgentId;
  /** Units of work that tickets, tasks and offers add up to: what it says now. */
  counted: number;
  /** Units of work it said. */
  stored: number;
}

/** What people and automations did here: the part of a ticket that no platform tells. */
export interface Local {
  /** Tickets merged into this one by hand. */
  absorbed?: Array<TicketId>;
  /** Automations that were done, by their names. */
  automations?: Record<string, AutomationDone>;
  /** The band a person chose. */
  band?: number | null;
  /** The talk a bot has or had on it. */
  bot?: BotTalk | null;
  /** Goodwill. */
  compensations?: Array<Compensation>;
  /** The merchant's own fields. */
  custom?: Record<string, CustomValue>;
  /** Commands that moved the axes, in order. */
  entries: Array<LocalEntry>;
  /** Evidence added here. */
  evidence?: Array<Evidence>;
  /** When a person of ours first did something on it, here or in a platform's console. */
  first_human_at?: Timestamp | null;
  /** When one of ours first answered the buyer by a command here. */
  first_response_at?: Timestamp | null;
  /** The issue type a person chose. */
  issue?: IssueType | null;
  /** When one of ours last answered the buyer by a reply here. */
  last_response_at?: Timestamp | null;
  /** Other tickets it is about. */
  linked?: Array<TicketId>;
  /** All tickets that became part of this one, by hand or by the fold. */
  merged?: Array<TicketId>;
  /** Notices recorded: (episode, notice). */
  notices?: Array<[number, Notice]>;
  /** Parcels people named here. */
  parcels?: Array<[Direction, ParcelRef]>;
  /** The queue a person chose. */
  queue?: string | null;
  /** The band an escalation raised it to. */
  raised?: number | null;
  /** Rungs of escalations that were done. */
  rungs?: Array<[ClockKind, number, string]>;
  /**
   * Marks of what was written to the buyer here while no bot had it, the last twenty: a channel that shows it again shows
   * nothing that anybody did there.
   */
  said?: Array<string>;
  /** Tags. */
  tags?: Array<string>;
  /** Internal tasks. */
  tasks?: Array<TaskId>;
  /** A person worked on it: from then on only a person splits it. */
  touched?: boolean;
  /** Who wants to hear of it. */
  watchers?: Array<AgentId>;
  /** Groups that escalations let take it, beside those of its queue. */
  widened?: Array<string>;
}

/** One command that moved the ticket, kept so that the ticket can be folded again. */
export interface LocalEntry {
  /** By whom, when it was a person or bot. */
  agent?: AgentId | null;
  /** The amount, where the command had one. */
  amount?: Money | null;
  /** When it was applied. */
  at: Timestamp;
  /** The job that carries it to the platform. */
  job?: JobId | null;
  /** Pieces per line, where the command had them. */
  lines?: Array<LineOutcome>;
  /** In which role. */
  role: Role;
  /** What it was. */
  trigger: Trigger;
  /** The platform refused it, so it has no effect. */
  void?: boolean;
}

/** A stored message. */
export interface Message {
  /** The buyer's account. */
  account?: AccountId | null;
  /** The conversation. */
  conversation: ConversationId;
  /** For our own answer: where its delivery stands. */
  delivery?: DeliveryState | null;
  /** Its id. */
  id: MessageId;
  /** The platform it came through. */
  platform: Platform;
  /** How new that is. */
  revision: Revision;
  /** The shop. */
  shop: ShopId;
  /** What the channel shows. */
  snapshot: MessageSnapshot;
  /** The source (day of the conversation, or part of it) it belongs to. */
  source: SourceId;
}

/** One message. */
export type MessageId = string;

/** One message as its channel shows it. */
export interface MessageSnapshot {
  /** What it is about, when the channel knows. */
  about?: About;
  /** The buyer it is with. */
  account?: AccountRef | null;
  /** When it was written. */
  at: Timestamp;
  /** Where it came through. */
  channel?: Channel;
  /** The channel's id of the conversation. */
  conversation: string;
  /** Photos and files. */
  evidence?: Array<Evidence>;
  /** The channel's id of the message. */
  external_id: string;
  /** The problem, when the channel's form asked for it. */
  issue?: IssueType | null;
  /** Keys the channel has proven for that buyer. Personal data, hashed on the way in. */
  keys?: Array<AttestedKey>;
  /** Who wrote it. */
  sender: Sender;
  /** The words. Personal data. */
  text: string;
}

/** What is counted. */
export type Metric = "sold_units" | "sold_minor" | "opened" | "ended" | "refunds_by_sale" | "refund_minor_by_sale" | "returns_by_sale" | "units_by_sale" | "exchanges_by_sale" | "tickets_by_sale" | "refund_minor" | "breaches" | "responded" | "response_ms" | "resolution_ms" | "response_0" | "response_1" | "response_2" | "response_3" | "response_4" | "response_5";

/** One thing that happened. */
export type Moment = { event: Recorded } | { message: Message };

/** A page of rows. */
export interface MomentPage {
  /** The rows. */
  items: Array<Moment>;
  /**
   * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
   * looked at for one.
   */
  next?: string | null;
}

/** When a running clock warns and is due, worked out by its calendar. Absent where the calendar has not as many hours. */
export interface Moments {
  /** When it is due. */
  due_at?: Timestamp | null;
  /** When it warns. */
  warn_at?: Timestamp | null;
}

/** An amount: minor units (fen, cent) and their currency. */
export interface Money {
  /** The currency they are in. */
  currency: Currency;
  /** Minor units, such as fen. */
  minor: number;
}

/** How far the refund is. */
export type MoneyState = "none" | "approved" | "pending" | "partial" | "paid" | "failed" | "reversed";

/** A notice to the buyer: at most once per ticket, episode and notice. */
export type Notice = "N1" | "N2" | "N3" | "N4" | "N5" | "N6" | "N7" | "N8" | "N8b" | "N9" | "N10" | "N11" | "N12" | "N13" | "N14" | "R1" | "R2" | "R3";

/** The name of an outside object in its shop. */
export interface ObjectName {
  /** The platform's id. */
  external_id: string;
  /** What it is: `aftersale`, `return`, `complaint`. */
  object: string;
}

/** An outside object that can be read again. */
export interface ObjectRef {
  /** The platform's id. */
  external_id: string;
  /** What it is: `aftersale`, `order`. */
  object: string;
  /** The platform. */
  platform: Platform;
  /** The shop. */
  shop: ShopId;
}

/** One observation: an order, a call, a profile. The same source and id with a newer version replaces it. */
export interface Observation {
  /** The account; a contact without one is somebody of its own. */
  account?: Handle | null;
  /** When it was made. */
  at: Timestamp;
  /** Blocks. */
  blocks?: Array<Block>;
  /** Its id there; empty for one that has none, which is then the same as any with the same content. */
  id?: string;
  /** `false`: it neither gives nor takes part in any joining. */
  link?: boolean;
  /** Where it comes from. */
  source: string;
  /** Values. */
  values?: Array<Given>;
  /** Its version; a lower one than what is known is old news. */
  version?: number;
}

/** What came of an observation. */
export interface Observed {
  /** The account, or the contact that has none anywhere. */
  account: AccountId;
  /** Whose it is. */
  customer: CustomerId;
  /** It was known already: nothing was written. */
  known: boolean;
}

/** What calls an automation: events of the log, by their kinds. */
export type Occasion = "ticket_opened" | "state_changed" | "kind_changed" | "source_joined" | "message_added" | "clock_passed" | "escalated" | "task_moved" | "task_overdue" | "task_unstaffed" | "money_moved" | "over_refund" | "unknown_status" | "action_failed" | "enqueued" | "overflowed" | "assigned" | "released" | "ticket_edited" | "note_added";

/** How many customers have so many accounts. */
export interface OfSize {
  /** Accounts of each. */
  accounts: number;
  /** How many there are. */
  customers: number;
}

/** What may be done: `Allowed` without its labels, which a phone knows itself. */
export interface Offer {
  /** The most money that may be moved by it. */
  at_most?: Money | null;
  /** Why not, when it is not possible now. */
  because?: string | null;
  /** What must be given with it. */
  needs?: string | null;
  /** What. */
  trigger: Trigger;
}

/** How long an offer holds. */
export interface OfferTerms {
  /** Milliseconds until it has run out. */
  for_ms?: number;
  /** Agents who are asked at the same time, 1 to 16: the first who takes it has it. */
  max_offers?: number;
}

/** An offer that stands: room for the ticket is held with that agent. */
export interface Offered {
  /** To whom. */
  agent: AgentId;
  /** Since when. */
  at: Timestamp;
  /** The agent is getting ready to take it. */
  held?: boolean;
  /** From then on it has run out. */
  until: Timestamp;
  /** The load it puts on them, in units. */
  weight: number;
}

/** What was on screen from some moment on. */
export interface OnScreen {
  /** From when. */
  from: Timestamp;
  /** The link number the host calls out. */
  link?: number | null;
  /** The sku shown. */
  sku: string;
  /** Until when; `None` while it still is. */
  until?: Timestamp | null;
}

/** How a file is to be opened. */
export interface OpenOptions {
  /** Applications that are registered with platforms. */
  apps?: Array<AppSettings>;
  /** 32 bytes to seal the file under, instead of the key beside it. */
  key?: Bytes | null;
  /** Former keys that some of it may still be sealed under. */
  old_keys?: Array<Bytes>;
  /** The file; made when there is none. */
  path: string;
  /** The merchant; without a name it is the only one of the file. */
  tenant?: string | null;
  /** Not sealed: whoever has the file reads all of it. For trying things out. */
  unsealed?: boolean;
}

/** An order, with what we worked out about it. */
export interface Order {
  /** The buyer's account. */
  account?: AccountId | null;
  /** The merchant's own fields of its lines, by the platform's id of the line. */
  custom?: Array<LineCustom>;
  /** What we worked out, line by line in the order of the snapshot. */
  lines: Array<LineFacts>;
  /** The platform. */
  platform: Platform;
  /** How new that is. */
  revision: Revision;
  /** The shop. */
  shop: ShopId;
  /** What the platform shows. */
  snapshot: OrderSnapshot;
}

/** An order on a platform. */
export type OrderId = string;

/** One line of an order as its platform shows it. */
export interface OrderLine {
  /** Its barcode. */
  barcode?: string | null;
  /** The batch it came from. */
  batch?: string | null;
  /**
   * The merchant's own fields, where the host or a file tells them: no platform does. They stay when a newer snapshot
   * does not name them (`Order::custom`).
   */
  custom?: Record<string, CustomValue>;
  /** The platform's id of the line. */
  external_id: string;
  /** The host the platform names. */
  host?: HostRef | null;
  /** The merchant's own code for it. */
  merchant_code?: string | null;
  /** What was paid for all pieces. */
  paid: Money;
  /** Pieces. */
  quantity: number;
  /** The room the platform names. */
  room?: string | null;
  /** The article's id in that shop (the sku where there is one). */
  sku: string;
  /** Who supplied it. */
  supplier?: string | null;
  /** Its title. */
  title: string;
}

/** Which orders. What is absent does not filter; all that is present must hold. */
export interface OrderQuery {
  /** Of this account. */
  account?: AccountId | null;
  /** Go on after a page's `next`. */
  after?: string | null;
  /** Of this customer, on all platforms. */
  customer?: CustomerId | null;
  /** At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
  limit?: number;
  /** With a line that has these values in the merchant's own fields. */
  line_custom?: Record<string, CustomValue>;
  /** Placed then or later. */
  placed_from?: Timestamp | null;
  /** Placed then or earlier. */
  placed_to?: Timestamp | null;
  /** On this platform. */
  platform?: Platform | null;
  /** With a line of this product. */
  product?: ProductId | null;
  /** In this shop. */
  shop?: ShopId | null;
  /** In one of these states. */
  states?: Array<OrderState>;
}

/** An order as its platform shows it now. */
export interface OrderSnapshot {
  /** The buyer. */
  account?: AccountRef | null;
  /** When it was placed. */
  created_at: Timestamp;
  /** The platform's order number. */
  external_id: string;
  /** Its lines. */
  lines: Array<OrderLine>;
  /** What was paid in all, freight included. */
  paid: Money;
  /** When it was paid. */
  paid_at?: Timestamp | null;
  /** Parcels sent. */
  parcels?: Array<ParcelRef>;
  /** Who receives it. Personal data. */
  receiver?: Receiver | null;
  /** How far it is. */
  state: OrderState;
}

/** How far an order is. */
export type OrderState = "created" | "paid" | "shipped" | "done" | "cancelled";

/** An order and the tickets about it. */
export interface OrderView {
  /** The order. */
  order: VersionedPlacedOrder;
  /** The tickets about it, the first opened first. */
  tickets: Array<VersionedTicket>;
}

/** A ticket about the same order that waits for no goods. */
export interface OtherTicket {
  /** Where its goods are. */
  goods: Goods;
  /** Its headline. */
  headline: Headline;
  /** What the buyer wants. */
  kind: Kind;
  /** Its number. */
  number: TicketNumber;
  /** The ticket. */
  ticket: TicketId;
}

/** What came of a job. */
export interface Outcome {
  /** Waiting tickets that may be given to somebody now, first come first. */
  assign?: Array<TicketId>;
  /** Orders whose host is to be worked out again. */
  attribute?: Array<OrderId>;
  /** How it ended. */
  end?: End;
  /** What the answer tells: taken in with the end of the job, in one commit. */
  facts?: Array<Fact>;
  /** How far a poll came. */
  polled?: Polled | null;
  /** Where to look next. */
  signals?: Array<Signal>;
  /** Open tasks that may be given to somebody now, the first due first. */
  tasks?: Array<TaskId>;
  /** A new token pair. */
  tokens?: TokenPair | null;
  /** What could not be read. */
  unreadable?: Array<Quarantine>;
}

/**
 * More than an agent can take came to them: a person gave it, it woke, or their capacity was lowered. They keep it, and get
 * nothing new until there is room.
 */
export interface OverCapacity {
  /** Who. */
  agent: AgentId;
  /** What they can take. */
  capacity: number;
  /** What they have, in units of work. */
  load: number;
}

/** Why a ticket has no place in a queue. */
export type OverflowCause = "full" | "unstaffed" | "closed" | "nobody_online" | "long_wait";

/** When else a ticket that comes to a queue, and that nobody takes at once, has no place there. */
export interface OverflowWhen {
  /** When nobody who serves the queue is online and on shift. */
  nobody_online?: boolean;
  /** Outside the hours of this calendar. */
  outside?: string | null;
  /** When it would wait longer than this, in milliseconds. Where that is unknown it stays. */
  wait_above_ms?: number | null;
}

/** A parcel, by its tracking number. */
export type ParcelId = string;

/** A parcel as an order or after-sale names it. */
export interface ParcelRef {
  /** The carrier's code or name, as given. */
  carrier?: string | null;
  /** The tracking number. */
  number: string;
}

/** What a carrier or locker says of a parcel now. */
export interface ParcelSnapshot {
  /** Since when. */
  at: Timestamp;
  /** The carrier. */
  carrier?: string | null;
  /** The carrier's last words. Personal data may stand here. */
  last_scan?: string | null;
  /** The tracking number. */
  number: string;
  /** Where it is. */
  state: ParcelState;
}

/** Where a parcel is. */
export type ParcelState = "announced" | "picked_up" | "at_locker" | "in_transit" | "delivered" | "returned" | "lost";

/** Raw bytes as they came. Personal data. */
export type Payload = string;

/** A command that waits. */
export interface Pending {
  /** What is wanted. */
  act: Act;
  /** Keys of earlier commands of this phone about the same ticket: what they changed is no conflict. */
  after?: Array<string>;
  /** The version of the ticket or task it was decided on. */
  base?: number | null;
  /** Its key: applied once, however often it is pushed. */
  key: string;
  /** When it was given, by the server's clock as far as the phone knew it. */
  made_at: Timestamp;
  /** Where it stands. */
  state: PendingState;
}

/** Where a command stands. */
export type PendingState =
  /** It waits to be pushed; nobody knows whether it was, if the app was killed meanwhile, and that does not matter. */
  | ({
      is: "waiting";
    })
  /** It waits for its file to be there. */
  | ({
      is: "uploading";
    })
  /** It was applied; what it changed is on its way. */
  | ({
      is: "applied";
    })
  /** The ticket changed since: a person decides. */
  | ({
      is: "conflict";
      /** What the rules propose. */
      suggestion: Suggestion;
      /** The ticket it is about now. */
      ticket?: TicketId | null;
    })
  /** It was refused for good. */
  | ({
      is: "refused";
      /** Why. */
      error: ErrorRecord;
    });

/** How far the operation came: what may have taken effect. */
export type Phase = "not_sent" | "in_doubt" | "answered";

/** How much of a phone is shown. */
export type PhoneShown = "plain" | "private";

/** Where rules put a ticket when it comes, before anybody has it. */
export interface Placed {
  /** Its priority, 0 (now) to 4. */
  band: number;
  /** The queue: that of the rules, unless a person chose one. */
  queue: string;
  /** The rule that decided; `None` when the ticket fell through to the fallback queue. */
  rule?: string | null;
  /** Skills an agent needs, with the lowest level. */
  skills: Record<string, number>;
  /** Tags the rules add. */
  tags: Array<string>;
  /** Its weight in units of work. */
  weight: number;
}

/** An order with its id. */
export interface PlacedOrder {
  /** Its id. */
  id: OrderId;
  /** The order. */
  order: Order;
}

/** Where a ticket stands and what it asks of an agent. */
export interface Placement {
  /** Who is asked before others; as the queue says when absent. */
  affinity?: Affinity | null;
  /** Its priority, 0 (now) to 4. */
  band: number;
  /** What part bots have in it. */
  bot?: BotPolicy | null;
  /** Every rule that was looked at, in order; empty when nobody asked. */
  considered?: Array<Considered>;
  /** Levels of those that are enough after some time. */
  floors?: Record<string, Array<Floor>>;
  /** Whether who decided is kept from it while the platform arbitrates over that. */
  four_eyes?: boolean;
  /** Groups that are told when it comes into a queue. */
  notify?: Array<string>;
  /** The name of its queue. */
  queue: string;
  /** What the rule that decided says of asking agents first; what the queue says counts when absent. */
  reservation?: Reservation | null;
  /** The rule that decided; `None` when the ticket fell through to the fallback queue. */
  rule?: string | null;
  /** Skills an agent needs, with the lowest level. */
  skills: Record<string, number>;
  /** The policy whose clocks it has; the first whose condition it meets when absent. */
  sla?: string | null;
  /** What the rule that decided changes as it waits; the queue's own steps count when empty. */
  steps?: Array<RouteStep>;
  /** Tags the rules add. */
  tags: Array<string>;
  /** Skills an agent needs for some time. */
  tiers?: Array<SkillTier>;
  /** Its weight in units of work, while it is not parked. */
  weight: number;
}

/** A selling platform or channel, by its lower-case name: `douyin`, `taobao`, `app`. */
export type Platform = string;

/** Why a policy does or does not do something for a ticket. */
export interface PolicyExplained {
  /** The policies that were looked at, down to the first that matches. */
  considered: Array<Considered>;
  /** What that one makes of the ticket; `None` when no policy matches. */
  terms?: ReturnTerms | null;
  /** The configuration it is by. */
  version: number;
}

/** Who decides a request as it comes. */
export type PolicyOutcome = "not_asked" | "left_to_person" | "not_eligible" | "granted" | "moved";

/** What a configuration makes of a request as it comes, before a person looks at it. */
export interface PolicyVerdict {
  /** What is done without a person. */
  action?: ReturnAction | null;
  /** The automation that granted it, where no policy did. */
  automation?: string | null;
  /** How much is held back of what was asked for. */
  fee?: Money | null;
  /** How much money is granted with it. */
  granted?: Money | null;
  /** Who decides it. */
  outcome: PolicyOutcome;
  /** The return policy that speaks for it; absent for the short form `auto`. */
  policy?: string | null;
  /** Why the policy does not grant it, or leaves it to a person. */
  reasons?: Array<ReturnReason>;
}

/** How far a poll came. */
export interface PollReport {
  /** Pages that were read for it by this call. */
  pages: number;
  /** Up to when changes had been read before; `None` for a shop that was never polled. */
  since?: Timestamp | null;
  /** Up to when they are read now. */
  until?: Timestamp | null;
}

/** How far a poll came. */
export interface Polled {
  /** The next page; `None` when the window is read to its end. */
  next?: string | null;
  /** The upper end of the window that is being read. */
  to: Timestamp;
}

/** Whether somebody takes work. */
export type Presence = "online" | "busy" | "wrapping_up" | "away" | "offline";

/** Why the status of an agent changed without anybody setting it. */
export type PresenceCause = "lease_over" | "heartbeat" | "offers_missed";

/** How presence is kept, and shifts with it. */
export interface PresenceConfig {
  /** They stay so long first, in milliseconds: who is back by then keeps them. */
  grace_ms?: number;
  /** So long before a stretch of their shift ends agents get nothing new, in milliseconds. */
  lead_out_ms?: number;
  /** So long after a heartbeat an agent on lease is still taken to be there, in milliseconds. */
  lease_ms?: number;
  /** What becomes of the tickets of somebody who went offline, or whose shift is over. */
  on_leave?: Absence;
}

/** One thing that is wrong with a configuration. */
export interface Problem {
  /** What is allowed there instead. */
  allowed?: string | null;
  /** Where it stands, as `rules[3].when.all[1].test.is.ge`. Empty when it is about the whole. */
  path: string;
  /** What is wrong, with the value that is. Values of fields that may be personal stay out of it. */
  wrong: string;
}

/** An article across shops and platforms. */
export interface Product {
  /** The barcode. */
  barcode?: string | null;
  /** The category. */
  category?: string | null;
  /**
   * The merchant's own fields. Those that are declared are of their type and can be asked for in rules; others are
   * kept as they came.
   */
  custom?: Record<string, CustomValue>;
  /** Its id. */
  id: ProductId;
  /** The listings joined here. */
  listings?: Array<ListingId>;
  /** The merchant's code. */
  merchant_code?: string | null;
  /** What this product was merged into, if it was. */
  merged_into?: ProductId | null;
  /** Who supplies it. */
  supplier?: string | null;
  /** Its title, as the merchant or the first listing says. */
  title: string;
}

/** An article across shops and platforms. */
export type ProductId = string;

/** A page of rows. */
export interface ProductPage {
  /** The rows. */
  items: Array<Product>;
  /**
   * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
   * looked at for one.
   */
  next?: string | null;
}

/** Which articles. What is absent does not filter; all that is present must hold. */
export interface ProductQuery {
  /** Go on after a page's `next`. */
  after?: string | null;
  /** Of this category. */
  category?: string | null;
  /** With these values in the merchant's own fields. */
  custom?: Record<string, CustomValue>;
  /** At most so many; 0 means 50, the most is `MAX_PAGE`. */
  limit?: number;
  /** From this supplier. */
  supplier?: string | null;
}

/** One webhook, as it was received. */
export interface Pushed {
  /** The body, byte by byte. */
  body: Bytes;
  /** The headers, as received. */
  headers?: Array<[string, string]>;
  /** The path, without host and query. */
  path?: string;
  /** The query, decoded once. */
  query?: Array<[string, string]>;
}

/** A payload that could not be read. */
export interface Quarantine {
  /** When it first came. */
  at: Timestamp;
  /** What it was meant to be: `webhook`, `poll`, `detail`, `fact`. */
  from: string;
  /** Whether `payload` is hexadecimal. */
  hex: boolean;
  /** Its id: the digest of what it holds, so that a repeat is one. */
  id: QuarantineId;
  /** The bytes, as text where they are UTF-8, else hexadecimal. Personal data. */
  payload: Payload;
  /** The platform. */
  platform: Platform;
  /** Why it could not be read. */
  reason: string;
  /** The shop, if one was found. */
  shop?: ShopId | null;
  /** How often it came. */
  times: number;
}

/** A payload that could not be read. */
export type QuarantineId = string;

/** A page of rows. */
export interface QuarantinePage {
  /** The rows. */
  items: Array<Quarantine>;
  /**
   * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
   * looked at for one.
   */
  next?: string | null;
}

/** A queue. */
export interface QueueConfig {
  /** Who is asked before others, where the rule says nothing of it. */
  affinity?: Affinity | null;
  /** A ticket that waits so long gains a band, in milliseconds: four hours when absent, and 0 where none is ever gained. */
  age_step_ms?: number | null;
  /** The hours in which that is counted; every hour when absent. */
  calendar?: string | null;
  /** An agent who does nothing on a ticket for so long loses it again, in milliseconds; never when absent. */
  first_action_ms?: number | null;
  /** Groups that serve it; empty means the group of its own name. */
  groups?: Array<string>;
  /** Most tickets that wait in it; one that comes when so many do goes on to where it overflows. */
  max_depth?: number | null;
  /** Its name. */
  name: string;
  /** The queue that takes those for which it has no place: it is full, or nobody serves it. */
  overflow?: string | null;
  /** The bot that takes those, where no queue does; what it hands over comes back. */
  overflow_bot?: AgentId | null;
  /**
   * When else a ticket has no place here. It goes to `overflow`, else to `overflow_bot`; where neither is named it stays, and
   * the event `overflowed` says so once, on which an automation may write to the buyer.
   */
  overflow_when?: OverflowWhen | null;
  /** Most tickets of it that one agent has at a time; no bound of its own when absent. */
  per_agent?: number | null;
  /** Whether its agents are asked before they have a ticket, where the rule that placed it says nothing of it. */
  reservation?: Reservation | null;
  /** What changes for its tickets that wait, where the rule that placed them says nothing of it. */
  steps?: Array<RouteStep>;
  /** In which order its agents are asked. */
  strategy?: Strategy;
}

/** A queue, by its name. */
export type QueueId = string;

/** A queue that is taken to be otherwise. */
export interface QueueOverride {
  /** Its name. */
  queue: string;
  /** Tickets that wait in it. */
  waiting?: number | null;
}

/**
 * When buyers are left in peace: a notice that falls into it waits for its end. Both are minutes of the day in the
 * merchant's zone; from 22:00 to 8:00 is `1320` to `480`.
 */
export interface QuietHours {
  /** From this minute of the day on. */
  from: number;
  /** Up to this minute, which is the first that is not quiet; of the next day when it is before `from`. */
  to: number;
}

/** A number that puts agents in order for a ticket: the smaller comes first. */
export type RankKey = "load" | "tickets" | "idle_since" | "last_turn" | "last_turn_in_queue" | "skill_above";

/** An agent who may take a ticket now. */
export interface Ranked {
  /** Who. */
  agent: AgentId;
  /** Why they come where they come. */
  because: AssignCause;
  /** They did not take it in this step of its route: they come after all who were not asked. */
  declined?: boolean;
  /**
   * What puts them in order, the first first: of two agents the one with the smaller number comes first, and of equals the
   * one with the smaller id.
   */
  keys: Array<[RankKey, number]>;
}

/** One member of a dimension: what was sold and what came of it. All figures are of the day of sale. */
export interface RateRow {
  /** The member. */
  member: string;
  /** Tickets refunded, with or without a return, for a thousand pieces sold; as above. */
  refund_permille?: number | null;
  /** What was refunded: an amount for each currency, sorted by it. */
  refunded: Array<Money>;
  /** Tickets refunded. */
  refunds: number;
  /** Returns for a thousand pieces sold, rounded down; `None` when nothing was sold. */
  return_permille?: number | null;
  /** Tickets whose goods were to come back. */
  returns: number;
  /** What was paid for them: an amount for each currency, sorted by it. */
  sold: Array<Money>;
  /** Pieces sold. */
  sold_units: number;
  /** Tickets of any kind. */
  tickets: number;
}

/** A reason that a platform accepts with a decision. */
export interface Reason {
  /** What the decision is to carry. */
  code: string;
  /** What people read. */
  text: string;
}

/** Who receives a parcel, as the platform shows it (mostly masked). Personal data. */
export interface Receiver {
  /** Street and house. */
  address?: string | null;
  /** The name. */
  name?: string | null;
  /** The phone. */
  phone?: string | null;
  /** Province, city, district. */
  region?: string | null;
}

/** What a comparison found. */
export interface ReconcileReport {
  /** After-sales compared. */
  compared: number;
  /** Where they differ, by id. */
  findings: Array<Finding>;
  /** Answers that could not be read: kept in the quarantine. */
  unreadable: number;
}

/** How far a comparison is. */
export interface Reconciling {
  /** After-sales read so far, in lists and one by one. */
  read: number;
  /** The platform's list was read up to here. */
  until: Timestamp;
}

/** An event with its place in the log. */
export interface Recorded {
  /** Who did it. */
  actor: Actor;
  /** When. */
  at: Timestamp;
  /** What happened; readers keep kinds they do not know. */
  body: AnyEvent;
  /** Its place. */
  cursor: Cursor;
  /** The ticket it is about. */
  ticket?: TicketId | null;
  /** The version of this kind of event. */
  v: number;
}

/** Where money paid back goes. */
export type RefundChannel = "original" | "bank" | "wallet" | "points" | "store_credit" | "gift_card" | "coupon";

/** One part of a refund. */
export interface RefundLeg {
  /** How much. */
  amount: Money;
  /** Where it goes. */
  channel: RefundChannel;
  /** The order it was paid for. */
  order?: OrderId | null;
  /** When it was paid; `None` while it is under way. */
  paid_at?: Timestamp | null;
  /** Which source says so; `None` for our own payout. */
  source?: SourceId | null;
}

/** Why an agent cannot take a ticket now. */
export type Refusal = "not_online" | "off_shift" | "scope" | "four_eyes" | "skill" | "authority" | "capacity" | "queue_cap" | "platform_cap" | "channel_cap" | "bot" | "excluded" | "offered";

/** How two accounts stand to each other. */
export type Relation = "same" | "possibly_same" | "related" | "distinct";

/** How far the item is that is sent to the buyer (exchange, repaired item or resend). */
export type ReplacementState = "none" | "reserved" | "shipped" | "delivered" | "failed" | "returned";

/** How a phone's copy is to be opened. */
export interface ReplicaOptions {
  /** Whose work it is. */
  agent: AgentId;
  /** The phone, as it was registered. */
  device: DeviceId;
  /** The phone's key, 32 bytes, as it was given when it was registered. */
  key: Bytes;
  /** Most pages of 4 KiB the file may have: for phones with little room. */
  most_pages?: number | null;
  /** Tickets asked for at a time; 0 means 500, which is the most. */
  page?: number;
  /** The file; made when there is none. */
  path: string;
  /** In which role commands are drawn until the server decides. */
  role?: Role;
}

/** A ticket that another configuration puts elsewhere, or asks something else of agents for. */
export interface Rerouted {
  /** By the configuration in force. */
  is: Placed;
  /** Its number. */
  number: TicketNumber;
  /** When it was opened: the time that both are asked for. */
  opened_at: Timestamp;
  /** Which. */
  ticket: TicketId;
  /** By the other one. */
  would: Placed;
}

/** How an agent comes to have a ticket that is chosen for them. */
export type Reservation = "auto_accept" | { offer: OfferTerms };

/** What a person decides about a conflict or a refusal. */
export type Resolution = "mine" | "theirs";

/** Whether and when trying again makes sense. */
export type Retry = "never" | "backoff" | "reload" | { after: number };

/** What a policy offers for a ticket. */
export type ReturnAction = "keep_item" | "instant_refund" | "approve";

/** A return that an unknown parcel may be. */
export interface ReturnCandidate {
  /** Its headline. */
  headline: Headline;
  /** What the buyer wants. */
  kind: Kind;
  /** Line by line. */
  lines: Array<ExpectedLine>;
  /** Its number. */
  number: TicketNumber;
  /** The platform it began on. */
  platform: Platform;
  /** Why, that which weighs most in front. */
  reasons: Array<WeighedClue>;
  /** What the points of the reasons add up to. */
  score: number;
  /** The shop it began in. */
  shop: ShopId;
  /** The ticket. */
  ticket: TicketId;
}

/** Articles and reasons. */
export interface ReturnList {
  /** Categories of products. */
  categories?: Array<string>;
  /** Problems. */
  issues?: Array<IssueType>;
  /** The platforms' own reason codes. */
  reasons?: Array<string>;
  /** Articles by sku. */
  skus?: Array<string>;
}

/** What may be done under a policy. */
export interface ReturnOffer {
  /** What. */
  action: ReturnAction;
  /** How much the buyer gets. */
  amount: Money;
  /** It needs no person. */
  automatic: boolean;
  /** How much is held back of what was asked for. */
  fee?: Money | null;
}

/** What holds for the tickets that match. The first policy that matches counts, and then `auto` is not asked. */
export interface ReturnPolicy {
  /** What may come back; an empty list of it allows everything. */
  allow?: ReturnList;
  /** A request up to such an amount is approved without a person; one amount for a currency. */
  auto_approve?: Array<Money>;
  /** What may not, even if it is allowed. */
  block?: ReturnList;
  /** Whether it is looked at at all. */
  enabled?: boolean;
  /** Whose returns are paid before the goods are back. */
  instant?: InstantRefund | null;
  /** A return up to such an amount is paid and the buyer keeps the goods; one amount for a currency. */
  keep_item?: Array<Money>;
  /** Its name. */
  name: string;
  /** Held back of a return that we pay ourselves, in thousandths of what was asked for. */
  restocking_per_mille?: number;
  /** From so many refunds of the customer in 90 days on nothing is done without a person. */
  serial_from?: number | null;
  /** For which tickets. */
  when?: When;
  /** Until when a request must be made; at any time when absent. */
  window?: ReturnWindow | null;
}

/** Why a policy refuses a ticket, or leaves it to a person. */
export type ReturnReason = "outside_window" | "article_blocked" | "article_not_allowed" | "category_blocked" | "category_not_allowed" | "reason_blocked" | "reason_not_allowed" | "order_unknown" | "delivery_unknown" | "amount_unknown" | "above_paid" | "serial_returner" | "already_decided";

/** What a policy makes of a ticket. */
export interface ReturnTerms {
  /** Whether it grants what is asked for. */
  eligible: boolean;
  /** What may be done, the best for the buyer first; nothing when it is not eligible. */
  offers: Array<ReturnOffer>;
  /** The policy. */
  policy: string;
  /** Why not; or why a person has to look. */
  reasons: Array<ReturnReason>;
  /** Refunds of the customer in the 90 days before it was opened, where the policy asks for them. */
  refunds_90d?: number | null;
  /** The last moment for a request. */
  window_ends_at?: Timestamp | null;
}

/** Until when a request must be made: so many days from the start, each of 24 hours. */
export interface ReturnWindow {
  /** How many. */
  days: number;
  /** From when on days are counted. */
  from: WindowStart;
}

/** Two accounts of different customers that may be one person. */
export interface ReviewPair {
  /** The one. */
  a: Uid;
  /** The other. */
  b: Uid;
  /** In thousandths of a bit. */
  score: number;
  /** How many observations both have together. */
  volume: number;
}

/**
 * The order of snapshots of one outside object: the platform's revision, then the rank of the status, then a hash of
 * the content. A total order, so the last word does not depend on arrival.
 */
export interface Revision {
  /** 64 bits of the content's hash. */
  hash: Int64;
  /** The platform's modified time or sequence number. */
  number: Int64;
  /** Distance of the status from the start of its path. */
  rank: number;
}

/** The kind of actor that may send a trigger. */
export type Role = "buyer" | "agent" | "warehouse" | "qc" | "repair" | "finance" | "platform" | "carrier" | "locker" | "system";

/** One room of a show. */
export interface Room {
  /** The platform's id of the room. */
  external_id: string;
  /** The platform it runs on. */
  platform: Platform;
  /** The shop that sells in it. */
  shop: ShopId;
}

/** What rules look at, by the names that conditions have for it. What is left out is as on a request that has just come. */
export interface RouteAttributes {
  /** How long ago it was opened, in milliseconds; so long it waits for somebody, too. */
  age?: number;
  /** Asked for, in minor units. */
  amount?: number;
  /** Somebody answered it. */
  answered?: boolean;
  /** Approved, in minor units. */
  approved?: number;
  /** Categories of its products. */
  categories?: Array<string>;
  /** Where the buyer wrote about it. */
  channels?: Array<Channel>;
  /** Goodwill, in minor units. */
  compensation?: number;
  /** The currency of the amounts; CNY when absent. */
  currency?: Currency | null;
  /** Values of the merchant's own fields. */
  custom?: Array<CustomIs>;
  /** Tags of the customer. */
  customer_tags?: Array<string>;
  /** In how many milliseconds the platform's deadline is. */
  deadline_in?: number | null;
  /** What the seller decided. */
  decision?: Decision | null;
  /** Where the arbitration is. */
  dispute?: DisputeState | null;
  /** Its marks. */
  flags?: Array<string>;
  /** Where the goods are. */
  goods?: Goods | null;
  /** The state people see; that of the kind and the states below when absent. */
  headline?: Headline | null;
  /** The host who sold it. */
  host?: string | null;
  /** What the problem is. */
  issue?: IssueType | null;
  /** What is asked for. */
  kind: Kind;
  /** Where the money is. */
  money?: MoneyState | null;
  /** Its order is not known. */
  orphan?: boolean;
  /** Paid for the order, in minor units; the order is not known when absent. */
  paid_total?: number | null;
  /** Pieces, all lines together. */
  pieces?: number;
  /** The platform it came through. */
  platform: Platform;
  /** Products of those lines, in the same order. */
  products?: Array<ProductId>;
  /** The platform's reason code. */
  reason_code?: string | null;
  /** Refunds of the customer in the 90 days before. */
  refund_count_90d?: number;
  /** Paid back, in minor units. */
  refunded?: number;
  /** Where the order goes to; with `paid_total`, since it stands on the order. */
  region?: string | null;
  /** How often it was opened again. */
  reopened?: number;
  /** Where the replacement is. */
  replacement?: ReplacementState | null;
  /** The room it was sold in. */
  room?: string | null;
  /** The shop it came to. */
  shop?: ShopId | null;
  /** The evening it was sold in. */
  show?: ShowId | null;
  /** Articles of its lines, a line each. */
  skus?: Array<string>;
  /** In how many milliseconds the first of our clocks is due. */
  sla_slack?: number | null;
  /** Who supplies them. */
  suppliers?: Array<string>;
  /** Its tags. */
  tags?: Array<string>;
  /** On whom it waits; as the headline says when absent. */
  waiting_on?: WaitingOn | null;
}

/** What is taken to be otherwise than it is. What is left out is as it is. */
export interface RouteOverrides {
  /** Agents who are otherwise. */
  agents?: Array<AgentOverride>;
  /** It is asked at that moment: seasons, calendars, shifts and ages are as of then. */
  at?: Timestamp | null;
  /** Queues that are otherwise. */
  queues?: Array<QueueOverride>;
}

/** What changes for a ticket that still waits: more agents may take it, or it goes on in another queue. */
export interface RouteStep {
  /** Milliseconds it has waited. */
  after_ms: number;
  /** These skills are no longer asked for. */
  drop_skills?: Array<string>;
  /** It leaves its queue for that one, and from now on only those who serve that one may take it. */
  exclusive?: boolean;
  /** Agents of these groups may take it too. */
  groups?: Array<string>;
  /** From now on so many agents are asked for it at the same time, 1 to 16, where it is offered at all. */
  max_offers?: number | null;
  /** Those who serve this queue may take it too. */
  queue?: string | null;
  /** So many bands more urgent, never past 0. */
  raise_by?: number;
  /** With `exclusive`: there these skills at these levels are asked for, and nothing of what was asked before. */
  skills?: Record<string, number>;
  /** When the wait for this step is skipped: it is taken at once. */
  skip_if?: SkipIf | null;
  /** From now on agents are asked in this order. */
  strategy?: Strategy | null;
  /**
   * With `exclusive`: there these skills are asked for besides, but only for some time from this step on, and nothing of what
   * was asked before.
   */
  tiers?: Array<SkillTier>;
}

/** Why a row was left out. It quotes nothing that stands in the row. */
export interface RowError {
  /** The column, when it is one. */
  column?: string | null;
  /** The field that column was mapped to. */
  field?: string | null;
  /** What to do about it. */
  hint?: string | null;
  /** The line of the file, from 1. */
  line: number;
  /** What is wrong. */
  reason: string;
}

/** A routing rule. The first that matches and stops wins; those above it that do not stop only add. */
export interface Rule {
  /** Whether it is looked at at all. */
  enabled?: boolean;
  /** Its name, for explanations. */
  name: string;
  /** Whether the search ends here, if it matches. */
  stop?: boolean;
  /** What it does. */
  then?: Then;
  /** From when on it is looked at. */
  valid_from?: Timestamp | null;
  /** Until when it is looked at. */
  valid_to?: Timestamp | null;
  /** When it applies. */
  when: When;
}

/** A step of an escalation: done once in each cycle of a clock. */
export interface Rung {
  /** At which point of it. */
  at: RungAt;
  /** The clock it belongs to. */
  clock: ClockKind;
  /** What is done. */
  do: Array<Escalate>;
  /** Its name, unique in its policy: what was done is remembered by it. */
  name: string;
}

/** A point of a clock. */
export type RungAt = "warn" | "breach" | { after_breach: number };

/** What else can be read on a parcel, or is found in it. All of it may be absent. */
export interface ScanHints {
  /** The carrier: its name or code. */
  carrier?: string | null;
  /** Most candidates to give; 0 means 10, the most is 50. */
  limit?: number;
  /** The sender's name. Personal data. */
  name?: string | null;
  /** The sender's phone, or its last four digits. Personal data. */
  phone?: string | null;
  /** Where it was sent from: province, city. Personal data. */
  region?: string | null;
  /** Articles in the parcel: skus, merchant codes or barcodes. */
  skus?: Array<string>;
}

/** What a scanned parcel is. */
export type Scanned =
  /** Goods of these returns are to come in it. */
  | (ExpectedParcel & {
      is: "expected";
    })
  /** It is known whose it is, but no goods of theirs are asked back. */
  | (KnownParcel & {
      is: "no_request";
    })
  /** Nothing is known of it; these returns wait for a parcel. */
  | (UnknownParcel & {
      is: "unknown";
    });

/** Who wrote a message. */
export type Sender = "buyer" | "agent" | "bot" | "system";

/** Who last served a customer. */
export interface Served {
  /** When; kept to the hour. */
  at: Timestamp;
  /** The person. */
  by: AgentId;
}

/** A value that both accounts have. */
export interface SharedValue {
  /** Too many, or it was blocked: it counted for nothing. */
  ignored: boolean;
  /** How many accounts have it. */
  size: number;
  /** What it is. */
  what: string;
}

/** One shop of the merchant. */
export interface ShopConfig {
  /** The application it is authorised for; the host's own channels have none. */
  app?: AppId | null;
  /** The currency it sells in. */
  currency?: Currency;
  /** What people call it. */
  name?: string;
  /** Whether its buyers are told of progress by us; not where the platform forbids to write to them outside it. */
  notices?: boolean;
  /** The platform. */
  platform: Platform;
  /** Poll this often, in milliseconds; 0 switches polling off. */
  poll_every_ms?: number;
  /** The platform's return address to name when a return is approved. */
  return_address?: string | null;
  /** What the platform wants to be told of this shop with every call, by the platform's name for it (`shop_cipher`). */
  settings?: Record<string, string>;
  /** The platform's id of the shop. */
  shop: ShopId;
  /** The group whose agents are asked before others for its tickets. */
  team?: string | null;
}

/** A shop, by the id its platform gives. */
export type ShopId = string;

/** A shop on a platform. */
export type ShopKey = string;

/** A shop's connection. */
export interface ShopState {
  /** The platform. */
  platform: Platform;
  /** Where inside a window the reading stands: the adapter's own text. */
  poll_page?: string | null;
  /** The upper end of the window being read. */
  poll_to?: Timestamp | null;
  /** Up to when changes were read. */
  polled_until?: Timestamp | null;
  /** The shop. */
  shop: ShopId;
  /** The authorisation ended: a person must connect the shop again. */
  stopped?: string | null;
  /** Its tokens. */
  tokens?: TokenPair | null;
  /** What the platform last warned of. */
  warned?: string | null;
}

/** One evening of live selling. */
export interface Show {
  /** Caption lines. */
  captions?: Array<Caption>;
  /** Planned or real end. */
  ends_at: Timestamp;
  /** Who sells. */
  host: HostRef;
  /** Its id. */
  id: ShowId;
  /** What was on screen when. */
  on_screen?: Array<OnScreen>;
  /** The revision of the fact it was told by. */
  revision?: Int64;
  /** The rooms it runs in. */
  rooms: Array<Room>;
  /** Planned or real start. */
  starts_at: Timestamp;
  /** What it is called. */
  title: string;
}

/** One evening of live selling, several rooms. */
export type ShowId = string;

/** What a hint says: where to look. */
export interface Signal {
  /** The platform's id of the message. */
  dedupe?: string | null;
  /** The object to read again. */
  object: ObjectRef;
  /** The revision it claims; an older answer is asked again. */
  revision?: Int64 | null;
  /** The raw status it claims, for the log. */
  status?: string | null;
}

/** An article that may be the same as another one. */
export interface Similar {
  /** How alike the titles are, from 0 to 1,000. */
  likeness: number;
  /** The article. */
  product: Product;
}

/** The difference between the configuration in force and another one, over past tickets. */
export interface Simulation {
  /** How many tickets would have been elsewhere, with somebody else, or after another wait. */
  differ: number;
  /** The first of them in the order they were opened, at most `MAX_PAGE`. */
  differing: Array<Differs>;
  /** By the configuration in force. */
  is: Attained;
  /** How many tickets were given out. */
  tickets: number;
  /** The version of the configuration in force. */
  version: number;
  /** By the other one. */
  would: Attained;
}

/** Which past tickets are given out again. */
export interface SimulationQuery {
  /** Everybody is taken to be there within their shifts, whoever came and went in truth. */
  everybody_there?: boolean;
  /** Opened then or later. */
  opened_from?: Timestamp | null;
  /** Opened then or earlier. */
  opened_to?: Timestamp | null;
  /**
   * How long each ticket keeps an agent, in milliseconds. When absent, as long as its agent had it in hand; the median of
   * the others for one that nobody had.
   */
  work_ms?: number | null;
}

/** A skill. Where any is declared, every skill that is named anywhere must be. */
export interface SkillConfig {
  /** What people call it; its name when empty. */
  label?: string;
  /** Its name, as rules and agents name it. */
  name: string;
}

/** Skills that are wanted for a while: a ticket waits for somebody who has them, but not for ever. */
export interface SkillTier {
  /** Wanted until the ticket has waited so long, in milliseconds. */
  drop_after_ms: number;
  /** The skills, with the lowest level. */
  skills: Record<string, number>;
  /** 1 to 3; 3 is dropped first. */
  tier: number;
}

/** When waiting for a step is of no use. One of these is enough. */
export interface SkipIf {
  /** Nobody of those who are there has room. */
  no_room?: boolean;
  /** Nobody who may take it now is online and on shift. */
  nobody_online?: boolean;
  /** It is outside the hours of this calendar. */
  outside?: string | null;
  /** It would wait longer than this, in milliseconds. Where that is unknown nothing is skipped. */
  wait_above_ms?: number | null;
}

/** Steps of a route that a ticket did not wait for. */
export interface Skipped {
  /** The queue whose route it is. */
  route: QueueId;
  /** So many of its steps are taken, whatever the ticket's age. */
  steps: number;
}

/** The clocks of tickets that match. The first policy that matches counts; without one the plain targets (`sla`). */
export interface SlaPolicy {
  /** The calendar whose hours are counted; every hour when absent. */
  calendar?: string | null;
  /** The clocks that run on them. */
  clocks?: Record<string, SlaTarget>;
  /** What happens as clocks run out. */
  ladder?: Array<Rung>;
  /** Its name. */
  name: string;
  /** For which tickets. */
  when: When;
}

/** The target of one clock. */
export interface SlaTarget {
  /** Other targets by band. */
  bands?: Array<BandTarget>;
  /** The calendar whose hours this clock counts, instead of the policy's. */
  calendar?: string | null;
  /** The headlines in which it pauses, instead of the usual ones. A headline that ends what it waits for ends it still. */
  pauses?: Array<Headline> | null;
  /** Milliseconds it may run. */
  target_ms: number;
}

/** Targets of our clocks. */
export type SlaTargets = Record<string, number>;

/** One line of an order that was paid, and what came of it. Holds nothing that names a person. */
export interface SoldLine {
  /** Whole days since it was sold. */
  age_days: number;
  /** How sure the host is. */
  attribution: Attribution;
  /** The batch it came from. */
  batch?: string | null;
  /** Its category. */
  category?: string | null;
  /** Who bought it: a pseudonym, the same for all accounts of one customer. */
  customer?: CustomerKey | null;
  /** The host who sold it. */
  host?: string | null;
  /** The problem of the first of them. */
  issue?: IssueType | null;
  /** Whether most of its returns are behind it: it was sold long enough ago, and no ticket about it is open. */
  mature: boolean;
  /** The merchant's own code for it. */
  merchant_code?: string | null;
  /** How many of them are open. */
  open_tickets: number;
  /** The order. */
  order: OrderId;
  /** What was paid for all pieces. */
  paid: Money;
  /** When the order was placed. */
  placed_at: Timestamp;
  /** The platform. */
  platform: Platform;
  /** Its place in the order, from 0. */
  position: number;
  /** The article across shops. */
  product?: ProductId | null;
  /** Its title across shops. */
  product_title?: string | null;
  /** Pieces. */
  quantity: number;
  /** Pieces that came back. */
  received: number;
  /** What was paid back; of a ticket that is said of several lines, this line's share. */
  refunded: Money;
  /** Pieces that were to come back, of tickets that were neither rejected nor taken back. */
  returned: number;
  /** The room the platform names. */
  room?: string | null;
  /** The shop. */
  shop: ShopId;
  /** The evening it was sold in. */
  show?: ShowId | null;
  /** The article's id in that shop. */
  sku: string;
  /** When it was paid. */
  sold_at: Timestamp;
  /** How far the order is. */
  state: OrderState;
  /** Who supplied it. */
  supplier?: string | null;
  /** The tickets about it, the first opened first. */
  tickets: Array<TicketId>;
  /** Its title there. */
  title: string;
}

/** A page of rows. */
export interface SoldLinePage {
  /** The rows. */
  items: Array<SoldLine>;
  /**
   * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
   * looked at for one.
   */
  next?: string | null;
}

/** Which sold lines. What is absent does not filter; all that is present must hold. */
export interface SoldLineQuery {
  /** Go on after a page's `next`. */
  after?: string | null;
  /** Sold by this host. */
  host?: string | null;
  /** The lines of at most so many orders; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
  limit?: number;
  /** So many days after the sale a line counts as mature; 0 means 30. */
  mature_days?: number;
  /** Placed then or later. */
  placed_from?: Timestamp | null;
  /** Placed then or earlier. */
  placed_to?: Timestamp | null;
  /** On this platform. */
  platform?: Platform | null;
  /** Of this product. */
  product?: ProductId | null;
  /** In this shop. */
  shop?: ShopId | null;
  /** Sold in this show. */
  show?: ShowId | null;
}

/** One outside object a ticket is made of: an after-sale, a day of a conversation, a form. */
export type SourceId = string;

/** A length of time. */
export interface Span {
  /** So many milliseconds. */
  ms: number;
}

/** Where a ticket stands at some age, and who may take it. */
export interface Standing {
  /** How often less skill was enough for it since it waits. */
  eased?: number;
  /** Agents of these groups may take it. */
  groups: Array<string>;
  /** How many are asked at the same time, where a step says so. */
  max_offers?: number | null;
  /** The age in milliseconds at which any of this changes; never again when absent. */
  next_at?: number | null;
  /** Its queue. */
  queue: string;
  /** Bands more urgent than it came. */
  raise_by?: number;
  /** The queue whose steps it takes. */
  route?: string;
  /** With these skills, at these levels at least. */
  skills: Record<string, number>;
  /** Steps of its route taken so far. */
  step: number;
  /** In which order they are asked, where that is not the order of the queue. */
  strategy?: Strategy | null;
}

/** How long a ticket must have stood in a headline. Coming into it again counts anew. */
export interface StateAge {
  /** In one of these. */
  headlines: Array<Headline>;
  /** For so many milliseconds. */
  ms: number;
}

/** One step on the way to the end. */
export interface Step {
  /** It is the one we are at. At most one step is. */
  current: boolean;
  /** It is behind us. */
  done: boolean;
  /** What it is called, in the buyer's language. */
  label: string;
}

/** Pieces of one article, as the warehouse counts them now. */
export interface StockCount {
  /** The merchant's code of the article, or its barcode. */
  code: string;
  /** Pieces in the warehouse, those among them that are set aside for buyers. */
  on_hand: number;
}

/** What there is of an article. */
export interface StockLevel {
  /** Pieces that can be promised; below 0 when more was promised than there is. */
  available: number;
  /** The code it was asked for by. */
  code: string;
  /** When they were counted. */
  counted_at: Timestamp;
  /** Pieces in the warehouse: as counted, less what was sent out since. */
  on_hand: number;
  /** The article. */
  product: ProductId;
  /** Pieces set aside for approved exchanges and resends. */
  reserved: number;
}

/**
 * In which order the agents of a queue are asked; the first who may take the ticket gets it. Each order is total: its
 * last word is the agent's id.
 */
export type Strategy = "least_load" | "fewest_open" | "longest_idle" | "round_robin" | "best_skill";

/** What the rules propose. The person decides. */
export type Suggestion =
  /** It still makes sense as it is: give it again on the ticket as it is now. */
  | ({
      do: "again";
    })
  /** It was done meanwhile, by somebody else: drop it. */
  | ({
      do: "drop";
    })
  /** It is no longer possible: choose another way, or none. */
  | ({
      do: "choose";
      /** What is possible now. */
      allowed: Array<Trigger>;
    });

/** How sure we are that something works. */
export type Support = "confirmed" | "unconfirmed" | "unsupported";

/** What a sync did. */
export interface SyncReport {
  /** Commands that were applied, or had been. */
  applied?: number;
  /** How much the server's clock is ahead of the phone's, in milliseconds. */
  clock_ahead_ms?: number;
  /** Commands that met a ticket changed meanwhile. */
  conflicts?: number;
  /** There is more in the scope than a phone keeps. */
  cut?: boolean;
  /** Tickets that are no longer kept. */
  gone?: number;
  /** There is more: ask again at once. */
  more?: boolean;
  /** Commands that were refused for good. */
  refused?: number;
  /** The copy begins anew: another scope, another store, or too long an absence. */
  resync?: boolean;
  /** Tickets that are new or changed. */
  tickets?: number;
  /** The phone was revoked: the copy is gone. */
  wiped?: boolean;
}

/** Who asks, as the host knows them, and what they may see. */
export interface SyncUser {
  /** The agent. */
  agent: AgentId;
  /** Every open ticket, not only their own and those that wait in the queues of their groups. */
  all?: boolean;
  /** Fields that are left out, as `table.path`: `customer.name`, `ticket.reason_text`, `message.snapshot.text`. */
  hide?: Array<string>;
  /** In which role their commands are given. */
  role?: Role;
}

/** How a bot's talk ended. */
export interface TalkEnd {
  /** When. */
  at: Timestamp;
  /** What it left. */
  left?: HandedOver;
  /** Why. */
  reason: HandOffReason;
}

/** What became of jobs of one kind. */
export interface Tally {
  /** Done. */
  done: number;
  /** Refused for good. */
  failed: number;
  /** Sent, and the answer is lost. */
  in_doubt: number;
  /** The lease was over before it was settled: somebody else has it now. */
  lost: number;
  /** To be tried again. */
  retried: number;
}

/** An internal task. */
export interface Task {
  /** Tasks that must be done first. */
  after: Array<TaskId>;
  /** Who does it. */
  agent?: AgentId | null;
  /** Groups that are asked beside its own by now. */
  also?: Array<string>;
  /** How much is decided or paid by it: the desk gives it to nobody whose authority is below that. */
  amount?: Money | null;
  /** The move it is asked to approve. */
  approves?: AskedMove | null;
  /** Photos, films and files of the result. */
  attachments?: Array<Evidence>;
  /** Which attempt this is, from 1. */
  attempt: number;
  /** Whether the desk gives it to somebody by itself. */
  auto_assign?: boolean;
  /** 0 (now) to 4: the band it stands in, with what it gained by waiting. */
  band?: number;
  /** Whether the ticket may be closed before. */
  blocks_close: boolean;
  /** Who gave it back in this attempt: the desk does not give it to them again. */
  declined?: Array<AgentId>;
  /** When it should be done. */
  due_at?: Timestamp | null;
  /** When it was done, failed or cancelled. */
  ended_at?: Timestamp | null;
  /** The form, as filled in. */
  form?: Record<string, CustomValue>;
  /** The group that does it. */
  group: string;
  /** Its id. */
  id: TaskId;
  /** What it is. */
  kind: TaskKind;
  /** The result per line. */
  lines?: Array<LineOutcome>;
  /** Who asked for the money or agreed to it: the desk gives it to somebody else. */
  not_by?: Array<AgentId>;
  /** When it was opened. */
  opened_at: Timestamp;
  /** Whether that has passed in this attempt, and was told. */
  overdue?: boolean;
  /** The band that its kind or its ticket gave it. */
  own_band?: number;
  /** The band an escalation raised it to in this attempt. */
  raised?: number | null;
  /** Why it is blocked or failed. */
  reason?: string | null;
  /** How it came out, once it is done. */
  result?: TaskResult | null;
  /** Rungs of its escalation that were done in this attempt, by their names. */
  rungs?: Array<string>;
  /** Where it stands. */
  state: TaskState;
  /** The ticket it is for. */
  ticket: TicketId;
  /** How long it is on its way to somebody. */
  wait?: TaskWait;
  /** When four fifths of the target of its kind have passed. */
  warn_at?: Timestamp | null;
  /** Units of work it weighs on who has it. */
  weight?: number;
}

/** What holds for tasks of one kind. A kind without settings is done as it always was: by whoever takes it, in two days. */
export interface TaskConfig {
  /** It waits for tasks of these kinds that are not done when it is opened, on the same ticket. */
  after?: Array<TaskKind>;
  /**
   * It gains a band for each time it waited so long, in milliseconds: after it was due, or from the start where it has no
   * target. Four hours when absent, and none where it has neither a target nor `auto_assign`; with 0 it gains none at all.
   */
  age_step_ms?: number | null;
  /** Whether the desk gives it to the best agent of its group; else whoever wants it takes it. */
  auto_assign?: boolean;
  /** How urgent it is, 0 (now) to 4; as its ticket is when absent. */
  band?: number | null;
  /** Whether the ticket stays open until it is done; as is usual for the kind when absent. */
  blocks_close?: boolean | null;
  /** The calendar in whose hours that is counted; every hour when absent. */
  calendar?: string | null;
  /** Levels of those that are enough after some time. */
  floors?: Record<string, Array<Floor>>;
  /** What is filled in; anything when empty. */
  form?: Array<TaskField>;
  /** The group that does it where the desk opens it by itself, or where who opens it names none. */
  group?: string | null;
  /** For which kind. */
  kind: TaskKind;
  /** What happens as its time runs out. */
  ladder?: Array<TaskRung>;
  /** What becomes of one that failed; a person decides when absent. */
  retry?: TaskRetry | null;
  /** Skills with their lowest level, of whom the desk gives it to. */
  skills?: Record<string, number>;
  /** What changes as it waits. */
  steps?: Array<TaskStep>;
  /** Milliseconds from when it can be begun until it is due; what it waited for other tasks does not count. */
  target_ms?: number | null;
  /** Units of work it weighs on a person who has it. */
  weight?: number;
}

/** What an escalation of a task does. */
export type TaskEscalate = { band: number } | { notify: string } | { watch: AgentId } | { group: string };

/** Who would be given a task, and why the others would not. */
export interface TaskExplained {
  /** Other tasks that wait in its group to be given to somebody. */
  ahead: number;
  /** Whether the desk gives it to somebody by itself; else whoever wants it takes it, and `choice` is of whom it would choose. */
  auto_assign: boolean;
  /** Who would get it if nobody had it, and why the others would not: of those the first 20 by id. */
  choice: Choice;
  /**
   * Agents of these groups may take it by now, or by when it was given to who has it: of its own, and of those that steps of
   * its kind added.
   */
  groups: Array<string>;
  /**
   * When something else may come of it where it stands, if nothing happens before: a step of its kind, less skill that is
   * enough, a band that it gains.
   */
  next_at?: Timestamp | null;
  /** Those who may take it now, in the order in which they come, the first 20. */
  ranked?: Array<Ranked>;
  /** How many may not take it now, by reason. Who gave it back in this attempt is `excluded`. */
  refusals?: Record<string, number>;
  /** With these skills, at these levels at least. */
  skills?: Record<string, number>;
  /** Steps of its kind taken so far. */
  step: number;
  /** The configuration it is by. */
  version: number;
  /** Tasks that have to be done before it can be begun. */
  waits_for?: Array<TaskId>;
}

/** A field of the form of a task. */
export interface TaskField {
  /** Its name: lower-case letters, digits and underscores. */
  name: string;
  /** Its type. */
  of: CustomType;
  /** Whether the task cannot be done without it. */
  required?: boolean;
}

/** An internal task. */
export type TaskId = string;

/** What an internal task is. */
export type TaskKind = "warehouse_check" | "intercept_parcel" | "receive_goods" | "qc_inspection" | "repair_job" | "finance_refund" | "finance_payout" | "approval" | "evidence" | "platform_followup" | "carrier_claim" | "video_inspection" | "callback" | "custom";

/** Which tasks: of one `ticket`, of one `group` or of one `agent`. What else is present must hold, too. */
export interface TaskQuery {
  /** Go on after a page's `next`. */
  after?: string | null;
  /** Those that this agent has and that have not ended. */
  agent?: AgentId | null;
  /** Those that this group is to do and that have not ended. */
  group?: string | null;
  /** Of this kind. */
  kind?: TaskKind | null;
  /** At most so many; 0 means 50, the most is `MAX_PAGE`. */
  limit?: number;
  /** All of this ticket, those that ended too. */
  ticket?: TicketId | null;
  /** That nobody has. */
  unassigned?: boolean;
}

/** How a task that is done came out. */
export type TaskResult = "full" | "partial" | "failed" | "unchecked";

/** How a task that failed goes on by itself: as a new attempt. */
export interface TaskRetry {
  /** Attempts of its group in all. */
  attempts: number;
  /** The group that tries once more when those are used up; it stays failed when absent. */
  escalate_to?: string | null;
}

/** A step of the escalation of a task: done once in each attempt. */
export interface TaskRung {
  /** At which point of the time it may take. */
  at: RungAt;
  /** What is done. */
  do: Array<TaskEscalate>;
  /** Its name, unique in its kind: what was done is remembered by it. */
  name: string;
}

/** Where a task stands. */
export type TaskState = "waiting" | "open" | "assigned" | "in_progress" | "blocked" | "done" | "failed" | "cancelled";

/** What changes for a task that still waits: more agents may take it, or it becomes more urgent. */
export interface TaskStep {
  /** Milliseconds it has waited. */
  after_ms: number;
  /** These skills are no longer asked for. */
  drop_skills?: Array<string>;
  /** Agents of these groups may take it too. */
  groups?: Array<string>;
  /** So many bands more urgent, never past 0. */
  raise_by?: number;
}

/** What moves a task. */
export type TaskTrigger = "deps_done" | "assign" | "start" | "decline" | "block" | "unblock" | "done" | "fail" | "cancel" | "retry";

/** How long a task is on its way to somebody: since it could be begun, without the time in which somebody had it. */
export interface TaskWait {
  /** Those of them that were after it was due. */
  held_late_ms?: number;
  /** Milliseconds in which somebody had it, before that. */
  held_ms?: number;
  /** Since when this attempt can be begun. */
  since?: Timestamp | null;
  /** Steps that its kind took for it by now. */
  step?: number;
  /** Since when whoever has it has it. */
  taken_at?: Timestamp | null;
  /** Nobody is in the groups that may do it, which was told. */
  unstaffed?: boolean;
}

/** Words by name, in one language at least. One that has the name of a notice (`N4`) stands in place of its words. */
export interface Template {
  /** In English. */
  en?: string | null;
  /** Its name, unique. */
  name: string;
  /** In Chinese. */
  zh?: string | null;
}

/** A template to be used. */
export interface TemplateUse {
  /** In this language; in the first that it has when absent, Chinese before English. */
  lang?: Lang | null;
  /** Its name. */
  name: string;
}

/** A merchant: leads every key. */
export type Tenant = string;

/** A test of one attribute. What is missing passes no test but `missing`, unless the rule says so. */
export interface Test {
  /** What must be true of it. */
  is: Check;
  /** What is looked at. */
  of: Attribute;
  /** A ticket that lacks the attribute passes too. */
  or_missing?: boolean;
}

/** How a desk for tests is set up. */
export interface TestOptions {
  /** Whether platforms are known, with one application `app-1` of `douyin`. */
  adapters?: boolean;
  /** What its ids follow from. */
  seed?: number;
  /** When its time begins. */
  start?: Timestamp;
  /** The merchant. */
  tenant?: string;
}

/** What a rule does with a ticket it matches. What is absent is left to the defaults. */
export interface Then {
  /** With these asked before others. */
  affinity?: Affinity | null;
  /** With this priority, 0 (now) to 4. */
  band?: number | null;
  /** With this part for bots. */
  bot?: BotPolicy | null;
  /** Levels of those skills that are enough after some time, falling. */
  floors?: Record<string, Array<Floor>>;
  /** Whether somebody else than who decided has it while the platform arbitrates over that decision. */
  four_eyes?: boolean;
  /** Tells these groups when it comes into a queue: the event names them, who is in them is told by the host. */
  notify?: Array<string>;
  /** Into this queue. */
  queue?: string | null;
  /** Whether agents are asked before they have it; instead of what the queue says. */
  reservation?: Reservation | null;
  /** With these skills at these levels, for as long as it waits. */
  skills?: Record<string, number>;
  /** With the clocks of this policy, whatever the conditions of policies say. */
  sla?: string | null;
  /** What changes for as long as nobody has it; instead of what the queue says. */
  steps?: Array<RouteStep>;
  /** With these tags. */
  tags?: Array<string>;
  /** With these skills besides, but only for some time. */
  tiers?: Array<SkillTier>;
  /** With this weight, in units. */
  weight?: number | null;
}

/** One problem. */
export interface Ticket {
  /** The buyer's account; the customer is found through it. */
  account?: AccountId | null;
  /** Bands it gained by waiting. */
  aged?: number;
  /** Its amounts, in minor units. */
  amounts: Amounts;
  /** Who works on it. */
  assignment: Assignment;
  /** The axes: the truth. */
  axes: Axes;
  /** 0 (now) to 4: the band it stands in, with what it gained by waiting. */
  band: number;
  /** Since when the buyer waits for an answer to what was last written, after a first one was given. */
  buyer_waits_since?: Timestamp | null;
  /** When the headline last changed. */
  changed_at: Timestamp;
  /** Where buyers wrote about it: the channels of its conversations. */
  channels?: Array<Channel>;
  /** Our clocks. */
  clocks: Record<string, Clock>;
  /** When it was closed. */
  closed_at?: Timestamp | null;
  /** The currency of its amounts. */
  currency: Currency;
  /** The docket that owns it. */
  docket: DocketId;
  /** When it last reached an ended headline. */
  ended_at?: Timestamp | null;
  /** Counts reopenings, from 1. */
  episode: number;
  /** Photos and files. */
  evidence: Array<Evidence>;
  /** When one of ours first answered the buyer, in whatever channel. */
  first_response_at?: Timestamp | null;
  /** Marks such as `refund_failed`, `parcel_lost`. */
  flags: Array<string>;
  /** The headline derived from them: what people see. */
  headline: Headline;
  /** The host who sold it. */
  host?: string | null;
  /** Its id. */
  id: TicketId;
  /** What the problem is. */
  issue: IssueType;
  /** Its lines. */
  lines: Array<TicketLine>;
  /** What people did here. */
  local: Local;
  /** What it was merged into; then it lives on only as a redirect. */
  merged_into?: TicketId | null;
  /** Its number, to be read aloud. */
  number: TicketNumber;
  /** When the problem began. */
  opened_at: Timestamp;
  /** The order. */
  order?: OrderId | null;
  /** The order is not known yet. */
  orphan: boolean;
  /** Its parcels. */
  parcels: Array<TicketParcel>;
  /** The platform it began on. */
  platform: Platform;
  /** The platform's deadline for the present step. */
  platform_deadline?: Timestamp | null;
  /** The after-sale that speaks for it, if there is one. */
  principal?: SourceId | null;
  /** The platform's reason code, raw. */
  reason_code?: string | null;
  /** The platform's reason text, raw. Personal data may stand here. */
  reason_text?: string | null;
  /** Parts of its refund. */
  refund_legs: Array<RefundLeg>;
  /** The room it was sold in. */
  room?: string | null;
  /** The shop it began in. */
  shop: ShopId;
  /** The evening it was sold in. */
  show?: ShowId | null;
  /** When it was sold. */
  sold_at?: Timestamp | null;
  /** The sources it is folded from, sorted. */
  sources: Array<SourceId>;
  /** On whom it waits. */
  waiting_on: WaitingOn;
}

/** A ticket: one problem. */
export type TicketId = string;

/** One line of a ticket: quantities and outcome. */
export interface TicketLine {
  /** Money asked for. */
  amount?: Money | null;
  /** Pieces approved. */
  approved: number;
  /** Pieces bought. */
  bought: number;
  /** Pieces that failed inspection. */
  damaged: number;
  /** What becomes of them. */
  disposition?: Disposition | null;
  /** The restocking fee, in percent of the line's money. Nothing is held back by itself: who decides the refund sees it. */
  fee_percent?: number | null;
  /** What the pieces are worth, as inspected. */
  grade?: Grade | null;
  /** The article that is sent instead of the one bought. */
  instead?: ProductId | null;
  /** The order line, by the platform's id. */
  line: string;
  /** Pieces that should have come back and did not. */
  missing?: number;
  /** Pieces that passed inspection. */
  passed: number;
  /** The product across shops. */
  product?: ProductId | null;
  /** Pieces that came back. */
  received: number;
  /** Pieces paid back. */
  refunded: number;
  /** Pieces the buyer complains of. */
  requested: number;
  /** The sku. */
  sku: string;
  /** The title. */
  title: string;
  /** Pieces with signs of use. */
  used?: number;
  /** Pieces of another article that came instead. */
  wrong?: number;
}

/** A short ticket number people can read aloud; its last character checks the others. */
export type TicketNumber = string;

/** In which order tickets are listed. */
export type TicketOrder = "newest" | "oldest" | "urgent" | "changed";

/** A parcel of a ticket. */
export interface TicketParcel {
  /** Which way it goes. */
  direction: Direction;
  /** The parcel. */
  parcel: ParcelRef;
  /** Where it is, as far as the carrier said. */
  state?: ParcelState | null;
}

/** Which tickets. What is absent does not filter; all that is present must hold. */
export interface TicketQuery {
  /** Of this account. */
  account?: AccountId | null;
  /** Go on after a page's `next`. */
  after?: string | null;
  /** With this agent. */
  agent?: AgentId | null;
  /** With these values in the merchant's own fields, of the ticket or of what it is about. */
  custom?: Array<CustomIs>;
  /** Of this customer, on all platforms. */
  customer?: CustomerId | null;
  /** In one of these headlines. */
  headlines?: Array<Headline>;
  /** Sold by this host. */
  host?: string | null;
  /** With this problem. */
  issue?: IssueType | null;
  /** Of this kind. */
  kind?: Kind | null;
  /** At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
  limit?: number;
  /** Not ended, or ended. */
  open?: boolean | null;
  /** Opened then or later. */
  opened_from?: Timestamp | null;
  /** Opened then or earlier. */
  opened_to?: Timestamp | null;
  /** In this order; without it `Urgent` for a queue or an agent, else `Newest`. */
  order?: TicketOrder | null;
  /** Begun on this platform. */
  platform?: Platform | null;
  /** About this product. */
  product?: ProductId | null;
  /** In this queue. */
  queue?: QueueId | null;
  /** Begun in this shop (with its platform, the shop's own list is used). */
  shop?: ShopId | null;
  /** Sold in this show. */
  show?: ShowId | null;
  /** With this tag. */
  tag?: string | null;
  /** With nobody working on it. */
  unassigned?: boolean;
}

/** A ticket as a line of a list. What is absent is not written. */
export interface TicketRow {
  /** The buyer's account: the customer is asked for by it. */
  account?: AccountId | null;
  /** The agent who has it. */
  agent?: AgentId | null;
  /** Its amounts, in minor units. */
  amounts: Amounts;
  /** 0 (now) to 4. */
  band: number;
  /** When the headline last changed. */
  changed_at: Timestamp;
  /** The currency of its amounts. */
  currency: Currency;
  /** What the seller decided. */
  decision: Decision;
  /** How far arbitration is. */
  dispute: DisputeState;
  /** When something is due next: our clocks and the platform's deadline. */
  due_at?: Timestamp | null;
  /** When it last reached an ended headline. */
  ended_at?: Timestamp | null;
  /** Counts reopenings, from 1. */
  episode: number;
  /** Marks such as `refund_failed`, `parcel_lost`. */
  flags?: Array<string>;
  /** Where the buyer's goods are. */
  goods: Goods;
  /** Where it stands: what people see. */
  headline: Headline;
  /** The host who sold it. */
  host?: string | null;
  /** Its id. */
  id: TicketId;
  /** What the problem is. */
  issue: IssueType;
  /** What the buyer wants. */
  kind: Kind;
  /** How many order lines it is about. */
  lines: number;
  /** How far the refund is. */
  money: MoneyState;
  /** Its number, to be read aloud. */
  number: TicketNumber;
  /** Whether it still needs anybody. */
  open: boolean;
  /** When the problem began. */
  opened_at: Timestamp;
  /** The order. */
  order?: OrderId | null;
  /** The platform it began on. */
  platform: Platform;
  /** The platform's deadline for the present step. */
  platform_deadline?: Timestamp | null;
  /** The queue it stands in. */
  queue?: QueueId | null;
  /** The platform's reason code, raw. */
  reason_code?: string | null;
  /** How far the replacement is. */
  replacement: ReplacementState;
  /** The shop it began in. */
  shop: ShopId;
  /** The evening it was sold in. */
  show?: ShowId | null;
  /** How many outside objects it is made of. */
  sources: number;
  /** Its tags. */
  tags?: Array<string>;
  /** The commit number that wrote it: name it in a command's `expect`. */
  version: number;
  /** On whom it waits. */
  waiting_on: WaitingOn;
}

/** A page of rows. */
export interface TicketRowPage {
  /** The rows. */
  items: Array<TicketRow>;
  /**
   * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
   * looked at for one.
   */
  next?: string | null;
}

/** A ticket with all that belongs to it. */
export interface TicketView {
  /** What its reader may do with it. */
  allowed?: Array<Offer>;
  /** The customer, where one is known. */
  customer?: Card | null;
  /** More happened before that. */
  earlier?: boolean;
  /** What waits, in order: what is not drawn in the ticket (replies, notes) is shown from here. */
  pending?: Array<Pending>;
  /** Its internal tasks. */
  tasks?: Array<VersionedTask>;
  /** The ticket. */
  ticket: VersionedTicket;
  /** The last that happened, oldest first. */
  timeline: Array<Moment>;
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Timestamp = number;

/** The tokens of a shop. Secret: sealed where the store has a key. */
export interface TokenPair {
  /** The access token. */
  access: string;
  /** When the access token ends. */
  expires_at: Timestamp;
  /** The refresh token; some work once. */
  refresh?: string | null;
}

/** The value of a field and how new it is. What a person set stays, then the newest; of equally new ones the greater. */
export interface Told {
  /** A person set it: newer than every snapshot. */
  by_hand?: boolean;
  /** The revision of the snapshot that told it. */
  revision?: Int64;
  /** The value. */
  value: CustomValue;
}

/** What a configuration would make of tickets. */
export interface Trial {
  /** How many tickets were looked at. */
  looked_at: number;
  /** Pass it as `after` to go on; `None` at the end. */
  next?: string | null;
  /** Those that it puts elsewhere, or asks something else of agents for. */
  rerouted: Array<Rerouted>;
  /** The version of the configuration in force, which it is compared with. */
  version: number;
}

/** Which tickets a configuration is tried on, the first opened first. */
export interface TrialQuery {
  /** Go on after a page's `next`. */
  after?: string | null;
  /** At most so many are looked at; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
  limit?: number;
  /** Opened then or later. */
  opened_from?: Timestamp | null;
  /** Opened then or earlier. */
  opened_to?: Timestamp | null;
}

/** What drives the lifecycle. */
export type Trigger = "triaged" | "auto_policy" | "auto_approved" | "cancel" | "ask_buyer" | "offer" | "amend" | "accept_offer" | "timer_fired" | "approve_refund" | "instant_refund" | "approve_return" | "approve_exchange" | "approve_repair" | "approve_resend" | "answer" | "compensate" | "reject" | "refund_difference" | "convert_to_refund_only" | "convert_to_return_refund" | "convert_to_exchange" | "convert_to_repair" | "convert_to_resend" | "waive_return" | "picked_up" | "dropped_in" | "collected" | "goods_arrived" | "goods_arrived_part" | "lost" | "inspect_pass" | "accept_unchecked" | "inspect_fail" | "inspect_partial" | "return_to_buyer" | "write_off" | "repair_done" | "unrepairable" | "replacement_shipped" | "replacement_delivered" | "confirm_received" | "replacement_failed" | "replacement_returned" | "out_of_stock_refund" | "payout_sent" | "payout_part" | "payout_failed" | "payout_retry" | "payout_abandoned" | "funds_recovered" | "force_refund" | "platform_cancel" | "platform_closed" | "dispute_opened" | "appeal" | "evidence_asked" | "submit_evidence" | "withdrawn" | "ruling_buyer" | "ruling_split" | "ruling_seller" | "close" | "merge" | "reopen";

/** What shows that a customer is trusted. */
export type Trust = { tag: string } | { custom: CustomIs };

export type Uid = string;

/** A parcel of which nothing is known. */
export interface UnknownParcel {
  /** Returns it may be, the likeliest first. */
  candidates: Array<ReturnCandidate>;
  /** How many tickets that wait for goods were compared. */
  compared: number;
  /** There are more such tickets than are compared at once: name an article, or look by hand. */
  more: boolean;
  /** What the carrier says of it, if it ever said anything. */
  parcel?: ParcelSnapshot | null;
  /** The articles that the code or the hints name. */
  products: Array<ProductId>;
}

/** How much of the files that wait was sent. */
export interface Uploading {
  /** How many of those were sent. */
  sent: number;
  /** Bytes of all files that wait. */
  total: number;
}

/** What the other side said, without payload or personal data. */
export interface Upstream {
  /** The platform's own code, with its sub code after a slash. */
  code?: string | null;
  /** The platform's own words, cut to 200 characters. */
  message?: string | null;
  /** The platform's id of the request, for its support. */
  request_id?: string | null;
  /** HTTP status, where there was one. */
  status?: number | null;
}

/** What happened to a customer. */
export type Verb = "absorbed" | "lost" | "joined" | "left";

/** A row with the commit that wrote it: name it in a command's `expect`. */
export interface VersionedCustomer {
  /** The row. */
  item: Customer;
  /** The commit number that wrote it. */
  version: number;
}

/** A page of rows. */
export interface VersionedCustomerPage {
  /** The rows. */
  items: Array<VersionedCustomer>;
  /**
   * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
   * looked at for one.
   */
  next?: string | null;
}

/** A row with the commit that wrote it: name it in a command's `expect`. */
export interface VersionedPlacedOrder {
  /** The row. */
  item: PlacedOrder;
  /** The commit number that wrote it. */
  version: number;
}

/** A page of rows. */
export interface VersionedPlacedOrderPage {
  /** The rows. */
  items: Array<VersionedPlacedOrder>;
  /**
   * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
   * looked at for one.
   */
  next?: string | null;
}

/** A row with the commit that wrote it: name it in a command's `expect`. */
export interface VersionedTask {
  /** The row. */
  item: Task;
  /** The commit number that wrote it. */
  version: number;
}

/** A page of rows. */
export interface VersionedTaskPage {
  /** The rows. */
  items: Array<VersionedTask>;
  /**
   * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
   * looked at for one.
   */
  next?: string | null;
}

/** A row with the commit that wrote it: name it in a command's `expect`. */
export interface VersionedTicket {
  /** The row. */
  item: Ticket;
  /** The commit number that wrote it. */
  version: number;
}

/** A page of rows. */
export interface VersionedTicketPage {
  /** The rows. */
  items: Array<VersionedTicket>;
  /**
   * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
   * looked at for one.
   */
  next?: string | null;
}

/** How a headline came to move. */
export type Via = "command" | "platform" | "goods" | "message" | "timer" | "fold";

/** Whom the ticket waits for. */
export type WaitingOn = "system" | "seller" | "buyer" | "carrier" | "warehouse" | "repair_shop" | "finance" | "platform" | "nobody";

/** How news of a platform comes in. */
export type WaysIn = "verified_webhook" | "hint_webhook" | "none";

/** What to answer a webhook, exactly so, and what became of it. */
export interface WebhookReply {
  /** The body to answer with. */
  body: Bytes;
  /** The content type to answer with. */
  content_type: string;
  /** Parts that could not be read or belong to no known shop: kept whole. */
  kept: number;
  /** Why nothing was taken in: it is not genuine, or not readable at all. `status` then says so to the sender. */
  refused?: Failure | null;
  /** The status to answer with. */
  status: number;
  /** Facts and signals taken in, those among them that were known already. */
  taken: number;
}

/** A day of the week. */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** A clue with its points and what a person reads. */
export interface WeighedClue {
  /** What it is. */
  clue: Clue;
  /** In English. */
  en: string;
  /** What it is worth; below zero where it speaks against. */
  points: number;
  /** In Chinese. */
  zh: string;
}

/** A condition on a ticket. A closed set: it can be checked, indexed and explained. */
export type When = "always" | { all: Array<When> } | { any: Array<When> } | { not: When } | { kind: Array<Kind> } | { issue: Array<IssueType> } | { headline: Array<Headline> } | { platform: Array<Platform> } | { shop: Array<ShopId> } | { host: Array<string> } | { tag: Array<string> } | { flag: Array<string> } | { amount_at_least: number } | { reopened_at_least: number } | { custom: CustomIs } | { test: Test } | { in_calendar: string } | { owner_is: Array<AgentId> };

/** How a customer is named: by the person, or by one of their accounts. */
export type Whom = { customer: CustomerId } | { account: AccountId };

/** Why two accounts are, or are not, one person. */
export interface Why {
  /** Values that one person has once differ. */
  barred: boolean;
  /** Decisions of people about these two: the decision, and whether it says that they are the same. */
  decisions: Array<[Uid, boolean]>;
  /** In one line, in English. */
  en: string;
  /** The number of the weights. */
  epoch: number;
  /** The lines of the score. */
  lines: Array<WhyLine>;
  /** How they stand to each other. */
  relation: Relation;
  /** The score, in thousandths of a bit; `None` when they share nothing that names anybody. */
  score?: number | null;
  /** Values that both have. */
  shared: Array<SharedValue>;
  /** In one line, in Chinese. */
  zh: string;
}

/** One line of a score. */
export interface WhyLine {
  /** What it says, in English. */
  en: string;
  /** The level, or the kind with `=`, `~` or `!` before it. */
  level: string;
  /** Its weight in thousandths of a bit. */
  weight: number;
  /** What it says, in Chinese. */
  zh: string;
}

/** From when on the days of a window are counted. */
export type WindowStart = "ordered" | "delivered";

/** Windows and caps, in milliseconds and minor units. */
export interface Windows {
  /** A buyer who was asked for something has this long. */
  buyer_answer_ms?: number;
  /** A buyer who may send goods back has this long. */
  buyer_return_ms?: number;
  /** An ended ticket closes after this. */
  cool_off_ms?: number;
  /**
   * Most goodwill on one ticket, one amount for a currency; none where its currency is not named. A number alone, as it was
   * written before, is read as fen.
   */
  goodwill_cap?: Array<Money>;
  /** A closed or ended ticket may be reopened within this. */
  reopen_ms?: number;
  /** No notice for a state that is older than this when it is first heard of. */
  stale_notice_ms?: number;
}

/** What a worker did. */
export interface Worked {
  /** Jobs, by kind. */
  jobs: Record<string, Tally>;
  /** When something is due that was not; `None` when nothing waits for a time. */
  next?: Timestamp | null;
}

/** Every method, with its parameters and result. */
export interface Methods {
  /** Takes in a webhook of an application: verified, read, committed. Gives what to answer. An error means that nothing was stored; `webhook` words the answer for that too. */
  receive: {
    args: {
      /** The application it came for. */
      app: AppId;
      /** The headers, as received. */
      headers?: Array<[string, string]>;
      /** The query, decoded once. */
      query?: Array<[string, string]>;
      /** The path, without host and query. */
      path?: string;
    };
    body: true;
    result: WebhookReply;
  };
  /** Takes in a webhook like `receive`, and gives what to answer in any case: a refused one has `refused` set. */
  webhook: {
    args: {
      /** The application it came for. */
      app: AppId;
      /** The headers, as received. */
      headers?: Array<[string, string]>;
      /** The query, decoded once. */
      query?: Array<[string, string]>;
      /** The path, without host and query. */
      path?: string;
    };
    body: true;
    result: WebhookReply;
  };
  /** Takes in webhooks of an application, all handed in at once: for a queue that has piled up. The answers come in the same order, each as `webhook` gives it. */
  receive_all: {
    args: {
      /** The application they came for. */
      app: AppId;
      /** The webhooks. */
      deliveries: Array<Pushed>;
    };
    body: false;
    result: Array<WebhookReply>;
  };
  /** Takes facts in, all handed in at once. The answers come in the same order, each with its own error. */
  ingest: {
    args: {
      /** What happened. */
      facts: Array<Fact>;
    };
    body: false;
    result: Array<FactAnswer>;
  };
  /** Says where to look: one job reads the object again. */
  hint: {
    args: {
      /** Where to look. */
      signal: Signal;
    };
    body: false;
    result: null;
  };
  /** Applies a command. Give it a key, and it is applied once and answered the same way again. */
  execute: {
    args: {
      /** What is wanted, and by whom. */
      command: Command;
    };
    body: false;
    result: Applied;
  };
  /** Applies commands, all handed in at once. The answers come in the same order, each with its own error: one that is refused does not stop the others. */
  execute_all: {
    args: {
      /** What is wanted, and by whom. */
      commands: Array<Command>;
    };
    body: false;
    result: Array<CommandAnswer>;
  };
  /** Publishes a configuration: the whole document. The answer says what is probably a slip in it (`warnings`); it is published all the same. */
  configure: {
    args: {
      /** The whole document. */
      config: Config;
    };
    body: false;
    result: Applied;
  };
  /** Connects a shop, or hands its tokens over. Sealed where the store has a key. */
  connect: {
    args: {
      /** The platform. */
      platform: Platform;
      /** The shop. */
      shop: ShopId;
      /** Its tokens, if they are at hand. */
      tokens?: TokenPair | null;
    };
    body: false;
    result: null;
  };
  /** Forgets a customer: all that is personal goes, here and out of reach in every copy; figures stay. */
  forget: {
    args: {
      /** Who wants it. */
      actor: Actor;
      /** Whom to forget. */
      customer: CustomerId;
      /** Even while tickets of theirs are open. */
      force?: boolean;
    };
    body: false;
    result: Applied;
  };
  /** Sets a dead letter going again. */
  redrive: {
    args: {
      /** Who wants it. */
      actor: Actor;
      /** Which job. */
      job: JobId;
    };
    body: false;
    result: Applied;
  };
  /** Reads a quarantined payload again, takes in what it finds, and forgets it. Gives how much was taken in. */
  redrive_quarantined: {
    args: {
      /** Which payload. */
      id: QuarantineId;
    };
    body: false;
    result: number;
  };
  /** The configuration in force; the default one when none was published. */
  config: {
    args: Record<string, never>;
    body: false;
    result: Config;
  };
  /** The configuration of an earlier version, as it was in force then; nothing where there was none. The last 100 are kept. */
  config_at: {
    args: {
      /** The version. */
      version: number;
    };
    body: false;
    result: Config | null;
  };
  /** Everything that is wrong with a configuration, without publishing it: where, what, and what is allowed instead; also of values that are not of their type and fields that there are not. Besides, as warnings, what would leave tickets waiting for people who are not there yet. */
  check_config: {
    args: {
      /** The configuration. */
      config: Config;
    };
    body: false;
    result: ConfigCheck;
  };
  /** What another configuration would make of tickets that are there: which of them would come to another queue, band or weight, or ask for other skills or tags. Nothing is written. A page of tickets at a time. */
  try_config: {
    args: {
      /** The configuration. */
      config: Config;
      /** Which tickets it is tried on; the first opened when absent. */
      query?: TrialQuery;
    };
    body: false;
    result: Trial;
  };
  /** Where the rules in force would put a ticket with these attributes and who would get it now, rule by rule and agent by agent, as `explain_routing` says it of one that is there. `overrides` are taken to be so: another moment, agents who are there or not and have so much to do, queues in which so many wait. Nothing is written. */
  dry_run: {
    args: {
      /** What rules look at, by the names that conditions have for it. */
      attributes: RouteAttributes;
      /** What is taken to be otherwise than it is: the moment, agents, queues; nothing when absent. */
      overrides?: RouteOverrides;
    };
    body: false;
    result: Explained;
  };
  /** Gives past tickets out again, once by the configuration in force and once by another, and tells what would have been different: queue, agent and wait of each ticket, what policies grant of it without a person, minutes of work by agent. Nothing is written. */
  simulate: {
    args: {
      /** The configuration. */
      config: Config;
      /** Which tickets are given out again; all when absent. */
      query?: SimulationQuery;
    };
    body: false;
    result: Simulation;
  };
  /** The connection of a shop: how far it was polled, whether it is stopped. */
  shop: {
    args: {
      /** The platform. */
      platform: Platform;
      /** The shop. */
      shop: ShopId;
    };
    body: false;
    result: ShopState | null;
  };
  /** A ticket, or the one it was merged into. */
  ticket: {
    args: {
      /** The ticket. */
      id: TicketId;
    };
    body: false;
    result: VersionedTicket | null;
  };
  /** The ticket with that number, or the one it was merged into. */
  ticket_by_number: {
    args: {
      /** Its number. */
      number: TicketNumber;
    };
    body: false;
    result: VersionedTicket | null;
  };
  /** A page of tickets. */
  tickets: {
    args: {
      /** Which. */
      query?: TicketQuery;
    };
    body: false;
    result: VersionedTicketPage;
  };
  /** A page of the same tickets as rows: what a list or a queue shows, read without unsealing anything. */
  ticket_rows: {
    args: {
      /** Which. */
      query?: TicketQuery;
    };
    body: false;
    result: TicketRowPage;
  };
  /** A page of all that happened around a ticket, oldest first. */
  timeline: {
    args: {
      /** The ticket. */
      id: TicketId;
      /** The `next` of the page before. */
      after?: string | null;
      /** Most moments of a page; 0 means 50. */
      limit?: number;
    };
    body: false;
    result: MomentPage;
  };
  /** One person across platforms, with the newest of each list. */
  customer: {
    args: {
      /** The person, or one of their accounts. */
      whom: Whom;
      /** Most of each list; 0 means 50. */
      limit?: number;
    };
    body: false;
    result: CustomerView | null;
  };
  /** An order by its number, with the tickets about it. */
  order: {
    args: {
      /** The platform. */
      platform: Platform;
      /** The order number. */
      number: string;
    };
    body: false;
    result: OrderView | null;
  };
  /** What an actor may do with a ticket now: what the lifecycle allows, and why not where the platform does not. */
  allowed: {
    args: {
      /** The ticket. */
      id: TicketId;
      /** Who asks. */
      actor: Actor;
    };
    body: false;
    result: Array<Allowed>;
  };
  /** Where the rules put a ticket now and who would get it, rule by rule and agent by agent. */
  explain_routing: {
    args: {
      /** The ticket. */
      id: TicketId;
    };
    body: false;
    result: Explained;
  };
  /** Why a ticket was given to somebody in the past: the last time at or before a place in the log, the last of all when none is named. What was written down then, and what the rules of then say of the ticket of today. */
  explain_decision: {
    args: {
      /** The ticket. */
      id: TicketId;
      /** A place in the log; its end when absent. */
      cursor?: Cursor | null;
    };
    body: false;
    result: Decided;
  };
  /** What the return policies make of a ticket now: whether it is eligible and why not, what may be done, for how much, and what of it needs no person. */
  explain_policy: {
    args: {
      /** The ticket. */
      id: TicketId;
    };
    body: false;
    result: PolicyExplained;
  };
  /** Reasons that the platform accepts with a refusal of this ticket. */
  reasons: {
    args: {
      /** The ticket. */
      id: TicketId;
      /** What is about to be done. */
      trigger: Trigger;
    };
    body: false;
    result: Array<Reason>;
  };
  /** What the buyer may see of a ticket: progress, next step, promised date; nothing internal. */
  buyer_view: {
    args: {
      /** The ticket. */
      id: TicketId;
      /** In which language. */
      lang: Lang;
    };
    body: false;
    result: BuyerView | null;
  };
  /** The words of a notice to the buyer, of the ticket as it is: those of the template that has its name, else the built-in ones. */
  notice_text: {
    args: {
      /** The ticket. */
      id: TicketId;
      /** The notice. */
      notice: Notice;
      /** In which language. */
      lang: Lang;
    };
    body: false;
    result: string | null;
  };
  /** Events after a place, oldest first. */
  events: {
    args: {
      /** The place of the last event that was dealt with; 0 from the beginning. */
      since: Cursor;
      /** Most events; 0 means all that a page holds. */
      limit?: number;
    };
    body: false;
    result: EventPage;
  };
  /** The end of the log. */
  head: {
    args: Record<string, never>;
    body: false;
    result: Cursor;
  };
  /** Counters that are not 0, in the order of their ids. */
  counters: {
    args: {
      /** Which. */
      query: CounterQuery;
    };
    body: false;
    result: Array<[CounterId, number]>;
  };
  /** What was sold and what came of it, one row per member, the highest rate first. Figures are of the day of sale. */
  rates: {
    args: {
      /** One row for each member of what. */
      dim: Dim;
      /** Days or months. */
      grain: Grain;
      /** From this day or month (inclusive): days since 1970-01-01, or months since 1970-01. */
      since: number;
      /** Up to this day or month (inclusive). */
      until: number;
    };
    body: false;
    result: Array<RateRow>;
  };
  /** A page of the articles that fit a query, in the order of their ids. */
  products: {
    args: {
      /** Which. */
      query?: ProductQuery;
    };
    body: false;
    result: ProductPage;
  };
  /** A page of the orders that fit a query, the last placed first. */
  orders: {
    args: {
      /** Which. */
      query?: OrderQuery;
    };
    body: false;
    result: VersionedPlacedOrderPage;
  };
  /** A page of the lines that were sold, with what came back of each, those of the last placed order first. Returns come for weeks: compare lines that are `mature`. */
  sold_lines: {
    args: {
      /** Which. */
      query?: SoldLineQuery;
    };
    body: false;
    result: SoldLinePage;
  };
  /** A page of the customers that fit a query, the last heard of first. */
  customers: {
    args: {
      /** Which. */
      query?: CustomerQuery;
    };
    body: false;
    result: VersionedCustomerPage;
  };
  /** Pseudonyms of the customers of these accounts, in that order, for figures that leave the house: the same for all accounts of one customer, and nothing leads back from it. Nothing for an account that nobody knows. */
  customer_keys: {
    args: {
      /** The accounts. */
      accounts: Array<AccountId>;
    };
    body: false;
    result: Array<CustomerKey | null>;
  };
  /** What can be told to the platform of a ticket by itself, and why not where it cannot. */
  asides: {
    args: {
      /** The ticket. */
      id: TicketId;
    };
    body: false;
    result: Array<Aside>;
  };
  /** Articles whose titles are so alike that they may be the same one, the most alike first. */
  similar_products: {
    args: {
      /** The article. */
      product: ProductId;
      /** Most of them; 0 means 50. */
      limit?: number;
    };
    body: false;
    result: Array<Similar>;
  };
  /** A page of jobs that were given up, the last first. */
  dead_letters: {
    args: {
      /** Most rows of a page; 0 means 50. */
      limit?: number;
      /** The `next` of the page before. */
      after?: string | null;
    };
    body: false;
    result: JobPage;
  };
  /** A page of payloads that could not be read, the last first. */
  quarantined: {
    args: {
      /** Most rows of a page; 0 means 50. */
      limit?: number;
      /** The `next` of the page before. */
      after?: string | null;
    };
    body: false;
    result: QuarantinePage;
  };
  /** An internal task, whether it has ended or not: its state, group, agent, due time, form and result. */
  task: {
    args: {
      /** The task. */
      id: TaskId;
    };
    body: false;
    result: VersionedTask | null;
  };
  /** Who would be given an internal task if nobody had it, and why the others would not, agent by agent; what it waits for. */
  explain_task: {
    args: {
      /** The task. */
      id: TaskId;
    };
    body: false;
    result: TaskExplained;
  };
  /** A page of internal tasks, what is due first first: all of one `ticket`, or those that have not ended of one `group` or one `agent`. Exactly one of the three says which. */
  tasks: {
    args: {
      /** Which. */
      query: TaskQuery;
    };
    body: false;
    result: VersionedTaskPage;
  };
  /** An agent, with what they have in hand now: load, tickets, and whether they are off shift. */
  agent: {
    args: {
      /** The agent. */
      id: AgentId;
    };
    body: false;
    result: AgentView | null;
  };
  /** A page of the agents that fit a query, in the order of their ids, with what each has in hand now. */
  agents: {
    args: {
      /** Which. */
      query?: AgentQuery;
    };
    body: false;
    result: AgentViewPage;
  };
  /** What a parcel or a slip in the warehouse is: what is to come back in it, whose it is when nobody asked, or which returns it may be, the likeliest first, with the reasons. */
  scan: {
    args: {
      /** The code: a tracking number, the number of an after-sale, an order or a ticket, a sku, a merchant code or a barcode. */
      code: string;
      /** What else can be read on the parcel or is found in it. */
      hints?: ScanHints;
    };
    body: false;
    result: Scanned;
  };
  /** What there is of articles and what of it is promised, in the order asked. Articles that were never counted are left out. */
  stock: {
    args: {
      /** The merchant's codes of the articles, or their barcodes: at most 500. */
      codes: Array<string>;
    };
    body: false;
    result: Array<StockLevel>;
  };
  /** Takes an observation in: what the host saw of an account, or of a contact that has none. Facts do this by themselves. */
  observe: {
    args: {
      /** What was seen. */
      observation: Observation;
    };
    body: false;
    result: Observed;
  };
  /** Says that two customers are one person. `decision` of the answer takes it back. */
  merge_customers: {
    args: {
      /** Who says so. */
      actor: Actor;
      /** The one customer. */
      one: CustomerId;
      /** The other. */
      other: CustomerId;
      /** The same key is applied once. */
      key?: string | null;
    };
    body: false;
    result: Applied;
  };
  /** Says that accounts of a customer are another person than its others. No later observation brings them together. */
  split_customer: {
    args: {
      /** Who says so. */
      actor: Actor;
      /** The customer. */
      customer: CustomerId;
      /** The accounts that are somebody else's. */
      accounts: Array<AccountId>;
      /** The same key is applied once. */
      key?: string | null;
    };
    body: false;
    result: Applied;
  };
  /** Takes back what was said about who is who: all is as if it had not been. */
  undo_decision: {
    args: {
      /** Who says so. */
      actor: Actor;
      /** What is taken back: `decision` of what `merge_customers` or `split_customer` gave. */
      decision: DecisionId;
      /** The same key is applied once. */
      key?: string | null;
    };
    body: false;
    result: Applied;
  };
  /** Says that a value names nobody (a front desk, a courier), or that it counts again. */
  block_value: {
    args: {
      /** Who says so. */
      actor: Actor;
      /** The value; kind `phone` stands for a phone. */
      value: Given;
      /** Whether it names nobody. */
      blocked?: boolean;
    };
    body: false;
    result: Applied;
  };
  /** Customers an observation may be of, the likeliest first, without taking it in. */
  lookup: {
    args: {
      /** What was seen. */
      observation: Observation;
    };
    body: false;
    result: Array<Likely>;
  };
  /** Why two accounts are, or are not, one person. */
  why: {
    args: {
      /** The one account. */
      a: AccountId;
      /** The other. */
      b: AccountId;
    };
    body: false;
    result: Why;
  };
  /** How a customer came to be: the pairs that join the accounts, and those that were refused. */
  how: {
    args: {
      /** The person. */
      customer: CustomerId;
    };
    body: false;
    result: How;
  };
  /** What happened to a customer, the oldest first. */
  customer_history: {
    args: {
      /** The person. */
      customer: CustomerId;
    };
    body: false;
    result: Array<CustomerChange>;
  };
  /** Pairs of accounts that may be one person and wait for a look, the likeliest first. Looks at all accounts. */
  identity_review: {
    args: {
      /** At most so many; 0 means 50, the most is 500. */
      limit?: number;
    };
    body: false;
    result: Array<ReviewPair>;
  };
  /** How many accounts, customers by size, values that name nobody, pairs that wait. Looks at all accounts. */
  identity_stats: {
    args: Record<string, never>;
    body: false;
    result: IdentityStats;
  };
  /** Works out again who is who from what was observed and decided, and says what differs; empty means nothing. */
  identity_verify: {
    args: Record<string, never>;
    body: false;
    result: Array<IdentityDifference>;
  };
  /** Registers a phone of an agent and gives its key, once: hand both over your own login. */
  register_device: {
    args: {
      /** Who says so. */
      actor: Actor;
      /** Whose phone it is. */
      agent: AgentId;
    };
    body: false;
    result: DeviceKey;
  };
  /** Revokes a phone: it wipes its copy when it next asks, and is given nothing any more. */
  revoke_device: {
    args: {
      /** Who says so. */
      actor: Actor;
      /** Which phone. */
      device: DeviceId;
    };
    body: false;
    result: Applied;
  };
  /** The phones of an agent, revoked ones among them. */
  devices: {
    args: {
      /** The agent. */
      agent: AgentId;
    };
    body: false;
    result: Array<Device>;
  };
  /** Answers a phone that keeps a copy of somebody's work: the bytes it posted in, the bytes to answer out. An error means that it is no phone of this user. */
  sync: {
    args: {
      /** Who asks, as your own login knows them, and what they may see. */
      user: SyncUser;
    };
    body: true;
    result: Bytes;
  };
  /** Takes jobs of these kinds that are due, for work the host does itself. Finish each within the lease. */
  claim_jobs: {
    args: {
      /** Of which kinds. */
      kinds: Array<JobKind>;
      /** Most of them. */
      limit?: number;
      /** How long you may keep them, in milliseconds. */
      lease_ms?: number;
    };
    body: false;
    result: Array<LeasedJob>;
  };
  /** Says what came of a job. False: the lease was no longer yours, and nothing was written. */
  finish_job: {
    args: {
      /** Which job. */
      job: JobId;
      /** The lease it was taken under. */
      lease: Uid;
      /** What came of it. */
      outcome?: Outcome;
    };
    body: false;
    result: boolean;
  };
  /** Carries out everything that is due, of all merchants in turn, and what becomes due by that. */
  run_due: {
    args: {
      /** As if it were then; now when absent. */
      now?: Timestamp | null;
    };
    body: false;
    result: Worked;
  };
  /** Events after a place, like `events`; waits for one when there is none. Empty when the time is over or the desk was closed. */
  wait_events: {
    args: {
      /** The place of the last event that was dealt with. */
      since: Cursor;
      /** Most events; 0 means all that a page holds. */
      limit?: number;
      /** How long to wait for one, in milliseconds, up to a minute. */
      timeout_ms?: number;
    };
    body: false;
    result: EventPage;
  };
  /** Keeps a file and gives the hash it is found by. */
  put_blob: {
    args: Record<string, never>;
    body: true;
    result: string;
  };
  /** A file by its hash. */
  get_blob: {
    args: {
      /** The hash it is found by: 64 hexadecimal digits. */
      hash: string;
    };
    body: false;
    result: Bytes | null;
  };
  /** Imports orders, after-sales, customers, products or messages from CSV or JSON lines, by a mapping. A bad row is in the report and stops nothing. The same file twice changes nothing. */
  import_file: {
    args: {
      /** Which column means what. */
      mapping: ImportMapping;
      /** The file to read. */
      path?: string | null;
      /** The rows themselves, instead of a file. */
      content?: string | null;
      /** How it runs. */
      options?: ImportOptions;
      /** The bookmark of a report, to go on after a stop. */
      resume?: Bookmark | null;
    };
    body: false;
    result: ImportReport;
  };
  /** Compares the after-sales that changed in a window on a platform with ours, takes in what the platform shows where they differ, and says what differed. */
  reconcile: {
    args: {
      /** The platform. */
      platform: Platform;
      /** The shop. */
      shop: ShopId;
      /** Changed then or later. */
      since: Timestamp;
      /** Changed then or earlier. */
      until: Timestamp;
    };
    body: false;
    result: ReconcileReport;
  };
  /** Takes in what a shop has since a time. To go on after a stop, begin at the last `until`. */
  backfill: {
    args: {
      /** The platform. */
      platform: Platform;
      /** The shop. */
      shop: ShopId;
      /** Since when. */
      since: Timestamp;
    };
    body: false;
    result: Backfilled;
  };
  /** Reads what changed at a shop since it was last polled, and takes it in. */
  poll: {
    args: {
      /** The platform. */
      platform: Platform;
      /** The shop. */
      shop: ShopId;
    };
    body: false;
    result: PollReport;
  };
  /** What the store finds wrong with itself; empty means nothing. */
  check: {
    args: Record<string, never>;
    body: false;
    result: Array<string>;
  };
  /** Counts all counters anew from the rows and puts them in place of what stood there: run it while nothing is written. Gives how many there are. */
  rebuild_counters: {
    args: Record<string, never>;
    body: false;
    result: number;
  };
  /** Counts the loads of all agents anew. Each that was not what tickets, tasks and offers add up to is told as the event `load_drifted`, and put right. Gives those; empty means that nothing was wrong. May run while people work. */
  verify_loads: {
    args: Record<string, never>;
    body: false;
    result: Array<LoadDrift>;
  };
  /** Reads the stored payloads of a ticket again and says where what is stored no longer follows from them. */
  replay: {
    args: {
      /** The ticket. */
      id: TicketId;
    };
    body: false;
    result: Array<Deviation>;
  };
  /** Seals what is still under a former key under the present one. Gives how many rows. */
  rotate_keys: {
    args: Record<string, never>;
    body: false;
    result: number;
  };
  /** The engine's time, in milliseconds since 1970. */
  now: {
    args: Record<string, never>;
    body: false;
    result: Timestamp;
  };
  /** Inputs that wait for the lane. */
  waiting: {
    args: Record<string, never>;
    body: false;
    result: number;
  };
  /** Platforms with an adapter, sorted. */
  platforms: {
    args: Record<string, never>;
    body: false;
    result: Array<Platform>;
  };
  /** What a platform can do, as its adapter declares. */
  capabilities: {
    args: {
      /** The platform. */
      platform: Platform;
    };
    body: false;
    result: Capabilities;
  };
  /** Where a merchant connects a shop to this application; nothing when the platform needs no page. */
  authorize_url: {
    args: {
      /** The application. */
      app: AppId;
      /** What the platform gives back with its answer. */
      state: string;
    };
    body: false;
    result: string | null;
  };
  /** All merchants that something was ever written for, sorted. */
  tenants: {
    args: Record<string, never>;
    body: false;
    result: Array<Tenant>;
  };
  /** Says by hand which merchant a shop belongs to. Goes before what is configured, and lasts until the desk is closed. */
  route_shop: {
    args: {
      /** The platform. */
      platform: Platform;
      /** The shop. */
      shop: ShopId;
      /** The merchant. */
      tenant: string;
    };
    body: false;
    result: null;
  };
}
