//! A ticket that is none: what is told of it is what rules see.
use aftersync_core::model::axes::Kind;
use aftersync_core::model::config::{Config, When};
use aftersync_core::model::custom::{CustomField, CustomIs, CustomOn, CustomType, CustomValue};
use aftersync_core::model::time::Timestamp;
use aftersync_core::routing::{RouteAttributes, holds};
use serde_json::{Value, json};

const NOW: Timestamp = Timestamp(1_780_272_000_000);

/// Attributes with what else they need.
fn told(name: &str, value: &Value) -> RouteAttributes {
    let mut document = json!({"platform": "app", "kind": "repair"});
    let beside = match name {
        "products" | "pieces" => json!({"skus": ["cup"]}),
        "region" => json!({"paid_total": 0}),
        _ => json!({}),
    };
    for (key, value) in beside.as_object().unwrap() {
        document[key] = value.clone();
    }
    document[name] = value.clone();
    serde_json::from_value(document).unwrap()
}

fn sees(attributes: &RouteAttributes, when: Value) -> bool {
    let when: When = serde_json::from_value(when).unwrap();
    assert_eq!(attributes.problems(&Config::default()), []);
    holds(&when, &attributes.imagine(NOW).subject().at(NOW, &Config::default()))
}

#[test]
fn every_attribute_is_seen_by_the_rules_that_name_it() {
    let id = "00000000000000000000000000000e5e";
    let words = [
        ("platform", "douyin"),
        ("shop", "4463"),
        ("kind", "exchange"),
        ("issue", "damaged"),
        ("headline", "refunding"),
        ("waiting_on", "finance"),
        ("goods", "received"),
        ("money", "pending"),
        ("replacement", "reserved"),
        ("dispute", "open"),
        ("decision", "approved"),
        ("currency", "USD"),
        ("host", "li"),
        ("room", "7"),
        ("show", id),
        ("reason_code", "12"),
        ("region", "Zhejiang"),
    ];
    let words = words.map(|(name, word)| (name, json!(word), json!({"eq": word})));
    let lists = ["tags", "flags", "skus", "categories", "suppliers", "customer_tags"];
    let lists = lists.map(|name| (name, json!(["a", "b"]), json!({"has_all": ["a", "b"]})));
    let numbers = [
        "amount",
        "approved",
        "refunded",
        "compensation",
        "paid_total",
        "pieces",
        "reopened",
        "age",
        "deadline_in",
        "sla_slack",
        "refund_count_90d",
    ];
    let numbers = numbers.map(|name| (name, json!(7), json!({"eq": 7})));
    let flags = ["answered", "orphan"].map(|name| (name, json!(true), json!({"eq": true})));
    let products = ("products", json!([id]), json!({"has_any": [id]}));
    let all = words
        .into_iter()
        .chain(lists)
        .chain(numbers)
        .chain(flags)
        .chain([products]);
    let bare = RouteAttributes::new("app", Kind::Repair);
    for (name, value, is) in all {
        let when = json!({"test": {"of": name, "is": is}});
        assert!(sees(&told(name, &value), when.clone()), "{name}");
        assert!(!sees(&bare, when), "{name} when it is not told");
    }
}

#[test]
fn fields_of_the_merchant_stand_where_they_are_told() {
    let places = [CustomOn::Ticket, CustomOn::Customer, CustomOn::Line, CustomOn::Product];
    let config = Config {
        custom: places
            .map(|on| CustomField {
                on,
                name: "tier".into(),
                of: CustomType::Choice(vec!["gold".into()]),
                personal: false,
            })
            .to_vec(),
        ..Config::default()
    };
    for on in places {
        let tier = CustomIs::new(on, "tier", CustomValue::Text("gold".into()));
        let attributes = RouteAttributes {
            paid_total: Some(100),
            custom: vec![tier],
            ..RouteAttributes::new("app", Kind::Repair)
        };
        assert_eq!(attributes.problems(&config), []);
        let imagined = attributes.imagine(NOW);
        let found = places.map(|place| imagined.subject().custom(place, "tier").len());
        assert_eq!(found, places.map(|place| usize::from(place == on)), "{on:?}");
    }
}

#[test]
fn what_cannot_be_is_refused_by_path() {
    let on = CustomOn::Customer;
    let config = Config {
        custom: vec![CustomField {
            on,
            name: "tier".into(),
            of: CustomType::Choice(vec!["gold".into()]),
            personal: true,
        }],
        ..Config::default()
    };
    let text = |word: &str| CustomValue::Text(word.into());
    let attributes = RouteAttributes {
        age: -1,
        pieces: 2,
        products: vec![Default::default()],
        custom: vec![
            CustomIs::new(on, "tier", text("gold")),
            CustomIs::new(on, "tier", text("a secret")),
            CustomIs::new(on, "level", text("gold")),
            CustomIs::new(CustomOn::Line, "tier", text("gold")),
        ],
        ..RouteAttributes::new("app", Kind::Repair)
    };
    let problems = attributes.problems(&config);
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "paid_total",
            "age",
            "products",
            "pieces",
            "custom[1].is",
            "custom[2].name",
            "custom[3].name"
        ]
    );
    // The value may be personal.
    assert!(problems.iter().all(|problem| !problem.to_string().contains("secret")));
    let misspelt = json!({"platform": "app", "kind": "repair", "amont": 7});
    assert!(serde_json::from_value::<RouteAttributes>(misspelt).is_err());
}
