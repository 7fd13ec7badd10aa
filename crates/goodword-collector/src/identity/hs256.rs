//! HMAC with SHA-256, for the crate that reads JWTs: the one algorithm that is taken, so that the others, and what they would
//! bring with them, are not even there.

use std::sync::Once;

use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{ErrorKind, Result};
use jsonwebtoken::signature::{Error, Verifier};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use sha2::Sha256;

static PROVIDER: CryptoProvider =
    CryptoProvider { signer_factory: signer, verifier_factory: verifier, key_utils: KeyUtils::new_unimplemented() };

/// Makes it the only one of this process.
pub(super) fn install() {
    static ONCE: Once = Once::new();
    // Somebody else's would stay: nothing else of this program reads JWTs.
    ONCE.call_once(|| _ = PROVIDER.install_default());
}

struct Hs256(Hmac<Sha256>);

impl Verifier<Vec<u8>> for Hs256 {
    /// In a time that does not tell how much of the signature is right.
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> std::result::Result<(), Error> {
        self.0.clone().chain_update(message).verify_slice(signature).map_err(|_| Error::new())
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as the provider has it")]
fn verifier(algorithm: &Algorithm, key: &DecodingKey) -> Result<Box<dyn JwtVerifier>> {
    let mac = Hmac::new_from_slice(key.try_get_as_bytes()?).map_err(|_| ErrorKind::InvalidKeyFormat)?;
    if *algorithm == Algorithm::HS256 { Ok(Box::new(Hs256(mac))) } else { Err(ErrorKind::UnsupportedAlgorithm.into()) }
}

/// Nothing is signed here.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "as the provider has it")]
fn signer(_: &Algorithm, _: &EncodingKey) -> Result<Box<dyn JwtSigner>> {
    Err(ErrorKind::UnsupportedAlgorithm.into())
}
