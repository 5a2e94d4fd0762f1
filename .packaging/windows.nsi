; The installer for one user of Windows: no administrator, no question but the folder. Strings come in by -D: APP, OUT, VERSION, ICON.
; amd64: the stub of 32 bits does not start where only 64 bits are installed (wine64).
; What is new is laid beside what is there and takes its place by a rename: a full disk or a cut leaves the former version.
Target amd64-unicode
Unicode true
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!define KEY "Software\InspectionLedger"
!define UN "Software\Microsoft\Windows\CurrentVersion\Uninstall\InspectionLedger"
!define VERB "Software\Classes\Directory\shell\InspectionLedger"
!define PROGRAM "inspection-ledger"
!define KEPT "没有安装，原来的版本和账本没有动。"
Name "巡察整改台账"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\InspectionLedger"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
SetCompressor /FINAL zlib
BrandingText "巡察整改台账 ${VERSION}"
ShowInstDetails nevershow
AllowSkipFiles off
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\app\inspection-ledger.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开巡察整改台账"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductName" "巡察整改台账"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileDescription" "巡察整改台账 安装程序"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "LegalCopyright" "MIT"

; Says why nothing was done, and ends with 2; without a question where nobody is asked (/S).
!macro STOP TEXT
  MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT}" /SD IDOK
  SetErrorLevel 2
  Quit
!macroend
!define Stop "!insertmacro STOP"

; A program that runs keeps its file, and one started from a share or by another person too.
!macro STOP_WHERE_RUNNING FILE TEXT
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $0 "${FILE}" a
    ${If} ${Errors}
      ${Stop} "${TEXT}"
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend
!define StopWhereRunning "!insertmacro STOP_WHERE_RUNNING"

!macro STOP_WHERE_A_LEDGER TEXT
  ${If} ${FileExists} "$INSTDIR\app\*.ledger"
    ${Stop} "程序文件夹 $INSTDIR\app 里有账本。${TEXT}请先把账本文件夹移到“文档”等自己的文件夹。"
  ${EndIf}
!macroend
!define StopWhereALedger "!insertmacro STOP_WHERE_A_LEDGER"

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    ${Stop} "本程序要 Windows 10（1809 以上）或 Windows 11，64 位。这台电脑的系统太旧，没有安装。"
  ${EndIf}
FunctionEnd

; Reached where a file could not be written and the person gave up.
Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\app.new"
  RMDir "$INSTDIR"
  MessageBox MB_OK|MB_ICONEXCLAMATION "文件写不进去：磁盘满了，或没有权限。${KEPT}请清理磁盘，或换一个文件夹，再重新安装。" /SD IDOK
  SetErrorLevel 2
FunctionEnd

Section
  ; A cut between the two renames.
  ${IfNot} ${FileExists} "$INSTDIR\app\*.*"
  ${AndIf} ${FileExists} "$INSTDIR\app.old\*.*"
    Rename "$INSTDIR\app.old" "$INSTDIR\app"
  ${EndIf}
  ${StopWhereRunning} "$INSTDIR\app\${PROGRAM}.exe" "巡察整改台账正在运行。${KEPT}请先退出程序，再重新安装。"
  ${StopWhereRunning} "$INSTDIR\app\${PROGRAM}-cli.exe" "巡察整改台账正在运行。${KEPT}请先退出程序，再重新安装。"
  ${StopWhereALedger} "${KEPT}"
  RMDir /r "$INSTDIR\app.new"
  ClearErrors
  CreateDirectory "$INSTDIR\app.new"
  FileOpen $0 "$INSTDIR\app.new\try" w
  ${If} ${Errors}
    RMDir "$INSTDIR\app.new"
    RMDir "$INSTDIR"
    ${Stop} "不能在 $INSTDIR 里写文件。${KEPT}请重新安装，换一个文件夹，或用原来显示的文件夹。"
  ${EndIf}
  FileClose $0
  Delete "$INSTDIR\app.new\try"
  SetOutPath "$INSTDIR\app.new"
  File /r "${APP}/*"
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\app.old"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\app\*.*"
    Rename "$INSTDIR\app" "$INSTDIR\app.old"
  ${EndIf}
  ${IfNot} ${Errors}
    Rename "$INSTDIR\app.new" "$INSTDIR\app"
    ${If} ${Errors}
      Rename "$INSTDIR\app.old" "$INSTDIR\app"
      SetErrors
    ${EndIf}
  ${EndIf}
  ${If} ${Errors}
    SetOutPath "$TEMP"
    RMDir /r "$INSTDIR\app.new"
    ${Stop} "程序的文件正被别的程序占用，换不了。${KEPT}请退出程序和杀毒软件的扫描，再重新安装。"
  ${EndIf}
  RMDir /r "$INSTDIR\app.old"
  SetOutPath "$INSTDIR\app"
  CreateShortCut "$SMPROGRAMS\巡察整改台账.lnk" "$INSTDIR\app\inspection-ledger.exe"
  CreateShortCut "$DESKTOP\巡察整改台账.lnk" "$INSTDIR\app\inspection-ledger.exe"
  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
  ; A ledger is a folder: its menu offers the program where the folder's name ends in .ledger.
  WriteRegStr HKCU "${VERB}" "" "用巡察整改台账打开"
  WriteRegStr HKCU "${VERB}" "AppliesTo" 'System.FileName:~>".ledger"'
  WriteRegStr HKCU "${VERB}" "Icon" "$INSTDIR\app\inspection-ledger.exe"
  WriteRegStr HKCU "${VERB}\command" "" '"$INSTDIR\app\inspection-ledger.exe" "%1"'
  WriteRegStr HKCU "${UN}" "DisplayName" "巡察整改台账"
  WriteRegStr HKCU "${UN}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UN}" "DisplayIcon" "$INSTDIR\app\inspection-ledger.exe"
  WriteRegStr HKCU "${UN}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UN}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UN}" "NoModify" 1
  WriteRegDWORD HKCU "${UN}" "NoRepair" 1
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

!define VERSIONS "$LOCALAPPDATA\inspection-ledger\versions"
!define NOT_REMOVED "没有卸载。"

Section "Uninstall"
  ; Ledgers, backups and this PC's preferences stay: only what the installer and updates brought goes.
  ${StopWhereRunning} "$INSTDIR\app\${PROGRAM}.exe" "巡察整改台账正在运行，${NOT_REMOVED}请先退出程序，再卸载。"
  ${StopWhereRunning} "$INSTDIR\app\${PROGRAM}-cli.exe" "巡察整改台账正在运行，${NOT_REMOVED}请先退出程序，再卸载。"
  FindFirst $1 $2 "${VERSIONS}\*.*"
  ${DoUntil} $2 == ""
    ${StopWhereRunning} "${VERSIONS}\$2\app\${PROGRAM}.exe" "巡察整改台账正在运行，${NOT_REMOVED}请先退出程序，再卸载。"
    ${StopWhereRunning} "${VERSIONS}\$2\app\${PROGRAM}-cli.exe" "巡察整改台账正在运行，${NOT_REMOVED}请先退出程序，再卸载。"
    FindNext $1 $2
  ${Loop}
  FindClose $1
  ${StopWhereALedger} "${NOT_REMOVED}"
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\app.new"
  RMDir /r "$INSTDIR\app.old"
  RMDir /r "${VERSIONS}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\巡察整改台账.lnk"
  Delete "$DESKTOP\巡察整改台账.lnk"
  DeleteRegKey HKCU "${VERB}"
  DeleteRegKey HKCU "${UN}"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
