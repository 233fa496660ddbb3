use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use aftersync::{ErrorKind, Http, HttpRequest, Method, Phase, Transport};
use aftersync_core::engine::later::block_on;
use aftersync_core::limits::MAX_BODY_BYTES;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};

fn request(method: Method, url: String, body: &[u8]) -> HttpRequest {
    HttpRequest {
        method,
        url,
        headers: vec![("x-mark".to_owned(), "here".to_owned())],
        body: body.to_vec(),
    }
}

/// A server on a thread of its own, at a free port.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let at = listener.local_addr().unwrap();
    let echo = |headers: HeaderMap, body: Bytes| async move {
        (StatusCode::CONFLICT, [("x-back", headers["x-mark"].clone())], body)
    };
    let app = Router::new()
        .route("/echo", post(echo))
        .route("/large", get(|| async { vec![b'x'; MAX_BODY_BYTES + 1] }))
        .route(
            "/moved",
            get(|| async { (StatusCode::FOUND, [("location", "/large")], "") }),
        )
        .route("/never", get(|| async { std::future::pending::<()>().await }));
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), app)
                .await
                .unwrap()
        });
    });
    format!("http://{at}")
}

const LONG: Duration = Duration::from_secs(20);

#[test]
fn any_status_is_an_answer_with_headers_and_body() {
    let (http, at) = (Http::new().unwrap(), server());
    let answer = block_on(http.send(request(Method::Post, format!("{at}/echo"), b"\x00bytes"), LONG)).unwrap();
    assert_eq!((answer.status, answer.body.as_slice()), (409, b"\x00bytes".as_slice()));
    assert!(answer.headers.iter().any(|(n, v)| n == "x-back" && v == "here"));
    let moved = block_on(http.send(request(Method::Get, format!("{at}/moved"), b""), LONG)).unwrap();
    assert_eq!(
        moved.status, 302,
        "redirects are answers: a signature is for one address"
    );
}

#[test]
fn a_refused_connection_was_surely_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    drop(listener);
    let url = format!("http://{at}/act?access_token=hush");
    let error = block_on(Http::new().unwrap().send(request(Method::Post, url, b""), LONG)).unwrap_err();
    assert_eq!((error.kind(), error.phase()), (ErrorKind::Unavailable, Phase::NotSent));
    assert!(!format!("{error:?}").contains("hush"), "no token in an error");
}

#[test]
fn a_connection_closed_in_mid_answer_is_in_doubt() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            assert!(stream.read(&mut [0; 1024]).unwrap() > 0);
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                .unwrap();
        }
    });
    let error = block_on(
        Http::new()
            .unwrap()
            .send(request(Method::Get, format!("http://{at}/"), b""), LONG),
    )
    .unwrap_err();
    assert_eq!((error.kind(), error.phase()), (ErrorKind::Unavailable, Phase::InDoubt));
}

#[test]
fn late_and_too_large_answers_are_in_doubt() {
    let (http, at) = (Http::new().unwrap(), server());
    let late = block_on(http.send(
        request(Method::Get, format!("{at}/never"), b""),
        Duration::from_millis(50),
    ));
    assert_eq!(late.unwrap_err().phase(), Phase::InDoubt);
    let large = block_on(http.send(request(Method::Get, format!("{at}/large"), b""), LONG)).unwrap_err();
    assert_eq!((large.kind(), large.phase()), (ErrorKind::Malformed, Phase::InDoubt));
}
