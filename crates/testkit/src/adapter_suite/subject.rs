//! What the suite must be given of an adapter: who signs, what genuine answers look like, what its tables say.
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use aftersync_core::Secret;
use aftersync_core::error::{ErrorKind, Retry};
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::claim::Claim;
use aftersync_core::model::ids::ShopId;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{AppCredentials, Call, Delivery, HttpResponse, PlatformAdapter, PollCursor};

/// Where a value stands in a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// In a header of that name.
    Header(&'static str),
    /// In the query under that name.
    Query(&'static str),
}

impl Field {
    /// The value.
    pub fn of(self, delivery: &mut Delivery) -> Option<&mut String> {
        let (name, list) = self.list(delivery);
        list.iter_mut()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
    /// The delivery without it.
    pub fn removed(self, delivery: &Delivery) -> Delivery {
        let mut copy = delivery.clone();
        let (name, list) = self.list(&mut copy);
        list.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
        copy
    }
    fn list(self, delivery: &mut Delivery) -> (&'static str, &mut Vec<(String, String)>) {
        match self {
            Self::Header(name) => (name, &mut delivery.headers),
            Self::Query(name) => (name, &mut delivery.query),
        }
    }
}

/// How a platform signs what it pushes.
#[derive(Clone, Debug)]
pub struct Signer {
    /// Makes a genuine delivery of that content at that time.
    pub deliver: fn(&AppCredentials, &[u8], Timestamp) -> Delivery,
    /// Where the signature stands.
    pub signature: Field,
    /// What else must be there and is checked: a flipped character of any of them fails.
    pub fields: &'static [Field],
    /// The part of a body that is signed.
    pub signed_part: fn(&[u8]) -> Range<usize>,
    /// The names of the secrets that it is signed with: `secret`, or a key of `extra`.
    pub secrets: &'static [&'static str],
    /// How old or how far ahead a delivery may be, in milliseconds, where the platform gives a time with it.
    pub fresh_ms: Option<i64>,
}

/// A genuine answer about one object.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The object.
    pub object: ObjectRef,
    /// The answer.
    pub answer: HttpResponse,
    /// It only leads to other objects: nothing is read of this one itself.
    pub leads: bool,
}

/// An action that the platform takes for this verb, and an answer that says it was done.
#[derive(Clone, Debug)]
pub struct Deed {
    /// The action.
    pub action: Action,
    /// The answer.
    pub done: HttpResponse,
}

/// A decision whose reasons are asked for.
#[derive(Clone, Debug)]
pub struct ReasonSample {
    /// The after-sale it is about.
    pub seen: AfterSale,
    /// What is decided.
    pub verb: ActionVerb,
    /// The answer, which may name reasons for other decisions too.
    pub answer: HttpResponse,
    /// The codes that fit, in the order of the answer.
    pub fits: &'static [&'static str],
}

/// One row of a status table, for one kind of after-sale.
#[derive(Clone, Debug)]
pub struct StatusRow {
    /// For people.
    pub name: String,
    /// The kind.
    pub kind: Kind,
    /// What it does to the axes.
    pub claim: Claim,
    /// The headline of a fresh ticket under it.
    pub means: Headline,
}

/// One row of an error table.
#[derive(Clone, Debug)]
pub struct ErrorRow {
    /// The code.
    pub code: String,
    /// The sub code.
    pub sub: String,
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// How to try again.
    pub retry: Retry,
    /// Whether a write may have taken effect all the same.
    pub unclear: bool,
}

