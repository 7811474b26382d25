# Starts child shells of the kind that runs the tests. PowerShell as a .NET tool runs in a process named dotnet, which needs pwsh.dll
# as its first argument. Test files dot-source this file in BeforeAll.

$script:childShellPath = (Get-Process -Id $PID).Path
$script:childShellArgument = if ([System.IO.Path]::GetFileNameWithoutExtension($childShellPath) -eq 'dotnet') { "`"$(Join-Path $PSHOME 'pwsh.dll')`" " }

# Starts a child shell that runs the command, and returns its process with redirected streams.
function Start-ChildShell {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $Command,
        # Further options of the shell, such as -NonInteractive.
        [string] $Option,
        [hashtable] $Environment = @{}
    )
    $encoded = [System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Command))
    $start = [System.Diagnostics.ProcessStartInfo]::new($childShellPath, "$childShellArgument-NoProfile $Option -OutputFormat Text -EncodedCommand $encoded")
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.WorkingDirectory = $PWD.ProviderPath
    foreach ($name in $Environment.Keys) { $start.EnvironmentVariables[$name] = $Environment[$name] }
    [System.Diagnostics.Process]::Start($start)
}

# Runs the command in a child shell, with the lines as its standard input, and returns its exit code and what it wrote.
function Invoke-ChildShell {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $Command,
        [string[]] $InputLine,
        [string] $Option,
        [hashtable] $Environment = @{},
        [int] $TimeoutSeconds = 60
    )
    $process = Start-ChildShell -Command $Command -Option $Option -Environment $Environment
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
