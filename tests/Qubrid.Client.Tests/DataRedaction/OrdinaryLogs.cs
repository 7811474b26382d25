using System.Globalization;

namespace Qubrid.Client.Tests.DataRedaction;

/// <summary>Creates lines of ordinary logs from patterns, in which {0} to {3} are replaced by changing numbers. Sensitive values are between « and ».</summary>
internal static class OrdinaryLogs
{
    private const int Rounds = 6;

    private static readonly string[] s_syslog =
    [
        "Nov 25 06:{0:00}:{1:00} db7 systemd[1]: Started Session {2} of user root.", "Nov 25 06:{0:00}:{1:00} db7 systemd[1]: getty@tty1.service: Succeeded.",
        "Nov 25 06:{0:00}:{1:00} db7 sshd[{2}]: Failed password for root from «10.1.{0}.{1}» port 5{1:000}1 ssh2", "Nov 25 06:{0:00}:{1:00} db7 sshd[{2}]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser=",
        "Nov 25 06:{0:00}:{1:00} db7 kernel: [{2}.{3:000000}] usb 1-1.2: New USB device found, idVendor=0781, idProduct=5581", "Nov 25 06:{0:00}:{1:00} db7 kernel: [    0.{3:000000}] ACPI: Core revision 20230628",
        "Nov 25 06:{0:00}:{1:00} db7 kernel: eth0: 00:1a:2b:3c:4d:5e, link up, 1000Mbps", "Nov 25 06:{0:00}:{1:00} db7 kernel: [{2}.{3:000000}] Linux version 6.1.0-13-amd64 (gcc-12 (Debian 12.2.0-14) 12.2.0)",
        "Nov 25 06:{0:00}:{1:00} db7 CRON[{2}]: (root) CMD (   cd / && run-parts --report /etc/cron.hourly)", "Nov 25 06:{0:00}:{1:00} db7 dhclient[{2}]: bound to «192.168.{0}.{1}» -- renewal in {2} seconds.",
        "2025-11-25T06:{0:00}:{1:00}.{3:000000}+01:00 db7 rsyslogd: [origin software=\"rsyslogd\" swVersion=\"8.2302.0\" x-pid=\"{2}\"] rsyslogd was HUPed", "Nov 25 06:{0:00}:{1:00} db7 postfix/smtp[{2}]: 4F{2}: to=<«ann{1}@shop.example»>, relay=none, delay=0.{1}, status=deferred",
        "Nov 25 06:{0:00}:{1:00} db7 sudo: pam_unix(sudo:session): session opened for user root(uid=0) by (uid=1000)", "Nov 25 06:{0:00}:{1:00} db7 dockerd[{2}]: time=\"2025-11-25T06:{0:00}:{1:00}.{3}Z\" level=info msg=\"ignoring event\" container=3f2a{3:0000}9b1c7d topic=/tasks/delete",
        "Nov 25 06:{0:00}:{1:00} db7 audit[{2}]: CRED_ACQ pid={2} uid=0 auid=4294967295 ses=4294967295 msg='op=PAM:setcred grantors=pam_permit acct=\"root\"'", "Nov 25 06:{0:00}:{1:00} db7 dbus-daemon[{2}]: [system] Activating via systemd: service name='org.freedesktop.hostname1' unit='dbus-org.freedesktop.hostname1.service'",
        "Nov 25 06:{0:00}:{1:00} db7 ntpd[{2}]: adjusting local clock by -0.{3:000000}s", "Nov 25 06:{0:00}:{1:00} db7 systemd-logind[{2}]: New session c{1} of user gdm.", "Nov 25 06:{0:00}:{1:00} db7 passwd[{2}]: password changed for deploy",
        "Nov 25 06:{0:00}:{1:00} db7 smartd[{2}]: Device: /dev/sda [SAT], SMART Usage Attribute: 194 Temperature_Celsius changed from {0} to {1}", "Nov 25 06:{0:00}:{1:00} db7 kernel: Call Trace: <TASK> ? __die+0x23/0x70 ? page_fault_oops+0x171/0x4f0",
        "Nov 25 06:{0:00}:{1:00} db7 kernel: EXT4-fs (sda1): mounted filesystem 5b{3:0000}9e-1c2d-4e3f-8a9b-0c1d2e3f4a5b with ordered data mode", "Nov 25 06:{0:00}:{1:00} db7 sshd[{2}]: Received disconnect: 11: disconnected by user [preauth]",
        "Nov 25 06:{0:00}:{1:00} db7 gpg-agent[{2}]: SHA256:uNiVztksCsDhcc0u9e8BrqXVr9ZZxLzeL5DhYb0LyqY", "Nov 25 06:{0:00}:{1:00} db7 apt[{2}]: Get:1 deb.debian.org bookworm/main amd64 libssl3 amd64 3.0.11-1~deb12u2 [2,019 kB]",
        "Nov 25 06:{0:00}:{1:00} db7 nginx[{2}]: \"GET /home/index HTTP/1.1\" 200 {3} \"-\" \"curl/7.88.1\"", "Nov 25 06:{0:00}:{1:00} db7 snapd[{2}]: api_snaps.go:{1}: Installing snap \"core20\" revision unset", "Nov 25 06:{0:00}:{1:00} db7 kernel: pci 0000:00:1f.2: [8086:2922] type 00 class 0x010601",
        "Nov 25 06:{0:00}:{1:00} db7 named[{2}]: client @0x7f{3:0000000000}: query: www.shop.example IN A +E(0)K", "Nov 25 06:{0:00}:{1:00} db7 haproxy[{2}]: backend web has no server available! token bucket empty", "Nov 25 06:{0:00}:{1:00} db7 vault[{2}]: core: security barrier not initialized: key shares: 5, key threshold: 3",
        "Nov 25 06:{0:00}:{1:00} db7 cupsd[{2}]: REQUEST localhost - - \"POST / HTTP/1.1\" 200 {3} Renew-Subscription successful-ok", "Nov 25 06:{0:00}:{1:00} db7 kernel: md/raid1:md0: Disk failure on sdb1, disabling device. Operation continuing on 1 devices.", "Nov 25 06:{0:00}:{1:00} db7 auditd[{2}]: type=DAEMON_ROTATE msg=audit(17326{1:00000}.{2}:{3}): op=rotate-logs auid=0 ses=1 res=success",
    ];

