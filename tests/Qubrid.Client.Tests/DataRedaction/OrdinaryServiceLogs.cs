namespace Qubrid.Client.Tests.DataRedaction;

/// <summary>Contains patterns of the logs of Windows, Kubernetes and databases; see <see cref="OrdinaryLogs"/>. Braces of JSON are doubled.</summary>
internal static class OrdinaryServiceLogs
{
    private static readonly string[] s_windows =
    [
        "An account failed to log on. Failure Reason: Unknown user name or bad password. Status: 0xC000006D Sub Status: 0xC000006A", "Logon Type: 3 Logon Process: NtLmSsp Authentication Package: NTLM Key Length: 0", "Source Network Address: «10.2.{0}.{1}» Source Port: 5{2}",
        "Faulting application name: w3wp.exe, version: 10.0.19041.1, time stamp: 0x{3:x8}", "Faulting module name: clr.dll, version: 4.8.9181.0, exception code: 0xc0000005, fault offset: 0x{3:x16}", "Could not load file or assembly 'Newtonsoft.Json, Version=13.0.0.0, Culture=neutral, PublicKeyToken=30ad4fe6b2a6aeed'",
        "The Windows Update service entered the running state.", "Security ID: S-1-5-21-3623811015-3361044348-30300820-1{2}", "Logon ID: 0x{3:X} Logon GUID: {{00000000-0000-0000-0000-000000000000}}", "Process Name: C:\\Windows\\System32\\svchost.exe Process ID: 0x{2:x}",
        "Special privileges assigned to new logon. Privileges: SeSecurityPrivilege SeBackupPrivilege SeTakeOwnershipPrivilege", "The system time has changed to 2025-11-25T06:{0:00}:{1:00}.{3:000000}00Z from 2025-11-25T06:{0:00}:{1:00}.{3:000000}01Z.", "Installation Successful: Windows successfully installed the following update: KB50{2} (OS Build 20348.{2})",
        "The driver \\Driver\\WudfRd failed to load for the device SWD\\WPDBUSENUM\\_??_USBSTOR#Disk&Ven_Generic", "A Kerberos authentication ticket (TGT) was requested. Ticket Options: 0x40810010 Ticket Encryption Type: 0x12 Pre-Authentication Type: 2", "Microsoft-Windows-GroupPolicy: The Group Policy settings for the computer were processed successfully.",
        "The password for the account was reset.", "A handle to an object was requested. Access Mask: 0x{2:x} Key: \\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Services", "Registry key: HKLM\\SOFTWARE\\Policies Value: 1", "DCOM got error \"2147942405\" from the computer when attempting to activate the server {{8BC3F05E-D86B-11D0-A075-00C04FB68820}}",
        "File: C:\\Users\\«jdoe{0}»\\AppData\\Local\\Temp\\a{2}.tmp", "C:\\Users\\Public\\Desktop\\x{2}.lnk was deleted", "Token Elevation Type: %%1936 Mandatory Label: S-1-16-12288", "TokenElevationType: TokenElevationTypeDefault (1)", "Credential Manager credentials were read. Read Operation: Enumerate Credentials",
        "Event 7036: Service 'Print Spooler' stopped. Secret: none", "Restart Manager: Starting session {1} - 2025-11-25T06:{0:00}:{1:00}.{3:000000}Z", "Application: app.exe CoreCLR Version: 8.0.0.0 .NET Version: 8.0.0 Description: The process was terminated due to an unhandled exception.",
        "at System.Net.Http.HttpConnectionPool.ConnectAsync(HttpRequestMessage request, Boolean async, CancellationToken cancellationToken)", "   at Contoso.Auth.TokenCache.Get(String key) in C:\\src\\Auth\\TokenCache.cs:line {1}", "Volume Shadow Copy Service information: CLSID {{e579ab5f-1cc4-44b4-bed9-de0991ff0623}}",
        "Disk 0 has been surprise removed. Bytes: +{3}0000000 bytes", "Windows Defender scan finished. Security intelligence version: 1.401.{2}.0", "The certificate thumbprint is 3f2a9b1c7d5e4f6a8b0c2d4e6f8a0b1c3d5e7f9a", "The maximum password age is 42 days. Password: expired", "Port+Protocol: 443+TCP, adapter MAC 00-15-5D-01-{0:00}-{1:00}",
    ];

