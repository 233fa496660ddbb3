//! How far the evening is, on a bar: for a terminal only.
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The bar; hidden when nobody looks.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar over so many milliseconds of simulated time.
    pub fn new(shown: bool, length: i64) -> Self {
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(u64::try_from(length).ok(), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        Self(bar)
    }
    /// Moves it.
    pub fn at(&self, ms: i64, text: &str) {
        self.0.set_position(u64::try_from(ms).unwrap_or(0));
        self.0.set_message(text.to_owned());
    }
    /// Says what goes on.
    pub fn say(&self, text: &'static str) {
        self.0.set_message(text);
    }
    /// Takes it away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
