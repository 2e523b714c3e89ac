"""The lines with secrets of `unseen.py`, by topic. `¤`: how much beside the secret goes is left open."""

SHELL = r"""
mysql -uroot -p{s} shop
mysql -h db1 -u root -p{s} -e "select 1"
+ mysqldump --user=app -p{s} --all-databases
mysqladmin -u root -p{s} status
mariadb -uroot -p'{s}' shop
mysqldump -h db.internal -uapp -p"{s}" shop > /backup/shop.sql
sshpass -p {s} ssh deploy@web-1 uptime
sshpass -p '{s}' scp a.tgz deploy@web-1:/tmp
sshpass -p{s} rsync -a src web-1:/srv
redis-cli -h cache -a {s} ping
redis-cli -a {s} --no-auth-warning get x
mongo -u app -p {s} --authenticationDatabase admin
mongosh --username app --password {s} shop
mongodump --uri=mongodb://app:{s}@db/shop
PGPASSWORD={s} psql -h db -U app -c "select 1"
MYSQL_PWD={s} mysql -u root
SSHPASS={s} sshpass -e ssh web-1
REDISCLI_AUTH={s} redis-cli ping
export AWS_SECRET_ACCESS_KEY={s}
set DB_PASSWORD={s}
$env:API_KEY = "{s}"
curl -u admin:{s} https://example.org/api
curl -s -u "admin:{s}" https://example.org/api
curl -sSL -uadmin:{s} https://example.org/api
curl --user admin:{s} https://example.org/api
curl --user='admin:{s}' https://example.org/api
curl --proxy-user bob:{s} -x proxy:3128 https://example.org
curl -x http://bob:{s}@proxy:3128 https://example.org
curl -H 'X-Api-Key: {s}' https://example.org
curl -H "PRIVATE-TOKEN: {s}" https://example.org
curl -d 'username=bob&password={s}' https://example.org/login
curl -X POST --data '{"user":"bob","password":"{s}"}' https://example.org/login
curl -b 'session_id={s}' https://example.org
wget --user=bob --password={s} https://example.org/x
wget --http-user=bob --http-password={s} https://example.org/x
wget --ftp-password={s} ftp://example.org/x
http -a bob:{s} GET example.org/api
docker login -u bob -p {s} registry.example.org
docker run -d -e POSTGRES_PASSWORD={s} postgres:16
docker run --env=DB_PASS={s} app:1.2
docker build --build-arg NPM_TOKEN={s} -t app .
podman login --username bob --password {s} quay.io
kubectl create secret generic db --from-literal=password={s}
kubectl config set-credentials bob --token={s}
kubectl --token {s} get pods
helm upgrade shop ./chart --set db.password={s},replicas=2
helm install shop ./chart --set-string auth.rootPassword={s}
oc login -u dev -p {s} https://api.example.org:6443
az login --service-principal -u app-1 -p {s} --tenant t1
aws configure set aws_secret_access_key {s}
vault login token={s}
vault kv put secret/db password={s}
VAULT_TOKEN={s} vault status
openssl pkcs12 -in a.p12 -passin pass:{s} -passout pass:{t}
gpg --batch --passphrase {s} -d a.gpg
keytool -list -keystore a.jks -storepass {s}
jarsigner -storepass {s} -keypass {t} a.jar x
ldapsearch -x -D cn=admin,dc=x -w {s} -b dc=x
sqlcmd -S srv -U sa -P {s} -Q "select 1"
bcp db.t out f.dat -S srv -U sa -P {s}
psql "host=db user=app password={s} dbname=x"
psql postgres://app:{s}@db/x -c "select 1"
psql 'postgresql:///x?user=app&password={s}'
git clone https://bob:{s}@git.example.org/r.git
ansible-playbook site.yml -e "ansible_become_pass={s}"
ansible-playbook site.yml --extra-vars "ansible_ssh_pass={s} x=1"
mount -t cifs //srv/x /mnt -o username=bob,password={s}
smbclient //srv/x -U bob%{s}
ipmitool -H bmc1 -U admin -P {s} power status
mosquitto_pub -h mq -u bob -P {s} -t x -m y
twine upload -u bob -p {s} dist/*
npm config set //registry.npmjs.org/:_authToken={s}
npm config set //registry.example.org/:_password={s}
influx -username bob -password {s} -execute "show databases"
consul kv get -token={s} app/x
java -Djavax.net.ssl.keyStorePassword={s} -jar app.jar
java -Ddb.password={s} -Xmx2g -jar app.jar
terraform apply -var db_password={s} -auto-approve
terraform apply -var="api_token={s}"
heroku config:set SECRET_KEY={s}
¤s3cmd --access_key=x --secret_key={s} ls
echo "root:{s}" | chpasswd
rabbitmqctl add_user bob {s}
rabbitmqctl change_password bob {s}
htpasswd -b /etc/nginx/.htpasswd bob {s}
zip -P {s} a.zip a.txt
unzip -P {s} a.zip
7z x -p{s} a.7z
xfreerdp /v:win1 /u:bob /p:{s}
psexec \\srv -u bob -p {s} cmd
cmdkey /add:srv /user:bob /pass:{s}
schtasks /create /tn x /ru bob /rp {s}
sudo mysql --password='{s}' -e 'show tables'
psql --set=password={s} -f a.sql
cockroach sql --url 'postgresql://app:{s}@db:26257/x?sslmode=require'
ffmpeg -i rtsp://admin:{s}@10.0.0.9:554/stream1
net user bob {s} /add
"""

