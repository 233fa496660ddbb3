//! The configuration of a merchant.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::model::action::ActionVerb;
use aftersync_core::model::affinity::{Affinity, AffinityMode};
use aftersync_core::model::agent::AgentKind;
use aftersync_core::model::automation::{
    Automation, AutomationDone, AutomationField, AutomationMove, AutomationOn, AutomationStep, AutomationTask,
    AutomationTell, Occasion, Span, StateAge,
};
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::bot::{BotPolicy, BotUse};
use aftersync_core::model::calendar::{Calendar, Holidays, Hours, Weekday};
use aftersync_core::model::condition::{Attribute, Check, CustomRef, Test};
use aftersync_core::model::config::{
    AutoPolicy, Config, QueueConfig, QuietHours, Rule, ShopConfig, SlaTargets, Then, When, Windows,
};
use aftersync_core::model::conversation::Channel;
use aftersync_core::model::custom::{CustomField, CustomIs, CustomMoney, CustomOn, CustomType, CustomValue};
use aftersync_core::model::customer::{IdentityConfig, JoinBy};
use aftersync_core::model::event_is::{ClockPoint, EventIs};
use aftersync_core::model::handoff::{TaskKind, TaskResult, TaskState};
use aftersync_core::model::ids::{AgentId, AppId};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::labels::Lang;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::offer::{OfferTerms, Reservation};
use aftersync_core::model::presence::{Absence, PresenceConfig};
use aftersync_core::model::returns::{InstantRefund, ReturnList, ReturnPolicy, ReturnWindow, Trust, WindowStart};
use aftersync_core::model::selection::{Floor, OverflowCause, OverflowWhen, RouteStep, SkillTier, SkipIf, Strategy};
use aftersync_core::model::sla::{BandTarget, Escalate, Rung, RungAt, SlaPolicy, SlaTarget};
use aftersync_core::model::staff::{AgentConfig, GroupConfig, SkillConfig};
use aftersync_core::model::template::{Template, TemplateUse};
use aftersync_core::model::ticket::ClockKind;
use aftersync_core::model::trigger::Trigger;

use super::{platform, shop, text};

pub fn shop_config() -> ShopConfig {
    ShopConfig {
        platform: platform(),
        shop: shop(),
        app: Some(AppId::new("app-1")),
        name: "旗舰店".into(),
        currency: Currency::CNY,
        poll_every_ms: 300_000,
        settings: BTreeMap::from([("shop_cipher".to_owned(), "GCP_x1".to_owned())]),
        return_address: text("addr-4"),
        team: text("stars"),
        notices: false,
    }
}

pub fn group_config() -> GroupConfig {
    GroupConfig {
        name: "refunds".into(),
        label: "退款组".into(),
        description: text("money that goes back"),
    }
}

pub fn skill_config() -> SkillConfig {
    SkillConfig {
        name: "english".into(),
        label: "英语".into(),
    }
}

pub fn agent_config() -> AgentConfig {
    AgentConfig {
        external_id: "emp-7".into(),
        id: Some(AgentId(super::uid(7))),
        name: "小王".into(),
        kind: AgentKind::Bot,
        groups: BTreeSet::from(["refunds".to_owned()]),
        skills: BTreeMap::from([("english".to_owned(), 4)]),
        capacity: 60,
        per_platform: BTreeMap::from([(platform(), 2)]),
        per_channel: BTreeMap::from([(Channel::LiveComment, 3)]),
        scope: BTreeMap::from([(platform(), BTreeSet::from(["880011".into()]))]),
        authority: Some(Money::cny(20_000)),
        actions: Some(BTreeSet::from(["reply".to_owned()])),
        shift: text("desk"),
    }
}

pub fn template() -> Template {
    Template {
        name: "late parcel".into(),
        zh: text("您好，{number} 的包裹晚到，敬请谅解。"),
        en: text("The parcel of {number} is late, we are sorry."),
    }
}

pub fn template_use() -> TemplateUse {
    TemplateUse {
        name: "late parcel".into(),
        lang: Some(Lang::En),
    }
}

