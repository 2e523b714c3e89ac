"""The lines without secrets of the fourth set, by topic: beside each kind of secret what only looks like one."""

WINDOWS = r"""
PS C:\> Get-Credential -UserName svc -Message "Password"
PS C:\> $pw = Read-Host -AsSecureString "Password"
PS C:\> Get-ChildItem Env: | Where-Object Name -like '*TOKEN*'
PS>ParameterBinding(Get-Item): name="Path"; value="C:\Users\bob"
runas /savecred /user:corp\svc app.exe
net user bob /active:yes
net accounts /maxpwage:90 /minpwlen:12
schtasks /query /tn sync /fo LIST /v
msiexec /i agent.msi /qn /l*v C:\temp\agent.log
MSI (s) (A4:7C) [08:00:00:123]: Note: 1: 1708
Property(S): ProductCode = {1A2B3C4D-0000-4000-A000-000000000000}
HKLM\SOFTWARE\Vendor\App  KeyPath    REG_SZ    C:\Program Files\App
Logon Process: Advapi  Authentication Package: Negotiate
Package Name (NTLM only): NTLM V2  Key Length: 128
Pre-Authentication Type: 2  Certificate Serial Number: {hex}
Ticket Encryption Type: 0x12 Ticket Options: 0x40810010
Password Last Set: 11/23/2026 8:00:00 AM
User Account Control: Password Not Required - Disabled
Kerberos pre-authentication failed. Failure Code: 0x18
2026-11-23 08:00:00 10.0.0.7 GET /auth/login - 443 - 10.0.0.8 Mozilla/5.0+(Windows+NT+10.0) 200 0 0 12
w3wp.exe: Token was impersonated for user svc
Faulting module path: C:\Windows\SYSTEM32\secur32.dll
PublicKeyToken=b77a5c561934e089, Version=4.0.0.0, Culture=neutral
Could not load file or assembly 'System.Web, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a'
"""

NETWORK = r"""
username admin privilege 15 secret 9 [hidden]
service password-encryption
%SEC_LOGIN-4-LOGIN_FAILED: Login failed [user: bob] [Source: 10.0.0.7] [localport: 22] [Reason: Login Authentication Failed]
%SYS-5-CONFIG_I: Configured from console by admin on vty0 (10.0.0.7)
%SSH-5-SSH2_SESSION: SSH2 Session request from 10.0.0.7 (tty = 0) using crypto cipher 'aes256-ctr', hmac 'hmac-sha2-256' Succeeded
%CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON
key chain OSPF-KEYS
  key 1
crypto key generate rsa modulus 2048
ip ssh pubkey-chain
ike: authentication method: PRE_SHARED_KEY
charon: 07[IKE] authentication of 'gw.example.org' with pre-shared key successful
wg0: handshake for peer 7 (10.0.0.7:51820) did not complete after 5 seconds
wpa_supplicant: WPA: Key negotiation completed with aa:bb:cc:dd:ee:01 [PTK=CCMP GTK=CCMP]
hostapd: wlan0: STA aa:bb:cc:dd:ee:01 WPA: pairwise key handshake completed (RSN)
radiusd: Login OK: [bob] (from client ap-1 port 7)
radiusd: (7) pap: WARNING: No "known good" password found for the user. Not setting Auth-Type
SNMP community strings are configured
snmpd: Received SNMP packet(s) from UDP: [10.0.0.7]:161
dhcpd: DHCPACK on 10.0.0.7 to aa:bb:cc:dd:ee:01 via eth0
openvpn: TLS: soft reset sec=3600/3600 bytes=1024/-1 pkts=7/0
openvpn: VERIFY KU OK
pppd: CHAP authentication succeeded
bgp: neighbor 10.0.0.7 Up
"""

