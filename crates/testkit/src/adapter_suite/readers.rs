//! Answers: what was asked for is read, what is new survives, what is kept reads the same later.
use aftersync_core::model::claim::Claim;
use aftersync_core::model::fact::{Fact, FactBody};
use aftersync_core::platform::{HttpResponse, Parsed};
use serde_json::{Value, json};

use super::pushes::outcomes;
use super::{Findings, Law, Subject};

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "a genuine answer is read as the object that was asked for",
        run: read,
    },
    Law {
        name: "an answer about another object is not believed",
        run: other_object,
    },
    Law {
        name: "a status that is not known moves nothing and is kept",
        run: unknown_status,
    },
    Law {
        name: "a field that is not known changes nothing",
        run: unknown_fields,
    },
    Law {
        name: "a kept payload reads the same again",
        run: reread,
    },
    Law {
        name: "a page of a poll names objects, and the last is the last",
        run: polls,
    },
    Law {
        name: "a token is read, and ends",
        run: tokens,
    },
];

fn read(subject: &Subject, found: &mut Findings) {
    let call = subject.call();
    for sample in &subject.details {
        let name = format!("{} {}", sample.object.object, sample.object.external_id);
        let parsed = match subject.adapter.detail_read(&call, &sample.object, &sample.answer) {
            Ok(parsed) => parsed,
            Err(e) => {
                found.note(format!("{name}: {e}"));
                continue;
            }
        };
        for lost in &parsed.unreadable {
            found.note(format!("{name}: cannot be read: {}", lost.reason));
        }
        if sample.leads {
            found.want(outcomes(&parsed) > 0, || format!("{name}: it leads nowhere"));
            continue;
        }
        let asked = parsed
            .facts
            .iter()
            .filter(|fact| is_about(fact, &sample.object.external_id));
        found.want(asked.count() == 1, || format!("{name}: not one fact about it"));
        for fact in &parsed.facts {
            found.want(
                fact.platform == subject.adapter.platform() && fact.shop == subject.shop,
                || format!("{name}: a fact of another platform or shop"),
            );
            let can = subject.adapter.capabilities();
            if let FactBody::AfterSale(it) = &fact.body {
                found.want(!it.known || can.kinds.contains(&it.kind), || {
                    format!("{name}: kind {} is not declared", it.kind)
                });
                found.want(can.after_sales.contains(&it.object.as_str()), || {
                    format!("{name}: type `{}` is not declared", it.object)
                });
            }
        }
    }
}

fn is_about(fact: &Fact, id: &str) -> bool {
    match &fact.body {
        FactBody::AfterSale(it) => it.external_id == id,
        FactBody::Order(it) => it.external_id == id,
        FactBody::Unknown { external_id, .. } => external_id.as_deref() == Some(id),
        _ => false,
    }
}

fn other_object(subject: &Subject, found: &mut Findings) {
    let call = subject.call();
    for sample in &subject.details {
        let mut asked = sample.object.clone();
        asked.external_id = "999".to_owned();
        let Ok(parsed) = subject.adapter.detail_read(&call, &asked, &sample.answer) else {
            continue;
        };
        // An answer that does not repeat its id is believed to be about what was asked.
        let foreign = parsed
            .facts
            .iter()
            .any(|fact| is_about(fact, &sample.object.external_id));
        found.want(!foreign, || {
            format!(
                "asked for another, the answer about {} {} was taken",
                sample.object.object, sample.object.external_id
            )
        });
    }
}

fn unknown_status(subject: &Subject, found: &mut Findings) {
    for sample in &subject.unknown_statuses {
        let name = format!("{} {}", sample.object.object, sample.object.external_id);
        let parsed = subject
            .adapter
            .detail_read(&subject.call_with_switches(), &sample.object, &sample.answer);
        let parsed = match parsed {
            Ok(parsed) => parsed,
            Err(e) => {
                found.note(format!("{name}: {e}"));
                continue;
            }
        };
        let mut seen = 0;
        for fact in &parsed.facts {
            let FactBody::AfterSale(it) = &fact.body else { continue };
            seen += 1;
            found.want(!it.known, || {
                format!("{name}: status {} is taken for a known one", it.raw_status)
            });
            found.want(it.claim == Claim::default(), || {
                format!("{name}: status {} moves something", it.raw_status)
            });
            found.want(it.ended_at.is_none(), || {
                format!("{name}: status {} ends it", it.raw_status)
            });
            found.want(!it.raw_status.is_empty(), || format!("{name}: the raw status is lost"));
        }
        found.want(seen > 0, || format!("{name}: the object is lost"));
    }
}

