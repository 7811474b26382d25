<#
.SYNOPSIS
    Sends a request for each image, and one request for all images.
.NOTES
    Requires a connection (Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect) and a model that accepts images.
    The output with the mock server:

    web07.png: Mock answer to: Which color is this status light? Answer in one word.
    web08.png: Mock answer to: Which color is this status light? Answer in one word.
    Mock answer to: Do these differ?
#>
[CmdletBinding()]
param(
    # The image files, for example the output of Get-ChildItem ./screenshots/*.png.
    [System.IO.FileInfo[]] $File = @("$PSScriptRoot/images/web07.png", "$PSScriptRoot/images/web08.png")
)

# Files whose extension and content are those of an image are sent as images. With -Property or -As, their names, sizes, and dates are sent.
$File | Invoke-QubridChat 'Which color is this status light? Answer in one word.' -Each -MaxTokens 200 | ForEach-Object {
    "$($_.InputObject.Name): $($_.Text)"
}

($File | Invoke-QubridChat 'Do these differ?').Text
