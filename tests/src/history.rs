//! Random histories: what could happen to a merchant on several platforms, as facts.
use aftersync_core::lifecycle::claim_for;
use aftersync_core::model::aftersale::{AccountRef, AfterSale, AfterSaleLine};
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::conversation::{About, Channel, MessageSnapshot, Sender};
use aftersync_core::model::customer::{AttestedKey, KeyKind};
use aftersync_core::model::fact::{Fact, FactBody};
use aftersync_core::model::ids::{Platform, ShopId, ShowId, Uid};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::order::{HostRef, OrderLine, OrderSnapshot, OrderState, Receiver};
use aftersync_core::model::shipment::{ParcelRef, ParcelSnapshot, ParcelState};
use aftersync_core::model::show::{Room, Show};
use aftersync_core::model::time::{DAY, HOUR, MINUTE, Timestamp};

use crate::prng::Prng;

/// Where all histories begin.
pub const START: Timestamp = Timestamp(1_760_000_000_000);
/// The platforms of the histories.
pub const PLATFORMS: [&str; 2] = ["douyin", "app"];

/// A history: facts in the order in which they happened, the shows first.
pub fn history(seed: u64) -> Vec<Fact> {
    let mut r = Prng::new(seed);
    let mut out = Vec::new();
    if r.chance(50) {
        out.push(show(&mut r));
    }
    let accounts: Vec<AccountRef> = (0..1 + r.below(4)).map(account).collect();
    for n in 0..1 + r.below(3) {
        order(&mut r, n, &accounts, &mut out);
    }
    for n in 0..r.below(4) {
        conversation(&mut r, n, &accounts, &mut out);
    }
    for _ in 0..r.below(3) {
        let who = r.pick(&accounts).clone();
        let keys = vec![phone(r.below(2))];
        let platform = *r.pick(&PLATFORMS);
        out.push(fact(
            platform,
            1,
            at(&mut r, 5 * DAY),
            FactBody::Contact { account: who, keys },
        ));
    }
    let shows = out.iter().filter(|f| matches!(f.body, FactBody::Show(_))).count();
    out[shows..].sort_by_key(|f| f.occurred_at);
    out
}

/// The same facts in another order, some of them again, shows staying in front.
pub fn shuffled(seed: u64, facts: &[Fact]) -> Vec<Fact> {
    let mut r = Prng::new(seed ^ 0x5eed);
    let shows = facts.iter().filter(|f| matches!(f.body, FactBody::Show(_))).count();
    let (front, rest) = facts.split_at(shows);
    let mut rest = rest.to_vec();
    for _ in 0..rest.len() / 2 {
        let again = r.pick(&rest).clone();
        rest.push(again);
    }
    r.shuffle(&mut rest);
    front.iter().cloned().chain(rest).collect()
}

fn fact(platform: &str, revision: i64, occurred_at: Timestamp, body: FactBody) -> Fact {
    Fact {
        platform: Platform::new(platform),
        shop: ShopId::new("880011"),
        revision,
        occurred_at,
        body,
        raw: None,
    }
}

fn at(r: &mut Prng, within: i64) -> Timestamp {
    // Whole seconds, as platforms give them: so that some things happen at one time.
    Timestamp(START.0 + (r.bits() % (within as u64 / 1_000)) as i64 * 1_000)
}

fn account(n: usize) -> AccountRef {
    AccountRef {
        scope: "shop".into(),
        uid: format!("buyer-{n}"),
        nickname: Some(format!("nick {n}")),
    }
}

fn phone(n: usize) -> AttestedKey {
    let value = format!("138000000{n:02}");
    AttestedKey {
        kind: KeyKind::ProvenPhone,
        scope: String::new(),
        value,
        linkable: true,
    }
}

fn show(r: &mut Prng) -> Fact {
    let rooms = PLATFORMS.iter().map(|p| Room {
        platform: Platform::new(*p),
        shop: ShopId::new("880011"),
        external_id: format!("room-{p}"),
    });
    let show = Show {
        id: ShowId(Uid::digest(&["show"])),
        title: "one evening".into(),
        host: HostRef {
            id: "host-1".into(),
            name: None,
        },
        rooms: rooms.collect(),
        starts_at: START,
        ends_at: START.plus(1 + r.below(8) as i64 * HOUR),
        on_screen: Vec::new(),
        captions: Vec::new(),
        revision: 0,
    };
    fact("douyin", 1, START, FactBody::Show(Box::new(show)))
}

/// An order number as a platform writes it, so that it is recognised in text.
pub fn order_number(n: usize) -> String {
    format!("69201111111111110{n:02}")
}

