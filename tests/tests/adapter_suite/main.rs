//! Every adapter passes the suite, and the suite finds every adapter that is broken on purpose.
#![allow(clippy::unwrap_used, clippy::panic)]
use aftersync_testkit::adapter_suite;
use aftersync_tests::subjects;

mod broken;

#[test]
fn every_adapter_keeps_the_port() {
    let names: Vec<String> = subjects::all()
        .iter()
        .map(|s| s.adapter.platform().to_string())
        .collect();
    let registered: Vec<String> = aftersync_platforms::all()
        .iter()
        .map(|a| a.platform().to_string())
        .collect();
    assert_eq!(names, registered, "every registered adapter has a subject");
    for subject in subjects::all() {
        adapter_suite::run(&subject);
    }
}
#[test]
fn every_flaw_is_found_by_its_law() {
    let laws = adapter_suite::laws();
    let mut unnoticed = Vec::new();
    for subject in subjects::all() {
        for (flaw, name) in broken::FLAWS
            .iter()
            .filter(|(flaw, _)| broken::applies(&subject, *flaw))
        {
            let law = laws.iter().find(|law| law.name.contains(name)).unwrap();
            if adapter_suite::try_law(&broken::with(&subject, *flaw), *law).is_empty() {
                unnoticed.push(format!(
                    "{}: {flaw:?} passes the law `{}`",
                    subject.adapter.platform(),
                    law.name
                ));
            }
        }
    }
    assert!(unnoticed.is_empty(), "{}", unnoticed.join("\n"));
}

#[test]
fn every_law_has_a_flaw_that_it_finds() {
    for law in adapter_suite::laws() {
        let tried = broken::FLAWS.iter().any(|(_, name)| law.name.contains(name));
        assert!(tried, "no broken adapter tries the law `{}`", law.name);
    }
}