pub fn queue_config() -> QueueConfig {
    QueueConfig {
        overflow_bot: Some(AgentId(super::uid(7))),
        overflow_when: Some(overflow_when()),
        age_step_ms: Some(3_600_000),
        affinity: Some(affinity()),
        name: "refunds".into(),
        groups: vec!["refunds".into()],
        strategy: Strategy::RoundRobin,
        per_agent: Some(3),
        steps: vec![route_step()],
        max_depth: Some(200),
        overflow: text("seniors"),
        reservation: Some(Reservation::AutoAccept),
        first_action_ms: Some(900_000),
        calendar: text("desk"),
    }
}

/// One condition of every kind.
pub fn whens() -> Vec<When> {
    vec![
        When::Always,
        When::All(vec![When::Always]),
        When::Any(vec![When::Always]),
        When::Not(Box::new(When::Always)),
        When::Kind(vec![Kind::Exchange]),
        When::Issue(vec![IssueType::Damaged]),
        When::Headline(vec![Headline::Disputed]),
        When::Platform(vec![platform()]),
        When::Shop(vec![shop()]),
        When::Host(vec!["anchor-3".into()]),
        When::Tag(vec!["vip".into()]),
        When::Flag(vec!["parcel_lost".into()]),
        When::AmountAtLeast(10_000),
        When::ReopenedAtLeast(2),
        When::Custom(CustomIs::ticket("level", CustomValue::Text("gold".into()))),
        When::Test(test()),
        When::Test(Test::new(
            Attribute::Custom(custom_ref()),
            Check::In(vec![CustomValue::Text("gold".into())]),
        )),
        When::Test(Test::new(Attribute::Host, Check::Prefix("own-".into()))),
        When::InCalendar("desk".into()),
        When::OwnerIs(vec![AgentId(super::uid(4))]),
    ]
}

pub fn test() -> Test {
    Test::new(Attribute::Amount, Check::Ge(CustomValue::Integer(8_000))).or_missing()
}

pub fn custom_ref() -> CustomRef {
    CustomRef {
        on: CustomOn::Customer,
        name: "level".into(),
    }
}

/// Every attribute.
pub fn attributes() -> Vec<Attribute> {
    use Attribute as A;
    vec![
        A::Platform,
        A::Shop,
        A::Kind,
        A::Issue,
        A::Headline,
        A::WaitingOn,
        A::Goods,
        A::Money,
        A::Replacement,
        A::Dispute,
        A::Decision,
        A::Currency,
        A::Host,
        A::Room,
        A::Show,
        A::ReasonCode,
        A::Channels,
        A::Tags,
        A::Flags,
        A::Skus,
        A::Products,
        A::Categories,
        A::Suppliers,
        A::CustomerTags,
        A::Amount,
        A::Approved,
        A::Refunded,
        A::Compensation,
        A::PaidTotal,
        A::Region,
        A::Pieces,
        A::Reopened,
        A::Age,
        A::DeadlineIn,
        A::SlaSlack,
        A::RefundCount90d,
        A::Answered,
        A::Orphan,
        A::Custom(custom_ref()),
    ]
}

/// One test of every kind.
pub fn tests() -> Vec<Check> {
    let (number, word) = (CustomValue::Integer, |word: &str| CustomValue::Text(word.into()));
    vec![
        Check::Eq(CustomValue::Flag(true)),
        Check::Ne(word("a")),
        Check::In(vec![number(1), word("a")]),
        Check::NotIn(vec![word("a")]),
        Check::Lt(number(1)),
        Check::Le(number(1)),
        Check::Gt(number(1)),
        Check::Ge(CustomValue::Money(CustomMoney(super::cny(9)))),
        Check::Between(number(1), number(2)),
        Check::Exists,
        Check::Missing,
        Check::HasAny(vec![word("a")]),
        Check::HasAll(vec![word("a")]),
        Check::Prefix("a".into()),
        Check::Glob("a*".into()),
    ]
}

