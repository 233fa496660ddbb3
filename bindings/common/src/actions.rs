//! Actions by name: each is the move of one trigger. Bindings give a typed method to each.
use aftersync::model::trigger::Trigger;

/// A typed action: moves a ticket by a trigger, with details.
#[derive(Clone, Copy, Debug)]
pub struct TypedAction {
    /// The name of the method in every language; also the trigger's word.
    pub trigger: Trigger,
    /// What it does.
    pub doc: &'static str,
    /// Details that must be given, by name.
    pub needs: &'static [&'static str],
    /// Details that may be given.
    pub takes: &'static [&'static str],
}

const fn action(
    trigger: Trigger,
    doc: &'static str,
    needs: &'static [&'static str],
    takes: &'static [&'static str],
) -> TypedAction {
    TypedAction {
        trigger,
        doc,
        needs,
        takes,
    }
}

/// The same ones that `Acting` has in Rust.
#[rustfmt::skip]
pub const ACTIONS: &[TypedAction] = &[
    action(Trigger::ApproveRefund, "Agree to pay back without goods coming back; without an amount, what was asked for.", &[], &["amount", "text", "goodwill", "evidence"]),
    action(Trigger::ApproveReturn, "Agree that goods come back.", &[], &["address", "text", "lines", "amount"]),
    action(Trigger::ApproveExchange, "Agree to exchange.", &[], &["address", "text", "lines"]),
    action(Trigger::ApproveRepair, "Agree to repair.", &[], &["address", "text", "lines"]),
    action(Trigger::ApproveResend, "Agree to send again.", &[], &["text", "lines", "parcel"]),
    action(Trigger::RefundDifference, "Pay what was bought too dear.", &[], &["amount", "text"]),
    action(Trigger::Compensate, "Pay goodwill under a payout number: a second payout with it is refused. A draft only notes it down, for somebody to ask for under the same number; with an amount of 0 it is withdrawn.", &["amount", "payout"], &["text", "goodwill", "draft"]),
    action(Trigger::GoodsArrived, "The goods are in the warehouse.", &[], &["lines", "parcel", "evidence"]),
    action(Trigger::GoodsArrivedPart, "Some of the goods are in the warehouse.", &["lines"], &["parcel", "evidence"]),
    action(Trigger::InspectPass, "The goods are fine.", &[], &["lines", "evidence"]),
    action(Trigger::InspectFail, "The goods are not fine.", &[], &["lines", "evidence", "text", "reason_code"]),
    action(Trigger::InspectPartial, "Some of the goods are fine.", &["lines"], &["evidence", "text", "amount"]),
    action(Trigger::RepairDone, "The repair is done.", &[], &["text", "parcel"]),
    action(Trigger::Unrepairable, "It cannot be repaired.", &[], &["text"]),
    action(Trigger::SubmitEvidence, "Hand in evidence for an arbitration.", &[], &["evidence", "text"]),
    action(Trigger::Close, "Nothing is left to do.", &[], &[]),
    action(Trigger::Reopen, "It is not over after all.", &[], &["text"]),
    action(Trigger::Reject, "Refuse the request, with the platform's reason code where it has one, and words to the buyer.", &[], &["reason_code", "text", "evidence"]),
    action(Trigger::AskBuyer, "Ask the buyer for something.", &["text"], &[]),
    action(Trigger::Answer, "Answer what the buyer asked, which settles an inquiry.", &["text"], &[]),
    action(Trigger::ReplacementShipped, "The replacement is on its way in this parcel.", &["parcel"], &["text"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// `Acting` cannot be asked for its methods, so its source is.
    #[test]
    fn the_same_as_in_rust() {
        let source = include_str!("../../../crates/core/src/engine/act.rs");
        let of_macro = source.lines().filter_map(|line| {
            let (name, trigger) = line.trim().strip_suffix(',')?.split_once(" => ")?;
            name.chars()
                .all(|c| c.is_ascii_lowercase() || c == '_')
                .then(|| (name.to_owned(), trigger.to_owned()))
        });
        let by_hand = ["reject", "ask_buyer", "answer", "replacement_shipped"];
        let mut wanted: Vec<String> = of_macro.map(|(name, _)| name).collect();
        assert!(wanted.len() > 10, "the table of moves was not found");
        wanted.extend(by_hand.map(str::to_owned));
        let mut got: Vec<String> = ACTIONS.iter().map(|a| a.trigger.as_str().to_owned()).collect();
        wanted.sort();
        got.sort();
        assert_eq!(got, wanted);
    }
}
