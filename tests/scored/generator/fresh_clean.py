"""The lines without secrets of the second set of `unseen.py`, by topic."""

YAML_IN_TEXT = r"""
loaded config: database: {host: db-1, user: app, passwordFile: /run/secrets/db, pool: 5}
password: ${DB_PASSWORD}
password: {{ .Values.db.password }}
password: !vault |
password_policy: strict
secretName: db-credentials
secretKeyRef: {name: db, key: password}
valueFrom: {secretKeyRef: {name: db, key: token}}
existingSecret: shop-postgres
token_ttl: 3600
auth: enabled
tokens: 128 used of 4096
keys: [id, name, created_at]
tls: {secretName: web-tls, hosts: [a.example.org]}
"""

XML = r"""
<user name="bob" role="admin"/>
<passwordPolicy minLength="12" expireDays="90"/>
<token type="bearer"/>
<property name="hibernate.dialect" value="x"/>
<password/>
<password></password>
<password>***</password>
<password>${db.password}</password>
<secretName>db</secretName>
<param-name>password</param-name>
<add key="PasswordMinLength" value="12"/>
<input type="password" name="password" placeholder="Password"/>
<label for="password">Password</label>
<a href="/reset-password">Forgot password?</a>
"""

ENV_DUMPS = r"""
PATH=/usr/bin:/bin HOME=/root LANG=C.UTF-8 PWD=/srv/app OLDPWD=/root SHLVL=1
SSH_AUTH_SOCK=/tmp/ssh-x/agent.1
export DB_PASSWORD=$(cat /run/secrets/db)
export TOKEN="${TOKEN:-}"
DB_PASSWORD_FILE=/run/secrets/db
PASSWORD_MIN_LENGTH=12
TOKEN_TTL=3600
SECRET_NAME=db
AWS_REGION=eu-central-1 AWS_PROFILE=prod
KEYBOARD=de KEYMAP=de-latin1
XAUTHORITY=/run/user/1000/xauth
GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568
PYTHON_SHA256={hex}
GIT_COMMIT={hex}
BUILD_ID={d}
JWT_ALGORITHM=HS256
"""

KUBERNETES = r"""
secret/db created
kubectl get secret db -n shop -o yaml
Mounting secret db-credentials at /run/secrets
MountVolume.SetUp succeeded for volume "kube-api-access-x7k2p"
serviceAccountToken: {path: token, expirationSeconds: 3607}
automountServiceAccountToken: false
imagePullSecrets: [{name: reg}]
Error: secret "db" not found
tokenreviews.authentication.k8s.io is forbidden
certificate-authority-data: DATA+OMITTED
token: REDACTED
kubeadm token list
kubectl create token sa-x
Successfully rotated secret db (version 7)
secrets "web-tls" already exists
pod/web-7d9c5b8f4-x2k9q created
"""

TERRAFORM = r"""
  + password = (sensitive value)
  ~ password = (sensitive value)
  + secret_id = (known after apply)
  password = var.db_password
  client_secret = data.vault_generic_secret.x.data["secret"]
aws_secretsmanager_secret.db: Refreshing state... [id=arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf]
random_password.db: Creation complete after 0s [id=none]
Plan: 3 to add, 1 to change, 0 to destroy.
  + kms_key_id = "arn:aws:kms:eu-central-1:123456789012:key/{uuid}"
  + token_ttl = 3600
  + key_name = "deploy"
  + etag = "{hex}"
  + source_code_hash = "{hex}"
  + public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJx deploy@web-1"
output "db_password" { sensitive = true }
"""

CONNECTIONS = r"""
jdbc:mysql://db:3306/x?useSSL=false&serverTimezone=UTC
jdbc:sqlserver://db:1433;databaseName=x;integratedSecurity=true
jdbc:postgresql://db/x?user=app
Server=db;Database=x;Trusted_Connection=True;
redis://cache:6379/0
amqp://mq.example.org:5672/vhost
mongodb://db-1:27017,db-2:27017/x?replicaSet=rs0
postgres://app@db/x
postgres://app:***@db/x
postgres://app:[REDACTED]@db/x
postgres://app:${DB_PASSWORD}@db/x
https://example.org:8443/path@2x.png
ssh://git@git.example.org:2222/o/r.git
http://[::1]:8080/a@b
host=db port=5432 dbname=x user=app sslmode=require
connection to server at "db" (10.0.0.7), port 5432 failed: fe_sendauth: no password supplied
FATAL: password authentication failed for user "app"
DSN uses TLS, pool=10, timeout=5s
"""

