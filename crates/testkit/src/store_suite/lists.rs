//! Lists: both directions, ties, pages to the end.
use aftersync_core::model::ids::Uid;
use aftersync_core::store::{Head, Index, IndexEntry, Key, Mark, Scan, Table, TicketStore, Writer, open};

use super::kit::{Build, acme, id};
use super::sample;
use super::suite;

suite! {
    lists_page_to_the_end_in_both_directions,
    ranges_include_their_ends,
    a_row_moves_within_its_lists,
    groups_and_lists_do_not_mix,
    a_page_goes_on_after_a_row_that_went,
}

/// Shows by start: several at one moment, and the ends of the number line.
const STARTS: [(u32, i64); 9] = [
    (1, 50),
    (2, 10),
    (3, 50),
    (4, -5),
    (5, 50),
    (6, 99),
    (7, i64::MAX),
    (8, i64::MIN),
    (9, 10),
];

fn fill(writer: &mut dyn Writer) -> Head {
    let build = STARTS.iter().fold(Build::on(&acme(), Head::default()), |b, (n, at)| {
        b.put(*n, sample::show(*n, *at))
    });
    build.commit(writer)
}

fn shows(limit: usize) -> Scan {
    Scan::all(Index::ShowAll, Uid::ZERO, Table::Show, limit)
}

/// All marks of a list, asked page by page.
fn walk(writer: &mut dyn Writer, mut scan: Scan) -> Vec<Mark> {
    let mut seen = Vec::new();
    for _ in 0..100 {
        let page = writer.list(&acme(), &scan).unwrap();
        assert!(page.entries.len() <= scan.limit);
        seen.extend(page.entries.iter().map(|e| e.mark));
        match page.next {
            Some(next) => assert_eq!(seen.last(), Some(&next)),
            None => return seen,
        }
        scan.after = page.next;
    }
    assert!(seen.is_empty(), "the end was never reached");
    seen
}

fn marks(of: impl Iterator<Item = (u32, i64)>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = of.map(|(n, sort)| Mark { sort, id: id(n) }).collect();
    marks.sort_unstable();
    marks
}

fn lists_page_to_the_end_in_both_directions(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    fill(&mut *writer);
    let up = marks(STARTS.into_iter());
    let down: Vec<Mark> = up.iter().rev().copied().collect();
    for limit in 1..12 {
        assert_eq!(walk(&mut *writer, shows(limit)), up);
        let descending = Scan {
            descending: true,
            ..shows(limit)
        };
        assert_eq!(walk(&mut *writer, descending), down);
    }
    // What is shown of the rows, in the same order, without the rows.
    let (rows, shown) = (
        writer.list(&acme(), &shows(5)).unwrap(),
        writer.list_open(&acme(), &shows(5)).unwrap(),
    );
    assert_eq!(shown.next, rows.next);
    let of_rows = rows
        .entries
        .iter()
        .map(|e| (e.mark, e.version, open::values(&e.row).unwrap()));
    let of_shown = shown.entries.into_iter().map(|e| (e.mark, e.version, e.row));
    assert_eq!(of_shown.collect::<Vec<_>>(), of_rows.collect::<Vec<_>>());
    let exactly = writer.list(&acme(), &shows(STARTS.len())).unwrap();
    assert_eq!(exactly.next, None, "nothing comes after the last row");
    let row = exactly.entries.first().unwrap();
    assert_eq!((row.version, &*row.row), (1, &sample::show(8, i64::MIN)));
}

