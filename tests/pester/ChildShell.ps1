# Starts child shells of the same edition as the tests. PowerShell as a .NET tool runs in a process named dotnet, which needs pwsh.dll
# as its first argument. Test files dot-source this file in BeforeAll.

$script:childShellPath = (Get-Process -Id $PID).Path
$script:childShellArgument = if ([System.IO.Path]::GetFileNameWithoutExtension($childShellPath) -eq 'dotnet') { "`"$(Join-Path $PSHOME 'pwsh.dll')`" " }

# Starts a child shell that runs the command or the script file, and returns its process with redirected streams.
function Start-ChildShell {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ParameterSetName = 'Command')] [string] $Command,
        [Parameter(Mandatory, ParameterSetName = 'File')] [string] $File,
        # Additional options of the shell, such as -NonInteractive.
        [string] $Option,
        # Environment variables to set, or to remove if the value is $null.
        [hashtable] $Environment = @{}
    )
    $run = if ($File) { "-File `"$File`"" } else { "-EncodedCommand $([System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Command)))" }
    $start = [System.Diagnostics.ProcessStartInfo]::new($childShellPath, "$childShellArgument-NoProfile $Option -OutputFormat Text $run")
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.WorkingDirectory = $PWD.ProviderPath
    foreach ($name in $Environment.Keys) {
        if ($null -eq $Environment[$name]) { $start.EnvironmentVariables.Remove($name) } else { $start.EnvironmentVariables[$name] = $Environment[$name] }
    }

    [System.Diagnostics.Process]::Start($start)
}

# Runs the command or the script file in a child shell, with the lines as its standard input, and returns its exit code and output.
function Invoke-ChildShell {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ParameterSetName = 'Command')] [string] $Command,
        [Parameter(Mandatory, ParameterSetName = 'File')] [string] $File,
        [string[]] $InputLine,
        [string] $Option,
        [hashtable] $Environment = @{},
        [int] $TimeoutSeconds = 60
    )
    $source = if ($File) { @{ File = $File } } else { @{ Command = $Command } }
    $process = Start-ChildShell @source -Option $Option -Environment $Environment
    try {
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        foreach ($line in $InputLine) { $process.StandardInput.WriteLine($line) }
        $process.StandardInput.Close()
        if (-not $process.WaitForExit($TimeoutSeconds * 1000)) {
            $process.Kill()
            throw "The child shell did not end within $TimeoutSeconds seconds."
        }

        [pscustomobject]@{
            ExitCode = $process.ExitCode
            Output   = @($output.Result.TrimEnd() -split '\r?\n')
            Errors   = $errors.Result.TrimEnd() -replace '\x1b\[[0-9;]*m'
        }
    }
    finally {
        $process.Dispose()
    }
}

# Waits until the condition is true. The timeout only ends a test that would hang.
function Wait-Condition {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [scriptblock] $Condition,
        [int] $TimeoutSeconds = 60
    )
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($clock.Elapsed.TotalSeconds -gt $TimeoutSeconds) { throw "The condition was not met within $TimeoutSeconds seconds: $Condition" }
        Start-Sleep -Milliseconds 20
    }
}
