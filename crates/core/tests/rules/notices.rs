use aftersync_core::model::axes::Kind;
use aftersync_core::model::config::{Config, ShopConfig};
use aftersync_core::model::ids::{TicketId, Uid};
use aftersync_core::model::labels::Lang;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::notice::Notice;
use aftersync_core::model::number::TicketNumber;
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::DAY;
use aftersync_core::notify::{NoticeFacts, text, wanted};

use crate::fixture::{OPENED, ticket};

fn bare() -> NoticeFacts {
    NoticeFacts {
        number: TicketNumber::from_sequence(12),
        amount: None,
        deadline: None,
        tracking: None,
        zone_minutes: 480,
    }
}

fn full() -> NoticeFacts {
    NoticeFacts {
        amount: Some(Money::cny(12_805)),
        deadline: Some(OPENED),
        tracking: Some("SF123".into()),
        ..bare()
    }
}

#[test]
fn a_notice_is_sent_once_an_episode_and_not_for_old_news() {
    let config = Config::default();
    let mut ticket = ticket(Kind::Exchange);
    let ask = |ticket: &Ticket, age: i64| wanted(Notice::N2, ticket, OPENED, OPENED.plus(age), &config);
    assert_eq!(ask(&ticket, 0), Ok(()));
    assert_eq!(ask(&ticket, 2 * DAY), Ok(()));
    assert_eq!(ask(&ticket, 2 * DAY + 1), Err("stale"));
    ticket.local.notices.insert((1, Notice::N2));
    assert_eq!(ask(&ticket, 0), Err("already_recorded"));
    ticket.episode = 2;
    assert_eq!(ask(&ticket, 0), Ok(()));
    ticket.merged_into = Some(TicketId(Uid::ZERO));
    assert_eq!(ask(&ticket, 0), Err("merged"));
}

#[test]
fn where_a_platform_forbids_it_nobody_is_written_to() {
    let ticket = ticket(Kind::Exchange);
    let shop = |notices| ShopConfig {
        notices,
        ..ShopConfig::new(ticket.platform.clone(), ticket.shop.clone())
    };
    for (notices, expected) in [(true, Ok(())), (false, Err("not_allowed_here"))] {
        let config = Config {
            shops: vec![shop(notices)],
            ..Config::default()
        };
        assert_eq!(wanted(Notice::N2, &ticket, OPENED, OPENED, &config), expected);
    }
}

#[test]
fn every_text_names_the_ticket_and_leaves_no_marks() {
    for notice in Notice::ALL {
        for lang in [Lang::Zh, Lang::En] {
            for facts in [bare(), full()] {
                let text = text(*notice, lang, &facts);
                assert!(text.contains(&facts.number.to_string()), "{notice} {text}");
                assert!(!text.contains(['{', '}', '[', ']']), "{notice} {text}");
                assert!(text.ends_with(['。', '.']), "{notice} {text}");
                assert!(
                    !text.contains(" ,") && !text.contains("  ") && !text.contains("，。"),
                    "{notice} {text}"
                );
            }
        }
    }
}

#[test]
fn slots_are_filled_in_the_manner_of_the_language() {
    let zh = text(Notice::N10, Lang::Zh, &full());
    assert!(zh.contains("128.05 元"), "{zh}");
    let en = text(Notice::N10, Lang::En, &full());
    assert!(en.contains("refund of 128.05 CNY for"), "{en}");
    let usd = NoticeFacts {
        amount: Some(Money::new(100, Currency::USD)),
        ..full()
    };
    assert!(text(Notice::N2, Lang::Zh, &usd).contains("1.00 USD"));
    let due = text(Notice::N4, Lang::En, &full());
    assert!(due.contains("by 2025-10-09 16:53."), "{due}");
    assert!(text(Notice::N7, Lang::Zh, &full()).contains("运单号 SF123"));
}

#[test]
fn a_value_is_never_read_as_a_template() {
    let facts = NoticeFacts {
        tracking: Some("{amount}[x]".into()),
        ..full()
    };
    assert!(text(Notice::N7, Lang::En, &facts).contains("{amount}[x]"));
}
