//! What is sealed comes back, and only there, only whole, only with its key.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use aftersync_core::Result;
use aftersync_seal::dictionary::{ALL, NONE, PAYLOADS_1, ROWS_1};
use aftersync_seal::envelope::{self, Found, Opened, Private, close};
use aftersync_seal::tenant::{check, check_value, rotated_check};
use aftersync_seal::{
    At, FIRST, Fault, Key, KeyProvider, LocalKeys, PeopleFile, Sealing, Shares, TenantKeys, TokenVault, Wrapped, codec,
};
use proptest::prelude::*;

const MOST: usize = 1 << 20;

fn keys() -> TenantKeys {
    TenantKeys::new("acme", &Key::new([3; 32]))
}

fn at(id: u8) -> At<'static> {
    At {
        tenant: "acme",
        table: 4,
        id: [id; 16],
    }
}

fn person<'a>(number: u64, key: &'a Key, text: &'a [u8]) -> Private<'a> {
    Private::Person {
        number,
        key: Some(key),
        text,
        with: &NONE,
    }
}

fn opened(keys: Option<&TenantKeys>, place: &At<'_>, bytes: &[u8], key: Option<Key>) -> Result<Opened> {
    envelope::open(keys, place, bytes, MOST, |_| Ok(key))
}

fn fault<T: std::fmt::Debug>(result: Result<T>) -> Fault {
    Fault::of(&result.unwrap_err()).unwrap()
}

proptest! {
    #[test]
    fn texts_come_back_from_every_dictionary(text in proptest::collection::vec(any::<u8>(), 0..4_000), n in 0usize..3) {
        let packed = codec::pack(&text, ALL[n]);
        prop_assert!(packed.len() <= text.len() + 1, "what does not shrink stays as it is");
        prop_assert_eq!(codec::unpack(&packed, MOST).unwrap(), text);
    }

    #[test]
    fn envelopes_come_back(
        main in proptest::collection::vec(any::<u8>(), 0..600),
        private in proptest::collection::vec(any::<u8>(), 0..600),
        number in FIRST..=i64::MAX.unsigned_abs(),
        sealed: bool,
    ) {
        let (all, hers) = (keys(), Key::new([5; 32]));
        let keys = sealed.then_some(&all);
        let part = person(number, &hers, &private);
        let bytes = close(keys, &at(1), &main, &ROWS_1, &part).unwrap();
        prop_assert_eq!(envelope::person_of(&bytes).unwrap(), Some(number));
        let found = envelope::open(keys, &at(1), &bytes, MOST, |n| {
            assert_eq!(n, number);
            Ok(Some(hers.clone()))
        });
        prop_assert_eq!(found.unwrap(), Opened { main, private: Found::Person(private) });
    }

    #[test]
    fn a_changed_bit_is_noticed(text in "[a-z0-9 ]{1,200}", spot: prop::sample::Index, bit in 0u8..8) {
        let (all, hers) = (keys(), Key::new([5; 32]));
        let mut bytes = close(Some(&all), &at(1), text.as_bytes(), &ROWS_1, &person(9, &hers, b"Lin Yue")).unwrap();
        let spot = spot.index(bytes.len());
        bytes[spot] ^= 1 << bit;
        let found = opened(Some(&all), &at(1), &bytes, Some(hers));
        prop_assert!(found.is_err(), "byte {spot}, bit {bit}");
    }

    #[test]
    fn bytes_of_no_kind_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let all = keys();
        let _ = codec::unpack(&bytes, MOST);
        let _ = opened(Some(&all), &at(1), &bytes, Some(Key::new([1; 32])));
        let _ = opened(None, &at(1), &bytes, None);
    }
}

#[test]
fn sealed_bytes_show_nothing_and_open_nowhere_else() {
    let (all, hers) = (keys(), Key::new([5; 32]));
    let bytes = close(
        Some(&all),
        &at(1),
        b"headline approved",
        &ROWS_1,
        &person(9, &hers, b"Lin Yue"),
    )
    .unwrap();
    for word in [&b"headline"[..], b"approved", b"Lin"] {
        assert!(!bytes.windows(word.len()).any(|part| part == word));
    }
    let other_table = At { table: 5, ..at(1) };
    let other_tenant = At {
        tenant: "acne",
        ..at(1)
    };
    for place in [at(2), other_table, other_tenant] {
        assert_eq!(
            fault(opened(Some(&all), &place, &bytes, Some(hers.clone()))),
            Fault::Tampered
        );
    }
    let strange = TenantKeys::new("acme", &Key::new([4; 32]));
    assert_eq!(
        fault(opened(Some(&strange), &at(1), &bytes, Some(hers.clone()))),
        Fault::Tampered
    );
    assert_eq!(
        fault(opened(None, &at(1), &bytes, Some(hers.clone()))),
        Fault::MissingKey
    );
    let open = close(None, &at(1), b"headline approved", &ROWS_1, &Private::Nothing).unwrap();
    assert_eq!(fault(opened(Some(&all), &at(1), &open, None)), Fault::Tampered);
    let again = close(
        Some(&all),
        &at(1),
        b"headline approved",
        &ROWS_1,
        &person(9, &hers, b"Lin Yue"),
    )
    .unwrap();
    assert_ne!(bytes, again, "the nonce is another each time");
}

