//! Who does what: tasks and agents as they are listed, page by page and one by one.
use std::collections::BTreeMap;

use aftersync_core::engine::agents::AgentQuery;
use aftersync_core::engine::query::Page;
use aftersync_core::engine::tasks::TaskQuery;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Play;
use super::expect::holds;

impl Play {
    /// The kinds of the tasks that fit, in their order.
    pub(super) fn expect_tasks(&self, wanted: &Value) {
        let query: TaskQuery = self.query(wanted);
        let found = all(|after| {
            let query = TaskQuery { after, ..query.clone() };
            self.desk.tasks(query).wait().expect("tasks")
        });
        for task in &found {
            let alone = self.desk.task(task.item.id).wait().expect("a task");
            assert_eq!(alone.as_ref(), Some(task), "{}", self.place);
        }
        let kinds: Vec<Value> = found.iter().map(|task| json!(task.item.kind)).collect();
        assert_eq!(json!(kinds), wanted["are"], "{}: tasks of {wanted}", self.place);
    }

    /// Who would be given a task, as it is explained.
    pub(super) fn expect_explained_task(&self, wanted: &Value) {
        let wanted = self.fill(wanted);
        let id = serde_json::from_value(wanted["task"].clone()).expect("a task");
        let got = json!(self.desk.explain_task(id).wait().expect("a task"));
        assert!(holds(&wanted["is"], &got), "{}: {got}", self.place);
    }

    /// The agents that fit, by the host's ids, with what each has in hand.
    pub(super) fn expect_agents(&self, wanted: &Value) {
        let query: AgentQuery = self.query(wanted);
        let found = all(|after| {
            let query = AgentQuery { after, ..query.clone() };
            self.desk.agents(query).wait().expect("agents")
        });
        let mut got = BTreeMap::new();
        for view in found {
            let alone = self.desk.agent(view.agent.id).wait().expect("an agent");
            assert_eq!(alone.as_ref(), Some(&view), "{}", self.place);
            let hands = json!({"load": view.load, "tickets": view.tickets, "off_shift": view.off_shift});
            got.insert(view.agent.external_id, hands);
        }
        assert_eq!(json!(got), wanted["are"], "{}: agents of {wanted}", self.place);
    }

    /// What is asked for, two on a page.
    fn query<Q: DeserializeOwned>(&self, wanted: &Value) -> Q {
        let mut query = self.fill(wanted);
        let fields = query.as_object_mut().expect("a query");
        fields.remove("are");
        fields.insert("limit".to_owned(), json!(2));
        serde_json::from_value(query).unwrap_or_else(|e| panic!("{}: {e}", self.place))
    }
}

fn all<T>(fetch: impl Fn(Option<String>) -> Page<T>) -> Vec<T> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = fetch(after);
        found.extend(page.items);
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}
