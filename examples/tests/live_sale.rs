//! A small evening, three times: each must come to a clean accounting.
#![allow(clippy::unwrap_used)]
use aftersync_examples::live_sale::{Options, Selling, run, tables};

fn clean(seed: u64) {
    let folder = std::env::temp_dir().join(format!("live_sale_{}_{seed}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let options = Options {
        seed,
        size: 40,
        platforms: Selling::ALL.to_vec(),
        db: folder.join("live_sale.db"),
        progress: false,
    };
    let outcome = run(&options).unwrap();
    assert!(outcome.clean, "{}", tables(&outcome));
    assert!(outcome.platform_after_sales > 5 && outcome.joined > 0 && outcome.duplicates_dropped > 0);
    assert_eq!((outcome.lost, outcome.double_refunds), (0, 0));
    let routed = &outcome.routed;
    assert!(routed.given >= outcome.tickets / 2 && routed.at_once > 0, "{routed:?}");
    assert_eq!(routed.beyond_limit, 0, "nobody has what they may not approve");
    assert!(
        routed.bot_alone + routed.handed_off.len() > 0,
        "the bot had its part: {routed:?}"
    );
    assert!(!outcome.attained.is_empty());
    assert_eq!(outcome.stopped_and_started, 2);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_accounting_is_clean_with_seed_3() {
    clean(3);
}

#[test]
fn the_accounting_is_clean_with_seed_7() {
    clean(7);
}

#[test]
fn the_accounting_is_clean_with_seed_11() {
    clean(11);
}
