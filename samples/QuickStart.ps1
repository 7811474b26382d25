# A first minute with QubridPS: real objects go into a prompt, the answer streams, and an object comes out.
# Without a key it talks to the module's own mock endpoint; with QUBRID_API_KEY set, to the real service.

$mock = $null
if (-not $env:QUBRID_API_KEY) {
    $mock = Start-QubridMockServer -Connect -TokenDelayMilliseconds 30
}

$files = [System.IO.DirectoryInfo]::new($PSScriptRoot).GetFiles('*.ps1')
$completion = $files | Invoke-QubridChat 'Which of these scripts should I read first?' -Property Name, Length -Live

''
'The completion:'
$completion
'Its usage:'
$completion.Usage
'Its metrics, as the service measured them:'
$completion.Metrics

if ($mock) {
    $mock | Stop-QubridMockServer
}
