//! Rows and their keys: a closed set of tables, typed in the rules and generic in transport.
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::ErrorRecord;
use crate::model::agent::{Agent, Roster};
use crate::model::config::Config;
use crate::model::conversation::{Conversation, Mentions, Message};
use crate::model::customer::{Account, Customer};
use crate::model::device::Device;
use crate::model::fact::Payload;
use crate::model::identity::{IdBucket, IdDecision, IdEntity, IdNode, IdPage};
use crate::model::ids::{DecisionId, TicketId, Uid};
use crate::model::job::{Job, ObjectRef};
use crate::model::order::Order;
use crate::model::product::{Listing, Product, ProductCode};
use crate::model::quarantine::Quarantine;
use crate::model::shipment::Parcel;
use crate::model::shop::ShopState;
use crate::model::show::{Show, ShowIndex};
use crate::model::source::{Docket, Source};
use crate::model::stock::Stock;
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;

/// A payload as it came, one per outside object: written blindly, read for replay only. Personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Raw {
    /// The object it shows.
    pub object: ObjectRef,
    /// The bytes.
    pub payload: Payload,
    /// When it came.
    pub received_at: Timestamp,
}

/// The receipt of a command: the same key is answered the same way again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Receipt {
    /// The command's word.
    pub command: String,
    /// 64 bits of all it asked for: another command may not use the same key.
    #[serde(default)]
    pub content: u64,
    /// The ticket it moved or made.
    pub ticket: Option<TicketId>,
    /// The version its ticket had when it was decided; 0 where there was none.
    #[serde(default)]
    pub on: i64,
    /// What was decided about who is who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
    /// When it was applied, or refused.
    pub at: Timestamp,
    /// What a phone's command found and left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// Why a phone's command was refused: it is never applied later, however late a repeat of it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Box<ErrorRecord>>,
}

/// What a command found and left of its ticket or task, in 64 bits each. Versions are of whole commits, and somebody else's
/// command may be in the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// Before it.
    pub found: u64,
    /// After it.
    pub left: u64,
}

/// Running numbers of a tenant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sequence {
    /// Tickets numbered so far.
    pub tickets: u64,
}

