//! What this platform remembers beside the world: who asked too often, and keys against doing things twice.

use std::collections::BTreeMap;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

#[derive(Default)]
pub(super) struct Memory {
    answers: u64,
    /// When a ticket was last refunded or shipped by API, epoch ms.
    moved: BTreeMap<i64, i64>,
    /// `request_id` of `genaftersaleorder`, per shop.
    requests: BTreeMap<(i64, String), i64>,
    /// Virtual phone numbers of tickets, and until when they work, epoch ms.
    numbers: BTreeMap<i64, (String, i64)>,
    /// Calls per app, method and day.
    calls: BTreeMap<(String, String), (i64, u32)>,
}

impl Memory {
    /// The number of the next answer.
    pub fn next_answer(&mut self) -> u64 {
        self.answers = self.answers.wrapping_add(1);
        self.answers
    }

    /// True when the ticket was moved less than a minute ago.
    pub fn moved_lately(&self, id: i64, now_ms: i64) -> bool {
        self.moved
            .get(&id)
            .is_some_and(|at_ms| now_ms.saturating_sub(*at_ms) < MINUTE_MS)
    }

    pub fn moved(&mut self, id: i64, now_ms: i64) {
        self.moved.insert(id, now_ms);
    }

    /// The ticket that a `request_id` opened.
    pub fn opened_by(&self, shop_id: i64, request_id: &str) -> Option<i64> {
        self.requests.get(&(shop_id, request_id.to_owned())).copied()
    }

    pub fn remember_request(&mut self, shop_id: i64, request_id: &str, ticket: i64) {
        self.requests.insert((shop_id, request_id.to_owned()), ticket);
    }

    pub fn number(&self, id: i64) -> Option<&(String, i64)> {
        self.numbers.get(&id)
    }

    pub fn give_number(&mut self, id: i64, number: String, until_ms: i64) {
        self.numbers.insert(id, (number, until_ms));
    }

    /// Counts a call; false when the app has used this method up for the day.
    pub fn within_quota(&mut self, app_id: &str, method: &str, quota: Option<u32>, now_ms: i64) -> bool {
        let Some(quota) = quota else { return true };
        let day = now_ms.div_euclid(DAY_MS);
        let used = self
            .calls
            .entry((app_id.to_owned(), method.to_owned()))
            .or_insert((day, 0));
        if used.0 != day {
            *used = (day, 0);
        }
        used.1 = used.1.saturating_add(1);
        used.1 <= quota
    }
}
