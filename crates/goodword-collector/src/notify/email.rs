//! A message as an email, by SMTP.

use std::time::Duration;

use lettre::message::{Mailbox, header::ContentType};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::content::{About, Content};
use super::failure::Failure;
use super::text::Text;

/// Where emails go, and by whom.
#[derive(Clone)]
pub struct Email {
    /// The server that takes them.
    pub server: SmtpServer,
    /// Who they are from.
    pub from: Mailbox,
    /// Who they are to.
    pub to: Vec<Mailbox>,
    /// By what the world reaches the results view.
    pub public_url: Option<String>,
}

/// A server that takes emails.
#[derive(Clone)]
pub struct SmtpServer(AsyncSmtpTransport<Tokio1Executor>);

impl SmtpServer {
    /// Reads `smtps://user:password@host`, `smtp://host?tls=required` or, within the house, `smtp://host`. The error repeats
    /// nothing of it.
    pub fn parse(url: &str) -> Result<Self, String> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.trim());
        let builder = builder.map_err(|_| {
            "it must be smtps://user:password@host, or smtp://user:password@host:587?tls=required".to_owned()
        })?;
        Ok(Self(builder.build()))
    }
}

impl Email {
    /// Hands an email to the server; it has arrived when that has taken it.
    pub(super) async fn send(&self, id: &str, content: &Content, timeout: Duration) -> Result<(), Failure> {
        let email = self.message(id, content)?;
        let sent = tokio::time::timeout(timeout, self.server.0.send(email)).await;
        match sent {
            Ok(Ok(_)) => Ok(()),
            // What a server says may repeat an address; its code does not.
            Ok(Err(error)) => Err(Failure::new(match error.status() {
                Some(code) => format!("the server for emails says {code}"),
                None => format!("no email could be handed over: {error}"),
            })),
            Err(_) => Err(Failure::new(format!("the server for emails did not answer within {timeout:?}"))),
        }
    }

    /// One id for all tries, so that an email that comes twice is one.
    fn message(&self, id: &str, content: &Content) -> Result<Message, Failure> {
        let Text { subject, body } = Text::of(content, self.public_url.as_deref());
        let mut email = Message::builder()
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .from(self.from.clone())
            .subject(subject)
            .header(ContentType::TEXT_PLAIN);
        for to in &self.to {
            email = email.to(to.clone());
        }
        if let Some(contact) = contact(content) {
            // An answer to it goes to who asked for one.
            email = email.reply_to(Mailbox::new(None, contact));
        }
        email.body(body).map_err(|error| Failure::new(error.to_string()))
    }
}

/// The address that a visitor left, where it is one.
fn contact(content: &Content) -> Option<Address> {
    let About::Response(response, _) = &content.about else { return None };
    response.follow_up.as_ref()?.contact.as_ref()?.trim().parse().ok()
}

impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Email").field("from", &self.from).field("to", &self.to).finish_non_exhaustive()
    }
}
