//! Rows in which the way to the endpoint is broken.

use std::time::Duration;

use super::ground::{Ground, THANKS, WAITS};
use crate::harness::{Cors, Fault, Reply};

pub async fn stored_but_unreadable(ground: &mut Ground) {
    ground.more(r#"content-type="text""#);
    ground.proxy.script([Fault::StoreWithoutCors]);
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.proof("stored then answered without CORS, endpoint 20").await;
    assert!(ground.line("OPTIONS").is_none(), "text/plain needs no preflight");
    ground.posts(2).await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn refused_preflights(ground: &mut Ground) {
    let bare = |status| Reply::new(status, "text/plain", "");
    let no_headers = Fault::Answer(bare(204).with("access-control-allow-methods", "POST"), Cors::Plain);
    for fault in [Fault::Answer(bare(403), Cors::None), Fault::Answer(bare(405), Cors::None), no_headers] {
        ground.proxy.preflight(Some(fault.clone()));
        ground.submit().await;
        ground.sees(WAITS).await;
        ground.proof(&format!("OPTIONS /v1/responses -: {fault}")).await;
        assert!(ground.proxy.posts().is_empty(), "no POST after a refused preflight");
    }
    ground.proxy.preflight(None);
    ground.visit().await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn slow_preflight_and_gone(ground: &mut Ground) {
    ground.proxy.preflight(Some(Fault::Delay(Duration::from_millis(700))));
    ground.visit_in_another_tab().await;
    ground.answer().await;
    ground.send().await;
    ground.browser().close_tab().await;
    ground.visit().await;
    ground.proof("OPTIONS").await;
    ground.delivers().await;
}

pub async fn no_way_there(ground: &mut Ground) {
    ground.proxy.down();
    ground.submit().await;
    ground.sees(WAITS).await;
    ground.proof("connections are refused").await;
    ground.proxy.up().await;
    ground.delivers().await;

    for (endpoint, proof) in [
        ("https://nowhere.invalid/v1/responses".to_owned(), None),
        (ground.proxy.origin.replace("http:", "https:") + "/v1/responses", Some("a TLS greeting")),
    ] {
        ground.pages.set("ENDPOINT", &endpoint);
        ground.visit().await;
        ground.answer().await;
        ground.send().await;
        ground.sees(WAITS).await;
        match proof {
            Some(words) => drop(ground.proof(words).await),
            None => ground.notes.push(format!("{endpoint} has no address")),
        }
    }
    ground.move_endpoint();
    ground.visit().await;
    ground.delivers().await;
}

/// The reply never comes, or never ends: the widget's own time limit ends it.
async fn no_end(ground: &mut Ground, fault: Fault, proof: &str) {
    ground.proxy.script([fault]);
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.proof(proof).await;
    let posts = ground.posts(2).await;
    let (gap, least) = (posts[1].at.duration_since(posts[0].at), ground.page_time(Duration::from_secs(15)));
    // The limit begins with the request, which asks beforehand whether it may, and not with its arrival here.
    assert!(gap >= least.mul_f64(0.8), "given up after {gap:?}, before its {least:?}");
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn hung(ground: &mut Ground) {
    no_end(ground, Fault::Hang, "hung").await;
}

pub async fn dripped(ground: &mut Ground) {
    let each = ground.page_time(Duration::from_secs(5));
    no_end(ground, Fault::Drip(each), "dripped").await;
}

pub async fn offline(ground: &mut Ground) {
    ground.visit().await;
    ground.answer().await;
    ground.online(false).await;
    ground.send().await;
    ground.sees(WAITS).await;
    ground.proof("connections are refused").await;
    ground.nothing_stored().await;
    ground.online(true).await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn online_in_name_only(ground: &mut Ground) {
    ground.proxy.preflight(Some(Fault::Hang));
    ground.submit().await;
    ground.sees(WAITS).await;
    ground.proof("OPTIONS /v1/responses -: hung").await;
    ground.proxy.preflight(None);
    ground.delivers().await;
    ground.emptied().await;
}
