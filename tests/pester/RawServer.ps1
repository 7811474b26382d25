# A TCP server that returns bytes that no HTTP library would send. Test files dot-source this file in BeforeAll.

# Starts the server. Each response is a hashtable with Text (one byte per character) or Bytes, and optionally Repeat, a text that follows without end.
# The first part of the path of a request is the name of the response: the base URI of the response a is <Address>/a/v1. Responses can be added later.
function Start-RawServer {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [hashtable] $Response)
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $shell = [powershell]::Create().AddScript({
        param($listener, $response)
        $latin1 = [System.Text.Encoding]::GetEncoding(28591)
        while ($true) {
            $client = try { $listener.AcceptTcpClient() } catch { return }
            try {
                $stream = $client.GetStream()
                $buffer = [byte[]]::new(65536)
                $received = ''
                do {
                    $read = $stream.Read($buffer, 0, $buffer.Length)
                    $received += $latin1.GetString($buffer, 0, $read)
                    $end = $received.IndexOf("`r`n`r`n")
                    $length = if ($received -match '(?im)^Content-Length: (\d+)') { [int]$Matches[1] } else { 0 }
                } until ($read -eq 0 -or ($end -ge 0 -and $received.Length -ge $end + 4 + $length))

                $reply = $response[$received.Split('/')[1]]
                $bytes = if ($reply.Bytes) { $reply.Bytes } else { $latin1.GetBytes($reply.Text) }
                $stream.Write($bytes, 0, $bytes.Length)
                if ($reply.Repeat) {
                    $piece = $latin1.GetBytes($reply.Repeat * [int](262144 / $reply.Repeat.Length))
                    while ($true) { $stream.Write($piece, 0, $piece.Length) }
                }

                $client.Client.Shutdown('Send')
                $null = $stream.Read($buffer, 0, 1) # until the client closes, because a reset could overtake the response
            }
            catch { $null = $_ } # the client closed the connection
            finally { $client.Dispose() }
        }
    }).AddArgument($listener).AddArgument($Response)
    [pscustomobject]@{ Address = "http://127.0.0.1:$($listener.LocalEndpoint.Port)"; Response = $Response; Listener = $listener; Shell = $shell; Running = $shell.BeginInvoke() }
}

function Stop-RawServer {
    [CmdletBinding()]
    param([Parameter(Mandatory, ValueFromPipeline)] [pscustomobject] $Server)
    $Server.Listener.Stop()
    $Server.Shell.Dispose()
}
