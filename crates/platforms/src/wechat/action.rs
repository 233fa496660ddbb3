//! What we can tell the platform, as data: which call, for which type, in which status.
//!
//! The platform takes no version of what was decided on. The guard is the raw status the decision was made on: a verb is
//! supported in that status only, the platform refuses most calls in any other, and after a lost answer the status tells
//! whether the call was taken. `accept_type` goes with a return, so that a stale "agree" never pays.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::platform::{ActionOutcome, AppCredentials, Call, HttpRequest, HttpResponse, Support};

use super::{AFTERSALE, COMPLAINT, GUARANTEE, api, body, guarantee};

/// What a call carries beside the id of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carries {
    /// Nothing.
    Nothing,
    /// The return address, and that the return is agreed to.
    AgreedReturn,
    /// The return address, where one is given.
    Address,
    /// That the goods are back.
    GoodsBack,
    /// Another settlement: what the buyer is to ask for instead, how much, and words.
    Offer,
    /// What the buyer is to prove, in words.
    Question,
    /// The platform's reason code, and words where there are any.
    Reason,
    /// The same with pictures.
    ReasonAndPictures,
    /// The parcel that was sent.
    Parcel,
    /// The complaint instead of the after-sale; words, and pictures where there are any.
    Complaint,
    /// Words, and pictures where there are any.
    WordsOfRefusal,
    /// Words and pictures.
    Proof,
    /// The order instead of the after-sale, and a note, which takes the place of the one before.
    Note,
}

/// One call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionRow {
    /// What it tells the platform.
    pub verb: ActionVerb,
    /// On which objects.
    pub object: &'static str,
    /// For which raw types; empty means any.
    pub types: &'static [&'static str],
    /// In which raw statuses; empty means any.
    pub statuses: &'static [&'static str],
    /// The path.
    pub path: &'static str,
    /// What it carries.
    pub carries: Carries,
}

const fn row(
    verb: ActionVerb,
    types: &'static [&'static str],
    statuses: &'static [&'static str],
    path: &'static str,
    carries: Carries,
) -> ActionRow {
    ActionRow {
        verb,
        object: AFTERSALE,
        types,
        statuses,
        path,
        carries,
    }
}

const fn on(object: &'static str, row: ActionRow) -> ActionRow {
    ActionRow { object, ..row }
}

const PROCESSING: &[&str] = &["MERCHANT_PROCESSING"];
const RECEIPT: &[&str] = &["MERCHANT_WAIT_RECEIPT"];

/// The calls (V2), each seen in the platform's documents and in a public library.
pub const ACTIONS: &[ActionRow] = &[
    row(
        ActionVerb::ApproveRefund,
        &["REFUND"],
        PROCESSING,
        "/channels/ec/aftersale/acceptapply",
        Carries::Nothing,
    ),
    row(
        ActionVerb::ApproveReturn,
        &["RETURN"],
        PROCESSING,
        "/channels/ec/aftersale/acceptapply",
        Carries::AgreedReturn,
    ),
    row(
        ActionVerb::ApproveExchange,
        &["EXCHANGE"],
        PROCESSING,
        "/channels/ec/aftersale/acceptapply",
        Carries::Address,
    ),
    row(
        ActionVerb::ConfirmReturn,
        &["RETURN"],
        RECEIPT,
        "/channels/ec/aftersale/acceptapply",
        Carries::GoodsBack,
    ),
    row(
        ActionVerb::Reject,
        &["REFUND", "RETURN", "EXCHANGE"],
        PROCESSING,
        "/channels/ec/aftersale/rejectapply",
        Carries::Reason,
    ),
    row(
        ActionVerb::RejectReturn,
        &["RETURN"],
        RECEIPT,
        "/channels/ec/aftersale/rejectapply",
        Carries::Reason,
    ),
    row(
        ActionVerb::RejectReturn,
        &["EXCHANGE"],
        RECEIPT,
        "/channels/ec/aftersale/rejectexchangereship",
        Carries::ReasonAndPictures,
    ),
    row(
        ActionVerb::ShipReplacement,
        &["EXCHANGE"],
        RECEIPT,
        "/channels/ec/aftersale/acceptexchangereship",
        Carries::Parcel,
    ),
    row(
        ActionVerb::Offer,
        &["REFUND", "RETURN"],
        PROCESSING,
        "/channels/ec/aftersale/merchantupdateaftersale",
        Carries::Offer,
    ),
    row(
        ActionVerb::AskBuyer,
        &["REFUND", "RETURN"],
        PROCESSING,
        "/channels/ec/aftersale/merchantupdateaftersale",
        Carries::Question,
    ),
    row(
        ActionVerb::SubmitEvidence,
        &[],
        &[],
        "/channels/ec/aftersale/addcomplaintproof",
        Carries::Complaint,
    ),
    row(
        ActionVerb::AddRemark,
        &[],
        &[],
        "/channels/ec/order/merchantnotes/update",
        Carries::Note,
    ),
    on(
        COMPLAINT,
        row(
            ActionVerb::SubmitEvidence,
            &[],
            &[],
            "/channels/ec/aftersale/addcomplaintproof",
            Carries::Complaint,
        ),
    ),
    on(
        GUARANTEE,
        row(
            ActionVerb::ApproveRefund,
            &[],
            &["WAIT_MERCHANT_HANDLE"],
            "/channels/ec/aftersale/merchantacceptguarantee",
            Carries::Nothing,
        ),
    ),
    on(
        GUARANTEE,
        row(
            ActionVerb::Reject,
            &[],
            &["WAIT_MERCHANT_HANDLE"],
            "/channels/ec/aftersale/merchantrefuseguarantee",
            Carries::WordsOfRefusal,
        ),
    ),
    on(
        GUARANTEE,
        row(
            ActionVerb::SubmitEvidence,
            &[],
            &["WAIT_MERCHANT_PROOF", "WAIT_BOTH_PROOF"],
            "/channels/ec/aftersale/merchantproofguarantee",
            Carries::Proof,
        ),
    ),
];

