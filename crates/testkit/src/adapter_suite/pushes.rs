//! What is pushed: only what is genuine passes, the same twice is the same, nothing is lost.
use std::collections::BTreeSet;

use aftersync_core::ErrorKind;
use aftersync_core::Secret;
use aftersync_core::error::Result;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{AppCredentials, Delivery, Parsed, Verdict, WaysIn};

use super::{Field, Findings, Law, Signer, Subject};

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "a genuine delivery is of the class that is declared, and is about something",
        run: genuine,
    },
    Law {
        name: "a flipped byte of the body fails",
        run: flipped_body,
    },
    Law {
        name: "a flipped character of the signature or of what is signed with it fails",
        run: flipped_fields,
    },
    Law {
        name: "without signature, or with an empty one, nothing passes",
        run: missing,
    },
    Law {
        name: "with another secret nothing passes",
        run: other_secret,
    },
    Law {
        name: "the same message again says the same",
        run: replayed,
    },
    Law {
        name: "replayed deliveries are recognised by the key of their message",
        run: recognised,
    },
    Law {
        name: "a delivery out of its time fails where the platform gives a time",
        run: stale,
    },
    Law {
        name: "a connectivity check is answered, and only a genuine one",
        run: probes,
    },
    Law {
        name: "an event that is not known is kept",
        run: unknown_events,
    },
    Law {
        name: "the platform hears what it wants",
        run: acknowledged,
    },
];

/// Every content of the subject, as a genuine delivery of now.
fn deliveries(subject: &Subject) -> Vec<(&Signer, &[u8], Delivery)> {
    let of = |signer| subject.pushes.iter().map(move |content| (signer, content.as_slice()));
    let pairs = subject.signer.iter().flat_map(of);
    pairs
        .map(|(signer, content)| (signer, content, (signer.deliver)(&subject.app, content, subject.now)))
        .collect()
}

fn verify(subject: &Subject, app: &AppCredentials, delivery: &Delivery, now: Timestamp) -> Result<Verdict> {
    subject.adapter.verify(app, delivery, now)
}

/// What a delivery says, whichever way its verdict leads.
pub(super) fn read(subject: &Subject, verdict: &Verdict) -> Result<Parsed> {
    match verdict {
        Verdict::Hint(hint) => subject.adapter.peek(&subject.app, hint),
        Verdict::Verified(verified) => subject.adapter.parse(&subject.app, verified),
        Verdict::Probe(_) => Ok(Parsed::default()),
    }
}

/// How many things were read.
pub(super) fn outcomes(parsed: &Parsed) -> usize {
    [
        parsed.facts.len(),
        parsed.signals.len(),
        parsed.unreadable.len(),
        parsed.warnings.len(),
    ]
    .iter()
    .sum()
}

fn refused(subject: &Subject, app: &AppCredentials, delivery: &Delivery, what: &str, found: &mut Findings) {
    match verify(subject, app, delivery, subject.now) {
        Ok(_) => found.note(format!("{what} passed")),
        // An envelope that broke cannot be read: that is a refusal too.
        Err(e) if matches!(e.kind(), ErrorKind::Signature | ErrorKind::Malformed) => {}
        Err(e) => found.note(format!(
            "{what}: refused with kind {}, not as a wrong signature",
            e.kind().as_str()
        )),
    }
}

fn genuine(subject: &Subject, found: &mut Findings) {
    let declared = subject.adapter.capabilities().webhook;
    for (_, content, delivery) in deliveries(subject) {
        let verdict = match verify(subject, &subject.app, &delivery, subject.now) {
            Ok(verdict) => verdict,
            Err(e) => {
                found.note(format!("refused: {e}"));
                continue;
            }
        };
        let carried = match &verdict {
            Verdict::Hint(hint) => Some(&hint.content),
            Verdict::Verified(verified) => Some(&verified.content),
            Verdict::Probe(_) => None,
        };
        found.want(carried.is_some_and(|it| it == content), || {
            "the content is not what was sent".to_owned()
        });
        let proven = matches!(verdict, Verdict::Verified(_));
        found.want(!proven || declared == WaysIn::VerifiedWebhook, || {
            "it is proven, but a hint is declared".to_owned()
        });
        match read(subject, &verdict) {
            Ok(parsed) => found.want(outcomes(&parsed) > parsed.unreadable.len(), || {
                "nothing can be read from it".to_owned()
            }),
            Err(e) => found.note(format!("cannot be read: {e}")),
        }
    }
}