PHRASES = r"""
password is {s}
your password is {s}
Your temporary password is: {s}
the new password is "{s}"
Das Passwort lautet {s}
Ihr Passwort lautet: {s}
Das Kennwort ist {s}
Passwort: {s}
Kennwort = {s}
mot de passe: {s}
mot de passe : {s}
Votre mot de passe est {s}
contraseña: {s}
su contraseña es {s}
senha: {s}
sua senha é {s}
wachtwoord: {s}
uw wachtwoord is {s}
la password è {s}
hasło: {s}
пароль: {s}
ваш пароль: {s}
密码: {s}
密码是 {s}
パスワード: {s}
비밀번호: {s}
the api key is {s}
api key was {s}
access token is {s}
client secret is {s}
passphrase is {s}
user bob logged in with password {s}
connecting with password '{s}'
login failed for bob using password {s}
password set to {s}
password changed to {s}
password reset to '{s}' for bob
default password = {s}
initial admin password: {s}
Generated root password: {s}
A temporary password is generated for root@localhost: {s}
pw: {s}
pass: {s}
user: bob pass: {s}
login bob password {s}
machine git.example.org login bob password {s}
¤credentials: bob:{s}
¤user/password: bob/{s}
your PIN is {n}
the OTP is {n}
Your OTP code is {n}
your verification code is {n}
Your one-time code: {n}
one-time password: {n}
Your login code is {n}. Do not share it.
{n} is your verification code
2FA code: {n}
security code: {n}
auth token: {s}
secret token -> {s}
password -> {s}
password => {s}
password was {s}, now rotated
¤bad password {s}1 for user bob
the secret is {s}
"""

