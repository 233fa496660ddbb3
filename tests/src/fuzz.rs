//! What is fuzzed: every reader of bytes that come from outside, each as one function of bytes that must not panic and
//! must keep its laws. The test command and the coverage-guided fuzzer in `fuzz/` run the same functions.
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use aftersync_core::import::{Importer, Mapping};
use aftersync_core::model::command::{Act, Actor, Command};
use aftersync_core::model::config::Config;
use aftersync_core::model::fact::Fact;
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::platform::{Delivery, Hint, HttpResponse, Parsed, Verdict};
use aftersync_platforms::tiktok::shops;
use aftersync_platforms::wechat::sign;
use aftersync_testkit::adapter_suite::{Sample, Subject};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{subjects, vectors};

/// Reads bytes; panics when a law does not hold.
type Run = Box<dyn Fn(&[u8]) + Send + Sync>;

/// One reader.
pub struct Target {
    /// Its name, which is the folder of its corpus too.
    pub name: String,
    /// Reads the bytes; panics when a law does not hold.
    pub run: Run,
    /// What is genuine, to start from.
    pub seeds: Vec<Vec<u8>>,
}

fn target(name: impl Into<String>, seeds: Vec<Vec<u8>>, run: impl Fn(&[u8]) + Send + Sync + 'static) -> Target {
    Target {
        name: name.into(),
        run: Box::new(run),
        seeds,
    }
}

/// Every target.
pub fn targets() -> &'static [Target] {
    static ALL: OnceLock<Vec<Target>> = OnceLock::new();
    ALL.get_or_init(|| {
        let platforms = subjects::all()
            .into_iter()
            .flat_map(|subject| of_platform(Arc::new(subject)));
        platforms
            .chain(of_model())
            .chain(of_import())
            .chain(of_text())
            .collect()
    })
}

/// The target of that name.
pub fn find(name: &str) -> Option<&'static Target> {
    targets().iter().find(|target| target.name == name)
}

/// Where the corpora lie: a folder for each target.
pub fn folder(kind: &str, target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz")
        .join(kind)
        .join(target)
}

/// All files of a folder, by name; none when there is no folder.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        (path.display().to_string(), std::fs::read(&path).unwrap())
    };
    let mut all: Vec<(String, Vec<u8>)> = entries.map(read).collect();
    all.sort();
    all
}

fn of_platform(subject: Arc<Subject>) -> Vec<Target> {
    let name = subject.adapter.platform().to_string();
    let bodies = |samples: &[Sample]| {
        samples
            .iter()
            .map(|sample| sample.answer.body.clone())
            .collect::<Vec<_>>()
    };
    let with = |run: fn(&Subject, &[u8])| {
        let subject = subject.clone();
        move |bytes: &[u8]| run(&subject, bytes)
    };
    let details = [bodies(&subject.details), bodies(&subject.unknown_statuses)].concat();
    let polls = subject.polls.iter().map(|(_, answer)| answer.body.clone()).collect();
    let deeds: Vec<Vec<u8>> = subject.deeds.iter().map(|deed| deed.done.body.clone()).collect();
    let refusals = subject
        .errors
        .iter()
        .map(|row| (subject.refuse)(&row.code, &row.sub, "words").body)
        .take(3);
    let tokens = subject.tokens.iter().map(|(answer, _)| answer.body.clone()).collect();
    let signed = subject.signer.iter().flat_map(|signer| {
        subject
            .pushes
            .iter()
            .map(|content| (signer.deliver)(&subject.app, content, subject.now).body)
    });
    vec![
        target(
            format!("{name}_push"),
            [subject.pushes.clone(), subject.unknown_events.clone()].concat(),
            with(push),
        ),
        target(format!("{name}_delivery"), signed.collect(), with(delivery)),
        target(format!("{name}_detail"), details, with(detail)),
        target(format!("{name}_poll"), polls, with(poll)),
        target(
            format!("{name}_action"),
            deeds.into_iter().chain(refusals).collect(),
            with(action),
        ),
        target(format!("{name}_token"), tokens, with(token)),
    ]
}

fn answer(bytes: &[u8]) -> HttpResponse {
    HttpResponse {
        status: 200,
        headers: Vec::new(),
        body: bytes.to_vec(),
    }
}

