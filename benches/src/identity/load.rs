//! Data sets as observations: FEBRL and other CSV files, Senzing JSON lines, generated buyers.
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;

use super::obs::{Block, Handle, Observation, PhoneShown};
use super::obs::{Platform, Timestamp};
use serde_json::Value;

/// An observation and, where it is known, whose it is.
#[derive(Clone, Debug)]
pub struct Case {
    /// What an engine may see.
    pub seen: Observation,
    /// Who it is.
    pub person: Option<String>,
    /// Values that could tell, for the ceiling: equal ones join two nodes of one person.
    pub usable: Vec<String>,
}

/// How a file is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CSV of the FEBRL generator.
    Febrl,
    /// JSON lines of features, with a key in CSV beside it.
    Senzing,
    /// `records.jsonl` and `truth.jsonl`.
    Buyers,
    /// CSV with a column of clusters, mapped by a JSON file.
    Csv,
}

/// The format a path looks like.
pub fn guess(path: &Path) -> Option<Format> {
    if path.is_dir() {
        return Some(if path.join("records.jsonl").exists() {
            Format::Buyers
        } else {
            Format::Senzing
        });
    }
    match path.file_name()?.to_str()? {
        "records.jsonl" => Some(Format::Buyers),
        name if name.ends_with(".jsonl") || name.ends_with(".json") => Some(Format::Senzing),
        name if name.ends_with(".csv") => Some(Format::Febrl),
        _ => None,
    }
}

/// Cases of a data set, one after the other.
pub type Cases = Box<dyn Iterator<Item = Result<Case, String>>>;

/// Reads a data set. Large ones (buyers) are read as they are asked for, the others at once.
///
/// # Errors
/// A sentence for people.
pub fn stream(path: &Path, format: Format, mapping: Option<&Path>) -> Result<Cases, String> {
    let whole = |cases: Vec<Case>| Box::new(cases.into_iter().map(Ok)) as Cases;
    match format {
        Format::Febrl => febrl(path).map(whole),
        Format::Senzing => senzing(path).map(whole),
        Format::Buyers => buyers(path),
        Format::Csv => mapped(path, mapping.ok_or("a CSV file needs --map FILE")?).map(whole),
    }
}

/// Reads the whole of a data set.
///
/// # Errors
/// A sentence for people.
pub fn load(path: &Path, format: Format, mapping: Option<&Path>) -> Result<Vec<Case>, String> {
    stream(path, format, mapping)?.collect()
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn handle(platform: &str, scope: &str, uid: &str) -> Handle {
    Handle {
        platform: Platform::from(platform),
        scope: scope.to_owned(),
        uid: uid.to_owned(),
    }
}

type Rows = Vec<BTreeMap<String, String>>;

fn table(path: &Path) -> Result<Rows, String> {
    let text = read(path)?;
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| e.to_string())?.clone();
    let row = |r: csv::StringRecord| {
        header
            .iter()
            .map(str::to_owned)
            .zip(r.iter().map(str::to_owned))
            .collect()
    };
    reader
        .records()
        .map(|r| r.map(row).map_err(|e| e.to_string()))
        .collect()
}

fn febrl(path: &Path) -> Result<Vec<Case>, String> {
    let columns: BTreeMap<&str, &str> = [
        ("id", "rec_id"),
        ("given", "given_name"),
        ("surname", "surname"),
        ("number", "street_number"),
        ("street", "address_1"),
        ("city", "suburb"),
        ("postcode", "postcode"),
        ("province", "state"),
        ("birthday", "date_of_birth"),
        ("tax_id", "soc_sec_id"),
    ]
    .into();
    let file = stem(path);
    let mut cases = by_columns(&file, &table(path)?, &columns);
    for case in &mut cases {
        // The numbers of one file have nothing to do with those of another.
        case.person = case.seen.id.split('-').nth(1).map(|n| format!("{file} {n}"));
    }
    Ok(cases)
}

