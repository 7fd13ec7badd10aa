//! What proves who answers is good for one response, on every engine.

use goodword_collector::migrate::copy_owner;
use goodword_collector::store::{ClaimOutcome, Proof, Store};

use super::key;

on_every_engine! {
    a_proof_is_good_for_one_response
    what_is_signed_is_remembered_once_it_is_used
    proofs_move_with_their_database
    what_ended_long_ago_is_forgotten
}

fn invitation(number: u8, expires_ms: Option<i64>) -> Proof {
    Proof { survey: "support".to_owned(), hash: [number; 32], response: None, expires_ms }
}

async fn claim(store: &Store, number: u8, response: u64, signed_until_ms: Option<i64>) -> ClaimOutcome {
    store.prove("support", key(response), [number; 32], signed_until_ms).await.unwrap()
}

async fn a_proof_is_good_for_one_response(store: Store) {
    store.put_proofs(vec![invitation(1, None), invitation(2, Some(1)), invitation(3, Some(i64::MAX))]).await.unwrap();
    assert_eq!(claim(&store, 1, 1, None).await, ClaimOutcome::Proven);
    assert_eq!(claim(&store, 1, 1, None).await, ClaimOutcome::Proven);
    assert_eq!(claim(&store, 1, 2, None).await, ClaimOutcome::Used);
    assert_eq!(claim(&store, 2, 2, None).await, ClaimOutcome::Expired);
    assert_eq!(claim(&store, 3, 2, None).await, ClaimOutcome::Proven);
    assert_eq!(claim(&store, 4, 2, None).await, ClaimOutcome::Unknown);
    assert_eq!(store.prove("sales", key(1), [1; 32], None).await.unwrap(), ClaimOutcome::Unknown);
    // Made again, it is still used.
    store.put_proofs(vec![invitation(1, None)]).await.unwrap();
    assert_eq!(claim(&store, 1, 2, None).await, ClaimOutcome::Used);
}

async fn what_is_signed_is_remembered_once_it_is_used(store: Store) {
    assert_eq!(claim(&store, 1, 1, Some(1)).await, ClaimOutcome::Expired);
    assert_eq!(claim(&store, 1, 1, Some(i64::MAX)).await, ClaimOutcome::Proven);
    assert_eq!(claim(&store, 1, 2, Some(i64::MAX)).await, ClaimOutcome::Used);
    assert_eq!(claim(&store, 1, 1, Some(1)).await, ClaimOutcome::Proven);
}

async fn proofs_move_with_their_database(store: Store) {
    store.put_proofs(vec![invitation(1, None), invitation(2, Some(5))]).await.unwrap();
    assert_eq!(claim(&store, 1, 1, None).await, ClaimOutcome::Proven);
    let folder = tempfile::TempDir::new().unwrap();
    let moved = Store::sqlite(&folder.path().join("moved.db")).unwrap();
    copy_owner(&store, &moved).await.unwrap();
    assert_eq!(moved.engine().proofs().await.unwrap(), store.engine().proofs().await.unwrap());
    assert_eq!(claim(&moved, 1, 2, None).await, ClaimOutcome::Used);
}

async fn what_ended_long_ago_is_forgotten(store: Store) {
    store.put_proofs(vec![invitation(1, Some(1)), invitation(2, Some(i64::MAX)), invitation(3, None)]).await.unwrap();
    store.engine().tidy(goodword_collector::clock::now_ms()).await.unwrap();
    let left: Vec<_> = store.engine().proofs().await.unwrap().iter().map(|proof| proof.hash[0]).collect();
    assert_eq!(left, [2, 3]);
}
