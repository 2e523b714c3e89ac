"""The lines with secrets of the fourth set, by topic: programs and places that no set before it had. `¤`: how much beside the secret goes is left open."""

WINDOWS = r"""
PS C:\> $env:SQL_PASSWORD = "{s}"
PS>ParameterBinding(New-LocalUser): name="Password"; value="{s}"
PS C:\> Set-Item -Path Env:API_TOKEN -Value '{s}'
PS C:\> New-SmbMapping -RemotePath \\nas\x -UserName svc -Password {s}
PS C:\> setx DB_PASSWORD "{s}" /M
C:\>runas /savecred /user:corp\svc "app.exe /password:{s}"
schtasks /create /tn sync /tr sync.exe /ru corp\svc /rp {s}
wmic /node:web-1 /user:svc /password:{s} process list
net user bob {s} /add
msiexec /i agent.msi APIKEY={s} /qn
MSI (s) (A4:7C): Command Line: SERVER=mon PASSWORD={s} CURRENTDIRECTORY=C:\
Property(S): DB_PASSWORD = {s}
"DefaultPassword"="{s}"
HKLM\SOFTWARE\Vendor\App  ApiSecret    REG_SZ    {s}
<add key="SmtpPassword" value="{s}" />
<user username="app" password="{s}" logonMethod="ClearText" />
¤System.Data.SqlClient.SqlException: Login failed. ConnectionString: Data Source=db;User ID=sa;Password={s};Encrypt=True
IIS AppPool\x identity: svc / password '{s}'
winrs -r:web-1 -u:svc -p:{s} ipconfig
az login --service-principal -u 0a1b -p {s} --tenant x
"""

NETWORK = r"""
username admin privilege 15 password 0 {s}
%SYS-5-CONFIG_I: enable password {s}
snmp-server community {s} RO
SNMPv2c community="{s}" host=10.0.0.7
snmpwalk -v2c -c {s} 10.0.0.7 system
tacacs-server host 10.0.0.7 key {s}
radius-server key {s}
crypto isakmp key {s} address 10.0.0.7
set security ike policy p pre-shared-key ascii-text "{s}"
config user local: edit "bob" set passwd {s}
/ppp secret add name=bob password={s} service=l2tp
/interface wireless security-profiles set default wpa2-pre-shared-key="{s}"
wpa_passphrase={s}
network={ ssid="office" psk="{s}" }
[Interface] PrivateKey = {key}
PresharedKey = {key}
%any gw.example.org : PSK "{s}"
bob : EAP "{s}"
User-Password = "{s}"
Cleartext-Password := "{s}"
radiusd: Login incorrect: [bob/{s}] (from client ap-1 port 7)
openvpn: auth-user-pass: username 'bob' password '{s}'
neighbor 10.0.0.7 password {s}
ppp: sent [PAP AuthReq id=0x1 user="bob" password="{s}"]
"""

DAEMONS = r"""
db.example.org:5432:shop:app:{s}
machine git.example.org login bob password {s}
default login bob password {s}
smb: mount error: options=username=bob,password={s},domain=corp
mount.cifs //nas/x /mnt -o user=bob,pass={s},vers=3.0
ldapsearch -x -D cn=admin,dc=example -w {s} -b dc=example
slapd: conn=7 op=0 BIND dn="cn=bob" method=128 cred="{s}"
bindpw: {s}
olcRootPW: {s}
userPassword: {s}
dovecot: auth: Debug: client passdb out: OK user=bob pass={s}
dovecot: auth-worker: sql(bob): Password mismatch (given password: {s})
dovecot: pam(bob): pam_authenticate() failed: (given password: {s})
postfix/smtp: SASL: user=bob pass={s}
ftpd: command: PASS {s}
proftpd: USER bob: 530 (PASS {s})
vsftpd: FTP command: Client "10.0.0.7", "PASS {s}"
¤asterisk: register => bob:{s}@sip.example.org/7
sip: secret={s}
rsync: @RSYNCD: bob {s} bad
ipmitool -I lanplus -H 10.0.0.7 -U admin -P {s} power status
curlftpfs ftp://bob:{s}@ftp.example.org /mnt
htpasswd -b /etc/htpasswd bob {s}
echo bob:{s} | chpasswd
openssl enc -aes-256-cbc -k {s} -in a -out b
gpg --batch --passphrase {s} -d x.gpg
zip -P {s} x.zip a b
7z x a.7z -p{s} -y
"""