/// A value with a field that nobody knows in every object.
fn with_more(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut more: serde_json::Map<String, Value> = fields
                .iter()
                .map(|(key, inner)| (key.clone(), with_more(inner)))
                .collect();
            more.insert("zz_not_known".to_owned(), json!({"a": [1, "b", null]}));
            Value::Object(more)
        }
        Value::Array(items) => Value::Array(items.iter().map(with_more).collect()),
        Value::String(text) => match serde_json::from_str::<Value>(text) {
            Ok(inner @ Value::Object(_)) => Value::String(with_more(&inner).to_string()),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

fn more(bytes: &[u8]) -> Option<Vec<u8>> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    Some(with_more(&value).to_string().into_bytes())
}

/// All but the payloads, which hold every field there is.
fn without_payload(mut parsed: Parsed) -> Parsed {
    parsed.facts.iter_mut().for_each(|fact| fact.raw = None);
    parsed
}

fn unknown_fields(subject: &Subject, found: &mut Findings) {
    let call = subject.call();
    for sample in &subject.details {
        let Some(body) = more(&sample.answer.body) else {
            continue;
        };
        let read = |answer: &HttpResponse| {
            subject
                .adapter
                .detail_read(&call, &sample.object, answer)
                .map(without_payload)
        };
        let (plain, grown) = (
            read(&sample.answer),
            read(&HttpResponse {
                body,
                ..sample.answer.clone()
            }),
        );
        found.want(plain == grown, || {
            format!(
                "{} {}: one more field changes what is read",
                sample.object.object, sample.object.external_id
            )
        });
    }
    for (cursor, answer) in &subject.polls {
        let Some(body) = more(&answer.body) else { continue };
        let read = |answer: &HttpResponse| {
            let page = subject.adapter.poll_read(&call, cursor, answer);
            page.map(|page| {
                (
                    page.next,
                    page.parsed.signals,
                    page.parsed.facts.len(),
                    page.parsed.unreadable.len(),
                )
            })
        };
        let grown = read(&HttpResponse { body, ..answer.clone() });
        found.want(read(answer) == grown, || {
            "one more field changes what is read from a poll".to_owned()
        });
    }
    let Some(signer) = &subject.signer else { return };
    for content in &subject.pushes {
        let Some(grown) = more(content) else { continue };
        let said = |content: &[u8]| {
            let delivery = (signer.deliver)(&subject.app, content, subject.now);
            let verdict = subject.adapter.verify(&subject.app, &delivery, subject.now)?;
            super::pushes::read(subject, &verdict).map(without_payload)
        };
        found.want(said(content) == said(&grown), || {
            "one more field changes what is read from a push".to_owned()
        });
    }
}

fn reread(subject: &Subject, found: &mut Findings) {
    let call = subject.call();
    for sample in &subject.details {
        let Ok(parsed) = subject.adapter.detail_read(&call, &sample.object, &sample.answer) else {
            continue;
        };
        let own = |fact: &&Fact| !sample.leads && is_about(fact, &sample.object.external_id);
        for fact in parsed.facts.iter().filter(own) {
            let name = format!("{} {}", sample.object.object, sample.object.external_id);
            let Some(payload) = &fact.raw else {
                found.note(format!("{name}: nothing is kept of it"));
                continue;
            };
            let again = subject.adapter.reread(&sample.object, &payload.0);
            let same = again.as_ref().is_ok_and(|again| again.facts.contains(fact));
            found.want(same, || format!("{name}: what was kept reads otherwise"));
        }
    }
}

fn polls(subject: &Subject, found: &mut Findings) {
    let call = subject.call();
    let mut named = 0;
    for (cursor, answer) in &subject.polls {
        match subject.adapter.poll_read(&call, cursor, answer) {
            Ok(page) => {
                named += outcomes(&page.parsed).saturating_sub(page.parsed.unreadable.len());
                found.want(page.next.is_none() || page.next != cursor.page, || {
                    "a page leads to itself".to_owned()
                });
                let next = aftersync_core::platform::PollCursor {
                    page: page.next.clone(),
                    ..cursor.clone()
                };
                if page.next.is_some() {
                    super::capabilities::built(
                        subject.adapter.poll_request(&call, &next),
                        "asking for the next page",
                        found,
                    );
                }
            }
            Err(e) => found.note(format!("{e}")),
        }
    }
    found.want(subject.polls.is_empty() || named > 0, || {
        "no sample names an object".to_owned()
    });
}

fn tokens(subject: &Subject, found: &mut Findings) {
    let call = subject.call();
    for (answer, _) in &subject.tokens {
        match subject.adapter.token_read(&call, answer) {
            Ok(pair) => {
                found.want(!pair.access.is_empty(), || "the token is empty".to_owned());
                found.want(pair.expires_at > call.now, || "the token has ended already".to_owned());
            }
            Err(e) => found.note(format!("{e}")),
        }
    }
}
