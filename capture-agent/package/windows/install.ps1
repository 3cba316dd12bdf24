<#
.SYNOPSIS
Installs Lectern's recorder of a room as a Windows service. Run it as administrator, in the folder of the unpacked package.
.EXAMPLE
powershell -ExecutionPolicy Bypass -File install.ps1 -Server https://lectern.example.edu -Code K7QM-2XHB
.NOTES
It asks nothing. ffmpeg 6 or newer with libx264 is not in the package: https://ffmpeg.org/download.html names builds for Windows.
Running it again replaces the program and keeps what was recorded; without -Code the machine stays enrolled as it is.
#>
[CmdletBinding()]
param(
    [string] $Server,
    [string] $Code,
    [string] $Ffmpeg = 'ffmpeg',
    [string] $Program = (Join-Path $env:ProgramFiles 'Lectern'),
    [string] $Data = (Join-Path $env:ProgramData 'Lectern')
)
$ErrorActionPreference = 'Stop'
$name = 'LecternAgent'

function Invoke-Checked([string] $Command, [string[]] $Arguments) {
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Command ended with $LASTEXITCODE." }
}

$identity = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { throw 'Run this as administrator.' }
if ($Code -and -not $Server) { throw 'A code needs -Server, the address of Lectern.' }

$found = Get-Command $Ffmpeg -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
if (-not $found) { throw "There is no ffmpeg. Unpack a build from https://ffmpeg.org/download.html and name it: -Ffmpeg 'C:\Program Files\ffmpeg\bin\ffmpeg.exe'." }

if (Get-Service $name -ErrorAction SilentlyContinue) { Stop-Service $name -Force }
New-Item -ItemType Directory -Force $Program, $Data | Out-Null
Copy-Item (Join-Path $PSScriptRoot 'lectern-agent.exe'), (Join-Path $PSScriptRoot 'uninstall.ps1') $Program -Force

# What is said in a room is for SYSTEM and Administrators (by their ids: the names are translated), whatever stands above.
Invoke-Checked icacls @($Data, '/inheritance:r', '/grant:r', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F', '/Q')

$agent = Join-Path $Program 'lectern-agent.exe'
if ($Code) { Invoke-Checked $agent @('enroll', $Code, '--server', $Server, '--data', $Data) }

$line = '"{0}" service --data "{1}" --ffmpeg "{2}"' -f $agent, $Data, $found.Source
if (Get-Service $name -ErrorAction SilentlyContinue) {
    Get-CimInstance Win32_Service -Filter "Name='$name'" | Invoke-CimMethod -MethodName Change -Arguments @{ PathName = $line } | Out-Null
} else {
    New-Service -Name $name -BinaryPathName $line -DisplayName 'Lectern recorder' -Description 'Records what is booked in this room and brings it to Lectern.' -StartupType Automatic | Out-Null
}
# For ever, after a second.
Invoke-Checked sc.exe @('failure', $name, 'reset=', '0', 'actions=', 'restart/1000/restart/1000/restart/1000')
Invoke-Checked sc.exe @('failureflag', $name, '1')
Start-Service $name
Write-Output "$name runs. What is recorded lies in $Data until Lectern has it."
