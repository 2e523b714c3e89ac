"""The lines with secrets of the third set, by topic: what a tester who goes through logs of many programs would paste. `¤`: how much beside the secret goes is left open."""

CI = r"""
##[command]docker login -u ci -p {s} registry.example.org
[command]/usr/bin/git -c http.extraheader="AUTHORIZATION: basic {pair}" fetch origin
¤Run echo "TOKEN={s}" >> $GITHUB_ENV
env:\n  NPM_TOKEN: {s}\n  CI: true
$ export SONAR_TOKEN={s}
+ sonar-scanner -Dsonar.login={s} -Dsonar.host.url=https://sonar.example.org
+ mvn deploy -Dgpg.passphrase={s} -B
+ ./gradlew publish -PossrhPassword={s} --no-daemon
+ twine upload -u __token__ -p {s} dist/*
+ curl -sSf -H 'PRIVATE-TOKEN: {s}' https://git.example.org/api/v4/projects
+ curl -H "X-Vault-Token: {s}" https://vault.example.org/v1/secret/x
+ sshpass -p '{s}' ssh deploy@web-1
+ mysqldump --password={s} shop | gzip
+ PGPASSWORD={s} pg_dump -h db shop
+ rsync --password-file=<(echo {s}) a b
[Pipeline] withEnv: DEPLOY_PASSWORD={s}
Started by user bob; parameters: BRANCH=main, ADMIN_PASSWORD={s}
##vso[task.setvariable variable=apiToken;issecret=true]{s}
echo "::set-output name=token::{s}"
¤circleci: CIRCLE_TOKEN="{s}" job 7
buildkite-agent start --token {s}
$ vercel deploy --token={s} --prod
Error: Command failed: git push https://x-access-token:{s}@git.example.org/o/r.git HEAD:main
"""

EVENTS = r"""
Warning  Failed  3s  kubelet  Error: failed to start container: env DB_PASSWORD="{s}" rejected
MountVolume.SetUp failed: mount -t cifs -o username=svc,password={s} //nas/x /mnt: exit 32
kubectl annotate pod web kubectl.kubernetes.io/last-applied-configuration={"spec":{"env":[{"name":"API_TOKEN","value":"{s}"}]}}
Readiness probe failed: Get "http://10.0.0.7:8080/health?token={s}": timeout
Pulling image failed: unauthorized: {"username":"ci","password":"{s}"}
audit: verb=create requestObject={"kind":"Secret","stringData":{"pass":"{s}"}}
EventID=4688 CommandLine="net use \\nas\x /user:svc {s}"
Process Command Line: C:\tools\psexec.exe \\web-1 -u svc -p {s} cmd
Process Command Line: powershell -Command "$cred = ConvertTo-SecureString '{s}' -AsPlainText -Force"
CommandLine: cmdkey /add:web-1 /user:svc /pass:{s}
ParentCommandLine: "sqlcmd -S db -U sa -P {s} -Q x"
A scheduled task was updated. Arguments: --api-key {s} --run
sc config svc obj= .\svc password= {s}
<Data Name="CommandLine">curl -u svc:{s} https://x</Data>
type=EXECVE msg=audit(1700000000.1:7): argc=3 a0="mysql" a1="-uroot" a2="-p{s}"
sudo: bob : TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/usr/bin/mysql -uroot -p{s} shop
CRON[7]: (root) CMD (BACKUP_PASSPHRASE={s} /usr/local/bin/backup)
systemd[1]: app.service: Executable /srv/app --db-password={s} failed
"""

ANSIBLE = r"""
ok: [web-1] => {"ansible_facts": {"db_password": "{s}"}, "changed": false}
changed: [db-1] => (item={'name': 'app', 'password': '{s}'})
failed: [db-1] (item={"user": "app", "pass": "{s}"}) => {"msg": "x"}
TASK [debug] ok: [web-1] => {"vault_token": "{s}"}
fatal: [web-1]: FAILED! => {"cmd": "mysql -u root -p{s} -e 'SELECT 1'", "rc": 1}
fatal: [web-1]: FAILED! => {"invocation": {"module_args": {"login_password": "{s}", "login_user": "root"}}}
ansible-playbook site.yml -e ansible_become_pass={s}
ansible-playbook site.yml --extra-vars "db_pass={s} env=prod"
web-1 ansible_host=10.0.0.7 ansible_user=deploy ansible_ssh_pass={s}
salt '*' cmd.run 'x' --password {s}
puppet: /Stage[main]/User[bob]/password: changed [old {s}] to [new {t}]
chef: - password "{s}"
knife bootstrap web-1 -x root -P '{s}'
vagrant: config.winrm.password = "{s}"
"""

