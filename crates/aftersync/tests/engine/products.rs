use aftersync::model::command::Act;
use aftersync::model::product::Product;
use aftersync::{Actor, AgentId, ErrorKind, Fact, FactBody, ProductId, ProductQuery, Timestamp, Uid};
use serde_json::json;

use crate::toy::{Bench, START};

/// An order of one piece of an article that nothing but its title describes.
fn sold(bench: &Bench, n: usize, title: &str) {
    let snapshot = json!({
        "external_id": format!("o{n}"), "state": "paid", "paid": {"minor": 900, "currency": "CNY"}, "created_at": START,
        "lines": [{
            "external_id": format!("l{n}"), "sku": format!("sku-{n}"), "title": title, "quantity": 1,
            "paid": {"minor": 900, "currency": "CNY"},
        }],
    });
    let fact = Fact {
        platform: "toy".into(),
        shop: "s1".into(),
        revision: 1,
        occurred_at: Timestamp(START),
        body: FactBody::Order(Box::new(serde_json::from_value(snapshot).unwrap())),
        raw: None,
    };
    for taken in bench.acme().ingest([fact]).wait().unwrap() {
        taken.unwrap();
    }
}

const TITLES: [&str; 4] = [
    "保温杯 500ml 白色",
    "【直播专享】保温杯５００ＭＬ 白色",
    "保温杯 350ml 黑色",
    "真丝围巾 春季新款",
];

fn named(all: &[Product], title: &str) -> ProductId {
    all.iter().find(|p| p.title == title).unwrap().id
}

#[test]
fn titles_suggest_and_a_person_joins() {
    let bench = Bench::new();
    TITLES.iter().enumerate().for_each(|(n, title)| sold(&bench, n, title));
    let desk = bench.acme();
    let all = desk.products(ProductQuery::default()).wait().unwrap().items;
    assert_eq!(all.len(), 4, "titles join nothing by themselves");
    let cup = named(&all, TITLES[0]);
    let alike = desk.similar_products(cup, 10).wait().unwrap();
    let titles: Vec<&str> = alike.iter().map(|s| s.product.title.as_str()).collect();
    assert_eq!(titles[0], TITLES[1], "{alike:?}");
    assert!(!titles.contains(&TITLES[3]) && !titles.contains(&TITLES[0]));
    assert!(alike.windows(2).all(|pair| pair[0].likeness >= pair[1].likeness));
    assert_eq!(desk.similar_products(cup, 1).wait().unwrap().len(), 1);

    let listing = alike[0].product.listings[0];
    let join = Act::JoinListing { listing, product: cup };
    desk.act(Actor::agent(AgentId::of("lin"))).doing(join).wait().unwrap();
    let after = desk.similar_products(cup, 10).wait().unwrap();
    assert!(
        after.iter().all(|s| s.product.title != TITLES[1]),
        "it is the same article now: {after:?}"
    );
}

fn three(after: Option<String>) -> ProductQuery {
    ProductQuery {
        limit: 3,
        after,
        ..ProductQuery::default()
    }
}

#[test]
fn articles_come_page_by_page() {
    let bench = Bench::new();
    (0..7).for_each(|n| sold(&bench, n, &format!("article {n}")));
    let desk = bench.acme();
    let whole: Vec<ProductId> = desk
        .products(ProductQuery::default())
        .wait()
        .unwrap()
        .items
        .iter()
        .map(|p| p.id)
        .collect();
    assert_eq!(whole.len(), 7);
    let (mut pages, mut after) = (Vec::new(), None);
    loop {
        let page = desk.products(three(after)).wait().unwrap();
        assert!(page.items.len() <= 3);
        pages.extend(page.items.iter().map(|p| p.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(pages, whole);
    // Nothing is left after a page that ends where the list does.
    let seven = |after| ProductQuery {
        limit: 7,
        ..three(after)
    };
    assert_eq!(desk.products(seven(None)).wait().unwrap().next, None);
    let last = seven(Some(whole[6].0.to_hex()));
    assert_eq!(desk.products(last).wait().unwrap(), aftersync::Page::default());
    let e = desk.products(three(Some("x".into()))).wait().unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Malformed);
    let e = desk.similar_products(ProductId(Uid::ZERO), 3).wait().unwrap_err();
    assert_eq!(e.kind(), ErrorKind::NotFound);
    assert!(
        bench
            .engine
            .desk("bolt")
            .products(ProductQuery::default())
            .wait()
            .unwrap()
            .items
            .is_empty()
    );
}