    private static readonly string[] s_iis =
    [
        "2025-11-25 06:{0:00}:{1:00} «10.0.{0}.{1}» GET /home/index - 443 - «172.16.{1}.{0}» Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36+(KHTML,+like+Gecko)+Chrome/12{0:0}.0.0.0+Safari/537.36 - 200 0 0 {2}",
        "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /scripts/jquery-3.7.1.min.js v=1.0.{0}.{3} 443 - Edg/120.0.2210.91 - 304 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 POST /api/v2/orders/{3} returnUrl=%2Fhome 443 - PostmanRuntime/7.36.0 - 201 0 0 {2}",
        "#Software: Microsoft Internet Information Services 10.0", "#Version: 1.0", "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
        "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /images/logo@2x.png - 443 - - - 200 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /home/contact.aspx id={3} 443 - - https://www.shop.example/home/ 200 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /reset-password/ step=2 443 - - - 200 0 0 {2}",
        "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /account/login ReturnUrl=%2faccount%2fpassword 443 - - - 302 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /items/41{3:00000000000} - 443 - - - 404 0 2 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 HEAD / - 80 - Pingdom.com_bot_version_1.4_(http://www.pingdom.com/) - 200 0 0 {2}",
        "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /search q=C%2B%2B&page={1}&sort=key:asc 443 - - - 200 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /maps lat=52.{3:0000}&lon=13.{2:0000} 443 - - - 200 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /asset/{3:x8}-1c2d-4e3f-8a9b-0c1d2e3f4a5b.css ts=1732{2:000000}{1:000} 443 - - - 200 0 0 {2}",
        "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /tokens/list tokens={1}&max_tokens={2} 443 - - - 200 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 OPTIONS /users/{3} - 443 - - - 204 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /Users/{3}/avatar size=64 443 - - - 200 0 0 {2}",
        "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /report from=2025-11-01&to=2025-11-{0:00} 443 - python-requests/2.31.0 - 200 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /feed ETag=%22{3:x8}9b1c7d%22 443 - - - 304 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /call «+49 30 90{1:00}{0:00}» 443 - - - 200 0 0 {2}",
        "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /login user=«joe{0}@shop.example»&remember=true 443 - - - 200 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /cart/checkout sku=12-345-{2}&qty={0} 443 - - - 200 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /signalr/negotiate clientProtocol=2.1&connectionData=%5B%7B%22name%22%3A%22chat%22%7D%5D 443 - - - 200 0 0 {2}",
        "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /favicon.ico - 443 - Mozilla/5.0+(iPhone;+CPU+iPhone+OS+17_1_2+like+Mac+OS+X)+Version/17.1.2+Mobile/15E148 - 404 0 2 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /wp-login.php - 443 - - - 404 0 64 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /api/status key=health 443 - kube-probe/1.28 - 200 0 0 {2}",
        "2025-11-25 06:{0:00}:{1:00} W3SVC1 PUT /home/save - 443 - OPR/105.0.0.0 - 500 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /basic/authentication - 443 - - - 401 2 5 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 DELETE /session/{3} - 443 - - - 204 0 0 {2}",
        "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /docs/secret-management - 443 - - - 200 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /x sig=none 443 - - - 403 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /promo code=SKI{2} 443 - - - 200 0 0 {2}", "2025-11-25 06:{0:00}:{1:00} W3SVC1 GET /robots.txt - 80 - Googlebot/2.1 - 200 0 0 {2}",
    ];

    internal static IEnumerable<string> Create(string name)
    {
        var patterns = name switch
        {
            "syslog" => s_syslog,
            "iis" => s_iis,
            _ => OrdinaryServiceLogs.Get(name),
        };
        return Enumerable.Range(0, Rounds).SelectMany(round => patterns.Select((pattern, index) =>
        {
            var seed = (round * 131) + (index * 17);
            return string.Format(CultureInfo.InvariantCulture, pattern, seed % 24, seed % 60, 1000 + (seed * 37 % 9000), seed * 7919 % 1_000_000);
        }));
    }
}
