"""What is sensitive for its name: keys, pairs, assignments in text, parts of URLs."""
import json
import re

from checksums import b64
from writers import ALNUM, HEX, Set, quoted, text

HARD = """password passwd pwd passphrase passcode secret client_secret clientSecret privateKey private_key apiKey API-KEY x-api-key api_key apikey
accessKey access_key accesskey secretKey secret-key auth_token authToken HTTPAuthToken access_token refreshToken idToken session_token token bearer
Authorization proxy-authorization Cookie Set-Cookie sessionId session_id sid JSESSIONID PHPSESSID csrf_token csrfToken xsrf-token otp totp mfa_code
pin cvv cvc csc cardNumber card_number cc_number creditCard credit-card pan iban accountNumber account_number routing_number sort_code ssn
social_security taxId tax_id national_id passport driver_license driverLicense x-auth-token X-Amz-Security-Token x-vault-token connectionString
connection_string dsn credential credentials sig user_password password2 old.password password_hash passwordOld db:password secret_value newPassword
admin-password DB_PASSWORD spring.datasource.password userCredentials stripe_api_key token_value access_token_2 smtp/password""".split()
SOFT = """email phone mobile fax first_name lastName fullName address street zip postcode dob birth_date birthDate client_ip clientIp remote_addr
latitude longitude device_id deviceId mac imei vin licence_plate user_email contactPhone home_address""".split()
HARMLESS = """key cache_key sort_key key_id keyId primaryKey auth author auth_method authMethod authority secretary secret_name secretName pass_count
bypass passenger passed ping pinned shipping spinning cookie_consent cookieConsent session session_count panic panics company companyId span spanId
expanse max_tokens maxTokens token_count tokenCount tokens_used tokenizer token_type tokenType total_tokens prompt_tokens completion_tokens
password_policy_id passwordPolicyId password_reset_url_enabled pinterest opinion compass trespass surpass keyboard monkey turkey hockey donkey
iban_count_max jobId inside side president residence consider basic_auth_enabled certificate cipher encrypted is_secret_set
password_reset_required signature_algorithm design assign signal sigma discord record ordered card cardinality discard dashboard pant panel
japan expand companion authenticated credential_type account accountant routing router sorted sort drive driver license license_name passport_control_lane
foreign_key keys keyspace keyword hotkey keynote message user_id tenantName region""".split()


def snake(name):
    return re.sub(r"([a-z])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3_\2\4", name).lower().replace("-", "_").replace(".", "_")


SECRETS = ["hunter2", "s3cr3t-Value", "correct horse battery", "Tr0ub4dor&3", "pa55w0rd!", "k-9f8e7d6c", "p@ss,word;x", "Zq7 Yx6", "ümlaut-ß-key", "0000zz"]


def value(rng):
    return rng.choice([lambda: rng.choice(SECRETS) + str(rng.randrange(100)), lambda: text(rng, ALNUM, 12), lambda: "x" + text(rng, HEX, 31)])()