/// The same twice, and no secret in it but what the sender wrote there.
fn same<T: std::fmt::Debug>(subject: &Subject, bytes: &[u8], read: impl Fn() -> T) -> T {
    let (first, second) = (read(), read());
    let shown = format!("{first:?}");
    assert_eq!(shown, format!("{second:?}"));
    let secret = subject.app.secret.expose();
    // A search led by coverage learns the secret from what its bytes are compared with, and writes it into a name.
    let said = bytes.windows(secret.len().max(1)).any(|part| part == secret.as_bytes());
    assert!(said || !shown.contains(secret.as_str()), "a secret is in the open");
    first
}

/// Content that passed its signature: read or kept whole.
fn push(subject: &Subject, bytes: &[u8]) {
    let parsed = same(subject, bytes, || {
        subject.adapter.peek(&subject.app, &Hint::unsigned(bytes.to_vec()))
    })
    .unwrap();
    kept(&parsed, bytes);
    // Through the door: the platform itself may sign anything.
    if let Some(signer) = &subject.signer {
        let delivery = (signer.deliver)(&subject.app, bytes, subject.now);
        let _ = same(subject, bytes, || {
            subject.adapter.verify(&subject.app, &delivery, subject.now)
        });
    }
}

fn kept(parsed: &Parsed, bytes: &[u8]) {
    for lost in &parsed.unreadable {
        let inside = bytes
            .windows(lost.payload.len().max(1))
            .any(|part| part == lost.payload);
        assert!(
            inside || lost.payload == bytes,
            "a part that cannot be read is not kept as received"
        );
    }
}

/// A body from anybody: with the signature of another body it never passes.
fn delivery(subject: &Subject, bytes: &[u8]) {
    let Some(signer) = &subject.signer else { return };
    for content in &subject.pushes {
        let genuine = (signer.deliver)(&subject.app, content, subject.now);
        let forged = Delivery {
            body: bytes.to_vec(),
            ..genuine.clone()
        };
        let part = |body: &[u8]| body.get((signer.signed_part)(body)).map(<[u8]>::to_vec);
        let said = same(subject, bytes, || {
            subject.adapter.verify(&subject.app, &forged, subject.now)
        });
        assert!(
            said.is_err() || part(bytes) == part(&genuine.body),
            "a forged body passed"
        );
    }
}

fn detail(subject: &Subject, bytes: &[u8]) {
    let call = subject.call_with_switches();
    let mut seen: Vec<&str> = Vec::new();
    for sample in subject.details.iter().filter(|sample| {
        let new = !seen.contains(&sample.object.object.as_str());
        seen.push(&sample.object.object);
        new
    }) {
        if let Ok(parsed) = same(subject, bytes, || {
            subject.adapter.detail_read(&call, &sample.object, &answer(bytes))
        }) {
            facts(&parsed);
        }
        let payload = String::from_utf8_lossy(bytes);
        if let Ok(parsed) = same(subject, bytes, || subject.adapter.reread(&sample.object, &payload)) {
            facts(&parsed);
        }
    }
}

/// Facts of an adapter can be stored and read again.
fn facts(parsed: &Parsed) {
    for fact in &parsed.facts {
        let text = serde_json::to_string(fact).unwrap();
        let again: Fact = serde_json::from_str(&text).unwrap();
        assert_eq!(&again, fact);
    }
}

fn poll(subject: &Subject, bytes: &[u8]) {
    let call = subject.call_with_switches();
    for (cursor, _) in &subject.polls {
        if let Ok(page) = same(subject, bytes, || {
            subject.adapter.poll_read(&call, cursor, &answer(bytes))
        }) {
            facts(&page.parsed);
            assert!(
                page.next.is_none() || page.next != cursor.page,
                "a page leads to itself"
            );
        }
    }
}

fn action(subject: &Subject, bytes: &[u8]) {
    let call = subject.call_with_switches();
    for deed in &subject.deeds {
        let _ = same(subject, bytes, || {
            subject.adapter.action_read(&call, &deed.action, &answer(bytes))
        });
    }
    for sample in &subject.reasons {
        let _ = same(subject, bytes, || {
            subject
                .adapter
                .reasons_read(&call, &sample.seen, sample.verb, &answer(bytes))
        });
    }
}

fn token(subject: &Subject, bytes: &[u8]) {
    let call = subject.call();
    if let Ok(pair) = same(subject, bytes, || subject.adapter.token_read(&call, &answer(bytes))) {
        assert!(!pair.access.is_empty());
    }
}