/// A mapping of our fields to the columns of a file: `{"id": "...", "cluster": "...", "given": "...", …}`.
fn mapped(path: &Path, mapping: &Path) -> Result<Vec<Case>, String> {
    let json: BTreeMap<String, String> =
        serde_json::from_str(&read(mapping)?).map_err(|e| format!("{}: {e}", mapping.display()))?;
    let columns = json.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    Ok(by_columns(&stem(path), &table(path)?, &columns))
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|s| s.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn by_columns(file: &str, rows: &Rows, columns: &BTreeMap<&str, &str>) -> Vec<Case> {
    const BLOCK: &[&str] = &[
        "id", "cluster", "name", "given", "surname", "number", "street", "city", "postcode", "province", "district",
        "phone",
    ];
    let one = |(at, row): (usize, &BTreeMap<String, String>)| {
        let get = |field: &str| {
            columns
                .get(field)
                .and_then(|c| row.get(*c))
                .map_or("", |v| v.as_str())
                .to_owned()
        };
        let id = if columns.contains_key("id") {
            get("id")
        } else {
            at.to_string()
        };
        let mut seen = Observation::new(file, &id, Timestamp::from_secs(at as i64));
        seen.blocks.push(Block {
            name: get("name"),
            given: get("given"),
            surname: get("surname"),
            phone: get("phone"),
            province: get("province"),
            city: get("city"),
            district: get("district"),
            detail: format!("{} {}", get("number"), get("street")),
            postcode: get("postcode"),
            ..Block::default()
        });
        for (field, column) in columns.iter().filter(|(f, _)| !BLOCK.contains(f)) {
            if let Some(value) = row.get(*column) {
                seen = seen.with(field, "", value);
            }
        }
        let cluster = get("cluster");
        Case {
            usable: Vec::new(),
            person: (!cluster.is_empty()).then_some(cluster),
            seen,
        }
    };
    rows.iter().enumerate().map(one).collect()
}

fn senzing(path: &Path) -> Result<Vec<Case>, String> {
    let file = if path.is_dir() {
        path.join("customers.jsonl")
    } else {
        path.to_owned()
    };
    let mut keys: BTreeMap<(String, String), String> = BTreeMap::new();
    let folder = file.parent().unwrap_or(Path::new("."));
    for entry in std::fs::read_dir(folder).map_err(|e| e.to_string())?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with("key.csv") {
            for row in table(&entry.path())? {
                let get = |c: &str| row.get(c).cloned().unwrap_or_default();
                keys.insert((get("DATA_SOURCE"), get("RECORD_ID")), get("CLUSTER_ID"));
            }
        }
    }
    let text = read(&file)?;
    let lines = text.lines().filter(|l| !l.trim().is_empty()).enumerate();
    lines
        .map(|(at, line)| {
            let json: Value = serde_json::from_str(line).map_err(|e| format!("line {}: {e}", at + 1))?;
            Ok(senzing_case(at, &json, &keys))
        })
        .collect()
}

fn text(json: &Value, field: &str) -> String {
    match json.get(field) {
        Some(Value::String(s)) => s.trim().to_owned(),
        Some(Value::Number(n)) => n.to_string(),
        _ => String::new(),
    }
}

/// Which of our kinds a feature is, with the field that names its scope.
const FEATURES: &[(&str, &str, &str)] = &[
    ("DATE_OF_BIRTH", "birthday", ""),
    ("EMAIL_ADDRESS", "email", ""),
    ("NATIONAL_ID_NUMBER", "national_id", ""),
    ("SSN_NUMBER", "tax_id", ""),
    ("TAX_ID_NUMBER", "tax_id", ""),
    ("PASSPORT_NUMBER", "passport", ""),
    ("DRIVERS_LICENSE_NUMBER", "driving_licence", ""),
    ("ACCOUNT_NUMBER", "account", "ACCOUNT_DOMAIN"),
    ("GENDER", "gender", ""),
];

fn senzing_case(at: usize, json: &Value, keys: &BTreeMap<(String, String), String>) -> Case {
    let (source, id) = (text(json, "DATA_SOURCE"), text(json, "RECORD_ID"));
    let mut seen = Observation::new(&source, &id, Timestamp::from_secs(at as i64));
    let empty = Vec::new();
    let features = json.get("FEATURES").and_then(Value::as_array).unwrap_or(&empty);
    let find = |field: &str| {
        features
            .iter()
            .map(|f| text(f, field))
            .find(|v| !v.is_empty())
            .unwrap_or_default()
    };
    let block = Block {
        name: [find("NAME_FULL"), find("NAME_ORG")].concat(),
        given: find("NAME_FIRST"),
        surname: find("NAME_LAST"),
        ..Block::default()
    };
    let many = |field: &str| -> Vec<&Value> { features.iter().filter(|f| !text(f, field).is_empty()).collect() };
    let (phones, places) = (many("PHONE_NUMBER"), [many("ADDR_LINE1"), many("ADDR_FULL")].concat());
    for n in 0..phones.len().max(places.len()).max(1) {
        let place = |field: &str| {
            places
                .get(n)
                .or(places.first())
                .map(|p| text(p, field))
                .unwrap_or_default()
        };
        seen.blocks.push(Block {
            phone: phones
                .get(n)
                .or(phones.first())
                .map(|p| text(p, "PHONE_NUMBER"))
                .unwrap_or_default(),
            province: place("ADDR_STATE"),
            city: place("ADDR_CITY"),
            detail: [place("ADDR_LINE1"), place("ADDR_FULL")].concat(),
            postcode: place("ADDR_POSTAL_CODE"),
            ..block.clone()
        });
    }
    for feature in features {
        for (field, kind, scope) in FEATURES {
            let value = text(feature, field);
            let value = match (*kind, value.to_lowercase().chars().next()) {
                ("gender", Some(first)) => format!("{first}ale/female")
                    .replace("fale", "f")
                    .replace("male/female", "m"),
                _ => value,
            };
            seen = seen.with(kind, &text(feature, scope), &value);
        }
    }
    Case {
        person: keys.get(&(source, id)).cloned(),
        usable: Vec::new(),
        seen,
    }
}

