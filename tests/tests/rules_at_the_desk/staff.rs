//! Agents whom the configuration keeps: they come, change and go with it, and nobody else changes them.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::error::ErrorKind;
use aftersync_core::model::agent::{Agent, Presence, Roster};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{Config, QueueConfig};
use aftersync_core::model::event::{AnyEvent, Cursor};
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::presence::{Absence, PresenceConfig};
use aftersync_core::model::selection::Strategy as Order;
use aftersync_core::model::staff::AgentConfig;
use aftersync_core::routing::Document;
use aftersync_core::store::index::group_of;
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine, opened, ticket, work};
use proptest::prelude::*;
use serde_json::{Value, json};

fn kept(name: &str, groups: &[&str]) -> AgentConfig {
    AgentConfig {
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        ..AgentConfig::new(name)
    }
}

fn keeping(agents: Vec<AgentConfig>) -> Config {
    Config {
        agents,
        ..Config::default()
    }
}

fn known(desk: &Desk, name: &str) -> Option<Agent> {
    desk.row::<Agent>(AgentId::of(name)).wait().unwrap().map(|row| row.item)
}

fn roster(desk: &Desk, group: &str) -> BTreeSet<AgentId> {
    let row = desk.row::<Roster>(group_of(group)).wait().unwrap();
    row.map(|row| row.item.agents).unwrap_or_default()
}

fn present(desk: &Desk, name: &str, presence: Presence) {
    let set = Act::SetPresence {
        agent: AgentId::of(name),
        presence,
        leased: false,
    };
    desk.act(Actor::system()).doing(set).wait().unwrap();
}

/// The kinds of what was recorded since a place.
fn kinds(desk: &Desk, since: Cursor) -> Vec<String> {
    let page = desk.events(since, 0).wait().unwrap();
    let kind = |body: &AnyEvent| serde_json::to_value(body).unwrap()["kind"].as_str().unwrap().to_owned();
    page.events.iter().map(|recorded| kind(&recorded.event.body)).collect()
}

/// The end of the log.
fn end(desk: &Desk) -> Cursor {
    let mut at = Cursor(0);
    loop {
        let page = desk.events(at, 0).wait().unwrap();
        let Some(last) = page.events.last() else { return at };
        at = last.cursor;
    }
}

#[test]
fn they_come_change_and_go_with_the_document() {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 1);
    let desk = builder.build().unwrap().desk("acme");
    configure(
        &desk,
        keeping(vec![kept("an", &["aftersales"]), kept("bo", &["night"])]),
    );
    assert_eq!(known(&desk, "an").unwrap(), kept("an", &["aftersales"]).agent(None));
    present(&desk, "an", Presence::Online);
    let id = opened(&desk, "T1", "O1", Kind::RefundOnly);
    assert_eq!(ticket(&desk, id).assignment.agent, Some(AgentId::of("an")));

    // Less capacity than they have in hand, and another group: they are online still.
    let before = end(&desk);
    let less = AgentConfig {
        capacity: 1,
        ..kept("an", &["aftersales", "night"])
    };
    configure(&desk, keeping(vec![less, kept("bo", &["night"])]));
    let an = known(&desk, "an").unwrap();
    assert_eq!((an.presence, an.capacity), (Presence::Online, 1));
    assert_eq!(
        kinds(&desk, before),
        ["configured", "agent_changed", "agent_over_capacity"],
        "`bo` is as before"
    );
    assert_eq!(
        roster(&desk, "night"),
        BTreeSet::from([AgentId::of("an"), AgentId::of("bo")])
    );

    let before = end(&desk);
    configure(&desk, keeping(vec![kept("bo", &["night"])]));
    assert_eq!(known(&desk, "an"), None);
    assert_eq!(roster(&desk, "night"), BTreeSet::from([AgentId::of("bo")]));
    assert_eq!(roster(&desk, "aftersales"), BTreeSet::new());
    assert!(kinds(&desk, before).contains(&"agent_removed".to_owned()));
    work(desk.engine());
    assert_eq!(ticket(&desk, id).assignment.agent, None, "their tickets went back");
}