/// Values that the host may hand in as JSON: what is read is written and read again as the same.
fn json<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice::<T>(bytes) else {
        return;
    };
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), value);
}

fn of_model() -> Vec<Target> {
    let of = |subject: Subject| -> Vec<Fact> {
        let call = subject.call();
        let read = |sample: &Sample| subject.adapter.detail_read(&call, &sample.object, &sample.answer).ok();
        subject
            .details
            .iter()
            .filter_map(read)
            .flat_map(|parsed| parsed.facts)
            .collect()
    };
    let facts = subjects::all().into_iter().flat_map(of);
    let facts = facts.map(|fact| serde_json::to_vec(&fact).unwrap()).collect();
    let config: Config = serde_json::from_value(serde_json::json!({
        "shops": [{"platform": "douyin", "shop": "880011"}], "queues": [{"name": "refunds", "groups": ["a"]}],
        "rules": [{"name": "large", "when": {"all": [{"amount_at_least": 5000}, {"not": {"kind": ["repair"]}}]}, "then": {"queue": "refunds"}}],
    }))
    .unwrap();
    let ticket = TicketId::default();
    let acts = [
        Act::Note {
            ticket,
            text: "看一下".to_owned(),
            mentions: Default::default(),
        },
        Act::Reply {
            ticket,
            text: "马上补发".to_owned(),
            channel: None,
            confidence: None,
            template: None,
            lang: None,
        },
        Act::Configure {
            config: Box::new(config.clone()),
        },
    ];
    let command = |act| Command {
        key: Some("k-1".to_owned()),
        expect: Some(3),
        actor: Actor::agent(AgentId::of("lin")),
        act,
    };
    let commands = acts.map(|act| serde_json::to_vec(&command(act)).unwrap());
    let config = serde_json::to_vec(&config).unwrap();
    vec![
        target("fact_json", facts, json::<Fact>),
        target("command_json", commands.into(), json::<Command>),
        target("config_json", vec![config], json::<Config>),
    ]
}

const ORDERS: &str = "platform,shop,订单号,下单时间,实付金额,商品名称,数量\napp,main,A1,2025-10-09 16:53:20,12.80,杯子,2\n\"app\",main,A2,,\"1,280.00\",\"a\"\"b\",x\n";
const LINES: &str =
    "{\"channel\":\"app\",\"shop\":{\"id\":7},\"id\":9001,\"total\":3000,\"created\":1760000000}\n[1]\nnot json\n";
const MAPPINGS: &[&str] = &[
    r#"{"what":"orders","format":{"kind":"json_lines"},"fields":{"platform":"channel","shop":"/shop/id","external_id":"id","created_at":{"column":"created","read":"time_secs"},"paid":{"column":"total","read":"money_minor"}}}"#,
    r#"{"what":"customers","zone_minutes":480,"fields":{"platform":{"constant":"app"},"shop":{"constant":"main"},"buyer_id":"会员","phone":"手机号"}}"#,
];

/// All rows of a file; whatever is in it, the importer comes to its end.
fn rows(mapping: Mapping, file: &[u8]) {
    let Ok(importer) = Importer::new(mapping, file, None) else {
        return;
    };
    let lines = file.len() + 2;
    assert!(importer.take(lines * 4).count() < lines * 4, "more rows than bytes");
}

/// The mapping that is guessed from the first line of a file.
fn guessed(file: &[u8]) -> Mapping {
    let head = file.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let header: Vec<String> = String::from_utf8_lossy(head)
        .split(',')
        .map(|name| name.trim().to_owned())
        .collect();
    Mapping::guess(&header, aftersync_core::import::What::Orders)
}

fn of_import() -> Vec<Target> {
    let mappings: Vec<Vec<u8>> = MAPPINGS.iter().map(|text| text.as_bytes().to_vec()).collect();
    let lines: Mapping = serde_json::from_str(MAPPINGS[0]).unwrap();
    vec![
        target("import_mapping", mappings, |bytes| {
            json::<Mapping>(bytes);
            if let Ok(mapping) = serde_json::from_slice::<Mapping>(bytes) {
                let _ = mapping.problems_with(&["订单号".to_owned()]);
                rows(mapping, ORDERS.as_bytes());
            }
        }),
        target("import_csv", vec![ORDERS.as_bytes().to_vec()], |bytes| {
            rows(guessed(bytes), bytes)
        }),
        target("import_lines", vec![LINES.as_bytes().to_vec()], move |bytes| {
            rows(lines.clone(), bytes)
        }),
    ]
}

