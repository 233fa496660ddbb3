//! The queue of push messages, and the chaos on their way. Pure: sending is elsewhere.

use std::collections::BTreeMap;

use super::dialect::Message;
use super::prng::SplitMix64;

/// What goes wrong with pushes, per thousand messages. The same seed and messages meet the same fate, whatever the order of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chaos {
    /// Seed of every draw.
    pub seed: u64,
    /// Never arrives.
    pub lose_permille: u16,
    /// Arrives twice with the same message number.
    pub duplicate_permille: u16,
    /// Arrives a good deal later, thus after its successors.
    pub reorder_permille: u16,
    /// Every message is late by up to this, ms of simulated time.
    pub max_delay_ms: i64,
    /// A forged copy is sent beside the true one; the receiver must refuse it.
    pub corrupt_permille: u16,
    /// Travels in one array with its successor, where the platform sends arrays.
    pub batch_permille: u16,
}

/// How a forged copy is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forgery {
    /// The body was changed after signing.
    ChangedBody,
    /// The signature is another one.
    WrongSignature,
    /// There is no signature.
    NoSignature,
}

/// One message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Delivery {
    pub due_ms: i64,
    pub message: Message,
    pub attempt: usize,
    pub lost: bool,
    pub duplicate: bool,
    pub forgery: Option<Forgery>,
}

/// What one round of deliveries did. Forged copies are counted apart from true messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PumpReport {
    /// HTTP requests made, forged ones included.
    pub requests: u64,
    /// True messages sent, duplicates and repetitions included.
    pub sent: u64,
    /// Of these, acknowledged.
    pub acked: u64,
    /// Of these, not acknowledged: they are repeated later, as often as the platform does that.
    pub failed: u64,
    /// Dropped on the way, for ever.
    pub lost: u64,
    /// Of those sent, second copies.
    pub duplicated: u64,
    /// Given up after the last repetition.
    pub gave_up: u64,
    /// Forged copies sent.
    pub forged: u64,
    /// Forged copies the receiver refused, as it must.
    pub forged_refused: u64,
}

impl PumpReport {
    /// Adds another round.
    pub fn add(&mut self, other: &Self) {
        self.requests += other.requests;
        self.sent += other.sent;
        self.acked += other.acked;
        self.failed += other.failed;
        self.lost += other.lost;
        self.duplicated += other.duplicated;
        self.gave_up += other.gave_up;
        self.forged += other.forged;
        self.forged_refused += other.forged_refused;
    }
}

/// The queue.
#[derive(Default)]
pub(crate) struct Pusher {
    /// Where pushes go whose shop has no address of its own.
    pub url: Option<String>,
    pub shop_urls: BTreeMap<i64, String>,
    pub chaos: Chaos,
    queue: BTreeMap<(i64, u64), Delivery>,
    next: u64,
}

impl Pusher {
    /// Takes a message in at `now_ms`. Without a receiver nothing is kept, as on the platforms.
    pub fn enqueue(&mut self, message: Message, now_ms: i64) {
        if self.url_of(message.shop_id).is_none() {
            return;
        }
        let chaos = self.chaos;
        // Every message draws the same number of times, so that one knob does not move the fate of another.
        let mut random = SplitMix64::named(chaos.seed, &message.id);
        let late = u64::try_from(chaos.max_delay_ms.max(0)).unwrap_or(0).saturating_add(1);
        let (lost, duplicate) = (
            random.chance(chaos.lose_permille),
            random.chance(chaos.duplicate_permille),
        );
        let (reorder, corrupt) = (
            random.chance(chaos.reorder_permille),
            random.chance(chaos.corrupt_permille),
        );
        let delay = drawn(&mut random, late);
        let extra = drawn(&mut random, late.saturating_mul(2).saturating_add(60_000));
        let copy_delay = drawn(&mut random, late.saturating_add(5_000));
        let forgery = match random.below(3) {
            0 => Forgery::ChangedBody,
            1 => Forgery::WrongSignature,
            _ => Forgery::NoSignature,
        };
        let due_ms = now_ms
            .saturating_add(delay)
            .saturating_add(if reorder { extra } else { 0 });
        let delivery = Delivery {
            due_ms,
            message,
            attempt: 0,
            lost,
            duplicate: false,
            forgery: None,
        };
        if corrupt {
            self.put(Delivery {
                forgery: Some(forgery),
                lost: false,
                ..delivery.clone()
            });
        }
        if duplicate {
            self.put(Delivery {
                due_ms: due_ms.saturating_add(copy_delay),
                duplicate: true,
                lost: false,
                ..delivery.clone()
            });
        }
        self.put(delivery);
    }

