//! The storm is over: everything is delivered, compared and carried out; then the books of both sides are laid side by side.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::model::time::{DAY, MINUTE};
use aftersync::{Act, Actor, Agent, AgentId, Command, Job, JobKind, Presence, SourceId, TenantDesk, Ticket};
use aftersync_core::model::job::JobState;
use aftersync_core::model::source::Source;
use aftersync_core::model::task::Task;
use aftersync_core::store::Reader;
use aftersync_testkit::fake::world::{Actor as By, AfterSale, TruthAfterSale};

use super::agents::{Intent, Wish};
use super::check::each;
use super::floor;
use super::loads::Held;
use super::own::is_own;
use super::run::Sim;
use super::site::Selling;

/// What a platform's log says when its staff carry out what they ruled.
const RULED: &str = "执行仲裁结果";

/// Most looks for more work before it counts as endless.
const MOST_LOOKS: usize = 3_000;

impl Sim {
    /// No more faults; everybody comes back; what is owed is done.
    pub(super) fn quiet(&mut self) {
        self.trace.say("quiet", "sim", format_args!("the storm is over"));
        self.stormy = false;
        for site in &self.sites {
            site.fake.clear_faults();
            site.fake.set_chaos(Default::default());
        }
        self.pass(11 * MINUTE);
        for place in 0..self.processes.len() {
            self.processes[place].clock.correct();
            self.processes[place].until = 0;
            if self.processes[place].engine.is_none() {
                self.start(place);
            }
        }
        self.settle();
        self.connect();
        self.settle();
        // What was about to befall the next commit when the storm ended befell this one: people try again.
        if std::mem::take(&mut self.unconnected) > 0 {
            self.connect();
        }
        self.work_off();
        // What people decide on their phones makes work, which makes others decide.
        for _ in 0..if self.fleet.is_empty() { 0 } else { 2 } {
            self.phones_come_home();
            self.work_off();
        }
        self.redrive();
        self.work_off();
        let heals = self.plan.backstop || self.given_up > 0 || self.untold();
        for _ in 0..2 {
            if heals && self.wrong.is_empty() {
                self.compare_all();
                self.work_off();
            }
        }
        if heals && self.differences != Some(0) && self.wrong.is_empty() {
            self.wrong.push(format!(
                "after a comparison, another one finds {:?} differences",
                self.differences
            ));
        }
        (0..self.fleet.phones.len()).for_each(|n| self.whole(n));
    }

    /// Whether something changed of which no platform sends a push: that a buyer on Douyin has the replacement. Only a look
    /// finds that.
    fn untold(&self) -> bool {
        let arrived = |it: &AfterSale| {
            it.replacement
                .as_ref()
                .is_some_and(|parcel| parcel.delivered_ms.is_some())
        };
        let douyin = self.sites.iter().filter(|site| site.selling == Selling::Douyin);
        douyin
            .into_iter()
            .any(|site| site.fake.world(|w| w.aftersales().any(arrived)))
    }

    fn compare_all(&mut self) {
        self.differences = None;
        for site in 0..self.sites.len() {
            for shop in 0..self.sites[site].shops.len() {
                self.compare_shop(0, site, shop);
            }
        }
    }

    /// A person sets every dead letter going again, but for what was perhaps done and cannot be read back: that is dropped,
    /// or it could be done twice.
    fn redrive(&mut self) {
        let mut reader = self.store.reader().unwrap();
        for tenant in 0..self.tenants.len() {
            for (_, job) in each::<Job>(&mut *reader, &self.tenants[tenant]) {
                if job.state == JobState::Dead && job.body.kind() != JobKind::Token {
                    let at = self.intents.len();
                    let perhaps_done = job
                        .failure
                        .as_deref()
                        .is_some_and(|why| why.starts_with("it cannot be told"));
                    let (word, act) = match perhaps_done {
                        true => ("drop", Act::Drop { job: job.id }),
                        false => ("redrive", Act::Redrive { job: job.id }),
                    };
                    self.trace.say(word, "people", format_args!("{:?}", job.body.kind()));
                    let command = Command {
                        key: None,
                        expect: None,
                        actor: Actor::system(),
                        act,
                    };
                    self.intents.push(Intent::new(tenant, Wish::Do(Box::new(command))));
                    self.send(at, 0);
                }
            }
        }
    }

    /// Works until nothing is owed: no push waits, no intent is open, no job but those of the clock.
    fn work_off(&mut self) {
        for _ in 0..MOST_LOOKS {
            self.settle();
            if !self.wrong.is_empty() {
                return;
            }
            self.retry();
            for _ in 0..self.tenants.len() + 1 {
                self.send_notices();
            }
            self.settle();
            let Some(next) = self.next_owed() else { return };
            // What is due and does not move is held by a limit of its shop: it is looked at again after a pause.
            self.pass((next - self.now).clamp(500, 3 * DAY));
        }
        let left = self.owed();
        self.wrong.push(format!("work does not end: {left:?}"));
    }

