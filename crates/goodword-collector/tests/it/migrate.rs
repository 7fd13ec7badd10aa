//! From one engine to the other and back, cut and gone on with; and copies that an owner makes with the database's own
//! tools.

use std::fs;

use goodword_collector::store::{ANSWERED, Settings, Store};
use goodword_core::ResponseId;
use serde_json::json;
use tempfile::TempDir;

use crate::cluster::{Cluster, open};
use crate::collector::{id, response};
use crate::conformance::{all, row};
use crate::program::{run, stdout};

/// Responses of two surveys with all that can happen to them.
async fn fill(store: &Store, responses: u64) {
    for survey in ["support", "sales"] {
        let rows = (0..responses).map(|number| {
            let mut body = response(&id(number * 7919 % responses));
            body["survey"] = survey.into();
            body["follow_up"] = json!({"contact": format!("{number}@b.example"), "within_hours": 1});
            row(&body)
        });
        store.put_or_wait(rows.collect()).await.unwrap();
    }
    let key = |number: u64| ResponseId::parse(&id(number)).unwrap();
    store.set_follow_up("support".to_owned(), key(5), ANSWERED).await.unwrap();
    store.erase_response("support".to_owned(), key(6)).await.unwrap();
    let settings = Settings { retention_days: Some(90), ..Settings::default() };
    store.put_settings("support".to_owned(), settings).await.unwrap();
    let mut body = response(&id(7));
    body["seq"] = 3.into();
    store.put(vec![row(&body)]).await.unwrap();
}

#[tokio::test]
async fn there_and_back_again_is_the_same() {
    let folder = TempDir::new().unwrap();
    let (postgres, _) = Cluster::shared().database();
    let (here, back) = (folder.path().join("here.db"), folder.path().join("back.db"));
    let store = Store::sqlite(&here).unwrap();
    fill(&store, 1500).await;
    store.close().await;
    let migrate = |from: &str, to: &str| stdout(folder.path(), &["migrate", from, to]);
    let told = migrate("sqlite://here.db", &postgres);
    assert!(told.contains("support: 1499 copied; both hold 1499 with SHA-256 "), "{told}");
    assert!(told.contains("sales: 1500 copied"), "{told}");
    // Again: nothing is left to do.
    let again = migrate("sqlite://here.db", &postgres);
    assert!(again.contains("support: 0 copied; both hold 1499"), "{again}");
    migrate(&postgres, "sqlite://back.db");
    let (here, there, back) = (Store::sqlite(&here).unwrap(), open(&postgres).await, Store::sqlite(&back).unwrap());
    for survey in ["support", "sales"] {
        let bodies = all(&here, survey).await;
        assert_eq!(all(&there, survey).await, bodies);
        assert_eq!(all(&back, survey).await, bodies);
        let tally = here.tally(survey.to_owned(), None, &goodword_core::Zone::utc()).await.unwrap();
        assert_eq!(there.tally(survey.to_owned(), None, &goodword_core::Zone::utc()).await.unwrap(), tally);
    }
    assert_eq!(back.settings().get("support").unwrap().retention_days, Some(90));
    assert_eq!(back.put(vec![row(&response(&id(6)))]).await.unwrap(), [goodword_collector::store::Outcome::Erased]);
}

#[tokio::test]
async fn a_migration_that_was_cut_goes_on() {
    let folder = TempDir::new().unwrap();
    let (from, to) = (folder.path().join("from.db"), folder.path().join("to.db"));
    let (store, part) = (Store::sqlite(&from).unwrap(), Store::sqlite(&to).unwrap());
    fill(&store, 900).await;
    let some = all(&store, "support").await.into_iter().take(400);
    let rows = some.map(|body| {
        goodword_collector::store::ResponseRow::new(goodword_core::Response::parse(&body).unwrap(), 1_800_000_000_000)
    });
    part.put_or_wait(rows.collect()).await.unwrap();
    store.close().await;
    part.close().await;
    let told = stdout(folder.path(), &["migrate", "sqlite://from.db", "sqlite://to.db"]);
    assert!(told.contains("support: 499 copied; both hold 899 with"), "{told}");
}

#[tokio::test]
async fn what_is_not_the_same_is_said_and_fails() {
    let folder = TempDir::new().unwrap();
    let (from, to) =
        (Store::sqlite(&folder.path().join("from.db")).unwrap(), Store::sqlite(&folder.path().join("to.db")).unwrap());
    from.put(vec![row(&response(&id(1)))]).await.unwrap();
    to.put(vec![row(&response(&id(2)))]).await.unwrap();
    from.close().await;
    to.close().await;
    let output = run(folder.path(), &["migrate", "sqlite://from.db", "sqlite://to.db"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("support: not the same: 1 responses"), "{output:?}");
    let output = run(folder.path(), &["migrate", "sqlite://none.db", "sqlite://to.db"]);
    assert!(!output.status.success() && !folder.path().join("none.db").exists(), "{output:?}");
}

/// As `docs/scale.md` says it.
#[tokio::test]
async fn a_backup_of_a_running_sqlite_restores() {
    let folder = TempDir::new().unwrap();
    let store = Store::sqlite(&folder.path().join("goodword.db")).unwrap();
    fill(&store, 300).await;
    let live = rusqlite::Connection::open(folder.path().join("goodword.db")).unwrap();
    live.execute("VACUUM INTO ?1", [folder.path().join("backup.db").to_str().unwrap()]).unwrap();
    let expect = all(&store, "support").await;
    // What comes later is not in it.
    store.put(vec![row(&response(&id(5000)))]).await.unwrap();
    let restored = TempDir::new().unwrap();
    fs::copy(folder.path().join("backup.db"), restored.path().join("goodword.db")).unwrap();
    let restored = Store::sqlite(&restored.path().join("goodword.db")).unwrap();
    assert_eq!(all(&restored, "support").await, expect);
    let tally = restored.tally("support".to_owned(), None, &goodword_core::Zone::utc()).await.unwrap();
    assert_eq!(usize::try_from(tally.responses).unwrap(), expect.len());
}

#[tokio::test]
async fn a_dump_of_a_running_postgresql_restores() {
    let cluster = Cluster::shared();
    let ((url, name), (other, other_name)) = (cluster.database(), cluster.database());
    let store = open(&url).await;
    fill(&store, 300).await;
    let dump = cluster.client("pg_dump", &name).arg("--format=custom").output().unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    let file = std::env::temp_dir().join(format!("goodword-dump-{}", std::process::id()));
    fs::write(&file, &dump.stdout).unwrap();
    let restore = cluster.client("pg_restore", &other_name).arg("--exit-on-error").arg(&file).output().unwrap();
    fs::remove_file(&file).unwrap();
    assert!(restore.status.success(), "{}", String::from_utf8_lossy(&restore.stderr));
    let restored = open(&other).await;
    assert_eq!(all(&restored, "support").await, all(&store, "support").await);
    assert_eq!(
        restored.put(vec![row(&response(&id(301)))]).await.unwrap(),
        [goodword_collector::store::Outcome::Created]
    );
}
