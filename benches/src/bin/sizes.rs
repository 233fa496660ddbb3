//! How many bytes a ticket takes, open and sealed: `cargo run -p aftersync-benches --bin sizes -- 2000`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]
use aftersync_benches::archive::{fill, sizes};
use aftersync_benches::disk::folder;
use aftersync_seal::Sealing;

/// Tables and indexes shown.
const SHOWN: usize = 20;

fn main() {
    let tickets: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(2_000);
    for (word, sealing) in [("open", Sealing::Unsealed), ("sealed", Sealing::local([7; 32]))] {
        let path = folder("sizes").join(format!("{word}.db"));
        for end in ["", "-wal", "-shm", ".people"] {
            std::fs::remove_file(format!("{}{end}", path.display())).ok();
        }
        fill(&path, tickets, sealing);
        println!("{tickets} tickets, {word}");
        for (name, bytes) in sizes(&path, SHOWN) {
            println!("  {name}: {} bytes each", bytes / tickets);
        }
    }
}