fn of_text() -> Vec<Target> {
    let said = [
        "订单号 6920111111111111001 杯子碎了，电话13800138000",
        "SF1234567890123 到了吗？LP00123456789012",
    ];
    let files = ["douyin", "tiktok-shop", "wechat-shop"].map(shortened);
    let subject_of = |name: &str| {
        let mut all = subjects::all().into_iter();
        all.find(|subject| subject.adapter.platform().as_str() == name).unwrap()
    };
    let (wechat, tiktok) = (subject_of("wechat"), subject_of("tiktok"));
    let query = |probe: &Delivery| {
        let pairs: Vec<String> = probe
            .query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("&").into_bytes()
    };
    let probes = wechat.probes.iter().map(query).collect();
    let listed = [
        r#"{"code":0,"message":"Success","request_id":"r1","data":{"shops":[{"id":"7498666193451450612","name":"Mugs","region":"US","seller_type":"CROSS_BORDER","cipher":"GCP_8sma8cmqtyk3qf42i67na2x7","code":"USLC1"}]}}"#,
        r#"{"code":105005,"message":"no scope","request_id":"r2","data":null}"#,
    ];
    let listed = listed.map(|text| text.as_bytes().to_vec()).into();
    let seal = |plain: &Vec<u8>| {
        let sealed = sign::encrypt_reply(&wechat.app, plain, b"0123456789abcdef", 1, "n").unwrap();
        let sealed: serde_json::Value = serde_json::from_str(&sealed).unwrap();
        sealed["Encrypt"].as_str().unwrap().as_bytes().to_vec()
    };
    let sealed = wechat.pushes.iter().map(seal).collect();
    vec![
        target("recognizer", said.map(|it| it.as_bytes().to_vec()).into(), |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let found = aftersync_core::text::recognize(&text);
            assert_eq!(found, aftersync_core::text::recognize(&text));
            let _ = aftersync_core::text::phone_normalize(&text);
        }),
        target("vectors_file", files.into(), |bytes| {
            if let Ok(list) = vectors::file::read(bytes) {
                vectors::run_all(&list);
            }
        }),
        target("wechat_decrypt", sealed, {
            let wechat = wechat.clone();
            move |bytes| {
                let _ = same(&wechat, bytes, || {
                    sign::decrypt(&wechat.app, &String::from_utf8_lossy(bytes))
                });
            }
        }),
        target("wechat_probe", probes, move |bytes| probe(&wechat, bytes)),
        target("tiktok_shops", listed, move |bytes| {
            let _ = same(&tiktok, bytes, || shops::read(&answer(bytes)));
        }),
    ]
}

/// The query with which an address is checked: answered only when it is signed as the platform signs it.
fn probe(subject: &Subject, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (name.to_owned(), value.to_owned())
    };
    let query: Vec<(String, String)> = text.split('&').map(pair).collect();
    let delivery = Delivery {
        path: "/wechat".to_owned(),
        query: query.clone(),
        ..Delivery::default()
    };
    let said = same(subject, bytes, || {
        subject.adapter.verify(&subject.app, &delivery, subject.now)
    });
    if !matches!(said, Ok(Verdict::Probe(_))) {
        return;
    }
    let of = |name: &str| {
        query
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, value)| value.as_str())
    };
    let token = subject.app.extra.get(sign::TOKEN).unwrap().expose();
    let genuine = sign::signature(&[token, of("timestamp"), of("nonce")]);
    assert_eq!(of("signature"), genuine, "a forged check of the address was answered");
}

/// A file of vectors with one of each kind.
fn shortened(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("vectors/platforms/{name}.json"));
    let mut list = vectors::file::read(&std::fs::read(path).unwrap()).unwrap();
    let mut seen: Vec<serde_json::Value> = Vec::new();
    list.retain(|vector| {
        let new = !seen.contains(&vector["algorithm"]);
        seen.push(vector["algorithm"].clone());
        new
    });
    let file = serde_json::json!({"format": vectors::file::FORMAT, "vectors": list});
    serde_json::to_vec(&file).unwrap()
}
