use std::collections::BTreeSet;

use aftersync_core::model::axes::{Decision, Goods, Headline, Kind};
use aftersync_core::model::ids::{Platform, TicketId, Uid, plain_number};
use aftersync_core::model::labels::Lang;
use aftersync_core::model::money::Money;
use aftersync_core::model::order::{Order, OrderSnapshot, OrderState, Receiver};
use aftersync_core::model::shipment::{Direction, ParcelRef};
use aftersync_core::model::ticket::{Ticket, TicketParcel};
use aftersync_core::model::time::DAY;
use aftersync_core::warehouse::{
    Article, Awaiting, Clue, ScanHints, Score, Sought, awaits_goods, near, rank, variants,
};
use proptest::prelude::*;

use crate::fixture::{OPENED, in_headline, line, product, ticket};

const SCANNED: &str = "SF1234567890123";

/// What was scanned, what the return says, and how they differ.
const NEAR: [(&str, &str, Option<Clue>); 19] = [
    ("SF1234567890123", "SF1234567890123", None),
    ("SF1234567890123", "SF1234567890124", Some(Clue::OneWrong)),
    ("SF1234567890123", "XF1234567890123", Some(Clue::OneWrong)),
    ("SF1234567890123", "SF1234567890132", Some(Clue::Swapped)),
    ("FS1234567890123", "SF1234567890123", Some(Clue::Swapped)),
    ("SF1234567890123", "SF3214567890123", None),
    ("SF1234567890123", "SF1234567891124", None),
    ("SF123456789012", "SF1234567890123", Some(Clue::OneMissing)),
    ("SF123457890123", "SF1234567890123", Some(Clue::OneMissing)),
    ("F1234567890123", "SF1234567890123", Some(Clue::OneMissing)),
    ("SF12345667890123", "SF1234567890123", Some(Clue::OneExtra)),
    ("1234567890123", "SF1234567890123", Some(Clue::Prefix)),
    ("SF1234567890123", "1234567890123", Some(Clue::Prefix)),
    ("7890123456", "SF1234567890123456", None),
    ("SF12345678", "SF1234567890123", Some(Clue::CutOff)),
    ("JD012345678901211", "JD0123456789012", Some(Clue::CutOff)),
    ("1234567", "1234568", None),
    ("", "SF1234567890123", None),
    ("YT9988776655443", "SF1234567890123", None),
];

#[test]
fn numbers_that_are_nearly_the_same() {
    for (scanned, known, clue) in NEAR {
        assert_eq!(near(scanned, known), clue, "{scanned} {known}");
    }
}

#[test]
fn a_slip_is_among_the_numbers_that_are_looked_up() {
    let slips = [
        ("SF1234567890123", "SF1234567890128"),
        ("SF1234567890123", "SF1234567890132"),
        ("SF123456789012", "SF1234567890123"),
        ("SF12345667890123", "SF1234567890123"),
        ("1234567890123", "SF1234567890123"),
        ("SF1234567890123", "1234567890123"),
        ("SFO234567890123", "SF0234567890123"),
        ("JDVA12345678901-1-1-", "JDVA12345678901"),
    ];
    for (scanned, known) in slips {
        let all = variants(&plain_number(scanned), scanned);
        assert!(all.contains(known), "{scanned} {known}");
        assert!(all.len() <= 1_000, "{} to look up", all.len());
    }
    assert!(variants("1234567", "1234567").is_empty());
    assert!(variants(&"1".repeat(41), "1").is_empty());
}

proptest! {
    #[test]
    fn every_slip_in_the_digits_is_looked_up_and_seen(number in "[A-Z]{0,3}[0-9]{8,20}", at in 0usize..20, digit in 0u8..10, what in 0..4) {
        let digits: Vec<usize> = number.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).collect();
        let at = digits[at % digits.len()];
        let mut slip: Vec<char> = number.chars().collect();
        let digit = char::from(b'0' + digit);
        match what {
            0 => slip[at] = digit,
            1 => { slip.remove(at); }
            2 => slip.insert(at, digit),
            _ if at + 1 < slip.len() => slip.swap(at, at + 1),
            _ => {}
        }
        let slip: String = slip.into_iter().collect();
        prop_assume!(slip != number && slip.len() >= 8);
        prop_assert!(near(&slip, &number).is_some());
        prop_assert!(variants(&slip, &slip).contains(&number));
    }
}

/// A return that was approved and waits for the buyer since so many days.
fn waiting(name: &str, days: i64) -> Ticket {
    let mut t = in_headline(&ticket(Kind::ReturnRefund), Headline::AwaitingBuyerReturn, OPENED);
    t.id = TicketId(Uid::digest(&[name]));
    t.changed_at = OPENED.plus(-days * DAY);
    t.axes.decision = Decision::Approved;
    t
}