CLOUDS = r"""
kubectl create secret generic db --from-literal=password={s} -n shop
helm upgrade x ./x --set db.password={s} --wait
helm install x --set-string global.apiKey={s}
docker run -d -e POSTGRES_PASSWORD={s} -p 5432:5432 postgres:16
docker service create --env "API_TOKEN={s}" x
aws configure set aws_secret_access_key {s}
aws ssm put-parameter --name /prod/db/password --type SecureString --value {s}
aws secretsmanager put-secret-value --secret-id db --secret-string {s}
aws rds modify-db-instance --db-instance-identifier x --master-user-password {s}
{"ParameterKey":"DbPassword","ParameterValue":"{s}"}
"requestParameters":{"userName":"bob","password":"{s}"}
¤"Credentials":{"SecretAccessKey":"{s}","Expiration":"2026-11-23T09:00:00Z"}
gcloud sql users set-password root --instance=x --password={s}
heroku config:set STRIPE_SECRET={s} -a x
fly secrets set DATABASE_PASSWORD={s}
railway variables set SESSION_SECRET={s}
netlify env:set AUTH_TOKEN {s}
vault kv put secret/db password={s}
vault login token={s}
consul acl: SecretID: {s}
nomad var put x db_password={s}
pulumi config set --secret dbPassword {s}
terraform plan -var db_password={s}
TF_VAR_admin_password={s} terraform apply
ansible-vault encrypt_string '{s}' --name db_password
doctl auth init -t {s}
snowsql -a x -u bob -o password={s}
oc login https://api.example.org:6443 --token={s}
docker swarm join --token {s} 10.0.0.7:2377
kubeadm join 10.0.0.7:6443 --token {s} --discovery-token-ca-cert-hash sha256:x
etcdctl --user root:{s} get x
gh secret set NPM_TOKEN --body "{s}"
"""

OAUTH = r"""
POST /oauth/token client_id=web&client_secret={s}&grant_type=authorization_code&code=x
token response: access_token={s} expires_in=3600 token_type=Bearer
token endpoint returned {"id_token": "{s}", "scope": "openid"}
refreshing with refresh_token "{s}"
exchanged code for token {s}
otpauth://totp/Example:bob?secret={s}&issuer=Example
magic link: https://app.example.org/login?token={s}
Reset link sent: https://app.example.org/reset/?reset_token={s}&u=7
Verify: https://app.example.org/verify?confirmation_token={s}
unsubscribe https://app.example.org/u?auth={s}
GET /socket.io/?EIO=4&transport=polling&access_token={s}
redirect https://app.example.org/cb#access_token={s}&state=x
X-Api-Key={s}
X-Auth-Token: {s}, retry=1
authorization: ApiKey {s}
Authorization: token {s}
Proxy-Authorization: Basic {pair}
Authorization: Bearer {s}, trace=7
'Authorization': 'Bearer {s}'
¤Sec-WebSocket-Protocol: token, {s}
Grpc-Metadata-Authorization: Bearer {s}
¤metadata: authorization=[Bearer {s}] user-agent=[grpc-go/1.60]
{"headers":[{"key":"X-Access-Token","value":"{s}"}]}
jwt secret "{s}" is too short
signed with secret key {s}
session_key={s} user=7
wss://ws.example.org/v1?session_token={s}
https://x.example.org/o/app.js?X-Amz-Signature={s}&x=1
https://x.blob.core.windows.net/c/b?sv=2022-11-02&sp=r&sig={s}
https://storage.example.org/b/o?GoogleAccessId=x&Expires=1&Signature={s}
"""

