//! What the document promises: by when buyers are answered and paid, what happens as that time runs out, and which refunds need
//! no person.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::model::returns::{ReturnPolicy, ReturnWindow, WindowStart};
use aftersync::model::sla::{Escalate, Rung, RungAt, SlaPolicy, SlaTarget};
use aftersync::model::ticket::ClockKind;
use aftersync::model::time::{DAY, HOUR, MINUTE};
use aftersync::{Currency, Kind, Money, When};

use super::site::Site;
use super::staff::{LEADS, SERVICE, WAREHOUSE};

/// The clock, how long it may run, and in whose hours.
const CLOCKS: [(ClockKind, i64, &str); 6] = [
    (ClockKind::FirstResponse, 15 * MINUTE, SERVICE),
    (ClockKind::NextResponse, 2 * HOUR, SERVICE),
    (ClockKind::Decision, 8 * HOUR, SERVICE),
    (ClockKind::Inspection, 24 * HOUR, WAREHOUSE),
    (ClockKind::Refund, 24 * HOUR, SERVICE),
    (ClockKind::Resolution, 5 * DAY, SERVICE),
];

/// The one policy of clocks: they count while somebody serves buyers, and who is late to decide is helped.
pub(super) fn clocks() -> Vec<SlaPolicy> {
    let target = |(clock, target_ms, calendar): (ClockKind, i64, &str)| {
        let target = SlaTarget {
            target_ms,
            bands: Vec::new(),
            calendar: (calendar != SERVICE).then(|| calendar.to_owned()),
            pauses: None,
        };
        (clock, target)
    };
    vec![SlaPolicy {
        name: "buyers wait".into(),
        when: When::Always,
        clocks: CLOCKS.into_iter().map(target).collect::<BTreeMap<_, _>>(),
        calendar: Some(SERVICE.into()),
        ladder: ladder(),
    }]
}

/// Nearly late it is more urgent; late it is the most urgent, the leads hear of it, and whoever decides about money or goods may take it.
fn ladder() -> Vec<Rung> {
    let rung = |name: &str, at, what| Rung {
        name: name.into(),
        clock: ClockKind::Decision,
        at,
        what,
    };
    vec![
        rung("nearly late", RungAt::Warn, vec![Escalate::Band(1)]),
        rung(
            "late",
            RungAt::Breach,
            vec![
                Escalate::Band(0),
                Escalate::Notify(LEADS.into()),
                Escalate::Widen(BTreeSet::from(["goods".to_owned(), "money".to_owned()])),
            ],
        ),
    ]
}

/// Small refunds of what was not sent need no person, in any currency that is sold in, unless somebody asks for many.
pub(super) fn returns(sites: &[Site]) -> Vec<ReturnPolicy> {
    let currencies: BTreeSet<Currency> = sites.iter().map(|site| site.config().currency).collect();
    vec![ReturnPolicy {
        when: When::Kind(vec![Kind::RefundOnly]),
        window: Some(ReturnWindow {
            from: WindowStart::Ordered,
            days: 30,
        }),
        auto_approve: currencies
            .into_iter()
            .map(|currency| Money::new(3_000, currency))
            .collect(),
        serial_from: Some(4),
        ..ReturnPolicy::new("small refunds")
    }]
}
