//! Whatever comes in: no panic, the same answer twice, nothing lost.
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{Delivery, Hint, HttpResponse, Parsed};

use crate::noise::{Noise, nasty};

use super::pushes::outcomes;
use super::{Findings, Law, Subject};

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "verify takes anything",
        run: verify,
    },
    Law {
        name: "what is pushed is read or kept whole, never lost",
        run: peek,
    },
    Law {
        name: "readers take anything, and say the same twice",
        run: readers,
    },
];

/// How many mutations of each sample are tried.
const MUTATIONS: usize = 150;

/// Bodies made from one that is genuine: every beginning of it, and changes of all kinds.
fn around(genuine: &[u8], seed: u64) -> Vec<Vec<u8>> {
    let mut noise = Noise::new(seed);
    let step = (genuine.len() / 80).max(1);
    let mut all: Vec<Vec<u8>> = (0..genuine.len())
        .step_by(step)
        .filter_map(|end| Some(genuine.get(..end)?.to_vec()))
        .collect();
    all.extend((0..MUTATIONS).map(|_| noise.mutate(genuine)));
    all.extend((0..20).map(|_| noise.bytes(200)));
    all
}

fn verify(subject: &Subject, found: &mut Findings) {
    let Some(signer) = &subject.signer else { return };
    let mut noise = Noise::new(7);
    let mut bodies = nasty();
    bodies.extend(subject.pushes.iter().flat_map(|content| around(content, 11)));
    for body in bodies {
        let genuine = (signer.deliver)(&subject.app, &body, subject.now);
        let mut pairs = genuine.clone();
        for (_, value) in pairs.headers.iter_mut().chain(&mut pairs.query) {
            *value = String::from_utf8_lossy(&noise.mutate(value.as_bytes())).into_owned();
        }
        let torn = Delivery {
            body: noise.mutate(&genuine.body),
            ..genuine.clone()
        };
        for delivery in [&genuine, &pairs, &torn] {
            for now in [subject.now, Timestamp(0), Timestamp(i64::MAX), Timestamp(i64::MIN)] {
                let said = || format!("{:?}", subject.adapter.verify(&subject.app, delivery, now));
                found.want(said() == said(), || "two verdicts about one delivery".to_owned());
            }
        }
    }
}

/// Whether what could not be read is there whole.
fn is_kept(parsed: &Parsed, content: &[u8]) -> bool {
    let inside = |part: &[u8]| !part.is_empty() && content.windows(part.len()).any(|window| window == part);
    parsed
        .unreadable
        .iter()
        .all(|lost| lost.payload == content || inside(&lost.payload))
}

fn peek(subject: &Subject, found: &mut Findings) {
    let say = |content: &[u8]| subject.adapter.peek(&subject.app, &Hint::unsigned(content.to_vec()));
    let mut contents: Vec<(Vec<u8>, bool)> = nasty().into_iter().map(|content| (content, false)).collect();
    for content in &subject.pushes {
        let step = (content.len() / 80).max(1);
        let cut = (1..content.len())
            .step_by(step)
            .filter_map(|end| Some((content.get(..end)?.to_vec(), true)));
        contents.extend(cut);
        contents.extend(around(content, 13).into_iter().map(|content| (content, false)));
    }
    for (content, genuine) in contents {
        let said = say(&content);
        found.want(said == say(&content), || "two readings of one content".to_owned());
        match said {
            Ok(parsed) => {
                found.want(!genuine || outcomes(&parsed) > 0, || {
                    format!("a push cut off after {} bytes is lost", content.len())
                });
                found.want(is_kept(&parsed, &content), || {
                    "a part that cannot be read is not kept as received".to_owned()
                });
            }
            Err(e) => found.want(e.kind() == aftersync_core::ErrorKind::Unsupported, || {
                format!("content is lost in an error: {e}")
            }),
        }
    }
}

fn readers(subject: &Subject, found: &mut Findings) {
    let call = subject.call_with_switches();
    let adapter = &subject.adapter;
    let twice = |said: &dyn Fn() -> String, what: &str, found: &mut Findings| {
        found.want(said() == said(), || format!("{what}: two readings of one answer"));
    };
    let answers = |genuine: &HttpResponse, seed: u64| {
        let bodies = around(&genuine.body, seed).into_iter().chain(nasty());
        let statuses = [genuine.status, 200, 400, 503].into_iter().cycle();
        let all: Vec<HttpResponse> = bodies
            .zip(statuses)
            .map(|(body, status)| HttpResponse {
                status,
                body,
                headers: genuine.headers.clone(),
            })
            .collect();
        all
    };
    for sample in subject.details.iter().chain(&subject.unknown_statuses) {
        for answer in answers(&sample.answer, 17) {
            twice(
                &|| format!("{:?}", adapter.detail_read(&call, &sample.object, &answer)),
                "detail",
                found,
            );
            let payload = String::from_utf8_lossy(&answer.body).into_owned();
            twice(
                &|| format!("{:?}", adapter.reread(&sample.object, &payload)),
                "reread",
                found,
            );
        }
    }
    for (cursor, genuine) in &subject.polls {
        for answer in answers(genuine, 19) {
            twice(
                &|| format!("{:?}", adapter.poll_read(&call, cursor, &answer)),
                "poll",
                found,
            );
        }
    }
    for deed in &subject.deeds {
        for answer in answers(&deed.done, 23) {
            twice(
                &|| format!("{:?}", adapter.action_read(&call, &deed.action, &answer)),
                "action",
                found,
            );
        }
    }
    for (genuine, _) in &subject.tokens {
        for answer in answers(genuine, 29) {
            twice(&|| format!("{:?}", adapter.token_read(&call, &answer)), "token", found);
        }
    }
    for sample in &subject.reasons {
        for answer in answers(&sample.answer, 31) {
            twice(
                &|| format!("{:?}", adapter.reasons_read(&call, &sample.seen, sample.verb, &answer)),
                "reasons",
                found,
            );
        }
    }
}
