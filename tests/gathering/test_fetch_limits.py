"""Fetching: how long, how much, from where; with real sockets."""

from __future__ import annotations

import gzip
import socket
import time
from dataclasses import replace
from threading import Thread

import pytest

from chaguan.gathering import network
from chaguan.gathering.fetch import Limits, MovedError, NotFetchedError, fetched
from chaguan.gathering.network import is_public

PRIVATE = (
    "127.0.0.1 127.8.8.8 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 0.0.0.0 "
    "100.64.0.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 192.0.2.1 ::1 :: fe80::1 "
    "fe80::1%eth0 fc00::1 fd12:3456::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 "
    "::ffff:169.254.169.254 2002:7f00:1:: 2002:a00:1:: 64:ff9b::7f00:1 64:ff9b::a00:1 "
    "2001:0:0:0:0:0:80ff:fffe 2001:db8::1 localhost nonsense"
).split()


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_asked(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "1.1.1.1", "2606:2800:220:1::1", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)
def test_public_addresses_are_asked(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:7f00:1]"]
)
def test_this_machine_is_not_asked_however_it_is_called(web, host):
    web.pages["/feed"] = b"secret"
    port = web.url.rstrip("/").rpartition(":")[2]

    with pytest.raises(NotFetchedError) as found:
        fetched(f"http://{host}:{port}/feed", Limits())

    assert found.value.reason in ("private", "network")  # there may be no IPv6 here
    assert web.asked == []


def test_redirect_to_this_machine_is_not_followed(web, here):
    web.turn("/feed", web.url.replace("127.0.0.1", "localhost") + "secret")
    web.pages["/secret"] = b"secret"

    with pytest.raises(MovedError):
        fetched(f"{web.url}feed", here)

    assert web.asked == ["/feed"]


def test_name_is_resolved_once_and_that_address_is_asked(web, here, monkeypatch):
    """A name server may say another address the second time: DNS rebinding."""
    web.pages["/feed"] = b"hello"
    asked = []
    real = socket.getaddrinfo

    def answers(host, *rest, **named):
        if host != "blog.example":
            return real(host, *rest, **named)
        asked.append(host)
        port = int(web.url.rstrip("/").rpartition(":")[2])
        address = "127.0.0.1" if len(asked) == 1 else "192.168.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(network.socket, "getaddrinfo", answers)
    answer = fetched(web.url.replace("127.0.0.1", "blog.example") + "feed", here)

    assert answer.body == b"hello"
    assert asked == ["blog.example"]
    assert web.said[0]["host"].startswith("blog.example:")


def test_name_with_one_private_address_is_not_asked(monkeypatch):
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80)),
    ]
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda *a, **k: found)

    with pytest.raises(NotFetchedError, match="private"):
        fetched("http://blog.example/feed", Limits())


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://blog.example/feed", "gopher://a.example/", "http:///feed"]
)
def test_nothing_but_the_web_is_asked(url):
    with pytest.raises(NotFetchedError, match="address"):
        fetched(url, Limits())


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://a@b.example/", ""]
)
def test_redirect_to_something_else_is_not_followed(web, here, to):
    web.turn("/feed", to)

    with pytest.raises((NotFetchedError, MovedError)):
        fetched(f"{web.url}feed", replace(here, redirects=1))


def test_three_redirects_are_followed_and_no_fourth(web, here):
    for number in range(4):
        web.turn(f"/{number}", f"/{number + 1}", status=301 + number % 2)
    web.pages["/4"] = b"hello"

    assert fetched(f"{web.url}1", here).body == b"hello"
    with pytest.raises(NotFetchedError, match="redirects"):
        fetched(f"{web.url}0", here)


def test_redirect_to_another_host_is_said(web, here):
    web.turn("/feed", "https://casino.example/feed")

    with pytest.raises(MovedError) as found:
        fetched(f"{web.url}feed", here)

    assert found.value.to == "https://casino.example/feed"