INSPECT = r"""
"Config": {"Env": ["PATH=/bin", "RABBITMQ_DEFAULT_PASS={s}"], "Cmd": ["x"]}
"Cmd": ["redis-server", "--requirepass", "{s}", "--port", "6379"]
"Entrypoint": ["/app", "-secret={s}"]
"Labels": {"traefik.auth.token": "{s}", "v": "1"}
¤"HostConfig": {"LogConfig": {"Config": {"splunk-token": "{s}"}}}
"Healthcheck": {"Test": ["CMD-SHELL", "curl -H 'X-Api-Key: {s}' localhost"]}
¤{"auths":{"r.example.org":{"auth":"{pair}"}}}
docker-compose config: MINIO_ROOT_PASSWORD: {s}
¤  KEYCLOAK_ADMIN_PASSWORD: "{s}"
Step 4/9 : ENV SECRET_TOKEN={s}
Step 5/9 : ARG NPM_TOKEN={s}
 ---> Running in 0a1b2c3d4e5f: RUN pip install --index-url https://ci:{s}@pypi.example.org/simple x
time="2026-11-23T08:00:00Z" level=debug msg="env" GITHUB_TOKEN={s}
container create x (image=y, env=DB_PASS={s}, name=z)
ps: root 7 0.0 /usr/bin/exporter --data-source=postgresql://app:{s}@db/x
/proc/7/cmdline: node server.js --jwt-secret {s}
"""

REMOTES = r"""
origin	https://bob:{s}@git.example.org/o/r.git (fetch)
origin	https://oauth2:{s}@gitlab.example.org/o/r.git (push)
remote: https://{s}@git.example.org/o/r
[remote "origin"]\n\turl = https://bob:{s}@git.example.org/o/r.git
[credential]\n\thelper = store\n\tpassword = {s}
fatal: unable to access 'https://bob:{s}@git.example.org/o/r.git/': Could not resolve host
Cloning into 'r'... warning: redirecting to https://ci-bot:{s}@git.example.org/o/r.git/
svn checkout --username bob --password {s} https://svn.example.org/x
hg clone https://bob:{s}@hg.example.org/x
protocol=https\nhost=git.example.org\nusername=bob\npassword={s}
git config --global http.proxy http://bob:{s}@proxy.example.org:3128
npm config set //npm.example.org/:_authToken {s}
npm config set _auth {pair}
yarn config set npmAuthToken {s}
pip config set global.index-url https://bob:{s}@pypi.example.org/simple
poetry config pypi-token.pypi {s}
composer config http-basic.example.org bob {s}
gem push x.gem --key {s}
nuget push x.nupkg -ApiKey {s} -Source y
dotnet nuget add source https://x -u bob -p {s} --store-password-in-clear-text
conan user -p {s} -r x bob
helm registry login r.example.org -u bob -p {s}
cargo publish --token {s}
mvn settings: <server><id>x</id><password>{s}</password></server>
"""

DSNS = r"""
jdbc:postgresql://db:5432/x?user=app&password={s}&ssl=true
jdbc:mariadb://app:{s}@db:3306/x
jdbc:db2://db:50000/x:user=app;password={s};
jdbc:snowflake://a.example.org/?user=app&passcode={s}
jdbc:redshift:iam://x:5439/y?AccessKeyID=x&SecretAccessKey={s}
url=jdbc:h2:mem:x;USER=sa;PASSWORD={s}
¤Driver={MySQL ODBC 8.0};Server=db;Uid=app;Pwd={s};Port=3306
Provider=SQLOLEDB;Data Source=db;Initial Catalog=x;User Id=sa;Password={s};
Server=db;Port=5432;Userid=app;Password={s};Database=x
DefaultEndpointsProtocol=https;AccountName=x;AccountKey={key};EndpointSuffix=core.windows.net
Endpoint=https://x.azconfig.io;Id=a;Secret={s}
HostName=x.azure-devices.net;DeviceId=d;SharedAccessKey={key}
BlobEndpoint=https://x.blob.core.windows.net/;SharedAccessSignature=sv=2022&sig={s}
mongodb://root:{s}@db-1,db-2,db-3/x?authSource=admin
postgresql+asyncpg://app:{s}@db/x
oracle+cx_oracle://app:{s}@db:1521/?service_name=x
app/{s}@db:1521/orcl
sqlplus app/{s}@orcl
mssql://sa:{s}@db/x
bolt://neo4j:{s}@g:7687
kafka sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="{s}";
cassandra: PlainTextAuthProvider(username='app', password='{s}')
mqtt://dev:{s}@broker:1883
¤imap://bob%40example.org:{s}@mx.example.org
ws://bob:{s}@ws.example.org/x
tcp://app:{s}@ch:9000?database=x
hdbsql -n hana:30015 -u SYSTEM -p {s}
isql -v x app {s}
bcp x in y -S db -U sa -P {s}
"""