/// The name of a status in our tables.
fn status<'a>(object: &str, raw: &'a str) -> &'a str {
    match object {
        GUARANTEE => guarantee::status_of(raw).map_or(raw, |row| row.status),
        _ => raw,
    }
}

/// The call for a verb on an object of that type and status. What is not given fits where it is not asked for only.
fn find(
    object: &str,
    verb: ActionVerb,
    raw_type: Option<&str>,
    raw_status: Option<&str>,
) -> Option<&'static ActionRow> {
    let fits = |allowed: &[&str], given: Option<&str>| {
        allowed.is_empty() || given.is_some_and(|given| allowed.contains(&given))
    };
    let status = raw_status.map(|raw| status(object, raw));
    ACTIONS
        .iter()
        .find(|row| row.object == object && row.verb == verb && fits(row.types, raw_type) && fits(row.statuses, status))
}

/// How well a verb is supported for this object as it stands.
pub(super) fn support(_app: &AppCredentials, seen: &AfterSale, verb: ActionVerb) -> Support {
    let found = find(&seen.object, verb, seen.raw_type.as_deref(), Some(&seen.raw_status));
    let possible = |row: &&ActionRow| match row.carries {
        Carries::Complaint => seen.dispute.as_ref().is_some_and(|dispute| dispute.id.is_some()),
        Carries::Note => seen.order.is_some(),
        _ => true,
    };
    match found.filter(possible) {
        Some(_) => Support::Confirmed,
        None => Support::Unsupported,
    }
}

/// The call that tells the platform.
pub(super) fn request(call: &Call, action: &Action) -> Result<HttpRequest> {
    let (raw_type, raw_status) = (action.raw_type.as_deref(), action.raw_status.as_deref());
    let Some(row) = find(&action.object.object, action.verb, raw_type, raw_status) else {
        let shown = |text: Option<&str>| text.unwrap_or("not given").to_owned();
        return Err(Error::unsupported(
            "the platform offers no such action for this object",
            "read it again, or handle it in the platform's console",
        )
        .during("wechat.action")
        .with("verb", action.verb)
        .with("object", &action.object.object)
        .with("type", shown(raw_type))
        .with("status", shown(raw_status)));
    };
    api::request(call, row.path, &body::of(row, action)?)
}

/// Reads the answer. How the object stands now must be read again.
pub(super) fn read(answer: &HttpResponse) -> Result<ActionOutcome> {
    api::taken(answer, "wechat.action")?;
    Ok(ActionOutcome {
        facts: Vec::new(),
        refetch: true,
    })
}

