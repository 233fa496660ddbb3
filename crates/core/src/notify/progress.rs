//! The steps a buyer sees, by kind of request, and what comes next.
use crate::model::axes::{Axes, CancelReason, Decision, Goods, Headline, Kind, MoneyState, ReplacementState};
use crate::model::labels::Lang;
use crate::model::ticket::Ticket;
use crate::model::view::Step;

/// One step on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Received,
    Decided,
    SentBack,
    Inspected,
    Repaired,
    Shipped,
    Arrived,
    Paid,
    Answered,
}

use Stage::{Answered, Arrived, Decided, Inspected, Paid, Received, Repaired, SentBack, Shipped};

const fn stages(kind: Kind) -> &'static [Stage] {
    match kind {
        Kind::RefundOnly | Kind::PriceProtection => &[Received, Decided, Paid],
        Kind::ReturnRefund => &[Received, Decided, SentBack, Inspected, Paid],
        Kind::Exchange => &[Received, Decided, SentBack, Inspected, Shipped, Arrived],
        Kind::Repair => &[Received, Decided, SentBack, Inspected, Repaired, Shipped, Arrived],
        Kind::Resend => &[Received, Decided, Shipped, Arrived],
        Kind::Complaint | Kind::Inquiry => &[Received, Answered],
    }
}

impl Stage {
    const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Received => ("提交申请", "Request received"),
            Decided => ("商家审核", "Decision"),
            SentBack => ("寄回商品", "Goods sent back"),
            Inspected => ("收货验货", "Goods inspected"),
            Repaired => ("维修", "Repaired"),
            Shipped => ("发出商品", "Replacement shipped"),
            Arrived => ("送达", "Replacement arrived"),
            Paid => ("退款", "Refund paid"),
            Answered => ("处理完成", "Answered"),
        };
        pick(lang, zh, en)
    }

    fn is_done(self, axes: &Axes, headline: Headline) -> bool {
        let shipped = matches!(
            axes.replacement,
            ReplacementState::Shipped | ReplacementState::Delivered
        );
        match self {
            Received => true,
            Decided => axes.decision == Decision::Approved,
            SentBack => !matches!(axes.goods, Goods::AwaitingShip | Goods::NotRequired),
            Inspected => is_inspected(axes.goods),
            Repaired => shipped || (headline == Headline::ExchangeShipping && !axes.repair_running),
            Shipped => shipped,
            Arrived => axes.replacement == ReplacementState::Delivered,
            Paid => axes.money == MoneyState::Paid,
            Answered => axes.answered || headline.is_ended(),
        }
    }
}

const fn is_inspected(goods: Goods) -> bool {
    matches!(
        goods,
        Goods::Received
            | Goods::InspectedPass
            | Goods::InspectedFail
            | Goods::InspectedPartial
            | Goods::ReturnedToBuyer
            | Goods::WrittenOff
    )
}

/// The steps of a ticket: those of its kind, without the return when nothing has to come back. A refused or cancelled
/// request shows the steps it made and how it ended.
pub(super) fn progress(ticket: &Ticket, lang: Lang) -> Vec<Step> {
    let axes = &ticket.axes;
    let needed = |stage: &&Stage| axes.goods != Goods::NotRequired || !matches!(stage, SentBack | Inspected);
    let stages = stages(axes.kind).iter().filter(needed);
    let mut steps: Vec<Step> = stages
        .map(|stage| Step {
            label: stage.label(lang).to_owned(),
            done: stage.is_done(axes, ticket.headline),
            current: false,
        })
        .collect();
    if let Some(label) = failed_end(ticket, lang) {
        steps.retain(|step| step.done);
        steps.push(Step {
            label: label.to_owned(),
            done: true,
            current: true,
        });
    } else if ticket.headline.is_ended() {
        steps.iter_mut().for_each(|step| step.done = true);
    } else if let Some(step) = steps.iter_mut().find(|step| !step.done) {
        step.current = true;
    }
    steps
}

/// The name of an end without what was asked for; also when it was closed since.
fn failed_end(ticket: &Ticket, lang: Lang) -> Option<&'static str> {
    let (axes, closed) = (&ticket.axes, ticket.headline == Headline::Closed);
    let paid = axes.money == MoneyState::Paid;
    if ticket.headline == Headline::Cancelled || (closed && !paid && axes.cancel_reason != CancelReason::None) {
        Some(Headline::Cancelled.label(lang))
    } else if ticket.headline == Headline::Rejected || (closed && !paid && axes.decision == Decision::Rejected) {
        Some(Headline::Rejected.label(lang))
    } else {
        None
    }
}

/// What happens next, said to the buyer.
pub(super) const fn next_step(headline: Headline, lang: Lang) -> &'static str {
    let (zh, en) = match headline {
        Headline::Requested => ("我们正在受理您的申请", "We are looking at your request"),
        Headline::AwaitingSeller => ("商家正在处理，请耐心等待", "We are deciding on your request"),
        Headline::AwaitingBuyer => ("请补充信息或确认方案", "Please answer our question or offer"),
        Headline::AwaitingBuyerReturn => (
            "请寄回商品并填写运单号",
            "Please send the goods back and enter the tracking number",
        ),
        Headline::ReturnInTransit => ("退货正在途中，送达后我们会验货", "Your return is on its way to us"),
        Headline::AwaitingInspection => ("退货已送达，正在验货", "Your return has arrived and is being inspected"),
        Headline::Repairing => ("商品正在维修", "Your goods are being repaired"),
        Headline::Refunding => ("退款正在处理", "Your refund is being paid"),
        Headline::ExchangeShipping => ("商品正在备货或配送", "Your replacement is being prepared or on its way"),
        Headline::Disputed => ("平台正在处理，请等待裁决", "The platform is deciding"),
        Headline::Refunded => (
            "退款已发出，请留意到账",
            "The refund was paid; please check your account",
        ),
        Headline::Exchanged => (
            "商品已送达，如有问题请联系我们",
            "Your replacement has arrived; tell us if anything is wrong",
        ),
        Headline::Resolved => (
            "已处理完成，如有问题请联系我们",
            "It is settled; tell us if anything is wrong",
        ),
        Headline::Rejected => (
            "申请未通过，您可以补充凭证或申请平台介入",
            "It was refused; you may add proof or ask the platform",
        ),
        Headline::Cancelled => ("申请已取消，如有需要请重新提交", "It was cancelled; you may ask again"),
        Headline::Closed => ("售后已关闭", "It is closed"),
    };
    pick(lang, zh, en)
}

const fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
