//! Templates: what is wrong with them, who may use them, and how they replace the words of notices.
use aftersync_core::model::automation::{Automation, AutomationOn, AutomationStep, Occasion};
use aftersync_core::model::config::{Config, When};
use aftersync_core::model::labels::Lang;
use aftersync_core::model::notice::Notice;
use aftersync_core::model::number::TicketNumber;
use aftersync_core::model::template::{Template, TemplateUse};
use aftersync_core::notify::{NoticeFacts, text, text_by};
use aftersync_core::routing::validate;

fn template(name: &str, zh: Option<&str>, en: Option<&str>) -> Template {
    Template {
        name: name.into(),
        zh: zh.map(str::to_owned),
        en: en.map(str::to_owned),
    }
}

fn told(templates: Vec<Template>) -> Vec<String> {
    let config = Config {
        templates,
        ..Config::default()
    };
    validate(&config).iter().map(ToString::to_string).collect()
}

#[test]
fn words_and_places_are_checked_where_they_stand() {
    assert_eq!(
        told(vec![template(
            "sorry",
            Some("{number}"),
            Some("{amount} of {approved}")
        )]),
        [""; 0]
    );
    assert_eq!(
        told(vec![template("sorry", None, Some("dear {name}"))]),
        ["templates[0].en: nothing is called `{name}` (allowed: {number}, {amount}, {approved})"]
    );
    assert_eq!(
        told(vec![template("sorry", None, None)]),
        ["templates[0]: a template without words (allowed: zh, en, or both)"]
    );
    assert_eq!(
        told(vec![template("sorry", Some(" "), None)]),
        ["templates[0].zh: a text of no use: its length is 1 (allowed: 1 to 4000 characters)"]
    );
    let twice = told(vec![template("a", Some("x"), None), template("a", Some("y"), None)]);
    assert_eq!(
        twice,
        ["templates[1]: template `a` is declared twice (allowed: each name once)"]
    );
}

#[test]
fn one_named_like_a_notice_has_the_places_of_notices() {
    assert_eq!(
        told(vec![template("N4", Some("{number}[, {deadline}] {tracking}"), None)]),
        [""; 0]
    );
    assert_eq!(
        told(vec![template("N4", Some("{approved}"), None)]),
        ["templates[0].zh: nothing is called `{approved}` (allowed: {number}, {amount}, {deadline}, {tracking})"]
    );
    for wrong in ["[{number}", "{number}]", "[[{number}]]"] {
        let found = told(vec![template("N4", None, Some(wrong))]);
        assert_eq!(found.len(), 1, "{wrong}");
        assert!(found[0].starts_with("templates[0].en: a part in brackets"), "{found:?}");
    }
}

fn automation(name: &str, lang: Option<Lang>) -> Vec<String> {
    let step = AutomationStep::Template(TemplateUse {
        name: name.into(),
        lang,
    });
    let automation = Automation {
        name: "a".into(),
        on: AutomationOn::Events(vec![Occasion::MessageAdded]),
        event: Default::default(),
        when: When::Always,
        then: vec![step],
        enabled: true,
    };
    let config = Config {
        templates: vec![template("sorry", Some("x"), None), template("N4", Some("x"), None)],
        automations: vec![automation],
        ..Config::default()
    };
    validate(&config).iter().map(ToString::to_string).collect()
}

#[test]
fn an_automation_uses_what_there_is() {
    assert_eq!(automation("sorry", None), [""; 0]);
    assert_eq!(automation("sorry", Some(Lang::Zh)), [""; 0]);
    assert_eq!(
        automation("sory", None),
        ["automations[0].then[0].template.name: no answer is called `sory` (allowed: sorry)"]
    );
    assert_eq!(
        automation("sorry", Some(Lang::En)),
        ["automations[0].then[0].template.lang: template `sorry` has no words in `en` (allowed: zh)"]
    );
    assert_eq!(automation("N4", None).len(), 1, "a notice is no answer");
}

#[test]
fn a_notice_says_what_the_template_of_its_name_says() {
    let facts = NoticeFacts {
        number: TicketNumber::from_sequence(12),
        amount: None,
        deadline: None,
        tracking: Some("{number}".into()),
        zone_minutes: 480,
    };
    let own = [template("N7", Some("[{amount} ]{number} 已寄出[ {tracking}]"), None)];
    let said = text_by(&own, Notice::N7, Lang::Zh, &facts);
    assert_eq!(
        said,
        format!("{} 已寄出 {{number}}", facts.number),
        "what comes from outside is no place"
    );
    let english = text_by(&own, Notice::N7, Lang::En, &facts);
    assert_eq!(english, text(Notice::N7, Lang::En, &facts), "it has no English words");
    assert_eq!(
        text_by(&own, Notice::N8, Lang::Zh, &facts),
        text(Notice::N8, Lang::Zh, &facts)
    );
}
