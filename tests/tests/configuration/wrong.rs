//! Everything that can be wrong with a configuration that can be read, one by one and together.
use aftersync_core::model::ids::AgentId;
use aftersync_core::routing::Document;
use serde_json::{Value, json};

/// A millisecond more than ten years.
const EVER: i64 = 3_650 * 86_400_000 + 1;

/// A document with one thing in it that is wrong, and where that is told.
fn wrong_ones() -> Vec<(Value, &'static str)> {
    let rule = |when: Value, then: Value| json!({"rules": [{"name": "r", "when": when, "then": then}]});
    let asks = |when: Value| rule(when, json!({}));
    let does = |then: Value| rule(json!("always"), then);
    let test = |of: &str, is: Value| asks(json!({"test": {"of": of, "is": is}}));
    let queue = |mut with: Value| {
        with["name"] = json!("a");
        json!({"queues": [with]})
    };
    let step = |with: Value| queue(json!({"steps": [with]}));
    let agent = |mut with: Value| {
        with["external_id"] = json!("emp-1");
        json!({"agents": [with]})
    };
    let returns = |mut with: Value| {
        (with["name"], with["when"]) = (json!("p"), json!("always"));
        json!({"return_policies": [with]})
    };
    let sla = |mut with: Value| {
        (with["name"], with["when"]) = (json!("p"), json!("always"));
        json!({"sla_policies": [with]})
    };
    let rung = |mut with: Value| {
        with["name"] = json!("late");
        sla(json!({"clocks": {"refund": {"target_ms": 5}}, "ladder": [with]}))
    };
    let auto = |on: Value, then: Value| json!({"automations": [{"name": "a", "on": on, "then": then}]});
    let then = |step: Value| auto(json!({"events": ["ticket_opened"]}), json!([step]));
    let calendar = |mut with: Value| {
        with["name"] = json!("c");
        json!({"calendars": [with]})
    };
    let task = |mut with: Value| {
        with["kind"] = json!("callback");
        json!({"tasks": [with]})
    };
    let monday = json!({"monday": [{"from": 0, "to": 5}]});
    let many = |of: Value, times: usize| vec![of; times];
    vec![
        // The whole.
        (json!({"fallback_queue": " "}), "fallback_queue"),
        (json!({"zone_minutes": 841}), "zone_minutes"),
        (json!({"quiet_hours": {"from": 1440, "to": 5}}), "quiet_hours.from"),
        (json!({"quiet_hours": {"from": 5, "to": 1441}}), "quiet_hours.to"),
        (json!({"sla": {"refund": 0}}), "sla.refund"),
        (json!({"sla": {"platform_deadline": 5}}), "sla.platform_deadline"),
        (json!({"windows": {"reopen_ms": -1}}), "windows.reopen_ms"),
        (
            json!({"windows": {"goodwill_cap": -5}}),
            "windows.goodwill_cap[0].minor",
        ),
        (
            json!({"windows": {"goodwill_cap": [{"minor": 1, "currency": "CNY"}, {"minor": 2, "currency": "CNY"}]}}),
            "windows.goodwill_cap[1].currency",
        ),
        (
            json!({"shops": [{"platform": "app", "shop": "1", "poll_every_ms": -1}]}),
            "shops[0].poll_every_ms",
        ),
        (
            json!({"shops": [{"platform": "app", "shop": "1"}, {"platform": "app", "shop": "1"}]}),
            "shops[1]",
        ),
        (json!({"presence": {"lease_ms": 1}}), "presence.lease_ms"),
        (json!({"presence": {"grace_ms": -1}}), "presence.grace_ms"),
        (json!({"presence": {"lead_out_ms": -1}}), "presence.lead_out_ms"),
        (json!({"queues": [{"name": "a"}, {"name": "a"}]}), "queues[1]"),
        (json!({"queues": [{"name": ""}]}), "queues[0]"),
        (
            json!({"custom": [{"on": "ticket", "name": "A", "of": "text"}]}),
            "custom[0]",
        ),
        (
            json!({"custom": [{"on": "ticket", "name": "a", "of": {"choice": []}}]}),
            "custom[0].of.choice",
        ),
        (
            json!({"custom": [{"on": "line", "name": "a", "of": "text"}, {"on": "line", "name": "a", "of": "flag"}]}),
            "custom[1]",
        ),
        (json!({"shops": [{"platform": " ", "shop": "1"}]}), "shops[0].platform"),
        (json!({"shops": [{"platform": "app", "shop": ""}]}), "shops[0].shop"),
        (
            json!({"shops": [{"platform": "app", "shop": "1", "team": " "}]}),
            "shops[0].team",
        ),
        (json!({"host_teams": {"h": ""}}), "host_teams.h"),
        // Names that are not declared.
        (
            json!({"groups": [{"name": "aftersales"}], "agents": [{"external_id": "e", "groups": ["afersales"]}]}),
            "agents[0].groups[0]",
        ),
        (
            json!({"groups": [{"name": "aftersales"}], "queues": [{"name": "a"}]}),
            "queues[0].groups",
        ),
        (json!({"groups": [{"name": "others"}]}), "fallback_queue"),
        (
            json!({"groups": [{"name": "aftersales"}], "tasks": [{"kind": "callback", "group": "lab"}]}),
            "tasks[0].group",
        ),
        (
            json!({"skills": [{"name": "gems"}], "tasks": [{"kind": "callback", "auto_assign": true, "skills": {"gem": 1}}]}),
            "tasks[0].skills.gem",
        ),
        (
            json!({"skills": [{"name": "gems"}], "agents": [{"external_id": "e", "skills": {"gem": 1}}]}),
            "agents[0].skills.gem",
        ),
        (
            json!({"groups": [{"name": "aftersales"}], "shops": [{"platform": "app", "shop": "1", "team": "stars"}]}),
            "shops[0].team",
        ),
        (
            json!({"groups": [{"name": "aftersales"}], "host_teams": {"h": "stars"}}),
            "host_teams.h",
        ),
        (
            json!({"groups": [{"name": "aftersales"}],
                "automations": [{"name": "a", "on": {"events": ["ticket_opened"]}, "then": [{"task": {"kind": "callback", "group": "lab"}}]}]}),
            "automations[0].then[0].task.group",
        ),
        (
            json!({"groups": [{"name": "aftersales"}], "tasks": [{"kind": "qc_inspection", "auto_assign": true}]}),
            "tasks[0].group",
        ),
        // Agents.
        (agent(json!({"capacity": -1})), "agents[0].capacity"),
        (agent(json!({"skills": {"gems": 6}})), "agents[0].skills.gems"),
        (agent(json!({"groups": [" "]})), "agents[0].groups[0]"),
        (agent(json!({"per_platform": {"": 1}})), "agents[0].per_platform"),
        (
            agent(json!({"authority": {"minor": -1, "currency": "CNY"}})),
            "agents[0].authority.minor",
        ),
        (agent(json!({"actions": ["fly"]})), "agents[0].actions[0]"),
        (agent(json!({"shift": "night"})), "agents[0].shift"),
        (
            json!({"agents": [{"external_id": "e"}, {"external_id": "e"}]}),
            "agents[1].external_id",
        ),
        (agent(json!({"name": "n".repeat(4_097)})), "agents[0].name"),
        (
            agent(json!({"groups": (0..65).map(|n| n.to_string()).collect::<Vec<_>>()})),
            "agents[0].groups",
        ),
        // Queues and routes.
        (queue(json!({"per_agent": 0})), "queues[0].per_agent"),
        (queue(json!({"max_depth": 0})), "queues[0].max_depth"),
        (queue(json!({"age_step_ms": -1})), "queues[0].age_step_ms"),
        (queue(json!({"overflow": "nowhere"})), "queues[0].overflow"),
        (queue(json!({"overflow": "a"})), "queues[0].overflow"),
        (
            json!({"queues": [{"name": "a", "overflow": "b", "overflow_bot": "00000000000000000000000000000e5e"}, {"name": "b"}]}),
            "queues[0].overflow_bot",
        ),
        (json!({"parked_weight": -1}), "parked_weight"),
        (
            json!({"agents": [{"external_id": "an", "scope": {"app": ["nowhere"]}}]}),
            "agents[0].scope.app[0]",
        ),
        (
            queue(json!({"overflow": "aftersales", "overflow_when": {"outside": "night"}})),
            "queues[0].overflow_when.outside",
        ),
        (
            queue(json!({"overflow": "aftersales", "overflow_when": {"wait_above_ms": 0}})),
            "queues[0].overflow_when.wait_above_ms",
        ),
        (
            queue(json!({"affinity": {"mode": "wait"}})),
            "queues[0].affinity.wait_ms",
        ),
        (
            queue(json!({"reservation": {"offer": {"for_ms": 5}}})),
            "queues[0].reservation.offer.for_ms",
        ),
        (
            queue(json!({"reservation": {"offer": {"max_offers": 0}}})),
            "queues[0].reservation.offer.max_offers",
        ),
        (queue(json!({"first_action_ms": 5})), "queues[0].first_action_ms"),
        (queue(json!({"calendar": "night"})), "queues[0].calendar"),
        (
            step(json!({"after_ms": 0, "raise_by": 1})),
            "queues[0].steps[0].after_ms",
        ),
        (step(json!({"after_ms": 5})), "queues[0].steps[0]"),
        (
            step(json!({"after_ms": 5, "raise_by": 5})),
            "queues[0].steps[0].raise_by",
        ),
        (
            step(json!({"after_ms": 5, "raise_by": 1, "skip_if": {}})),
            "queues[0].steps[0].skip_if",
        ),
        (
            step(json!({"after_ms": 5, "raise_by": 1, "exclusive": true})),
            "queues[0].steps[0].exclusive",
        ),
        (
            step(json!({"after_ms": 5, "queue": "nowhere"})),
            "queues[0].steps[0].queue",
        ),
        (step(json!({"after_ms": 5, "queue": "a"})), "queues[0].steps[0].queue"),
        (
            step(json!({"after_ms": 5, "groups": [""]})),
            "queues[0].steps[0].groups[0]",
        ),
        (
            step(json!({"after_ms": 5, "drop_skills": ["gems"]})),
            "queues[0].steps[0].drop_skills[0]",
        ),
        (queue(json!({"groups": [""]})), "queues[0].groups[0]"),
        (
            queue(json!({"overflow": "aftersales", "overflow_when": {}})),
            "queues[0].overflow_when",
        ),
        (
            json!({"queues": [{"name": "a", "overflow_bot": AgentId::of("an")}], "agents": [{"external_id": "an"}]}),
            "queues[0].overflow_bot",
        ),
        // Rules.
        (does(json!({"queue": "nowhere"})), "rules[0].then.queue"),
        (does(json!({"band": 5})), "rules[0].then.band"),
        (does(json!({"weight": -1})), "rules[0].then.weight"),
        (does(json!({"skills": {"gems": 0}})), "rules[0].then.skills.gems"),
        (
            does(json!({"floors": {"gems": [{"after_ms": 5, "level": 1}]}})),
            "rules[0].then.floors.gems",
        ),
        (
            does(json!({"skills": {"gems": 3}, "floors": {"gems": [{"after_ms": 5, "level": 3}]}})),
            "rules[0].then.floors.gems[0]",
        ),
        (
            does(json!({"tiers": [{"tier": 4, "skills": {"gems": 1}, "drop_after_ms": 5}]})),
            "rules[0].then.tiers[0].tier",
        ),
        (
            does(json!({"tiers": [{"tier": 1, "skills": {"gems": 9}, "drop_after_ms": 5}]})),
            "rules[0].then.tiers[0].skills.gems",
        ),
        (does(json!({"tags": [""]})), "rules[0].then.tags[0]"),
        (does(json!({"bot": {"policy": "first"}})), "rules[0].then.bot.id"),
        (
            json!({"rules": [{"name": "r", "when": "always", "stop": false, "then": {"queue": "aftersales"}}]}),
            "rules[0].then.queue",
        ),
        (
            json!({"rules": [{"name": "r", "when": "always", "valid_from": 5, "valid_to": 5}]}),
            "rules[0].valid_to",
        ),
        (json!({"auto": [{"when": "always", "at_most": -1}]}), "auto[0].at_most"),
        (
            json!({"rules": [{"name": "r", "when": "always", "then": {"bot": {"policy": "first", "id": AgentId::of("an")}}}],
                "agents": [{"external_id": "an"}]}),
            "rules[0].then.bot.id",
        ),
        // Conditions.
        (asks(json!({"any": []})), "rules[0].when.any"),
        (asks(json!({"not": {"tag": []}})), "rules[0].when.not.tag"),
        (asks(json!({"in_calendar": "night"})), "rules[0].when.in_calendar"),
        (
            asks(json!({"custom": {"name": "vip", "is": true}})),
            "rules[0].when.custom",
        ),
        (asks(json!({"all": many(json!("always"), 65)})), "rules[0].when"),
        (test("amount", json!({"prefix": "a"})), "rules[0].when.test.is"),
        (test("amount", json!({"ge": "a"})), "rules[0].when.test.is.ge"),
        (
            test("kind", json!({"in": ["refund_only", "refnd"]})),
            "rules[0].when.test.is.in[1]",
        ),
        (
            test("amount", json!({"between": [5, 1]})),
            "rules[0].when.test.is.between",
        ),
        (test("host", json!({"glob": ""})), "rules[0].when.test.is.glob"),
        (
            asks(json!({"test": {"of": "host", "is": "missing", "or_missing": true}})),
            "rules[0].when.test.or_missing",
        ),
        // Return policies.
        (
            returns(json!({"window": {"from": "ordered", "days": 0}})),
            "return_policies[0].window.days",
        ),
        (
            returns(json!({"restocking_per_mille": 1000})),
            "return_policies[0].restocking_per_mille",
        ),
        (returns(json!({"serial_from": 0})), "return_policies[0].serial_from"),
        (
            returns(json!({"block": {"skus": [""]}})),
            "return_policies[0].block.skus[0]",
        ),
        (
            returns(json!({"allow": {"skus": ["s"]}, "block": {"skus": ["s"]}})),
            "return_policies[0].block.skus[0]",
        ),
        (
            returns(json!({"auto_approve": [{"minor": -1, "currency": "CNY"}]})),
            "return_policies[0].auto_approve[0].minor",
        ),
        (
            returns(json!({"instant": {"trusted": [{"tag": "vip"}], "at_most": []}})),
            "return_policies[0].instant.at_most",
        ),
        (
            returns(json!({"instant": {"trusted": [{"tag": " "}], "at_most": [{"minor": 1, "currency": "CNY"}]}})),
            "return_policies[0].instant.trusted[0].tag",
        ),
        // Clocks.
        (
            sla(json!({"calendar": "night", "clocks": {}})),
            "sla_policies[0].calendar",
        ),
        (
            sla(json!({"clocks": {"refund": {"target_ms": 0}}})),
            "sla_policies[0].clocks.refund.target_ms",
        ),
        (
            sla(json!({"clocks": {"platform_deadline": {"target_ms": 5}}})),
            "sla_policies[0].clocks.platform_deadline",
        ),
        (
            sla(json!({"clocks": {"refund": {"target_ms": 5, "bands": [{"band": 5, "target_ms": 1}]}}})),
            "sla_policies[0].clocks.refund.bands[0]",
        ),
        (
            rung(json!({"clock": "decision", "at": "warn", "do": []})),
            "sla_policies[0].ladder[0].clock",
        ),
        (
            rung(json!({"clock": "refund", "at": {"after_breach": 0}, "do": []})),
            "sla_policies[0].ladder[0].at.after_breach",
        ),
        (
            rung(json!({"clock": "refund", "at": "warn", "do": [{"band": 5}]})),
            "sla_policies[0].ladder[0].do[0]",
        ),
        (
            rung(json!({"clock": "refund", "at": "warn", "do": [{"notify": ""}]})),
            "sla_policies[0].ladder[0].do[0]",
        ),
        (
            rung(json!({"clock": "refund", "at": "warn", "do": [{"queue": "x"}]})),
            "sla_policies[0].ladder[0].do[0]",
        ),
        // Automations and templates.
        (
            auto(json!({"events": []}), json!([{"tag": "t"}])),
            "automations[0].on.events",
        ),
        (
            auto(json!({"events": ["note_added", "note_added"]}), json!([{"tag": "t"}])),
            "automations[0].on.events[1]",
        ),
        (
            auto(
                json!({"after": {"headlines": ["requested"], "ms": 0}}),
                json!([{"tag": "t"}]),
            ),
            "automations[0].on.after.ms",
        ),
        (
            auto(json!({"events": ["note_added"]}), json!([])),
            "automations[0].then",
        ),
        (then(json!({"tag": ""})), "automations[0].then[0].tag"),
        (then(json!({"note": " "})), "automations[0].then[0].note"),
        (then(json!({"reply": "{nobody}"})), "automations[0].then[0].reply"),
        (
            then(json!({"template": {"name": "sory"}})),
            "automations[0].then[0].template.name",
        ),
        (then(json!({"queue": "nowhere"})), "automations[0].then[0].queue"),
        (then(json!({"band": 5})), "automations[0].then[0].band"),
        (
            then(json!({"task": {"kind": "callback", "group": " "}})),
            "automations[0].then[0].task.group",
        ),
        (then(json!({"notify": " "})), "automations[0].then[0].notify"),
        (then(json!({"approve": []})), "automations[0].then[0].approve"),
        (json!({"templates": [{"name": "t"}]}), "templates[0]"),
        (
            json!({"templates": [{"name": "N4", "zh": "[{number}"}]}),
            "templates[0].zh",
        ),
        // Calendars.
        (calendar(json!({"week": {}})), "calendars[0].week"),
        (calendar(json!({"week": monday, "zone": "Mars"})), "calendars[0].zone"),
        (
            calendar(json!({"week": monday, "special": {"someday": []}})),
            "calendars[0].special.someday",
        ),
        (
            calendar(json!({"week": monday, "made_up": {"someday": "monday"}})),
            "calendars[0].made_up.someday",
        ),
        (
            calendar(json!({"week": {"monday": [{"from": 5, "to": 5}]}})),
            "calendars[0].week.monday[0]",
        ),
        // Tasks.
        (task(json!({"group": " "})), "tasks[0].group"),
        (task(json!({"target_ms": 0})), "tasks[0].target_ms"),
        (task(json!({"target_ms": 5, "calendar": "night"})), "tasks[0].calendar"),
        (task(json!({"weight": -1})), "tasks[0].weight"),
        (
            task(json!({"auto_assign": true, "skills": {"gems": 6}})),
            "tasks[0].skills.gems",
        ),
        (task(json!({"skills": {"gems": 1}})), "tasks[0].skills"),
        (
            task(json!({"form": [{"name": "A", "of": "text"}]})),
            "tasks[0].form[0].name",
        ),
        (
            task(json!({"form": [{"name": "a", "of": {"choice": []}}]})),
            "tasks[0].form[0].of.choice",
        ),
        (task(json!({"after": ["callback"]})), "tasks[0].after"),
        (
            json!({"tasks": [{"kind": "callback"}, {"kind": "callback"}]}),
            "tasks[1].kind",
        ),
        (task(json!({"weight": 10_001})), "tasks[0].weight"),
        // Times that are longer than anybody waits.
        (json!({"windows": {"cool_off_ms": EVER}}), "windows.cool_off_ms"),
        (json!({"sla": {"refund": EVER}}), "sla.refund"),
        (
            json!({"shops": [{"platform": "app", "shop": "1", "poll_every_ms": EVER}]}),
            "shops[0].poll_every_ms",
        ),
        (queue(json!({"first_action_ms": EVER})), "queues[0].first_action_ms"),
        (queue(json!({"age_step_ms": EVER})), "queues[0].age_step_ms"),
        (
            queue(json!({"overflow": "aftersales", "overflow_when": {"wait_above_ms": EVER}})),
            "queues[0].overflow_when.wait_above_ms",
        ),
        (
            queue(json!({"affinity": {"mode": "wait", "wait_ms": EVER}})),
            "queues[0].affinity.wait_ms",
        ),
        (
            step(json!({"after_ms": EVER, "raise_by": 1})),
            "queues[0].steps[0].after_ms",
        ),
        (
            step(json!({"after_ms": 5, "raise_by": 1, "skip_if": {"wait_above_ms": EVER}})),
            "queues[0].steps[0].skip_if.wait_above_ms",
        ),
        (
            does(json!({"skills": {"gems": 3}, "floors": {"gems": [{"after_ms": EVER, "level": 1}]}})),
            "rules[0].then.floors.gems[0]",
        ),
        (
            does(json!({"tiers": [{"tier": 1, "skills": {"gems": 1}, "drop_after_ms": EVER}]})),
            "rules[0].then.tiers[0].drop_after_ms",
        ),
        (
            json!({"rules": [{"name": "r", "when": "always",
                "then": {"bot": {"policy": "first", "id": AgentId::of("robo"), "timeout_ms": EVER}}}]}),
            "rules[0].then.bot.timeout_ms",
        ),
        (
            sla(json!({"clocks": {"refund": {"target_ms": EVER}}})),
            "sla_policies[0].clocks.refund.target_ms",
        ),
        (
            sla(json!({"clocks": {"refund": {"target_ms": 5, "bands": [{"band": 1, "target_ms": EVER}]}}})),
            "sla_policies[0].clocks.refund.bands[0].target_ms",
        ),
        (
            rung(json!({"clock": "refund", "at": {"after_breach": EVER}, "do": []})),
            "sla_policies[0].ladder[0].at.after_breach",
        ),
        (
            auto(
                json!({"after": {"headlines": ["requested"], "ms": EVER}}),
                json!([{"tag": "t"}]),
            ),
            "automations[0].on.after.ms",
        ),
        (task(json!({"target_ms": EVER})), "tasks[0].target_ms"),
        (task(json!({"age_step_ms": EVER})), "tasks[0].age_step_ms"),
        (
            task(json!({"auto_assign": true, "steps": [{"after_ms": EVER, "raise_by": 1}]})),
            "tasks[0].steps[0].after_ms",
        ),
    ]
}