/// Whoever comes gets what waits, as one who is put by hand does.
#[test]
fn what_waits_is_given_out_when_somebody_has_room() {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 2);
    let desk = builder.build().unwrap().desk("acme");
    configure(&desk, keeping(vec![kept("an", &["night"])]));
    present(&desk, "an", Presence::Online);
    let id = opened(&desk, "T1", "O1", Kind::RefundOnly);
    assert_eq!(ticket(&desk, id).assignment.agent, None);
    configure(&desk, keeping(vec![kept("an", &["aftersales"])]));
    work(desk.engine());
    assert_eq!(ticket(&desk, id).assignment.agent, Some(AgentId::of("an")));
}

#[test]
fn who_is_kept_is_changed_there_only() {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 3);
    let desk = builder.build().unwrap().desk("acme");
    let put = |agent: Agent| {
        let act = Act::PutAgent { agent: Box::new(agent) };
        desk.act(Actor::system()).doing(act).wait()
    };
    put(Agent::new("hand")).unwrap();
    configure(&desk, keeping(vec![kept("an", &["aftersales"])]));
    let an = known(&desk, "an").unwrap();
    let online = Agent {
        presence: Presence::Online,
        ..an.clone()
    };
    put(online.clone()).expect("whether they are there may be said");
    let other = Agent { capacity: 7, ..an };
    let refused = put(other).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Rejected);
    assert!(refused.to_string().contains("agents"), "{refused}");
    let remove = Act::RemoveAgent {
        agent: AgentId::of("an"),
    };
    let refused = desk.act(Actor::system()).doing(remove.clone()).wait().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Rejected);
    assert_eq!(known(&desk, "an"), Some(online));

    // Who was put by hand may be taken over, and is untouched before.
    assert!(known(&desk, "hand").is_some());
    configure(&desk, keeping(Vec::new()));
    assert!(known(&desk, "an").is_none() && known(&desk, "hand").is_some());
    put(Agent::new("an")).expect("nobody keeps them now");
    desk.act(Actor::system()).doing(remove).wait().unwrap();
}

#[test]
fn groups_and_skills_of_those_put_by_hand_are_declared_too() {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 4);
    let desk = builder.build().unwrap().desk("acme");
    let config: Config = serde_json::from_value(serde_json::json!({
        "groups": [{"name": "aftersales"}, {"name": "night"}], "skills": [{"name": "gems"}]
    }))
    .unwrap();
    configure(&desk, config);
    let put = |group: &str, skill: &str| {
        let agent = Agent {
            groups: BTreeSet::from([group.to_owned()]),
            skills: BTreeMap::from([(skill.to_owned(), 3)]),
            ..Agent::new("an")
        };
        let act = Act::PutAgent { agent: Box::new(agent) };
        desk.act(Actor::system()).doing(act).wait()
    };
    put("night", "gems").unwrap();
    for (group, skill, path) in [("nigth", "gems", "agent.groups"), ("night", "jems", "agent.skills")] {
        let refused = put(group, skill).unwrap_err();
        assert!(refused.context_of("path") == Some(path), "{refused:?}");
    }
}