    /// Where the pushes of a shop go.
    pub fn url_of(&self, shop_id: i64) -> Option<&str> {
        self.shop_urls.get(&shop_id).or(self.url.as_ref()).map(String::as_str)
    }

    fn put(&mut self, delivery: Delivery) {
        self.queue.insert((delivery.due_ms, self.next), delivery);
        self.next = self.next.wrapping_add(1);
    }

    /// Queues a message that was not acknowledged again after the wait of its attempt; false when it was the last time.
    pub fn again(&mut self, mut delivery: Delivery, now_ms: i64, waits: &[i64]) -> bool {
        let Some(wait) = waits.get(delivery.attempt) else {
            return false;
        };
        delivery.attempt = delivery.attempt.saturating_add(1);
        delivery.due_ms = now_ms.saturating_add(*wait);
        self.put(delivery);
        true
    }

    /// Takes everything due at `now_ms`, in order, grouped into arrays of `largest_batch` at most, each for one receiver.
    pub fn take_due(&mut self, now_ms: i64, largest_batch: usize) -> Vec<Vec<Delivery>> {
        let later = self.queue.split_off(&(now_ms.saturating_add(1), 0));
        let due = std::mem::replace(&mut self.queue, later);
        let mut batches: Vec<Vec<Delivery>> = Vec::new();
        for delivery in due.into_values() {
            let alone = delivery.forgery.is_some() || delivery.lost;
            let joins = !alone
                && SplitMix64::named(self.chaos.seed, &format!("batch {}", delivery.message.id))
                    .chance(self.chaos.batch_permille);
            match batches.last_mut() {
                Some(batch) if joins && batch.len() < largest_batch && self.takes(batch, &delivery) => {
                    batch.push(delivery)
                }
                _ => batches.push(vec![delivery]),
            }
        }
        batches
    }

    fn takes(&self, batch: &[Delivery], delivery: &Delivery) -> bool {
        let url = self.url_of(delivery.message.shop_id);
        let fits =
            |other: &Delivery| other.forgery.is_none() && !other.lost && self.url_of(other.message.shop_id) == url;
        batch.iter().all(fits)
    }

    pub fn next_due_ms(&self) -> Option<i64> {
        self.queue.keys().next().map(|(due, _)| *due)
    }

    pub fn len(&self) -> usize {
        self.queue.len()
    }
}