pub fn hours() -> Hours {
    Hours { from: 540, to: 1_080 }
}

pub fn calendar() -> Calendar {
    Calendar {
        name: "desk".into(),
        week: BTreeMap::from([(Weekday::Monday, vec![hours()])]),
        special: BTreeMap::from([("2026-10-01".to_owned(), Vec::new())]),
        zone: Some("Asia/Shanghai".into()),
        holidays: Some(Holidays::Cn),
        made_up: BTreeMap::from([("2027-02-06".to_owned(), Weekday::Friday)]),
        made_up_as: Some(Weekday::Tuesday),
    }
}

pub fn floor() -> Floor {
    Floor {
        after_ms: 30_000,
        level: 2,
    }
}

pub fn skill_tier() -> SkillTier {
    SkillTier {
        tier: 3,
        skills: BTreeMap::from([("jewellery".into(), 2)]),
        drop_after_ms: 60_000,
    }
}

pub fn route_step() -> RouteStep {
    RouteStep {
        after_ms: 90_000,
        queue: text("seniors"),
        exclusive: true,
        skills: BTreeMap::from([("english".into(), 2)]),
        tiers: vec![skill_tier()],
        groups: vec!["night".into()],
        drop_skills: BTreeSet::from(["english".into()]),
        raise_by: 1,
        strategy: Some(Strategy::RoundRobin),
        max_offers: Some(3),
        skip_if: Some(skip_if()),
    }
}

pub fn skip_if() -> SkipIf {
    SkipIf {
        nobody_online: true,
        no_room: true,
        outside: text("day shift"),
        wait_above_ms: Some(1_200_000),
    }
}

pub fn then() -> Then {
    Then {
        queue: text("refunds"),
        band: Some(1),
        weight: Some(20),
        skills: BTreeMap::from([("english".into(), 3)]),
        floors: BTreeMap::from([("english".into(), vec![floor()])]),
        tiers: vec![skill_tier()],
        steps: vec![route_step()],
        tags: vec!["vip".into()],
        sla: text("big ones"),
        notify: BTreeSet::from(["leads".into()]),
        affinity: Some(affinity()),
        bot: Some(bot_policy()),
        reservation: Some(Reservation::Offer(offer_terms())),
        four_eyes: true,
    }
}

pub fn overflow_when() -> OverflowWhen {
    OverflowWhen {
        outside: text("day shift"),
        nobody_online: true,
        wait_above_ms: Some(600_000),
    }
}

pub fn affinity() -> Affinity {
    Affinity {
        mode: AffinityMode::Wait,
        wait_ms: Some(600_000),
        customer_days: Some(30),
    }
}

pub fn bot_policy() -> BotPolicy {
    BotPolicy {
        id: Some(AgentId(super::uid(22))),
        max_turns: Some(6),
        min_confidence: Some(60),
        timeout_ms: Some(60_000),
        ..BotPolicy::new(BotUse::First)
    }
}

pub fn rule() -> Rule {
    Rule {
        valid_from: Some(super::at(1)),
        valid_to: Some(super::at(2)),
        enabled: false,
        ..Rule::new("big ones first", When::All(whens()), then())
    }
}

pub fn auto_policy() -> AutoPolicy {
    AutoPolicy {
        when: When::Kind(vec![Kind::RefundOnly]),
        at_most: 2_000,
        currency: Currency::CNY,
    }
}

pub fn return_policy() -> ReturnPolicy {
    ReturnPolicy {
        when: When::Kind(vec![Kind::ReturnRefund]),
        window: Some(return_window()),
        allow: return_list(),
        block: ReturnList {
            skus: vec!["sku-9".into()],
            ..ReturnList::default()
        },
        auto_approve: vec![Money::cny(5_000)],
        keep_item: vec![Money::cny(1_000)],
        instant: Some(instant_refund()),
        restocking_per_mille: 50,
        serial_from: Some(4),
        enabled: false,
        ..ReturnPolicy::new("clothes")
    }
}

