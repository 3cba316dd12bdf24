<#
.SYNOPSIS
Removes Lectern's recorder. Run it as administrator. What was recorded and is not with Lectern yet stays in the data folder; install.ps1 goes on with it.
#>
[CmdletBinding()]
param([string] $Program = (Join-Path $env:ProgramFiles 'Lectern'))
$ErrorActionPreference = 'Stop'
$name = 'LecternAgent'

if (Get-Service $name -ErrorAction SilentlyContinue) {
    Stop-Service $name -Force
    & sc.exe delete $name
    if ($LASTEXITCODE -ne 0) { throw "sc.exe ended with $LASTEXITCODE." }
}
foreach ($file in 'lectern-agent.exe', 'ffmpeg', 'update-key.pem', 'uninstall.ps1') {
    Remove-Item (Join-Path $Program $file) -Recurse -Force -ErrorAction SilentlyContinue
}
Write-Output 'The recorder is gone; its data folder (C:\ProgramData\Lectern unless you chose another) stays.'
