# Reads the examples of README, the help pages and the samples, and runs them in a child shell. The tests dot-source this file.

. (Join-Path $PSScriptRoot 'ExampleData.ps1')

$script:repositoryRoot = Split-Path -Path (Split-Path -Path $PSScriptRoot)

# Returns the fenced blocks of a Markdown file, with the heading above each and the text between it and the previous block.
function Get-FencedBlock {
    param([Parameter(Mandatory)] [string] $Path)
    $text = [System.IO.File]::ReadAllText($Path) -replace '\r\n', "`n"
    $heading = ''
    $end = 0
    foreach ($found in [regex]::Matches($text, '(?ms)^#+ (?<heading>[^\n]+)$|^(?<fence>`{3,}|~{3,})(?<language>[^\n]*)\n(?<text>.*?)^\k<fence>[ \t]*$')) {
        if ($found.Groups['heading'].Success) {
            $heading = $found.Groups['heading'].Value
            continue
        }

        [pscustomobject]@{
            Language = $found.Groups['language'].Value.Trim()
            Text     = $found.Groups['text'].Value.TrimEnd("`n")
            Heading  = $heading
            Line     = $text.Substring(0, $found.Index).Split("`n").Count
            Before   = $text.Substring($end, $found.Index - $end)
        }

        $end = $found.Index + $found.Length
    }
}

# Returns an example for each PowerShell block of a Markdown file. Its expected output is the output block that follows it directly.
function Get-PageExample {
    param(
        [Parameter(Mandatory)] [string] $Path,
        # All examples of the page run in one session, in their order.
        [switch] $SharedSession
    )
    $file = Split-Path -Path $Path -Leaf
    $blocks = @(Get-FencedBlock -Path $Path)
    for ($index = 0; $index -lt $blocks.Count; $index++) {
        $block = $blocks[$index]
        if ($block.Language -ne 'powershell') { continue }
        $next = if ($index + 1 -lt $blocks.Count) { $blocks[$index + 1] }
        $hasOutput = $null -ne $next -and $next.Language -in 'output', 'text' -and -not $next.Before.Trim()
        $expected = if ($hasOutput) { $next.Text }
        @{
            Name         = "$file, line $($block.Line): $($block.Heading)"
            File         = $file
            Session      = if ($SharedSession) { $file } else { "$file $($block.Line)" }
            IsConnected  = -not $SharedSession
            Sample       = ''
            Code         = $block.Text
            Replies      = ''
            Expected     = $expected
            Pattern      = $null
            RequestCount = $null
            # The text after the prompt of a chat on a page is typed by the reader.
            TypedLines   = @("$expected" -split '\n' | Where-Object { $_.StartsWith('> ') } | ForEach-Object { $_.Substring(2) })
        }
    }
}

# Returns the files of the samples and runbooks, without the tests of the runbooks.
function Get-SampleFile {
    $folders = Join-Path $repositoryRoot 'samples'; $folders = $folders, (Join-Path $folders 'runbooks')
    Get-ChildItem -Path $folders -Filter '*.ps1' -File | Where-Object Name -NotLike '*.Tests.ps1'
}

# Returns the comment-based help of a script, line by line, without the indentation and without empty lines.
function Get-HelpLine {
    param([Parameter(Mandatory)] [string] $Path)
    $comments = [regex]::Matches([System.IO.File]::ReadAllText($Path), '(?s)<#.*?#>') | Select-Object -First 1
    @("$comments" -split '\r?\n' | ForEach-Object Trim | Where-Object { $_ })
}

