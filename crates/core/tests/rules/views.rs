use aftersync_core::lifecycle;
use aftersync_core::model::axes::{CancelReason, Decision, Goods, Headline, Kind, MoneyState, ReplacementState, Role};
use aftersync_core::model::custom::CustomValue;
use aftersync_core::model::evidence::Evidence;
use aftersync_core::model::ids::{
    AccountId, AgentId, DocketId, JobId, OrderId, QueueId, ShowId, SourceId, TaskId, TicketId, Uid,
};
use aftersync_core::model::labels::Lang;
use aftersync_core::model::money::Money;
use aftersync_core::model::notice::Notice;
use aftersync_core::model::offer::Offered;
use aftersync_core::model::shipment::{Direction, ParcelRef, ParcelState};
use aftersync_core::model::ticket::{
    Assignment, Compensation, CompensationState, LineOutcome, LocalEntry, RefundChannel, RefundLeg, Ticket,
    TicketParcel,
};
use aftersync_core::model::time::{DAY, HOUR};
use aftersync_core::model::trigger::Trigger;
use aftersync_core::model::view::BuyerView;
use aftersync_core::notify::buyer_view;

use crate::fixture::{LIVE, OPENED, in_headline, line, ticket};

/// In every text a buyer must not see.
const MARK: &str = "internal-mark";
/// In every id a buyer must not see.
const ID: Uid = Uid([0xab; 16]);

fn evidence() -> Evidence {
    serde_json::from_value(serde_json::json!({
        "kind": "image", "url": MARK, "blob": MARK, "note": MARK,
    }))
    .unwrap()
}

fn marked() -> Ticket {
    let mut ticket = in_headline(&ticket(Kind::ReturnRefund), Headline::Refunding, OPENED);
    let mark = || MARK.to_owned();
    ticket.id = TicketId(ID);
    ticket.sources = vec![SourceId(ID)];
    ticket.principal = Some(SourceId(ID));
    ticket.docket = DocketId(ID);
    ticket.order = Some(OrderId(ID));
    ticket.lines = vec![line(MARK, 1, 777_777)];
    ticket.refund_legs = vec![RefundLeg {
        channel: RefundChannel::GiftCard,
        amount: Money::cny(777_777),
        paid_at: None,
        source: Some(SourceId(ID)),
        order: Some(OrderId(ID)),
    }];
    (ticket.platform, ticket.shop) = (MARK.into(), MARK.into());
    ticket.amounts.compensation = 777_777;
    (ticket.reason_code, ticket.reason_text) = (Some(mark()), Some(mark()));
    ticket.account = Some(AccountId(ID));
    ticket.show = Some(ShowId(ID));
    ticket.host = Some(mark());
    ticket.room = Some(mark());
    ticket.sold_at = Some(OPENED.plus(777_777));
    ticket.evidence = vec![evidence()];
    ticket.assignment = Assignment {
        parked_at: None,
        queue: Some(QueueId(ID)),
        agent: Some(AgentId(ID)),
        weight: 777_777,
        enqueued_at: Some(OPENED.plus(777_777)),
        assigned_at: Some(OPENED.plus(777_777)),
        held_ms: 777_777,
        held_late_ms: 777_777,
        last_agent: Some(AgentId(ID)),
        skipped: None,
        step: 777_777,
        also: [mark()].into(),
        eased: 777_777,
        tagged: [mark()].into(),
        past: [QueueId(ID)].into(),
        due_at: Some(OPENED.plus(777_777)),
        acted_at: Some(OPENED.plus(777_777)),
        offers: vec![Offered {
            agent: AgentId(ID),
            weight: 777_777,
            at: OPENED.plus(777_777),
            until: OPENED.plus(777_777),
            held: true,
        }],
        offers_wanted: 777_777,
        excluded: [AgentId(ID)].into(),
    };
    ticket.flags.insert(mark());
    let local = &mut ticket.local;
    local.entries.push(LocalEntry {
        at: OPENED.plus(777_777),
        trigger: Trigger::Reject,
        role: Role::Qc,
        agent: Some(AgentId(ID)),
        amount: Some(Money::cny(777_777)),
        lines: vec![LineOutcome {
            line: mark(),
            ..LineOutcome::default()
        }],
        job: Some(JobId(ID)),
        void: false,
    });
    local.absorbed = vec![TicketId(ID)];
    local.tags.insert(mark());
    local.custom.insert(mark(), CustomValue::Text(mark()));
    local.first_response_at = Some(OPENED.plus(777_777));
    local.compensations.push(Compensation {
        number: mark(),
        amount: Money::cny(777_777),
        state: CompensationState::Refused,
        at: OPENED.plus(777_777),
        by: Some(AgentId(ID)),
        drafted_by: None,
        task: None,
        goodwill: true,
    });
    local.tasks = vec![TaskId(ID)];
    local.evidence = vec![evidence()];
    local.linked.insert(TicketId(ID));
    ticket
}

#[test]
fn nothing_internal_is_shown_to_a_buyer() {
    let ticket = marked();
    let planted = serde_json::to_string(&ticket).unwrap();
    let moment = OPENED.plus(777_777).0.to_string();
    for mark in [MARK, &ID.to_hex(), "777777", &moment] {
        assert!(planted.contains(mark), "{mark} was planted");
        for lang in [Lang::Zh, Lang::En] {
            for headline in Headline::ALL {
                let shown = in_headline(&ticket, *headline, OPENED);
                let json = serde_json::to_string(&buyer_view(&shown, lang)).unwrap();
                assert!(!json.contains(mark), "{mark} in {json}");
            }
        }
    }
    // Fields that are added to the view later have to be looked at by whoever adds them.
    let json = serde_json::to_value(buyer_view(&ticket, Lang::En)).unwrap();
    let fields: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    let known = [
        "amount",
        "headline",
        "headline_label",
        "next_step",
        "notices",
        "number",
        "parcels",
        "progress",
        "promised_by",
    ];
    assert!(fields.iter().all(|field| known.contains(field)), "{fields:?}");
}