STORES = r"""
1700000000.123456 [0 10.0.0.7:50000] "AUTH" "{s}"
1700000000.123456 [0 10.0.0.7:50000] "AUTH" "default" "{s}"
1700000000.123456 [0 10.0.0.7:50000] "CONFIG" "SET" "requirepass" "{s}"
*2\r\n$4\r\nAUTH\r\n$12\r\n{s}\r\n
HELLO 3 AUTH default {s}
redis-cli -h cache -a {s} ping
requirepass {s}
masterauth {s}
redis.Options{Addr:"cache:6379", Password:"{s}", DB:0}
db.createUser({user: "bob", pwd: "{s}", roles: []})
COMMAND command admin.$cmd command: createUser { createUser: "bob", pwd: "{s}" }
mongosh --username bob --password {s} --host db
xpack.security.authc.realms.x.bind_password: {s}
PUT /_security/user/bob {"password":"{s}","roles":["admin"]}
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=app password={s};
ssl.keystore.password = {s}
ssl.key.password={s}
CREATE USER bob IDENTIFIED WITH sha256_password BY '{s}'
clickhouse-client --user bob --password {s}
ALTER USER bob WITH ENCRYPTED PASSWORD '{s}'
CREATE ROLE bob WITH PASSWORD = '{s}' AND LOGIN = true
cqlsh -u bob -p {s} db
influx write --bucket x --token {s}
rabbitmqctl add_user bob {s}
rabbitmqctl change_password bob {s}
mysql -h db -u root -p'{s}' shop
mysqladmin -u root password {s}
PGPASSWORD='{s}' psql -h db
psql "host=db user=app password={s} sslmode=require"
sqlserver://sa:{s}@db:1433?database=x
couchbase://bob:{s}@cb/x
amqp://guest:{s}@mq:5672/%2f
neo4j: auth=basic("neo4j", "{s}")
"""

DUMPS = r"""
(Pdb) p password\n'{s}'
(gdb) print cfg->password\n$1 = 0x5555 "{s}"
strace: execve("/usr/bin/app", ["app", "--token", "{s}"], 0x7ffd)
strace: write(4, "AUTH {s}\r\n", 14) = 14
["password"]=>\n  string(20) "{s}"
[password] => {s}
'password' => string '{s}' (length=20)
$VAR1 = { 'user' => 'bob', 'password' => '{s}' };
#<User id: 7, name: "bob", password: "{s}">
#<struct Login user="bob", password="{s}">
%{"user" => "bob", "password" => "{s}"}
%User{name: "bob", password: "{s}"}
&{Name:bob Password:{s} Age:7}
main.Config{User:"bob", Password:"{s}", N:7}
Config(user=bob, password={s}, n=7)
LoginRequest { User = bob, Password = {s} }
▿ password: "{s}"
{ user: 'bob', password: '{s}', n: 7 }
User@1a2b3c[name=bob,password={s},n=7]
¤Account(id=7, credentials=Credentials(user=bob, secret={s}))
Optional[Login(user=bob, pwd={s})]
password = Some("{s}")
password: Ok("{s}"),
Just (Login {user = "bob", password = "{s}"})
{'user': 'bob', 'password': b'{s}'}
OrderedDict([('user', 'bob'), ('password', '{s}')])
Namespace(user='bob', password='{s}', verbose=False)
¤<QueryDict: {'username': ['bob'], 'password': ['{s}']}>
ImmutableMultiDict([('user', 'bob'), ('password', '{s}')])
Parameters: {"user"=>"bob", "password"=>"{s}", "commit"=>"Log in"}
params: map[password:[{s}] user:[bob]]
{password=[{s}], user=[bob]}
"""

CLIENTS = r"""
D/LoginActivity( 7): password: {s}
I/flutter ( 7): login with email x and password {s}
W/System.err: org.json.JSONException: Value {"token":"{s}"} of type
[LoginView] Optional("{s}") set for password
default 08:00:00.123 App[7:a1] access token: {s}
console.log token {s}
VM7:1 Storing accessToken: {s}
localStorage.setItem("authToken", "{s}")
sessionStorage token={s}
¤document.cookie="session={s}; path=/"
redux action {"type":"LOGIN","payload":{"password":"{s}"}}
pw:api => locator.fill("{s}") on input[name="password"]
pw:api   page.fill(#password, {s})
cy:command type input[type=password], {s}
sendKeys({s}) to element [id=password]
DEBUG Remote response: {"name":"session_token","value":"{s}"}
"queryString": [{"name": "api_key", "value": "{s}"}]
¤"cookies":[{"name":"sid","value":"{s}","path":"/"}]
newman: pm.environment.set("access_token", "{s}")
{"key":"client_secret","value":"{s}","type":"string"}
FCM server key: {s}
APNs auth key {s} loaded
Device token registered; api secret: {s}
Firebase: {apiKey: "{s}", projectId: "x"}
"""

