"""The lines with secrets of the second set of `unseen.py`, by topic: contexts that no line of the first had. `¤`: how much beside the secret goes is left open."""

YAML_IN_TEXT = r"""
loaded config: database: {host: db-1, user: app, password: {s}, pool: 5}
rendered values.yaml:\nredis:\n  auth:\n    password: {s}\n  port: 6379
apply: stringData: { username: app, password: "{s}" }
merged: smtp.host=mx1 smtp.password={s} smtp.port=587
diff: -  api_key: {s}\n+  api_key: {t}
chart: global.postgresql.auth.postgresPassword: {s}
env:\n- name: SECRET_KEY\n  value: {s}\n- name: MODE\n  value: prod
- { name: DB_PASSWORD, value: "{s}" }
playbook vars: ansible_password: '{s}', ansible_user: deploy
compose: environment: ["MYSQL_ROOT_PASSWORD={s}", "TZ=UTC"]
¤secrets: !!map {client_secret: "{s}"}
users[0]: name: bob, plain_text_passwd: {s}, shell: /bin/bash
"""

XML = r"""
<user name="bob" password="{s}" role="admin"/>
¤<add name="Main" connectionString="Server=db;Database=x;User Id=app;Password={s};" providerName="System.Data.SqlClient"/>
<property name="javax.persistence.jdbc.password" value="{s}"/>
<property name="connection.password">{s}</property>
<Resource name="jdbc/x" username="app" password="{s}" maxActive="20"/>
<server><id>nexus</id><username>ci</username><password>{s}</password></server>
<wsse:Password Type="wsse:PasswordText">{s}</wsse:Password>
<ns2:authToken xmlns:ns2="urn:x">{s}</ns2:authToken>
<param name='api_key' value='{s}' />
<ClientSecret xsi:type="xsd:string">{s}</ClientSecret>
<arg>--password</arg><arg>{s}</arg>
<setting name="ApiKey" serializeAs="String"><value>{s}</value></setting>
<init-param><param-name>secretKey</param-name><param-value>{s}</param-value></init-param>
<env name="GITHUB_TOKEN">{s}</env>
"""

ENV_DUMPS = r"""
environ: PATH=/usr/bin:/bin\nHOME=/root\nAPP_SECRET={s}\nLANG=C
{'PATH': '/usr/bin', 'DB_PASSWORD': '{s}', 'LANG': 'C'}
environ({'HOME': '/root', 'API_TOKEN': '{s}'})
declare -x MAIL_PASSWORD="{s}"
export REDIS_PASSWORD='{s}'
env: ["NODE_ENV=production","JWT_SECRET={s}","PORT=3000"]
{"Env":["POSTGRES_USER=app","POSTGRES_PASSWORD={s}","PGDATA=/data"]}
process.env: { NODE_ENV: 'production', SESSION_SECRET: '{s}', PORT: '3000' }
#<Hash: {"RAILS_MASTER_KEY"=>"{s}", "RACK_ENV"=>"production"}>
ENV RAILS: SECRET_KEY_BASE => {s}
%ENV: DB_PASS -> '{s}'
setx VAULT_TOKEN {s}
[Environment]::SetEnvironmentVariable("API_KEY", "{s}", "User")
systemd: Environment="AUTH_TOKEN={s}" "MODE=x"
set -x: + export 'STRIPE_SECRET={s}'
printenv: TWILIO_AUTH_TOKEN={s}
fish: set -gx NPM_TOKEN {s}
"""

KUBERNETES = r"""
apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: {s}\ntype: Opaque
kubectl patch secret db -p '{"stringData":{"password":"{s}"}}'
kubectl create secret docker-registry reg --docker-username=ci --docker-password={s}
kubectl create secret generic x --from-literal=api-key={s} --from-literal=mode=prod
kubectl create secret generic x --from-literal="token={s}"
kubectl set env deployment/web DB_PASSWORD={s}
helm upgrade web ./c --set-string 'secrets.jwtSecret={s}'
users:\n- name: admin\n  user:\n    token: {s}
kubeadm join 10.0.0.1:6443 --token {s} --discovery-token-ca-cert-hash sha256:0000
k3s agent: K3S_TOKEN={s} K3S_URL=https://m:6443
argocd login argocd.example.org --username admin --password {s}
argocd account update-password --current-password {s} --new-password {t}
kubectl exec web-0 -- psql postgresql://app:{s}@db/x
spec.containers[0].env[2]: {"name":"SMTP_PASSWORD","value":"{s}"}
envFrom resolved: SMTP_PASSWORD: {s}
"""

