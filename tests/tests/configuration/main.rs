//! The example document of docs/configuration.md: the same in YAML and JSON, sound, what the schema accepts, and taken by a
//! desk that is at work.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#[allow(dead_code)]
#[path = "../../../crates/core/tests/checks/schema.rs"]
mod schema;
mod wrong;

use std::path::Path;
use std::sync::Arc;

use aftersync_core::engine::decide::checked::ConfigCheck;
use aftersync_core::model::agent::Agent;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::config::Config;
use aftersync_core::model::ids::{AgentId, QueueId};
use aftersync_core::routing::validate;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine, opened, ticket};
use serde_json::{Value, json};

fn doc(name: &str) -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    std::fs::read_to_string(docs.join(name)).unwrap()
}

fn example() -> Value {
    serde_json::from_str(&doc("config.example.json")).unwrap()
}

fn read(document: &Value) -> Config {
    serde_json::from_value(document.clone()).unwrap()
}

#[test]
fn yaml_and_json_are_the_same_configuration() {
    let written: Value = serde_saphyr::from_str(&doc("config.example.yaml")).unwrap();
    assert_eq!(written, example());
    let config = read(&written);
    assert_eq!(config, read(&example()));
    let straight: Config = serde_saphyr::from_str(&doc("config.example.yaml")).unwrap();
    assert_eq!(straight, config);
}

/// The version is the desk's own, `auto` is the short way of return policies, and who is who needs no settings.
const LEFT_OUT: [&str; 3] = ["version", "auto", "identity"];

#[test]
fn the_example_has_no_problems_and_shows_every_part() {
    assert_eq!(validate(&read(&example())), []);
    let schema: Value = serde_json::from_str(&doc("config.schema.json")).unwrap();
    let parts = schema["properties"].as_object().unwrap().keys();
    for part in parts.filter(|part| !LEFT_OUT.contains(&part.as_str())) {
        assert!(!example()[part].is_null(), "the example leaves out {part}");
    }
}

fn accepts(document: &Value) -> Result<(), String> {
    let root: Value = serde_json::from_str(&doc("config.schema.json")).unwrap();
    schema::check(&root, &root, document)
}

#[test]
fn the_schema_accepts_it_and_refuses_others() {
    assert_eq!(accepts(&example()), Ok(()));
    let wrong = [
        ("/tasks/0/grup", json!("warehouse")),
        ("/tasks/1/after", json!("receive_goods")),
        ("/queues/0/overfow", json!("experts")),
        ("/agents/0/capacity", json!("sixty")),
        ("/templates/0/fr", json!("bonjour")),
        ("/groups", json!({"name": "aftersales"})),
    ];
    for (path, value) in wrong {
        let (holder, field) = path.rsplit_once('/').unwrap();
        let mut document = example();
        document.pointer_mut(holder).unwrap()[field] = value;
        assert!(accepts(&document).is_err(), "{path}");
        assert!(
            serde_json::from_value::<Config>(document).is_err(),
            "{path}: it is read"
        );
    }
}

/// The next decision goes by it: nothing is opened anew.
#[test]
fn a_desk_at_work_goes_by_it_from_then_on() {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 1);
    let desk = builder.build().unwrap().desk("acme");
    let before = opened(&desk, "T1", "O1", Kind::RefundOnly);
    let mut config = read(&example());
    assert_eq!(desk.check_config(&config).wait().unwrap(), ConfigCheck::default());
    configure(&desk, config.clone());
    assert_eq!(desk.config().wait().unwrap().version, 1);
    assert!(desk.row::<Agent>(AgentId::of("emp-7")).wait().unwrap().is_some());
    // The version is the desk's own, whatever a document says.
    config.version = 40;
    config.fallback_queue = "experts".into();
    configure(&desk, config.clone());
    let in_force = desk.config().wait().unwrap();
    config.version = 2;
    assert_eq!(in_force, config);
    let after = opened(&desk, "T2", "O2", Kind::RefundOnly);
    assert_eq!(ticket(&desk, after).assignment.queue, Some(QueueId::of("experts")));
    assert_eq!(ticket(&desk, before).assignment.queue, Some(QueueId::of("aftersales")));
}
