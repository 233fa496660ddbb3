//! What rests on too little to be on by default, by name. [`aftersync_core::platform::AppCredentials::unconfirmed`] switches it on.

/// Requests and packages of the batch-return model speak for the returns they hold, are polled, and can be decided on.
///
/// Off, their pushes lead to the returns they are about. What rests on too little: that the return named by a package is
/// the same as the one of the classic model, what further package statuses mean, and the shape of a review.
pub const BATCH_MODEL: &str = "tiktok.batch_model";

/// All switches.
pub const ALL: &[&str] = &[BATCH_MODEL];