SQL = r"""
CREATE USER app IDENTIFIED BY '{s}'
CREATE USER app IDENTIFIED BY "{s}" DEFAULT TABLESPACE users
ALTER USER app IDENTIFIED BY {s}
GRANT ALL ON *.* TO 'app'@'%' IDENTIFIED BY '{s}'
CREATE USER app IDENTIFIED WITH caching_sha2_password BY '{s}'
CREATE USER app IDENTIFIED WITH sha256_password BY '{s}'
CREATE ROLE app LOGIN PASSWORD '{s}'
ALTER ROLE app WITH ENCRYPTED PASSWORD '{s}'
CREATE LOGIN app WITH PASSWORD = '{s}'
ALTER LOGIN sa WITH PASSWORD = N'{s}'
SET PASSWORD FOR 'bob'@'%' = PASSWORD('{s}')
SET PASSWORD FOR bob = '{s}'
UPDATE users SET password='{s}' WHERE id=1
UPDATE users SET password = '{s}', name = 'bob' WHERE id = 1
SELECT id FROM users WHERE name='bob' AND password='{s}'
SELECT * FROM t WHERE api_key = '{s}' LIMIT 1
INSERT INTO users (name, password) VALUES ('bob', '{s}')
INSERT INTO users (id, password, name) VALUES (7, '{s}', 'bob')
insert into "users" ("name", "password") values ('bob', '{s}') returning "id"
INSERT INTO `users` (`name`, `api_key`) VALUES ('bob', '{s}')
INSERT INTO users SET name='bob', password='{s}'
CREATE USER MAPPING FOR app SERVER s OPTIONS (user 'bob', password '{s}')
SELECT * FROM dblink('host=db user=app password={s}', 'select 1')
CHANGE MASTER TO MASTER_USER='repl', MASTER_PASSWORD='{s}'
CREATE DATABASE SCOPED CREDENTIAL c WITH IDENTITY = 'x', SECRET = '{s}'
OPEN MASTER KEY DECRYPTION BY PASSWORD = '{s}'
COPY t FROM 's3://b/x' CREDENTIALS 'aws_access_key_id=a;aws_secret_access_key={s}'
CREATE SUBSCRIPTION s CONNECTION 'host=db password={s} user=repl' PUBLICATION p
LOG:  statement: ALTER USER app WITH PASSWORD '{s}';
ERROR 1045: CREATE USER x@y IDENTIFIED BY '{s}' near line 3
DETAIL:  parameters: password = '{s}', name = 'bob'
db.createUser({user: "app", pwd: "{s}", roles: []})
db.auth("app", "{s}")
AUTH {s}
CONFIG SET requirepass {s}
requirepass {s}
masterauth {s}
ALTER USER app SET PASSWORD '{s}' CHANGE NOT REQUIRED
CONNECT app/{s}@orcl
sqlplus app/{s}@orcl @a.sql
"""

ENVIRONMENTS = r"""
PGPASSWORD={s}
declare -x DB_PASS="{s}"
declare -x PGPASSWORD="{s}"
SPRING_DATASOURCE_PASSWORD={s}
SECRET_KEY_BASE={s}
JWT_SECRET={s}
DJANGO_SECRET_KEY='{s}'
MYSQL_ROOT_PASSWORD={s}
RABBITMQ_DEFAULT_PASS={s}
RAILS_MASTER_KEY={s}
ENCRYPTION_KEY={s}
APP_SECRET={s}
SMTP_PASS={s}
NPM_TOKEN={s}
KEYCLOAK_ADMIN_PASSWORD={s}
LDAP_BIND_PASSWORD={s}
SNOWFLAKE_PASSWORD={s}
DATABASE_URL=postgres://app:{s}@db:5432/shop
REDIS_URL=redis://:{s}@cache:6379/0
SENTRY_AUTH_TOKEN={s}
TF_VAR_db_password={s}
GF_SECURITY_ADMIN_PASSWORD={s}
"Env": ["PATH=/usr/bin", "POSTGRES_PASSWORD={s}", "LANG=C"]
[{"Config":{"Env":["PATH=/usr/local/bin","MYSQL_ROOT_PASSWORD={s}","GOSU_VERSION=1.16"]}}]
      DB_PASSWORD:    {s}
    Environment:      DB_PASSWORD: {s}
  password: {s}
  SECRET_TOKEN:  {s}
Environment=DB_PASS={s} LANG=C
Environment="LANG=C" "DB_PASS={s}"
environ({'HOME': '/root', 'DB_PASS': '{s}', 'TERM': 'xterm'})
os.environ['DB_PASSWORD'] = '{s}'
process.env { NODE_ENV: 'production', API_KEY: '{s}' }
ENV["SECRET_TOKEN"] = "{s}"
putenv('DB_PASSWORD={s}');
$_ENV['DB_PASSWORD'] => {s}
[DB_PASSWORD] => {s}
ENV API_TOKEN={s}
ARG NPM_TOKEN={s}
export GITHUB_TOKEN="{s}"; make release
env: GITHUB_TOKEN: {s}
API_KEY: {s}
setx API_KEY {s}
fish: set -x API_KEY {s}
"""