pub fn return_window() -> ReturnWindow {
    ReturnWindow {
        from: WindowStart::Delivered,
        days: 7,
    }
}

pub fn return_list() -> ReturnList {
    ReturnList {
        skus: vec!["sku-1".into()],
        categories: vec!["dresses".into()],
        reasons: vec!["1025".into()],
        issues: vec![IssueType::ChangeOfMind],
    }
}

pub fn instant_refund() -> InstantRefund {
    InstantRefund {
        trusted: trusts(),
        at_most: vec![Money::cny(20_000)],
    }
}

pub fn trusts() -> Vec<Trust> {
    vec![Trust::Tag("gold".into()), Trust::Custom(custom_is())]
}

pub fn automation() -> Automation {
    Automation {
        name: "angry buyers".into(),
        on: automation_ons().swap_remove(0),
        event: event_is(),
        when: When::Kind(vec![Kind::Complaint]),
        then: automation_steps(),
        enabled: false,
    }
}

pub fn automation_ons() -> Vec<AutomationOn> {
    vec![
        AutomationOn::Events(vec![Occasion::TicketOpened, Occasion::MessageAdded]),
        AutomationOn::After(state_age()),
        AutomationOn::Unanswered(span()),
        AutomationOn::Deadline(span()),
    ]
}

pub fn span() -> Span {
    Span { ms: 1_800_000 }
}

pub fn event_is() -> EventIs {
    EventIs {
        task_kinds: vec![TaskKind::QcInspection],
        task_states: vec![TaskState::Done],
        results: vec![TaskResult::Failed],
        clocks: vec![ClockKind::Decision],
        passed: vec![ClockPoint::Breach],
        from: vec![Headline::AwaitingSeller],
        to: vec![Headline::Rejected],
        channels: vec![Channel::Chat],
        because: vec![OverflowCause::Full],
    }
}

pub fn state_age() -> StateAge {
    StateAge {
        headlines: vec![Headline::AwaitingSeller],
        ms: 3_600_000,
    }
}

pub fn automation_steps() -> Vec<AutomationStep> {
    vec![
        AutomationStep::Tag("angry".into()),
        AutomationStep::Untag("calm".into()),
        AutomationStep::Note("call back".into()),
        AutomationStep::Reply("{number}: we look into it".into()),
        AutomationStep::Template(template_use()),
        AutomationStep::Queue("refunds".into()),
        AutomationStep::Band(0),
        AutomationStep::Task(automation_task()),
        AutomationStep::Notify("leads".into()),
        AutomationStep::Approve(vec![Money::cny(500)]),
        AutomationStep::Assign(AgentId::of("an")),
        AutomationStep::Watch(AgentId::of("an")),
        AutomationStep::Move(automation_move()),
        AutomationStep::Custom(automation_field()),
        AutomationStep::Issue(IssueType::Damaged),
        AutomationStep::Tell(automation_tell()),
    ]
}

pub fn automation_move() -> AutomationMove {
    AutomationMove {
        trigger: Trigger::Reject,
        reason_code: text("7"),
        text: text("{number}: too late"),
    }
}

pub fn automation_field() -> AutomationField {
    AutomationField {
        name: "tier".into(),
        is: CustomValue::Text("gold".into()),
    }
}

pub fn automation_tell() -> AutomationTell {
    AutomationTell {
        verb: ActionVerb::AddRemark,
        text: text("looked at"),
    }
}

pub fn automation_task() -> AutomationTask {
    AutomationTask {
        kind: TaskKind::Callback,
        group: "aftersales".into(),
    }
}

pub fn automation_done() -> AutomationDone {
    AutomationDone {
        times: 2,
        since: Some(super::at(3)),
    }
}

pub fn windows() -> Windows {
    Windows {
        cool_off_ms: 1,
        reopen_ms: 2,
        buyer_answer_ms: 3,
        buyer_return_ms: 4,
        stale_notice_ms: 5,
        goodwill_cap: vec![Money::cny(6)],
    }
}

pub fn quiet_hours() -> QuietHours {
    QuietHours { from: 1_320, to: 480 }
}