GIT_AND_PACKAGES = r"""
origin	git@git.example.org:o/r.git (fetch)
fatal: could not read Username for 'https://git.example.org': terminal prompts disabled
remote: Enumerating objects: 42, done.
npm notice integrity: sha512-Z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==
npm ERR! code E401 Unable to authenticate, need: Basic realm="x"
//registry.npmjs.org/:_authToken=${NPM_TOKEN}
always-auth=true
machine git.example.org login bob password ***
Resolved "lodash@4.17.21" from "https://registry.npmjs.org/lodash/-/lodash-4.17.21.tgz#{hex}"
commit {hex} (HEAD -> main, origin/main)
Author key fingerprint: SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8
gpg: using RSA key E3FF2839C048B25C084DEBE9B26995E310250568
pip install tokenizers==0.15.2 passlib==1.7.4 secretstorage==3.3.3
cargo: Compiling secrecy v0.8.0
Downloading https://files.example.org/packages/3f/1a/{hex}/x-1.0.tar.gz
"""

WEB = r"""
GET /token/refresh 200 12ms
GET /api/v1/tokens?limit=10&offset=20 HTTP/1.1" 200
GET /search?q=password+manager&page=2 200
GET /docs/authentication/api-keys.html 200
POST /password/reset 302
GET /static/session.js?v={hex} 200
Set-Cookie policy: SameSite=Lax
cookie consent accepted: analytics=true
X-Request-Id: {uuid}
ETag: "{hex}"
If-None-Match: W/"{hex}"
traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
X-RateLimit-Remaining: 4999
Authorization header missing
WWW-Authenticate: Bearer realm="x", error="invalid_token"
WWW-Authenticate: Basic realm="Restricted"
token_type=bearer&expires_in=3600&scope=read
Access-Control-Allow-Headers: Authorization, Content-Type, X-Api-Key
Vary: Origin, Cookie
GET /users/7/password_policy 200
grant_type=client_credentials&scope=read
Strict-Transport-Security: max-age=31536000
csrf check passed for /login
HTTP 401 invalid_client: client secret is missing
code_challenge_method=S256&response_type=code
"""

GRAPHQL_AND_RPC = r"""
query($id:ID!){user(id:$id){name,tokenCount}}
mutation($password:String!){login(password:$password){id}}
login_request { user: "bob" device: 7 }
LoginRequest(user='bob', password=None)
LoginRequest{user=bob, password=null, remember=true}
Login { user: "bob", password: [REDACTED] }
&{User:bob Password:*** Remember:true}
Config(host=db, password=******, port=5432)
#<User id: 7, name: "bob", password: [FILTERED]>
Parameters: {"user"=>"bob", "password"=>"[FILTERED]"}
TokenUsage{prompt=12, completion=40, total=52}
SecretRef { name: "db", key: "password" }
PasswordEncoder: bcrypt strength 12
field "password" is required
unknown field "passwordd"; did you mean "password"?
validation failed: password must have at least 12 characters
rpc error: code = Unauthenticated desc = missing token
"""

LOCALS = r"""
  user = 'bob'
TypeError: login() missing 1 required positional argument: 'password'
KeyError: 'password'
AttributeError: 'NoneType' object has no attribute 'token'
  File "/srv/app/password.py", line 42, in check_password
    at com.example.auth.PasswordEncoder.matches(PasswordEncoder.java:42)
    at TokenFilter.doFilter(TokenFilter.java:88)
panic: token is nil
SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON
SyntaxError: unexpected token: 'x' at line 1
JsonParseException: Unexpected token END_OBJECT
Error: unexpected token ILLEGAL
undefined method `token' for nil:NilClass
password = None
password = getpass.getpass()
token = request.headers.get("X-Token")
secret = os.environ["SECRET"]
self.password = password
assert password == expected_password
"""