def test_large_answer_is_given_up(web, here):
    web.pages["/said"] = b"x" * 3_000

    def unsaid(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(20):
            request.wfile.write(b"x" * 1_000)

    web.pages["/unsaid"] = unsaid
    for path in ("said", "unsaid"):
        with pytest.raises(NotFetchedError, match="large"):
            fetched(f"{web.url}{path}", replace(here, size=2_000))


def test_answer_that_unpacks_into_much_is_given_up(web, here):
    web.pages["/bomb"] = gzip.compress(b"\0" * 5_000_000)
    web.headers["/bomb"] = {"Content-Encoding": "gzip"}

    with pytest.raises(NotFetchedError, match="large"):
        fetched(f"{web.url}bomb", here)


def test_packed_answer_is_read(web, here):
    web.pages["/feed"] = gzip.compress("茶".encode())
    web.headers["/feed"] = {"Content-Encoding": "gzip"}

    assert fetched(f"{web.url}feed", here).body == "茶".encode()


@pytest.mark.parametrize("coding", ["br", "zstd", "compress"])
def test_answer_packed_in_another_way_is_none(web, here, coding):
    web.pages["/feed"] = b"xyz"
    web.headers["/feed"] = {"Content-Encoding": coding}

    with pytest.raises(NotFetchedError, match="http"):
        fetched(f"{web.url}feed", here)


@pytest.mark.parametrize("slow_in", ["status", "headers", "body"])
def test_time_is_counted_from_the_first_to_the_last_byte(here, slow_in):
    """Each read is quick, and all of them take for ever: libraries limit each read alone."""
    before = {
        "status": b"",
        "headers": b"HTTP/1.1 200 OK\r\n",
        "body": b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
    }[slow_in]
    listener = socket.create_server(("127.0.0.1", 0))
    stop = []

    def drip():
        connection, _ = listener.accept()
        connection.recv(65536)
        connection.sendall(before)
        try:
            while not stop:
                connection.sendall(b"X: y\r\n" if slow_in == "headers" else b"H")
                time.sleep(0.05)
        except OSError:
            pass  # whoever asked has left
        connection.close()

    serving = Thread(target=drip, daemon=True)
    serving.start()
    port = listener.getsockname()[1]
    try:
        with pytest.raises(NotFetchedError, match=r"slow|network"):
            fetched(f"http://127.0.0.1:{port}/", replace(here, seconds=0.4))
    finally:
        stop.append(True)
        listener.close()
        serving.join(5)


def test_half_an_answer_is_none(web, here):
    def half(request):
        request.send_response(200)
        request.send_header("Content-Length", "100")
        request.end_headers()
        request.wfile.write(b"BEGIN:VCALENDAR")

    web.pages["/half"] = half
    with pytest.raises(NotFetchedError, match="network"):
        fetched(f"{web.url}half", here)


def test_what_has_not_changed_is_not_sent_again(web, here):
    web.pages["/feed"] = b"hello"
    web.headers["/feed"] = {"ETag": '"1"', "Last-Modified": "Sat, 28 Nov 2026 10:00:00 GMT"}
    first = fetched(f"{web.url}feed", here)
    web.answer("/feed", 304)
    again = fetched(f"{web.url}feed", here, first.etag, first.modified)

    assert again.is_unchanged
    assert web.said[1]["if-none-match"] == '"1"'
    assert web.said[1]["if-modified-since"] == "Sat, 28 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418, 500, 503, 204])
def test_every_other_status_is_no_answer(web, here, status):
    web.answer("/feed", status)

    with pytest.raises(NotFetchedError, match="http"):
        fetched(f"{web.url}feed", here)


def test_address_in_other_letters_is_asked(web, here):
    web.pages["/%E8%8C%B6.xml?a=%E9%9B%A8"] = b"hello"

    assert fetched(f"{web.url}茶.xml?a=雨#x", here).body == b"hello"