TERRAFORM = r"""
{"type":"aws_db_instance","values":{"username":"app","password":"{s}","port":5432}}
  + password = "{s}"
  ~ master_password = "{s}" -> "{t}"
  + client_secret = "{s}" # forces replacement
Outputs: db_password = "{s}"
db_password = <<EOT\n{s}\nEOT
terraform plan -var 'db_password={s}'
TF_VAR_db_password={s} terraform apply
provider "x" { api_token = "{s}" }
random_password.db: {"result":"{s}","length":20}
pulumi config set --secret dbPassword {s}
pulumi config set dbPassword {s} --secret
"secret_string": "{s}"
aws secretsmanager put-secret-value --secret-id x --secret-string {s}
aws ssm put-parameter --name /x/db/password --type SecureString --value {s}
"""

CONNECTIONS = r"""
jdbc:mysql://db:3306/x?user=app&password={s}&useSSL=false
jdbc:sqlserver://db:1433;databaseName=x;user=sa;password={s};encrypt=true
jdbc:postgresql://db/x?password={s}
jdbc:oracle:thin:app/{s}@//db:1521/x
Driver={ODBC Driver 18 for SQL Server};Server=db;UID=app;PWD={s};Encrypt=yes
¤DSN=prod;Uid=app;Pwd={s};
Server=tcp:x.database.windows.net,1433;User ID=app;Password={s};Connection Timeout=30
Data Source=ora1;User Id=app;Password={s}
host=db port=5432 dbname=x user=app password={s} sslmode=require
host=db port=5432 dbname=x user=app password='{s}' sslmode=require
mongodb+srv://app:{s}@cluster0.example.net/x?retryWrites=true
amqps://app:{s}@mq.example.org:5671/vhost
redis://default:{s}@cache:6379/0
rediss://:{s}@cache:6380
ftp://bob:{s}@files.example.org/in
¤smtp://mailer%40example.org:{s}@mx.example.org:587
ldap://cn=admin,dc=x:{s}@ldap.example.org
mysql+pymysql://app:{s}@db/x?charset=utf8mb4
clickhouse://default:{s}@ch:9000/default
sftp://bob:{s}@files.example.org:22/in
app:{s}@tcp(db:3306)/x?parseTime=true
Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey={s}
neo4j+s://neo4j:{s}@graph.example.org
nats://bob:{s}@nats-1:4222
socks5://bob:{s}@proxy:1080
"""

GIT_AND_PACKAGES = r"""
fatal: Authentication failed for 'https://bob:{s}@git.example.org/r.git/'
origin	https://oauth2:{s}@gitlab.example.org/g/p.git (fetch)
remote: https://x-access-token:{s}@github.com/o/r.git
Cloning into 'r'... https://{u}@git.example.org/o/r.git
//registry.npmjs.org/:_authToken={s}
//npm.example.org/:_password="{s}"
_auth={pair}
index-url = https://ci:{s}@pypi.example.org/simple
Looking in indexes: https://ci:{s}@pypi.example.org/simple
pip install --extra-index-url https://ci:{s}@pypi.example.org/simple x
machine git.example.org login bob password {s}
composer config http-basic.repo.example.org bob {s}
"http-basic": {"repo.example.org": {"username": "bob", "password": "{s}"}}
bundle config gems.example.org bob:{s}
BUNDLE_GEMS__EXAMPLE__ORG=bob:{s}
mvn deploy -Drepo.password={s}
gradle publish -PmavenPassword={s}
nuget setapikey {s} -Source x
dotnet nuget push x.nupkg --api-key {s}
cargo login {s}
cargo publish --token {s}
npm login --_authToken={s}
yarn config set npmAuthToken {s}
gem push x.gem --key {s}
docker build --secret id=x --build-arg GH_TOKEN={s} .
"""

WEB = r"""
GET /cb?state=1&access_token={s}&token_type=bearer HTTP/1.1
GET /api?apikey={s}&q=x HTTP/1.1" 200 12
GET /login?user=bob&passwd={s} 302
GET /reset?reset_token={s} 200
GET /v1/x?X-Amz-Security-Token={s}&X-Amz-Date=20250127T000000Z 200
POST /oauth/token grant_type=password&username=bob&password={s} 401
POST /token client_id=abc&client_secret={s}&grant_type=client_credentials
GET /s?sid={s} 200
location: https://app.example.org/#id_token={s}&state=7
referer: https://app.example.org/cb?code=1&session_token={s}
¤Set-Cookie: sid={s}; Path=/; HttpOnly; Secure
¤Set-Cookie: remember_me={s}; Max-Age=2592000
¤> Cookie: a=1; session={s}; b=2
¤cookie: PHPSESSID={s}; lang=de
X-Api-Key: {s}
x-auth-token={s} status=200
Proxy-Authorization: Basic {pair}
authorization: token {s}
Authorization: ApiKey {s}
¤Authorization: AWS4-HMAC-SHA256 Credential=x/20250127/eu/s3/aws4_request, SignedHeaders=host, Signature={s}
¤Authorization: Digest username="bob", realm="x", nonce="1", response="{s}"
¤Ocp-Apim-Subscription-Key: {s}
X-Vault-Token: {s}
x-goog-api-key: {s}
X-Csrf-Token: {s}
X-Hub-Signature-256 secret={s}
¤"headers":[{"name":"Authorization","value":"Bearer {s}"},{"name":"Accept","value":"*/*"}]
¤"cookies":[{"name":"session_id","value":"{s}","path":"/"}]
"queryString":[{"name":"api_key","value":"{s}"}]
"postData":{"mimeType":"x","params":[{"name":"password","value":"{s}"}]}
curl -H "Authorization: Bearer {s}" https://example.org
10.0.0.1 - bob [27/Jan/2025:10:00:00 +0000] "GET /x?token={s} HTTP/1.1" 200 5 "-" "curl/8"
upstream sent header Authorization: Bearer {s} while reading
<input type="hidden" name="csrf_token" value="{s}">
<input type="password" name="password" value="{s}"/>
<meta name="csrf-token" content="{s}">
SAMLResponse={s}&RelayState=x
"""

