//! Every bound in one place: what a stranger can send is limited before it is looked at.

/// Largest webhook or answer body taken in, in bytes.
pub const MAX_BODY_BYTES: usize = 2 * 1024 * 1024;
/// Deepest nesting of JSON taken in (serde_json stops at 128; platforms need far less).
pub const MAX_JSON_DEPTH: usize = 64;
/// Most messages in one delivery.
pub const MAX_MESSAGES_PER_DELIVERY: usize = 200;
/// Longest identifier of an outside object, in bytes.
pub const MAX_EXTERNAL_ID: usize = 128;
/// Longest buyer text kept on a message, in characters; longer text is cut and marked.
pub const MAX_MESSAGE_CHARS: usize = 4_000;
/// Most sources folded into one docket.
pub const MAX_SOURCES_PER_DOCKET: usize = 400;
/// Most local entries (commands that moved it) kept on one ticket.
pub const MAX_LOCAL_ENTRIES: usize = 1_000;
/// Most lines on one order or after-sale.
pub const MAX_LINES: usize = 500;
/// Most evidence items on one ticket.
pub const MAX_EVIDENCE: usize = 100;
/// Most tags on one ticket, and the longest tag in bytes.
pub const MAX_TAGS: usize = 64;
/// Longest tag or custom field name, in bytes.
pub const MAX_TAG_BYTES: usize = 64;
/// Most of the merchant's own fields taken from one line of a snapshot.
pub const MAX_LINE_FIELDS: usize = 64;
/// Longest custom field text, in bytes.
pub const MAX_CUSTOM_BYTES: usize = 4_096;
/// Largest blob (photo, file) kept, in bytes.
pub const MAX_BLOB_BYTES: usize = 16 * 1024 * 1024;
pub use crate::model::money::MAX_MINOR;
/// Most rows a page may hold.
pub const MAX_PAGE: usize = 1_000;
/// Most rows looked at for one page of a filtered list.
pub const MAX_EXAMINED: usize = 20_000;
/// Most inputs decided in one batch.
pub const MAX_BATCH: usize = 1_000;
/// Most inputs waiting for a lane.
pub const MAX_QUEUE: usize = 8_192;
/// Most rounds of loading for one decision. An order that many parts of conversations waited for moves them one after the
/// other; each round must bring something new, so the bound on keys holds besides.
pub const MAX_ROUNDS: usize = 256;
/// Most keys one decision may load.
pub const MAX_KEYS: usize = 100_000;
/// Most keys that forgetting one person may load: all that is theirs goes in one commit, or nothing does.
pub const MAX_KEYS_OF_A_PERSON: usize = 500_000;
/// Most times a conflicting batch is decided anew.
pub const MAX_CONFLICTS: usize = 32;
/// Attempts of a job before it becomes a dead letter.
pub const MAX_ATTEMPTS: u32 = 12;
/// Most mentions of orders remembered for one conversation.
pub const MAX_MENTIONS: usize = 64;
/// Most routing rules, and most automatic policies, of one merchant.
pub const MAX_RULES: usize = 2_000;
/// Most refunds remembered of one account.
pub const MAX_REFUNDS: usize = 64;
/// Most accounts of a customer whose refunds are counted.
pub const MAX_ACCOUNTS_COUNTED: usize = 256;
/// Most agents who watch one ticket.
pub const MAX_WATCHERS: usize = 64;
/// Most steps of one automation.
pub const MAX_AUTOMATION_STEPS: usize = 16;
/// Most times an automation is done on one ticket.
pub const MAX_AUTOMATED: u32 = 100;
/// Most automations that call each other in a row.
pub const MAX_AUTOMATION_DEPTH: usize = 8;
/// The longest time that a configuration may name, in milliseconds: ten years.
pub const MAX_SPAN_MS: i64 = 3_650 * 24 * 60 * 60 * 1_000;
/// Most units of work that a ticket or a task may weigh.
pub const MAX_WEIGHT: i64 = 10_000;
/// Most groups, and most skills, that a configuration declares.
pub const MAX_GROUPS: usize = 1_000;
/// Most agents whom a configuration keeps.
pub const MAX_KEPT_AGENTS: usize = 5_000;
/// Most templates of one merchant.
pub const MAX_TEMPLATES: usize = 1_000;
/// Most channels that one agent has bounds for.
pub const MAX_CHANNELS: usize = 64;
/// Waiting tickets offered to a queue at a time: more than a team mostly takes at once, few enough to load.
pub const MAX_DRAINED: usize = 100;
/// Configurations that are kept: the one in force and those before it.
pub const MAX_VERSIONS: u32 = 100;
/// Most steps of one route.
pub const MAX_STEPS: usize = 16;
/// Most conditions on one attribute in one rule.
pub const MAX_LEAVES: usize = 64;
/// Deepest nesting of `all`, `any` and `not` in one rule.
pub const MAX_NESTING: usize = 4;
/// Most values in one list of a condition.
pub const MAX_LIST_VALUES: usize = 4_096;
