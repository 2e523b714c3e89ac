"""The lines without secrets of the third set, by topic: beside each kind of secret what only looks like one."""

CI = r"""
##[command]docker login succeeded
[command]/usr/bin/git version
Run echo "TOKEN=${{ secrets.TOKEN }}" >> $GITHUB_ENV
env:\n  NPM_TOKEN: ***\n  CI: true
$ export SONAR_TOKEN=$CI_SONAR_TOKEN
+ mvn deploy -Dgpg.passphrase=$GPG_PASSPHRASE -B
+ docker build --secret id=npm,src=.npmrc .
+ ssh -i ~/.ssh/id_ed25519 -p 2222 deploy@web-1
+ cp -p a b && tar -xpf c.tgz
Masking AWS_SECRET_ACCESS_KEY in logs
Parameter ADMIN_PASSWORD is masked
[Pipeline] withCredentials
Cache restored from key: node-modules-linux-{hex}
Cache key: v2-deps-{hex}
pass 4 of 4, 12 passed, 0 failed
PASS src/auth/password.test.ts (2.1 s)
  ✓ rejects a wrong password (12 ms)
  ✓ token is refreshed when expired (3 ms)
FAIL tests/test_token.py::test_expired - AssertionError
Tokens used: 1024, cost 0.02
Uploading artifact secrets-scan-report.json
Author: Bob <bob> Date: Mon Nov 23
Checking out {hex} as detached HEAD
sha256:{hex}
Digest: sha256:{hex}
"""

EVENTS = r"""
Warning  FailedMount  3s  kubelet  MountVolume.SetUp failed for volume "token" : secret "api-token" not found
Normal  Pulled  kubelet  Container image "auth:1.2.3" already present
Liveness probe failed: HTTP probe failed with statuscode: 401
EventID=4624 An account was successfully logged on. Logon Type: 3 LogonProcessName: NtLmSsp
EventID=4672 Special privileges assigned to new logon. SID: S-1-5-18
Security ID: S-1-5-21-3623811015-3361044348-30300820-1013
Account Name: svc Logon ID: 0x3E7
Key Name: {uuid} Key Type: %%2500
Token Elevation Type: %%1936
TokenElevationType=TokenElevationTypeDefault (1)
An attempt was made to reset an account's password. Target Account: bob
The password of bob was changed by admin
PasswordLastSet: 2026-01-01 10:00:00
type=EXECVE msg=audit(1700000000.1:7): argc=2 a0="ls" a1="-p"
sudo: pam_unix(sudo:auth): authentication failure; logname=bob uid=1000 euid=0 tty=/dev/pts/0 ruser=bob rhost= user=bob
sshd[7]: Failed password for invalid user bob from 10.0.0.7 port 2222 ssh2
sshd[7]: Accepted publickey for bob from 10.0.0.7 port 2222 ssh2: ED25519 SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8
sshd[7]: Failed keyboard-interactive/pam for bob from 10.0.0.7 port 2222 ssh2
systemd-logind[7]: New session c1 of user bob.
systemd-logind[7]: Session 42 logged out.
audit: verb=get resource=secrets name=db-credentials code=200
{"kind":"Event","involvedObject":{"kind":"Secret","name":"db","uid":"{uuid}"}}
{"sig":11,"sid":[],"pid":7}
{"Cookie":["REDACTED"],"Accept":["*/*"]}
{"Authorization":["REDACTED"],"X-Api-Key":["REDACTED"]}
"""

ANSIBLE = r"""
ok: [web-1] => {"censored": "the output has been hidden due to the fact that 'no_log: true' was specified for this result"}
changed: [db-1] => (item=None)
fatal: [web-1]: FAILED! => {"msg": "Missing sudo password"}
fatal: [web-1]: UNREACHABLE! => {"msg": "Permission denied (publickey,password)."}
invocation: {"module_args": {"login_password": "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", "login_user": "root"}}
"module_args": {"password": "NOT_LOGGING_PARAMETER", "update_password": "on_create"}
TASK [Set password policy] ok: [web-1]
PLAY RECAP web-1 : ok=12 changed=3 unreachable=0 failed=0
SSH password: 
BECOME password[defaults to SSH password]: 
Vault password: 
puppet: /Stage[main]/User[bob]/password: changed [redacted] to [redacted]
password: "{{ vault_db_password }}"
ansible_become_pass: "{{ lookup('env', 'BECOME_PASS') }}"
"""