GRAPHQL_AND_RPC = r"""
{"query":"mutation($p:String!){login(password:$p){id}}","variables":{"p":"x","password":"{s}"}}
mutation { login(user: "bob", password: "{s}") { token } }
mutation { createKey(input: {name: "x", secret: "{s}"}) { id } }
variables={"input":{"name":"x","newPassword":"{s}"}}
login_request { user: "bob" password: "{s}" device: 7 }
auth { token: "{s}" scope: READ }
user:"bob" password:"{s}" remember:true
LoginRequest(user='bob', password='{s}', remember=True)
LoginRequest{user=bob, password={s}, remember=true}
Login { user: "bob", password: "{s}", remember: true }
Credentials { access_key_id: "x", secret_access_key: "{s}" }
&{User:bob Password:{s} Remember:true}
{User:bob Token:{s} Id:7}
main.Config{Host:"db", Password:"{s}", Port:5432}
Config(host=db, password={s}, port=5432)
User[name=bob, password={s}, id=7]
#<User id: 7, name: "bob", password: "{s}">
stdClass Object ( [user] => bob [password] => {s} [id] => 7 )
array(2) { ["user"]=> string(3) "bob" ["password"]=> string(14) "{s}" }
%{user: "bob", password: "{s}", id: 7}
[user: "bob", password: "{s}"]
{user,<<"bob">>,password,<<"{s}">>}
metadata: authorization=Bearer {s}
grpc-metadata-authorization: Bearer {s}
thrift: LoginArgs(username:bob, password:{s})
"""

LOCALS = r"""
  password = '{s}'
    password: str = '{s}'
  | password = "{s}"
locals: {'user': 'bob', 'password': '{s}', 'n': 3}
self.password = '{s}'
Local variables: $password = "{s}", $user = "bob"
#2 /srv/app.php(12): login('bob', Object(SensitiveParameterValue)) password='{s}'
at login (user="bob", password="{s}") in auth.py:10
args=('bob',), kwargs={'password': '{s}'}
panic: invalid password "{s}" for bob
ValueError: bad token: {s}
KeyError: 'x' in {'api_key': '{s}'}
Exception: auth failed with token={s} (attempt 2)
pymysql.err.OperationalError: connect(host='db', user='app', password='{s}')
psycopg2.OperationalError: connection "host=db password={s} user=app" failed
java.lang.IllegalArgumentException: Invalid API key: {s}
System.Exception: Login failed. Password={s}; User=bob
goroutine 1: main.login({"user":"bob","password":"{s}"})
thread 'main' panicked: Config { secret: "{s}" }
Traceback: requests.get(url, headers={'Authorization': 'Bearer {s}'})
  File "x.py", line 3, in f: client = Client(api_key="{s}")
dd($user->password): "{s}"
var_dump: password => "{s}"
"""

LANGUAGES = r"""
el password es {s}
la contraseña es {s}
contraseña nueva: {s}
tu contraseña temporal es: {s}
le mot de passe est {s}
votre nouveau mot de passe : {s}
das neue Passwort ist {s}
Ihr Kennwort: {s}
Passwort lautet: {s}
a senha é {s}
sua nova senha: {s}
la password è {s}
la parola d'ordine è {s}
il wachtwoord is {s}
nieuw wachtwoord: {s}
hasło: {s}
nowe hasło to {s}
пароль: {s}
ваш пароль: {s}
новый пароль {s}
密码: {s}
您的密码是 {s}
密码：{s}
パスワード: {s}
パスワードは {s} です
新しいパスワード：{s}
비밀번호: {s}
비밀번호는 {s} 입니다
şifre: {s}
lösenord: {s}
salasana: {s}
heslo: {s}
jelszó: {s}
κωδικός: {s}
סיסמה: {s}
كلمة المرور: {s}
mật khẩu: {s}
kata sandi: {s}
"""

