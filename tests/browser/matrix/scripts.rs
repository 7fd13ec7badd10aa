//! What rows run inside a page.

/// Answers one step of the survey; `ready` when there is Send to click.
pub const STEP: &str = "
    const host = document.querySelector(arguments[0]), root = host && host.shadowRoot;
    if (!root) return 'no root';
    const button = name => Array.from(root.querySelectorAll('button')).find(one => one.textContent.trim() === name);
    const send = button('Send');
    if (send) return send.disabled ? 'waiting' : 'ready';
    const radios = Array.from(root.querySelectorAll('input[type=radio]'));
    if (radios.length && !radios.some(one => one.checked)) { radios[3].click(); return 'chosen'; }
    const next = button('Next');
    if (next && !next.disabled) { next.click(); return 'next'; }
    return 'nothing';";

/// Clicks a button of the survey.
pub const CLICK: &str = "
    const host = document.querySelector(arguments[0]), root = host && host.shadowRoot;
    const button = root && Array.from(root.querySelectorAll('button')).find(one => one.textContent.trim() === arguments[1]);
    if (!button || button.disabled) return false;
    button.click();
    return true;";

/// Headings, sentences and names of buttons.
pub const SEEN: &str = "
    const host = document.querySelector(arguments[0]), root = host && host.shadowRoot;
    return root ? Array.from(root.querySelectorAll('h1, h2, h3, p, button, [role=status], label')).map(one => one.textContent.trim()) : [];";

/// The id that the page heard of last as submitted.
pub const LAST: &str = "
    const last = (window.heard || []).filter(([name]) => name === 'submitted').pop();
    return last ? last[1].id : null;";

/// What the page itself knows.
pub const PAGE: &str = "
    return JSON.stringify([location.href, document.readyState, document.visibilityState, typeof window.goodword, window.heard, window.trouble]);";

/// Puts entries into the outbox.
pub const PLANT: &str = "
    const entries = arguments[0], done = arguments[arguments.length - 1], request = indexedDB.open('goodword');
    request.onerror = () => done('no database');
    request.onsuccess = () => {
        const database = request.result, transaction = database.transaction('outbox', 'readwrite');
        entries.forEach(entry => transaction.objectStore('outbox').put(entry));
        transaction.oncomplete = () => { database.close(); done('planted'); };
        transaction.onabort = () => { database.close(); done('aborted'); };
    };";

/// Everything that is kept, and who holds the lock.
pub const KEPT: &str = "
    const done = arguments[arguments.length - 1], found = { now: Date.now() };
    const locks = navigator.locks ? navigator.locks.query() : Promise.resolve();
    locks.then(locks => {
        found.locks = locks;
        const request = indexedDB.open('goodword');
        request.onupgradeneeded = () => request.transaction.abort();
        request.onerror = () => done(JSON.stringify(found));
        request.onsuccess = () => {
            const database = request.result, names = Array.from(database.objectStoreNames);
            if (!names.length) return done(JSON.stringify(found));
            const transaction = database.transaction(names);
            names.forEach(name => {
                const store = transaction.objectStore(name);
                store.getAllKeys().onsuccess = ({ target: { result: keys } }) => {
                    store.getAll().onsuccess = ({ target: { result: rows } }) => { found[name] = rows.map((row, at) => [keys[at], row]); };
                };
            });
            transaction.oncomplete = () => { database.close(); done(JSON.stringify(found)); };
        };
    });
    setTimeout(() => done(JSON.stringify(found)), 30000);";

/// How many entries are in the outbox.
pub const WAITING: &str = "
    const done = arguments[arguments.length - 1];
    const request = indexedDB.open('goodword');
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = () => done(0);
    request.onsuccess = () => {
        const database = request.result;
        if (!database.objectStoreNames.contains('outbox')) { database.close(); done(0); return; }
        const count = database.transaction('outbox').objectStore('outbox').count();
        count.onsuccess = () => { database.close(); done(count.result); };
    };";

/// Whether the database can be written to within half a second.
pub const WRITABLE: &str = "
    const done = arguments[arguments.length - 1];
    setTimeout(() => done(false), 500);
    indexedDB.open('goodword').onsuccess = (event) => {
        const database = event.target.result;
        database.transaction([...database.objectStoreNames], 'readwrite').oncomplete = () => { database.close(); done(true); };
    };";