#[test]
fn everything_that_can_be_wrong_is_told_where_it_stands_with_what_is_allowed() {
    let mut missed = Vec::new();
    for (written, path) in wrong_ones() {
        let document = Document::read(&written);
        assert_eq!(document.unread(), [], "{written}");
        let problems = document.problems();
        let places: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
        if places != [path] {
            missed.push(format!("{path}: {places:?} of {written}"));
            continue;
        }
        let problem = &problems[0];
        let told = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
        assert!(
            told(Some(&problem.wrong)) && told(problem.allowed.as_deref()),
            "{problem:#?}"
        );
    }
    assert_eq!(missed, [""; 0]);
}

/// A channel is one of a few words, and no platform: what is no such word cannot be read.
#[test]
fn a_bound_of_a_channel_that_there_is_not_is_told_with_all_that_there_are() {
    let bounds = json!({"call": 1, "phone": 2, "chat": 3});
    let written = json!({"agents": [{"external_id": "a"}, {"external_id": "b", "per_channel": bounds}]});
    let document = Document::read(&written);
    let problems = document.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].path, "agents[1].per_channel.phone");
    assert_eq!(
        problems[0].allowed.as_deref(),
        Some("chat, live_comment, form, sms, push, email, call, after_sale_note")
    );
    // It is not published, and what could be read is what was written.
    let refused = document.into_config().unwrap_err();
    let told = |name| refused.context_of(name).map(str::to_owned);
    assert_eq!(told("field").as_deref(), Some("agents[1].per_channel.phone"));
    assert!(told("allowed").is_some_and(|allowed| allowed.contains("after_sale_note")));
}