/// What a document may not say of an agent cannot be put by hand either, and is told at the same place.
#[test]
fn who_is_put_by_hand_is_held_to_what_a_document_may_say() {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 3);
    let desk = builder.build().unwrap().desk("acme");
    let names = |many: usize| (0..many).map(|n| n.to_string()).collect::<Vec<_>>();
    let levels = |many: usize| names(many).into_iter().map(|name| (name, json!(1))).collect::<Value>();
    let cases = [
        (json!({}), None),
        (json!({"skills": {"gems": 5}, "groups": names(64), "capacity": 0}), None),
        (json!({"skills": {"gems": 6}}), Some("skills.gems")),
        (json!({"skills": {"gems": 0}}), Some("skills.gems")),
        (json!({"skills": levels(65)}), Some("skills")),
        (json!({"groups": [" "]}), Some("groups[0]")),
        (json!({"groups": names(65)}), Some("groups")),
        (json!({"capacity": -1}), Some("capacity")),
        (
            json!({"authority": {"minor": -1, "currency": "CNY"}}),
            Some("authority.minor"),
        ),
        (json!({"name": "n".repeat(4_097)}), Some("name")),
        (json!({"external_id": "n".repeat(129)}), Some("external_id")),
        (json!({"external_id": " "}), Some("external_id")),
        (json!({"per_platform": {" ": 1}}), Some("per_platform")),
        (json!({"per_platform": levels(65)}), Some("per_platform")),
        (json!({"scope": {" ": []}}), Some("scope")),
        (json!({"scope": {"app": names(65)}}), Some("scope")),
    ];
    for (more, path) in cases {
        let mut said = json!({"external_id": "emp-1"});
        said.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let mut document = json!({"agents": [said.clone()]});
        document["shops"] = names(65)
            .iter()
            .map(|shop| json!({"platform": "app", "shop": shop}))
            .collect();
        let found = desk.check_config(Document::read(&document)).wait().unwrap();
        let places: Vec<String> = found.problems.into_iter().map(|problem| problem.path).collect();
        let wanted: Vec<String> = path.iter().map(|path| format!("agents[0].{path}")).collect();
        assert_eq!(places, wanted, "{said}");
        let kept: AgentConfig = serde_json::from_value(said.clone()).unwrap();
        let agent = Box::new(kept.agent(None));
        let put = desk.act(Actor::system()).doing(Act::PutAgent { agent }).wait();
        let refused = put
            .err()
            .map(|error| (error.kind(), error.context_of("path").map(str::to_owned)));
        let wanted = path.map(|path| (ErrorKind::Rejected, Some(format!("agent.{path}"))));
        assert_eq!(refused, wanted, "{said}");
    }
}

/// A whole company in one commit, and exchanged for another in one: with all that is counted of agents.
#[test]
fn a_thousand_come_and_go_at_once() {
    let (builder, _) = engine(Arc::new(SqliteStore::in_memory().unwrap()), 5);
    let desk = builder.build().unwrap().desk("acme");
    let presence = PresenceConfig {
        on_leave: Absence::RequeueAll,
        ..PresenceConfig::default()
    };
    let queue = QueueConfig {
        strategy: Order::LongestIdle,
        ..QueueConfig::new("aftersales")
    };
    let company = |from: usize, capacity: i64| Config {
        agents: (from..from + 1_000)
            .map(|n| AgentConfig {
                capacity,
                ..kept(
                    &format!("emp-{n}"),
                    &["aftersales", if n % 2 == 0 { "even" } else { "odd" }],
                )
            })
            .collect(),
        presence: presence.clone(),
        queues: vec![queue.clone()],
        ..Config::default()
    };
    configure(&desk, company(0, 50));
    assert_eq!(roster(&desk, "aftersales").len(), 1_000);
    assert_eq!(roster(&desk, "even").len(), 500);
    configure(&desk, company(0, 40));
    assert_eq!(known(&desk, "emp-999").unwrap().capacity, 40);
    configure(&desk, company(1_000, 50));
    assert_eq!(roster(&desk, "odd").len(), 500);
    assert!(known(&desk, "emp-999").is_none() && known(&desk, "emp-1999").is_some());
    let before = end(&desk);
    configure(&desk, company(1_000, 50));
    assert_eq!(kinds(&desk, before), ["configured"], "who is as before costs nothing");
}

/// What befalls agents of which some are kept.
#[derive(Clone, Debug)]
enum Deed {
    Publish(BTreeMap<usize, (bool, i64)>),
    Put(usize, bool, i64),
    Remove(usize),
    Presence(usize, bool),
}