fn with_parcel(mut t: Ticket, number: &str, carrier: Option<&str>) -> Ticket {
    t.axes.goods = Goods::InTransit;
    t.headline = Headline::ReturnInTransit;
    let parcel = ParcelRef {
        number: number.to_owned(),
        carrier: carrier.map(str::to_owned),
    };
    t.parcels.push(TicketParcel {
        direction: Direction::Return,
        parcel,
        state: None,
    });
    t
}

fn received_by(receiver: Receiver) -> Order {
    Order {
        platform: Platform::from("douyin"),
        shop: "4463".into(),
        snapshot: OrderSnapshot {
            external_id: "o1".to_owned(),
            account: None,
            state: OrderState::Done,
            paid: Money::cny(100),
            lines: Vec::new(),
            receiver: Some(receiver),
            parcels: Vec::new(),
            created_at: OPENED,
            paid_at: None,
        },
        revision: Default::default(),
        account: None,
        lines: Vec::new(),
        custom: Vec::new(),
    }
}

fn scored(sought: &Sought<'_>, awaiting: Awaiting<'_>) -> Option<(i32, Vec<Clue>)> {
    let mut ranked = rank(sought, &[awaiting]);
    let clues = |s: Score| (s.score, s.reasons.iter().map(|r| r.clue).collect());
    ranked.pop().map(|(_, score)| clues(score))
}

fn sought<'a>(hints: &'a ScanHints, articles: &'a [Article]) -> Sought<'a> {
    Sought {
        number: SCANNED,
        carrier: hints.carrier.as_deref(),
        hints,
        articles,
        now: OPENED,
    }
}

fn alone(ticket: &Ticket) -> Awaiting<'_> {
    Awaiting {
        ticket,
        order: None,
        named: false,
    }
}

#[test]
fn each_clue_has_its_points() {
    use Clue::*;
    let (none, plain) = (ScanHints::default(), [NoNumberYet, Approved, Recent]);
    let fresh = waiting("a", 1);
    let score = |t: &Ticket| scored(&sought(&none, &[]), alone(t));
    assert_eq!(score(&fresh), Some((45, plain.to_vec())));
    assert_eq!(score(&waiting("a", 20)), Some((35, vec![NoNumberYet, Approved])));
    assert_eq!(score(&waiting("a", 60)), Some((25, vec![NoNumberYet, Approved, Old])));
    let asked = in_headline(&ticket(Kind::ReturnRefund), Headline::AwaitingSeller, OPENED);
    assert_eq!(score(&asked), Some((30, vec![NoNumberYet, Recent])));
    let typed = with_parcel(waiting("a", 1), "sf 1234 5678 90124", None);
    assert_eq!(score(&typed), Some((85, vec![OneWrong, Approved, Recent])));
    assert_eq!(
        score(&with_parcel(waiting("a", 1), "YT9988776655443", None)),
        None,
        "another parcel"
    );
    let named = Awaiting {
        named: true,
        ..alone(&fresh)
    };
    let clues = vec![BuyerNamed, NoNumberYet, Approved, Recent];
    assert_eq!(scored(&sought(&none, &[]), named), Some((135, clues)));
    let by_sf = ScanHints {
        carrier: Some("顺丰速运".to_owned()),
        ..none.clone()
    };
    let typed = with_parcel(waiting("a", 1), "SF1234567890132", Some("shunfeng"));
    let clues = vec![Swapped, Approved, SameCarrier, Recent];
    assert_eq!(scored(&sought(&by_sf, &[]), alone(&typed)), Some((95, clues)));
}

#[test]
fn articles_in_the_parcel_tell_returns_apart() {
    use Clue::{AllArticles, Approved, NoNumberYet, OtherArticle};
    let none = ScanHints::default();
    let mut t = waiting("a", 20);
    t.lines = vec![line("cup", 1, 100), line("plate", 1, 100)];
    let article = |code: &str, known: bool| Article {
        code: code.to_owned(),
        products: if known {
            BTreeSet::from([product(code)])
        } else {
            BTreeSet::new()
        },
    };
    let score = |articles: &[Article]| {
        scored(&sought(&none, articles), alone(&t)).map(|s| (s.0, s.1[..s.1.len() - 2].to_vec()))
    };
    assert_eq!(
        score(&[article("CUP ", false)]),
        Some((75, vec![Clue::Article])),
        "by the sku"
    );
    let renamed = Article {
        code: "6901".to_owned(),
        ..article("cup", true)
    };
    assert_eq!(score(&[renamed]), Some((75, vec![Clue::Article])), "by the product");
    let both = [article("cup", true), article("plate", true)];
    let all = scored(&sought(&none, &both), alone(&t));
    assert_eq!(all, Some((95, vec![Clue::Article, NoNumberYet, AllArticles, Approved])));
    let other = scored(&sought(&none, &[article("fork", true)]), alone(&t));
    assert_eq!(other, Some((5, vec![OtherArticle, NoNumberYet, Approved])));
}