# Returns an example for each row of the table of samples.
function Get-SampleExample {
    $files = @(Get-SampleFile)
    foreach ($row in $exampleScripts) {
        $path = ($files | Where-Object Name -EQ $row.File).FullName
        $helpLines = if ($path) { Get-HelpLine -Path $path }
        @{
            Name         = "$($row.File): $($row.Command)"
            File         = $row.File
            Session      = $row.File
            IsConnected  = $true
            Sample       = $path
            Code         = $row.Command
            Replies      = @($helpLines | Where-Object { $_.StartsWith('Add-QubridMockReply ') }) -join "`n"
            Expected     = $helpLines
            Pattern      = $row.Pattern
            RequestCount = $row.RequestCount
            TypedLines   = @()
        }
    }
}

# Returns all examples, starting with README.
function Get-Example {
    $examples = @(
        Get-PageExample -Path (Join-Path $repositoryRoot 'README.md') -SharedSession
        foreach ($page in Get-PageFile) { Get-PageExample -Path $page.FullName }
        Get-SampleExample
    )
    for ($index = 0; $index -lt $examples.Count; $index++) {
        $examples[$index].Index = $index
        $examples[$index]
    }
}

# Returns the files of the help pages.
function Get-PageFile {
    Get-ChildItem -Path (Join-Path $repositoryRoot 'docs/en-US') -Filter '*-*.md' -File
}

# Runs the examples in one child shell, and returns the output and the number of requests of each, by the index of the example.
function Invoke-Example {
    param(
        [Parameter(Mandatory)] [hashtable[]] $Example,
        [Parameter(Mandatory)] [string] $Manifest,
        # An empty folder for the files of the examples.
        [Parameter(Mandatory)] [string] $Folder
    )
    $list = Join-Path $Folder 'examples.xml'
    $Example | Export-Clixml -Path $list
    $values = @{ List = $list; Manifest = $Manifest; PesterManifest = (Get-Module -Name Pester).Path; Folder = $Folder }
    $arguments = ($values.Keys | ForEach-Object { "-$_ '$($values[$_].Replace("'", "''"))'" }) -join ' '
    $command = ". '$((Join-Path $PSScriptRoot 'ExampleSession.ps1').Replace("'", "''"))' $arguments"

    # Both shells use the encoding of the console, which cannot show every character by default on Windows.
    $encoding = [System.Console]::OutputEncoding
    [System.Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
    try {
        $run = Invoke-ChildShell -Command $command -InputLine $Example.TypedLines -TimeoutSeconds 300 -Environment @{ QUBRID_API_KEY = ''; QUBRID_BASE_URL = ''; QUBRID_MODEL = '' }
    }
    finally {
        [System.Console]::OutputEncoding = $encoding
    }

    $results = @{}
    foreach ($found in [regex]::Matches($run.Output -join "`n", '(?ms)^=== example (?<index>\d+) ===\n(?<output>.*?)^=== (?<requests>\d+) requests ===$')) {
        $results[[int]$found.Groups['index'].Value] = @{ Output = $found.Groups['output'].Value; RequestCount = [int]$found.Groups['requests'].Value }
    }

    @{ Results = $results; Errors = $run.Errors }
}

# Replaces values that differ between runs (ports, and the markers around data), and removes white space at the end of lines.
function ConvertTo-ComparableText {
    param([AllowEmptyString()] [string] $Text)
    ($Text -replace '\r' -replace '127\.0\.0\.1:\d+', '127.0.0.1:PORT' -replace '\b[0-9a-f]{16}\b', 'MARK' -replace '(?m)[ \t]+$').Trim("`n")
}

# Returns the lines of the help that are most similar to the output, to compare them.
function Select-SimilarLine {
    param([string[]] $HelpLine, [string[]] $OutputLine)
    $best = @(0, -1)
    for ($start = 0; $start -le $HelpLine.Count - $OutputLine.Count; $start++) {
        $equal = @(0..($OutputLine.Count - 1) | Where-Object { $HelpLine[$start + $_] -ceq $OutputLine[$_] }).Count
        if ($equal -gt $best[1]) { $best = $start, $equal }
    }

    $HelpLine[$best[0]..($best[0] + $OutputLine.Count - 1)]
}