fn drawn(random: &mut SplitMix64, bound: u64) -> i64 {
    i64::try_from(random.below(bound)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Chaos, Message, Pusher};

    fn fates(seed: u64, ids: &[&str]) -> Vec<(String, i64, bool, bool, bool)> {
        let chaos = Chaos {
            seed,
            lose_permille: 200,
            duplicate_permille: 200,
            reorder_permille: 200,
            max_delay_ms: 5_000,
            corrupt_permille: 100,
            batch_permille: 0,
        };
        let mut pusher = Pusher {
            url: Some("http://receiver".into()),
            chaos,
            ..Pusher::default()
        };
        for id in ids {
            pusher.enqueue(
                Message {
                    id: (*id).to_owned(),
                    tag: "1".into(),
                    shop_id: 1,
                    data: String::new(),
                },
                0,
            );
        }
        let mut all: Vec<_> = pusher
            .take_due(i64::MAX - 1, 1)
            .into_iter()
            .flatten()
            .map(|it| (it.message.id, it.due_ms, it.lost, it.duplicate, it.forgery.is_some()))
            .collect();
        all.sort();
        all
    }

    #[test]
    fn fate_depends_on_seed_and_message_only() {
        let names: Vec<String> = (0..200).map(|number| format!("m{number}")).collect();
        let forward: Vec<&str> = names.iter().map(String::as_str).collect();
        let backward: Vec<&str> = forward.iter().rev().copied().collect();
        assert_eq!(fates(1, &forward), fates(1, &backward));
        assert_ne!(fates(1, &forward), fates(2, &forward));
        let fate = fates(1, &forward);
        let counts = fate.iter().fold([0; 3], |[lost, copies, forged], it| {
            [
                lost + i32::from(it.2),
                copies + i32::from(it.3),
                forged + i32::from(it.4),
            ]
        });
        assert!(counts.iter().all(|count| (5..100).contains(count)), "{counts:?}");
    }

    fn message(id: &str, shop_id: i64) -> Message {
        Message {
            id: id.to_owned(),
            tag: "1".into(),
            shop_id,
            data: String::new(),
        }
    }

    #[test]
    fn an_array_has_one_receiver_and_so_many_messages() {
        let chaos = Chaos {
            batch_permille: 1000,
            ..Chaos::default()
        };
        let mut pusher = Pusher {
            url: Some("http://receiver".into()),
            chaos,
            ..Pusher::default()
        };
        pusher.shop_urls.insert(2, "http://other".into());
        for (id, shop_id) in [("a", 1), ("b", 2), ("c", 2), ("d", 3), ("e", 1), ("f", 1)] {
            pusher.enqueue(message(id, shop_id), 0);
        }
        let batches = pusher.take_due(0, 2);
        let sizes: Vec<usize> = batches.iter().map(Vec::len).collect();
        assert_eq!(sizes, [1, 2, 2, 1]);
    }

    #[test]
    fn without_a_receiver_for_its_shop_a_message_is_not_kept() {
        let mut pusher = Pusher::default();
        pusher.shop_urls.insert(2, "http://other".into());
        pusher.enqueue(message("a", 1), 0);
        pusher.enqueue(message("b", 2), 0);
        assert_eq!(pusher.len(), 1);
    }

    #[test]
    fn what_is_not_due_stays() {
        let mut pusher = Pusher {
            url: Some("http://receiver".into()),
            ..Pusher::default()
        };
        pusher.enqueue(
            Message {
                id: "a".into(),
                tag: "1".into(),
                shop_id: 1,
                data: String::new(),
            },
            10,
        );
        assert!(pusher.take_due(9, 1).is_empty());
        assert_eq!(pusher.next_due_ms(), Some(10));
        assert_eq!(pusher.take_due(10, 1).len(), 1);
    }

    #[test]
    fn a_refused_message_comes_back_three_times() {
        let mut pusher = Pusher {
            url: Some("http://receiver".into()),
            ..Pusher::default()
        };
        pusher.enqueue(
            Message {
                id: "a".into(),
                tag: "1".into(),
                shop_id: 1,
                data: String::new(),
            },
            0,
        );
        let mut now_ms = 0;
        for _ in 0..3 {
            let delivery = pusher.take_due(now_ms, 1).remove(0).remove(0);
            assert!(pusher.again(delivery, now_ms, &[10, 20, 30]));
            now_ms = pusher.next_due_ms().unwrap();
        }
        let last = pusher.take_due(now_ms, 1).remove(0).remove(0);
        assert!(!pusher.again(last, now_ms, &[10, 20, 30]));
        assert_eq!(pusher.len(), 0);
    }
}
