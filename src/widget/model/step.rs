//! What can happen next.

use proptest::prelude::*;

use crate::delivery::Doubt;

/// What does not change during a walk.
#[derive(Debug, Clone)]
pub struct Ground {
    /// Whether the browser keeps anything.
    pub storage: bool,
    /// Which of the endpoints know ids.
    pub ours: [bool; 2],
    /// Whether each step is told of.
    pub partial: bool,
}

/// What stands between the endpoint and the page.
#[derive(Debug, Clone, Copy)]
pub enum Heard {
    /// The reply, where the request has arrived; else nothing.
    Reply,
    /// Nothing.
    Nothing,
    /// What somebody on the way says.
    Status(u16),
    /// A success that somebody on the way says.
    Doubtful(Doubt),
}

/// How a page is left.
#[derive(Debug, Clone, Copy)]
pub enum Leaving {
    /// It is out of sight, or frozen; it may come back.
    Hidden,
    /// It is gone.
    Closed,
}

/// One thing that happens. Numbers choose among what is there.
#[derive(Debug, Clone)]
pub enum Step {
    Tab,
    /// A survey in a tab: its page, its endpoint, whether it floats, and whether it only shows itself.
    Open {
        tab: usize,
        page: usize,
        endpoint: usize,
        floats: bool,
        preview: bool,
    },
    /// A survey's element is taken away.
    Remove(usize),
    Answer(usize),
    Next(usize),
    Send(usize),
    Accept(usize),
    Close(usize),
    Forget(usize),
    /// The oldest write ends well, or not.
    Written(bool),
    /// A write takes too long.
    TooLate(usize),
    /// The sender of a tab looks at what waits.
    Look(usize),
    /// A request arrives.
    Arrive(usize),
    /// Its reply, or what there is of it, is read; and whether the disk takes what becomes of the entry.
    Read(usize, Heard, bool),
    Leave(usize, Leaving),
    Full(bool),
    Online(bool),
    Pass(u32),
    SetClock(i64),
    /// Somebody else's answers have the id of a request on its way.
    Take(usize),
}

pub fn ground() -> impl Strategy<Value = Ground> {
    (prop::bool::weighted(0.8), any::<[bool; 2]>(), prop::bool::weighted(0.3))
        .prop_map(|(storage, ours, partial)| Ground { storage, ours, partial })
}

fn heard() -> impl Strategy<Value = Heard> {
    let doubt = prop_oneof![Just(Doubt::Html), Just(Doubt::Worker), Just(Doubt::Redirected)];
    prop_oneof![
        6 => Just(Heard::Reply),
        2 => Just(Heard::Nothing),
        2 => prop_oneof![Just(503_u16), Just(404), Just(403), Just(429)].prop_map(Heard::Status),
        1 => doubt.prop_map(Heard::Doubtful),
    ]
}

pub fn step() -> impl Strategy<Value = Step> {
    let open = (0..3_usize, 0..2_usize, 0..2_usize, any::<bool>(), prop::bool::weighted(0.2))
        .prop_map(|(tab, page, endpoint, floats, preview)| Step::Open { tab, page, endpoint, floats, preview });
    let which = 0..4_usize;
    prop_oneof![
        1 => Just(Step::Tab),
        4 => open,
        1 => which.clone().prop_map(Step::Remove),
        8 => which.clone().prop_map(Step::Answer),
        3 => which.clone().prop_map(Step::Next),
        8 => which.clone().prop_map(Step::Send),
        4 => which.clone().prop_map(Step::Accept),
        2 => which.clone().prop_map(Step::Close),
        1 => which.clone().prop_map(Step::Forget),
        10 => prop::bool::weighted(0.8).prop_map(Step::Written),
        2 => which.clone().prop_map(Step::TooLate),
        10 => which.clone().prop_map(Step::Look),
        10 => which.clone().prop_map(Step::Arrive),
        10 => (which.clone(), heard(), prop::bool::weighted(0.9)).prop_map(|(at, heard, disk)| Step::Read(at, heard, disk)),
        3 => (0..3_usize, prop_oneof![Just(Leaving::Hidden), Just(Leaving::Closed)]).prop_map(|(tab, how)| Step::Leave(tab, how)),
        1 => any::<bool>().prop_map(Step::Full),
        1 => any::<bool>().prop_map(Step::Online),
        4 => (0..2_000_000_u32).prop_map(Step::Pass),
        1 => (-4_000_000_000_i64..4_000_000_000).prop_map(Step::SetClock),
        1 => which.prop_map(Step::Take),
    ]
}
