//! What a buyer is told on the way.
use super::words::words;

words! {
    /// A notice to the buyer: at most once per ticket, episode and notice.
    pub enum Notice {
        /// We have your request.
        N1 = "N1",
        /// It is approved.
        N2 = "N2",
        /// We need something from you.
        N3 = "N3",
        /// How to send it back.
        N4 = "N4",
        /// It was refused, and why.
        N5 = "N5",
        /// Compensation.
        N6 = "N6",
        /// Your return is on its way.
        N7 = "N7",
        /// Your replacement is on its way.
        N8 = "N8",
        /// Your replacement has arrived.
        N8B = "N8b",
        /// Your return has arrived.
        N9 = "N9",
        /// Your money is on its way.
        N10 = "N10",
        /// Answered.
        N11 = "N11",
        /// Cancelled or expired.
        N12 = "N12",
        /// The platform stepped in.
        N13 = "N13",
        /// The platform has ruled.
        N14 = "N14",
        /// First reminder.
        R1 = "R1",
        /// Second reminder.
        R2 = "R2",
        /// Last reminder.
        R3 = "R3",
    }
}
