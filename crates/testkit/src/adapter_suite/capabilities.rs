//! What is declared works, and what is not declared says so and says what to do instead.
use aftersync_core::ErrorKind;
use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::ActionVerb;
use aftersync_core::model::aftersale::{AccountRef, AfterSale};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::order::{Attribution, OrderSnapshot};
use aftersync_core::platform::{Delivery, HttpRequest, Support, WaysIn};

use super::{Findings, Law, Subject};

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "what is declared has a sample",
        run: sampled,
    },
    Law {
        name: "what is not declared is unsupported, and says what to do instead",
        run: unsupported,
    },
    Law {
        name: "the reasons of a decision are those that fit it",
        run: reasons,
    },
    Law {
        name: "declared ids of buyers and hosts are there",
        run: people,
    },
    Law {
        name: "the numbers of the declaration make sense",
        run: numbers,
    },
];

/// Notes unless it is refused as unsupported, with advice.
pub(super) fn is_unsupported<T>(result: Result<T>, what: &str, found: &mut Findings) {
    match result {
        Ok(_) => found.note(format!("{what}: not refused")),
        Err(e) => {
            found.want(e.kind() == ErrorKind::Unsupported, || {
                format!("{what}: {} instead of unsupported", e.kind().as_str())
            });
            found.want(has_advice(&e), || {
                format!("{what}: the error does not say what to do instead")
            });
        }
    }
}

fn has_advice(e: &Error) -> bool {
    e.advice().is_some_and(|advice| !advice.is_empty())
}

fn sampled(subject: &Subject, found: &mut Findings) {
    let can = subject.adapter.capabilities();
    let pushes = can.webhook != WaysIn::None;
    found.want(pushes == subject.signer.is_some(), || {
        "pushes are declared and there is no signer, or the other way".to_owned()
    });
    found.want(!pushes || !subject.pushes.is_empty(), || "no pushes".to_owned());
    for object in can.after_sales {
        found.want(can.can_read(object), || {
            format!("`{object}` is an after-sale that cannot be read")
        });
        let unknown = subject
            .unknown_statuses
            .iter()
            .any(|sample| sample.object.object == *object);
        found.want(unknown, || format!("no `{object}` of unknown status"));
    }
    for object in can.detail {
        match subject.details.iter().find(|sample| sample.object.object == *object) {
            Some(sample) => {
                let asked = subject.adapter.detail_request(&subject.call(), &sample.object);
                built(asked, &format!("asking for `{object}`"), found);
            }
            None => found.note(format!("no `{object}`")),
        }
    }
    if can.poll {
        found.want(!subject.polls.is_empty(), || "no poll".to_owned());
        built(
            subject.adapter.poll_request(&subject.call(), &subject.window()),
            "asking for the widest window",
            found,
        );
    }
    found.want(can.reasons != subject.reasons.is_empty(), || {
        "reasons are declared without a sample, or the other way".to_owned()
    });
    found.want(can.tokens_expire != subject.tokens.is_empty(), || {
        "tokens end and there is no sample, or the other way".to_owned()
    });
    found.want(!subject.statuses.is_empty(), || "no status table".to_owned());
    found.want(!subject.errors.is_empty(), || "no error table".to_owned());
}

/// A reason that the platform takes with another decision only would be refused by it, so it is not offered.
fn reasons(subject: &Subject, found: &mut Findings) {
    let call = subject.call();
    for sample in &subject.reasons {
        let what = format!("reasons of {} for {}", sample.verb, sample.seen.raw_status);
        built(
            subject.adapter.reasons_request(&call, &sample.seen, sample.verb),
            &what,
            found,
        );
        found.want(!sample.fits.is_empty(), || format!("{what}: the sample has none"));
        match subject
            .adapter
            .reasons_read(&call, &sample.seen, sample.verb, &sample.answer)
        {
            Ok(list) => {
                let codes: Vec<&str> = list.iter().map(|reason| reason.code.as_str()).collect();
                found.want(codes == sample.fits, || {
                    format!("{what}: {codes:?} instead of {:?}", sample.fits)
                });
            }
            Err(e) => found.note(format!("{what} cannot be read: {e}")),
        }
    }
}

/// A request that can be sent.
pub(super) fn built(request: Result<HttpRequest>, what: &str, found: &mut Findings) {
    match request {
        Ok(request) => found.want(request.url.starts_with("http"), || format!("{what}: no address")),
        Err(e) => found.note(format!("{what}: {e}")),
    }
}

