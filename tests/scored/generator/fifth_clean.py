"""The lines without secrets of the fifth set, by topic: beside each kind of secret what only looks like one."""

WIRES = r"""
STOMP CONNECTED version:1.2 heart-beat:0,0 session:session-7
mqtt: CONNACK client=meter-7 rc=5 not authorised, user=bob
smpp bind_transceiver_resp system_id=acme status=0x0000000e ESME_RINVPASWD
8=FIX.4.4|35=A|98=0|108=30|553=bob|141=Y|
xmpp: <success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>
rtsp://10.0.0.7:554/stream1 DESCRIBE 401
sip: REGISTER user 7000 401 Unauthorized nonce expired
nmcli dev wifi connect office --ask
netsh wlan show profile name=office key=clear
wpa_supplicant: wlan0: CTRL-EVENT-SSID-TEMP-DISABLED id=0 ssid="office" auth_failures=1 reason=WRONG_KEY
iwconfig wlan0 key off
esp32: WiFi.begin: ssid "office" channel 6
zigbee: install code missing for 0x00124b
ipmi: user 3 password test failed
onvif: PasswordDigest required
printer: SNMP prtConsole community name not set
modem: AT+CGDCONT=1,"IP","internet"
community edition 7.17.2, key server online
"""

SHELL = r"""
sudo -S is not allowed here
sudo: a password is required
ssh-keygen -lf id_deploy.pub: 256 SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8 ci (ED25519)
gpg: encrypted with 1 passphrase
security find-identity -p codesigning -v
xcrun notarytool wait {uuid} --keychain-profile ci
fastlane match appstore --readonly
borg: passphrase supplied in BORG_PASSPHRASE is incorrect
rclone lsd remote: --sftp-pass-file x1
cryptsetup luksOpen /dev/sdb1 data --key-file /root/key1
az storage blob list --account-name shop --auth-mode login
s3cmd ls s3://bucket1/path2 --recursive
wget --user-agent=bot1 https://app.example.org/x
curl -sS -o out1.json https://api.example.org/v1
net ads testjoin: Join is OK
svn checkout -r 1234 https://svn.example.org/r --username bob
p4 -u bob -p ssl:p4.example.org:1666 sync
kinit: Password incorrect while getting initial credentials
useradd -m -p '*' carol
expect: timeout after "Password:"
adb shell input keyevent 66
"""

DEPLOY = r"""
vault operator unseal: Unseal Progress 1/3
Unseal Key 1 of 5 accepted, nonce {uuid}
root token revoked after 300s
consul acl token list: AccessorID {uuid}
nomad: node 4d2ba53b eligible
salt: pillar mysql:root_user: admin
chef: data bag item {"id":"db","encrypted":true}
flyway -user=app -url=jdbc:postgresql://db1:5432/shop migrate
liquibase update: Run: 12
-Dweblogic.Name=AdminServer -Xmx1g
-Djavax.net.ssl.keyStore=/etc/ssl/app1.p12
<user username="bob" roles="manager-gui"/>
sasl.mechanism=PLAIN security.protocol=SASL_SSL
gradle: signingConfig storeFile 'release1.jks' keyAlias 'release'
packer: ssh_timeout = "5m"
vagrant: config.ssh.insert_key = false
helm upgrade app ./c --set db.host=db1 --set replicas=2
docker run -e POSTGRES_USER=app -d postgres:16
docker secret ls: db_password created 2 days ago
kubectl get secret db -o name
"""

SERVICES = r"""
Teradata: *** Logon successfully completed.
SAP: RFC_OPEN failed: ASHOST=sap1 SYSNR=00 LANG=EN
JCL: //JOB1 JOB (ACCT),CLASS=A,MSGCLASS=X
temporary password emailed to bob
Your one-time password expires in 300 seconds
recovery phrase has 12 words
PUK for SIM 7 is blocked
webhook: HMAC secret rotated
grafana: basic auth fallback disabled
elastic: Password for the [elastic] user was reset 3 days ago
jenkins: Please wait while Jenkins is getting ready to work 100
minio: API: http://10.0.0.7:9000 Console: http://10.0.0.7:9001
rabbitmq: Creating user "bob" with tags [administrator]
keycloak: Created temporary admin user with username admin
airflow: Login with username: admin
jupyter: http://localhost:8888/lab
wordpress: wp user list --role=editor
mysqld: ready for connections. Version: '8.0.36' port: 3306
db2: CONNECT TO shop USER app
informix: CONNECT TO 'shop' WITH CONCURRENT TRANSACTION
CREATE ROLE app LOGIN VALID UNTIL 'infinity'
ALTER LOGIN app WITH DEFAULT_DATABASE = shop1
EXEC sp_helplinkedsrvlogin @rmtsrvname=N'x'
"""

CLEAN = {"wires": WIRES, "command_lines": SHELL, "deploy": DEPLOY, "services": SERVICES}
CLEAN = {topic: [line for line in lines.splitlines() if line] for topic, lines in CLEAN.items()}
