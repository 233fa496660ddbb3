//! What a return policy makes of a ticket: a pure function of the policy, the ticket and what is known around it.
mod lists;
mod terms;
mod window;

pub use terms::{Case, ReturnOffer, ReturnTerms, judge};
pub use window::Delivery;

use crate::model::returns::ReturnPolicy;
use crate::routing::{Considered, Subject, explain};

/// The policy that counts for a ticket: the first that matches.
pub fn first<'p>(policies: &'p [ReturnPolicy], of: &Subject<'_>) -> Option<&'p ReturnPolicy> {
    policies.iter().find(|policy| refused(policy, of).is_none())
}

/// Every policy that is looked at for a ticket, down to the first that matches.
pub fn considered(policies: &[ReturnPolicy], of: &Subject<'_>) -> Vec<Considered> {
    let mut out = Vec::new();
    for policy in policies {
        let failed_on = refused(policy, of);
        let matched = failed_on.is_none();
        out.push(Considered {
            rule: policy.name.clone(),
            matched,
            failed_on,
        });
        if matched {
            break;
        }
    }
    out
}

/// Why a policy does not match.
fn refused(policy: &ReturnPolicy, of: &Subject<'_>) -> Option<String> {
    if !policy.enabled {
        return Some("the policy is switched off".to_owned());
    }
    explain(&policy.when, of).err()
}
