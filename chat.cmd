@echo off
rem Starts chat-p2p: finds a JDK 25, builds if the sources are newer than the last build, and runs.
rem CHAT_JAVA_HOME names the JDK to use, before JAVA_HOME; CHAT_BUILD=never runs the last build whatever the sources say;
rem CHAT_JAVA_OPTS adds options for the Java machine; CHAT_OVERLAY=sdk uses the official OpenZiti SDK (docs/sdk.md).
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "APP=%ROOT%\jpackage\target\app"
set "STAMP=%APP%\.built"
set "LOG=%ROOT%\jpackage\target\build.log"
set "JDK="
set "OVERLAY="
set "PROFILE="
set "SDKPATH="
if "%CHAT_OVERLAY%"=="sdk" (
    set "OVERLAY=-Dchat.overlay=sdk --add-opens=java.base/java.net=ALL-UNNAMED"
    set "PROFILE=-Psdk"
    set "SDKPATH=;%APP%\sdk\*"
) else if defined CHAT_OVERLAY if not "%CHAT_OVERLAY%"=="ziti" (
    >&2 echo CHAT_OVERLAY is ziti, our own client, or sdk, the official one. A network for trying out:  chat demo
    exit /b 2
)

if defined CHAT_JAVA_HOME (
    call :consider "%CHAT_JAVA_HOME%"
    if not defined JDK (
        >&2 echo CHAT_JAVA_HOME is "%CHAT_JAVA_HOME%", and that is no JDK 25. Correct it, or unset it to have one searched for.
        exit /b 1
    )
)
if not defined JDK if defined JAVA_HOME call :consider "%JAVA_HOME%"
if not defined JDK for /f "delims=" %%J in ('where java 2^>nul') do call :consider "%%~dpJ.."
if not defined JDK for /d %%D in (
    "%ProgramFiles%\Eclipse Adoptium\jdk-25*"
    "%ProgramFiles%\Java\jdk-25*"
    "%ProgramFiles%\Microsoft\jdk-25*"
    "%ProgramFiles%\Zulu\zulu-25*"
    "%ProgramFiles%\Amazon Corretto\jdk25*"
    "%ProgramFiles%\BellSoft\LibericaJDK-25*"
    "%LOCALAPPDATA%\Programs\Eclipse Adoptium\jdk-25*"
    "%USERPROFILE%\.jdks\*"
    "%USERPROFILE%\scoop\apps\temurin25-jdk\current*"
) do call :consider "%%~D"
if not defined JDK (
    >&2 echo chat-p2p needs a JDK 25, and none was found. JAVA_HOME, PATH and the usual folders were searched.
    >&2 echo Get one:  winget install EclipseAdoptium.Temurin.25.JDK
    >&2 echo If it lies somewhere unusual:  set CHAT_JAVA_HOME=C:\path\to\jdk
    exit /b 1
)

if not exist "%ROOT%\pom.xml" goto run
if "%CHAT_BUILD%"=="never" goto run
if not exist "%STAMP%" goto build
if defined PROFILE if not exist "%APP%\sdk" goto build
powershell -NoProfile -Command "$t=(Get-Item -Force -LiteralPath $env:STAMP).LastWriteTime; $s=@(Get-ChildItem $env:ROOT -Recurse -File -Include *.java,*.fxml,*.css,*.properties,pom.xml -Exclude *.class | Where-Object { $_.FullName -notmatch '\\target\\' -and $_.LastWriteTime -gt $t }); exit [int]($s.Count -gt 0)"
if not errorlevel 1 goto run

:build
>&2 echo Building chat-p2p with %JDK% (the first time this also downloads its libraries, some minutes^).
if exist "%APP%" rmdir /s /q "%APP%"
if not exist "%ROOT%\jpackage\target" mkdir "%ROOT%\jpackage\target"
pushd "%ROOT%"
set "CALLER_JAVA_HOME=%JAVA_HOME%"
set "JAVA_HOME=%JDK%"
call mvnw.cmd package -pl jpackage -am -DskipTests -Dspotless.check.skip=true %PROFILE% >"%LOG%" 2>&1
set "RESULT=%ERRORLEVEL%"
set "JAVA_HOME=%CALLER_JAVA_HOME%"
popd
if not "%RESULT%"=="0" (
    >&2 echo The build failed. What went wrong:
    >&2 findstr /b /c:"[ERROR]" "%LOG%"
    >&2 echo All of it is in "%LOG%"
    exit /b 1
)
type nul >"%STAMP%"

:run
if not exist "%APP%\lib" (
    >&2 echo There is nothing to run in "%APP%". Run chat.cmd without CHAT_BUILD=never once.
    exit /b 1
)
rem What a local network is built from, wherever we were called.
if not defined CHATP2P_LAB if exist "%ROOT%\lab" set "CHATP2P_LAB=%ROOT%\lab"
rem The first word that is a command tells whether there will be a window.
set "COMMAND="
for %%A in (%*) do if not defined COMMAND (
    for %%C in (console setup enroll lab -h --help -V --version) do if "%%~A"=="%%C" set "COMMAND=%%C"
)
set "WINDOW=yes"
if defined COMMAND set "WINDOW=no"
if "%COMMAND%"=="lab" (
    set "WINDOW=yes"
    for %%A in (%*) do for %%C in (--no-windows -h --help) do if "%%~A"=="%%C" set "WINDOW=no"
)
if "%WINDOW%"=="yes" (
    "%JDK%\bin\java.exe" -Xmx512m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders --module-path "%APP%\javafx" --add-modules javafx.controls,javafx.fxml --enable-native-access=javafx.graphics,ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %OVERLAY% %CHAT_JAVA_OPTS% -cp "%APP%\lib\*%SDKPATH%" dev.chatp2p.desktop.app.Main %*
) else (
    "%JDK%\bin\java.exe" -Xmx256m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED %OVERLAY% %CHAT_JAVA_OPTS% -cp "%APP%\lib\*%SDKPATH%" dev.chatp2p.desktop.app.Main %*
)
exit /b %ERRORLEVEL%

rem Takes a folder as the JDK if it is one of version 25.
:consider
if defined JDK goto :eof
if not exist "%~1\bin\javac.exe" goto :eof
if not exist "%~1\release" goto :eof
findstr /b /r /c:"JAVA_VERSION=.25" "%~1\release" >nul || goto :eof
set "JDK=%~f1"
goto :eof
