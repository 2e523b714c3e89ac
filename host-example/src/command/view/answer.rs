//! What is answered to whom: the page's files, the session, the logs; with headers that let the page do what it must and
//! nothing else.

use std::fs::File;
use std::io::{self, Read, Seek as _};
use std::path::PathBuf;

use logveil_host::artefact::PageFile;
use tiny_http::{Header, Method, Request, Response, StatusCode};

/// The page may load what is its own, compile its module, and talk to this server: nothing else, nowhere else.
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     connect-src 'self'; worker-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 6] = [
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
];

const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A log that was named.
pub(crate) struct Log {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
}

/// Everything that there is to answer with.
pub(crate) struct Site {
    pub(crate) page: &'static [PageFile],
    pub(crate) logs: Vec<Log>,
    /// JSON.
    pub(crate) policy: Option<String>,
    pub(crate) token: String,
    pub(crate) port: u16,
}

type Body = Box<dyn Read + Send>;

/// A body, its length where that is known, and its content type.
type Found = (Body, Option<usize>, &'static str);

impl Site {
    /// Answers one request.
    pub(crate) fn answer(&self, request: Request) -> io::Result<()> {
        let found = if !self.is_ours(&request) {
            Err(403)
        } else if !matches!(request.method(), Method::Get | Method::Head) {
            Err(405)
        } else {
            self.find(request.url()).map_err(|_| 500).and_then(|found| found.ok_or(404))
        };
        let (status, (body, length, kind)) = match found {
            Ok(found) => (200, found),
            Err(status) => (status, text(Vec::new(), "text/plain")),
        };
        let headers = HEADERS.into_iter().chain([("Content-Type", kind)]);
        let headers = headers.filter_map(|(name, value)| Header::from_bytes(name, value).ok()).collect();
        request.respond(Response::new(StatusCode(status), headers, body, length, None))
    }

    /// A page of another site whose name leads here (DNS rebinding) says that name as the host.
    fn is_ours(&self, request: &Request) -> bool {
        let host = request.headers().iter().find(|header| header.field.equiv("Host"));
        host.is_some_and(|host| {
            let name = host.value.as_str();
            ["127.0.0.1", "localhost"].iter().any(|ours| name == format!("{ours}:{}", self.port))
        })
    }

    fn find(&self, url: &str) -> io::Result<Option<Found>> {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let Some(path) = path.strip_prefix('/').and_then(|path| path.strip_prefix(&*self.token)) else {
            return Ok(None);
        };
        let Some(path) = path.strip_prefix('/') else { return Ok(None) };
        if path == "session.json" {
            return Ok(Some(text(self.session()?.into_bytes(), "application/json")));
        }
        if let Some(number) = path.strip_prefix("log/") {
            let log = number.parse().ok().and_then(|number: usize| self.logs.get(number));
            return log.map(open).transpose();
        }
        let path = if path.is_empty() { "index.html" } else { path };
        let file = self.page.iter().find(|(known, ..)| *known == path);
        Ok(file.map(|(_, kind, bytes)| (Box::new(*bytes) as Body, Some(bytes.len()), *kind)))
    }

    /// Names and sizes of the logs, and the policy. A size of 0: nobody knows.
    fn session(&self) -> io::Result<String> {
        let mut files = Vec::new();
        for log in &self.logs {
            let mut file = File::open(&log.path)?;
            let size = if is_zstd(&mut file)? { 0 } else { file.metadata()?.len() };
            files.push(serde_json::json!({ "name": log.name, "size": size }));
        }
        Ok(serde_json::json!({ "files": files, "policy": self.policy }).to_string())
    }
}

fn text(bytes: Vec<u8>, kind: &'static str) -> Found {
    let length = bytes.len();
    (Box::new(io::Cursor::new(bytes)), Some(length), kind)
}

/// A log as it stands, but for zstd, which browsers can't unpack.
fn open(log: &Log) -> io::Result<Found> {
    let mut file = File::open(&log.path)?;
    let kind = "application/octet-stream";
    if is_zstd(&mut file)? {
        return Ok((Box::new(zstd::stream::read::Decoder::new(file)?), None, kind));
    }
    let length = file.metadata()?.len();
    // A file that grows meanwhile is cut where it ended.
    Ok((Box::new(file.take(length)), usize::try_from(length).ok(), kind))
}

fn is_zstd(file: &mut File) -> io::Result<bool> {
    let mut first = Vec::new();
    file.by_ref().take(4).read_to_end(&mut first)?;
    file.rewind()?;
    Ok(first == ZSTD)
}