DAEMONS = r"""
machine git.example.org login bob
dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=10.0.0.7, lip=10.0.0.8, mpid=7, TLS, session=<abcdEFGH12345678>
dovecot: auth: Debug: auth client connected (pid=7)
dovecot: auth: Error: pam(bob): unknown user
postfix/smtpd: warning: unknown[10.0.0.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6
postfix/smtpd: disconnect from unknown[10.0.0.7] ehlo=1 auth=0/1 quit=1 commands=2/3
postfix/smtp: Anonymous TLS connection established: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519
slapd: conn=7 op=0 BIND dn="cn=bob" method=128
slapd: conn=7 op=0 RESULT tag=97 err=49 text=
sssd: Password expired. Change your password now.
vsftpd: [bob] FAIL LOGIN: Client "10.0.0.7"
ftpd: command: PASS (hidden)
proftpd: PASS xxx
cupsd: [Job 7] Authentication required
passwd[7]: password for 'bob' changed by 'root'
chage[7]: changed password expiry for bob
useradd[7]: new user: name=bob, UID=1001, GID=1001, home=/home/bob, shell=/bin/bash
login[7]: pam_unix(login:auth): check pass; user unknown
gpg: key 0123456789ABCDEF: public key imported
gpg: Signature made with RSA key {hex}
gpg-agent[7]: handler 0x7f for fd 10 started
sshd[7]: Server listening on 0.0.0.0 port 22.
sshd[7]: Authentication key RSA SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8 found
zip -r x.zip a b -x '*.pem'
tar -pcf a.tar b
ldapsearch -x -D cn=admin,dc=example -W -b dc=example
ssh -p 2222 bob@web-1 uptime
openssl x509 -in a.pem -noout -text
asterisk: Registered SIP 'bob' at 10.0.0.7:5060
"""

CLOUDS = r"""
kubectl create secret generic db --from-file=./password.txt -n shop
kubectl get secret db -o jsonpath='{.data.password}'
helm upgrade x ./x --set image.tag=1.2.3 --wait
helm upgrade x ./x --set db.existingSecret=db-credentials
docker run -d -e POSTGRES_PASSWORD_FILE=/run/secrets/pg -p 5432:5432 postgres:16
docker login -u ci --password-stdin r.example.org
aws ssm get-parameter --name /prod/db/password --with-decryption
aws sts get-caller-identity --profile prod
aws secretsmanager get-secret-value --secret-id prod/db/password
"eventName":"GetSecretValue","requestParameters":{"secretId":"prod/db"}
"userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:bob","sessionContext":{"attributes":{"mfaAuthenticated":"false"}}}
"requestParameters":{"keyId":"arn:aws:kms:eu-west-1:123456789012:key/{uuid}"}
gcloud auth application-default login
heroku config:get STRIPE_SECRET -a x
fly secrets list
vault kv get -field=password secret/db
vault token lookup
vault: token_duration 768h token_renewable true token_policies ["default"]
"auth":{"token_type":"service","policies":["default"],"entity_id":"{uuid}"}
path "secret/data/*" { capabilities = ["read"] }
terraform plan -var-file=prod.tfvars
  + password = (sensitive value)
  + key_name = "deploy"
  + kms_key_id = (known after apply)
aws_secretsmanager_secret_version.db: Refreshing state... [id=arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf|{uuid}]
nomad: token accessor {uuid} created
consul: agent: Coordinate update error: error="Permission denied: token with AccessorID '00000000-0000-0000-0000-000000000002' lacks permission"
kubelet: Certificate rotation detected, shutting down client connections to start using new credentials
Token for service account default/builder will expire in 3600 seconds
csi-secrets-store: secret rotation poll interval 2m
externalsecrets: secret synced name=db key=prod/db version={hex}
{"type":"Opaque","metadata":{"name":"db-password","namespace":"shop"}}
secretName: web-tls
imagePullSecrets: [{name: regcred}]
secretKeyRef: {name: db, key: password}
"""

OAUTH = r"""
POST /oauth/token grant_type=client_credentials 200 12ms
token response: token_type=Bearer expires_in=3600 scope=openid
token endpoint returned 400 {"error":"invalid_grant"}
refresh token expired at 2026-11-23T08:00:00Z
WWW-Authenticate: Bearer realm="api", error="invalid_token", error_description="The token expired"
WWW-Authenticate: Basic realm="restricted"
Authorization header missing
Authorization: Bearer <token>
Authorization: Bearer $TOKEN
unsupported Authorization scheme: Digest
jwt: signature verification failed, alg=RS256 kid=2026-01
jwks refreshed, 3 keys, next in 300s
token issued sub=7 aud=api exp=1700003600 jti={uuid}
{"iss":"https://id.example.org","aud":"api","azp":"web","token_use":"access"}
oauth2: cannot fetch token: 401 Unauthorized
OAuth state mismatch for session
code_challenge_method=S256
Access-Control-Allow-Headers: Authorization, X-Api-Key, Content-Type
Access-Control-Expose-Headers: X-Auth-Token-Expires
X-RateLimit-Remaining: 4999, X-Request-Id: {uuid}
ETag: "{hex}"
Set-Cookie: removed
csrf token mismatch
CSRF token from POST incorrect
Invalid CSRF Token found for https://app.example.org/login
session timeout=3600 idle=900
GET /oauth/authorize?response_type=code&client_id=web&scope=openid 302
GET /.well-known/openid-configuration 200
POST /api/password/reset 202
GET /tokens?page=2&sort=created 200
GET /api/v1/secrets/db/versions/7 200
DELETE /api/v1/tokens/{uuid} 204
"""