    private static readonly string[] s_kubernetes =
    [
        "I1125 06:{0:00}:{1:00}.{3:000000}       1 controller.go:{1}] \"Reconciling\" object=\"default/web-{3:x8}-x7k2p\"", "E1125 06:{0:00}:{1:00}.{3:000000}    {2} kubelet_volumes.go:{1}] \"There were many similar errors\" err=\"orphaned pod \\\"3f2a9b1c-1c2d-4e3f-8a9b-0c1d2e3f4a5b\\\" found\"",
        "MountVolume.SetUp failed for volume \"certs\" : secret \"web-tls\" not found", "Pulling image \"registry.k8s.io/pause:3.9@sha256:7031c1b283388d2c2e09b57badb803c05ebed362dc88d84b480cc47f72a21097\"", "Successfully assigned default/web-{3:x8}-x7k2p to node-{0}", "Readiness probe failed: Get \"http://«10.244.{0}.{1}»:8080/healthz\": dial tcp: connect: connection refused",
        "{{\"level\":\"info\",\"ts\":17325{2}.{3},\"caller\":\"app/main.go:{1}\",\"msg\":\"started\",\"version\":\"1.{0}.{1}\"}}", "{{\"level\":\"warn\",\"ts\":\"2025-11-25T06:{0:00}:{1:00}.{3:000000}Z\",\"msg\":\"slow request\",\"traceID\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanID\":\"00f067aa0ba902b7\"}}", "Back-off restarting failed container app in pod web-{3:x8}-x7k2p_default(3f2a9b1c-1c2d-4e3f-8a9b-0c1d2e3f4a5b)",
        "W1125 06:{0:00}:{1:00}.{3:000000}       1 reflector.go:{1}] watch of *v1.Secret ended with: too old resource version: {3} ({3})", "level=info msg=\"token count\" tokens={2} max_tokens=4096 key=items", "Liveness probe errored: rpc error: code = Unknown desc = container not running (3f2a9b1c7d5e)", "    image: ghcr.io/contoso/web:1.{0}.{1}-alpine",
        "    secretName: web-tls", "      - name: token\n        secret: {{}}", "    automountServiceAccountToken: false", "    resourceVersion: \"{3}\"", "    uid: 3f2a9b1c-1c2d-4e3f-8a9b-{3:000000}2e3f4a", "time=\"2025-11-25T06:{0:00}:{1:00}Z\" level=debug msg=\"GET /api/v1/namespaces/kube-system/pods?limit=500&resourceVersion=0 200 OK in {1} milliseconds\"",
        "etcdserver: request timed out, possibly due to connection lost, raft index {3}", "    - containerPort: 8443", "    memory: 512Mi", "    checksum/config: 3f2a9b1c7d5e4f6a8b0c2d4e6f8a0b1c3d5e7f9a3f2a9b1c7d5e4f6a8b0c2d4e", "  annotations: {{ \"kubectl.kubernetes.io/restartedAt\": \"2025-11-25T06:{0:00}:{1:00}+01:00\" }}", "coredns: [INFO] plugin/reload: Running configuration SHA512 = c0af6acba93e75312d34dc3f6c44bf8573acff497d229202a4a49405ad5d8266c556ca6f83ba0c9e74088593095f714ba5b916d197aa693d6120af8451160b80",
        "[ERROR] plugin/errors: 2 {3}.{2}. HINFO: read udp «10.244.0.{1}»:4{2}->«10.96.0.{0}»:53: i/o timeout", "Warning  FailedScheduling  {1}s  default-scheduler  0/{0} nodes are available: {0} Insufficient cpu.", "Created container app", "Started container app", "Normal  Killing  {1}m  kubelet  Stopping container app", "    tokenExpirationSeconds: 3607", "    path: token", "authorization: disabled",
        "    passwordSecretRef: db-credentials", "    runAsUser: 1000", "deployment.apps/web scaled to {0}, revision {1}",
    ];