const NAMES: [&str; 4] = ["an", "bo", "chu", "da"];

fn any_deed() -> impl Strategy<Value = Deed> {
    let said = || (any::<bool>(), 0i64..3);
    prop_oneof![
        proptest::collection::btree_map(0usize..4, said(), 0..4).prop_map(Deed::Publish),
        (0usize..4, any::<bool>(), 0i64..3).prop_map(|(who, night, capacity)| Deed::Put(who, night, capacity)),
        (0usize..4).prop_map(Deed::Remove),
        (0usize..4, any::<bool>()).prop_map(|(who, on)| Deed::Presence(who, on)),
    ]
}

fn said(who: usize, night: bool, capacity: i64) -> AgentConfig {
    AgentConfig {
        capacity,
        ..kept(NAMES[who], &[if night { "night" } else { "aftersales" }])
    }
}

/// The agents of the desk are those of the document, with the statuses that were set, and those put by hand besides; rosters
/// are what the agents say.
fn agree(desk: &Desk, document: &Config, model: &BTreeMap<usize, Agent>) {
    for (who, name) in NAMES.iter().enumerate() {
        assert_eq!(known(desk, name).as_ref(), model.get(&who), "{name}");
    }
    for agent in &document.agents {
        let row = known(desk, &agent.external_id).unwrap();
        assert_eq!(agent.agent(Some(&row)), row);
    }
    for group in ["night", "aftersales"] {
        let serving = model.values().filter(|agent| agent.groups.contains(group));
        assert_eq!(roster(desk, group), serving.map(|agent| agent.id).collect(), "{group}");
    }
}

fn play(deeds: &[Deed]) {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 6);
    let desk = builder.build().unwrap().desk("acme");
    let (mut document, mut model) = (Config::default(), BTreeMap::<usize, Agent>::new());
    let does = |act: Act| desk.act(Actor::system()).doing(act).wait().is_ok();
    for deed in deeds {
        let keeps = |document: &Config, who: usize| document.agents.iter().any(|a| a.external_id == NAMES[who]);
        match deed {
            Deed::Publish(staff) => {
                let next = keeping(staff.iter().map(|(who, (night, n))| said(*who, *night, *n)).collect());
                configure(&desk, next.clone());
                model.retain(|who, _| keeps(&next, *who) || !keeps(&document, *who));
                for (who, (night, n)) in staff {
                    let agent = said(*who, *night, *n).agent(model.get(who));
                    model.insert(*who, agent);
                }
                document = next;
            }
            Deed::Put(who, night, n) => {
                let agent = said(*who, *night, *n).agent(None);
                let kept = document.agents.iter().find(|a| a.external_id == NAMES[*who]);
                let goes = kept.is_none_or(|kept| *kept == said(*who, *night, *n));
                let act = Act::PutAgent {
                    agent: Box::new(agent.clone()),
                };
                assert_eq!(does(act), goes, "{deed:?}");
                if goes {
                    model.insert(*who, agent);
                }
            }
            Deed::Remove(who) => {
                let agent = AgentId::of(NAMES[*who]);
                let goes = model.contains_key(who) && !keeps(&document, *who);
                assert_eq!(does(Act::RemoveAgent { agent }), goes, "{deed:?}");
                if goes {
                    model.remove(who);
                }
            }
            Deed::Presence(who, on) => {
                let presence = if *on { Presence::Online } else { Presence::Away };
                let act = Act::SetPresence {
                    agent: AgentId::of(NAMES[*who]),
                    presence,
                    leased: false,
                };
                does(act);
                model.entry(*who).and_modify(|agent| agent.presence = presence);
            }
        }
        agree(&desk, &document, &model);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn the_desk_agrees_with_the_document(deeds in proptest::collection::vec(any_deed(), 1..20)) {
        play(&deeds);
    }
}
