//! Who is who: hashes and scores.
use aftersync_core::model::identity::{Change, Edge, IdBucket, IdDecision, IdEntity, IdNode, IdPage, Verb};
use aftersync_core::model::ids::{CustomerId, Uid};
use aftersync_core::store::{Record, Row};

fn id(n: u8) -> Uid {
    Uid([n; 16])
}

/// A row of each of its tables.
pub fn rows() -> Vec<Row> {
    vec![
        IdNode {
            scope: 1,
            platform: 2,
            customer: CustomerId(id(3)),
            first: 4,
            count: 1,
            edges: vec![Edge {
                other: id(5),
                score: 9_000,
                anchor: true,
            }],
            must: vec![(id(6), id(7))],
            ..IdNode::default()
        }
        .wrap(),
        IdBucket {
            size: 1,
            members: vec![id(1)],
            blocked: false,
        }
        .wrap(),
        IdPage {
            entries: vec![(id(1), vec![1, 2])],
            children: vec![3],
        }
        .wrap(),
        IdEntity {
            members: vec![id(1)],
            changes: vec![Change {
                verb: Verb::Joined,
                other: CustomerId(id(2)),
                cause: id(3),
                at: 4,
            }],
            ..IdEntity::default()
        }
        .wrap(),
        IdDecision {
            same: true,
            pairs: vec![(id(1), id(2))],
            undone: false,
        }
        .wrap(),
    ]
}