fn order(r: &mut Prng, n: usize, accounts: &[AccountRef], out: &mut Vec<Fact>) {
    let platform = *r.pick(&PLATFORMS);
    let lines: Vec<OrderLine> = (0..1 + r.below(3)).map(|i| order_line(r, platform, n, i)).collect();
    let paid = lines.iter().map(|l| l.paid.minor).sum();
    let placed = at(r, 2 * DAY);
    let who = r.chance(80).then(|| r.pick(accounts).clone());
    let parcel = ParcelRef {
        number: format!("SF10000000000{n:02}"),
        carrier: Some("shunfeng".into()),
    };
    let known = r.chance(85);
    for (i, state) in [OrderState::Paid, OrderState::Shipped, OrderState::Done]
        .into_iter()
        .enumerate()
    {
        if !known || (i > 0 && r.chance(40)) {
            continue;
        }
        let when = placed.plus(i as i64 * 20 * HOUR);
        let snapshot = OrderSnapshot {
            external_id: order_number(n),
            account: who.clone(),
            state,
            paid: money(platform, paid),
            lines: lines.clone(),
            receiver: receiver(n, i),
            parcels: if i == 0 { Vec::new() } else { vec![parcel.clone()] },
            created_at: placed,
            paid_at: Some(placed),
        };
        // Some platforms give orders no revision that moves: the content decides.
        let revision = if r.chance(20) { placed.secs() } else { when.secs() };
        out.push(fact(platform, revision, when, FactBody::Order(Box::new(snapshot))));
    }
    for line in &lines {
        for k in 0..r.below(3) {
            after_sale(r, platform, n, line, k, placed, accounts, out);
        }
    }
}

/// Few people receive all parcels, on either platform; some orders do not say whom, some change the house on the way.
fn receiver(n: usize, step: usize) -> Option<Receiver> {
    let text = |it: &str| Some(it.to_owned());
    let (name, phone) = [
        ("张*", "139****5670"),
        ("李小*", "186****2201"),
        ("张伟", "13912345670"),
    ]
    .get(n % 4)?;
    Some(Receiver {
        name: text(name),
        phone: text(phone),
        region: text("浙江省 杭州市 西湖区"),
        address: Some(format!("文三路{}号2单元501", 90 + step / 2)),
    })
}

/// Each platform sells in a currency of its own, so that figures of two stand side by side.
fn money(platform: &str, minor: i64) -> Money {
    let currency = if platform == "douyin" {
        Currency::CNY
    } else {
        Currency::USD
    };
    Money::new(minor, currency)
}

fn order_line(r: &mut Prng, platform: &str, n: usize, i: usize) -> OrderLine {
    let article = r.below(4);
    OrderLine {
        external_id: format!("69202222222222{n:02}{i:03}"),
        sku: format!("sku-{article}-{}", r.below(2)),
        title: format!("cup {article}"),
        quantity: 1 + r.below(3) as u32,
        paid: money(platform, 1_000 + r.below(20) as i64 * 500),
        merchant_code: r.chance(70).then(|| format!("CODE-{article}")),
        barcode: r.chance(30).then(|| format!("690000000000{}", article % 2)),
        supplier: None,
        batch: None,
        host: r.chance(40).then(|| HostRef {
            id: "author-7".into(),
            name: None,
        }),
        room: r.chance(50).then(|| "room-douyin".to_owned()),
        custom: Default::default(),
    }
}

const WAYS: [(Kind, &[Headline]); 7] = {
    use Headline as H;
    [
        (Kind::RefundOnly, &[H::AwaitingSeller, H::Refunding, H::Refunded]),
        (
            Kind::ReturnRefund,
            &[
                H::AwaitingSeller,
                H::AwaitingBuyerReturn,
                H::ReturnInTransit,
                H::AwaitingInspection,
                H::Refunding,
                H::Refunded,
            ],
        ),
        (
            Kind::ReturnRefund,
            &[H::AwaitingSeller, H::Rejected, H::Disputed, H::Refunding, H::Refunded],
        ),
        (
            Kind::Exchange,
            &[
                H::AwaitingSeller,
                H::AwaitingBuyerReturn,
                H::ReturnInTransit,
                H::ExchangeShipping,
                H::Exchanged,
            ],
        ),
        (
            Kind::Repair,
            &[
                H::AwaitingSeller,
                H::AwaitingBuyerReturn,
                H::Repairing,
                H::ExchangeShipping,
                H::Exchanged,
            ],
        ),
        (Kind::Resend, &[H::AwaitingSeller, H::ExchangeShipping, H::Exchanged]),
        (
            Kind::ReturnRefund,
            &[H::AwaitingSeller, H::AwaitingBuyerReturn, H::Cancelled],
        ),
    ]
};

