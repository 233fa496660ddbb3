//! All state of one fake platform, and the way one call takes through it.

use super::accounts::Accounts;
use super::dialect::{ApiReply, ApiRequest, Call, Dialect, JSON, Refuse};
use super::faults::{Faults, How, Outage};
use super::log::{Ending, RequestLog, RequestRecord};
use super::pusher::Pusher;
use super::world::World;

/// What every platform has.
pub(crate) struct Core {
    pub world: World,
    pub accounts: Accounts,
    pub faults: Faults,
    pub log: RequestLog,
    pub pusher: Pusher,
}

/// The core and the wire in front of it.
pub(crate) struct State {
    pub core: Core,
    pub dialect: Box<dyn Dialect>,
}

/// What is written back.
pub(crate) struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub body: Vec<u8>,
}

/// How an answer leaves the house.
pub(crate) enum Leaving {
    Whole(Answer),
    Late(Answer),
    Never,
}

impl State {
    /// Answers one request: outage, injected fault, rate, then the platform itself.
    pub fn handle(&mut self, request: &ApiRequest) -> Leaving {
        let call = self.dialect.identify(&self.core, request);
        let now_ms = self.core.world.now_ms();
        match self.core.faults.outage(now_ms) {
            Some(Outage::BadGateway) => return self.faulted(&call, 502),
            Some(Outage::Closed) => return self.faulted(&call, 0),
            None => {}
        }
        let how = self.core.faults.take(&call.method);
        match &how {
            Some(How::Status(status)) => return self.faulted(&call, *status),
            Some(How::DropBefore) => return self.faulted(&call, 0),
            Some(How::Code(code, sub_code)) => {
                let reply = self
                    .dialect
                    .refuse(&mut self.core, Refuse::Code(*code, sub_code.clone()));
                return self.answered(&call, reply, Ending::Faulted);
            }
            _ => {}
        }
        if !self.core.faults.within_rate(&call.app, &call.method, now_ms) {
            let reply = self.dialect.refuse(&mut self.core, Refuse::RateLimited);
            return self.answered(&call, reply, Ending::RateLimited);
        }
        let actions_before = self.core.world.actions().len();
        let reply = self.dialect.answer(&mut self.core, request, &call);
        self.push_changes();
        self.leave(&call, reply, how.as_ref(), actions_before)
    }

    fn leave(&mut self, call: &Call, reply: ApiReply, how: Option<&How>, actions_before: usize) -> Leaving {
        match how {
            Some(How::DropAfterApply) => {
                self.core.world.mark_unanswered(actions_before);
                self.faulted(call, 0)
            }
            Some(How::Truncated) => {
                self.core.world.mark_unanswered(actions_before);
                let mut answer = self.answer(call, reply, Ending::Faulted);
                answer.body.truncate(answer.body.len() / 2);
                Leaving::Whole(answer)
            }
            Some(_) => Leaving::Late(self.answer(call, reply, Ending::Faulted)),
            None => {
                let ending = if reply.ok { Ending::Ok } else { Ending::Refused };
                self.answered(call, reply, ending)
            }
        }
    }

    fn answered(&mut self, call: &Call, reply: ApiReply, ending: Ending) -> Leaving {
        Leaving::Whole(self.answer(call, reply, ending))
    }

    fn answer(&mut self, call: &Call, reply: ApiReply, ending: Ending) -> Answer {
        let record = RequestRecord {
            at_ms: self.core.world.now_ms(),
            method: call.method.clone(),
            shop_id: reply.shop_id,
            http_status: reply.status,
            code: reply.code,
            sub_code: reply.sub_code,
            log_id: reply.log_id,
        };
        self.core.log.add(record, ending);
        Answer {
            status: reply.status,
            content_type: reply.content_type,
            body: reply.body,
        }
    }

    fn faulted(&mut self, call: &Call, http_status: u16) -> Leaving {
        let record = RequestRecord {
            at_ms: self.core.world.now_ms(),
            method: call.method.clone(),
            shop_id: None,
            http_status,
            code: 0,
            sub_code: String::new(),
            log_id: String::new(),
        };
        self.core.log.add(record, Ending::Faulted);
        if http_status == 0 {
            Leaving::Never
        } else {
            Leaving::Whole(Answer {
                status: http_status,
                content_type: JSON,
                body: Vec::new(),
            })
        }
    }

    /// Turns what happened in the world into push messages.
    pub fn push_changes(&mut self) {
        for change in self.core.world.take_changes() {
            for message in self.dialect.messages(&self.core, &change) {
                self.core.pusher.enqueue(message, change.at_ms);
            }
        }
    }
}
