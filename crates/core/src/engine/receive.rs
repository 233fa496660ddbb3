//! Webhooks: verified, taken apart by shop, acknowledged when all of it is committed.
use std::collections::BTreeSet;
use tracing::Instrument;

use crate::error::{Error, ErrorKind, Result};
use crate::limits::{MAX_BODY_BYTES, MAX_JSON_DEPTH, MAX_MESSAGES_PER_DELIVERY};
use crate::model::fact::Fact;
use crate::model::ids::{AppId, Platform, ShopId, Tenant};
use crate::platform::{Delivery, HttpReply, Parsed, Signal, Unreadable, Verdict, Warning, nested_too_deep};

use super::engine::{Engine, UNROUTED};
use super::input::What;
use super::keep::quarantine;
use super::later::Later;
use super::routes::Map;

/// What became of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What the host must answer, exactly so: a yes when everything is committed, else a no, and the platform sends it again.
    pub reply: HttpReply,
    /// Facts and signals taken in, those among them that were known already.
    pub taken: usize,
    /// Parts that could not be read or belong to no known shop: kept whole.
    pub kept: usize,
}

/// One part of a delivery on its way to its merchant.
enum Part {
    Fact(Box<Fact>),
    Signal(Signal),
    Unreadable(Unreadable),
    Warning(Warning),
}

impl Part {
    fn shop(&self, platform: &Platform) -> Option<(Platform, ShopId)> {
        match self {
            Self::Fact(fact) => Some((fact.platform.clone(), fact.shop.clone())),
            Self::Signal(signal) => Some((signal.object.platform.clone(), signal.object.shop.clone())),
            Self::Warning(warning) => Some((platform.clone(), warning.shop.clone())),
            Self::Unreadable(part) => part.shop.clone().map(|shop| (platform.clone(), shop)),
        }
    }
}

impl Engine {
    /// Takes in a webhook of an application: verify, read, find each merchant by shop, commit, acknowledge.
    ///
    /// A connectivity check is acknowledged without a trace. A hint costs one job; a proven and complete message is taken
    /// as facts. What cannot be read, and what belongs to no known shop, is kept whole and acknowledged too.
    ///
    /// # Errors
    /// Nothing is stored with any of these; answer with [`Engine::refusal`].
    /// `Signature` when it is not genuine, `NotFound` for an unknown application, `Malformed` when it is too large, too
    /// deep or not readable at all. A store that fails is no error here: the receipt's reply then says no.
    pub fn receive(&self, app: impl Into<AppId>, delivery: Delivery) -> Later<Receipt> {
        let (engine, app) = (self.clone(), app.into());
        let span = tracing::debug_span!("receive", %app, bytes = delivery.body.len());
        Later::of(async move { engine.take_delivery(&app, delivery).await }.instrument(span))
    }

    /// What to answer a sender whose delivery was refused. It tells a stranger nothing but the status.
    pub fn refusal(error: &Error) -> HttpReply {
        let status = match error.kind() {
            ErrorKind::Signature | ErrorKind::Unauthorized => 401,
            ErrorKind::Forbidden => 403,
            ErrorKind::NotFound | ErrorKind::Config => 404,
            ErrorKind::Malformed | ErrorKind::Unsupported | ErrorKind::Rejected => 400,
            ErrorKind::RateLimited | ErrorKind::Unavailable | ErrorKind::Conflict => 503,
            _ => 500,
        };
        HttpReply {
            status,
            content_type: "text/plain",
            body: Vec::new(),
        }
    }

    async fn take_delivery(&self, app: &AppId, delivery: Delivery) -> Result<Receipt> {
        bounded(&delivery.body)?;
        let app = self.app(app)?;
        let adapter = self.adapter(&app.platform)?;
        let verdict = adapter.verify(&app.credentials, &delivery, self.now())?;
        let (parsed, content) = match verdict {
            Verdict::Probe(reply) => {
                return Ok(Receipt {
                    reply,
                    taken: 0,
                    kept: 0,
                });
            }
            Verdict::Hint(hint) => (adapter.peek(&app.credentials, &hint)?, hint.content),
            Verdict::Verified(verified) => (adapter.parse(&app.credentials, &verified)?, verified.content),
        };
        let parts = parts(parsed)?;
        let shops: BTreeSet<_> = parts.iter().filter_map(|part| part.shop(&app.platform)).collect();
        let shops: Vec<_> = shops.into_iter().collect();
        let taken = match self.route(&shops).await {
            Ok(routes) => self.take_parts(&app.platform, parts, &routes, &content).await,
            Err(error) => Err(error),
        };
        // The platform's no makes it send again; every part is safe to take twice.
        let (taken, kept) = match taken {
            Ok(counts) => counts,
            Err(error) => {
                tracing::warn!(%error, "a delivery was not taken in");
                return Ok(Receipt {
                    reply: adapter.acknowledge(false),
                    taken: 0,
                    kept: 0,
                });
            }
        };
        Ok(Receipt {
            reply: adapter.acknowledge(true),
            taken,
            kept,
        })
    }

