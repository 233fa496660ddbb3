//! The day with two phones, over real HTTP.
#![allow(clippy::unwrap_used)]

#[test]
fn the_day_goes_as_it_is_told() {
    let told = aftersync_examples::phones::run().unwrap();
    let wanted = [
        "both phones have 3 tickets",
        "in the lift ann sees ",
        "out of the lift: 1 applied",
        "bob was later; proposed: ",
        "bob's phone wiped itself: true",
    ];
    assert_eq!(told.len(), wanted.len(), "{told:#?}");
    for (line, begin) in told.iter().zip(wanted) {
        assert!(line.starts_with(begin), "{line}");
    }
}
