//! Changes through a whole engine, from the bytes of a platform on, and the floor: the same bytes read, the same writes made.
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aftersync_core::engine::Desk;
use aftersync_core::store::{TicketStore, Writer};
use futures::StreamExt;
use futures::executor::block_on;

use crate::cpu::{Spent, spent};
use crate::merchant::desk;
use crate::record::{Commits, Recorder};
use crate::wire::{Intake, Sent};

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Facts.
    pub facts: usize,
    /// From the first to the last.
    pub took: Duration,
    /// Processor time, where it can be told.
    pub spent: Option<Spent>,
}

impl Run {
    /// Facts a second.
    pub fn rate(&self) -> f64 {
        self.facts as f64 / self.took.as_secs_f64()
    }
    /// Processor time of a fact in microseconds: of all threads, and of the lane's.
    pub fn micros(&self) -> Option<(f64, f64)> {
        let each = |nanos: u64| nanos as f64 / 1_000.0 / self.facts as f64;
        self.spent.map(|s| (each(s.lane + s.others), each(s.lane)))
    }
}

fn measured(facts: usize, work: impl FnOnce()) -> Run {
    let (before, start) = (spent(), Instant::now());
    work();
    let took = start.elapsed();
    let spent = before.and_then(|then| Some(spent()?.since(then)));
    Run { facts, took, spent }
}

/// Changes checked, read and taken in by an engine over this store, by so many callers, each of which waits for its answer:
/// one is a thread that blocks, many are futures.
pub fn through_engine(store: Arc<dyn TicketStore>, sent: &[Sent], callers: usize) -> Run {
    through_desk(desk(store), sent, callers)
}

/// The same through a desk that is set up.
pub fn through_desk(desk: Desk, sent: &[Sent], callers: usize) -> Run {
    let run = measured(sent.len(), || taken_in(&desk, sent, callers));
    desk.engine().close();
    run
}

fn taken_in(desk: &Desk, sent: &[Sent], callers: usize) {
    let intake = Intake::default();
    if callers == 1 {
        blocking(desk, &intake, sent);
    } else {
        waiting(desk, &intake, sent, callers);
    }
}

fn blocking(desk: &Desk, intake: &Intake, sent: &[Sent]) {
    for sent in sent {
        for done in desk.ingest([intake.fact(sent)]).wait().unwrap() {
            done.unwrap();
        }
    }
}

fn waiting(desk: &Desk, intake: &Intake, sent: &[Sent], callers: usize) {
    let calls = futures::stream::iter(sent).map(|sent| desk.ingest([intake.fact(sent)]));
    let answers = calls.buffer_unordered(callers);
    block_on(answers.for_each(|done| {
        for done in done.unwrap() {
            done.unwrap();
        }
        futures::future::ready(())
    }));
}

/// What the engine writes for these changes: the commits of the set-up, and those of the changes.
pub fn recorded(store: Arc<dyn TicketStore>, sent: &[Sent], callers: usize) -> (Commits, Commits) {
    let recorder = Arc::new(Recorder::new(store));
    let before = {
        let desk = desk(recorder.clone());
        let before = recorder.take();
        taken_in(&desk, sent, callers);
        desk.engine().close();
        before
    };
    (before, recorder.take())
}

/// The floor: the same bytes checked and read, the same writes one after the other, with nobody deciding anything.
pub fn replayed(store: &dyn TicketStore, (before, commits): &(Commits, Commits), sent: &[Sent]) -> Run {
    let mut writer = store.writer().unwrap();
    write(&mut *writer, before);
    let intake = Intake::default();
    measured(sent.len(), || {
        for sent in sent {
            black_box(intake.fact(sent));
        }
        write(&mut *writer, commits);
    })
}

fn write(writer: &mut dyn Writer, commits: &Commits) {
    for batches in commits {
        writer.commit(batches).unwrap();
    }
}

/// `many`, or the share of it that `AFTERSYNC_BENCH_PERCENT` asks for.
pub fn scaled(many: usize) -> usize {
    let percent = std::env::var("AFTERSYNC_BENCH_PERCENT")
        .ok()
        .and_then(|n| n.parse().ok());
    (many * percent.unwrap_or(100) / 100).max(1)
}
