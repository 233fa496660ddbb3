//! An automation tells a platform something beside all moves: the call is put down as it is for a person.
use aftersync::{AnyEvent, Automation, Config, Cursor, EventBody, Headline, JobKind, QueueConfig, ShopConfig};
use serde_json::{Value, json};

use crate::toy::{Bench, item, ok};

fn automations(bench: &Bench, then: Value) {
    let automation = json!({"name": "tells", "on": {"events": ["note_added"]}, "then": then});
    let config = Config {
        shops: vec![ShopConfig {
            app: Some("app".into()),
            poll_every_ms: 0,
            settings: [("shown".to_owned(), "zh".to_owned())].into(),
            ..ShopConfig::new("toy", "s1")
        }],
        queues: vec![QueueConfig::new("aftersales")],
        automations: vec![serde_json::from_value::<Automation>(automation).unwrap()],
        ..Config::default()
    };
    bench.acme().configure(config).wait().unwrap();
}

fn stopped(bench: &Bench) -> usize {
    let page = bench.acme().events(Cursor(0), 0).wait().unwrap();
    let is_it = |body: &AnyEvent| matches!(body, AnyEvent::Known(EventBody::AutomationStopped { .. }));
    page.events.iter().filter(|it| is_it(&it.event.body)).count()
}

#[test]
fn a_remark_is_told() {
    let bench = Bench::new();
    let ticket = bench.open("a");
    automations(
        &bench,
        json!([{"tell": {"verb": "add_remark", "text": "{number} is looked at"}}]),
    );
    bench.net.on("/act/add_remark/a", [ok(item("s1", "a", 1, "open"))]);
    bench.net.ok("/detail/a", item("s1", "a", 1, "open"));
    let note = || {
        bench
            .acme()
            .act(aftersync::Actor::system())
            .note(ticket, "look")
            .wait()
            .unwrap()
    };
    note();
    assert_eq!(stopped(&bench), 0);
    assert_eq!(bench.work().of(JobKind::Action).done, 1);
    let asked = |path: &str| bench.net.asked().iter().any(|it| it.contains(path));
    assert!(asked("/act/add_remark/a"));
    assert_eq!(bench.ticket(ticket).headline, Headline::AwaitingSeller);
}
