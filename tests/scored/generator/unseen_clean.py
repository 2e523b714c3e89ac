"""The lines without secrets of `unseen.py`, by topic."""

SHELL = r"""
mysql -uroot -p shop
mysql -u root -p
mysqldump -P 3306 -u root shop
mkdir -p /srv/app/releases
mkdir -pv build/out
cp -p a.txt b.txt
ssh -p 2222 deploy@web-1 uptime
docker run -p 8080:80 nginx
docker run -p 127.0.0.1:5432:5432 postgres:16
nmap -p 22,80,443 10.0.0.1
ps -a
ls -a /srv
tar -xzpf a.tgz
netstat -an -p tcp
curl -u https://example.org
curl -X POST -d 'page=1&sort=asc' https://example.org
curl --user-agent test/1.0 https://example.org
wget -P /tmp https://example.org/x
redis-cli -h cache -p 6379 ping
sshpass -e ssh web-1
grep -a pattern file.bin
grep -w token file.txt
psql -h db -U app -w shop
docker compose -p shop up -d
kubectl get secret db -o yaml
kubectl create secret generic db --from-file=password=/run/secrets/db
kubectl describe secret db-password
mysql --password -u root
wget --ask-password https://example.org
git commit -a -m "rotate token"
git push -u origin main
git config credential.helper store
patch -p1 < a.diff
useradd -p /dev/null
python -u app.py
pip install -U pip
journalctl -u nginx.service
systemctl status sshd@1.service
chown -R app:app /srv/app
docker run -u 1000:1000 app:1.2
rsync -a src:/srv dst
ssh -A deploy@web-1
helm upgrade shop ./chart --set replicas=2,image.tag=v1.2.3
docker login --password-stdin registry.example.org
echo $PASSWORD | docker login -u bob --password-stdin
mysql -u root -p"$DB_PASS" shop
mysql -u root -p${DB_PASS} shop
curl -u "$USER:$PASS" https://example.org
curl -u ${USER}:${PASS} https://example.org
curl -u "${{ secrets.USER }}:${{ secrets.PASS }}" https://example.org
PGPASSWORD=$DB_PASS psql -h db
PGPASSFILE=/root/.pgpass psql -h db
export TOKEN=$(cat /run/secrets/token)
sshpass -f /run/pw ssh web-1
java -Dfile.encoding=UTF-8 -Xmx2g -jar app.jar
openssl pkcs12 -passin env:PW -in a.p12
openssl pkcs12 -passin file:/run/pw -in a.p12
"""

PHRASES = r"""
password is required
password is invalid
Password is expired
password is incorrect
The password is too short
password is not set
password is missing
password is wrong for user bob
password is case-sensitive
Password is valid
your password is about to expire in 3 days
your password will expire in 7 days
Your password has been reset
password was changed by admin
password must contain 12 characters
password reset requested for user 4711
password reset to default policy
password changed for user bob
password changed successfully
password set to expire in 90 days
using password authentication
login failed with password authentication
Failed password for root from 10.0.0.1 port 22 ssh2
Accepted password for deploy from 10.0.0.1 port 51512 ssh2
no password supplied
bad password attempt for user bob
token is expired
token is valid until 2025-01-27T12:00:00Z
token is not valid yet
Token is malformed
the access token is missing the scope read
the secret is not found in namespace shop
the secret was rotated 3 days ago
the api key is disabled
API key is bound to project alpha-2
the api key was revoked at 12:00:01
access key is older than 90 days
the PIN is locked
PIN is 4 digits long
pin was changed 2 days ago
the OTP is valid for 5 minutes
OTP was sent to the device
verification code sent
your verification code is invalid
exit code is 137
status code is 404
error code: 482913
error code is 100234
country code: 49
postal code is required
invalid code 482913
order 482913 is your latest order
Das Passwort ist abgelaufen
Das Passwort ist zu kurz
Passwort erforderlich
le mot de passe est incorrect
mot de passe invalide
la contraseña es incorrecta
contraseña incorrecta
пароль не задан
密码错误
パスワードが違います
password policy is strict
password file /etc/passwd updated
password hashing took 120ms
password hash algorithm is bcrypt
secret is mounted at /run/secrets/db
secret is managed by vault-agent-2
token is 36 characters long
token was issued 12s ago
token bucket is full at 1024
the password is empty
the token is null
login with password is disabled
the password is ****
passphrase is required for id_ed25519
session is 42 minutes old
credentials: none
credentials: not configured
password is "required"
password is either wrong or expired
"""

SQL = r"""
SELECT id, password_policy_id FROM users WHERE id = 7
SELECT password FROM users WHERE id = 7
INSERT INTO users (name, age) VALUES ('bob', 42)
INSERT INTO tokens_used (n, total) VALUES (12, 480)
INSERT INTO users (name, password) VALUES ($1, $2)
INSERT INTO users (name, password) VALUES (?, ?)
INSERT INTO users (name, password) VALUES (:name, :password)
UPDATE users SET password = $1 WHERE id = $2
UPDATE users SET password = ? WHERE id = ?
UPDATE users SET password=:password WHERE id=:id
SELECT * FROM t WHERE name = 'bob' ORDER BY 'id'
GROUP BY 'region', 'day'
ALTER TABLE users ADD COLUMN password varchar(255)
CREATE TABLE users (id int, password text NOT NULL)
CREATE INDEX ix_token ON sessions (token)
CREATE USER app IDENTIFIED VIA unix_socket
ALTER USER app PASSWORD EXPIRE
ALTER USER app IDENTIFIED EXTERNALLY
DROP USER app
connection authorized: user=app database=shop
AUTH failed: WRONGPASS invalid username-password pair
NOAUTH Authentication required.
duration: 12.345 ms  statement: SELECT 1
JOIN keys ON keys.id = t.key_id AND t.kind = 'primary'
"""

