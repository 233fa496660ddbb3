//! Faults put in on purpose, to see whether tests find them. Without the feature `mutations` there are none: every place
//! that asks is compiled to a plain `false`. With it each is off until a test switches it on, for its own thread only.

#[cfg(all(feature = "mutations", not(debug_assertions)))]
compile_error!("faults on purpose are for tests: never build them into a release");

/// A fault that can be switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutation {
    /// A command is applied again for every repetition of its key.
    DroppedDedupe,
    /// A job ends without the facts of its answer.
    SettleWithoutFacts,
    /// A job may be settled under a lease that is over.
    LostLeaseCheck,
    /// An action in doubt is sent again without reading back.
    BlindResend,
    /// A lease that ran out leaves no doubt about what was sent under it.
    DoubtForgotten,
    /// More than was paid may go back.
    MoneyCeilingIgnored,
    /// An agent's capacity is looked at, but is no bound of the commit; nor is the turn, which two who assign would meet at too.
    CapacityIgnored,
    /// An older snapshot of an after-sale replaces a newer one.
    RevisionGuardDropped,
    /// A notice is sent every time its state is reached.
    NoticeDedupeDropped,
    /// A ticket that was merged away stays in the counters.
    CountersNotUndone,
    /// The last event of a batch is not written, though its place is given out.
    CursorGap,
    /// A hint that comes while its object is being read is forgotten.
    AgainLost,
    /// A renewed token is not kept.
    TokenNotKept,
    /// Rows in memory are kept though somebody else committed.
    ForeignCommitUnseen,
    /// An ended ticket goes on weighing on its agent.
    LoadNotGivenBack,
    /// A command of a phone that was applied before is applied again when it is pushed again.
    PushDedupeDropped,
    /// A phone is not told which tickets left its scope.
    LeftUntold,
    /// A command of a phone is given whatever changed since the phone saw the ticket.
    BaseUnchecked,
    /// An event keeps the time at which it was decided, whatever stands before it in the log.
    TimeRunsBack,
    /// Nobody looks at what waits when somebody has room again.
    RoomUntold,
    /// Who is not there is given work all the same.
    AbsentAsked,
}

impl Mutation {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::DroppedDedupe,
        Self::SettleWithoutFacts,
        Self::LostLeaseCheck,
        Self::BlindResend,
        Self::DoubtForgotten,
        Self::MoneyCeilingIgnored,
        Self::CapacityIgnored,
        Self::RevisionGuardDropped,
        Self::NoticeDedupeDropped,
        Self::CountersNotUndone,
        Self::CursorGap,
        Self::AgainLost,
        Self::TokenNotKept,
        Self::ForeignCommitUnseen,
        Self::LoadNotGivenBack,
        Self::TimeRunsBack,
        Self::PushDedupeDropped,
        Self::LeftUntold,
        Self::BaseUnchecked,
        Self::RoomUntold,
        Self::AbsentAsked,
    ];
}

#[cfg(feature = "mutations")]
thread_local! {
    static NOW: std::cell::Cell<Option<Mutation>> = const { std::cell::Cell::new(None) };
}

/// Switches a fault on for this thread, or all off.
#[cfg(feature = "mutations")]
pub fn set(mutation: Option<Mutation>) {
    NOW.with(|now| now.set(mutation));
}

/// Whether a fault is on.
#[cfg(feature = "mutations")]
pub(crate) fn on(mutation: Mutation) -> bool {
    NOW.with(std::cell::Cell::get) == Some(mutation)
}

/// No fault is ever on.
#[cfg(not(feature = "mutations"))]
pub(crate) const fn on(_: Mutation) -> bool {
    false
}
