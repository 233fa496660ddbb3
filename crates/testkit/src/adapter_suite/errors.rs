//! Refusals: every code has its kind, how to try again, and what may have happened.
use aftersync_core::error::{Error, ErrorKind, Phase, Result, Retry};
use aftersync_core::platform::HttpResponse;

use super::{Findings, Law, Subject};

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "every row of the error table is what a caller gets",
        run: rows,
    },
    Law {
        name: "a code that is not known is no clear refusal",
        run: unknown_code,
    },
    Law {
        name: "an answer without any shape leaves a write in doubt",
        run: shapeless,
    },
    Law {
        name: "a setting that is missing is named",
        run: settings,
    },
];

/// What every reader of the subject makes of one answer: its name, whether it writes, and the error.
fn everywhere(subject: &Subject, answer: &HttpResponse) -> Vec<(String, bool, Result<()>)> {
    let (adapter, call) = (&subject.adapter, subject.call_with_switches());
    let mut all = Vec::new();
    for sample in &subject.details {
        let read = adapter.detail_read(&call, &sample.object, answer);
        // What is set aside whole is no error, but no fact either.
        let read = read.and_then(|parsed| {
            if parsed.facts.is_empty() {
                Err(Error::malformed("set aside"))
            } else {
                Ok(())
            }
        });
        all.push((format!("detail of {}", sample.object.object), false, read));
    }
    for (cursor, _) in subject.polls.iter().take(1) {
        all.push((
            "poll".to_owned(),
            false,
            adapter.poll_read(&call, cursor, answer).map(|_| ()),
        ));
    }
    for deed in &subject.deeds {
        all.push((
            deed.action.verb.to_string(),
            true,
            adapter.action_read(&call, &deed.action, answer).map(|_| ()),
        ));
    }
    if !subject.tokens.is_empty() {
        all.push((
            "token".to_owned(),
            subject.tokens_once,
            adapter.token_read(&call, answer).map(|_| ()),
        ));
    }
    all
}

fn rows(subject: &Subject, found: &mut Findings) {
    for row in &subject.errors {
        let answer = (subject.refuse)(&row.code, &row.sub, "words");
        for (name, writes, read) in everywhere(subject, &answer) {
            let what = format!("code {} {} at {name}", row.code, row.sub);
            let Err(e) = read else {
                found.note(format!("{what}: taken for a success"));
                continue;
            };
            // A batch may be told by its items even when the whole says otherwise.
            let in_doubt = e.phase() == Phase::InDoubt;
            if in_doubt && writes && row.unclear && e.kind() == ErrorKind::Unavailable {
                continue;
            }
            found.want(e.kind() == row.kind, || {
                format!(
                    "{what}: kind {}, the table says {}",
                    e.kind().as_str(),
                    row.kind.as_str()
                )
            });
            found.want(e.retry() == row.retry, || {
                format!("{what}: {:?}, the table says {:?}", e.retry(), row.retry)
            });
            let phase = if row.unclear && writes {
                Phase::InDoubt
            } else {
                Phase::Answered
            };
            found.want(e.phase() == phase, || {
                format!("{what}: {:?} instead of {phase:?}", e.phase())
            });
            found.want(e.advice().is_some_and(|advice| !advice.is_empty()), || {
                format!("{what}: no advice")
            });
            let said = e.upstream_said().and_then(|said| said.code.clone()).unwrap_or_default();
            found.want(said.contains(&row.code), || {
                format!("{what}: the platform's code is lost")
            });
        }
    }
}

fn unknown_code(subject: &Subject, found: &mut Findings) {
    let answer = (subject.refuse)(subject.unknown_code, "", "words");
    for (name, writes, read) in everywhere(subject, &answer) {
        match read {
            Ok(()) => found.note(format!("{name}: taken for a success")),
            Err(e) => {
                found.want(!writes || e.phase() == Phase::InDoubt, || {
                    format!("{name}: {:?}, but it may have happened", e.phase())
                });
                found.want(!matches!(e.kind(), ErrorKind::Rejected | ErrorKind::Conflict), || {
                    format!("{name}: guessed to be {}", e.kind().as_str())
                });
            }
        }
    }
}

fn shapeless(subject: &Subject, found: &mut Findings) {
    for (status, body) in [
        (200, "<html>busy</html>"),
        (502, "<html>bad gateway</html>"),
        (504, ""),
        (200, ""),
    ] {
        let answer = HttpResponse {
            status,
            headers: Vec::new(),
            body: body.into(),
        };
        for (name, writes, read) in everywhere(subject, &answer) {
            match read {
                Ok(()) => found.note(format!("{name}: {status} {body} is taken for a success")),
                Err(e) => found.want(!writes || e.phase() == Phase::InDoubt, || {
                    format!("{name}: {status} {body} is {:?}, but it may have happened", e.phase())
                }),
            }
        }
    }
    let limited = HttpResponse {
        status: 429,
        headers: Vec::new(),
        body: b"slow down".to_vec(),
    };
    for (name, _, read) in everywhere(subject, &limited) {
        let Err(e) = read else {
            found.note(format!("{name}: 429 is taken for a success"));
            continue;
        };
        let fine = e.kind() == ErrorKind::RateLimited && e.retry() != Retry::Never;
        found.want(fine || e.message() == "set aside", || {
            format!("{name}: 429 is {} with {:?}", e.kind().as_str(), e.retry())
        });
    }
}

fn settings(subject: &Subject, found: &mut Findings) {
    if subject.settings.is_empty() {
        return;
    }
    let mut call = subject.call();
    call.settings.clear();
    let mut missed = 0;
    for sample in &subject.details {
        if let Err(e) = subject.adapter.detail_request(&call, &sample.object) {
            missed += 1;
            found.want(
                e.kind() == ErrorKind::Config && e.context_of("setting").is_some(),
                || format!("{e}"),
            );
        }
    }
    found.want(missed > 0, || "settings are given and none is needed".to_owned());
}
