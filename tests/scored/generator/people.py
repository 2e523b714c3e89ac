"""What names a person or a machine: social security numbers, mail, phones, addresses of networks."""
from writers import ALNUM, HEX, Set, text

DIGITS = "0123456789"


def us_ssn():
    people = Set("us_ssn")
    rng = people.rng
    phrases = ["applicant ssn {} verified", "SSN: {}", "social security number {} on file", "{}", "w-2 for {} printed", "lookup {} failed",
               "taxpayer {} not found", "member ({}) enrolled", "duplicate key value: {}", "ssn={} state=CA", "record '{}' merged"]

    def area(n):
        return [rng.randrange(1, 666), rng.randrange(667, 773), rng.randrange(773, 900)][n % 3]

    def positive(n):
        separator = "- "[n % 4 == 3]
        serial = [rng.randrange(1, 10), rng.randrange(10, 1000), rng.randrange(1000, 10000), 5000 + n][n % 4]
        number = f"{area(n):03d}{separator}{rng.randrange(1, 100):02d}{separator}{serial:04d}"
        if n % 9 == 4:
            return people.field(rng.choice(["ssn", "input", "value", "subject"]), number)
        if n % 9 == 7:
            number = number.replace(separator, "")
            return people.found(rng.choice(phrases[:3]).format(number), number)
        people.found(rng.choice(phrases).format(number), number)

    serial = lambda: f"{rng.randrange(1, 10000):04d}"
    group = lambda: f"{rng.randrange(1, 100):02d}"
    shapes = [
        lambda: people.clean(f"id 000-{group()}-{serial()} invalid"),
        lambda: people.clean(f"id 666-{group()}-{serial()} invalid"),
        lambda: people.clean(f"id 9{text(rng, DIGITS, 2)}-{group()}-{serial()} invalid"),
        lambda: people.clean(f"id {area(0):03d}-00-{serial()} invalid"),
        lambda: people.clean(f"id {area(0):03d}-{group()}-0000 invalid"),
        lambda: people.clean(f"ships to {text(rng, DIGITS, 5)}-{serial()} tomorrow"),
        lambda: people.clean(f"order {area(0):03d}{group()}{serial()} packed"),
        lambda: people.clean(f"took {area(0):03d}{group()}{serial()} ns"),
        lambda: people.clean(f"part {area(0):03d}-{group()}-{serial()}-{rng.randrange(10, 99)} in stock"),
        lambda: people.clean(f"part {rng.randrange(10, 99)}-{area(0):03d}-{group()}-{serial()} in stock"),
        lambda: people.clean(f"call 555-{rng.randrange(100, 999)}-{serial()} back"),
        lambda: people.clean(f"due 2025-{rng.randrange(1, 13):02d}-{rng.randrange(1, 28):02d} at noon"),
        lambda: people.clean(f"build {area(0):03d}-{group()} of {serial()}"),
        lambda: people.clean(f"sku {area(0):03d}-{group()} {serial()} sold"),
        lambda: people.clean(f"uuid {text(rng, HEX, 8)}-{text(rng, HEX, 4)}-4{text(rng, HEX, 3)}-b{text(rng, HEX, 3)}-{text(rng, HEX, 12)}"),
        lambda: people.clean_field("bytes", rng.randrange(10**8, 10**9)),
        lambda: people.clean(f"lane a{area(0):03d}-{group()}-{serial()} open"),
        lambda: people.clean(f"isbn 978-3-16-{rng.randrange(100000, 999999)}-0 scanned"),
    ]
    people.fill(110, 100, positive, lambda n: shapes[n % len(shapes)]())
    return people