#[allow(clippy::too_many_arguments)]
fn after_sale(
    r: &mut Prng,
    platform: &'static str,
    n: usize,
    line: &OrderLine,
    k: usize,
    placed: Timestamp,
    accounts: &[AccountRef],
    out: &mut Vec<Fact>,
) {
    let (kind, way) = *r.pick(&WAYS);
    let id = format!("7100{n:02}{}{k:02}", &line.external_id[line.external_id.len() - 6..]);
    let opened = placed.plus(HOUR + at(r, 3 * DAY).since(START));
    let amount = Money::new(line.paid.minor / 2, line.paid.currency);
    let back = ParcelRef {
        number: format!("YT2{:012}", id.parse::<u64>().unwrap() % 1_000_000_000_000),
        carrier: None,
    };
    let who = r.chance(30).then(|| r.pick(accounts).clone());
    let names_order = r.chance(95);
    let stop = 1 + r.below(way.len());
    let mut when = opened;
    let mut moved = false;
    for (rank, headline) in way.iter().take(stop).enumerate() {
        when = when.plus(if r.chance(10) {
            0
        } else {
            (1 + r.below(30) as i64) * HOUR
        });
        moved |= matches!(headline, Headline::ReturnInTransit | Headline::AwaitingInspection);
        let ended = matches!(headline, Headline::Refunded | Headline::Exchanged | Headline::Cancelled);
        let a = AfterSale {
            object: "aftersale".to_owned(),
            instead_of: Vec::new(),
            beside: None,
            external_id: id.clone(),
            order: names_order.then(|| order_number(n)),
            lines: vec![AfterSaleLine {
                line: line.external_id.clone(),
                quantity: Some(1),
                amount: Some(amount),
            }],
            account: who.clone(),
            kind,
            raw_type: None,
            raw_status: headline.as_str().into(),
            known: r.chance(97),
            claim: claim_for(*headline, kind),
            rank: rank as u16,
            requested: Some(amount),
            refunded: (*headline == Headline::Refunded).then_some(amount),
            issue: Some(*r.pick(IssueType::ALL)),
            reason_code: None,
            reason_text: None,
            created_at: opened,
            ended_at: ended.then_some(when),
            deadline: (!ended).then(|| when.plus(2 * DAY)),
            return_parcel: moved.then(|| back.clone()),
            replacement_parcel: None,
            version_token: Some(when.secs().to_string()),
            evidence: Vec::new(),
            dispute: None,
            flags: Default::default(),
            extra: Default::default(),
        };
        out.push(fact(platform, when.secs(), when, FactBody::AfterSale(Box::new(a))));
    }
    if moved && r.chance(70) {
        parcel(r, &back, opened, out);
    }
}

fn parcel(r: &mut Prng, p: &ParcelRef, since: Timestamp, out: &mut Vec<Fact>) {
    use ParcelState as S;
    let way: &[S] = r.pick::<&[S]>(&[
        &[S::PickedUp, S::InTransit, S::Delivered][..],
        &[S::PickedUp, S::Lost][..],
        &[S::AtLocker, S::InTransit][..],
    ]);
    let mut when = since;
    for state in way.iter().take(1 + r.below(way.len())) {
        when = when.plus((1 + r.below(20) as i64) * HOUR);
        let s = ParcelSnapshot {
            number: p.number.clone(),
            carrier: None,
            state: *state,
            at: when,
            last_scan: None,
        };
        out.push(fact("carrier", when.secs(), when, FactBody::Parcel(Box::new(s))));
    }
}

fn conversation(r: &mut Prng, n: usize, accounts: &[AccountRef], out: &mut Vec<Fact>) {
    let platform = *r.pick(&PLATFORMS);
    let who = r.chance(80).then(|| r.pick(accounts).clone());
    let channel = *r.pick(&[Channel::Chat, Channel::Chat, Channel::Form, Channel::LiveComment]);
    for i in 0..1 + r.below(5) {
        let when = at(r, 8 * DAY);
        let text = match r.below(4) {
            0 => format!("订单号 {} 怎么还没退款", order_number(r.below(3))),
            1 => format!("快递单号 SF10000000000{:02} 到哪了", r.below(3)),
            _ => "你好，在吗".to_owned(),
        };
        let about = match r.below(8) {
            0 => About {
                order: Some(order_number(r.below(3))),
                ..About::default()
            },
            _ => About::default(),
        };
        let m = MessageSnapshot {
            external_id: format!("m{n}-{i}"),
            conversation: format!("talk-{n}"),
            channel,
            sender: if r.chance(70) { Sender::Buyer } else { Sender::Agent },
            account: who.clone(),
            keys: if r.chance(20) {
                vec![phone(r.below(2))]
            } else {
                Vec::new()
            },
            text,
            evidence: Vec::new(),
            about,
            issue: r.chance(20).then(|| *r.pick(IssueType::ALL)),
            at: when.plus((i as i64) * MINUTE),
        };
        out.push(fact(platform, m.at.0, m.at, FactBody::Message(Box::new(m))));
    }
}