SENTENCES = r"""
pw is {s}
the pw: {s}
pwd is {s} for the test box
creds are bob / {s}
login with bob:{s}
user bob, pass {s}
username: bob, password: {s}, thanks
log in as bob with {s} as the password
temp password {s} sent to bob
password for bob is {s}
password for user bob: {s}
password of root set to {s}
changed password from {s} to {t}
old password {s} rejected, new password {t} accepted
generated password {s}
generated secret: {s}
using token {s}
using api key {s}
using API key "{s}"
api key = {s}
with access token {s}
received token '{s}' from client
token [{s}] expired
token ({s}) expired
invalid token <{s}>
token "{s}" not found
your OTP is {n}
your one-time code is {n}
Your verification code: {n}
{n} is your verification code
use code {n} to sign in
PIN: {n}
2FA code {n} accepted
¤the passphrase is "{s} {t} x"
secret={s}, mode=x
Secret: {s}
SECRET -> {s}
bearer token: {s}
root password is now {s}
initial admin password: {s}
Please use the following password: {s}
"""

DOCKER_AND_CLOUD = r"""
docker inspect: "Env": ["MYSQL_PASSWORD={s}", "TZ=UTC"]
docker run -e "API_KEY={s}" -p 80:80 x
docker service create --env TOKEN={s} x
docker login --username bob --password {s} r.example.org
echo {s} | docker login -u bob --password-stdin
podman run -e SECRET_KEY={s} x
aws configure set aws_session_token {s}
aws_secret_access_key = {s}
AWS_SECRET_ACCESS_KEY="{s}" aws s3 ls
az storage blob list --account-name x --account-key {s}
az ad sp create-for-rbac: {"appId":"x","password":"{s}","tenant":"t"}
gcloud sql users set-password app --password={s}
gcloud auth print-access-token: {s}
heroku config:set API_KEY={s} -a x
gh secret set DEPLOY_KEY -b {s}
gh secret set DEPLOY_KEY --body "{s}"
vercel env add: SECRET={s}
flyctl secrets set DATABASE_PASSWORD={s}
fly secrets set TOKEN={s} -a x
wrangler secret put API_KEY <<< {s}
doctl auth init -t {s}
vault login {s}
vault kv put secret/x password={s} user=bob
Root Token: {s}
Unseal Key 1: {s}
consul acl token: SecretID: {s}
snowsql -u bob -p {s}
mysql --user=root --password={s} -e "x"
mysql --defaults-extra-file=/x --password="{s}"
["mysql","-h","db","-p{s}"]
['mysqldump', '-uroot', '-p{s}', 'x']
["redis-cli","-a","{s}"]
["curl","-u","bob:{s}","https://example.org"]
CMD ["app","--token","{s}"]
args: [--password, {s}, --verbose]
args: ["--api-key={s}","-v"]
redis.conf: requirepass {s}
CONFIG SET requirepass "{s}"
ACL SETUSER bob on >{s} ~* +@all
masterauth {s}
db.auth("bob","{s}")
db.createUser({user:"bob",pwd:"{s}",roles:[]})
ALTER USER bob WITH PASSWORD '{s}'
ALTER USER bob IDENTIFIED BY "{s}"
CREATE ROLE bob LOGIN PASSWORD '{s}'
SET PASSWORD FOR 'bob'@'%' = '{s}'
CREATE LOGIN bob WITH PASSWORD = '{s}'
UPDATE users SET password='{s}' WHERE id=7
INSERT INTO users (name,password) VALUES ('bob','{s}')
net user bob {s}
net use \\srv\x {s} /user:bob
schtasks /create /ru bob /rp "{s}"
snmpwalk -v3 -u bob -A {s} host
snmpget -v2c -c {s} host 1.3.6
nmcli dev wifi connect x password {s}
wpa_passphrase x {s}
psk="{s}"
enable secret 5 {s}
username bob password 7 {s}
radius-server key {s}
pre-shared-key {s}
"""

LINES = {"yaml": YAML_IN_TEXT, "xml": XML, "env_dumps": ENV_DUMPS, "kubernetes": KUBERNETES, "terraform": TERRAFORM, "dsn": CONNECTIONS, "packages": GIT_AND_PACKAGES, "web": WEB, "rpc": GRAPHQL_AND_RPC, "locals": LOCALS, "languages": LANGUAGES, "sentences": SENTENCES, "tools": DOCKER_AND_CLOUD}
LINES = {topic: [line for line in lines.splitlines() if line] for topic, lines in LINES.items()}
