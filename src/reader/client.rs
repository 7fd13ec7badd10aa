//! The reader, as the view sees it: a module worker of the page's own site, or, where the browser allows none, the same
//! reader on the page's own thread.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File, MessageChannel, Worker, WorkerOptions, WorkerType};

use super::failure::Failure;
use super::protocol::{BadLines, Envelope, Report, Request};
use crate::browser::message_port::{Listening, Port};
use crate::browser::trusted_types;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = import)]
    fn import_module(address: &str) -> Promise;
}

/// Hears what the reader reports, and the Blob that came with it.
type Hear = dyn Fn(Envelope<Report>, Option<Blob>);

/// A reader that is started with the first question, or before it by `prepare`. Dropping it ends it.
pub struct ReaderClient {
    link: Rc<Link>,
}

struct Link {
    base: String,
    hear: Box<Hear>,
    job: Cell<u32>,
    end: RefCell<WorkerState>,
}

/// The reader's end of the conversation.
#[derive(Default)]
enum WorkerState {
    #[default]
    None,
    /// No worker may be had here, and nothing has been asked yet.
    Refused,
    /// Started, and not yet heard of; what was asked meanwhile.
    Starting(Connection, Vec<(Envelope<Request>, Array)>),
    Listening(Connection),
}

/// What is kept for as long as the conversation lasts.
struct Connection {
    port: Port,
    worker: Option<Worker>,
    _kept: (Listening, Option<Closure<dyn FnMut()>>),
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.set_onerror(None);
            worker.terminate();
        }
    }
}

impl ReaderClient {
    /// A reader whose files stand in the folder `base`.
    pub fn new(base: &str, hear: impl Fn(Envelope<Report>, Option<Blob>) + 'static) -> Self {
        let link = Link { base: base.to_owned(), hear: Box::new(hear), job: Cell::new(0), end: RefCell::default() };
        Self { link: Rc::new(link) }
    }

    /// Starts the worker before anything is asked: loading and compiling it take longer than reading a small file does.
    pub fn prepare(&self) {
        if matches!(*self.link.end.borrow(), WorkerState::None) {
            Link::start_worker(&self.link);
        }
    }

    /// Asks about the reading at hand, or begins one. Answers the number of the reading.
    pub fn ask(&self, request: Request, files: &[File]) -> u32 {
        if let Request::Read { .. } = request {
            self.link.job.set(self.link.job.get().wrapping_add(1));
        }
        let job = self.link.job.get();
        Link::send(&self.link, Envelope { job, body: request }, files.iter().collect());
        job
    }
}

impl Drop for ReaderClient {
    fn drop(&mut self) {
        drop(self.link.end.take());
    }
}

impl Link {
    fn send(this: &Rc<Self>, message: Envelope<Request>, files: Array) {
        Self::start(this);
        match &mut *this.end.borrow_mut() {
            WorkerState::Listening(line) => line.port.send(&message, &files),
            WorkerState::Starting(_, waiting) => waiting.push((message, files)),
            WorkerState::None | WorkerState::Refused => {}
        }
    }

    fn start(this: &Rc<Self>) {
        if matches!(*this.end.borrow(), WorkerState::None) {
            Self::start_worker(this);
        }
        if matches!(*this.end.borrow(), WorkerState::Refused) {
            Self::start_here(this, Vec::new());
        }
    }

    fn start_worker(this: &Rc<Self>) {
        // Refused at once where the files are on another site, and by an error event where a policy forbids it.
        let Ok(worker) = new_worker(&format!("{}goodword-worker.js", this.base)) else {
            *this.end.borrow_mut() = WorkerState::Refused;
            return;
        };
        let link = Rc::downgrade(this);
        let failed = Closure::new(move || {
            if let Some(link) = link.upgrade() {
                // This closure is part of what is replaced, so it must have returned first.
                spawn_local(async move { Self::failed(&link) });
            }
        });
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        let port: Port = worker.clone().unchecked_into();
        Self::connect(this, port, Some(worker), Some(failed), Vec::new());
    }

    /// Before it was heard of, the worker could not be loaded; afterwards it has died.
    fn failed(this: &Rc<Self>) {
        match this.end.take() {
            WorkerState::Starting(_, waiting) if waiting.is_empty() => *this.end.borrow_mut() = WorkerState::Refused,
            WorkerState::Starting(_, waiting) => Self::start_here(this, waiting),
            WorkerState::Listening(_) => this.give_up(),
            WorkerState::None | WorkerState::Refused => {}
        }
    }

    fn give_up(&self) {
        drop(self.end.take());
        let body = Report::Failed(Failure::Reader, BadLines::default());
        (self.hear)(Envelope { job: self.job.get(), body }, None);
    }

    /// Starts the reader on this thread.
    fn start_here(this: &Rc<Self>, waiting: Vec<(Envelope<Request>, Array)>) {
        let Ok(channel) = MessageChannel::new() else { return this.give_up() };
        Self::connect(this, channel.port1().unchecked_into(), None, None, waiting);
        let link = Rc::downgrade(this);
        let address = format!("{}goodword-reader", this.base);
        spawn_local(async move {
            let started = start_module(&address, &channel.port2()).await;
            if let (Err(_), Some(link)) = (started, link.upgrade()) {
                link.give_up();
            }
        });
    }

    fn connect(
        this: &Rc<Self>,
        port: Port,
        worker: Option<Worker>,
        failed: Option<Closure<dyn FnMut()>>,
        waiting: Vec<(Envelope<Request>, Array)>,
    ) {
        let link = Rc::downgrade(this);
        let listening = port.listen(move |message: Envelope<Report>, beside| {
            let Some(link) = link.upgrade() else { return };
            match message.body {
                Report::Listening => link.listening(),
                _ => (link.hear)(message, beside.dyn_into().ok()),
            }
        });
        *this.end.borrow_mut() =
            WorkerState::Starting(Connection { port, worker, _kept: (listening, failed) }, waiting);
    }

    /// Asks what was waiting for the reader to listen.
    fn listening(&self) {
        let end = self.end.take();
        *self.end.borrow_mut() = match end {
            WorkerState::Starting(line, waiting) => {
                for (message, files) in &waiting {
                    line.port.send(message, files);
                }
                WorkerState::Listening(line)
            }
            end => end,
        };
    }
}

/// A module worker. Made through Reflect, because its address may have to be a `TrustedScriptURL`.
fn new_worker(address: &str) -> Result<Worker, JsValue> {
    let maker: Function = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Reflect::construct(&maker, &Array::of2(&trusted_types::script_address(address), &options))
        .map(JsCast::unchecked_into)
}

/// Loads the reader's glue and its wasm, and hands it its end of the conversation.
async fn start_module(address: &str, port: &JsValue) -> Result<(), JsValue> {
    let module = JsFuture::from(import_module(&format!("{address}.js"))).await?;
    let init: Function = Reflect::get(&module, &"default".into())?.dyn_into()?;
    let wasm = Object::new();
    Reflect::set(&wasm, &"module_or_path".into(), &format!("{address}_bg.wasm").into())?;
    JsFuture::from(Promise::resolve(&init.call1(&JsValue::UNDEFINED, &wasm)?)).await?;
    let start: Function = Reflect::get(&module, &"start".into())?.dyn_into()?;
    start.call1(&JsValue::UNDEFINED, port).map(drop)
}
