//! Facts and commands: the only ways in.
use aftersync::model::config::Config;
use aftersync::{
    Actor, AppId, Command, CustomerId, Delivery, Fact, JobId, Platform, QuarantineId, ShopId, Signal, TokenPair,
};
use futures::executor::block_on;
use futures::future::join_all;
use schemars::JsonSchema;
use serde::Deserialize;

use super::results::{CommandAnswer, FactAnswer, WebhookReply};
use crate::bytes::Bytes;
use crate::method::{Method, Way, direct, later, with_body};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Webhook {
    /// The application it came for.
    app: AppId,
    /// The headers, as received.
    #[serde(default)]
    headers: Vec<(String, String)>,
    /// The query, decoded once.
    #[serde(default)]
    query: Vec<(String, String)>,
    /// The path, without host and query.
    #[serde(default)]
    path: String,
}

impl Webhook {
    fn delivery(self, body: Vec<u8>) -> Delivery {
        Delivery {
            path: self.path,
            query: self.query,
            headers: self.headers,
            body,
        }
    }
}

/// One webhook, as it was received.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Pushed {
    /// The body, byte by byte.
    body: Bytes,
    /// The headers, as received.
    #[serde(default)]
    headers: Vec<(String, String)>,
    /// The query, decoded once.
    #[serde(default)]
    query: Vec<(String, String)>,
    /// The path, without host and query.
    #[serde(default)]
    path: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AllPushed {
    /// The application they came for.
    app: AppId,
    /// The webhooks.
    deliveries: Vec<Pushed>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Facts {
    /// What happened.
    facts: Vec<Fact>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Hinted {
    /// Where to look.
    signal: Signal,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct One {
    /// What is wanted, and by whom.
    command: Command,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Many {
    /// What is wanted, and by whom.
    commands: Vec<Command>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Configured {
    /// The whole document.
    #[serde(deserialize_with = "aftersync::model::config::object")]
    config: Box<Config>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Connected {
    /// The platform.
    platform: Platform,
    /// The shop.
    shop: ShopId,
    /// Its tokens, if they are at hand.
    #[serde(default)]
    tokens: Option<TokenPair>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Forgotten {
    /// Who wants it.
    actor: Actor,
    /// Whom to forget.
    customer: CustomerId,
    /// Even while tickets of theirs are open.
    #[serde(default)]
    force: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Redriven {
    /// Who wants it.
    actor: Actor,
    /// Which job.
    job: JobId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Kept {
    /// Which payload.
    id: QuarantineId,
}

pub(super) fn methods() -> Vec<Method> {
    vec![
        with_body(
            "receive",
            Way::Lane,
            "Takes in a webhook of an application: verified, read, committed. Gives what to answer. An error means that \
             nothing was stored; `webhook` words the answer for that too.",
            |desk, p: Webhook, body| desk.engine().receive(p.app.clone(), p.delivery(body)),
            |receipt| receipt.map(WebhookReply::taken),
        ),
        with_body(
            "webhook",
            Way::Lane,
            "Takes in a webhook like `receive`, and gives what to answer in any case: a refused one has `refused` set.",
            |desk, p: Webhook, body| desk.engine().receive(p.app.clone(), p.delivery(body)),
            |receipt| Ok(receipt.map_or_else(|e| WebhookReply::refused(&e), WebhookReply::taken)),
        ),
        direct(
            "receive_all",
            Way::Blocks,
            "Takes in webhooks of an application, all handed in at once: for a queue that has piled up. The answers come in \
             the same order, each as `webhook` gives it.",
            |desk, p: AllPushed| {
                let receive = |pushed: Pushed| {
                    let delivery = Delivery {
                        path: pushed.path,
                        query: pushed.query,
                        headers: pushed.headers,
                        body: pushed.body.0,
                    };
                    desk.engine().receive(p.app.clone(), delivery)
                };
                let all = block_on(join_all(p.deliveries.into_iter().map(receive)));
                let reply = |receipt: aftersync::Result<_>| {
                    receipt.map_or_else(|e| WebhookReply::refused(&e), WebhookReply::taken)
                };
                Ok(all.into_iter().map(reply).collect::<Vec<_>>())
            },
        ),
        later(
            "ingest",
            Way::Lane,
            "Takes facts in, all handed in at once. The answers come in the same order, each with its own error.",
            |desk, p: Facts| desk.ingest(p.facts),
            |answers| answers.into_iter().map(FactAnswer::from).collect::<Vec<_>>(),
        ),
        later(
            "hint",
            Way::Lane,
            "Says where to look: one job reads the object again.",
            |desk, p: Hinted| desk.hint(p.signal),
            |done| done,
        ),
        later(
            "execute",
            Way::Lane,
            "Applies a command. Give it a key, and it is applied once and answered the same way again.",
            |desk, p: One| desk.execute(p.command),
            |applied| applied,
        ),
        later(
            "execute_all",
            Way::Lane,
            "Applies commands, all handed in at once. The answers come in the same order, each with its own error: one that \
             is refused does not stop the others.",
            |desk, p: Many| desk.execute_all(p.commands),
            |answers| answers.into_iter().map(CommandAnswer::from).collect::<Vec<_>>(),
        ),
        later(
            "configure",
            Way::Lane,
            "Publishes a configuration: the whole document. The answer says what is probably a slip in it (`warnings`); it is \
             published all the same.",
            |desk, p: Configured| desk.configure(*p.config),
            |applied| applied,
        ),
        later(
            "connect",
            Way::Lane,
            "Connects a shop, or hands its tokens over. Sealed where the store has a key.",
            |desk, p: Connected| desk.connect(p.platform, p.shop, p.tokens),
            |done| done,
        ),
        later(
            "forget",
            Way::Lane,
            "Forgets a customer: all that is personal goes, here and out of reach in every copy; figures stay.",
            |desk, p: Forgotten| desk.forget(p.actor, p.customer, p.force),
            |applied| applied,
        ),
        later(
            "redrive",
            Way::Lane,
            "Sets a dead letter going again.",
            |desk, p: Redriven| desk.redrive(p.actor, p.job),
            |applied| applied,
        ),
        later(
            "redrive_quarantined",
            Way::Lane,
            "Reads a quarantined payload again, takes in what it finds, and forgets it. Gives how much was taken in.",
            |desk, p: Kept| desk.redrive_quarantined(p.id),
            |taken| taken,
        ),
    ]
}