CONFIGS = r"""
password = {s}
password = "{s}"
password: "{s}" # rotate
spring.datasource.password={s}
spring.rabbitmq.password: {s}
connect.password={s} connect.user=bob
db { user = "app", password = "{s}" }
'password' => '{s}',
"password" => "{s}",
:password => "{s}"
¤password: :{s}
["password"]=> string(15) "{s}"
array(2) { ["user"]=> string(3) "bob" ["password"]=> string(15) "{s}" }
[password] => {s}
stdClass Object ( [user] => bob [api_key] => {s} )
#<User id: 1, name: "bob", password: "{s}">
#<Config:0x00007f @user="bob", @password="{s}">
Config(user='bob', password='{s}', port=5432)
Config { user: "bob", password: "{s}", port: 5432 }
Config { user: "bob", password: Some("{s}"), port: 5432 }
{:user "bob", :password "{s}"}
{User:bob Password:{s} Port:5432}
map[password:{s} user:bob]
main.Config{User:"bob", Password:"{s}", Port:5432}
{user=bob, password={s}, port=5432}
User[name=bob, password={s}]
LoginRequest(user=bob, password={s})
config.setPassword("{s}")
props.put("password", "{s}")
System.setProperty("db.password", "{s}")
password=b'{s}'
{'user': 'bob', 'password': u'{s}'}
%{"user" => "bob", "password" => "{s}"}
[user: "bob", password: "{s}"]
<password>{s}</password>
<password><![CDATA[{s}]]></password>
<wsse:Password Type="x">{s}</wsse:Password>
<property name="password" value="{s}"/>
<property name="hibernate.connection.password">{s}</property>
<add key="ApiKey" value="{s}" />
<entry key="db.password">{s}</entry>
<string name="api_key">{s}</string>
<datasource user="bob" password="{s}" />
<user name="bob" password='{s}'/>
-   name: DB_PASSWORD\n    value: {s}\n
name=DB_PASSWORD value={s}
{ name: 'DB_PASSWORD', value: '{s}' }
+ password = "{s}"
~ password = "{s}" -> "{t}"
- api_key: {s}
define('DB_PASSWORD', '{s}');
const apiKey = '{s}';
var password string = "{s}"
String password = "{s}";
$password = '{s}';
my $password = "{s}";
let secret: &str = "{s}";
api_key := "{s}"
password="{s}",user="bob"
sasl.jaas.config=org.apache.kafka.PlainLoginModule required username="bob" password="{s}";
auth_basic_password "{s}"
{"private_key_password": "{s}", "n": 1}
requirepass={s}
//registry.npmjs.org/:_authToken={s}
_auth={s}
snmp_community_password = {s}
PSK = {s}
wpa_passphrase={s}
preshared_key={s}
"""

CONNECTIONS = r"""
postgres://app:{s}@db.internal:5432/shop?sslmode=require
postgresql+psycopg2://app:{s}@db/shop
mysql://root:{s}@127.0.0.1:3306/shop
mysql+pymysql://app:{s}@db/shop?charset=utf8mb4
mongodb://app:{s}@m1:27017,m2:27017/shop?replicaSet=rs0
mongodb+srv://app:{s}@cluster0.example.net/shop
redis://:{s}@cache:6379/0
rediss://default:{s}@cache:6380
amqp://guest:{s}@mq:5672/%2f
amqps://app:{s}@mq/vhost
ldap://cn=admin:{s}@ldap:389
ftp://bob:{s}@ftp.example.org/x
sftp://bob:{s}@sftp.example.org:22/x
https://elastic:{s}@es:9200
clickhouse://default:{s}@ch:9000/x
mssql://sa:{s}@sql:1433/x
snowflake://bob:{s}@acme/db
nats://app:{s}@nats:4222
smtp://bob:{s}@mail:587
jdbc:mysql://db:3306/x?user=app&password={s}
jdbc:postgresql://db/x?user=app&password={s}&ssl=true
jdbc:sqlserver://db:1433;databaseName=x;user=sa;password={s};encrypt=true
jdbc:oracle:thin:app/{s}@//db:1521/orcl
jdbc:oracle:thin:app/{s}@db:1521:orcl
Server=tcp:db,1433;Database=x;User Id=sa;Password={s};Encrypt=True;
Data Source=db;Initial Catalog=x;User ID=sa;Pwd={s};
Driver={ODBC Driver 18 for SQL Server};Server=db;UID=sa;PWD={s};
Host=db;Username=app;Password={s};Database=x
¤DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={s}{t}==;EndpointSuffix=core.windows.net
¤Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey={s}{t}=
¤HostName=acme.azure-devices.net;DeviceId=d1;SharedAccessKey={s}{t}=
¤AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey={s}{t}==;
app:{s}@tcp(db:3306)/shop?parseTime=true
app:{s}@(db:3306)/shop
host=db port=5432 user=app password={s} dbname=shop sslmode=disable
user='app' password='{s}' host='db'
cannot connect to postgres://app:{s}@db/shop: timeout
dial "redis://:{s}@cache:6379": refused
tcp://default:{s}@ch:9000?database=x
couchbase://app:{s}@cb1
neo4j+s://neo4j:{s}@graph:7687
socks5://bob:{s}@proxy:1080
git+https://bob:{s}@git.example.org/x.git@main
rtsp://admin:{s}@10.1.2.3/live
s3://AKID:{s}@bucket/x
¤DSN=x;UID=app;PWD={s}
"""