def email():
    mail = Set("email")
    rng = mail.rng
    names = ["ada", "grace.hopper", "j_doe", "bob-smith", "first.last+tag", "o.brien", "x", "u12345", "MARIA", "li.wei", "no-reply", "a.b.c",
             "user%dev", "jean-luc", "007", "root", "sales-co", "k8s-admin"]
    hosts = ["example.com", "example.org", "example.net", "mail.example.co.uk", "corp.example.de", "EXAMPLE.COM", "a.b.example.io",
             "example.dev", "my-host.example.fr", "example.museum", "example.com.au", "xn--exmple-cua.de", "example.technology",
             "sub.example.jp", "mail1.example.se", "example.email", "example.in", "example.software"]
    phrases = ["login from {} accepted", "mail to {} bounced: 550", "to=<{}>, relay=mx.internal, delay=0.4, status=sent", "user {} not found",
               "mailto:{}", "{}", "From: {}", '"Ada" <{}> wrote', "invite sent to {}.", "reset for ({}) requested", "/users?mail={}&page=2",
               "from={}, size=1204", "{} logged out", "Duplicate entry '{}' for key", "owner: {};", "notify [{}]", "contact {}, please"]

    def positive(n):
        address = f"{names[n % len(names)]}@{hosts[(n * 7 + n // 18) % len(hosts)]}" if n < 80 else (
            f"{text(rng, ALNUM, 5)}.{text(rng, ALNUM, 4)}@{rng.choice(hosts)}")
        if n % 8 == 5:
            return mail.field(rng.choice(["to", "user", "actor", "sender"]), address)
        mail.found(rng.choice(phrases).format(address), address)

    word = lambda: text(rng, ALNUM[:26], rng.randrange(4, 9))
    shapes = [
        lambda: mail.clean(f"cloning git@github.com:{word()}/{word()}.git"),
        lambda: mail.clean(f"fetch git@gitlab.com:{word()}/{word()}.git done"),
        lambda: mail.clean(f"image logo-{word()}@2x.png missing"),
        lambda: mail.clean(f"image {word()}@3x.jpg resized"),
        lambda: mail.clean(f"npm install @{word()}/{word()}@{rng.randrange(9)}.{rng.randrange(9)}.{rng.randrange(30)}"),
        lambda: mail.clean(f"added {word()}@{rng.randrange(9)}.{rng.randrange(9)}.{rng.randrange(30)} to lockfile"),
        lambda: mail.clean(f"com.example.{word().title()}@{text(rng, HEX, 6)} closed"),
        lambda: mail.clean(f"java.lang.Thread@{text(rng, HEX, 8)} waits"),
        lambda: mail.clean(f"Started {word()}@{rng.randrange(9)}.service"),
        lambda: mail.clean(f"systemd: getty@tty{rng.randrange(9)}.service: Succeeded."),
        lambda: mail.clean(f"user@{rng.randrange(1000, 2000)}.service entered failed state"),
        lambda: mail.clean(f"@{word()} mentioned you"),
        lambda: mail.clean(f"{word()}@ is no address"),
        lambda: mail.clean(f"annotation @{word().title()}(\"x\") ignored"),
        lambda: mail.clean(f"pull registry.internal/{word()}@sha256:{text(rng, HEX, 64)}"),
        lambda: mail.clean(f"at {word()} ({word()}.js@{rng.randrange(999)}:{rng.randrange(80)})"),
        lambda: mail.clean(f"ssh {word()}@localhost refused"),
        lambda: mail.clean(f"{word()}@{word()} has no host"),
        lambda: mail.clean(f"ratio {rng.randrange(99)}@{rng.randrange(99)} of {word()}"),
        lambda: mail.clean(f"cron @daily {word()} done"),
        lambda: mail.clean(f"css @media.{word()} dropped, @keyframes kept"),
        lambda: mail.clean(f"{word()}@{word()}.{rng.randrange(100, 999)} failed"),
        lambda: mail.clean(f"go get example.com/{word()}@v{rng.randrange(9)}.{rng.randrange(9)}.{rng.randrange(30)}"),
        lambda: mail.clean(f"lock held by {word().title()}Service$$Lambda@{text(rng, HEX, 7)}"),
    ]
    mail.fill(130, 120, positive, lambda n: shapes[n % len(shapes)]())
    return mail


