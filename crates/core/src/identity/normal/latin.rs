//! Names in Latin letters.
use super::is_placeholder;
use super::name::{PersonName, near};

/// Short forms of given names and what they stand for.
const SHORT: &[(&str, &str)] = &[
    ("bob", "robert"),
    ("rob", "robert"),
    ("bobby", "robert"),
    ("robbie", "robert"),
    ("bill", "william"),
    ("will", "william"),
    ("billy", "william"),
    ("willy", "william"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("rich", "richard"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("jamie", "james"),
    ("jack", "john"),
    ("johnny", "john"),
    ("jon", "jonathan"),
    ("joe", "joseph"),
    ("joey", "joseph"),
    ("tom", "thomas"),
    ("tommy", "thomas"),
    ("mike", "michael"),
    ("mick", "michael"),
    ("dave", "david"),
    ("dan", "daniel"),
    ("danny", "daniel"),
    ("ed", "edward"),
    ("eddie", "edward"),
    ("ted", "edward"),
    ("chuck", "charles"),
    ("charlie", "charles"),
    ("tony", "anthony"),
    ("andy", "andrew"),
    ("drew", "andrew"),
    ("chris", "christopher"),
    ("steve", "steven"),
    ("stephen", "steven"),
    ("matt", "matthew"),
    ("nick", "nicholas"),
    ("ben", "benjamin"),
    ("sam", "samuel"),
    ("alex", "alexander"),
    ("greg", "gregory"),
    ("jeff", "jeffrey"),
    ("ken", "kenneth"),
    ("larry", "lawrence"),
    ("ron", "ronald"),
    ("don", "donald"),
    ("tim", "timothy"),
    ("pete", "peter"),
    ("gene", "eugene"),
    ("hank", "henry"),
    ("harry", "henry"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("betty", "elizabeth"),
    ("lisa", "elizabeth"),
    ("eliza", "elizabeth"),
    ("kate", "katherine"),
    ("katie", "katherine"),
    ("kathy", "katherine"),
    ("cathy", "katherine"),
    ("catherine", "katherine"),
    ("peggy", "margaret"),
    ("maggie", "margaret"),
    ("meg", "margaret"),
    ("sue", "susan"),
    ("susie", "susan"),
    ("susanne", "susan"),
    ("suzanne", "susan"),
    ("jen", "jennifer"),
    ("jenny", "jennifer"),
    ("becky", "rebecca"),
    ("debbie", "deborah"),
    ("barb", "barbara"),
    ("patty", "patricia"),
    ("trish", "patricia"),
    ("mandy", "amanda"),
    ("vicky", "victoria"),
    ("nancy", "ann"),
    ("anne", "ann"),
    ("annie", "ann"),
    ("cindy", "cynthia"),
    ("sandy", "sandra"),
    ("abby", "abigail"),
    ("ellie", "eleanor"),
    ("nell", "eleanor"),
    ("molly", "mary"),
    ("polly", "mary"),
    ("sally", "sarah"),
    ("sara", "sarah"),
    ("marty", "martin"),
    ("fred", "frederick"),
    ("ray", "raymond"),
    ("walt", "walter"),
    ("phil", "philip"),
    ("vince", "vincent"),
    ("zach", "zachary"),
    ("max", "maxwell"),
    ("gabe", "gabriel"),
    ("nate", "nathan"),
];
/// Words that tell father and son apart.
const SUFFIXES: &[(&str, u8)] = &[
    ("sr", 1),
    ("senior", 1),
    ("i", 1),
    ("jr", 2),
    ("junior", 2),
    ("ii", 2),
    ("iii", 3),
    ("iv", 4),
];
/// Words that are no part of a name.
const NOISE: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "prof", "the"];

fn words(text: &str) -> Vec<String> {
    let split = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words = split.map(|w| w.replace('\'', "")).filter(|w| !w.is_empty());
    words.filter(|w| !NOISE.contains(&w.as_str())).collect()
}

/// `Given … Surname`, or `Surname, Given`.
pub(super) fn whole(folded: &str) -> Option<PersonName> {
    if let Some((surname, given)) = folded.split_once(',') {
        return parts(given, surname);
    }
    let all = words(folded);
    let letters = all.iter().all(|w| w.chars().all(char::is_alphabetic));
    let (last, rest) = all.split_last()?;
    if !letters || rest.is_empty() {
        return None;
    }
    parts(&rest.join(" "), last)
}

/// A name in its two parts. A given name is its first word; the others are middle names.
pub(super) fn parts(given: &str, surname: &str) -> Option<PersonName> {
    let (given, surname) = (words(given), words(surname));
    let (mut suffix, mut kept) = (0, Vec::new());
    for (at, word) in given.into_iter().enumerate() {
        match SUFFIXES.iter().find(|(s, _)| at > 0 && *s == word) {
            Some((_, n)) => suffix = *n,
            None => kept.push(word),
        }
    }
    let joined = kept.concat();
    let given = kept.into_iter().next().filter(|w| !is_placeholder(w));
    let mut family = Vec::new();
    for (at, word) in surname.into_iter().enumerate() {
        match SUFFIXES.iter().find(|(s, _)| at > 0 && *s == word) {
            Some((_, n)) => suffix = *n,
            None => family.push(word),
        }
    }
    let surname = family.into_iter().next_back().filter(|w| !is_placeholder(w));
    if given.is_none() && surname.is_none() {
        return None;
    }
    let given = given.unwrap_or_default();
    let plain = SHORT
        .iter()
        .find(|(short, _)| *short == given)
        .map_or(given.as_str(), |(_, full)| full);
    let surname = surname.unwrap_or_default();
    let mut given_near = near(plain);
    given_near.extend(near(&given));
    given_near.extend(near(&joined));
    given_near.extend((given.len() > 2).then(|| format!("~{}", code(&given))));
    given_near.sort_unstable();
    given_near.dedup();
    let mut surname_near = near(&surname);
    surname_near.extend((surname.len() > 2).then(|| format!("~{}", code(&surname))));
    let whole = !given.is_empty() && !surname.is_empty();
    Some(PersonName {
        sound: whole.then(|| format!("{} {}", code(&surname), code(plain))),
        given: plain.to_owned(),
        surname_near,
        given_near,
        surname,
        han: false,
        suffix,
    })
}

/// How a word sounds, roughly: its first letter and its consonants in groups that are mixed up.
fn code(word: &str) -> String {
    let group = |c: char| match c {
        'b' | 'f' | 'p' | 'v' => '1',
        'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => '2',
        'd' | 't' => '3',
        'l' => '4',
        'm' | 'n' => '5',
        'r' => '6',
        _ => '0',
    };
    let lead = word.chars().next().unwrap_or('0');
    // Which letter a sound is written with at the beginning is a matter of taste as well.
    let alike = match lead {
        'z' => 's',
        'k' | 'q' => 'c',
        'v' => 'f',
        other => other,
    };
    let mut out = alike.to_string();
    let mut last = group(lead);
    for ch in word.chars().skip(1) {
        let now = group(ch);
        if now != '0' && now != last {
            out.push(now);
        }
        if !matches!(ch, 'h' | 'w') {
            last = now;
        }
    }
    out
}
