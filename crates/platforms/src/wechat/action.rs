//! What we can tell the platform, as data: which call, for which type, in which status.
//!
//! The platform takes no version of what was decided on; the version token tells only whether a replacement was sent already. The guard is the raw status the decision was made on: a verb is
//! supported in that status only, the platform refuses most calls in any other, and after a lost answer the status tells
//! whether the call was taken. `accept_type` goes with a return, so that a stale "agree" never pays.
use std::borrow::Cow;

use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::platform::{ActionOutcome, AppCredentials, Call, HttpRequest, HttpResponse, Support};

use super::detail::REPLACEMENT_SENT;
use super::{AFTERSALE, COMPLAINT, GUARANTEE, api, body, dispute, guarantee, switch};

const OPERATION: &str = "wechat.action";

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
    Message,
    /// The complaint instead of the after-sale; words and pictures.
    Evidence,
    /// That the money was paid outside the platform: words and pictures.
    Payment,
    /// That the goods of an exchange that was sent at once are back.
    ExchangeBack,
    /// That they are not, or not as they should be, in words.
    ExchangeRefused,
    /// How bad the damage is in the seller's eyes, and words where there are any.
    Level,
    /// Words and pictures.
    WordsOfRefusal,
    /// Words and pictures.
    Proof,
    /// The order instead of the after-sale, and a note, which takes the place of the one before.
    Note,
}

/// What an after-sale must have beside its type and status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Nothing.
    Any,
    /// A replacement that was sent before the goods were back.
    Sent,
    /// None.
    NotSent,
    /// An order.
    Ordered,
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
    /// What else must be so.
    pub only: Only,
    /// The path.
    pub path: &'static str,
    /// What it carries.
    pub carries: Carries,
    /// The switch without which it is off.
    pub switch: Option<&'static str>,
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
        only: Only::Any,
        path,
        carries,
        switch: None,
    }
}

const fn on(object: &'static str, row: ActionRow) -> ActionRow {
    ActionRow { object, ..row }
}
const fn only(only: Only, row: ActionRow) -> ActionRow {
    ActionRow { only, ..row }
}

const PROCESSING: &[&str] = &["MERCHANT_PROCESSING"];
const RECEIPT: &[&str] = &["MERCHANT_WAIT_RECEIPT"];
/// The refund was not paid, and can be proven to have been paid elsewhere.
const UNPAID: &[&str] = &["MERCHANT_OVERDUE_REFUND", "PLATFORM_REFUND_FAIL"];
/// The seller has to show evidence, alone or with the buyer.
pub(super) const EVIDENCE_WANTED: &[&str] = &["106", "108"];
/// Every other status of a complaint that is not decided.
pub(super) const TALKED_ABOUT: &[&str] = &[
    "100", "101", "103", "104", "105", "107", "109", "110", "111", "113", "305", "307",
];

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
    only(
        Only::NotSent,
        row(
            ActionVerb::RejectReturn,
            &["EXCHANGE"],
            RECEIPT,
            "/channels/ec/aftersale/rejectexchangereship",
            Carries::ReasonAndPictures,
        ),
    ),
    only(
        Only::NotSent,
        row(
            ActionVerb::ShipReplacement,
            &["EXCHANGE"],
            RECEIPT,
            "/channels/ec/aftersale/acceptexchangereship",
            Carries::Parcel,
        ),
    ),
    only(
        Only::Sent,
        row(
            ActionVerb::ConfirmReturn,
            &["EXCHANGE"],
            RECEIPT,
            "/channels/ec/aftersale/handlefastexchangereship",
            Carries::ExchangeBack,
        ),
    ),
    only(
        Only::Sent,
        row(
            ActionVerb::RejectReturn,
            &["EXCHANGE"],
            RECEIPT,
            "/channels/ec/aftersale/handlefastexchangereship",
            Carries::ExchangeRefused,
        ),
    ),
    row(
        ActionVerb::Offer,
        &["REFUND", "RETURN"],
        PROCESSING,
        "/channels/ec/aftersale/merchantupdateaftersale",
        Carries::Offer,
    ),
    ActionRow {
        switch: Some(switch::ASK_FOR_PROOF),
        ..row(
            ActionVerb::AskBuyer,
            &["REFUND", "RETURN"],
            PROCESSING,
            "/channels/ec/aftersale/merchantupdateaftersale",
            Carries::Question,
        )
    },
    // Evidence in a dispute is handed in at the complaint.
    row(
        ActionVerb::SubmitEvidence,
        &[],
        UNPAID,
        "/channels/ec/aftersale/uploadrefundcertificate",
        Carries::Payment,
    ),
    only(
        Only::Ordered,
        row(
            ActionVerb::AddRemark,
            &[],
            &[],
            "/channels/ec/order/merchantnotes/update",
            Carries::Note,
        ),
    ),
    on(
        COMPLAINT,
        row(
            ActionVerb::SubmitEvidence,
            &[],
            EVIDENCE_WANTED,
            "/channels/ec/aftersale/addcomplaintproof",
            Carries::Evidence,
        ),
    ),
    on(
        COMPLAINT,
        row(
            ActionVerb::SubmitEvidence,
            &[],
            TALKED_ABOUT,
            "/channels/ec/aftersale/addcomplaintmaterial",
            Carries::Message,
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
            ActionVerb::Offer,
            &[guarantee::DAMAGED],
            &["WAIT_MERCHANT_HANDLE"],
            "/channels/ec/aftersale/merchantmodifyguarantee",
            Carries::Level,
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
fn status<'a>(object: &str, raw: &'a str) -> Cow<'a, str> {
    match object {
        GUARANTEE => guarantee::status_of(raw).map_or(raw, |row| row.status).into(),
        // A complaint without a status of its own is named by the newest line of its history.
        COMPLAINT => dispute::status_number(raw).map_or(raw.into(), |status| status.to_string().into()),
        _ => raw.into(),
    }
}