#[test]
fn the_sender_is_compared_with_what_platforms_show() {
    use Clue::*;
    let receiver = |name: &str, phone: &str, region: &str| {
        received_by(Receiver {
            name: Some(name.to_owned()),
            phone: Some(phone.to_owned()),
            region: Some(region.to_owned()),
            address: None,
        })
    };
    let (shown, masked) = (
        receiver("张三", "13812345678", "浙江省 杭州市"),
        receiver("张*", "138****5678", "浙江省"),
    );
    let t = waiting("a", 20);
    let told = |order: &Order, hints: ScanHints| {
        let awaiting = Awaiting {
            order: Some(order),
            ..alone(&t)
        };
        let (_, clues) = scored(&sought(&hints, &[]), awaiting).unwrap();
        let base = [NoNumberYet, Approved];
        clues
            .into_iter()
            .filter(|clue| !base.contains(clue))
            .collect::<Vec<_>>()
    };
    let phone = |text: &str| ScanHints {
        phone: Some(text.to_owned()),
        ..ScanHints::default()
    };
    let name = |text: &str| ScanHints {
        name: Some(text.to_owned()),
        ..ScanHints::default()
    };
    let region = |text: &str| ScanHints {
        region: Some(text.to_owned()),
        ..ScanHints::default()
    };
    assert_eq!(told(&shown, phone("+86 138 1234 5678")), [Phone]);
    assert_eq!(told(&shown, phone("13912345678")), [], "two whole phones that differ");
    assert_eq!(told(&shown, phone("5678")), [PhoneTail]);
    assert_eq!(told(&masked, phone("13812345678")), [PhoneTail]);
    assert_eq!(told(&masked, phone("13812345679")), []);
    assert_eq!(told(&shown, phone("678")), [], "three digits are too few");
    assert_eq!(told(&shown, name("张 三")), [Name]);
    assert_eq!(told(&masked, name("张三")), [NameFits]);
    assert_eq!(told(&masked, name("李四")), []);
    assert_eq!(told(&shown, name("")), []);
    assert_eq!(told(&shown, region("杭州市")), [Region]);
    assert_eq!(told(&shown, region("上海")), []);
}

#[test]
fn the_likeliest_comes_first_whatever_the_order() {
    let none = ScanHints::default();
    let (near_miss, longest, later) = (
        with_parcel(waiting("near", 1), "SF1234567890124", None),
        waiting("first", 9),
        waiting("second", 3),
    );
    let received = {
        let mut t = with_parcel(waiting("done", 1), "SF1234567890122", None);
        t.axes.goods = Goods::InspectedPass;
        t
    };
    assert!(!awaits_goods(&received));
    let all = [&later, &received, &near_miss, &longest];
    for turn in 0..all.len() {
        let mut turned = all;
        turned.rotate_left(turn);
        let awaiting = turned.map(alone);
        let ranked = rank(&sought(&none, &[]), &awaiting);
        let ids: Vec<TicketId> = ranked.iter().map(|(at, _)| awaiting[*at].ticket.id).collect();
        assert_eq!(ids, [near_miss.id, longest.id, later.id]);
    }
}

#[test]
fn a_cancelled_request_waits_for_nothing_unless_its_parcel_is_on_the_way() {
    let gone = in_headline(&waiting("a", 1), Headline::Cancelled, OPENED);
    assert!(!awaits_goods(&gone));
    let moving = in_headline(&with_parcel(gone.clone(), "SF1", None), Headline::Cancelled, OPENED);
    assert!(awaits_goods(&moving));
    let merged = Ticket {
        merged_into: Some(gone.id),
        ..waiting("b", 1)
    };
    assert!(!awaits_goods(&merged));
    assert!(!awaits_goods(&ticket(Kind::RefundOnly)), "nothing is to come back");
}

#[test]
fn every_clue_can_be_read_and_none_reads_like_another() {
    for lang in [Lang::Zh, Lang::En] {
        let labels: BTreeSet<&str> = Clue::ALL.iter().map(|clue| clue.label(lang)).collect();
        assert_eq!(labels.len(), Clue::ALL.len());
    }
    assert!(Clue::ALL.iter().all(|clue| clue.points() != 0));
}