def keyed(name, sensitive):
    keys = Set(name)
    rng = keys.rng

    def positive(n):
        key = sensitive[n % len(sensitive)]
        secret = value(rng)
        said, number = quoted(secret), str(rng.randrange(10**6, 10**7))
        way = n * 7 % 10
        line = {
            0: f'{{"{key}":{said},"n":1}}',
            1: f'{{"level":"info","{key}":{said},"msg":"done"}}',
            2: f'{{"user":{{"id":"u_1","{key}":{said}}},"took":1.50}}',
            3: f'{{"a":[{{"{key}": {said} }},{{"b":2}}],"ok":true}}',
            4: f'{{"{key}":{{"current":{said},"n":[1,{quoted(secret + "-2")}]}},"keep":"me"}}',
            5: f'{{"{key}":[{said},{quoted("z" + secret)}],"keep":"me"}}',
            6: f'{{"msg":"saved","{key}" : {said}}}',
            7: f'{{"{key}":{number},"keep":"me"}}',
            8: f'{{"k\\u0065ep":1,"{key}":{said}}}',
            9: f'{{"{"".join(f"{chr(92)}u{ord(c):04x}" if i == 1 else c for i, c in enumerate(key))}":{said},"keep":"me"}}',
        }[way]
        if way == 7:
            return keys.bare(line, number, keep=['"keep":"me"}'])
        if way in (4, 5):
            return keys.bare(line, json.dumps(secret, ensure_ascii=False)[1:-1], keep=['"keep":"me"}'])
        keys.bare(line, said[1:-1])

    def negative(n):
        key = HARMLESS[n % len(HARMLESS)]
        keys.clean_bare([f'{{"level":"info","{key}":{quoted(value(rng))},"n":1}}', f'{{"{key}":{rng.randrange(10**6)},"msg":"done"}}',
                         f'{{"a":{{"{key}":{quoted(value(rng))}}},"ok":true}}', f'{{"{key}":{{"x":"plain","y":2}},"n":1.0}}'][n // len(HARMLESS) % 4 if n >= len(HARMLESS) else n % 4])

    keys.fill(max(90, 2 * len(sensitive)), 140, positive, negative)
    return keys


def keys():
    return keyed("keys", HARD)


def keys_soft():
    return keyed("keys_soft", SOFT)


def pairs():
    found = Set("pairs")
    rng = found.rng
    names = ["authorization", "X-Api-Key", "password", "cookie", "client_secret", "db_password", "apiKey", "access_token", "Set-Cookie", "pin"]
    harmless = ["accept", "host", "user-agent", "content-type", "x-request-id", "author", "max_tokens", "cache_key", "secretary", "region"]

    def forms(name, secret):
        said, flag = quoted(secret), name.lower().replace("_", "-")
        return [
            f'{{"name":"{name}","value":{said}}}',
            f'{{"headers":[{{"name":"Host","value":"example.org"}},{{"name":"{name}","value":{said}}}],"n":1}}',
            f'{{"key":"{name}","value":{said},"type":"string"}}',
            f'{{"value":{said},"name":"{name}"}}',
            f'{{"headers":[["accept","*/*"],["{name}",{said}]]}}',
            f'{{"rawHeaders":["Host","example.org","{name}",{said}],"n":2}}' if name.lower() in ("authorization", "x-api-key", "cookie", "set-cookie", "accept", "host", "user-agent", "content-type", "x-request-id")
            else f'{{"entries":[["{name}",{said}],["region","eu"]]}}',
            f'{{"argv":["run","--{flag}",{said},"--verbose"]}}',
            f'{{"argv":["run","--{flag}={secret}"],"cwd":"/srv"}}' if " " not in secret and '"' not in secret and "," not in secret else f'{{"argv":["--{flag}",{said}]}}',
            f'{{"env":["HOME=/root","{name.upper().replace("-", "_")}={secret}","TERM=xterm"]}}' if " " not in secret and "," not in secret else f'{{"pair":["{name}",{said}]}}',
            f'{{"attributes":[{{"key":"{name}","value":{{"stringValue":{said}}}}},{{"key":"region","value":{{"stringValue":"eu"}}}}]}}',
            f'{{"resource":{{"attributes":[{{"key":"{name}","value":{{"stringValue":{said}}}}}]}},"severityNumber":9}}',
            f'{{"header":"{name}","value":{said},"ok":true}}',
        ]

    def positive(n):
        secret = value(rng)
        options = forms(names[n // 3 % len(names)], secret)
        found.bare(options[n % len(options)], quoted(secret)[1:-1])

    def negative(n):
        options = forms(harmless[n // 3 % len(harmless)], value(rng).replace("&", ""))
        found.clean_bare(options[n % len(options)])

    found.fill(110, 100, positive, negative)
    return found


def assign():
    found = Set("assign")
    rng = found.rng
    keys = [key for key in HARD if "/" not in key and ":" not in key and key.lower() not in ("cookie", "set-cookie", "dsn", "authorization", "proxy-authorization", "bearer")]
    plain = lambda: rng.choice([text(rng, ALNUM, 10), "Tr0ub4dor3" + text(rng, ALNUM, 2), "pa55/w0rd+" + text(rng, ALNUM, 3) + "==", "hunter2" + text(rng, ALNUM, 2), "x.y-z_" + text(rng, ALNUM, 5)])
    spaced = lambda: f"correct horse {text(rng, ALNUM, 6)}"

    def positive(n):
        key, secret = keys[n % len(keys)], plain()
        flag = "--" + snake(key).replace("_", "-")
        wide = spaced()
        forms = [
            (f"login {key}={secret} failed", secret),
            (f"login {key}: {secret} failed", secret),
            (f"{key}={secret},retry=3", secret),
            (f"connect({key}={secret})", secret),
            (f"{key} = {secret}", secret),
            (f'{key}="{wide}" user=bob', wide),
            (f"opts {{{key}: '{wide}', n: 3}}", wide),
            (f'broken {{"{key}":"{wide}","n":', wide),
            (f"exec run {flag} {secret} -v", secret),
            (f"exec run {flag}={secret} -v", secret),
            (f"export {snake(key).upper()}={secret}", secret),
            (f"user=bob;{key}={secret};n=1", secret),
            (f"retry[{key}={secret}] n=2", secret),
            (f"Server=db1;Uid=app;Pwd={secret};Database=shop", secret),
            (f"ALTER USER app IDENTIFIED BY '{wide}' ok", wide),
            (f"CREATE USER 'app'@'%' IDENTIFIED BY '{secret}'", secret),
            (f"ALTER ROLE app WITH PASSWORD '{wide}'", wide),
            (f"  {key}: {secret}", secret),
        ]
        phrase, secret = forms[n % len(forms)]
        found.found(phrase, secret) if '"' not in phrase else found.bare(found.writers.plain(phrase) if rng.random() < 0.2 and "msg=" not in phrase else phrase, secret)

    r = rng.randrange
    holders = ["***", "null", "${DB_PASS}", "[REDACTED]", "<hidden>", "********", "undefined", "None", "{{ password }}", "$PASSWORD", "%s", "xxxxxx", "(empty)", "nil"]
    shapes = [
        lambda n: found.clean(f"login password={rng.choice(holders[:4])} try {r(9999)}"),
        lambda n: found.clean(f"config secret: {rng.choice(holders[:5])} try {r(9999)}"),
        lambda n: found.clean(f"{HARMLESS[n % len(HARMLESS)]}={text(rng, ALNUM, 8)} n={r(99)}"),
        lambda n: found.clean(f"{HARMLESS[(n * 5 + 3) % len(HARMLESS)]}: {text(rng, ALNUM, 8)}, n: {r(99)}"),
        lambda n: found.clean(f"max_tokens={r(9999)} token_count={r(9999)} total_tokens: {r(9999)}"),
        lambda n: found.clean(f"exec run --author bob{r(99)} --sort-key date"),
        lambda n: found.clean(f"the password was changed {r(99)} days ago"),
        lambda n: found.clean(f"invalid password for user bob{r(999)}"),
        lambda n: found.clean(f"secret rotation took {r(999)} ms"),
        lambda n: found.clean(f"no token, retry {r(999)}"),
        lambda n: found.clean(f"at PasswordEncoder.java:{r(999)}"),
        lambda n: found.clean(f"token_type=bearer expires_in={r(9999)}"),
        lambda n: found.clean(f"pass=true fail=false n={r(999)}"),
        lambda n: found.clean(f"ping={r(99)}ms pinned=true company=acme{r(99)}"),
        lambda n: found.clean(f"GET /docs?page={r(99)}&sort=asc"),
        lambda n: found.clean(f"password policy: min length is {r(20)}"),
        lambda n: found.clean(f"std::string::secretary:{r(99)}"),
        lambda n: found.clean(f"exec run --token-count {r(99)} --ping --bypass x{r(9)}"),
        lambda n: found.clean(f"user=bob{r(999)};retry={r(9)};shipping=dhl"),
    ]
    found.fill(150, 130, positive, lambda n: shapes[n % len(shapes)](n))
    return found


def url():
    found = Set("url")
    rng = found.rng
    word = lambda: text(rng, ALNUM, 14)
    r = rng.randrange

    def positive(n):
        s, t, num = word(), word(), text(rng, "0123456789", 8)
        forms = [
            (f"postgres://app:{s}@db.internal:5432/shop?sslmode=require", s), (f"redis://:{s}@cache.internal:6379/0", s),
            (f"https://ada:{s}@git.example.org/x.git", s), (f"amqp://guest:{s}@mq.internal:5672/%2f", s),
            (f"mongodb+srv://app:{s}@cluster0.example.net/?retryWrites=true", s), (f"mysql://root:{s}%21{t}@db/shop", f"{s}%21{t}"),
            (f"https://api.example.org/v1/x?api_key={s}&page=2", s), (f"https://api.example.org/v1/x?page=2&access_token={s}", s),
            (f"/login?user=bob&password={s}&n=1", s), (f"https://example.org/cb#access_token={s}&state=x", s),
            (f"https://example.org/cb?state=x&client_secret={s}", s), (f"https://example.org/x?q=a%20b&token={s}%3D%3D&z=1", f"{s}%3D%3D"),
            (f"https://hooks.slack.com/services/T{text(rng, '0123456789ABCDEF', 8)}/B{text(rng, '0123456789ABCDEF', 8)}/{text(rng, ALNUM, 24)}", None),
            (f"https://discord.com/api/webhooks/{num}{num}12/{text(rng, ALNUM, 68)}", None),
            (f"https://api.telegram.org/bot{num}:AA{text(rng, ALNUM, 33)}/sendMessage", f"AA"),
            (f"https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=900&X-Amz-Signature={text(rng, HEX, 64)}", "X-Amz-Signature="),
            (f"https://storage.googleapis.com/b/k?X-Goog-Expires=900&X-Goog-Signature={text(rng, HEX, 128)}", "X-Goog-Signature="),
            (f"https://acct.blob.core.windows.net/c/b?sv=2024-11-04&sp=r&sig={text(rng, ALNUM, 40)}%3D", "sig="),
            (f"https://example.org/x?%70assword={s}&n=1", s), (f"https://example.org/x?a=1&apiKey={s}#top", s),
            (f"jdbc:postgresql://db.internal/shop?user=app&password={s}", s), (f"https://{s}@sentry.example.io/42", s if n % 2 else None),
        ]
        address, secret = forms[n % len(forms)]
        if secret is None:
            if "sentry" in address:
                return
            secret = address.rsplit("/", 1)[1]
        elif secret == "AA":
            secret = address[address.index("/bot") + 4 : address.rindex("/")].split(":")[1]
        elif secret.endswith("="):
            secret = address[address.index(secret) + len(secret) :]
        if "@sentry" in address:
            return
        shape = rng.choice(["fetch {} done", "{}", "GET {} 200", "redirect to {}", "pool url={}", "error on {} after 3 s", "<{}>", "'{}'"])
        if address[0] == "/":
            shape = rng.choice(["GET {} HTTP/1.1", "{}", '"GET {} HTTP/1.1" 200 12'])
        hosts = ["https://hooks.slack.com/", "https://discord.com/", "https://api.telegram.org/"]
        keep = [host for host in hosts if host in address] or None  # How much of such a path goes is left open.
        if n % 9 == 8:
            return found.add(found.writers.field("url", address), [secret], keep)
        found.found(shape.format(address), secret, keep=keep)

    shapes = [
        lambda: f"https://example.org/x?page={r(99)}&sort=asc&q=a%20b", lambda: f"https://example.org:8443/a/b/c{r(999)}#section-{r(99)}",
        lambda: f"http://db.internal:5432/shop{r(999)}", lambda: f"https://example.org/docs?key=title{r(99)}&author=ada",
        lambda: f"https://example.org/@ada/posts/{r(9999)}", lambda: f"https://cdn.example.org/npm/@scope/pkg@{r(9)}.{r(9)}.{r(99)}/x.js",
        lambda: f"https://example.org/token/{r(999)}/refresh-help", lambda: f"https://example.org/x?max_tokens={r(999)}&token_type=bearer",
        lambda: f"ssh://git@git.example.org:22/x{r(99)}.git", lambda: f"https://b.s3.amazonaws.com/k{r(999)}?versionId={text(rng, ALNUM, 12)}",
        lambda: f"https://hooks.slack.com/help/{r(999)}", lambda: f"https://discord.com/channels/{r(10**9)}/{r(10**9)}",
        lambda: f"https://api.telegram.org/help{r(999)}", lambda: f"https://acct.blob.core.windows.net/c/b{r(999)}?sv=2024-11-04",
        lambda: f"file:///var/log/app-{r(99)}.log?line={r(999)}", lambda: f"https://example.org/?utm_source=mail&utm_campaign=c{r(999)}&ref=x",
        lambda: f"redis://cache.internal:6379/{r(16)}", lambda: f"postgres://app@db.internal/shop{r(99)}", lambda: f"https://example.org/x?password=&n={r(99)}",
        lambda: f"https://example.org/x?token=***&n={r(99)}", lambda: f"wss://example.org/ws?session_count={r(99)}", lambda: f"/login?user=bob{r(99)}&next=%2Fhome%3Fa%3D1",
    ]
    found.fill(120, 110, positive, lambda n: found.clean(rng.choice(["fetch {} done", "{}", "GET {} 200", "error on {} after 3 s", "<{}>"]).format(shapes[n % len(shapes)]())))
    return found


SETS = [keys, keys_soft, pairs, assign, url]