/// Everything the suite must know of one adapter.
#[derive(Clone)]
pub struct Subject {
    /// The adapter.
    pub adapter: Arc<dyn PlatformAdapter>,
    /// The application, without any switch on.
    pub app: AppCredentials,
    /// All switches there are.
    pub switches: Vec<String>,
    /// The shop of the samples.
    pub shop: ShopId,
    /// What the shop is configured with.
    pub settings: BTreeMap<String, String>,
    /// The clock of the samples.
    pub now: Timestamp,
    /// How pushes are signed; `None` when nothing is pushed.
    pub signer: Option<Signer>,
    /// Contents of pushes, one message each.
    pub pushes: Vec<Vec<u8>>,
    /// Whether a message can be told from every other one: by the id the platform gives it, or by what it says.
    pub messages_named: bool,
    /// Contents that name an event which does not exist.
    pub unknown_events: Vec<Vec<u8>>,
    /// Whole connectivity checks.
    pub probes: Vec<Delivery>,
    /// What the platform wants to hear when all was taken in: status and body.
    pub acknowledged: (u16, &'static [u8]),
    /// One answer at least for every object that can be read.
    pub details: Vec<Sample>,
    /// For every id of buyers that is declared, by name: the value that the samples hold.
    pub people: &'static [(&'static str, &'static str)],
    /// Types of after-sale that are followed only with a switch on.
    pub behind_switch: &'static [&'static str],
    /// Answers with a status that does not exist, one for every type of after-sale.
    pub unknown_statuses: Vec<Sample>,
    /// Answers to a poll; one of them names at least one object.
    pub polls: Vec<(PollCursor, HttpResponse)>,
    /// One at least for every verb that is declared.
    pub deeds: Vec<Deed>,
    /// Decisions whose reasons are asked for, and the answers; empty where the platform names none.
    pub reasons: Vec<ReasonSample>,
    /// Answers with a token, and what is secret in them.
    pub tokens: Vec<(HttpResponse, Vec<String>)>,
    /// Whether a refresh token works once, so that an answer without shape leaves a renewal in doubt.
    pub tokens_once: bool,
    /// An application that has a page of consent.
    pub consent: Option<AppCredentials>,
    /// The status tables.
    pub statuses: Vec<StatusRow>,
    /// The error table.
    pub errors: Vec<ErrorRow>,
    /// An answer that refuses with a code, a sub code and words.
    pub refuse: fn(&str, &str, &str) -> HttpResponse,
    /// A code that no table knows.
    pub unknown_code: &'static str,
}

/// The access token of all calls of the suite.
pub const TOKEN: &str = "act-suite-0123456789abcdef0123456789abcdef";

impl Subject {
    /// A call with the application as it is.
    pub fn call(&self) -> Call {
        self.call_of(self.app.clone())
    }
    /// A call with all switches on.
    pub fn call_with_switches(&self) -> Call {
        self.call_of(self.switched_on())
    }
    /// The application with all switches on.
    pub fn switched_on(&self) -> AppCredentials {
        AppCredentials {
            unconfirmed: self.switches.iter().cloned().collect::<BTreeSet<_>>(),
            ..self.app.clone()
        }
    }
    /// A call of that application.
    pub fn call_of(&self, app: AppCredentials) -> Call {
        Call {
            app: Arc::new(app),
            shop: self.shop.clone(),
            token: Some(Secret::from(TOKEN)),
            now: self.now,
            settings: self.settings.clone(),
        }
    }
    /// All that must never show.
    pub fn secrets(&self) -> Vec<String> {
        let extra = self.app.extra.values().map(|value| value.expose().clone());
        let mut all: Vec<String> = extra.collect();
        all.push(self.app.secret.expose().clone());
        all.push(TOKEN.to_owned());
        all.retain(|secret| secret.len() >= 6);
        all
    }
    /// An after-sale of that type that does not exist.
    pub fn after_sale(&self, object: &str) -> AfterSale {
        AfterSale {
            object: object.to_owned(),
            ..AfterSale::new("100200300400", Kind::RefundOnly, "", self.now)
        }
    }
    /// An object of that type that does not exist.
    pub fn object(&self, kind: &str) -> ObjectRef {
        ObjectRef {
            platform: self.adapter.platform(),
            shop: self.shop.clone(),
            object: kind.to_owned(),
            external_id: "100200300400".to_owned(),
        }
    }
    /// A widest window that ends now.
    pub fn window(&self) -> PollCursor {
        PollCursor {
            from: self
                .now
                .plus(self.adapter.capabilities().poll_window_ms.saturating_neg()),
            to: self.now,
            page: None,
        }
    }
}
