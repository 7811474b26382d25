BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:mock = Start-QubridMockServer -Connect
    $script:png = [System.Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
    $script:folder = Join-Path $TestDrive 'a #1 folder'
    $null = New-Item -Path $folder -ItemType Directory
    [System.IO.File]::WriteAllBytes((Join-Path $folder 'dot.png'), $png)
    $null = New-PSDrive -Name QubridTest -PSProvider FileSystem -Root $folder

    # Paths of a file in the folder.
    $script:ways = @{
        Uri       = { param($name) 'file://' + $(if ($IsWindows -or $PSVersionTable.PSEdition -ne 'Core') { '/' }) + ((Join-Path $folder $name) -replace '\\', '/' -replace '#', '%23' -replace ' ', '%20') }
        LocalHost = { param($name) (& $ways.Uri $name) -replace '^file://', 'file://localhost' }
        OneSlash  = { param($name) (& $ways.Uri $name) -replace '^file:/+', 'FILE:/' }
        Drive     = { param($name) "QubridTest:$name" }
        Provider  = { param($name) "Microsoft.PowerShell.Core\FileSystem::$(Join-Path $folder $name)" }
    }
}

AfterAll {
    Remove-PSDrive -Name QubridTest
    $mock | Stop-QubridMockServer
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A path parameter' {
    It 'accepts <_>' -ForEach 'Uri', 'LocalHost', 'OneSlash', 'Drive', 'Provider' {
        $way = $ways[$_]
        $null = Invoke-QubridChat 'Describe' -Image (& $way 'dot.png')
        $mock.Requests[-1].Body | Should -Match 'data:image/png'
        (New-QubridMessage 'Describe' -Image (& $way 'dot.png')).Images[0] | Should -Match '^data:image/png'

        $null = Invoke-QubridChat 'Hello' -Checkpoint (& $way "checkpoint-$_.jsonl")
        Join-Path $folder "checkpoint-$_.jsonl" | Should -Exist
        $recorded = Connect-Qubrid -ApiKey any -BaseUri $mock.BaseUri -Journal (& $way "journal-$_.jsonl") -PassThru
        $recorded.Journal | Should -Be (Join-Path $folder "journal-$_.jsonl")
        $null = Invoke-QubridChat 'Hello'
        Join-Path $folder "journal-$_.jsonl" | Should -Exist
    }

    It 'accepts a path below the home folder' {
        $name = "qubrid-$([guid]::NewGuid().ToString('N')).png"
        [System.IO.File]::WriteAllBytes((Join-Path $HOME $name), $png)
        try {
            (New-QubridMessage 'Describe' -Image "~/$name").Images[0] | Should -Match '^data:image/png'
        }
        finally {
            Remove-Item -Path (Join-Path $HOME $name)
        }
    }

    It 'rejects paths outside the file system' {
        { Invoke-QubridChat 'Hello' -Checkpoint 'env:qubrid' } | Should -Throw -ErrorId 'Qubrid.CheckpointUnusable,*'
        { Invoke-QubridChat 'Hello' -Checkpoint 'nowhere:qubrid' } | Should -Throw -ErrorId 'Qubrid.CheckpointUnusable,*'
        { Connect-Qubrid -ApiKey any -Journal 'variable:qubrid' } | Should -Throw -ErrorId 'Qubrid.JournalUnusable,*'
        { Invoke-QubridChat 'Hello' -Image 'file:///no/such/dot.png' } | Should -Throw -ErrorId 'Qubrid.ImageNotFound,*'
        { Invoke-QubridChat 'Hello' -Image 'file://' } | Should -Throw -ErrorId 'Qubrid.ImageNotFound,*'
    }
}

Describe 'The message of an error' {
    It 'ends with one full stop for the service message: <Said>' -ForEach @(
        @{ Said = 'Slow down'; Expected = 'Slow down.' }
        @{ Said = 'Slow down.'; Expected = 'Slow down.' }
        @{ Said = 'Slow down...'; Expected = 'Slow down.' }
        @{ Said = "Slow down. `n"; Expected = 'Slow down.' }
        @{ Said = 'Slow down!'; Expected = 'Slow down!' }
        @{ Said = "Unknown field 'top.k.'"; Expected = "Unknown field 'top.k.'" }
        @{ Said = 'See (the terms)'; Expected = 'See (the terms).' }
    ) {
        Add-QubridMockReply $Said -StatusCode 429 -Times 2
        try { $null = Invoke-QubridChat 'Hello' -MaximumRetryCount 1 -RetryIntervalSec 0 } catch { $failure = $_ }
        $failure.Exception.Message | Should -BeExactly "The service returned 429 Too Many Requests: $Expected"
        $failure.ErrorDetails.Message | Should -BeLike "*: $Expected 2 attempts were made. Request id: *."
    }

    It 'ends with one full stop for the .NET message of: <Script>' -ForEach @(
        @{ Script = { Invoke-QubridChat 'Hello' -Image 'missing.png' } }
        @{ Script = { Invoke-QubridChat 'Hello' -Image 'nowhere:missing.png' } }
        @{ Script = { Invoke-QubridChat 'Hello' -Checkpoint (Join-Path $folder 'no/such/folder/file') } }
        @{ Script = { Invoke-QubridChat 'Hello' -Checkpoint $folder } }
        @{ Script = { Connect-Qubrid -ApiKey any -BaseUri $mock.BaseUri -Journal 'nowhere:x' } }
        @{ Script = { Connect-Qubrid -SecretName none } }
        @{ Script = { Connect-Qubrid -ApiKey any -BaseUri 'ftp://example.org' } }
        @{ Script = { Add-QubridMockReply 'x' -Match '(' -ErrorAction Stop } }
        @{ Script = { Invoke-QubridChat 'Hello' -Schema '{' } }
        @{ Script = { Get-QubridModel '[a' } }
    ) {
        try { $null = & $Script } catch { $failure = $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'Qubrid.*'
        $failure.ErrorDetails.Message | Should -Match '[^.]\.$'
    }
}
