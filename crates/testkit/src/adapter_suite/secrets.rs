//! Secrets and people: in nothing that is logged, and no request goes anywhere but where it was sent.
use std::fmt::Debug;

use aftersync_core::Secret;
use aftersync_core::error::{Error, Result};
use aftersync_core::platform::{Delivery, HttpRequest, HttpResponse, TokenRequest};

use super::{Findings, Law, Subject};

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "no secret stands in a path, nor in what is printed of a request",
        run: requests,
    },
    Law {
        name: "no secret and no phone stands in an error",
        run: errors,
    },
    Law {
        name: "requests go to the address of the application",
        run: addresses,
    },
    Law {
        name: "no token stands in what is printed of a token",
        run: tokens,
    },
];

const CODE: &str = "code-0123456789abcdef";
const REFRESH: &str = "refresh-0123456789abcdef";
const PHONE: &str = "13800138000";

/// Every request the subject's samples lead to.
fn all(subject: &Subject, app: &aftersync_core::platform::AppCredentials) -> Vec<(String, Result<HttpRequest>)> {
    let adapter = &subject.adapter;
    let call = subject.call_of(app.clone());
    let mut all = vec![("poll".to_owned(), adapter.poll_request(&call, &subject.window()))];
    for sample in &subject.details {
        all.push((
            sample.object.object.clone(),
            adapter.detail_request(&call, &sample.object),
        ));
    }
    for deed in &subject.deeds {
        all.push((
            deed.action.verb.to_string(),
            adapter.action_request(&call, &deed.action),
        ));
    }
    for sample in &subject.reasons {
        all.push((
            "reasons".to_owned(),
            adapter.reasons_request(&call, &sample.seen, sample.verb),
        ));
    }
    for ask in [
        TokenRequest::Code(Secret::from(CODE)),
        TokenRequest::SelfUse,
        TokenRequest::Refresh(Secret::from(REFRESH)),
    ] {
        let mut call = call.clone();
        call.token = None;
        all.push((format!("token by {ask:?}"), adapter.token_request(&call, &ask)));
    }
    all
}

fn secrets(subject: &Subject) -> Vec<String> {
    let mut all = subject.secrets();
    all.extend([CODE, REFRESH, PHONE].map(str::to_owned));
    all
}

fn clean(subject: &Subject, text: &str, what: &str, found: &mut Findings) {
    let shown = secrets(subject).iter().any(|secret| text.contains(secret.as_str()));
    found.want(!shown, || format!("{what}: a secret or a person is in the open"));
}

fn requests(subject: &Subject, found: &mut Findings) {
    for (name, request) in all(subject, &subject.switched_on()) {
        match request {
            Ok(request) => {
                let path = request.url.split('?').next().unwrap_or_default();
                clean(subject, path, &format!("path of {name}"), found);
                clean(subject, &format!("{request:?}"), &format!("print of {name}"), found);
            }
            Err(e) => error(subject, &e, &name, found),
        }
    }
    let app = subject.consent.as_ref().unwrap_or(&subject.app);
    clean(
        subject,
        &subject.adapter.authorize_url(app, "s").unwrap_or_default(),
        "page of consent",
        found,
    );
    clean(subject, &format!("{:?}", subject.call()), "print of a call", found);
}

fn error(subject: &Subject, e: &Error, what: &str, found: &mut Findings) {
    clean(
        subject,
        &format!("{e} {e:?} {:?} {:?}", e.context(), e.upstream_said()),
        &format!("error of {what}"),
        found,
    );
}

fn note<T: Debug>(subject: &Subject, read: Result<T>, what: &str, found: &mut Findings) {
    if let Err(e) = read {
        error(subject, &e, what, found);
    }
}

/// A platform may repeat in its words what it was sent.
fn errors(subject: &Subject, found: &mut Findings) {
    let (adapter, call) = (&subject.adapter, subject.call());
    let words = format!("token {} of {PHONE} is bad: {CODE}", super::TOKEN);
    let codes = subject.errors.iter().map(|row| (row.code.as_str(), row.sub.as_str()));
    for (code, sub) in codes.chain([(subject.unknown_code, "")]) {
        let answer = (subject.refuse)(code, sub, &words);
        for sample in &subject.details {
            note(
                subject,
                adapter.detail_read(&call, &sample.object, &answer),
                "detail",
                found,
            );
        }
        for deed in &subject.deeds {
            note(
                subject,
                adapter.action_read(&call, &deed.action, &answer),
                "action",
                found,
            );
        }
        note(subject, adapter.token_read(&call, &answer), "token", found);
    }
    let phone = format!(r#"{{"phone":{PHONE},"token":"{}","#, super::TOKEN).into_bytes();
    for sample in &subject.details {
        let answer = HttpResponse {
            status: 200,
            headers: Vec::new(),
            body: phone.clone(),
        };
        note(
            subject,
            adapter.detail_read(&call, &sample.object, &answer),
            "broken detail",
            found,
        );
    }
    if let Some(signer) = &subject.signer {
        let delivery = (signer.deliver)(&subject.app, &phone, subject.now);
        note(
            subject,
            adapter.verify(&subject.app, &delivery, subject.now),
            "broken push",
            found,
        );
        note(
            subject,
            adapter.verify(
                &subject.app,
                &Delivery {
                    headers: Vec::new(),
                    ..delivery.clone()
                },
                subject.now,
            ),
            "bare push",
            found,
        );
        note(
            subject,
            adapter.verify(
                &subject.app,
                &Delivery {
                    query: Vec::new(),
                    ..delivery
                },
                subject.now,
            ),
            "bare push",
            found,
        );
    }
}

fn addresses(subject: &Subject, found: &mut Findings) {
    let elsewhere = "http://127.0.0.1:9";
    let app = subject.switched_on().at(elsewhere);
    for (name, request) in all(subject, &app) {
        if let Ok(request) = request {
            found.want(request.url.starts_with(elsewhere), || {
                format!("{name} goes past the address that the application names")
            });
        }
    }
    for (name, request) in all(subject, &subject.switched_on()) {
        if let Ok(request) = request {
            found.want(request.url.starts_with("https://"), || {
                format!("{name} is sent in the open")
            });
        }
    }
}

fn tokens(subject: &Subject, found: &mut Findings) {
    for (answer, secret) in &subject.tokens {
        let shown = |text: &str| secret.iter().any(|secret| text.contains(secret.as_str()));
        let pair = subject.adapter.token_read(&subject.call(), answer);
        found.want(!shown(&format!("{pair:?}")), || "a token is printed".to_owned());
        let step = (answer.body.len() / 60).max(1);
        for end in (0..answer.body.len()).step_by(step) {
            let body = answer.body.get(..end).unwrap_or_default().to_vec();
            let torn = subject
                .adapter
                .token_read(&subject.call(), &HttpResponse { body, ..answer.clone() });
            found.want(!shown(&format!("{torn:?}")), || {
                "a token is printed when its answer is cut off".to_owned()
            });
        }
    }
}