fn unsupported(subject: &Subject, found: &mut Findings) {
    let (adapter, can, call) = (&subject.adapter, subject.adapter.capabilities(), subject.call());
    if can.webhook == WaysIn::None {
        is_unsupported(
            adapter.verify(&subject.app, &Delivery::default(), subject.now),
            "a push",
            found,
        );
    }
    if !can.poll {
        is_unsupported(adapter.poll_request(&call, &subject.window()), "a poll", found);
    }
    for object in ["aftersale", "order", "coupon"]
        .into_iter()
        .filter(|object| !can.can_read(object))
    {
        is_unsupported(
            adapter.detail_request(&call, &subject.object(object)),
            &format!("reading `{object}`"),
            found,
        );
    }
    let seen = subject.after_sale(can.after_sales.first().copied().unwrap_or("aftersale"));
    for verb in ActionVerb::ALL {
        let may_have_reasons = matches!(verb, ActionVerb::Reject | ActionVerb::RejectReturn);
        if !can.reasons || !may_have_reasons {
            is_unsupported(
                adapter.reasons_request(&call, &seen, *verb),
                &format!("reasons of {verb}"),
                found,
            );
        }
    }
    match &subject.consent {
        Some(app) => {
            let url = adapter.authorize_url(app, "state-1").unwrap_or_default();
            found.want(url.starts_with("https://") && url.contains("state-1"), || {
                "the page of consent has no address or no state".to_owned()
            });
        }
        None => found.want(adapter.authorize_url(&subject.app, "s").is_none(), || {
            "a page of consent that is not declared".to_owned()
        }),
    }
}

/// All after-sales of the samples.
pub(super) fn after_sales(subject: &Subject) -> Vec<AfterSale> {
    let bodies = bodies(subject).into_iter();
    bodies
        .filter_map(|body| {
            if let FactBody::AfterSale(it) = body {
                Some(*it)
            } else {
                None
            }
        })
        .collect()
}

fn orders(subject: &Subject) -> Vec<OrderSnapshot> {
    let bodies = bodies(subject).into_iter();
    bodies
        .filter_map(|body| {
            if let FactBody::Order(it) = body {
                Some(*it)
            } else {
                None
            }
        })
        .collect()
}

fn bodies(subject: &Subject) -> Vec<FactBody> {
    let call = subject.call();
    let read = |sample: &super::Sample| subject.adapter.detail_read(&call, &sample.object, &sample.answer).ok();
    let facts = subject.details.iter().filter_map(read).flat_map(|parsed| parsed.facts);
    facts.map(|fact| fact.body).collect()
}

fn people(subject: &Subject, found: &mut Findings) {
    let can = subject.adapter.capabilities();
    let (after_sales, orders) = (after_sales(subject), orders(subject));
    let accounts: Vec<&AccountRef> = after_sales
        .iter()
        .filter_map(|it| it.account.as_ref())
        .chain(orders.iter().filter_map(|it| it.account.as_ref()))
        .collect();
    found.want(accounts.is_empty() == can.identity.is_empty(), || {
        format!(
            "{} ids of buyers are declared and {} are read",
            can.identity.len(),
            accounts.len()
        )
    });
    each_key(subject, found);
    let hosted = orders
        .iter()
        .flat_map(|order| &order.lines)
        .any(|line| line.host.is_some() || line.room.is_some());
    if can.live == Attribution::ByPlatform {
        found.want(hosted, || {
            "the platform is said to name hosts, and no sample names one".to_owned()
        });
    }
    found.want(
        can.chat == (can.action(ActionVerb::SendMessage) != Support::Unsupported),
        || "writing to buyers is declared in one place and not in the other".to_owned(),
    );
}

/// Every declared id of a buyer is really read, as the account's own or as one that goes with it.
fn each_key(subject: &Subject, found: &mut Findings) {
    let facts = bodies(subject);
    for key in subject.adapter.capabilities().identity {
        let Some((_, value)) = subject.people.iter().find(|(name, _)| *name == key.name) else {
            found.note(format!("`{}` is declared and no sample holds one", key.name));
            continue;
        };
        let reads = |body: &FactBody| match body {
            FactBody::AfterSale(it) => is_account(it.account.as_ref(), value) && !key.linkable,
            FactBody::Order(it) => is_account(it.account.as_ref(), value) && !key.linkable,
            FactBody::Contact { keys, .. } => keys.iter().any(|it| it.value == *value && it.linkable == key.linkable),
            _ => false,
        };
        found.want(facts.iter().any(reads), || {
            format!("`{}` is declared and is not read of the samples", key.name)
        });
    }
}

fn is_account(account: Option<&AccountRef>, uid: &str) -> bool {
    account.is_some_and(|account| account.uid == uid)
}

fn numbers(subject: &Subject, found: &mut Findings) {
    let can = subject.adapter.capabilities();
    found.want(!can.kinds.is_empty() && !can.after_sales.is_empty(), || {
        "it has no kind or no type of after-sale".to_owned()
    });
    found.want(can.calls_per_second > 0, || "no call may be made".to_owned());
    if can.poll {
        found.want(
            can.poll_window_ms > 0 && (0..can.poll_window_ms).contains(&can.poll_overlap_ms),
            || "windows do not move on, or do not overlap".to_owned(),
        );
    }
    for (at, (verb, support)) in can.actions.iter().enumerate() {
        found.want(*support != Support::Unsupported, || {
            format!("{verb} is declared as unsupported: leave it out")
        });
        found.want(
            can.actions
                .iter()
                .skip(at.saturating_add(1))
                .all(|(other, _)| other != verb),
            || format!("{verb} is declared twice"),
        );
    }
}