HTTP = r"""
> Authorization: Bearer {s}{t}
> Authorization: Token {s}
¤Authorization: Token token="{s}"
authorization: ApiKey {s}
¤Authorization: Digest username="bob", response="{s}"
¤< Set-Cookie: session={s}; Path=/; HttpOnly
¤> Cookie: a=1; session={s}
X-Auth-Key: {s}
X-Api-Key:{s}
api-key: {s}
Ocp-Apim-Subscription-Key: {s}
X-Goog-Api-Key: {s}
x-functions-key: {s}
X-Shopify-Access-Token: {s}
X-Gitlab-Token: {s}
DD-API-KEY: {s}
X-Vault-Token: {s}
Proxy-Authorization: Basic {s}
GET /cb?code=1&client_secret={s} HTTP/1.1
GET /api?apikey={s}&q=x HTTP/1.1
GET /api?q=x&access_token={s} HTTP/1.1
GET /reset?token={s} HTTP/1.1
GET /api;jsessionid={s}?x=1 HTTP/1.1
POST /token grant_type=password&username=bob&password={s}&scope=x
grant_type=refresh_token&refresh_token={s}
¤SAMLResponse={s}{t}{s}{t}&RelayState=x
{"grant_type":"password","password":"{s}"}
{"query":"mutation { login(user: \"bob\", password: \"{s}\") { id } }"}
¤{"variables":{"input":{"email":null,"password":"{s}"}}}
Content-Disposition: form-data; name="password"\r\n\r\n{s}\r\n--b1--
headers={'X-Api-Key': '{s}', 'Accept': '*/*'}
headers: [X-Auth-Token: {s}, Accept: */*]
Headers([("x-api-key", "{s}"), ("accept", "*/*")])
¤{ "x-api-key": [ "{s}" ], "accept": [ "*/*" ] }
"authorization": Sensitive, "x-api-key": "{s}"
map[Accept:[*/*] X-Api-Key:[{s}]]
header X-Api-Key={s} accepted
request.headers["x-api-key"] = "{s}"
response body: {"access_token":"{s}","expires_in":3600}
body="access_token={s}&token_type=bearer"
https://example.org/hook?key=1&sig={s}
¤https://acme.blob.core.windows.net/x?sv=2022-11-02&sig={s}%3D
https://bucket.s3.amazonaws.com/x?X-Amz-Signature={s}{t}
ws://example.org/live?token={s}
/login?user=bob&pass={s}
/login?user=bob&pwd={s}
"""

