//! What we can tell the platform: decisions through `afterSale.operate`, everything else through calls of their own.
//!
//! Which number of `operate` means what is data. A row whose meaning is only inferred is off until its switch
//! (`douyin.operate_101` and so on) is on. One item goes into each call, since one bad item fails a whole batch, and each
//! carries the version that the decision was made on. The platform takes no amount: it pays what was asked for.
use aftersync_core::error::{Error, ErrorKind, Phase, Result};
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::DisputeState;
use aftersync_core::platform::{ActionOutcome, AppCredentials, Call, HttpRequest, HttpResponse, Support};
use serde::Deserialize;

use crate::common::answer;
use crate::common::json::{Id, Loose, Text, Whole, parse};
use crate::common::refusal::{self, Effect, Said};

use super::error::{TABLE, of_item};
use super::{api, body};

/// What a row of `operate` needs beside the after-sale itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// The id of the address that the goods go to.
    Address,
    /// The platform's reason code, and words for the buyer.
    Reason,
    /// The parcel that was sent.
    Parcel,
}

/// One number of `afterSale.operate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperateRow {
    /// The number.
    pub operate: i64,
    /// What it tells the platform.
    pub verb: ActionVerb,
    /// For which `aftersale_type`.
    pub aftersale_type: i64,
    /// In which status.
    pub status: i64,
    /// What it needs.
    pub needs: Needs,
    /// The switch without which it is off; `None` for a number whose meaning is confirmed.
    pub switch: Option<&'static str>,
}

const fn confirmed(operate: i64, verb: ActionVerb, aftersale_type: i64, status: i64, needs: Needs) -> OperateRow {
    OperateRow {
        operate,
        verb,
        aftersale_type,
        status,
        needs,
        switch: None,
    }
}

const fn inferred(switch: &'static str, row: OperateRow) -> OperateRow {
    OperateRow {
        switch: Some(switch),
        ..row
    }
}

/// The numbers, in order. Unshipped refunds, price protection, agreeing to resend and repair have none that is known.
pub const OPERATE: &[OperateRow] = &[
    inferred(
        "douyin.operate_101",
        confirmed(101, ActionVerb::ApproveReturn, 0, 6, Needs::Address),
    ),
    inferred(
        "douyin.operate_102",
        confirmed(102, ActionVerb::Reject, 0, 6, Needs::Reason),
    ),
    inferred(
        "douyin.operate_111",
        confirmed(111, ActionVerb::ConfirmReturn, 0, 11, Needs::Nothing),
    ),
    inferred(
        "douyin.operate_112",
        confirmed(112, ActionVerb::RejectReturn, 0, 11, Needs::Reason),
    ),
    confirmed(201, ActionVerb::ApproveRefund, 1, 6, Needs::Nothing),
    confirmed(202, ActionVerb::Reject, 1, 6, Needs::Reason),
    inferred(
        "douyin.operate_301",
        confirmed(301, ActionVerb::ApproveExchange, 3, 6, Needs::Address),
    ),
    inferred(
        "douyin.operate_302",
        confirmed(302, ActionVerb::Reject, 3, 6, Needs::Reason),
    ),
    confirmed(311, ActionVerb::ShipReplacement, 3, 11, Needs::Parcel),
    inferred(
        "douyin.operate_312",
        confirmed(312, ActionVerb::RejectReturn, 3, 11, Needs::Reason),
    ),
];

/// When a call of its own makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CallRow {
    pub verb: ActionVerb,
    pub method: &'static str,
    /// For these types; empty means any.
    pub types: &'static [i64],
    /// In these statuses; empty means any.
    pub statuses: &'static [i64],
    /// Only while an arbitration runs.
    pub in_dispute: bool,
}

const fn call(verb: ActionVerb, method: &'static str, types: &'static [i64], statuses: &'static [i64]) -> CallRow {
    CallRow {
        verb,
        method,
        types,
        statuses,
        in_dispute: false,
    }
}

/// `aftersale_type` of a repair.
pub(super) const REPAIR: i64 = 8;