STORES = r"""
1700000000.123456 [0 10.0.0.7:50000] "GET" "session:count"
1700000000.123456 [0 10.0.0.7:50000] "SET" "token:count" "12"
NOAUTH Authentication required.
WRONGPASS invalid username-password pair or user is disabled.
redis: key session:{uuid} expired
Slow query: KEYS user:* took 12 ms
Access denied for user 'app'@'10.0.0.7' (using password: YES)
Access denied for user 'app'@'localhost' (using password: NO)
FATAL:  password authentication failed for user "app"
LOG:  statement: SELECT id FROM tokens WHERE user_id = $1
LOG:  statement: ALTER ROLE app VALID UNTIL '2027-01-01'
ERROR:  duplicate key value violates unique constraint "api_keys_pkey"
DETAIL:  Key (id)=(7) already exists.
Duplicate entry '7' for key 'users.PRIMARY'
CREATE TABLE users (id int, password varchar(60), token char(32) NOT NULL)
SELECT password FROM users WHERE id = ?
UPDATE users SET password = ? WHERE id = ?
INSERT INTO tokens (id, token, created) VALUES ($1, $2, $3)
CREATE INDEX sessions_token_idx ON sessions (token)
ALTER TABLE users ADD COLUMN api_key varchar(64)
Query	SET PASSWORD FOR 'bob' = <secret>
CREATE USER 'bob' IDENTIFIED BY <secret>
mongod: Authentication failed: UserNotFound: Could not find user "bob" for db "admin"
"mechanism":"SCRAM-SHA-256","principalName":"bob","authenticationDatabase":"admin"
SASL mechanism SCRAM-SHA-512 negotiated
kafka: ssl.keystore.location = /etc/kafka/ks.jks
kafka: sasl.jaas.config = [hidden]
kafka: ssl.key.password = null
kafka: ssl.truststore.password = [hidden]
partition key: user_id, sort key: created_at
primary key (tenant, token_hash)
foreign key constraint "fk_tokens_user" on table tokens
elasticsearch: security is enabled, authc.token.enabled=true
cassandra: key cache hit rate 0.98, row cache disabled
rabbitmq: connection 10.0.0.7:50000 -> 10.0.0.8:5672: user 'app' authenticated and granted access to vhost '/'
etcd: auth token 7 revoked
memcached: <30 get session_7
"""

DUMPS = r"""
(Pdb) p len(password)\n12
(gdb) print cfg->password\n$1 = 0x0
strace: openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3
strace: execve("/usr/bin/passwd", ["passwd", "bob"], 0x7ffd)
["password"]=>\n  NULL
[password] => 
'password' => NULL
#<User id: 7, name: "bob", password_digest: [FILTERED]>
#<struct Login user="bob", password=nil>
%{"user" => "bob", "password" => "[FILTERED]"}
&{Name:bob Password: Age:7}
Config(user=bob, password=***, n=7)
Config{user=bob, password=null}
LoginRequest { User = bob, Password = ******** }
{ user: 'bob', password: undefined, n: 7 }
{ token: [Function: token], secret: [Getter] }
SecretStr('**********')
Secret([REDACTED alloc::string::String])
password: None,
password: Option<String>,
password: str = Field(min_length=12)
def login(self, user: str, password: str) -> Token:
fn login(user: &str, password: &str) -> Result<Token, Error>
public Token login(String user, String password) throws AuthException {
func (s *Server) Login(ctx context.Context, token string) error {
at com.example.auth.PasswordEncoder.matches(PasswordEncoder.java:42)
at com.example.Token$Builder.secret(Token.java:7) ~[app.jar:1.2.3]
  File "/srv/app/auth/tokens.py", line 42, in verify_token
KeyError: 'password'
TypeError: login() missing 1 required positional argument: 'password'
AttributeError: 'NoneType' object has no attribute 'token'
NullPointerException: Cannot invoke "String.length()" because "password" is null
SyntaxError: Unexpected token < in JSON at position 0
SyntaxError: Unexpected token 'export'
error[E0425]: cannot find value `token` in this scope
panic: runtime error: invalid memory address or nil pointer dereference
ValidationError: password: String should have at least 12 characters
"password" is not allowed to be empty
"token" must be a string
password (required), token (optional)
"""