/// What an object is, as far as it decides which call fits.
struct Standing<'a> {
    object: &'a str,
    raw_type: Option<&'a str>,
    raw_status: Option<&'a str>,
    sent: bool,
    ordered: bool,
}

impl<'a> Standing<'a> {
    fn of(seen: &'a AfterSale) -> Self {
        Self {
            object: &seen.object,
            raw_type: seen.raw_type.as_deref(),
            raw_status: Some(&seen.raw_status),
            sent: seen.version_token.as_deref() == Some(REPLACEMENT_SENT),
            ordered: seen.order.is_some(),
        }
    }

    fn in_action(action: &'a Action) -> Self {
        Self {
            object: &action.object.object,
            raw_type: action.raw_type.as_deref(),
            raw_status: action.raw_status.as_deref(),
            sent: action.version_token.as_deref() == Some(REPLACEMENT_SENT),
            // Asked for by name when it is missing.
            ordered: true,
        }
    }

    fn has(&self, only: Only) -> bool {
        match only {
            Only::Any => true,
            Only::Sent => self.sent,
            Only::NotSent => !self.sent,
            Only::Ordered => self.ordered,
        }
    }

    /// The call for a verb. What is not given fits where it is not asked for only.
    fn call(&self, verb: ActionVerb) -> Option<&'static ActionRow> {
        let fits = |allowed: &[&str], given: Option<&str>| {
            allowed.is_empty() || given.is_some_and(|given| allowed.contains(&given))
        };
        let status = self.raw_status.map(|raw| status(self.object, raw));
        ACTIONS.iter().find(|row| {
            (row.object, row.verb) == (self.object, verb)
                && fits(row.types, self.raw_type)
                && fits(row.statuses, status.as_deref())
                && self.has(row.only)
        })
    }
}

fn is_on(app: &AppCredentials, row: &ActionRow) -> bool {
    row.switch.is_none_or(|switch| app.unconfirmed.contains(switch))
}

/// How well a verb is supported for this object as it stands.
pub(super) fn support(app: &AppCredentials, seen: &AfterSale, verb: ActionVerb) -> Support {
    match Standing::of(seen).call(verb) {
        Some(row) if is_on(app, row) => Support::Confirmed,
        Some(_) => Support::Unconfirmed,
        None => Support::Unsupported,
    }
}

/// The call that tells the platform.
pub(super) fn request(call: &Call, action: &Action) -> Result<HttpRequest> {
    let standing = Standing::in_action(action);
    let row = standing
        .call(action.verb)
        .ok_or_else(|| unsupported(action, &standing))?;
    if let Some(switch) = row.switch.filter(|_| !is_on(&call.app, row)) {
        return Err(Error::unsupported(
            "what this call wants to be told is not confirmed",
            format!("try it on a test shop, then switch `{switch}` on; until then write to the buyer"),
        )
        .during(OPERATION)
        .with("verb", action.verb));
    }
    api::request(call, row.path, &body::of(row, action)?)
}

fn unsupported(action: &Action, standing: &Standing<'_>) -> Error {
    let shown = |text: Option<&str>| text.unwrap_or("not given").to_owned();
    Error::unsupported(
        "the platform offers no such action for this object",
        "read it again, or handle it in the platform's console",
    )
    .during(OPERATION)
    .with("verb", action.verb)
    .with("object", &action.object.object)
    .with("type", shown(standing.raw_type))
    .with("status", shown(standing.raw_status))
}

/// Reads the answer. How the object stands now must be read again.
pub(super) fn read(answer: &HttpResponse) -> Result<ActionOutcome> {
    api::taken(answer, OPERATION)?;
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
/// Paid, or of an exchange that was sent at once: over.
const BACK: &[&str] = &[
    "PLATFORM_REFUNDING",
    "PLATFORM_REFUND_FAIL",
    "MERCHANT_REFUND_SUCCESS",
    "MERCHANT_RETURN_SUCCESS",
    "MERCHANT_EXCHANGE_SUCCESS",
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
        to: BACK,
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
        verb: ActionVerb::Offer,
        to: &["WAIT_USER_CONFIRM"],
        not: &[],
    },
    Leads {
        object: COMPLAINT,
        verb: ActionVerb::SubmitEvidence,
        to: &["107"],
        not: &[],
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
    if Standing::in_action(action)
        .call(action.verb)
        .is_some_and(|row| matches!(row.carries, Carries::Message | Carries::Payment))
    {
        // Words and certificates move nothing.
        return None;
    }
    if action.raw_status.as_deref() == Some(seen.raw_status.as_str()) {
        // Every one of these moves the status.
        return Some(false);
    }
    let now = status(&seen.object, &seen.raw_status);
    match (leads.to.contains(&now.as_ref()), leads.not.contains(&now.as_ref())) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}