fn flipped_body(subject: &Subject, found: &mut Findings) {
    for (signer, _, delivery) in deliveries(subject) {
        for at in (signer.signed_part)(&delivery.body) {
            for mask in [1u8, 0x80] {
                let mut bad = delivery.clone();
                let Some(byte) = bad.body.get_mut(at) else { continue };
                *byte ^= mask;
                refused(
                    subject,
                    &subject.app,
                    &bad,
                    &format!("byte {at} of the body, flipped,"),
                    found,
                );
            }
        }
        for extra in [b" ".as_slice(), b"{}"] {
            let mut bad = delivery.clone();
            let end = (signer.signed_part)(&bad.body).end;
            bad.body.splice(end..end, extra.iter().copied()).for_each(drop);
            refused(subject, &subject.app, &bad, "a longer body", found);
        }
    }
}

/// Another character of the same alphabet: the case of letters may not matter.
fn other(c: char) -> char {
    match c {
        '9' => '8',
        '0'..='8' => '9',
        'a' | 'A' => 'b',
        _ => 'a',
    }
}

fn flipped_fields(subject: &Subject, found: &mut Findings) {
    for (signer, _, delivery) in deliveries(subject) {
        for field in signer.fields.iter().copied().chain([signer.signature]) {
            let length = field.of(&mut delivery.clone()).map_or(0, |value| value.chars().count());
            found.want(length > 0, || format!("{field:?} is not in the delivery"));
            for at in 0..length {
                let mut bad = delivery.clone();
                if let Some(value) = field.of(&mut bad) {
                    *value = value
                        .chars()
                        .enumerate()
                        .map(|(i, c)| if i == at { other(c) } else { c })
                        .collect();
                }
                refused(
                    subject,
                    &subject.app,
                    &bad,
                    &format!("{field:?}, character {at} another,"),
                    found,
                );
            }
        }
    }
}

fn missing(subject: &Subject, found: &mut Findings) {
    for (signer, _, delivery) in deliveries(subject) {
        for field in signer.fields.iter().copied().chain([signer.signature]) {
            refused(
                subject,
                &subject.app,
                &field.removed(&delivery),
                &format!("a delivery without {field:?}"),
                found,
            );
            let mut empty = delivery.clone();
            if let Some(value) = field.of(&mut empty) {
                value.clear();
            }
            refused(
                subject,
                &subject.app,
                &empty,
                &format!("a delivery with an empty {field:?}"),
                found,
            );
        }
        let bare = Delivery {
            path: delivery.path,
            body: delivery.body,
            ..Delivery::default()
        };
        refused(subject, &subject.app, &bare, "a bare body", found);
        shortened(subject, signer.signature, &subject.app, found);
    }
}

/// Half a signature is none.
fn shortened(subject: &Subject, signature: Field, app: &AppCredentials, found: &mut Findings) {
    for (_, _, mut delivery) in deliveries(subject).into_iter().take(1) {
        if let Some(value) = signature.of(&mut delivery) {
            value.truncate(value.len() / 2);
        }
        refused(subject, app, &delivery, "half a signature", found);
    }
}

fn other_secret(subject: &Subject, found: &mut Findings) {
    for (signer, _, delivery) in deliveries(subject) {
        for name in signer.secrets {
            let mut app = subject.app.clone();
            let old = match *name {
                "secret" => &mut app.secret,
                extra => app.extra.entry(extra.to_owned()).or_insert_with(|| Secret::from("")),
            };
            *old = Secret::from(old.expose().chars().rev().collect::<String>());
            refused(
                subject,
                &app,
                &delivery,
                &format!("a delivery under another `{name}`"),
                found,
            );
        }
    }
}

/// A platform that sends again signs again: another time and nonce, the same message.
fn replayed(subject: &Subject, found: &mut Findings) {
    let Some(signer) = &subject.signer else { return };
    let later = signer.fresh_ms.unwrap_or(60_000).min(60_000) / 2;
    for content in &subject.pushes {
        let said = |ahead: i64| {
            let delivery = (signer.deliver)(&subject.app, content, subject.now.plus(ahead));
            let verdict = verify(subject, &subject.app, &delivery, subject.now).ok()?;
            read(subject, &verdict).ok()
        };
        let (first, again, resent) = (said(0), said(0), said(later));
        found.want(first.is_some() && first == again, || {
            "the same delivery said two things".to_owned()
        });
        found.want(first == resent, || {
            "the same message, signed again, is another".to_owned()
        });
        let named = |parsed: &Parsed| {
            parsed
                .signals
                .iter()
                .all(|s| s.dedupe.as_ref().is_none_or(|key| !key.is_empty()))
        };
        found.want(first.as_ref().is_none_or(named), || {
            "a dedupe key is empty: all such messages would be one".to_owned()
        });
    }
}