FORMATS = r"""
password = "{s}" # prod
password = '''{s}'''
db { user = app, password = {s} }
akka.persistence.jdbc.password = ${?DB_PASS} fallback "{s}"
local password = "{s}"
{:db {:password "{s}"}}
services.x.password = "{s}";
proxy_set_header Authorization "Bearer {s}";
proxy_set_header X-Api-Key {s};
fastcgi_param DB_PASSWORD {s};
SetEnv API_SECRET {s}
RequestHeader set X-Api-Key "{s}"
http-request set-header X-Auth-Token {s}
stats auth admin:{s}
basicauth bob {s}
AuthUserPass bob:{s}
export const SECRET_KEY = '{s}';
const apiKey = `{s}`;
static final String API_KEY = "{s}";
private val token = "{s}"
api_token: >-\n  {s}
- name: API_TOKEN\n  value: "{s}"
user,password\nbob,{s}
| user | password |\n|------|----------|\n| bob | {s} |
username: bob | password: {s} | role: admin
<string name="api_key">{s}</string>
<property name="password" value="{s}"/>
<property name="hibernate.connection.password">{s}</property>
<password encrypted="false">{s}</password>
<Password><![CDATA[{s}]]></Password>
--header=Authorization:Bearer {s}
"password":   "{s}"   ,
password\t=\t{s}
PASSWORD::{s}
password=>{s}
password|{s}|bob
"""

APPS = r"""
AIRFLOW_CONN_DB=postgresql://app:{s}@db/x
airflow connections add db --conn-type mysql --conn-login app --conn-password {s}
dbt: target: {type: snowflake, user: x, password: {s}}
spark-submit --conf spark.hadoop.fs.s3a.secret.key={s} x.py
--conf spark.ssl.keyPassword={s}
fs.s3a.secret.key={s}
<name>fs.s3a.secret.key</name><value>{s}</value>
hive --hiveconf javax.jdo.option.ConnectionPassword={s}
beeline -u jdbc:hive2://h:10000 -n bob -p {s}
¤SECRET_KEY = 'django-insecure-{s}'
DATABASES = {'default': {'USER': 'app', 'PASSWORD': '{s}'}}
config/master.key: {s}
secret_key_base: {s}
define( 'DB_PASSWORD', '{s}' );
¤APP_KEY=base64:{key}
MAIL_PASSWORD="{s}"
¤"spring.datasource.password": {"value": "{s}", "origin": "x"}
-Djavax.net.ssl.keyStorePassword={s}
-Dspring.datasource.password={s}
java -jar x.jar --spring.datasource.password={s}
Grafana: admin password: {s}
GF_SECURITY_ADMIN_PASSWORD={s}
Generated admin password: {s}
Please use the following password to proceed to installation: {s}
Password for the elastic user (reset with bin/x):\n  {s}
Initial root password: {s}
The generated password for user admin is {s}
¤Admin credentials: admin:{s}
jupyter: http://localhost:8888/?token={s}
or copy and paste: http://127.0.0.1:8888/lab?token={s}
Enter this unlock key: {s}
Root Token: {s}
Unseal Key 1: {key}
Worker join token is {s}
minio: RootUser: minio RootPass: {s}
¤AccessKey: x SecretKey: {s}
license key: {s}
smtp: 535 auth failed for user bob with password {s}
basic auth: bob / {s}
"""

