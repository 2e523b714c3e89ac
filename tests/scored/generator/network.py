"""Addresses of networks: version 4 and version 6, and what looks like them."""
import ipaddress

from writers import HEX, Set, text


def ipv4():
    net = Set("ipv4")
    rng = net.rng
    phrases = ["connection from {} closed", "{} - - \"GET /x HTTP/1.1\" 200 12", "peer {}:443 timed out", "Failed login from {} port 22 ssh2",
               "upstream: \"http://{}/x\"", "{}", "ip={} n=1", "banned [{}]", "X-Forwarded-For: {}", "peer:{}", "({}) blocked", "client {}, n: 3",
               "dial tcp {}:5432: connect: connection refused", "src={} dst=internal", "from {}."]
    public = lambda: ".".join(map(str, (rng.choice([8, 34, 52, 81, 104, 185, 213]), rng.randrange(256), rng.randrange(256), rng.randrange(1, 255))))
    # 203.0.113.0/24 and its like are kept free for documents, and policies may leave them: few of them here.

    def positive(n):
        address = public()
        if n % 8 == 5:
            return net.field(rng.choice(["ip", "remote", "src", "peer"]), address)
        net.found(rng.choice(phrases).format(address), address)

    r = rng.randrange
    shapes = [
        lambda: net.clean(f"Chrome/{r(100, 140)}.0.0.0 Safari/537.36"),
        lambda: net.clean(f"Mozilla/5.0 (X11; Linux x86_64) Chrome/{r(100, 140)}.0.{r(1000, 9999)}.{r(10, 200)}"),
        lambda: net.clean(f"version {r(1, 9)}.{r(20)}.{r(30)}.{r(9)} installed"),
        lambda: net.clean(f"upgraded to v{r(1, 9)}.{r(20)}.{r(30)}.{r(9)}"),
        lambda: net.clean(f"oid 1.3.6.1.4.1.{r(99, 9999)}.{r(9)} read"),
        lambda: net.clean(f"bad address {r(256, 999)}.{r(255)}.{r(255)}.{r(255)}"),
        lambda: net.clean(f"bad address {r(255)}.{r(255)}.{r(255)}.{r(256, 999)}"),
        lambda: net.clean(f"three parts {r(255)}.{r(255)}.{r(255)} only"),
        lambda: net.clean(f"five parts {r(255)}.{r(255)}.{r(255)}.{r(255)}.{r(255)} here"),
        lambda: net.clean(f"driver-{r(400, 600)}.{r(99)}.{r(99)}.{r(9)}.so loaded"),
        lambda: net.clean(f"libfoo.so.{r(9)}.{r(9)}.{r(99)} linked"),
        lambda: net.clean(f"kernel {r(3, 7)}.{r(20)}.{r(99)}-{r(99)}-generic booted"),
        lambda: net.clean(f"Version: {r(1, 9)}.{r(20)}.{r(30)}.{r(99)}"),
        lambda: net.clean(f"assembly Foo, Version={r(1, 9)}.{r(20)}.{r(30)}.0, Culture=neutral"),
        lambda: net.clean(f"section 4.{r(9)}.{r(9)} of the manual"),
        lambda: net.clean(f"date 27.01.2025 {r(10, 24)}:{r(10, 60)}"),
        lambda: net.clean(f"took {r(99)}.{r(999)} s, then {r(99)}.{r(999)} s"),
        lambda: net.clean(f"firmware {r(10)}.{r(10)}.{r(10)}.{r(10000, 99999)} flashed"),
        lambda: net.clean(f"nuget Foo.{r(1, 9)}.{r(20)}.{r(30)}.{r(9)}.nupkg restored"),
        lambda: net.clean(f"edge/{r(100, 140)}.0.{r(1000, 9999)}.{r(10, 99)} seen"),
    ]
    net.fill(110, 110, positive, lambda n: shapes[n % len(shapes)]())
    return net


def ipv6():
    net = Set("ipv6")
    rng = net.rng
    phrases = ["connection from {} closed", "peer [{}]:443 timed out", "Failed login from {} port 22 ssh2", "{}", "ip={} n=1", "GET http://[{}]/x",
               "client {}, n: 3", "X-Forwarded-For: {}", "({}) blocked", "nexthop {} up", "from {} to gateway", "addr '{}' leased"]

    def address(n):
        first = rng.choice([0x2A00, 0x2600, 0x2001, 0x2404, 0x2C0F])
        value = first << 112 | rng.randrange(0x470, 0x4FF) << 96
        value |= [rng.randrange(1, 1 << 96), rng.randrange(1, 1 << 16), rng.randrange(1, 1 << 16) << 64 | rng.randrange(1, 1 << 32)][n % 3]
        whole = ipaddress.IPv6Address(value)
        return [whole.compressed, whole.exploded, whole.compressed.upper(), whole.compressed][n % 4]

    def positive(n):
        place = address(n)
        if n % 11 == 10:
            place = f"::ffff:{rng.choice([8, 34, 52])}.{rng.randrange(255)}.{rng.randrange(255)}.{rng.randrange(1, 255)}"
        if n % 8 == 5:
            return net.field(rng.choice(["ip", "remote", "src"]), place)
        net.found(rng.choice(phrases).format(place), place)

    r = rng.randrange
    word = lambda: text(rng, "abcdefghijklmnop", r(3, 8))
    shapes = [
        lambda: net.clean(f"std::{word()}::{word()} threw"),
        lambda: net.clean(f"terminate called after std::bad_alloc in {word()}::{word()}()"),
        lambda: net.clean(f"thread 'main' panicked at {word()}::{word()}: index"),
        lambda: net.clean(f"{word()}::dead::beef::{word()} resolved"),
        lambda: net.clean(f"alloc::vec::Vec<u8>::push at {r(99)}"),
        lambda: net.clean(f"at 12:{r(10, 60)}:{r(10, 60)} local"),
        lambda: net.clean(f"took 00:{r(10, 60)}:{r(10, 60)}.{r(999)}"),
        lambda: net.clean(f"mac {':'.join(text(rng, HEX, 2) for _ in range(6))} joined"),
        lambda: net.clean(f"fingerprint {':'.join(text(rng, HEX, 2) for _ in range(16))} accepted"),
        lambda: net.clean(f"main.rs:{r(99)}:{r(99)} warning"),
        lambda: net.clean(f"namespace {word()}:: is empty"),
        lambda: net.clean(f"Foo::Bar::{r(99)} not found"),
        lambda: net.clean(f"a:b:c:{r(9)}:e is no address"),
        lambda: net.clean(f"nine {':'.join(text(rng, '123456789abcdef', 4) for _ in range(9))} groups"),
        lambda: net.clean(f"image {word()}:{r(9)}.{r(9)} pulled"),
        lambda: net.clean(f"urn:{word()}:{r(99)}:{word()} parsed"),
        lambda: net.clean(f"perl {word().title()}::{word().title()}->new failed at line {r(99)}"),
        lambda: net.clean(f"arn:aws:sns:eu-west-1:{r(10**11, 10**12)}:{word()} published"),
        lambda: net.clean(f"score {r(9)}:{r(9)} at half"),
        lambda: net.clean(f"ratio {r(99)}::{r(99)}::zz"),
    ]
    net.fill(90, 100, positive, lambda n: shapes[n % len(shapes)]())
    return net


SETS = [ipv4, ipv6]