fn lines(path: &Path) -> Result<Lines<BufReader<File>>, String> {
    let file = File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(BufReader::new(file).lines())
}

/// Records with the truth beside them, line by line.
fn buyers(path: &Path) -> Result<Cases, String> {
    let folder = if path.is_dir() {
        path
    } else {
        path.parent().unwrap_or(path)
    };
    let (records, truth) = (
        lines(&folder.join("records.jsonl"))?,
        lines(&folder.join("truth.jsonl"))?,
    );
    let parsed = |line: std::io::Result<String>| -> Result<Value, String> {
        let line = line.map_err(|e| e.to_string())?;
        serde_json::from_str(&line).map_err(|e| e.to_string())
    };
    Ok(Box::new(records.zip(truth).map(move |(record, truth)| {
        let (record, truth) = (parsed(record)?, parsed(truth)?);
        let (seen, usable) = buyer(&record);
        if text(&truth, "record_id") != seen.id {
            return Err(format!("record {} has the truth of another one beside it", seen.id));
        }
        Ok(Case {
            person: Some(text(&truth, "person_id")),
            seen,
            usable,
        })
    })))
}

fn buyer(r: &Value) -> (Observation, Vec<String>) {
    let get = |field: &str| text(r, field);
    let at = Timestamp::from_secs(r.get("ts").and_then(Value::as_i64).unwrap_or_default());
    let mut seen = Observation::new("buyers", &get("record_id"), at);
    let (platform, scope, uid) = (get("platform"), get("uid_scope"), get("buyer_uid"));
    seen.account = (!uid.is_empty()).then(|| handle(&platform, &scope, &uid));
    seen = seen
        .with("unionid", "", &get("unionid"))
        .with("nickname", "", &get("nick"));
    seen = seen
        .with("order", "", &get("order_no"))
        .with("order", "", &get("quoted_order_no"));
    let shown = if get("receiver_phone_kind") == "virtual" {
        PhoneShown::Private
    } else {
        PhoneShown::Plain
    };
    let receiver = Block {
        receiver: seen.account.is_some(),
        name: get("receiver_name"),
        phone: get("receiver_phone"),
        phone_shown: shown,
        token: get("receiver_phone_token"),
        block: get("address_id"),
        token_scope: scope.clone(),
        province: get("receiver_province"),
        city: get("receiver_city"),
        district: get("receiver_district"),
        detail: get("receiver_detail"),
        ..Block::default()
    };
    let own = Block {
        phone: get("account_phone"),
        ..Block::default()
    };
    let usable = usable(&seen, &[receiver.clone(), own.clone()]);
    if seen.account.is_some() {
        seen.blocks.extend([receiver, own]);
    } else {
        seen.blocks.push(Block {
            phone: own.phone,
            ..receiver
        });
    }
    (seen, usable)
}

/// Values of a record that could tell two accounts of one person: what the ceiling counts.
fn usable(seen: &Observation, blocks: &[Block]) -> Vec<String> {
    use super::obs::normal;
    let mut out: Vec<String> = Vec::new();
    let city = blocks
        .iter()
        .find_map(|b| normal::city(&b.province, &b.city))
        .unwrap_or_default();
    for v in &seen.values {
        match v.kind.as_str() {
            "nickname" => out.extend(
                normal::nickname(&v.value)
                    .filter(|n| !n.contains('*'))
                    .map(|n| format!("nick {n} {city}")),
            ),
            kind => out.push(format!("{kind} {}", v.value)),
        }
    }
    for b in blocks {
        let shown = b.phone_shown == PhoneShown::Plain;
        match normal::phone(&b.phone).filter(|_| shown) {
            Some(normal::PhoneForm::Full { masked, .. } | normal::PhoneForm::Masked(masked)) => {
                out.push(format!("phone {masked}"))
            }
            None => {}
        }
        let token = |word: &str, t: &str| (!t.is_empty()).then(|| format!("{word} {} {t}", b.token_scope));
        out.extend(token("token", &b.token));
        out.extend(token("block", &b.block));
        if let Some(d) = normal::detail(&b.province, &b.city, &b.district, &b.detail) {
            out.push(format!("place {city} {d}"));
        }
        let name = normal::name(&b.name).filter(|n| !n.given.is_empty());
        if let (Some(n), Some(d)) = (name, normal::district(&b.district)) {
            out.push(format!("name {city} {d} {} {}", n.surname, n.given));
        }
    }
    out
}
