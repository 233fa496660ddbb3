#![doc = include_str!("../../../README.md")]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "sqlite")]
mod open;
#[cfg(feature = "replica")]
mod sync;
#[cfg(feature = "reqwest")]
mod transport;

#[cfg(feature = "sqlite")]
pub use open::{Desk, Opening};
#[cfg(feature = "replica")]
pub use sync::DeskSync;
#[cfg(feature = "reqwest")]
pub use transport::Http;

#[cfg(doctest)]
#[doc = include_str!("../../../docs/identity.md")]
mod documented {}

#[cfg(doctest)]
#[doc = include_str!("../../../docs/warehouse.md")]
mod warehouse_documented {}

#[cfg(all(doctest, feature = "sqlite"))]
#[doc = include_str!("../../../docs/mobile.md")]
mod phones_documented {}

/// Copies of somebody's work on their phones: the phone's half, and what both halves say to each other.
#[cfg(feature = "replica")]
pub mod replica {
    pub use aftersync_core::engine::replica::{
        Bundle, Card, Offer, PROTOCOL, Pushed, Registration, Suggestion, SyncUser,
    };
    pub use aftersync_core::model::device::Device;
    pub use aftersync_core::model::ids::DeviceId;
    pub use aftersync_replica::{
        Access, CopiedTask, CopyQuery, ListedTicket, Options, Pending, PendingState, Replica, Resolution, SyncReport,
        TicketView, wire,
    };
}