CLIENTS = r"""
D/LoginActivity( 7): password field focused
I/flutter ( 7): password too short
W/KeyStore( 7): key not found: master
[LoginView] password visibility toggled
access token refreshed, expires in 3600
token refresh scheduled in 3540s
console.log token undefined
localStorage.removeItem("authToken")
sessionStorage token=null
redux action {"type":"LOGIN_SUCCESS","payload":{"id":7}}
redux action {"type":"auth/tokenExpired"}
pw:api => locator.fill() on input[name="password"] timed out
waiting for selector "input[type=password]"
expect(page.locator('#password')).toBeVisible()
cy:command get input[type=password]
<input type="password" name="password" autocomplete="current-password">
Element <input id="password"> is not clickable at point (7, 7)
autofill: password form detected
keyboard: key=Enter code=13 keyCode=13
keydown key=a code=KeyA
Push token updated
FCM: registration token changed
Firebase: Error (auth/wrong-password).
Firebase: Error (auth/invalid-api-key).
Keychain item not found, status -25300
biometric key invalidated
Failed to decode downloaded font: auth.woff2
aria-label="Show password"
placeholder="Enter your password"
label: "API key", hint: "Find it in your settings"
"""

FORMATS = r"""
password = ""
password = var.db_password
password = data.vault_generic_secret.db.data["password"]
password = "${var.db_password}"
password = os.environ["DB_PASSWORD"]
password = process.env.DB_PASSWORD
password = ENV.fetch("DB_PASSWORD")
password = config.get("password")
password: ${DB_PASSWORD:-}
password: "{{ .Values.db.password }}"
password: {{ vault_db_password }}
password: !vault |
password: !Ref DbPassword
password_file: /etc/app/password
password_policy: strict
password_min_length = 12
password_command = pass show db
passwordCredentialId: db-prod
token_ttl = 3600
token_url: https://id.example.org/token
token-endpoint = /oauth/token
tokenizer: cl100k_base
secret_name = "prod/db"
secretRef: db-credentials
api_key_header = X-Api-Key
api_key_env: OPENAI_API_KEY
auth_type = md5
auth_backend = ldap
auth-method: scram-sha-256
key_type = rsa
key_algorithm: ed25519
private_key_path = /etc/ssl/private/web.key
ssl_certificate_key /etc/nginx/web.key;
proxy_set_header Authorization $http_authorization;
proxy_set_header Authorization "";
proxy_hide_header X-Api-Key;
PasswordAuthentication no
PubkeyAuthentication yes
AuthType Basic
AuthUserFile /etc/apache2/.htpasswd
<property name="passwordEncoder" ref="bcrypt"/>
<xs:element name="password" type="xs:string"/>
<string name="password_hint">Password</string>
user,password,role
| user | password | role |
credential_process = /usr/bin/aws-vault
session_name = deploy
cookie_name = sid
"""

APPS = r"""
airflow: Connection db does not exist
spark: Authentication is disabled, spark.authenticate=false
spark.ssl.keyPassword=*********(redacted)
django: The SECRET_KEY setting must not be empty.
django.middleware.csrf: Forbidden (CSRF token missing.): /login
rails: Can't verify CSRF token authenticity.
Filter chain resolved to PasswordEncoderFilter
Using generated security password
Grafana: logger=secrets t=2026-11-23 level=info msg="Envelope encryption state" enabled=true currentprovider=secretKey.v1
logger=authn.service level=warn msg="Failed to authenticate request" client=auth.client.session error="user token not found"
Keycloak: type=LOGIN_ERROR, realmId=x, clientId=web, userId=null, ipAddress=10.0.0.7, error=invalid_user_credentials, auth_method=openid-connect, code_id={uuid}
type=CODE_TO_TOKEN, realmId=x, clientId=web, token_id={uuid}, refresh_token_type=Refresh
Jenkins: Masking supported pattern matches of $TOKEN
Jenkins: using credential deploy-key
jupyter: Use Control-C to stop this server
The password must contain at least 12 characters
Password strength: weak
Password changed for user 7
password reset requested user=7
password=<redacted>
password=*****
password=[FILTERED]
Passwords do not match
New password must differ from the last 5
prompt tokens: 812, completion tokens: 96, total tokens: 908
usage: {"prompt_tokens":812,"completion_tokens":96,"total_tokens":908}
max_tokens=4096 temperature=0.7
token limit exceeded: 8192 > 4096
tokens per second: 41.2
stop token id 128001
vocab: special token '<|endoftext|>' at 50256
lexer: unexpected token IDENT at 7:12
parser: token type mismatch, got STRING want NUMBER
cancellation token source disposed
token bucket refill rate 100/s
secret santa draw done, 12 pairs
Secret scanning found 0 secrets
key rotation done: 3 keys rotated, 0 failed
license key accepted
cache key v2:user:7 miss
idempotency key {uuid} reused
sort key order ascending
pin GPIO17 set high
pinned 7 pages
PIN attempts left: 2
pan=12.5 tilt=3.0 zoom=2
span=7 lane=worker-7
"""

