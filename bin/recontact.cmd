@echo off
rem Runs Recontact on Windows: bin\recontact [command] [--setting=value ...]
rem
rem It finds Java and the jar as bin/recontact does, and uses the same variables. The first start unpacks the jar into the
rem cache folder, and its end makes the AOT cache. Later starts use that.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"

rem The serial collector, unless the options name another: docs/decisions/0047
set RECONTACT_JAVA_OPTIONS 2>nul | findstr /r /c:"-XX:+Use.*GC" >nul 2>nul
if errorlevel 1 set "RECONTACT_JAVA_OPTIONS=-XX:+UseSerialGC %RECONTACT_JAVA_OPTIONS%"

set "java=%RECONTACT_JAVA%"
if not defined java if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not defined java set "java=java"
"%java%" --version 2>nul | findstr /r /b /c:"[a-z]* 2[5-9]" /c:"[a-z]* [3-9][0-9]" >nul
if errorlevel 1 (
  echo recontact: needs Java 25 or later. Set JAVA_HOME or RECONTACT_JAVA. 1>&2
  exit /b 1
)

set "jar=%RECONTACT_JAR%"
if not defined jar for %%f in ("%here%recontact*.jar" "%here%..\recontact*.jar" "%here%..\target\recontact-*.jar") do (
  echo %%~nf| findstr /e /c:"-sources" /c:"-javadoc" >nul || if not defined jar set "jar=%%~ff"
)
if not exist "%jar%" (
  echo recontact: finds no jar. In a checkout, mvnw package -DskipTests makes it. 1>&2
  exit /b 1
)

rem The folder is named by the content of the jar: all builds of a version have the same time. Java ignores a cache of
rem another runtime, and then records anew.
if not defined RECONTACT_CACHE set "RECONTACT_CACHE=%LOCALAPPDATA%\recontact"
for %%f in ("%jar%") do set "name=%%~nxf"
set "key="
for /f "skip=1 delims=" %%h in ('certutil -hashfile "%jar%" SHA256') do if not defined key set "key=%%h"
if not defined key (
  echo recontact: finds no certutil, and starts without a cache 1>&2
  "%java%" %RECONTACT_JAVA_OPTIONS% -jar "%jar%" %*
  exit /b
)
set "folder=%RECONTACT_CACHE%\%key: =%"
set "aot=%folder%\recontact.aot"
if not exist "%folder%\%name%" (
  "%java%" -Djarmode=tools -jar "%jar%" extract --force --destination "%folder%" 1>&2
)
if not exist "%folder%\%name%" (
  echo recontact: cannot use the cache folder %RECONTACT_CACHE%, and starts without it 1>&2
  "%java%" %RECONTACT_JAVA_OPTIONS% -jar "%jar%" %*
  exit /b
)

rem An option such as -Xmx may follow; the cache contains objects, for which the smallest heap would be too small.
set "options=-XX:MinHeapSize=32m %RECONTACT_JAVA_OPTIONS%"
"%java%" -XX:AOTMode=on -XX:AOTCache="%aot%" %options% -cp "%folder%\%name%" --version >nul 2>nul
if not errorlevel 1 (
  "%java%" -XX:AOTCache="%aot%" %options% -jar "%folder%\%name%" %*
  exit /b
)

rem A command loads too little for a recording.
set "first=%~1"
if defined first if not "%first:~0,2%"=="--" (
  "%java%" %options% -jar "%folder%\%name%" %*
  exit /b
)
"%java%" -XX:AOTCacheOutput="%aot%" -XX:+UnlockDiagnosticVMOptions -XX:-AOTAdapterCaching %options% ^
  -jar "%folder%\%name%" %*
exit /b
