//! What a scenario expects of the past: why somebody got a ticket, and the configurations that were in force.
use aftersync_core::error::ErrorKind;
use aftersync_core::model::event::Cursor;
use serde_json::{Value, json};

use super::Play;
use super::expect::holds;

impl Play {
    /// Why a ticket was given to somebody the last time at or before a place in the log; null where nobody got it until then.
    pub(super) fn expect_decided(&self, ticket: &str, wanted: &Value) {
        let until = wanted["until"].as_i64().map(Cursor);
        let answer = self.desk.explain_decision(self.ticket(ticket).id, until).wait();
        let is = &wanted["is"];
        match answer {
            Ok(decided) => {
                let got = json!(decided);
                assert!(!is.is_null() && holds(&self.fill(is), &got), "{}: {got}", self.place);
            }
            Err(error) => {
                assert!(
                    error.kind() == ErrorKind::NotFound && is.is_null(),
                    "{}: {error}",
                    self.place
                );
            }
        }
    }

    /// The configurations by version, and the one in force; null for a version that there was not.
    pub(super) fn expect_configs(&self, wanted: &Value) {
        for (version, value) in wanted.as_object().expect("versions") {
            let got = match version.parse() {
                Ok(version) => json!(self.desk.config_at(version).wait().unwrap()),
                Err(_) => json!(self.desk.config().wait().unwrap()),
            };
            assert!(holds(value, &got), "{}: version {version} is {got}", self.place);
        }
    }
}
