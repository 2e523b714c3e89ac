"""The lines with secrets of the fifth set, by topic: wires and devices, command lines, build and deployment, services. `¤`: how much beside the secret goes is left open."""

WIRES = r"""
STOMP CONNECT login:bob passcode:{s} host:/
mqtt: CONNECT client=meter-7 user=bob pass={s} keepalive=60
smpp bind_transceiver system_id=acme password={s} system_type=
8=FIX.4.4|35=A|553=bob|554={s}|141=Y|
xmpp: <auth mechanism='PLAIN'>{plain}</auth>
rtsp://admin:{s}@10.0.0.7:554/stream1
sip: REGISTER user 7000 secret={s} context=internal
nmcli dev wifi connect office password {s}
netsh wlan set profileparameter name=office keyMaterial={s}
wpa_cli -i wlan0 set_network 0 psk '"{s}"'
iwconfig wlan0 key s:{s}
esp32: WiFi.begin("office", "{s}")
zigbee: install code {s} accepted for 0x00124b
ipmi: set user password 3 {s}
onvif: PasswordText {s}
<wsse:Password Type="PasswordText">{s}</wsse:Password>
printer: SNMP set prtConsole community name {s}
modem: AT+CGAUTH=1,1,"{s}","bob"
"""

SHELL = r"""
echo {s} | sudo -S systemctl restart app
sudo -S id <<< "{s}"
ssh-keygen -t ed25519 -N {s} -f id_deploy
gpg --batch --passphrase {s} -d backup.gpg
security unlock-keychain -p {s} login.keychain
¤xcrun notarytool submit app.zip --apple-id bob@example.org --password {s} --team-id T1
fastlane match nuke: MATCH_PASSWORD={s}
borg create: BORG_PASSPHRASE='{s}' borg create repo::a
rclone lsd remote: --sftp-pass {s}
printf '%s' {s} | cryptsetup luksOpen /dev/sdb1 data -
az storage blob list --account-name shop --account-key {s}
¤s3cmd ls --access_key=AK1 --secret_key={s}
wget --http-user=bob --http-password={s} https://app.example.org/x
curl --oauth2-bearer {s} https://api.example.org/v1
net ads join -U admin%{s}
svn checkout https://svn.example.org/r --username bob --password {s}
p4 -u bob -P {s} sync
kinit bob <<< {s}
useradd -m -p {s} carol
expect: send "{s}\r" after "Password:"
adb shell input text {s} # password field
"""

DEPLOY = r"""
vault operator unseal {s}
Unseal Key 1: {key}
Initial Root Token: {s}
consul acl bootstrap: SecretID {s}
nomad: template env NOMAD_TOKEN = {s}
salt: pillar mysql:root_pw: {s}
chef: data bag item {"id":"db","password":"{s}"}
flyway -user=app -password={s} migrate
liquibase --password={s} update
-Dweblogic.management.password={s} -Xmx1g
-Djavax.net.ssl.keyStorePassword={s}
<user username="bob" password="{s}" roles="manager-gui"/>
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="{s}";
gradle: signingConfig storePassword '{s}' keyAlias 'release'
packer: ssh_password = "{s}"
vagrant: config.ssh.password = '{s}'
helm upgrade app ./c --set db.password={s} --set replicas=2
docker run -e POSTGRES_PASSWORD={s} -d postgres:16
docker secret create db_password - <<< {s}
kubectl create secret generic db --from-literal=password={s}
"""

SERVICES = r"""
Teradata: .logon td1/app,{s}
SAP: RFC_OPEN failed: ASHOST=sap1 USER=APP PASSWD={s} LANG=EN
JCL: //JOB1 JOB (ACCT),USER=BOB,PASSWORD={s}
temporary password emailed to bob: {s}
Your one-time password: {n}
recovery phrase: «winter dragon monkey berlin falcon coffee winter dragon monkey berlin falcon coffee»
PUK for SIM 7 is {n}
webhook: HMAC secret {s} rotated
grafana: basic auth fallback admin:{s}
elastic: Password for the [elastic] user successfully reset. New value: {s}
jenkins: Please use the following password to proceed to installation: {s}
minio: RootUser: admin RootPass: {s}
rabbitmq: Creating user "bob" with password "{s}"
keycloak: Created temporary admin user with username admin and password {s}
airflow: Login with username: admin | password: {s}
jupyter: http://localhost:8888/lab?token={s}
¤wordpress: wp user create bob b@example.org --user_pass={s}
mysqld: A temporary password is generated for root@localhost: {s}
db2: CONNECT TO shop USER app USING {s}
informix: CONNECT TO 'shop' USER 'app' USING '{s}'
CREATE ROLE app LOGIN PASSWORD '{s}' VALID UNTIL 'infinity'
ALTER LOGIN app WITH PASSWORD = N'{s}'
EXEC master.dbo.sp_addlinkedsrvlogin @rmtsrvname=N'x', @rmtuser=N'app', @rmtpassword='{s}'
"""

LINES = {"wires": WIRES, "command_lines": SHELL, "deploy": DEPLOY, "services": SERVICES}
LINES = {topic: [line for line in lines.splitlines() if line] for topic, lines in LINES.items()}
