using System.Runtime.Loader;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class ModuleTests
{
    private static readonly string[] s_cmdlets =
    [
        "Add-QubridMockReply", "Connect-Qubrid", "Disconnect-Qubrid", "Enter-QubridChat", "Export-QubridReport", "Get-QubridConnection", "Get-QubridJournal", "Get-QubridMockRequest", "Get-QubridModel", "Invoke-QubridChat",
        "Measure-QubridChat", "New-QubridCompletion", "New-QubridErrorRecord", "New-QubridMessage", "New-QubridTool", "Start-QubridMockServer", "Stop-QubridMockServer",
        "Test-QubridConnection",
    ];

    [Fact]
    public void Manifest_exports_exactly_the_cmdlets()
    {
        using var shell = new Shell();
        var names = shell.Get("Get-Command -Module QubridPS").Select(command => command.GetText("Name"));
        Assert.Equal(s_cmdlets, names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Forced_reimport_keeps_all_exports()
    {
        using var shell = new Shell();
        shell.Get("param($m) Import-Module $m -Force; Import-Module $m -Force", ModuleUnderTest.Manifest);
        Assert.Equal(s_cmdlets.Length, shell.Get("Get-Command -Module QubridPS").Count);
        Assert.Single(shell.Get("$s = Start-QubridMockServer -Connect; Invoke-QubridChat hi"));
    }

    [Theory]
    [InlineData("$WhatIfPreference = $true")]
    [InlineData("$ConfirmPreference = 'Low'")]
    public void Forced_import_ignores_preference_variables(string preference)
    {
        using var shell = new Shell();
        shell.Get($"param($m) {preference}; Import-Module $m -Force", ModuleUnderTest.Manifest);
        Assert.Equal(s_cmdlets.Length, shell.Get("Get-Command -Module QubridPS").Count);
        Assert.Empty(shell.Host.Screen.Questions);
    }

    [Fact]
    public void Removing_and_reimporting_keeps_all_exports()
    {
        using var shell = new Shell();
        shell.Get("Remove-Module QubridPS");
        Assert.Empty(shell.Get("Get-Module QubridPS"));
        shell.Get("param($m) Import-Module $m", ModuleUnderTest.Manifest);
        Assert.Equal(s_cmdlets.Length, shell.Get("Get-Command -Module QubridPS").Count);
        Assert.Single(shell.Get("$s = Start-QubridMockServer -Connect; Invoke-QubridChat hi"));
    }

    [Fact]
    public void Version_folder_can_be_imported_removed_and_reimported()
    {
        using var shell = new Shell(import: false);
        shell.Get("param($f) Import-Module $f; Import-Module $f -Force; Remove-Module QubridPS; Import-Module $f", ModuleUnderTest.Folder);
        Assert.Equal(s_cmdlets.Length, shell.Get("Get-Command -Module QubridPS").Count);
    }

    [Fact]
    public void Session_and_module_keep_their_own_Polly_version()
    {
        using var shell = new Shell();
        var text = shell.Get("$s = Start-QubridMockServer -Connect; Add-QubridMockReply -StatusCode 503 -Times 1; (Invoke-QubridChat hi -RetryIntervalSec 0.01).Text").Single().ToString();
        Assert.Equal("Mock answer to: hi", text);

        var module = AssemblyLoadContext.All.Single(context => context.Name == "QubridPS");
        var moduleAssembly = module.Assemblies.Single(assembly => assembly.GetName().Name == "Polly.Core");
        Assert.NotEqual(ConflictingPollyFixture.Polly.Location, moduleAssembly.Location);
        Assert.Same(ConflictingPollyFixture.Polly, AssemblyLoadContext.Default.Assemblies.Single(assembly => assembly.GetName().Name == "Polly.Core"));
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name is "QubridPS" or "Qubrid.Client");
    }

    // Pester's Mock and other wrappers create such a function, which refers to the types of the parameters.
    [Fact]
    public void Every_cmdlet_can_be_wrapped_in_a_proxy_function()
    {
        using var shell = new Shell();
        shell.Get("""
            Get-Command -Module QubridPS | ForEach-Object {
                . ([scriptblock]::Create("function global:My$($_.Verb)-$($_.Noun) { $([System.Management.Automation.ProxyCommand]::Create($_)) }"))
            }
            """);
        var completion = shell.Get("$mock = MyStart-QubridMockServer -Connect; MyInvoke-QubridChat hi -Message @{ role = 'system'; content = 'Be short.' }").Single();
        Assert.Equal("Mock answer to: hi", completion.GetText());
        Assert.Equal("Be short.", shell.Get("MyGet-QubridMockRequest").Single().GetText("System"));
    }

    [Fact]
    public void Loaded_assembly_is_the_build_under_test()
    {
        using var shell = new Shell();
        var assembly = shell.Get("(Get-Command Invoke-QubridChat).ImplementingType.Assembly").Single();
        var framework = ((System.Reflection.Assembly)assembly.BaseObject)
            .GetCustomAttributesData().Single(data => data.AttributeType.Name == "TargetFrameworkAttribute").ConstructorArguments[0].Value;
        Assert.Equal(TestSettings.ModuleBuild == "net8.0" ? ".NETCoreApp,Version=v8.0" : ".NETStandard,Version=v2.0", framework);
    }

    [Fact]
    public void Running_mock_server_stops_with_the_module()
    {
        using var shell = new Shell();
        var server = shell.Get("Start-QubridMockServer").Single();
        Assert.Equal(true, server.GetValue("IsRunning"));
        shell.Get("Remove-Module QubridPS");
        Assert.Equal(false, server.GetValue("IsRunning"));
    }

    [Fact]
    public void Running_mock_server_stops_with_the_runspace()
    {
        PSObject server;
        using (var shell = new Shell())
        {
            server = shell.Get("Start-QubridMockServer").Single();
        }

        Assert.Equal(false, server.GetValue("IsRunning"));
    }
}
