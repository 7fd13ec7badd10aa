//! What was told of groups stays what it is, on every engine.

use goodword_collector::migrate::{copy_owner, copy_survey};
use goodword_collector::store::{GroupRule, Release, Settings, Store};
use goodword_core::{Segment, Tally, Zone};
use serde_json::json;

use super::{key, put, row_at, with};

on_every_engine! {
    a_response_stands_in_one_release
    an_erased_response_takes_its_release_along_and_the_others_are_never_told_again
    a_later_state_changes_nothing_that_was_told
    who_is_not_done_is_waited_for
    a_larger_smallest_group_hides_what_was_smaller
    releases_move_with_their_database
    what_is_too_old_takes_its_release_along
}

fn rule(least: u32, closed: bool) -> GroupRule {
    GroupRule { least, segment: Some(Segment::parse("fields.department").unwrap()), closed }
}

/// Has these answer, of one department.
async fn answer(store: &Store, numbers: impl IntoIterator<Item = u64>, department: &str) {
    for number in numbers {
        put(store, with(number, json!({"answers": {"recommend": number % 11}, "fields": {"department": department}})))
            .await;
    }
}

async fn told(store: &Store, rule: &GroupRule) -> Tally {
    store.disclosed("support", rule).await.unwrap()
}

/// How many are told of, of how many nothing is, and the groups that have a name.
async fn check(store: &Store, rule: &GroupRule, responses: u64, left_out: u64, groups: &[(&str, u64)]) -> Tally {
    let tally = told(store, rule).await;
    assert_eq!((tally.responses, tally.left_out, tally.lines), (responses, left_out, responses + left_out));
    let by = &tally.by[rule.segment.as_ref().unwrap()];
    let named: Vec<_> = by.values.iter().map(|(name, cube)| (name.as_str(), cube.total())).collect();
    assert_eq!(named, groups);
    tally
}

async fn a_response_stands_in_one_release(store: Store) {
    answer(&store, 1..=2, "sales").await;
    check(&store, &rule(3, false), 0, 2, &[]).await;
    answer(&store, 3..=4, "sales").await;
    answer(&store, 5..=6, "lab").await;
    let first = check(&store, &rule(3, false), 4, 2, &[("sales", 4)]).await;
    // One more of those that were told of waits for two others.
    answer(&store, 7..=8, "sales").await;
    assert_eq!(check(&store, &rule(3, false), 4, 4, &[("sales", 4)]).await.total, first.total);
    answer(&store, 9..=9, "sales").await;
    check(&store, &rule(3, false), 7, 2, &[("sales", 7)]).await;
    let releases = store.engine().releases("support".to_owned()).await.unwrap();
    assert_eq!(releases.iter().map(|release| release.responses.len()).collect::<Vec<_>>(), [4, 3]);
    // Whoever has made the same release a moment ago has made it.
    store.engine().release(releases.clone()).await.unwrap();
    let unknown = Release { responses: vec![key(5), key(99)], ..releases[0].clone() };
    store.engine().release(vec![unknown]).await.unwrap();
    assert_eq!(store.engine().releases("support".to_owned()).await.unwrap(), releases);
    answer(&store, 10..=10, "yard").await;
    // Nobody else is waited for: two of the lab and one of the yard are told of together, by no name.
    let last = check(&store, &rule(3, true), 10, 0, &[("sales", 7)]).await;
    assert_eq!(last.by.values().next().unwrap().missing.total(), 3);
}

async fn an_erased_response_takes_its_release_along_and_the_others_are_never_told_again(store: Store) {
    answer(&store, 1..=4, "sales").await;
    check(&store, &rule(3, false), 4, 0, &[("sales", 4)]).await;
    answer(&store, 5..=7, "sales").await;
    check(&store, &rule(3, false), 7, 0, &[("sales", 7)]).await;
    assert!(store.erase_response("support".to_owned(), key(2)).await.unwrap());
    check(&store, &rule(3, false), 3, 3, &[("sales", 3)]).await;
    answer(&store, 8..=8, "sales").await;
    check(&store, &rule(3, true), 3, 4, &[("sales", 3)]).await;
    let counts = store.tally("support".to_owned(), None, &Zone::utc()).await.unwrap();
    assert_eq!(counts.responses, 7);
}