SQL_LOG = r"""
LOG:  statement: ALTER ROLE app PASSWORD '{s}';
LOG:  statement: CREATE USER MAPPING FOR app SERVER x OPTIONS (user 'app', password '{s}');
LOG:  statement: SELECT dblink_connect('host=db user=app password={s}');
LOG:  statement: INSERT INTO api_keys(id, secret) VALUES (7, '{s}')
DETAIL:  Key (token)=({s}) already exists.
DETAIL:  parameters: $1 = 'bob', password = '{s}'
Query	GRANT ALL ON x.* TO 'app'@'%' IDENTIFIED BY '{s}'
Query	CHANGE MASTER TO MASTER_HOST='db', MASTER_PASSWORD='{s}'
Query	SET PASSWORD = PASSWORD('{s}')
Query	UPDATE users SET api_token='{s}', n=n+1 WHERE id=7
Duplicate entry '{s}' for key 'users.api_token'
CREATE CREDENTIAL c WITH IDENTITY='x', SECRET='{s}'
OPEN SYMMETRIC KEY k DECRYPTION BY PASSWORD = '{s}'
EXEC sp_addlogin 'app', '{s}'
SELECT pgp_sym_decrypt(data, '{s}') FROM x
SELECT * FROM users WHERE login='bob' AND password='{s}'
SELECT * FROM sessions WHERE token = "{s}"
binding parameter: password='{s}'
DEBUG sqlalchemy: [parameters: {'name': 'bob', 'password': '{s}'}]
CREATE SECRET x (TYPE S3, KEY_ID 'a', SECRET '{s}')
COPY x FROM 's3://b/k' CREDENTIALS 'aws_access_key_id=a;aws_secret_access_key={s}'
"""

HTTP_DUMP = r"""
> Authorization: Bearer {s}
¤< Set-Cookie: session={s}; Path=/; HttpOnly
* Server auth using Basic with user 'bob'\n> Authorization: Basic {pair}
POST /login HTTP/1.1\r\nHost: x\r\n\r\nusername=bob&password={s}
Content-Disposition: form-data; name="password"\r\n\r\n{s}\r\n--b
request body: {"grant_type":"password","username":"bob","password":"{s}"}
request body: grant_type=client_credentials&client_id=x&client_secret={s}
response body: {"access_token":"{s}","token_type":"bearer","expires_in":3600}
¤response: {"refreshToken":"{s}","idToken":"{t}"}
¤Headers: {Authorization=[Bearer {s}], Accept=[*/*]}
Headers: [('Authorization', 'Token {s}'), ('Accept', '*/*')]
headers={"x-api-key": "{s}", "accept": "*/*"}
header 'X-Auth-Token: {s}' added
x-amz-security-token:{s}
apikey: {s}
¤cookie: a=1; sessionid={s}; csrftoken={t}
¤Cookie: JSESSIONID={s}
sec-websocket-protocol: graphql-ws, authorization.bearer.{s}
GET /callback?code=4/x&state=y&access_token={s} HTTP/1.1
GET /reset-password?token={s} 302
GET /api/v1/x?api_key={s}&n=1 200 12ms
GET /x#id_token={s}&expires_in=3600
"GET /ws?jwt={s} HTTP/1.1" 101
Referer: https://app.example.org/invite?secret={s}
callback https://hooks.example.org/x?signature={s}&t=1
wget --http-user=bob --http-password={s} https://x
curl --user 'bob:{s}' https://x
curl --proxy-user bob:{s} -x proxy:3128 https://x
curl -d '{"password":"{s}"}' https://x/login
curl -d "user=bob&pass={s}" https://x/login
http POST x/login password={s} user=bob
"""

