"""Log lines of many programs with nothing in them that is secret, full of what looks like it."""
import random
import string

from checksums import b64
from writers import ALNUM, HEX, START, text
import datetime

R = random.Random("scored-clean")
r = R.randrange
x = lambda length: text(R, HEX, length)
a = lambda length: text(R, ALNUM, length)
d = lambda length: str(r(1, 10)) + text(R, string.digits, length - 1)
word = lambda: R.choice("orders users billing search cart ingest media catalog ledger events auth-service gateway worker index sync".split())
host = lambda: f"{R.choice(['web', 'db', 'node', 'ip-10-0', 'kafka', 'cache'])}-{r(1, 40)}"
ip = lambda: R.choice([f"10.{r(256)}.{r(256)}.{r(1, 255)}", f"192.168.{r(256)}.{r(1, 255)}", f"172.16.{r(256)}.{r(1, 255)}"])
uuid = lambda: f"{x(8)}-{x(4)}-4{x(3)}-{R.choice('89ab')}{x(3)}-{x(12)}"
version = lambda: f"{r(1, 20)}.{r(30)}.{r(60)}"
path = lambda: f"/{word()}/{r(1000, 99999)}/{R.choice(['items', 'state', 'v2', 'health', 'export.csv', 'logo@2x.png'])}"
agent = lambda: R.choice(["curl/8.5.0", f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{r(110, 140)}.0.0.0 Safari/537.36",
                          f"kube-probe/1.{r(20, 33)}", f"Go-http-client/2.0", f"python-requests/2.{r(20, 33)}.{r(5)}", "ELB-HealthChecker/2.0"])
