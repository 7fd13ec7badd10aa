//! What is sent when, against random endpoints, clocks and page loads.

use goodword::delivery::backoff::{EXPIRY_MS, LONGEST_PAUSE_MS};
use goodword::delivery::{
    Change, Circumstances, Clocks, ContentType, Doubt, Entry, Next, Permanence, QueuedEntry, Reply, Scheduler, Verdict,
    verdict,
};
use proptest::prelude::*;

const ENDPOINTS: [&str; 2] = ["https://a.example/r", "https://b.example/r"];

fn entry(number: usize) -> Entry {
    Entry {
        id: format!("id-{number}"),
        seq: 1,
        survey: "support".to_owned(),
        place: String::new(),
        endpoint: ENDPOINTS[number % 2].to_owned(),
        key: String::new(),
        content_type: ContentType::Json,
        accept_redirect: false,
        partial: false,
        body: format!(r#"{{"id":"id-{number}","answers":{{}}}}"#),
    }
}

/// What the world does next.
#[derive(Debug, Clone)]
enum Step {
    Submit,
    /// The sender looks, and this comes back if it sends.
    Look(Reply),
    /// Time goes by.
    Pass(u32),
    /// The visitor's clock is set.
    Set(i64),
    Online,
    Offline,
    Reload,
}

fn reply() -> impl Strategy<Value = Reply> {
    let problem = prop_oneof![
        3 => Just(None),
        1 => Just(Some("about:blank".to_owned())),
        2 => "erased|closed|invalid-response|unknown|id-conflict".prop_map(|name| Some(format!("urn:goodword:problem:{name}"))),
    ];
    let wait = prop_oneof![2 => Just(None), 1 => "[0-9]{1,11}|soon|-1".prop_map(Some)];
    let status = prop_oneof![Just(201), Just(503), Just(429), Just(404), Just(422), Just(410), 200_u16..600];
    let doubt = prop_oneof![
        4 => Just(None),
        1 => Just(Some(Doubt::Html)),
        1 => Just(Some(Doubt::Worker)),
        1 => Just(Some(Doubt::Redirected)),
    ];
    prop_oneof![
        1 => Just(Reply::Nothing),
        1 => Just(Reply::Redirect),
        1 => Just(Reply::Forbidden),
        5 => (status, problem, wait, doubt)
            .prop_map(|(status, problem, retry_after, doubt)| Reply::Status { status, id: None, problem, retry_after, doubt }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Submit),
        8 => reply().prop_map(Step::Look),
        4 => (0_u32..2_000_000).prop_map(Step::Pass),
        1 => (-400_000_000_000_i64..400_000_000_000).prop_map(Step::Set),
        1 => Just(Step::Online),
        1 => Just(Step::Offline),
        1 => Just(Step::Reload),
    ]
}

/// A browser: its disk, the sender of the page that is open, and both clocks.
struct Browser {
    disk: Vec<QueuedEntry>,
    scheduler: Scheduler,
    now: u64,
    elapsed: u64,
    made: usize,
    renamed: usize,
    gone: usize,
    /// Whether the browser believes that there is a network.
    online: bool,
    /// Submitted in this page load: never too old in it.
    young: Vec<String>,
    /// Endpoint and the page's time before which it asked not to be tried.
    asked: Vec<(String, u64)>,
    /// Refused in this page load: none of them is tried in it again.
    refused_here: Vec<String>,
}

impl Browser {
    fn moment(&self) -> Clocks {
        Clocks { now: self.now, elapsed: self.elapsed }
    }

    fn take(&mut self, step: Step) -> Result<(), TestCaseError> {
        match step {
            Step::Submit => {
                let entry = entry(self.made);
                self.scheduler.submitted(&entry.id);
                self.young.push(entry.id.clone());
                self.disk.push(QueuedEntry::fresh(entry, self.now));
                self.made += 1;
            }
            Step::Look(reply) => self.look(&reply)?,
            Step::Pass(ms) => (self.now, self.elapsed) = (self.now + u64::from(ms), self.elapsed + u64::from(ms)),
            Step::Set(by) => self.now = self.now.saturating_add_signed(by),
            Step::Online => {
                self.online = true;
                self.scheduler.online(self.moment());
            }
            Step::Offline => self.online = false,
            Step::Reload => {
                (self.scheduler, self.elapsed) = (Scheduler::default(), 0);
                self.asked.clear();
                self.refused_here.clear();
                self.young.clear();
            }
        }
        prop_assert_eq!(self.disk.len() + self.gone, self.made, "nothing disappears");
        Ok(())
    }

    fn look(&mut self, reply: &Reply) -> Result<(), TestCaseError> {
        match self.scheduler.next(&self.disk, self.moment()) {
            Next::Rest => {}
            Next::Wait(ms) => prop_assert!((1..=LONGEST_PAUSE_MS).contains(&ms), "{ms}"),
            Next::Send(at) => {
                let tried = self.disk[at].clone();
                self.may_be_sent(&tried)?;
                let online = self.online && self.scheduler.is_settled(self.moment());
                let said = verdict(&tried.entry, reply, Circumstances { now_ms: self.now, ours: false, online });
                let change = self.scheduler.after(
                    &tried,
                    said.clone(),
                    self.moment(),
                    1 << 31,
                    &format!("new-{}", self.made + self.renamed),
                );
                self.note(&tried, &said);
                self.apply(at, &tried, &said, change)?;
            }
        }
        Ok(())
    }

    fn may_be_sent(&self, tried: &QueuedEntry) -> Result<(), TestCaseError> {
        prop_assert!(tried.refused.is_empty(), "what was refused for good rests");
        prop_assert!(!self.refused_here.contains(&tried.entry.id), "one refusal per page load");
        let asked =
            self.asked.iter().any(|(endpoint, until)| *endpoint == tried.entry.endpoint && *until > self.elapsed);
        prop_assert!(!asked, "the endpoint asked for a pause");
        Ok(())
    }

    fn note(&mut self, tried: &QueuedEntry, said: &Verdict) {
        self.asked.retain(|(endpoint, _)| *endpoint != tried.entry.endpoint);
        match said {
            Verdict::Retry(Some(ms)) => self.asked.push((tried.entry.endpoint.clone(), self.elapsed + ms)),
            Verdict::Refused(..) => self.refused_here.push(tried.entry.id.clone()),
            _ => {}
        }
    }

    fn apply(&mut self, at: usize, tried: &QueuedEntry, said: &Verdict, change: Change) -> Result<(), TestCaseError> {
        let old = self.now.saturating_sub(tried.queued_at) > EXPIRY_MS;
        match change {
            Change::Delivered => prop_assert_eq!(said, &Verdict::Accepted),
            Change::Erased => prop_assert_eq!(said, &Verdict::Erased),
            Change::Expired => {
                prop_assert!(old && !matches!(said, Verdict::Accepted) && !self.young.contains(&tried.entry.id));
            }
            Change::Renewed(one) => {
                prop_assert_eq!(said, &Verdict::Taken);
                prop_assert!(one.renewed && !tried.renewed && one.entry.id != tried.entry.id);
                self.young.push(one.entry.id.clone());
                self.renamed += 1;
                self.disk[at] = one;
                return Ok(());
            }
            Change::Later(one) | Change::Kept(one) | Change::Refused(one) => {
                prop_assert_eq!(&one.entry, &tried.entry, "what was frozen does not change");
                let lasting = match said {
                    Verdict::Refused(lasting, _) => Some(*lasting),
                    Verdict::Taken => Some(Permanence::Final),
                    _ => None,
                };
                let rests =
                    lasting == Some(Permanence::Final) || lasting == Some(Permanence::Doubtful) && one.refusals == 3;
                prop_assert_eq!(!one.refused.is_empty(), rests);
                prop_assert!(one.refusals <= 3);
                self.disk[at] = one;
                return Ok(());
            }
        }
        self.disk.remove(at);
        self.gone += 1;
        Ok(())
    }
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nobody_is_hammered(steps in prop::collection::vec(step(), 1..120)) {
        let mut browser = Browser {
            disk: Vec::new(), scheduler: Scheduler::default(), now: 1_773_480_413_589, elapsed: 0,
            made: 0, renamed: 0, gone: 0, online: true, young: Vec::new(), asked: Vec::new(), refused_here: Vec::new(),
        };
        for step in steps {
            browser.take(step)?;
        }
        // Whatever happened: once every endpoint accepts, a new page delivers all that was not refused for good.
        browser.take(Step::Reload)?;
        browser.take(Step::Online)?;
        let accepted = Reply::Status { status: 201, id: None, problem: None, retry_after: None, doubt: None };
        for _ in 0..browser.disk.len() * 2 + 2 {
            browser.take(Step::Look(accepted.clone()))?;
            browser.take(Step::Pass(u32::try_from(LONGEST_PAUSE_MS).unwrap()))?;
        }
        prop_assert!(browser.disk.iter().all(|one| !one.refused.is_empty()), "{:?}", browser.disk);
    }
}

#[test]
fn what_a_visitor_has_just_sent_goes_first() {
    let mut scheduler = Scheduler::default();
    let moment = Clocks { now: 1_000_000, elapsed: 0 };
    let waiting: Vec<_> = (0..3).map(|number| QueuedEntry::fresh(entry(number * 2), 1_000 - number as u64)).collect();
    assert_eq!(scheduler.next(&waiting, moment), Next::Send(2), "the oldest");
    scheduler.submitted("id-0");
    assert_eq!(scheduler.next(&waiting, moment), Next::Send(0));
}

#[test]
fn a_connection_that_has_just_come_back_is_not_trusted_yet() {
    let at = |elapsed| Clocks { now: 1_000_000 + elapsed, elapsed };
    let mut scheduler = Scheduler::default();
    assert!(scheduler.is_settled(at(0)), "nobody said that it was away");
    scheduler.online(at(5_000));
    for (elapsed, expect) in [(5_000, false), (34_999, false), (35_000, true)] {
        assert_eq!(scheduler.is_settled(at(elapsed)), expect, "{elapsed}");
    }
    scheduler.online(at(60_000));
    assert!(!scheduler.is_settled(at(60_001)), "each time anew");
}

#[test]
fn a_pause_of_our_own_ends_with_the_connection_and_one_that_was_asked_for_does_not() {
    let moment = Clocks { now: 1_000_000, elapsed: 0 };
    let waiting = [QueuedEntry::fresh(entry(0), 0)];
    for (asked, after_online) in [(None, Next::Send(0)), (Some(7_000), Next::Wait(7_000))] {
        let mut scheduler = Scheduler::default();
        let change = scheduler.after(&waiting[0], Verdict::Retry(asked), moment, u32::MAX, "other");
        let Change::Later(later) = change else { panic!("{change:?}") };
        assert!(matches!(scheduler.next(std::slice::from_ref(&later), moment), Next::Wait(_)));
        scheduler.online(moment);
        assert_eq!(scheduler.next(&[later], moment), after_online);
    }
}