MAIL = r"""
AUTH PLAIN {plain}
AUTH LOGIN {pair}
C: a1 LOGIN bob {s}
C: a1 LOGIN "bob" "{s}"
USER bob\r\nPASS {s}\r\n
230 Login ok: USER bob PASS {s}
Your temporary password is: {s}
Your new password: {s}
Hello Bob, your password has been reset to {s}.
Use this password to sign in: {s}
Login: bob\nPassword: {s}\nURL: https://x
Your login details: user bob, password {s}
Here is your API key: {s}
Your API key is {s}
Your access code: {n}
Your security code is {n}.
Your one time password is {n}
{n} is your login code
Enter {n} as verification code
Verification code: {n}. Do not share it.
Dein Passwort lautet {s}
Ihr Zugangscode: {n}
Votre code de vérification est {n}
Tu código de verificación es {n}
The PIN for your card is {n}
To reset, open https://x.example.org/reset?token={s}
"""

CHAT = r"""
bob: the db password is {s}
<bob> pw: {s}
alice> passwd {s}
bob: try {s} as password
bob: password={s} should work
@alice the token: `{s}`
here's the api key -> {s}
api_key is `{s}`
¤secret key: *{s}*
prod creds: admin / {s}
prod creds: admin:{s}
login: admin pass: {s}
user=admin pw={s}
ssh root@web-1 (pw {s})
wifi password "{s}"
the root pw was changed to {s}
can you use {s} for the password?
old pw {s} new pw {t}
my password {s} does not work
token expired, new one: {s}
new token is {s}
/connect token:{s}
VPN: user bob, password {s}
admin password → {s}
master key = {s}
encryption key: {s}
signing secret {s}
webhook secret is {s}
"""

TRACES = r"""
  File "x.py", line 7, in connect(password='{s}')
E       AssertionError: assert '{s}' == user.password
E       password = '{s}'
Caused by: java.sql.SQLException: Access denied for jdbc:mysql://db/x?user=app&password={s}
    at App.login(App.java:7) [password={s}]
org.springframework.beans.factory.BeanCreationException: property 'spring.datasource.password' value [{s}] x
¤Caused by: com.example.AuthException: Bad credentials: bob/{s}
System.ArgumentException: Keyword not supported: 'pwd'. (Server=db;Pwd={s})
¤   at Db.Open(String connectionString = "Server=db;User Id=sa;Password={s}")
goroutine 7 [running]: main.connect({0xc000, 0x7}, "postgres://app:{s}@db/x")
panic: parse "redis://:{s}@cache:6379x": invalid port
Error: Invalid value for "apiKey": "{s}"
    config: { baseURL: 'https://x', headers: { Authorization: 'Bearer {s}' } }
AxiosError { config: { auth: { username: 'bob', password: '{s}' } } }
    data: '{"password":"{s}"}',
PHP Fatal error: PDOException in x.php:7\n#0 x.php(7): PDO->__construct('mysql:host=db', 'app', '{s}')
#1 x.php(9): mysqli_connect('db', 'app', '{s}', 'x')
#2 login('bob', password: '{s}')
ActiveRecord::StatementInvalid: UPDATE users SET password_digest = '{s}'
Parameters: {"user"=>{"name"=>"x", "password"=>"{s}"}}
** (DBConnection.ConnectionError) opts: [hostname: "db", password: "{s}"]
thread 'main' panicked at src/main.rs:7: Config { user: "app", password: Some("{s}") }
undefined: let api_key: String = "{s}".into()
core dump env: SECRET_KEY={s}
Traceback: requests.exceptions.HTTPError: 401 for url: https://x.example.org/v1?apikey={s}
botocore: aws_secret_access_key='{s}'
std::runtime_error what(): auth failed (token=\"{s}\")
%s: login failed, tried password "{s}"
"""

PROPS = r"""
spring.datasource.password={s}
spring.mail.password = {s}
server.ssl.key-store-password: {s}
javax.net.ssl.trustStorePassword={s}
quarkus.datasource.password={s}
keystore.password = "{s}"
db.default.pass={w}
password: {w}
passwd = {w}
DB_PASSWORD={w}
[database]\nhost = db\npassword = {s}
[default]\naws_access_key_id = x\naws_secret_access_key = {s}
smtp_pass: {s}
ftp_password: '{s}'
$cfg['Servers'][1]['password'] = '{s}';
define('AUTH_KEY', '{s}');
'password' => '{s}',
"password" : "{s}",
password => "{s}"
password -> {s}
:password: {s}
password := "{s}"
set password {s}
bindpw {s}
rootpw {SSHA}{s}
secret-key-base={s}
app.jwt.signing-key={s}
encryption_key: "{key}"
cipher.passphrase={s}
consumerSecret={s}
oauth_token_secret={s}
AccountKey={key}
license_key = {s}
<entry key="db.password">{s}</entry>
elastic.password: "{s}"
ldap.bind.credentials={s}
basic_auth:\n  username: bob\n  password: {s}
basicAuthPassword={s}
access_token = "{s}"
hashedPassword={s}
"""