TRACES = r"""
java.sql.SQLException: Access denied for user 'app' with password '{s}'
Caused by: javax.naming.AuthenticationException: bind with password={s} failed
org.postgresql.util.PSQLException: connect jdbc:postgresql://db/x?user=app&password={s}
requests.exceptions.HTTPError: 401 for url: https://example.org/api?api_key={s}&q=1
KeyError: 'x' in {'user': 'bob', 'password': '{s}'}
pymysql.err.OperationalError: (2003, "Can't connect to 'mysql://app:{s}@db'")
  File "a.py", line 3, in login(user='bob', password='{s}')
    password = '{s}'
        password = "{s}"
TypeError: login() got {'token': '{s}'}
panic: dial postgres://app:{s}@db/x: refused
panic: bad config: {User:bob Password:{s}}
main.login(0xc000, "bob", password="{s}")
PHP Fatal error: mysqli_connect('db', 'app') password={s} in /srv/a.php on line 3
#0 /srv/a.php(3): PDO->__construct('mysql:host=db', 'app', '{s}')
#1 /srv/a.php(7): mysqli_connect('db', 'app', '{s}')
ArgumentError (bad token: "{s}"):
Faraday::ClientError: the server responded with 401 {:password=>"{s}"}
Error: connect failed { password: '{s}', code: 'E1' }
AxiosError: Request failed { headers: { Authorization: 'Bearer {s}{t}' } }
  config: { auth: { username: 'bob', password: '{s}' } },
Unhandled exception. System.Exception: login Pwd={s};
thread 'main' panicked at 'bad secret: "{s}"', src/main.rs:4:5
** (Postgrex.Error) password: "{s}" rejected
DEBUG login params {"utf8"=>"x", "user"=>{"email"=>"", "password"=>"{s}"}}
  Parameters: {"password"=>"{s}", "commit"=>"Sign in"}
INFO  Binding parameter password: [{s}]
DEBUG args=[--user=bob, --password={s}]
cmd=['mysql', '-uroot', '-p{s}', 'shop']
CalledProcessError: Command '['mysqldump', '--password={s}', 'x']' returned non-zero
subprocess: ["redis-cli","-a","{s}","ping"]
execve("/usr/bin/mysql", ["mysql", "-p{s}"], 0x7ffc)
"""

CLOUD = r"""
aws_secret_access_key = {s}
"SecretAccessKey": "{s}",
"SessionToken": "{s}"
aws_session_token={s}
¤{"SecretString":"{\"username\":\"bob\",\"password\":\"{s}\"}"}
{"clientSecret":"{s}","tenant":"t1"}
"accessToken": "{s}",
"connectionString": "{s}{t}"
¤az storage account: AccountKey={s}{t}==
db_password = "{s}"
output: admin_password = {s}
::add-mask::{s}
::set-output name=token::{s}
##vso[task.setvariable variable=dbPassword;issecret=true]{s}
echo "::add-mask::{s}"
[Pipeline] withEnv: API_TOKEN={s}
+ export NPM_TOKEN={s}
+ docker login -u ci -p {s} registry.example.org
$ helm upgrade x --set secret.apiKey={s}
DEBUG: set env CI_JOB_TOKEN={s}
gcloud auth activate --access-token={s}
doctl auth init --access-token {s}
flyctl secrets set DB_PASSWORD={s}
¤wrangler secret: API_KEY={s}
gh secret set NPM_TOKEN --body {s}
circleci: CIRCLE_TOKEN={s}
¤"password": {"value": "{s}", "sensitive": true}
¤"admin_password": {"type": "string", "value": "{s}"}
    token: {s}
      password: "{s}"
kubeadm join 10.0.0.1:6443 --token {s} --discovery-token-ca-cert-hash sha256:0000
docker swarm join --token {s} 10.0.0.1:2377
vault: token                {s}
client_secret                 {s}
Unseal Key 1: {s}{t}
Initial Root Token: {s}
| password | {s} |
| access_key | {s} |
password	{s}
"""

CHAT = r"""
bob: the password is {s}
hey, pw is {s}, thx
pw={s}
/login bob password={s}
!login --token {s}
user: bob / pass: {s}
¤u: bob p: {s} pass={s}
login: bob, password: {s}
*password*: {s}
`password`: `{s}`
**API key:** {s}
Password : {s}
password「{s}」
password= {s}
password ={s}
password : "{s}"
PASSWORD:{s}
Password:\n{s}
secret=[{s}]
¤token=<{s}>
¤token:({s})
token="{s}"
token='{s}'
token=`{s}`
token=\"{s}\"
token:'{s}'.
"""


def lines(block):
    return [line.replace("\\r\\n", "\r\n").replace("\\n", "\n") if "form-data" in line or line.startswith(("-   name", "Password:\\n", "¤Content")) else line for line in block.strip("\n").split("\n")]


LINES = {"shell": lines(SHELL), "phrases": lines(PHRASES), "sql": lines(SQL), "environments": lines(ENVIRONMENTS), "configs": lines(CONFIGS), "connections": lines(CONNECTIONS),
         "http": lines(HTTP), "traces": lines(TRACES), "cloud": lines(CLOUD), "chat": lines(CHAT)}