INSPECT = r"""
"Env": ["PATH=/usr/local/bin:/bin", "GPG_KEY={hex}", "PYTHON_VERSION=3.12.1"]
"Cmd": ["redis-server", "--port", "6379"]
"Id": "sha256:{hex}"
"Labels": {"org.opencontainers.image.revision": "{hex}"}
"Entrypoint": ["/docker-entrypoint.sh"]
"NetworkID": "{hex}", "EndpointID": "{hex}"
"MacAddress": "", "IPPrefixLen": 16
POSTGRES_PASSWORD_FILE=/run/secrets/pg
Step 4/9 : ARG NPM_TOKEN
 ---> Using cache {hex}
WARNING! Using --password via the CLI is insecure. Use --password-stdin.
Error response from daemon: pull access denied, repository does not exist or may require 'docker login'
secrets:\n  db:\n    external: true
password_file: /run/secrets/db
"""

REMOTES = r"""
origin	https://git.example.org/o/r.git (fetch)
origin	ssh://git@git.example.org:2222/o/r (push)
Cloning into 'password-store'...
Switched to branch 'feature/token-refresh'
 create mode 100644 src/secret.rs
 rename src/{auth => session}/token.rs (100%)
{hex} fix: password reset link expired too early
remote: Invalid username or password.
remote: Support for password authentication was removed on August 13, 2021.
Password for 'https://bob@git.example.org': 
npm WARN deprecated token-stream@1.0.0: use x
+ passport-jwt@4.0.1
yarn add jsonwebtoken@9.0.2 cookie-session@2.1.0
Collecting PyJWT==2.8.0
Requirement already satisfied: python-keycloak in /usr/lib/python3
go: downloading github.com/zalando/go-keyring v0.2.3
go: github.com/golang-jwt/jwt/v5@v5.2.0: h1:0123456789abcdefghijklmnopqrstuvwxyzABCDEFG=
 * [new tag] v1.2.3 -> v1.2.3
"""

DSNS = r"""
jdbc:postgresql://db:5432/x?user=app&password=&ssl=true
jdbc:postgresql://db:5432/x?user=app&password=***
Server=db;Database=x;Integrated Security=SSPI;
Server=db;User Id=sa;Password=******;
postgresql://app:xxxxx@db/x
mongodb://db-1,db-2,db-3/x?replicaSet=rs0&w=majority
DefaultEndpointsProtocol=https;AccountName=x;EndpointSuffix=core.windows.net
DSN=prod;
redis cluster 10.0.0.1:6379@16379 master - 0 1700000000 1 connected 0-5460
user@tcp(db:3306)/x?parseTime=true
kafka sasl.jaas.config=[hidden]
kafka security.protocol=SASL_SSL sasl.mechanism=PLAIN ssl.key.password=null ssl.keystore.type=JKS
connection pool size=10 idle=3 key=db-1
sslmode=require sslcert=/x/client.crt sslkey=/x/client.key
"""

SQL_LOG = r"""
LOG:  statement: SELECT id, password FROM users WHERE id = $1
LOG:  statement: CREATE TABLE tokens (id int, secret text, api_key varchar(64) not null)
LOG:  statement: ALTER TABLE users ADD COLUMN password_hash text
ERROR:  column "password" of relation "users" does not exist
ERROR:  null value in column "token" violates not-null constraint
DETAIL:  Key (id)=(7) already exists.
DETAIL:  parameters: $1 = '7', $2 = 'bob'
FATAL:  password authentication failed for user "bob"
FATAL:  no pg_hba.conf entry for host "10.0.0.7", user "bob"
Access denied for user 'bob'@'10.0.0.7' (using password: YES)
Query	SELECT user, authentication_string FROM mysql.user
Query	UPDATE users SET password=? WHERE id=?
Query	SHOW VARIABLES LIKE 'validate_password%'
Unknown column 'password' in 'field list'
SELECT token FROM sessions WHERE id = 7
DELETE FROM sessions WHERE expires < now()
CREATE INDEX idx_token ON sessions (token)
GRANT SELECT ON x.* TO 'app'@'%'
ALTER USER bob PASSWORD EXPIRE INTERVAL 90 DAY
ALTER USER app PASSWORD NULL
"""