PEOPLE = r"""
Customer says their password is {s} and it does not work
Hi, my login is bob and my password is {s}
I changed it from {s} to {t}, password still fails
can someone rotate the token {s}?
the new password for the vpn is {s}
Password for staging: {s}
staging pw: {s}
Passwort: {s}
Kennwort = {s}
das Passwort ist {s}
mot de passe : {s}
le mot de passe est {s}
contraseña: {s}
la contraseña es {s}
senha: {s}
a senha é {s}
la password è {s}
wachtwoord: {s}
hasło: {s}
heslo: {s}
пароль: {s}
lösenord: {s}
密码：{s}
パスワード: {s}
비밀번호: {s}
şifre: {s}
please use pin {n} to unlock
PIN: {n}
your OTP: {n}
OTP for login is {n}, valid for 5 minutes
{n} is your one-time code
use code {n} to sign in
2FA code: {n}
verification code is {n}
G-{n} is your verification code
"""

TORN = r"""
{"user":"bob","password":"{s}
{"user":"bob","token":"{s}","nested":{"a":
¤user=bob&password={s}%0
&quot;password&quot;:&quot;{s}&quot;
{&quot;apiKey&quot;: &quot;{s}&quot;}
&#34;token&#34;:&#34;{s}&#34;
%7B%22password%22%3A%22{s}%22%7D
password%3D{s}%26user%3Dbob
q=user%3Dbob%26api_key%3D{s}
\x22password\x22:\x22{s}\x22
\u0022password\u0022:\u0022{s}\u0022
{\\\"password\\\":\\\"{s}\\\"}
'{"password": "{s}"}'
b'{"token": "{s}"}'
"{\"secret\": \"{s}\"}"
body="{\"user\":\"bob\",\"password\":\"{s}\"}" status=401
payload={user:bob,password:{s}}
password="{s}
password='{s}
password={s};user=bob
password={s}|user=bob
(password={s})
[password={s}]
<password={s}>
{password={s}}
password={s}.
password={s}, next
password={s})
password: {s}]
token={s}\n
\tpassword: {s}
PASSWORD={s}\tUSER=bob
secret=\"{s}\"
secret=\\"{s}\\"
**password**: {s}
`password`: `{s}`
_token_: {s}
password(s): {s}
password [{s}]
password <{s}>
password ("{s}")
"""

NUMBERS = r"""
charged «4242 4242 4242 4242» (visa)
card_number: «4000056655665556»
{"card":{"number":"«5200828282828210»","exp":"12/29"}}
pan=«3566002020360505» result=declined
amount=12.00&card=«4111-1111-1111-1111»&exp=12
Card ending mismatch: «6011000990139424» vs 4242
tokenize(«371449635398431») failed
IBAN: «NL91ABNA0417164300»
transfer «CH9300762011623852957» -> «ES9121000418450200051332»
account «IT60X0542811101000000123456» closed
SSN «078-05-1121» not found
applicant social security number «536-22-8726»
{"ssn":"«536228726»"}
user «alice.jones@example.com» not found
reply-to=«ops+alerts@mail.example.org»
SELECT * FROM users WHERE email = '«carol@example.net»'
GET /users?email=«dave@example.org»&page=2
GET /users/«erin%40example.com»/orders
smtp RCPT TO:<«frank@example.io»>
invite «grace@example.co», «heidi@example.dev»
wallet «bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq» funded
payout to «0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed»
cnpj «11.222.333/0001-81»
DNI «12345678Z»
NIE «X1234567L»
codice fiscale «RSSMRA85T10A562S»
steuer-id «86 095 742 719»
bsn «111222333»
aadhaar «2341 2341 2346»
sin «046 454 286»
personnummer «811228-9874»
hetu «131052-308T»
nric «S1234567D»
medicare «2123 45670 1»
"""
LINES = {"windows": WINDOWS, "network": NETWORK, "daemons": DAEMONS, "clouds": CLOUDS, "oauth": OAUTH, "stores": STORES, "dumps": DUMPS, "clients": CLIENTS, "formats": FORMATS, "apps": APPS, "support": PEOPLE, "torn": TORN, "persons": NUMBERS}
LINES = {topic: [line for line in lines.splitlines() if line] for topic, lines in LINES.items()}