#[test]
fn without_her_share_only_her_part_is_gone() {
    let (all, hers) = (keys(), Key::new([5; 32]));
    let bytes = close(Some(&all), &at(1), b"headline", &ROWS_1, &person(9, &hers, b"Lin Yue")).unwrap();
    let found = opened(Some(&all), &at(1), &bytes, None).unwrap();
    assert_eq!((found.main, found.private), (b"headline".to_vec(), Found::Forgotten));
    assert_eq!(
        fault(opened(Some(&all), &at(1), &bytes, Some(Key::new([6; 32])))),
        Fault::Tampered
    );
    // Her part cannot be cut off as if there never was one.
    let alone = close(Some(&all), &at(1), b"headline", &ROWS_1, &Private::Nothing).unwrap();
    let mut cut = bytes[..3].to_vec();
    cut.push(0);
    cut.extend(&bytes[5..5 + alone.len() - 4]);
    assert_eq!(fault(opened(Some(&all), &at(1), &cut, None)), Fault::Tampered);
}

#[test]
fn packed_bytes_are_bounded_and_versioned() {
    let text = "the same words again and again ".repeat(1_000);
    let packed = codec::pack(text.as_bytes(), &PAYLOADS_1);
    assert!(packed.len() * 50 < text.len());
    assert_eq!(fault(codec::unpack(&packed, text.len() - 1)), Fault::TooLarge);
    assert_eq!(fault(codec::unpack(&[0, 1, 2, 3], 2)), Fault::TooLarge);
    let mut newer = packed.clone();
    newer[0] = 250;
    assert_eq!(fault(codec::unpack(&newer, MOST)), Fault::UnknownDictionary);
    // A length that lies is not believed.
    let mut liar = packed;
    liar[1] ^= 1;
    assert_eq!(fault(codec::unpack(&liar, MOST)), Fault::Tampered);
    assert_eq!(fault(envelope::person_of(&[9, 0, 0])), Fault::UnknownForm);
}

#[test]
fn numbers_of_dictionaries_are_given_once() {
    let mut numbers: Vec<u8> = ALL.iter().map(|d| d.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), ALL.len());
    assert!(!numbers.contains(&0));
}

#[test]
fn data_keys_are_wrapped_rotated_and_checked() {
    let (old, new) = (LocalKeys::new([1; 32]), LocalKeys::new([2; 32]).and_old([1; 32]));
    let data = Key::random().unwrap();
    let wrapped = Wrapped::new(&old, &data, "acme").unwrap();
    assert_eq!(wrapped.open(&old, "acme").unwrap(), data);
    assert_eq!(fault(wrapped.open(&old, "other")), Fault::Tampered);
    assert_eq!(wrapped.rotated(&old, "acme").unwrap(), None);
    let rotated = wrapped.rotated(&new, "acme").unwrap().unwrap();
    let only_new = LocalKeys::new([2; 32]);
    assert_eq!(rotated.open(&only_new, "acme").unwrap(), data);
    assert_eq!(fault(wrapped.open(&only_new, "acme")), Fault::RotatedAway);

    let value = check_value(&old).unwrap();
    check(&old, &value).unwrap();
    check(&new, &value).unwrap();
    assert_eq!(fault(check(&only_new, &value)), Fault::WrongKey);
    check(&only_new, &rotated_check(&new, &value).unwrap().unwrap()).unwrap();
}

#[test]
fn keys_are_never_shown() {
    let provider = LocalKeys::new([0x41; 32]).and_old([0x42; 32]);
    let shown = format!(
        "{provider:?} {:?} {:?} {:?} {:?}",
        Key::new([0x41; 32]),
        keys(),
        TokenVault::new([0x41; 32]),
        Sealing::local([0x41; 32])
    );
    for secret in ["AAAA", "4141", "65, 65", "0x41"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(provider.current().len() <= 64 && provider.current() != LocalKeys::new([0x42; 32]).current());
}

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("aftersync-seal-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
    fn file(&self) -> PathBuf {
        self.0.join("store.db.people")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn shares_last_and_are_wiped_for_good() {
    let folder = Folder::new();
    let people = PeopleFile::open(&folder.file(), 0).unwrap();
    assert_eq!(people.get(FIRST).unwrap(), None);
    people.reach(FIRST + 300).unwrap();
    let shares: Vec<Key> = (FIRST..=FIRST + 300).map(|n| people.get(n).unwrap().unwrap()).collect();
    assert!(
        shares
            .iter()
            .enumerate()
            .all(|(i, a)| shares.iter().skip(i + 1).all(|b| a != b))
    );
    people.reach(FIRST).unwrap();
    assert_eq!(
        people.get(FIRST).unwrap().as_ref(),
        Some(&shares[0]),
        "nothing is made twice"
    );

    people.wipe(&[0, 1, FIRST + 1, FIRST + 999_999]).unwrap();
    drop(people);
    let bytes = std::fs::read(folder.file()).unwrap();
    assert!(
        !bytes.windows(32).any(|part| part == shares[1].expose()),
        "the bytes are gone from the file"
    );
    let people = PeopleFile::open(&folder.file(), FIRST + 300).unwrap();
    assert_eq!(people.get(FIRST + 1).unwrap(), None);
    assert_eq!(people.get(FIRST + 2).unwrap().as_ref(), Some(&shares[2]));
}

#[test]
fn a_peoples_file_that_is_lost_is_missed() {
    let folder = Folder::new();
    assert_eq!(fault(PeopleFile::open(&folder.file(), FIRST)), Fault::MissingPeople);
    assert!(!folder.file().exists(), "nothing was made in its place");
    std::fs::write(folder.file(), "a list of people").unwrap();
    assert_eq!(fault(PeopleFile::open(&folder.file(), 0)), Fault::MissingPeople);
    std::fs::write(folder.file(), "").unwrap();
    let people = PeopleFile::open(&folder.file(), FIRST + 5).unwrap();
    people.reach(FIRST + 6).unwrap();
    assert_eq!(
        people.get(FIRST + 5).unwrap(),
        None,
        "a share that was lost is never another's"
    );
    assert!(people.get(FIRST + 6).unwrap().is_some());
}