    /// Hands all parts in at once, so that they become one commit, then waits for each.
    async fn take_parts(
        &self,
        platform: &Platform,
        parts: Vec<Part>,
        routes: &Map,
        content: &[u8],
    ) -> Result<(usize, usize)> {
        let mut inputs = Vec::new();
        let mut unknown: BTreeSet<Option<ShopId>> = BTreeSet::new();
        let mut kept = 0;
        for part in parts {
            let shop = part.shop(platform);
            let tenant = shop.as_ref().and_then(|shop| routes.get(shop)).cloned();
            let unrouted = || Tenant::from(UNROUTED);
            match (part, tenant) {
                (Part::Fact(fact), Some(tenant)) => inputs.push((tenant, What::Fact(fact))),
                (Part::Signal(signal), Some(tenant)) => inputs.push((tenant, What::Hint(signal))),
                (Part::Unreadable(part), tenant) => {
                    kept += 1;
                    let what = self.kept(platform, part);
                    inputs.push((tenant.unwrap_or_else(unrouted), what));
                }
                (Part::Warning(warning), Some(tenant)) => {
                    inputs.push((tenant, What::Warning(platform.clone(), warning)))
                }
                // The delivery is kept once for each shop that nobody knows.
                (Part::Fact(_) | Part::Signal(_) | Part::Warning(_), None) => {
                    unknown.insert(shop.map(|(_, shop)| shop));
                }
            }
        }
        for shop in unknown {
            kept += 1;
            let part = Unreadable {
                payload: content.to_vec(),
                reason: "no merchant has this shop".to_owned(),
                shop,
            };
            inputs.push((Tenant::from(UNROUTED), self.kept(platform, part)));
        }
        let total = inputs.len();
        let refused = self.hand_in(platform, inputs, content).await?;
        Ok((total.saturating_sub(kept + refused), kept + refused))
    }

    fn kept(&self, platform: &Platform, part: Unreadable) -> What {
        What::Quarantine(Box::new(quarantine(platform, "webhook", part, self.now())))
    }

    /// Waits for all, and gives how many were kept. What the rules refuse for good is kept whole instead: sent again it would be refused again.
    async fn hand_in(&self, platform: &Platform, inputs: Vec<(Tenant, What)>, content: &[u8]) -> Result<usize> {
        let sent = inputs.into_iter().map(|(tenant, what)| {
            let fact = matches!(what, What::Fact(_));
            let later = self.submit(&tenant, what, Ok);
            async move { (tenant, fact, later.await) }
        });
        let mut refused = 0;
        for (tenant, fact, result) in futures::future::join_all(sent).await {
            let Err(error) = result else { continue };
            if !for_good(&error) {
                return Err(error);
            }
            refused += 1;
            // The rules keep a fact that they refuse; only one that broke them they cannot.
            if fact && error.kind() != ErrorKind::Internal {
                continue;
            }
            let part = Unreadable {
                payload: content.to_vec(),
                reason: error.message().to_owned(),
                shop: None,
            };
            let what = self.kept(platform, part);
            self.submit(&tenant, what, Ok).await?;
        }
        Ok(refused)
    }
}

/// Whether the same input would be refused again.
pub(crate) fn for_good(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Malformed | ErrorKind::Rejected | ErrorKind::Unsupported | ErrorKind::Internal
    )
}

fn parts(parsed: Parsed) -> Result<Vec<Part>> {
    let Parsed {
        facts,
        signals,
        unreadable,
        warnings,
    } = parsed;
    let total = facts.len() + signals.len() + unreadable.len() + warnings.len();
    if total > MAX_MESSAGES_PER_DELIVERY {
        return Err(Error::malformed("too many messages in one delivery")
            .during("engine.receive")
            .with("messages", total)
            .with("limit", MAX_MESSAGES_PER_DELIVERY));
    }
    let facts = facts.into_iter().map(|fact| Part::Fact(Box::new(fact)));
    let signals = signals.into_iter().map(Part::Signal);
    Ok(facts
        .chain(signals)
        .chain(unreadable.into_iter().map(Part::Unreadable))
        .chain(warnings.into_iter().map(Part::Warning))
        .collect())
}

/// What a stranger sends is bounded before anybody looks at it.
fn bounded(body: &[u8]) -> Result<()> {
    if body.len() > MAX_BODY_BYTES {
        return Err(Error::malformed("the body is too large")
            .during("engine.receive")
            .with("bytes", body.len())
            .with("limit", MAX_BODY_BYTES));
    }
    if nested_too_deep(body) {
        return Err(Error::malformed("the body is nested too deep")
            .during("engine.receive")
            .with("limit", MAX_JSON_DEPTH));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn size_and_depth_are_bounded() {
        assert!(bounded(&[b'['; MAX_JSON_DEPTH]).is_ok());
        assert_eq!(
            bounded(&[b'['; MAX_JSON_DEPTH + 1]).unwrap_err().kind(),
            ErrorKind::Malformed
        );
        assert!(bounded(&vec![b'x'; MAX_BODY_BYTES]).is_ok());
        assert!(bounded(&vec![b'x'; MAX_BODY_BYTES + 1]).is_err());
    }
}