klass = lambda: R.choice(["OrderService", "HttpServer", "ConnectionPool", "TokenBucket", "SecretManager", "SessionFactory", "KeyIndex", "Scheduler"])
ulid = lambda: "01J" + text(R, "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 23)
status = lambda: R.choice([200, 201, 204, 301, 304, 400, 401, 404, 409, 429, 500, 502, 503])


class Clock:
    """The moment of a line, in the forms in which programs write it."""

    def __init__(self):
        self.at = START + datetime.timedelta(microseconds=r(10**13))

    def __getattr__(self, name):
        forms = {"iso": "%Y-%m-%dT%H:%M:%S", "day": "%Y-%m-%d", "clock": "%H:%M:%S", "syslog": "%b %d %H:%M:%S", "apache": "%d/%b/%Y:%H:%M:%S +0000",
                 "slash": "%Y/%m/%d %H:%M:%S", "month": "%m-%d", "klog": "%m%d %H:%M:%S", "error": "%a %b %d %H:%M:%S", "short": "%y/%m/%d %H:%M:%S"}
        return self.at.strftime(forms[name])

    @property
    def ms(self):
        return f"{self.at.microsecond // 1000:03d}"

    @property
    def us(self):
        return f"{self.at.microsecond:06d}"

    @property
    def epoch(self):
        return int(self.at.timestamp() * 1000)


PROGRAMS = {
    "nginx": [lambda t: f'{ip()} - - [{t.apache}] "GET {path()}?page={r(99)}&sort=asc HTTP/1.1" {status()} {r(99999)} "-" "{agent()}"',
              lambda t: f'{t.slash} [error] {r(99999)}#{r(99)}: *{r(10**7)} connect() failed (111: Connection refused) while connecting to upstream, client: {ip()}, upstream: "http://{ip()}:8080{path()}"'],
    "apache": [lambda t: f'{host()}:443 {ip()} - - [{t.apache}] "POST {path()} HTTP/2.0" {status()} {r(9999)} {r(10**6)}',
               lambda t: f"[{t.error}.{t.us} 2025] [core:notice] [pid {r(99999)}:tid 140{d(12)}] AH00094: Command line: '/usr/sbin/apache2'"],
    "sshd": [lambda t: f"{t.syslog} {host()} sshd[{r(99999)}]: Accepted publickey for deploy from {ip()} port {r(65535)} ssh2: ED25519 SHA256:{text(R, ALNUM + 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 43)}",
             lambda t: f"{t.syslog} {host()} sshd[{r(99999)}]: Failed password for invalid user admin{r(99)} from {ip()} port {r(65535)} ssh2",
             lambda t: f"{t.syslog} {host()} sshd[{r(99999)}]: Disconnected from authenticating user root {ip()} port {r(65535)} [preauth]"],
    "sudo": [lambda t: f"{t.syslog} {host()} sudo:   deploy : TTY=pts/{r(9)} ; USER=root ; COMMAND=/usr/bin/systemctl restart {word()}@{r(9)}.service",
             lambda t: f"{t.syslog} {host()} CRON[{r(99999)}]: (root) CMD (   cd / && run-parts --report /etc/cron.hourly)"],
    "kernel": [lambda t: f"{t.syslog} {host()} kernel: [{r(10**6)}.{t.us}] IPv6: ADDRCONF(NETDEV_CHANGE): eth{r(4)}: link becomes ready",
               lambda t: f"[{r(10**6)}.{t.us}] Out of memory: Killed process {r(99999)} (java) total-vm:{d(8)}kB, anon-rss:{d(7)}kB, file-rss:0kB, shmem-rss:0kB",
               lambda t: f"[{r(10**6)}.{t.us}] BIOS-e820: [mem 0x{x(16)}-0x{x(16)}] usable"],
    "systemd": [lambda t: f"{t.syslog} {host()} systemd[1]: Started getty@tty{r(9)}.service - Getty on tty{r(9)}.",
                lambda t: f"{t.syslog} {host()} systemd[1]: user@{r(1000, 1100)}.service: Consumed {r(99)}.{t.ms}s CPU time.",
                lambda t: f"{t.syslog} {host()} systemd[1]: var-lib-docker-overlay2-{x(64)}-merged.mount: Deactivated successfully."],
    "dhclient": [lambda t: f"{t.syslog} {host()} dhclient[{r(9999)}]: DHCPACK of {ip()} from {ip()} (xid=0x{x(8)})"],
    "postfix": [lambda t: f"{t.syslog} mx1 postfix/qmgr[{r(9999)}]: {x(10).upper()}: removed",
                lambda t: f"{t.syslog} mx1 postfix/smtpd[{r(9999)}]: connect from {host()}.example.org[{ip()}]"],
    "postgres": [lambda t: f"{t.day} {t.clock}.{t.ms} UTC [{r(99999)}] LOG:  duration: {r(9999)}.{t.ms} ms  statement: SELECT id, author, token_count FROM {word().replace('-', '_')} WHERE id = {d(9)}",
                 lambda t: f"{t.day} {t.clock}.{t.ms} UTC [{r(99999)}] app@shop FATAL:  password authentication failed for user \"app\"",
                 lambda t: f"{t.day} {t.clock}.{t.ms} UTC [{r(99999)}] LOG:  checkpoint complete: wrote {r(9999)} buffers ({r(99)}.{r(9)}%); 0 WAL file(s) added; lsn={x(1).upper()}/{x(8).upper()}"],
    "mysql": [lambda t: f"{t.iso}.{t.us}Z {r(99)} [Warning] [MY-{r(10000, 14000):06d}] [Server] Aborted connection {r(9999)} to db: 'shop' user: 'app' host: '{ip()}' (Got timeout reading communication packets)",
              lambda t: f"{t.iso}.{t.us}Z 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '8.0.{r(20, 44)}'  socket: '/run/mysqld/mysqld.sock'  port: 3306"],
    "redis": [lambda t: f"{r(99999)}:M {t.at.strftime('%d %b %Y')} {t.clock}.{t.ms} * {r(1000)} changes in 60 seconds. Saving...",
              lambda t: f"{r(99999)}:M {t.at.strftime('%d %b %Y')} {t.clock}.{t.ms} # WARNING: no AUTH is set, protected-mode is on; replid {x(40)}"],
    "mongodb": [lambda t: f'{{"t":{{"$date":"{t.iso}.{t.ms}+00:00"}},"s":"I","c":"NETWORK","id":{d(5)},"ctx":"conn{r(9999)}","msg":"Connection ended","attr":{{"remote":"{ip()}:{r(65535)}","uuid":{{"uuid":{{"$uuid":"{uuid()}"}}}},"connectionCount":{r(99)}}}}}'],
    "kafka": [lambda t: f"[{t.day} {t.clock},{t.ms}] INFO [GroupCoordinator {r(9)}]: Member consumer-{word()}-{r(9)}-{uuid()} in group {word()} has failed, removing it from the group (kafka.coordinator.group.GroupCoordinator)",
              lambda t: f"[{t.day} {t.clock},{t.ms}] INFO [Log partition={word()}-{r(64)}, dir=/var/kafka] Rolled new log segment at offset {d(13)} in {r(99)} ms. (kafka.log.Log)"],
    "zookeeper": [lambda t: f"{t.day} {t.clock},{t.ms} [myid:{r(1, 6)}] - INFO  [SyncThread:0:ZooKeeperServer@{r(999)}] - Established session 0x{x(15)} with negotiated timeout {r(4000, 40000)} for client /{ip()}:{r(65535)}"],
    "hadoop": [lambda t: f"{t.day} {t.clock},{t.ms} INFO org.apache.hadoop.hdfs.server.datanode.DataNode: Receiving BP-{d(9)}-{ip()}-{t.epoch}:blk_{d(10)}_{d(7)} src: /{ip()}:{r(65535)} dest: /{ip()}:9866",
               lambda t: f"{t.day} {t.clock},{t.ms} INFO mapreduce.Job: Running job: job_{t.epoch}_{r(9999):04d}"],
    "spark": [lambda t: f"{t.short} INFO TaskSetManager: Starting task {r(99)}.0 in stage {r(99)}.0 (TID {r(9999)}) ({ip()}, executor {r(9)}, partition {r(99)}, PROCESS_LOCAL, {d(4)} bytes) taskResourceAssignments Map()",
              lambda t: f"{t.short} INFO SecurityManager: SecurityManager: authentication disabled; ui acls disabled; users with view permissions: spark"],
    "kubelet": [lambda t: f'I{t.klog}.{t.us}    {r(9999)} kubelet.go:{r(999)}] "SyncLoop (PLEG): event for pod" pod="prod/{word()}-{x(10)}-{a(5)}" event={{"ID":"{uuid()}","Type":"ContainerStarted"}}',
                lambda t: f'I{t.klog}.{t.us}    {r(9999)} reconciler.go:{r(999)}] "operationExecutor.VerifyControllerAttachedVolume started for volume \\"kube-api-access-{a(5)}\\" (UniqueName: \\"kubernetes.io/projected/{uuid()}\\")"'],
    "docker": [lambda t: f'{{"log":"listening on port {r(9999)}, pid {r(9999)}\\n","stream":"stdout","time":"{t.iso}.{t.us}123Z"}}',
               lambda t: f'time="{t.iso}.{t.us}123Z" level=info msg="ignoring event" container={x(64)} module=libcontainerd namespace=moby topic=/tasks/delete type="*events.TaskDelete"'],
    "containerd": [lambda t: f'time="{t.iso}.{t.us}123Z" level=info msg="PullImage \\"registry.k8s.io/pause@sha256:{x(64)}\\" returns image reference \\"sha256:{x(64)}\\""',
                   lambda t: f'{t.iso}.{t.us}123Z stderr F {t.day} {t.clock} INFO {word()}: handled {r(9999)} in {r(99)}ms'],
    "envoy": [lambda t: f'[{t.iso}.{t.ms}Z] "GET {path()} HTTP/2" {status()} - 0 {r(9999)} {r(99)} {r(99)} "-" "{agent()}" "{uuid()}" "{word()}.internal" "{ip()}:8080"',
              lambda t: f"[{t.day} {t.clock}.{t.ms}][{r(99)}][info][upstream] [source/common/upstream/cds_api_helper.cc:{r(99)}] cds: add {r(99)} cluster(s), remove {r(9)} cluster(s)"],
    "istio": [lambda t: f"{t.iso}.{t.us}Z\tinfo\tads\tPush debounce stable[{r(9999)}] {r(9)} for config ServiceEntry/prod/{word()}: {r(99)}.{t.ms}ms since last change"],
    "haproxy": [lambda t: f'{t.syslog} {host()} haproxy[{r(9999)}]: {ip()}:{r(65535)} [{t.at.strftime("%d/%b/%Y:%H:%M:%S")}.{t.ms}] https~ app/{host()} 0/0/{r(9)}/{r(999)}/{r(999)} {status()} {r(9999)} - - ---- {r(99)}/{r(99)}/{r(9)}/{r(9)}/0 0/0 "GET {path()} HTTP/1.1"'],
    "traefik": [lambda t: f'{{"ClientAddr":"{ip()}:{r(65535)}","Duration":{d(8)},"OriginStatus":{status()},"RequestCount":{r(9999)},"RouterName":"{word()}@docker","StartUTC":"{t.iso}.{t.us}123Z","level":"info","time":"{t.iso}Z"}}'],
    "log4j": [lambda t: f"{t.day} {t.clock},{t.ms} INFO  [http-nio-8080-exec-{r(99)}] c.e.{word()[:4]}.{klass()} - Closing org.springframework.jdbc.core.JdbcTemplate@{x(7)}: startup date [{t.day}]",
              lambda t: f"{t.day} {t.clock}.{t.ms}  WARN {r(99999)} --- [           main] o.s.s.c.{klass()}      : bean of type [com.example.{klass()}$$SpringCGLIB$$0@{x(8)}] is not eligible",
              lambda t: f"\tat com.example.{klass()}.lambda$run${r(9)}({klass()}.java:{r(999)})",
              lambda t: f"Caused by: java.lang.NullPointerException: Cannot invoke \"com.example.{klass()}.token()\" because \"this.session\" is null"],
    "python": [lambda t: f"{t.day} {t.clock},{t.ms} - {word()}.tasks - INFO - Task tasks.refresh_tokens[{uuid()}] succeeded in {r(9)}.{t.us}s: None",
               lambda t: f'  File "/usr/lib/python3.11/site-packages/{word().replace("-", "_")}/auth.py", line {r(999)}, in check_password',
               lambda t: f"KeyError: 'password' not in <{klass()} object at 0x{x(12)}>",
               lambda t: f"INFO:     {ip()}:{r(65535)} - \"GET {path()} HTTP/1.1\" {status()}"],
    "rust": [lambda t: f"{t.iso}.{t.us}Z  INFO request{{method=GET uri={path()} version=HTTP/1.1}}: tower_http::trace::on_response: finished processing request latency={r(99)} ms status={status()}",
             lambda t: f"thread 'main' panicked at src/{word()}/mod.rs:{r(999)}:{r(99)}: called `Option::unwrap()` on a `None` value",
             lambda t: f"  {r(40)}: <alloc::boxed::Box<dyn core::ops::FnOnce<()>> as core::ops::FnOnce<()>>::call_once::h{x(16)}"],
    "cpp": [lambda t: f"terminate called after throwing an instance of 'std::out_of_range'  what():  basic_string::substr: __pos (which is {r(99)}) > this->size() (which is {r(99)})",
            lambda t: f"#{r(30)}  0x{x(16)} in std::__1::vector<int, std::__1::allocator<int>>::push_back (this=0x{x(12)}) at /usr/include/c++/v1/vector:{r(9999)}"],
    "node": [lambda t: f'{{"level":{R.choice([20, 30, 40, 50])},"time":{t.epoch},"pid":{r(99999)},"hostname":"{host()}","reqId":"{a(16)}","res":{{"statusCode":{status()}}},"responseTime":{r(999)}.{d(12)},"msg":"request completed"}}',
             lambda t: f"    at async Promise.all (index {r(9)})",
             lambda t: f"    at Object.<anonymous> (/srv/{word()}/node_modules/@{word()}/core/dist/index.js:{r(9999)}:{r(99)})",
             lambda t: f"npm warn deprecated {word()}@{version()}: use @{word()}/{word()}@{version()} instead"],
    "go": [lambda t: f'{{"level":"info","ts":{t.epoch / 1000:.6f},"caller":"{word()}/server.go:{r(999)}","msg":"request","trace_id":"{x(32)}","span_id":"{x(16)}","size":{d(9)},"dur":{r(9)}.{d(9)}}}',
           lambda t: f"{t.slash} http: TLS handshake error from {ip()}:{r(65535)}: EOF",
           lambda t: f"goroutine {r(9999)} [running]: main.(*{klass()}).Run(0xc{x(9)}, {{0x{x(6)}, 0x{r(9)}}})"],
    "ruby": [lambda t: f"I, [{t.iso}.{t.us} #{r(99999)}]  INFO -- : [{uuid()}] Completed {status()} OK in {r(999)}ms (Views: {r(99)}.{r(9)}ms | ActiveRecord: {r(99)}.{r(9)}ms | Allocations: {d(5)})",
             lambda t: f"/usr/lib/ruby/gems/3.2.0/gems/actionpack-7.{r(2)}.{r(5)}.{r(9)}/lib/action_controller/metal.rb:{r(999)}:in `dispatch'"],
    "php": [lambda t: f"[{t.at.strftime('%d-%b-%Y')} {t.clock} UTC] PHP Warning:  Undefined array key \"session_count\" in /var/www/{word()}/index.php on line {r(999)}",
            lambda t: f"[{t.day} {t.clock}] production.ERROR: SQLSTATE[HY000] [2002] Connection refused {{\"exception\":\"[object] (PDOException(code: 2002))\"}}"],
    "dotnet": [lambda t: f"{t.day} {t.clock}.{t.ms} +00:00 [INF] HTTP GET {path()} responded {status()} in {r(99)}.{r(9999):04d} ms",
               lambda t: f"   at Microsoft.AspNetCore.Authentication.AuthenticationMiddleware.Invoke(HttpContext context) in /_/src/Auth.cs:line {r(99)}",
               lambda t: f"Could not load file or assembly 'Newtonsoft.Json, Version=13.0.{r(9)}.0, Culture=neutral'"],
    "windows": [lambda t: f"{t.day} {t.clock} Information Microsoft-Windows-Security-Auditing 4624 An account was successfully logged on. Logon ID: 0x{x(6)} Logon GUID: {{{uuid()}}}",
                lambda t: f"{t.day} {t.clock} Warning Schannel 36887 A fatal alert was received: {r(99)}. Process {r(9999)}, S-1-5-21-{d(10)}-{d(10)}-{d(9)}-{r(1000, 9999)}"],
    "android": [lambda t: f"{t.month} {t.clock}.{t.ms}  {r(9999)}  {r(9999)} D {klass()}: onSessionStarted id={r(10**6)} binder=android.os.BinderProxy@{x(7)}",
                lambda t: f"{t.month} {t.clock}.{t.ms}  {r(9999)}  {r(9999)} I ActivityManager: Start proc {r(9999)}:com.example.{word()[:4]}/u0a{r(200)} for service"],
    "openstack": [lambda t: f"{t.day} {t.clock}.{t.ms} {r(9999)} INFO nova.compute.manager [req-{uuid()} {x(32)} {x(32)} - - -] [instance: {uuid()}] VM Started (Lifecycle Event)"],
    "terraform": [lambda t: f"aws_instance.{word().replace('-', '_')}: Creation complete after {r(99)}s [id=i-0{x(16)}]",
                  lambda t: f"{t.iso}.{t.ms}Z [DEBUG] provider.terraform-provider-aws_v5.{r(80)}.{r(9)}_x5: starting: plugin pid={r(9999)} arn:aws:iam::{d(12)}:role/{word()}"],
    "git": [lambda t: f"From github.com:{word()}/{word()} * [new branch] fix-{r(9999)} -> origin/fix-{r(9999)}",
            lambda t: f"Cloning into '{word()}'... remote git@github.com:{word()}/{word()}.git at {x(40)}",
            lambda t: f"index {x(10)}..{x(10)} 100644 --- a/src/{word()}/token.rs +++ b/src/{word()}/token.rs @@ -{r(999)},7 +{r(999)},9 @@"],
    "npm-and-pip": [lambda t: f"added @{word()}/{word()}@{version()} integrity sha512-{b64(bytes(r(256) for _ in range(64)))}",
                    lambda t: f"Collecting {word()}=={version()} --hash=sha256:{x(64)}"],
    "prometheus": [lambda t: f'ts={t.iso}.{t.ms}Z caller=head.go:{r(999)} level=info component=tsdb msg="Head GC completed" caller=truncateMemory duration={r(99)}.{t.us}ms',
                   lambda t: f'http_requests_total{{method="GET",code="{status()}",handler="{path()}"}} {r(9)}.{d(8)}e+0{r(9)} {t.epoch}'],
    "grafana": [lambda t: f'logger=context userId={r(99)} orgId=1 uname=admin t={t.iso}.{t.us}123Z level=info msg="Request Completed" method=GET path=/api/live/ws status=-1 remote_addr={ip()} time_ms={r(99)} duration={r(99)}.{t.us}ms size=0 referer= traceID={x(32)}'],
    "elasticsearch": [lambda t: f"[{t.iso},{t.ms}][INFO ][o.e.c.m.MetadataCreateIndexService] [{host()}] [{word()}-{t.at.strftime('%Y.%m.%d')}-{r(9):06d}] creating index, cause [api], templates [], shards [1]/[0]",
                      lambda t: f'{{"type": "server", "timestamp": "{t.iso},{t.ms}Z", "level": "INFO", "component": "o.e.x.s.a.TokenService", "cluster.uuid": "{a(22)}", "message": "refresh keys"}}'],
    "rabbitmq": [lambda t: f"{t.day} {t.clock}.{t.us}+00:00 [info] <0.{r(9999)}.0> accepting AMQP connection <0.{r(9999)}.0> ({ip()}:{r(65535)} -> {ip()}:5672)"],
    "vault-and-consul": [lambda t: f"{t.iso}.{t.ms}Z [INFO]  expiration: revoked lease: lease_id=auth/approle/login/h{x(64)}",
                         lambda t: f"{t.iso}.{t.ms}Z [INFO]  agent.server.serf.lan: serf: EventMemberJoin: {host()} {ip()}"],
    "airflow": [lambda t: f"[{t.iso}.{t.ms}+0000] {{taskinstance.py:{r(9999)}}} INFO - Executing <Task(BashOperator): {word()}> on {t.iso}.{t.us}+00:00, run_id=manual__{t.iso}"],
    "llm": [lambda t: f'{{"timestamp":"{t.iso}.{t.us}Z","level":"INFO","component":"worker","message":"completion","prompt_tokens":{r(9999)},"completion_tokens":{r(9999)},"total_tokens":{r(9999)},"max_tokens":{r(9999)},"tokenizer":"cl100k","token_type":"bpe","model":"m-{r(9)}"}}'],
    "shop": [lambda t: f'{{"timestamp":"{t.iso}.{t.us}Z","level":"INFO","component":"worker","message":"order {d(10)} shipped","tracking":"1Z{d(16)}","order_id":{d(12)},"sku":"{d(4)}-{d(4)}-{d(2)}","weight":{r(99)}.{r(99):02d}}}',
             lambda t: f'{{"timestamp":"{t.iso}.{t.us}Z","level":"DEBUG","message":"tweet","id":{R.choice([17, 18, 19])}{d(17)},"created_at":{t.epoch},"author":"ada","lang":"en"}}',
             lambda t: f'{{"timestamp":"{t.iso}.{t.us}Z","level":"INFO","component":"ingress","message":"scan {ulid()} done","gtin":"0{d(13)}","isbn":"978-3-16-{d(6)}-0","cache_key":"{word()}:{d(8)}","secretary":"none"}}'],
    "iot": [lambda t: f"{t.iso}Z device {a(8)} fw {version()} rssi -{r(99)} lat 48.{d(6)} lon 11.{d(6)} seq {d(10)} crc 0x{x(8)}"],
    "cdn": [lambda t: f"{t.day}\t{t.clock}\tFRA{r(60)}-P{r(9)}\t{r(99999)}\t{ip()}\tGET\td{a(13)}.cloudfront.net\t{path()}\t{status()}\t-\t{agent().replace(' ', '%20')}\t-\t-\tHit\t{text(R, ALNUM + 'ABCDEFGH-_', 54)}=="],
}


# What many a rule for names stumbles over, and a reader wants to see: a few of each.
STUMBLING = [
    lambda t: f'E{t.klog}.{t.us}    {r(9999)} reflector.go:{r(999)}] object-"kube-system"/"coredns-token-{a(5)}": Failed to watch *v1.Secret: unknown',
    lambda t: f"{t.syslog} {host()} sudo:   deploy : TTY=pts/{r(9)} ; PWD=/srv/{word()} ; USER=root ; COMMAND=/usr/bin/systemctl restart {word()}@{r(9)}.service",
    lambda t: f"{t.iso}.{t.us}Z {r(99)} [Warning] [MY-{r(10000, 14000):06d}] [Server] Access denied for user 'app'@'{ip()}' (using password: YES)",
    lambda t: f"Could not load file or assembly 'Newtonsoft.Json, Version=13.0.{r(9)}.0, Culture=neutral, PublicKeyToken={x(16)}'",
]


def lines():
    makers = [(make, 32) for makers in PROGRAMS.values() for make in makers] + [(make, 5) for make in STUMBLING]
    return list(dict.fromkeys(make(Clock()) for make, count in makers for _ in range(count)))