/// Where messages can be told apart, all that is read of one carries one key, and no two messages share theirs.
fn recognised(subject: &Subject, found: &mut Findings) {
    if !subject.messages_named {
        return;
    }
    let mut known: Vec<String> = Vec::new();
    for (at, (_, _, delivery)) in deliveries(subject).into_iter().enumerate() {
        let verdict = verify(subject, &subject.app, &delivery, subject.now);
        let Ok(parsed) = verdict.and_then(|verdict| read(subject, &verdict)) else {
            continue;
        };
        let keys: BTreeSet<Option<String>> = parsed.signals.into_iter().map(|signal| signal.dedupe).collect();
        for key in keys {
            match key {
                None => found.note(format!("push {at} leads somewhere without a dedupe key")),
                Some(key) if known.contains(&key) => {
                    found.note(format!("push {at} has the dedupe key of another message: `{key}`"));
                }
                Some(key) => known.push(key),
            }
        }
    }
}

fn stale(subject: &Subject, found: &mut Findings) {
    let Some((signer, fresh)) = subject
        .signer
        .as_ref()
        .and_then(|signer| Some((signer, signer.fresh_ms?)))
    else {
        return;
    };
    for content in subject.pushes.iter().take(1) {
        for (age, passes) in [
            (0, true),
            (fresh / 2, true),
            (fresh.saturating_add(2_000), false),
            (-fresh.saturating_add(2_000), false),
        ] {
            let delivery = (signer.deliver)(&subject.app, content, subject.now.plus(age.saturating_neg()));
            let passed = verify(subject, &subject.app, &delivery, subject.now).is_ok();
            found.want(passed == passes, || {
                format!("{age} ms old: {}", if passed { "passed" } else { "refused" })
            });
        }
    }
}

fn probes(subject: &Subject, found: &mut Findings) {
    for probe in &subject.probes {
        match verify(subject, &subject.app, probe, subject.now) {
            Ok(Verdict::Probe(reply)) => found.want(reply.status == 200, || format!("answered with {}", reply.status)),
            other => found.note(format!("not taken for one: {other:?}")),
        }
        let Some(signer) = &subject.signer else { continue };
        let fields = [signer.signature, Field::Query("signature")];
        let present: Vec<Field> = fields
            .into_iter()
            .filter(|field| field.of(&mut probe.clone()).is_some())
            .collect();
        found.want(!present.is_empty(), || "it carries no signature".to_owned());
        let mut bad = probe.clone();
        for field in present {
            if let Some(value) = field.of(&mut bad) {
                *value = value.chars().map(other).collect();
            }
        }
        refused(
            subject,
            &subject.app,
            &bad,
            "a connectivity check with a wrong signature",
            found,
        );
    }
}

fn unknown_events(subject: &Subject, found: &mut Findings) {
    let Some(signer) = &subject.signer else { return };
    found.want(!subject.unknown_events.is_empty(), || {
        "the subject names no unknown event".to_owned()
    });
    for content in &subject.unknown_events {
        let delivery = (signer.deliver)(&subject.app, content, subject.now);
        let parsed = verify(subject, &subject.app, &delivery, subject.now).and_then(|verdict| read(subject, &verdict));
        match parsed {
            Ok(parsed) => found.want(outcomes(&parsed) > 0, || "it is lost".to_owned()),
            Err(e) => found.note(format!("it is an error: {e}")),
        }
    }
}

fn acknowledged(subject: &Subject, found: &mut Findings) {
    let (taken, refused) = (subject.adapter.acknowledge(true), subject.adapter.acknowledge(false));
    let (status, body) = subject.acknowledged;
    found.want(taken.status == status && taken.body == body, || {
        format!("it hears {taken:?}")
    });
    found.want(refused.status != taken.status || refused.body != taken.body, || {
        "it hears the same when nothing was taken in: it would not send again".to_owned()
    });
}