fn ranges_include_their_ends(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    fill(&mut *writer);
    for (from, to) in [(10, 50), (11, 49), (50, 50), (i64::MIN, 10), (99, i64::MAX), (60, 20)] {
        let expected = marks(STARTS.into_iter().filter(|(_, at)| (from..=to).contains(at)));
        for descending in [false, true] {
            for limit in [1, 2, 20] {
                let scan = Scan {
                    from,
                    to,
                    descending,
                    ..shows(limit)
                };
                let mut seen = walk(&mut *writer, scan);
                if descending {
                    seen.reverse();
                }
                assert_eq!(seen, expected, "{from}..={to}");
            }
        }
        let count = writer.count(&acme(), Index::ShowAll, Uid::ZERO, from, to).unwrap();
        assert_eq!(count, expected.len() as u64);
    }
    // A mark before the range does not widen it.
    let before = Scan {
        from: 50,
        after: Some(Mark { sort: -5, id: id(4) }),
        ..shows(9)
    };
    assert_eq!(walk(&mut *writer, before).len(), 5);
    let above = Scan {
        to: 50,
        descending: true,
        after: Some(Mark {
            sort: i64::MAX,
            id: id(7),
        }),
        ..shows(9)
    };
    assert_eq!(walk(&mut *writer, above).len(), 7);
}

fn a_row_moves_within_its_lists(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let head = fill(&mut *writer);
    let (old, new) = (sample::show(1, 50), sample::show(1, 11));
    let moved = Build::on(&acme(), head)
        .replace(1, Some(&old), Some(new.clone()))
        .commit(&mut *writer);
    let first_two = writer.list(&acme(), &Scan { from: 11, ..shows(1) }).unwrap();
    let entry = first_two.entries.first().unwrap();
    assert_eq!((entry.mark.id, entry.version, &*entry.row), (id(1), 2, &new));
    // A change that keeps its place: the same entry goes and comes.
    let kept = Build::on(&acme(), moved)
        .replace(1, Some(&new), Some(new.clone()))
        .commit(&mut *writer);
    assert_eq!(walk(&mut *writer, shows(4)).len(), STARTS.len());
    Build::on(&acme(), kept)
        .replace(1, Some(&new), None)
        .commit(&mut *writer);
    assert_eq!(walk(&mut *writer, shows(4)).len(), STARTS.len() - 1);
    assert_eq!(writer.count(&acme(), Index::ShowAll, Uid::ZERO, 11, 11).unwrap(), 0);
}

fn groups_and_lists_do_not_mix(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let entry = |index, group| IndexEntry {
        index,
        group: id(group),
        sort: 1,
    };
    let places = [
        (1, vec![entry(Index::TicketQueue, 1), entry(Index::TicketWaiting, 1)]),
        (2, vec![entry(Index::TicketQueue, 2)]),
        (3, vec![entry(Index::TicketQueue, 1)]),
    ];
    let row = |n| sample::row(Table::Raw, n);
    let key = |n| Key::new(Table::Raw, id(n));
    let build = places.iter().fold(Build::on(&acme(), Head::default()), |b, (n, e)| {
        b.change(key(*n), Some(row(*n)), vec![], e.clone())
    });
    let head = build.commit(&mut *writer);
    let mut ids = |index, group| -> Vec<Uid> {
        let scan = Scan::all(index, id(group), Table::Raw, 9);
        walk(&mut *writer, scan).iter().map(|m| m.id).collect()
    };
    assert_eq!(ids(Index::TicketQueue, 1), [id(1), id(3)]);
    assert_eq!(ids(Index::TicketQueue, 2), [id(2)]);
    assert_eq!(ids(Index::TicketWaiting, 1), [id(1)]);
    assert_eq!(ids(Index::TicketAgent, 1), []);
    // What a row says of its lists is core's business: take these entries away again, so that the structure is sound.
    let gone = places.iter().fold(Build::on(&acme(), head), |b, (n, e)| {
        b.change(key(*n), Some(row(*n)), e.clone(), vec![])
    });
    gone.commit(&mut *writer);
}

fn a_page_goes_on_after_a_row_that_went(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let head = fill(&mut *writer);
    let first = writer.list(&acme(), &shows(4)).unwrap();
    let last = first.next.unwrap();
    assert_eq!(last, Mark { sort: 10, id: id(9) });
    Build::on(&acme(), head)
        .replace(9, Some(&sample::show(9, 10)), None)
        .commit(&mut *writer);
    let rest = Scan {
        after: Some(last),
        ..shows(9)
    };
    assert_eq!(
        walk(&mut *writer, rest),
        marks(STARTS.into_iter().filter(|(_, at)| *at > 10))
    );
}