HTTP_DUMP = r"""
> GET /api-keys HTTP/2
> Authorization: [REDACTED]
> Authorization: Bearer ***
< WWW-Authenticate: Bearer realm="api", error="invalid_token", error_description="The token expired"
< Set-Cookie: [REDACTED]
< ETag: W/"{hex}"
< X-Request-Id: {uuid}
< X-Trace-Id: {hex}
< Authentication-Results: mx; dkim=pass header.i=@example.invalid header.b=AbCdEf12; spf=pass
DKIM-Signature: v=1; a=rsa-sha256; d=example.invalid; s=k1; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;
HTTP/1.1 401 Unauthorized: token expired
GET /oauth/token 200 12ms
POST /v1/tokens/count 200
GET /reset-password?step=2 200
GET /search?q=how+to+reset+password 200
GET /login?next=%2Faccount%2Fpassword 302
GET /static/js/auth.{hex}.js 304
GET /users/7/tokens?page=2&sort=created_at 200
OPTIONS /login Access-Control-Request-Headers: authorization,content-type,x-api-key
{"token_type":"bearer","expires_in":3600,"scope":"read write"}
{"error":"invalid_grant","error_description":"Invalid password"}
{"error":"invalid_client","message":"client_secret is required"}
{"usage":{"prompt_tokens":12,"completion_tokens":40,"max_tokens":256}}
content-security-policy: default-src 'self'; script-src 'nonce-{hex}'
x-cache-key: /a/b?c=d
TLS session resumed, cipher TLS_AES_128_GCM_SHA256, key exchange X25519
* SSL certificate verify ok. subjectAltName: host "x" matched cert's "x"
* using HTTP/2, auth-scheme none
"""

MAIL = r"""
AUTH PLAIN
AUTH mechanisms: PLAIN LOGIN XOAUTH2
250-AUTH PLAIN LOGIN CRAM-MD5
535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6
334 VXNlcm5hbWU6
334 UGFzc3dvcmQ6
331 Please specify the password.
230 Login successful.
530 Please login with USER and PASS.
dovecot: imap-login: Disconnected (auth failed, 1 attempts): method=PLAIN, rip=10.0.0.7
postfix/smtpd[7]: warning: unknown[10.0.0.7]: SASL LOGIN authentication failed: Invalid authentication mechanism
status=sent (250 2.0.0 Ok: queued as 4TfQ5d6VZ8z1x)
Message-ID queued 4TfQ5d6VZ8z1x
Subject: Your password was changed
Subject: Reset your password
Subject: Your verification code
We have sent a verification code to your phone.
Your code expires in 10 minutes.
Your order number is 482193
Your ticket number is {d}
Your reference code: see invoice
This link expires in 24 hours
Enter the code from your authenticator app
Invoice 2026-000481 for customer {d}
Your PIN must be 4 digits
"""

CHAT = r"""
bob: what's the db password?
bob: I forgot my password again
bob: password reset worked, thanks
bob: the token expired
bob: is the api key rotated?
alice: rotate the secret please
alice: use the password manager
alice: the secret is in vault under shop/db
alice: check the password in 1password
the api key is in the vault
the token is in the header
my password does not work
the password is the same as before
password is correct
password was wrong
password has been changed
new password must differ from old password
the secret of success is hard work
token is missing or invalid
token was revoked by admin
token is being refreshed
token is only valid once
token from cache
secret key not configured
secret key rotation enabled
encryption key rotated
signing key {uuid} retired
master key initialized
webhook secret missing
login: admin
login as admin succeeded
creds: see vault
try again with password
try basic auth first
log in with bob or alice
the root password was changed to comply with policy
user=admin pw=
prod creds expired
key: value
pass: 12 fail: 3
pass=12 fail=0 skip=3
auth: ok
auth=none
"""

TRACES = r"""
  File "x.py", line 7, in get_password
    return self._token_store.get(key)
    raise ValueError("password must not be empty")
ValueError: password must not be empty
KeyError: 'api_key'
E       assert token is None
E       AttributeError: 'NoneType' object has no attribute 'password'
    at com.example.TokenService.refresh(TokenService.java:112)
    at Object.<anonymous> (/srv/auth/token.js:7:13)
Caused by: java.lang.NullPointerException: Cannot invoke "Token.getValue()" because "token" is null
Caused by: io.jsonwebtoken.ExpiredJwtException: JWT expired at 2026-11-23T08:00:00Z
System.ArgumentNullException: Value cannot be null. (Parameter 'password')
System.IO.FileLoadException: Could not load file or assembly 'X, Version=1.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089'
panic: runtime error: invalid memory address [signal SIGSEGV sig=11 code=0x1 addr=0x0 pc=0x47]
main.(*Auth).Token(0xc000010000, {0x7, 0x8})
TypeError: Cannot read properties of undefined (reading 'token')
SyntaxError: Unexpected token 'e', "error" is not valid JSON
PHP Warning: Undefined array key "password" in /srv/x.php on line 7
ArgumentError: missing keyword: :password
ActiveRecord::RecordInvalid: Validation failed: Password is too short (minimum is 8 characters)
error[E0425]: cannot find value `password` in this scope
error: expected one of `,` or `}`, found `token`
warning: unused variable: `secret`
undefined reference to `get_token'
expected string literal, got token ';'
parse error near token NUMBER at 7:13
"""