    /// Jobs that are owed: what only waits for its time is not.
    fn owed(&self) -> Vec<Job> {
        let mut reader = self.store.reader().unwrap();
        let jobs = self
            .tenants
            .iter()
            .flat_map(|t| each::<Job>(&mut *reader, t))
            .map(|(_, job)| job);
        let owed = |job: &Job| {
            let clockwork = matches!(
                job.body.kind(),
                JobKind::Poll | JobKind::Token | JobKind::Timer | JobKind::TaskTimer
            );
            job.state != JobState::Dead && (!clockwork || job.run_at.0 <= self.now)
        };
        jobs.filter(owed).collect()
    }

    fn next_owed(&self) -> Option<i64> {
        let jobs = self.owed().into_iter().map(|job| job.run_at.0);
        let pushes = self.sites.iter().filter_map(|s| s.fake.next_push_ms());
        let open = self.intents.iter().any(|i| !i.over).then_some(self.now + 1_000);
        jobs.chain(pushes).chain(open).min()
    }

    /// Everything that must hold once all is quiet.
    pub(super) fn judge(&mut self) -> Vec<String> {
        let mut wrong = self.ledger.wrong();
        let engine = self.processes[0].engine.clone().unwrap();
        wrong.extend(self.store.check().unwrap());
        for (at, tenant) in self.tenants.clone().iter().enumerate() {
            let desk = engine.desk(tenant.clone());
            wrong.extend(
                desk.check()
                    .wait()
                    .unwrap()
                    .into_iter()
                    .map(|line| format!("{tenant}: check: {line}")),
            );
            let anew = desk.identity_verify().wait().unwrap();
            wrong.extend(
                anew.iter()
                    .map(|it| format!("{tenant}: who is who comes out otherwise: {it:?}")),
            );
            let mut reader = self.store.reader().unwrap();
            let tickets: Vec<Ticket> = each::<Ticket>(&mut *reader, tenant)
                .into_iter()
                .map(|(_, t)| t)
                .filter(|t| t.merged_into.is_none())
                .collect();
            for t in &tickets {
                for deviation in desk.replay(t.id).wait().unwrap() {
                    wrong.push(format!("{tenant}: replay of {}: {} differs", t.number, deviation.field));
                }
            }
            let sources: BTreeMap<SourceId, Source> = each::<Source>(&mut *reader, tenant)
                .into_iter()
                .map(|(_, s)| (s.id, s))
                .collect();
            self.agree(at, &tickets, &sources, &mut wrong);
            let left = self.left_waiting(&desk, &tickets, &mut *reader);
            wrong.extend(left.into_iter().map(|line| format!("{tenant}: {line}")));
        }
        self.judge_phones(&mut wrong);
        wrong
    }

    /// What waits although somebody is there who may have it and has room.
    fn left_waiting(&self, desk: &TenantDesk, tickets: &[Ticket], reader: &mut dyn Reader) -> Vec<String> {
        let waits = |t: &&Ticket| t.is_open() && t.assignment.agent.is_none() && t.assignment.offers.is_empty();
        let taker = |t: &Ticket| {
            let found = desk.explain_routing(t.id).wait().unwrap();
            let agent = found.choice.agent?;
            Some(format!("{} waits while {agent} may have it: {found:?}", t.number))
        };
        let tickets_left = tickets.iter().filter(waits).filter_map(taker);
        let agents = each::<Agent>(reader, desk.tenant()).into_iter().map(|(_, agent)| agent);
        let does = |agent: &Agent| agent.presence == Presence::Online && agent.groups.contains(floor::DOCK);
        let there = agents.filter(does);
        let there: Vec<AgentId> = there.map(|agent| agent.id).collect();
        let tasks: Vec<Task> = each::<Task>(reader, desk.tenant())
            .into_iter()
            .map(|(_, task)| task)
            .collect();
        let held = Held {
            tickets,
            tasks: &tasks,
            agents: &[],
        };
        let tasks_left = floor::forgotten(&tasks, &there, |agent| held.load(agent));
        tickets_left.chain(tasks_left).collect()
    }