    private static readonly string[] s_sql =
    [
        "2025-11-25 06:{0:00}:{1:00}.{3:000000} spid{1}s Starting up database 'tempdb'.", "2025-11-25 06:{0:00}:{1:00}.50 Logon Error: 18456, Severity: 14, State: 8.", "2025-11-25 06:{0:00}:{1:00}.50 Logon Login failed for user 'sa'. Reason: Password did not match that for the login provided. [CLIENT: «10.3.{0}.{1}»]",
        "2025-11-25 06:{0:00}:{1:00} UTC [{2}] LOG:  checkpoint complete: wrote {2} buffers (0.{1}%); write={0}.{3:000} s, sync=0.00{0} s", "2025-11-25 06:{0:00}:{1:00} UTC [{2}] FATAL:  password authentication failed for user \"postgres\"", "2025-11-25 06:{0:00}:{1:00} UTC [{2}] DETAIL:  Key (order_id)=({3}) already exists.",
        "SELECT TOP ({0}) [Id], [Name], [Password], [Token] FROM [dbo].[Users] WHERE [Id] = @p{1}", "CREATE TABLE sessions (id int primary key, token varchar(64) not null, secret text, password varchar(255))", "ALTER TABLE orders ADD CONSTRAINT fk_orders FOREIGN KEY (customer_id) REFERENCES customers (id)", "INSERT INTO log (ts, level, msg) VALUES ('2025-11-25 06:{0:00}:{1:00}.{3:000}', 'INFO', 'ok')",
        "UPDATE stock SET qty = qty + {3} WHERE sku = '12-345-{2}'", "EXEC sp_executesql N'SELECT * FROM t WHERE a=@a AND b=@b', N'@a int, @b nvarchar(50)', @a={1}, @b=N'x{2}'", "Duration: {2} ms, Reads: {3}, CPU: {1}", "2025-11-25T06:{0:00}:{1:00}.{3:000000}Z {1} [Note] [MY-010051] [Server] Event Scheduler: scheduler thread started with id {1}",
        "2025-11-25T06:{0:00}:{1:00}.{3:000000}Z 0 [System] [MY-011323] [Server] X Plugin ready for connections. Bind-address: '::' port: 33060", "# Query_time: 0.{3:000000}  Lock_time: 0.000012 Rows_sent: {1}  Rows_examined: {3}", "SET timestamp=17325{1:00000};", "Deadlock found: process process2{3:x8} waitresource=KEY: 5:7205759{3:0000000000} (8194443284a0)",
        "ORA-00001: unique constraint (APP.PK_ORDERS) violated", "ORA-01017: invalid username/password; logon denied", "Thread {1} advanced to log sequence {3} (LGWR switch)", "The transaction log for database 'app' is full due to 'LOG_BACKUP'. LSN: 00000{1:000}:0000{2}:0001", "BACKUP DATABASE successfully processed {3} pages in 0.{1} seconds ({2}.{0} MB/sec).",
        "Microsoft SQL Server 2022 (RTM-CU10) - 16.0.4095.4 (X64)", "Database version: 15.0.2.1, compatibility level {0}", "statement: SELECT count(*) FROM accounts WHERE email IS NOT NULL AND phone LIKE '+49%'", "duration: {1}.{3:000} ms  execute <unnamed>: COMMIT", "plan_handle 0x0600050{3:x8}9b1c7d5e4f6a8b0c2d4e6f8a0b1c3d5e", "Customer «k{1}@shop.example» updated, rows: 1",
        "Password policy: minimum length 8, history 24", "key: none, index scan on ix_orders_{2}", "hash_token = md5(session_id || {3})", "CHECK constraint ck_iban violated: value has {1} characters", "price 19.99 20.49 21.99 22.49 23.{1:00}", "order {3:000000} 2025 1125 {2} {1:0000} total {0}.00 EUR", "account_no {2:0000} {2:0000} {1:0000} checked",
    ];

    internal static string[] Get(string name) => name switch
    {
        "windows-events" => s_windows,
        "kubernetes" => s_kubernetes,
        "sql" => s_sql,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