/// Calls that are not decisions. All are seen in the platform's own software.
pub(super) const CALLS: &[CallRow] = &[
    call(
        ActionVerb::ShipReplacement,
        "afterSale.fillLogistics",
        &[7, REPAIR],
        &[8],
    ),
    CallRow {
        in_dispute: true,
        ..call(ActionVerb::SubmitEvidence, "afterSale.submitEvidence", &[], &[])
    },
    call(
        ActionVerb::ReportArrival,
        "afterSale.returnGoodsToWareHouseSuccess",
        &[0, 3, 8],
        &[7, 11],
    ),
    call(
        ActionVerb::ReportIntercepted,
        "afterSale.CancelSendGoodsSuccess",
        &[2],
        &[6],
    ),
    call(
        ActionVerb::InterceptParcel,
        "afterSale.applyLogisticsIntercept",
        &[0, 1],
        &[6, 7],
    ),
    call(ActionVerb::ExtendTime, "afterSale.timeExtend", &[], &[6, 7, 8, 11, 13]),
    call(ActionVerb::AddRemark, "afterSale.addOrderRemark", &[], &[]),
    call(
        ActionVerb::Reopen,
        "afterSale.OpenAfterSaleChannel",
        &[],
        &[12, 14, 27, 28, 29, 51, 53],
    ),
];

/// How an action is told.
#[derive(Clone, Copy)]
enum Way {
    Operate(&'static OperateRow),
    Call(&'static CallRow),
}

/// The way for a verb on an after-sale of that type and status. A status that is not given fits.
fn way(verb: ActionVerb, aftersale_type: Option<i64>, status: Option<i64>) -> Option<Way> {
    let operate = OPERATE.iter().find(|row| {
        row.verb == verb
            && Some(row.aftersale_type) == aftersale_type
            && status.is_none_or(|status| row.status == status)
    });
    let fits =
        |allowed: &[i64], code: Option<i64>| allowed.is_empty() || code.is_some_and(|code| allowed.contains(&code));
    let call = || {
        CALLS.iter().find(|row| {
            row.verb == verb && fits(row.types, aftersale_type) && (status.is_none() || fits(row.statuses, status))
        })
    };
    operate.map(Way::Operate).or_else(|| call().map(Way::Call))
}

fn code(text: Option<&str>) -> Option<i64> {
    text.and_then(|text| text.parse().ok())
}

/// How well a verb is supported for this after-sale as it stands.
pub(super) fn support(app: &AppCredentials, seen: &AfterSale, verb: ActionVerb) -> Support {
    let found = way(
        verb,
        code(seen.raw_type.as_deref()),
        Some(code(Some(&seen.raw_status)).unwrap_or(-1)),
    );
    let disputed = seen.claim.dispute.is_some_and(DisputeState::is_live);
    match found {
        Some(Way::Operate(row)) if !is_on(app, row) => Support::Unconfirmed,
        Some(Way::Operate(_)) => Support::Confirmed,
        Some(Way::Call(row)) if !row.in_dispute || disputed => Support::Confirmed,
        _ => Support::Unsupported,
    }
}

fn is_on(app: &AppCredentials, row: &OperateRow) -> bool {
    row.switch.is_none_or(|switch| app.unconfirmed.contains(switch))
}

/// The call that tells the platform.
pub(super) fn request(call: &Call, action: &Action) -> Result<HttpRequest> {
    let aftersale_type = code(action.raw_type.as_deref());
    let Some(way) = way(action.verb, aftersale_type, code(action.raw_status.as_deref())) else {
        return Err(unsupported(action));
    };
    match way {
        Way::Operate(row) => {
            let switch = row.switch.filter(|_| !is_on(&call.app, row));
            if let Some(switch) = switch {
                return Err(unconfirmed(row, switch));
            }
            api::request(call, "afterSale.operate", &body::operate(row, action)?)
        }
        Way::Call(row) => api::request(call, row.method, &body::own(row.verb, action, call.now)?),
    }
}

fn unsupported(action: &Action) -> Error {
    let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "not given".to_owned());
    Error::unsupported(
        "the platform offers no such action for this after-sale",
        "read the after-sale again, or handle it in the platform's console",
    )
    .during("douyin.action")
    .with("verb", action.verb)
    .with("type", shown(&action.raw_type))
    .with("status", shown(&action.raw_status))
}

fn unconfirmed(row: &OperateRow, switch: &str) -> Error {
    Error::unsupported(
        "what this operation means to the platform is not confirmed",
        format!("try it on a test shop, then switch `{switch}` on; until then handle it in the platform's console"),
    )
    .during("douyin.action")
    .with("operate", row.operate)
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow, default)]
    items: Loose<Vec<Loose<Item<'a>>>>,
}

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow, default)]
    aftersale_id: Loose<Id<'a>>,
    #[serde(default)]
    status_code: Loose<Whole>,
    #[serde(borrow, default)]
    status_msg: Loose<Text<'a>>,
}