PEOPLE = r"""
Customer says the password reset mail never came
Hi, I forgot my password, please help
can someone rotate the token please?
the vpn password expired yesterday
the new password policy is live
the password for the vpn is in the vault
Password for staging: see the wiki
my token does not work any more
your password will expire in 7 days
your password has been changed
your password must be at least 12 characters long
your verification code has been sent
enter the code we sent to your phone
The code is on GitHub
error code is 404
exit code 137
status code: 503
zip code 94107
PIN required
Passwort vergessen?
das Passwort ist falsch
das Passwort ist abgelaufen
mot de passe oublié
le mot de passe est incorrect
contraseña incorrecta
la contraseña es obligatoria
a senha é inválida
wachtwoord vergeten
пароль неверный
hasło wygasło
şifre hatalı
密码错误
パスワードが違います
비밀번호가 틀렸습니다
secret meeting at noon
that is no secret
the key to success is testing
I lost my key yesterday
login page is slow since 08:00
credentials are stored in the vault
credentials / tokens / keys: see docs
"""

TORN = r"""
{"user":"bob","password":"
{"user":"bob","token":nu
{"user":"bob","session":null,"nested":{"a":
&quot;password&quot;:&quot;&quot;
&quot;tokenCount&quot;:&quot;12&quot;
%7B%22user%22%3A%22bob%22%7D
\x22user\x22:\x22bob\x22
\u0022count\u0022:\u002212\u0022
{\"tokens\":12,\"token_type\":\"Bearer\"}
payload={user:bob,token_count:12}
password=
password=""
password=''
password="",user=bob
password=;user=bob
(password=)
[password]
<password>
{password}
password: 
password:
password, token and secret
password/token
password|token|secret
token=... (truncated)
token=<nil>
token=(null)
token=undefined
secret=N/A
password=****** user=bob
password: "********"
**password** is required
`password` is required
token [optional]
password (hidden)
"""

NUMBERS = r"""
order «x» 4242 items
trace 4242424242424241 done
card ending in 4242
card **** **** **** 4242 declined
card 4242********4242 declined
bin=424242 last4=4242
amount 1234567890123456 micros
ts=1700000000123 seq=4111111111111112
snowflake 1181234567890123456
IMEI check skipped
iban check failed for DE00370400440532013000
IBAN too short: DE8937040044
ssn last4 1120
ssn 000-12-3456 rejected
ssn 666-12-3456 rejected
zip+4 94107-1234
order 123-45-67890
tel ext 1234
git@github.com:o/r.git
npm @types/node@20.1.0
logo@2x.png loaded
Foo@1a2b3c4d
user@host:~$ ls
systemd: getty@tty1.service started
postfix: from=<>, size=4
version 10.0.26100.1
build 2026.11.23.1
uuid {uuid}
sha1 {hex}
nonce 0x{hex}
block 0x5290840009852788
ISBN 978-3-16-148410-0
EAN 4006381333931
invoice 2026-0001234-5
tracking 1Z999AA10123456784
lot 12345678A expired
part X1234567M ordered
flight 12345678 delayed
room S1234567A booked
"""
CLEAN = {"windows": WINDOWS, "network": NETWORK, "daemons": DAEMONS, "clouds": CLOUDS, "oauth": OAUTH, "stores": STORES, "dumps": DUMPS, "clients": CLIENTS, "formats": FORMATS, "apps": APPS, "support": PEOPLE, "torn": TORN, "persons": NUMBERS}
CLEAN = {topic: [line for line in lines.splitlines() if line] for topic, lines in CLEAN.items()}
