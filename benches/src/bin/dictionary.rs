//! Trains the dictionaries of `aftersync-seal` from made-up traffic: no word of a real person gets into one.
//!
//! `cargo run --release -p aftersync-benches --bin dictionary -- crates/seal/dictionaries` writes the files of a *new*
//! version: one that was released never changes, since files name it.
#![allow(clippy::unwrap_used, clippy::print_stdout)]
use std::path::PathBuf;
use std::sync::Arc;

use aftersync_benches::merchant::{of_fact, rules, setup_inputs, tenant};
use aftersync_benches::traffic::archived;
use aftersync_core::engine::lane::Lane;
use aftersync_core::model::fact::Fact;
use aftersync_core::store::private::take_out;
use aftersync_core::store::{Row, Table, TicketStore};
use aftersync_testkit::MemoryStore;
use serde_json::Value;

/// Large enough for the names of all fields, small enough to be prepared in no time.
const ROWS_BYTES: usize = 32 * 1024;
const PAYLOADS_BYTES: usize = 32 * 1024;
/// Cases that rows are trained on.
const CASES: u64 = 400;
/// Rows of one table at most: the many must not crowd out the few.
const OF_TABLE: usize = 600;

/// Everything a merchant's store holds after these cases.
fn rows() -> Vec<Row> {
    let store = MemoryStore::new();
    let mut lane = Lane::new(store.writer().unwrap(), rules());
    lane.step(&setup_inputs());
    let facts: Vec<Fact> = (0..CASES).flat_map(archived).collect();
    let inputs: Vec<_> = facts.into_iter().zip(0..).map(|(fact, n)| of_fact(fact, n)).collect();
    for part in inputs.chunks(200) {
        lane.step(part).into_iter().for_each(|done| drop(done.unwrap()));
    }
    let mut reader = store.reader().unwrap();
    let all = Table::ROWS
        .iter()
        .flat_map(|table| reader.rows(&tenant(), *table, None, OF_TABLE).unwrap());
    all.map(|(_, _, row)| Arc::unwrap_or_clone(row)).collect()
}

/// What rows are made of once a person's part is taken out.
fn mains(rows: &[Row]) -> Vec<Vec<u8>> {
    let main = |row: &Row| {
        let mut row = row.clone();
        take_out(&mut row);
        row.to_json().unwrap()
    };
    rows.iter().map(main).collect()
}

/// Every body of the vectors of the platforms, and the payloads of the traffic.
fn payloads(rows: &[Row], vectors: &[Value]) -> Vec<Vec<u8>> {
    let raws = rows.iter().filter(|row| row.table() == Table::Raw);
    let mut out: Vec<Vec<u8>> = raws
        .map(|row| serde_json::to_vec(&take_out(&mut row.clone())).unwrap())
        .collect();
    vectors.iter().for_each(|file| bodies(file, &mut out));
    out
}

/// Long texts that look like JSON, wherever they stand.
fn bodies(value: &Value, out: &mut Vec<Vec<u8>>) {
    match value {
        Value::String(text) if text.len() > 100 && text.starts_with(['{', '[']) => {
            out.push(serde_json::to_vec(&["", text]).unwrap());
        }
        Value::Array(items) => items.iter().for_each(|v| bodies(v, out)),
        Value::Object(map) => map.values().for_each(|v| bodies(v, out)),
        _ => {}
    }
}

fn vectors() -> Vec<Value> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/platforms");
    let files = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    files
        .map(|path| serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
        .collect()
}

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    let rows = rows();
    for (name, samples, bytes) in [
        ("rows-1.zdict", mains(&rows), ROWS_BYTES),
        ("payloads-1.zdict", payloads(&rows, &vectors()), PAYLOADS_BYTES),
    ] {
        let dictionary = zstd::dict::from_samples(&samples, bytes).unwrap();
        println!("{name}: {} bytes from {} samples", dictionary.len(), samples.len());
        std::fs::write(folder.join(name), dictionary).unwrap();
    }
}