    /// Both sides agree on every after-sale of a merchant.
    fn agree(&self, tenant: usize, tickets: &[Ticket], sources: &BTreeMap<SourceId, Source>, wrong: &mut Vec<String>) {
        let mut of: BTreeMap<SourceId, Vec<&Ticket>> = BTreeMap::new();
        for t in tickets {
            t.sources.iter().for_each(|s| of.entry(*s).or_default().push(t));
        }
        let mut known: BTreeSet<SourceId> = BTreeSet::new();
        let mut paid: BTreeMap<aftersync::TicketId, (i64, i64)> = BTreeMap::new();
        let mut uncertain: BTreeSet<aftersync::TicketId> = BTreeSet::new();
        for site in &self.sites {
            // Without a version in its calls and with reads that show the past nobody can tell whether it happened.
            let tellable = site.selling != Selling::Wechat || self.plan.rates.stale == 0;
            let actions = site.fake.actions();
            for t in site.fake.truth() {
                let Some(shop) = site.shops.iter().find(|s| s.number == t.shop_id && s.tenant == tenant) else {
                    continue;
                };
                let id = site.source(*shop, t.aftersale_id, t.kind);
                known.insert(id);
                let name = format!("after-sale {} of {}", t.aftersale_id, site.platform());
                let mine = match of.get(&id).map(Vec::as_slice) {
                    Some([one]) => *one,
                    other => {
                        wrong.push(format!("{name} is in {} tickets", other.map_or(0, <[_]>::len)));
                        continue;
                    }
                };
                state(&name, &t, sources.get(&id), wrong);
                let own = actions.iter().filter(|a| a.aftersale_id == t.aftersale_id);
                let (done, all) = (own.clone().filter(|a| a.actor == By::Api).count(), own.count());
                // A platform without guards pays again when we agree to what its console or a deadline agreed to, or
                // what its staff ruled.
                let ruled = site.fake.world(|w| {
                    w.aftersale(t.aftersale_id)
                        .map(|it| it.log.iter().any(|l| l.action == RULED))
                });
                let others = all - done + usize::from(ruled.unwrap_or(false));
                if t.refunds_paid > 1 && others == 0 {
                    wrong.push(format!("{name} was paid {} times", t.refunds_paid));
                }
                let sums = paid.entry(mine.id).or_insert((0, mine.amounts.refunded));
                sums.0 += t.paid_minor;
                if t.refunds_paid > 1 {
                    uncertain.insert(mine.id);
                }
                let told = |id: String| self.watch.told(&self.tenants[tenant], &site.platform(), id);
                let number = t.aftersale_id.to_string();
                // Evidence is handed in at the complaint that stands beside it.
                let of_ticket = mine.sources.iter().filter_map(|id| sources.get(id)?.after_sale());
                let beside = of_ticket.filter(|a| a.beside.as_ref().is_some_and(|it| it.external_id == number));
                let at_complaints: usize = beside.map(|a| told(a.external_id.clone())).sum();
                let wanted = told(number.clone()) + at_complaints;
                if done > wanted && tellable {
                    wrong.push(format!(
                        "{name}: {done} actions of ours took effect, {wanted} were wanted"
                    ));
                }
            }
        }
        for t in tickets {
            if let Some((theirs, ours)) = paid
                .get(&t.id)
                .filter(|(theirs, ours)| theirs != ours && !uncertain.contains(&t.id) && !own(t, sources))
            {
                wrong.push(format!(
                    "{}: the platform paid {theirs}, the desk says {ours}",
                    t.number
                ));
            }
            for source in &t.sources {
                // What stands beside an after-sale (a complaint) is not in the list of them.
                let told = sources.get(source).filter(|s| !is_own(&s.platform));
                let listed = told.and_then(Source::after_sale).is_some_and(|a| a.beside.is_none());
                if listed && !known.contains(source) {
                    wrong.push(format!("{}: source {source} is not on any platform", t.number));
                }
            }
        }
    }
}

/// The last snapshot is the platform's last word.
fn state(name: &str, t: &TruthAfterSale, source: Option<&Source>, wrong: &mut Vec<String>) {
    let shown = source.and_then(Source::after_sale);
    let status = shown.map(|a| a.raw_status.as_str());
    if status != Some(t.status_text.as_str()) {
        wrong.push(format!("{name} is {} there, {status:?} here", t.status_text));
        return;
    }
    let asked = shown.and_then(|a| a.requested).map_or(0, |m| m.minor);
    if asked != t.refund_amount_minor && t.kind.ends_in_money() {
        wrong.push(format!("{name} asks for {} there, {asked} here", t.refund_amount_minor));
    }
}

/// Whether something of the merchant's own shop is in a ticket: no platform says what was paid there.
fn own(t: &Ticket, sources: &BTreeMap<SourceId, Source>) -> bool {
    t.sources
        .iter()
        .filter_map(|id| sources.get(id))
        .any(|s| is_own(&s.platform))
}