def phone():
    calls = Set("phone")
    rng = calls.rng
    phrases = ["sms to {} sent", "call from {} dropped", "Phone: {}", "callback {} requested", "{} is no subscriber", "otp sent by voice to {}",
               "contact number {}", "tel:{}", "mobile {} verified", "to={} status=queued", "whatsapp:{}", "caller ({}) hung up"]
    # Numbers that regulators keep free for films and examples.
    plans = [
        lambda: f"+1{rng.choice(['202', '212', '415', '503'])}55501{rng.randrange(100):02d}",
        lambda: f"+1 {rng.choice(['202', '212', '415'])} 555 01{rng.randrange(100):02d}",
        lambda: f"+1-{rng.choice(['202', '212', '415'])}-555-01{rng.randrange(100):02d}",
        lambda: f"({rng.choice(['202', '212', '415'])}) 555-01{rng.randrange(100):02d}",
        lambda: f"{rng.choice(['202', '212', '415'])}-555-01{rng.randrange(100):02d}",
        lambda: f"{rng.choice(['202', '212', '415'])}.555.01{rng.randrange(100):02d}",
        lambda: f"+44 20 7946 0{rng.randrange(1000):03d}",
        lambda: f"+4479005{rng.randrange(10**5):05d}"[:13],
        lambda: f"+49 30 23125 {rng.randrange(1000):03d}",
        lambda: f"+49301234{rng.randrange(10**4):04d}",
        lambda: f"+33 1 99 00 {rng.randrange(100):02d} {rng.randrange(100):02d}",
        lambda: f"+33639980{rng.randrange(1000):03d}",
        lambda: f"+61 491 570 {rng.randrange(1000):03d}",
        lambda: f"+46 70 174 06 {rng.randrange(100):02d}",
        lambda: f"+919876{rng.randrange(10**6):06d}",
        lambda: f"+55 11 9{rng.randrange(1000, 10**4)}-{rng.randrange(10**4):04d}",
        lambda: f"+81-3-{rng.randrange(1000, 10**4)}-{rng.randrange(10**4):04d}",
        lambda: f"+86138{rng.randrange(10**8):08d}",
    ]

    def positive(n):
        number = plans[n % len(plans)]()
        if n % 9 == 6:
            return calls.field(rng.choice(["phone", "msisdn", "caller", "to"]), number)
        if n % 13 == 8:
            number = f"{rng.choice(['202', '212', '415'])}55501{rng.randrange(100):02d}"
            return calls.found(rng.choice(["phone {} verified", "phone number: {}", "mobile {} on file", "tel {}"]).format(number), number)
        if number[0] == "(":
            return calls.found(rng.choice(phrases[:7]).format(number), number[1:], keep=[])  # With the bracket or without.
        calls.found(rng.choice(phrases).format(number), number)

    shapes = [
        lambda: calls.clean(f"due 2025-{rng.randrange(1, 13):02d}-{rng.randrange(1, 28):02d} at noon"),
        lambda: calls.clean(f"event at {1737979200 + rng.randrange(10**6)}"),
        lambda: calls.clean(f"order {rng.randrange(10**9, 10**10)} packed"),
        lambda: calls.clean(f"order {rng.randrange(10**10, 10**11)} packed"),
        lambda: calls.clean_field("id", rng.randrange(10**9, 10**10)),
        lambda: calls.clean_field("uid", str(rng.randrange(10**10, 10**11))),
        lambda: calls.clean(f"GMT+{rng.randrange(1, 12):02d}00 chosen"),
        lambda: calls.clean(f"{rng.randrange(100, 999)}-{rng.randrange(100, 999)} of {rng.randrange(1000, 9999)} done"),
        lambda: calls.clean(f"27.01.2025 {rng.randrange(10, 24)}:{rng.randrange(10, 60)} moved"),
        lambda: calls.clean(f"x +{rng.randrange(1000, 99999)} bytes"),
        lambda: calls.clean(f"version {rng.randrange(100, 999)}.{rng.randrange(100, 999)}.{rng.randrange(10)} ready"),
        lambda: calls.clean(f"part {rng.randrange(100, 999)}-{rng.randrange(100, 999)}-{rng.randrange(1000, 9999)}-{rng.randrange(10, 99)} sold"),
        lambda: calls.clean(f"id {text(rng, HEX, 8)}-4555-4555-8555-{text(rng, HEX, 12)}"),
        lambda: calls.clean(f"offset {rng.randrange(-999, -100)} + {rng.randrange(10**6, 10**7)}"),
        lambda: calls.clean(f"12:00:00+0{rng.randrange(1, 9)}:00 shifted"),
        lambda: calls.clean(f"score +{rng.randrange(100, 999)} -{rng.randrange(100, 999)}"),
        lambda: calls.clean(f"ssn-like 123-45-{rng.randrange(1000, 9999)} seen"),
        lambda: calls.clean(f"lat 48.{rng.randrange(10**6, 10**7)} lon 11.{rng.randrange(10**6, 10**7)}"),
        lambda: calls.clean(f"duration {rng.randrange(100, 999)}.{rng.randrange(100, 999)}.{rng.randrange(10**4, 10**6)} us"),
        lambda: calls.clean(f"2025-01-27T12:00:00.{rng.randrange(100, 999)}+0100 ok"),
        lambda: calls.clean(f"diff @@ -{rng.randrange(100, 999)},7 +{rng.randrange(100, 999)},9 @@"),
        lambda: calls.clean(f"ports {rng.randrange(1000, 9999)} {rng.randrange(1000, 9999)} {rng.randrange(1000, 9999)} open"),
    ]
    calls.fill(110, 100, positive, lambda n: shapes[n % len(shapes)]())
    return calls