LANGUAGES = r"""
contraseña incorrecta para el usuario bob
La contraseña debe tener al menos 12 caracteres
la contraseña es obligatoria
mot de passe oublié
mot de passe incorrect
le mot de passe est invalide
Passwort falsch
Das Passwort ist abgelaufen
Passwort ist erforderlich
senha incorreta
a senha é obrigatória
a senha foi alterada com sucesso
wachtwoord is verlopen
hasło jest nieprawidłowe
неверный пароль
пароль изменён
пароль не указан
密码错误
密码已过期
密码长度至少8位
パスワードが間違っています
パスワードは必須です
비밀번호가 틀렸습니다
şifre yanlış
fel lösenord
Bitte Passwort eingeben:
"""

SENTENCES = r"""
password is required
password is too short
password is incorrect for user bob
password was changed 3 days ago
password for bob expired
password reset for bob requested
password reset email sent
invalid password for user bob from 10.0.0.7
wrong password (attempt 3 of 5)
the password must contain a digit
token expired at 2025-01-27T10:00:00Z
token is valid for 3600 seconds
token refresh took 120ms
using token cache size 1000
using token bucket algorithm
using API key authentication
using api key from environment
with access token validation enabled
secret rotation completed in 12s
secret not found: db
your session is about to expire
your order is 48213
your code is being reviewed
use code review to sign off
error code 500 returned
exit code 137
status code is 404
zip code 90210
PIN entry timed out
pin 13 set high
OTP verification failed
2FA code rejected
generated 48 tokens in 1.2s
received token request from client
next token is 'x'
unexpected token } in JSON at position 42
token [REDACTED] expired
login with SSO enabled
user bob, pass 3 of 5
pass 2 of 3 completed
creds are valid
bearer of bad news
basic auth is disabled
the secret to good logs
key is missing: name
api key is invalid
api keys rotated: 3
"""

DOCKER_AND_CLOUD = r"""
docker run -p 80:80 -v /srv:/srv x
docker login succeeded
aws sts get-caller-identity
aws configure list
gcloud auth list
gh secret list
gh secret set DEPLOY_KEY < key.pem
vault status
vault token lookup
vault login -method=oidc
flyctl secrets list
mysql -h db -p
["mysql","-h","db","-p"]
["ls","-a","/srv"]
["tar","-xpf","a.tgz"]
["ps","-p","{d}"]
["docker","run","-p","8080:80","x"]
["cp","-p","a","b"]
redis-cli ping
CONFIG GET maxmemory
CONFIG SET maxmemory 2gb
ACL LIST
db.auth is deprecated
db.createCollection("users")
ALTER USER bob WITH LOGIN
ALTER USER bob ACCOUNT UNLOCK
CREATE TABLE users (id int, name text, password text not null)
SELECT id, password FROM users WHERE id=7
UPDATE users SET password=? WHERE id=?
UPDATE users SET password=$1 WHERE id=$2
net user bob /active:yes
net user bob /delete
net use z: \\srv\x
schtasks /query /tn x
snmpwalk -v2c host
nmcli dev wifi list
enable secret
service password-encryption
Unseal Progress 1/3
Seal Type shamir
mkdir -p /srv/app
ssh -p 2222 web-1
nmap -p- 10.0.0.1
"""

CLEAN = {"yaml": YAML_IN_TEXT, "xml": XML, "env_dumps": ENV_DUMPS, "kubernetes": KUBERNETES, "terraform": TERRAFORM, "dsn": CONNECTIONS, "packages": GIT_AND_PACKAGES, "web": WEB, "rpc": GRAPHQL_AND_RPC, "locals": LOCALS, "languages": LANGUAGES, "sentences": SENTENCES, "tools": DOCKER_AND_CLOUD}
CLEAN = {topic: [line for line in lines.splitlines() if line] for topic, lines in CLEAN.items()}