macro_rules! tables {
    (rows { $($(#[$doc:meta])* $name:ident($ty:ty) = $n:literal $word:literal,)+ }
     gauges { $($(#[$gdoc:meta])* $gauge:ident = $gn:literal $gword:literal,)+ }) => {
        /// A table of rows, or a kind of quantity.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Table { $($(#[$doc])* $name = $n,)+ $($(#[$gdoc])* $gauge = $gn,)+ }

        impl Table {
            /// All tables of rows.
            pub const ROWS: &'static [Self] = &[$(Self::$name),+];
            /// All kinds of quantities.
            pub const GAUGES: &'static [Self] = &[$(Self::$gauge),+];
            /// The stable word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ $(Self::$gauge => $gword,)+ }
            }
            /// The stable number.
            pub fn number(self) -> u8 { self as u8 }
            /// The table with that number.
            pub fn from_number(n: u8) -> Option<Self> {
                match n { $($n => Some(Self::$name),)+ $($gn => Some(Self::$gauge),)+ _ => None }
            }
            /// Whether this is a quantity and not a row.
            pub fn is_gauge(self) -> bool { Self::GAUGES.contains(&self) }
        }

        /// A row of any table.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Row { $($(#[$doc])* $name(Box<$ty>),)+ }

        impl Row {
            /// The table it belongs to.
            pub fn table(&self) -> Table {
                match self { $(Self::$name(_) => Table::$name,)+ }
            }
            /// Its body as JSON.
            pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
                match self { $(Self::$name(row) => serde_json::to_vec(row),)+ }
            }
            /// A row of that table from its JSON.
            pub fn from_json(table: Table, json: &[u8]) -> serde_json::Result<Self> {
                match table {
                    $(Table::$name => crate::json::read(json).map(Self::$name),)+
                    _ => Err(serde::de::Error::custom("a quantity has no row")),
                }
            }
        }

        $(impl Record for $ty {
            const TABLE: Table = Table::$name;
            fn wrap(self) -> Row { Row::$name(Box::new(self)) }
            fn of(row: &Row) -> Option<&Self> {
                match row { Row::$name(it) => Some(it), _ => None }
            }
        })+
    };
}

/// A type that is the row of a table.
pub trait Record: Sized {
    /// Its table.
    const TABLE: Table;
    /// As a row of any table.
    fn wrap(self) -> Row;
    /// Back from a row of any table; `None` for a row of another table.
    fn of(row: &Row) -> Option<&Self>;
    /// The key of the row with that id.
    fn key(id: Uid) -> Key {
        Key { table: Self::TABLE, id }
    }
}

tables! {
    rows {
        /// Tickets, by id.
        Ticket(Ticket) = 1 "ticket",
        /// Outside objects, by platform, shop, type and id.
        Source(Source) = 2 "source",
        /// Sources of an order, folded.
        Docket(Docket) = 3 "docket",
        /// Orders.
        Order(Order) = 4 "order",
        /// Parcels.
        Parcel(Parcel) = 5 "parcel",
        /// Messages.
        Message(Message) = 6 "message",
        /// Conversations.
        Conversation(Conversation) = 7 "conversation",
        /// Buyers' accounts.
        Account(Account) = 8 "account",
        /// Customers.
        Customer(Customer) = 9 "customer",
        /// Articles.
        Product(Product) = 11 "product",
        /// Articles as shops list them.
        Listing(Listing) = 12 "listing",
        /// Merchant codes and barcodes.
        ProductCode(ProductCode) = 13 "product_code",
        /// Shows.
        Show(Show) = 14 "show",
        /// Shows of a room, and of a shop.
        ShowIndex(ShowIndex) = 15 "show_index",
        /// Agents.
        Agent(Agent) = 16 "agent",
        /// Agents of a group.
        Roster(Roster) = 17 "roster",
        /// The configuration: one row.
        Config(Config) = 18 "config",
        /// Jobs.
        Job(Job) = 19 "job",
        /// Receipts of commands.
        Receipt(Receipt) = 20 "receipt",
        /// Internal tasks.
        Task(Task) = 21 "task",
        /// Payloads.
        Raw(Raw) = 22 "raw",
        /// Connections of shops.
        ShopState(ShopState) = 23 "shop_state",
        /// Payloads that could not be read.
        Quarantine(Quarantine) = 24 "quarantine",
        /// Running numbers: one row.
        Sequence(Sequence) = 25 "sequence",
        /// Who named an order number that nothing is known of yet.
        Mention(Mentions) = 26 "mention",
        /// Accounts as the matching sees them.
        IdNode(IdNode) = 27 "id_node",
        /// Accounts that share a value.
        IdBucket(IdBucket) = 28 "id_bucket",
        /// Long lists that hang on those.
        IdPage(IdPage) = 29 "id_page",
        /// Customers of several accounts.
        IdEntity(IdEntity) = 30 "id_entity",
        /// What people decided about who is who.
        IdDecision(IdDecision) = 31 "id_decision",
        /// Phones that keep a copy of somebody's work.
        Device(Device) = 32 "device",
        /// Pieces of articles, as counted.
        Stock(Stock) = 33 "stock",
    }
    gauges {
        /// Units of work an agent has.
        AgentLoad = 101 "agent_load",
        /// Minor units of an order that went back or are on their way back.
        OrderMoney = 102 "order_money",
        /// Tickets of a queue that nobody has.
        QueueWaiting = 103 "queue_waiting",
        /// When an agent was given a ticket last: whose turn it is among equally loaded ones. No sum of anything.
        AgentTurn = 104 "agent_turn",
        /// Tickets in an agent's hands: all, those of each queue, those of each channel.
        AgentTickets = 105 "agent_tickets",
        /// Pieces of an article that are set aside for buyers.
        StockHeld = 106 "stock_held",
        /// Until when the lease of an agent holds, since when they are gone, how many offers they missed. No sum of anything.
        AgentPresence = 107 "agent_presence",
        /// Tickets of a queue that were handled, by how long that took.
        QueueHandled = 110 "queue_handled",
        /// Tasks of a group that the desk is to give to somebody and that nobody has.
        TaskWaiting = 111 "task_waiting",
        /// How often the load of an agent was put right after it had drifted. No sum of anything.
        AgentMends = 120 "agent_mends",
    }
}

/// The exact key of a row or quantity within a tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The table.
    pub table: Table,
    /// The id in it.
    pub id: Uid,
}

impl Key {
    /// A key.
    pub fn new(table: Table, id: Uid) -> Self {
        Self { table, id }
    }
}

/// What a look-up found. A key without a slot was not loaded.
#[derive(Clone, Debug)]
pub enum Slot {
    /// There is no such row.
    Absent,
    /// The row, and the commit number that wrote it.
    Row {
        /// The tenant's commit number when it was written.
        version: i64,
        /// The row.
        row: Arc<Row>,
    },
    /// The value of a quantity.
    Gauge(i64),
}

impl Slot {
    /// The version for later comparison: 0 for absent rows.
    pub fn version(&self) -> i64 {
        match self {
            Self::Row { version, .. } => *version,
            Self::Absent | Self::Gauge(_) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words_are_unique_and_found_again() {
        let all: Vec<Table> = Table::ROWS.iter().chain(Table::GAUGES).copied().collect();
        for (i, a) in all.iter().enumerate() {
            assert_eq!(Table::from_number(a.number()), Some(*a));
            assert!(all.iter().skip(i + 1).all(|b| b.as_str() != a.as_str()));
        }
        assert_eq!(Table::from_number(99), None);
    }

    #[test]
    fn rows_round_trip_through_json() {
        let row = Sequence { tickets: 7 }.wrap();
        let json = row.to_json().unwrap();
        assert_eq!(Row::from_json(Table::Sequence, &json).unwrap(), row);
        assert!(Row::from_json(Table::AgentLoad, &json).is_err());
        assert!(Sequence::of(&row).is_some() && Receipt::of(&row).is_none());
    }
}