/// It was taken; how the after-sale stands now must be read again.
const DONE: ActionOutcome = ActionOutcome {
    facts: Vec::new(),
    refetch: true,
};

/// Reads the answer: the envelope, and for `operate` what it says of our one item.
pub(super) fn read(action: &Action, answer: &HttpResponse) -> Result<ActionOutcome> {
    const OPERATION: &str = "douyin.action";
    let operated = matches!(
        way(action.verb, code(action.raw_type.as_deref()), None),
        Some(Way::Operate(_))
    );
    if !operated {
        return api::data(answer, Effect::Write, OPERATION).map(|_| DONE);
    }
    let data = api::batch(answer, Effect::Write, OPERATION)?;
    let parsed: Answer<'_> =
        parse(data.get().as_bytes()).map_err(|why| answer::unreadable(answer, &why, Effect::Write, OPERATION))?;
    let ours = |item: &&Item<'_>| item.aftersale_id.id() == Some(action.object.external_id.as_str());
    let item = parsed.items.each().find(ours);
    match item.map(|item| (item, item.status_code.number())) {
        Some((_, Some(0))) => Ok(DONE),
        Some((item, Some(status))) => {
            let (status, sub) = (answer.status, of_item(status));
            let message = item.status_msg.text().unwrap_or_default();
            let said = Said {
                status,
                code: "50002",
                sub: &sub,
                message,
                request_id: "",
            };
            Err(refusal::error(TABLE, said, Effect::Write, OPERATION))
        }
        _ => Err(Error::new(
            ErrorKind::Unavailable,
            "the answer does not say what became of the after-sale",
        )
        .during(OPERATION)
        .at(Phase::InDoubt)),
    }
}

/// To which statuses a decision leads, and in which it cannot have been taken.
struct Leads {
    verb: ActionVerb,
    to: &'static [i64],
    not: &'static [i64],
}

/// Statuses that neither row names say nothing: a closed after-sale may have been decided before it was closed.
const LEADS: &[Leads] = &[
    Leads {
        verb: ActionVerb::ApproveRefund,
        to: &[12, 53],
        not: &[6, 27],
    },
    Leads {
        verb: ActionVerb::ApproveReturn,
        to: &[7, 11, 12, 13, 14, 29, 53],
        not: &[6, 27],
    },
    Leads {
        verb: ActionVerb::ApproveExchange,
        to: &[3, 7, 11, 12, 13, 14, 29, 53],
        not: &[6, 27],
    },
    // After a refusal the buyer may ask again, so status 6 says nothing.
    Leads {
        verb: ActionVerb::Reject,
        to: &[27],
        not: &[7, 8, 11, 12, 13, 14],
    },
    Leads {
        verb: ActionVerb::ConfirmReturn,
        to: &[12, 53],
        not: &[7, 11, 29],
    },
    Leads {
        verb: ActionVerb::RejectReturn,
        to: &[29],
        not: &[12, 13, 14],
    },
    Leads {
        verb: ActionVerb::ShipReplacement,
        to: &[3, 12, 13, 14],
        not: &[7, 8, 11],
    },
];

/// Whether a decision whose answer was lost was taken, judged by the after-sale as it is now.
pub(super) fn happened(action: &Action, seen: &AfterSale) -> Option<bool> {
    let leads = LEADS.iter().find(|leads| leads.verb == action.verb)?;
    let unmoved = action.version_token.is_some() && action.version_token == seen.version_token;
    if unmoved {
        // Every decision moves the version.
        return Some(false);
    }
    let status = code(Some(&seen.raw_status))?;
    match (leads.to.contains(&status), leads.not.contains(&status)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}
