<#
.SYNOPSIS
    Images: a question about each picture, and one about all of them.
.NOTES
    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect; and a model that sees.
    With the mock server it prints:

    web07.png: Mock answer to: Which colour is this status light? Answer in one word.
    web08.png: Mock answer to: Which colour is this status light? Answer in one word.
    Mock answer to: Do these differ?
#>
[CmdletBinding()]
param(
    # Get-ChildItem ./screenshots/*.png, or whatever gives files.
    [System.IO.FileInfo[]] $File = @("$PSScriptRoot/images/web07.png", "$PSScriptRoot/images/web08.png")
)

# Files that are images, by ending and by content, are looked at. With -Property or -As they are data: names, sizes, dates.
$File | Invoke-QubridChat 'Which colour is this status light? Answer in one word.' -Each -MaxTokens 200 | ForEach-Object {
    "$($_.InputObject.Name): $($_.Text)"
}

($File | Invoke-QubridChat 'Do these differ?').Text
