using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QubridPS.Tests.Network;

/// <summary>Creates certificates for a test: self-signed, or issued by a test authority.</summary>
internal static class Certificates
{
    internal static X509Certificate2 CreateSelfSigned(string name = "127.0.0.1") => Reload(CreateRequest(name, isAuthority: false).CreateSelfSigned(Start, End));

    internal static X509Certificate2 CreateAuthority() => Reload(CreateRequest("Company CA", isAuthority: true).CreateSelfSigned(Start, End));

    internal static X509Certificate2 Issue(X509Certificate2 authority, string host)
    {
        using var key = RSA.Create(2048);
        using var withoutKey = CreateRequest(host, isAuthority: false, key).Create(authority, Start, End.AddHours(-1), [1, 2, 3, 4]);
        return Reload(withoutKey.CopyWithPrivateKey(key));
    }

    private static DateTimeOffset Start => DateTimeOffset.UtcNow.AddDays(-1);

    private static DateTimeOffset End => DateTimeOffset.UtcNow.AddDays(1);

    private static CertificateRequest CreateRequest(string name, bool isAuthority, RSA? key = null)
    {
        var request = new CertificateRequest("CN=" + name, key ?? RSA.Create(2048), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        if (!isAuthority)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
        }

        return request;
    }

    // On Windows, TLS accepts only keys that were persisted.
    private static X509Certificate2 Reload(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }
}