pub fn sla_targets() -> SlaTargets {
    SlaTargets(BTreeMap::from([
        (ClockKind::FirstResponse, 900_000),
        (ClockKind::Refund, 172_800_000),
    ]))
}

pub fn sla_policy() -> SlaPolicy {
    SlaPolicy {
        name: "day shift".into(),
        when: When::Kind(vec![Kind::RefundOnly]),
        clocks: BTreeMap::from([(ClockKind::Decision, sla_target())]),
        calendar: Some("desk".into()),
        ladder: rungs(),
    }
}

pub fn sla_target() -> SlaTarget {
    SlaTarget {
        target_ms: 3_600_000,
        bands: vec![band_target()],
        calendar: Some("desk".into()),
        pauses: Some(vec![Headline::Disputed]),
    }
}

pub fn band_target() -> BandTarget {
    BandTarget {
        band: 0,
        target_ms: 900_000,
    }
}

pub fn rung_ats() -> Vec<RungAt> {
    vec![RungAt::Warn, RungAt::Breach, RungAt::AfterBreach(600_000)]
}

pub fn escalations() -> Vec<Escalate> {
    vec![
        Escalate::Band(0),
        Escalate::Notify("leads".into()),
        Escalate::Watch(AgentId(super::uid(22))),
        Escalate::Widen(BTreeSet::from(["leads".to_owned()])),
        Escalate::Queue("refunds".into()),
    ]
}

pub fn rungs() -> Vec<Rung> {
    let rung = |at: RungAt| Rung {
        name: format!("{at:?}"),
        clock: ClockKind::Decision,
        at,
        what: escalations(),
    };
    rung_ats().into_iter().map(rung).collect()
}

/// A field of every type.
pub fn custom_types() -> Vec<CustomType> {
    vec![
        CustomType::Text,
        CustomType::Integer,
        CustomType::Flag,
        CustomType::Money,
        CustomType::Time,
        CustomType::Choice(vec!["gold".into(), "silver".into()]),
    ]
}

pub fn custom_is() -> CustomIs {
    CustomIs::new(CustomOn::Line, "level", CustomValue::Text("gold".into()))
}

pub fn custom_field() -> CustomField {
    CustomField {
        on: CustomOn::Customer,
        name: "level".into(),
        of: CustomType::Choice(vec!["gold".into(), "silver".into()]),
        personal: true,
    }
}

pub fn config() -> Config {
    Config {
        version: 4,
        zone_minutes: 480,
        shops: vec![shop_config()],
        groups: vec![group_config()],
        skills: vec![skill_config()],
        agents: vec![agent_config()],
        queues: vec![queue_config()],
        rules: vec![rule()],
        fallback_queue: "aftersales".into(),
        host_teams: BTreeMap::from([("host-1".into(), "stars".into())]),
        auto: vec![auto_policy()],
        return_policies: vec![return_policy()],
        automations: vec![automation()],
        templates: vec![template()],
        windows: windows(),
        quiet_hours: Some(quiet_hours()),
        identity: identity_config(),
        sla: sla_targets(),
        sla_policies: vec![sla_policy()],
        custom: vec![custom_field()],
        calendars: vec![calendar()],
        tasks: vec![super::tasks::task_config()],
        parked_weight: 3,
        presence: presence_config(),
    }
}

pub fn presence_config() -> PresenceConfig {
    PresenceConfig {
        lease_ms: 90_000,
        on_leave: Absence::RequeueAll,
        grace_ms: 600_000,
        lead_out_ms: 900_000,
    }
}

/// What may be said of asking agents first.
pub fn reservations() -> Vec<Reservation> {
    vec![Reservation::AutoAccept, Reservation::Offer(offer_terms())]
}

pub fn offer_terms() -> OfferTerms {
    OfferTerms {
        for_ms: 20_000,
        max_offers: 1,
    }
}

pub fn identity_config() -> IdentityConfig {
    IdentityConfig {
        by: JoinBy::Keys,
        whole_phones: true,
    }
}
