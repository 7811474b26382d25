using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Qubrid.Client.Recognition;

/// <summary>The names by which a machine and its accounts are known.</summary>
/// <param name="UserNames">The names of the accounts.</param>
/// <param name="ComputerNames">The names of the machine and its domain, with and without their suffix.</param>
internal sealed record MachineNames(IReadOnlyList<string> UserNames, IReadOnlyList<string> ComputerNames)
{
    private static readonly Lazy<MachineNames> s_current = new(ReadCurrent);

    /// <summary>Gets the names of this machine. They are read once, without access to the network.</summary>
    internal static MachineNames Current => s_current.Value;

    private static MachineNames ReadCurrent()
    {
        var profile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var host = TryRead(System.Net.Dns.GetHostName);
        var domain = TryRead(() => IPGlobalProperties.GetIPGlobalProperties().DomainName) is { } name && name != "(none)" ? name : "";
        return new MachineNames(
            [.. new[] { Environment.UserName, Path.GetFileName(profile) }.Where(user => !string.IsNullOrEmpty(user))],
            [
                .. new[]
                {
                    Environment.MachineName, host, host.Split('.')[0], domain.Length == 0 ? "" : $"{host.Split('.')[0]}.{domain}", domain,
                    Environment.UserDomainName, Environment.GetEnvironmentVariable("USERDNSDOMAIN") ?? "",
                }.Where(computer => computer.Length > 0),
            ]);
    }

    private static string TryRead(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is SocketException or NetworkInformationException or PlatformNotSupportedException or InvalidOperationException)
        {
            return "";
        }
    }
}