def mac():
    cards = Set("mac")
    rng = cards.rng
    phrases = ["dhcp offer to {} sent", "station {} associated", "{}", "DHCPACK on lease for {} via eth0", "link/ether {} brd up", "wifi {} left",
               "client=[{}]", "arp who-has, tell {}", "device ({}) paired", "mac={} vlan=12", "peer '{}' lost."]
    pairs = lambda count=6, case=0: [text(rng, HEX.upper() if case else HEX, 2) for _ in range(count)]

    def positive(n):
        address = (":-"[n % 3 == 1]).join(pairs(case=n % 2))
        if n % 10 == 9:
            address = ".".join(text(rng, HEX, 4) for _ in range(3))
        if n % 7 == 6:
            return cards.field(rng.choice(["mac", "hw", "station"]), address)
        cards.found(rng.choice(phrases).format(address), address)

    shapes = [
        lambda: cards.clean("broadcast ff:ff:ff:ff:ff:ff seen"),
        lambda: cards.clean("no address 00:00:00:00:00:00 yet"),
        lambda: cards.clean("BROADCAST FF-FF-FF-FF-FF-FF seen"),
        lambda: cards.clean(f"fingerprint {':'.join(pairs(16))} accepted"),
        lambda: cards.clean(f"SHA1 {':'.join(pairs(20, 1))}"),
        lambda: cards.clean(f"cert {':'.join(pairs(32, 1))} pinned"),
        lambda: cards.clean(f"cut {':'.join(pairs(5))} short"),
        lambda: cards.clean(f"dump {' '.join(pairs(6))} end"),
        lambda: cards.clean(f"guid {':'.join(pairs(8))} up"),
        lambda: cards.clean(f"at 2025:01:27:12:{rng.randrange(10, 60)}:00 local"),
        lambda: cards.clean(f"took 00:{rng.randrange(10, 60)}:{rng.randrange(10, 60)} in all"),
        lambda: cards.clean(f"route 0a:1b:zz:{rng.randrange(10, 99)}:44:55 bad"),
        lambda: cards.clean(f"id {'-'.join(pairs(10))} stored"),
        lambda: cards.clean(f"label a1:b2:c3:d4:e5:{text(rng, HEX, 3)} kept"),
        lambda: cards.clean(f"mixed 0a-1b:2c-3d:{text(rng, HEX, 2)}-5f stays"),
        lambda: cards.clean(f"infiniband {':'.join(pairs(20))} down"),
    ]
    cards.fill(80, 80, positive, lambda n: shapes[n % len(shapes)]())
    return cards


SETS = [us_ssn, email, phone, mac]
