//! The port to selling platforms: adapters are pure, they turn bytes into facts and actions into requests. Whoever sends
//! the requests is the [`Transport`].
pub mod adapter;
pub mod capabilities;
pub mod http;
mod nesting;
pub mod verified;

pub use adapter::{
    ActionOutcome, AppCredentials, Call, Parsed, PlatformAdapter, PollCursor, PollPage, Reason, Signal, TokenRequest,
    Unreadable, Warning,
};
pub use capabilities::{Capabilities, IdentityKey, Support, WaysIn};
pub use http::{Delivery, HttpReply, HttpRequest, HttpResponse, Method, Transport};
pub use nesting::nested_too_deep;
pub use verified::{Hint, Proof, Verdict, Verified};