/// Who is who: which accounts on which platforms are one customer, and why.
pub mod identity {
    pub use aftersync_core::engine::identity::{
        CustomerChange, IdentityStats, Known, Likely, Observed, OfSize, Questions, Resolver, ReviewPair,
    };
    pub use aftersync_core::identity::{
        Block, Changes, Example, Form, Given, Handle, How, HowStep, IdentityDifference, Kind, Learned, Model,
        Observation, PhoneShown, Relation, Resolution, SharedValue, Trained, Trial, Why, WhyLine, normal,
    };
    pub use aftersync_core::model::identity::{Change, Verb};
}
/// What the warehouse hears of a parcel that it scans ([`TenantDesk::scan`]).
pub mod warehouse {
    pub use aftersync_core::engine::scan::{
        ExpectedLine, ExpectedParcel, ExpectedReturn, FoundBy, InspectionTask, KnownOrder, KnownParcel, OtherTicket,
        ReturnCandidate, Scanned, UnknownParcel,
    };
    pub use aftersync_core::engine::stock::StockLevel;
    pub use aftersync_core::model::stock::{Stock, StockCount};
    pub use aftersync_core::warehouse::{Clue, ScanHints, WeighedClue};
}
pub use aftersync_core::engine::act::{Acting, Doing};
pub use aftersync_core::engine::agents::{AgentQuery, AgentView};
pub use aftersync_core::engine::clock::{Clock, Ids, SeededIds, SystemClock};
pub use aftersync_core::engine::customer::{CustomerView, OrderView, PlacedOrder, Whom};
pub use aftersync_core::engine::customers::CustomerQuery;
pub use aftersync_core::engine::decide::checked::ConfigCheck;
pub use aftersync_core::engine::decide::command::{Allowed, Aside};
pub use aftersync_core::engine::decide::explained::Explained;
pub use aftersync_core::engine::decide::returns::PolicyExplained;
pub use aftersync_core::engine::decide::task::explained::TaskExplained;
pub use aftersync_core::engine::decide::trial::{Placed, Rerouted};
pub use aftersync_core::engine::decide::verdict::{PolicyOutcome, PolicyVerdict};
pub use aftersync_core::engine::decided::Decided;
pub use aftersync_core::engine::desk::{Applied, Ingested, LeasedJob};
pub use aftersync_core::engine::engine::UNROUTED;
pub use aftersync_core::engine::follow::{Follow, Following};
pub use aftersync_core::engine::input::{Effect, End, Outcome};
pub use aftersync_core::engine::loads::LoadDrift;
pub use aftersync_core::engine::orders::OrderQuery;
pub use aftersync_core::engine::poll::PollReport;
pub use aftersync_core::engine::products::{ProductQuery, Similar};
pub use aftersync_core::engine::query::{Page, TicketOrder, TicketQuery, Versioned};
pub use aftersync_core::engine::receive::Receipt;
pub use aftersync_core::engine::reconcile::{Backfilled, Difference, Finding, Reconciling, Report};
pub use aftersync_core::engine::replay::{Deviant, Deviation};
pub use aftersync_core::engine::simulate::{AgentWork, Attained, Differs, GivenOut, Simulation, SimulationQuery};
pub use aftersync_core::engine::sold::{SoldLine, SoldLineQuery};
pub use aftersync_core::engine::tasks::TaskQuery;
pub use aftersync_core::engine::timeline::Moment;
pub use aftersync_core::engine::trial::{Trial, TrialQuery};
pub use aftersync_core::engine::worker::{Tally, Worked};
pub use aftersync_core::engine::{Desk as TenantDesk, Engine, EngineBuilder, EngineOptions, Later};
pub use aftersync_core::import;
pub use aftersync_core::insight::{RateRow, rate_table};
pub use aftersync_core::model;
pub use aftersync_core::model::action::{Action, ActionVerb};
pub use aftersync_core::model::aftersale::{AccountRef, AfterSale, AfterSaleLine, ObjectName};
pub use aftersync_core::model::agent::{Agent, Presence};
pub use aftersync_core::model::automation::{
    Automation, AutomationDone, AutomationField, AutomationMove, AutomationOn, AutomationStep, AutomationStop,
    AutomationTask, AutomationTell, Occasion, Span, StateAge,
};
pub use aftersync_core::model::axes::{Axes, Headline, Kind, Role, WaitingOn};
pub use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
pub use aftersync_core::model::command::{Act, Actor, Command, Details};
pub use aftersync_core::model::condition::{Attribute, Check, CustomRef, Test};
pub use aftersync_core::model::config::{
    AutoPolicy, Config, QueueConfig, QuietHours, Rule, ShopConfig, SlaTargets, Then, When, Windows,
};
pub use aftersync_core::model::conversation::{About, Channel, Message, MessageSnapshot, Sender};
pub use aftersync_core::model::counter::{CounterId, Dim, Grain, Metric};
pub use aftersync_core::model::customer::{Account, AttestedKey, Customer, IdentityConfig, JoinBy, KeyKind};
pub use aftersync_core::model::event::{AnyEvent, Cursor, Event, EventBody, IdentityVerdict, Recorded};
pub use aftersync_core::model::event_is::{ClockPoint, EventIs};
pub use aftersync_core::model::fact::{Fact, FactBody, Payload};
pub use aftersync_core::model::ids::{
    AccountId, AgentId, AppId, CustomerId, CustomerKey, DecisionId, JobId, MessageId, OrderId, Platform, ProductId,
    QuarantineId, QueueId, ShopId, ShowId, SourceId, TaskId, Tenant, TicketId, Uid,
};
pub use aftersync_core::model::issue::IssueType;
pub use aftersync_core::model::job::{Job, JobBody, JobKind, ObjectRef};
pub use aftersync_core::model::money::{Currency, Money};
pub use aftersync_core::model::number::TicketNumber;
pub use aftersync_core::model::offer::{OfferTerms, Offered, Reservation};
pub use aftersync_core::model::order::{HostRef, Order, OrderLine, OrderSnapshot, OrderState, Receiver};
pub use aftersync_core::model::presence::{Absence, PresenceCause, PresenceConfig};
pub use aftersync_core::model::returns::{
    InstantRefund, ReturnAction, ReturnList, ReturnPolicy, ReturnReason, ReturnWindow, Trust, WindowStart,
};
pub use aftersync_core::model::selection::{Floor, RouteStep, SkillTier, SkipIf, Strategy};
pub use aftersync_core::model::shipment::{ParcelRef, ParcelSnapshot, ParcelState};
pub use aftersync_core::model::shop::TokenPair;
pub use aftersync_core::model::show::{Room, Show};
pub use aftersync_core::model::ticket::{LineOutcome, Ticket};
pub use aftersync_core::model::ticket_row::TicketRow;
pub use aftersync_core::model::time::Timestamp;
pub use aftersync_core::model::trigger::Trigger;
pub use aftersync_core::platform::{
    AppCredentials, Capabilities, Delivery, HttpReply, HttpRequest, HttpResponse, Method, PlatformAdapter, Reason,
    Signal, Transport,
};
pub use aftersync_core::returns::{ReturnOffer, ReturnTerms};
pub use aftersync_core::routing::{
    AgentOverride, Choice, Considered, Document, Placement, Problem, QueueOverride, Refusal, RouteAttributes,
    RouteOverrides,
};
pub use aftersync_core::store::{BlobHash, BlobStore, CounterQuery, EventPage, TicketStore};
pub use aftersync_core::{Error, ErrorKind, Phase, Result, Retry, Secret};
pub use aftersync_platforms as platforms;
#[cfg(feature = "replica")]
pub use aftersync_seal::{Fault as SealFault, Key as DataKey, KeyProvider, LocalKeys, Sealing, TokenVault};
#[cfg(feature = "sqlite")]
pub use aftersync_sqlite::{Durability, Options as FileOptions, SqliteStore};
