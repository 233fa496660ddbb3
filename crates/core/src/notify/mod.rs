//! What a buyer is told and shown: whether a notice is sent, its words, and the page a buyer may look at.
mod facts;
mod policy;
mod progress;
mod quiet;
mod text;
mod view;

pub use facts::facts;
pub use policy::wanted;
pub use quiet::not_before;
pub use text::{NoticeFacts, text, text_by};
pub use view::buyer_view;