PROPS = r"""
spring.datasource.password=${DB_PASSWORD}
server.ssl.key-store=classpath:keystore.p12
password=
password:
password: ""
password: ''
password = null
passwd: '*'
password.min.length=12
password.encoder=bcrypt
password_hash_algorithm = argon2id
password_file=/etc/x/password
token.validity=3600
token_endpoint=https://x.example.org/token
token_uri: https://x.example.org/oauth/token
secret.name=db
secretsProvider: vault
key.serializer=org.apache.kafka.common.serialization.StringSerializer
key-alias: deploy
cache.key.prefix=shop:
primary_key = id
public_key = /etc/x/pub.pem
api_key_header = X-Api-Key
apiKeyRef: {name: x}
auth.enabled=true
auth_type: basic
session.timeout=30m
session.cookie.name=SID
cookie.secure=true
cookie_domain: .example.org
pin.count=40
passphrase: !secret wifi
credentials: include
credentials_file: /etc/x/creds.json
ssh_key_path=/home/bob/.ssh/id_ed25519
keys: [a, b, c]
author: bob
authority: example.org
"""

SOAP = r"""
<wsse:Password Type="x"></wsse:Password>
<password xsi:nil="true"/>
<Password>********</Password>
<password>[REDACTED]</password>
<token/>
<TokenType>urn:x</TokenType>
<xs:element name="password" type="xs:string"/>
<xs:element name="token" type="xs:string" minOccurs="0"/>
<xsd:part name="sessionId" type="xsd:string"/>
<faultstring>Invalid password</faultstring>
<passwordPolicy>strict</passwordPolicy>
<secretRef>db</secretRef>
<key>name</key><string>bob</string>
<label for="pwd">Password:</label>
<input type="password" name="pwd"/>
<form action="/password" method="post">
<PublicKeyToken>b77a5c561934e089</PublicKeyToken>
<bean id="passwordEncoder" class="com.example.Encoder"/>
"""

GRAPHQL = r"""
query { user(id: 7) { name tokenCount } }
mutation($password: String!) { login(password: $password) { id } }
input LoginInput { name: String! password: String! }
type Token { value: String! expires: Int! }
LoginRequest [user=bob, password=***]
LoginRequest{user='bob', password='[PROTECTED]'}
Token[ttl=60, type=bearer]
Credentials { username: "bob", password: <hidden> }
User(name='bob', has_password=True)
args: map[user:bob]
event=login user=bob auth=password ok=true
event=token_refresh ttl=3600
login_total{method="password",ok="true"} 7
http_requests_total{path="/token",code="200"} 1027
password_reset_total 12
struct Auth { token: Option<String>, secret: Vec<u8> }
fn login(user: &str, password: &str) -> Result<Token, Error>
def login(user: str, password: str) -> Token:
function login(user, password) { return token }
const { password, ...rest } = user
"""

SPLIT = r"""
pass​age={hex}
to​kens: 12
ke‍yboard: de
au­thor: bob
\x1b[1mpasswords\x1b[0m: 3 changed
secre­tary: bob
"""

PERSONAL = r"""
order 4111111111111112 shipped
offset 6740609593061 committed
partition=3 offset=6740609593061 leader=1
kafka lag: current-offset 5018000000009 log-end-offset 5018000000017
epoch 1700000000000 ms
snowflake 1048576000000000000
imei 490154203237518 seen
trace 4bf92f3577b34da6a3ce929d0e0e4736
GB30 NWBK 6016 1331 9268 19 is no account
order 219-09-0000 of store
000-12-3456 and 666-12-3456
git@git.example.org:o/r.git
logo@2x.png
@angular/core@17.0.1
user@1000.service: Succeeded
java.lang.Object@1a2b3c
version 943.476.5919
build 20261123.4
2026-11-23 08:00:00.123456
pid 44051401 tid 359
bytes 9434765919 read
uptime 378282246310 ns
rows 6740609593061 scanned
txid 6011111111111 committed
node-1@10.0.0.7 up
"""
CLEAN = {"ci": CI, "events": EVENTS, "ansible": ANSIBLE, "inspect": INSPECT, "remotes": REMOTES, "dsns": DSNS, "sql_log": SQL_LOG, "http_dump": HTTP_DUMP, "mail": MAIL, "chatops": CHAT, "failures": TRACES, "properties": PROPS, "soap": SOAP, "graphql": GRAPHQL, "split_names": SPLIT, "personal": PERSONAL}
CLEAN = {topic: [line for line in lines.splitlines() if line] for topic, lines in CLEAN.items()}