async fn a_later_state_changes_nothing_that_was_told(store: Store) {
    answer(&store, 1..=3, "sales").await;
    let first = told(&store, &rule(3, false)).await;
    let later = json!({"seq": 2, "answers": {"recommend": 10}, "fields": {"department": "lab"}});
    put(&store, with(1, later)).await;
    assert_eq!(told(&store, &rule(3, false)).await, first);
    assert!(store.erase_response("support".to_owned(), key(1)).await.unwrap());
    check(&store, &rule(3, false), 0, 2, &[]).await;
}

async fn who_is_not_done_is_waited_for(store: Store) {
    let begun = |number| with(number, json!({"complete": false, "seq": 1, "fields": {"department": "sales"}}));
    let now_ms = goodword_collector::clock::now_ms();
    let rows = [(1, now_ms), (2, now_ms - 25 * 3_600_000), (3, now_ms - 25 * 3_600_000)];
    store.put(rows.map(|(number, received_ms)| row_at(&begun(number), received_ms)).to_vec()).await.unwrap();
    check(&store, &rule(3, false), 0, 3, &[]).await;
    let done = with(1, json!({"seq": 2, "fields": {"department": "sales"}}));
    store.put(vec![row_at(&done, now_ms)]).await.unwrap();
    check(&store, &rule(3, false), 3, 0, &[("sales", 3)]).await;
}

async fn a_larger_smallest_group_hides_what_was_smaller(store: Store) {
    answer(&store, 1..=3, "sales").await;
    check(&store, &rule(3, false), 3, 0, &[("sales", 3)]).await;
    answer(&store, 4..=8, "lab").await;
    check(&store, &rule(3, false), 8, 0, &[("lab", 5), ("sales", 3)]).await;
    let tally = check(&store, &rule(4, false), 5, 3, &[("lab", 5)]).await;
    assert_eq!(tally.min_group, Some(4));
}

async fn releases_move_with_their_database(store: Store) {
    answer(&store, 1..=4, "sales").await;
    told(&store, &rule(3, false)).await;
    answer(&store, 5..=8, "sales").await;
    told(&store, &rule(3, false)).await;
    assert!(store.erase_response("support".to_owned(), key(2)).await.unwrap());
    answer(&store, 9..=9, "sales").await;
    let folder = tempfile::TempDir::new().unwrap();
    let moved = Store::sqlite(&folder.path().join("moved.db")).unwrap();
    copy_owner(&store, &moved).await.unwrap();
    assert!(copy_survey(&store, &moved, "support").await.unwrap().is_equal());
    let releases = store.engine().releases("support".to_owned()).await.unwrap();
    let sizes: Vec<_> = releases.iter().map(|release| (release.responses.len(), release.counts.is_some())).collect();
    assert_eq!(sizes, [(3, false), (4, true)]);
    assert_eq!(moved.engine().releases("support".to_owned()).await.unwrap(), releases);
    // Those whose release is gone are not told of beside somebody new.
    assert_eq!(told(&moved, &rule(3, true)).await, told(&store, &rule(3, true)).await);
    check(&moved, &rule(3, true), 4, 4, &[("sales", 4)]).await;
}

async fn what_is_too_old_takes_its_release_along(store: Store) {
    const DAY: i64 = 24 * 3_600_000;
    let now_ms = goodword_collector::clock::now_ms();
    let body = |number| with(number, json!({"fields": {"department": "sales"}}));
    let rows = [(1, now_ms - 40 * DAY), (2, now_ms - DAY), (3, now_ms)];
    store.put(rows.map(|(number, received_ms)| row_at(&body(number), received_ms)).to_vec()).await.unwrap();
    check(&store, &rule(3, false), 3, 0, &[("sales", 3)]).await;
    let settings = Settings { retention_days: Some(30), min_group: Some(3), ..Settings::default() };
    store.put_settings("support".to_owned(), settings).await.unwrap();
    assert_eq!(store.sweep().await.unwrap(), 1);
    check(&store, &rule(3, false), 0, 2, &[]).await;
}