/// All of them in one document are as many problems.
#[test]
fn a_list_of_wrong_ones_is_told_whole() {
    let lists = [
        "queues",
        "rules",
        "agents",
        "automations",
        "return_policies",
        "sla_policies",
        "tasks",
    ];
    for list in lists {
        let of_it = wrong_ones().into_iter().filter(|(written, path)| {
            written.as_object().unwrap().len() == 1
                && path.starts_with(list)
                && !path.ends_with(".after")
                && written[list].as_array().unwrap().len() == 1
        });
        let mut all = Vec::new();
        let mut wanted = Vec::new();
        for (at, (written, path)) in of_it.enumerate() {
            let mut one = written[list][0].clone();
            let name = if list == "agents" { "external_id" } else { "name" };
            if one[name].as_str().is_some_and(|name| !name.is_empty())
                && !path.ends_with("overflow")
                && !path.ends_with(".queue")
            {
                one[name] = json!(format!("{list} {at}"));
            }
            all.push(one);
            wanted.push(path.replacen("[0]", &format!("[{at}]"), 1));
        }
        assert!(wanted.len() > 5, "{list}");
        let told: Vec<String> = Document::read(&json!({list: all}))
            .problems()
            .into_iter()
            .map(|p| p.path)
            .collect();
        for path in wanted {
            assert!(told.contains(&path), "{path} is not among {told:#?}");
        }
    }
}
