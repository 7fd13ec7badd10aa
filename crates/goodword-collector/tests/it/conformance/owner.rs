//! What is the owner's: definitions, settings, tokens, sessions.

use goodword_collector::store::{Definition, Settings, Store};
use goodword_collector::token::{Scope, Scopes, Token};

on_every_engine! {
    definitions_and_settings_are_remembered
    tokens_end_and_expire
    sessions_end_with_their_token
    only_the_first_administrator_is_made_unasked
    a_definition_is_replaced_only_where_it_is_the_latest
}

async fn definitions_and_settings_are_remembered(store: Store) {
    let define = |version: &str, body: &str| {
        store.put_definition(Definition { survey: "s".into(), version: version.into(), body: body.into() })
    };
    assert!(
        define("1", r#"{"id":"s","version":"1","questions":[{"id":"a","kind":"scale","min":1,"max":7}]}"#)
            .await
            .unwrap()
    );
    assert!(
        define("2", r#"{"id":"s","version":"2","questions":[{"id":"a","kind":"scale","min":1,"max":7}]}"#)
            .await
            .unwrap()
    );
    assert!(
        !define("1", r#"{"id":"s","version":"1","questions":[{"id":"a","kind":"scale","min":1,"max":7}]} "#)
            .await
            .unwrap()
    );
    assert_eq!(
        store.definition("s".to_owned()).await.unwrap().unwrap().body,
        r#"{"id":"s","version":"1","questions":[{"id":"a","kind":"scale","min":1,"max":7}]} "#
    );
    assert_eq!(store.definition("t".to_owned()).await.unwrap(), None);
    assert!(store.definitions().get("s", Some("2")).is_some() && store.definitions().get("s", Some("3")).is_none());
    assert!(store.settings().get("s").is_none());
    let settings = Settings { keys: vec!["gw_pub_1".to_owned()], ..Settings::default() };
    store.put_settings("s".to_owned(), settings.clone()).await.unwrap();
    assert_eq!(store.settings().get("s"), Some(&settings));
    store.put_settings("s".to_owned(), Settings::default()).await.unwrap();
    assert_eq!(store.settings().get("s"), Some(&Settings::default()));
}

async fn a_definition_is_replaced_only_where_it_is_the_latest(store: Store) {
    let definition = |version: &str| Definition {
        survey: "s".into(),
        version: version.into(),
        body: format!(r#"{{"id":"s","version":"{version}"}}"#),
    };
    assert_eq!(store.change_definition(definition("2"), definition("1")).await.unwrap(), None);
    assert!(store.put_definition(definition("1")).await.unwrap());
    assert_eq!(store.change_definition(definition("2"), definition("1")).await.unwrap(), Some(true));
    assert_eq!(store.change_definition(definition("3"), definition("1")).await.unwrap(), None);
    assert_eq!(store.change_definition(definition("1"), definition("2")).await.unwrap(), Some(false));
    assert_eq!(store.definition("s".to_owned()).await.unwrap(), Some(definition("1")));
}

fn token(number: u8, scope: Scope) -> Token {
    Token {
        hash: [number; 32],
        name: "Ännchen".to_owned(),
        scopes: Scopes::new(&[scope]),
        survey: Some("support".to_owned()),
        created_ms: i64::from(number),
        revoked_ms: None,
        expires_ms: None,
        used_ms: None,
    }
}

async fn tokens_end_and_expire(store: Store) {
    store.put_token(token(1, Scope::Read)).await.unwrap();
    store.put_token(Token { expires_ms: Some(1), ..token(2, Scope::Read) }).await.unwrap();
    store.put_token(Token { expires_ms: Some(i64::MAX), ..token(3, Scope::Read) }).await.unwrap();
    assert_eq!(store.token([1; 32]).await.unwrap(), Some(token(1, Scope::Read)));
    assert_eq!(store.token([2; 32]).await.unwrap(), None);
    assert!(store.token([3; 32]).await.unwrap().is_some());
    assert!(store.revoke([1; 32]).await.unwrap() && !store.revoke([1; 32]).await.unwrap());
    assert_eq!(store.token([1; 32]).await.unwrap(), None);
    store.engine().touch_token([3; 32], 77).await.unwrap();
    let used: Vec<_> = store.tokens().await.unwrap().into_iter().map(|token| token.used_ms).collect();
    assert_eq!(used, [None, None, Some(77)]);
}

async fn sessions_end_with_their_token(store: Store) {
    store.put_token(token(1, Scope::Read)).await.unwrap();
    for (session, expires_ms) in [(11, i64::MAX), (12, 1), (13, i64::MAX)] {
        store.put_session([session; 32], [1; 32], expires_ms).await.unwrap();
    }
    assert!(store.session([11; 32]).await.unwrap().is_some());
    assert!(store.session([12; 32]).await.unwrap().is_none());
    assert!(store.session([14; 32]).await.unwrap().is_none());
    assert!(store.end_session([13; 32]).await.unwrap() && !store.end_session([13; 32]).await.unwrap());
    assert!(store.session([13; 32]).await.unwrap().is_none());
    store.revoke([1; 32]).await.unwrap();
    assert!(store.session([11; 32]).await.unwrap().is_none());
}

async fn only_the_first_administrator_is_made_unasked(store: Store) {
    store.put_token(token(1, Scope::Read)).await.unwrap();
    assert!(store.put_first_admin(token(2, Scope::Admin)).await.unwrap());
    assert!(!store.put_first_admin(token(3, Scope::Admin)).await.unwrap());
    store.revoke([2; 32]).await.unwrap();
    assert!(!store.put_first_admin(token(3, Scope::Admin)).await.unwrap());
}