/// To which statuses a decision leads, and in which it cannot have been taken.
struct Leads {
    object: &'static str,
    verb: ActionVerb,
    to: &'static [&'static str],
    not: &'static [&'static str],
}

const REFUSED: &[&str] = &[
    "MERCHANT_REJECT_REFUND",
    "MERCHANT_REJECT_RETURN",
    "MERCHANT_REJECT_EXCHANGE",
    "MERCHANT_REJECT_RESHIP",
];
const PAYING: &[&str] = &[
    "PLATFORM_REFUNDING",
    "PLATFORM_REFUND_FAIL",
    "MERCHANT_REFUND_SUCCESS",
    "MERCHANT_RETURN_SUCCESS",
];
const AGREED: &[&str] = &[
    "USER_WAIT_RETURN",
    "MERCHANT_WAIT_RECEIPT",
    "USER_WAIT_RECEIPT",
    "MERCHANT_EXCHANGE_SUCCESS",
    "PLATFORM_REFUNDING",
    "PLATFORM_REFUND_FAIL",
    "MERCHANT_RETURN_SUCCESS",
    "RETURN_CLOSED",
];
const SENT: &[&str] = &["USER_WAIT_RECEIPT", "MERCHANT_EXCHANGE_SUCCESS"];

/// Statuses that neither list names say nothing: a closed after-sale may have been decided before it was closed.
const LEADS: &[Leads] = &[
    Leads {
        object: AFTERSALE,
        verb: ActionVerb::ApproveRefund,
        to: PAYING,
        not: REFUSED,
    },
    Leads {
        object: AFTERSALE,
        verb: ActionVerb::ApproveReturn,
        to: AGREED,
        not: REFUSED,
    },
    Leads {
        object: AFTERSALE,
        verb: ActionVerb::ApproveExchange,
        to: AGREED,
        not: REFUSED,
    },
    Leads {
        object: AFTERSALE,
        verb: ActionVerb::Reject,
        to: REFUSED,
        not: AGREED,
    },
    Leads {
        object: AFTERSALE,
        verb: ActionVerb::ConfirmReturn,
        to: PAYING,
        not: REFUSED,
    },
    Leads {
        object: AFTERSALE,
        verb: ActionVerb::RejectReturn,
        to: REFUSED,
        not: &[
            "PLATFORM_REFUNDING",
            "PLATFORM_REFUND_FAIL",
            "MERCHANT_RETURN_SUCCESS",
            "USER_WAIT_RECEIPT",
            "MERCHANT_EXCHANGE_SUCCESS",
        ],
    },
    Leads {
        object: AFTERSALE,
        verb: ActionVerb::ShipReplacement,
        to: SENT,
        not: REFUSED,
    },
    Leads {
        object: AFTERSALE,
        verb: ActionVerb::Offer,
        to: &["USER_WAIT_CONFIRM_UPDATE"],
        not: &[],
    },
    Leads {
        object: GUARANTEE,
        verb: ActionVerb::ApproveRefund,
        to: &["PAYING", "PAY_SUCC", "PAY_FAIL", "PAY_BLOCK", "WAIT_PAYSCORE_DONE"],
        not: &["WAIT_PLATFORM_HANDLE"],
    },
    Leads {
        object: GUARANTEE,
        verb: ActionVerb::Reject,
        to: &["WAIT_PLATFORM_HANDLE"],
        not: &["PAYING", "PAY_SUCC"],
    },
    Leads {
        object: GUARANTEE,
        verb: ActionVerb::SubmitEvidence,
        to: &["WAIT_PLATFORM_HANDLE", "WAIT_USER_PROOF"],
        not: &[],
    },
];

/// Whether a decision whose answer was lost was taken, judged by the status now and the one it was made on.
pub(super) fn happened(action: &Action, seen: &AfterSale) -> Option<bool> {
    let leads = LEADS
        .iter()
        .find(|leads| leads.object == seen.object && leads.verb == action.verb)?;
    if action.raw_status.as_deref() == Some(seen.raw_status.as_str()) {
        // Every one of these moves the status.
        return Some(false);
    }
    let now = status(&seen.object, &seen.raw_status);
    match (leads.to.contains(&now), leads.not.contains(&now)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}
