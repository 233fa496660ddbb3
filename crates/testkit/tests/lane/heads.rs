//! Waiting for news.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use aftersync_core::engine::subscribe::Heads;
use aftersync_core::model::event::Cursor;
use futures::FutureExt;

use crate::bench::tenant;

#[derive(Default)]
struct Counting(AtomicUsize);

impl Wake for Counting {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_waiter_is_woken_by_what_is_beyond_its_place_only() {
    let heads = Heads::new();
    let woken = Arc::new(Counting::default());
    let waker = Waker::from(woken.clone());
    let mut cx = Context::from_waker(&waker);
    let mut changed = heads.changed(&tenant(), Cursor(5));
    assert_eq!(changed.poll_unpin(&mut cx), Poll::Pending);
    heads.publish(&[("another".into(), Cursor(9))]);
    assert_eq!(woken.0.load(Ordering::SeqCst), 0);
    heads.publish(&[(tenant(), Cursor(7)), (tenant(), Cursor(6))]);
    assert_eq!(woken.0.load(Ordering::SeqCst), 1);
    assert_eq!(changed.poll_unpin(&mut cx), Poll::Ready(Cursor(7)));
    assert_eq!(
        heads.changed(&tenant(), Cursor(6)).poll_unpin(&mut cx),
        Poll::Ready(Cursor(7))
    );
    assert_eq!(heads.head(&tenant()), Some(Cursor(7)));
}

#[test]
fn who_stops_waiting_leaves_no_waker_behind() {
    let heads = Heads::new();
    let waker = Waker::noop();
    let mut cx = Context::from_waker(waker);
    let (mut one, mut two) = (heads.changed(&tenant(), Cursor(0)), heads.changed(&tenant(), Cursor(0)));
    assert!(one.poll_unpin(&mut cx).is_pending() && one.poll_unpin(&mut cx).is_pending());
    assert!(two.poll_unpin(&mut cx).is_pending());
    assert!(format!("{heads:?}").contains("waiting: 2"));
    drop((one, two));
    assert!(format!("{heads:?}").contains("waiting: 0"));
}

#[test]
fn a_thread_waits_as_long_as_it_wants_and_no_longer_than_until_the_end() {
    let heads = Heads::new();
    assert_eq!(heads.wait_changed(&tenant(), Cursor(3), Duration::ZERO), Cursor(3));
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| heads.wait_changed(&tenant(), Cursor(3), Duration::MAX));
        heads.close();
        assert_eq!(waiting.join().unwrap(), Cursor(3));
    });
    assert!(heads.is_closed());
    let now = heads.changed(&tenant(), Cursor(3)).now_or_never();
    assert_eq!(now, Some(Cursor(3)));
}