SOAP = r"""
<soap:Header><wsse:UsernameToken><wsse:Username>bob</wsse:Username><wsse:Password>{s}</wsse:Password></wsse:UsernameToken></soap:Header>
<Login><User>bob</User><Pwd>{s}</Pwd></Login>
<authToken>{s}</authToken>
<SessionId>{s}</SessionId>
<apiKey><![CDATA[{s}]]></apiKey>
&lt;password&gt;{s}&lt;/password&gt;
<credentials username="bob" password='{s}'/>
<param name="token">{s}</param>
<Parameter><Name>Password</Name><Value>{s}</Value></Parameter>
<key>password</key><string>{s}</string>
<member><name>password</name><value><string>{s}</string></value></member>
<methodCall><methodName>login</methodName><params><param><name>secret</name><value>{s}</value></param></params></methodCall>
¤<pwd:Secret xmlns:pwd="x">{s}</pwd:Secret>
¤<connectionStrings><add name="x" connectionString="Server=db;Uid=a;Pwd={s}"/></connectionStrings>
<Attribute Name="password"><AttributeValue>{s}</AttributeValue></Attribute>
<saml:Attribute Name="apiToken"><saml:AttributeValue>{s}</saml:AttributeValue></saml:Attribute>
<input type="hidden" name="csrf_token" value="{s}">
<input name="password" type="password" value="{s}"/>
<meta name="csrf-token" content="{s}">
"""

GRAPHQL = r"""
mutation { login(name: "x", password: "{s}") { id } }
{"query":"mutation($p:String!){login(password:$p){id}}","variables":{"password":"{s}"}}
variables: {input: {currentPassword: "{s}", newPassword: "{t}"}}
mutation{createToken(secret:\"{s}\"){id}}
grpc: LoginRequest{Username:"bob", Password:"{s}"}
proto: user:"bob" password:"{s}"
LoginRequest [user=bob, password={s}]
AuthDto(login=bob, accessToken={s}, n=7)
Credentials { username: "bob", password: "{s}" }
{:user "bob" :password "{s}"}
(user . "bob") (password . "{s}")
Map(user -> bob, password -> {s})
User(name='bob', password='{s}', active=True)
Token[value={s}, ttl=60]
{user=bob, api_key={s}}
event=login user=bob password={s} ok=false
login{user="bob",password="{s}"} 1
args: map[password:{s} user:bob]
struct { ApiKey string = "{s}" }
"""

SPLIT = r"""
pass​word={s}
password​: {s}
"api‍Key":"{s}"
p‌assword is {s}
Authorization⁠: Bearer {s}
secr­et={s}
token﻿={s}
\x1b[1mpassword\x1b[0m: {s}
pass\u200bword={s}
"""

PERSONAL = r"""
customer paid with «4111 1111 1111 1111»
card=«5555-5555-5555-4444» exp=12/29
card on file: «378282246310005»
PAN «6011111111111117» declined
cc «4012888888881881» refunded
iban «DE89370400440532013000» ok
transfer to «GB29 NWBK 6016 1331 9268 19»
SEPA «FR1420041010050500013M02606» sent
ssn: «219-09-9999»
mail to <«bob.smith@example.com»>: delivered
«bob@example.co.uk» logged in
from=«bob@example.org» size=4
mailto:«bob@example.org»?subject=x
"Bob Smith" <«bob@example.com»>
recipient «bob+tag@mail.example.com» bounced
btc «1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa»
eth «0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed»
patient nhs number «943 476 5919»
nino «AB123456C»
pesel «44051401359»
cpf «111.444.777-35»
"""
LINES = {"ci": CI, "events": EVENTS, "ansible": ANSIBLE, "inspect": INSPECT, "remotes": REMOTES, "dsns": DSNS, "sql_log": SQL_LOG, "http_dump": HTTP_DUMP, "mail": MAIL, "chatops": CHAT, "failures": TRACES, "properties": PROPS, "soap": SOAP, "graphql": GRAPHQL, "split_names": SPLIT, "personal": PERSONAL}
LINES = {topic: [line for line in lines.splitlines() if line] for topic, lines in LINES.items()}
