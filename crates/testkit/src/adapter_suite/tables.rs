//! Status tables: every row leads to the headline that it means.
use aftersync_core::lifecycle::{headline, jump};
use aftersync_core::model::axes::Axes;

use super::{Findings, Law, Subject};

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "every status leads a fresh ticket to the headline that it means",
        run: headlines,
    },
    Law {
        name: "the table has every kind that is declared, and no other",
        run: kinds,
    },
];

fn headlines(subject: &Subject, found: &mut Findings) {
    for row in &subject.statuses {
        let shown = headline(&jump(&Axes::start(row.kind), row.kind, &row.claim));
        found.want(shown == row.means, || {
            format!("{}: shows {shown}, means {}", row.name, row.means)
        });
    }
}

fn kinds(subject: &Subject, found: &mut Findings) {
    let declared = subject.adapter.capabilities().kinds;
    for kind in declared {
        found.want(subject.statuses.iter().any(|row| row.kind == *kind), || {
            format!("{kind} is declared and no row is for it")
        });
    }
    for row in subject.statuses.iter().filter(|row| !declared.contains(&row.kind)) {
        found.note(format!("{}: {} is not declared", row.name, row.kind));
    }
}
