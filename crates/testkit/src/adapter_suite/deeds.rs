//! What the platform can be told: every verb that is declared is told, every other one is refused.
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::platform::Support;

use super::capabilities::{after_sales, built, is_unsupported};
use super::{Deed, Findings, Law, Subject};

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "an action that is declared can be told",
        run: declared,
    },
    Law {
        name: "an action that is not confirmed is off until it is switched on",
        run: unconfirmed,
    },
    Law {
        name: "an action that is not declared is unsupported",
        run: undeclared,
    },
    Law {
        name: "no after-sale is promised more than is declared",
        run: promised,
    },
    Law {
        name: "an answer to an action is read",
        run: read,
    },
    Law {
        name: "an action did not happen while its object stands as it was",
        run: happened,
    },
    Law {
        name: "what an action needs is asked for before anything is sent",
        run: needs,
    },
];

fn of(subject: &Subject, verb: ActionVerb) -> impl Iterator<Item = &Deed> {
    subject.deeds.iter().filter(move |deed| deed.action.verb == verb)
}

fn declared(subject: &Subject, found: &mut Findings) {
    for (verb, support) in subject.adapter.capabilities().actions {
        let call = if *support == Support::Confirmed {
            subject.call()
        } else {
            subject.call_with_switches()
        };
        let told = |deed: &Deed| subject.adapter.action_request(&call, &deed.action);
        match of(subject, *verb)
            .map(told)
            .reduce(|best, next| if best.is_ok() { best } else { next })
        {
            Some(request) => built(request, verb.as_str(), found),
            None => found.note(format!("{verb} is declared and has no sample")),
        }
    }
    // Every sample works with all switches on.
    for deed in &subject.deeds {
        built(
            subject
                .adapter
                .action_request(&subject.call_with_switches(), &deed.action),
            deed.action.verb.as_str(),
            found,
        );
    }
}

fn unconfirmed(subject: &Subject, found: &mut Findings) {
    for (verb, _) in subject
        .adapter
        .capabilities()
        .actions
        .iter()
        .filter(|(_, support)| *support == Support::Unconfirmed)
    {
        for deed in of(subject, *verb) {
            let asked = subject.adapter.action_request(&subject.call(), &deed.action);
            let names_switch = asked
                .as_ref()
                .err()
                .and_then(|e| e.advice())
                .is_some_and(|advice| subject.switches.iter().any(|switch| advice.contains(switch.as_str())));
            is_unsupported(asked, &format!("{verb} without its switch"), found);
            found.want(names_switch, || {
                format!("{verb} without its switch: the advice does not name the switch")
            });
        }
    }
}

fn undeclared(subject: &Subject, found: &mut Findings) {
    let can = subject.adapter.capabilities();
    let call = subject.call_with_switches();
    let Some(any) = subject.deeds.first() else { return };
    for verb in ActionVerb::ALL
        .iter()
        .filter(|verb| can.action(**verb) == Support::Unsupported)
    {
        for deed in subject.deeds.iter().chain([any]) {
            let action = Action {
                verb: *verb,
                ..deed.action.clone()
            };
            is_unsupported(subject.adapter.action_request(&call, &action), verb.as_str(), found);
        }
    }
}

fn promised(subject: &Subject, found: &mut Findings) {
    let can = subject.adapter.capabilities();
    for seen in after_sales(subject) {
        for verb in ActionVerb::ALL {
            let (off, on) = (
                subject.adapter.action_support(&subject.app, &seen, *verb),
                subject.adapter.action_support(&subject.switched_on(), &seen, *verb),
            );
            // In order of certainty; what is switched on counts as confirmed.
            found.want(off >= can.action(*verb), || {
                format!("{verb} in status {}: promised as {off:?}", seen.raw_status)
            });
            found.want(
                on == Support::Unsupported || can.action(*verb) != Support::Unsupported,
                || format!("{verb} in status {}: promised and not declared", seen.raw_status),
            );
            found.want(on <= off, || {
                format!("{verb} in status {}: less with the switches on", seen.raw_status)
            });
        }
    }
}

fn read(subject: &Subject, found: &mut Findings) {
    let call = subject.call_with_switches();
    for deed in &subject.deeds {
        if let Err(e) = subject.adapter.action_read(&call, &deed.action, &deed.done) {
            found.note(format!("{}: {e}", deed.action.verb));
        }
    }
}

fn happened(subject: &Subject, found: &mut Findings) {
    let seen = after_sales(subject);
    let mut tried = 0;
    for deed in &subject.deeds {
        let of = |seen: &&AfterSale| {
            let named =
                (&seen.object, &seen.external_id) == (&deed.action.object.object, &deed.action.object.external_id);
            named
                && deed.action.raw_status.as_deref() == Some(&seen.raw_status)
                && deed.action.raw_type == seen.raw_type
        };
        for seen in seen.iter().filter(of) {
            tried += 1;
            let action = Action {
                version_token: seen.version_token.clone(),
                ..deed.action.clone()
            };
            let said = subject.adapter.action_happened(&action, seen);
            found.want(said != Some(true), || {
                format!("{} is taken for done though nothing moved", action.verb)
            });
        }
    }
    found.want(tried > 0, || {
        "no sample shows an after-sale before an action".to_owned()
    });
}

/// An action with nothing in it: built, or refused before it was sent and by name.
fn needs(subject: &Subject, found: &mut Findings) {
    let call = subject.call_with_switches();
    for deed in &subject.deeds {
        let bare = Action {
            version_token: None,
            amount: None,
            reason_code: None,
            text: None,
            address: None,
            parcel: None,
            evidence: Vec::new(),
            at: None,
            dispute: None,
            order: None,
            ..deed.action.clone()
        };
        if let Err(e) = subject.adapter.action_request(&call, &bare) {
            found.want(e.phase() == aftersync_core::Phase::NotSent, || {
                format!("{}: refused as if it had been sent", bare.verb)
            });
            found.want(!e.context().is_empty() || e.advice().is_some(), || {
                format!("{}: refused without a word why", bare.verb)
            });
        }
        let mut call = subject.call_with_switches();
        call.token = None;
        found.want(subject.adapter.action_request(&call, &deed.action).is_err(), || {
            format!("{}: told without a token", bare.verb)
        });
    }
}