CONFIGS = r"""
password_policy = strict
password.min.length=12
tokenizer = "bpe"
max_tokens: 4096
secret_name: db-credentials
secretKeyRef: name=db key=uri
  DB_PASSWORD:  <set to the key 'password' in secret 'db'>  Optional: false
auth_method = "ldap"
author: Bob
key: value
sort_key=created_at
cache_key="v2:users:42"
password: null
password: ""
password = ${DB_PASSWORD}
password: {{ .Values.db.password }}
password: !vault |
password: <redacted>
password: ********
password=$DB_PASSWORD
password: (sensitive value)
+ password = (sensitive value)
password = var.db_password
const password = process.env.DB_PASSWORD
password = os.environ["DB_PASSWORD"]
password = getenv('DB_PASSWORD')
<passwordPolicy>strict</passwordPolicy>
<input type="password" name="pw"/>
PasswordAuthentication yes
UsePAM yes
PermitEmptyPasswords no
<property name="user" value="bob"/>
Set-Cookie2 is obsolete
token_type=bearer
"token_type": "Bearer", "expires_in": 3600
"""

LOOKALIKES = r"""
request {uuid} took 12ms
commit {hex} by bob
image sha256:{hex}{hex}0000
deployed build {d} in 42s
order 20250127{d} shipped
2025-01-27T12:00:00.{d}Z INFO started
1738000000123 events in queue
offset 4111111111111112 partition 3
snowflake id 1234567890123456789
Chrome/124.0.6367.118 Safari/537.36
go1.22.3 linux/amd64
OpenSSL 3.0.13 30 Jan 2024
kernel 6.8.0-31-generic
lib.so.1.2.3.4 loaded
version 10.0.22631.3447
at com.example.auth.TokenService.refresh(TokenService.java:42)
at Object.<anonymous> (/srv/app/node_modules/@babel/core/lib/index.js:12:34)
File "/usr/lib/python3.11/site-packages/passlib/hash.py", line 12, in verify
pod/session-manager-7d9f8b6c5d-x2x4z is ready
namespace kube-system, pod coredns-5dd5756b68-abcde
secret/db-credentials created
configmap/kube-root-ca.crt unchanged
node ip-10-0-1-23.eu-west-1.compute.internal ready
arn:aws:iam::123456789012:role/deploy
arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf
projects/p1/secrets/db-password/versions/3
gcr.io/p1/app@sha256:{hex}000000000000000000000000
p99=12.5ms p50=1.2ms count=4096
heap 512MB/2048MB gc 12ms
[INFO] tokens: prompt=12 completion=48 total=60
GET /password/reset HTTP/1.1 200
GET /api/v1/tokens?page=2 HTTP/1.1 200
POST /auth/login HTTP/1.1 401
/srv/app/secrets/README.md changed
key=users:42 hit=true ttl=300
etag "5d8c72a5edda8d6a:3239"
ETag: W/"6a-{hex}"
If-None-Match: "{hex}"
X-Request-Id: {uuid}
traceparent: 00-{hex}-b7ad6b7169203331-01
epoch=1738000000 dur=0.123
lat_ms=12.3 lon_count=4
file size 4012888888881882 bytes
checksum crc32=0x1a2b3c4d
MAC filter enabled
phone home disabled
192.168.1.1:8080 connected
fe80::1%eth0 up
12:34:56.789 tick
tel. opening hours 9-17
ISBN 978-3-16-148410-0
EAN 4006381333931
IMEI check skipped
part no. 123-45-678
ticket ABC-1234 closed
v1.2.3-rc.4+build.567
a=1&b=2&c=3
state machine: pending -> done
user@host:~$ ls
root@web-1:/srv# make
git@github.com:acme/app.git
logo@2x.png loaded
@angular/core@17.3.1
unit@1.service started
Foo@1a2b3c4d
bearer of news
basic auth is enabled
basic configuration loaded
Bearer token missing
pin 7 high
pinned version 1.2.3
shipping pin set
passed 42 tests in 3.2s
bypass enabled
compass heading 270
secretary added
author: alice
the quick brown fox: jumps over
INSERT 0 1
COPY 42
rows=42 width=8
checkpoint complete: wrote 42 buffers (0.3%)
GC pause (G1 Evacuation Pause) 12.345ms
Started Application in 3.456 seconds (process running for 4.567)
Listening on [::]:8080
std::vector<int>::push_back
crate::auth::token::verify
0000:00:1f.2 SATA controller
usb 1-1.2: new device number 4
eth0: link up 1000Mbps
mem 0x00000000fee00000
call 0x7ffd1234abcd
sid=S-1-5-21-1004336348-1177238915-682003330-512
EventID=4624 LogonType=3
data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk
cursor eyJwYWdlIjoyLCJzb3J0IjoiYXNjIn0
integrity sha512-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wCW==
ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000
SHA256:n4bQgYhMfWWaL28qgB1KbOnXaKmkCtZ1B2x4x4x4x4x
JWT verification failed: alg none
password_reset_token_ttl=3600
csrf protection enabled
session expired after 1800s
cookie consent given
OTP service is up
2fa enabled for user 42
api key rotation job finished
credit card payments disabled
passport.js strategy loaded
social security module v2
bank holiday calendar loaded
account number format changed
sort code validation off
pan and zoom enabled
visa application 12 pending
iban validation took 3ms
"""


def lines(block):
    return block.strip("\n").split("\n")


CLEAN = {"shell": lines(SHELL), "phrases": lines(PHRASES), "sql": lines(SQL), "configs": lines(CONFIGS), "lookalikes": lines(LOOKALIKES)}
