using System.Runtime.Loader;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class ModuleTests
{
    private static readonly string[] s_cmdlets =
    [
        "Add-QubridMockReply", "Connect-Qubrid", "Disconnect-Qubrid", "Enter-QubridChat", "Get-QubridConnection", "Get-QubridMockRequest", "Get-QubridModel", "Invoke-QubridChat",
        "Measure-QubridChat", "New-QubridCompletion", "New-QubridMessage", "New-QubridTool", "Start-QubridMockServer", "Stop-QubridMockServer",
        "Test-QubridConnection",
    ];

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets()
    {
        using var shell = new Shell();
        var names = shell.Get("Get-Command -Module QubridPS").Select(command => command.Text("Name"));
        Assert.Equal(s_cmdlets, names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Importing_again_by_force_keeps_all_exports()
    {
        using var shell = new Shell();
        shell.Get("param($m) Import-Module $m -Force; Import-Module $m -Force", ModuleUnderTest.Manifest);
        Assert.Equal(s_cmdlets.Length, shell.Get("Get-Command -Module QubridPS").Count);
        Assert.Single(shell.Get("$s = Start-QubridMockServer -Connect; Invoke-QubridChat hi"));
    }

    [Theory]
    [InlineData("$WhatIfPreference = $true")]
    [InlineData("$ConfirmPreference = 'Low'")]
    public void Importing_by_force_asks_nobody_and_does_what_it_says(string preference)
    {
        using var shell = new Shell();
        shell.Get($"param($m) {preference}; Import-Module $m -Force", ModuleUnderTest.Manifest);
        Assert.Equal(s_cmdlets.Length, shell.Get("Get-Command -Module QubridPS").Count);
        Assert.Empty(shell.Host.Screen.Questions);
    }

    [Fact]
    public void Removing_and_importing_again_keeps_all_exports()
    {
        using var shell = new Shell();
        shell.Get("Remove-Module QubridPS");
        Assert.Empty(shell.Get("Get-Module QubridPS"));
        shell.Get("param($m) Import-Module $m", ModuleUnderTest.Manifest);
        Assert.Equal(s_cmdlets.Length, shell.Get("Get-Command -Module QubridPS").Count);
        Assert.Single(shell.Get("$s = Start-QubridMockServer -Connect; Invoke-QubridChat hi"));
    }

    [Fact]
    public void A_folder_named_by_its_version_can_be_imported_removed_and_imported_again()
    {
        using var shell = new Shell(import: false);
        shell.Get("param($f) Import-Module $f; Import-Module $f -Force; Remove-Module QubridPS; Import-Module $f", ModuleUnderTest.Folder);
        Assert.Equal(s_cmdlets.Length, shell.Get("Get-Command -Module QubridPS").Count);
    }

    [Fact]
    public void A_session_that_holds_another_Polly_keeps_it_and_the_module_has_its_own()
    {
        using var shell = new Shell();
        var text = shell.Get("$s = Start-QubridMockServer -Connect; Add-QubridMockReply -StatusCode 503 -Times 1; (Invoke-QubridChat hi -RetryIntervalSec 0.01).Text").Single().ToString();
        Assert.Equal("Mock answer to: hi", text);

        var module = AssemblyLoadContext.All.Single(context => context.Name == "QubridPS");
        var own = module.Assemblies.Single(assembly => assembly.GetName().Name == "Polly.Core");
        Assert.NotEqual(OtherVersions.Polly.Location, own.Location);
        Assert.Same(OtherVersions.Polly, AssemblyLoadContext.Default.Assemblies.Single(assembly => assembly.GetName().Name == "Polly.Core"));
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name is "QubridPS" or "Qubrid.Client");
    }

    // Pester's Mock and every wrapper are made this way, and name the types of the parameters.
    [Fact]
    public void Every_cmdlet_can_be_wrapped_in_a_proxy_function()
    {
        using var shell = new Shell();
        shell.Get("""
            Get-Command -Module QubridPS | ForEach-Object {
                . ([scriptblock]::Create("function global:My$($_.Verb)-$($_.Noun) { $([System.Management.Automation.ProxyCommand]::Create($_)) }"))
            }
            """);
        var answer = shell.Get("$mock = MyStart-QubridMockServer -Connect; MyInvoke-QubridChat hi -Message @{ role = 'system'; content = 'Be short.' }").Single();
        Assert.Equal("Mock answer to: hi", answer.Text());
        Assert.Equal("Be short.", shell.Get("MyGet-QubridMockRequest").Single().Text("System"));
    }

    [Fact]
    public void The_build_under_test_is_the_one_that_was_loaded()
    {
        using var shell = new Shell();
        var assembly = shell.Get("(Get-Command Invoke-QubridChat).ImplementingType.Assembly").Single();
        var framework = ((System.Reflection.Assembly)assembly.BaseObject)
            .GetCustomAttributesData().Single(data => data.AttributeType.Name == "TargetFrameworkAttribute").ConstructorArguments[0].Value;
        Assert.Equal(TestSettings.ModuleBuild == "net8.0" ? ".NETCoreApp,Version=v8.0" : ".NETStandard,Version=v2.0", framework);
    }

    [Fact]
    public void A_mock_server_that_was_forgotten_ends_with_the_module()
    {
        using var shell = new Shell();
        var server = shell.Get("Start-QubridMockServer").Single();
        Assert.Equal(true, server.Get("IsRunning"));
        shell.Get("Remove-Module QubridPS");
        Assert.Equal(false, server.Get("IsRunning"));
    }

    [Fact]
    public void A_mock_server_that_was_forgotten_ends_with_the_runspace()
    {
        PSObject server;
        using (var shell = new Shell())
        {
            server = shell.Get("Start-QubridMockServer").Single();
        }

        Assert.Equal(false, server.Get("IsRunning"));
    }
}