#[test]
fn what_a_buyer_may_see_is_there() {
    let mut ticket = in_headline(&ticket(Kind::ReturnRefund), Headline::ReturnInTransit, OPENED);
    ticket.axes.decision = Decision::Approved;
    ticket.axes.goods = Goods::InTransit;
    ticket.amounts.requested = 200;
    ticket.amounts.approved = 100;
    ticket.platform_deadline = Some(OPENED.plus(DAY));
    ticket.local.notices.extend([(1, Notice::N2), (2, Notice::N1)]);
    let parcel = |direction, number: &str| TicketParcel {
        direction,
        parcel: ParcelRef {
            number: number.into(),
            carrier: None,
        },
        state: Some(ParcelState::InTransit),
    };
    ticket.parcels = vec![parcel(Direction::Outbound, "OUT"), parcel(Direction::Return, "BACK")];
    let view = buyer_view(&ticket, Lang::En);
    assert_eq!(view.number.to_string(), ticket.number.to_string());
    assert_eq!(view.headline_label, "Return in transit");
    assert_eq!(view.amount, Some(Money::cny(100)));
    assert_eq!(view.promised_by, Some(OPENED.plus(DAY)));
    let tracking: Vec<_> = view.parcels.iter().map(|parcel| parcel.tracking.as_str()).collect();
    assert_eq!(tracking, ["BACK"]);
    let told: Vec<_> = view.notices.iter().map(|told| told.notice).collect();
    assert_eq!(told, [Notice::N2], "of this episode");
    assert_eq!(
        steps(&view),
        "Request received+ Decision+ Goods sent back+ Goods inspected> Refund paid."
    );
    let json = serde_json::to_string(&view).unwrap();
    assert_eq!(serde_json::from_str::<BuyerView>(&json).unwrap(), view);
}

/// `+` done, `>` current, `.` to come.
fn steps(view: &BuyerView) -> String {
    let mark = |done, current| match (done, current) {
        (true, true) => "+>",
        (true, false) => "+",
        (false, true) => ">",
        (false, false) => ".",
    };
    let shown = view
        .progress
        .iter()
        .map(|step| format!("{}{}", step.label, mark(step.done, step.current)));
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn progress_follows_the_axes() {
    let shown = |kind: Kind, change: fn(&mut Ticket)| {
        let mut ticket = ticket(kind);
        change(&mut ticket);
        ticket.headline = lifecycle::headline(&ticket.axes);
        steps(&buyer_view(&ticket, Lang::En))
    };
    assert_eq!(shown(Kind::Inquiry, |_| ()), "Request received+ Answered>");
    assert_eq!(
        shown(Kind::RefundOnly, |_| ()),
        "Request received+ Decision> Refund paid."
    );
    let kept = shown(Kind::ReturnRefund, |t| {
        t.axes.decision = Decision::Approved;
        t.axes.goods = Goods::NotRequired;
        t.axes.money = MoneyState::Pending;
    });
    assert_eq!(
        kept, "Request received+ Decision+ Refund paid>",
        "the goods stay with the buyer"
    );
    let failed = shown(Kind::ReturnRefund, |t| {
        t.axes.decision = Decision::Approved;
        t.axes.goods = Goods::InspectedFail;
    });
    let looked_at = "Request received+ Decision+ Goods sent back+ Goods inspected+ Refund paid>";
    assert_eq!(failed, looked_at);
    let arrived = shown(Kind::Resend, |t| {
        t.axes.decision = Decision::Approved;
        t.axes.replacement = ReplacementState::Delivered;
    });
    assert_eq!(
        arrived,
        "Request received+ Decision+ Replacement shipped+ Replacement arrived+"
    );
    let refused = shown(Kind::RefundOnly, |t| t.axes.decision = Decision::Rejected);
    assert_eq!(refused, "Request received+ Rejected+>");
    let cancelled = |t: &mut Ticket| {
        t.axes.cancel_reason = CancelReason::Buyer;
        t.axes.closed = true;
    };
    assert_eq!(shown(Kind::Exchange, cancelled), "Request received+ Cancelled+>");
}

#[test]
fn at_most_one_step_is_current_and_every_state_says_what_is_next() {
    for kind in Kind::ALL {
        for headline in Headline::ALL {
            let view = buyer_view(&in_headline(&ticket(*kind), *headline, OPENED), Lang::Zh);
            assert!(view.progress.iter().filter(|step| step.current).count() <= 1);
            assert!(!view.next_step.is_empty() && !view.headline_label.is_empty());
            assert_eq!(view.promised_by, None);
        }
    }
}

#[test]
fn a_promise_is_the_clock_of_the_step() {
    use aftersync_core::model::config::SlaTargets;
    for headline in LIVE {
        let mut ticket = in_headline(&ticket(Kind::ReturnRefund), headline, OPENED);
        let mut clocks = ticket.clocks.clone();
        aftersync_core::sla::advance(&mut clocks, None, &ticket, OPENED, &SlaTargets::default());
        ticket.clocks = clocks;
        let hours = match headline {
            Headline::AwaitingSeller => Some(24),
            Headline::AwaitingInspection | Headline::Refunding => Some(48),
            Headline::Repairing | Headline::ExchangeShipping => Some(240),
            _ => None,
        };
        let promised = buyer_view(&ticket, Lang::Zh).promised_by;
        if headline != Headline::Requested {
            assert_eq!(promised, hours.map(|hours| OPENED.plus(hours * HOUR)), "{headline}");
        }
    }
}
