//! Who is who: steps that observe, and what is expected of customers.
use aftersync_core::identity::Observation;
use aftersync_core::model::ids::{AccountId, CustomerId, Platform};
use serde_json::{Value, json};

use super::Play;

impl Play {
    /// `platform/scope/uid`.
    pub(super) fn account(&self, name: &str) -> AccountId {
        let mut parts = name.splitn(3, '/');
        let mut part = || {
            parts
                .next()
                .unwrap_or_else(|| panic!("{}: no account {name}", self.place))
        };
        AccountId::of(&Platform::from(part()), part(), part())
    }

    /// Whose that account is now.
    pub(super) fn customer(&self, name: &str) -> CustomerId {
        let view = self.desk.customer(self.account(name), 1).wait().expect("a customer");
        let view = view.unwrap_or_else(|| panic!("{}: nobody has {name}", self.place));
        view.customer.item.id
    }

    pub(super) fn observe(&mut self, step: &Value) {
        let seen = self.fill(&step["observe"]);
        let seen: Observation = serde_json::from_value(seen).unwrap_or_else(|e| panic!("{}: {e}", self.place));
        let answer = self.desk.observe(seen).wait().map(|_| ());
        self.judge(step, answer);
    }

    /// Groups of accounts: each is one customer, and no two groups are. All is as it comes out anew.
    pub(super) fn expect_people(&self, groups: &Value) {
        let mut seen: Vec<CustomerId> = Vec::new();
        for group in groups.as_array().expect("groups of accounts") {
            let names = group.as_array().expect("accounts").iter();
            let mut found: Vec<CustomerId> = names.map(|n| self.customer(n.as_str().unwrap())).collect();
            found.dedup();
            assert_eq!(found.len(), 1, "{}: {group} are several customers", self.place);
            assert!(!seen.contains(&found[0]), "{}: {group} are others, too", self.place);
            seen.append(&mut found);
        }
        assert_eq!(self.desk.identity_verify().wait().unwrap(), [], "{}", self.place);
    }

    /// What is said of two accounts, in part: `relation`, `barred`, and how many `decisions` there are.
    pub(super) fn expect_why(&self, wanted: &Value) {
        let account = |side: &str| self.account(wanted[side].as_str().expect("an account"));
        let why = self.desk.why(account("a"), account("b")).wait().expect("why");
        let got = json!({"relation": why.relation, "barred": why.barred, "decisions": why.decisions.len()});
        for (what, value) in wanted.as_object().unwrap() {
            if let Some(got) = got.get(what) {
                assert_eq!(got, value, "{}: {what}, {}", self.place, why.en);
            }
        }
    }

    /// What happened to the customer of an account, in words.
    pub(super) fn expect_history(&self, wanted: &Value) {
        let id = self.customer(wanted["of"].as_str().expect("an account"));
        let history = self.desk.customer_history(id).wait().expect("a history");
        let got: Vec<Value> = history.iter().map(|change| json!(change.what)).collect();
        assert_eq!(json!(got), wanted["what"], "{}", self.place);
    }
}
